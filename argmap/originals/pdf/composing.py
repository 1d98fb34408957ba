"""Compose the text of a document out of the lines of its pages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from argmap.originals.pdf.columns import in_reading_order, is_same_row
from argmap.originals.pdf.furniture import mark_furniture, note_numbers, printed_numbers
from argmap.originals.pdf.tables import set_cells_apart
from argmap.originals.places import Page
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.originals.pdf.reading import Line, ReadPage

_SENTENCE_END = re.compile(r"[.!?:…。！？][\"'”’»)\]\d]*$")
_BEFORE = re.compile(r"\d+$")
_PER_WORD = 6
_YEAR = 4  # digits: nobody raises a year to a power
_WIDER = 1.25  # of the usual distance of two lines: a paragraph ends
_OTHER_SIZE = 1.12
_INDENT = (0.7, 5.0)  # heights by which the first line of a paragraph is indented
_MOST_LEADING = 3.0  # heights from one line to the next


class ComposedPage(NamedTuple):
    """The text of a page, and what is to be known of it; offsets are those of the whole text."""

    text: str
    page: Page
    apparatus: tuple[Span, ...]
    doubtful: tuple[str, ...]
    """Numbers with a raised one that was taken for the mark of a note, and may be an exponent."""


def compose(pages: Sequence[ReadPage]) -> Iterator[ComposedPage]:
    """Yield the text of each page, with what is before the next one at its end."""
    pages = [page._replace(lines=in_reading_order(page.lines)) for page in pages]
    for page in pages:
        set_cells_apart(page.lines)
    marked = mark_furniture(pages)
    shift = printed_numbers(pages, marked)
    pitch = _usual_pitch(pages)
    place = 0
    for page, numbers in zip(pages, marked, strict=True):
        is_last = page.number == len(pages)
        composed = _composed(page, numbers, place, pitch, "\n" if is_last else "\n\f")
        label = page.label
        if label is None and shift and page.number + shift > 0:
            label = str(page.number + shift)
        yield composed._replace(page=composed.page._replace(label=label))
        place += len(composed.text)


def _composed(page: ReadPage, marked: set[int], place: int, pitch: float, end: str) -> ComposedPage:
    pieces: list[str] = []
    words: list[int] = []
    apparatus: list[Span] = []
    doubtful: list[str] = []
    length = 0
    notes = note_numbers(page, marked)
    for number, line in enumerate(page.lines):
        if number:
            before = page.lines[number - 1]
            is_edge = (number in marked) != (number - 1 in marked)
            gap = "\n\n" if is_edge else _gap(before, line, pitch)
            pieces.append(gap)
            length += len(gap)
        pieces.append(line.text)
        moved = line.words
        if length:
            for start in range(0, len(moved), _PER_WORD):
                moved[start] += length
        words += moved
        whole = Span(place + length, place + length + len(line.text))
        if number in marked:
            apparatus.append(whole)
        else:
            marks = list(_marks(line, notes))
            numbers = [_number_before(line, start) for start, _ in marks]
            doubtful += (
                number + line.text[start:stop]
                for number, (start, stop) in zip(numbers, marks, strict=True)
                if len(number) < _YEAR
            )
            apparatus += [
                Span(whole.start + start, whole.start + stop)
                for start, stop in sorted((*line.raised, *marks))
            ]
        length += len(line.text)
    text = "".join(pieces)
    made = Page(
        place,
        place + len(text),
        page.number,
        page.label,
        page.box,
        page.rotation,
        " ".join(map(str, words)),
    )
    return ComposedPage(text + end, made, tuple(_joined(apparatus)), tuple(doubtful))


def _marks(line: Line, notes: set[str]) -> Iterator[tuple[int, int]]:
    """Yield the raised digits behind a number that are the mark of a note on the page.

    What is raised above a letter or a 10 is an exponent, and so is what has another mark before:
    each is taken out of the ``notes`` whose mark is still to be found.
    """
    for start, stop in line.powers:
        raised = unicodedata.normalize("NFKC", line.text[start:stop])
        if raised in notes and _number_before(line, start) not in ("", "10"):
            notes.discard(raised)
            yield start, stop


def _number_before(line: Line, offset: int) -> str:
    found = _BEFORE.search(line.text, 0, offset)
    return found[0] if found else ""


def _gap(before: Line, line: Line, pitch: float) -> str:
    """Return what is between two lines: a tab between cells, an empty line between paragraphs."""
    if before.goes_on:
        return "\n"
    if is_same_row(before, line):
        return "\t" if line.left >= before.right else "\n"
    down = before.bottom - line.bottom
    if down <= 0:
        return "\n"  # to the top of the next column
    sizes = max(before.height, line.height) / max(0.1, min(before.height, line.height))
    if sizes > _OTHER_SIZE or down > _WIDER * max(pitch, line.height):
        return "\n\n"
    indent = (line.left - before.left) / max(0.1, line.height)
    is_first = _INDENT[0] < indent < _INDENT[1] and _SENTENCE_END.search(before.text)
    return "\n\n" if is_first else "\n"


def _usual_pitch(pages: Sequence[ReadPage]) -> float:
    """Return the distance from one line of the running text to the next, in points."""
    counted: Counter[float] = Counter()
    for page in pages:
        for one, other in pairwise(page.lines):
            down = one.bottom - other.bottom
            if 0 < down < _MOST_LEADING * one.height and abs(one.height - other.height) < 1:
                counted[round(2 * down) / 2] += len(other.words)
    return max(counted, key=lambda down: (counted[down], -down), default=0.0)


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """Yield spans, those of lines next to each other as one."""
    last: Span | None = None
    for span in spans:
        if last is not None and span.start - last.end <= len("\n\n"):
            last = Span(last.start, span.end)
        else:
            if last is not None:
                yield last
            last = span
    if last is not None:
        yield last
