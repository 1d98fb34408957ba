"""Where levels begin and end, along: how wide the gaps between them are for the lines in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.drawing.composing.columns import Columns
    from argmap.drawing.composing.ends import Ends
    from argmap.drawing.composing.sections import Block
    from argmap.drawing.composing.ways import Meeting, Ways
    from argmap.drawing.theme import Theme

# A gap is wider where lines rise far in it, where premises meet in it, and for dots on lines.
_TALL, _WIDER_BY, _WIDEST_BY = 100.0, 0.06, 40.0
_FOR_MEETING = 12.0
_BESIDE_LEADS = 34.0
# How far premises meet from the card that they bear on.
_STEM, _STEMS_APART = 26.0, 22.0
Room = Mapping[int, float]
"""How wide each gap between levels is."""
LANE = 16.0
"""How far from the cards of a level, away from the root, lines from other sections run."""


class Levels:
    """Where each level of a block begins, seen from the root, and where it ends.

    Gap -1 lies before the first level; it has room only where lines lead into it. ``stems`` says
    how far from their target premises meet.
    """

    def __init__(
        self,
        columns: Columns,
        stems: Mapping[Meeting, float],
        depth: Mapping[str, float],
        room: Room,
    ) -> None:
        self._level_of = columns.level_of
        self._depth = depth
        self.stems = stems
        self.inner: dict[int, float] = {0: 0.0}
        self.outer: dict[int, float] = {-1: -float(round(room[-1]))}
        for level, row in enumerate(columns.levels):
            deepest = max((depth[c.content] for c in row if isinstance(c.content, str)), default=0)
            self.outer[level] = self.inner[level] + deepest
            self.inner[level + 1] = self.outer[level] + round(room[level])

    @property
    def before(self) -> float:
        """How far the gap before the first level reaches back from it."""
        return -self.outer[-1]

    def side(self, id: str, *, is_outer: bool) -> float:
        """Return where the side of a card that faces its supporters, or the other one, lies."""
        return self.inner[self._level_of[id]] + (self._depth[id] if is_outer else 0)

    def lane(self, gap: int) -> float:
        """Return where in a gap lines run that lead to other sections or come from there."""
        return self.outer[gap] + LANE


def find_room(
    block: Block, columns: Columns, ways: Ways, stems: Mapping[Meeting, float], theme: Theme
) -> Room:
    """Return how much room each gap of a block needs for its lines."""
    gaps = range(-1, len(columns.levels))
    tallest, leads, for_meeting = (dict.fromkeys(gaps, 0.0) for _ in range(3))
    for (_, gap), lead in ways.leads.items():
        leads[gap] = max(leads[gap], lead + _BESIDE_LEADS)
    for meeting in ways.meetings.values():
        room = _FOR_MEETING + stems[meeting] - _STEM
        for_meeting[meeting.gap] = max(for_meeting[meeting.gap], room)
    for link in block.links:
        for gap in ways.gaps(link):
            rise = abs(ways.entry(link, gap) - ways.goal(link, gap))
            tallest[gap] = max(tallest[gap], rise)
    found: dict[int, float] = {}
    for gap in gaps:
        wider = min(_WIDEST_BY, max(0.0, tallest[gap] - _TALL) * _WIDER_BY)
        least = theme.column_gap + wider if gap >= 0 else 0.0
        found[gap] = max(least, leads[gap]) + for_meeting[gap]
    for link in block.leaving:
        gap = ways.gaps(link)[0]
        found[gap] = max(found[gap], 2 * LANE)
    return found


def find_stems(block: Block, ends: Ends, ways: Ways) -> dict[Meeting, float]:
    """Return how far from their target premises meet.

    Of several meetings before one card those that are undercut are further away, so that the
    lines of the undercuts need not pass the others.
    """
    links = (*block.links, *block.arriving)
    attacked = {ways.meeting_attacked_by(link) for link in links if ends.attacked_by(link)}
    beside: dict[tuple[str, int, bool], list[Meeting]] = defaultdict(list)
    for meeting in dict.fromkeys(ways.meetings.values()):
        beside[meeting.links[0].target, meeting.gap, meeting.is_outward].append(meeting)
    stems: dict[Meeting, float] = {}
    for group in beside.values():
        free = [meeting for meeting in group if meeting not in attacked]
        stems.update(dict.fromkeys(free, _STEM))
        for number, meeting in enumerate(m for m in group if m in attacked):
            stems[meeting] = _STEM + _STEMS_APART * (number + bool(free))
    return stems
