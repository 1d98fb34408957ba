"""What is wrong with a map file is told all at once, with its place, and never as a traceback."""

import json
import pickle
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import MapFileError
from argmap.mapfile import load, loads, parse_map, read_map
from argmap.mapfile.reading import MapFile, Syntax
from argmap.text import Span
from tests.strategies import texts


def told(text: str, *, syntax: Syntax | None = None) -> list[str]:
    """Return each problem of a file as `line:column message (help)`."""
    file = parse_map(text, syntax=syntax)
    return [
        f"{file.lines.position(problem.span.start)} {problem.message}"
        + (f" ({problem.help})" if problem.help else "")
        for problem in file.problems
    ]


# Everything at once


def test_every_problem_is_told_in_one_go_with_line_and_column() -> None:
    assert told(
        "argmap: 2\n"
        "claims:\n"
        "  - {id: a b, text: Buses help}\n"
        "  - {id: help, txt: Buses help, text: Buses}\n"
        "  - id: sure\n"
        "    text: Buses help\n"
        "    strength: strong\n"
        "reasons:\n"
        "  - {id: why, text: They do}\n"
    ) == [
        "1:9 unknown format version 2 (this version of argmap reads version 1)",
        "3:10 an id cannot contain spaces: 'a b' (join its words with hyphens)",
        "4:16 a claim has no key `txt` (did you mean `text`?)",
        "7:15 `strength` must be a number",
        "9:10 reason 'why' has no `supports`: name what it is a reason for",
    ]


def test_a_broken_record_hides_no_other_one() -> None:
    file = parse_map("claims: [{id: a, text: One}, {id: b}, {id: c, text: Three}]")
    assert [claim.id for claim in file.map.claims] == ["a", "c"]
    assert file.rows["claims"] == [0, 2]
    assert file.broken_ids == {"b"}


def test_the_first_problem_is_raised_and_the_others_are_counted() -> None:
    with pytest.raises(MapFileError, match=r"^<text>:1:15: .* \(and 1 more\)\n"):
        loads("claims: [{id: a}, {id: b}]")


def test_an_error_holds_every_problem_of_its_file() -> None:
    with pytest.raises(MapFileError) as raised:
        loads("claims: [{id: a}, {id: b, text: B, quotes: Words}]\nreason: []\n", syntax="yaml")
    problems = pickle.loads(pickle.dumps(raised.value)).problems  # noqa: S301 -- our own
    assert [problem.where for problem in problems] == ["<text>:1:15", "<text>:1:36", "<text>:2:1"]
    assert all(problem.what and problem.problems == (problem,) for problem in problems)


def test_the_same_id_twice_is_no_matter_of_reading() -> None:
    assert told("claims: [{id: a, text: One}, {id: a, text: Two}]") == []


# Wrong keys and values


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("{id: c, text: T, lmits: a}", "1:27 a claim has no key `lmits` (did you mean `limits`?)"),
        ("{id: c, quote: Q, spam: [0]}", "1:28 a claim has no key `spam` (did you mean `span`?)"),
        (
            "{id: c, text: T, xyzzy: 1}",
            ("1:27 a claim has no key `xyzzy` (put other keys under `meta`; if it belongs to the "
            "value of `text`, put that in quotation marks: a plain value ends at the comma)"),
        ),
        (
            "{id: c, anchors: [{quote: Q, xyzzy: 1}]}",
            ("1:39 an anchor has no key `xyzzy` "
            "(its keys are source, quote, prefix, suffix, spans, span; if it belongs to the value "
            "of `quote`, put that in quotation marks: a plain value ends at the comma)"),
        ),
        ("{id: c, text: T, implicit: so}", "1:37 `implicit` must be `true` or `false`"),
        ("{id: c, text: T, strength: 1.5}", "1:37 `strength` must be between 0 and 1"),
        ("{id: c, text: T, tags: loud}", "1:33 `tags` must be a list"),
        ("{id: c, text: [T]}", "1:24 `text` must be text"),
        ("{id: c, text: {a: b}}", "1:18 `text` must be text"),
        ("{id: c, text: T, supports: {a: b}}", "1:27 `supports` must be a list"),
        ("{id: c, text: ''}", "1:24 this is empty"),
        ("{id: c, text: T, meta: 7}", "1:33 `meta` must be a mapping of keys and values"),
        ("{text: T}", "1:11 the claim has no `id`"),
        ("{id: null, text: T}", "1:15 the claim has no `id`"),
        ("{id: c}", "1:15 a statement needs a `text`, a `quote` or both"),
        ("{id: c, span: [0, 1]}", "1:15 `span` needs a `quote`"),
        (
            "{id: c, quote: Q, anchors: [{quote: R}]}",
            "1:15 give either `anchors` or a `quote`, not both",
        ),
        ("{id: a->b, text: T}", "1:15 an id cannot contain `->`, which joins two ids into a link"),
        ("Buses help", "1:10 this must be a mapping of keys and values"),
        ("[a, b]", "1:10 this must be a mapping of keys and values"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_record_is_said_in_words(record: str, expected: str) -> None:
    assert told(f"claims: [{record}]") == [expected]


@pytest.mark.parametrize(
    "span",
    ["7", "[7]", "[7, 8, 9]", "[a, b]", "later", "{start: 1}", "[[1, 2]]", "[1.5, 2]", "[null, 2]"],
)
def test_a_span_that_is_no_pair_is_told_once_where_it_stands(span: str) -> None:
    file = parse_map(f"claims: [{{id: c, quote: Q, span: {span}}}]")
    (message,) = {problem.message for problem in file.problems}
    assert message == "a span must be a pair of whole numbers: start and end"
    assert {file.lines.position(problem.span.start).column for problem in file.problems} <= set(
        range(28, 40)
    )


@pytest.mark.parametrize(
    ("span", "message"),
    [
        ("[5, 5]", "a span must end after its start, unlike [5, 5]"),
        ("[9, 5]", "a span must end after its start, unlike [9, 5]"),
        ("[-1, 5]", "a span cannot start at -1: offsets begin at 0"),
    ],
)
def test_a_span_that_holds_nothing_is_refused(span: str, message: str) -> None:
    assert told(f"claims: [{{id: c, quote: Q, span: {span}}}]") == [f"1:34 {message}"]


def test_span_and_spans_are_not_given_together() -> None:
    (message,) = told("claims: [{id: c, quote: Q, span: [0, 1], spans: [[0, 1]]}]")
    assert message == "1:15 give either `span`, one pair, or `spans`, a list of pairs"


def test_an_unknown_section_names_the_nearest() -> None:
    assert told("claim: []") == ["1:1 a map has no key `claim` (did you mean `claims`?)"]


def test_an_unknown_key_of_a_source_names_those_it_has() -> None:
    (message,) = told("sources: [{id: s, text: 'T', xyzzy: 1}]")
    assert message == (
        "1:30 a source has no key `xyzzy` (its keys are id, path, text, sha256, encoding, title, "
        "author, publisher, published, url, language, ignore, original)"
    )


def test_a_hash_that_is_none_is_told() -> None:
    (message,) = told("sources: [{id: s, text: T, sha256: 12AB}]")
    assert message == "1:36 `sha256` must be 64 lower-case hexadecimal digits"


def test_a_section_that_is_no_list_is_told_at_its_key() -> None:
    assert told("claims: {id: c, text: T}") == [
        "1:1 `claims` must be a list of records (start each with a `-`)"
    ]


def test_a_key_that_stands_twice_is_told_at_the_second() -> None:
    file = parse_map("claims:\n- id: c\n  text: One\n  text: Two\n")
    (problem,) = file.problems
    assert (problem.kind, problem.message) == ("duplicate key", "duplicate key `text`")
    assert file.lines.position(problem.span.start) == (4, 3)
    assert file.map.claims[0].text == "Two"


# Leniency that loses nothing


def test_texts_are_taken_as_they_are_written() -> None:
    map = loads("title: 1.10\nclaims: [{id: 007, text: yes, speaker: 2021-02-01, tags: [on, 1e3]}]")
    claim = map.claims[0]
    assert (map.title, claim.id, claim.text, claim.speaker) == ("1.10", "007", "yes", "2021-02-01")
    assert claim.tags == ("on", "1e3")


def test_only_what_stands_under_meta_has_types() -> None:
    meta = loads("meta: {1: 1, a: 1.5, b: true, c: null, d: '1', e: yes, f: 1e3, ~: 0x1F}").meta
    assert meta == {
        "1": 1, "a": 1.5, "b": True, "c": None, "d": "1", "e": "yes", "f": 1000.0, "~": "0x1F",
    }  # fmt: skip


def test_null_says_that_there_is_no_value() -> None:
    text = "claims:\n- {id: c, text: T, supports: null, tags: Null, anchors: ~, quote: NULL}\n"
    assert loads(text) == loads("claims: [{id: c, text: T}]")
    assert loads("claims: [{id: c, anchors: [{quote: Q, source: ~, span: null, spans: ~}]}]").claims
    assert loads('{"claims": [{"id": "c", "text": "T", "tags": null}], "reasons": null}').claims


@pytest.mark.parametrize(
    "start", ["", "\ufeff", "\n\n", "---\n", "# a comment\n", "%YAML 1.2\n---\n"]
)
def test_a_file_may_start_with_what_yaml_lets_stand_there(start: str) -> None:
    file = parse_map(f"{start}title: Buses\n")
    assert (file.problems, file.map.title) == ((), "Buses")
    assert file.place(("title",)).cut(file.text) == "Buses"


def test_yaml_in_braces_and_json_are_told_apart() -> None:
    assert parse_map("{title: Buses}").syntax == "yaml"
    assert parse_map(' \n{ "title": "Buses"}').syntax == "json"
    assert parse_map("{}").syntax == "json"


# Files that are no map


@pytest.mark.parametrize("syntax", ["yaml", "json", None])
@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n", "\ufeff", "# only a comment", "---", "null", "[]", "- a\n- b", "Buses help",
        "7", '"a"', "claims:\n\t- id: c", "a: b: c", "{", "[", '{"claims": [{"id": "c", "text": "T',
        '{"claims": [', '{"a": 1,}', '{"a" 1}', '{"a": 01}', '{"a": nope}', '{"a": NaN}',
        '{"a": Infinity}', "{a: [}", "a: 'b", 'a: "b', "a: |\nb", "*a", "&a b", "a: *b",
        "a: !!str b",
        "!a", "a: !python/object b", "<<: {a: b}", "? [a]: b", "{[a]: b}", "? {a: b}\n: c",
        "a: 1\n---\nb: 2", "a: 1\n...\nb: 2", "1: 2", "null: 1", "%YAML 9.9\n---\na: b", "a: @b",
        "a: `b`", "a: %b", "\x00", "a: \x07", "a: \ud800", '{"a": "\ud800"}', "a\x85b", "a: \u2028",
        "claims: null", "claims: [null]", "claims: [[]]", "claims: [7]", "claims: [{}]",
        '{"claims": [{"id": 7, "text": 8}]}', '{"claims": [{"id": "c", "text": "\\ud800"}]}',
        '{"meta": {"a": "\\ud800"}}', "meta: {a: .inf}", "meta: {a: .nan}", "meta: {a: 1e999}",
        '{"meta": {"a": 1e999}}', "meta: []", "meta: x", "title: []", "title: {}",
        "sources: [{id: s}]",
        "sources: [{id: s, path: a, text: b}]", "claims: [{id: c, anchors: x, text: T}]",
        "claims: [{id: c, anchors: [x], text: T}]", "claims: [{id: c, anchors: {a: b}, text: T}]",
        "claims: [{id: c, supports: [[a]], text: T}]",
        "claims: [{id: c, supports: [null], text: T}]",
        "claims: [{id: c, quote: [Q]}]", "claims: [{id: c, quote: Q, spans: 7}]",
        "claims: [{id: c, quote: Q, spans: [7, 8]}]", "argmap: [1]", "argmap: one", "argmap: 1.0",
        '{"argmap": true}', '{"argmap": 1.0}', "\\", "{}}", '{"a": {}} x', "a:\n- b\n c",
        " a: 1\nb: 2",
    ],
)  # fmt: skip
def test_no_file_is_so_broken_that_reading_it_raises(text: str, syntax: Syntax | None) -> None:
    file = parse_map(text, syntax=syntax)
    for problem in file.problems:
        assert problem.message
        assert "\n" not in problem.message
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        file.lines.position(problem.span.start)
    if file.problems:
        with pytest.raises(MapFileError):
            file.whole_map()


@given(texts() | st.text(st.sampled_from("{}[]\"':,-#&*!|>%@ \n\taid1\\?~")))
def test_any_text_can_be_read_as_a_map_file(text: str) -> None:
    for syntax in ("yaml", "json", None):
        file = parse_map(text, syntax=syntax)
        assert file.problems or file.map is not None
        assert all(0 <= p.span.start <= p.span.end <= len(text) for p in file.problems)


FRAGMENTS = st.sampled_from(
    ("claims:", "reasons:", "sources:", "\n", "\n  - ", "\n    ", "id: ", "text: ", "quote: ", "a",
     "span: ", "[", "]", "{", "}", ", ", "0", "'", '"', "anchors:", "meta:", "null", "supports: ")
)  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=30).map("".join))
def test_anything_like_a_map_can_be_read(text: str) -> None:
    file = parse_map(text)
    assert all(problem.message and problem.span.end <= len(text) for problem in file.problems)


@given(st.data())
def test_json_of_any_shape_can_be_read(data: st.DataObject) -> None:
    keys = st.sampled_from(
        ("argmap", "title", "claims", "reasons", "sources", "id", "text", "quote", "span", "spans",
         "anchors", "supports", "implicit", "strength", "tags", "meta", "path", "sha256", "x")
    )  # fmt: skip
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | texts(max_size=3)
    shapes = st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4)
    )
    text = json.dumps(data.draw(st.dictionaries(keys, shapes)))
    for syntax in ("yaml", "json"):
        assert all(problem.message for problem in parse_map(text, syntax=syntax).problems)


def test_nesting_without_end_is_refused() -> None:
    for text in ("[" * 10_000, '{"a":' * 10_000, "- " * 10_000, "{a: " * 10_000):
        for syntax in ("yaml", "json"):
            file = parse_map(text, syntax=syntax)
            assert len(file.problems) == 1
    assert told("[" * 10_000) == ["1:101 nested more than 100 levels deep"]
    assert told('{"a":' * 10_000) == ["1:506 nested more than 100 levels deep"]


def test_a_line_of_ten_megabytes_is_read() -> None:
    words = "Buses help. " * 850_000
    assert loads(f'title: "{words}"').title == words
    assert loads(json.dumps({"title": words})).title == words


def test_aliases_are_refused_before_they_unfold() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(letter)}: &{chr(letter)} [*{chr(letter - 1)}, *{chr(letter - 1)}]\n"
        for letter in range(ord("b"), ord("z"))
    )
    (message,) = told(bomb)
    assert message.startswith("1:4 anchors and aliases of YAML")


@pytest.mark.parametrize(
    "text", ["claims: [{id: c, text: !!binary aGk=}]", "title: !x y", "!!map {a: b}"]
)
def test_tags_are_refused(text: str) -> None:
    (message,) = told(text)
    assert "tags of YAML such as `" in message


def test_one_file_holds_one_map() -> None:
    assert told("title: a\n---\ntitle: b\n") == [
        "2:1 this file contains a second YAML document (keep one map per file)"
    ]


def test_a_tab_in_the_indentation_is_named() -> None:
    (message,) = told("claims:\n\t- id: c\n")
    assert message.startswith("2:1 this is not valid YAML: ")
    assert message.endswith("(use spaces, not tabs, to indent YAML)")


def test_a_colon_in_a_plain_text_is_explained() -> None:
    (message,) = told("title: Buses: a plea\n")
    assert message.startswith("1:13 ")
    assert message.endswith("(put the text in quotation marks: it contains a colon and a space)")


def test_a_control_character_is_named_where_it_stands() -> None:
    assert told("title: 😀\x07\n")[0].startswith("1:9 a character that YAML does not allow: U+0007")


def test_truncated_json_is_told_where_it_ends() -> None:
    assert told('{"claims": [{"id": "c"') == [
        "1:23 this is not valid JSON: expected `,` or `}`, but the file ends"
    ]


def test_numbers_that_no_map_can_hold_are_refused() -> None:
    for text in (
        "meta: {a: .nan}",
        "meta: {a: -.INF}",
        "meta: {a: 1e999}",
        f"meta: {{a: {'9' * 5000}.0}}",
    ):
        assert told(text) == ["1:11 this number cannot be stored (put it in quotation marks)"]
    for number in ("1e999", "9" * 5000, "-" + "9" * 5000):
        assert told(f'{{"meta": {{"a": {number}}}}}') == [
            "1:16 this number cannot be stored (put it in quotation marks)"
        ]
    assert loads(f"meta: {{a: {'9' * 4000}}}").meta["a"] == 10**4000 - 1


def test_a_number_for_an_id_is_a_text_in_yaml_and_refused_in_json() -> None:
    assert loads("claims: [{id: 7, text: T}]").claims[0].id == "7"
    assert told('{"claims": [{"id": 7, "text": "T"}]}') == [
        "1:20 `id` must be text (put it in quotation marks)"
    ]


# Files


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(MapFileError, match="file not found"):
        load(tmp_path / "none.argmap.yaml")


def test_a_folder_is_no_map_file(tmp_path: Path) -> None:
    with pytest.raises(MapFileError, match="this is a folder, not a file"):
        read_map(tmp_path)


def test_a_path_below_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(MapFileError, match="the file cannot be read: not a directory"):
        read_map(tmp_path / "file" / "map.yaml")


def test_a_name_that_no_system_allows_cannot_be_read() -> None:
    with pytest.raises(MapFileError, match="the file cannot be read"):
        read_map("a\0b.yaml")
    with pytest.raises(MapFileError, match="the file cannot be read: file name too long"):
        read_map("a" * 5000)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "this is a PNG picture, which argmap does not read"),
        (b"\x89\0\0", "this is a binary file"),
        ("title: a".encode("utf-16"), "this is UTF-16, not UTF-8"),
        ("title: ä".encode("latin-1"), "this is not UTF-8: byte 7 is 0xe4"),
    ],
)
def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "m.argmap.yaml"
    path.write_bytes(data)
    with pytest.raises(MapFileError, match=message) as caught:
        read_map(path)
    assert caught.value.where == str(path)
    assert caught.value.help is not None


def test_utf_16_without_a_mark_is_no_map(tmp_path: Path) -> None:
    path = tmp_path / "m.argmap.yaml"
    path.write_bytes("title: a".encode("utf-16-le"))
    assert "U+0000" in read_map(path).problems[0].message


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "input"
    path.write_text("title: Buses", encoding="utf-8")
    with path.open(encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        file = read_map("-")
    assert (file.name, file.map.title, file.path) == ("<stdin>", "Buses", None)


def test_a_json_file_is_json_by_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    path.write_text("title: Buses", encoding="utf-8")
    assert read_map(path).problems[0].message.startswith("this is not valid JSON: expected a value")


# Where things stand

BLOCK = """\
argmap: 1
title: Buses
sources:
  - {id: note, text: Buses help.}
claims:
  - id: help
    text: "Buses: a plea"
    supports: [a, b]
    quote: Buses
    span: [0, 5]
    tags:
      - one
      - two
  - {id: much, anchors: [{quote: help, spans: [[6, 10]]}, {quote: Buses}], answers: why}
reasons:
-
  # a comment
  supports: help
  id: since
  text: |
    They carry
    many
  implicit: null
  meta: {kept: [1, {a: b}]}
"""


def shown(file: MapFile, *route: str | int) -> str:
    return file.place(route).cut(file.text)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_element_of_a_yaml_file_has_its_place(line_end: str) -> None:
    file = parse_map("\ufeff" + BLOCK.replace("\n", line_end))
    assert file.problems == ()
    expected: dict[tuple[str | int, ...], str] = {
        ("title",): "Buses",
        ("claims",): "claims",
        ("sources", 0): "note",
        ("sources", 0, "text"): "Buses help.",
        ("claims", 0): "help",
        ("claims", 0, "text"): '"Buses: a plea"',
        ("claims", 0, "supports"): "[a, b]",
        ("claims", 0, "supports", 1): "b",
        ("claims", 0, "anchors"): "help",
        ("claims", 0, "anchors", 0): "help",
        ("claims", 0, "anchors", 0, "quote"): "Buses",
        ("claims", 0, "anchors", 0, "spans"): "[0, 5]",
        ("claims", 0, "anchors", 0, "spans", 0): "[0, 5]",
        ("claims", 0, "anchors", 0, "spans", 0, 1): "5",
        ("claims", 0, "tags"): "tags",
        ("claims", 0, "tags", 1): "two",
        ("claims", 1): "much",
        ("claims", 1, "anchors", 0, "spans", 0): "[6, 10]",
        ("claims", 1, "anchors", 1, "quote"): "Buses",
        ("claims", 1, "answers", 0): "why",
        ("claims", 1, "note"): "much",
        ("reasons", 0): "since",
        ("reasons", 0, "supports", 0): "help",
        ("reasons", 0, "implicit"): "null",
        ("reasons", 0, "meta", "kept", 1, "a"): "b",
    }
    assert {route: shown(file, *route) for route in expected} == expected
    assert shown(file, "reasons", 0, "text").startswith(f"|{line_end}    They carry")


def test_every_element_of_a_json_file_has_its_place() -> None:
    data: dict[str, Any] = {
        "title": "Bü\nses",
        "claims": [{"id": "😀", "quote": "Q", "span": [3, 5], "supports": "a"}],
    }
    for indent in (None, 2):
        file = parse_map(json.dumps(data, ensure_ascii=False, indent=indent))
        assert shown(file, "title") == '"Bü\\nses"'
        assert shown(file, "claims", 0) == '"😀"'
        assert shown(file, "claims", 0, "anchors", 0, "quote") == '"Q"'
        assert json.loads(shown(file, "claims", 0, "anchors", 0, "spans")) == [3, 5]
        assert shown(file, "claims", 0, "anchors", 0, "spans", 0, 1) == "5"
        assert shown(file, "claims", 0, "supports", 0) == '"a"'


def test_what_is_not_written_is_shown_at_the_nearest_that_is() -> None:
    file = parse_map("claims: [{id: c, text: T}]")
    assert shown(file, "claims", 0, "meta", "a", "b") == "c"
    assert file.place(("reasons", 7)) == Span(0, 6)
    assert parse_map("{").place(("claims", 0)) == Span(0, 0)


def test_places_count_as_the_map_does_though_a_record_is_broken() -> None:
    file = parse_map("claims: [{id: a b, text: T}, {id: c, text: U}]")
    assert shown(file, "claims", 0) == "c"
    assert file.file_route(("claims", 0, "text")) == ("claims", 1, "text")


@pytest.mark.parametrize("text", ["[0" + "[" * 3_000, "{a: [0" + "[" * 3_000 + "]" * 3_000 + "]}"])
def test_what_is_wrong_before_a_place_that_is_nested_too_deeply_is_reported(text: str) -> None:
    (problem,) = parse_map(text).problems
    assert problem.kind == "syntax"
    assert "this is not valid YAML" in problem.message
    assert problem.span.start < 10
