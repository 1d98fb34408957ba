"""Maps as graphs of nodes and edges, plain and in networkx."""

from __future__ import annotations

import json
import sys

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ExtraMissing
from argmap.formats.writing.inference_nodes import InferenceNodes, plain_graph
from argmap.graph import BEARING, Graph
from argmap.model import ArgumentMap, Claim, Reason
from argmap.networks import to_networkx
from tests.formats.invented import bridge
from tests.strategies import maps

CHOICES: tuple[InferenceNodes, ...] = ("needed", "all", "none")


def test_joint_and_attacked_inferences_become_nodes() -> None:
    graph = to_networkx(bridge())
    assert sorted(graph.edges(keys=True)) == [
        ("c", "q", "answers"),
        ("inference-1", "c", "supports"),
        ("inference-2", "inference-1", "undercuts"),
        ("k1", "inference-2", "undercuts"),
        ("k2", "inference-2", "undercuts"),
        ("k3", "c", "limits"),
        ("r1", "inference-1", "supports"),
        ("r2", "inference-1", "supports"),
        ("r3", "c", "supports"),
    ]
    assert graph.nodes["inference-1"] == {"kind": "inference", "relation": "supports", "joint": "j"}
    assert graph.nodes["r3"] == {
        "kind": "reason",
        "text": "Weak bridges kill",
        "speaker": "Ann",
        "strength": 0.5,
    }
    assert graph.graph == {"title": "Bridge"}


def test_without_inference_nodes_an_undercut_ends_at_the_premise_and_says_what_it_attacks() -> None:
    graph = to_networkx(bridge(), inference_nodes="none")
    assert set(graph) == {"q", "c", "r1", "r2", "r3", "k1", "k2", "k3"}
    assert graph.edges["k1", "r1", "undercuts"]["attacks"] == "r1->c"
    assert graph.edges["k2", "k1", "undercuts"]["attacks"] == "k1->r1"


def test_every_inference_can_be_a_node() -> None:
    graph = to_networkx(bridge(), inference_nodes="all")
    kinds = nx.get_node_attributes(graph, "kind")
    assert sum(kind == "inference" for kind in kinds.values()) == 5
    assert graph.has_edge("c", "q", "answers")
    assert all(
        "inference" in (kinds[tail], kinds[head])
        for tail, head, relation in graph.edges(keys=True)
        if relation in BEARING
    )


def test_undercuts_of_two_links_of_one_premise_are_two_edges() -> None:
    m = ArgumentMap()
    m.claim("a", id="a"), m.claim("b", id="b")
    m.reason("r", id="r", supports=["a", "b"])
    m.caveat("k", id="k", undercuts=["r->a", "r->b"])
    edges = to_networkx(m, inference_nodes="none").edges("k", data="attacks")
    assert sorted(edges) == [("k", "r", "r->a"), ("k", "r", "r->b")]


def test_a_statement_may_be_called_like_an_inference() -> None:
    m = ArgumentMap()
    m.claim("c", id="inference-1")
    m.reason("r", id="r", supports="inference-1")
    m.caveat("k", id="k", undercuts="r")
    assert set(to_networkx(m)) == {"inference-1", "r", "k", "inference_-1"}


def test_what_names_nothing_is_left_out_and_cycles_stay() -> None:
    m = ArgumentMap(
        claims=[Claim(id="c", text="c", supports=["r", "nowhere"])],
        reasons=[Reason(id="r", text="r", supports=["c", "r"])],
    )
    assert sorted(to_networkx(m).edges()) == [("c", "r"), ("r", "c"), ("r", "r")]


@given(maps(), st.sampled_from(CHOICES))
def test_every_edge_ends_at_nodes_and_every_link_is_there(
    map: ArgumentMap, choice: InferenceNodes
) -> None:
    graph = Graph(map)
    plain = plain_graph(graph, choice)
    nodes = {*graph.statements, *plain.nodes}
    assert len(nodes) == len(graph.statements) + len(plain.nodes)
    assert {end for edge in plain.edges for end in (edge.tail, edge.head)} <= nodes
    starts = [(edge.inference, edge.tail) for edge in plain.edges if edge.part != "out"]
    assert starts == [(one, premise) for one in graph.inferences for premise in one.premises]
    # Who undercuts the links of two joint premises undercuts one inference: two links, one edge.
    assert {link for edge in plain.edges for link in edge.inference.links} == {*graph.links}
    for edge in plain.edges:
        if edge.part != "in" and choice != "none" and edge.inference.attacked:
            assert plain.nodes[edge.head] == graph.inference_of(edge.inference.attacked)
        elif edge.part != "in":
            assert edge.head == edge.inference.target


@given(maps(), st.sampled_from(CHOICES))
def test_networkx_has_what_the_map_says(map: ArgumentMap, choice: InferenceNodes) -> None:
    graph = to_networkx(map, inference_nodes=choice)
    assert list(graph)[: len(list(map.statements))] == [one.id for one in map.statements]
    for statement in map.statements:
        node = graph.nodes[statement.id]
        assert (node["kind"], node["text"]) == (statement.kind, statement.wording)
        assert node.get("speaker") == statement.speaker
        assert node.get("meta", {}) == statement.meta
    assert graph.number_of_edges() == len(plain_graph(Graph(map), choice).edges)
    json.dumps(nx.node_link_data(graph), allow_nan=False)


def test_without_networkx_one_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(ExtraMissing, match="networkx is not installed") as caught:
        to_networkx(ArgumentMap())
    assert caught.value.help == "pip install 'argmap[networkx]'"
