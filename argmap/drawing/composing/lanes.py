"""Free lanes between the cards of a page, and the ways that links between sections take on them.

Lanes are upright or level stretches that meet no card: the gutters between blocks, sections and
columns, and the gaps between the levels of a block. A way is a row of lanes each of which crosses
the next. The shortest with few turns is found by A* (Hart, Nilsson and Raphael, *A formal basis for
the heuristic determination of minimum cost paths*, IEEE Transactions on Systems Science and
Cybernetics 4, 1968).
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.plane import Point

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

GUTTER = 16.0
"""How far from cards and headings lines between sections run."""
ROOM = 12.0
"""How broad a lane is, for several lines side by side."""
_TURN = 60.0
_TRACKS_APART = 6.0


class Lane(NamedTuple):
    """A free stretch at x or, where it is not upright, at y; it has room for lines side by side."""

    at: float
    low: float
    high: float
    is_upright: bool
    room: float = 0.0

    def crosses(self, other: Lane) -> bool:
        """Tell whether two lanes meet."""
        return (
            self.is_upright != other.is_upright
            and other.low <= self.at <= other.high
            and self.low <= other.at <= self.high
        )


class Trip(NamedTuple):
    """From where on which lane to where on which lane a line is to go.

    ``start`` and ``end`` are measured along the lanes: y for an upright one.
    """

    first: Lane
    start: float
    last: Lane
    end: float


def find_ways(lanes: Sequence[Lane], trips: Sequence[Trip]) -> list[tuple[Lane, ...]]:
    """Return for each trip the lanes that it takes, none where there is no way.

    >>> a, c = Lane(0, 0, 50, is_upright=True), Lane(80, 20, 50, is_upright=True)
    >>> b = Lane(50, 0, 80, is_upright=False)
    >>> find_ways([a, b, c], [Trip(a, 10, c, 20)]) == [(a, b, c)]
    True
    """
    every = tuple(dict.fromkeys((*lanes, *(lane for t in trips for lane in (t.first, t.last)))))
    crossing = {lane: [other for other in every if lane.crosses(other)] for lane in every}
    return [_shortest(trip, crossing) for trip in trips]


def _shortest(trip: Trip, crossing: Mapping[Lane, Sequence[Lane]]) -> tuple[Lane, ...]:
    goal = _point(trip.last, trip.last.at, trip.end)
    ranks = count()
    waiting: list[tuple[float, int, float, Lane, float, tuple[Lane, ...]]] = []

    def wait(cost: float, lane: Lane, place: float, way: tuple[Lane, ...]) -> None:
        here = _point(lane, lane.at, place)
        least = abs(here.x - goal.x) + abs(here.y - goal.y)
        heapq.heappush(waiting, (cost + least, next(ranks), cost, lane, place, (*way, lane)))

    wait(0.0, trip.first, trip.start, ())
    done: set[tuple[Lane, float]] = set()
    while waiting:
        _, _, cost, lane, place, way = heapq.heappop(waiting)
        if lane == trip.last:
            return way
        if (lane, place) not in done:
            done.add((lane, place))
            for other in crossing[lane]:
                wait(cost + abs(other.at - place) + _TURN, other, lane.at, way)
    return ()


def spread_on_lanes(
    ways: Sequence[tuple[Lane, ...]], trips: Sequence[Trip]
) -> list[tuple[Point, ...]]:
    """Return the turns of each way, so that ways on one lane run side by side.

    The first turn is where a way enters its first lane, the last where it leaves its last one.
    """
    users: dict[Lane, list[tuple[float, int]]] = defaultdict(list)
    for number, way in enumerate(ways):
        for place, lane in enumerate(way):
            before = way[place - 1].at if place else trips[number].start
            after = way[place + 1].at if place + 1 < len(way) else trips[number].end
            users[lane].append((before + after, number))
    at: dict[tuple[Lane, int], float] = {}
    for lane, using in users.items():
        step = min(_TRACKS_APART, lane.room / max(1, len(using) - 1))
        first = lane.at - step * (len(using) - 1) / 2
        for rank, (_, number) in enumerate(sorted(using)):
            at[lane, number] = first + rank * step
    found: list[tuple[Point, ...]] = []
    for number, (way, trip) in enumerate(zip(ways, trips, strict=True)):
        turns: list[Point] = []
        if way:
            places = [trip.start, *(at[lane, number] for lane in way), trip.end]
            for rank, lane in enumerate(way):
                own = places[rank + 1]
                if not rank:
                    turns.append(_point(lane, own, places[0]))
                turns.append(_point(lane, own, places[rank + 2]))
        found.append(tuple(turns))
    return found


def _point(lane: Lane, at: float, place: float) -> Point:
    return Point(at, place) if lane.is_upright else Point(place, at)
