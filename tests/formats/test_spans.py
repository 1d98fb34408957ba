"""Spans of foreign files, and texts without offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.reading.spans import ForeignSpan, anchored, fitted, placed_in_order
from argmap.source import Source
from argmap.text import Span
from tests.strategies import prose

TEXT = "\ufeff😀 é.\r\nThe bus is late.\r\nThe bus came."


@pytest.mark.parametrize(
    ("unit", "shift"),
    [("code points", 0), ("utf-16", 1), ("utf-8", 6), ("CRLF as one", -1), ("without BOM", -1)],
)
def test_the_unit_is_the_one_in_which_the_quotes_fit(unit: str, shift: int) -> None:
    words = ["The bus is late", "The bus came"]
    starts = [TEXT.index(word) for word in words]
    lost = 2 if unit == "CRLF as one" else 1
    shifts = [shift, shift if unit != "CRLF as one" else -lost]
    spans = [
        ForeignSpan(start + by, start + by + len(word), word)
        for start, by, word in zip(starts, shifts, words, strict=True)
    ]
    found = fitted(TEXT, spans)
    assert found.unit == unit
    assert [span.cut(TEXT) if span else None for span in found.spans] == words


def test_offsets_of_a_text_that_had_crlf_are_understood() -> None:
    text = TEXT.replace("\r\n", "\n")
    words = ["The bus is late", "The bus came"]
    spans = [ForeignSpan(TEXT.index(word), TEXT.index(word) + len(word), word) for word in words]
    found = fitted(text, spans)
    assert found.unit == "LF as two"
    assert [span.cut(text) if span else None for span in found.spans] == words


def test_one_unit_holds_for_all_and_what_does_not_fit_has_no_span() -> None:
    start = TEXT.index("late")
    spans = [
        ForeignSpan(start, start + 4, "late"),
        ForeignSpan(start + 1, start + 5, "late"),
        ForeignSpan(start, start + 4),
        ForeignSpan(5, 3, ""),
        ForeignSpan(-1, 2),
        ForeignSpan(0, 10_000),
    ]
    found = fitted(TEXT, spans)
    assert found.unit == "code points"
    assert found.spans == (Span(start, start + 4), None, Span(start, start + 4), None, None, None)


def placed(text: str, texts: list[str | None]) -> list[tuple[int, ...] | None]:
    source = Source(id="s", text=text)
    return [
        None if one.anchor is None else tuple(span.start for span in one.anchor.spans)
        for one in placed_in_order(source, texts)
    ]


def test_repeated_texts_are_placed_where_the_order_leaves_one_choice() -> None:
    assert placed("Yes. No. Yes.", ["Yes", "No", "Yes"]) == [(0,), (5,), (9,)]
    assert placed("Yes. No. Yes.", ["No", "Yes"]) == [(5,), (9,)]
    assert placed("Yes. Yes. No.", ["Yes", "Yes", "No"]) == [(0,), (5,), (10,)]


def test_repeated_texts_are_drafts_where_the_order_leaves_several() -> None:
    assert placed("Yes. Yes. No.", ["Yes", "No"]) == [(), (10,)]
    assert placed("Yes. Yes.", ["Yes"]) == [()]
    # What is sure is not in the order of the text, so the order says nothing of the rest.
    assert placed("A b. C d. Yes. Yes.", ["C d", "Yes", "A b", "Yes"]) == [(5,), (), (0,), ()]


def test_texts_that_stand_nowhere_have_no_anchor() -> None:
    assert placed("Yes.", ["No way at all", None, " "]) == [None, None, None]


def test_with_several_sources_each_text_must_stand_in_one() -> None:
    sources = [Source(id="a", text="Yes. Buses help."), Source(id="b", text="Yes. They run late.")]
    anchors, still_open = anchored(sources, [("1", "Buses help"), ("2", "They run"), ("3", "Yes")])
    assert [one and (one.source, len(one.spans)) for one in anchors] == [
        ("a", 1),
        ("b", 1),
        (None, 0),
    ]
    assert still_open == [("3", "its words appear in several places in the source")]


@given(prose(), st.data())
def test_what_is_placed_stands_there_letter_for_letter(text: str, data: st.DataObject) -> None:
    words = text.split()
    texts = data.draw(st.lists(st.sampled_from(words), max_size=6)) if words else []
    for one in placed_in_order(Source(id="s", text=text), texts):
        if one.is_settled:
            assert one.anchor is not None
            assert [span.cut(text) for span in one.anchor.spans] == [one.anchor.quote]


@given(st.lists(st.sampled_from(["Yes", "No", "Buses help", "So"]), max_size=8))
def test_all_texts_of_a_document_are_placed_where_they_were_taken_from(texts: list[str]) -> None:
    source = ". ".join(texts) + "."
    starts = []
    for word in texts:
        starts.append(source.index(word, starts[-1] + 1 if starts else 0))
    for start, found in zip(starts, placed(source, list(texts)), strict=True):
        assert found in ((start,), ())
