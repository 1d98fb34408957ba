"""Blocks, each drawn by itself: where cards stand and lines run, along and across its levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.drawing.composing.columns import extents
from argmap.drawing.composing.levels import LANE, Levels, find_room, find_stems
from argmap.drawing.composing.lines import Lines
from argmap.drawing.composing.placing import place_across
from argmap.drawing.composing.ports import find_ports
from argmap.drawing.composing.strokes import Place
from argmap.drawing.composing.ways import Ways

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from argmap.drawing.cards import Card
    from argmap.drawing.composing.columns import Columns, Direction
    from argmap.drawing.composing.ends import Ends
    from argmap.drawing.composing.levels import Room
    from argmap.drawing.composing.sections import Block, Sections
    from argmap.drawing.theme import Theme


class PlacedBlock:
    """A block whose cards have their places across; ``room`` is what its gaps need along.

    The same gaps of all blocks get the same room, so that their levels are aligned.
    """

    def __init__(
        self,
        sections: Sections,
        block: Block,
        ends: Ends,
        columns: Columns,
        cards: Mapping[str, Card],
        theme: Theme,
        direction: Direction,
    ) -> None:
        self.block = block
        self.ends = ends
        self.columns = columns
        self.breadth: dict[str, float] = {}
        self.depth: dict[str, float] = {}
        for id in block.ids:
            self.breadth[id], self.depth[id] = extents(cards[id], direction)
        self.across = place_across(sections, block, columns, ends, theme)
        self.ways = Ways(sections, block, columns, ends, self.across)
        self.stems = find_stems(block, ends, self.ways)
        self.room = find_room(block, columns, self.ways, self.stems, theme)


class DrawnBlock:
    """A block whose cards and lines have their places.

    ``corners`` are those of its cards, nearest to the root and first across; ``lines`` all that is
    drawn between them. It begins ``before`` its first level and is ``length`` long and ``breadth``
    broad.
    """

    def __init__(self, placed: PlacedBlock, room: Room) -> None:
        block, columns, ends, across = placed.block, placed.columns, placed.ends, placed.across
        breadth, depth = placed.breadth, placed.depth
        levels = Levels(columns, placed.stems, depth, room)
        ports = find_ports(block, ends, placed.ways, across, breadth)
        self.lines = Lines(block, columns, ends, placed.ways, across, levels, ports)
        self.corners = {
            id: Place(levels.inner[columns.level_of[id]], across[id] - breadth[id] / 2)
            for id in block.ids
        }
        self.before = levels.before
        places = [place for line in self.lines.lines for place in line.places]
        self.length = self.before + max(
            *(corner.along + depth[id] for id, corner in self.corners.items()),
            *(place.along for place in places),
            *(arrival.lane + LANE / 2 for arrival in self.lines.arriving.values()),
            0.0,
        )
        self.breadth = max(
            *(corner.across + breadth[id] for id, corner in self.corners.items()),
            *(place.across for place in places),
            0.0,
        )


def draw_blocks(placed: Sequence[PlacedBlock]) -> list[DrawnBlock]:
    """Draw blocks so that their levels are aligned.

    Only where one needs it is there room before the first level.
    """
    room: dict[int, float] = {}
    for one in placed:
        for gap, needed in one.room.items():
            room[gap] = max(room.get(gap, 0.0), needed)
    return [DrawnBlock(one, {**room, -1: one.room[-1]}) for one in placed]
