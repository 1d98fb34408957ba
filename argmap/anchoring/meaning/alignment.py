"""A quote and the words found for it, word by word: which word answers to which.

Words that are the same are paired first, as many as are in the same order. What lies between is
paired by the edits from one word to the other, where two words may answer to one that is written
together.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from argmap.text import UNSPACED_LETTERS, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_CELLS = 1_600  # of a block of words without a partner, beyond which none is sought

_Step = tuple[int, int, int]  # words of the quote, words of the source, edits between them

_SIGNS = r"%‰$€£¥₹§°=<>≤≥≠±×÷+¬√∞~?\uff1f؟\u2600-\u27bf\U0001f000-\U0001faff"  # noqa: RUF001


class Word(NamedTuple):
    """A word, a number or a sign that says something: ``key`` is its form in lower case.

    ``value`` is what it says, where that is not its form: words of one value are the same.
    ``others`` are further values that it may have, ``is_part`` says that it is part of a word.
    """

    text: str
    key: str
    span: Span
    value: str = ""
    others: tuple[str, ...] = ()
    is_part: bool = False

    @property
    def says(self) -> str:
        """What it says, however written."""
        return self.value or self.key

    @property
    def is_number(self) -> bool:
        """True where it is a number, or a digit is part of it."""
        return any(character.isnumeric() for character in self.key + self.value)

    @property
    def has_digit(self) -> bool:
        """True where it is written with a digit."""
        return any(character.isdigit() for character in self.key)

    @property
    def is_character(self) -> bool:
        """True where it is one character that stands for a word, as in Chinese."""
        return len(self.key) == 1 and not self.key.isascii()

    def says_same(self, other: Word) -> bool:
        """Tell whether another word is the same, or the same written otherwise."""
        if self.key == other.key:
            return True
        ours, theirs = self.says, other.says
        return ours == theirs or ours in other.others or theirs in self.others


class Pair(NamedTuple):
    """Words of the quote and the words of the source that answer to them, either may be none.

    ``quoted`` and ``found`` count words. ``distance`` is the number of edits between them, 0 where
    they say the same.
    """

    quoted: Span
    found: Span
    distance: int = 0

    @property
    def is_same(self) -> bool:
        """True if nothing differs but case and the way in which it is written."""
        return self.distance == 0


class Stretch(NamedTuple):
    """A stretch of a text whose typography is folded: where it starts, and its words."""

    text: str
    start: int
    words: list[Word]


def split_words(text: str, stretch: Span) -> list[Word]:
    """Return the words of a stretch of a text whose typography is folded.

    Hyphens part words, apostrophes do not. In scripts without blanks every character is a word.
    """
    words = []
    for match in _word_pattern(_marks(stretch.cut(text))).finditer(text, *stretch):
        written = html.unescape(match[0]) if match.lastgroup else match[0]
        # An entity that stands for a sign says no more than the sign.
        if not match.lastgroup or written.isalnum():
            words.append(Word(written, written.casefold(), Span(*match.span())))
    return words


def _marks(text: str) -> str:
    """Return the marks over the letters of a text."""
    if text.isascii():
        return ""
    return "".join(sorted({each for each in text if unicodedata.category(each)[0] == "M"}))


@lru_cache(maxsize=64)
def _word_pattern(marks: str) -> re.Pattern[str]:
    letter = (
        rf"(?:[^\W\d_{UNSPACED_LETTERS}]|\d|[{re.escape(marks)}])"
        if marks
        else (rf"[^\W_{UNSPACED_LETTERS}]")
    )
    one = rf"[{UNSPACED_LETTERS}][{re.escape(marks)}]*" if marks else f"[{UNSPACED_LETTERS}]"
    return re.compile(
        rf"(?P<entity>&(?:#\d{{1,7}}|#[xX][\da-fA-F]{{1,6}}|[a-zA-Z]{{2,31}});)|\d+(?:[.,:/]\d+)+|{letter}+(?:'{letter}+)*|{one}|[{_SIGNS}]|-(?=\d)(?<![\w-]-)"
    )


def keys(text: str) -> set[str]:
    """Return the words of a text whose typography and case are folded, without their places."""
    return {match[0] for match in _word_pattern(_marks(text)).finditer(text)}


def are_written_otherwise(words: Sequence[Word], others: Sequence[Word]) -> bool:
    """Tell whether some of the words are among the others, but written in another way."""
    written: dict[str, set[str]] = {}
    for other in others:
        for value in (other.says, *other.others):
            written.setdefault(value, set()).add(other.key)
    return any(
        value in written and word.key not in written[value]
        for word in words
        for value in (word.says, *word.others)
    )


def align(quote: Stretch, source: Stretch) -> list[Pair]:
    """Return how the words of a quote answer to those found, in order, none left out.

    Which words are the same is known by the edits between the characters, so that of two equal
    words the one answers that is in the right place.
    """
    pairs: list[Pair] = []
    quoted, found = quote.words, source.words
    done = [0, 0]

    def close(to_quoted: int, to_found: int) -> None:
        block = Span(done[0], to_quoted), Span(done[1], to_found)
        if block[0].length or block[1].length:
            pairs.extend(_pair_block(quoted, found, *block))

    for one, other in _same_words(quote, source):
        close(one, other)
        pairs.append(Pair(Span(one, one + 1), Span(other, other + 1)))
        done[:] = one + 1, other + 1
    close(len(quoted), len(found))
    return pairs


def _same_words(quote: Stretch, source: Stretch) -> Iterator[tuple[int, int]]:
    """Yield the words that no edit between the characters touches, in order."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 -- only the nearly right need it

    starts = {word.span.start: place for place, word in enumerate(source.words)}
    place = 0
    for code in Levenshtein.opcodes(_lowered(quote.text), _lowered(source.text)):
        if code.tag != "equal":
            continue
        shift = code.dest_start + source.start - code.src_start - quote.start
        while place < len(quote.words):
            word = quote.words[place]
            if word.span.end > code.src_end + quote.start:
                break
            if word.span.start >= code.src_start + quote.start:
                other = starts.get(word.span.start + shift)
                if other is not None and source.words[other].key == word.key:
                    yield place, other
            place += 1


def _lowered(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


def _pair_block(
    quoted: Sequence[Word], found: Sequence[Word], ours: Span, theirs: Span
) -> list[Pair]:
    """Return the pairs of words between two that are the same, by the fewest edits in all."""
    rows, columns = ours.length, theirs.length
    if not rows or not columns or rows * columns > _MOST_CELLS:
        return _unpaired(quoted, found, ours, theirs)
    if rows == columns == 1:
        return [Pair(ours, theirs, _distance([quoted[ours.start]], [found[theirs.start]]))]
    came = _cheapest_steps(quoted[ours.start : ours.end], found[theirs.start : theirs.end])
    pairs = []
    row, column = rows, columns
    while row or column:
        down, right, distance = came[row][column]
        pairs.append(
            Pair(
                Span(ours.start + row - down, ours.start + row),
                Span(theirs.start + column - right, theirs.start + column),
                distance,
            )
        )
        row, column = row - down, column - right
    return pairs[::-1]


def _cheapest_steps(mine: Sequence[Word], other: Sequence[Word]) -> list[list[_Step]]:
    """Return how one comes to each pair of places in two runs of words by the fewest edits.

    What cannot be cheaper than what is known is not compared. Of steps that cost the same, a word
    for a word comes first, then a word without a partner.
    """
    costs = [[0.0] * (len(other) + 1) for _ in range(len(mine) + 1)]
    came = [[(0, 0, 0)] * (len(other) + 1) for _ in range(len(mine) + 1)]
    for row, column in list(product(range(len(mine) + 1), range(len(other) + 1)))[1:]:
        best, step = float("inf"), (0, 0, 0)
        for down, right in ((1, 0), (0, 1), (1, 1), (1, 2), (2, 1)):
            if down > row or right > column:
                continue
            before = costs[row - down][column - right]
            if before + (down != right) > best:
                continue
            distance, extra = _edits(mine[row - down : row], other[column - right : column])
            cost = before + distance + extra
            if cost < best or (cost == best and down == right):
                best, step = cost, (down, right, distance)
        costs[row][column], came[row][column] = best, step
    return came


def _edits(quoted: Sequence[Word], found: Sequence[Word]) -> tuple[int, float]:
    """Return the edits between words, and what else speaks against pairing them.

    A blank more or less, and an unlike word for a word, are edits as well.
    """
    if not (quoted and found):
        return sum(len(word.key) for word in (*quoted, *found)), 1.0
    distance = _distance(quoted, found)
    if len(quoted) != len(found):
        return distance, 1.0
    return distance, 0.5 * (2 * distance > max(len(quoted[0].key), len(found[0].key)))


def _distance(quoted: Sequence[Word], found: Sequence[Word]) -> int:
    """Return the number of edits between words, 0 only if they say the same.

    Two numbers are not one whose digits they have together.
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 -- only the nearly right need it

    if len(quoted) == len(found) == 1:
        one, other = quoted[0], found[0]
        return 0 if one.says_same(other) else OSA.distance(one.key, other.key)
    distance = OSA.distance(
        "".join([word.key for word in quoted]), "".join([word.key for word in found])
    )
    if distance == 0 and any(word.is_number for word in (*quoted, *found)):
        return 1
    return distance


def _unpaired(
    quoted: Sequence[Word], found: Sequence[Word], ours: Span, theirs: Span
) -> list[Pair]:
    added = [
        Pair(Span(place, place + 1), Span(theirs.start, theirs.start), len(quoted[place].key))
        for place in range(*ours)
    ]
    dropped = [
        Pair(Span(ours.end, ours.end), Span(place, place + 1), len(found[place].key))
        for place in range(*theirs)
    ]
    return added + dropped
