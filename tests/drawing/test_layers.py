"""Layers, the order on each, and where lines pass them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.drawing import draw
from argmap.drawing.composing.layers import Dummy
from argmap.drawing.composing.passing import Passage, Passing
from argmap.model import ArgumentMap, Claim
from tests.drawing.invented import city_charge
from tests.drawing.pictures import composed, crossed, tangles
from tests.strategies import maps, trees


@settings(max_examples=60)
@given(trees(size=14) | crossed())
def test_a_statement_stands_one_layer_beyond_what_it_hangs_from(map: ArgumentMap) -> None:
    picture = composed(map)
    for id, level in picture.layer_of.items():
        link = picture.sections.parent_link(id)
        if link is None or picture.graph.attacked_by(link) is None:
            assert level == (0 if link is None else picture.layer_of[link.target] + 1)


@settings(max_examples=60)
@given(maps() | trees(size=14) | tangles() | crossed())
def test_a_line_has_a_dummy_node_on_every_layer_that_it_passes(map: ArgumentMap) -> None:
    picture = composed(map)
    for layers, _ in picture.layered:
        passed: dict[object, list[int]] = {}
        for layer, row in enumerate(layers.rows):
            for cell in row:
                if isinstance(cell, Dummy):
                    assert cell.layer == layer
                    passed.setdefault(cell.edge, []).append(layer)
        for edge, channels in layers.channels.items():
            assert passed.get(edge, []) == sorted(channels)[1:]


def test_a_line_to_another_tree_passes_beyond_all_of_its_own() -> None:
    rows = [["c", "d"], ["a", "b"], ["a1", "a2", "b1", "b2"], ["x"]]
    pairs = [("c", "a"), ("c", "b"), ("a", "a1"), ("a", "a2"), ("b", "b1"), ("b", "b2")]
    reading = ["c", "a", "a1", "a2", "x", "b", "b1", "b2", "d"]
    passing = Passing(rows, [*pairs, ("a2", "x")], reading)
    assert passing.places(Passage("x", "d", range(1, 3))) == {2: 4, 1: 2}


@given(st.lists(st.integers(0, 9), min_size=2, max_size=9), st.data())
def test_no_other_way_past_the_layers_crosses_fewer_lines(
    parents: list[int], data: st.DataObject
) -> None:
    tree = {0: None} | {n: parent % n for n, parent in enumerate(parents, 1)}
    reading = [str(n) for n in preorder(tree)]
    pairs = [(str(parent), str(n)) for n, parent in tree.items() if parent is not None]
    depth = {"0": 0}
    for parent, n in sorted(pairs, key=lambda pair: reading.index(pair[1])):
        depth[n] = depth[parent] + 1
    rows = [
        [id for id in reading if depth[id] == level] for level in range(max(depth.values()) + 1)
    ]
    outer, inner = (data.draw(st.sampled_from(reading)) for _ in "oi")
    levels = range(depth[inner] + 1, depth[outer])
    if not levels:
        return

    def crossed(places: dict[int, int]) -> int:
        row_of = {id: row.index(id) for row in rows for id in row}
        ends = {depth[outer]: row_of[outer], depth[inner]: row_of[inner]}
        # A card stands between its places; a line passes before the one that has its place.
        at = {level: 2 * place for level, place in places.items()}
        at |= {level: 2 * place + 1 for level, place in ends.items()}
        return sum(
            (2 * row_of[parent] + 1 - at[depth[parent]]) * (2 * row_of[n] + 1 - at[depth[n]]) < 0
            for parent, n in pairs
            if depth[parent] in at and depth[n] in at
        )

    found = Passing(rows, pairs, reading).places(Passage(outer, inner, levels))
    ways = product(*(range(len(rows[level]) + 1) for level in levels))
    assert crossed(found) == min(crossed(dict(zip(levels, way, strict=True))) for way in ways)


def preorder(tree: dict[int, int | None], top: int = 0) -> list[int]:
    under = [n for n, parent in tree.items() if parent == top]
    return [top, *(id for n in under for id in preorder(tree, n))]


@pytest.mark.full
def test_a_tree_of_six_thousand_is_drawn() -> None:
    claims = [Claim(id="top", text="Buses help")]
    claims += [Claim(id=f"s{n}", text="They do", supports="top") for n in range(6000)]
    picture = draw(ArgumentMap(claims=claims), depth=0)
    assert picture.count('role="img"') == 6001


def test_the_same_map_gives_the_same_picture() -> None:
    assert draw(city_charge()) == draw(city_charge())
