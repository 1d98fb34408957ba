"""Which lines go together: those of joint premises, of many that bear on one, and forks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.composing.sections import MOST_LINES, Edge, Reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.drawing.composing.layers import Layers
    from argmap.drawing.composing.sections import Node
    from argmap.graph import Graph
    from argmap.model import Relation


class Bundle(NamedTuple):
    """Edges whose lines become one before they end.

    That is at a dot where they are joint; else on a trunk, of which each line is a twig.
    """

    edges: tuple[Edge, ...]
    is_joint: bool


Port = Edge | tuple["Node", "Relation", bool]
"""Where a line begins: lines of one relation begin together, unless one has to be distinguished."""


class Bundles(NamedTuple):
    """The bundle of each edge that is in one, where each begins, and which are attacked."""

    of: Mapping[Edge, Bundle]
    port: Mapping[Edge, Port]
    attacked: Mapping[Edge, tuple[Edge, ...]]


def find_bundles(layers: Layers, graph: Graph) -> Bundles:
    """Return which lines of a component go together."""
    edges = layers.component.edges
    attackers: dict[Edge, list[Edge]] = defaultdict(list)
    joint: dict[object, list[Edge]] = defaultdict(list)
    alike: dict[object, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.attacked is not None:
            attackers[edge.attacked].append(edge)
        if isinstance(edge.head, Reference) or not _leads_elsewhere(edge, layers):
            continue
        where = layers.channels[edge][-1], layers.is_outward(edge)
        inference = graph.inference_of(edge.link)
        if inference.joint is not None:
            joint[inference, *where].append(edge)
        elif edge.attacked is None and not layers.is_outward(edge):
            alike[edge.head, edge.link.relation, *where].append(edge)
    bundles = [Bundle(tuple(group), is_joint=True) for group in joint.values() if len(group) > 1]
    bundles += (
        Bundle(tuple(group), is_joint=False) for group in alike.values() if len(group) > MOST_LINES
    )
    of = {edge: bundle for bundle in bundles for edge in bundle.edges}
    port: dict[Edge, Port] = {}
    for edge in edges:
        is_single = edge in of or edge in attackers or edge.attacked is not None
        shared = (edge.tail, edge.link.relation, layers.is_outward(edge))
        port[edge] = edge if is_single else shared
    return Bundles(of, port, {edge: tuple(by) for edge, by in attackers.items()})


def _leads_elsewhere(edge: Edge, layers: Layers) -> bool:
    """Tell whether an edge leads to another layer."""
    return edge.attacked is not None or layers.layer_of[edge.tail] != layers.layer_of[edge.head]
