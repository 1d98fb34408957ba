"""GraphML: what it says, that programs read it, and that any text survives."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.controls import without_controls
from argmap.formats.document import Output
from argmap.formats.graphml import GRAPHML
from argmap.formats.writing.property_graph import property_graph
from argmap.graph import Graph
from argmap.model import ArgumentMap, Claim, Reason
from tests.formats.invented import bridge
from tests.strategies import identifiers, maps, wordings

if TYPE_CHECKING:
    from argmap.formats.writing.inference_nodes import InferenceNodes

# What networkx makes of the boxes for yEd.
BOX = {"x": "0", "y": "0"}
NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"


def dumped(map: ArgumentMap, **options: str) -> tuple[str, list[Any]]:
    assert GRAPHML.dump is not None
    output = Output(options={one.name: one.default for one in GRAPHML.options} | options)
    return GRAPHML.dump(map, output), output.losses


def parsed(text: str) -> nx.MultiDiGraph:
    return nx.read_graphml(BytesIO(text.encode()), force_multigraph=True)


def test_a_map_is_a_graph_with_inferences_as_nodes() -> None:
    text, losses = dumped(bridge())
    lines = text.splitlines()
    assert lines[:2] == [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<graphml xmlns="{NAMESPACE[1:-1]}" xmlns:y="http://www.yworks.com/xml/graphml">',
    ]
    assert '  <key id="node-strength" for="node" attr.name="strength" attr.type="double"/>' in lines
    graph = parsed(text)
    assert graph.nodes["r3"] == BOX | {
        "label": "Weak bridges kill",
        "kind": "reason",
        "text": "Weak bridges kill",
        "speaker": "Ann",
        "strength": 0.5,
    }
    assert graph.nodes["inference-1"] == BOX | {
        "label": "supports",
        "kind": "inference",
        "relation": "supports",
        "joint": "j",
    }
    ends = [(tail, head) for tail, head, data in graph.edges(data=True) if "attacks" in data]
    assert sorted(ends) == [
        ("inference-2", "inference-1"),
        ("k1", "inference-2"),
        ("k2", "inference-2"),
    ]
    assert [(loss.kind, loss.statement, loss.field) for loss in losses] == [
        ("encoded", "r3", "speaker"),
        ("encoded", "r3", "strength"),
    ]


def check_structure(text: str) -> None:
    """Hold a file against what the schema of GraphML asks for."""
    root = ElementTree.fromstring(text)  # noqa: S314 -- written by us
    names = [child.tag.removeprefix(NAMESPACE) for child in root]
    assert names == ["key"] * (len(names) - 1) + ["graph"]
    keys = {key.attrib["id"]: key.attrib["for"] for key in root[:-1]}
    assert len(keys) == len(root) - 1
    for key in root[:-1]:
        is_for_yed = key.attrib.get("yfiles.type") == "nodegraphics"
        assert is_for_yed or key.attrib["attr.type"] in {"boolean", "double", "string"}
    graph = root[-1]
    nodes = [node.attrib["id"] for node in graph.iter(f"{NAMESPACE}node")]
    assert len(set(nodes)) == len(nodes)
    for node in nodes:
        assert re.fullmatch(r"[^\s<>&\"'=\\/@#$%^*()+,;?!\[\]{}|~`]+", node)
    for edge in graph.iter(f"{NAMESPACE}edge"):
        assert {edge.attrib["source"], edge.attrib["target"]} <= set(nodes)
    for element in graph.iter():
        for data in element.findall(f"{NAMESPACE}data"):
            assert keys[data.attrib["key"]] == element.tag.removeprefix(NAMESPACE)


@given(maps(), st.sampled_from(["needed", "all", "none"]))
def test_networkx_reads_the_same_nodes_edges_and_values(
    map: ArgumentMap, choice: InferenceNodes
) -> None:
    text, _ = dumped(map, **{"inference-nodes": choice})
    check_structure(text)
    graph = parsed(text)
    known = property_graph(Graph(map), choice)
    names = dict(zip(known.nodes, graph, strict=True))
    for node, values in known.nodes.items():
        read = dict(graph.nodes[names[node]])
        assert read.pop("id", node) == node
        label = values["text"] if "text" in values else values["relation"]
        assert letters(read.pop("label") or "") == plain(letters(label))
        assert {name: read.pop(name) for name in BOX} == BOX
        assert read == {name: plain(value) for name, value in values.items()}
    edges = [
        (names[tail], names[head], {"label": values["relation"], **values})
        for tail, head, values in known.edges
    ]
    assert sorted(graph.edges(data=True), key=str) == sorted(edges, key=str)


def letters(text: str) -> str:
    """A text without what breaking it into lines adds or takes away."""
    return "".join(text.split()).replace("-", "")


def plain(value: Any) -> Any:
    """What a reader of XML makes of a value."""
    if isinstance(value, bool | float):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return without_controls(text)


@given(wordings(), identifiers())
def test_any_wording_and_any_id_survives(wording: str, id: str) -> None:
    text, losses = dumped(ArgumentMap(claims=[Claim(id=id, text=wording)]))
    check_structure(text)
    ((node, values),) = parsed(text).nodes(data=True)
    assert values.get("id", node) == id
    assert values["text"] == without_controls(wording)
    assert [loss.kind for loss in losses] == ["approximated"] * (
        without_controls(wording + id) != wording + id
    )


def test_a_carriage_return_is_no_line_feed() -> None:
    text, losses = dumped(ArgumentMap(claims=[Claim(id="c", text="a\r\nb\rc")]))
    assert "a&#13;\nb&#13;c" in text
    assert parsed(text).nodes["c"]["text"] == "a\r\nb\rc"
    assert losses == []


@pytest.mark.parametrize("id", ["<b>", "%", '"', "node-1"])
def test_an_id_that_xml_cannot_have_is_a_value(id: str) -> None:
    reason = Reason(id="node-2", text="r", supports=[id])
    text, _ = dumped(ArgumentMap(claims=[Claim(id=id, text="c")], reasons=[reason]))
    graph = parsed(text)
    assert len(graph) == 2
    assert [graph.nodes[head].get("id", head) for _, head in graph.edges()] == [id]


def test_a_broken_map_is_written_as_far_as_it_goes_and_told() -> None:
    claims = [Claim(id="c", text="C", supports=["c", "x"]), Claim(id="c", text="D")]
    text, losses = dumped(ArgumentMap(claims=claims))
    assert list(parsed(text).edges()) == [("c", "c")]
    assert [(loss.kind, loss.field) for loss in losses] == [
        ("unresolved", "supports"),
        ("dropped", "id"),
    ]
