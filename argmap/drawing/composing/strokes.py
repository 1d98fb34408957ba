"""What a composition is made of besides cards: the lines of links, their heads and dots."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
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
HEADLESS: frozenset[Relation] = frozenset({"restates", "answers"})
DOT_RADIUS = 2.8
"""Of the dot where an undercut meets a line."""
MEETING_RADIUS = 3.6
"""Of the dot where joint premises meet."""
DOT_STANDOFF = 6.0
"""How far from the centre of a dot the bar of an undercut stands."""


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


class Path:
    """A line in the making: cubic Bézier curves, one after the other."""

    def __init__(self, start: Place) -> None:
        self.places = [start]

    @property
    def end(self) -> Place:
        """Where the line has come to."""
        return self.places[-1]

    def line(self, goal: Place) -> Path:
        """Go straight; not at all where that is no way."""
        start = self.end
        if goal != start:
            along = (goal.along - start.along) / 3
            across = (goal.across - start.across) / 3
            self.curve(
                Place(start.along + along, start.across + across),
                Place(goal.along - along, goal.across - across),
                goal,
            )
        return self

    def bend(self, goal: Place) -> Path:
        """Go in a curve that is level at both ends."""
        if goal.across == self.end.across:
            return self.line(goal)
        half = (self.end.along + goal.along) / 2
        return self.curve(Place(half, self.end.across), Place(half, goal.across), goal)

    def hook(self, goal: Place) -> Path:
        """Go in a curve that begins level and ends upright."""
        start = self.end
        return self.curve(
            Place(start.along + (goal.along - start.along) * 0.9, start.across),
            Place(goal.along, start.across + (goal.across - start.across) * 0.35),
            goal,
        )

    def curve(self, first: Place, second: Place, goal: Place) -> Path:
        """Go in the curve with these control points."""
        self.places += [first, second, goal]
        return self
