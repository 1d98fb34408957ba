"""Which stretches of a quote are in a text, of a quote that is not there as a whole.

A quote put together from two places, or with a real beginning and an invented end, has long runs
of words in common with the text. Runs so short that chance brings them in so long a text are none.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from argmap.anchoring.approximate.acceptance import weight
from argmap.anchoring.meaning.alignment import split_words
from argmap.text import Span, is_word_edge

if TYPE_CHECKING:
    from argmap.anchoring.approximate.effort import Effort
    from argmap.anchoring.meaning.concordance import Concordance

_RUN = 3  # words by which a stretch is looked for
_LEAST_RUN = 9  # characters of it
_LEAST_PART = 12
_LEAST_PART_PER_DIGIT = 4  # of the length of the text
_MOST_SOUGHT = 400
_MOST_OCCURRENCES = 250
_LEAST_IN_ORDER = 3  # words of a short quote
_MOST_IN_ORDER = 16
_MOST_FIRST_WORDS = 100  # places of its first word
_WIDEST_IN_ORDER = 40  # characters between one of its words and the next
_SMALL_GAP = 24  # between two stretches that belong together
_LEAST_LIKE = 0.6  # what lies between them, on both sides
_LONG_TEXTS = (100_000, 1_000_000)  # in which not every word begins a run


@dataclass(frozen=True, slots=True)
class Common:
    """A stretch of the quote and where it is; ``is_whole`` where exactly."""

    quoted: Span
    found: Span
    is_whole: bool = True


def find_common(quote: str, source: Concordance, effort: Effort) -> list[Common]:
    """Return the stretches of a quote that are in a text, longest runs from left to right.

    Both have their case and typography folded.

    >>> from argmap.anchoring.meaning.concordance import Concordance
    >>> from argmap.anchoring.approximate.effort import Effort
    >>> text = "the buses carry many people every day. nobody asked the shops in the street."
    >>> quote = "the buses carry many people although they asked the shops in the street"
    >>> found = find_common(quote, Concordance(text), Effort(len(text)))
    >>> [each.quoted.cut(quote) for each in found]
    ['the buses carry many people', 'asked the shops in the street']
    """
    text = source.text
    words = [word.span for word in split_words(quote, Span(0, len(quote)))]
    least = max(_LEAST_PART, round(_LEAST_PART_PER_DIGIT * math.log10(max(10, len(text)))))
    step = 1 + sum(len(text) > size for size in _LONG_TEXTS)
    step = max(step, len(words) // _MOST_SOUGHT)
    found: list[Common] = []
    place = 0
    while place < len(words) and not effort.is_spent:
        run = _run(words, place)
        if run is None:
            break
        effort.search(len(text))
        after = found[-1].quoted.end if found else 0
        common = _longest(quote, source, run, after)
        if common and weight(common.quoted.cut(quote)) >= least:
            found.append(common)
            while place < len(words) and words[place].start < common.quoted.end:
                place += 1
        else:
            place += step
    return _merge(found, quote, text)


def find_in_order(quote: str, source: Concordance) -> Span | None:
    """Return the tightest stretch of a text that has the words of a short quote in their order.

    >>> from argmap.anchoring.meaning.concordance import Concordance
    >>> text = "the mayor, however, is not opposed."
    >>> find_in_order("the mayor is opposed", Concordance(text)).cut(text)
    'the mayor, however, is not opposed'
    """
    words = [word.text for word in split_words(quote, Span(0, len(quote)))]
    text = source.text
    if not _LEAST_IN_ORDER <= len(words) <= _MOST_IN_ORDER:
        return None
    best: Span | None = None
    for start in islice(source.starts(words[0], Span(0, len(text))), _MOST_FIRST_WORDS):
        end = start + len(words[0])
        for word in words[1:]:
            found = text.find(word, end, end + len(word) + _WIDEST_IN_ORDER)
            if found < 0 or not (
                is_word_edge(text, found) and is_word_edge(text, found + len(word))
            ):
                break
            end = found + len(word)
        else:
            if best is None or end - start < best.length:
                best = Span(start, end)
    return best


def _run(words: list[Span], first: int) -> Span | None:
    last = first + _RUN - 1
    while last < len(words) and words[last].end - words[first].start < _LEAST_RUN:
        last += 1
    return Span(words[first].start, words[last].end) if last < len(words) else None


def _longest(quote: str, source: Concordance, run: Span, after: int) -> Common | None:
    """Return the longest stretch around a run that is in the text, on the edges of words."""
    text = source.text
    best: Common | None = None
    starts = source.starts(run.cut(quote), Span(0, len(text)))
    for start in islice(starts, _MOST_OCCURRENCES):
        # Where no more is than in the best place so far, one need not look any closer.
        longer = quote[run.start : best.quoted.end + 1] if best else ""
        if text.startswith(longer, start):
            common = _extend(quote, text, run, start, after)
            if best is None or common.quoted.length > best.quoted.length:
                best = common
    return best


def _extend(quote: str, text: str, run: Span, place: int, after: int) -> Common:
    end = run.length
    while (
        run.start + end < len(quote)
        and place + end < len(text)
        and quote[run.start + end] == text[place + end]
    ):
        end += 1
    start = 0
    while (
        run.start - start > after
        and place - start > 0
        and quote[run.start - start - 1] == text[place - start - 1]
    ):
        start += 1
    begin, stop = run.start - start, run.start + end
    # Half a word at an edge is no common word.
    while stop > run.end and not is_word_edge(quote, stop):
        stop -= 1
    while begin < run.start and not is_word_edge(quote, begin):
        begin += 1
    stretch = quote[begin:stop]
    begin += len(stretch) - len(stretch.lstrip(" ,;:.-"))
    stop -= len(stretch) - len(stretch.rstrip(" ,;:-"))
    return Common(Span(begin, stop), Span(begin, stop).shifted(place - run.start))


def _merge(found: list[Common], quote: str, text: str) -> list[Common]:
    """Return the stretches, those joined that a slip alone parts."""
    merged: list[Common] = []
    for common in found:
        last = merged[-1] if merged else None
        if last and _are_parted_by_slip(last, common, quote, text):
            merged[-1] = Common(
                Span(last.quoted.start, common.quoted.end),
                Span(last.found.start, common.found.end),
                is_whole=False,
            )
        else:
            merged.append(common)
    return merged


def _are_parted_by_slip(one: Common, other: Common, quote: str, text: str) -> bool:
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 -- an exact quote needs it not

    ours = Span(one.quoted.end, other.quoted.start)
    theirs = Span(one.found.end, other.found.start)
    if not 0 <= theirs.length <= _SMALL_GAP or ours.length > _SMALL_GAP:
        return False
    likeness = Levenshtein.normalized_similarity(ours.cut(quote), theirs.cut(text))
    return likeness >= _LEAST_LIKE
