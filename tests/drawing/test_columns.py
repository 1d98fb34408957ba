"""A map that is a tree has the columns that Graphviz would find, without being laid out."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.drawing import draw
from argmap.drawing.cards import make_cards
from argmap.drawing.composing.columns import make_dot, read_columns, tree_columns
from argmap.drawing.composing.ends import Ends
from argmap.drawing.composing.sections import Sections
from argmap.drawing.engines import lay_out
from argmap.drawing.theme import LIGHT
from argmap.graph import Graph
from argmap.model import ArgumentMap, Claim
from tests.drawing.invented import city_charge
from tests.drawing.pictures import crossed, tangles
from tests.strategies import maps, trees

if TYPE_CHECKING:
    from argmap.drawing.composing.columns import Columns, Direction
    from argmap.drawing.engines import EngineName

DIRECTIONS = st.sampled_from(("right", "down"))
ENGINES = ["wasm"] + ["dot"] * (shutil.which("dot") is not None)


def contents(columns: Columns) -> tuple[object, ...]:
    levels = [[cell.content for cell in row] for row in columns.levels]
    return levels, columns.level_of, columns.gap_of


def columns_of(map: ArgumentMap) -> Columns | None:
    graph = Graph(map)
    sections = Sections(graph)
    cards = make_cards(graph, LIGHT, headings=sections.headings)
    return tree_columns(sections, Ends(graph, sections), cards, "right")


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=50)
@given(maps() | trees(size=14) | tangles(), DIRECTIONS)
def test_the_columns_of_a_tree_are_those_that_graphviz_finds(
    engine: EngineName, map: ArgumentMap, direction: Direction
) -> None:
    graph = Graph(map)
    sections = Sections(graph)
    ends = Ends(graph, sections)
    cards = make_cards(graph, LIGHT, direction, headings=sections.headings)
    columns = tree_columns(sections, ends, cards, direction)
    if columns is not None:
        layout = lay_out(make_dot(sections, ends, cards, LIGHT, direction), engine=engine)
        found = read_columns(sections, ends, cards, layout, direction)
        assert contents(columns) == contents(found)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_picture_of_a_tree_is_the_same_with_and_without_graphviz(engine: EngineName) -> None:
    assert draw(city_charge()) == draw(city_charge(), engine=engine)


@settings(max_examples=20)
@given(trees(size=8))
def test_every_map_that_is_a_tree_is_known_to_be_one(map: ArgumentMap) -> None:
    assert columns_of(map) is not None


@settings(max_examples=20)
@given(crossed(size=14).filter(lambda drawn: any(len(one.supports) > 1 for one in drawn.claims)))
def test_a_map_in_which_something_stands_under_two_statements_is_no_tree(map: ArgumentMap) -> None:
    assert columns_of(map) is None


def test_a_tree_too_wide_for_the_embedded_engine_is_drawn() -> None:
    claims = [Claim(id="top", text="Buses help")]
    claims += [Claim(id=f"s{n}", text="They do", supports="top") for n in range(6000)]
    picture = draw(ArgumentMap(claims=claims), depth=0)
    assert picture.count('role="img"') == 6001
