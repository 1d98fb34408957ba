"""Where lines pass the layers between their ends: between which cards."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from argmap.drawing.composing.sections import Node


# Places as good differ by how far they are from the end of the line.
_BEYOND = 24  # cards beyond both ends of a line that it may pass after
_ASIDE = 1e-4


class Passage(NamedTuple):
    """A line between an outer and an inner card, past the layers between them."""

    outer: Node
    inner: Node
    layers: range


class Passing:
    """The cards of all layers in the order in which they are read, for lines to find their way.

    ``parents`` are pairs of cards that are joined by a line of a tree, the inner one first.

    >>> rows, pairs = [["c", "e"], ["a", "b"], ["d"]], [("c", "a"), ("c", "b"), ("a", "d")]
    >>> passing = Passing(rows, pairs, "cadbe")
    >>> passing.places(Passage("d", "e", range(1, 2)))
    {1: 2}
    """

    def __init__(
        self,
        rows: Sequence[Sequence[Node]],
        pairs: Sequence[tuple[Node, Node]],
        reading: Sequence[Node],
    ) -> None:
        self._rank = {id: rank for rank, id in enumerate(reading)}
        self._ranks = [[self._rank[id] for id in row] for row in rows]
        level_of = {id: layer for layer, row in enumerate(rows) for id in row}
        self._last = dict(self._rank)
        outward, inward = dict.fromkeys(level_of, 0), dict.fromkeys(level_of, 0)
        # What is read later has its end before what it hangs from.
        for parent, child in sorted(pairs, key=lambda pair: -self._rank[pair[1]]):
            self._last[parent] = max(self._last[parent], self._last[child])
            if level_of[parent] == level_of[child] - 1:
                outward[parent] += 1
                inward[child] += 1
        self._outward = _sums(rows, outward)
        self._inward = _sums(rows, inward)

    def places(self, passage: Passage) -> dict[int, int]:
        """Return after how many cards a line passes each layer, so that it crosses fewest lines.

        Between two layers a line crosses as many lines of the trees as the cards that it passes
        after on the one have beyond them, and it does not pass after on the other, or the other
        way round, since these lines do not cross each other. So the best way is found layer by
        layer (Bellman, *Dynamic programming*, 1957). Of several as good it takes the one nearest
        to where the line ends.
        """
        layers = sorted(passage.layers, reverse=True)
        found: list[tuple[range, list[int]]] = []
        before, lines = range(0), self._beside(passage.outer, layers[0] + 1, self._inward)
        costs = [0.0] * len(lines)
        for layer in layers:
            wanted = self._around(passage.inner, layer)
            own = bisect_left(self._ranks[layer], self._rank[passage.outer])
            # Far beyond both ends there is seldom anything to be gained.
            places = range(
                max(0, min(own, wanted.start) - _BEYOND),
                min(len(self._ranks[layer]) + 1, max(own + 1, wanted.stop) + _BEYOND),
            )
            costs, steps = _steps(lines, costs, self._outward[layer], places, wanted)
            found.append((before, steps))
            before, lines = places, self._inward[layer][places.start : places.stop]
        ends = self._beside(passage.inner, layers[-1] - 1, self._outward)
        best = min(
            range(len(costs)),
            # Between the lines of the card that it ends at it crosses none of them; next to them it
            # has more room.
            key=lambda n: (
                costs[n] + max(ends[0] - lines[n], lines[n] - ends[-1], 0),
                min(abs(lines[n] - end) for end in ends),
            ),
        )
        chosen: dict[int, int] = {}
        for layer, (earlier, steps) in zip(reversed(layers), reversed(found), strict=True):
            chosen[layer] = before[best]
            before, best = earlier, steps[best]
        return chosen

    def _beside(self, id: Node, layer: int, sums: Sequence[Sequence[int]]) -> Sequence[int]:
        """Return how many lines there are before a card, and with its own, which begin together."""
        if layer == len(self._ranks):  # a loop next to the last layer
            return [0]
        place = bisect_left(self._ranks[layer], self._rank[id])
        return sums[layer][place : place + 2]

    def _around(self, id: Node, layer: int) -> range:
        """Return between which places of a layer lies what is under a card."""
        ranks = self._ranks[layer]
        return range(bisect_left(ranks, self._rank[id]), bisect_right(ranks, self._last[id]) + 1)


def _steps(
    lines: Sequence[int],
    costs: Sequence[float],
    outward: Sequence[int],
    places: range,
    wanted: range,
) -> tuple[list[float], list[int]]:
    """Return what it costs to get to each place of a layer, and from which of those before.

    ``lines`` and ``costs`` are those of the places before. Since both count lines from one end,
    the cheapest of those with fewer lines, and of those with more, are known for each of them.
    """
    fewer, more = [0], [len(lines) - 1]
    for n in range(1, len(lines)):
        last = fewer[-1]
        fewer.append(n if costs[n] - lines[n] < costs[last] - lines[last] else last)
        m = len(lines) - 1 - n
        last = more[-1]
        more.append(m if costs[m] + lines[m] < costs[last] + lines[last] else last)
    more.reverse()
    found: list[float] = []
    origins: list[int] = []
    after = 0
    for place in places:
        count = outward[place]
        while after < len(lines) and lines[after] <= count:
            after += 1
        origin = more[min(after, len(more) - 1)]
        if after and (
            after == len(lines)
            or costs[fewer[after - 1]] - lines[fewer[after - 1]] + count
            <= costs[origin] + lines[origin] - count
        ):
            origin = fewer[after - 1]
        aside = max(wanted.start - place, place - wanted.stop + 1, 0)
        found.append(costs[origin] + abs(lines[origin] - count) + _ASIDE * aside)
        origins.append(origin)
    return found, origins


def _sums(rows: Sequence[Sequence[Node]], counts: Mapping[Node, int]) -> list[list[int]]:
    return [[0, *accumulate(counts[id] for id in row)] for row in rows]
