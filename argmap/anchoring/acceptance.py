"""Whether a place that is like a quote is that quote: how like, and how evenly.

What is invented is alike here and there by chance, and a quote put together from two places is
half right. So the likeness must be beyond what chance brings in so long a text, no stretch may be
full of errors, and no run of words may be without a partner.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.anchoring.alignment import Pair, Word

LEAST_SIMILARITY = 0.7
SHORT = 24
_SMALL_TEXT = 6_000
_MARGIN = 0.06
_HIGHEST = 0.97

# The similarity that one in a hundred unrelated quotes reaches by chance, by its length, in texts
# of 6 kB, 200 kB and 5 MB of English prose.
_LENGTHS = (12, 16, 20, 24, 30, 40, 60, 100, 200)
_TEXT_LENGTHS = (6_000, 200_000, 5_000_000)
_BY_CHANCE = (
    (0.83, 0.75, 0.70, 0.67, 0.63, 0.55, 0.48, 0.43, 0.38),
    (1.0, 1.0, 0.85, 0.79, 0.77, 0.62, 0.53, 0.49, 0.40),
    (1.0, 1.0, 0.95, 0.92, 0.83, 0.80, 0.63, 0.49, 0.39),
)

_MOST_ERRORS = 0.6  # of a stretch of the quote
_LONGEST_STRETCH = 32
_LEAST_LIKE = 0.6  # a word and its partner
_LONGEST_RUN = 2  # of words without a partner
_LONGEST_EDGE_RUN = 2


def weight(words: str) -> int:
    """Return how much a quote tells: its characters, those of East Asian scripts three times."""
    return sum(3 if "\u2e80" <= each <= "\u9fff" or "\uac00" <= each <= "\ud7a3"
               or "\uf900" <= each <= "\ufaff" or each >= "\U00020000" else 1 for each in words)


def least_similarity(length: int, text_length: int) -> float:
    """Return how like a quote of a length must be to a place in a text of a length.

    >>> least_similarity(30, 200_000) > least_similarity(30, 2_000) >= least_similarity(300, 2_000)
    True
    """
    chance = [_interpolate(length, _LENGTHS, row) for row in _BY_CHANCE]
    logs = [math.log(each) for each in _TEXT_LENGTHS]
    expected = _interpolate(math.log(max(2, text_length)), logs, chance, beyond=True)
    return min(_HIGHEST, max(LEAST_SIMILARITY, expected + _MARGIN))


def _interpolate(
    at: float, places: Sequence[float], values: Sequence[float], *, beyond: bool = False
) -> float:
    after = min(len(places) - 1, max(1, bisect_right(places, at)))
    (low, high), (left, right) = (places[after - 1 : after + 1], values[after - 1 : after + 1])
    share = (at - low) / (high - low)
    if not beyond:
        share = min(1.0, max(0.0, share))
    return left + share * (right - left)


def is_even(quoted: Sequence[Word], found: Sequence[Word], pairs: Sequence[Pair]) -> bool:
    """Tell whether a quote is like its place all along: no dense errors, no run of lone words."""
    return not _has_dense_errors(quoted, pairs) and not _has_lone_run(quoted, found, pairs)


def _has_dense_errors(quoted: Sequence[Word], pairs: Sequence[Pair]) -> bool:
    """Tell whether some stretch of a quote's characters is mostly errors."""
    errors: list[float] = []
    for pair in pairs:
        length = sum(len(quoted[place].key) for place in range(*pair.quoted))
        if length:
            errors += [min(1.0, pair.distance / length)] * length
    stretch = min(_LONGEST_STRETCH, max(12, len(errors) // 3))
    if len(errors) < stretch:
        return False
    amount = sum(errors[:stretch])
    most = amount
    for place in range(stretch, len(errors)):
        amount += errors[place] - errors[place - stretch]
        most = max(most, amount)
    return most > _MOST_ERRORS * stretch


def lone_words(
    quoted: Sequence[Word], found: Sequence[Word], pairs: Sequence[Pair]
) -> list[bool]:
    """Return for each word of a quote whether nothing in its place is like it."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 -- an exact quote needs it not

    lone = [False] * len(quoted)
    for first, last in _changed_blocks(pairs):
        block = pairs[first:last]
        others = [found[place].key for pair in block for place in range(*pair.found)]
        for pair in block:
            length = sum(len(quoted[place].key) for place in range(*pair.quoted))
            if pair.distance <= (1 - _LEAST_LIKE) * length:
                continue
            for place in range(*pair.quoted):
                word = quoted[place].key
                lone[place] = not any(
                    Levenshtein.normalized_similarity(word, other) >= _LEAST_LIKE
                    for other in others[:64]
                )
    return lone


def _changed_blocks(pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    """Return where pairs that differ follow one another."""
    same = [-1, *(place for place, pair in enumerate(pairs) if pair.is_same), len(pairs)]
    return [(before + 1, after) for before, after in pairwise(same) if after > before + 1]


def _has_lone_run(quoted: Sequence[Word], found: Sequence[Word], pairs: Sequence[Pair]) -> bool:
    lone = lone_words(quoted, found, pairs)
    run = 0
    for is_lone in lone:
        run = run + 1 if is_lone else 0
        if run > _LONGEST_RUN:
            return True
    return False
