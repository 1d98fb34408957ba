"""The words around a passage, which tell it from the same words elsewhere."""

from __future__ import annotations

from argmap.text import Span, is_grapheme_edge

_LEAST = 32
_STEP = 16
_MOST = 128


def choose_context(text: str, span: Span) -> tuple[str, str]:
    """Return the words before and after a span: a prefix and a suffix.

    Each is 32 characters long, less at the ends of the text, and longer, up to 128, until prefix,
    words and suffix together occur only once. No character that a reader sees as one is cut.

    That the context should grow until it is unique is an idea of the Apache Annotator's.

    >>> choose_context("We came. We saw. We went.", Span(9, 11))
    ('We came. ', ' saw. We went.')
    """
    prefix = suffix = ""
    for reach in range(_LEAST, _MOST + 1, _STEP):
        prefix = text[_edge_after(text, span.start - reach, span.start) : span.start]
        suffix = text[span.end : _edge_before(text, span.end + reach, span.end)]
        whole = prefix + span.cut(text) + suffix
        if text.find(whole, text.find(whole) + 1) < 0:
            break
    return prefix, suffix


def _edge_after(text: str, place: int, most: int) -> int:
    place = max(0, place)
    while place < most and not is_grapheme_edge(text, place):
        place += 1
    return place


def _edge_before(text: str, place: int, least: int) -> int:
    place = min(len(text), place)
    while place > least and not is_grapheme_edge(text, place):
        place -= 1
    return place
