"""A map as a graph of networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.extras import imported
from argmap.formats.writing.property_graph import property_graph
from argmap.graph import Graph

if TYPE_CHECKING:
    import networkx as nx

    from argmap.formats.writing.inference_nodes import InferenceNodes
    from argmap.model import ArgumentMap


def to_networkx(
    map: ArgumentMap, *, inference_nodes: InferenceNodes = "needed"
) -> nx.MultiDiGraph[str]:
    """Return a map as a directed graph of networkx, for centrality, paths, matching and the like.

    Nodes are the statements by id, edges lead from a statement to what it bears on, and each edge
    has its relation as its key. No edge of networkx can end at an edge, so ``inference_nodes``
    says which inferences become nodes: those that are joint or undercut (``needed``), ``all``, or
    ``none``, in which case an undercut ends at the premise. Relations that name nothing clear are
    left out; ``Graph.unresolved`` has them. Raises ExtraMissing if networkx is not installed.

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
    for tail, head, fields in known.edges:
        # One statement may undercut several links of another.
        key = fields["relation"] if not graph.has_edge(tail, head, fields["relation"]) else None
        graph.add_edge(tail, head, key, **fields)
    return graph
