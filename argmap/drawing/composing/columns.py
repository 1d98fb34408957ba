"""Which level each statement stands on, and in which order.

Levels are rows of cards and, where a link passes a level on its way to another, *slots*, which keep
room for it. No curve ever meets a card because of them (as in Sugiyama, Tagawa and Toda, *Methods
for visual understanding of hierarchical system structures*, IEEE Transactions on Systems, Man, and
Cybernetics 11, 1981). Cards have the order in which they are read, in which no lines of a tree
cross; only slots are free to stand wherever their lines cross the fewest others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap.drawing.composing.passing import Passage, Passing
from argmap.drawing.composing.plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from argmap.drawing.cards import Card
    from argmap.drawing.composing.ends import Ends
    from argmap.drawing.composing.plan import Plan
    from argmap.drawing.composing.sections import Sections
    from argmap.graph import Link

Direction = Literal["right", "down"]

_SLOT_BREADTH = 6.0


class Slot(NamedTuple):
    """The room that a link takes on a level which it passes."""

    link: Link
    level: int


class Cell(NamedTuple):
    """A card, named by its id, or a slot, with its ``breadth`` and ``place`` across the levels."""

    content: str | Slot
    place: float
    breadth: float


class Columns(NamedTuple):
    """The levels of a picture from its root outward, each with its cells in order.

    ``level_of`` says on which level each statement stands, ``gap_of`` between which levels each
    undercut meets the link that it attacks: 0 is the gap between the first two, -1 the one before
    the first.
    """

    levels: tuple[tuple[Cell, ...], ...]
    level_of: Mapping[str, int]
    gap_of: Mapping[Link, int]

    def split(self, groups: Iterable[Iterable[str]]) -> list[Columns]:
        """Return the levels once for each group of statements, with these and their slots alone."""
        group_of = {id: number for number, ids in enumerate(groups) for id in ids}
        rows: list[list[list[Cell]]] = [[] for _ in set(group_of.values())]
        for level, row in enumerate(self.levels):
            for cell in row:
                content = cell.content
                id = content if isinstance(content, str) else content.link.origin
                levels = rows[group_of[id]]
                levels += ([] for _ in range(level + 1 - len(levels)))
                levels[level].append(cell)
        return [self._replace(levels=tuple(map(tuple, levels))) for levels in rows]


def extents(card: Card, direction: Direction) -> tuple[float, float]:
    """Return the size of a card across the levels and along them."""
    return (card.height, card.width) if direction == "right" else (card.width, card.height)


def find_columns(
    sections: Sections, ends: Ends, cards: Mapping[str, Card], direction: Direction
) -> Columns:
    """Return the levels of a map, cards and slots in order.

    A card stands one level beyond the furthest that places it; further links push it nowhere. On
    each level cards have the order in which they are read, in which no first links cross, and
    slots stand where their lines cross the fewest of these.

    >>> from argmap.drawing.cards import make_cards
    >>> from argmap.drawing.composing.ends import Ends
    >>> from argmap.drawing.composing.sections import Sections
    >>> from argmap.drawing.theme import LIGHT
    >>> from argmap.graph import Graph
    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="c"), m.reason("They carry many", id="r", supports="c")
    >>> graph = Graph(m)
    >>> sections = Sections(graph)
    >>> cards = make_cards(graph, LIGHT)
    >>> find_columns(sections, Ends(graph, sections), cards, "right").level_of
    {'c': 0, 'r': 1}
    """
    plan = make_plan(sections, ends)
    level_of = dict.fromkeys(plan.ids, 0)
    for tail, head in plan.placing:
        level_of[head] = max(level_of[head], level_of[tail] + 1)
    rows: list[list[Cell]] = [[] for _ in range(max(level_of.values(), default=-1) + 1)]
    for id in plan.ids:
        rows[level_of[id]].append(Cell(id, 0.0, extents(cards[id], direction)[0]))
    gap_of = _meeting_gaps(sections, ends, level_of)
    passed = {
        link: levels
        for link in sections.links
        if link not in sections.far and (levels := passed_levels(link, ends, level_of, gap_of))
    }
    if passed:
        rows = _with_slots(rows, passed, plan, level_of, ends)
    return Columns(tuple(map(tuple, rows)), level_of, gap_of)


def _with_slots(
    rows: Sequence[Sequence[Cell]],
    passed: Mapping[Link, range],
    plan: Plan,
    level_of: Mapping[str, int],
    ends: Ends,
) -> list[list[Cell]]:
    """Return the levels with a slot for each that a link passes."""
    cards = [[str(cell.content) for cell in row] for row in rows]
    passing = Passing(cards, plan.placing, plan.ids)
    rank = {id: number for number, id in enumerate(plan.ids)}
    slots: list[list[tuple[int, int, int, Slot]]] = [[] for _ in rows]
    for link, levels in passed.items():
        base = ends.base(link) or link.origin
        inner, outer = sorted((base, link.origin), key=level_of.__getitem__)
        places = passing.places(Passage(outer, inner, levels))
        for level, place in places.items():
            slots[level].append((place, rank[outer], rank[inner], Slot(link, level)))
    found: list[list[Cell]] = []
    for row, added in zip(rows, slots, strict=True):
        cells: list[Cell] = []
        begin = 0
        for place, *_, slot in sorted(added):
            cells += (*row[begin:place], Cell(slot, 0.0, _SLOT_BREADTH))
            begin = place
        found.append([*cells, *row[begin:]])
    return found


def _meeting_gaps(sections: Sections, ends: Ends, level_of: Mapping[str, int]) -> dict[Link, int]:
    """Say for each undercut which gap it shares with the link that it attacks, nearest to it."""
    gap_of: dict[Link, int] = {}

    def span(link: Link) -> tuple[int, int]:
        start = level_of[link.origin]
        if link in sections.far:
            # It leaves its section by way of the gap before its card.
            return start - 1, start - 1
        attacked = ends.attacked_by(link)
        if attacked is None:
            low, high = sorted((level_of[link.target], start))
            return low, max(low, high - 1)
        meeting = gap_of[link]
        return (meeting, start - 1) if meeting < start else (start, meeting)

    # What comes from other sections needs to know where the undercuts within this one meet.
    for link in sorted(ends.by_depth(sections.links), key=sections.far.__contains__):
        attacked = ends.attacked_by(link)
        if attacked is not None:
            low, high = span(attacked)
            is_joint = sections.graph.inference_of(attacked).joint is not None
            if is_joint and attacked not in sections.far:
                # Joint premises meet in the gap before their target, and are attacked there.
                if level_of[attacked.origin] > low:
                    high = low
                else:
                    low = high
            nearest = high if link in sections.far else level_of[link.origin] - 1
            gap_of[link] = min(max(nearest, low), high)
    return gap_of


def passed_levels(
    link: Link, ends: Ends, level_of: Mapping[str, int], gap_of: Mapping[Link, int]
) -> range:
    """Return the levels that a link passes, from its origin to its end."""
    start = level_of[link.origin]
    if ends.attacked_by(link) is None:
        end = level_of[link.target]
        return range(start - 1, end, -1) if end <= start else range(start + 1, end)
    meeting = gap_of[link]
    return range(start - 1, meeting, -1) if meeting < start else range(start + 1, meeting + 1)
