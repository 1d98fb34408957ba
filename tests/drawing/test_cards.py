from __future__ import annotations

from hypothesis import given, settings

from argmap.drawing.cards import make_cards
from argmap.drawing.lettering.measure import text_width
from argmap.drawing.theme import LIGHT
from argmap.graph import Graph
from argmap.model import ArgumentMap, Claim, Question
from argmap.source import Source
from tests.drawing.invented import city_charge
from tests.strategies import maps


@settings(max_examples=50)
@given(maps(min_size=1))
def test_cards_of_a_map_have_one_width_within_bounds(map: ArgumentMap) -> None:
    widths = {card.width for card in make_cards(Graph(map), LIGHT).values()}
    assert len(widths) == 1
    assert LIGHT.narrowest <= widths.pop() <= LIGHT.widest


@settings(max_examples=50)
@given(maps())
def test_everything_on_a_card_has_room(map: ArgumentMap) -> None:
    for card in make_cards(Graph(map), LIGHT).values():
        room = card.width - 2 * LIGHT.padding
        head = text_width(card.word, LIGHT.head, bold=True) + text_width(card.details, LIGHT.head)
        assert head <= room
        assert all(text_width(line, LIGHT.body) <= room for line in card.lines)
        assert len(card.lines) <= LIGHT.most_lines


def test_short_texts_have_narrow_cards_and_long_ones_wide_ones() -> None:
    short = ArgumentMap(questions=[Question(id="q", text="Why?")])
    long = ArgumentMap(questions=[Question(id="q", text="Why do buses help the city? " * 5)])
    assert make_cards(Graph(short), LIGHT)["q"].width == LIGHT.narrowest
    assert make_cards(Graph(long), LIGHT)["q"].width == LIGHT.widest


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
        "misquoted": "not anchored · Ann",
        "supposed": "implicit",
    }


def test_without_sources_nothing_could_be_anchored() -> None:
    assert not any(card.is_unanchored for card in make_cards(Graph(city_charge()), LIGHT).values())


def test_a_long_speaker_is_cut_but_marks_stay() -> None:
    m = ArgumentMap(claims=[Claim(id="c", text="No", speaker="The Committee " * 9, implicit=True)])
    details = make_cards(Graph(m), LIGHT)["c"].details
    assert details.startswith("implicit · The Committee")
    assert details.endswith("…")
