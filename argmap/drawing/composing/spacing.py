"""How far apart things in a row are: in their order, never too close, else where they like."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_AS_GOOD_AS_LEVEL = 0.05


def space_out(
    wishes: Sequence[float], distances: Sequence[float], weights: Sequence[float] | None = None
) -> list[float]:
    """Return the places nearest to the wishes at which neighbours keep their distances.

    ``distances`` has one item less than ``wishes``: how far each must be after the one before.
    Nearest means that the squares of the ways moved, times the ``weights`` (1 each where none are
    given), add up to least. That is isotonic regression, and the pool adjacent violators
    algorithm solves it in one pass (Ayer et al., Annals of Mathematical Statistics 26, 1955).

    >>> space_out([0, 1, 30], [10, 10])
    [-4.5, 5.5, 30.0]
    """
    if not wishes:
        return []
    offsets = [0.0]
    for distance in distances:
        offsets.append(offsets[-1] + distance)
    # Each pool: its mean, its weight, how many wishes it holds.
    pools: list[tuple[float, float, int]] = []
    for number, (wish, offset) in enumerate(zip(wishes, offsets, strict=True)):
        mean, weight, count = wish - offset, weights[number] if weights else 1.0, 1
        while pools and pools[-1][0] > mean:
            last_mean, last_weight, last_count = pools.pop()
            mean = (mean * weight + last_mean * last_weight) / (weight + last_weight)
            weight += last_weight
            count += last_count
        pools.append((mean, weight, count))
    means = [mean for mean, _, count in pools for _ in range(count)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


def spread(
    wishes: Sequence[float], low: float, high: float, *, apart: float, least: float
) -> list[float]:
    """Return places for the lines that end at the side of a card, in the order of their wishes.

    A wish is where a line would be level. It is granted where it lies on the side, which runs
    from ``low`` to ``high``; all others are about the middle. Neighbours are ``apart`` from each
    other, or only ``least`` where that lets more lines be level; where the side has no room for
    either, they are spread evenly over it.

    >>> spread([0, 48], 20, 80, apart=16, least=9)
    [32.0, 48.0]
    """
    if len(wishes) == 1:
        return [round(wishes[0] if low <= wishes[0] <= high else (low + high) / 2, 2)]
    room = (high - low) / max(1, len(wishes) - 1)
    wide = _spread(wishes, low, high, min(apart, room))
    close = _spread(wishes, low, high, min(least, room))
    return wide if _level(wide, wishes) >= _level(close, wishes) else close


def _spread(wishes: Sequence[float], low: float, high: float, step: float) -> list[float]:
    last = len(wishes) - 1
    first = (low + high - step * last) / 2
    granted = [low <= wish <= high for wish in wishes]
    places = space_out(
        [
            wish if grant else first + step * number
            for number, (wish, grant) in enumerate(zip(wishes, granted, strict=True))
        ],
        [step] * last,
        [1.0 if grant else 0.0001 for grant in granted],
    )
    places = [max(place, low + step * number) for number, place in enumerate(places)]
    return [
        round(min(place, high - step * (last - number)), 2) for number, place in enumerate(places)
    ]


def _level(places: Sequence[float], wishes: Sequence[float]) -> int:
    return sum(abs(a - b) < _AS_GOOD_AS_LEVEL for a, b in zip(places, wishes, strict=True))
