"""Whether a place that is like a quote is that quote: how like, and how evenly.

What is invented is alike here and there by chance, and a quote put together from two places is
half right. So the likeness must be beyond what chance brings in so long a text, and no stretch of
the quote may be without a partner in the source.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING

from argmap.anchoring.meaning.judging import is_set_off
from argmap.anchoring.reading.folding import fold_case
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from argmap.anchoring.meaning.alignment import Pair, Word
    from argmap.anchoring.meaning.changes import Comparison

SHORT = 24
_MARGIN = 0.06
_HIGHEST = 0.97

# The similarity that one in a hundred unrelated quotes reaches by chance, by its length, in texts
# of 6 kB, 200 kB and 5 MB of English prose.
_LENGTHS = (12, 16, 20, 24, 30, 40, 60, 100, 200)
_TEXT_LENGTHS = tuple(map(math.log, (6_000, 200_000, 5_000_000)))
_BY_CHANCE = (
    (0.83, 0.75, 0.70, 0.67, 0.63, 0.55, 0.48, 0.43, 0.38),
    (1.0, 1.0, 0.85, 0.79, 0.77, 0.62, 0.53, 0.49, 0.40),
    (1.0, 1.0, 0.95, 0.92, 0.83, 0.80, 0.63, 0.49, 0.39),
)
# What is asked for beyond that, where a few words more or less would already tell another story.
_FLOOR_LENGTHS = (24, 40, 60, 100)
_FLOORS = (0.8, 0.8, 0.7, 0.65)
_FLOOR_OF_SMALL_TEXTS = 0.7
_SMALL_TEXT = 6_000

_LEAST_LIKE = 0.6  # a word and its partner
_LEAST_RUN_LIKE = 0.5  # a run of words and what is in its place
_MOST_LONE = 2.4  # words without a partner more than words with one, in any stretch
_MOST_LONE_SHARE = 0.16  # of the words of a short quote
_LEAST_LONE = 1.4  # which any quote may have
_SHORT_WORD = 3  # letters: by chance such words are the same
_CHARACTER = 0.5  # of a word, that one character is where no blanks are written
_LONE_EDGE = 2  # words without a partner at an edge, and how many letters they have
_LONE_EDGE_EXCESS = 1.5  # how many more than words that are the same by chance
_LONE_EDGE_LETTERS = 9
_EAST_ASIAN = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]+")
_MOST_SET_OFF = 6  # words of a parenthesis
_GLUED = 4  # words of a run that is elsewhere, half of which may be at the place, too
_LEAST_GLUED_LENGTH = 16
_MOST_GLUED = 16  # runs that are looked for
_MOST_OTHERS = 64  # words of the source that a word is compared with


def weight(words: str) -> int:
    """Return how much a quote tells: its characters, those of East Asian scripts three times."""
    return len(words) + 2 * sum(map(len, _EAST_ASIAN.findall(words)))


def least_similarity(length: int, text_length: int) -> float:
    """Return how like a quote of a length must be to a place in a text of a length.

    >>> least_similarity(30, 200_000) > least_similarity(30, 2_000) >= least_similarity(300, 2_000)
    True
    """
    chances = [_interpolate(length, _LENGTHS, row) for row in _BY_CHANCE]
    chance = _interpolate(math.log(max(2, text_length)), _TEXT_LENGTHS, chances, beyond=True)
    floor = _interpolate(length, _FLOOR_LENGTHS, _FLOORS)
    if text_length <= _SMALL_TEXT:
        floor = min(floor, _FLOOR_OF_SMALL_TEXTS)
    return min(_HIGHEST, max(floor, chance + _MARGIN))


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
    """Tell whether a quote is like its place all along: nowhere a run of words of its own."""
    lone = lone_words(quoted, found, pairs)
    return not (
        _has_lone_stretch(quoted, lone)
        or _has_lone_edge(zip(quoted, lone, strict=True))
        or _has_lone_edge(zip(reversed(quoted), reversed(lone), strict=True))
    )


def set_off_length(comparison: Comparison) -> int:
    """Return how many characters of the source the quote leaves out that signs set off there.

    Counted where all words of the quote are there, as they are, and nothing else is left out: then
    it leaves out a parenthesis, which says nothing against the place, however short the quote.
    """
    left_out = [pair for pair in comparison.pairs if not pair.quoted.length]
    if not left_out or not all(pair.is_same for pair in comparison.pairs if pair.quoted.length):
        return 0
    words = Span(left_out[0].found.start, left_out[-1].found.end)
    is_one = words.length == sum(pair.found.length for pair in left_out)
    if not is_one or words.length > _MOST_SET_OFF or not is_set_off(comparison.found, words):
        return 0
    start = comparison.found.between(words.start).start
    return comparison.found.between(words.end).end - start - 1


def is_glued(comparison: Comparison, text: str, place: Span) -> bool:
    """Tell whether words that are not at the place are part of a run of words that is elsewhere.

    Then the quote is put together from two places, one of which was taken for a change: half of
    the letters that are there together are not here. ``text`` is the whole of the source, its
    typography and case folded, and ``place`` is in it.
    """
    quoted = comparison.quoted.words
    lone = lone_words(quoted, comparison.found.words, comparison.pairs)
    reading = comparison.quoted.reading.text

    def is_elsewhere(first: int, last: int) -> bool:
        words = fold_case(reading[quoted[first].span.start : quoted[last].span.end]).text
        return len(words) >= _LEAST_GLUED_LENGTH and (
            text.find(words, 0, place.start) >= 0 or text.find(words, place.end) >= 0
        )

    sought = 0
    for start in range(len(quoted) - _GLUED + 1):
        first = start
        last = first + _GLUED - 1
        if 2 * sum(lone[first : last + 1]) < _GLUED:
            continue
        sought += 1
        if sought > _MOST_GLUED:
            break
        if not is_elsewhere(first, last):
            continue
        while last + 1 < len(quoted) and is_elsewhere(first, last + 1):
            last += 1
        while first and is_elsewhere(first - 1, last):
            first -= 1
        run = range(first, last + 1)
        letters = sum(len(quoted[place].key) for place in run)
        if 2 * sum(len(quoted[place].key) for place in run if lone[place]) >= letters:
            return True
    return False


def lone_words(quoted: Sequence[Word], found: Sequence[Word], pairs: Sequence[Pair]) -> list[bool]:
    """Return for each word of a quote whether nothing in its place is like it."""
    lone = [False] * len(quoted)
    for is_same, block in groupby(pairs, key=lambda pair: pair.is_same):
        if not is_same:
            for place in _lone_of(quoted, found, list(block)):
                lone[place] = True
    return lone


def _lone_of(quoted: Sequence[Word], found: Sequence[Word], block: Sequence[Pair]) -> Iterable[int]:
    """Yield which words of the quote are lone in the pairs between two words that are the same."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 -- an exact quote needs it not

    keys = [[quoted[place].key for place in range(*pair.quoted)] for pair in block]
    answers = [[found[place].key for place in range(*pair.found)] for pair in block]
    # What is one word by its value, such as *per cent*, may be written as several.
    written = (part for words in answers for word in words for part in (word, *word.split()))
    others = list(islice(dict.fromkeys(written), _MOST_OTHERS))
    unlike = [_unlike(pair, words, others) for pair, words in zip(block, keys, strict=True)]
    is_lone = [
        bool(words) and len(words) == len(each) for words, each in zip(keys, unlike, strict=True)
    ]
    for each, alone in zip(unlike, is_lone, strict=True):
        yield from () if alone else each
    for run in _runs(is_lone, keys):
        # Many slips in short words leave none of them like its partner, but all together.
        first, last = run[0], run[-1] + 1
        ours = "".join(word for words in keys[first:last] for word in words)
        theirs = "".join(word for words in answers[first:last] for word in words)
        together = len(run) > 1 and theirs
        if not together or (Levenshtein.normalized_similarity(ours, theirs) < _LEAST_RUN_LIKE):
            yield from (place for number in run for place in unlike[number])


def _unlike(pair: Pair, words: Sequence[str], others: Sequence[str]) -> list[int]:
    """Return which words of the quote in a pair are like none of the others."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 -- as above

    if pair.distance <= (1 - _LEAST_LIKE) * sum(map(len, words)):
        return []
    return [
        place
        for place, key in zip(range(*pair.quoted), words, strict=True)
        if not any(Levenshtein.normalized_similarity(key, one) >= _LEAST_LIKE for one in others)
    ]


def _runs(is_lone: Sequence[bool], keys: Sequence[Sequence[str]]) -> Iterable[list[int]]:
    """Yield the pairs that are lone, in runs between which others have words of the quote."""
    goes_on = (alone or not words for alone, words in zip(is_lone, keys, strict=True))
    for is_run, numbered in groupby(enumerate(goes_on), key=itemgetter(1)):
        if is_run and (run := [number for number, _ in numbered if is_lone[number]]):
            yield run


def _has_lone_stretch(quoted: Sequence[Word], lone: Sequence[bool]) -> bool:
    """Tell whether in some stretch there are clearly more words without a partner than with one.

    In a short quote two words in a row are such a stretch.
    """
    length = sum(_CHARACTER if word.is_character else 1.0 for word in quoted)
    most = min(_MOST_LONE, max(_LEAST_LONE, _MOST_LONE_SHARE * length))
    excess = 0.0
    for word, is_lone in zip(quoted, lone, strict=True):
        excess = max(0.0, excess + _counted(word, is_lone=is_lone))
        if excess > most:
            return True
    return False


def _counted(word: Word, *, is_lone: bool) -> float:
    """Return what a word counts: below 0 if it has a partner.

    Short words that are the same count half: in a run that is invented some are, by chance.
    """
    if is_lone:
        return _CHARACTER if word.is_character else 1.0
    return -0.5 if len(word.key) <= _SHORT_WORD else -1.0


def _has_lone_edge(words: Iterable[tuple[Word, bool]]) -> bool:
    """Tell whether a quote begins, or ends, with words of its own, short ones among them or not."""
    count = excess = 0.0
    letters = 0
    for word, is_lone in words:
        if not is_lone and len(word.key) > _SHORT_WORD:
            break
        counted = _counted(word, is_lone=is_lone)
        excess += counted
        count += counted * is_lone
        letters += weight(word.key) * is_lone
        if count >= _LONE_EDGE and excess >= _LONE_EDGE_EXCESS and letters >= _LONE_EDGE_LETTERS:
            return True
    return False
