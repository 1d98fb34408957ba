"""Which track of its channel each strand takes, so that strands keep apart and cross little.

A channel has two zones. Near the cards of its outer layer, joint premises meet and undercuts meet
the lines that they attack, with room for their bars; further in run all other strands. In each zone
strands that lie next to each other take different tracks. Of two, that one runs inside of the other
which makes fewer crossings; where such wishes go round in a circle, the least are ignored (as
in Schulze, Spönemann and von Hanxleden, *Drawing layered graphs with port constraints*, Journal of
Visual Languages and Computing 25, 2014).
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.composing.strokes import TURN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from argmap.drawing.composing.strands import Strand

TRACKS_APART = 7.0
LANES_APART = 13.0
"""How far apart lines run that may have bars: half of one, and 8 pixels."""
HEAD_ROOM = 22.0
"""What a head and the curve before it take, along."""
_STUB = 14.0
_TOO_NEAR = 5.0
_MARGIN = 6.0
# What it costs if strands would lie on each other, or their turns near each other, in crossings.
_CONFLICT, _NEAR, _MUST = 10, 1, 10_000


class Need(NamedTuple):
    """What a channel needs: so many tracks, and lanes near the cards; room before these cards."""

    tracks: int = 0
    lanes: int = 0
    before: float = _STUB

    def width(self, least: float) -> float:
        """Return how wide the channel is."""
        tracks = TRACKS_APART * max(0, self.tracks - 1)
        lanes = LANES_APART * self.lanes
        return max(least, HEAD_ROOM + tracks + lanes + self.before)


class Tracks(NamedTuple):
    """The tracks of a channel, each strand's by its rank, before its width is known."""

    rank_of: Mapping[Strand, int]
    lane_of: Mapping[Strand, int]
    need: Need

    def settle(self, width: float) -> None:
        """Give every strand its place along, from the inner border of the channel."""
        for strand, lane in self.lane_of.items():
            strand.along = width - self.need.before - LANES_APART * lane
        last = width - self.need.before - LANES_APART * self.need.lanes
        first = (HEAD_ROOM + last - TRACKS_APART * (self.need.tracks - 1)) / 2
        for strand, rank in self.rank_of.items():
            strand.along = max(HEAD_ROOM, first) + TRACKS_APART * rank


def find_tracks(strands: Sequence[Strand], *, has_outer_heads: bool) -> Tracks:
    """Return the tracks of the strands of a channel."""
    bent = [strand for strand in strands if not strand.is_straight()]
    near = [strand for strand in bent if strand.is_near_cards]
    ranks = _ranks([strand for strand in bent if not strand.is_near_cards])
    lanes = _ranks(near, is_outward=False)
    need = Need(
        max(ranks.values(), default=-1) + 1,
        max(lanes.values(), default=-1) + 1,
        HEAD_ROOM + 2 if has_outer_heads else _STUB,
    )
    return Tracks(ranks, lanes, need)


class _Extent(NamedTuple):
    """Where a strand is, across, and where it has lines to its outer and its inner side."""

    strand: Strand
    low: float
    high: float
    outer: list[float]
    inner: list[float]


def _ranks(strands: Sequence[Strand], *, is_outward: bool = True) -> dict[Strand, int]:
    """Return the rank of each strand, from the inner border outward or from the outer one."""
    extents = [
        _Extent(one, one.low, one.high, _places(one, is_outer=True), _places(one, is_outer=False))
        for one in strands
    ]
    beside: list[list[int]] = [[] for _ in strands]
    after: list[list[tuple[int, int]]] = [[] for _ in strands]
    blocked = [0] * len(strands)
    for one, other in _neighbours(extents):
        beside[one].append(other)
        beside[other].append(one)
        weight = _cost(extents[other], extents[one]) - _cost(extents[one], extents[other])
        if weight:
            first, second = (one, other) if (weight > 0) == is_outward else (other, one)
            after[first].append((second, abs(weight)))
            blocked[second] += abs(weight)
    heap = [number for number, weight in enumerate(blocked) if not weight]
    heapify(heap)
    ranks: dict[int, int] = {}
    while len(ranks) < len(strands):
        if heap:
            number = heappop(heap)
        else:
            waiting = (each for each in range(len(strands)) if each not in ranks)
            number = min(waiting, key=blocked.__getitem__)
        if number in ranks:
            continue
        ranks[number] = 1 + max((ranks[one] for one in beside[number] if one in ranks), default=-1)
        for other, weight in after[number]:
            blocked[other] -= weight
            if not blocked[other] and other not in ranks:
                heappush(heap, other)
    return {strands[number]: rank for number, rank in ranks.items()}


def _neighbours(extents: Sequence[_Extent]) -> Iterator[tuple[int, int]]:
    """Yield all pairs of strands that are next to each other, by their numbers."""
    reaching: list[tuple[float, int]] = []
    for number in sorted(range(len(extents)), key=lambda number: extents[number].low):
        low = extents[number].low
        reaching = [(end, one) for end, one in reaching if end + _MARGIN > low]
        for _, one in reaching:
            yield one, number
        reaching.append((extents[number].high, number))


def _cost(inner: _Extent, outer: _Extent) -> int:
    """Return how often two strands cross, and worse, if the one runs inside of the other."""
    cost = _MUST if _is_out_of_place(inner.strand, outer.strand) else 0
    for place in inner.outer:
        if outer.low < place < outer.high:
            cost += 1
        for other in outer.inner:
            apart = abs(place - other)
            if apart < TURN + _TOO_NEAR:
                cost += _CONFLICT if apart < _TOO_NEAR else _NEAR
    for place in outer.inner:
        if inner.low < place < inner.high:
            cost += 1
    return cost


def _is_out_of_place(inner: Strand, outer: Strand) -> bool:
    """Tell whether one of two strands could not be joined to the other where it ought to be."""
    if not (inner.attacks or inner.from_dot or outer.attacks or outer.from_dot):
        return False
    if inner.attacks is outer:
        return not inner.is_before
    if outer.attacks is inner:
        return outer.is_before
    for bracket, other, is_inner in ((inner, outer, True), (outer, inner, False)):
        on_stem = other.attacks is not None and other.attacks.from_dot is bracket
        if other.from_dot is bracket or on_stem:
            # What goes on from a dot lies on the side that faces away from the premises.
            return is_inner == bracket.is_inward
    return False


def _places(strand: Strand, *, is_outer: bool) -> list[float]:
    """Return where, across, a strand has lines to its outer or its inner side."""
    places = [pin.across for pin in strand.pins if pin.is_outer == is_outer]
    if strand.dot is not None and strand.is_inward != is_outer:
        places.append(strand.dot)
    bracket = strand.from_dot
    if bracket is not None and bracket.dot is not None and bracket.is_inward == is_outer:
        places.append(bracket.dot)
    return places
