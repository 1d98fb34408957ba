"""Where in a stretch of text a quote that is only nearly there begins and ends.

The edit distance of the quote to every stretch that ends at a place, and from there back to every
one that begins at a place, comes from the bit-parallel algorithm of G. Myers, "A fast bit-vector
algorithm for approximate string matching based on dynamic programming", JACM 46 (1999), on
Python's integers: any alphabet, any length. Of places that cost about the same, the one is taken
that begins and ends with the quote's own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.text import Span, is_word_edge

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What speaks for an edge, in edits.
_WORD_EDGE = 0.6
_SAME_CHARACTER = 0.3
_SAME_WORD = 3.0
_SAME_WORDS = 6.0
_OTHER_LENGTH = 0.01

_LONGEST_WORD = 40


def distances(pattern: str, text: Iterable[str], *, anchored: bool = False) -> list[int]:
    """Return the edit distance of a pattern to what ends after each character of a text.

    That is the stretch nearest to the pattern, or, ``anchored``, the whole text up to there. The
    first distance is that of the empty stretch.

    >>> distances("cat", "a cut")
    [3, 2, 3, 2, 2, 1]
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


def find_edges(quote: str, text: str, window: Span) -> Span:
    """Return the stretch of a window of the text that is the quote, as nearly as there is one."""
    end = find_end(quote, text, window)
    return Span(find_start(quote, text, Span(window.start, end)), end)


def find_end(quote: str, text: str, window: Span) -> int:
    """Return where the quote ends in a window, wherever in it the quote begins."""
    found = distances(quote, window.cut(text))
    first = max(1, min(len(found) - 1, _first_within(found, len(quote))))
    best = min(found[first:])
    tail = _tail(quote)
    return min(
        (
            (found[place] - _speaks_for_end(quote, tail, text, window.start + place), -place)
            for place in range(first, len(found))
            if found[place] <= best + _SAME_WORDS + 1
        ),
    )[1] * -1 + window.start


def find_start(quote: str, text: str, window: Span) -> int:
    """Return where the quote begins in a window that ends where the quote ends."""
    stretch = window.cut(text)
    found = distances(quote[::-1], stretch[::-1], anchored=True)
    best = min(found[1:])
    head = _head(quote)
    return window.end - min(
        (
            found[length]
            - _speaks_for_start(quote, head, text, window.end - length)
            + _OTHER_LENGTH * abs(length - len(quote)),
            length,
        )
        for length in range(1, len(found))
        if found[length] <= best + _SAME_WORDS + 1
    )[1]


def _first_within(found: Sequence[int], length: int) -> int:
    return next((place for place, distance in enumerate(found) if distance < length), 1)


def _head(quote: str) -> tuple[str, str]:
    """Return the first word of a quote, and the first two, each with the blank behind it."""
    one = quote.find(" ") + 1
    two = quote.find(" ", one) + 1 if one else 0
    return quote[:one], quote[:two]


def _tail(quote: str) -> tuple[str, str]:
    one = quote.rfind(" ")
    two = quote.rfind(" ", 0, one) if one > 0 else -1
    return quote[one:] if one >= 0 else "", quote[two:] if two >= 0 else ""


def _speaks_for_start(quote: str, head: tuple[str, str], text: str, start: int) -> float:
    speaks = _SAME_CHARACTER * (text[start] == quote[0])
    if is_word_edge(text, start):
        speaks += _WORD_EDGE
        if head[1] and text.startswith(head[1], start):
            speaks += _SAME_WORDS
        elif head[0] and text.startswith(head[0], start):
            speaks += _SAME_WORD
    return speaks


def _speaks_for_end(quote: str, tail: tuple[str, str], text: str, end: int) -> float:
    speaks = _SAME_CHARACTER * (text[end - 1] == quote[-1])
    if is_word_edge(text, end):
        speaks += _WORD_EDGE
        if tail[1] and text.endswith(tail[1], 0, end):
            speaks += _SAME_WORDS
        elif tail[0] and text.endswith(tail[0], 0, end):
            speaks += _SAME_WORD
    return speaks
