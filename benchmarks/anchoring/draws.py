"""Passages of a text to quote, drawn by chance, and what is known of each quote.

A passage is drawn at word edges, away from the sentences that recur. The same text and seed give
the same passages.
"""

from __future__ import annotations

import functools
import random
from dataclasses import dataclass

from texts import Series, Text, Writer, cut_words, word_spans

from argmap.text import Span


@dataclass(frozen=True)
class Item:
    """A quote and the truth about it.

    ``truth`` is its place, one span for each fragment, empty where it has none. ``places`` are all
    places of a quote that recurs. ``real`` are the stretches of a made-up quote that do stand in
    the text, and where; ``pieces`` are what a splice joins.
    """

    quote: str
    truth: tuple[Span, ...] = ()
    prefix: str = ""
    suffix: str = ""
    near: int | None = None
    places: tuple[Span, ...] = ()
    real: tuple[tuple[Span, Span], ...] = ()
    pieces: tuple[str, ...] = ()


class Draw:
    """Draws quotes from one text, by chance, the same ones for the same seed."""

    def __init__(self, text: Text, seed: str) -> None:
        self.text = text
        self.random = random.Random(seed)  # noqa: S311 -- no secret
        self.scale = 0.4 if text.language == "Chinese" else 1.0
        self.writer = Writer(text.language, text.series, f"invented {seed}")
        self.foreign = Writer(text.language, _other(text.series), f"foreign {seed}")

    @functools.cached_property
    def letters(self) -> str:
        """Letters, as often as they stand in the text."""
        return "".join(filter(str.isalpha, self.text.flat[:20_000]))

    def span(self, least: int = 40, most: int = 300) -> Span:
        """Draw a passage that stands once in the text and touches no sentence that recurs.

        Its first and its last third stand nowhere else either: a grammar writes sentences that
        differ in one word, and when that word is edited there is no truth any more.
        """
        flat = self.text.flat
        least, most = int(least * self.scale), int(most * self.scale)
        while True:
            start = self.random.randrange(max(1, len(flat) - most))
            length = self.random.randint(least, most)
            span = self._at_word_edges(Span(start, min(len(flat), start + length)))
            if (
                span is None
                or not least <= span.length <= most
                or "\n\n" in span.cut(self.text.text)
            ):
                continue
            if not self._recurs(span) and self._is_distinct(span):
                return span

    def sentence(self, least: int, most: int = 1_000) -> Span:
        """Draw a sentence that stands once in the text."""
        while True:
            span = self.random.choice(self.text.sentences)
            if least * self.scale <= span.length <= most and span not in self.text.repeated:
                return span

    def words(self, span: Span) -> list[Span]:
        """Return where the words of a passage are in the text."""
        found = word_spans(span.cut(self.text.flat), self.text.language)
        return [word.shifted(span.start) for word in found]

    def invented_words(self, count: int) -> list[str]:
        """Draw words of sentences on the topic that no text says."""
        words: list[str] = []
        while len(words) < count:
            words += cut_words(self.writer.invent(), self.text.language)
        return words[:count]

    def _is_distinct(self, span: Span) -> bool:
        flat = self.text.flat
        third = span.length // 3 if span.length >= 36 * self.scale else span.length
        outer = (Span(span.start, span.start + third), Span(span.end - third, span.end))
        return all(flat.find(part.cut(flat)) == part.start for part in outer) and all(
            flat.find(part.cut(flat), part.start + 1) < 0 for part in outer
        )

    def _at_word_edges(self, span: Span) -> Span | None:
        margin = 24
        start = max(0, span.start - margin)
        words = [
            word.shifted(start)
            for word in word_spans(self.text.flat[start : span.end + margin], self.text.language)
        ]
        words = [word for word in words if word.start >= span.start and word.end <= span.end]
        # The first one may have been cut by the margin.
        words = words[1:]
        return Span(words[0].start, words[-1].end) if len(words) > 1 else None

    def _recurs(self, span: Span) -> bool:
        sentences = self.text.sentences
        low, high = 0, len(sentences)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if sentences[middle].end <= span.start else (low, middle)
        while low < len(sentences) and sentences[low].start < span.end:
            if sentences[low] in self.text.repeated:
                return True
            low += 1
        return False


def _other(series: Series) -> Series:
    return "report" if series == "tuning" else "tuning"
