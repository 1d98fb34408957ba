"""What stands on the card of a statement, line by line, and how large that makes it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from argmap.drawing.lettering.measure import text_width
from argmap.drawing.lettering.wrapping import wrap
from argmap.drawing.theme import look_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.drawing.composing.columns import Direction
    from argmap.drawing.theme import Look, Theme
    from argmap.graph import Graph
    from argmap.model import Statement

# Cards are so wide that three texts in four fill this many lines, broken as evenly as they are.
_USUAL_LINES = 1.7
_HEAD_GAP = 6
_BADGE_PADDING = 5
# Fonts differ: text gets this share of the width that is free, so that none spills over.
SLACK = 0.97
PORT_MARGIN = 11
"""How far from the corners of a card lines may end."""
LEAST_APART = 9
"""How far from each other lines end at the least: more than 6 points, which are 8 pixels."""


@dataclass(frozen=True, slots=True)
class Card:
    """A statement, ready to be set.

    ``word`` names its kind and ``details`` follow it on the head line: speaker, qualifier and
    marks. ``badge`` ends it where statements under this one are folded: it says how many.
    ``lines`` are the wording, broken; ``is_cut`` tells that some of it is missing.
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
    is_right_to_left: bool = False
    folded: int = 0

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
) -> dict[str, Card]:
    """Return the card of every statement, all of one width that suits the texts of the map.

    ``folded`` says how many statements under one are not shown. Where many lines end at a card it
    is higher, or in a picture that runs down wider, than its text needs, so that the heads of the
    lines stay apart.

    >>> from argmap.drawing.theme import LIGHT
    >>> from argmap.graph import Graph
    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="help", speaker="The mayor")
    >>> card = make_cards(Graph(m), LIGHT)["help"]
    >>> card.word, card.details, card.lines, card.width
    ('Claim', 'The mayor', ('Buses help',), 190)
    """
    width = _usual_width(graph, theme)
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
        card = make_card(
            statement, theme, width, needs_anchors=needs_anchors, folded=folded.get(id, 0)
        )
        # One place more, since a line of the card's own may begin on the same side.
        side = 2 * PORT_MARGIN + LEAST_APART * arrivals[id]
        if direction == "right" and side > card.height:
            card = replace(card, height=side)
        elif direction == "down" and side > card.width:
            card = replace(card, width=side)
        cards[id] = card
    return cards


def _usual_width(graph: Graph, theme: Theme) -> float:
    if not graph.statements:
        return theme.narrowest
    lengths = [text_width(one.wording, theme.body) for one in graph.statements.values()]
    usual = sorted(lengths)[len(lengths) * 3 // 4]
    wanted = usual / _USUAL_LINES / SLACK + 2 * theme.padding
    return round(min(max(wanted, theme.narrowest), theme.widest))


def make_card(
    statement: Statement, theme: Theme, width: float, *, needs_anchors: bool, folded: int = 0
) -> Card:
    """Return the card of one statement, as high as its lines need.

    ``needs_anchors`` is True in a map with sources, where a statement that is neither anchored nor
    implicit gets a mark; ``folded`` says how many statements are folded under this one.
    """
    room = (width - 2 * theme.padding) * SLACK
    wrapped = wrap(statement.wording, room, theme.body, max_lines=theme.most_lines)
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
        statement.speaker,
        statement.qualifier and f"“{statement.qualifier}”",
    ]
    word = look.capitalize()
    left = room - text_width(word, theme.head, bold=True) - _HEAD_GAP
    if folded:
        left -= badge_width(f"+{folded}", theme) + _HEAD_GAP
    details = wrap(" · ".join(mark for mark in marks if mark), left, theme.head, max_lines=1).lines
    return Card(
        id=statement.id,
        look=look,
        word=word,
        details=details[0] if details else "",
        lines=wrapped.lines,
        width=width,
        height=text_height(len(wrapped.lines), theme),
        is_cut=wrapped.is_cut,
        is_implicit=statement.implicit,
        is_unanchored=is_unanchored,
        is_right_to_left=is_right_to_left(statement.wording),
        folded=folded,
    )


def badge_width(badge: str, theme: Theme) -> float:
    """Return how wide the badge of a card is."""
    return text_width(badge, theme.head, bold=True) / SLACK + 2 * _BADGE_PADDING


def text_height(lines: int, theme: Theme) -> int:
    """Return how high a card is that has so many lines of wording, and nothing but its text."""
    return round(2 * theme.padding - 3 + theme.head * theme.leading + lines * line_height(theme))


def line_height(theme: Theme) -> float:
    """Return how far apart the lines of a wording stand."""
    return round(theme.body * theme.leading)


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
