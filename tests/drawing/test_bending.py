"""Pictures that would be too long or too high: they wrap, or their root has two sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap import load
from argmap.drawing import make_scene
from argmap.drawing.composing import composition
from argmap.model import ArgumentMap
from tests.drawing.invented import random_map
from tests.drawing.measuring import CHECKS, crossings, emptiest
from tests.drawing.pictures import composed
from tests.sessions import ROOT

if TYPE_CHECKING:
    from argmap.drawing.composing.composition import Composition

GALLERY = ROOT / "docs" / "gallery"


def chain(length: int) -> ArgumentMap:
    m = ArgumentMap()
    m.claim("Because of all", id="s0")
    for n in range(1, length):
        m.reason(f"Because of point {n}", id=f"s{n}", supports=f"s{n - 1}")
    return m


def fan(pros: int, cons: int) -> ArgumentMap:
    """Pros and cons in turn, each with a caveat about the step."""
    m = ArgumentMap()
    m.claim("The city should charge cars", id="c")
    for n in range(max(pros, cons)):
        if n < pros:
            m.reason(f"Pro {n}", id=f"p{n}", supports="c")
            m.caveat(f"Doubt about pro {n}", id=f"u{n}", undercuts=f"p{n}->c")
        if n < cons:
            m.caveat(f"Con {n}", id=f"o{n}", rebuts="c")
    return m


def drawn(name: str) -> Composition:
    return composed(load(GALLERY / f"{name}.argmap.yaml"), "bent").composition


def test_a_long_chain_runs_in_rows_there_and_back() -> None:
    boxes = composed(chain(12), "bent").composition.boxes
    rows: dict[float, list[str]] = {}
    for box, id in sorted((box, id) for id, box in boxes.items()):
        rows.setdefault(box.y, []).append(id)
    assert list(rows.values()) == [
        ["s0", "s1", "s2"],
        ["s5", "s4", "s3"],
        ["s6", "s7", "s8"],
        ["s11", "s10", "s9"],
    ]


@pytest.mark.parametrize("length", [12, 40, 150])
def test_no_chain_is_more_than_three_times_as_long_as_the_other_way(length: int) -> None:
    scene = make_scene(chain(length), depth=0)
    assert 1 / 3 < scene.width / scene.height < 3


def test_no_picture_is_more_than_three_times_as_long_as_the_other_way() -> None:
    maps = [load(path) for path in sorted(GALLERY.glob("*.argmap.yaml"))]
    maps += [random_map(seed) for seed in range(100)]
    for map in maps:
        scene = make_scene(map, depth=0)
        assert 1 / 3 <= scene.width / scene.height <= 3


def test_a_line_that_turns_round_ends_at_the_card_before() -> None:
    picture = composed(chain(12), "bent").composition
    boxes = picture.boxes
    (turn,) = (one for one in picture.strokes if one.links[0].origin == "s3")
    assert turn.head is not None
    assert (turn.head.dx, turn.head.dy) == (-1, 0)
    assert turn.head.tip.x == pytest.approx(boxes["s2"].x + boxes["s2"].width + 0.6)
    assert turn.curve[0].x == boxes["s3"].x + boxes["s3"].width
    assert max(point.x for point in turn.curve) > turn.curve[0].x + 10


def test_a_chain_with_branches_is_cut_only_where_one_line_runs() -> None:
    m = chain(12)
    m.reason("Beside the seventh", id="beside", supports="s7")
    for n in range(12):
        m.caveat(f"Doubt about {n}", id=f"u{n}", limits=f"s{n}")
    straight, bent = composed(m).composition, composed(m, "bent").composition
    assert bent == straight  # everywhere there are two lines
    assert drawn("debate").width < 1000


@pytest.mark.parametrize(("pros", "cons"), [(9, 9), (12, 10), (4, 12)])
def test_pros_and_cons_are_beside_each_other(pros: int, cons: int) -> None:
    boxes = composed(fan(pros, cons), "bent").composition.boxes
    claim = boxes["c"]
    for id, box in boxes.items():
        if id[0] in "pu" and pros > 4:
            assert box.x + box.width < claim.x
        elif id[0] == "o" and pros > 4:
            assert box.x > claim.x + claim.width


def test_high_trees_have_two_sides_beside_each_other_too() -> None:
    m = ArgumentMap()
    for q in "ab":
        m.question(f"Question {q}?", id=q)
        m.claim(f"Answer {q}", id=f"c{q}", answers=q)
        for n in range(10):
            m.reason(f"Pro {n}", id=f"p{q}{n}", supports=f"c{q}")
            m.caveat(f"Con {n}", id=f"o{q}{n}", rebuts=f"c{q}")
    picture = composed(m, "bent")
    boxes = picture.composition.boxes
    for q in "ab":
        assert boxes[f"p{q}0"].x < boxes[f"c{q}"].x < boxes[f"o{q}0"].x
    straight = composed(m).composition
    assert picture.composition.height < 0.7 * straight.height
    assert emptiest(picture) < emptiest(composed(m))


def test_what_is_all_of_one_kind_is_in_two_columns_in_the_order_of_the_text() -> None:
    boxes = composed(fan(20, 0), "bent").composition.boxes
    sides = [
        [n for n in range(20) if (boxes[f"p{n}"].x < boxes["c"].x) == is_first]
        for is_first in (True, False)
    ]
    assert sides[0] + sides[1] == list(range(20))
    assert 8 <= len(sides[0]) <= 12


def test_joint_premises_are_on_one_side() -> None:
    boxes = drawn("joint-groups").boxes
    sides = {id: box.x < boxes["c"].x for id, box in boxes.items()}
    for group in ("form", "age", "fraud", "price", "power"):
        assert len({sides[id] for id in sides if id.startswith(group)}) == 1
    assert len(set(sides.values())) == 2


def test_who_asks_for_a_direction_gets_it() -> None:
    scene = make_scene(chain(12), direction="right")
    assert scene.width > 20 * composed(chain(12)).composition.height
    tall = make_scene(fan(12, 12), direction="right")
    assert tall.height > 2 * tall.width


def test_a_small_map_is_not_bent() -> None:
    for name in ("joint", "undercuts", "hearing", "court", "crossing", "strength"):
        map = load(GALLERY / f"{name}.argmap.yaml")
        assert composed(map, "bent").composition == composed(map).composition


@pytest.mark.parametrize("proportion", [0.3, 0.8, 4.0, 9.0])
def test_whatever_is_bent_is_drawn_as_it_should(
    proportion: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composition, "_WORTH_BENDING", 0.0)
    count = 0
    for seed in range(100):
        map = random_map(seed)
        straight = composed(map, proportion=proportion).composition
        picture = composed(map, "bent", proportion)
        bent = picture.composition
        count += bent != straight
        assert [flaw for check in CHECKS for flaw in check(picture)] == []
        assert bent.boxes.keys() == straight.boxes.keys()
        assert bent.references.keys() == straight.references.keys()
        assert {link for stroke in bent.strokes for link in stroke.links} == {
            link for stroke in straight.strokes for link in stroke.links
        }
    assert count >= 10


def test_no_lines_of_a_tree_cross_when_it_is_bent() -> None:
    for map in (chain(40), fan(12, 12), fan(20, 3), load(GALLERY / "debate.argmap.yaml")):
        assert crossings(composed(map, "bent")) == []


def test_a_reference_to_a_question_is_below_its_heading() -> None:
    picture = composed(load(GALLERY / "two-questions.argmap.yaml"))
    headings = picture.sections.headings
    (reference,) = (
        box
        for one, box in picture.composition.references.items()
        if not one.is_target and one.link.target in headings
    )
    heading = next(box for id, box in picture.composition.boxes.items() if id in headings)
    assert reference.x == heading.x
    assert 0 < reference.y - heading.y - heading.height < 20
