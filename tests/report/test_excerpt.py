"""Lines with an underline that stands under the words, whatever the words are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from argmap.controls import visible
from argmap.report.excerpt import WIDTH, Excerpt, excerpt
from argmap.report.located import Place
from argmap.text import Lines, Span
from tests.strategies import texts


def place(text: str, span: Span, label: str = "") -> Place:
    return Place("a.txt", "a.txt", text, Lines(text), span, label)


def at(text: str, words: str, *, width: int = WIDTH) -> Excerpt:
    start = text.index(words)
    return excerpt(place(text, Span(start, start + len(words))), width=width)


def drawn(shown: Excerpt) -> str:
    """Return the line and the underline as a terminal with columns of equal width shows them."""
    return f"{shown.shown}\n{' ' * shown.indent}{'^' * shown.underlined}"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("one two three", "two", "one two three\n    ^^^"),
        ("漢字 かな text", "かな", "漢字 かな text\n     ^^^^"),
        ("cafe\u0301 bar open", "bar", "cafe\u0301 bar open\n     ^^^"),
        ("a\u0301e\u0301i\u0301 x", "e\u0301", "a\u0301e\u0301i\u0301 x\n ^"),
        ("👨‍👩‍👧 family came", "family", "👨‍👩‍👧 family came\n   ^^^^^^"),
        ("🇲🇲 flag", "🇲🇲", "🇲🇲 flag\n^^"),
        ("\tone\ttwo", "two", "    one two\n        ^^^"),
        ("ab\tcd", "cd", "ab  cd\n    ^^"),
        ("zero\u200bwidth here", "here", "zero\u200bwidth here\n          ^^^^"),
        ("ｆｕｌｌ width", "width", "ｆｕｌｌ width\n         ^^^^^"),
        ("한국어 text", "text", "한국어 text\n       ^^^^"),
        ("bell\x07 rings", "rings", "bell␇ rings\n      ^^^^^"),
    ],
)
def test_the_underline_stands_under_the_words(text: str, words: str, expected: str) -> None:
    assert drawn(at(text, words)) == expected


def test_only_the_line_of_the_words_is_shown() -> None:
    for line_end in ("\n", "\r\n", "\r"):
        shown = at(line_end.join(["first", "second line", "third"]), "line")
        assert (shown.line, drawn(shown)) == (2, "second line\n       ^^^^")


def test_a_stretch_over_several_lines_is_underlined_on_its_first_and_its_end_is_named() -> None:
    text = "One two\nthree four\nfive six"
    shown = excerpt(place(text, Span(4, 23), "here"))
    assert drawn(shown) == "One two\n    ^^^"
    assert shown.label == "here (to 3:5)"


def test_a_stretch_that_takes_its_line_end_along_names_no_end() -> None:
    assert excerpt(place("One\ntwo", Span(0, 4), "here")).label == "here"


def test_an_empty_stretch_and_the_end_of_a_text_have_one_caret() -> None:
    assert drawn(excerpt(place("one", Span(1, 1)))) == "one\n ^"
    assert drawn(excerpt(place("one\n", Span(4, 4)))) == "\n^"
    assert drawn(excerpt(place("", Span(0, 0)))) == "\n^"


def test_a_long_line_is_cut_round_the_words() -> None:
    text = "word " * 200 + "TARGET" + " word" * 200
    shown = at(text, "TARGET", width=60)
    assert wcswidth(shown.shown) <= 60
    assert shown.shown.startswith("…")
    assert shown.shown.endswith("…")
    assert shown.shown[shown.indent :][: shown.underlined] == "TARGET"


def test_a_long_line_is_not_cut_before_words_that_stand_near_its_start() -> None:
    shown = at("The TARGET" + " word" * 200, "TARGET", width=60)
    assert shown.shown.startswith("The TARGET word")
    assert shown.shown.endswith("…")


def test_a_long_line_is_not_cut_after_words_that_stand_near_its_end() -> None:
    shown = at("word " * 200 + "TARGET.", "TARGET", width=60)
    assert shown.shown.startswith("…")
    assert shown.shown.endswith("TARGET.")
    assert len(shown.shown) == 60


def test_words_longer_than_a_line_are_underlined_to_its_end() -> None:
    text = "start " + "long " * 100 + "end"
    shown = excerpt(place(text, Span(6, 500)), width=60)
    assert shown.indent + shown.underlined == 60
    assert shown.shown.endswith("…")


def test_a_line_of_megabytes_is_cut_before_it_is_measured() -> None:
    text = "漢字 " * 1_000_000 + "TARGET" + " 漢字" * 1_000_000
    shown = at(text, "TARGET")
    assert "TARGET" in shown.shown
    assert wcswidth(shown.shown) <= WIDTH


def test_what_takes_no_room_makes_none_for_the_sign_of_a_cut() -> None:
    shown = excerpt(place("\ufeffaaa\taa\u200ba", Span(0, 0)), width=10)
    assert wcswidth(shown.shown) <= 10
    assert shown.shown.endswith("…")


@given(texts(), st.data(), st.integers(10, 40))
@settings(max_examples=150, deadline=None)
def test_any_stretch_of_any_text_can_be_shown(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = excerpt(place(text, Span(start, end)), width=width)
    assert shown.shown == visible(shown.shown)
    assert shown.underlined >= 1
    # A tab or a cluster of many characters may be wider than what is left of the line.
    assert shown.indent + shown.underlined <= width + 1
    assert wcswidth(shown.shown) <= width
