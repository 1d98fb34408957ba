"""The legend of a picture: a row that names the kinds, relations and marks that occur in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.drawing.cards import badge_width, mark_width
from argmap.drawing.composing.strokes import (
    DOT_RADIUS,
    DOT_STANDOFF,
    HEAD_LENGTH,
    HEADLESS,
    Head,
)
from argmap.drawing.lettering.measure import text_width
from argmap.drawing.plane import Point
from argmap.drawing.scene import Circle, Curve, Rectangle, Text
from argmap.drawing.shapes import (
    IMPLICIT,
    anchor_sign,
    badge_shapes,
    head_shapes,
    level,
    line_shapes,
    upright,
)
from argmap.drawing.theme import LOOKS
from argmap.model import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from argmap.drawing.cards import Card
    from argmap.drawing.scene import Item
    from argmap.drawing.theme import Theme
    from argmap.model import Relation

_SAMPLE = 34.0


def draw_legend(
    cards: Mapping[str, Card], relations: Collection[Relation], theme: Theme, corner: Point
) -> tuple[tuple[Item, ...], float]:
    """Return a row that names the kinds and the relations that occur, and how wide it is.

    It is empty where all cards look alike and no line is drawn.
    """
    looks = {card.look for card in cards.values()}
    if len(looks) <= 1 and not relations:
        return (), 0.0
    items: list[Item] = []
    x, y = corner
    middle = y + theme.head * theme.leading / 2
    base = y + base_line(theme)
    for look in LOOKS:
        if look in looks:
            tone = theme.tone(look)
            swatch = Rectangle(
                x + 0.6, middle - 6, 18, 12, tone.tint, tone.accent, theme.border, radius=3
            )
            word = look.capitalize()
            items += [swatch, Text(x + 25, base, word, theme.head, tone.accent, is_bold=True)]
            x += 25 + text_width(word, theme.head, bold=True) + 18
    x += 10 if items else 0
    for relation in RELATIONS:
        if relation in relations:
            items += relation_sample(relation, Point(x, middle), theme)
            items.append(Text(x + _SAMPLE + 8, base, relation, theme.head, theme.grey))
            x += _SAMPLE + 8 + text_width(relation, theme.head) + 18
    if any(card.is_implicit for card in cards.values()):
        items.append(
            Rectangle(
                x + 0.6, middle - 6, 18, 12, theme.ground, theme.grey, theme.border, 3, IMPLICIT
            )
        )
        items.append(Text(x + 25, base, "implicit", theme.head, theme.grey))
        x += 25 + text_width("implicit", theme.head) + 18
    for word, is_broken, is_there in (
        ("not anchored", False, any(card.is_unanchored for card in cards.values())),
        ("anchor broken", True, any(card.is_broken for card in cards.values())),
    ):
        if is_there:
            x += mark_width(theme)
            items += anchor_sign(x, base, theme, is_broken=is_broken)
            items.append(Text(x + 7, base, word, theme.head, theme.grey))
            x += 7 + text_width(word, theme.head) + 18
    if any(card.folded for card in cards.values()):
        width = badge_width("+n", theme)
        items += badge_shapes("+n", x + width, base, theme)
        items.append(Text(x + width + 7, base, "folded", theme.head, theme.grey))
        x += width + 7 + text_width("folded", theme.head) + 18
    return tuple(items), max(0.0, x - corner.x - 18)


def base_line(theme: Theme) -> float:
    """Return how far below its upper edge the legend has the base line of its words."""
    return theme.head * theme.leading / 2 + theme.head * 0.36


def relation_sample(relation: Relation, start: Point, theme: Theme) -> list[Item]:
    """Return a short piece of the line of a relation, as the map has it."""
    x, y = start
    end = x + _SAMPLE
    if relation == "undercuts":
        # It ends at the line of another link.
        attacked = theme.stroke("supports")
        through = Point(x + 4, y)
        return [
            Curve(upright(through.x, y - 7, y + 7), attacked, theme.line),
            Circle(through.x, y, DOT_RADIUS, attacked),
            *line_shapes(level(end, through.x + DOT_STANDOFF, y), relation, theme),
            *head_shapes(Head(Point(through.x + DOT_STANDOFF - 3.5, y), -1, 0), relation, theme),
        ]
    head = None if relation in HEADLESS else Head(Point(x, y), -1, 0)
    stroke = level(end, x + HEAD_LENGTH[relation], y)
    return [
        *line_shapes(stroke, relation, theme),
        *(head_shapes(head, relation, theme) if head else ()),
    ]
