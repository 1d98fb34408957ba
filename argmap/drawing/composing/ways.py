"""The ways that links take: which gaps between levels they cross, and where they meet in them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from argmap.drawing.composing.columns import Slot, passed_levels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.drawing.composing.columns import Columns
    from argmap.drawing.composing.ends import Ends
    from argmap.drawing.composing.placing import Content
    from argmap.drawing.composing.sections import Block, Sections
    from argmap.graph import Graph, Link

# How far apart undercuts meet one line, and what room a bar needs beside the lines around it.
_DOTS_APART = 13.0
_BESIDE_LEAD = 9.0
_AFTER_DOT = 8.0
_BEFORE_HEAD = 10.0
_FAR = 1_000_000.0


class Meeting:
    """Joint premises whose lines meet in one gap and go on as one.

    ``middle`` is the mean of the places, across, at which they enter the gap.
    """

    __slots__ = ("gap", "is_outward", "links", "middle")

    def __init__(
        self, links: tuple[Link, ...], gap: int, *, is_outward: bool, middle: float
    ) -> None:
        self.links = links
        self.gap = gap
        self.is_outward = is_outward
        self.middle = middle


class Ways:
    """The way of every link of a block through the gaps between levels.

    Gap 0 lies between the first two levels. A link that leaves the block crosses no gap but runs
    level into the one before its card; one that arrives comes to the last gap from its end and is
    level with nothing. ``meetings`` says for joint premises where they meet;
    ``dots`` how far from the outer end of its gap each undercut meets the line that it attacks;
    ``leads`` how far from there the line of a link runs level, which keeps those bars clear of it.
    """

    def __init__(
        self,
        sections: Sections,
        block: Block,
        columns: Columns,
        ends: Ends,
        across: Mapping[Content, float],
    ) -> None:
        self._columns = columns
        self._ends = ends
        self._across = across
        self._sections = sections
        self._block = block
        self._inside = frozenset(block.links)
        self._arriving = {link: rank for rank, link in enumerate(block.arriving)}
        self._gaps = {link: self._find_gaps(link) for link in block.links}
        for link in block.leaving:
            self._gaps[link] = (columns.level_of[link.origin] - 1,)
        for link in block.arriving:
            self._gaps[link] = (self._arrival_gap(link),)
        self.meetings: dict[Link, Meeting] = {}
        self._find_meetings(sections.graph)
        self.dots: dict[Link, float] = {}
        self.leads: dict[tuple[Link, int], float] = {}
        self._find_leads()

    def gaps(self, link: Link) -> tuple[int, ...]:
        """Return the gaps that a link crosses, from its origin on; none within one level."""
        return self._gaps[link]

    def is_outward(self, link: Link) -> bool:
        """Tell whether a link leads away from the root, as only links of cycles do."""
        if link not in self._inside:
            return False
        start = self._columns.level_of[link.origin]
        if self._ends.attacked_by(link) is None:
            return start < self._columns.level_of[link.target]
        return self._columns.gap_of[link] >= start

    def entry(self, link: Link, gap: int) -> float:
        """Return where, across, a link enters a gap that it crosses."""
        if link in self._arriving:
            return self._edge_of(link)
        slot = Slot(link, gap if self.is_outward(link) else gap + 1)
        return self._across.get(slot, self._across[link.origin])

    def goal(self, link: Link, gap: int) -> float:
        """Return where, across, a link is bound for in a gap: a slot, or about where it ends."""
        slot = Slot(link, gap + 1 if self.is_outward(link) else gap)
        base = self._ends.base(link) if link in self._inside else None
        return self._across.get(slot, self._across[link.origin if base is None else base])

    def lead(self, link: Link, gap: int) -> float:
        """Return how long, at the outer end of a gap, the line of a link runs level."""
        return self.leads.get((link, gap), 0.0)

    def is_led_in(self, link: Link, gap: int) -> bool:
        """Tell whether the level stretch of a line is where it enters the gap, not the outer end.

        So it is for an undercut from within, which never reaches the outer end.
        """
        is_last = self._gaps[link][-1] == gap
        return is_last and self.is_outward(link) and self._ends.attacked_by(link) is not None

    def meeting_attacked_by(self, link: Link) -> Meeting | None:
        """Return the meeting at whose dot an undercut ends, if it attacks joint premises."""
        attacked = self._ends.attacked_by(link)
        meeting = None if attacked is None else self.meetings.get(attacked)
        is_there = meeting is not None and meeting.gap == self._columns.gap_of[link]
        return meeting if is_there else None

    def _find_gaps(self, link: Link) -> tuple[int, ...]:
        level_of = self._columns.level_of
        if level_of[link.origin] == level_of[link.target] and (
            self._ends.attacked_by(link) is None
        ):
            return ()
        start = self._columns.level_of[link.origin]
        passed = passed_levels(link, self._ends, self._columns.level_of, self._columns.gap_of)
        if self.is_outward(link):
            return (start, *passed)
        return (start - 1, *(level - 1 for level in passed))

    def _arrival_gap(self, link: Link) -> int:
        if self._ends.attacked_by(link) is None:
            return self._columns.level_of[link.target]
        return self._columns.gap_of[link]

    def _edge_of(self, link: Link) -> float:
        """Return from about where, across, a link comes that arrives from another section."""
        rank = self._arriving[link]
        is_from_above = self._sections.is_above(link.origin, link.target)
        return self._across[link.target] + (rank - _FAR if is_from_above else rank + _FAR)

    def _find_meetings(self, graph: Graph) -> None:
        joint = dict.fromkeys(
            inference
            for link in (*self._block.links, *self._block.arriving)
            if (inference := graph.inference_of(link)).joint is not None
        )
        for inference in joint:
            groups: dict[tuple[int, bool], list[Link]] = defaultdict(list)
            for link in inference.links:
                if (link in self._inside or link in self._arriving) and self._gaps[link]:
                    groups[self._gaps[link][-1], self.is_outward(link)].append(link)
            for (gap, is_outward), links in groups.items():
                if len(links) > 1:
                    near = [link for link in links if link in self._inside] or links
                    middle = sum(self.entry(link, gap) for link in near) / len(near)
                    meeting = Meeting(tuple(links), gap, is_outward=is_outward, middle=middle)
                    self.meetings.update(dict.fromkeys(links, meeting))

    def _find_leads(self) -> None:
        attackers: dict[tuple[Link, int], list[Link]] = defaultdict(list)
        ordered = self._ends.by_depth(self._gaps)
        for link in ordered:
            attacked = self._ends.attacked_by(link)
            if attacked is None or attacked not in self._gaps:
                continue
            if self.meeting_attacked_by(link) is not None:
                continue
            # Joint undercuts end in one line, which counts as that of the first.
            if link not in self.meetings or self.meetings[link].links[0] == link:
                attackers[attacked, self._columns.gap_of[link]].append(link)
        for attacked in reversed(ordered):
            for gap in self._gaps[attacked]:
                if (attacked, gap) in attackers:
                    self._add_leads(attacked, gap, attackers[attacked, gap])
        for gap in {gap for _, gap in self.leads}:
            self._follow_leads(gap)

    def _follow_leads(self, gap: int) -> None:
        """Let lines that pass a led one run level as far as that, or they would cross it.

        Such a line comes from beyond the other and goes beyond where that enters the gap.
        """
        passing = [
            (self.entry(link, gap), self.goal(link, gap), link)
            for link in self._block.links
            if gap in self._gaps[link]
            and self._ends.attacked_by(link) is None
            and not self.is_outward(link)
        ]
        for sign in (1, -1):
            # The nearest to their end come first, since what leads them on leads on those beyond.
            rows = sorted(((sign * e, sign * g, link) for e, g, link in passing), reverse=True)
            led: list[tuple[float, float]] = []
            for entry, goal, link in rows:
                lead = max(
                    (lead for other, lead in led if entry < other < goal),
                    default=0.0,
                )
                if lead > self.lead(link, gap):
                    self.leads[link, gap] = lead
                if self.lead(link, gap):
                    led.append((entry, self.lead(link, gap)))

    def _add_leads(self, attacked: Link, gap: int, attackers: list[Link]) -> None:
        """Line up the dots on a line, those of the nearest undercuts outermost."""
        level = self.entry(attacked, gap)
        has_head = self.is_outward(attacked) and not self.is_led_in(attacked, gap)
        distance = _BEFORE_HEAD if has_head else 0.0
        for link in sorted(attackers, key=lambda one: abs(self.entry(one, gap) - level)):
            distance = max(distance + _DOTS_APART, self.lead(link, gap) + _BESIDE_LEAD)
            self.dots[link] = distance
        self.leads[attacked, gap] = distance + _AFTER_DOT
