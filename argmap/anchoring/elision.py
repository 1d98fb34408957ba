"""Quotes that leave words out: what separates their fragments, and when a quote is valid."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

# Of four dots the first is the full stop of the words before, so three that end a run are taken.
_DOTS = r"\.(?:\s?\.){2}"
_SEPARATOR = re.compile(rf"\[\s*(?:…+|{_DOTS})\s*\]|\(\s*(?:…+|{_DOTS})\s*\)|…+|{_DOTS}(?!\s?\.)")
_MARKS = [
    re.compile(rf"\s*{mark}")
    for mark in (
        "…",
        "……",  # as Chinese writes it
        _DOTS,
        rf"\[\s*(?:…{{1,2}}|{_DOTS})\s*\]",
        rf"\(\s*(?:…{{1,2}}|{_DOTS})\s*\)",
    )
]


def split_fragments(quote: str) -> list[Span]:
    """Return where the fragments of a quote stand in it: what ``…`` leaves between omissions.

    An omission is ``…``, ``...`` or ``. . .``, bare or in square or round brackets, with any
    blanks around it. A quote that leaves nothing out is one fragment.

    >>> quote = "We came … and (...) went."
    >>> [span.cut(quote) for span in split_fragments(quote)]
    ['We came', 'and', 'went.']
    """
    edges = [0]
    for match in _SEPARATOR.finditer(quote):
        edges += match.span()
    edges.append(len(quote))
    between = (Span(*edge) for edge in zip(edges[::2], edges[1::2], strict=True))
    return [_strip(span, quote) for span in between if not _is_blank(span.cut(quote))]


def cut_fragments(text: str, spans: Sequence[Span]) -> str:
    """Return the quote in the words of the text: what stands at the spans, joined by `` … ``.

    >>> cut_fragments("We came, we saw, we went.", [Span(0, 7), Span(17, 25)])
    'We came … we went.'
    """
    return " … ".join(span.cut(text) for span in spans)


def matches_quote(text: str, quote: str, spans: Sequence[Span]) -> bool:
    """Tell whether a quote is valid: every span, cut out of ``text``, is its fragment.

    Letter for letter, and nothing else in the quote but omissions between the fragments. The
    spans must lie inside the text, hold something, go forward and not overlap. The quote is
    never taken apart: it is compared with the words at the spans from left to right, so it is
    never in doubt whether an ellipsis is the author's or an omission.

    >>> text = "We came, we saw … we went."
    >>> matches_quote(text, "We came … we saw … we", [Span(0, 7), Span(9, 20)])
    True
    >>> matches_quote(text, "We came and went", [Span(0, 7)])
    False
    """
    if not _goes_forward(spans, len(text)):
        return False
    first, *others = (span.cut(text) for span in spans)
    if not others:
        return quote == first
    if not quote.startswith(first) or _is_blank(first):
        return False
    place = len(first)
    for fragment in others:
        end = _end_of_next(quote, place, fragment)
        if end is None:
            return False
        place = end
    return place == len(quote)


def _goes_forward(spans: Sequence[Span], length: int) -> bool:
    place = 0
    for span in spans:
        if not place <= span.start < span.end <= length:
            return False
        place = span.end
    return bool(spans)


def _end_of_next(quote: str, place: int, fragment: str) -> int | None:
    """Return where a fragment ends in a quote, after an omission that begins at ``place``."""
    words = fragment.lstrip()
    if not words:
        return None
    blanks = len(fragment) - len(words)
    for mark in _MARKS:
        match = mark.match(quote, place)
        if not match:
            continue
        start = match.end()
        while quote[start : start + 1].isspace():
            start += 1
        start -= blanks
        if start >= match.end() and quote.startswith(fragment, start):
            return start + len(fragment)
    return None


def _strip(span: Span, quote: str) -> Span:
    words = span.cut(quote)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _is_blank(words: str) -> bool:
    return not words or words.isspace()
