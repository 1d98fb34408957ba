"""Which place a quote has, when it has several, and when none."""

from __future__ import annotations

import subprocess
import sys

import pytest

from argmap.anchoring import Finder, cut_fragments, matches_quote
from argmap.text import Span

REFRAIN = "Nobody asked the shops. Buses help. The mayor lied. Buses help. Trains do not."


def test_a_quote_that_occurs_once_is_exact() -> None:
    placement = Finder(REFRAIN).find("The mayor lied")
    assert (placement.status, placement.spans) == ("exact", ((36, 50),))
    assert (placement.similarity, placement.decided_by) == (1.0, "unique")
    assert placement.is_placed
    assert not placement.changes_meaning


def test_a_quote_that_occurs_twice_is_ambiguous() -> None:
    placement = Finder(REFRAIN).find("Buses help.")
    assert placement.status == "ambiguous"
    assert placement.candidates == (((24, 35),), ((52, 63),))
    assert (placement.spans, placement.more_candidates) == ((), False)


def test_occurrences_that_overlap_are_counted() -> None:
    assert len(Finder("banana").find("ana").candidates) == 2


@pytest.mark.parametrize(
    ("prefix", "suffix", "start"),
    [
        ("the shops. ", "", 24),
        ("", " The mayor", 24),
        ("The mayor lied. ", " Trains", 52),
        ("the  MAYOR lied. ", " Trains do", 52),
    ],
)
def test_the_context_decides_between_places(prefix: str, suffix: str, start: int) -> None:
    placement = Finder(REFRAIN).find("Buses help.", prefix=prefix, suffix=suffix)
    assert placement.spans == ((start, start + 11),)
    assert placement.decided_by == "context"


def test_one_letter_of_context_decides_where_it_is_the_only_difference() -> None:
    text = "The very same long sentence, version 1. The very same long sentence, version 2."
    placement = Finder(text).find("sentence", prefix="1. The very same long ")
    assert placement.spans == ((59, 67),)


@pytest.mark.parametrize("near", [None, 24])
@pytest.mark.parametrize(
    ("prefix", "suffix"),
    [("Quite other words xyz", ""), ("the mayer lied. ", " Trains do"), ("the shops. ", " Trains")],
)
def test_a_quote_that_is_only_next_to_other_words_is_contradicted(
    prefix: str, suffix: str, near: int | None
) -> None:
    placement = Finder(REFRAIN).find("Buses help.", prefix=prefix, suffix=suffix, near=near)
    assert (placement.status, placement.spans) == ("contradicted", ())
    assert [place[0].start for place in placement.candidates] == [24, 52]


def test_the_twin_of_a_deleted_sentence_is_contradicted() -> None:
    text = "Ward South reports that buses help."
    placement = Finder(text).find("buses help", prefix="Ward North reports that ", near=24)
    assert (placement.status, placement.candidates) == ("contradicted", ((Span(24, 34),),))


def test_what_is_farther_away_than_a_few_words_does_not_contradict() -> None:
    text = "On Monday, in the town hall, the council decided that buses help."
    placement = Finder(text).find(
        "buses help", prefix="Last week, in the hall, the council decided that "
    )
    assert placement.status == "exact"


def test_context_with_other_line_ends_costs_nothing() -> None:
    text = "a first\r\nline here\r\nyes. another\r\nline now\r\nyes."
    placement = Finder(text).find("yes.", prefix="a first\nline here\n")
    assert (placement.spans, placement.decided_by) == (((20, 24),), "context")


@pytest.mark.parametrize(("near", "start"), [(24, 24), (52, 52), (50, 52), (34, None), (38, None)])
def test_the_nearest_place_is_taken_if_half_as_far_as_the_next(
    near: int, start: int | None
) -> None:
    placement = Finder(REFRAIN).find("Buses help.", near=near)
    if start is None:
        assert placement.status == "ambiguous"
    else:
        assert placement.spans == ((start, start + 11),)
        assert placement.decided_by == "position"
        assert not placement.is_certain
        assert [place[0].start for place in placement.candidates] == [24, 52]


def test_context_comes_before_position() -> None:
    placement = Finder(REFRAIN).find("Buses help.", suffix=" Trains", near=24)
    assert (placement.spans, placement.decided_by) == (((52, 63),), "context")


def test_copies_that_differ_only_in_typography_are_ambiguous() -> None:
    placement = Finder("it’s so, it's so, it’s so").find("it's so")
    assert placement.status == "ambiguous"
    assert placement.candidates == ((Span(0, 7),), (Span(9, 16),), (Span(18, 25),))
    assert Finder("They can't vote. We can’t vote.").find("can't vote").status == "ambiguous"


@pytest.mark.parametrize(
    "text",
    [
        "said no to the new\nplan. Later he said no to the new plan.",
        "said no to the new\r\nplan. Later he said no to the new plan.",
        "said no to the new\xa0plan. Later he said no to the new plan.",
        "said no to the new\u200b plan. Later he said no to the new plan.",
        "said no to the new plan. Later he said no to the new pl-\nan.",
    ],
)
def test_a_line_end_is_no_reason_to_choose_a_copy(text: str) -> None:
    placement = Finder(text).find("said no to the new plan")
    assert (placement.status, len(placement.candidates)) == ("ambiguous", 2)


def test_copies_that_are_typed_otherwise_are_places_too_where_the_quote_recurs() -> None:
    text = "one more time, one more\ntime, one more time"
    assert Finder(text).find("one more time").candidates == (
        (Span(0, 13),),
        (Span(15, 28),),
        (Span(30, 43),),
    )
    found = Finder(text).find("one more time", near=15)
    assert (found.status, found.spans, found.decided_by) == (
        "corrected",
        (Span(15, 28),),
        "position",
    )
    assert Finder(text).find("one more time", near=0).status == "exact"


def test_the_context_or_the_place_expected_decides_between_copies_typed_differently() -> None:
    text = "We came one more time. They all left one more\ntime, for good."
    finder = Finder(text)
    assert finder.find("one more time").status == "ambiguous"
    near = finder.find("one more time", near=8)
    assert (near.status, near.spans, near.decided_by) == ("exact", (Span(8, 21),), "position")
    known = finder.find("one more time", prefix="We came ")
    assert (known.status, known.spans, known.decided_by) == ("exact", (Span(8, 21),), "unique")
    typed = finder.find("one more time", prefix="we  came")
    assert (typed.status, typed.spans, typed.decided_by) == ("exact", (Span(8, 21),), "context")
    copy = finder.find("one more time", prefix="They all left ", suffix=", for good")
    assert (copy.status, copy.spans, copy.decided_by) == ("corrected", (Span(37, 50),), "context")


def test_the_context_decides_between_places_typed_differently() -> None:
    text = "First it’s so. Then it’s so."
    placement = Finder(text).find("it's so", prefix="Then ")
    assert (placement.status, placement.spans) == ("corrected", ((20, 27),))


def test_words_in_another_case_are_reported() -> None:
    text = "They said: Never  again will US troops come."
    (never, us) = Finder(text).find("never again will us troops").changes
    assert (never.kind, never.quoted, never.found) == ("case", "never", "Never")
    assert (never.quoted_span, never.found_span) == ((0, 5), (11, 16))
    assert (never.meaning, us.quoted, us.found, us.meaning) == (None, "us", "US", "actor")
    assert us.found_span.cut(text) == "US"


def test_typography_alone_is_no_change() -> None:
    assert Finder("He said “no”.").find('said "no"').changes == ()


@pytest.mark.parametrize("quote", ["", " ", "\n\t ", "\u200b", "…", " [...] "])
def test_a_quote_of_nothing_is_missing(quote: str) -> None:
    placement = Finder("some text here").find(quote)
    assert (placement.status, placement.candidates) == ("missing", ())


def test_a_quote_is_missing_from_an_empty_text() -> None:
    assert Finder("").find("words").status == "missing"


@pytest.mark.parametrize(
    ("quote", "spans"),
    [
        ("Nobody asked … The mayor lied", ((0, 12), (36, 50))),
        ("Nobody asked ... the shops. [...] The mayor lied", ((0, 12), (13, 23), (36, 50))),
        ("Nobody asked (. . .) Buses help.", ((0, 12), (24, 35))),
        ("nobody  asked…the mayor lied.", ((0, 12), (36, 51))),
    ],
)
def test_a_quote_that_leaves_words_out_is_elided(
    quote: str, spans: tuple[tuple[int, int], ...]
) -> None:
    placement = Finder(REFRAIN).find(quote)
    assert (placement.status, placement.spans) == ("elided", spans)
    assert matches_quote(REFRAIN, cut_fragments(REFRAIN, placement.spans), placement.spans)


def test_changes_of_case_in_an_elided_quote_name_their_places() -> None:
    quote = "nobody asked … The mayor LIED"
    changes = Finder(REFRAIN).find(quote).changes
    assert [change.quoted_span.cut(quote) for change in changes] == ["nobody", "LIED"]
    assert [change.found_span.cut(REFRAIN) for change in changes] == ["Nobody", "lied"]


def test_an_ellipsis_of_the_source_is_no_omission() -> None:
    text = "We waited … and waited. We waited long and waited."
    placement = Finder(text).find("We waited … and waited")
    assert (placement.status, placement.spans) == ("exact", ((0, 22),))


def test_an_ellipsis_at_the_edges_leaves_one_fragment() -> None:
    placement = Finder(REFRAIN).find("… The mayor lied …")
    assert (placement.status, placement.spans) == ("corrected", ((36, 50),))


def test_fragments_are_taken_from_the_nearest_places() -> None:
    text = "The council met. The council met again and voted in favour. It voted in favour."
    placement = Finder(text).find("The council … voted in favour")
    assert placement.spans == ((17, 28), (43, 58))


def test_two_places_of_the_same_fragments_are_ambiguous() -> None:
    text = "The council met and voted in favour. " * 2
    placement = Finder(text).find("The council … voted in favour")
    assert len(placement.candidates) == 2
    assert Finder(text).find("The council … voted in favour", near=37).spans[0] == (37, 48)


@pytest.mark.parametrize(
    "quote", ["The mayor lied … Nobody asked", "Nobody asked … was never said", "No … lied"]
)
def test_fragments_out_of_order_absent_or_too_short_are_missing(quote: str) -> None:
    assert Finder(REFRAIN).find(quote).status == "missing"


def test_fragments_too_far_apart_are_missing_and_it_is_said_where_they_stand() -> None:
    text = "Here it begins. " + "Words without end. " * 300 + "There it ends."
    placement = Finder(text).find("Here it begins … There it ends … nowhere at all")
    assert placement.status == "missing"
    here, there, nowhere = placement.parts
    assert here.found_span == (0, 14)
    assert there.found_span == (5716, 5729)
    assert nowhere.found_span is None


def test_more_than_a_thousand_places_are_not_listed() -> None:
    placement = Finder("a" * 5_000).find("a")
    assert (len(placement.candidates), placement.more_candidates) == (1_000, True)


def test_position_decides_among_more_than_a_thousand_places() -> None:
    placement = Finder("Again and again. " * 5_000).find("Again", near=17 * 4_000)
    assert placement.spans == ((17 * 4_000, 17 * 4_000 + 5),)


def test_context_decides_among_more_than_a_thousand_places() -> None:
    text = "".join(f"Then {number} again. " for number in range(5_000))
    placement = Finder(text).find("again", prefix="Then 4321 ")
    assert (placement.status, placement.decided_by) == ("exact", "context")
    assert text[: placement.spans[0].start].endswith("Then 4321 ")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("a" * 1_000_000, "a" * 50_000 + "b" + "a" * 50_000),
        ("a" * 1_000_000, "A" * 100_000),
        ("a" * 1_000_000, " … ".join(["a" * 50_000] * 2)),
        ("The same sentence again. " * 10_000, " … ".join(["The same sentence"] * 5_000)),
        ("com-\nmit " * 100_000, "COMMIT " * 10_000),
        ("*" * 1_000_000, "…" * 100_000),
        (" " * 1_000_000, " " * 100_000 + "x"),
    ],
    ids=["one letter", "case", "elided", "omissions", "hyphens", "signs", "blanks"],
)
@pytest.mark.full
def test_hostile_texts_come_to_an_end(text: str, quote: str) -> None:
    assert Finder(text).find(quote, prefix="x").status in ("missing", "ambiguous")


def test_the_exact_path_loads_nothing_heavy() -> None:
    program = (
        "import sys; from argmap.anchoring import Finder, matches_quote; "
        "Finder('one two').find('two'); matches_quote('one', 'one', []); "
        "print({'rapidfuzz', 'wcwidth'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "set()"
