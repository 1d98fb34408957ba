"""The places of a text that is its own original: pages, headings and times that it has itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.originals.headings import headings
from argmap.originals.place import Rectangle
from argmap.originals.places import Page, Places
from argmap.originals.timecodes import time_codes

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE_END = "\f"
_UNKNOWN = Rectangle(0, 0, 0, 0)


def own_places(text: str, text_sha256: str, *, is_markdown: bool = False) -> Places | None:
    r"""Return the places that can be read off a text, None if there are none.

    Form feeds end pages, as programs write them that take the text out of a PDF; they are counted
    from 1, and nothing is known of their rectangles. Markdown has headings, a transcript times.

    >>> places = own_places("Buses help.\fThey carry many.", "0" * 64)
    >>> str(places.at(12, 16)) if places else None
    'p. 2'
    """
    pages = tuple(_pages(text))
    elements = headings(text) if is_markdown else ()
    cues = time_codes(text)
    if not (pages or elements or cues):
        return None
    return Places(text_sha256, pages=pages, elements=elements, cues=cues)


def _pages(text: str) -> Iterator[Page]:
    if _PAGE_END not in text:
        return
    start = 0
    for number, words in enumerate(text.split(_PAGE_END), 1):
        end = start + len(words)
        yield Page(start, end, number, None, _UNKNOWN, 0, "")
        start = end + len(_PAGE_END)
