"""Where each of many texts occurs in another, exactly, without a search for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_PLACES = 10_000
_FEW = 100
"""Up to so many texts are searched for one by one, which takes less time."""
_LONGEST_START = 32


def occurrences(text: str, wanted: Iterable[str]) -> dict[str, list[Span]]:
    """Return the places of each text that is not blank, in order; they may overlap.

    Of a text that occurs very often, only the first 10,000 places are returned. Many texts are
    found as Karp and Rabin find them (IBM Journal of Research and Development 31, 1987), with the
    starts of texts in a dictionary: the time is proportional to the length of the text, not to
    that times the number of those wanted.

    >>> occurrences("They help. Yes, they help.", ["hey help", "No"])
    {'hey help': [Span(start=1, end=9), Span(start=17, end=25)], 'No': []}
    """
    found: dict[str, list[Span]] = {one: [] for one in wanted if one.strip()}
    if len(found) <= _FEW:
        for one, places in found.items():
            start = text.find(one)
            while start >= 0 and len(places) < _MOST_PLACES:
                places.append(Span(start, start + len(one)))
                start = text.find(one, start + 1)
        return found
    for size, lengths in _starts(found).items():
        for place in range(len(text) - size + 1):
            for length in lengths.get(text[place : place + size], ()):
                listed = found.get(text[place : place + length])
                is_whole = place + length <= len(text)
                if is_whole and listed is not None and len(listed) < _MOST_PLACES:
                    listed.append(Span(place, place + length))
    return found


def _starts(wanted: Iterable[str]) -> dict[int, dict[str, set[int]]]:
    """Return the lengths of texts by what they start with, by how long that is.

    A start is as long as the largest power of two that its text has room for.
    """
    found: dict[int, dict[str, set[int]]] = {}
    for one in wanted:
        size = min(_LONGEST_START, 1 << (len(one).bit_length() - 1))
        found.setdefault(size, {}).setdefault(one[:size], set()).add(len(one))
    return found
