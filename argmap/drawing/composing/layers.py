"""Which layer each card of a component is on, and in which order.

Layers are rows of cards and, where a link passes a layer on its way to another, *dummy nodes*,
which keep room for its line. No line ever meets a card because of them (as in Sugiyama, Tagawa and
Toda, *Methods for visual understanding of hierarchical system structures*, IEEE Transactions on
Systems, Man, and Cybernetics 11, 1981). Cards have the order in which they are read, in which no
lines of a tree cross; only dummy nodes are free to be wherever their lines cross the fewest
others. Between two layers lies a *channel* for lines: channel 0 follows layer 0.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.composing.passing import Passage, Passing
from argmap.drawing.composing.sections import Edge, Node, base_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from argmap.drawing.composing.sections import Component
    from argmap.graph import Graph


class Dummy(NamedTuple):
    """The room that the line of an edge takes on a layer which it passes."""

    edge: Edge
    layer: int


Cell = Node | Dummy
"""What is on a layer."""


class Layers(NamedTuple):
    """A component in layers from its root outward, each with its cells in order.

    ``layer_of`` says on which layer each node is, ``channels`` through which channels each
    edge runs, from its tail on.
    """

    component: Component
    rows: tuple[tuple[Cell, ...], ...]
    layer_of: Mapping[Node, int]
    channels: Mapping[Edge, tuple[int, ...]]

    def is_outward(self, edge: Edge) -> bool:
        """Tell whether an edge leads away from the root, or to a card of the same layer.

        Only lines to references do, and some of those that make a circle.
        """
        return self.channels[edge][0] >= self.layer_of[edge.tail]


def find_layers(component: Component, graph: Graph) -> Layers:
    """Return the layers of a component.

    A node is one layer beyond the furthest that places it; further links push it nowhere.

    >>> from argmap.drawing.composing.sections import Sections
    >>> from argmap.graph import Graph
    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="c"), m.reason("They carry many", id="r", supports="c")
    >>> graph = Graph(m)
    >>> find_layers(Sections(graph).all[0].components[0], graph).rows
    (('c',), ('r',))
    """
    placing = _placing(component, graph)
    layer_of: dict[Node, int] = dict.fromkeys(component.nodes, 0)
    for inner, outer in placing:
        layer_of[outer] = max(layer_of[outer], layer_of[inner] + 1)
    rows: list[list[Node]] = [[] for _ in range(max(layer_of.values(), default=-1) + 1)]
    for node in component.nodes:
        rows[layer_of[node]].append(node)
    channels = _channels(component, graph, layer_of)
    passed = {edge: _passed(channels[edge]) for edge in component.edges}
    cells = _with_dummies(component, rows, placing, layer_of, passed)
    return Layers(component, tuple(map(tuple, cells)), layer_of, channels)


def _placing(component: Component, graph: Graph) -> list[tuple[Node, Node]]:
    """Return pairs of which the first places the second, never in a circle.

    Nothing places others before it has been placed itself.
    """
    pairs: dict[tuple[Node, Node], None] = {}
    for outer, inner in component.parents.items():
        if inner is not None:
            pairs[inner, outer] = None
    for edge in component.edges:
        base = base_of(edge)
        if base not in (edge.tail, edge.head) or edge.attacked:
            continue
        if base != edge.tail and graph.inference_of(edge.link).joint is not None:
            pairs[base, edge.tail] = None
    place = _acyclic_places(component.nodes, pairs)
    ordered = (pair if place[pair[0]] < place[pair[1]] else pair[::-1] for pair in pairs)
    return sorted(ordered, key=lambda pair: place[pair[0]])


def _acyclic_places(nodes: Sequence[Node], pairs: Iterable[tuple[Node, Node]]) -> dict[Node, int]:
    """Return a place for each node so that pairs lead to later places, as far as that can be.

    It is Kahn's algorithm (*Topological sorting of large networks*, Communications of the ACM 5,
    1962); where a circle blocks it, the first of the nodes that are left goes next.
    """
    rank = {node: number for number, node in enumerate(nodes)}
    following: dict[Node, list[Node]] = defaultdict(list)
    blocked = dict.fromkeys(nodes, 0)
    for tail, head in pairs:
        following[tail].append(head)
        blocked[head] += 1
    free = [rank[node] for node in nodes if not blocked[node]]
    places: dict[Node, int] = {}
    waiting = iter(nodes)
    while len(places) < len(nodes):
        node = nodes[heapq.heappop(free)] if free else next(n for n in waiting if n not in places)
        if node in places:
            continue
        places[node] = len(places)
        for head in following[node]:
            blocked[head] -= 1
            if not blocked[head] and head not in places:
                heapq.heappush(free, rank[head])
    return places


def _channels(
    component: Component, graph: Graph, layer_of: Mapping[Node, int]
) -> dict[Edge, tuple[int, ...]]:
    """Return the channels that each edge runs through, from its tail on.

    An undercut meets the line that it attacks in the channel that is nearest to it; that of joint
    premises in the last one, where they have met.
    """
    channels: dict[Edge, tuple[int, ...]] = {}
    for edge in component.edges:
        start = layer_of[edge.tail]
        if edge.attacked is None:
            end = layer_of[edge.head]
            if end < start:
                channels[edge] = tuple(range(start - 1, end - 1, -1))
            else:
                channels[edge] = tuple(range(start, max(end, start + 1)))
            continue
        options = channels[edge.attacked]
        if graph.inference_of(edge.attacked.link).joint is not None:
            options = options[-1:]
        meeting = min(options, key=lambda channel: abs(start - 1 - channel))
        channels[edge] = (
            tuple(range(start - 1, meeting - 1, -1))
            if meeting < start
            else tuple(range(start, meeting + 1))
        )
    return channels


def _passed(channels: Sequence[int]) -> range:
    """Return the layers between some channels."""
    low, high = min(channels), max(channels)
    return range(low + 1, high + 1) if low < high else range(0)


def _with_dummies(
    component: Component,
    rows: Sequence[Sequence[Node]],
    placing: Sequence[tuple[Node, Node]],
    layer_of: Mapping[Node, int],
    passed: Mapping[Edge, range],
) -> list[list[Cell]]:
    """Return the layers with a dummy node for each that an edge passes."""
    if not any(passed.values()):
        return [list(row) for row in rows]
    passing = Passing(rows, placing, component.nodes)
    rank = {node: number for number, node in enumerate(component.nodes)}
    dummies: list[list[tuple[int, int, int, Dummy]]] = [[] for _ in rows]
    for edge, layers in passed.items():
        if layers:
            inner, outer = _ends(edge, layers, layer_of)
            for layer, place in passing.places(Passage(outer, inner, layers)).items():
                dummies[layer].append((place, rank[outer], rank[inner], Dummy(edge, layer)))
    found: list[list[Cell]] = []
    for row, added in zip(rows, dummies, strict=True):
        cells: list[Cell] = []
        begin = 0
        for place, *_, dummy in sorted(added, key=lambda one: one[:3]):
            cells += (*row[begin:place], dummy)
            begin = place
        found.append([*cells, *row[begin:]])
    return found


def _ends(edge: Edge, layers: range, layer_of: Mapping[Node, int]) -> tuple[Node, Node]:
    """Return the cards about where an edge that passes some layers begins and ends, inner first.

    For an undercut that comes from within, it is what it attacks that lies further out.
    """
    other = edge.head if edge.attacked is None else base_of(edge)
    if edge.attacked is not None and layer_of[edge.tail] < layers.start:
        other = edge.attacked.tail
    inner, outer = sorted((other, edge.tail), key=layer_of.__getitem__)
    return inner, outer
