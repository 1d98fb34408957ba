"""A picture in words, for readers who do not see it or point to a part of it."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from argmap.drawing.lettering.wrapping import wrap
from argmap.drawing.theme import LOOKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from argmap.drawing.cards import Card
    from argmap.graph import Graph, Link
    from argmap.model import Statement

WITHOUT_A_QUESTION = "Without a question"
"""What heads the trees that lead to no question, in a map that has questions."""
_QUOTED = 420.0
_MOST_PARTNERS = 20


def describe(cards: Mapping[str, Card]) -> str:
    """Say what a map consists of."""
    counts = Counter(card.look for card in cards.values())
    parts = [
        f"{counts[look]} {look}{'s' if counts[look] > 1 else ''}" for look in LOOKS if counts[look]
    ]
    if not parts:
        return "Argument map without statements."
    folded = sum(card.folded for card in cards.values())
    more = f"; {folded} more are folded" if folded else ""
    return f"Argument map with {', '.join(parts)}{more}."


def in_words(card: Card, graph: Graph) -> str:
    """Say what a card shows: the words on it in their order, then what it bears on."""
    labels = (sign.label for sign in card.signs)
    seen = (card.word, *card.heads, *labels, card.wording)
    text = " ".join(filter(None, (*seen, *_unseen(card, graph))))
    relations = [_relation_in_words(link, graph) for link in graph.outgoing(card.id)]
    folded = [f"folded here: {card.folded} more"] if card.folded else []
    return "\n".join((text, *relations, *folded))


def _unseen(card: Card, graph: Graph) -> Iterator[str]:
    """Yield in words what signs and borders say, as far as the head line does not."""
    marks = [(card.is_unanchored, "not anchored"), (card.is_broken, "anchor broken")]
    for is_so, mark in (*marks, (card.is_implicit, "implicit")):
        if is_so and not any(mark in head for head in card.heads):
            yield f"({mark})"
    for value in values_of(graph.statements[card.id]):
        yield f"({value})"


def values_of(statement: Statement) -> Iterator[str]:
    """Yield in words how strong a statement is and how far it is believed, if that is known."""
    if statement.strength is not None:
        yield f"strength {statement.strength:.2g}"
    if statement.credence is not None:
        yield f"credence {statement.credence:.2g}"


def partners_of(link: Link, graph: Graph) -> tuple[tuple[str, ...], int]:
    """Return the premises that a link counts together with, and how many more there are.

    Of very many only the first are named: each of a thousand would name all others.
    """
    premises = graph.inference_of(link).premises
    first = [id for id in premises[: _MOST_PARTNERS + 1] if id != link.origin]
    named = tuple(first[:_MOST_PARTNERS])
    return named, len(premises) - 1 - len(named)


@lru_cache(maxsize=4096)  # many links have one target
def _shortened(wording: str) -> str:
    """Return the beginning of a wording, as much of it as says which one it is."""
    return "".join(wrap(wording, _QUOTED, 12, max_lines=1).lines)


def _relation_in_words(link: Link, graph: Graph) -> str:
    def quoted(id: str) -> str:
        return f"“{_shortened(graph.statements[id].wording) or id}”"

    attacked = graph.attacked_by(link)
    if attacked is not None:
        return f"undercuts: {quoted(attacked.origin)} {attacked.relation} {quoted(attacked.target)}"
    partners, more = partners_of(link, graph)
    others = [*map(quoted, partners), *([f"{more} more"] if more else [])]
    together = f", together with {' and '.join(others)}" if others else ""
    return f"{link.relation}: {quoted(link.target)}{together}"
