"""Whether a passage begins and ends with whole words, numbers and characters."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from argmap.text import Span, is_grapheme_edge, is_inside_term, is_word_edge

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.anchoring.placement import Place

# Categories of characters that never join with one of the same categories into one grapheme
# (letters with case, digits, punctuation, blanks): no table of graphemes is needed for them.
_PLAIN = {"Lu", "Ll", "Nd", "Po", "Pd", "Ps", "Pe", "Pi", "Pf", "Zs"}


def is_character_edge(text: str, offset: int) -> bool:
    """Tell whether an offset cuts nothing that a reader sees as one character."""
    if 0 < offset < len(text):
        before, after = text[offset - 1], text[offset]
        if unicodedata.category(before) in _PLAIN and unicodedata.category(after) in _PLAIN:
            return True
    return is_grapheme_edge(text, offset)


def is_term_edge(text: str, offset: int) -> bool:
    """Tell whether an offset cuts no word and no number; within a character it cuts neither.

    >>> text = "He is unable to pay 3.5 million."
    >>> [is_term_edge(text, text.index(words)) for words in ("unable", "able", "million")]
    [True, False, False]
    """
    if is_word_edge(text, offset) and not is_inside_term(text, offset):
        from argmap.anchoring.meaning.cut_numbers import cuts_number  # noqa: PLC0415 -- a map without quotes needs it not

        if not cuts_number(text, offset):
            return True
    return not is_character_edge(text, offset)


def widened(text: str, place: Place, is_edge: Callable[[str, int], bool] = is_term_edge) -> Place:
    """Return a place with each span widened to where it cuts nothing.

    >>> widened("He is unable to pay.", (Span(8, 12),))
    (Span(start=6, end=12),)
    """
    wide = []
    for start, end in place:
        while not is_edge(text, start):
            start -= 1  # noqa: PLW2901 -- walking to the edge
        while not is_edge(text, end):
            end += 1  # noqa: PLW2901 -- as above
        wide.append(Span(start, end))
    return tuple(wide)
