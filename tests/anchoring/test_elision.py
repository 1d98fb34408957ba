"""When a quote is valid, and how a quote that leaves words out is taken apart and put together."""

from __future__ import annotations

import pytest

from argmap.anchoring import Finder, cut_fragments, matches_quote, split_fragments
from argmap.text import Span

TEXT = "We came … we saw. We went (...) home."


@pytest.mark.parametrize(
    "separator",
    [
        "…",
        " … ",
        "...",
        " ... ",
        ". . .",
        "[…]",
        " [...] ",
        "(…)",
        " (...) ",
        "[ … ]",
        "\n…\n",
        "……",
    ],
)
def test_every_separator_joins_and_parts_fragments(separator: str) -> None:
    quote = f"We came{separator}We went"
    assert matches_quote(TEXT, quote, [Span(0, 7), Span(18, 25)])
    assert [span.cut(quote) for span in split_fragments(quote)] == ["We came", "We went"]


@pytest.mark.parametrize(
    ("quote", "spans"),
    [
        ("We came", [(0, 7)]),
        ("We came … we saw", [(0, 16)]),
        ("We came … we saw", [(0, 7), (10, 16)]),
        ("We came … … we saw", [(0, 7), (8, 16)]),
        ("We came … … we", [(0, 9), (10, 12)]),
        ("saw.... We went", [(13, 17), (18, 25)]),
        (" We went … home.", [(17, 25), (32, 37)]),
        ("We came …  We went", [(0, 7), (17, 25)]),
    ],
)
def test_a_quote_is_valid_where_each_span_is_its_fragment(
    quote: str, spans: list[tuple[int, int]]
) -> None:
    assert matches_quote(TEXT, quote, [Span(*span) for span in spans])


@pytest.mark.parametrize(
    ("quote", "spans"),
    [
        ("We came", []),
        ("", [(0, 0)]),
        ("we came", [(0, 7)]),
        ("We came ", [(0, 7)]),
        ("We cam", [(0, 7)]),
        ("We came", [(-37, 7)]),
        ("home.", [(32, 38)]),
        ("We came We went", [(0, 7), (18, 25)]),
        ("We came, … We went", [(0, 7), (18, 25)]),
        ("We came … We went …", [(0, 7), (18, 25)]),
        ("We came … We went", [(0, 7), (18, 24)]),
        ("We went … We came", [(18, 25), (0, 7)]),
        ("We came … came", [(0, 7), (3, 7)]),
        ("We came … We went", [(0, 7), (18, 25), (26, 26)]),
        ("We came .. We went", [(0, 7), (18, 25)]),
        ("We came [… We went", [(0, 7), (18, 25)]),
        ("We came …  ", [(0, 7), (9, 10)]),
    ],
)
def test_a_quote_is_not_valid_where_anything_differs(
    quote: str, spans: list[tuple[int, int]]
) -> None:
    assert not matches_quote(TEXT, quote, [Span(*span) for span in spans])


@pytest.mark.parametrize(
    ("quote", "fragments"),
    [
        ("all of it", ["all of it"]),
        ("", []),
        (" … ", []),
        ("… one … two …", ["one", "two"]),
        ("The end.... Then", ["The end.", "Then"]),
        ("The end. . . . Then", ["The end.", "Then"]),
        ("one .. two", ["one .. two"]),
        ("one [note] two", ["one [note] two"]),
    ],
)
def test_fragments_stand_between_omissions(quote: str, fragments: list[str]) -> None:
    assert [span.cut(quote) for span in split_fragments(quote)] == fragments


def test_fragments_are_cut_in_the_words_of_the_source() -> None:
    assert cut_fragments(TEXT, [Span(0, 7), Span(32, 36)]) == "We came … home"


def test_thousands_of_omissions_are_compared_quickly() -> None:
    text = "…a" * 50_000
    spans = [Span(place, place + 1) for place in range(60_000)]
    assert not matches_quote(text, "…" * 200_000, spans)
    assert matches_quote(text, cut_fragments(text, spans), spans)


def test_the_words_behind_an_elided_quote_tell_which_of_its_last_fragments_is_meant() -> None:
    text = "The council met in May, will pay in June and will pay for it."
    finder = Finder(text)
    assert finder.find("The council met … will pay").spans[1].start == text.index("will pay")
    found = finder.find("The council met … will pay", suffix=" for it")
    assert found.spans[1].start == text.rindex("will pay")


OMITTED = (
    "Yes. Trams (and boats) help the old and the sick. We never pay them all of it. We only want "
    "peace in the end. Buses may help the town. We pretended to like the town in May."
)


@pytest.mark.parametrize("mark", ["…", "[...]", "(…)", ". . ."])
def test_words_omitted_next_to_a_fragment_too_short_to_find_change_nothing(mark: str) -> None:
    placement = Finder(OMITTED).find(f"Trams {mark} help the old and the sick")
    assert placement.status == "approximate"
    assert not placement.changes_meaning
    assert Finder(OMITTED).find("Trams help the old and the sick").changes_meaning


@pytest.mark.parametrize(
    "quote",
    [
        "We … pay them all of it",
        "We … want peace in the end",
        "Buses … help the town",
        "We … like the town in May",
    ],
)
def test_words_omitted_there_that_turn_the_sentence_are_reported(quote: str) -> None:
    placement = Finder(OMITTED).find(quote)
    assert placement.changes_meaning or not placement.is_placed
