"""A map as a property graph: nodes and edges, each with named values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.formats.writing.inference_nodes import plain_graph
from argmap.mapfile.shape import record_data
from argmap.model import ARROW, RELATIONS

if TYPE_CHECKING:
    from argmap.formats.reading.records import Record
    from argmap.formats.writing.inference_nodes import InferenceNodes
    from argmap.graph import Graph
    from argmap.model import Statement


class PropertyGraph(NamedTuple):
    """Nodes by name, edges as tail, head and values, and what the map says of itself.

    What is not said has no value. Values are texts, numbers, truth values, and lists and
    dictionaries of them.
    """

    attributes: Record
    nodes: dict[str, Record]
    edges: list[tuple[str, str, Record]]


def property_graph(graph: Graph, inference_nodes: InferenceNodes = "needed") -> PropertyGraph:
    """Return the statements and inferences of a map with all that is said of them.

    A statement has its ``kind``, its wording as ``text``, and its other fields under their own
    names; a node that stands for an inference has the kind ``inference``. An edge has its
    ``relation``, and where it undercuts, what it ``attacks`` as ``premise->target``.
    """
    plain = plain_graph(graph, inference_nodes)
    map = graph.map
    attributes: Record = {"title": map.title} if map.title else {}
    if map.sources:
        attributes["sources"] = [record_data(source) for source in map.sources]
    if map.meta:
        attributes["meta"] = map.meta
    nodes = {id: _attributes(statement) for id, statement in graph.statements.items()}
    for name, inference in plain.nodes.items():
        nodes[name] = {"kind": "inference", "relation": inference.relation}
        if inference.joint is not None:
            nodes[name]["joint"] = inference.joint
    edges: list[tuple[str, str, Record]] = []
    for edge in plain.edges:
        attached: Record = {"relation": edge.relation}
        if attacked := edge.inference.attacked:
            attached["attacks"] = f"{attacked.origin}{ARROW}{attacked.target}"
        edges.append((edge.tail, edge.head, attached))
    return PropertyGraph(attributes, nodes, edges)


def _attributes(statement: Statement) -> Record:
    fields = statement.model_dump(
        mode="json", exclude_defaults=True, exclude={"id", "text", *RELATIONS}
    )
    return {"kind": statement.kind, "text": statement.wording, **fields}
