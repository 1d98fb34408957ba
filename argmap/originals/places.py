"""The table of places: for stretches of a text, where they are in the original.

It is a JSON file next to the text. Offsets are half-open code points of the text as it was taken;
the words of a page are six whole numbers each: start (from that of the page), length, and the
rectangle in tenths of a point.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from argmap.errors import SourceError
from argmap.originals.place import PagePart, Place, Rectangle, joined
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

VERSION = 1
_PER_WORD = 6  # numbers
_TENTHS = 10  # of a point
_NUMBERS = re.compile(r"(?:-?\d{1,7}(?: |$))*", re.ASCII)
_WEB_PAGE = "/html"  # how paths of its elements begin
_FURTHEST = 1e9  # what an offset, or a number of points or seconds, is less than


class Page(NamedTuple):
    """A page of the original: the stretch of text that is on it, and where its words are."""

    start: int
    end: int
    number: int
    label: str | None
    box: Rectangle
    rotation: int
    words: str
    """Six whole numbers each, in the order of the text; they are read when they are asked for.

    Empty if nothing is known of where the words are on the page."""

    def rectangles(self, start: int, end: int) -> Iterator[Rectangle]:
        """Yield the rectangles of the words that a stretch of the text touches."""
        starts, words = _read_words(self.words)
        first = max(0, bisect_right(starts, start - self.start) - 1)
        for place, length, *box in words[first:]:
            if self.start + place >= end:
                return
            if self.start + place + length > start:
                yield Rectangle(*(each / _TENTHS for each in box))


@lru_cache(maxsize=16)
def _read_words(words: str) -> tuple[list[int], list[tuple[int, ...]]]:
    """Return where the words of a page start, and all the numbers of each of them."""
    numbers = list(map(int, words.split()))
    rows = list(zip(*(numbers[column::_PER_WORD] for column in range(_PER_WORD)), strict=True))
    return [row[0] for row in rows], rows


class Element(NamedTuple):
    """A stretch of text that is in one element of a document, or under one heading."""

    start: int
    end: int
    path: str


class Rewritten(NamedTuple):
    """A stretch of text that a page has in other characters, such as a raised digit, or not at all.

    The mark of a list's item and the quotation marks of a quotation are made by the browser.
    """

    start: int
    end: int
    original: str


class Cue(NamedTuple):
    """A stretch of text that is said from one second to another, by whom if that is known."""

    start: int
    end: int
    since: float
    until: float | None
    speaker: str | None = None


_Stretch = TypeVar("_Stretch", Page, Element, Cue, Rewritten)


class Places(NamedTuple):
    """Where the words of a text are in its original.

    ``text_sha256`` is the hash of the text that the table is of, ``original_sha256`` that of the
    file it was taken from. ``apparatus`` are the stretches that are none of its words: running
    heads, page numbers, notes.
    """

    text_sha256: str
    original_sha256: str = ""
    extractor: str = ""
    apparatus: tuple[Span, ...] = ()
    pages: tuple[Page, ...] = ()
    elements: tuple[Element, ...] = ()
    cues: tuple[Cue, ...] = ()
    rewritten: tuple[Rewritten, ...] = ()

    def at(self, start: int, end: int, text: str = "") -> Place | None:
        """Return where a stretch of the text is in the original, None if nothing is known of it.

        ``text`` is the whole text, for the address of words of a web page.
        """
        pages = tuple(
            PagePart(page.number, page.label, rectangles, page.box, page.rotation)
            for page in _touched(self.pages, start, end)
            if (rectangles := joined(page.rectangles(start, end))) or not page.words
        )
        elements = tuple(each.path for each in _touched(self.elements, start, end))
        cues = list(_touched(self.cues, start, end))
        if not (pages or elements or cues):
            return None
        time = (cues[0].since, cues[-1].until) if cues else None
        speakers = {cue.speaker for cue in cues}
        is_web_page = bool(elements) and elements[0].startswith(_WEB_PAGE)
        return Place(
            pages,
            elements,
            time,
            speakers.pop() if len(speakers) == 1 else None,
            self._original_words(text, start, end) if is_web_page else "",
        )

    def _original_words(self, text: str, start: int, end: int) -> str:
        """Return a stretch of the text in the characters that the page has it in."""
        pieces = []
        place = start
        for each in _touched(self.rewritten, start, end):
            pieces += [text[place : each.start], each.original]
            place = each.end
        return "".join((*pieces, text[place:end]))

    def dumps(self) -> bytes:
        """Return the table as the bytes of its file, the same for the same table."""
        head = {
            "argmap-places": VERSION,
            "original": {"sha256": self.original_sha256},
            "text": {"sha256": self.text_sha256},
            "extractor": self.extractor,
        }
        lists = {
            "apparatus": (list(span) for span in self.apparatus),
            "pages": (page._asdict() for page in self.pages),
            "elements": (list(element) for element in self.elements),
            "cues": (list(cue) for cue in self.cues),
            "rewritten": (list(each) for each in self.rewritten),
        }
        parts = [f"{_json(key)}: {_json(value)}" for key, value in head.items()]
        for key, rows in lists.items():
            # A line for each row, so that the difference of two tables can be read.
            if lines := ",\n".join(_json(row) for row in rows):
                parts.append(f"{_json(key)}: [\n{lines}\n]")
        return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def read_places(data: bytes, *, where: str) -> Places:
    """Return the table that the bytes of a file hold; raise SourceError if they are none.

    >>> read_places(Places(text_sha256="0" * 64).dumps(), where="x").text_sha256[:4]
    '0000'
    """
    try:
        table = json.loads(data)
        version = table["argmap-places"]
        if version != VERSION:
            raise SourceError(
                f"the table of places has version {version!r}, and this argmap reads {VERSION}",
                where=where,
                help="take the text again: `argmap new --again`",
            )
        return Places(
            _text(table["text"]["sha256"]),
            _text(table["original"]["sha256"]),
            _text(table["extractor"]),
            tuple(Span(*_stretch(row[0], row[1])) for row in table.get("apparatus", ())),
            tuple(map(_page, table.get("pages", ()))),
            tuple(Element(*_stretch(*row[:2]), _text(row[2])) for row in table.get("elements", ())),
            tuple(map(_cue, table.get("cues", ()))),
            tuple(
                Rewritten(*_stretch(*row[:2]), _text(row[2])) for row in table.get("rewritten", ())
            ),
        )
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError(
            "the file is not a table of places, or it is damaged",
            where=where,
            help="take the text again: `argmap new --again`",
        ) from error


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _touched(stretches: Sequence[_Stretch], start: int, end: int) -> Iterator[_Stretch]:
    """Yield the stretches that share a code point with another one."""
    first = bisect_right(stretches, start, key=attrgetter("end"))
    for stretch in stretches[first:]:
        if stretch.start >= end:
            return
        yield stretch


def _page(row: dict[str, Any]) -> Page:
    start, end = _stretch(row["start"], row["end"])
    label, number, rotation = row["label"], row["number"], row["rotation"]
    words = _text(row["words"])
    if not _NUMBERS.fullmatch(words) or words.count(" ") % _PER_WORD != (_PER_WORD - 1) * bool(
        words
    ):
        raise ValueError(words)
    if not 0 < number < _FURTHEST or rotation not in (0, 90, 180, 270):
        raise ValueError(number, rotation)
    box = Rectangle(*map(_number, row["box"]))
    label = None if label is None else _text(label)
    return Page(start, end, int(number), label, box, rotation, words)


def _cue(row: list[Any]) -> Cue:
    since, until, speaker = row[2:]
    return Cue(
        *_stretch(*row[:2]),
        _number(since),
        None if until is None else _number(until),
        None if speaker is None else _text(speaker),
    )


def _stretch(start: Any, end: Any) -> tuple[int, int]:
    if not (type(start) is type(end) is int and 0 <= start <= end < _FURTHEST):
        raise ValueError(start, end)
    return start, end


def _number(value: Any) -> float:
    if not -_FURTHEST < value < _FURTHEST:
        raise ValueError(value)
    return float(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
