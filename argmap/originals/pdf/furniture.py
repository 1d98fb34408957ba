"""What belongs to the pages and not to their words: heads, page numbers, notes at the foot.

Heads and numbers recur at the same height of several pages. Notes are below the text of their
column, in smaller letters, and begin with their mark.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.originals.pdf.reading import Line, ReadPage

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"(?i)[-–—~·|\[(\s]*(?:(?:page|p\.|seite|s\.|página|стр\.|第)\s*)?(?P<number>\d{1,4})"
    r"(?:\s*(?:/|of|von|sur|de|из|页|頁|ページ)\s*\d{0,4})?[-–—~·|\])\s]*"
)
_NOTE = re.compile(
    r"\s*(?:\d{1,3}|[*†‡§¶]+|\[\d{1,3}\])[.)]?\s*[\"“‘«(]?[^\W\d_]|\s*[*†‡§¶]+\s*[\"“(]"
)
_EDGE = 3  # rows at the top and the bottom of a page
_SAME_HEIGHT = 4.0  # points by which a head may move from page to page
_LEAST_RECURRING = 2
_SMALLER = 0.93  # of the height of the text
_MOST_NOTES = 0.7  # of the letters of a page


def text_height(pages: Sequence[ReadPage]) -> float:
    """Return how high the letters of the running text are."""
    counted: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if not line.is_sideways:
                counted[round(line.height, 1)] += len(line.text)
    return max(counted, key=lambda height: (counted[height], height), default=0.0)


def mark_furniture(pages: Sequence[ReadPage]) -> list[set[int]]:
    """Return for each page which of its lines are none of the words."""
    marked = [
        {number for number, line in enumerate(page.lines) if line.is_sideways} for page in pages
    ]
    recurring: Counter[tuple[str, int]] = Counter()
    rows = [[_rows(page, from_top=True), _rows(page, from_top=False)] for page in pages]
    for page, edges in zip(pages, rows, strict=True):
        keys = {
            key
            for row in (*edges[0], *edges[1])
            for number in row
            for key in _keys(page.lines[number])
        }
        recurring.update(keys)
    for place, edges in enumerate(rows):
        for inwards in edges:
            marked[place].update(_heads(pages[place], inwards, recurring))
    height = text_height(pages)
    for place, page in enumerate(pages):
        marked[place].update(_notes(page, marked[place], height))
    return marked


def printed_numbers(pages: Sequence[ReadPage], marked: Sequence[set[int]]) -> int | None:
    """Return by how much the numbers printed on the pages differ from their places in the file.

    None if they are not printed, or do not count up with the pages.
    """
    found: Counter[int] = Counter()
    for page, numbers in zip(pages, marked, strict=True):
        shifts = set()
        for number in numbers:
            for match in re.finditer(r"(?<!\d)\d{1,4}(?!\d)", page.lines[number].text):
                shifts.add(int(match[0]) - page.number)
        found.update(shifts)
    if not found:
        return None
    shift, count = found.most_common(1)[0]
    return shift if count >= max(_LEAST_RECURRING, len(pages) / 2) else None


def _rows(page: ReadPage, *, from_top: bool) -> list[list[int]]:
    """Return the first or the last rows of a page, from its edge inwards."""
    upright = [number for number, line in enumerate(page.lines) if not line.is_sideways]
    rows: list[list[int]] = []
    for number in sorted(upright, key=lambda number: page.lines[number].top, reverse=from_top):
        if rows and _shares_row(page.lines[rows[-1][0]], page.lines[number]):
            rows[-1].append(number)
        elif len(rows) == _EDGE:
            break
        else:
            rows.append([number])
    return rows


def _heads(
    page: ReadPage, rows: Sequence[Sequence[int]], recurring: Counter[tuple[str, int]]
) -> Iterator[int]:
    """Yield the lines of heads, from the edge of a page up to the first row that is none."""
    for place, row in enumerate(rows):
        least = _LEAST_RECURRING + (place > 0)  # a line of the text may recur, too
        for number in row:
            line = page.lines[number]
            is_head = any(recurring[key] >= least for key in _keys(line))
            if not is_head and not _is_own_number(page, line):
                return
        yield from row


def _shares_row(one: Line, other: Line) -> bool:
    return min(one.top, other.top) - max(one.bottom, other.bottom) > 0


def _keys(line: Line) -> Iterator[tuple[str, int]]:
    """Yield what a head has in common with the same one of another page: words, and its height."""
    words = " ".join(_DIGITS.sub("#", line.text).casefold().split())
    row = int(line.bottom // _SAME_HEIGHT)
    yield words, row
    yield words, row + 1


def _is_own_number(page: ReadPage, line: Line) -> bool:
    """Tell whether a line is the number of its page and nothing else."""
    match = _NUMBER.fullmatch(line.text)
    return match is not None and match["number"] in (str(page.number), page.label)


def _notes(page: ReadPage, marked: set[int], height: float) -> Iterator[int]:
    """Yield the lines of the notes at the foot of a page."""
    lines = page.lines
    small = {
        number
        for number, line in enumerate(lines)
        if number not in marked and line.height < _SMALLER * height
    }
    letters = sum(len(lines[number].text) for number in range(len(lines)) if number not in marked)
    if sum(len(lines[number].text) for number in small) > _MOST_NOTES * letters:
        return
    large = [
        line for number, line in enumerate(lines) if number not in marked and number not in small
    ]
    is_note = False
    for number, line in enumerate(lines):
        if number not in small:
            is_note = is_note and number in marked
            continue
        if _NOTE.match(line.text) and _is_below(line, large):
            is_note = True
        if is_note and _is_below(line, large):
            yield number


def note_numbers(page: ReadPage, marked: set[int]) -> set[str]:
    """Return the numbers that notes on a page begin with, and of which no mark is known there."""
    found = (_NOTE.match(page.lines[number].text) for number in marked)
    known = {
        line.text[start:stop]
        for number, line in enumerate(page.lines)
        if number not in marked
        for start, stop in line.raised
    }
    numbers = {each[0] for match in found if match for each in re.finditer(r"\d+", match[0])}
    return numbers - known


def _is_below(line: Line, large: Sequence[Line]) -> bool:
    """Tell whether a line is below all of the text of its column, and there is some."""
    column = [other for other in large if other.left < line.right and line.left < other.right]
    return bool(column) and all(other.bottom > line.bottom for other in column)
