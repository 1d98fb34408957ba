"""What a composition is made of besides cards: the lines of links, their heads and dots."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.drawing.plane import Point
    from argmap.graph import Link
    from argmap.model import Relation

HEAD_LENGTH: dict[Relation, float] = {
    "supports": 9.5,
    "rebuts": 4.5,
    "undercuts": 4.5,
    "limits": 8.5,
    "restates": 0.0,
    "answers": 0.0,
}
"""How far before a card the line of a relation ends, and its head begins."""
TURN = 12.0
"""The radius of the turns of lines, where there is room for it."""
# How far out the handles of a quarter of a circle are, as part of its radius.
_ROUND = 0.5523
_NOWHERE = 0.01
HEADLESS: frozenset[Relation] = frozenset({"restates", "answers"})
DOT_RADIUS = 2.8
"""Of the dot where an undercut meets a line."""
MEETING_RADIUS = 3.6
"""Of the dot where joint premises meet."""
DOT_STANDOFF = 6.0
"""How far from the centre of a dot the bar of an undercut is."""


class Head(NamedTuple):
    """The head of a line: its tip and the way it points, one of the four of the compass."""

    tip: Point
    dx: float
    dy: float


class Stroke(NamedTuple):
    """The line of one link, or the last stretch of joint ones, which has the head.

    ``curve`` holds 3n + 1 control points of n cubic Bézier curves, from origin to target.
    """

    links: tuple[Link, ...]
    relation: Relation
    curve: tuple[Point, ...]
    head: Head | None


class Dot(NamedTuple):
    """Where joint premises meet, or where an undercut meets the line that it attacks.

    ``links`` are the premises or the undercut; ``relation`` is that of the line it lies on.
    """

    centre: Point
    relation: Relation
    radius: float
    links: tuple[Link, ...]


class Place(NamedTuple):
    """A point as it is reckoned before it has an x and a y: along and across the levels."""

    along: float
    across: float


def rounded(places: Sequence[Place]) -> tuple[Place, ...]:
    """Return the curves of a line through some places, its turns parts of a circle.

    A straight stretch is a curve, too; next to each other on one straight line two become one.
    """
    turns = _turns(places)
    curve = [turns[0]]
    for number, turn in enumerate(turns[1:-1], 1):
        before, after = turns[number - 1], turns[number + 1]
        radius = min(
            TURN,
            _distance(before, turn) * (1 if number == 1 else 0.5),
            _distance(turn, after) * (1 if number == len(turns) - 2 else 0.5),
        )
        begin, end = _toward(turn, before, radius), _toward(turn, after, radius)
        _go(curve, begin)
        curve += (
            _toward(begin, turn, radius * _ROUND),
            _toward(end, turn, radius * _ROUND),
            end,
        )
    _go(curve, turns[-1])
    if len(curve) == 1:
        curve += curve * 3
    return tuple(curve)


def _turns(places: Sequence[Place]) -> list[Place]:
    """Return the places where a line turns, and its ends."""
    found: list[Place] = []
    for place in places:
        if found and _distance(found[-1], place) < _NOWHERE:
            continue
        if len(found) > 1:
            first, second = found[-2:]
            if (first.along == second.along == place.along) or (
                first.across == second.across == place.across
            ):
                found.pop()
        found.append(place)
    return found


def _go(curve: list[Place], goal: Place) -> None:
    """Go straight to a place; not at all where that is no way."""
    start = curve[-1]
    if _distance(start, goal) >= _NOWHERE:
        along, across = (goal.along - start.along) / 3, (goal.across - start.across) / 3
        curve += (
            Place(start.along + along, start.across + across),
            Place(goal.along - along, goal.across - across),
            goal,
        )


def _distance(one: Place, other: Place) -> float:
    return abs(one.along - other.along) + abs(one.across - other.across)


def _toward(start: Place, end: Place, distance: float) -> Place:
    """Return the place so far from one on the way to another, along or across."""
    share = distance / (_distance(start, end) or 1.0)
    return Place(
        start.along + (end.along - start.along) * share,
        start.across + (end.across - start.across) * share,
    )
