"""What is typed around a quote and is none of it: quotation marks, bullets, citations."""

from __future__ import annotations

import re

from argmap.anchoring.apparatus.inline import NUMBERED, RAISED, WORKS
from argmap.anchoring.reading.folding import fold_typography
from argmap.text import Span

_BEFORE = re.compile(r"\s*+(?:(?:[>•‣▪●○◦·*–-]+|\(?\d{1,3}[.)]|\([^\W\d_]\))\s+|>++)++(?=\S)")
_ADDED = (
    r"(?:my |our |original )?(?:emphasis|italics?|hervorhebung(?:en)?|kursivierung|nous soulignons|"
    r"cursiva|énfasis|курсив|выделено)(?: (?:added|mine|ours|original|in (?:the )?original|"
    r"von mir|im original|hinzugefügt|автора|мной|nuestra|añadido))*"
)
_PAGES = r"(?:pp?|S|ff?|ch|sec|no|стр|с|pág)\.? ?\d[\d ,–-]*(?:ff?\.?)?"  # noqa: RUF001
_ITS_NAME = (
    r"(?:cf\. |see )?[^\W\d_a-z][^\W\d_]+(?:(?: | and | & | et al\.?)[^\W\d_a-z]?[^\W\d_]*){0,3}"
)
_BEHIND = re.compile(
    rf"(?:[(\[](?i:{_ADDED})[)\]]|[(\[](?i:{_PAGES})[)\]]|{WORKS}|{NUMBERED}|{RAISED}"
    rf"|\({_ITS_NAME}(?:,? \d{{4}}[a-z]?)?(?:[,:] ?(?i:{_PAGES}|\d+))?\))(?P<stop>[.,;]?)$"
)
_STOPS = (".", ",", ";", ":")
_MOST_CITATIONS = 4  # behind one quote


def bare_stretches(quote: str) -> list[Span]:
    """Return what may be left of a quote without what is typed around it, the longest first.

    Bullets and marks of quoting before it, citations behind it, then quotation marks around it,
    then the stop at its end.

    >>> quote = "• “the gate will be closed,” (p. 12)"
    >>> [span.cut(quote) for span in bare_stretches(quote)]
    ['“the gate will be closed,”', 'the gate will be closed,', 'the gate will be closed']
    """
    span = Span(0, len(quote)).stripped(quote)
    whole = span
    if match := _BEFORE.match(quote, *span):
        span = Span(match.end(), span.end)
    for _ in range(_MOST_CITATIONS):
        match = _BEHIND.search(quote[: span.end], span.start)
        if not match:
            break
        span = Span(span.start, match.start()).stripped(quote)
    found = [span]
    found.append(span := _without_marks(span, quote))
    if quote[span.start : span.end].endswith(_STOPS):
        shorter = Span(span.start, span.end - 1).stripped(quote)
        found.append(_without_marks(shorter, quote))
    unlike = dict.fromkeys(each for each in found if each != whole and each.length)
    return [each for each in unlike if any(map(str.isalnum, each.cut(quote)))]


def _without_marks(span: Span, quote: str) -> Span:
    """Return a stretch without the quotation marks at its edges."""
    while span.length and _is_mark(quote[span.start]):
        span = Span(span.start + 1, span.end).stripped(quote)
    while span.length and _is_mark(quote[span.end - 1]):
        span = Span(span.start, span.end - 1).stripped(quote)
    return span


def _is_mark(character: str) -> bool:
    return not character.isalnum() and fold_typography(character).text in ('"', "'")
