from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.drawing import draw, make_scene
from argmap.drawing.diagram import to_dot
from argmap.drawing.folding import MOST_UNFOLDED, fold, split_by_question
from argmap.errors import DrawingWarning, UsageError
from argmap.graph import Graph
from argmap.model import ArgumentMap, Claim, Reason
from tests.drawing.invented import city_charge
from tests.drawing.pictures import tangles
from tests.strategies import maps


def shown(map: ArgumentMap, **options: object) -> set[str]:
    return set(fold(Graph(map), **options).graph.statements)


def big(count: int, fan: int = 4) -> ArgumentMap:
    reasons = [
        Reason(id=f"s{n}", text=f"Point {n}", supports=f"s{(n - 1) // fan}")
        for n in range(1, count)
    ]
    return ArgumentMap(claims=[Claim(id="s0", text="Root")], reasons=reasons)


@given(maps() | tangles(), st.integers(1, 3))
def test_what_is_folded_is_counted_where_it_was(map: ArgumentMap, depth: int) -> None:
    graph = Graph(map)
    view = fold(graph, depth=depth)
    assert set(view.graph.statements) == {id for step, id in graph.walk() if step <= depth}
    assert sum(view.folded.values()) == len(graph.statements) - len(view.graph.statements)
    assert set(view.folded) <= set(view.graph.statements)


@given(maps(min_size=1) | tangles(), st.data())
def test_a_focus_shows_the_whole_way_up_and_all_below(
    map: ArgumentMap, data: st.DataObject
) -> None:
    graph = Graph(map)
    focus = data.draw(st.sampled_from(sorted(graph.statements)))
    ids = shown(map, focus=focus)
    assert {id for _, id in graph.walk(focus)} <= ids
    above: str | None = focus
    while above is not None:
        assert above in ids
        above = graph.parents[above]


def test_depth_0_and_small_maps_show_everything() -> None:
    everything = {statement.id for statement in city_charge().statements}
    assert shown(city_charge()) == shown(city_charge(), depth=0) == everything
    assert len(shown(big(2000), depth=0)) == 2000


def test_a_focus_leaves_out_what_has_nothing_to_do_with_it() -> None:
    view = fold(Graph(city_charge()), focus="trial")
    assert set(view.graph.statements) == {"q", "charge", "traffic", "trial", "weather"}
    assert view.folded == {"traffic": 2, "charge": 14}


def test_joint_premises_stay_together_in_a_focus() -> None:
    assert "fewer" in shown(city_charge(), focus="exhaust")
    assert "vans" not in shown(city_charge(), focus="exhaust")


def test_an_undercut_in_focus_brings_the_link_that_it_attacks() -> None:
    view = fold(Graph(city_charge()), focus="vote")
    assert {"vote", "undo", "fenced", "money"} <= set(view.graph.statements)
    assert not view.graph.unresolved


def test_collapsed_statements_hide_what_is_under_them() -> None:
    view = fold(Graph(city_charge()), collapse=["air", "traffic"])
    assert {view.folded[id] for id in ("air", "traffic")} == {5, 4}
    assert "air" in view.graph.statements
    assert "zone" not in view.graph.statements


def test_a_big_map_is_folded_and_says_so() -> None:
    with pytest.warns(DrawingWarning, match=r"85 of 2,000 statements, .*`--depth all`"):
        view = fold(Graph(big(2000)))
    assert len(view.graph.statements) <= MOST_UNFOLDED
    assert sum(view.folded.values()) == 2000 - 85


def test_a_map_that_only_fans_out_is_shown_whole() -> None:
    assert len(shown(big(400, fan=400))) == 400


def test_a_part_of_a_big_map_is_not_folded_further() -> None:
    assert len(shown(big(2000), focus="s21")) < MOST_UNFOLDED
    assert len(shown(big(2000), depth=5)) == 1365


def test_badges_stand_on_cards_in_titles_and_in_the_description() -> None:
    picture = draw(city_charge(), depth=2)
    assert ">+5</text>" in picture
    assert "folded here: 5 more" in picture
    assert "15 more are folded" in make_scene(city_charge(), depth=2).description
    assert ">+n</text>" in picture, "the legend tells what it means"
    assert "+n" not in draw(city_charge())


def test_dot_is_whole_unless_it_is_to_be_folded() -> None:
    assert "\ts1999 [" in to_dot(big(2000))
    assert "\tvote [" not in to_dot(city_charge(), depth=2)
    assert "+5" in to_dot(city_charge(), depth=2)


def test_each_question_has_a_part_of_its_own() -> None:
    m = city_charge()
    m.question("And why now?", id="now")
    m.claim("Elections are far", id="far", answers="now")
    m.claim("Nobody asked", id="alone")
    parts = split_by_question(Graph(m))
    assert list(parts) == ["q", "now", None]
    assert [len(list(part.statements)) for part in parts.values()] == [20 + 1, 2, 1]


def test_names_that_do_not_exist_are_told() -> None:
    for options in ({"focus": "none"}, {"collapse": ["none"]}, {"depth": -1}):
        with pytest.raises(UsageError):
            fold(Graph(city_charge()), **options)
