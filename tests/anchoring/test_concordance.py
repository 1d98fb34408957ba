"""Words are looked up with the same answers with which they are searched for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.anchoring.meaning import concordance
from argmap.anchoring.meaning.concordance import Concordance
from argmap.anchoring.reading.ways import Reading
from argmap.text import Span, is_word_edge

TEXTS = st.text(st.sampled_from("aab  ab'.-_é\u0301य\u093f市会ß²"), max_size=60)


@pytest.fixture(params=["listed", "searched", "searched with a pattern"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "listed":
        monkeypatch.setattr(concordance, "_SHORT_STRETCH", -1)
        monkeypatch.setattr(concordance, "_MOST_SEARCHED", 0)
    elif request.param == "searched with a pattern":
        monkeypatch.setattr(concordance, "_MOST_MISSES", -1)


@pytest.mark.usefixtures("_way")
@given(TEXTS, st.data())
def test_words_are_found_wherever_they_stand_apart(text: str, data: st.DataObject) -> None:
    first, last = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
    words = data.draw(st.sampled_from([text[first:last] or "a", "ab", "a b", "市"]))
    made = Concordance(text)
    apart = [
        start
        for start in range(len(text) - len(words) + 1)
        if text.startswith(words, start)
        and is_word_edge(text, start)
        and is_word_edge(text, start + len(words))
    ]
    assert list(made.starts(words, Span(first, len(text)))) == [
        start for start in apart if start >= first
    ]
    assert made.knows(words) == bool(apart)


def test_a_word_in_a_long_text_is_known_near_its_place_alone() -> None:
    text = "seldom " + "often " * 200_000
    assert Concordance(text).knows("seldom", near=10)
    assert not Concordance(text).knows("seldom", near=600_000)
    assert not Concordance(text).knows("ofte", near=600_000)


def test_the_language_is_told_from_what_stands_around_a_place() -> None:
    english = "Nobody asked whether the shops in the street were to be closed for the year. "
    german = "Niemand hat gefragt, ob die Läden in der Straße für das Jahr zu schließen sind. "
    read = Concordance(english * 100 + german * 100)
    assert read.vocabulary(100).language == "en"
    assert read.vocabulary(len(english) * 100 + 5_000).language == "de"
    assert Concordance("1234 5678").vocabulary(0) is None


@given(TEXTS, st.data())
def test_words_looked_up_inside_others_are_found_as_by_a_search(
    text: str, data: st.DataObject
) -> None:
    (start, end), within = (
        sorted(data.draw(st.integers(0, len(text))) for _ in range(2)) for _ in range(2)
    )
    words = text[start:end] or "a a a"
    made = Concordance(text)
    found = made.look_up_inside(words, Span(*within))
    assert found is None or list(found) == list(made.search(words, Span(*within)))


def test_many_quotes_are_looked_up_instead_of_searched_for() -> None:
    text = " ".join(f"point {number} is made." for number in range(4_000))
    reading = Reading(text)
    quotes = [f"point {number} is made." for number in range(0, 4_000, 10)]
    found = [list(reading.occurrences(quote)) for quote in quotes]
    assert found == [list(Concordance(text).search(quote, Span(0, len(text)))) for quote in quotes]
    assert "concordance" in vars(reading)
