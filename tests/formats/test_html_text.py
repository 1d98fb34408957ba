"""Marked text, as OVA keeps it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.interchange.html_text import Mark, nesting, read_marked, write_marked
from argmap.text import Span
from tests.strategies import texts


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb\n"),
        ("a<div>b</div>c", "a\nb\nc"),
        ("a&nbsp;b &amp;lt; &#8217; &bogus; 1 < 2 & 3", "a\u00a0b &lt; \u2019 &bogus; 1 < 2 & 3"),
        ("<p>a <b>b</b></p>  c\r\n", "a b  c\r\n"),
        ("", ""),
    ],
)
def test_tags_and_entities_become_plain_text(html: str, text: str) -> None:
    assert read_marked(html).text == text


def test_marks_may_nest_repeat_and_be_empty() -> None:
    found = read_marked(
        '<span id="a">x <span id="b">y</span></span> <span id="a">z</span><span id="c"></span>'
        "<span>w</span>"
    )
    assert found.text == "x y zw"
    assert found.marks == [Mark("a", Span(0, 3)), Mark("b", Span(2, 3)), Mark("a", Span(4, 5))]
    assert (found.unclosed, found.stray_ends) == ([], 0)


def test_marks_that_do_not_end_or_do_not_start_are_told_apart() -> None:
    found = read_marked('a</span> <span id="x">b <span id="y">c</span>')
    assert found.stray_ends == 1
    assert found.marks == [Mark("y", Span(4, 5))]
    assert found.unclosed == [Mark("x", Span(2, 5))]


@given(texts(), st.data())
def test_what_is_written_is_read_back(text: str, data: st.DataObject) -> None:
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = data.draw(st.lists(places, max_size=4))
    marks = [Mark(f"n{n}", Span(*sorted(pair))) for n, pair in enumerate(spans)]
    marks = [mark for mark in marks if mark.span.length]
    good, bad = nesting(text, marks)
    assert sorted([*good, *bad]) == sorted(marks)
    found = read_marked(write_marked(text, good))
    assert found.text == text
    assert sorted(found.marks) == sorted(good)
    assert (found.unclosed, found.stray_ends) == ([], 0)


def test_marks_that_cross_or_hold_a_line_end_cannot_be_written() -> None:
    crossing = [Mark("a", Span(0, 3)), Mark("b", Span(2, 5)), Mark("c", Span(5, 7))]
    good, bad = nesting("abcdef\n", crossing)
    assert (good, bad) == ([crossing[0]], crossing[1:])
