"""Comments that silence findings, where they stand, and those that silence nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.checking import Diagnostic, check_file, fix_file
from argmap.checking.ignoring import Ignore, find_ignores, silenced
from argmap.checking.selection import fits
from argmap.mapfile import parse_map
from argmap.mapfile.tree import Mapping, Sequence
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.mapfile.tree import Node

MAP = """\
argmap: 1
title: Buses
claims:
  - id: help
    text: Buses help
    implicit: true
  - {id: trams, text: Trams help, implicit: true}
caveats:
  - {id: seldom, text: Not at night, implicit: true, limits: help}
  - {id: dear, text: They cost money, implicit: true, limits: trams}
"""


def found(text: str, *, select: tuple[str, ...] = ()) -> list[tuple[str, int]]:
    """Return the codes of what is found, with the lines that they stand on."""
    file = parse_map(text)
    return [
        (one.code, file.lines.position((one.written_at or file.place(one.route)).start).line)
        for one in check_file(file, select=select)
    ]


def with_comment(line: int, comment: str, *, above: bool = False) -> str:
    lines = MAP.splitlines()
    if above:
        indent = len(lines[line - 1]) - len(lines[line - 1].lstrip())
        lines.insert(line - 1, " " * indent + comment)
    else:
        lines[line - 1] += f"  {comment}"
    return "\n".join(lines) + "\n"


def test_without_comments_both_claims_are_told_of() -> None:
    assert found(MAP) == [("AM301", 4), ("AM301", 7)]


@pytest.mark.parametrize(
    "comment",
    [
        "# argmap: ignore[AM301]",
        "# argmap: ignore[unsupported-claim]",
        "#argmap:ignore[am301]",
        "# argmap: ignore[AM301] he just asserts it",
        "# argmap: ignore[AM3]",
        "# as he said  # argmap: ignore[ AM301 ]",
    ],
)
def test_a_comment_silences_what_stands_on_its_line(comment: str) -> None:
    assert found(with_comment(4, comment)) == [("AM301", 7)]
    assert found(with_comment(7, comment)) == [("AM301", 4)]


def test_a_comment_on_a_line_of_its_own_silences_the_record_below() -> None:
    comment = "# argmap: ignore[AM301]"
    assert found(with_comment(4, comment, above=True)) == [("AM301", 8)]
    assert found(with_comment(7, comment, above=True)) == [("AM301", 4)]


def test_other_comments_and_empty_lines_may_stand_between() -> None:
    text = with_comment(7, "# argmap: ignore[AM301]\n\n  # said twice", above=True)
    assert found(text) == [("AM301", 4)]


def test_a_comment_over_a_key_silences_what_the_key_holds() -> None:
    assert found(with_comment(3, "# argmap: ignore[AM301]", above=True)) == []


def test_a_comment_over_the_first_line_silences_the_whole_file() -> None:
    assert found(with_comment(1, "# argmap: ignore[AM301]", above=True)) == []


def test_a_comment_within_a_record_holds_for_its_own_line_only() -> None:
    text = with_comment(5, "# argmap: ignore[AM301]")
    assert found(text) == [("AM301", 4), ("AM005", 5), ("AM301", 7)]


def test_one_comment_may_silence_several_rules() -> None:
    text = "claims:\n  - {id: help, text: Buses help}  # argmap: ignore[AM131, AM305]\n"
    assert found(text) == []
    assert found(text.replace(", AM305", "")) == [("AM305", 2)]


def test_a_comment_silences_no_other_rule() -> None:
    text = with_comment(4, "# argmap: ignore[AM302]")
    assert found(text) == [("AM301", 4), ("AM005", 4), ("AM301", 7)]


def test_of_several_codes_those_without_effect_are_reported() -> None:
    file = parse_map(with_comment(4, "# argmap: ignore[AM301, AM120]"))
    (told,) = (one for one in check_file(file) if one.code == "AM005")
    assert told.written_at is not None
    assert told.written_at.cut(file.text) == "AM120"
    assert told.message == "this ignore of 'AM120' has no effect"


def test_an_ignore_of_no_rule_names_the_nearest() -> None:
    file = parse_map(with_comment(4, "# argmap: ignore[unsuported-claim]"))
    (told,) = (one for one in check_file(file) if one.code == "AM005")
    assert told.message == "unknown rule 'unsuported-claim'"
    assert told.help == "did you mean 'unsupported-claim'?"


def test_an_ignore_without_a_code_silences_nothing() -> None:
    text = with_comment(4, "# argmap: ignore")
    assert found(text) == [("AM301", 4), ("AM005", 4), ("AM301", 7)]


def test_an_ignore_is_not_blamed_for_a_rule_that_did_not_run() -> None:
    text = with_comment(9, "# argmap: ignore[AM120]")
    assert ("AM005", 9) in found(text)
    assert found(text, select=("AM0", "AM2")) == []
    broken = with_comment(4, "# argmap: ignore[AM301]").replace("id: dear", "idd: dear")
    assert {code for code, _ in found(broken)} == {"AM002"}


@pytest.mark.parametrize(
    "text",
    [
        'claims: [{id: c, text: "say # argmap: ignore[AM305] here", implicit: true}]',
        "claims:\n  - id: c\n    implicit: true\n    text: |\n      # argmap: ignore[AM305]\n",
        "claims:\n  - id: c\n    implicit: true\n    text: a#argmap:ignore[AM305]\n",
        '{"claims": [{"id": "c", "text": "# argmap: ignore[AM305]", "implicit": true}]}',
    ],
)
def test_words_that_only_look_like_a_comment_silence_nothing(text: str) -> None:
    assert [code for code, _ in found(text)] == ["AM305"]


def test_a_comment_may_stand_behind_the_sign_of_a_block() -> None:
    text = """\
sources: [{id: s, text: Buses help.}]
claims:
  - id: c
    quote: >-  # argmap: ignore[AM120]
      Nobody knows
"""
    assert found(text, select=("AM0", "AM1")) == []


def test_a_comment_with_nothing_below_is_told_of() -> None:
    assert found(MAP + "# argmap: ignore[AM301]\n")[-1] == ("AM005", 11)


def test_comments_work_behind_a_byte_order_mark_and_with_crlf() -> None:
    text = "\ufeff" + with_comment(4, "# argmap: ignore[AM301]").replace("\n", "\r\n")
    assert found(text) == [("AM301", 7)]


def test_what_is_silenced_is_not_fixed() -> None:
    text = """\
sources: [{id: s, text: Buses help.}]
claims:
  - {id: c, quote: Buses help, span: [1, 11]}  # argmap: ignore[AM113]
"""
    assert fix_file(parse_map(text)).text == text
    bare = text.replace("  # argmap: ignore[AM113]", "")
    assert "[0, 10]" in fix_file(parse_map(bare)).text


@pytest.mark.parametrize(
    ("comment", "word"),
    [
        ("# argmap: ingore[AM301]", "ingore"),
        ("# argmap: ignored", "ignored"),
        ("# argmap: Ignore[AM301]", "Ignore"),
        ("# argmap: skip[AM301]", "skip"),
        ("# argmap: disable AM301", "disable"),
        ("# argmap: AM301[AM301]", "AM301"),
    ],
)
def test_a_comment_that_was_meant_to_silence_something_is_told_of(comment: str, word: str) -> None:
    file = parse_map(with_comment(4, comment))
    (told,) = (one for one in check_file(file) if one.code == "AM005")
    assert told.message == f"argmap does not understand the comment `argmap: {word}`"
    assert told.help == "write `# argmap: ignore[AM301]`"
    assert told.written_at is not None
    assert told.written_at.cut(file.text) == word
    assert ("AM301", 4) in found(file.text)


@pytest.mark.parametrize(
    "comment", ["# argmap: 1", "# argmap: see the manual", "# argmap:", "# argmap: version 1"]
)
def test_other_comments_may_name_argmap(comment: str) -> None:
    assert found(with_comment(4, comment)) == found(MAP)


def test_a_bracket_that_is_not_closed_names_no_rule() -> None:
    assert ("AM005", 4) in found(with_comment(4, "# argmap: ignore[AM301"))


# Many comments


LINES = st.sampled_from(
    (
        "", "  ", "# remark", "# argmap: ignore[AM1]", "claims:", "  - id: c", "    text: a",
        "  - {id: d, text: b}  # argmap: ignore[AM2]", "    note: |", "      # argmap: ignore[AM3]",
        "  # argmap: ignore", "    tags: [x,", "      y]", "\t# tab",
        "title: t # argmap: ignore[AM0]",
    )
)  # fmt: skip


@given(st.lists(LINES, max_size=14), st.sampled_from(("\n", "\r\n", "\r")), st.integers(0, 1))
def test_a_comment_holds_for_the_largest_thing_that_begins_below_it(
    lines: list[str], end: str, ends: int
) -> None:
    text = end.join(lines) + end * ends
    file = parse_map(text, syntax="yaml")
    if file.tree is None:
        return
    spans = [file.tree.span, *_spans(file.tree)]
    blank = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*[ \t]*")
    for ignore in find_ignores(file):
        if ignore.is_line or ignore.problem:
            continue
        line_end = re.compile(r"[\r\n]|\Z").search(text, ignore.span.end)
        assert line_end
        gap = blank.match(text, line_end.start())
        assert gap
        last = re.compile(r"[\r\n]|\Z").search(text, gap.end())
        assert last
        below = [span for span in spans if gap.end() <= span.start <= last.start()]
        longest = max((span.length for span in below), default=last.start() - gap.end())
        assert ignore.place.length == longest
        assert not below or ignore.place in below


def _spans(node: Node) -> Iterator[Span]:
    if isinstance(node, Mapping):
        for entry in node.entries:
            yield Span(entry.key.span.start, entry.value.span.end)
            yield from _spans(entry.value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield item.span
            yield from _spans(item)


STRETCHES = st.tuples(st.integers(0, 12), st.integers(0, 6)).map(lambda s: Span(s[0], sum(s)))


@given(
    st.lists(
        st.builds(
            Ignore,
            st.sampled_from(("AM1", "AM101", "AM2", "")),
            STRETCHES,
            STRETCHES,
            st.booleans(),
            st.none(),
        ),
        max_size=6,
    ),
    st.lists(st.tuples(STRETCHES, st.sampled_from(("AM101", "AM102", "AM201"))), max_size=6),
)
def test_what_is_silenced_is_what_each_comment_silences(
    ignores: list[Ignore], found: list[tuple[Span, str]]
) -> None:
    told = [(span, Diagnostic(code, "a-name", "error", "m")) for span, code in found]
    used, is_silenced = silenced(ignores, told)

    def silences(ignore: Ignore, span: Span, code: str) -> bool:
        end = span.end if ignore.is_line else span.start
        reaches = span.start < max(ignore.place.end, ignore.place.start + 1)
        return reaches and end >= ignore.place.start and fits(ignore.selector, code, "a-name")

    assert is_silenced == [any(silences(one, *each) for one in ignores) for each in found]
    assert used == {one for one in ignores if any(silences(one, *each) for each in found)}
