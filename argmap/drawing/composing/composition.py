"""Where everything in a picture stands: cards, the curves between them, their heads and dots.

All is reckoned *along* the levels, away from the root, and *across* them; at the very end this
becomes x and y, so that a picture that runs down is the same picture, transposed. Between levels
there are only curves and on levels only cards and slots, so no curve enters a card.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from math import copysign
from typing import TYPE_CHECKING

from argmap.drawing.cards import LEAST_APART, PORT_MARGIN
from argmap.drawing.composing.columns import Slot, extents
from argmap.drawing.composing.ends import Ends
from argmap.drawing.composing.placing import place_across
from argmap.drawing.composing.spacing import spread
from argmap.drawing.composing.strokes import (
    DOT_RADIUS,
    DOT_STANDOFF,
    HEAD_LENGTH,
    HEADLESS,
    MEETING_RADIUS,
    Dot,
    Head,
    Path,
    Place,
    Stroke,
)
from argmap.drawing.composing.ways import Meeting, Ways
from argmap.drawing.engines import Box, Point

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.drawing.cards import Card
    from argmap.drawing.composing.columns import Columns, Direction
    from argmap.drawing.theme import Theme
    from argmap.graph import Graph, Link
    from argmap.model import Relation

_PORTS_APART = 16.0
_LOOP, _WIDEST_LOOP = 30.0, 60.0
# A gap is wider where lines rise far in it, where premises meet in it, and for dots on lines.
_TALL, _WIDER_BY, _WIDEST_BY = 100.0, 0.06, 50.0
_FOR_MEETING = 22.0
_BESIDE_LEADS = 40.0
# How far premises meet from the card that they bear on, and from the dot that they attack.
_STEM, _SHORT_STEM = 30.0, 20.0
_STEMS_APART = 22.0
# Heads end outside the border of a card, which is 1.2 wide.
_BORDER = 0.6


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


def compose(
    graph: Graph,
    cards: Mapping[str, Card],
    columns: Columns,
    theme: Theme,
    direction: Direction,
) -> Composition:
    """Return where everything stands in a map whose cards were laid out in columns."""
    if not columns.levels:
        return Composition(0, 0, {}, (), ())
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
        self.theme = theme
        self.direction = direction
        self.breadth: dict[str, float] = {}
        self.depth: dict[str, float] = {}
        for id, card in cards.items():
            self.breadth[id], self.depth[id] = extents(card, direction)
        self.level = columns.level_of
        self.ends = Ends(graph)
        self.across = place_across(graph, columns, self.ends, theme)
        self.ways = Ways(graph, columns, self.ends, self.across)
        self.stems = self._find_stems()
        self.inner, self.outer = self._place_along()
        self.begin, self.finish = self._find_ports()
        self.meeting_place: dict[Meeting, Place] = {}
        self.strokes: list[Stroke] = []
        self.dots: list[Dot] = []

    def compose(self) -> Composition:
        for link in self.ends.by_depth:
            meeting = self.ways.meetings.get(link)
            if meeting is not None and meeting not in self.meeting_place:
                self._draw_meeting(meeting)
            if self.ways.gaps(link):
                self._draw_link(link, meeting)
            else:
                self._draw_loop(link)
        boxes = {id: self._box(id) for id in self.level}
        points = [point for stroke in self.strokes for point in stroke.curve]
        points += [Point(box.x + box.width, box.y + box.height) for box in boxes.values()]
        return Composition(
            max(point.x for point in points),
            max(point.y for point in points),
            boxes,
            tuple(self.strokes),
            tuple(self.dots),
        )

    # Along the levels

    def _place_along(self) -> tuple[list[float], list[float]]:
        """Return where each level begins, seen from the root, and where it ends."""
        count = len(self.columns.levels)
        tallest, leads, for_meeting = [0.0] * count, [0.0] * count, [0.0] * count
        for (_, gap), lead in self.ways.leads.items():
            leads[gap] = max(leads[gap], lead + _BESIDE_LEADS)
        for meeting in self.ways.meetings.values():
            room = _FOR_MEETING + self.stems[meeting] - _STEM
            for_meeting[meeting.gap] = max(for_meeting[meeting.gap], room)
        for link in self.graph.links:
            for gap in self.ways.gaps(link):
                rise = abs(self.ways.entry(link, gap) - self.ways.goal(link, gap))
                tallest[gap] = max(tallest[gap], rise)
        inner, outer = [0.0], []
        for level, row in enumerate(self.columns.levels):
            depth = max(self.depth[c.content] for c in row if isinstance(c.content, str))
            outer.append(inner[-1] + depth)
            extra = min(_WIDEST_BY, max(0.0, tallest[level] - _TALL) * _WIDER_BY)
            room = max(self.theme.column_gap + extra, leads[level]) + for_meeting[level]
            inner.append(outer[-1] + round(room))
        return inner, outer

    def _find_stems(self) -> dict[Meeting, float]:
        """Return how far from their target premises meet.

        Of several meetings before one card those that are undercut are further away, so that the
        lines of the undercuts need not pass the others.
        """
        attacked = {self.ways.meeting_attacked_by(link) for link in self.graph.links}
        beside: dict[tuple[str, int, bool], list[Meeting]] = defaultdict(list)
        for meeting in dict.fromkeys(self.ways.meetings.values()):
            beside[meeting.links[0].target, meeting.gap, meeting.is_outward].append(meeting)
        stems: dict[Meeting, float] = {}
        for group in beside.values():
            free = [meeting for meeting in group if meeting not in attacked]
            stems.update(dict.fromkeys(free, _STEM))
            for number, meeting in enumerate(m for m in group if m in attacked):
                stems[meeting] = _STEM + _STEMS_APART * (number + bool(free))
        return stems

    def _side(self, id: str, *, is_outer: bool) -> float:
        """Return where the side of a card that faces its supporters, or the other one, lies."""
        return self.inner[self.level[id]] + (self.depth[id] if is_outer else 0)

    # Ports

    def _find_ports(self) -> tuple[dict[tuple[str, bool], float], dict[Link, float]]:
        """Spread the lines that end at a card over its side; those that begin share one port.

        Returns where lines begin, by card and whether its outer side is meant, and where each link
        that ends at a card does so.
        """
        wishes: dict[tuple[str, bool], dict[Link | None, float]] = defaultdict(dict)
        for link in self.graph.links:
            is_outward, gaps = self.ways.is_outward(link), self.ways.gaps(link)
            # The side away from the root is where lines outward begin and lines inward end.
            if gaps:
                wishes[link.origin, is_outward][None] = self.across[link.origin]
            else:
                # The side away from the root is that of level lines, and bows begin beside them.
                toward = self.across[link.target] - self.across[link.origin]
                edge = copysign(self.breadth[link.origin] / 4, toward)
                wishes[link.origin, True].setdefault(None, self.across[link.origin] + edge)
            if self.ends.attacked_by(link) is not None:
                continue
            meeting = self.ways.meetings.get(link)
            if meeting is not None:
                wishes[link.target, not is_outward][meeting.links[0]] = meeting.middle
            elif gaps:
                wishes[link.target, not is_outward][link] = self.ways.entry(link, gaps[-1])
            elif link.origin != link.target:
                wishes[link.target, True][link] = self.across[link.origin]
            else:
                edge = self.across[link.target] + self.breadth[link.target] / 2
                wishes[link.target, True][link] = edge
        begin: dict[tuple[str, bool], float] = {}
        finish: dict[Link, float] = {}
        for (id, is_outer), wished in wishes.items():
            ordered = sorted(wished, key=wished.__getitem__)
            half = self.breadth[id] / 2 - PORT_MARGIN
            low, high = self.across[id] - half, self.across[id] + half
            ports = spread(
                [wished[one] for one in ordered],
                low,
                high,
                apart=_PORTS_APART,
                least=LEAST_APART,
            )
            for one, port in zip(ordered, ports, strict=True):
                if one is None:
                    begin[id, is_outer] = port
                else:
                    finish[one] = port
        return begin, finish

    # Lines

    def _draw_meeting(self, meeting: Meeting) -> None:
        """Draw the dot where joint premises meet, and the one line from there on."""
        link = meeting.links[0]
        relation = link.relation
        if self.ends.attacked_by(link) is None:
            sign = 1 if meeting.is_outward else -1
            port = self.finish[link]
            side = self._side(link.target, is_outer=not meeting.is_outward)
            gap = meeting.gap
            border = self.inner[gap + 1] if meeting.is_outward else self.outer[gap]
            centre = Place(border - sign * self.stems[meeting], port)
            path = Path(centre).line(Place(side - sign * HEAD_LENGTH[relation], port))
            self._add(meeting.links, path, Place(side - sign * _BORDER, port), along=sign)
        else:
            target = self._attack_place(link)
            sign = 1 if meeting.middle < target.across else -1
            centre = Place(target.along, target.across - sign * _SHORT_STEM)
            self._end_at_dot(meeting.links, Path(centre), target, sign)
        self.meeting_place[meeting] = centre
        self.dots.append(Dot(self._point(centre), relation, MEETING_RADIUS, meeting.links))

    def _attack_place(self, link: Link) -> Place:
        """Return where an undercut meets the line that it attacks, and see that a dot is there."""
        meeting = self.ways.meeting_attacked_by(link)
        if meeting is not None:
            return self.meeting_place[meeting]
        attacked = self.ends.attacked_by(link) or link
        if self.ways.gaps(attacked):
            gap = self.columns.gap_of[link]
            if self.ways.is_led_in(attacked, gap):
                place = Place(
                    self.outer[gap] + self.ways.dots[link], self.ways.entry(attacked, gap)
                )
            else:
                along = self.inner[gap + 1] - self.ways.dots[link]
                place = Place(along, self._outer_across(attacked, gap))
        else:
            begin, finish = self.begin[attacked.origin, True], self.finish[attacked]
            side = self.outer[self.level[attacked.target]]
            place = Place(side + 0.75 * self._bow(attacked), (begin + finish) / 2)
        self.dots.append(Dot(self._point(place), attacked.relation, DOT_RADIUS, (link,)))
        return place

    def _outer_across(self, link: Link, gap: int) -> float:
        """Return where, across, the line of a link meets the outer end of a gap."""
        if not self.ways.is_outward(link):
            return self.ways.entry(link, gap)
        slot = Slot(link, gap + 1)
        return self.across[slot] if slot in self.across else self.finish[link]

    def _draw_link(self, link: Link, meeting: Meeting | None) -> None:
        is_outward = self.ways.is_outward(link)
        sign = 1 if is_outward else -1
        side = self._side(link.origin, is_outer=is_outward)
        path = Path(Place(side, self.begin[link.origin, is_outward]))
        *passed, last = self.ways.gaps(link)
        for gap in passed:
            self._enter(path, link, gap)
            across = self.ways.goal(link, gap)
            lead = self.ways.lead(link, gap)
            if is_outward:
                path.bend(Place(self.inner[gap + 1] - lead, across))
                path.line(Place(self.outer[gap + 1], across))
            else:
                path.bend(Place(self.outer[gap], across)).line(Place(self.inner[gap], across))
        self._enter(path, link, last)
        if meeting is not None:
            place = self.meeting_place[meeting]
            path.bend(Place(place.along - sign * DOT_RADIUS, place.across))
            self._add((link,), path)
        elif self.ends.attacked_by(link) is not None:
            place = self._attack_place(link)
            self._end_at_dot((link,), path, place, 1 if path.end.across < place.across else -1)
        else:
            self._end_at_card(link, path, last)

    def _enter(self, path: Path, link: Link, gap: int) -> None:
        """Lead a line level to where its curve begins in a gap."""
        lead = self.ways.lead(link, gap)
        if self.ways.is_led_in(link, gap):
            along = self.outer[gap] + lead
        elif self.ways.is_outward(link):
            along = self.outer[gap]
        else:
            along = self.inner[gap + 1] - lead
        path.line(Place(along, path.end.across))

    def _end_at_dot(self, links: tuple[Link, ...], path: Path, dot: Place, sign: int) -> None:
        """Lead a line upright to a dot, with a bar before it."""
        length = HEAD_LENGTH[links[0].relation]
        stop = Place(dot.along, dot.across - sign * DOT_STANDOFF)
        path.hook(stop)
        self._add(links, path, Place(stop.along, stop.across + sign * (length - 1)), across=sign)

    def _end_at_card(self, link: Link, path: Path, gap: int) -> None:
        is_outward = self.ways.is_outward(link)
        sign = 1 if is_outward else -1
        port = self.finish[link]
        side = self._side(link.target, is_outer=not is_outward)
        border = self.inner[gap + 1] if is_outward else self.outer[gap]
        length = HEAD_LENGTH[link.relation]
        lead = self.ways.lead(link, gap) if is_outward else 0.0
        path.bend(Place(border - sign * max(length, lead), port))
        path.line(Place(side - sign * length, port))
        self._add((link,), path, Place(side - sign * _BORDER, port), along=sign)

    def _draw_loop(self, link: Link) -> None:
        """Draw the line of a link within one level: a bow beside its cards, away from the root."""
        border = self.outer[self.level[link.origin]]
        begin = self.begin[link.origin, True]
        finish = self.finish[link]
        side = self._side(link.target, is_outer=True)
        length = HEAD_LENGTH[link.relation]
        stop = Place(max(border, side + length), finish)
        bow = border + self._bow(link)
        path = Path(Place(self._side(link.origin, is_outer=True), begin)).line(Place(border, begin))
        path.curve(Place(bow, begin), Place(bow, finish), stop).line(Place(side + length, finish))
        self._add((link,), path, Place(side + _BORDER, finish), along=-1)

    def _bow(self, link: Link) -> float:
        """Return how far out the handles of the line of a link within one level lie."""
        rise = abs(self.begin[link.origin, True] - self.finish[link])
        return min(_WIDEST_LOOP, _LOOP + _WIDER_BY * rise)

    def _add(
        self,
        links: tuple[Link, ...],
        path: Path,
        tip: Place | None = None,
        *,
        along: int = 0,
        across: int = 0,
    ) -> None:
        """Take over a line, with a head where it has a tip; ``along`` or ``across`` it points."""
        relation: Relation = links[0].relation
        head = None
        if tip is not None and relation not in HEADLESS:
            dx, dy = (along, across) if self.direction == "right" else (across, along)
            head = Head(self._point(tip), dx, dy)
        curve = tuple(self._point(place) for place in path.places)
        self.strokes.append(Stroke(links, relation, curve, head))

    # The plane

    def _point(self, place: Place) -> Point:
        if self.direction == "right":
            return Point(place.along, place.across)
        return Point(place.across, place.along)

    def _box(self, id: str) -> Box:
        corner = Place(self.inner[self.level[id]], self.across[id] - self.breadth[id] / 2)
        x, y = self._point(corner)
        width, height = self._point(Place(self.depth[id], self.breadth[id]))
        return Box(x, y, width, height)
