"""The cells of tables whose columns are so near each other that PDFium joins them in a line.

The columns of a table are parted by gutters in which none of its rows has a word. A row belongs to
the table if it leaves its gutters free, as its head line does.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from argmap.originals.pdf.columns import is_same_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.originals.pdf.reading import Line

_PER_WORD = 6
_TENTHS = 10  # of a point
_LEAST = 0.6  # heights of a line that a gutter is wide
_WIDER = 1.2  # than the other gaps of its line
_LEAST_ROWS = 2  # that have words on both sides of a gutter
_MOST_HEADS = 3  # rows above and below those whose cells are apart
_FARTHEST = 3.0  # heights from one row to the next


class _Gap(NamedTuple):
    """A stretch of a row without words."""

    left: float
    right: float


def set_cells_apart(lines: Sequence[Line]) -> None:
    """Put a tab for the space between the cells of tables, in the lines that hold several."""
    rows = _rows(lines)
    place = 0
    while place < len(rows):
        if len(rows[place]) < 2:  # noqa: PLR2004 -- cells
            place += 1
            continue
        first = place
        while place < len(rows) and len(rows[place]) > 1:
            place += 1
        _set_apart(rows, first, place)


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Return lines that are upright, those of one row together."""
    rows: list[list[Line]] = []
    for line in lines:
        if line.is_sideways or not _is_level(line):
            continue
        if rows and is_same_row(rows[-1][-1], line) and line.left >= rows[-1][-1].right:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _is_level(line: Line) -> bool:
    """Tell whether the rectangles of the words are as the page is shown, not as it is turned."""
    return abs(line.words[2] / _TENTHS - line.left) < 1


def _set_apart(rows: Sequence[Sequence[Line]], first: int, stop: int) -> None:
    table = list(rows[first:stop])
    least = _LEAST * max(line.height for row in table for line in row)
    tabs = [_Gap(one.right, other.left) for row in table for one, other in pairwise(row)]
    gaps = [_gaps(row) for row in table]
    free = _common(gaps, least)
    columns = [each for each in free if any(_shared(each, tab) for tab in tabs)]
    # What only the longest row has words behind is a space between two of them.
    counted = [
        (each, sum(_is_inside(each, row) for row in gaps)) for each in free if each not in columns
    ]
    sure = [each for each, rows in counted if rows >= max(_LEAST_ROWS, len(table) / 2)]
    gutters = [*columns, *sure]
    if not columns:
        return
    for step, place in ((-1, first - 1), (1, stop)):
        last = table[0 if step < 0 else -1]
        for number in range(place, place + step * _MOST_HEADS, step):
            row = rows[number] if 0 <= number < len(rows) else []
            if not row or abs(row[0].bottom - last[0].bottom) > _FARTHEST * last[0].height:
                break
            left = _fitting(row, columns, gutters, least)
            if left is None:
                break
            gutters = _common([gutters, _gaps(row)], least)
            columns = left
            table.append(row)
            last = row
    for row in table:
        for line in row:
            _split(line, gutters)


def _fitting(
    row: Sequence[Line], columns: Sequence[_Gap], gutters: Sequence[_Gap], least: float
) -> list[_Gap] | None:
    """Return the gutters between columns that a row leaves, None if it is no row of the table."""
    gaps = _gaps(row)
    left = _common([columns, gaps], least)
    inner = gaps[1:-1]
    between = [gap for gap in inner if any(_shared(gap, each) for each in left)]
    others = [
        gap.right - gap.left for gap in inner if not any(_shared(gap, each) for each in gutters)
    ]
    if len(left) < len(columns) or len(between) < max(1, len(columns) - 1):
        return None
    narrowest = min(gap.right - gap.left for gap in between)
    return left if narrowest > _WIDER * max(others, default=0) else None


def _gaps(row: Sequence[Line]) -> list[_Gap]:
    """Return where a row has no words: before it, between its words, and behind it."""
    edges = [-1e9]
    for line in row:
        for left, right in _words(line):
            edges += (left, right)
    return [_Gap(left, right) for left, right in zip(edges[::2], [*edges[1::2], 1e9], strict=True)]


def _words(line: Line) -> Iterator[tuple[float, float]]:
    """Yield where the words of a line begin and end."""
    for start in range(0, len(line.words), _PER_WORD):
        left, _, right, _ = line.words[start + 2 : start + _PER_WORD]
        yield left / _TENTHS, right / _TENTHS


def _common(rows: Sequence[Sequence[_Gap]], least: float) -> list[_Gap]:
    """Return the gaps that all rows have in common, if they are wide enough."""
    found = list(rows[0])
    for gaps in rows[1:]:
        found = [
            _Gap(max(one.left, other.left), min(one.right, other.right))
            for one in found
            for other in gaps
            if min(one.right, other.right) - max(one.left, other.left) >= least
        ]
    return found


def _shared(one: _Gap, other: _Gap) -> bool:
    return min(one.right, other.right) > max(one.left, other.left)


def _is_inside(gutter: _Gap, gaps: Sequence[_Gap]) -> bool:
    """Tell whether a row has words on both sides of a gutter."""
    return any(_shared(gutter, gap) for gap in gaps[1:-1])


def _split(line: Line, gutters: Sequence[_Gap]) -> None:
    """Put tabs for the single spaces of a line that are in a gutter."""
    rows = range(0, len(line.words), _PER_WORD)
    for (one, other), (place, following) in zip(
        pairwise(_words(line)), pairwise(rows), strict=True
    ):
        end = line.words[place] + line.words[place + 1]
        is_single = line.words[following] == end + 1 and line.text[end] == " "
        gap = _Gap(one[1], other[0])
        if is_single and any(_shared(gap, each) for each in gutters):
            line.text = f"{line.text[:end]}\t{line.text[end + 1 :]}"
