"""The free lanes of a page: the gutters between its columns, sections and blocks.

Around every block lie lanes on all four sides, and every lane ends at others, so that there is a
way from each block to each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.composing.lanes import GUTTER, ROOM, Lane

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.drawing.composing.packing import Packed, PlacedSection, Spacing


class Gutters(NamedTuple):
    """All lanes of a page, and those that matter to its sections and blocks.

    ``around`` are for each block the lanes to its left, above, to its right and below it;
    ``beside`` is for each section the lane to the left of its heading.
    """

    lanes: tuple[Lane, ...]
    around: tuple[tuple[Lane, Lane, Lane, Lane], ...]
    beside: tuple[Lane, ...]


def find_gutters(packed: Packed, spacing: Spacing) -> Gutters:
    """Return the lanes of a page with an edge as broad as a gutter."""
    lanes: list[Lane] = []
    around: list[tuple[Lane, Lane, Lane, Lane]] = []
    beside: list[Lane] = []
    columns = packed.columns
    for number, (area, sections) in enumerate(columns):
        left = _upright(area.x - GUTTER, packed)
        is_last = number + 1 == len(columns)
        end = area.right + GUTTER if is_last else columns[number + 1][0].x - GUTTER
        right = _upright(end, packed)
        bottom = _level(area.bottom + GUTTER, left, right)
        lanes += [left, right, _level(area.y - GUTTER, left, right), bottom]
        for place, section in enumerate(sections):
            if place:
                lanes.append(_level(section.area.y - GUTTER, left, right))
            end = section.area.bottom + GUTTER
            beside.append(left)
            found = list(_inside(section, left, right, end, spacing))
            around += found
            lanes += (lane for block in found for lane in block)
    return Gutters(tuple(dict.fromkeys(lanes)), tuple(around), tuple(beside))


def _inside(
    section: PlacedSection, left: Lane, right: Lane, end: float, spacing: Spacing
) -> Iterator[tuple[Lane, Lane, Lane, Lane]]:
    """Yield the lanes around each block of a section."""
    top = section.columns[0][0].y - GUTTER if section.columns else 0.0
    sides = [left]
    for area, _ in section.columns[1:]:
        sides.append(Lane(area.x - spacing.inner / 2, top, end, is_upright=True, room=ROOM))
    sides.append(right)
    for number, (_, blocks) in enumerate(section.columns):
        before, after = sides[number : number + 2]
        above = _level(top, before, after)
        for place, block in enumerate(blocks):
            is_last = place + 1 == len(blocks)
            below = _level(end if is_last else block.bottom + spacing.block / 2, before, after)
            yield before, above, after, below
            above = below


def _upright(at: float, packed: Packed) -> Lane:
    return Lane(at, 0.0, packed.height, is_upright=True, room=ROOM)


def _level(at: float, left: Lane, right: Lane) -> Lane:
    return Lane(at, left.at, right.at, is_upright=False, room=ROOM)
