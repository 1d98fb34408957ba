"""Lines of a text with a stretch of them underlined, as a terminal shows them.

Columns are those of a terminal: a Chinese character takes two, an accent none, a tab leads to the
next fourth one. What would upset a terminal is replaced by a sign for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.controls import visible
from argmap.text import Span, is_grapheme_edge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.report.located import Place

WIDTH = 100
_TAB = 4
_BEFORE = 24  # columns kept before a stretch where the line is too long


class Excerpt(NamedTuple):
    """One line of a text: where it is underlined, in columns, and what is said of that."""

    line: int
    shown: str
    indent: int
    underlined: int
    label: str


class _Cell(NamedTuple):
    """What a reader sees as one character: its place in the line, how it is shown, how wide."""

    span: Span
    shown: str
    width: int


def excerpt(place: Place, *, width: int = WIDTH) -> Excerpt:
    """Return the line on which a place starts, underlined as far as the place reaches there.

    A line longer than ``width`` columns is cut round the place; a place that reaches over several
    lines has its end named in the label.
    """
    start, end = place.start, place.end
    line = place.lines.span(start.line)
    inside = Span(place.span.start - line.start, min(place.span.end, line.end) - line.start)
    cells = _fitting(line.cut(place.text), inside, width)
    label = visible(place.label)
    # A place that ends with its line end reaches over no words of the next line.
    if end.line > start.line and end != (start.line + 1, 1):
        label = f"{label} (to {end})".lstrip()
    return Excerpt(
        start.line,
        "".join(cell.shown for cell in cells).rstrip(),
        sum(cell.width for cell in cells if cell.span.end <= inside.start),
        max(1, sum(cell.width for cell in cells if cell.span.overlaps(inside))),
        label,
    )


def _fitting(line: str, inside: Span, width: int) -> list[_Cell]:
    """Return as much of a line as fits, from a little before the place on, `…` where it is cut."""
    window = _window(line, inside, width)
    cells = list(_cells(line, window))
    first = next((n for n, cell in enumerate(cells) if cell.span.end > inside.start), len(cells))
    total = sum(cell.width for cell in cells)
    start, end = 0, len(cells)
    if total > width:
        start = _back(cells, first, _BEFORE)
        end = _ahead(cells, start, width)
        start = _back(cells, end, width) if end == len(cells) else start
    is_begun, is_cut = start > 0 or window.start > 0, end < len(cells) or window.end < len(line)
    # A sign for what is left out takes the place of something that is seen.
    while is_begun and start < end and not cells[start].width:
        start += 1
    while is_cut and start < end and not cells[end - 1].width:
        end -= 1
    shown = cells[start:end]
    if shown and is_begun:
        # It stands for what is left out before, so it is no part of the place.
        before = min(shown[0].span.start, inside.start)
        shown[0] = _Cell(Span(before, before), "…", 1)
    if shown and is_cut:
        shown[-1] = shown[-1]._replace(shown="…", width=1)
    return shown


def _window(line: str, inside: Span, width: int) -> Span:
    """Return a stretch of a very long line that surely holds what fits, cutting no character."""
    start = max(0, inside.start - 4 * width)
    end = min(len(line), inside.start + 8 * width)
    while start > 0 and not is_grapheme_edge(line, start):
        start -= 1
    while end < len(line) and not is_grapheme_edge(line, end):
        end += 1
    return Span(start, end)


def _back(cells: list[_Cell], end: int, width: int) -> int:
    """Return the first of the cells before ``end`` that fit the width."""
    start = end
    while start > 0 and cells[start - 1].width <= width:
        start -= 1
        width -= cells[start].width
    return start


def _ahead(cells: list[_Cell], start: int, width: int) -> int:
    """Return the end of the cells from ``start`` on that fit the width."""
    end = start
    while end < len(cells) and cells[end].width <= width:
        width -= cells[end].width
        end += 1
    return end


def _cells(line: str, window: Span) -> Iterator[_Cell]:
    place, column = window.start, 0
    for cluster in _graphemes(window.cut(line)):
        shown = " " * (_TAB - column % _TAB) if cluster == "\t" else visible(cluster)
        width = _width(shown)
        yield _Cell(Span(place, place + len(cluster)), shown, width)
        place += len(cluster)
        column += width


def _graphemes(line: str) -> Iterator[str]:
    if line.isascii():
        return iter(line)
    from wcwidth import iter_graphemes  # noqa: PLC0415 -- costly to import and seldom needed

    return iter_graphemes(line)


def _width(shown: str) -> int:
    if shown.isascii():
        return len(shown)
    from wcwidth import wcswidth  # noqa: PLC0415 -- as above

    return max(0, wcswidth(shown))
