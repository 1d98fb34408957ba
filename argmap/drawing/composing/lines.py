"""The lines of a block: the curves between its cards, their heads, and the dots on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.composing.columns import Slot
from argmap.drawing.composing.strokes import (
    DOT_RADIUS,
    DOT_STANDOFF,
    HEAD_LENGTH,
    MEETING_RADIUS,
    Path,
    Place,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.drawing.composing.columns import Columns
    from argmap.drawing.composing.ends import Ends
    from argmap.drawing.composing.levels import Levels
    from argmap.drawing.composing.placing import Content
    from argmap.drawing.composing.ports import Ports
    from argmap.drawing.composing.sections import Block
    from argmap.drawing.composing.ways import Meeting, Ways
    from argmap.graph import Link
    from argmap.model import Relation

_LONGEST_HEAD = max(HEAD_LENGTH.values())
_LOOP, _WIDEST_LOOP, _WIDER_BY = 30.0, 60.0, 0.06
# How far premises meet from the dot that they attack.
_SHORT_STEM = 20.0
# Heads end outside the border of a card, which is 1.2 wide.
_BORDER = 0.6


class Line(NamedTuple):
    """The line of some links; it has a ``tip``, and points there, where it ends with a head."""

    links: tuple[Link, ...]
    places: tuple[Place, ...]
    tip: Place | None = None
    along: int = 0
    across: int = 0


class Spot(NamedTuple):
    """A dot in the making: where joint premises meet, or where an undercut meets a line."""

    centre: Place
    relation: Relation
    radius: float
    links: tuple[Link, ...]


class Arrival(NamedTuple):
    """Where the line of a link from another section ends.

    It comes across, at ``lane``, and then either turns to ``place``, the tip of its head at the
    side of a card, or it ends straight at ``place``: a dot, with a bar before it where
    ``is_attack``.
    """

    lane: float
    place: Place
    is_dot: bool = False
    is_attack: bool = False


class Lines:
    """All lines of a block, drawn when it is made.

    ``leaving`` says where links to other sections begin and at which lane they turn, ``arriving``
    where links from there end.
    """

    def __init__(
        self,
        block: Block,
        columns: Columns,
        ends: Ends,
        ways: Ways,
        across: Mapping[Content, float],
        levels: Levels,
        ports: Ports,
    ) -> None:
        self._columns = columns
        self._ends = ends
        self._ways = ways
        self._across = across
        self._levels = levels
        self._begin, self._finish = ports
        self._meeting_place: dict[Meeting, Place] = {}
        self.lines: list[Line] = []
        self.spots: list[Spot] = []
        for link in ends.by_depth(block.links):
            meeting = self._met(link)
            if ways.gaps(link):
                self._draw_link(link, meeting)
            else:
                self._draw_loop(link)
        self.leaving = {link: self._leave(link) for link in block.leaving}
        self.arriving = {link: self._arrive(link) for link in block.arriving}

    def _met(self, link: Link) -> Meeting | None:
        """Return where a link meets others, and see that a dot is there."""
        meeting = self._ways.meetings.get(link)
        if meeting is not None and meeting not in self._meeting_place:
            self._draw_meeting(meeting)
        return meeting

    def _draw_meeting(self, meeting: Meeting) -> None:
        """Draw the dot where joint premises meet, and the one line from there on."""
        link = meeting.links[0]
        relation = link.relation
        if self._ends.attacked_by(link) is None:
            sign = 1 if meeting.is_outward else -1
            port = self._finish[link]
            side = self._levels.side(link.target, is_outer=not meeting.is_outward)
            gap = meeting.gap
            border = self._levels.inner[gap + 1] if meeting.is_outward else self._levels.outer[gap]
            centre = Place(border - sign * self._levels.stems[meeting], port)
            path = Path(centre).line(Place(side - sign * HEAD_LENGTH[relation], port))
            self._add(meeting.links, path, Place(side - sign * _BORDER, port), along=sign)
        else:
            target = self._attack_place(link)
            sign = 1 if meeting.middle < target.across else -1
            centre = Place(target.along, target.across - sign * _SHORT_STEM)
            self._end_at_dot(meeting.links, Path(centre), target, sign)
        self._meeting_place[meeting] = centre
        self.spots.append(Spot(centre, relation, MEETING_RADIUS, meeting.links))

    def _attack_place(self, link: Link) -> Place:
        """Return where an undercut meets the line that it attacks, and see that a dot is there."""
        meeting = self._ways.meeting_attacked_by(link)
        if meeting is not None:
            self._met(meeting.links[0])
            return self._meeting_place[meeting]
        attacked = self._ends.attacked_by(link) or link
        if self._ways.gaps(attacked):
            gap = self._columns.gap_of[link]
            if self._ways.is_led_in(attacked, gap):
                along = self._levels.outer[gap] + self._ways.dots[link]
                place = Place(along, self._entry(attacked, gap))
            else:
                along = self._levels.inner[gap + 1] - self._ways.dots[link]
                place = Place(along, self._outer_across(attacked, gap))
        else:
            begin, finish = self._begin[attacked.origin, True], self._finish[attacked]
            side = self._levels.outer[self._columns.level_of[attacked.target]]
            place = Place(side + 0.75 * self._bow(attacked), (begin + finish) / 2)
        self.spots.append(Spot(place, attacked.relation, DOT_RADIUS, (link,)))
        return place

    def _outer_across(self, link: Link, gap: int) -> float:
        """Return where, across, the line of a link meets the outer end of a gap."""
        if not self._ways.is_outward(link):
            return self._entry(link, gap)
        slot = Slot(link, gap + 1)
        return self._across[slot] if slot in self._across else self._finish[link]

    def _entry(self, link: Link, gap: int) -> float:
        """Return where, across, the line of a link enters a gap."""
        is_outward = self._ways.is_outward(link)
        slot = Slot(link, gap if is_outward else gap + 1)
        return self._across[slot] if slot in self._across else self._begin[link.origin, is_outward]

    def _draw_link(self, link: Link, meeting: Meeting | None) -> None:
        ways, levels = self._ways, self._levels
        is_outward = ways.is_outward(link)
        sign = 1 if is_outward else -1
        side = levels.side(link.origin, is_outer=is_outward)
        path = Path(Place(side, self._begin[link.origin, is_outward]))
        *passed, last = ways.gaps(link)
        for gap in passed:
            self._enter(path, link, gap)
            across = ways.goal(link, gap)
            lead = ways.lead(link, gap)
            if is_outward:
                path.bend(Place(levels.inner[gap + 1] - lead, across))
                path.line(Place(levels.outer[gap + 1], across))
            else:
                path.bend(Place(levels.outer[gap], across)).line(Place(levels.inner[gap], across))
        self._enter(path, link, last)
        if meeting is not None:
            place = self._meeting_place[meeting]
            path.bend(Place(place.along - sign * DOT_RADIUS, place.across))
            self._add((link,), path)
        elif self._ends.attacked_by(link) is not None:
            place = self._attack_place(link)
            self._end_at_dot((link,), path, place, 1 if path.end.across < place.across else -1)
        else:
            self._end_at_card(link, path, last)

    def _enter(self, path: Path, link: Link, gap: int) -> None:
        """Lead a line level to where its curve begins in a gap."""
        lead = self._ways.lead(link, gap)
        if self._ways.is_led_in(link, gap):
            along = self._levels.outer[gap] + lead
        elif self._ways.is_outward(link):
            along = self._levels.outer[gap]
        else:
            along = self._levels.inner[gap + 1] - lead
        path.line(Place(along, path.end.across))

    def _end_at_dot(self, links: tuple[Link, ...], path: Path, dot: Place, sign: int) -> None:
        """Lead a line upright to a dot, with a bar before it."""
        length = HEAD_LENGTH[links[0].relation]
        stop = Place(dot.along, dot.across - sign * DOT_STANDOFF)
        path.hook(stop)
        self._add(links, path, Place(stop.along, stop.across + sign * (length - 1)), across=sign)

    def _end_at_card(self, link: Link, path: Path, gap: int) -> None:
        is_outward = self._ways.is_outward(link)
        sign = 1 if is_outward else -1
        port = self._finish[link]
        side = self._levels.side(link.target, is_outer=not is_outward)
        border = self._levels.inner[gap + 1] if is_outward else self._levels.outer[gap]
        length = HEAD_LENGTH[link.relation]
        lead = self._ways.lead(link, gap) if is_outward else 0.0
        # All heads are as far from where curves end, so that curves side by side do not cross.
        path.bend(Place(border - sign * max(_LONGEST_HEAD, lead), port))
        path.line(Place(side - sign * length, port))
        self._add((link,), path, Place(side - sign * _BORDER, port), along=sign)

    def _draw_loop(self, link: Link) -> None:
        """Draw the line of a link within one level: a bow beside its cards, away from the root."""
        border = self._levels.outer[self._columns.level_of[link.origin]]
        begin = self._begin[link.origin, True]
        finish = self._finish[link]
        side = self._levels.side(link.target, is_outer=True)
        length = HEAD_LENGTH[link.relation]
        stop = Place(max(border, side + length), finish)
        bow = border + self._bow(link)
        path = Path(Place(self._levels.side(link.origin, is_outer=True), begin))
        path.line(Place(border, begin)).curve(Place(bow, begin), Place(bow, finish), stop)
        path.line(Place(side + length, finish))
        self._add((link,), path, Place(side + _BORDER, finish), along=-1)

    def _bow(self, link: Link) -> float:
        """Return how far out the handles of the line of a link within one level lie."""
        rise = abs(self._begin[link.origin, True] - self._finish[link])
        return min(_WIDEST_LOOP, _LOOP + _WIDER_BY * rise)

    def _leave(self, link: Link) -> Arrival:
        """Return where a link to another section begins, and at which lane it turns."""
        side = self._levels.side(link.origin, is_outer=False)
        lane = self._levels.lane(self._ways.gaps(link)[0])
        return Arrival(lane, Place(side, self._begin[link.origin, False]))

    def _arrive(self, link: Link) -> Arrival:
        meeting = self._met(link)
        if meeting is not None:
            place = self._meeting_place[meeting]
            return Arrival(place.along, place, is_dot=True)
        if self._ends.attacked_by(link) is not None:
            place = self._attack_place(link)
            return Arrival(place.along, place, is_dot=True, is_attack=True)
        side = self._levels.side(link.target, is_outer=True)
        lane = self._levels.lane(self._ways.gaps(link)[-1])
        return Arrival(lane, Place(side + _BORDER, self._finish[link]))

    def _add(
        self,
        links: tuple[Link, ...],
        path: Path,
        tip: Place | None = None,
        *,
        along: int = 0,
        across: int = 0,
    ) -> None:
        self.lines.append(Line(links, tuple(path.places), tip, along, across))
