from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.drawing import make_scene
from argmap.drawing.breakage import find_broken
from argmap.drawing.cards import Showing, make_cards, text_height
from argmap.drawing.lettering.measure import text_width
from argmap.drawing.scene import Group
from argmap.drawing.signs import signs_width, step_of
from argmap.drawing.theme import LIGHT
from argmap.graph import Graph
from argmap.model import Anchor, ArgumentMap, Claim, Question
from argmap.source import Source
from tests.drawing.invented import city_charge
from tests.strategies import maps


@settings(max_examples=50)
@given(maps(min_size=1))
def test_cards_of_a_map_have_one_width_within_bounds_but_for_long_texts(map: ArgumentMap) -> None:
    cards = make_cards(Graph(map), LIGHT).values()
    usual = min(card.width for card in cards)
    assert LIGHT.narrowest <= usual <= LIGHT.widest
    for card in cards:
        if card.width > usual:
            assert text_width(card.wording, LIGHT.body) > 5 * usual
            assert card.width < 2 * usual


@settings(max_examples=50)
@given(maps(), st.booleans(), st.booleans())
def test_everything_on_a_card_has_room(
    map: ArgumentMap,
    is_whole: bool,  # noqa: FBT001 -- hypothesis gives it
    has_values: bool,  # noqa: FBT001 -- as above
) -> None:
    showing = Showing(is_whole=is_whole, has_values=has_values)
    for card in make_cards(Graph(map), LIGHT, showing=showing).values():
        room = card.width - 2 * LIGHT.padding
        first, *others = card.heads or ("",)
        head = text_width(card.word, LIGHT.head, bold=True) + text_width(first, LIGHT.head)
        assert head + signs_width(card.signs, LIGHT) <= room
        assert all(text_width(line, LIGHT.head) <= room for line in others)
        assert all(text_width(line, LIGHT.body) <= room for line in card.lines)
        assert card.height >= text_height(card, LIGHT)
        assert is_whole or len(card.lines) <= LIGHT.most_lines


@settings(max_examples=50)
@given(maps())
def test_nothing_is_cut_where_nobody_can_ask_for_the_rest(map: ArgumentMap) -> None:
    for card in make_cards(Graph(map), LIGHT, showing=Showing(is_whole=True)).values():
        assert not card.is_cut


def test_short_texts_have_narrow_cards_and_long_ones_wide_ones() -> None:
    short = ArgumentMap(questions=[Question(id="q", text="Why?")])
    long = ArgumentMap(questions=[Question(id="q", text="Why do buses help the city? " * 5)])
    assert make_cards(Graph(short), LIGHT)["q"].width == LIGHT.narrowest
    assert make_cards(Graph(long), LIGHT)["q"].width == LIGHT.widest


@pytest.mark.filterwarnings("ignore::argmap.errors.UnplacedWarning")
def test_what_has_no_place_in_the_source_says_so() -> None:
    m = ArgumentMap(sources=[Source(id="note", text="Buses help.")])
    m.claim("Buses help", id="placed", quote="Buses help")
    m.claim("They are slow", id="loose")
    m.claim("They are slow, she said", id="misquoted", quote="They are slow", speaker="Ann")
    m.claim("Slow is bad", id="supposed", implicit=True)
    details = {id: card.details for id, card in make_cards(Graph(m), LIGHT).items()}
    assert details == {
        "placed": "",
        "loose": "not anchored",
        "misquoted": "Ann · not anchored",
        "supposed": "implicit",
    }


def test_without_sources_nothing_could_be_anchored() -> None:
    assert not any(card.is_unanchored for card in make_cards(Graph(city_charge()), LIGHT).values())


def heads(**fields: object) -> tuple[str, ...]:
    m = ArgumentMap(claims=[Claim(id="c", text="No", **fields)])
    return make_cards(Graph(m), LIGHT)["c"].heads


def test_a_speaker_is_never_cut_and_what_a_border_says_gives_way_to_it() -> None:
    assert heads(speaker="The defendant", implicit=True) == ("The defendant · implicit",)
    assert heads(speaker="Justice Wu, dissenting", implicit=True) == ("Justice Wu, dissenting",)
    name = "The Committee on Roads, Bridges and Harbours of the Upper House"
    assert " ".join(heads(speaker=name, implicit=True)) == f" {name}"


def test_no_line_of_a_head_begins_or_ends_with_a_dot() -> None:
    lines = heads(speaker="The captain of the ship", qualifier="almost certainly, he says")
    assert lines == ("The captain of the ship", "“almost certainly, he says”")


def test_a_head_is_broken_between_remarks_before_it_is_within_one() -> None:
    lines = heads(speaker="Justice Wu, dissenting", qualifier="so it seems", strength=0.5)
    assert lines == ("Justice Wu, dissenting", "“so it seems”")
    assert heads(speaker="Justice Wu, dissenting", credence=0.5, strength=0.5)[0] == ""


def quoted(**fields: object) -> tuple[str, ...]:
    m = ArgumentMap(sources=[Source(id="note", text="Buses help. They carry many.")])
    m.claims.append(Claim(id="c", **fields))
    return make_cards(Graph(m), LIGHT, broken=find_broken(Graph(m)))["c"].lines


def test_the_words_of_a_source_are_in_quotation_marks_and_no_others_are() -> None:
    assert quoted(quote="Buses help", span=(0, 10)) == ("“Buses help”",)
    twice = [Anchor(quote="Buses help", spans=[(0, 10)]), Anchor(quote="many", spans=[(23, 27)])]
    assert quoted(anchors=twice) == ("“Buses help” “many”",)
    assert quoted(text="They help", quote="Buses help", span=(0, 10)) == ("They help",)
    assert quoted(text="They help", implicit=True) == ("They help",)


def test_a_quote_that_is_not_known_to_be_in_its_source_has_no_quotation_marks() -> None:
    assert quoted(quote="Buses help") == ("Buses help",)
    assert quoted(quote="Buses help", span=(1, 11)) == ("Buses help",)


def test_a_text_is_quoted_where_it_is_that_of_the_source() -> None:
    assert quoted(text="Buses help", quote="Buses help", span=(0, 10)) == ("“Buses help”",)


@settings(max_examples=50)
@given(share=st.floats(0, 1), other=st.floats(0, 1))
def test_strength_and_credence_are_seen(share: float, other: float) -> None:
    def shapes(**fields: float) -> list[object]:
        m = ArgumentMap(claims=[Claim(id="c", text="No"), Claim(id="d", text="Yes")])
        m.reason("So", id="r", supports="c", **fields)
        return [item for item in make_scene(m).walk() if not isinstance(item, Group)]

    plain, strong = shapes(), shapes(strength=share)
    assert plain != strong != shapes(credence=share)
    assert (strong == shapes(strength=other)) == (step_of(share) == step_of(other))
    if abs(share - other) > 0.02:
        assert shapes(credence=share) != shapes(credence=other)
