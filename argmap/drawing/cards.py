"""What stands on the card of a statement, line by line, and how large that makes it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.lettering.measure import text_width
from argmap.drawing.lettering.wrapping import wrap
from argmap.drawing.theme import look_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from argmap.drawing.composing.columns import Direction
    from argmap.drawing.theme import Look, Theme
    from argmap.graph import Graph
    from argmap.model import Statement

# Cards are so wide that three texts in four fill this many lines, broken as evenly as they are.
_USUAL_LINES = 2.4
_HEAD_GAP = 6
_BADGE_PADDING = 5
# Fonts differ: text gets this share of the width that is free, so that none spills over.
SLACK = 0.97
PORT_MARGIN = 11
"""How far from the corners of a card lines may end."""
LEAST_APART = 9
"""How far from each other lines end at the least: more than 6 points, which are 8 pixels."""


class Card(NamedTuple):
    """A statement, ready to be set.

    ``word`` names its kind and ``details`` follow it on the head line: speaker, qualifier and
    marks. ``badge`` ends it where statements under this one are folded: it says how many.
    ``lines`` are the wording, broken; ``is_cut`` tells that some of it is missing, ``is_broken``
    that its anchor does not hold. The heading of a section has larger letters and the width of
    the section.
    """

    id: str
    look: Look
    word: str
    details: str
    lines: tuple[str, ...]
    width: float
    height: float
    is_cut: bool = False
    is_implicit: bool = False
    is_unanchored: bool = False
    is_broken: bool = False
    is_right_to_left: bool = False
    folded: int = 0
    is_heading: bool = False

    @property
    def badge(self) -> str:
        """How many statements are folded under this one, as the card has it."""
        return f"+{self.folded}" if self.folded else ""


def make_cards(
    graph: Graph,
    theme: Theme,
    direction: Direction = "right",
    *,
    folded: Mapping[str, int] = MappingProxyType({}),
    headings: Collection[str] = (),
    broken: Collection[str] = (),
) -> dict[str, Card]:
    """Return the card of every statement, all of one width that suits the texts of the map.

    ``folded`` says how many statements under one are not shown. ``headings`` are ids of those
    that head a section; they are not broken before :func:`make_heading` is told the width.
    ``broken`` are ids of those with an anchor that does not hold. Where many lines end at a card
    it is higher, or in a picture that runs down wider, than its text needs, so that the heads of
    the lines stay apart.

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
    arrivals = Counter(inference.target for inference in graph.inferences)
    # A premise that supports itself meets its fellows nowhere: it has a line of its own.
    arrivals.update(
        inference.target
        for inference in graph.inferences
        if inference.joint is not None and inference.target in inference.premises
    )
    cards: dict[str, Card] = {}
    for id, statement in graph.statements.items():
        card = _unbroken(
            statement,
            needs_anchors=needs_anchors,
            is_broken=id in broken,
            folded=folded.get(id, 0),
        )
        if id in headings:
            cards[id] = card._replace(width=band_width(statement.wording, theme))
            continue
        card = _broken(card, width, theme)
        # One place more, since a line of the card's own may begin on the same side.
        side = 2 * PORT_MARGIN + LEAST_APART * arrivals[id]
        if direction == "right" and side > card.height:
            card = card._replace(height=side)
        elif direction == "down" and side > card.width:
            card = card._replace(width=side)
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


def make_heading(card: Card, width: float, height: float, theme: Theme) -> Card:
    """Return the heading of a section, broken to the width of the section."""
    lines = wrap(card.lines[0], _room(width, theme), theme.heading, bold=True)
    return card._replace(
        details=_cut_details(card, width, theme),
        lines=lines.lines,
        width=width,
        height=height,
        is_heading=True,
    )


def heading_height(card: Card, width: float, theme: Theme) -> float:
    """Return how high the heading of a section is that has so much width."""
    lines = wrap(card.lines[0], _room(width, theme), theme.heading, bold=True).lines
    return text_height(len(lines), theme, is_heading=True)


def band_width(words: str, theme: Theme) -> float:
    """Return how wide a heading that is no statement is at the least."""
    return text_width(words, theme.heading, bold=True) / SLACK + 2 * theme.padding + 1


def band_height(theme: Theme) -> int:
    """Return how high a heading that is no statement is, which has one line and no head."""
    return round(2 * theme.padding - 3 + line_height(theme, is_heading=True))


def _unbroken(statement: Statement, *, needs_anchors: bool, is_broken: bool, folded: int) -> Card:
    """Return the card of a statement with its whole text on one line, and no size."""
    look = look_of(statement)
    is_unanchored = (
        needs_anchors
        and not statement.implicit
        and not any(anchor.spans for anchor in statement.anchors)
    )
    # The marks come first, since a long speaker is cut.
    marks = [
        "implicit" if statement.implicit else None,
        "not anchored" if is_unanchored else None,
        "anchor broken" if is_broken else None,
        statement.speaker,
        statement.qualifier and f"“{statement.qualifier}”",
    ]
    return Card(
        id=statement.id,
        look=look,
        word=look.capitalize(),
        details=" · ".join(mark for mark in marks if mark),
        lines=(statement.wording,),
        width=0,
        height=0,
        is_implicit=statement.implicit,
        is_unanchored=is_unanchored,
        is_broken=is_broken,
        is_right_to_left=is_right_to_left(statement.wording),
        folded=folded,
    )


def _broken(card: Card, width: float, theme: Theme) -> Card:
    """Return a card with its text in lines, and as high as they need."""
    wrapped = wrap(card.lines[0], _room(width, theme), theme.body, max_lines=theme.most_lines)
    return card._replace(
        details=_cut_details(card, width, theme),
        lines=wrapped.lines,
        width=width,
        height=text_height(len(wrapped.lines), theme),
        is_cut=wrapped.is_cut,
    )


def _room(width: float, theme: Theme) -> float:
    return (width - 2 * theme.padding) * SLACK


def _cut_details(card: Card, width: float, theme: Theme) -> str:
    """Return as much of the details as the head line has room for."""
    if not card.details:
        return ""
    left = _room(width, theme) - text_width(card.word, theme.head, bold=True) - _HEAD_GAP
    if card.badge:
        left -= badge_width(card.badge, theme) + _HEAD_GAP
    if card.is_unanchored or card.is_broken:
        left -= mark_width(theme) + _HEAD_GAP
    return "".join(wrap(card.details, left, theme.head, max_lines=1).lines)


def mark_width(theme: Theme) -> float:
    """Return how wide the sign is that marks a missing or broken anchor."""
    return theme.head + 1


def badge_width(badge: str, theme: Theme) -> float:
    """Return how wide the badge of a card is."""
    return text_width(badge, theme.head, bold=True) / SLACK + 2 * _BADGE_PADDING


def text_height(lines: int, theme: Theme, *, is_heading: bool = False) -> int:
    """Return how high a card is that has so many lines of wording, and nothing but its text."""
    height = lines * line_height(theme, is_heading=is_heading)
    return round(2 * theme.padding - 3 + theme.head * theme.leading + height)


def line_height(theme: Theme, *, is_heading: bool = False) -> float:
    """Return how far apart the lines of a wording stand."""
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
