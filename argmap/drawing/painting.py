"""From a composition to a scene: which shapes and which words stand for what, in which colours.

Relations differ by line and head: supports is a full line with an arrow, rebuts a full line with
a bar, undercuts a dashed line with a bar at a dot, limits a dotted line with a ring, restates a
double line, answers a grey line without a head. The legend is painted from the same parts.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.cards import (
    badge_width,
    is_right_to_left,
    line_height,
    mark_width,
    text_height,
)
from argmap.drawing.composing.strokes import (
    DOT_RADIUS,
    DOT_STANDOFF,
    HEAD_LENGTH,
    HEADLESS,
    Head,
)
from argmap.drawing.engines import Point
from argmap.drawing.lettering.measure import text_width
from argmap.drawing.lettering.wrapping import wrap
from argmap.drawing.scene import Circle, Curve, Group, Polygon, Rectangle, Scene, Text
from argmap.drawing.theme import LOOKS
from argmap.model import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from argmap.drawing.cards import Card
    from argmap.drawing.composing.composition import Composition
    from argmap.drawing.composing.strokes import Dot, Stroke
    from argmap.drawing.engines import Box
    from argmap.drawing.scene import Item
    from argmap.drawing.theme import Theme
    from argmap.graph import Graph, Link
    from argmap.model import Relation

_DASHES: dict[Relation, tuple[float, ...]] = {"undercuts": (5, 3.5), "limits": (0, 4)}
_ARROW_HALF = 4.2
_BAR_HALF = 5.0
_RING = 3.6
_SAMPLE = 34.0
_QUOTED = 420.0
_BELOW_LEGEND = 16
_BESIDE_TITLE = 48
_RULE = 2.0


class Around(NamedTuple):
    """What stands around a map: how wide and high the rest of the picture is about.

    ``least`` is the width of the legend, which the map fills at the least.
    """

    width: float
    height: float
    least: float


def measure_around(
    graph: Graph, cards: Mapping[str, Card], relations: Collection[Relation], theme: Theme
) -> Around:
    """Return how much larger a picture is than the map in it, which has margins and a legend."""
    row = theme.title if graph.map.title else theme.head
    height = 2 * theme.margin + row * theme.leading + _BELOW_LEGEND
    _, least = _legend(cards, relations, theme, Point(0, 0))
    return Around(2 * theme.margin, height, round(least))


def paint(graph: Graph, composition: Composition, theme: Theme, hrefs: Mapping[str, str]) -> Scene:
    """Return the scene that shows a composition: title, legend, links, and the cards on top.

    ``hrefs`` are the addresses that cards link to, by id.
    """
    cards = composition.cards
    edge = composition.edge
    margin = max(theme.margin, edge)
    relations = {stroke.relation for stroke in composition.strokes}
    _, legend_width = _legend(cards, relations, theme, Point(0, 0))
    width = max(composition.width - 2 * edge, legend_width, theme.narrowest)
    heading, heading_width, y = _heading(graph.map.title, margin, width, theme)
    corner = Point(margin, y + (10 if heading else 0))
    if heading_width + _BESIDE_TITLE + legend_width <= width and len(heading) == 1:
        # Title and legend share a row, on one line, at opposite ends.
        is_left = heading[0].is_right_to_left
        x = margin if is_left else margin + width - legend_width
        corner = Point(x, heading[0].y - _base(theme))
    legend, _ = _legend(cards, relations, theme, corner)
    if legend:
        y = max(y, corner.y + theme.head * theme.leading)
    if heading or legend:
        y += max(_BELOW_LEGEND, edge)
    # Whole numbers keep the borders of cards crisp.
    y = round(y)
    body = composition.moved(margin - edge, y - edge)
    links = [*(_link(stroke, theme) for stroke in body.strokes)]
    links += [_dot(dot, theme) for dot in body.dots]
    items: list[Item] = []
    if heading:
        items.append(Group("heading", heading))
    if legend:
        items.append(Group("legend", legend))
    if links:
        items.append(Group("links", tuple(links)))
    items += [
        _statement(cards[id], body.boxes[id], graph, theme, hrefs.get(id)) for _, id in graph.walk()
    ]
    return Scene(
        width=round(width + 2 * margin),
        height=round(y + composition.height - 2 * edge + margin),
        ground=theme.ground,
        title=graph.map.title or "Argument map",
        description=_description(cards),
        items=tuple(items),
    )


def _description(cards: Mapping[str, Card]) -> str:
    counts = Counter(card.look for card in cards.values())
    parts = [
        f"{counts[look]} {look}{'s' if counts[look] > 1 else ''}" for look in LOOKS if counts[look]
    ]
    if not parts:
        return "Argument map without statements."
    folded = sum(card.folded for card in cards.values())
    more = f"; {folded} more are folded" if folded else ""
    return f"Argument map with {', '.join(parts)}{more}."


def _heading(
    title: str | None, margin: float, width: float, theme: Theme
) -> tuple[tuple[Text, ...], float, float]:
    """Return the lines of the title, how wide they are, and where they end."""
    wrapped = wrap(title or "", width, theme.title, bold=True)
    is_rtl = is_right_to_left(title or "")
    x = margin + width if is_rtl else margin
    y = margin
    lines: list[Text] = []
    for line in wrapped.lines:
        y += round(theme.title * theme.leading)
        base = y - 0.3 * theme.title
        lines.append(
            Text(x, base, line, theme.title, theme.ink, is_bold=True, is_right_to_left=is_rtl)
        )
    return tuple(lines), wrapped.width, y


# Legend


def _legend(
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
    base = y + _base(theme)
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
                x + 0.6, middle - 6, 18, 12, theme.ground, theme.grey, theme.border, 3, _IMPLICIT
            )
        )
        items.append(Text(x + 25, base, "implicit", theme.head, theme.grey))
        x += 25 + text_width("implicit", theme.head) + 18
    for word, is_broken, is_there in (
        ("not anchored", False, any(card.is_unanchored for card in cards.values())),
        ("anchor broken", True, any(card.is_unheld for card in cards.values())),
    ):
        if is_there:
            x += mark_width(theme)
            items += _anchor_sign(x, base, theme, is_broken=is_broken)
            items.append(Text(x + 7, base, word, theme.head, theme.grey))
            x += 7 + text_width(word, theme.head) + 18
    if any(card.folded for card in cards.values()):
        width = badge_width("+n", theme)
        items += _badge("+n", x + width, base, theme)
        items.append(Text(x + width + 7, base, "folded", theme.head, theme.grey))
        x += width + 7 + text_width("folded", theme.head) + 18
    return tuple(items), max(0.0, x - corner.x - 18)


_IMPLICIT = (4.0, 3.0)


def _base(theme: Theme) -> float:
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
            Curve(_upright(through.x, y - 7, y + 7), attacked, theme.line),
            Circle(through.x, y, DOT_RADIUS, attacked),
            *_line(_level(end, through.x + DOT_STANDOFF, y), relation, theme),
            *_head(Head(Point(through.x + DOT_STANDOFF - 3.5, y), -1, 0), relation, theme),
        ]
    head = None if relation in HEADLESS else Head(Point(x, y), -1, 0)
    stroke = _level(end, x + HEAD_LENGTH[relation], y)
    return [*_line(stroke, relation, theme), *(_head(head, relation, theme) if head else ())]


def _level(start: float, end: float, y: float) -> tuple[Point, ...]:
    third = (end - start) / 3
    return (Point(start, y), Point(start + third, y), Point(end - third, y), Point(end, y))


def _upright(x: float, start: float, end: float) -> tuple[Point, ...]:
    third = (end - start) / 3
    return (Point(x, start), Point(x, start + third), Point(x, end - third), Point(x, end))


# Links


def _link(stroke: Stroke, theme: Theme) -> Group:
    items = _line(stroke.curve, stroke.relation, theme)
    if stroke.head is not None:
        items += _head(stroke.head, stroke.relation, theme)
    premises = " and ".join(link.origin for link in stroke.links)
    link = stroke.links[0]
    return Group(
        "link",
        tuple(items),
        title=f"{premises} {_said_of_several(stroke)} {link.reference}",
        data=(
            ("origin", " ".join(link.origin for link in stroke.links)),
            ("relation", stroke.relation),
            ("target", link.target),
        ),
    )


def _said_of_several(stroke: Stroke) -> str:
    return stroke.relation if len(stroke.links) == 1 else stroke.relation.removesuffix("s")


def _dot(dot: Dot, theme: Theme) -> Group:
    color = theme.stroke(dot.relation)
    links = dot.links
    return Group(
        "link",
        (Circle(dot.centre.x, dot.centre.y, dot.radius, color),),
        data=(
            ("origin", " ".join(link.origin for link in links)),
            ("relation", links[0].relation),
            ("target", links[0].target),
        ),
    )


def _line(
    curve: tuple[Point, ...], relation: Relation, theme: Theme, *, color: str | None = None
) -> list[Item]:
    color = color or theme.stroke(relation)
    if relation == "restates":
        return [Curve(curve, color, 3.6), Curve(curve, theme.ground, 1.8)]
    if relation == "limits":
        return [Curve(curve, color, theme.line * 1.3, _DASHES[relation], is_round=True)]
    return [Curve(curve, color, theme.line, _DASHES.get(relation, ()))]


def _head(head: Head, relation: Relation, theme: Theme) -> list[Item]:
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
        _upright(x, y - _BAR_HALF, y + _BAR_HALF) if dx else _level(x - _BAR_HALF, x + _BAR_HALF, y)
    )
    return [Curve(points, color, 2.4)]


# Cards


def _statement(card: Card, box: Box, graph: Graph, theme: Theme, href: str | None) -> Group:
    tone = theme.tone(card.look)
    left, right = box.x + theme.padding, box.x + box.width - theme.padding
    # Where many lines made a card higher than its text, the text stands in the middle.
    height = text_height(len(card.lines), theme, is_heading=card.is_heading)
    top = box.y + (box.height - height) // 2
    size = theme.heading if card.is_heading else theme.body
    y = top + theme.padding - 1.5 + theme.head * theme.leading - 0.28 * theme.head
    items = _plate(card, box, theme)
    items.append(Text(left, y, card.word, theme.head, tone.accent, is_bold=True))
    if card.details:
        x = left + text_width(card.word, theme.head, bold=True) + 6
        items.append(Text(x, y, card.details, theme.head, theme.grey))
    end = right
    if card.badge:
        items += _badge(card.badge, end, y, theme)
        end -= badge_width(card.badge, theme) + 6
    if card.is_unheld or card.is_unanchored:
        items += _anchor_sign(end, y, theme, is_broken=card.is_unheld)
    y = top + theme.padding - 1.5 + theme.head * theme.leading - 0.27 * size
    for line in card.lines:
        y += line_height(theme, is_heading=card.is_heading)
        x = right if card.is_right_to_left else left
        items.append(
            Text(
                x,
                y,
                line,
                size,
                theme.ink,
                is_bold=card.is_heading,
                is_right_to_left=card.is_right_to_left,
            )
        )
    return Group(
        "statement",
        tuple(items),
        id=card.id,
        title=_in_words(card, graph),
        data=(("statement", card.id), ("kind", graph.statements[card.id].kind)),
        href=href,
    )


def _plate(card: Card, box: Box, theme: Theme) -> list[Item]:
    """Return what lies under the text: a card with its border, or for a heading a ruled band."""
    tone = theme.tone(card.look)
    dashes = _IMPLICIT if card.is_implicit else ()
    place = (box.x, box.y, box.width, box.height)
    if not card.is_heading:
        return [Rectangle(*place, tone.tint, tone.accent, theme.border, theme.radius, dashes)]
    y = box.y + _RULE / 2
    rule = _level(box.x, box.x + box.width, y)
    return [Rectangle(*place, tone.tint), Curve(rule, tone.accent, _RULE, dashes)]


def _anchor_sign(right: float, base: float, theme: Theme, *, is_broken: bool) -> tuple[Item, ...]:
    """Return the sign of an anchor that is missing, an empty ring, or that is broken."""
    radius = mark_width(theme) / 2
    middle = Point(right - radius, base - 0.36 * theme.head)
    if not is_broken:
        ring = Circle(middle.x, middle.y, radius - 1, theme.ground, theme.grey, theme.border)
        return (ring,)
    x = middle.x - text_width("!", theme.head, bold=True) / 2
    return (
        Circle(middle.x, middle.y, radius, theme.objection.accent),
        Text(x, base, "!", theme.head, theme.ground, is_bold=True),
    )


def _badge(badge: str, right: float, base: float, theme: Theme) -> tuple[Item, ...]:
    """Return the pill, at the right end of the head line, that says how many are folded."""
    width, height = badge_width(badge, theme), theme.head + 4
    x = right - width
    inset = (width - text_width(badge, theme.head, bold=True)) / 2
    return (
        Rectangle(x, base - 0.36 * theme.head - height / 2, width, height, theme.grey, radius=7.5),
        Text(x + inset, base, badge, theme.head, theme.ground, is_bold=True),
    )


def _in_words(card: Card, graph: Graph) -> str:
    """Say what a card shows: the words on it in their order, then what it bears on."""
    wording = graph.statements[card.id].wording
    said = " ".join(filter(None, (card.word, card.details, card.badge, wording)))
    relations = [_relation_in_words(link, graph) for link in graph.outgoing(card.id)]
    folded = [f"folded here: {card.folded} more"] if card.folded else []
    return "\n".join((said, *relations, *folded))


@lru_cache(maxsize=4096)  # many links have one target
def _shortened(wording: str) -> str:
    """Return the beginning of a wording, as much of it as tells which one it is."""
    return "".join(wrap(wording, _QUOTED, 12, max_lines=1).lines)


def _relation_in_words(link: Link, graph: Graph) -> str:
    def quoted(id: str) -> str:
        return f"“{_shortened(graph.statements[id].wording) or id}”"

    attacked = graph.attacked_by(link)
    if attacked is not None:
        return f"undercuts: {quoted(attacked.origin)} {attacked.relation} {quoted(attacked.target)}"
    inference = graph.inference_of(link)
    others = [quoted(id) for id in inference.premises if id != link.origin]
    together = f", together with {' and '.join(others)}" if others else ""
    return f"{link.relation}: {quoted(link.target)}{together}"
