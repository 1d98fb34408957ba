"""The lines of links that lead from section to section, through the gutters of the page."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.cards import LEAST_APART
from argmap.drawing.composing.lanes import ROOM, Lane, Trip, find_ways, spread_on_lanes
from argmap.drawing.composing.strokes import (
    DOT_RADIUS,
    DOT_STANDOFF,
    HEAD_LENGTH,
    HEADLESS,
    Head,
    Stroke,
)
from argmap.drawing.plane import Point

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from argmap.drawing.composing.blocks import DrawnBlock
    from argmap.drawing.composing.columns import Direction
    from argmap.drawing.composing.gutters import Gutters
    from argmap.drawing.composing.lines import Arrival
    from argmap.drawing.composing.sections import Sections
    from argmap.drawing.plane import Box
    from argmap.graph import Link

_BORDER = 0.6
_CORNER = 10.0
_NOWHERE = 0.01
# How far out the handles of a quarter of a circle are, as part of its radius.
_ROUND = 0.5523


class Placed(NamedTuple):
    """A block on the page, and where its first level begins."""

    block: DrawnBlock
    origin: Point


def route(
    sections: Sections,
    placed: Sequence[Placed],
    gutters: Gutters,
    headings: Mapping[str, Box],
    direction: Direction,
) -> list[Stroke]:
    """Return the strokes of all links that lead from section to section.

    Each leaves its card on the side of the root, runs in free lanes, and comes to its end across:
    a card is entered on the side of its supporters, a heading from the left. ``placed`` are all
    blocks in their order and ``headings`` the boxes of the questions.
    """
    return _Routing(sections, placed, gutters, headings, direction).strokes()


class _Routing:
    def __init__(
        self,
        sections: Sections,
        placed: Sequence[Placed],
        gutters: Gutters,
        headings: Mapping[str, Box],
        direction: Direction,
    ) -> None:
        self.lanes = gutters.lanes
        self.headings = headings
        self.direction = direction
        self.beside = {
            section.heading: lane
            for section, lane in zip(sections.all, gutters.beside, strict=True)
        }
        self.start: dict[Link, tuple[Point, Lane]] = {}
        self.end: dict[Link, tuple[Point, Lane]] = {}
        self.arrival: dict[Link, Arrival] = {}
        for one, (left, above, right, below) in zip(placed, gutters.around, strict=True):
            ends = (above.at, below.at) if direction == "right" else (left.at, right.at)
            lines = one.block.lines
            for link, arrival in lines.leaving.items():
                self.start[link] = self._found(one.origin, arrival, ends)
            for link, arrival in lines.arriving.items():
                self.end[link] = self._found(one.origin, arrival, ends)
                self.arrival[link] = arrival
        self.links = [link for link in sections.links if link in self.start]
        self._end_at_headings()

    def _found(
        self, origin: Point, arrival: Arrival, ends: tuple[float, float]
    ) -> tuple[Point, Lane]:
        """Return where a line begins or ends, and the lane in its block that leads there."""
        along, across = arrival.place
        room = 0.0 if arrival.is_dot else ROOM
        if self.direction == "right":
            lane = Lane(origin.x + arrival.lane, *ends, is_upright=True, room=room)
            return Point(origin.x + along, origin.y + across), lane
        lane = Lane(origin.y + arrival.lane, *ends, is_upright=False, room=room)
        return Point(origin.x + across, origin.y + along), lane

    def _end_at_headings(self) -> None:
        """Spread the lines that end at headings over their left sides."""
        at: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            if link.target in self.headings:
                at[link.target].append(link)
        for id, links in at.items():
            box = self.headings[id]
            first = box.y + box.height / 2 - LEAST_APART * (len(links) - 1) / 2
            for rank, link in enumerate(links):
                tip = Point(box.x - _BORDER, first + rank * LEAST_APART)
                self.end[link] = tip, self.beside[id]

    def strokes(self) -> list[Stroke]:
        trips = []
        for link in self.links:
            (start, first), (end, last) = self.start[link], self.end[link]
            trips.append(Trip(first, _on(first, start), last, _on(last, end)))
        strokes = []
        ways = spread_on_lanes(find_ways(self.lanes, trips), trips)
        for link, way in zip(self.links, ways, strict=True):
            start, end = self.start[link][0], self.end[link][0]
            arrival = self.arrival.get(link)
            if arrival is not None and arrival.is_dot:
                points = (start, *way[:-1])
                strokes.append(_to_dot(link, points, end, is_attack=arrival.is_attack))
            else:
                strokes.append(_to_card(link, (start, *way), end))
        return strokes


def _on(lane: Lane, point: Point) -> float:
    return point.y if lane.is_upright else point.x


# Strokes


def _to_card(link: Link, points: Sequence[Point], tip: Point) -> Stroke:
    """Return a line that ends with its head at the side of a card, level with its last turn."""
    before = points[-1]
    dx, dy = _way(before, tip)
    length = HEAD_LENGTH[link.relation]
    end = Point(tip.x - dx * length, tip.y - dy * length)
    head = None if link.relation in HEADLESS else Head(tip, dx, dy)
    return Stroke((link,), link.relation, _rounded((*points, end)), head)


def _to_dot(link: Link, points: Sequence[Point], dot: Point, *, is_attack: bool) -> Stroke:
    """Return a line that ends at a dot: with a bar before it, or in it."""
    dx, dy = _way(points[-1], dot)
    standoff = DOT_STANDOFF if is_attack else DOT_RADIUS
    end = Point(dot.x - dx * standoff, dot.y - dy * standoff)
    head = None
    if is_attack:
        length = HEAD_LENGTH[link.relation] - 1
        head = Head(Point(end.x + dx * length, end.y + dy * length), dx, dy)
    return Stroke((link,), link.relation, _rounded((*points, end)), head)


def _way(start: Point, end: Point) -> tuple[int, int]:
    """Return which of the four ways it is from one point to another."""
    dx, dy = end.x - start.x, end.y - start.y
    if abs(dx) >= abs(dy):
        return (1 if dx > 0 else -1), 0
    return 0, (1 if dy > 0 else -1)


def _rounded(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the curve through some turns, each of them a quarter of a circle."""
    turns = [points[0]]
    for point in points[1:]:
        if _far(turns[-1], point) > _NOWHERE:
            turns.append(point)
    curve = [turns[0]]
    for number, turn in enumerate(turns[1:], 1):
        if number + 1 == len(turns):
            curve += _straight(curve[-1], turn)
            break
        following = turns[number + 1]
        radius = min(_CORNER, _far(curve[-1], turn) / 2, _far(turn, following) / 2)
        begin, end = _toward(turn, curve[-1], radius), _toward(turn, following, radius)
        curve += _straight(curve[-1], begin)
        curve += (
            _toward(begin, turn, radius * _ROUND),
            _toward(end, turn, radius * _ROUND),
            end,
        )
    return tuple(curve)


def _straight(start: Point, end: Point) -> tuple[Point, Point, Point]:
    x, y = (end.x - start.x) / 3, (end.y - start.y) / 3
    return Point(start.x + x, start.y + y), Point(end.x - x, end.y - y), end


def _far(start: Point, end: Point) -> float:
    return abs(end.x - start.x) + abs(end.y - start.y)


def _toward(start: Point, end: Point, distance: float) -> Point:
    """Return the point so far from one on the way to another, level or upright."""
    dx, dy = _way(start, end)
    return Point(start.x + dx * distance, start.y + dy * distance)
