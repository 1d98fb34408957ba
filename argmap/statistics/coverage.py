"""How much of a source the statements of a map cover."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap.grounding.cited import Sources
from argmap.grounding.verdict import verdicts
from argmap.sentences import sentences_of
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.model import ArgumentMap
    from argmap.source import Source

    _State = Literal["covered", "uncovered", "ignored"]


class Coverage(NamedTuple):
    """How much of one source the statements of a map cover.

    A sentence is covered when a span shares a code point with it. Both counts of sentences are None
    when the source is in a script that does not mark where they end, such as Thai. Characters are
    code points other than white space. What the source names under ``ignore``, and running heads
    and notes of the pages that it was taken from, are left out of both.
    ``uncovered`` holds the passages, each of one or more whole sentences in a row, that no
    statement covers, the longest first; without sentences, whatever has a word in it.
    """

    source: str
    sentences: int | None
    covered_sentences: int | None
    characters: int
    covered_characters: int
    uncovered: tuple[Span, ...]

    @property
    def measured(self) -> tuple[int, int, Literal["sentences", "characters"]]:
        """How much is covered, of how much, in what: characters if sentences are not counted."""
        if self.sentences is None or self.covered_sentences is None:
            return self.covered_characters, self.characters, "characters"
        return self.covered_sentences, self.sentences, "sentences"

    @property
    def share(self) -> float:
        """The share that is covered of what is measured, 1 when there is nothing to cover."""
        covered, whole, _ = self.measured
        return covered / whole if whole else 1.0


def coverage(map: ArgumentMap) -> tuple[Coverage, ...]:
    """Return how much of each source the statements of the map cover.

    Spans that do not hold their quote cover nothing. Raises SourceError, SourceMissing or
    SourceEncodingError when a text cannot be read.

    >>> from argmap.model import ArgumentMap
    >>> from argmap.source import Source
    >>> m = ArgumentMap(sources=[Source(id="note", text="Buses help. They carry many.")])
    >>> _ = m.claim(quote="Buses help")
    >>> (covered,) = coverage(m)
    >>> covered.covered_sentences, covered.sentences, covered.uncovered
    (1, 2, (Span(start=12, end=28),))
    """
    spans: dict[str, list[Span]] = {}
    for verdict in verdicts(map, Sources(map)):
        if verdict.holds:
            spans.setdefault(verdict.source.id, []).extend(verdict.anchor.spans)
    return tuple(cover(source, spans.get(source.id, ())) for source in map.sources)


def cover(source: Source, spans: Iterable[Span]) -> Coverage:
    """Return how much of a source the spans cover; raises what reading its text raises."""
    text = source.text
    covered = _joined(spans, len(text))
    left_out = _joined(source.apparatus, len(text))
    states = _states(text, covered, left_out)
    counted = None if states is None else [state for _, state in states if state != "ignored"]
    return Coverage(
        source.id,
        None if counted is None else len(counted),
        None if counted is None else counted.count("covered"),
        _letters(text, _without([Span(0, len(text))], left_out)),
        _letters(text, _without(covered, left_out)),
        tuple(
            sorted(
                _gaps(text, covered, left_out) if states is None else _runs(states),
                key=lambda span: (-span.length, span),
            )
        ),
    )


def uncovered_sentences(source: Source, spans: Iterable[Span]) -> list[Span] | None:
    """Return the sentences of a source that no span touches, and that it does not ignore.

    None when they cannot be counted; raises what reading its text raises.
    """
    text = source.text
    states = _states(text, _joined(spans, len(text)), _joined(source.apparatus, len(text)))
    return None if states is None else [span for span, state in states if state == "uncovered"]


def _states(
    text: str, covered: list[Span], left_out: list[Span]
) -> list[tuple[Span, _State]] | None:
    """Return each sentence with its state, or None when the sentences cannot be counted."""
    sentences = sentences_of(text).spans
    if sentences is None:
        return None
    touching, ignoring = _Walk(covered), _Walk(left_out)
    states: list[tuple[Span, _State]] = []
    for sentence in sentences:
        rest = _without([sentence], ignoring.up_to(sentence))
        state: _State = "covered" if touching.up_to(sentence) else "uncovered"
        states.append((sentence, state if _has_word(text, rest) else "ignored"))
    return states


def _runs(states: list[tuple[Span, _State]]) -> Iterator[Span]:
    """Yield the passages that are made of uncovered sentences in a row."""
    for state, run in groupby(states, key=lambda pair: pair[1]):
        if state == "uncovered":
            sentences = [sentence for sentence, _ in run]
            yield Span(sentences[0].start, sentences[-1].end)


def _gaps(text: str, covered: list[Span], left_out: list[Span]) -> Iterator[Span]:
    """Yield the passages between what is covered or ignored that have a word in them."""
    for span in _without([Span(0, len(text))], _joined([*covered, *left_out], len(text))):
        words = span.cut(text)
        if _has_word(text, [span]):
            start = span.start + len(words) - len(words.lstrip())
            yield Span(start, start + len(words.strip()))


def _has_word(text: str, spans: list[Span]) -> bool:
    return any(character.isalnum() for span in spans for character in span.cut(text))


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
    """Count the code points other than white space."""
    return sum(len("".join(span.cut(text).split())) for span in spans)
