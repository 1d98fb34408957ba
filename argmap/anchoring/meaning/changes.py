"""What differs between a quote and the words found for it, and whether that touches the meaning.

The rule is strict: every change counts unless it is shown to be harmless. Harmless is another
case, punctuation, the same written otherwise (:mod:`argmap.anchoring.meaning.equivalence`), the
same letters written together or apart, an article or a particle more or less, what an editor adds
in brackets or adapts to a sentence (:mod:`argmap.anchoring.meaning.editing`), and what is proven to
be a slip of the pen (:mod:`argmap.anchoring.meaning.slips`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.anchoring.meaning.alignment import Pair, Stretch, Word, align, split_words
from argmap.anchoring.meaning.cases import begins_sentence
from argmap.anchoring.meaning.editing import join_over_brackets
from argmap.anchoring.meaning.equivalence import equivalents
from argmap.anchoring.meaning.judging import Judge
from argmap.anchoring.meaning.vocabulary import MEANINGS, any_meaning
from argmap.anchoring.placement import Change
from argmap.anchoring.reading.folding import opens_quotation
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.anchoring.meaning.equivalence import Equivalents
    from argmap.anchoring.reading.ways import Reading

_ENDS_CLAUSE = re.compile(r"[,;:.!?()\[\]]|\s-|-\s|--")
_FEW_WORDS = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a reading with its case kept, and its words in a stretch."""

    reading: Reading
    stretch: Span
    words: list[Word]

    @classmethod
    def of(cls, reading: Reading, stretch: Span, same: Equivalents) -> Side:
        """Return the side that a stretch of a reading makes, with the value of each word.

        ``same`` is what is the same, written otherwise, in the language of the source.
        """
        words = join_over_brackets(split_words(reading.text, stretch), reading.text)
        return cls(reading, stretch, same.rewrite(words, reading.text))

    def within(self, stretch: Span) -> Side | None:
        """Return the side that a part of the stretch makes, None if the part cuts a word."""
        first = bisect_left(self.words, stretch.start, key=lambda word: word.span.start)
        last = bisect_right(self.words, stretch.end, key=lambda word: word.span.end)
        before, after = self.words[first - 1 : first], self.words[last : last + 1]
        if any(word.span.overlaps(stretch) for word in (*before, *after)) or not (
            self.stretch.start <= stretch.start and stretch.end <= self.stretch.end
        ):
            return None
        return Side(self.reading, stretch, self.words[first:last])

    def as_stretch(self) -> Stretch:
        """Return the words with the text that they are in."""
        return Stretch(self.stretch.cut(self.reading.text), self.stretch.start, self.words)

    def span(self, words: Span) -> Span:
        """Return where words are in the text as it is; of none, where they would."""
        if words.length:
            start = self.words[words.start].span.start
            return self.reading.unfold(Span(start, self.words[words.end - 1].span.end))
        if words.start:
            end = self.reading.unfold(self.words[words.start - 1].span).end
        elif self.words:
            end = self.reading.unfold(self.words[0].span).start
        else:
            end = self.reading.unfold(self.stretch).start if self.stretch.length else 0
        return Span(end, end)

    def is_name(self, word: Word) -> bool:
        """Tell whether a word is a name, by the capital that it has inside a sentence."""
        if not word.text[:1].isupper():
            return False
        return word.text[1:].lower() != word.text[1:] or not begins_sentence(
            self.reading.text, word.span.start
        )

    def between(self, word: int) -> Span:
        """Return where the signs before a word are, back to the word before."""
        start = self.words[word - 1].span.end if word else self.stretch.start
        end = self.words[word].span.start if word < len(self.words) else self.stretch.end
        return Span(start, end)


def spoken_at(source: Reading, offset: int) -> Equivalents:
    """Return what is the same, written otherwise, in the language of a place of a source."""
    known = source.concordance.vocabulary(offset)
    return equivalents(known.language if known else source.language)


class Comparison:
    """A quote held against the words found for it, both with their typography folded.

    ``same`` says what is the same there, written otherwise, as both sides were read.
    """

    def __init__(self, quoted: Side, found: Side, same: Equivalents) -> None:
        self.same = same
        self.quoted = quoted
        self.found = found
        self.pairs = align(self.quoted.as_stretch(), self.found.as_stretch())

    def changes(self, source: Reading) -> list[Change]:
        """Return what differs; ``source`` is the reading in which the source's words are sought.

        Its case is folded.
        """
        judge = Judge(self, source)
        changes = [
            change for pair in self._joined_pairs() if (change := judge.change(pair)) is not None
        ]
        changes += self._punctuation()
        return sorted(_reordered(changes), key=lambda each: (each.found_span, each.quoted_span))

    def _joined_pairs(self) -> Iterator[Pair]:
        """Yield the pairs, those joined where words were dropped or added one after the other.

        And, in scripts without blanks, where characters were exchanged one after the other; and
        those of which one side is written as one word, as in *doesn't*.
        """
        last: Pair | None = None
        for pair in self.pairs:
            if last is not None and self._belong_together(last, pair):
                last = Pair(
                    quoted=Span(last.quoted.start, pair.quoted.end),
                    found=Span(last.found.start, pair.found.end),
                    distance=last.distance + pair.distance,
                )
                continue
            if last is not None:
                yield last
            last = pair
        if last is not None:
            yield last

    def _belong_together(self, one: Pair, other: Pair) -> bool:
        if self._are_written_as_one(one, other):
            return True
        if one.is_same or other.is_same:
            return False
        if not (one.quoted.length or other.quoted.length):
            return True
        if not (one.found.length or other.found.length):
            return True
        return self._is_unspaced(one) and self._is_unspaced(other)

    def _are_written_as_one(self, one: Pair, other: Pair) -> bool:
        """Tell whether a word was parted between two pairs, of which something differs."""
        for side, last, first in (
            (self.quoted, one.quoted, other.quoted),
            (self.found, one.found, other.found),
        ):
            if last.length and first.length:
                before, after = side.words[last.end - 1], side.words[first.start]
                if before.span.end == after.span.start and before.is_part and after.is_part:
                    return True
        return False

    def _is_unspaced(self, pair: Pair) -> bool:
        keys = [self.quoted.words[place].key for place in range(*pair.quoted)]
        keys += [self.found.words[place].key for place in range(*pair.found)]
        return all(len(key) == 1 and not key.isascii() and key.isalpha() for key in keys)

    def _punctuation(self) -> Iterator[Change]:
        """Yield the signs between words that are the same on both sides, where they differ."""
        for one, other in zip(self.pairs, self.pairs[1:], strict=False):
            if not (one.is_same and other.is_same):
                continue
            ours = self.quoted.between(other.quoted.start)
            theirs = self.found.between(other.found.start)
            quoted, found = ours.cut(self.quoted.reading.text), theirs.cut(self.found.reading.text)
            if quoted.replace(" ", "") != found.replace(" ", ""):
                quoted_span, found_span = (
                    _stripped(self.quoted, ours),
                    _stripped(self.found, theirs),
                )
                yield Change(
                    "punctuation",
                    quoted_span.cut(self.quoted.reading.original),
                    found_span.cut(self.found.reading.original),
                    quoted_span,
                    found_span,
                    "quantity" if self._are_units(ours, theirs) else None,
                )

    def _are_units(self, ours: Span, theirs: Span) -> bool:
        """Tell whether signs behind a number are feet on one side and inches on the other."""
        texts = self.quoted.reading.text, self.found.reading.text
        signs = [
            text[span.start : span.start + 1]
            for text, span in zip(texts, (ours, theirs), strict=True)
        ]
        return set(signs) == {"'", '"'} and all(
            text[max(0, span.start - 1) : span.start].isdigit()
            and not opens_quotation(text, span.start)
            for text, span in zip(texts, (ours, theirs), strict=True)
        )


def _stripped(side: Side, signs: Span) -> Span:
    """Return where signs are in the text as it is, without the blanks around them."""
    cut = signs.cut(side.reading.text)
    start = signs.start + len(cut) - len(cut.lstrip(" "))
    end = signs.start + len(cut.rstrip(" "))
    if start < end:
        return side.reading.unfold(Span(start, end))
    place = side.reading.unfold(Span(signs.start - 1, signs.start)).end
    return Span(place, place)


def _reordered(changes: list[Change]) -> list[Change]:
    """Return the changes, each pair of a dropped and an added wording that are the same as one."""
    dropped: dict[str, list[Change]] = {}
    for change in changes:
        if change.kind == "dropped":
            dropped.setdefault(change.found.casefold(), []).append(change)
    kept = []
    gone: list[Change] = []
    for change in changes:
        same = dropped.get(change.quoted.casefold(), []) if change.kind == "added" else []
        if not same:
            kept.append(change)
            continue
        other = same.pop()
        gone.append(other)
        kept.append(
            Change(
                "order",
                change.quoted,
                other.found,
                change.quoted_span,
                other.found_span,
                change.meaning and "word",
            )
        )
    return [change for change in kept if change not in gone]


def omitted_changes(source: Reading, gap: Span, quoted_at: int) -> Iterator[Change]:
    """Yield the words left out between two fragments that turn what the fragments say.

    A negation counts in the clauses that the fragments are part of; a modal word, a quantity or a
    comparison where only a few words is left out. ``gap`` is where the words are in the
    reading with its typography folded, ``quoted_at`` where the quote leaves them out.
    """
    text = gap.cut(source.text)
    marks = list(_ENDS_CLAUSE.finditer(text))
    first = marks[0].start() if marks else len(text)
    last = marks[-1].end() if marks else len(text)
    words = split_words(source.text, gap)
    side = Side(source, gap, words)
    known = source.concordance.vocabulary(gap.start)
    alone = not marks and len(words) <= _FEW_WORDS
    for number, word in enumerate(words):
        place = word.span.start - gap.start
        if first <= place < last:
            continue
        meaning = known.meaning(word.key) if known else any_meaning(word.key)
        if meaning == "negation" or (alone and meaning in MEANINGS[:5]):
            span = side.span(Span(number, number + 1))
            yield Change(
                "dropped",
                "",
                span.cut(source.original),
                Span(quoted_at, quoted_at),
                span,
                meaning,
            )
