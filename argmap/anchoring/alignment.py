"""A quote and the words found for it, word by word: which word answers to which.

Words that are the same are paired first, as many as stand in the same order. What lies between is
paired by the edits from one word to the other, where two words may answer to one that is written
together.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from argmap.text import UNSPACED, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_CELLS = 1_600  # of a block of words without a partner, beyond which none is sought

_UNSPACED_LETTERS = "".join(f"{first}-{last}" for first, last in UNSPACED)
_SIGNS = r"%‰$€£¥₹§°=<>≤≥≠±×÷+¬√∞~?\uff1f؟\u2600-\u27bf\U0001f000-\U0001faff"  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a number or a sign that says something: ``key`` is what it is compared by."""

    text: str
    key: str
    span: Span

    @property
    def is_number(self) -> bool:
        """True where a digit is part of it."""
        return any(character.isnumeric() for character in self.key)


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of the quote and the words of the source that answer to them, either may be none.

    ``quoted`` and ``found`` count words. ``distance`` is the number of edits between them.
    """

    quoted: Span
    found: Span
    distance: int = 0

    @property
    def is_same(self) -> bool:
        """True where nothing differs but case."""
        return self.distance == 0


def split_words(text: str, stretch: Span) -> list[Word]:
    """Return the words of a stretch of a text whose typography is folded.

    Hyphens part words, apostrophes do not. In scripts without blanks every character is a word.
    """
    marks = "".join(
        {each for each in stretch.cut(text) if unicodedata.category(each)[0] == "M"}
        if not text.isascii()
        else ""
    )
    return [
        Word(match[0], match[0].casefold(), Span(*match.span()))
        for match in _word_pattern("".join(sorted(marks))).finditer(text, *stretch)
    ]


@lru_cache(maxsize=64)
def _word_pattern(marks: str) -> re.Pattern[str]:
    letter = rf"(?:[^\W\d_{_UNSPACED_LETTERS}]|\d|[{re.escape(marks)}])" if marks else (
        rf"[^\W_{_UNSPACED_LETTERS}]"
    )
    one = rf"[{_UNSPACED_LETTERS}][{re.escape(marks)}]*" if marks else f"[{_UNSPACED_LETTERS}]"
    return re.compile(
        rf"\d+(?:[.,:/]\d+)+|{letter}+(?:'{letter}+)*|{one}|[{_SIGNS}]|-(?=\d)(?<![\w-]-)"
    )


def align(quoted: Sequence[Word], found: Sequence[Word]) -> list[Pair]:
    """Return how the words of a quote answer to those found, in order, none left out."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 -- only what is nearly there needs it

    pairs: list[Pair] = []
    changed = [0, 0]

    def close(to_quoted: int, to_found: int) -> None:
        pairs.extend(
            _pair_block(quoted, found, Span(changed[0], to_quoted), Span(changed[1], to_found))
        )

    opcodes = Indel.opcodes([word.key for word in quoted], [word.key for word in found])
    for code in opcodes:
        if code.tag != "equal":
            continue
        close(code.src_start, code.dest_start)
        for one, other in zip(
            range(code.src_start, code.src_end),
            range(code.dest_start, code.dest_end),
            strict=True,
        ):
            pairs.append(Pair(Span(one, one + 1), Span(other, other + 1)))
        changed[:] = code.src_end, code.dest_end
    close(len(quoted), len(found))
    return pairs


def _pair_block(
    quoted: Sequence[Word], found: Sequence[Word], ours: Span, theirs: Span
) -> list[Pair]:
    """Return the pairs of words between two that are the same, by the fewest edits in all."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 -- as above

    rows, columns = ours.length, theirs.length
    if not rows or not columns or rows * columns > _MOST_CELLS:
        return _unpaired(quoted, found, ours, theirs)
    mine = [quoted[place].key for place in range(*ours)]
    other = [found[place].key for place in range(*theirs)]
    steps = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1))
    costs: list[list[float]] = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    came: list[list[tuple[int, int, int]]] = [[(0, 0, 0)] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows + 1):
        for column in range(columns + 1):
            if not row and not column:
                continue
            best = None
            for down, right in steps:
                if down > row or right > column:
                    continue
                one = "".join(mine[row - down : row])
                two = "".join(other[column - right : column])
                distance = OSA.distance(one, two)
                # A blank more or less, and an unlike word for a word, are edits as well.
                extra = 1.0 if down + right != 2 else 0.5 * (2 * distance > max(len(one), len(two)))  # noqa: PLR2004
                cost = costs[row - down][column - right] + distance + extra
                if best is None or cost < best[0]:
                    best = cost, (down, right, distance)
            assert best is not None  # noqa: S101 -- one step always fits
            costs[row][column], came[row][column] = best
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
