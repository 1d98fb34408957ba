"""Quotes that leave words out: what separates their fragments, and when a quote is valid."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

# Of four dots the first is the full stop of the words before, so three that end a run are taken.
_DOTS = r"\.(?:\s?\.){2}"
_ELLIPSES = "[…⋯‥]"
_SEPARATOR = re.compile(
    rf"\[\s*(?:{_ELLIPSES}+|{_DOTS})\s*\]|\(\s*(?:{_ELLIPSES}+|{_DOTS})\s*\)"
    rf"|<\s*(?:{_ELLIPSES}+|{_DOTS})\s*>|{_ELLIPSES}+|{_DOTS}(?!\s?\.)|。{{3,6}}"
)
_MARKS = [
    re.compile(rf"\s*{mark}")
    for mark in (
        _ELLIPSES,
        f"{_ELLIPSES}{{2}}",  # as Chinese writes it
        _DOTS,
        rf"{_DOTS}\s?\.",
        rf"\[\s*(?:{_ELLIPSES}{{1,2}}|{_DOTS})\s*\]",
        rf"\(\s*(?:{_ELLIPSES}{{1,2}}|{_DOTS})\s*\)",
        rf"<\s*(?:{_ELLIPSES}{{1,2}}|{_DOTS})\s*>",  # as Russian writes it
        "。{3,6}",
    )
]
_PUNCTUATION = " \t\r\n.,;:!?–—-，。；："


def split_fragments(quote: str) -> list[Span]:
    """Return where the fragments of a quote are in it: what ``…`` leaves between omissions.

    An omission is ``…``, ``...`` or ``. . .``, bare or in square, round or angle brackets, with
    any space around it; ``⋯`` and ``。。。`` are the same. A quote that leaves nothing out is one
    fragment, and marks alone are none.

    >>> quote = "We came … and (...) went."
    >>> [span.cut(quote) for span in split_fragments(quote)]
    ['We came', 'and', 'went.']
    """
    edges = [0]
    for match in _SEPARATOR.finditer(quote):
        edges += match.span()
    edges.append(len(quote))
    between = (Span(*edge) for edge in zip(edges[::2], edges[1::2], strict=True))
    fragments = [_strip(span, quote) for span in between if not _is_blank(span.cut(quote))]
    if len(edges) > 2:  # noqa: PLR2004 -- something is left out
        fragments = [span for span in fragments if not _is_punctuation(span.cut(quote))]
    return fragments


def marks_omission(signs: str) -> bool:
    """Tell whether there is a mark of omission among the signs between two words.

    >>> marks_omission(" [...] "), marks_omission(". ")
    (True, False)
    """
    return _SEPARATOR.search(signs) is not None


def _is_punctuation(words: str) -> bool:
    return all(each.isspace() or unicodedata.category(each)[0] == "P" for each in words)


def without_marks(fragment: Span, quote: str) -> Span:
    """Return a fragment without the punctuation next to the omissions around it.

    What is next to a mark of omission belongs to the mark as often as to the words.

    >>> quote = "The end.... Then, … and so."
    >>> [without_marks(span, quote).cut(quote) for span in split_fragments(quote)]
    ['The end', 'Then', 'and so.']
    """
    words = fragment.cut(quote)
    start, end = fragment
    if quote[: fragment.start].strip():
        start += len(words) - len(words.lstrip(_PUNCTUATION))
    if quote[fragment.end :].strip():
        end -= len(words) - len(words.rstrip(_PUNCTUATION))
    return Span(start, end) if start < end else fragment


def cut_fragments(text: str, spans: Sequence[Span]) -> str:
    """Return the quote in the words of the text: what is at the spans, joined by `` … ``.

    >>> cut_fragments("We came, we saw, we went.", [Span(0, 7), Span(17, 25)])
    'We came … we went.'
    """
    return " … ".join(span.cut(text) for span in spans)


def matches_quote(text: str, quote: str, spans: Sequence[Span]) -> bool:
    """Tell whether a quote is valid: every span, cut out of ``text``, is its fragment.

    Exactly, and nothing else in the quote but omissions between the fragments. The
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
