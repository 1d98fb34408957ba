"""A map as plain nodes and edges, for formats in which no edge can end at an edge.

Where several premises are joint, or an undercut attacks a step, the inference becomes a node of its
own: the premises lead into it, it leads to the target, and the undercut ends at it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap.graph import BEARING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from argmap.graph import Graph, Inference
    from argmap.model import Relation

InferenceNodes = Literal["needed", "all", "none"]
"""Which inferences become nodes: those that are joint or attacked, all of them, or none, in which
case an undercut ends at the premise of what it attacks."""


class Edge(NamedTuple):
    """An edge between two nodes, each a statement by its id or an inference by its name.

    ``inference`` is the step that the edge is a part of; ``part`` says whether it is the whole
    step, or leads into or out of the node that stands for it.
    """

    relation: Relation
    tail: str
    head: str
    inference: Inference
    part: Literal["whole", "in", "out"]


class PlainGraph(NamedTuple):
    """The inferences of a map that are nodes, by name, and all edges, in the author's order."""

    nodes: Mapping[str, Inference]
    edges: tuple[Edge, ...]


def plain_graph(graph: Graph, inference_nodes: InferenceNodes = "needed") -> PlainGraph:
    """Return a graph whose edges all end at nodes; no inference has the name of a statement.

    >>> from argmap.graph import Graph
    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="c"), m.reason("They carry many", id="r", supports="c")
    >>> _ = m.caveat("Only when they run", id="u", undercuts="r")
    >>> [(edge.tail, edge.head) for edge in plain_graph(Graph(m)).edges]
    [('r', 'inference-1'), ('inference-1', 'c'), ('u', 'inference-1')]
    """
    if inference_nodes == "needed":
        attacked = {graph.inference_of(one.attacked) for one in graph.inferences if one.attacked}
        chosen = [one for one in graph.inferences if one.joint or one in attacked]
    elif inference_nodes == "all":
        chosen = [one for one in graph.inferences if one.relation in BEARING]
    else:
        chosen = []
    stem = "inference"
    while any(id.startswith(f"{stem}-") for id in graph.statements):
        stem += "_"
    names = {inference: f"{stem}-{number}" for number, inference in enumerate(chosen, 1)}
    edges = tuple(edge for one in graph.inferences for edge in _edges(graph, one, names))
    return PlainGraph({name: inference for inference, name in names.items()}, edges)


def _edges(graph: Graph, inference: Inference, names: Mapping[Inference, str]) -> Iterator[Edge]:
    relation, head = inference.relation, inference.target
    if inference.attacked is not None:
        head = names.get(graph.inference_of(inference.attacked), head)
    name = names.get(inference)
    if name is not None:
        yield from (Edge(relation, one, name, inference, "in") for one in inference.premises)
        yield Edge(relation, name, head, inference, "out")
    else:
        yield from (Edge(relation, one, head, inference, "whole") for one in inference.premises)
