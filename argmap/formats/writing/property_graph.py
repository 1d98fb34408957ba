"""A map as a property graph: nodes and edges, each with named values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.extras import imported
from argmap.formats.writing.inference_nodes import plain_graph
from argmap.graph import Graph
from argmap.mapfile.shape import record_data
from argmap.model import ARROW, RELATIONS

if TYPE_CHECKING:
    import networkx as nx

    from argmap.formats.writing.inference_nodes import InferenceNodes
    from argmap.model import ArgumentMap, Statement


class PropertyGraph(NamedTuple):
    """Nodes by name, edges as tail, head and values, and what the map says of itself.

    What is not said has no value. Values are texts, numbers, truth values, and lists and
    dictionaries of them.
    """

    attributes: dict[str, Any]
    nodes: dict[str, dict[str, Any]]
    edges: list[tuple[str, str, dict[str, Any]]]


def property_graph(graph: Graph, inference_nodes: InferenceNodes = "needed") -> PropertyGraph:
    """Return the statements and inferences of a map with all that is said of them.

    A statement has its ``kind``, its wording as ``text``, and its other fields under their own
    names; a node that stands for an inference has the kind ``inference``. An edge has its
    ``relation``, and where it undercuts, what it ``attacks`` as ``premise->target``.
    """
    plain = plain_graph(graph, inference_nodes)
    map = graph.map
    attributes: dict[str, Any] = {"title": map.title} if map.title else {}
    if map.sources:
        attributes["sources"] = [record_data(source) for source in map.sources]
    if map.meta:
        attributes["meta"] = map.meta
    nodes = {id: _said(statement) for id, statement in graph.statements.items()}
    for name, inference in plain.nodes.items():
        nodes[name] = {"kind": "inference", "relation": inference.relation}
        if inference.joint is not None:
            nodes[name]["joint"] = inference.joint
    edges: list[tuple[str, str, dict[str, Any]]] = []
    for edge in plain.edges:
        said: dict[str, Any] = {"relation": edge.relation}
        if attacked := edge.inference.attacked:
            said["attacks"] = f"{attacked.origin}{ARROW}{attacked.target}"
        edges.append((edge.tail, edge.head, said))
    return PropertyGraph(attributes, nodes, edges)


def _said(statement: Statement) -> dict[str, Any]:
    fields = statement.model_dump(
        mode="json", exclude_defaults=True, exclude={"id", "text", *RELATIONS}
    )
    return {"kind": statement.kind, "text": statement.wording, **fields}


def to_networkx(
    map: ArgumentMap, *, inference_nodes: InferenceNodes = "needed"
) -> nx.MultiDiGraph[str]:
    """Return a map as a directed graph of networkx, for centrality, paths, matching and the like.

    Nodes are the statements by id, edges lead from a statement to what it bears on, and each edge
    has its relation as its key. No edge of networkx can end at an edge, so ``inference_nodes``
    says which inferences become nodes: those that are joint or undercut (``needed``), ``all``, or
    ``none``, in which case an undercut ends at the premise. Relations that name nothing clear are
    left out, as ``Graph.unresolved`` tells. Raises ExtraMissing where networkx is not installed.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> help = m.claim("Buses help", id="help")
    >>> many = m.reason("They carry many", id="many", supports=help)
    >>> list(to_networkx(m).edges(keys=True))
    [('many', 'help', 'supports')]
    """
    networkx = imported("networkx", extra="networkx")
    known = property_graph(Graph(map), inference_nodes)
    graph = networkx.MultiDiGraph(**known.attributes)
    graph.add_nodes_from(known.nodes.items())
    for tail, head, said in known.edges:
        # One statement may undercut several links of another.
        key = said["relation"] if not graph.has_edge(tail, head, said["relation"]) else None
        graph.add_edge(tail, head, key, **said)
    return graph
