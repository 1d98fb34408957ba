"""Where lines pass the layers between their ends: between which cards."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from argmap.drawing.composing.sections import Node


# Places as good differ by how far they are from the end of the line.
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
        around = [self._around(passage.inner, layer) for layer in layers]
        found: list[list[_Step]] = []
        before = self._beside(passage.outer, layers[0] + 1, self._inward)
        for layer, wanted in zip(layers, around, strict=True):
            steps = _steps(before, self._outward[layer], wanted)
            found.append(steps)
            before = [
                (lines, step.cost) for lines, step in zip(self._inward[layer], steps, strict=True)
            ]
        ends = self._beside(passage.inner, layers[-1] - 1, self._outward)
        last = found[-1]
        place = min(
            range(len(last)),
            key=lambda place: (
                last[place].cost
                + min(abs(self._inward[layers[-1]][place] - lines) for lines, _ in ends)
            ),
        )
        places: dict[int, int] = {}
        for layer, steps in zip(reversed(layers), reversed(found), strict=True):
            places[layer] = place
            place = steps[place].before
        return places

    def _beside(
        self, id: Node, layer: int, sums: Sequence[Sequence[int]]
    ) -> list[tuple[int, float]]:
        """Return how many lines there are before a card, and with its own, which begin together."""
        if layer == len(self._ranks):  # a loop beside the last layer
            return [(0, 0.0)]
        place = bisect_left(self._ranks[layer], self._rank[id])
        return [(lines, 0.0) for lines in sums[layer][place : place + 2]]

    def _around(self, id: Node, layer: int) -> range:
        """Return between which places of a layer lies what is under a card."""
        ranks = self._ranks[layer]
        return range(bisect_left(ranks, self._rank[id]), bisect_right(ranks, self._last[id]) + 1)


class _Step(NamedTuple):
    """What it costs to get to a place, and from which place on the layer before."""

    cost: float
    before: int


def _steps(
    before: Sequence[tuple[int, float]], outward: Sequence[int], wanted: range
) -> list[_Step]:
    """Return the cheapest step to each place of a layer from those of the layer before."""
    rising = list(accumulate((_Step(cost - n, k) for k, (n, cost) in enumerate(before)), min))
    falling = list(
        accumulate((_Step(cost + n, k) for k, (n, cost) in reversed(list(enumerate(before)))), min)
    )[::-1]
    found: list[_Step] = []
    after = 0
    for place, lines in enumerate(outward):
        while after < len(before) and before[after][0] <= lines:
            after += 1
        options = []
        if after:
            options.append(_Step(rising[after - 1].cost + lines, rising[after - 1].before))
        if after < len(before):
            options.append(_Step(falling[after].cost - lines, falling[after].before))
        cost, origin = min(options)
        away = max(wanted.start - place, place - wanted.stop + 1, 0)
        found.append(_Step(cost + _ASIDE * away, origin))
    return found


def _sums(rows: Sequence[Sequence[Node]], counts: Mapping[Node, int]) -> list[list[int]]:
    return [[0, *accumulate(counts[id] for id in row)] for row in rows]
