"""The outlines of subtrees, and how near to each other they can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Shape(NamedTuple):
    """The outline of a subtree: where it begins and ends, across, on each level from ``level`` on.

    All places are relative to the middle of its root.
    """

    level: int
    first: list[float]
    last: list[float]

    def with_outer(self, outer: Shape | None) -> Shape:
        """Return this shape with another one on the levels beyond it."""
        if outer is None:
            return self
        return Shape(self.level, [*self.first, *outer.first], [*self.last, *outer.last])


class Stacked(NamedTuple):
    """Shapes one after the other: the offset of each, about their middle, and their outline."""

    offsets: list[float]
    shape: Shape | None


def stack(shapes: Sequence[Shape], gap: float, outer_gap: float) -> Stacked:
    """Put shapes one after the other, as near as they can be, and centre them.

    ``gap`` lies between them on their first level, ``outer_gap`` on all levels beyond.

    >>> flat, tall = Shape(1, [-5], [5]), Shape(1, [-5, -20], [5, 20])
    >>> stack([flat, tall, flat], 2, 4).offsets
    [-12.0, 0.0, 12.0]
    """
    if not shapes:
        return Stacked([], None)
    if len(shapes) == 1:  # a long chain has one below the other, each with all that follows
        return Stacked([0.0], shapes[0])
    level = min(shape.level for shape in shapes)
    depth = max(shape.level + len(shape.first) for shape in shapes) - level
    last: list[float | None] = [None] * depth
    first: list[float | None] = [None] * depth
    offsets: list[float] = []
    for shape in shapes:
        start = shape.level - level
        offset = 0.0 if not offsets else offsets[-1]
        for number, edge in enumerate(shape.first, start):
            before = last[number]
            if before is not None:
                offset = max(offset, before + (outer_gap if number else gap) - edge)
        for number, (begin, end) in enumerate(zip(shape.first, shape.last, strict=True), start):
            if first[number] is None:
                first[number] = offset + begin
            last[number] = offset + end
        offsets.append(offset)
    middle = (offsets[0] + offsets[-1]) / 2
    return Stacked(
        [offset - middle for offset in offsets],
        Shape(
            level,
            [(place or 0.0) - middle for place in first],
            [(place or 0.0) - middle for place in last],
        ),
    )
