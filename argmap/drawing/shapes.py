"""The shapes that stand for kinds and relations, in a map as in its legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.drawing.composing.strokes import HEAD_LENGTH
from argmap.drawing.plane import Point
from argmap.drawing.scene import Circle, Curve, Polygon, Rectangle

if TYPE_CHECKING:
    from argmap.drawing.composing.strokes import Head
    from argmap.drawing.plane import Box
    from argmap.drawing.scene import Item
    from argmap.drawing.theme import Look, Theme, Tone
    from argmap.model import Relation

IMPLICIT = (4.0, 3.0)
"""The dashes of the border of what is implicit."""
_DASHES: dict[Relation, tuple[float, ...]] = {"undercuts": (5, 3.5), "limits": (0, 4)}
_INSET = 2.6
_BAR = 4.0
_ARROW_HALF = 4.2
_BAR_HALF = 5.0
_RING = 3.6


def plate_shapes(
    place: Box, look: Look, tone: Tone, theme: Theme, radius: float, dashes: tuple[float, ...] = ()
) -> list[Item]:
    """Return what lies under the text of a card: its ground and its border.

    In a theme with patterns a claim has a thick border, a caveat a double one, an objection a bar
    along its left side, and a question one along its top; a reason has none of these.
    """
    x, y, width, height = place
    is_thick = theme.is_patterned and look == "claim"
    border = theme.border * (2 if is_thick else 1)
    plate = Rectangle(x, y, width, height, tone.tint, tone.accent, border, radius, dashes)
    if not theme.is_patterned or look in ("claim", "reason"):
        return [plate]
    if look == "caveat":
        inner = (x + _INSET, y + _INSET, width - 2 * _INSET, height - 2 * _INSET)
        line = theme.border / 2
        return [plate, Rectangle(*inner, tone.tint, tone.accent, line, max(0.0, radius - _INSET))]
    if look == "objection":
        return [plate, Rectangle(x, y + radius / 2, _BAR, height - radius, tone.accent)]
    return [plate, Rectangle(x + radius / 2, y, width - radius, _BAR, tone.accent)]


def line_shapes(
    curve: tuple[Point, ...], relation: Relation, theme: Theme, *, factor: float = 1.0
) -> list[Item]:
    """Return the line of a relation, which is ``factor`` times as wide as a usual one."""
    color = theme.stroke(relation)
    if relation == "restates":
        return [Curve(curve, color, 1.8 + 1.8 * factor), Curve(curve, theme.ground, 1.8)]
    dashes = _DASHES.get(relation, ())
    if relation == "limits":
        # Dots that are larger are further apart.
        dashes = (0, 4 * max(1.0, factor))
        return [Curve(curve, color, theme.line * 1.3 * factor, dashes, is_round=True)]
    return [Curve(curve, color, theme.line * factor, dashes)]


def head_shapes(head: Head, relation: Relation, theme: Theme) -> list[Item]:
    """Return the head of a line: an arrow, a bar or a ring."""
    color = theme.stroke(relation)
    (x, y), dx, dy = head
    length = HEAD_LENGTH[relation]
    if relation == "supports":
        foot = Point(x - dx * length, y - dy * length)
        return [
            Polygon(
                (
                    Point(x, y),
                    Point(foot.x - dy * _ARROW_HALF, foot.y + dx * _ARROW_HALF),
                    Point(foot.x + dy * _ARROW_HALF, foot.y - dx * _ARROW_HALF),
                ),
                color,
            )
        ]
    if relation == "limits":
        middle = Point(x - dx * (_RING + 1.4), y - dy * (_RING + 1.4))
        return [Circle(middle.x, middle.y, _RING, theme.ground, color, theme.line)]
    # A bar: at a card it stands off the border, so that it is seen whole.
    x, y = x - dx * (length - 1), y - dy * (length - 1)
    points = (
        upright(x, y - _BAR_HALF, y + _BAR_HALF) if dx else level(x - _BAR_HALF, x + _BAR_HALF, y)
    )
    return [Curve(points, color, 2.4)]


def level(start: float, end: float, y: float) -> tuple[Point, ...]:
    """Return a level stretch as a curve."""
    third = (end - start) / 3
    return (Point(start, y), Point(start + third, y), Point(end - third, y), Point(end, y))


def upright(x: float, start: float, end: float) -> tuple[Point, ...]:
    """Return an upright stretch as a curve."""
    third = (end - start) / 3
    return (Point(x, start), Point(x, start + third), Point(x, end - third), Point(x, end))
