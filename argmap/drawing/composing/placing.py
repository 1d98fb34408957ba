"""Where cards and slots stand across the levels.

Graphviz found the levels and the order on each. First every tree is drawn tidily: each subtree as
a shape of its own, as near to the one above it as their outlines allow, and every card in the
middle of what bears on it (after Reingold and Tilford, *Tidier drawings of trees*, IEEE
Transactions on Software Engineering 7, 1981). Then, for a few rounds, levels make room for the
slots of lines that pass them, from the outermost inward.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from argmap.drawing.composing.columns import Slot
from argmap.drawing.composing.spacing import space_out
from argmap.drawing.composing.tidying import Shape, stack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.drawing.composing.columns import Cell, Columns
    from argmap.drawing.composing.ends import Ends
    from argmap.drawing.composing.sections import Block, Sections
    from argmap.drawing.theme import Theme

_ROUNDS = 6
_TREE_GAP = 30.0
_SLOT_GAP = 8.0
_NEARLY_LEVEL = 3.0
# How much a wish counts: that of a card with support most, that of one without least.
_SUPPORTED, _PASSED, _FREE = 1.0, 0.3, 0.1

Content = str | Slot


def place_across(
    sections: Sections, block: Block, columns: Columns, ends: Ends, theme: Theme
) -> dict[Content, float]:
    """Return where the middle of every card and slot of a block stands; the first edge is at 0."""
    return _Placing(sections, block, columns, ends, theme).place()


class _Placing:
    def __init__(
        self, sections: Sections, block: Block, columns: Columns, ends: Ends, theme: Theme
    ) -> None:
        self.sections = sections
        self.block = block
        self.columns = columns
        self.ends = ends
        self.theme = theme
        self.across = {cell.content: cell.place for row in columns.levels for cell in row}
        self.supporters = self._supporters()
        self._reading_rank = {id: rank for rank, id in enumerate(block.ids)}
        # Ids are in reading order, so each comes after the one that it hangs from.
        self.root: dict[str, str] = {}
        for id in block.ids:
            link = sections.parent_link(id)
            self.root[id] = id if link is None else self.root[link.target]

    def place(self) -> dict[Content, float]:
        self.across.update(self._tidy())
        distances = [
            [self._distance(first, second) for first, second in pairwise(row)]
            for row in self.columns.levels
        ]
        for _ in range(_ROUNDS):
            for level in reversed(range(len(distances))):
                row = self.columns.levels[level]
                wishes = [self._wish(cell.content, level) for cell in row]
                places = space_out(
                    [wish for wish, _ in wishes], distances[level], [weight for _, weight in wishes]
                )
                self.across.update(zip((cell.content for cell in row), places, strict=True))
        return self._rounded()

    def _tidy(self) -> dict[str, float]:
        """Return the places of all cards if there were no lines across the trees."""
        level_of = self.columns.level_of
        below: dict[str | None, list[str]] = defaultdict(list)
        for row in self.columns.levels:
            for cell in row:
                if isinstance(cell.content, str):
                    family = self._family(cell.content)
                    is_outer = family is not None and level_of[family] < level_of[cell.content]
                    below[family if is_outer else None].append(cell.content)
        offsets: dict[str, float] = {}
        shapes: dict[str, Shape] = {}
        # What is further out has its shape before what it stands beside.
        for row in reversed(self.columns.levels):
            for cell in row:
                if isinstance(cell.content, str):
                    half = cell.breadth / 2
                    shape = Shape(level_of[cell.content], [-half], [half])
                    gaps = (self.theme.gap, self.theme.family_gap)
                    found = stack([shapes.pop(each) for each in below[cell.content]], *gaps)
                    offsets.update(zip(below[cell.content], found.offsets, strict=True))
                    shapes[cell.content] = shape.with_outer(found.shape)
        roots = sorted(below[None], key=self._reading_rank.__getitem__)
        found = stack([shapes[root] for root in roots], _TREE_GAP, _TREE_GAP)
        offsets.update(zip(roots, found.offsets, strict=True))
        places: dict[str, float] = {}
        for row in self.columns.levels:
            for cell in row:
                if isinstance(cell.content, str) and cell.content not in places:
                    family = self._family(cell.content)
                    start = places[family] if cell.content not in roots and family else 0.0
                    places[cell.content] = start + offsets[cell.content]
        return places

    def _rounded(self) -> dict[Content, float]:
        """Give the edges of cards whole numbers, so that their borders are crisp."""
        halves = {cell.content: cell.breadth / 2 for row in self.columns.levels for cell in row}
        first = min(self.across[content] - half for content, half in halves.items())
        for content, half in halves.items():
            self.across[content] = round(self.across[content] - first - half) + half
        for level in reversed(range(len(self.columns.levels))):
            for cell in self.columns.levels[level]:
                self._snap(cell.content, level)
        return self.across

    def _snap(self, content: Content, level: int) -> None:
        """Make a line that passes a level run straight on, where it nearly does."""
        if isinstance(content, Slot):
            beyond = self._beyond(content, level + 1)
            if beyond is not None:
                place = self.across[beyond]
                if abs(place - self.across[content]) <= _NEARLY_LEVEL:
                    self.across[content] = place

    def _supporters(self) -> Mapping[str, list[Content]]:
        """Say for each card what stands next to it, away from the root, on lines to it."""
        supporters: dict[str, list[Content]] = defaultdict(list)
        level_of = self.columns.level_of
        for link in self.block.links:
            if (
                self.ends.attacked_by(link) is None
                and self.sections.parent_link(link.origin) == link
                and level_of[link.target] < level_of[link.origin]
            ):
                slot = Slot(link, level_of[link.target] + 1)
                supporters[link.target].append(slot if slot in self.across else link.origin)
        return supporters

    def _wish(self, content: Content, level: int) -> tuple[float, float]:
        """Return where something would stand and how much that counts."""
        if isinstance(content, Slot):
            beyond = self._beyond(content, level + 1)
            return self.across[content if beyond is None else beyond], _PASSED
        beside = [self.across[each] for each in self.supporters[content]]
        if beside:
            return (min(beside) + max(beside)) / 2, _SUPPORTED
        return self.across[content], _FREE

    def _beyond(self, slot: Slot, level: int) -> Content | None:
        """Return what the line through a slot meets on the next level outward."""
        link = slot.link
        if (following := Slot(link, level)) in self.across:
            return following
        ends = (link.origin, link.target)
        return next((id for id in ends if self.columns.level_of[id] == level), None)

    def _distance(self, first: Cell, second: Cell) -> float:
        """Return how far apart the middles of two neighbours on a level must stand."""
        half = (first.breadth + second.breadth) / 2
        if isinstance(first.content, Slot) or isinstance(second.content, Slot):
            return half + _SLOT_GAP
        if self.root[first.content] != self.root[second.content]:
            return half + _TREE_GAP
        if self._family(first.content) != self._family(second.content):
            return half + self.theme.family_gap
        return half + self.theme.gap

    def _family(self, id: str) -> str | None:
        link = self.sections.parent_link(id)
        return None if link is None else self.ends.base(link)
