"""What is on the card of a statement, line by line, and how large that makes it."""

from __future__ import annotations

import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.lettering.measure import text_width
from argmap.drawing.lettering.wrapping import wrap
from argmap.drawing.showing import Showing
from argmap.drawing.signs import SHARES, Sign, signs_width
from argmap.drawing.theme import look_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from argmap.drawing.plane import Flow
    from argmap.drawing.sides import Side
    from argmap.drawing.theme import Look, Theme, Tone
    from argmap.graph import Graph
    from argmap.model import Statement

# Cards are so wide that three texts in four fill this many lines, broken as evenly as they are.
_USUAL_LINES = 2.4
# A text with more lines than a card has is given a card that is so many times as wide. The steps
# are few, so that cards in a column still have one width.
_WIDER = (1.25, 1.5, 1.75)
# Lines are seldom full.
_FULL = 0.92
_BLANK_LINES = 3
_HEAD_GAP = 6
# Fonts differ: text gets this share of the width that is free, so that none spills over.
SLACK = 0.97
_BETWEEN = " · "


class Card(NamedTuple):
    """A statement, ready to be set.

    ``word`` names its kind, and its number if it has one; ``heads`` are the lines that follow it:
    speaker, qualifier and, where they have room, what is also said by signs. ``signs`` end the head
    line. ``wording`` is what is said, in quotation marks where it is the source's own, and
    ``lines`` are the wording, broken; ``is_cut`` says that some of it is missing, ``is_broken``
    that its anchor does not hold, ``is_blank`` that its wording is still to be written. ``side`` is
    whose colours it has, if not those of its kind, and ``language`` that of its wording, where it
    is known. The heading of a section has larger letters and the width of the section.
    """

    id: str
    look: Look
    word: str
    remarks: tuple[str, ...]
    wording: str
    signs: tuple[Sign, ...] = ()
    heads: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    width: float = 0
    height: float = 0
    is_cut: bool = False
    is_implicit: bool = False
    is_unanchored: bool = False
    is_broken: bool = False
    is_quotation: bool = False
    is_blank: bool = False
    is_right_to_left: bool = False
    folded: int = 0
    is_heading: bool = False
    side: Side | None = None
    language: str | None = None

    def tone(self, theme: Theme) -> Tone:
        """Return its colours: those of its kind, unless it has those of a side."""
        return self.side.tone if self.side else theme.tone(self.look)

    @property
    def details(self) -> str:
        """What follows the kind on the head line, all of it on one line."""
        return _BETWEEN.join(next(self.choices))

    @property
    def choices(self) -> Iterator[tuple[str, ...]]:
        """Yield what may follow the kind, the whole first; what is left out has a sign."""
        marks = (("not anchored", self.is_unanchored), ("anchor broken", self.is_broken))
        anchoring = tuple(mark for mark, is_so in marks if is_so)
        if self.is_implicit:
            yield (*self.remarks, *anchoring, "implicit")
        yield (*self.remarks, *anchoring)
        yield self.remarks

    @property
    def badge(self) -> str:
        """How many statements are folded under this one, as the card has it."""
        return f"+{self.folded}" if self.folded else ""


def make_cards(
    graph: Graph,
    theme: Theme,
    flow: Flow = "right",
    *,
    lengths: Mapping[str, float] = MappingProxyType({}),
    folded: Mapping[str, int] = MappingProxyType({}),
    headings: Collection[str] = (),
    broken: Collection[str] = (),
    showing: Showing = Showing(),  # noqa: B008 -- it never changes
) -> dict[str, Card]:
    """Return the card of every statement, all of one width that suits the texts of the map.

    Only a text that would have more lines than a card has makes its card wider. ``folded`` says
    how many statements under one are not shown. ``headings`` are ids of those that head a section;
    they are not broken before :func:`make_heading` is told the width. ``broken`` are ids of those
    with an anchor that does not hold; ``showing`` says what else the cards show. ``lengths`` say
    how long the sides of cards must be where many lines end at them: such a card is higher, or in a
    picture that runs down wider, than its text needs.

    >>> from argmap.drawing.theme import LIGHT
    >>> from argmap.graph import Graph
    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="help", speaker="The mayor")
    >>> card = make_cards(Graph(m), LIGHT)["help"]
    >>> card.word, card.details, card.lines, card.width
    ('Claim', 'The mayor', ('Buses help',), 190)
    """
    width = _usual_width(graph, theme, headings)
    needs_anchors = bool(graph.map.sources)
    cards: dict[str, Card] = {}
    for id, statement in graph.statements.items():
        card = _unbroken(
            statement,
            needs_anchors=needs_anchors,
            is_broken=id in broken,
            folded=folded.get(id, 0),
            showing=showing,
        )
        if id in headings:
            cards[id] = card._replace(width=band_width(card.wording, theme))
            continue
        most_lines = None if showing.is_whole else theme.most_lines
        card = _broken(card, _width(card, width, theme), theme, most_lines)
        length = lengths.get(id, 0.0)
        if flow == "right" and length > card.height:
            card = card._replace(height=round(length))
        elif flow == "down" and length > card.width:
            card = card._replace(width=round(length))
        cards[id] = card
    return cards


def _usual_width(graph: Graph, theme: Theme, headings: Collection[str]) -> float:
    lengths = [
        text_width(one.wording, theme.body)
        for id, one in graph.statements.items()
        if id not in headings
    ]
    if not lengths:
        return theme.narrowest
    usual = sorted(lengths)[len(lengths) * 3 // 4]
    wanted = usual / _USUAL_LINES / SLACK + 2 * theme.padding
    return round(min(max(wanted, theme.narrowest), theme.widest))


def _width(card: Card, usual: float, theme: Theme) -> float:
    """Return how wide a card is: as most are, unless its text needs more room than they have."""
    needed = text_width(card.wording, theme.body) / (theme.most_lines * _FULL)
    if needed <= _room(usual, theme):
        return usual
    wider = [round(usual * times) for times in _WIDER]
    return next((width for width in wider if needed <= _room(width, theme)), wider[-1])


def make_heading(card: Card, width: float, height: float, theme: Theme) -> Card:
    """Return the heading of a section, broken to the width of the section."""
    return _heading(card, width, theme)._replace(height=height)


def heading_height(card: Card, width: float, theme: Theme) -> float:
    """Return how high the heading of a section is that has so much width."""
    return text_height(_heading(card, width, theme), theme)


def _heading(card: Card, width: float, theme: Theme) -> Card:
    lines = wrap(card.wording, _room(width, theme), theme.heading, bold=True).lines
    heads = _head_lines(card, width, theme)
    return card._replace(heads=heads, lines=lines, width=width, is_heading=True)


def band_width(words: str, theme: Theme) -> float:
    """Return how wide a heading that is no statement is at the least."""
    return text_width(words, theme.heading, bold=True) / SLACK + 2 * theme.padding + 1


def band_height(theme: Theme) -> int:
    """Return how high a heading that is no statement is, which has one line and no head."""
    return round(2 * theme.padding - 3 + line_height(theme, is_heading=True))


def _unbroken(
    statement: Statement,
    *,
    needs_anchors: bool,
    is_broken: bool,
    folded: int,
    showing: Showing,
) -> Card:
    """Return the card of a statement before its text is broken, without a size."""
    look = look_of(statement)
    is_unanchored = (
        needs_anchors
        and not statement.implicit
        and not statement.is_blank
        and not any(anchor.spans for anchor in statement.anchors)
    )
    # What is called a quotation must be one: its place in the source is known, and holds.
    is_quotation = (
        statement.text in (None, " ".join(statement.quotes))
        and not is_broken
        and all(anchor.spans for anchor in statement.anchors)
    )
    quotes = [f"“{quote}”" for quote in statement.quotes] if is_quotation else []
    remarks = (
        statement.speaker,
        statement.qualifier and f"“{statement.qualifier}”",
        showing.places.get(statement.id),
    )
    number = showing.numbers.get(statement.id)
    return Card(
        id=statement.id,
        look=look,
        word=look.capitalize() if number is None else f"{number} {look.capitalize()}",
        remarks=tuple(remark for remark in remarks if remark),
        wording=" ".join(quotes) or statement.wording,
        signs=tuple(_signs(statement, folded, showing, is_unanchored, is_broken)),
        is_implicit=statement.implicit,
        is_unanchored=is_unanchored,
        is_broken=is_broken,
        is_quotation=is_quotation,
        is_blank=statement.is_blank,
        is_right_to_left=is_right_to_left(statement.wording),
        folded=folded,
        side=showing.sides.get(statement.id),
        language=showing.languages.get(statement.id),
    )


def _signs(statement: Statement, folded: int, showing: Showing, *marks: bool) -> Iterator[Sign]:
    """Yield the signs at the end of a head line, from right to left."""
    is_unanchored, is_broken = marks
    if folded:
        yield Sign("folded", folded, f"+{folded}")
    if is_broken:
        yield Sign("anchor broken")
    elif is_unanchored:
        yield Sign("not anchored")
    for name in reversed(SHARES):
        value: float | None = getattr(statement, name)
        if value is not None:
            yield Sign(name, value, f"{value:.2g}" if showing.has_values else "")


def _broken(card: Card, width: float, theme: Theme, most_lines: int | None) -> Card:
    """Return a card with its text in lines, and as high as they need."""
    wrapped = wrap(card.wording, _room(width, theme), theme.body, max_lines=most_lines)
    card = card._replace(
        heads=_head_lines(card, width, theme),
        # A blank has room to write in.
        lines=("",) * _BLANK_LINES if card.is_blank else wrapped.lines,
        width=width,
        is_cut=wrapped.is_cut,
    )
    return card._replace(height=text_height(card, theme))


def _room(width: float, theme: Theme) -> float:
    return (width - 2 * theme.padding) * SLACK


def _head_lines(card: Card, width: float, theme: Theme) -> tuple[str, ...]:
    """Return what follows the kind: on its line if that has room, else on further ones.

    What signs say as well is left out first.
    """
    room = _room(width, theme)
    taken = text_width(card.word, theme.head, bold=True) + signs_width(card.signs, theme)
    beside = room - taken - _HEAD_GAP
    for remarks in card.choices:
        line = _BETWEEN.join(remarks)
        if text_width(line, theme.head) <= beside:
            return (line,) if line else ()
    lines = [""]
    for remark in card.remarks:
        line = _BETWEEN.join(filter(None, (lines[-1], remark)))
        if text_width(line, theme.head) <= (room if len(lines) > 1 else beside):
            lines[-1] = line
        else:
            lines += wrap(remark, room, theme.head).lines
    return tuple(lines)


def text_height(card: Card, theme: Theme) -> int:
    """Return how high a card is that has room for only its text."""
    heads = max(1, len(card.heads)) * theme.head * theme.leading
    lines = len(card.lines) * line_height(theme, is_heading=card.is_heading)
    return round(2 * theme.padding - 3 + heads + lines)


def line_height(theme: Theme, *, is_heading: bool = False) -> float:
    """Return how far apart the lines of a wording are."""
    return round((theme.heading if is_heading else theme.body) * theme.leading)


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter that has a direction runs to the left (UAX #9, rule P2).

    >>> is_right_to_left("1. שלום"), is_right_to_left("peace")
    (True, False)
    """
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
