"""The words around a passage, which tell it from the same words elsewhere."""

from __future__ import annotations

import unicodedata
from functools import lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING

from argmap.anchoring.reading.folding import fold_typography
from argmap.text import Span, is_grapheme_edge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LONGEST_CONTEXT = 256
"""Code points of a prefix or suffix that are looked at, those next to the quote."""

_ADJACENT = 20  # letters and digits that must agree: three or four words
_LOOKED_AT = 48  # characters of a context, some of whose words were edited
_LEAST = 32
_STEP = 16
_MOST = 128


def choose_context(
    text: str, span: Span, *, occurrences: Callable[[str], Iterator[int]] | None = None
) -> tuple[str, str]:
    """Return the words before and after a span: a prefix and a suffix.

    ``occurrences`` yields where words begin in the text, if it is known to somebody who need not
    search all of it, such as :meth:`argmap.anchoring.Finder.context`.

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
        found = (occurrences or partial(_occurrences, text))(whole)
        if len(list(islice(found, 2))) < 2:  # noqa: PLR2004 -- this one and another
            break
    return prefix, suffix


def _occurrences(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def is_in_context(text: str, span: Span, prefix: str, suffix: str) -> bool:
    """Tell whether the words next to a span are those of a prefix and a suffix.

    They are compared as quotes are: typography, case and punctuation do not count. Of a long
    context only the nearest 20 letters and digits do: what is farther away may have been edited
    without making the place doubtful.

    >>> text = "Ward North reports that buses help."
    >>> is_in_context(text, Span(24, 34), "ward north -- reports that ", "")
    True
    >>> is_in_context(text, Span(24, 34), "Ward South reports that ", "")
    False
    """
    prefix, suffix = prefix[-LONGEST_CONTEXT:], suffix[:LONGEST_CONTEXT]
    before, after = _key(prefix)[-_ADJACENT:], _key(suffix)[:_ADJACENT]
    return _key(_before(text, span, prefix)).endswith(before) and (
        _key(_after(text, span, suffix)).startswith(after)
    )


def agrees_with_context(text: str, span: Span, prefix: str, suffix: str) -> bool:
    """Tell whether the words next to a span may be those of a prefix and a suffix, edited since.

    Each side must keep half of the letters next to the quote, both together five or six words, and
    no negation may have come or gone, nor a number or name been replaced by another.

    >>> text = "When asked, the council of Ward South reported that buses help."
    >>> agrees_with_context(text, Span(52, 62), "asked, the council of Ward South said that ", "")
    True
    >>> agrees_with_context(text, Span(52, 62), "asked, the council of Ward North said that ", "")
    False
    """
    if is_in_context(text, span, prefix, suffix):
        return True
    from argmap.anchoring.drifting import Beside, are_edited  # noqa: PLC0415 -- few contexts have drifted

    prefix, suffix = prefix[-_LOOKED_AT:], suffix[:_LOOKED_AT]
    before, after = _before(text, span, prefix), _after(text, span, suffix)
    folded = (fold_typography(words).text for words in (prefix, before, suffix, after))
    context, found, next_context, next_found = folded
    sides = (
        Beside(context, found, _key(prefix)[::-1], _key(before)[::-1], is_before=True),
        Beside(next_context, next_found, _key(suffix), _key(after), is_before=False),
    )
    return are_edited([side for side in sides if side.key])


def restored_context(text: str, span: Span, prefix: str, suffix: str) -> tuple[str, str]:
    """Return a prefix and a suffix in the characters that the text has next to a span.

    That of another place stays as it is, and so does one that only lacks the space next to the
    quote.

    >>> restored_context("He said: “Well, yes.”", Span(16, 19), '"well, ', "")
    ('“Well, ', '')
    """
    if not agrees_with_context(text, span, prefix, suffix):
        return prefix, suffix
    if prefix and not _before(text, span, prefix).rstrip().endswith(prefix.rstrip()):
        starts = (span.start - length for length in _lengths_near(prefix))
        stretches = (text[start : span.start] for start in starts if start >= 0)
        length = _letters_answering(_key(prefix)[::-1], _key(_before(text, span, prefix))[::-1])
        prefix = _first_of_length(length, stretches) or prefix
    if suffix and not _after(text, span, suffix).lstrip().startswith(suffix.lstrip()):
        ends = (span.end + length for length in _lengths_near(suffix))
        stretches = (text[span.end : end] for end in ends if end <= len(text))
        length = _letters_answering(_key(suffix), _key(_after(text, span, suffix)))
        suffix = _first_of_length(length, stretches) or suffix
    return prefix, suffix


def _letters_answering(key: str, found: str) -> int:
    """Return how many of the letters next to a quote answer to those of its context."""
    if found.startswith(key):
        return len(key)
    from argmap.anchoring.drifting import answering  # noqa: PLC0415 -- few contexts have drifted

    return answering(key, found)[0]


def _lengths_near(context: str) -> list[int]:
    """Return the lengths that a context may have in the text, the likeliest first."""
    most = 2 * len(context) + 16
    return sorted(range(1, most), key=lambda length: abs(length - len(context)))


def _first_of_length(letters: int, stretches: Iterable[str]) -> str:
    return next((stretch for stretch in stretches if len(_key(stretch)) == letters), "")


def _before(text: str, span: Span, prefix: str) -> str:
    return text[max(0, span.start - _reach(prefix)) : span.start]


def _after(text: str, span: Span, suffix: str) -> str:
    return text[span.end : span.end + _reach(suffix)]


def _reach(context: str) -> int:
    return 4 * len(context) + 64  # spaces that fold to one take more room


def _key(words: str) -> str:
    """Return the letters, marks, digits and symbols of some words, their typography folded."""
    folded = fold_typography(words).text.casefold()
    return "".join(filter(_counts, folded))


@lru_cache(maxsize=4096)
def _counts(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMNS"


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
