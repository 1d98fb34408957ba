"""How sections and their blocks share a page, so that it has good proportions and large text.

Everything stays in reading order: sections follow each other down the columns of the page, and
the blocks of a section down its own columns, as in a newspaper; in a column blocks that are narrow
share a row. Of all numbers of columns those are taken with which a page of the proportions of A4 on
its side shows everything largest.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PROPORTION = sqrt(2)
"""Of a page on its side (ISO 216)."""
_MOST_COLUMNS = 40
_ROUNDING = 1e-6
# Less than this makes no difference to a column.
_NEARLY = 0.5
# More columns must be worth it.
_WORTH = 0.97


class Size(NamedTuple):
    """What a block takes."""

    width: float
    height: float


class Spacing(NamedTuple):
    """What lies between blocks, between the columns of a section, and so on."""

    block: float
    inner: float
    section: float
    column: float
    heading: float


class Around(NamedTuple):
    """What is around what is packed: how much wider and higher the whole page is about.

    ``least`` is how wide what is packed is at the least, ``proportion`` the width of the page, or
    of the screen, to its height.
    """

    width: float = 0.0
    height: float = 0.0
    least: float = 0.0
    proportion: float = PROPORTION


class Area(NamedTuple):
    """A rectangle of the page."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends, below."""
        return self.y + self.height


class PlacedSection(NamedTuple):
    """A section on the page: its heading, if it has one, and its columns of blocks.

    ``columns`` hold the area of each and the areas of its blocks in turn.
    """

    area: Area
    heading: Area | None
    columns: tuple[tuple[Area, tuple[Area, ...]], ...]


class Packed(NamedTuple):
    """A page: its columns, and the sections in each."""

    width: float
    height: float
    columns: tuple[tuple[Area, tuple[PlacedSection, ...]], ...]

    def sections(self) -> Iterator[PlacedSection]:
        """Yield all sections in their order."""
        return (section for _, listed in self.columns for section in listed)

    def smallness(self, around: Around) -> float:
        """Return how much it must shrink to fit what is around it, up to a factor."""
        width, height, _, proportion = around
        return max((self.width + width) / proportion, self.height + height)

    def least_smallness(self, around: Around) -> float:
        """Return the same for a page of its area whose proportions are the best."""
        width, height, _, proportion = around
        return sqrt((self.width + width) * (self.height + height) / proportion)


class _Split(NamedTuple):
    """The blocks of a section in so many columns."""

    ends: tuple[int, ...]
    widths: tuple[float, ...]
    width: float
    height: float


def pack(
    sections: Sequence[Sequence[Size]],
    heading: Callable[[int, float], float],
    least: Sequence[float],
    spacing: Spacing,
    *,
    around: Around = Around(),  # noqa: B008 -- it never changes
    is_stacked: bool = False,
) -> Packed:
    """Return where sections and blocks are on a page.

    ``sections`` hold the sizes of their blocks, ``heading`` says how high the heading of a
    section is at a width, 0 where it has none, ``least`` how wide each section is at the least.
    ``is_stacked`` asks for one column, whatever the proportions.

    >>> spacing = Spacing(block=10, inner=20, section=20, column=20, heading=0)
    >>> packed = pack([[Size(100, 40), Size(100, 40)]], lambda *_: 0, [0], spacing)
    >>> packed.width, packed.height
    (100.0, 90.0)
    """
    packing = _Packing(sections, heading, least, spacing, around, most=1 if is_stacked else None)
    return packing.best()


class _Packing:
    def __init__(
        self,
        sections: Sequence[Sequence[Size]],
        heading: Callable[[int, float], float],
        least: Sequence[float],
        spacing: Spacing,
        around: Around,
        *,
        most: int | None,
    ) -> None:
        self.most = most or _MOST_COLUMNS
        self.sections = sections
        self.heading = heading
        self.least = least
        self.spacing = spacing
        self.around = around
        self.splits = [list(self._splits(blocks)) for blocks in sections]

    def best(self) -> Packed:
        """Try every number of columns, the fewer first, and keep the best page."""
        best = self._page(1, 1, shares_rows=False)
        least = best.smallness(self.around)
        most = min(len(self.sections), self.most)
        for columns in range(1, most + 1):
            for inner in range(1, max(map(len, self.splits), default=0) + 1):
                for shares_rows in (False, True) if most > 1 else (False,):
                    page = self._page(columns, inner, shares_rows=shares_rows)
                    smallness = page.smallness(self.around)
                    if smallness < _WORTH * least:
                        best, least = page, smallness
        return best

    def _splits(self, blocks: Sequence[Size]) -> Iterator[_Split]:
        """Yield the blocks of a section in one column, in two columns, and so on."""
        heights = [block.height for block in blocks]
        seen: set[tuple[int, ...]] = set()
        for count in range(1, min(len(blocks), self.most) + 1):
            ends = _partition(heights, count, self.spacing.block)
            if ends in seen:
                continue
            seen.add(ends)
            columns = [blocks[start:end] for start, end in _ranges(ends)]
            widths = tuple(map(_column_width, columns))
            width = sum(widths) + self.spacing.inner * (len(widths) - 1)
            yield _Split(ends, widths, width, max(map(self._column_height, columns)))

    def _column_height(self, blocks: Sequence[Size]) -> float:
        gap = self.spacing.block
        return sum(_highest(row) + gap for row in self._shelves(blocks)) - gap

    def _shelves(self, blocks: Sequence[Size]) -> list[list[Size]]:
        """Return the blocks of a column row by row: together as long as they fit its width."""
        if self.most == 1:
            return [[block] for block in blocks]
        widest = _column_width(blocks)
        rows: list[list[Size]] = []
        room = 0.0
        for block in blocks:
            if not rows or block.width > room:
                rows.append([])
                room = widest
            rows[-1].append(block)
            room -= block.width + self.spacing.inner
        return rows

    def _split(self, number: int, inner: int, width: float | None = None) -> _Split:
        """Return a section in so many columns, or in as many as have room in a width."""
        splits = self.splits[number]
        if not splits:
            return _Split((), (), 0.0, 0.0)
        if width is not None:
            return next((s for s in reversed(splits) if s.width <= width), splits[0])
        return splits[min(inner, len(splits)) - 1]

    def _height(self, number: int, split: _Split, width: float) -> float:
        heading = self.heading(number, width)
        gap = self.spacing.heading if heading and split.ends else 0.0
        return heading + gap + split.height

    def _page(self, count: int, inner: int, *, shares_rows: bool) -> Packed:
        numbers = range(len(self.sections))
        widest = max((self._own_width(n, self._split(n, inner)) for n in numbers), default=0.0)
        splits = [self._split(number, inner, widest) for number in numbers]
        rows = self._rows(splits, widest if shares_rows else 0.0)
        heights = [
            max(self._height(n, splits[n], self._own_width(n, splits[n])) for n in row)
            if len(row) > 1
            else self._height(row[0], splits[row[0]], widest)
            for row in rows
        ]
        columns = []
        x = highest = 0.0
        for start, end in _ranges(_partition(heights, count, self.spacing.section)):
            width = max(self._row_width(row, splits) for row in rows[start:end])
            if (start, end) == (0, len(rows)):
                width = max(width, self.around.least)
            y = 0.0
            placed: list[PlacedSection] = []
            for row in rows[start:end]:
                placed += self._place_row(row, splits, inner, x, y, width)
                y = max(one.area.bottom for one in placed) + self.spacing.section
            height = y - self.spacing.section
            columns.append((Area(x, 0, width, height), tuple(placed)))
            highest = max(highest, height)
            x += width + self.spacing.column
        return Packed(max(0.0, x - self.spacing.column), highest, tuple(columns))

    def _own_width(self, number: int, split: _Split) -> float:
        """Return how wide a section is at the least."""
        return max(self.least[number], split.width)

    def _row_width(self, row: Sequence[int], splits: Sequence[_Split]) -> float:
        """Return how wide sections side by side are at the least."""
        widths = sum(self._own_width(number, splits[number]) for number in row)
        return widths + self.spacing.column * (len(row) - 1)

    def _rows(self, splits: Sequence[_Split], width: float) -> list[list[int]]:
        """Return the numbers of sections row by row: together as long as they fit a width."""
        rows: list[list[int]] = []
        for number in range(len(splits)):
            if rows and self._row_width([*rows[-1], number], splits) <= width:
                rows[-1].append(number)
            else:
                rows.append([number])
        return rows

    def _place_row(
        self,
        row: Sequence[int],
        splits: Sequence[_Split],
        inner: int,
        x: float,
        y: float,
        width: float,
    ) -> Iterator[PlacedSection]:
        """Yield sections side by side, which share what is left of a width."""
        if len(row) == 1:
            (number,) = row
            yield self._place(number, self._split(number, inner, width), x, y, width)
            return
        more = (width - self._row_width(row, splits)) / len(row)
        for number in row:
            own = self._own_width(number, splits[number]) + more
            yield self._place(number, splits[number], x, y, own)
            x += own + self.spacing.column

    def _place(self, number: int, split: _Split, x: float, y: float, width: float) -> PlacedSection:
        area = Area(x, y, width, self._height(number, split, width))
        height = self.heading(number, width)
        heading = Area(x, y, width, height) if height else None
        top = area.bottom - split.height
        columns = []
        for (start, end), column_width in zip(_ranges(split.ends), split.widths, strict=True):
            below = top
            blocks = []
            for row in self._shelves(self.sections[number][start:end]):
                left = x
                for block in row:
                    blocks.append(Area(left, below, block.width, block.height))
                    left += block.width + self.spacing.inner
                below += _highest(row) + self.spacing.block
            columns.append((Area(x, top, column_width, split.height), tuple(blocks)))
            x += column_width + self.spacing.inner
        return PlacedSection(area, heading, tuple(columns))


def _highest(blocks: Sequence[Size]) -> float:
    return max(block.height for block in blocks)


def _column_width(blocks: Sequence[Size]) -> float:
    return max(block.width for block in blocks)


def _ranges(ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    return zip((0, *ends), ends, strict=False)


def _partition(heights: Sequence[float], count: int, gap: float) -> tuple[int, ...]:
    """Cut a row into at most ``count`` columns whose highest is as low as can be.

    Returns where each column ends. How high that must be is found by halving. Of several such cuts
    one into columns of about one height is taken, else the one whose first columns are fullest.
    """
    if not heights:
        return ()
    sums = list(accumulate(height + gap for height in heights))
    low, high = max(heights), sums[-1] - gap
    while high - low > _NEARLY:
        middle = (low + high) / 2
        if len(_fill(heights, middle, gap)) <= count:
            high = middle
        else:
            low = middle
    even = _fill_evenly(sums, count)
    starts = (0.0, *(sums[end - 1] for end in even))
    highest = max(sums[end - 1] - start - gap for end, start in zip(even, starts, strict=False))
    return even if highest <= high + _ROUNDING else _fill(heights, high, gap)


def _fill_evenly(sums: Sequence[float], count: int) -> tuple[int, ...]:
    """Let each column have its share of what is left, or the least that is more."""
    ends: list[int] = []
    filled = 0.0
    for left in range(count, 0, -1):
        share = filled + (sums[-1] - filled) / left
        last = bisect_left(sums, share - _ROUNDING)
        end = min(last + 1, len(sums))
        if not ends or end > ends[-1]:
            ends.append(end)
            filled = sums[end - 1]
    return tuple(ends)


def _fill(heights: Sequence[float], most: float, gap: float) -> tuple[int, ...]:
    ends: list[int] = []
    used = -gap
    for number, height in enumerate(heights):
        if number and used + gap + height > most + _ROUNDING:
            ends.append(number)
            used = -gap
        used += gap + height
    return (*ends, len(heights))
