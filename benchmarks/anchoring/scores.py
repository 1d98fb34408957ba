"""What a peer did with a load: answers counted against the truth."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from draws import Item
    from loads import Load
    from peers import Answer
    from workers import Start

    from argmap.text import Span


@dataclass
class Score:
    """What one peer did with one load."""

    load: Load
    hits: int = 0  # places right, or, of what is absent, places invented; flags; alarms
    asked: int = 0
    given_up: int = 0
    accepted: int = 0  # placed anywhere, with nothing said against it
    misplaced: int = 0
    named: int = 0  # of a quote that stands nowhere as a whole: every real part named
    seconds: list[float] = field(default_factory=list)

    @property
    def share(self) -> float | None:
        """The hits in a hundred, None where nothing counts."""
        return 100 * self.hits / self.counted if self.counted else None

    @property
    def counted(self) -> int:
        """How many answers count: to give up is to fail, but never to refuse rightly."""
        failing = self.load.judgement in {"edges", "hull", "places", "flagged"}
        return self.asked if failing else self.asked - self.given_up


@dataclass
class Run:
    """All that was measured: scores by section, load and peer; what peers took to begin."""

    peers: list[str]
    absent: dict[str, str]
    scores: dict[tuple[str, str], dict[str, Score]] = field(default_factory=dict)
    starts: dict[str, dict[str, tuple[Start, float | None]]] = field(default_factory=dict)


def judge(score: Score, item: Item, answer: Answer) -> None:
    """Count an answer."""
    judgement = score.load.judgement
    placed = bool(answer.spans)
    score.accepted += placed and not answer.flagged
    if judgement == "edges":
        right = len(answer.spans) == 1 == len(item.truth) and answer.spans == item.truth
    elif judgement == "hull":
        right = placed and (answer.spans[0].start, answer.spans[-1].end) == (
            item.truth[0].start,
            item.truth[-1].end,
        )
    elif judgement == "places":
        right = not placed and set(answer.places) == set(item.places)
    elif judgement == "absent":
        right = placed
        score.named += (
            bool(item.real)
            and not placed
            and all(
                any(_covers(found, place, score.load.source) for _, found in answer.parts)
                for _, place in item.real
            )
        )
    elif judgement in {"flagged", "unflagged"}:
        right = bool(answer.flagged)
    else:
        right = False
    score.hits += right
    if judgement in {"edges", "hull", "flagged", "unflagged"}:
        inside = placed and any(
            span.overlaps(place) for span in answer.spans for place in item.truth
        )
        score.misplaced += placed and not inside


def _covers(found: Span, place: Span, text: str) -> bool:
    """Tell whether what was found is nearly a place, or a copy of nearly all that stands there."""
    least, most = 0.8 * place.length, 1.2 * place.length + 24
    shared = min(found.end, place.end) - max(found.start, place.start)
    if found.length > most or found.length < least:
        return False
    words, real = (" ".join(span.cut(text).casefold().split()) for span in (found, place))
    return shared >= least or words in real or real in words
