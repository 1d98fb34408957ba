"""The picture of a map as SVG inside a page: its colours can change and its parts can be found.

Colours are CSS variables, named for their places in the theme; the groups of statements and links
carry the numbers by which the script knows them. It has no ``style`` attribute, since the
page's content policy would refuse it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, assert_never

from argmap.drawing.composing.sections import Sections
from argmap.drawing.lettering.measure import text_width
from argmap.drawing.scene import Circle, Curve, Group, Polygon, Rectangle, Text
from argmap.drawing.theme import LOOKS, look_of
from argmap.webpage import markup

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from argmap.drawing.plane import Point
    from argmap.drawing.scene import Item, Scene
    from argmap.drawing.theme import Theme
    from argmap.graph import Graph

_MARGIN = 20
# What the page says in HTML, where it can wrap and be pressed.
_LEFT_OUT = ("heading", "legend")
_HANDLE = 6.5


class Drawn:
    """The parts of a picture as SVG, in the colours of one theme.

    ``numbers`` are those of the statements of the graph, by id; ``worst`` says how bad what is
    wrong with a statement is, where something is. If ``is_numbered``, cards have their numbers in
    the scene.
    """

    def __init__(
        self,
        graph: Graph,
        theme: Theme,
        numbers: Mapping[str, int],
        worst: Mapping[str, str],
        *,
        is_numbered: bool = False,
    ) -> None:
        self._is_numbered = is_numbered
        self._graph = graph
        self._theme = theme
        self._numbers = numbers
        self._worst = worst
        self._under = _count_under(graph)
        self._headings = Sections(graph).headings
        self._names = {colour: f"var(--{name})" for name, colour in variables(theme).items()}

    def picture(self, scene: Scene) -> str:
        """Return a scene, without what the page says elsewhere, as one ``<svg>``."""
        items = [
            item for item in scene.items if not (isinstance(item, Group) and item.role in _LEFT_OUT)
        ]
        tops = [shape.y for shape in _rectangles(items)]
        top = min(tops, default=0) - _MARGIN
        height = max(scene.height - top, _MARGIN)
        box = f"0 {_number(top)} {_number(scene.width)} {_number(height)}"
        begin = (
            f'<svg xmlns="http://www.w3.org/2000/svg" id="argmap-picture" viewBox="{box}"'
            f' width="{_number(scene.width)}" height="{_number(height)}"'
            f' font-size="{_number(self._theme.body)}" role="group"'
            f' aria-label="{markup.attribute(scene.title)}">'
        )
        lines = [begin, '<g id="argmap-all">']
        for item in items:
            lines += self._written(item)
        lines.append("</g></svg>")
        # What is lit is shown once more on a sheet of its own, so that the picture is not painted
        # anew for each statement that is pointed at.
        lines.append(
            f'<svg id="argmap-lit" viewBox="{box}" font-size="{_number(self._theme.body)}"'
            ' aria-hidden="true"></svg>'
        )
        return "\n".join(lines)

    def sample(self, items: Iterable[Item], width: float) -> str:
        """Return a small picture for a line of text."""
        inner = "".join(line for item in items for line in self._written(item))
        return f'<svg width="{_number(width)}" height="16" aria-hidden="true">{inner}</svg>'

    def _written(self, item: Item) -> Iterator[str]:
        match item:
            case Group():
                yield from self._group(item)
            case Rectangle():
                radius = f' rx="{_number(item.radius)}"' if item.radius else ""
                yield (
                    f'<rect x="{_number(item.x)}" y="{_number(item.y)}"'
                    f' width="{_number(item.width)}" height="{_number(item.height)}"{radius}'
                    f"{self._filled(item.fill)}{self._stroked(item)}{_dashed(item.dashes)}/>"
                )
            case Curve():
                cap = ' stroke-linecap="round"' if item.is_round else ""
                yield (
                    f'<path d="{_path(item.points)}" fill="none"'
                    f"{self._stroked(item)}{_dashed(item.dashes)}{cap}/>"
                )
            case Polygon():
                points = " ".join(_pair(point) for point in item.points)
                yield f'<polygon points="{points}"{self._filled(item.fill)}/>'
            case Circle():
                yield (
                    f'<circle cx="{_number(item.x)}" cy="{_number(item.y)}"'
                    f' r="{_number(item.radius)}"{self._filled(item.fill)}{self._stroked(item)}/>'
                )
            case Text():
                yield self._text(item)
            case _:
                assert_never(item)

    def _group(self, group: Group) -> Iterator[str]:
        data = dict(group.data)
        if group.role == "statement" and group.id is not None:
            yield from self._card(group, group.id)
            return
        if group.role == "link":
            origins = " ".join(str(self._numbers[id]) for id in data["origin"].split())
            target = self._numbers[data["target"]]
            yield f'<g class="{data["relation"]} link" data-o="{origins}" data-t="{target}">'
        elif group.role == "band":
            # It heads all that is read from here on.
            first = self._numbers[self._graph.bands[-1].roots[0]]
            yield f'<g class="heading band" data-first="{first}">'
        else:
            hidden = ' aria-hidden="true"' if group.role == "links" else ""
            yield f'<g class="{group.role}"{hidden}>'
        for item in group.items:
            yield from self._written(item)
        yield "</g>"

    def _card(self, group: Group, id: str) -> Iterator[str]:
        number = self._numbers[id]
        # The title has the text of the card, and then a line for each relation.
        lines = (group.title or id).split("\n")
        count = len(lines) - len(self._graph.outgoing(id))
        name, relations = " ".join(lines[:count]), "; ".join(lines[count:])
        worst = self._worst.get(id)
        if worst:
            name = f"! {name}"
        is_heading = id in self._headings
        kind = f"{look_of(self._graph.statements[id])}{' heading' if is_heading else ''}"
        language = f' lang="{markup.attribute(group.language)}"' if group.language else ""
        yield (
            f'<g id="argmap-s{number}" class="{kind} card" data-s="{number}"{language}'
            f' role="button" tabindex="-1" aria-pressed="false"'
            f' aria-label="{markup.attribute(name)}"'
            f' aria-description="{markup.attribute("; ".join(filter(None, (worst, relations))))}">'
        )
        for item in group.items:
            yield from self._written(item)
        box = next(item for item in group.items if isinstance(item, Rectangle))
        if worst:
            yield _warning(box.x + 2, box.y + 2)
        # The right end of a heading may be out of sight, so its knob follows its first line.
        x, y = _end_of_head(group) if is_heading else (box.x + box.width - 5, box.y + 3)
        side = (x + 8, y, False) if is_heading else (x, y, True)
        if self._under[id]:
            yield _handle(*side, self._under[id])
        if not self._is_numbered:
            yield _printed_number(*side, number + 1)
        yield "</g>"

    def _text(self, text: Text) -> str:
        size = "" if text.size == self._theme.body else f' font-size="{_number(text.size)}"'
        weight = ' font-weight="bold"' if text.is_bold else ""
        direction = ' direction="rtl" unicode-bidi="embed"' if text.is_right_to_left else ""
        return (
            f'<text x="{_number(text.x)}" y="{_number(text.y)}"{size}{weight}{direction}'
            f"{self._filled(text.fill)}>{markup.attribute(text.text)}</text>"
        )

    def _filled(self, colour: str) -> str:
        return f' fill="{self._names.get(colour, colour)}"'

    def _stroked(self, item: Rectangle | Curve | Circle) -> str:
        if item.stroke is None:
            return ""
        colour = self._names.get(item.stroke, item.stroke)
        return f' stroke="{colour}" stroke-width="{_number(item.stroke_width)}"'


def variables(theme: Theme) -> dict[str, str]:
    """Return the colours of a theme, by the names of their CSS variables without the hyphens."""
    colours = {"ground": theme.ground, "ink": theme.ink, "grey": theme.grey}
    for look in LOOKS:
        tone = theme.tone(look)
        colours[look] = tone.accent
        colours[f"{look}-tint"] = tone.tint
    return colours


def _count_under(graph: Graph) -> Counter[str]:
    """Return how many statements are under each one, itself left out."""
    under = Counter[str]()
    for id in reversed([id for _, id in graph.walk()]):
        parent = graph.parents[id]
        if parent is not None:
            under[parent] += under[id] + 1
    return under


def _warning(x: float, y: float) -> str:
    """Return the mark of a statement with which something is wrong."""
    return (
        f'<g class="warning"><circle cx="{_number(x)}" cy="{_number(y)}" r="7.5"/>'
        f'<text x="{_number(x)}" y="{_number(y + 4)}">!</text></g>'
    )


def _handle(end: float, y: float, is_growing_left: bool, count: int) -> str:  # noqa: FBT001 -- where
    """Return the knob that folds what is under a card, from one of its ends.

    It lies on the upper border of its card, above the text, so that it hides no word, no line that
    ends at the side of the card and no other card, also when it says how many cards are folded.
    """
    words = f"+{count}"
    width = 2 * _HANDLE + 6 * len(words)
    left, x = (end - width, end - _HANDLE) if is_growing_left else (end, end + _HANDLE)
    return (
        f'<g class="handle"><rect class="grip" x="{_number(left)}" y="{_number(y - _HANDLE)}"'
        f' width="{width}" height="24"/>'
        f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_HANDLE}"/>'
        f'<path d="M{_number(x - 3)},{_number(y)} L{_number(x + 3)},{_number(y)}"/>'
        f'<rect class="pill" x="{_number(left)}" y="{_number(y - _HANDLE)}" width="{width}"'
        f' height="{_number(2 * _HANDLE)}" rx="{_HANDLE}"/>'
        f'<text x="{_number(left + width / 2)}" y="{_number(y + 4)}">{words}</text></g>'
    )


def _printed_number(end: float, y: float, is_growing_left: bool, number: int) -> str:  # noqa: FBT001 -- where
    """Return the number of a statement, which only paper shows, where the screen has the knob."""
    width = 2 * _HANDLE + 6 * len(str(number))
    left = end - width if is_growing_left else end
    return (
        f'<g class="number"><rect x="{_number(left)}" y="{_number(y - _HANDLE)}" width="{width}"'
        f' height="{_number(2 * _HANDLE)}" rx="3"/>'
        f'<text x="{_number(left + width / 2)}" y="{_number(y + 4)}">{number}</text></g>'
    )


def _end_of_head(group: Group) -> tuple[float, float]:
    """Return where the first line of a heading ends, and how high its middle is."""
    texts = [item for item in group.items if isinstance(item, Text)]
    head = [text for text in texts if text.y == texts[0].y]
    end = max(text.x + text_width(text.text, text.size, bold=text.is_bold) for text in head)
    return end, texts[0].y - 0.36 * texts[0].size


def _rectangles(items: Collection[Item]) -> Iterator[Rectangle]:
    stack = list(items)
    while stack:
        item = stack.pop()
        if isinstance(item, Rectangle):
            yield item
        elif isinstance(item, Group):
            stack.extend(item.items)


def _path(points: tuple[Point, ...]) -> str:
    start, *others = (_pair(point) for point in points)
    return f"M{start} C{' '.join(others)}"


def _pair(point: Point) -> str:
    return f"{_number(point.x)},{_number(point.y)}"


def _number(value: float) -> str:
    """Write a number with one decimal at most: a tenth of a pixel is not to be seen."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _dashed(dashes: tuple[float, ...]) -> str:
    return f' stroke-dasharray="{" ".join(map(_number, dashes))}"' if dashes else ""
