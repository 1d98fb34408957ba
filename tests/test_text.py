"""Spans, lines and columns, units of offsets, words and graphemes."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import UsageError
from argmap.text import (
    Lines,
    Position,
    Span,
    Unit,
    is_grapheme_edge,
    is_inside_term,
    is_word_edge,
    to_code_points,
    words,
)
from tests.strategies import LINE_ENDS, texts

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
MYANMAR_FLAG = "\U0001f1f2\U0001f1f2"


def places(text: str) -> st.SearchStrategy[int]:
    return st.integers(0, len(text))


# Spans


def test_a_span_is_half_open() -> None:
    assert Span(4, 9).cut("the quick fox") == "quick"
    assert Span(4, 9).length == 5


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))
    assert Span(3, 5).overlaps(Span(0, 9))


def test_a_shifted_span_keeps_its_length() -> None:
    assert Span(2, 5).shifted(-2) == Span(0, 3)


def test_a_span_outside_the_text_cuts_out_nothing() -> None:
    assert Span(99, 120).cut("short") == ""


# Lines and columns


@pytest.mark.parametrize("end", LINE_ENDS)
def test_every_kind_of_line_end_ends_one_line(end: str) -> None:
    lines = Lines(f"one{end}two{end}")
    assert len(lines) == 3
    assert lines.position(3 + len(end)) == Position(2, 1)


@pytest.mark.parametrize("character", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_what_editors_show_on_one_line_is_one_line(character: str) -> None:
    assert len(Lines(f"one{character}still one")) == 1


def test_columns_count_code_points() -> None:
    assert Lines("😀é!").position(2) == Position(1, 3)


def test_a_byte_order_mark_is_the_first_column() -> None:
    assert Lines("\ufeffa").position(1) == Position(1, 2)


def test_an_offset_past_the_end_is_taken_as_the_end() -> None:
    lines = Lines("ab\nc")
    assert lines.position(99) == Position(2, 2)
    assert lines.position(-5) == Position(1, 1)


def test_a_position_reads_as_editors_write_it() -> None:
    assert str(Position(12, 7)) == "12:7"


@given(st.data(), texts())
def test_an_offset_is_found_again_by_its_line_and_column(data: st.DataObject, text: str) -> None:
    lines = Lines(text)
    offset = data.draw(places(text))
    assert lines.offset(lines.position(offset)) == offset


@given(texts())
def test_lines_and_their_ends_make_the_text(text: str) -> None:
    lines = Lines(text)
    spans = [lines.span(number) for number in range(1, len(lines) + 1)]
    between = [Span(a.end, b.start).cut(text) for a, b in pairwise(spans)]
    assert all(end in LINE_ENDS for end in between)
    assert not any("\n" in span.cut(text) or "\r" in span.cut(text) for span in spans)
    assert spans[0].start == 0
    assert spans[-1].end == len(text)


@pytest.mark.parametrize(
    "position", [Position(0, 1), Position(4, 1), Position(-1, 1), Position(1, 0), Position(2, 9)]
)
def test_a_line_or_column_that_does_not_exist_is_refused(position: Position) -> None:
    with pytest.raises(UsageError):
        Lines("one\ntwo\n").offset(position)


def test_the_place_before_a_line_end_and_that_at_the_end_of_the_text_have_columns() -> None:
    lines = Lines("one\r\ntwo")
    assert lines.offset(Position(1, 5)) == 4
    assert lines.offset(Position(2, 4)) == 8
    with pytest.raises(UsageError):
        lines.offset(Position(1, 6))


@pytest.mark.parametrize("line", [0, -1, 3])
def test_a_line_that_does_not_exist_has_no_span(line: int) -> None:
    with pytest.raises(UsageError, match="2 lines"):
        Lines("one\ntwo").span(line)


# Units

COUNTED = {
    "code points": len,
    "utf-16": lambda text: len(text.encode("utf-16-le")) // 2,
    "utf-8": lambda text: len(text.encode()),
    "without BOM": lambda text: len(text.removeprefix("\ufeff")),
    "CRLF as one": lambda text: len(text.replace("\r\n", "\n")),
    "LF as two": lambda text: len(re.sub("(?<!\r)\n", "\r\n", text)),
}


@pytest.mark.parametrize("unit", COUNTED)
@given(data=st.data(), text=texts())
def test_an_offset_in_another_unit_leads_back(data: st.DataObject, text: str, unit: Unit) -> None:
    offset = data.draw(places(text))
    head = text[:offset]
    inside_a_pair = (
        unit.endswith(("one", "two")) and head.endswith("\r") and text[offset:][:1] == "\n"
    )
    before_the_mark = unit == "without BOM" and text.startswith("\ufeff") and offset == 0
    if not inside_a_pair and not before_the_mark:
        assert to_code_points(text, COUNTED[unit](head), unit) == offset


@pytest.mark.parametrize("unit", COUNTED)
@given(text=texts(), beyond=st.integers(1, 10))
def test_an_offset_outside_the_text_has_no_place(text: str, beyond: int, unit: Unit) -> None:
    assert to_code_points(text, COUNTED[unit](text) + beyond, unit) is None
    assert to_code_points(text, -beyond, unit) is None


@pytest.mark.parametrize("unit", ["utf-16", "utf-8"])
@given(text=texts())
def test_every_unit_either_has_a_place_or_lies_inside_a_character(text: str, unit: Unit) -> None:
    found = [to_code_points(text, n, unit) for n in range(COUNTED[unit](text) + 1)]
    assert [place for place in found if place is not None] == list(range(len(text) + 1))


def test_an_offset_inside_a_character_has_no_place() -> None:
    assert to_code_points("😀 yes", 1, "utf-16") is None
    assert to_code_points("é", 1, "utf-8") is None


def test_an_offset_inside_a_line_end_that_counts_as_two_has_no_place() -> None:
    found = [to_code_points("a\nb\r\n", offset, "LF as two") for offset in range(8)]
    assert found == [0, 1, None, 2, 3, 4, 5, None]


def test_an_offset_without_the_byte_order_mark_is_one_less() -> None:
    assert to_code_points("\ufeffabc", 2, "without BOM") == 3
    assert to_code_points("abc", 2, "without BOM") == 2


def test_a_line_end_of_two_characters_may_count_as_one() -> None:
    assert to_code_points("a\r\nb\r\nc", 4, "CRLF as one") == 6


# Words


def test_apostrophes_and_hyphens_belong_to_words() -> None:
    text = "It’s a well-kept secret, 'really'."
    found = [span.cut(text) for span in words(text)]
    assert found == ["It’s", "a", "well-kept", "secret", "really"]


@given(texts())
def test_words_stand_in_order_and_do_not_overlap(text: str) -> None:
    found = words(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(span.length for span in found)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("machines", 2),
        ("Straße", 4),
        ("10²", 2),
        ("naïve", 3),
        ("re\u0301sume\u0301", 3),  # after a combining mark, inside the word
        ("שָׁלוֹם", 3),
        ("한국어", 1),  # Hangul writes blanks
        ("क्षि", 2),
    ],
)
def test_a_place_between_two_letters_cuts_a_word(text: str, offset: int) -> None:
    assert not is_word_edge(text, offset)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("city’s", 4),
        ("two words", 3),
        ("two words", 4),
        ("(yes)", 1),
        ("漢字", 1),
        ("かな", 1),
        ("ไทยแลนด์", 3),
        ("မြန်မာ", 3),
        ("❤\ufe0fyes", 2),  # the selector belongs to the heart, which is no letter
        ("any", 0),
        ("any", 3),
        ("any", 99),
    ],
)
def test_other_places_cut_no_word(text: str, offset: int) -> None:
    assert is_word_edge(text, offset)


# Graphemes


@pytest.mark.parametrize(
    "cluster",
    [
        "e\u0301",
        "\r\n",
        FAMILY,
        MYANMAR_FLAG,
        "\u1112\u1161\u11ab",
        "❤\ufe0f",
        "שָׁ",
    ],
)
@pytest.mark.parametrize("before", ["", "a", "é", "漢字" * 100, "a\n"])
def test_no_place_inside_a_cluster_is_an_edge(cluster: str, before: str) -> None:
    text = f"{before}{cluster}b"
    edges = [place for place in range(len(text) + 1) if is_grapheme_edge(text, place)]
    inside = range(len(before) + 1, len(before) + len(cluster))
    assert not set(inside) & set(edges)
    assert {len(before), len(before) + len(cluster)} <= set(edges)


def test_a_long_row_of_flags_is_cut_between_flags_only() -> None:
    text = "x" + MYANMAR_FLAG * 60
    edges = [place for place in range(1, len(text)) if is_grapheme_edge(text, place)]
    assert edges == list(range(1, len(text), 2))


@given(texts(max_size=20))
def test_both_ends_of_a_text_are_edges(text: str) -> None:
    for is_edge in (is_word_edge, is_grapheme_edge):
        assert is_edge(text, 0)
        assert is_edge(text, len(text))


@given(texts(max_size=20))
def test_a_line_end_is_never_glued_to_what_follows(text: str) -> None:
    joined = f"{text}\n{text}"
    assert is_grapheme_edge(joined, len(text) + 1)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("It cost 1.5 million euros.", "5 million"),
        ("Growth was -5 percent in May.", "5 percent"),
        ("Growth was −5 percent in May.", "5 percent"),
        ("0.5% of patients died.", "5% of"),
        ("They paid 1,500 dollars.", "500 dollars"),
        ("They paid 1 500 dollars.", "500 dollars"),
        ("It cost <5 million.", "5 million"),
        ("The drug is non-toxic to adults.", "toxic"),
        ("The drug is non‑toxic to adults.", "toxic"),
        ("It is un-\r\nsafe for adults.", "safe"),
        ("It is un\u00adsafe for adults.", "safe"),
        ("The com-\nmittee met.", "mittee"),
    ],
)
def test_a_number_and_a_word_behind_its_hyphen_can_be_cut(text: str, rest: str) -> None:
    assert is_inside_term(text, text.index(rest))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("In 2019, 5 of them left.", "5 of"),
        ("Between 10-15 people came.", "people"),
        ("It is a well-kept secret.", "kept"),
        ("They came in 2019 and 300 left.", "300"),
        ("See section 2.1 Buses help.", "Buses"),
        ("The plan – toxic as it is – failed.", "toxic"),
        ("(5 of them) left.", "5 of"),
        ("Article 5 2019 was odd.", "2019"),
    ],
)
def test_what_begins_behind_a_number_or_a_dash_is_whole(text: str, rest: str) -> None:
    assert not is_inside_term(text, text.index(rest))
