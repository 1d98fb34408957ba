"""From a composition to a scene: which shapes and which words stand for what, in which colours.

Relations differ by line and head: supports is a full line with an arrow, rebuts a full line with
a bar, undercuts a dashed line with a bar at a dot, limits a dotted line with a ring, restates a
double line, answers a grey line without a head. The legend is painted from the same parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.alternative_text import WITHOUT_A_QUESTION, describe, in_words
from argmap.drawing.cards import band_height, is_right_to_left, line_height, text_height
from argmap.drawing.composing.packing import Around
from argmap.drawing.composing.references import line_places, make_tag
from argmap.drawing.legend import JOINT, Legend, base_line
from argmap.drawing.lettering.measure import text_width
from argmap.drawing.lettering.wrapping import wrap
from argmap.drawing.plane import Point
from argmap.drawing.scene import Circle, Curve, Group, Rectangle, Scene, Text
from argmap.drawing.shapes import IMPLICIT, head_shapes, level, line_shapes, plate_shapes
from argmap.drawing.signs import BESIDE, line_factor

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from argmap.drawing.cards import Card
    from argmap.drawing.composing.composition import Composition
    from argmap.drawing.composing.sections import Reference
    from argmap.drawing.composing.strokes import Dot, Stroke
    from argmap.drawing.plane import Box
    from argmap.drawing.scene import Item
    from argmap.drawing.theme import Theme, Tone
    from argmap.graph import Graph, Link
    from argmap.model import Relation

_BELOW_LEGEND = 16
_BESIDE_TITLE = 48
_RULE = 2.0


def measure_around(
    graph: Graph, cards: Mapping[str, Card], relations: Collection[Relation], theme: Theme
) -> Around:
    """Return how much larger a picture is than the map in it, which has margins and a legend."""
    row = theme.title if graph.map.title else theme.head
    height = 2 * theme.margin + row * theme.leading + _BELOW_LEGEND
    return Around(2 * theme.margin, height, round(_legend(graph, cards, relations, theme).least))


def _legend(
    graph: Graph, cards: Mapping[str, Card], relations: Collection[Relation], theme: Theme
) -> Legend:
    is_joint = any(inference.joint is not None for inference in graph.inferences)
    strokes: set[str] = {*relations, *([JOINT] if is_joint else [])}
    return Legend(cards.values(), strokes, theme)


def paint(graph: Graph, composition: Composition, theme: Theme, hrefs: Mapping[str, str]) -> Scene:
    """Return the scene that shows a composition: title, legend, links, and the cards on top.

    ``hrefs`` are the addresses that cards link to, by id.
    """
    cards = composition.cards
    margin = theme.margin
    relations = {stroke.relation for stroke in composition.strokes}
    top = paint_top(
        graph,
        cards,
        relations,
        theme,
        width=composition.width,
        margin=margin,
        gap=_BELOW_LEGEND,
    )
    y = top.bottom
    body = composition.moved(margin, y)
    links = [*(_link(stroke, graph, theme) for stroke in body.strokes)]
    links += [_dot(dot, theme) for dot in body.dots]
    links += [
        _reference(reference, box, graph, theme) for reference, box in body.references.items()
    ]
    items = list(top.items)
    if links:
        items.append(Group("links", tuple(links)))
    for band in graph.bands:
        if band.is_stray and body.stray is not None:
            items.append(paint_band(body.stray, theme))
        items += [
            paint_card(cards[id], body.boxes[id], graph, theme, hrefs.get(id))
            for root in band.roots
            for _, id in graph.walk(root)
        ]
    return Scene(
        width=round(top.width + 2 * margin),
        height=round(y + composition.height + margin),
        ground=theme.ground,
        title=graph.map.title or "Argument map",
        description=describe(cards),
        items=tuple(items),
    )


class Top(NamedTuple):
    """What is above a map: the title and the legend.

    ``width`` is how wide the picture is between its margins, ``bottom`` where the map begins.
    """

    items: tuple[Group, ...]
    width: float
    bottom: int


def paint_top(
    graph: Graph,
    cards: Mapping[str, Card],
    relations: Collection[Relation],
    theme: Theme,
    *,
    width: float,
    margin: float,
    gap: float = _BELOW_LEGEND,
) -> Top:
    """Return the title and the legend of a picture whose map has so much ``width``.

    ``margin`` is left free around the picture, ``gap`` between the legend and the map.
    """
    legend = _legend(graph, cards, relations, theme)
    width = max(width, legend.least, theme.narrowest)
    heading, heading_width, y = _title(graph.map.title, margin, width, theme)
    corner = Point(margin, y + (10 if heading else 0))
    if heading_width + _BESIDE_TITLE + legend.width <= width and len(heading) == 1:
        # Title and legend share a row, on one line, at opposite ends.
        is_left = heading[0].is_right_to_left
        x = margin if is_left else margin + width - legend.width
        corner = Point(x, heading[0].y - base_line(theme))
    key, height = legend.draw(corner, width)
    if key:
        y = max(y, corner.y + height)
    if heading or key:
        y += gap
    items = []
    if heading:
        items.append(Group("heading", heading))
    if key:
        items.append(Group("legend", key))
    # Whole numbers keep the borders of cards crisp.
    return Top(tuple(items), width, round(y))


def _title(
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


# Links


def _link(stroke: Stroke, graph: Graph, theme: Theme) -> Group:
    factor = line_factor(graph.statements[link.origin].strength for link in stroke.links)
    items = line_shapes(stroke.curve, stroke.relation, theme, factor=factor)
    if stroke.head is not None:
        items += head_shapes(stroke.head, stroke.relation, theme)
    return link_group(items, stroke.links)


def link_group(items: Iterable[Item], links: Sequence[Link]) -> Group:
    """Return the line of one link, or of several that count together, with what it says."""
    link = links[0]
    premises = " and ".join(each.origin for each in links)
    relation = link.relation if len(links) == 1 else link.relation.removesuffix("s")
    return Group(
        "link",
        tuple(items),
        title=f"{premises} {relation} {link.reference}",
        data=_named(links),
    )


def _named(links: Sequence[Link]) -> tuple[tuple[str, str], ...]:
    return (
        ("origin", " ".join(link.origin for link in links)),
        ("relation", links[0].relation),
        ("target", links[0].target),
    )


def _dot(dot: Dot, theme: Theme) -> Group:
    circle = Circle(dot.centre.x, dot.centre.y, dot.radius, theme.stroke(dot.relation))
    return Group("link", (circle,), data=_named(dot.links))


def _reference(reference: Reference, box: Box, graph: Graph, theme: Theme) -> Group:
    """Return what names the other end of a link to another section, in the colour of the link."""
    link = reference.link
    tag = make_tag(reference, graph, theme, theme.narrowest)
    color = theme.stroke(link.relation)
    place = (box.x, box.y, box.width, box.height)
    items: list[Item] = [Rectangle(*place, theme.ground, color, 0.8, min(11, box.height / 2))]
    items += (
        Text(x, y, line, theme.head, theme.ink, is_right_to_left=tag.is_right_to_left)
        for x, y, line in line_places(tag, box.x, box.y, theme)
    )
    return Group(
        "link",
        tuple(items),
        data=(("origin", link.origin), ("relation", link.relation), ("target", link.target)),
    )


# Cards


def paint_card(card: Card, box: Box, graph: Graph, theme: Theme, href: str | None) -> Group:
    """Return a card at its place: what lies under the text, the head line and the wording."""
    left, right = box.x + theme.padding, box.x + box.width - theme.padding
    # Where many lines made a card higher than its text, the text is in the middle.
    top = box.y + (box.height - text_height(card, theme)) // 2
    size = theme.heading if card.is_heading else theme.body
    y = top + theme.padding - 1.5 + theme.head * theme.leading - 0.28 * theme.head
    items = _plate(card, box, theme)
    items += _head_line(card, left, right, y, theme)
    y += max(0, len(card.heads) - 1) * theme.head * theme.leading
    y += 0.28 * theme.head - 0.27 * size
    for line in card.lines:
        y += line_height(theme, is_heading=card.is_heading)
        if not line:
            continue
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
        title=in_words(card, graph),
        data=(("statement", card.id), ("kind", graph.statements[card.id].kind)),
        href=href,
        language=card.language,
    )


def _head_line(card: Card, left: float, right: float, y: float, theme: Theme) -> Iterator[Item]:
    """Yield the kind, what follows it, and at the end the signs, from where the text begins."""
    is_leftward = card.is_right_to_left
    start, sign = (right, -1) if is_leftward else (left, 1)
    word = Text(start, y, card.word, theme.head, card.tone(theme).accent, is_bold=True)
    yield word._replace(is_right_to_left=is_leftward)
    x = start + sign * (text_width(card.word, theme.head, bold=True) + 6)
    for number, details in enumerate(card.heads):
        base = y + number * theme.head * theme.leading
        runs_left = is_right_to_left(details)
        # A text is placed by where it begins: a Hebrew name in an English head at its right end.
        if is_leftward != runs_left:
            x += sign * text_width(details, theme.head)
        if details:
            yield Text(x, base, details, theme.head, theme.grey, is_right_to_left=runs_left)
        x = start
    end = left if is_leftward else right
    for each in card.signs:
        width = each.width(theme)
        yield from each.shapes(end + width if is_leftward else end, y, theme)
        end -= sign * (width + BESIDE)


def _plate(card: Card, box: Box, theme: Theme) -> list[Item]:
    """Return what lies under the text: a card with its border, or for a heading a ruled band."""
    tone = card.tone(theme)
    dashes = IMPLICIT if card.is_implicit else ()
    if not card.is_heading:
        return plate_shapes(box, card.look, tone, theme, theme.radius, dashes)
    return _ruled(box, tone, dashes)


def _ruled(box: Box, tone: Tone, dashes: tuple[float, ...] = ()) -> list[Item]:
    """Return a band with a rule along its upper edge."""
    rule = level(box.x, box.x + box.width, box.y + _RULE / 2)
    place = (box.x, box.y, box.width, box.height)
    return [Rectangle(*place, tone.tint), Curve(rule, tone.accent, _RULE, dashes)]


def paint_band(box: Box, theme: Theme) -> Group:
    """Return the heading of what leads to no question: it is no statement, so it is grey."""
    tone = theme.question._replace(accent=theme.grey)
    bottom = box.y + (box.height + band_height(theme)) / 2
    base = bottom - theme.padding + 1.5 - 0.27 * theme.heading
    words = Text(
        box.x + theme.padding, base, WITHOUT_A_QUESTION, theme.heading, theme.grey, is_bold=True
    )
    return Group("band", (*_ruled(box, tone), words))
