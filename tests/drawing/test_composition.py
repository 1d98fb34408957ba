from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import load
from argmap.drawing.composing.strokes import DOT_STANDOFF
from argmap.drawing.theme import LIGHT
from argmap.model import ArgumentMap, Claim, Reason
from tests.drawing.invented import city_charge
from tests.drawing.measuring import crossings, crowded_heads, entered_cards, overlaps, shared_dots
from tests.drawing.pictures import (
    Picture,
    composed,
    crossed,
    questioned,
    sampled,
    strayed,
    tangles,
)
from tests.sessions import ROOT
from tests.strategies import maps, trees

if TYPE_CHECKING:
    from argmap.drawing.composing.strokes import Head, Stroke
    from argmap.drawing.plane import Flow
    from argmap.graph import Graph

DIRECTIONS = st.sampled_from(("right", "down"))
ANY_MAP = maps() | trees(size=14) | tangles() | questioned() | strayed()


def top(graph: Graph, id: str) -> str:
    while (parent := graph.parents[id]) is not None:
        id = parent
    return id


@settings(max_examples=60)
@given(ANY_MAP, DIRECTIONS)
def test_no_card_overlaps_another(map: ArgumentMap, direction: Flow) -> None:
    assert list(overlaps(composed(map, direction))) == []


@settings(max_examples=60)
@given(ANY_MAP, DIRECTIONS)
def test_no_line_runs_through_a_card(map: ArgumentMap, direction: Flow) -> None:
    assert list(entered_cards(composed(map, direction))) == []


@settings(max_examples=60)
@given(ANY_MAP, DIRECTIONS)
def test_everything_lies_within_the_picture(map: ArgumentMap, direction: Flow) -> None:
    composition = composed(map, direction).composition
    for box in composition.boxes.values():
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= composition.width
        assert box.y + box.height <= composition.height
    for stroke in composition.strokes:
        for x, y in sampled(stroke.curve):
            assert -0.01 <= x <= composition.width + 0.01
            assert -0.01 <= y <= composition.height + 0.01


@settings(max_examples=60)
@given(ANY_MAP, DIRECTIONS)
def test_every_link_has_a_line_and_no_other_line_is_drawn(
    map: ArgumentMap, direction: Flow
) -> None:
    picture = composed(map, direction)
    drawn = {link for stroke in picture.composition.strokes for link in stroke.links}
    told_by_place = set(picture.graph.links) - drawn
    assert drawn <= set(picture.graph.links)
    for link in told_by_place:
        assert link.relation == "answers"
        assert link.target == top(picture.graph, link.origin)
        assert picture.graph.statements[link.target].kind == "question"


@settings(max_examples=60)
@given(ANY_MAP, DIRECTIONS)
def test_every_undercut_ends_just_before_the_line_that_it_attacks(
    map: ArgumentMap, direction: Flow
) -> None:
    picture = composed(map, direction)
    strokes = picture.composition.strokes
    for edge in (edge for one in picture.layered for edge in one.layers.component.edges):
        if edge.attacked is not None:
            end = min(
                hypot(x - u, y - v)
                for stroke in strokes
                if edge.link in stroke.links and stroke.head
                for x, y in [stroke.curve[-1]]
                for other in strokes
                if edge.attacked.link in other.links
                for u, v in sampled(other.curve, 100)
            )
            assert end <= DOT_STANDOFF + 1


@settings(max_examples=60)
@given(ANY_MAP, DIRECTIONS)
def test_heads_on_one_side_of_a_card_are_six_points_apart(
    map: ArgumentMap, direction: Flow
) -> None:
    assert list(crowded_heads(composed(map, direction))) == []


@settings(max_examples=60)
@given(maps() | trees(size=14), DIRECTIONS)
def test_heads_have_the_order_of_what_they_come_from(map: ArgumentMap, direction: Flow) -> None:
    picture = composed(map, direction)
    boxes, layer_of = picture.composition.boxes, picture.layer_of
    arrivals: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for stroke in picture.composition.strokes:
        link = stroke.links[0]
        # Only neighbours, since a line that passes other layers comes from where it passes.
        is_near = (
            link not in picture.sections.far
            and not picture.graph.attacked_by(link)
            and layer_of[link.origin] == layer_of[link.target] + 1
        )
        if len(stroke.links) == 1 and stroke.head and is_near:
            box, tip = boxes[link.origin], stroke.head.tip
            across = (
                (box.y + box.height / 2, tip.y)
                if direction == "right"
                else (box.x + box.width / 2, tip.x)
            )
            arrivals[link.target].append(across)
    for listed in arrivals.values():
        ends = [end for _, end in sorted(listed)]
        assert ends == sorted(ends)


@settings(max_examples=30)
@given(trees(size=14) | crossed(), DIRECTIONS)
def test_siblings_stand_in_the_order_of_the_text(map: ArgumentMap, direction: Flow) -> None:
    picture = composed(map, direction)
    for id in picture.graph.statements:
        by_level: dict[int, list[float]] = defaultdict(list)
        for child in picture.graph.children(id):
            link = picture.graph.parent_link(child)
            if picture.graph.attacked_by(link) is None:
                box = picture.composition.boxes[child]
                by_level[picture.layer_of[child]].append(box.y if direction == "right" else box.x)
        for places in by_level.values():
            assert places == sorted(places)


def test_the_invented_map_reads_from_top_to_bottom() -> None:
    picture = composed(city_charge())
    columns: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for id, level in picture.layer_of.items():
        columns[level].append((picture.composition.boxes[id].y, id))
    assert [[id for _, id in sorted(columns[level])] for level in sorted(columns)] == [
        ["charge"],
        ["traffic", "air", "money", "night"],
        [
            *("cities", "railway", "trial", "exhaust", "fewer", "round"),
            *("fenced", "undo", "vote", "cars", "small", "exempt"),
        ],
        ["weather", "vans", "zone"],
    ]


def test_a_card_stands_in_the_middle_of_what_supports_it() -> None:
    m = ArgumentMap()
    m.claim("Buses help", id="c")
    for number in range(4):
        m.reason(f"Reason {number}", id=f"r{number}", supports="c")
    boxes = composed(m).composition.boxes
    middle = (boxes["r0"].y + boxes["r3"].y + boxes["r3"].height) / 2
    assert boxes["c"].y + boxes["c"].height / 2 == pytest.approx(middle, abs=1)


def test_a_single_reason_is_level_with_its_claim() -> None:
    m = ArgumentMap()
    m.claim("Buses help", id="c")
    m.reason("They carry many, " * 12, id="r", supports="c")
    (stroke,) = composed(m).composition.strokes
    assert len({point.y for point in stroke.curve}) == 1


def test_joint_premises_meet_in_one_dot_before_one_arrow() -> None:
    picture = composed(city_charge())
    strokes = [s for s in picture.composition.strokes if s.links[0].origin in ("exhaust", "fewer")]
    (arrow,) = [stroke for stroke in strokes if stroke.head]
    assert [link.origin for link in arrow.links] == ["exhaust", "fewer"]
    (dot,) = [d for d in picture.composition.dots if len(d.links) == 2]
    assert arrow.curve[0] == dot.centre
    for stroke in strokes:
        if stroke is not arrow:
            end = stroke.curve[-1]
            assert abs(end.x - dot.centre.x) <= dot.radius
            assert end.y == dot.centre.y


def test_joint_premises_stand_together_though_others_come_between_them_in_the_text() -> None:
    m = ArgumentMap()
    m.claim("Buses help", id="c")
    for id, joint in (("a", "ab"), ("x", None), ("b", "ab")):
        m.reason(f"Reason {id}", id=id, supports="c", joint=joint)
    boxes = composed(m).composition.boxes
    assert sorted("abx", key=lambda name: boxes[name].y) == ["a", "b", "x"]


def attack(picture: Picture, origin: str) -> Stroke:
    return next(s for s in picture.composition.strokes if s.links[0].origin == origin)


def distance(head: Head, stroke: Stroke) -> float:
    """How near the bar of a head comes to a line."""
    along = (-3.5 * head.dx, -3.5 * head.dy)
    bar = [
        (head.tip.x + along[0] + side * head.dy, head.tip.y + along[1] + side * head.dx)
        for side in (-5, 0, 5)
    ]
    return min(
        ((x - u) ** 2 + (y - v) ** 2) ** 0.5 for x, y in bar for u, v in sampled(stroke.curve, 60)
    )


@pytest.mark.parametrize(
    ("attacker", "attacked"), [("railway", "cities"), ("undo", "fenced"), ("vote", "undo")]
)
def test_an_undercut_ends_at_a_dot_on_the_line_that_it_attacks(
    attacker: str, attacked: str
) -> None:
    picture = composed(city_charge())
    line, stroke = attack(picture, attacked), attack(picture, attacker)
    (dot,) = [d for d in picture.composition.dots if d.links[0].origin == attacker]
    on_line = min(
        abs(x - dot.centre.x) + abs(y - dot.centre.y) for x, y in sampled(line.curve, 200)
    )
    assert on_line < 1
    assert stroke.head is not None
    assert distance(stroke.head, line) > 4, "the bar would touch the line"
    assert (stroke.head.dx, stroke.head.dy) == (0, -1)


def test_an_undercut_of_joint_premises_ends_at_the_line_that_they_share() -> None:
    m = city_charge()
    m.caveat("The schools differ", id="differ", undercuts="exhaust")
    picture = composed(m)
    (joint,) = [d for d in picture.composition.dots if len(d.links) == 2]
    (dot,) = [d for d in picture.composition.dots if d.links[0].origin == "differ"]
    assert dot.centre.y == joint.centre.y
    assert dot.centre.x < joint.centre.x
    assert list(shared_dots(picture)) == []


def test_a_second_target_has_a_line_of_its_own_across_the_columns() -> None:
    m = city_charge()
    reason = m["weather"].model_copy(update={"supports": ("charge",)})
    m.caveats[m.caveats.index(m["weather"])] = reason
    picture = composed(m)
    lines = [s for s in picture.composition.strokes if s.links[0].origin == "weather"]
    assert {s.links[0].target for s in lines} == {"trial", "charge"}
    assert list(entered_cards(picture)) == []


def test_many_heads_make_a_card_higher() -> None:
    m = ArgumentMap()
    m.claim("Buses help", id="c")
    for number in range(60):
        m.reason(f"Reason {number}", supports="c")
    picture = composed(m)
    assert picture.composition.boxes["c"].height >= 22
    assert list(overlaps(picture)) == []


@pytest.mark.full
def test_two_thousand_statements_are_drawn() -> None:
    reasons = [
        Reason(id=f"s{n}", text=f"Statement {n}", supports=f"s{n // 4}") for n in range(1, 2000)
    ]
    m = ArgumentMap(claims=[Claim(id="s0", text="Root")], reasons=reasons)
    picture = composed(m)
    assert len(picture.composition.boxes) == 2000
    assert len(picture.composition.strokes) == 1999


@pytest.mark.parametrize("size", [1, 400])
def test_a_chain_is_a_straight_line(size: int) -> None:
    m = ArgumentMap()
    m.claim("Root", id="s0")
    for n in range(1, size):
        m.reason("On it goes", id=f"s{n}", supports=f"s{n - 1}")
    picture = composed(m)
    assert len({box.y + box.height / 2 for box in picture.composition.boxes.values()}) == 1
    assert picture.composition.height == picture.composition.boxes["s0"].height


def test_no_map_is_no_picture() -> None:
    composition = composed(ArgumentMap()).composition
    assert (composition.width, composition.height, composition.boxes) == (0, 0, {})


def test_cards_keep_their_gaps() -> None:
    boxes = sorted(
        composed(city_charge()).composition.boxes.values(), key=lambda box: (box.x, box.y)
    )
    for above, below in pairwise(boxes):
        if above.x == below.x:
            assert below.y - above.y - above.height >= LIGHT.gap - 1


@settings(max_examples=40)
@given(trees(size=12), DIRECTIONS)
def test_no_lines_cross_in_a_tree(map: ArgumentMap, direction: Flow) -> None:
    assert crossings(composed(map, direction)) == []


def test_no_lines_cross_in_the_interview_of_the_example() -> None:
    (path,) = (ROOT / "examples" / "russia-myanmar").glob("*.argmap.yaml")
    assert crossings(composed(load(path))) == []
