"""Where a stretch of a text is in the original that the text was taken from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEAR = 1.0  # heights of a line: words of one line are no farther apart
_ON_LINE = 0.5  # of the lower of two words that they share in height
_MINUTE, _HOUR = 60, 3600


class Rectangle(NamedTuple):
    """A rectangle on a page, in points from the lower left corner, as PDF annotations have it."""

    left: float
    bottom: float
    right: float
    top: float


class PagePart(NamedTuple):
    """What of a page a stretch of text is: ``number`` counts from 1, ``label`` is printed on it.

    ``rectangles`` are of whole words, joined as far as they are next to each other on a line; in
    scripts without spaces, of single characters. ``box`` is what is shown of the page and
    ``rotation`` by how many degrees it is turned clockwise when it is shown: both matter to
    whoever marks the rectangles on a picture of the page. A text whose pages form feeds end has
    numbers of pages alone: no rectangles, and a box of no size.
    """

    number: int
    label: str | None
    rectangles: tuple[Rectangle, ...]
    box: Rectangle
    rotation: int

    def __str__(self) -> str:
        return self.label or str(self.number)


class Place(NamedTuple):
    """Where a stretch of a text is in its original: on pages, in elements, or in time.

    ``elements`` are paths of HTML elements (``/html/body/article/p[3]``), or the heading that it
    is under (``#results``). ``time`` is from when to when it is said, in seconds; the end is None
    if it is not known. ``speaker`` is who says it, if the file says so. ``fragment`` is what an
    address that leads to the place ends in, without its ``#``.

    >>> str(Place(time=(3723.5, 3725.0))), Place(time=(3723.5, 3725.0)).fragment
    ('1:02:03', 't=3723.5,3725')
    """

    pages: tuple[PagePart, ...] = ()
    elements: tuple[str, ...] = ()
    time: tuple[float, float | None] | None = None
    speaker: str | None = None
    words: str = ""
    """The words of the stretch as a web page has them: its address finds them."""

    @property
    def fragment(self) -> str | None:
        """What the address of the place ends in: a page, a time, words, or a heading."""
        if self.pages:
            return f"page={self.pages[0].number}"
        if self.time:
            start, end = self.time
            return f"t={start:.12g}" + ("" if end is None else f",{end:.12g}")
        if self.words.strip():
            from argmap.originals.fragments import page_directive  # noqa: PLC0415 -- few need it

            return f":~:text={page_directive(self.words)}"
        is_heading = bool(self.elements) and self.elements[0].startswith("#")
        return self.elements[0][1:] if is_heading else None  # of a document, programs open no place

    def __str__(self) -> str:
        if self.pages:
            first, last = str(self.pages[0]), str(self.pages[-1])
            return f"p. {first}" if first == last else f"pp. {first}–{last}"
        if self.time:
            return clock(self.time[0])
        return self.elements[0] if self.elements else ""


def clock(seconds: float) -> str:
    """Return a time as hours, minutes and seconds.

    >>> clock(65.9), clock(3600)
    ('0:01:05', '1:00:00')
    """
    whole = int(seconds)
    return f"{whole // _HOUR}:{whole % _HOUR // _MINUTE:02}:{whole % _MINUTE:02}"


def joined(words: Iterable[Rectangle]) -> tuple[Rectangle, ...]:
    """Return the rectangles of words, in their order, joined where they are next to each other.

    >>> joined([Rectangle(0, 0, 10, 9), Rectangle(13, 0, 20, 9), Rectangle(0, 20, 9, 29)])[0]
    Rectangle(left=0, bottom=0, right=20, top=9)
    """
    found: list[Rectangle] = []
    for word in words:
        last = found[-1] if found else None
        if last and _is_beside(last, word):
            found[-1] = Rectangle(
                min(last.left, word.left),
                min(last.bottom, word.bottom),
                max(last.right, word.right),
                max(last.top, word.top),
            )
        else:
            found.append(word)
    return tuple(found)


def _is_beside(one: Rectangle, other: Rectangle) -> bool:
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    height = min(one.top - one.bottom, other.top - other.bottom)
    gap = max(one.left, other.left) - min(one.right, other.right)
    return shared > _ON_LINE * height and gap < _NEAR * height
