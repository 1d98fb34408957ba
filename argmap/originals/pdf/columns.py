"""The order in which the lines of a page are read.

The order of a page's content is that of reading in nearly all files. Some write line by line over
both columns: these are put in order by where the lines are.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.originals.pdf.reading import Line

_LEAST_PAIRS = 4  # lines in which two columns are written by turns
_LEAST_WORDS = 4  # of a line of a column: the cells of a table have fewer
_MOSTLY = 0.5
_PER_WORD = 6


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a page in the order in which they are read."""
    gutter = _gutter(lines)
    if gutter is None:
        return list(lines)
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.top):
        if line.left < gutter < line.right:
            # What goes over both columns comes after all that is above it.
            ordered += [*left, *right, line]
            left, right = [], []
        else:
            (left if line.right <= gutter else right).append(line)
    return [*ordered, *left, *right]


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return where two columns meet whose lines are written by turns, None if there are none."""
    pairs = [
        (one, other)
        for one, other in pairwise(lines)
        if is_same_row(one, other) and _are_beside(one, other) and _is_prose(one, other)
    ]
    if len(pairs) < max(_LEAST_PAIRS, _MOSTLY * len(lines) / 2):
        return None
    gaps = [(min(one.right, other.right), max(one.left, other.left)) for one, other in pairs]
    gutter = sorted((left + right) / 2 for left, right in gaps)[len(gaps) // 2]
    fitting = sum(left < gutter < right for left, right in gaps)
    return gutter if fitting > (1 - _MOSTLY / 2) * len(pairs) else None


def _are_beside(one: Line, other: Line) -> bool:
    return other.left > one.right or one.left > other.right


def _is_prose(one: Line, other: Line) -> bool:
    return min(len(one.words), len(other.words)) >= _LEAST_WORDS * _PER_WORD


def is_same_row(one: Line, other: Line) -> bool:
    """Tell whether two lines are at the same height of the page."""
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    return shared > _MOSTLY * min(one.top - one.bottom, other.top - other.bottom)
