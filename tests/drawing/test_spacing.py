from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.drawing.composing.spacing import space_out, spread

PLACES = st.lists(st.floats(-100, 100), min_size=1, max_size=8)


@given(PLACES, st.floats(0, 30))
def test_neighbours_keep_their_distances(wishes: list[float], distance: float) -> None:
    places = space_out(wishes, [distance] * (len(wishes) - 1))
    assert all(after - before >= distance - 1e-6 for before, after in pairwise(places))


@given(PLACES)
def test_what_is_far_enough_apart_does_not_move(wishes: list[float]) -> None:
    wishes = sorted(wishes)
    distances = [after - before for before, after in pairwise(wishes)]
    assert space_out(wishes, distances) == pytest.approx(wishes)


@given(PLACES, st.floats(0, 30), st.floats(-2, 2))
def test_no_other_places_are_nearer_to_the_wishes(
    wishes: list[float], distance: float, step: float
) -> None:
    def cost(places: list[float]) -> float:
        return sum((a - b) ** 2 for a, b in zip(places, wishes, strict=True))

    places = space_out(wishes, [distance] * (len(wishes) - 1))
    for moved in range(len(places)):
        # All from one on can move out, and all up to it in, without coming too close.
        away = [p + abs(step) * (n >= moved) for n, p in enumerate(places)]
        back = [p - abs(step) * (n <= moved) for n, p in enumerate(places)]
        assert cost(places) <= min(cost(away), cost(back)) + 1e-6


def test_weights_say_who_moves() -> None:
    assert space_out([0, 0], [10], [1, 3]) == pytest.approx([-7.5, 2.5])


@given(PLACES, st.floats(50, 90))
def test_ports_stay_on_their_side_in_order(wishes: list[float], high: float) -> None:
    places = spread(sorted(wishes), -50, high, apart=16, least=9)
    assert places[0] >= -50.01
    assert places[-1] <= high + 0.01
    assert all(after - before >= 9 - 0.02 for before, after in pairwise(places))


def test_lines_stand_closer_where_that_makes_one_level() -> None:
    assert spread([-99, 12], 0, 40, apart=16, least=9) == [3.0, 12.0]
    assert spread([-99, 28], 0, 40, apart=16, least=9) == [12.0, 28.0]


def test_nothing_needs_no_place() -> None:
    assert space_out([], []) == []
