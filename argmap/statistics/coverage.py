"""How much of a source the statements of a map cover."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from argmap.statistics.sentences import sentences
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.model import ArgumentMap
    from argmap.source import Source


class Coverage(NamedTuple):
    """How much of one source some statement points at.

    A sentence counts as covered when a span shares a code point with it. Characters are code
    points other than blanks. What the source names under ``ignore`` is left out of both.
    ``uncovered`` holds the passages, each of one or more whole sentences in a row, that no
    statement points at, the longest first.
    """

    source: str
    sentences: int
    covered_sentences: int
    characters: int
    covered_characters: int
    uncovered: tuple[Span, ...]

    @property
    def share(self) -> float:
        """The share of the sentences that are covered, 1 where there is none to cover."""
        return self.covered_sentences / self.sentences if self.sentences else 1.0


def coverage(map: ArgumentMap) -> Iterator[Coverage]:
    """Yield how much of each source the statements of the map cover.

    Raises SourceError, SourceMissing or SourceEncodingError when a text cannot be had.

    >>> from argmap.model import ArgumentMap
    >>> from argmap.source import Source
    >>> m = ArgumentMap(sources=[Source(id="note", text="Buses help. They carry many.")])
    >>> _ = m.claim(quote="Buses help")
    >>> covered = next(coverage(m))
    >>> covered.covered_sentences, covered.sentences, covered.uncovered
    (1, 2, (Span(start=12, end=28),))
    """
    spans: dict[str, list[Span]] = {}
    for statement in map.statements:
        for anchor in statement.anchors:
            if (source := map.known_source_of(anchor)) is not None:
                spans.setdefault(source.id, []).extend(anchor.spans)
    for source in map.sources:
        yield cover(source, spans.get(source.id, ()))


def cover(source: Source, spans: Iterable[Span]) -> Coverage:
    """Return how much of a source the spans cover; raises what reading its text raises."""
    text = source.text
    covered = _joined(spans, len(text))
    left_out = _joined(source.ignore, len(text))
    states = list(_states(text, covered, left_out))
    told = [(sentence, state) for sentence, state in states if state != "ignored"]
    runs = (
        [sentence for sentence, _ in run]
        for state, run in groupby(states, key=lambda pair: pair[1])
        if state == "uncovered"
    )
    return Coverage(
        source.id,
        len(told),
        sum(state == "covered" for _, state in told),
        _letters(text, _without([Span(0, len(text))], left_out)),
        _letters(text, _without(covered, left_out)),
        tuple(
            sorted(
                (Span(run[0].start, run[-1].end) for run in runs),
                key=lambda span: (-span.length, span),
            )
        ),
    )


def uncovered_sentences(source: Source, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the sentences of a source that no span touches, and that it does not ignore."""
    text = source.text
    covered, left_out = _joined(spans, len(text)), _joined(source.ignore, len(text))
    for sentence, state in _states(text, covered, left_out):
        if state == "uncovered":
            yield sentence


def _states(text: str, covered: list[Span], left_out: list[Span]) -> Iterator[tuple[Span, str]]:
    """Yield each sentence, and whether it is covered, uncovered or ignored."""
    touching, ignoring = _Walk(covered), _Walk(left_out)
    for sentence in sentences(text):
        rest = _without([sentence], ignoring.up_to(sentence))
        if not any(character.isalnum() for span in rest for character in span.cut(text)):
            yield sentence, "ignored"
        else:
            yield sentence, "covered" if touching.up_to(sentence) else "uncovered"


class _Walk:
    """Walks over spans in their order, together with sentences in theirs."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = spans
        self._next = 0

    def up_to(self, sentence: Span) -> list[Span]:
        """Return the spans that overlap the sentence."""
        while self._next < len(self._spans) and self._spans[self._next].end <= sentence.start:
            self._next += 1
        last = self._next
        while last < len(self._spans) and self._spans[last].start < sentence.end:
            last += 1
        return self._spans[self._next : last]


def _joined(spans: Iterable[Span], length: int) -> list[Span]:
    """Return the same places of a text as spans in order that do not touch."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        end = min(end, length)  # noqa: PLW2901 -- what lies past the end is no text
        if joined and start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(end, joined[-1].end))
        elif start < end:
            joined.append(Span(start, end))
    return joined


def _without(spans: list[Span], left_out: list[Span]) -> list[Span]:
    """Return what remains of spans when others are taken out of them."""
    remaining: list[Span] = []
    walk = _Walk(left_out)
    for span in spans:
        start = span.start
        for gap in walk.up_to(span):
            if start < gap.start:
                remaining.append(Span(start, gap.start))
            start = max(start, gap.end)
        if start < span.end:
            remaining.append(Span(start, span.end))
    return remaining


def _letters(text: str, spans: list[Span]) -> int:
    """Count the code points other than blanks."""
    return sum(len("".join(span.cut(text).split())) for span in spans)
