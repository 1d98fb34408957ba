"""The places of a quote that leaves words out: its fragments, one after the other.

A chain takes each fragment from behind the one before it, not too far away. Of chains that lie
inside one another only the tightest is a place: the wider ones leave out words for nothing.
"""

from __future__ import annotations

import itertools
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING

from argmap.anchoring.context import is_in_context
from argmap.anchoring.elision import split_fragments
from argmap.anchoring.occurrences import (
    MOST_PLACES,
    NEIGHBOURHOOD,
    Expectation,
    Occurrences,
    find_starts,
)
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.anchoring.reading.ways import Needle, Reading

# Shorter fragments are everywhere, and a quote of more is none.
LEAST_WIDTH = 8
MOST_FRAGMENTS = 64

_WIDEST_GAP = 4_000

Chain = tuple[int, ...]  # where each fragment starts, in the reading


def width(words: str) -> int:
    """Return how wide a fragment is: its characters, those of East Asian width counted twice.

    >>> width("seven"), width("七个字")
    (5, 6)
    """
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in words)


def narrow_fragments(quote: str) -> list[Span]:
    """Return the fragments of a quote that are too short to be looked for next to an omission.

    >>> quote = "We spent a lot … for it."
    >>> [span.cut(quote) for span in narrow_fragments(quote)]
    ['for it.']
    """
    fragments = split_fragments(quote)
    narrow = [each for each in fragments if width(each.cut(quote)) < LEAST_WIDTH]
    return narrow if len(fragments) > 1 else []


def find_chains(needles: Sequence[Needle], source: Reading, expected: Expectation) -> Occurrences:
    """Return the places where needles are in order, as spans of the text as it is.

    Between one and the next lie at most 4,000 characters. Of more than a thousand places those
    nearest to the place expected are listed, or the first ones.
    """
    most = max(1, min(needle.most_places for needle in needles) // len(needles))
    starts, more = find_starts(needles[0], source, most=most)
    near = None if expected.near is None else source.fold_offset(expected.near)
    if more and near is not None:
        around = max(0, near - NEIGHBOURHOOD), near + NEIGHBOURHOOD
        starts, _ = find_starts(needles[0], source, start=around[0], stop=around[1], most=most)
    chains: list[Chain] = [(start,) for start in starts]
    for before, needle in itertools.pairwise(needles):
        chains, truncated = _lengthen(chains, before, needle, source, most)
        more = more or truncated
    chains = _tightest(_before_suffix(chains, needles[-1], source, expected))
    if len(chains) > MOST_PLACES:
        more = True
        if near is not None:
            chains.sort(key=lambda chain: abs(chain[0] - near))
        chains = sorted(chains[:MOST_PLACES])
    places = (
        tuple(
            source.unfold(Span(start, start + len(needle.text)))
            for start, needle in zip(chain, needles, strict=True)
        )
        for chain in chains
    )
    return Occurrences(tuple(places), more=more)


def _lengthen(
    chains: Sequence[Chain], before: Needle, needle: Needle, source: Reading, most: int
) -> tuple[list[Chain], bool]:
    """Return the chains with one more needle: for each of its starts the chain that ends last."""
    ends = [chain[-1] + len(before.text) for chain in chains]
    starts: list[int] = []
    searched = 0
    for end in ends:
        stop = end + _WIDEST_GAP + len(needle.text)
        found, _ = find_starts(
            needle, source, start=max(end, searched), stop=stop, most=most - len(starts)
        )
        starts += found
        if len(starts) >= most:
            break
        searched = max(searched, stop - len(needle.text) + 1)
    lengthened = [(*chains[bisect_right(ends, start) - 1], start) for start in starts]
    return lengthened, len(starts) >= most


def _before_suffix(
    chains: Sequence[Chain], needle: Needle, source: Reading, expected: Expectation
) -> Sequence[Chain]:
    """Return the chains that the suffix follows, all of them if there are none such.

    A wider chain is the place, not the tightest, if it is the one next to the known words.
    """
    if not expected.suffix:
        return chains
    ends: dict[int, bool] = {}
    for start in itertools.islice(dict.fromkeys(chain[-1] for chain in chains), MOST_PLACES):
        span = source.unfold(Span(start, start + len(needle.text)))
        ends[start] = is_in_context(source.original, span, "", expected.suffix)
    return [chain for chain in chains if ends.get(chain[-1])] or chains


def _tightest(chains: Sequence[Chain]) -> list[Chain]:
    """Return of the chains that begin together the one that ends first."""
    first: dict[int, Chain] = {}
    for chain in chains:
        first.setdefault(chain[0], chain)
    return list(first.values())
