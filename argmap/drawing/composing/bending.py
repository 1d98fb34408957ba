"""Other shapes for a component that is too long or too broad: it wraps, or it has two sides.

Both cut a component in parts, each of which is laid out by itself as every component is, so that
all that holds of components holds of them, and put these together again. A *wrapped* component is
cut between layers that a single line joins; its rows run there and back again, and the line turns
round outside of both. A component with *two sides* has its root in the middle: on the one side
is what speaks for it, on the other what speaks against it, or what is read first and last.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from math import ceil, sqrt
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.composing.components import (
    DrawnComponent,
    PlacedComponent,
    draw_component,
    layered,
)
from argmap.drawing.composing.lines import BORDER, Line
from argmap.drawing.composing.strokes import HEAD_LENGTH, Place, rounded
from argmap.graph.components import topmost

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from argmap.drawing.composing.sections import Edge, Node

# Rows that are shorter are no easier to read than what they are cut from.
_LEAST_LAYERS = 3
# Maps with more are folded unless asked, since nobody sees them at a glance in any shape.
_MOST_NODES = 150
_ROW_GAP = 26.0
_TURNING_ROOM = 26.0
# How much higher sides may be if what speaks for and what against are apart.
_WORTH = 1.4
_FOR = frozenset(("supports", "restates", "answers"))


def bend(placed: PlacedComponent, drawn: DrawnComponent, proportion: float) -> DrawnComponent:
    """Return the shape of a component that a page of some proportion shows largest."""

    def smallness(one: DrawnComponent) -> float:
        return max(one.length / proportion, one.breadth)

    bending = _Bending(placed)
    shapes: Iterable[DrawnComponent] = ()
    if len(placed.layers.component.nodes) <= _MOST_NODES:
        if drawn.length < proportion * drawn.breadth:
            shapes = bending.two_sided()
        else:
            rows = sqrt(drawn.length / proportion / (drawn.breadth + _ROW_GAP))
            shapes = bending.wrapped(rows)
    return min((drawn, *shapes), key=smallness)


class _Side(NamedTuple):
    """What can be on either side of a root: nodes in reading order, and how broad they are."""

    nodes: frozenset[Node]
    breadth: float
    is_for: bool


class _Bending:
    def __init__(self, placed: PlacedComponent) -> None:
        self.placed = placed
        self.setting = placed.setting
        self.layers = placed.layers
        self.component = placed.layers.component

    def wrapped(self, rows: float) -> Iterator[DrawnComponent]:
        """Yield the component in about so many rows, if it can be cut into these."""
        cuts = self._cuts()
        tried = set()
        most = len(self.layers.rows) // _LEAST_LAYERS
        for count in (min(int(rows), most), min(int(rows) + 1, most)):
            chosen = _nearest(cuts, len(self.layers.rows), count)
            if chosen and chosen not in tried:
                tried.add(chosen)
                yield self._in_rows([cuts[cut] for cut in chosen], chosen)

    def _cuts(self) -> dict[int, Edge]:
        """Return the channels through which a single line runs, to a card from the next layer."""
        users: dict[int, list[Edge]] = defaultdict(list)
        for edge in self.component.edges:
            for channel in self.layers.channels[edge]:
                users[channel].append(edge)
        layer_of, parents = self.layers.layer_of, self.component.parents
        cuts: dict[int, Edge] = {}
        for channel, edges in users.items():
            edge = edges[0]
            if (
                len(edges) == 1
                and edge.attacked is None
                and parents[edge.tail] == edge.head
                and self.layers.channels[edge] == (layer_of[edge.head],)
                and layer_of[edge.tail] == channel + 1
            ):
                cuts[channel] = edge
        for node, parent in parents.items():
            if parent is not None:
                for channel in range(*sorted((layer_of[parent], layer_of[node]))):
                    if channel in cuts and cuts[channel].tail != node:
                        del cuts[channel]
        return cuts

    def _in_rows(self, links: Sequence[Edge], cuts: Sequence[int]) -> DrawnComponent:
        """Return the component in rows that are cut after some layers, where these links are."""
        layer_of = self.layers.layer_of
        ends = (-1, *cuts, len(self.layers.rows) - 1)
        rows = [
            self._part([node for node in self.component.nodes if first < layer_of[node] <= last])
            for first, last in pairwise(ends)
        ]
        found: list[DrawnComponent] = []
        lines: list[Line] = []
        border = below = 0.0
        for number, row in enumerate(rows):
            is_back = number % 2 == 1
            shown = row.mirrored(self.setting.depth) if is_back else row
            start = border - row.length if is_back else border
            found.append(shown.moved(start, below))
            if number:
                lines.append(self._turn(links[number - 1], *found[-2:], is_outer=is_back))
            border = start if is_back else start + row.length
            below += row.breadth + _ROW_GAP
        return self._together(found, lines)

    def _turn(
        self, edge: Edge, before: DrawnComponent, after: DrawnComponent, *, is_outer: bool
    ) -> Line:
        """Return the line from the first card of a row round to the last of the row before."""

        def side(node: Node, row: DrawnComponent) -> Place:
            corner = row.corners[node]
            along = corner.along + (self.setting.depth(node) if is_outer else 0.0)
            return Place(along, corner.across + self.setting.breadth(node) / 2)

        sign = 1 if is_outer else -1
        start, end = side(edge.tail, after), side(edge.head, before)
        track = sign * (max(sign * start.along, sign * end.along) + _TURNING_ROOM)
        places = [
            start,
            Place(track, start.across),
            Place(track, end.across),
            Place(end.along + sign * HEAD_LENGTH[edge.link.relation], end.across),
        ]
        tip = Place(end.along + sign * BORDER, end.across)
        return Line((edge.link,), rounded(places), tip, -sign)

    def two_sided(self) -> Iterator[DrawnComponent]:
        """Yield the component with its root in the middle, if it has one."""
        root, *others = self.component.nodes
        if not others or any(self.component.parents[node] is None for node in others):
            return
        first = _first_side(self._sides(root))
        if len(first) in (0, len(others)):
            return
        before, after = (
            self._part([node for node in self.component.nodes if node == root or node in side])
            for side in (first, frozenset(others) - first)
        )
        before = before.mirrored(self.setting.depth)
        goal, start = before.corners[root], after.corners[root]
        after = after.moved(goal.along - start.along, goal.across - start.across)
        yield self._together([before, after], [])

    def _sides(self, root: Node) -> list[_Side]:
        """Return what can be on either side of a root, in reading order."""
        above: dict[Node, Node] = {}
        for one, other in self._inseparable(root):
            if root not in (one, other):
                above[topmost(above, other)] = topmost(above, one)
        speaks_for = {
            edge.tail: edge.link.relation in _FOR
            for edge in reversed(self.component.edges)
            if edge.head == root and edge.attacked is None
        }
        groups: dict[Node, list[Node]] = defaultdict(list)
        for node in self.component.nodes:
            if node != root:
                groups[topmost(above, node)].append(node)
        across, breadth = self.placed.across, self.setting.breadth
        return [
            _Side(
                frozenset(nodes),
                max(across[node] + breadth(node) / 2 for node in nodes)
                - min(across[node] - breadth(node) / 2 for node in nodes),
                next((speaks_for[node] for node in nodes if node in speaks_for), True),
            )
            for nodes in groups.values()
        ]

    def _inseparable(self, root: Node) -> Iterator[tuple[Node, Node]]:
        """Yield pairs of nodes that must be on one side of a root, unless one is the root."""
        inference_of = self.setting.sections.graph.inference_of
        premise: dict[object, Node] = {}
        for edge in self.component.edges:
            yield edge.head, edge.tail
            if edge.attacked is not None:
                attacked = edge.attacked
                yield attacked.head if attacked.tail == root else attacked.tail, edge.tail
            step = inference_of(edge.link)
            if step.joint is not None and edge.tail != root:
                yield premise.setdefault(step, edge.tail), edge.tail
        for node, parent in self.component.parents.items():
            if parent is not None:
                yield parent, node

    def _part(self, nodes: Collection[Node]) -> DrawnComponent:
        """Return some nodes of the component and the edges between them, laid out."""
        chosen = frozenset(nodes)
        parents = {node: self.component.parents[node] for node in nodes}
        edges = self.component.edges
        component = self.component._replace(
            nodes=tuple(nodes),
            edges=tuple(edge for edge in edges if edge.tail in chosen and edge.head in chosen),
            parents={
                node: parent if parent in chosen else None for node, parent in parents.items()
            },
            attackers=self.component.attackers & chosen,
        )
        placed = PlacedComponent(layered(component, self.setting.sections.graph), self.setting)
        return draw_component(placed, placed.widths)

    def _together(self, parts: Sequence[DrawnComponent], lines: Sequence[Line]) -> DrawnComponent:
        """Return parts that have their places, and lines between them, as one component."""
        corners = {node: corner for part in parts for node, corner in part.corners.items()}
        drawn = [*(line for part in parts for line in part.lines), *lines]
        places = [place for line in drawn for place in line.places]
        ends = [
            Place(
                corner.along + self.setting.depth(node), corner.across + self.setting.breadth(node)
            )
            for node, corner in corners.items()
        ]
        begin = Place(*map(min, zip(*corners.values(), *places, strict=True)))
        end = Place(*map(max, zip(*ends, *places, strict=True)))
        whole = DrawnComponent(
            corners,
            drawn,
            [spot for part in parts for spot in part.spots],
            end.along - begin.along,
            end.across - begin.across,
        )
        return whole.moved(-begin.along, -begin.across)


def _first_side(sides: Sequence[_Side]) -> frozenset[Node]:
    """Return what is on the first side, so that both are about as broad.

    If what speaks for the root and what against it are nearly as good as any first ones and last
    ones, it is these.
    """
    whole = sum(side.breadth for side in sides)

    def broader(part: Sequence[_Side]) -> float:
        first = sum(side.breadth for side in part)
        return max(first, whole - first)

    least = min((sides[:count] for count in range(1, len(sides) + 1)), key=broader)
    apart = [side for side in sides if side.is_for]
    chosen = apart if broader(apart) <= _WORTH * broader(least) else least
    return frozenset(node for side in chosen for node in side.nodes)


def _nearest(cuts: Iterable[int], layers: int, count: int) -> tuple[int, ...]:
    """Return the cuts that come nearest to so many rows of about one length."""
    found: list[int] = []
    for number in range(1, count):
        wanted = ceil(number * layers / count) - 1
        first = found[-1] if found else -1
        possible = [
            cut
            for cut in cuts
            if cut - first >= _LEAST_LAYERS and layers - 1 - cut >= _LEAST_LAYERS
        ]
        if possible:
            found.append(min(possible, key=lambda cut: (abs(cut - wanted), cut)))
    return tuple(found)
