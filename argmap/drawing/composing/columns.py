"""Which column each statement stands in and in which order, as Graphviz finds it.

In a map that is a tree, or several, there is but one order without crossings that is also that of
the text, and no need to look for it. For every other map Graphviz is given bare boxes of the cards'
sizes, named ``n1``, ``n2`` and so on, and never a word of the map. The graph always runs down the
page, from targets to what bears on them, with one unseen root on top; for a picture that runs to
the right everything is transposed. So the order of edges is the order from left to right, in every
release and engine, and no mirrored ``rankdir`` needs to be outwitted.

What comes back are levels: rows of cards and, where a link passes a level on its way to another,
*slots*, which keep room for it. No curve ever meets a card because of them (as in Sugiyama, Tagawa
and Toda, *Methods for visual understanding of hierarchical system structures*, IEEE Transactions
on Systems, Man, and Cybernetics 11, 1981).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap.drawing.composing.plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from argmap.drawing.cards import Card
    from argmap.drawing.composing.ends import Ends
    from argmap.drawing.composing.sections import Sections
    from argmap.drawing.engines import Layout, Route
    from argmap.drawing.theme import Theme
    from argmap.graph import Link

Direction = Literal["right", "down"]

_POINTS = 72
_ROOT = "n0"
_SLOT_BREADTH = 6.0
# Cards stand in the column of what they bear on first; further links do not push them outward.
_TREE, _ACROSS = "weight=4", "constraint=false"
# Graphviz 2.43 finds the levels in linear time only with `newrank`. In a tree, whose lines pass no
# level, only the order is of use: boxes need not be placed well, nor lines be drawn.
_QUICK, _QUICK_TREE = "newrank=true", "newrank=true, nslimit=0, splines=none"


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


def make_dot(
    sections: Sections,
    ends: Ends,
    cards: Mapping[str, Card],
    theme: Theme,
    direction: Direction,
) -> str:
    """Return the graph that Graphviz is to lay out, in the DOT language.

    >>> from argmap.drawing.cards import make_cards
    >>> from argmap.drawing.composing.ends import Ends
    >>> from argmap.drawing.composing.sections import Sections
    >>> from argmap.drawing.theme import LIGHT
    >>> from argmap.graph import Graph
    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="c"), m.reason("They carry many", supports="c")
    >>> graph = Graph(m)
    >>> sections = Sections(graph)
    >>> cards = make_cards(graph, LIGHT)
    >>> dot = make_dot(sections, Ends(graph, sections), cards, LIGHT, "right")
    >>> "n1 -> n2" in dot, "Buses" in dot
    (True, False)
    """
    plan = make_plan(sections, ends)
    heads = {head for (_, head), is_tree in plan.pairs.items() if is_tree}
    quick = _QUICK_TREE if plan.is_forest else _QUICK
    lines = [
        "digraph {",
        f"graph [nodesep={theme.gap / _POINTS:.6f}, ranksep=0.5, ordering=out, {quick}]",
        'node [shape=box, fixedsize=true, label=""]',
        "edge [dir=none]",
        f"{_ROOT} [width=0.01, height=0.01]",
    ]
    for id, name in plan.names.items():
        breadth, depth = extents(cards[id], direction)
        lines.append(f"{name} [width={breadth / _POINTS:.6f}, height={depth / _POINTS:.6f}]")
    lines += [
        f"{_ROOT} -> {name}"
        for id, name in plan.names.items()
        if id not in heads or sections.parent_link(id) is None
    ]
    lines += [
        f"{plan.names[tail]} -> {plan.names[head]} [{_TREE if is_tree else _ACROSS}]"
        for (tail, head), is_tree in plan.pairs.items()
    ]
    return "\n".join((*lines, "}", ""))


def extents(card: Card, direction: Direction) -> tuple[float, float]:
    """Return the size of a card across the levels and along them."""
    return (card.height, card.width) if direction == "right" else (card.width, card.height)


def read_columns(
    sections: Sections,
    ends: Ends,
    cards: Mapping[str, Card],
    layout: Layout,
    direction: Direction,
) -> Columns:
    """Return the levels that a layout of :func:`make_dot` has, cards and slots in order.

    Where links to further targets led Graphviz to tear siblings from the order of the text, each
    level gets the order in which the statements are read, in which no first links cross.
    """
    plan = make_plan(sections, ends)
    centres: dict[str, tuple[float, float]] = {}
    for id, name in plan.names.items():
        box = layout.boxes[name]
        centres[id] = (box.x + box.width / 2, box.y + box.height / 2)
    heights: list[float] = []
    for _, height in sorted(centres.values(), key=lambda centre: centre[1]):
        # All boxes of a level have one centre, but for the rounding of its last digit.
        if not heights or height > heights[-1] + 2:
            heights.append(height)
    level_of = {id: _nearest(heights, height) for id, (_, height) in centres.items()}
    cells: list[list[Cell]] = [[] for _ in heights]
    for id, (across, _) in centres.items():
        cells[level_of[id]].append(Cell(id, across, extents(cards[id], direction)[0]))
    gap_of = _meeting_gaps(sections, ends, level_of)
    routes = {(route.tail, route.head): route for route in layout.edges}
    for link in sections.links:
        passed = () if link in sections.far else passed_levels(link, ends, level_of, gap_of)
        base = ends.base(link)
        if not passed:
            continue
        tail, head = plan.names[base or link.origin], plan.names[link.origin]
        route = routes.get((tail, head)) or routes.get((head, tail))
        for level in passed:
            across = (
                _across_at(route, heights[level])
                if route
                else (centres[link.origin][0] + centres[base or link.origin][0]) / 2
            )
            cells[level].append(Cell(Slot(link, level), across, _SLOT_BREADTH))
    rank = {id: number for number, id in enumerate(plan.names)}
    rows = [tuple(sorted(row, key=lambda cell: cell.place)) for row in cells]
    return Columns(_in_order_of_text(rows, sections, ends, rank), level_of, gap_of)


def tree_columns(
    sections: Sections, ends: Ends, cards: Mapping[str, Card], direction: Direction
) -> Columns | None:
    """Return the levels of a map in which nothing stands under two statements; None for others.

    They are those that Graphviz would find.

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
    >>> tree_columns(sections, Ends(graph, sections), cards, "right").level_of
    {'c': 0, 'r': 1}
    """
    plan = make_plan(sections, ends)
    if not plan.is_forest:
        return None
    below: dict[str, list[str]] = defaultdict(list)
    for tail, head in plan.pairs:
        below[tail].append(head)
    heads = {head for _, head in plan.pairs}
    rows: list[tuple[Cell, ...]] = []
    level_of: dict[str, int] = {}
    row = [id for id in plan.names if id not in heads]
    while row:
        level_of.update(dict.fromkeys(row, len(rows)))
        cells = (Cell(id, place, extents(cards[id], direction)[0]) for place, id in enumerate(row))
        rows.append(tuple(cells))
        row = [head for id in row for head in below[id]]
    rank = {id: number for number, id in enumerate(plan.names)}
    gap_of = _meeting_gaps(sections, ends, level_of)
    # An undercut of a link to the premise itself may pass levels even in a tree.
    near = (link for link in sections.links if link not in sections.far)
    if any(passed_levels(link, ends, level_of, gap_of) for link in near):
        return None
    return Columns(_in_order_of_text(rows, sections, ends, rank), level_of, gap_of)


def _in_order_of_text(
    rows: list[tuple[Cell, ...]], sections: Sections, ends: Ends, rank: Mapping[str, int]
) -> tuple[tuple[Cell, ...], ...]:
    if all(_keeps_siblings_in_order(row, sections, ends, rank) for row in rows):
        return tuple(rows)
    return tuple(_in_rank_order(row, rank) for row in rows)


def _keeps_siblings_in_order(
    row: tuple[Cell, ...], sections: Sections, ends: Ends, rank: Mapping[str, int]
) -> bool:
    last: dict[str | None, int] = {}
    for cell in row:
        if isinstance(cell.content, str):
            link = sections.parent_link(cell.content)
            family = None if link is None else ends.base(link)
            if rank[cell.content] < last.get(family, 0):
                return False
            last[family] = rank[cell.content]
    return True


def _in_rank_order(row: tuple[Cell, ...], rank: Mapping[str, int]) -> tuple[Cell, ...]:
    def place_in_reading(cell: Cell) -> int:
        content = cell.content
        return rank[content if isinstance(content, str) else content.link.origin]

    ordered = sorted(row, key=place_in_reading)
    return tuple(cell._replace(place=old.place) for cell, old in zip(ordered, row, strict=True))


def _nearest(heights: list[float], height: float) -> int:
    return min(bisect_left(heights, height - 2), len(heights) - 1)


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


def _across_at(route: Route, height: float) -> float:
    """Return where a route crosses a height; it runs down the page."""
    best = route.points[0]
    previous = best
    for start in range(0, len(route.points) - 1, 3):
        a, b, c, d = route.points[start : start + 4]
        for step in range(1, 9):
            t = step / 8
            s = 1 - t
            x = s**3 * a.x + 3 * s * s * t * b.x + 3 * s * t * t * c.x + t**3 * d.x
            y = s**3 * a.y + 3 * s * s * t * b.y + 3 * s * t * t * c.y + t**3 * d.y
            if min(previous.y, y) <= height <= max(previous.y, y):
                share = (height - previous.y) / (y - previous.y) if y != previous.y else 0
                return previous.x + share * (x - previous.x)
            if abs(y - height) < abs(best.y - height):
                best = type(a)(x, y)
            previous = type(a)(x, y)
    return best.x
