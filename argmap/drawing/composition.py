"""Where everything in a picture stands: cards, the curves between them, their heads and dots.

All is reckoned *along* the levels, away from the root, and *across* them; at the very end this
becomes x and y, so that a picture that runs down is the same picture, transposed. Graphviz found
the levels and the order on each; the distances are argmap's: every card moves to the middle of
what supports it, as near as order and gaps allow.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.cards import PORT_MARGIN
from argmap.drawing.columns import Slot, extents, passed_levels
from argmap.drawing.ends import Ends
from argmap.drawing.engines import Box, Point
from argmap.drawing.spacing import space_out, spread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from argmap.drawing.cards import Card
    from argmap.drawing.columns import Cell, Columns, Direction
    from argmap.drawing.theme import Theme
    from argmap.graph import Graph, Inference, Link
    from argmap.model import Relation

_ROUNDS = 6
_TREE_GAP = 34.0
_SLOT_GAP = 8.0
_PORTS_APART = 16.0

HEAD_LENGTH: dict[Relation, float] = {
    "supports": 9.5,
    "rebuts": 4.5,
    "undercuts": 4.5,
    "limits": 8.5,
    "restates": 0.0,
    "answers": 0.0,
}
"""How far before a card the line of a relation ends, and its head begins."""


DOT_RADIUS = 2.8
"""Of the dot where an undercut meets a line."""
DOT_STANDOFF = 6.0
"""How far from the centre of that dot the bar of the undercut stands."""


class Head(NamedTuple):
    """The head of a line: its tip and the way it points, one of the four of the compass."""

    tip: Point
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """The line of one link, or the last stretch of joint ones, which has the head.

    ``curve`` holds 3n + 1 control points of n cubic Bézier curves, from origin to target.
    """

    links: tuple[Link, ...]
    relation: Relation
    curve: tuple[Point, ...]
    head: Head | None


@dataclass(frozen=True, slots=True)
class Dot:
    """Where joint premises meet, or where an undercut meets the line that it attacks."""

    centre: Point
    relation: Relation
    radius: float
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """Boxes of cards, strokes and dots in one plane, from (0, 0) to (width, height)."""

    width: float
    height: float
    boxes: Mapping[str, Box]
    strokes: tuple[Stroke, ...]
    dots: tuple[Dot, ...]

    def moved(self, x: float, y: float) -> Composition:
        """Return the same, so much further to the right and down."""

        def shifted(point: Point) -> Point:
            return Point(point.x + x, point.y + y)

        return Composition(
            self.width,
            self.height,
            {id: replace(box, x=box.x + x, y=box.y + y) for id, box in self.boxes.items()},
            tuple(
                replace(
                    stroke,
                    curve=tuple(shifted(point) for point in stroke.curve),
                    head=stroke.head and stroke.head._replace(tip=shifted(stroke.head.tip)),
                )
                for stroke in self.strokes
            ),
            tuple(replace(dot, centre=shifted(dot.centre)) for dot in self.dots),
        )


class _Place(NamedTuple):
    """A point before it becomes x and y."""

    along: float
    across: float


def compose(
    graph: Graph,
    cards: Mapping[str, Card],
    columns: Columns,
    theme: Theme,
    direction: Direction,
) -> Composition:
    """Return where everything stands."""
    return _Composer(graph, cards, columns, theme, direction).compose()


class _Composer:
    def __init__(
        self,
        graph: Graph,
        cards: Mapping[str, Card],
        columns: Columns,
        theme: Theme,
        direction: Direction,
    ) -> None:
        self.graph = graph
        self.columns = columns
        self.ends = Ends(graph)
        self.theme = theme
        self.direction = direction
        self.breadth: dict[str, float] = {}
        self.depth: dict[str, float] = {}
        for id, card in cards.items():
            self.breadth[id], self.depth[id] = extents(card, direction)
        self.level = columns.level_of
        self.across: dict[str | Slot, float] = {}
        self.start: list[float] = []
        self.end: list[float] = []
        self.dot_distance: dict[Link, float] = {}
        self.lead: dict[tuple[Link, int], float] = defaultdict(float)
        self.port: dict[tuple[str, object], float] = {}
        self.meeting: dict[Link, _Meeting] = {}
        self.strokes: list[Stroke] = []
        self.dots: list[Dot] = []
        self.root: dict[str, str] = {}
        for id in graph.roots:
            self.root.update((each, id) for _, each in graph.walk(id))

    def compose(self) -> Composition:
        if not self.columns.levels:
            return Composition(0, 0, {}, (), ())
        self._place_across()
        self._find_meetings()
        self._find_leads()
        self._place_along()
        self._find_ports()
        self._draw()
        boxes = {id: self._box(id) for id in self.level}
        width = max(box.x + box.width for box in boxes.values())
        height = max(box.y + box.height for box in boxes.values())
        points = [point for stroke in self.strokes for point in stroke.curve]
        return Composition(
            max([width, *(point.x for point in points)]),
            max([height, *(point.y for point in points)]),
            boxes,
            tuple(self.strokes),
            tuple(self.dots),
        )

    # Across the levels

    def _place_across(self) -> None:
        for row in self.columns.levels:
            for cell in row:
                self.across[cell.content] = cell.place
        supporters = self._supporters()
        for _ in range(_ROUNDS):
            for level, row in reversed(list(enumerate(self.columns.levels))):
                wishes, weights = [], []
                for cell in row:
                    wish, weight = self._wish(cell, level, supporters)
                    wishes.append(wish)
                    weights.append(weight)
                distances = [self._distance(a, b) for a, b in pairwise(row)]
                for cell, place in zip(row, space_out(wishes, distances, weights), strict=True):
                    self.across[cell.content] = place
        first = min(
            self.across[cell.content] - cell.breadth / 2
            for row in self.columns.levels
            for cell in row
        )
        for content in self.across:
            # Whole numbers for the edges of cards, so that their borders are crisp.
            half = self.breadth[content] / 2 if isinstance(content, str) else 0
            self.across[content] = round(self.across[content] - first - half) + half

    def _supporters(self) -> dict[str, list[str | Slot]]:
        """Say for each card what stands next to it, away from the root, on lines to it."""
        supporters: dict[str, list[str | Slot]] = defaultdict(list)
        for link in self.graph.links:
            if (
                self.ends.attacked_by(link) is None
                and self.graph.parent_link(link.origin) == link
                and self.level[link.target] < self.level[link.origin]
            ):
                next_level = self.level[link.target] + 1
                slot = Slot(link, next_level)
                supporters[link.target].append(slot if slot in self.across else link.origin)
        return supporters

    def _wish(
        self, cell: Cell, level: int, supporters: Mapping[str, list[str | Slot]]
    ) -> tuple[float, float]:
        content = cell.content
        if isinstance(content, Slot):
            link = content.link
            for beyond in (Slot(link, level + 1), link.origin, link.target):
                if beyond in self.across and (
                    isinstance(beyond, Slot) or self.level[beyond] == level + 1
                ):
                    return self.across[beyond], 0.3
            return self.across[content], 0.05
        beside = [self.across[each] for each in supporters[content]]
        if beside:
            return (min(beside) + max(beside)) / 2, 1.0
        return self.across[content], 0.1

    def _distance(self, first: Cell, second: Cell) -> float:
        half = (first.breadth + second.breadth) / 2
        if isinstance(first.content, Slot) or isinstance(second.content, Slot):
            return half + _SLOT_GAP
        if self.root[first.content] != self.root[second.content]:
            return half + _TREE_GAP
        if self._family(first.content) != self._family(second.content):
            return half + self.theme.family_gap
        return half + self.theme.gap

    def _family(self, id: str) -> str | None:
        link = self.graph.parent_link(id)
        return None if link is None else self.ends.base(link)

    # Along the levels

    def _is_outward(self, link: Link) -> bool:
        """Tell whether a link runs away from the root, as only links of cycles do."""
        if self.ends.attacked_by(link) is None:
            return self.level[link.origin] < self.level[link.target]
        return self.columns.gap_of[link] >= self.level[link.origin]

    def _gaps(self, link: Link) -> list[int]:
        """Return the gaps that a link crosses, from its origin on; none for one to itself."""
        passed = passed_levels(link, self.ends, self.level, self.columns.gap_of)
        start = self.level[link.origin]
        if link.origin == link.target and self.ends.attacked_by(link) is None:
            return []
        if self._is_outward(link):
            return [start, *passed]
        return [start - 1, *(level - 1 for level in passed)]

    def _entry(self, link: Link, gap: int) -> float:
        """Return where, across, a link enters a gap that it crosses."""
        slot = Slot(link, gap if self._is_outward(link) else gap + 1)
        return self.across.get(slot, self.across[link.origin])

    def _find_meetings(self) -> None:
        """Find the joint premises whose lines meet in one gap."""
        for inference in self.graph.inferences:
            if inference.joint is None:
                continue
            groups: dict[tuple[int, bool], list[Link]] = defaultdict(list)
            for link in inference.links:
                if gaps := self._gaps(link):
                    groups[gaps[-1], self._is_outward(link)].append(link)
            for (gap, is_outward), links in groups.items():
                if len(links) > 1:
                    meeting = _Meeting(inference, tuple(links), gap, is_outward)
                    self.meeting.update(dict.fromkeys(links, meeting))

    def _find_leads(self) -> None:
        """Say how far from the outer end of a gap each undercut meets the line it attacks.

        There lines run level for a while, which keeps the bar clear of them.
        """
        attackers: dict[tuple[Link, int], list[Link]] = defaultdict(list)
        for link in reversed(self.ends.by_depth):
            gap = self.columns.gap_of.get(link)
            attacked = self.ends.attacked_by(link)
            if attacked is None or gap is None:
                continue
            if attacked in self.meeting and self.meeting[attacked].gap == gap:
                continue
            if link in self.meeting and self.meeting[link].links[0] != link:
                continue
            attackers[attacked, gap].append(link)
        for attacked in reversed(self.ends.by_depth):
            for gap in self._gaps(attacked):
                listed = attackers.get((attacked, gap))
                if not listed:
                    continue
                level = self._entry(attacked, gap)
                distance = 10.0 if self._is_outward(attacked) else 0.0
                for link in sorted(listed, key=lambda one: abs(self._entry(one, gap) - level)):
                    distance = max(distance + 13, self.lead[link, gap] + 9)
                    self.dot_distance[link] = distance
                self.lead[attacked, gap] = distance + 8

    def _place_along(self) -> None:
        room = [self.theme.column_gap] * len(self.columns.levels)
        tallest = [0.0] * len(room)
        leads = [0.0] * len(room)
        joints = [0.0] * len(room)
        for (_, gap), lead in self.lead.items():
            leads[gap] = max(leads[gap], lead)
        for meeting in self.meeting.values():
            joints[meeting.gap] = 22.0
        for link in self.graph.links:
            for gap in self._gaps(link):
                goal = Slot(link, gap + 1 if self._is_outward(link) else gap)
                across = self.across.get(goal, self.across[self.ends.base(link)])
                tallest[gap] = max(tallest[gap], abs(self._entry(link, gap) - across))
        along = 0.0
        for level, row in enumerate(self.columns.levels):
            depth = max(self.depth[c.content] for c in row if isinstance(c.content, str))
            self.start.append(along)
            self.end.append(along + depth)
            extra = min(50.0, max(0.0, tallest[level] - 100) * 0.06)
            needed = max(room[level] + extra, leads[level] + 40) + joints[level]
            along += depth + round(needed)
        self.start.append(along)

    # Ports

    def _find_ports(self) -> None:
        """Spread the lines that end at a card over its side; those that begin share one port."""
        wishes: dict[tuple[str, bool], dict[object, float]] = defaultdict(dict)
        for link in self.graph.links:
            is_outward = self._is_outward(link)
            gaps = self._gaps(link)
            # The side away from the root is where lines outward begin and lines inward end.
            wishes[link.origin, is_outward or not gaps]["begin"] = self.across[link.origin]
            if self.ends.attacked_by(link) is not None:
                continue
            meeting = self.meeting.get(link)
            if meeting is not None:
                entries = [self._entry(one, meeting.gap) for one in meeting.links]
                wish = sum(entries) / len(entries)
            elif gaps:
                wish = self._entry(link, gaps[-1])
            else:
                wish = self.across[link.target] + self.breadth[link.target] / 2
            wishes[link.target, not is_outward][meeting or link] = wish
        for (id, is_outer), wished in wishes.items():
            ordered = sorted(wished, key=wished.__getitem__)
            half = self.breadth[id] / 2 - PORT_MARGIN
            if ordered == ["begin"]:
                places = [self.across[id]]
            else:
                places = spread(
                    [wished[one] for one in ordered],
                    self.across[id] - half,
                    self.across[id] + half,
                    apart=_PORTS_APART,
                )
            for one, place in zip(ordered, places, strict=True):
                self.port[id, (one, is_outer)] = place

    # Lines

    def _draw(self) -> None:
        drawn: set[int] = set()
        for link in self.ends.by_depth:
            meeting = self.meeting.get(link)
            if meeting is not None and id(meeting) not in drawn:
                drawn.add(id(meeting))
                self._draw_meeting(meeting)
            self._draw_link(link, meeting)

    def _draw_meeting(self, meeting: _Meeting) -> None:
        """Draw the dot where joint premises meet, and the one line from there on."""
        link = meeting.links[0]
        relation = link.relation
        entries = [self._entry(one, meeting.gap) for one in meeting.links]
        middle = sum(entries) / len(entries)
        if self.ends.attacked_by(link) is None:
            sign = 1 if meeting.is_outward else -1
            port = self.port[link.target, (meeting, not meeting.is_outward)]
            side = self._side(link.target, is_outer=not meeting.is_outward)
            tip = _Place(side - sign * 0.6, port)
            border = self.start[meeting.gap + 1] if meeting.is_outward else self.end[meeting.gap]
            centre = _Place(border - sign * 30, port)
            path = _Path(centre).line(_Place(side - sign * HEAD_LENGTH[relation], port))
            head = (tip, sign, 0)
        else:
            target = self._attack_place(link)
            sign = 1 if middle < target.across else -1
            centre = _Place(target.along, target.across - sign * 20)
            stop = _Place(target.along, target.across - sign * DOT_STANDOFF)
            path = _Path(centre).line(stop)
            tip_across = stop.across + sign * (HEAD_LENGTH[relation] - 1)
            head = (_Place(stop.along, tip_across), 0, sign)
        meeting.centre = centre
        self._add(meeting.links, relation, path, head)
        self.dots.append(Dot(self._point(centre), relation, 3.6, meeting.links))

    def _attack_place(self, link: Link) -> _Place:
        """Return where an undercut meets the line that it attacks, and draw the dot there."""
        attacked = self.ends.attacked_by(link)
        gap = self.columns.gap_of[link]
        assert attacked is not None
        meeting = self.meeting.get(attacked)
        if meeting is not None and meeting.gap == gap:
            assert meeting.centre is not None
            return meeting.centre
        gaps = self._gaps(attacked)
        if not gaps:
            side = self._side(attacked.target, is_outer=True)
            begin = self.port[attacked.target, ("begin", True)]
            finish = self.port[attacked.target, (attacked, True)]
            place = _Place(side + 0.75 * _LOOP, (begin + finish) / 2)
        else:
            place = _Place(
                self.start[gap + 1] - self.dot_distance[link], self._outer_across(attacked, gap)
            )
        self.dots.append(Dot(self._point(place), attacked.relation, DOT_RADIUS, (link,)))
        return place

    def _outer_across(self, link: Link, gap: int) -> float:
        """Return where, across, the line of a link meets the outer end of a gap."""
        if not self._is_outward(link):
            return self._entry(link, gap)
        slot = Slot(link, gap + 1)
        if slot in self.across:
            return self.across[slot]
        return self.port.get((link.target, (link, False)), self._entry(link, gap))

    def _side(self, id: str, *, is_outer: bool) -> float:
        return self.start[self.level[id]] + (self.depth[id] if is_outer else 0)

    def _draw_link(self, link: Link, meeting: _Meeting | None) -> None:
        if not self._gaps(link):
            self._draw_loop(link)
            return
        is_outward = self._is_outward(link)
        sign = 1 if is_outward else -1
        across = self.port[link.origin, ("begin", is_outward)]
        path = _Path(_Place(self._side(link.origin, is_outer=is_outward), across))
        *passed, last = self._gaps(link)
        for gap in passed:
            self._enter(path, link, gap)
            level = gap + 1 if is_outward else gap
            slot = self.across[Slot(link, level)]
            inner, outer = self.end[gap], self.start[gap + 1]
            lead = self.lead.get((link, gap), 0.0)
            if is_outward:
                path.bend(_Place(outer - lead, slot)).line(_Place(self.end[level], slot))
            else:
                path.bend(_Place(inner, slot)).line(_Place(self.start[level], slot))
        self._enter(path, link, last)
        head = None
        if meeting is not None:
            centre = meeting.centre
            assert centre is not None
            path.bend(_Place(centre.along - sign * 3, centre.across))
        elif self.ends.attacked_by(link) is not None:
            place = self._attack_place(link)
            toward = 1 if path.place.across < place.across else -1
            stop = _Place(place.along, place.across - toward * DOT_STANDOFF)
            path.hook(stop)
            tip = stop.across + toward * (HEAD_LENGTH[link.relation] - 1)
            head = (_Place(stop.along, tip), 0, toward)
        else:
            port = self.port[link.target, (link, not is_outward)]
            side = self._side(link.target, is_outer=not is_outward)
            border = self.start[last + 1] if is_outward else self.end[last]
            length = HEAD_LENGTH[link.relation]
            lead = self.lead.get((link, last), 0.0) if is_outward else 0.0
            path.bend(_Place(border - sign * max(length, lead), port))
            path.line(_Place(side - sign * length, port))
            if link.relation not in ("restates", "answers"):
                head = (_Place(side - sign * 0.6, port), sign, 0)
        self._add((link,), link.relation, path, head)

    def _enter(self, path: _Path, link: Link, gap: int) -> None:
        """Lead a line level to where its curve begins in a gap."""
        if self._is_outward(link):
            path.line(_Place(self.end[gap], path.place.across))
        else:
            lead = self.lead.get((link, gap), 0.0)
            path.line(_Place(self.start[gap + 1] - lead, path.place.across))

    def _draw_loop(self, link: Link) -> None:
        side = self._side(link.origin, is_outer=True)
        begin = _Place(side, self.port[link.origin, ("begin", True)])
        port = self.port[link.origin, (link, True)]
        path = _Path(begin)
        stop = _Place(side + HEAD_LENGTH[link.relation], port)
        path.curve(
            _Place(side + _LOOP, begin.across), _Place(stop.along + _LOOP, stop.across), stop
        )
        has_head = link.relation not in ("restates", "answers")
        head = (_Place(side + 0.6, port), -1, 0) if has_head else None
        self._add((link,), link.relation, path, head)

    def _add(
        self,
        links: tuple[Link, ...],
        relation: Relation,
        path: _Path,
        head: tuple[_Place, int, int] | None,
    ) -> None:
        tip = None
        if head is not None:
            place, along, across = head
            dx, dy = (along, across) if self.direction == "right" else (across, along)
            tip = Head(self._point(place), dx, dy)
        curve = tuple(self._point(place) for place in path.places)
        self.strokes.append(Stroke(links, relation, curve, tip))

    # The plane

    def _point(self, place: _Place) -> Point:
        if self.direction == "right":
            return Point(place.along, place.across)
        return Point(place.across, place.along)

    def _box(self, id: str) -> Box:
        corner = self._point(
            _Place(self.start[self.level[id]], self.across[id] - self.breadth[id] / 2)
        )
        size = self._point(_Place(self.depth[id], self.breadth[id]))
        return Box(corner.x, corner.y, size.x, size.y)


_LOOP = 30.0


@dataclass(eq=False, slots=True)
class _Meeting:
    """Joint premises whose lines meet in one gap, and the dot in which they do."""

    inference: Inference
    links: tuple[Link, ...]
    gap: int
    is_outward: bool
    centre: _Place | None = None


class _Path:
    """A line in the making: cubic Bézier curves, one after the other."""

    def __init__(self, start: _Place) -> None:
        self.places = [start]

    @property
    def place(self) -> _Place:
        return self.places[-1]

    def line(self, goal: _Place) -> _Path:
        """Go straight; not at all where that is no way."""
        start = self.place
        if goal != start:
            third = ((goal.along - start.along) / 3, (goal.across - start.across) / 3)
            self.curve(
                _Place(start.along + third[0], start.across + third[1]),
                _Place(goal.along - third[0], goal.across - third[1]),
                goal,
            )
        return self

    def bend(self, goal: _Place) -> _Path:
        """Go in a curve that is level at both ends."""
        half = (self.place.along + goal.along) / 2
        if goal.across == self.place.across:
            return self.line(goal)
        return self.curve(_Place(half, self.place.across), _Place(half, goal.across), goal)

    def hook(self, goal: _Place) -> _Path:
        """Go in a curve that begins level and ends upright."""
        start = self.place
        return self.curve(
            _Place(start.along + (goal.along - start.along) * 0.9, start.across),
            _Place(goal.along, start.across + (goal.across - start.across) * 0.35),
            goal,
        )

    def curve(self, first: _Place, second: _Place, goal: _Place) -> _Path:
        self.places += [first, second, goal]
        return self
