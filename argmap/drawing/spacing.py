"""How far apart things in a row stand: in their order, never too close, else where they like."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def space_out(
    wishes: Sequence[float], distances: Sequence[float], weights: Sequence[float] | None = None
) -> list[float]:
    """Return the places nearest to the wishes at which neighbours keep their distances.

    ``distances`` has one item less than ``wishes``: how far each must stand after the one before.
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
    wishes: Sequence[float], low: float, high: float, *, near: float, apart: float
) -> list[float]:
    """Return places for arrows on the side of a card, in the order of where they come from.

    ``wishes`` are where they would be level, in order; the side runs from ``low`` to ``high``.
    They stand about its middle, ``apart`` from each other if there is room, else evenly; one that
    would be nearly level (within ``near``) is made so where its neighbours leave the room.

    >>> spread([0, 48, 100], 20, 80, near=4, apart=16)
    [34.0, 48, 66.0]
    """
    middle = (low + high) / 2
    count = len(wishes)
    if count == 1:
        # A single level line reads best, wherever on the side it ends.
        return [min(max(wishes[0], low), high) if low <= wishes[0] <= high else middle]
    step = min(apart, (high - low) / (count - 1))
    places = [middle + step * (number - (count - 1) / 2) for number in range(count)]
    for number, wish in enumerate(wishes):
        before = places[number - 1] if number else low - step
        after = places[number + 1] if number + 1 < count else high + step
        least = step * 0.75
        if abs(wish - places[number]) <= near and before + least <= wish <= after - least:
            places[number] = wish
    return places
