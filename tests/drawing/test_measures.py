"""Every check of a picture, on all maps of the gallery and on 300 at random, every way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import load
from argmap.drawing import make_scene
from argmap.drawing.composing.strokes import DOT_RADIUS, MEETING_RADIUS
from argmap.drawing.plane import Point
from argmap.drawing.scene import Group
from argmap.graph import Graph
from argmap.model import ArgumentMap
from tests.drawing.invented import random_map
from tests.drawing.measuring import (
    CHECKS,
    bars_near_others,
    close_strands,
    crossings,
    crowded_heads,
    disorder,
    emptiest,
    entered_cards,
    lines_through_joint_dots,
    overlaps,
    shared_dots,
    torn_groups,
)
from tests.drawing.pictures import WAYS, Picture, composed
from tests.sessions import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from random import Random

    from argmap.drawing.composing.composition import Composition
    from argmap.drawing.composing.strokes import Dot, Stroke
    from argmap.drawing.plane import Flow
    from tests.drawing.pictures import Way

MAPS = sorted((ROOT / "docs" / "gallery").glob("*.argmap.yaml"))
RANDOM = 300


def flaws(map: ArgumentMap, way: Way) -> list[str]:
    picture = composed(map, way)
    return [flaw for check in CHECKS for flaw in check(picture)] + list(disorder(picture, way))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name.partition(".")[0])
def test_every_map_of_the_gallery_is_drawn_as_it_should(path: Path, way: Way) -> None:
    assert flaws(load(path), way) == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("hundred", range(RANDOM // 100))
def test_every_random_map_is_drawn_as_it_should(hundred: int, way: Way) -> None:
    seeds = range(100 * hundred, 100 * hundred + 100)
    assert {seed: found for seed in seeds if (found := flaws(random_map(seed), way))} == {}


@pytest.mark.parametrize(
    ("name", "most"), [("crossing", 2), ("sections", 0), ("joint", 0), ("undercuts", 0)]
)
def test_no_more_lines_cross_than_did(name: str, most: int) -> None:
    map = load(ROOT / "docs" / "gallery" / f"{name}.argmap.yaml")
    for flow in ("right", "down"):
        assert len(crossings(composed(map, flow))) <= most


# A tree of two columns has its claim in the middle of the first, which is empty above and below it:
# no packing brings every map under the goal. So this holds what is reached.
GOAL = 0.15
REACHED = {"right": (13, 35), "down": (12, 24), "bent": (13, 37)}


@pytest.mark.parametrize("way", WAYS)
def test_as_many_pictures_as_ever_have_no_large_empty_rectangle(way: Way) -> None:
    shown = [load(path) for path in MAPS], [random_map(seed) for seed in range(60)]
    counts = [sum(emptiest(composed(map, way)) < GOAL for map in maps) for maps in shown]
    assert all(count >= least for count, least in zip(counts, REACHED[way], strict=True)), counts


# What is wrong is found


def spoilt(picture: Picture, **changes: object) -> Picture:
    composition: Composition = picture.composition._replace(**changes)
    return picture._replace(composition=composition)


@pytest.fixture(scope="module")
def sound() -> Picture:
    return composed(load(ROOT / "docs" / "gallery" / "joint.argmap.yaml"))


def test_a_card_on_another_is_found(sound: Picture) -> None:
    boxes = dict(sound.composition.boxes)
    one, other, *_ = (id for id in boxes if id not in sound.sections.headings)
    boxes[one] = boxes[one]._replace(x=boxes[other].x + 5, y=boxes[other].y + 5)
    assert list(overlaps(spoilt(sound, boxes=boxes)))
    middle = sound.composition.strokes[0].curve[1]
    boxes[one] = boxes[one]._replace(x=middle.x - 20, y=middle.y - 20)
    assert list(entered_cards(spoilt(sound, boxes=boxes)))


@pytest.mark.parametrize("away", [0, 3])
def test_lines_on_each_other_are_found(sound: Picture, away: float) -> None:
    strokes = sound.composition.strokes
    other = next(s for s in strokes if s.relation != strokes[0].relation and len(s.curve) > 7)
    moved = strokes[0]._replace(curve=tuple(Point(x + away, y) for x, y in other.curve))
    assert list(close_strands(spoilt(sound, strokes=(*strokes[1:], moved))))


def test_heads_side_by_side_are_found(sound: Picture) -> None:
    strokes = sound.composition.strokes
    head = next(stroke.head for stroke in strokes if stroke.head is not None)
    near = head._replace(tip=head.tip._replace(y=head.tip.y + 5))
    more = strokes[0]._replace(head=near)
    assert list(crowded_heads(spoilt(sound, strokes=(*strokes, more))))


def foreign(picture: Picture, dot: Dot) -> Stroke:
    """Return a line that has nothing to do with a dot."""
    graph = picture.graph
    attacked = [graph.attacked_by(link) or link for link in dot.links]
    own = {*dot.links, *(link for one in attacked for link in graph.inference_of(one).links)}
    return next(stroke for stroke in picture.composition.strokes if not own & set(stroke.links))


def test_a_bar_too_near_a_line_is_found(sound: Picture) -> None:
    dot = next(dot for dot in sound.composition.dots if dot.radius == DOT_RADIUS)
    line = tuple(Point(dot.centre.x + x, dot.centre.y + 12) for x in (-60, -20, 20, 60))
    strokes = (*sound.composition.strokes, foreign(sound, dot)._replace(curve=line))
    assert list(bars_near_others(spoilt(sound, strokes=strokes)))


@pytest.mark.parametrize(
    ("radius", "check"),
    [(DOT_RADIUS, shared_dots), (MEETING_RADIUS, lines_through_joint_dots)],
)
def test_a_line_through_a_dot_that_is_not_its_own_is_found(
    sound: Picture, radius: float, check: Callable[[Picture], Iterator[str]]
) -> None:
    dot = next(dot for dot in sound.composition.dots if dot.radius == radius)
    line = tuple(Point(dot.centre.x + x, dot.centre.y) for x in (-30, -10, 10, 30))
    strokes = (*sound.composition.strokes, foreign(sound, dot)._replace(curve=line))
    assert list(check(spoilt(sound, strokes=strokes)))


def test_a_torn_group_is_found(sound: Picture) -> None:
    layered = [
        one._replace(
            layers=one.layers._replace(rows=tuple(swapped(row) for row in one.layers.rows))
        )
        for one in sound.layered
    ]
    assert list(torn_groups(sound._replace(layered=tuple(layered))))


def swapped(row: tuple[object, ...]) -> tuple[object, ...]:
    """Return a row with its first and its last card changed round."""
    return (row[-1], *row[1:-1], row[0]) if len(row) > 1 else row


# Maps that are drawn so that they could be misread


def two_claims(attacked: str, *, has_questions: bool) -> ArgumentMap:
    """A reason for two claims, and an undercut of one of the two steps."""
    m = ArgumentMap()
    for n in "12":
        if has_questions:
            m.question(f"Question {n}?", id=f"q{n}")
        m.claim(f"Claim {n}", id=f"c{n}", **({"answers": f"q{n}"} if has_questions else {}))
    m.reason("A reason for both", id="r", supports=("c1", "c2"))
    m.caveat("It does not follow", id="k", undercuts=f"r->{attacked}")
    return m


def groups(sizes: Sequence[int], attacked: Sequence[int]) -> ArgumentMap:
    """Groups of joint premises for one claim, some of them undercut."""
    m = ArgumentMap()
    m.claim("The contract is void", id="c")
    for group, size in enumerate(sizes):
        for n in range(size):
            m.reason(f"Premise {group}.{n}", id=f"p{group}-{n}", supports="c", joint=f"j{group}")
    for group in attacked:
        m.caveat(f"Attack on {group}", id=f"u{group}", undercuts=f"p{group}-0")
    return m


MISREADABLE = {
    "undercut of one of two links": two_claims("c1", has_questions=False),
    "undercut of the other": two_claims("c2", has_questions=False),
    "undercut of one, in sections": two_claims("c1", has_questions=True),
    "undercut of the other, in sections": two_claims("c2", has_questions=True),
    "bars beside groups": groups((2, 2, 5), (0, 1)),
    "bars between groups": groups((2, 2, 3, 3), (0, 1)),
    "one bar between groups": groups((2, 3, 4, 5), (1,)),
}


@pytest.mark.parametrize("flow", ["right", "down"])
@pytest.mark.parametrize("name", MISREADABLE)
def test_what_could_be_misread_is_drawn_as_it_should(name: str, flow: Flow) -> None:
    assert flaws(MISREADABLE[name], flow) == []


def seen(map: ArgumentMap, flow: Flow) -> list[str]:
    """What a reader sees of the lines of a picture: their shapes and colours, no hidden words."""
    scene = make_scene(map, direction=flow, depth=0)
    groups = (item for item in scene.walk() if isinstance(item, Group) and item.role == "link")
    shapes = [str(shape) for group in groups for shape in group.items]
    heights = [
        f"{item.id} {item.items[0]}"
        for item in scene.walk()
        if isinstance(item, Group) and item.role == "statement"
    ]
    return sorted(shapes + heights)


@pytest.mark.parametrize("flow", ["right", "down"])
@pytest.mark.parametrize("has_questions", [False, True])
def test_a_reader_sees_which_of_two_links_is_undercut(flow: Flow, *, has_questions: bool) -> None:
    one, other = (two_claims(id, has_questions=has_questions) for id in ("c1", "c2"))
    assert seen(one, flow) != seen(other, flow)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 999), st.randoms(use_true_random=False), st.sampled_from(("right", "down")))
def test_maps_whose_relations_differ_have_pictures_that_differ(
    seed: int, dice: Random, flow: Flow
) -> None:
    map = random_map(seed)
    changed = with_one_relation_changed(map, dice)
    if changed is not None:
        assert seen(changed, flow) != seen(map, flow)


def with_one_relation_changed(map: ArgumentMap, dice: Random) -> ArgumentMap | None:
    """Return a map with one relation of another kind or to another end, None if none can be."""
    places = [
        (section, n)
        for section in ("claims", "reasons", "caveats")
        for n, one in enumerate(getattr(map, section))
        if any(one.references) and not one.answers
    ]
    if not places:
        return None
    section, n = dice.choice(places)
    statements = list(getattr(map, section))
    one = statements[n]
    relation, end = dice.choice(list(one.references))
    allowed = {"caveat": ("rebuts", "limits"), "reason": ("supports",)}
    usual = ("supports", "rebuts", "limits", "restates")
    others = [r for r in allowed.get(one.kind, usual) if r != relation]
    ends = [s.id for s in map.statements if s.kind != "question" and s.id not in (one.id, end)]
    change: dict[str, tuple[str, ...]] = {
        relation: tuple(t for t in getattr(one, relation) if t != end)
    }
    if relation == "undercuts":
        return None
    if ends and (not others or dice.random() < 0.5):
        change[relation] += (dice.choice(ends),)
    elif not others:
        return None
    else:
        other = dice.choice(others)
        change[other] = (*getattr(one, other), end)
    statements[n] = one.model_copy(update=change)
    changed = map.model_copy(update={section: statements})
    # What nothing resolves is not drawn, and what is joined anew may say the same.
    links = {(link.relation, link.origin, link.target) for link in Graph(map).links}
    others_links = {(link.relation, link.origin, link.target) for link in Graph(changed).links}
    return changed if links != others_links else None
