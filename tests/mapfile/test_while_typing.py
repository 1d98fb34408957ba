"""What editors need of a map file: what is at a place, what is typed, and the smallest changes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.mapfile import parse_map
from argmap.mapfile.spot import mentions_in, records_in, source_mentions_in, spot_at
from argmap.mapfile.text_changes import TextChange, changes_between
from argmap.mapfile.tolerant import readable_part
from argmap.mapfile.typed import typed_at
from argmap.mapfile.wrapping import wrap_quotes
from tests.sessions import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

MAP = """\
argmap: 1
sources:
  - {id: note, text: "Buses help. 🚌"}
claims:
  - id: help
    anchors:
      - quote: Buses help
        span: [0, 10]
      - {quote: "help", source: note}
reasons:
- id: many
  supports:
    - help
  quote: |-
    They
    carry
caveats: [{id: but, undercuts: many->help, text: "But, they say"}]
"""
LINES = st.lists(st.sampled_from(["a: 1", "b", "", "🚌", "- c: [d]", "  e: f"]), max_size=12)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
TEXTS = st.builds(lambda lines, end: end.join(lines), LINES, ENDS) | st.text(max_size=60)
MARKS = st.text(st.sampled_from("\"'[]{}:,#-\t \n&*!|>a🚌"), max_size=6)


def changed(text: str, changes: Iterable[TextChange]) -> str:
    for change in sorted(changes, reverse=True):
        text = text[: change.span.start] + change.written + text[change.span.end :]
    return text


@given(TEXTS, TEXTS)
def test_changes_make_the_one_text_of_the_other(old: str, new: str) -> None:
    changes = changes_between(old, new)
    assert changed(old, changes) == new
    assert all(one.span.end <= other.span.start for one, other in pairwise(changes))
    for change in changes:
        for place in change.span:
            assert old[max(0, place - 1) : place + 1] != "\r\n"
    assert not changes_between(old, old)


def test_what_is_the_same_in_a_line_is_not_changed() -> None:
    old = "a: help  # why\r\nb: 2\r\n"
    (change,) = changes_between(old, old.replace("help", "hold"))
    assert change == ((4, 7), "old")


@given(st.data())
def test_any_place_of_any_text_can_be_asked(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(MAP)))
    end = data.draw(st.integers(at, min(len(MAP), at + 20)))
    text = MAP[:at] + data.draw(MARKS) + MAP[end:]
    for offset in range(0, len(text) + 1, 3):
        typed = typed_at(text, offset)
        if typed is not None:
            assert 0 <= typed.span.start <= offset <= typed.span.end <= len(text)
        typed_at(text, offset, is_json=True)
    file = parse_map(text)
    part = readable_part(file, at)
    assert len(part.text) == len(text)
    if part.tree is not None:
        for offset in range(0, len(text) + 1, 3):
            spot_at(part.tree, offset)
        for one in (*mentions_in(part.tree), *source_mentions_in(part.tree)):
            assert 0 <= one.span.start <= one.span.end <= len(text)


def test_most_of_a_broken_map_can_still_be_read() -> None:
    text = (ROOT / "examples/russia-myanmar/russia-myanmar.argmap.yaml").read_text("utf-8")
    lines = text.splitlines(keepends=True)
    total = len(parse_map(text).map)
    for number in range(20, len(lines), 29):
        for damage in ('    note: "open\n', "    note: [open\n", "    note: a: b\n", "    not\n"):
            broken = "".join((*lines[:number], damage, *lines[number:]))
            at = sum(map(len, lines[:number])) + len(damage) - 1
            part = readable_part(parse_map(broken), at)
            assert len(part.map) == total, (number, damage)


@pytest.mark.parametrize(
    ("words", "route", "anchor"),
    [
        ("Buses help\n", ("claims", 0, "anchors", 0, "quote"), 0),
        ('"help"', ("claims", 0, "anchors", 1, "quote"), 1),
        ("carry", ("reasons", 0, "quote"), 0),
        ("- help\nQ".replace("Q", "  quote"), ("reasons", 0), None),
    ],
)
def test_a_place_has_a_route(words: str, route: tuple[str | int, ...], anchor: int | None) -> None:
    tree = parse_map(MAP).tree
    assert tree is not None
    spot = spot_at(tree, MAP.index(words) + (1 if anchor is not None else 0))
    assert spot.route[: len(route)] == route
    assert spot.anchor == anchor


def test_an_arrow_mentions_two_statements() -> None:
    tree = parse_map(MAP).tree
    found = [(one.id, one.span.cut(MAP), one.relation) for one in mentions_in(tree)]
    assert found == [
        ("help", "help", None),
        ("many", "many", None),
        ("help", "help", "supports"),
        ("but", "but", None),
        ("many", "many", "undercuts"),
        ("help", "help", "undercuts"),
    ]
    assert [one.id for one in records_in(tree)] == ["note", "help", "many", "but"]


@given(st.text(st.sampled_from("ab ,:#'\"-\u00e9🚌\n"), min_size=1, max_size=120))
def test_a_quote_that_is_broken_into_lines_stays_the_same(quote: str) -> None:
    from argmap.mapfile import dumps  # noqa: PLC0415 -- for this test alone
    from argmap.model import ArgumentMap, Claim  # noqa: PLC0415

    if not quote.strip():
        return
    map = ArgumentMap(claims=[Claim(id="c", quote=quote)])
    file = parse_map(dumps(map))
    wrapped = changed(file.text, wrap_quotes(file, width=20))
    assert parse_map(wrapped).map == file.map
    assert not wrap_quotes(parse_map(wrapped), width=20)
