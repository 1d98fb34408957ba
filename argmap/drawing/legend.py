"""The legend of a picture, which names the kinds, relations and marks that occur in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.composing.strokes import (
    DOT_RADIUS,
    DOT_STANDOFF,
    HEAD_LENGTH,
    HEADLESS,
    MEETING_RADIUS,
    Head,
)
from argmap.drawing.lettering.measure import text_width
from argmap.drawing.plane import Box, Point
from argmap.drawing.scene import Circle, Curve, Rectangle, Text
from argmap.drawing.shapes import (
    IMPLICIT,
    head_shapes,
    level,
    line_shapes,
    plate_shapes,
    upright,
)
from argmap.drawing.signs import LINE_FACTORS, SIGNS, STEPS, Sign
from argmap.drawing.theme import LOOKS
from argmap.model import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from argmap.drawing.cards import Card
    from argmap.drawing.scene import Item
    from argmap.drawing.theme import Look, Theme, Tone
    from argmap.model import Relation

    _Sample = Callable[[float, float, float, Theme], Iterable[Item]]

JOINT = "joint"
"""What the legend calls premises that meet in a dot."""
_SAMPLE = 34.0
_SWATCH = 19.0
_BEFORE_WORD, _APART, _ROWS_APART = 7.0, 18.0, 6.0
# A picture is no wider for the sake of its legend, which has rows.
_LEAST = 440.0
_ROUNDING = 1e-6
_QUOTATION = "“…”"


class Legend:
    """What the kinds, relations and marks of a picture mean, in as many rows as are needed.

    It is empty if all cards look alike and there are neither lines nor marks.
    """

    def __init__(self, cards: Collection[Card], strokes: Collection[str], theme: Theme) -> None:
        self._theme = theme
        is_mixed = bool(strokes) or len({card.side or card.look for card in cards}) > 1
        kinds = self._kinds(cards) if is_mixed else ()
        self._entries: tuple[_Entry, ...] = (
            *kinds,
            *self._lines(strokes),
            *self._marks(cards),
        )

    @property
    def width(self) -> float:
        """How wide it is in one row."""
        return _length(self._entries)

    @property
    def least(self) -> float:
        """How wide a picture is at the least, so that its legend is not a column."""
        return min(self.width, _LEAST) if self._entries else 0.0

    def draw(self, corner: Point, width: float) -> tuple[tuple[Item, ...], float]:
        """Return its shapes, from a corner on and no wider than allowed, and how high it is."""
        if not self._entries:
            return (), 0.0
        items: list[Item] = []
        step = round(self._theme.head * self._theme.leading) + _ROWS_APART
        y = corner.y
        for row in self._rows(width):
            x, base = corner.x, y + base_line(self._theme)
            middle = y + self._theme.head * self._theme.leading / 2
            for entry in row:
                items += entry.sample(x, middle, base, self._theme)
                start = x + entry.width - self._word_width(entry)
                head = self._theme.head
                items.append(Text(start, base, entry.word, head, entry.color, entry.is_bold))
                x += entry.width + _APART
            y += step
        return tuple(items), y - _ROWS_APART - corner.y

    def _rows(self, width: float) -> list[list[_Entry]]:
        """Return the entries in as few rows as there can be, and those about as long."""
        rows = self._filled(width)
        while True:
            # A row shorter than the longest one may still be enough.
            longest = max(map(_length, rows))
            shorter = self._filled(longest - _ROUNDING)
            if len(shorter) > len(rows) or max(map(_length, shorter)) >= longest:
                return rows
            rows = shorter

    def _filled(self, width: float) -> list[list[_Entry]]:
        rows: list[list[_Entry]] = []
        for entry in self._entries:
            if rows and _length([*rows[-1], entry]) <= width + _ROUNDING / 2:
                rows[-1].append(entry)
            else:
                rows.append([entry])
        return rows

    def _word_width(self, entry: _Entry) -> float:
        return text_width(entry.word, self._theme.head, bold=entry.is_bold)

    def _entry(
        self, word: str, width: float, sample: _Sample, color: str = "", *, is_bold: bool = False
    ) -> _Entry:
        entry = _Entry(word, width, sample, color or self._theme.grey, is_bold)
        return entry._replace(width=width + _BEFORE_WORD + self._word_width(entry))

    def _kinds(self, cards: Collection[Card]) -> Iterator[_Entry]:
        """Yield what the colours of cards mean: sides, if cards have those, else kinds."""
        theme = self._theme
        sides: dict[str, tuple[Look, Tone]] = {
            card.side.name: ("reason", card.side.tone) for card in cards if card.side
        }
        looks = {card.look for card in cards if not card.side}
        kinds = {look.capitalize(): (look, theme.tone(look)) for look in LOOKS if look in looks}
        for word, (look, tone) in (sides or kinds).items():
            sample = partial(_swatch, look, tone)
            yield self._entry(word, _SWATCH, sample, tone.accent, is_bold=True)

    def _lines(self, strokes: Collection[str]) -> Iterator[_Entry]:
        for relation in RELATIONS:
            if relation in strokes:
                yield self._entry(relation, _SAMPLE, partial(_line, relation))
        if JOINT in strokes:
            yield self._entry(JOINT, _SAMPLE, _joint)

    def _marks(self, cards: Collection[Card]) -> Iterator[_Entry]:
        if any(card.is_implicit for card in cards):
            yield self._entry("implicit", _SWATCH, _implicit)
        if any(card.is_quotation for card in cards):
            width = text_width(_QUOTATION, self._theme.body)
            yield self._entry("quotation", width, _quotation)
        found = {sign.name for card in cards for sign in card.signs}
        for name in reversed(SIGNS):
            if name in found:
                sign = Sign(name, 0.6, "+n" if name == "folded" else "")
                yield self._entry(name, sign.width(self._theme), partial(_sign, sign))
        if "strength" in found:
            yield self._entry(", ".join(STEPS), _SAMPLE, _widths)


def _length(entries: Sequence[_Entry]) -> float:
    """Return how long a row of entries is."""
    return sum([entry.width + _APART for entry in entries]) - _APART


class _Entry(NamedTuple):
    """A sample and the word for what it shows: ``width`` is that of both."""

    word: str
    width: float
    sample: _Sample
    color: str
    is_bold: bool


def _swatch(
    look: Look, tone: Tone, x: float, middle: float, _base: float, theme: Theme
) -> Iterator[Item]:
    yield from plate_shapes(Box(x + 0.6, middle - 6, _SWATCH - 1, 12), look, tone, theme, 3)


def _implicit(x: float, middle: float, _base: float, theme: Theme) -> Iterator[Item]:
    place = (x + 0.6, middle - 6, _SWATCH - 1, 12)
    yield Rectangle(*place, theme.ground, theme.grey, theme.border, 3, IMPLICIT)


def _line(
    relation: Relation, x: float, middle: float, _base: float, theme: Theme
) -> Iterator[Item]:
    yield from relation_sample(relation, Point(x, middle), theme)


def _sign(sign: Sign, x: float, _middle: float, base: float, theme: Theme) -> Iterator[Item]:
    yield from sign.shapes(x + sign.width(theme), base, theme)


def _joint(x: float, middle: float, _base: float, theme: Theme) -> Iterator[Item]:
    """Yield two lines that meet in a dot and go on as one."""
    end, centre = x + _SAMPLE, Point(x + 0.5 * _SAMPLE, middle)
    for y in (middle - 5, middle + 5):
        half = (end + centre.x) / 2
        curve = (Point(end, y), Point(half, y), Point(half, middle), centre)
        yield Curve(curve, theme.grey, theme.line)
    yield Curve(level(centre.x, x, middle), theme.grey, theme.line)
    yield Circle(centre.x, centre.y, MEETING_RADIUS, theme.grey)


def _widths(x: float, middle: float, _base: float, theme: Theme) -> Iterator[Item]:
    """Yield a piece of line for each step of strength."""
    length = (_SAMPLE - 4) / len(LINE_FACTORS)
    for step, factor in enumerate(LINE_FACTORS):
        start = x + step * (length + 2)
        yield Curve(level(start, start + length, middle), theme.grey, theme.line * factor)


def _quotation(x: float, _middle: float, base: float, theme: Theme) -> Iterator[Item]:
    yield Text(x, base, _QUOTATION, theme.body, theme.ink)


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
