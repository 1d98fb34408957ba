"""Read a page with PDFium: its words with their rectangles, in lines.

PDFium gives the characters in the order of the page's content, puts line ends between lines, and
marks a hyphen that only breaks a line (https://pdfium.googlesource.com/pdfium, fpdf_text.h).
"""

from __future__ import annotations

import ctypes
import re
import sys
import unicodedata
from array import array
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.originals.place import Rectangle
from argmap.text import UNSPACED_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAKS = "\ufffe\x02"  # how releases of PDFium mark the hyphen that breaks a line
_WORD = re.compile(rf"[{UNSPACED_LETTERS}]|[^\s{_BREAKS}{UNSPACED_LETTERS}]+[{_BREAKS}]?")
_RAISED = re.compile(r"(?<=[^\W\d_]|[.,;:!?)\]”\"’])(?:\d{1,3}|[*†‡§]+)(?=[.,;:!?)\]”\"’]*$)")
_NOTE_MARKS = frozenset("0123456789*†‡§")
_FIRST_MARK = re.compile(r"(?:\d{1,3}|[*†‡§¶]+)(?=[^\W\d_]|[\"“‘«(])")
_MARK = re.compile(r"\d{1,3}|[*†‡§¶]+")
_SCRIPT = re.compile(r"[0-9+−–-]+")
_POWER = re.compile(  # a number, or a letter or a unit, with what may be raised above it
    r"\d+(?:[+−–-]\d+)?|(?<![^\W\d_])(?:[^\W\d_]|[cdkmnµμ]m)(?:[−–-]\d|[23])(?!\w)"
)
_SUPERSCRIPTS = str.maketrans("0123456789+−–-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_STRANGE = re.compile("[\ue000-\uf8ff\ufffd\x03-\x08\x0e-\x1f]")  # no character, or any
_HALVES = re.compile("[\ud800-\udfff]")
_FARTHEST = 1.6  # heights of a line that words of one line are apart
_NEXT = 0.5  # heights of a line that words are apart which only a raised line sets apart
_GLUED = 0.12  # heights of a line: there is no space
_RAISED_BY = 0.15  # heights of a line
_UPRIGHT = 0.2  # radians
_SAMPLE = 40  # words that say which way a page is written
_FULL_TURN = 6.283185307179586
_PICTURE = 3  # FPDF_PAGEOBJ_IMAGE


_Box = tuple[float, float, float, float]


class Line:
    """Words that are next to each other on one line.

    ``words`` are six whole numbers each: start in the text, length, and the rectangle on the page
    in tenths of a point. ``left`` to ``top`` are where the line is on the page as it is shown, in
    points, ``height`` how high its letters are. ``raised`` are the stretches of the text that are
    marks of notes, ``powers`` raised digits that are exponents or, behind a number, marks of notes;
    ``goes_on`` says that the word at the end goes on in the next line.
    """

    __slots__ = (
        *("text", "words", "left", "bottom", "right", "top", "height"),
        *("is_sideways", "goes_on", "raised", "powers"),
    )

    def __init__(self, made: _Growing, *, goes_on: bool = False) -> None:
        self.text = "".join(made.pieces)
        self.words = array("i", made.words)
        self.left, self.bottom = made.left, made.bottom
        self.right, self.top = made.right, made.top
        self.height = made.height
        self.is_sideways = made.is_sideways
        self.goes_on = goes_on
        self.raised = made.raised
        self.powers = made.powers


class _Growing:
    """A line that grows."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.words: list[int] = []
        self.raised: list[tuple[int, int]] = []
        self.powers: list[tuple[int, int]] = []
        self.left = self.bottom = self.right = self.top = self.height = 0.0
        self.is_sideways = False

    def add(self, word: str, gap: str, box: _Box, shown: _Box) -> None:
        """Add a word behind the others."""
        left, bottom, right, top = shown
        if self.pieces:
            self.pieces.append(gap)
            self.length += len(gap)
            if left < self.left:
                self.left = left
            if bottom < self.bottom:
                self.bottom = bottom
            if right > self.right:
                self.right = right
            if top > self.top:
                self.top = top
            if top - bottom > self.height:
                self.height = top - bottom
        else:
            self.left, self.bottom, self.right, self.top = shown
            self.height = top - bottom
        left, bottom, right, top = box
        length = len(word)
        self.words += (
            *(self.length, length, round(10 * left), round(10 * bottom)),
            *(round(10 * right), round(10 * top)),
        )
        self.pieces.append(word)
        self.length += length

    def raise_digits(self, length: int, start: int, end: int) -> None:
        """Write digits of the last word, which has that length, as raised ones."""
        word = self.pieces[-1]
        self.pieces[-1] = word[:start] + word[start:end].translate(_SUPERSCRIPTS) + word[end:]
        self.powers.append((self.length - length + start, self.length - length + end))


class ReadPage(NamedTuple):
    """A page as it was read: its lines in the order of the content."""

    number: int
    label: str | None
    box: Rectangle
    rotation: int
    lines: list[Line]
    has_pictures: bool
    unreadable: float
    """The share of its characters of which the file does not say what they are."""


class Reader:
    """Reads the pages of one document."""

    def __init__(self, document: Any) -> None:
        from pypdfium2 import raw  # noqa: PLC0415 -- an extra

        self._raw = raw
        self._document = document
        self._angle = 0.0
        self._rectangle = raw.FS_RECTF()
        self._pointer = ctypes.byref(self._rectangle)

    def read(self, index: int) -> ReadPage:
        """Return a page; ``index`` counts from 0."""
        raw = self._raw
        page = self._document[index]
        text_page = page.get_textpage()
        try:
            rotation = page.get_rotation() % 360
            left, bottom, right, top = page.get_cropbox()
            text = self._text(text_page)
            lines = list(self._lines(text_page, text, self._turn(text_page.raw, text)))
            strange = len(_STRANGE.findall(text))
            has_pictures = not text.strip() and any(
                raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, number)) == _PICTURE
                for number in range(min(raw.FPDFPage_CountObjects(page), 1000))
            )
            return ReadPage(
                index + 1,
                self._document.get_page_label(index) or None,
                Rectangle(*(round(each, 1) for each in (left, bottom, right, top))),
                rotation,
                lines,
                has_pictures,
                strange / max(1, len("".join(text.split()))),
            )
        finally:
            text_page.close()
            page.close()

    def _text(self, text_page: Any) -> str:
        """Return the characters of a page, each at the index that PDFium knows it by."""
        raw = self._raw
        count = raw.FPDFText_CountChars(text_page)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        taken = raw.FPDFText_GetText(text_page, 0, count, buffer)
        if taken - 1 == count:
            text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
            # PDFium counts the halves of a character beyond the first plane.
            return text if len(text) == count else "".join(map(chr, buffer[:count]))
        # What is no character is left out there, so that the others are at other indices.
        codes = (raw.FPDFText_GetUnicode(text_page, index) for index in range(count))
        return "".join(map(_character, codes))

    def _words(self, handle: Any, text: str) -> Iterator[tuple[int, str, str, _Box]]:
        """Yield the words of a page: where they are, what is before them, and their boxes."""
        get, found, pointer = self._raw.FPDFText_GetLooseCharBox, self._rectangle, self._pointer
        place = 0
        for match in _WORD.finditer(text):
            start, end = match.span()
            between = text[place:start]
            place = end
            # As in `_box`, without a call: this is done for each word.
            if not get(handle, start, pointer):
                continue
            left, bottom, right, top = found.left, found.bottom, found.right, found.top
            if end - start > 1 and get(handle, end - 1, pointer):
                last = found.left, found.bottom, found.right, found.top
                left = min(left, last[0])
                bottom = min(bottom, last[1])
                right = max(right, last[2])
                top = max(top, last[3])
            if left >= right or bottom >= top:
                continue
            word, box = match[0], (left, bottom, right, top)
            is_first = between != " " and (not between or "\n" in between or "\r" in between)
            mark = _FIRST_MARK.match(word) if is_first else None
            if mark and self._is_raised(handle, start + mark.end(), start, top - bottom):
                first = start + mark.end()
                yield start, mark[0], between, self._box(handle, start, first) or box
                yield first, word[mark.end() :], " ", self._box(handle, first, end) or box
            else:
                yield start, word, between, box

    def _box(self, handle: Any, start: int, end: int) -> _Box | None:
        """Return the rectangle around the characters of a word, None if it has none."""
        get, found, pointer = self._raw.FPDFText_GetLooseCharBox, self._rectangle, self._pointer
        if not get(handle, start, pointer):
            return None
        left, bottom, right, top = found.left, found.bottom, found.right, found.top
        if end - start > 1 and get(handle, end - 1, pointer):
            left, right = min(left, found.left), max(right, found.right)
            bottom, top = min(bottom, found.bottom), max(top, found.top)
        return (left, bottom, right, top) if left < right and bottom < top else None

    def _turn(self, handle: Any, text: str) -> int:
        """Return by how many degrees a page must be turned clockwise for its lines to be level.

        PDFium gives rectangles and angles (clockwise) as a page is drawn, before it is turned.
        """
        turns: Counter[int] = Counter()
        for start in range(0, len(text), len(text) // _SAMPLE + 1):
            if word := _WORD.search(text, start):
                angle = self._raw.FPDFText_GetCharAngle(handle, word.start())
                turns[round(-4 * angle / _FULL_TURN) % 4] += 1
        turn = max(turns, key=lambda turn: (turns[turn], -turn), default=0)
        self._angle = -turn * _FULL_TURN / 4
        return 90 * turn

    def _lines(self, text_page: Any, text: str, turn: int) -> Iterator[Line]:
        handle = text_page.raw
        line = _Growing()
        goes_on = False
        last = -1  # where the last word is
        for start, word, between, box in self._words(handle, text):
            shown = _as_shown(box, turn) if turn else box
            gap = _gap(line, between, shown, goes_on=goes_on) if line.pieces else ""
            if gap is None:
                yield Line(line, goes_on=goes_on)
                line = _Growing()
            goes_on = word[-1] in _BREAKS
            written = f"{word[:-1]}-" if goes_on else word
            if not written.isascii() and _HALVES.search(written):
                written = _whole(written)
            if not line.pieces:
                line.is_sideways = self._is_sideways(handle, start)
            elif len(line.pieces) == 1:
                gap = self._behind_mark(line, gap or "", handle, last, start)
            line.add(written, gap or "", box, shown)
            if gap == "" and between and len(line.pieces) > 1:
                self._raise_alone(line, written, handle, last, start)
            elif len(written) == len(word) > 1 and not _NOTE_MARKS.isdisjoint(written):
                self._raise(line, written, handle, start)  # each letter is as it is drawn
            last = start
        if line.pieces:
            yield Line(line, goes_on=goes_on)

    def _behind_mark(self, line: _Growing, gap: str, handle: Any, first: int, start: int) -> str:
        """Return the gap before the second word: the mark that a note begins with is set apart."""
        mark = line.pieces[0]
        if _MARK.fullmatch(mark) and self._is_raised(handle, start, first, line.height):
            line.raised.append((0, len(mark)))
            return gap or " "
        return gap

    def _raise_alone(self, line: _Growing, word: str, handle: Any, last: int, start: int) -> None:
        """Keep what is raised behind a word: an exponent, or the mark of a note."""
        if not (_SCRIPT.fullmatch(word) and self._is_raised(handle, last, start, line.height)):
            return
        before = line.pieces[-3]  # and the gap
        is_formula = unicodedata.normalize("NFKC", before[-1]) != before[-1]
        if is_formula or before[-1].isdecimal() or _POWER.fullmatch(f"{before}2"):
            line.raise_digits(len(word), 0, len(word))
        else:
            line.raised.append((line.length - len(word), line.length))

    def _is_sideways(self, handle: Any, index: int) -> bool:
        """Tell whether a character is turned against most of the page."""
        angle = self._raw.FPDFText_GetCharAngle(handle, index) - self._angle
        return bool(abs((angle + _FULL_TURN / 2) % _FULL_TURN - _FULL_TURN / 2) > _UPRIGHT)

    def _raise(self, line: _Growing, word: str, handle: Any, start: int) -> None:
        """Keep what is raised in a word: exponents, and the mark of a note at its end."""
        for power in _POWER.finditer(word):
            first, stop = power.span()
            above = stop
            while above - 1 > first and self._is_raised(
                handle, start, start + above - 1, line.height
            ):
                above -= 1
            is_mark = self._is_raised(handle, start, start + first, line.height)
            if above < stop and not is_mark:
                line.raise_digits(len(word), above, stop)
        if not (found := _RAISED.search(word)):
            return
        at = line.length - len(word)
        mark = (at + found.start(), at + found.end())
        if mark not in line.powers and self._is_raised(
            handle, start, start + found.start(), line.height
        ):
            line.raised.append(mark)

    def _is_raised(self, handle: Any, first: int, mark: int, height: float) -> bool:
        """Tell whether the foot of a character is above the line that a word is written on."""
        raw = self._raw
        x, line, left, right, bottom, top = (ctypes.c_double() for _ in range(6))
        if not raw.FPDFText_GetCharOrigin(handle, first, x, line):
            return False
        if not raw.FPDFText_GetCharBox(handle, mark, left, right, bottom, top):
            return False
        return bool(bottom.value - line.value > _RAISED_BY * height)


def _as_shown(box: _Box, rotation: int) -> _Box:
    """Return where a rectangle is when the page is turned as it is shown."""
    left, bottom, right, top = box
    if rotation == 90:  # noqa: PLR2004 -- degrees
        return bottom, -right, top, -left
    if rotation == 180:  # noqa: PLR2004
        return -right, -top, -left, -bottom
    return -top, left, -bottom, right


def _is_apart(line: _Growing, word: _Box) -> bool:
    """Tell whether a word is not beside those of a line: in another column, cell or line."""
    left, bottom, right, top = word
    height = top - bottom
    farthest = _FARTHEST * (min(line.height, height))
    if left - line.right > farthest or line.left - right > farthest:
        return True
    return top <= line.bottom or line.top <= bottom


def _gap(line: _Growing, between: str, word: _Box, *, goes_on: bool) -> str | None:
    """Return what is between a line and a word, None if the word begins another line.

    PDFium takes what is raised or lowered, such as an exponent, for another line.
    """
    if goes_on:
        return None
    if between == " " or ("\n" not in between and "\r" not in between):
        return None if _is_apart(line, word) else between
    left, bottom, _, top = word
    apart = (left - line.right) / line.height
    if -_GLUED < apart < _NEXT and line.bottom < (bottom + top) / 2 < line.top:
        return "" if apart < _GLUED else " "
    return None


def _character(code: int) -> str:
    """Return a character of PDFium, a space for what is none."""
    return chr(code) if 0 < code <= sys.maxunicode else " "


def _whole(text: str) -> str:
    """Return a text with the halves of its characters put together, a half alone as U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
