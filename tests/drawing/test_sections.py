from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import load
from argmap.drawing import make_scene
from argmap.drawing.composing.packing import PROPORTION, Size, Spacing, pack
from argmap.drawing.lettering.measure import text_width
from argmap.drawing.scene import Group, Rectangle, Text
from argmap.drawing.theme import LIGHT, THEMES
from argmap.model import ArgumentMap
from tests.drawing.invented import city_charge, stray_claims
from tests.drawing.pictures import Picture, composed, is_inside, questioned, sampled, strayed
from tests.sessions import ROOT
from tests.strategies import maps, trees

if TYPE_CHECKING:
    from argmap.drawing.composing.packing import Area, Packed
    from argmap.drawing.composing.strokes import Stroke
    from argmap.drawing.plane import Box, Flow
    from argmap.drawing.scene import Scene

SPACING = Spacing(block=18, inner=36, section=24, column=36, heading=10)
SIZES = st.builds(Size, st.integers(100, 900), st.integers(40, 700))
A3 = (1190.55, 841.89)
A4 = (841.89, 595.28)


def points(scene: Scene, page: tuple[float, float]) -> float:
    """How large the text of cards is when a picture fills a page on its side, in points."""
    return LIGHT.body * min(page[0] / scene.width, page[1] / scene.height)


def three_questions(size: int) -> ArgumentMap:
    """Some statements under three questions, as an interview has them."""
    m = ArgumentMap(title="An interview about buses")
    tell = "The buses of the inner city carry more people than the cars do in the morning"
    for number in range(3):
        m.question(f"Question {number}: what would change if the buses were free?", id=f"q{number}")
    for number in range(size - 3):
        section, rank = number % 3, number // 3
        id = f"s{section}-{rank}"
        if rank in (0, 1):
            m.claim(f"{tell[:50]} ({id})", id=id, answers=f"q{section}", speaker="The mayor")
        else:
            under = (rank - 2) // 2
            m.reason(f"{tell[: 40 + 9 * (rank % 4)]} ({id})", id=id, supports=f"s{section}-{under}")
    return m


def test_forty_statements_under_three_questions_fit_a_page_and_can_be_read() -> None:
    scene = make_scene(three_questions(40))
    assert 1.1 <= scene.width / scene.height <= 1.9
    assert points(scene, A3) >= 8
    assert points(scene, A4) >= 5.6


def test_the_interview_of_the_example_fits_a_page_and_can_be_read() -> None:
    (path,) = (ROOT / "examples" / "russia-myanmar").glob("*.argmap.yaml")
    scene = make_scene(load(path))
    assert 1.3 <= scene.width / scene.height <= 1.5
    assert points(scene, A3) >= 8
    assert points(scene, A4) >= 5.6


def test_a_question_is_the_heading_of_what_answers_it() -> None:
    scene = make_scene(three_questions(40))
    groups = {item.id: item for item in scene.items if isinstance(item, Group)}
    for number in range(3):
        band = groups[f"q{number}"].items[0]
        texts = [item for item in groups[f"q{number}"].items if isinstance(item, Text)]
        assert isinstance(band, Rectangle)
        assert texts[1].size == LIGHT.heading > LIGHT.body
        assert texts[1].is_bold
        for id, group in groups.items():
            if id is not None and id.startswith(f"s{number}-"):
                card = group.items[0]
                assert isinstance(card, Rectangle)
                assert band.x <= card.x
                assert card.x + card.width <= band.x + band.width
                assert band.y + band.height < card.y


def test_what_answers_a_question_needs_no_line_to_it() -> None:
    picture = composed(city_charge())
    assert not any(stroke.links[0].target == "q" for stroke in picture.composition.strokes)


def test_what_leads_to_no_question_is_in_a_section_of_its_own() -> None:
    m = city_charge()
    m.claim("Another matter", id="other")
    sections = composed(m).sections.all
    assert [(section.heading, section.is_stray) for section in sections] == [
        ("q", False),
        (None, True),
    ]
    assert sections[1].components[0].nodes == ("other",)


@pytest.mark.parametrize("direction", ["right", "down"])
@pytest.mark.parametrize("theme", THEMES)
def test_a_band_says_that_what_is_under_it_leads_to_no_question(
    theme: str, direction: Flow
) -> None:
    scene = make_scene(stray_claims(), theme=theme, direction=direction)
    (band,) = (item for item in scene.items if isinstance(item, Group) and item.role == "band")
    plate, _, words = band.items
    assert isinstance(plate, Rectangle)
    assert isinstance(words, Text)
    assert words.text == "Without a question"
    assert plate.y < words.y - words.size / 2 < words.y < plate.y + plate.height
    assert plate.x < words.x < words.x + text_width(words.text, words.size) < plate.x + plate.width
    # It is read before what is under it, and after all else.
    order = [item.id or item.role for item in scene.items if isinstance(item, Group)]
    assert set(order[order.index("band") + 1 :]) == {"s1", "s2", "s3", "r3", "k2"}


def test_a_map_without_questions_has_no_band() -> None:
    m = ArgumentMap()
    m.claim("Buses help", id="help")
    m.claim("Trams are fun", id="fun")
    assert not any(isinstance(item, Group) and item.role == "band" for item in make_scene(m).items)
    assert composed(m).composition.stray is None


def test_a_part_of_a_map_without_its_questions_needs_no_band() -> None:
    scene = make_scene(stray_claims(), focus="s1")
    assert not any(isinstance(item, Group) and item.role == "band" for item in scene.items)


def last_heading(picture: Picture, id: str) -> str | None:
    """The heading under which a reader sees a card: the nearest above it, in its column."""
    boxes, stray = picture.composition.boxes, picture.composition.stray
    bands = {heading: boxes[heading] for heading in picture.sections.headings}
    if stray is not None:
        bands["Without a question"] = stray
    card = boxes[id]
    above = {
        box.y: heading
        for heading, box in bands.items()
        if box.y < card.y and box.x - 1 <= card.x <= box.x + box.width
    }
    return above[max(above)] if above else None


@settings(max_examples=60)
@given(strayed() | questioned() | maps() | trees(), st.sampled_from(("right", "down")))
def test_no_tree_that_leads_to_no_question_is_under_a_question(
    map: ArgumentMap, direction: Flow
) -> None:
    picture = composed(map, direction)
    for band in picture.graph.bands:
        for root in band.roots:
            for _, id in picture.graph.walk(root):
                if id not in picture.sections.headings:
                    seen = "Without a question" if band.is_stray else band.question
                    if band.question not in {None, *picture.sections.headings}:
                        seen = None  # a question in a circle of links is a card
                    assert last_heading(picture, id) == seen


def test_a_question_in_a_circle_is_under_no_heading() -> None:
    m = stray_claims()
    m.question("Which question?", id="q3", restates="q3")
    m.claim("This one", id="r5", answers="q3")
    picture = composed(m)
    assert picture.sections.headings == {"q1", "q2"}
    assert last_heading(picture, "q3") is last_heading(picture, "r5") is None
    assert last_heading(picture, "s1") == "Without a question"


def test_a_question_that_hangs_from_a_statement_is_a_card() -> None:
    m = city_charge()
    m.question("Why spring?", id="spring", restates="charge")
    assert composed(m).sections.headings == {"q"}


def reference(origin: str, target: str, picture: Picture, *, is_target: bool) -> Box:
    """Where one end of a link to another section is named."""
    (box,) = (
        box
        for one, box in picture.composition.references.items()
        if (one.link.origin, one.link.target, one.is_target) == (origin, target, is_target)
    )
    return box


def test_a_link_to_another_section_is_named_at_both_of_its_ends() -> None:
    m = three_questions(20)
    m.caveat("The one contradicts the other", id="x", rebuts=("s0-0", "s2-0"))
    m.caveat("It does not", id="y", undercuts="x->s2-0")
    m.claim("It is the wrong question", id="z", answers="q0", rebuts="q1")
    picture = composed(m)
    boxes = picture.composition.boxes
    strokes = picture.composition.strokes
    begin, end = (s for s in strokes if s.links[0][1:] == ("x", "s2-0", "s2-0"))
    if is_at(begin, boxes["s2-0"]):
        begin, end = end, begin
    assert is_at(begin, reference("x", "s2-0", picture, is_target=True))
    assert is_at(end, boxes["s2-0"])
    # An undercut ends at the line where that begins.
    (attack,) = (s for s in strokes if s.links[0].origin == "y")
    (x, y), line = attack.curve[-1], begin.curve
    assert min(abs(x - u) + abs(y - v) for u, v in sampled(line, 60)) < 8
    # A question is named where the link begins; under the question stands what bears on it.
    assert reference("z", "q1", picture, is_target=True)
    assert reference("z", "q1", picture, is_target=False).y > boxes["q1"].y


def is_at(stroke: Stroke, box: Box) -> bool:
    assert stroke.head is not None
    tip, dx, dy = stroke.head
    return is_inside(box, tip.x + 3 * dx, tip.y + 3 * dy, margin=0)


def test_joint_premises_meet_though_they_stand_in_different_sections() -> None:
    m = three_questions(12)
    m.reason("This", id="a", supports="s0-0", joint="ab")
    m.reason("And that", id="b", supports=("s1-0", "s0-0"), joint="ab")
    picture = composed(m)
    (dot,) = [dot for dot in picture.composition.dots if len(dot.links) > 1]
    for id in "ab":
        lines = [
            stroke.curve[-1]
            for stroke in picture.composition.strokes
            if len(stroke.links) == 1
            and (stroke.links[0].origin, stroke.links[0].target) == (id, "s0-0")
        ]
        assert min(abs(end.x - dot.centre.x) + abs(end.y - dot.centre.y) for end in lines) < 6


@settings(max_examples=60)
@given(questioned())
def test_the_same_levels_of_a_section_are_aligned(map: ArgumentMap) -> None:
    picture = composed(map)
    for section in picture.sections.all:
        tops = {
            round(picture.composition.boxes[id].x, 1)
            for component in section.components
            for id in component.nodes
            if isinstance(id, str)
            if picture.layer_of[id] == 0
        }
        seconds = {
            round(picture.composition.boxes[id].x, 1)
            for component in section.components
            for id in component.nodes
            if isinstance(id, str)
            if picture.layer_of[id] == 1
        }
        assert len(seconds) <= len(tops)


# Packing


def areas(packed: Packed) -> list[Area]:
    return [
        area
        for section in packed.sections()
        for area in (
            *filter(None, [section.heading]),
            *(block for _, blocks in section.columns for block in blocks),
        )
    ]


@given(st.lists(st.lists(SIZES, max_size=6), min_size=1, max_size=5))
def test_nothing_on_a_page_overlaps_and_all_lies_within(sections: list[list[Size]]) -> None:
    packed = pack(sections, lambda *_: 40.0, [300.0] * len(sections), SPACING)
    placed = areas(packed)
    assert len(placed) == len(sections) + sum(map(len, sections))
    for number, one in enumerate(placed):
        assert one.x >= 0
        assert one.y >= 0
        assert one.right <= packed.width + 0.01
        assert one.bottom <= packed.height + 0.01
        for other in placed[number + 1 :]:
            apart = one.right <= other.x or other.right <= one.x
            assert apart or one.bottom <= other.y or other.bottom <= one.y


@given(st.lists(st.lists(SIZES, min_size=1, max_size=6), min_size=1, max_size=5))
def test_sections_and_blocks_keep_their_order(sections: list[list[Size]]) -> None:
    packed = pack(sections, lambda *_: 40.0, [0.0] * len(sections), SPACING)
    heads = [section.area for section in packed.sections()]
    for before, after in pairwise(heads):
        assert after.y >= before.bottom - 0.01 or after.x >= before.right - 0.01
    for section in packed.sections():
        blocks = [block for _, listed in section.columns for block in listed]
        for before, after in pairwise(blocks):
            assert after.y >= before.bottom - 0.01 or after.x >= before.right - 0.01


@given(st.lists(st.lists(SIZES, min_size=1, max_size=6), min_size=1, max_size=5))
def test_no_page_is_worse_than_one_column(sections: list[list[Size]]) -> None:
    def scale(width: float, height: float) -> float:
        return max(width / PROPORTION, height)

    packed = pack(sections, lambda *_: 40.0, [0.0] * len(sections), SPACING)
    width = 32 + max(size.width for blocks in sections for size in blocks)
    height = sum(74 + sum(size.height + 18 for size in blocks) for blocks in sections)
    assert scale(packed.width, packed.height) <= scale(width, height)


def test_narrow_trees_below_a_wide_one_share_a_row() -> None:
    sizes = [Size(900, 300), Size(200, 60), Size(300, 90), Size(500, 40)]
    packed = pack([sizes], lambda *_: 0.0, [0.0], SPACING)
    (section,) = packed.sections()
    blocks = [block for _, listed in section.columns for block in listed]
    assert blocks[1].y == blocks[2].y == blocks[0].bottom + SPACING.block
    assert blocks[2].x == blocks[1].right + SPACING.inner
    assert (blocks[3].x, blocks[3].y) == (0, blocks[2].bottom + SPACING.block)
    stacked = pack([sizes], lambda *_: 0.0, [0.0], SPACING, is_stacked=True)
    (section,) = stacked.sections()
    assert {block.x for _, listed in section.columns for block in listed} == {0}
