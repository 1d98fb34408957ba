"""Where in a stretch of text a quote that is only nearly there begins and ends.

The edit distance of the quote to every stretch that ends at a place, and from there back to every
one that begins at a place, comes from the bit-parallel algorithm of G. Myers, "A fast bit-vector
algorithm for approximate string matching based on dynamic programming", JACM 46 (1999), on
Python's integers: any alphabet, any length. Of places that cost about the same, the one is taken
that begins and ends with the quote's own words.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from argmap.text import UNSPACED, Span, is_word_edge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What speaks for an edge, in edits.
_WORD_EDGE = 2.0
_SAME_CHARACTER = 0.3
_SAME_WORD = 12.0
_SAME_WORDS = 16.0
_SAME_PAIR = 3.0  # of characters, where each of them is a word
_SAME_CHARACTERS = 6.0
_MOST_PER_CHARACTER = 1 / 3  # of the quote, that the same words speak for an edge
_OTHER_LENGTH = 0.01

_ASCII = "\x7f"
_MOST_LOOKED_AT = 64  # occurrences of the first or last words


def distances(pattern: str, text: Iterable[str], *, anchored: bool = False) -> list[int]:
    """Return the edit distance of a pattern to what ends after each character of a text.

    That is the stretch nearest to the pattern, or, ``anchored``, the whole text up to there. The
    first distance is that of the empty stretch.

    >>> distances("cat", "a cut")
    [3, 2, 2, 2, 2, 1]
    >>> distances("cat", "cart", anchored=True)
    [3, 2, 1, 1, 1]
    """
    length = len(pattern)
    if not length:
        return [0, *(place * anchored for place, _ in enumerate(text, 1))]
    occurs: dict[str, int] = {}
    for place, character in enumerate(pattern):
        occurs[character] = occurs.get(character, 0) | 1 << place
    every = (1 << length) - 1
    last = 1 << (length - 1)
    carry = int(anchored)
    above, below = every, 0  # where the column grows by one, and where it falls
    distance = length
    found = [distance]
    for character in text:
        equal = occurs.get(character, 0)
        falls = equal | below
        diagonal = (((equal & above) + above) ^ above) | equal
        grows = below | (every & ~(diagonal | above))
        shrinks = above & diagonal
        if grows & last:
            distance += 1
        elif shrinks & last:
            distance -= 1
        found.append(distance)
        grows = grows << 1 | carry
        shrinks <<= 1
        above = (shrinks | ~(falls | grows)) & every
        below = grows & falls & every
    return found


def find_edges(quote: str, text: str, window: Span, *, found: list[int] | None = None) -> Span:
    """Return the stretch of a window of the text that is the quote, as nearly as there is one.

    ``found`` are the distances of the quote to what ends in the window, where they are known.
    """
    end = find_end(quote, text, window, found=found)
    return trim(quote, text, Span(find_start(quote, text, Span(window.start, end)), end))


def trim(quote: str, text: str, span: Span) -> Span:
    """Return a span without the blanks at its edges, and without signs that the quote has not.

    >>> trim("the end", "so, the end. ", Span(2, 13))
    Span(start=4, end=11)
    """
    start, end = span
    while start < end - 1 and _is_beside(text[start], quote[0]):
        start += 1
    while start < end - 1 and _is_beside(text[end - 1], quote[-1]):
        end -= 1
    return Span(start, end)


def _is_beside(character: str, quoted: str) -> bool:
    is_sign = quoted.isalnum() and unicodedata.category(character)[0] == "P"
    return character.isspace() or is_sign


def find_end(
    quote: str,
    text: str,
    window: Span,
    *,
    anchored: bool = False,
    length: int = 0,
    found: list[int] | None = None,
) -> int:
    """Return where the quote ends in a window, wherever in it the quote begins.

    ``anchored`` says that it begins where the window does, ``length`` how long the quote is of
    which only the end is given, ``found`` what :func:`distances` says where that is known.
    """
    found = found or distances(quote, window.cut(text), anchored=anchored)
    best = min(found[1:])
    places = {
        place for place, distance in enumerate(found) if place and distance <= best + _WORD_EDGE
    }
    most = max(length, len(quote)) * _MOST_PER_CHARACTER
    speaks: dict[int, float] = {}
    for tail, weight in _tails(quote):
        for start in _occurrences(tail, text, window):
            speaks[start + len(tail) - window.start] = min(weight, most)
    best_place = min(
        places.union(place for place in speaks if found[place] <= best + speaks[place]),
        key=lambda place: (
            found[place]
            - _edge(text, window.start + place, speaks.get(place, 0.0))
            - _SAME_CHARACTER * (text[window.start + place - 1] == quote[-1]),
            -place,
        ),
    )
    return window.start + best_place


def find_start(quote: str, text: str, window: Span, *, length: int = 0) -> int:
    """Return where the quote begins in a window that ends where the quote ends.

    ``length`` says how long the quote is of which only the beginning is given.
    """
    found = distances(quote[::-1], reversed(window.cut(text)), anchored=True)
    best = min(found[1:])
    lengths = {
        back for back, distance in enumerate(found) if back and distance <= best + _WORD_EDGE
    }
    most = max(length, len(quote)) * _MOST_PER_CHARACTER
    speaks: dict[int, float] = {}
    for tail, weight in _tails(quote[::-1]):
        for start in _occurrences(tail[::-1], text, window):
            speaks[window.end - start] = min(weight, most)
    return window.end - min(
        lengths.union(back for back in speaks if found[back] <= best + speaks[back]),
        key=lambda back: (
            found[back]
            - _edge(text, window.end - back, speaks.get(back, 0.0))
            - _SAME_CHARACTER * (text[window.end - back] == quote[0])
            + _OTHER_LENGTH * abs(back - len(quote)),
            back,
        ),
    )


def _tails(quote: str) -> list[tuple[str, float]]:
    """Return the last words of a quote, and how much it speaks for an edge that they are there.

    Where words are written without blanks, the last characters.
    """
    last = quote[-1:]
    if last > _ASCII and any(first <= last <= end for first, end in UNSPACED):
        weights = ((2, _SAME_PAIR), (3, _SAME_CHARACTERS))
        return [(quote[-count:], weight) for count, weight in weights if count < len(quote)]
    words = quote.split(" ")
    weights = ((1, _SAME_WORD), (2, _SAME_WORDS))
    return [
        (" ".join(("", *words[-count:])), weight) for count, weight in weights if count < len(words)
    ]


def _occurrences(words: str, text: str, window: Span) -> Iterator[int]:
    place = text.find(words, *window)
    for _ in range(_MOST_LOOKED_AT):
        if place < 0:
            return
        yield place
        place = text.find(words, place + 1, window.end)


def _edge(text: str, place: int, same_words: float) -> float:
    return _WORD_EDGE + same_words if is_word_edge(text, place) else 0.0
