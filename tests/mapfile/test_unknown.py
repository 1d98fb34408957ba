"""What is not understood in a map file, or lost its value there, is an error that says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from argmap.errors import MapFileError
from argmap.mapfile import Edit, apply_edits, load, loads, parse_map, to_data
from argmap.mapfile.route import SECTIONS
from argmap.mapfile.shape import yaml_record
from argmap.mapfile.yaml_value import yaml_value
from argmap.model import Anchor, ArgumentMap, Claim, Reason
from argmap.record import known_keys
from argmap.source import Source
from tests.strategies import maps

if TYPE_CHECKING:
    from pathlib import Path

    from hypothesis.strategies import DrawFn


def told(text: str) -> list[str]:
    """Return each problem of a file as `line:column message (help)`."""
    file = parse_map(text)
    return [
        f"{file.lines.position(problem.span.start)} {problem.message} ({problem.help})"
        for problem in file.problems
    ]


def only(text: str) -> str:
    (message,) = told(text)
    return message


# Unknown keys, whatever their value

VALUES = st.sampled_from((None, "", [], {}, 0, 1.5, False, "text", [None], {"a": None}))
KNOWN = {key for model in (ArgumentMap, Source, Reason, Anchor) for key in known_keys(model)}
UNKNOWN = st.one_of(
    st.sampled_from(
        ("nope", "quot", "Text", "in winter", "the poor", "id ", "null", "~", "_", "é")
    ),
    st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8),
).filter(lambda key: key not in KNOWN)


@st.composite
def misunderstood(draw: DrawFn) -> tuple[dict[str, Any], str, Any]:
    """The data of a valid map with a key too many in one of its records, the key and its value."""
    data = to_data(draw(maps(min_size=1, max_size=4)))
    records = [data]
    for section in SECTIONS:
        for record in data.get(section, []):
            records += [record, *record.get("anchors", [])]
    key, value = draw(UNKNOWN), draw(VALUES)
    draw(st.sampled_from(records))[key] = value
    return data, key, value


def block_yaml(data: dict[str, Any]) -> str:
    lines = []
    for name, value in data.items():
        if name in SECTIONS:
            quoted = [{yaml_value(key): part for key, part in record.items()} for record in value]
            lines += [f"{name}:", *(line for record in quoted for line in yaml_record(record))]
        else:
            lines.append(f"{yaml_value(name)}: {yaml_value(value)}")
    return "\n".join(lines)


@given(misunderstood())
def test_an_unknown_key_is_an_error_whatever_its_value(
    made: tuple[dict[str, Any], str, Any],
) -> None:
    data, key, value = made
    texts = [json.dumps(data), yaml_value(data), block_yaml(data)]
    if value is None:  # as YAML writes it in short
        texts.append(block_yaml(data).replace(f"{yaml_value(key)}: null", f"{yaml_value(key)}: "))
    for text in texts:
        problems = parse_map(text).problems
        assert any(f"has no key `{key}`" in problem.message for problem in problems)
        with pytest.raises(MapFileError):
            loads(text)
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        ArgumentMap.model_validate(data)


@pytest.mark.parametrize("value", [None, "", [], {}, 7, "text"])
def test_python_refuses_an_unknown_key_whatever_its_value(value: object) -> None:
    with pytest.raises(ValidationError, match="nope"):
        Claim.model_validate({"id": "c", "text": "T", "quote": "Q", "nope": value})
    with pytest.raises(ValidationError, match="nope"):
        Source.model_validate({"id": "s", "text": "T", "nope": value})
    with pytest.raises(ValidationError, match="nope"):
        ArgumentMap().claim("Buses help", nope=value)


def test_none_leaves_a_known_field_out_when_a_statement_is_added() -> None:
    assert ArgumentMap().claim("Buses help", quote=None, tags=None).anchors == ()


def test_an_unknown_key_hides_no_misspelt_quote() -> None:
    text = "claims: [{id: c, source: s, quoet: Q}]"
    assert only(text) == "1:29 a claim has no key `quoet` (did you mean `quote`?)"


@pytest.mark.parametrize(
    ("key", "meant"),
    [("Quote", "quote"), ("TEXT", "text"), ('"id "', "id"), ("suports", "supports")],
)
def test_the_key_that_was_probably_meant_is_named(key: str, meant: str) -> None:
    assert f"(did you mean `{meant}`?" in only(f"claims:\n- id: c\n  text: T\n  {key}: x\n")


def test_a_key_with_a_line_end_is_shown_on_one_line() -> None:
    assert "has no key `a\\nb`" in only('claims: [{id: c, text: T, "a\\nb": 1}]')


def test_an_edit_of_an_unknown_key_has_no_place() -> None:
    m = ArgumentMap(claims=[Claim(id="c", quote="Q")])
    for route in (("claims", 0, "nope"), ("claims", 0, "anchors", 0, "nope")):
        with pytest.raises(MapFileError, match="has no place in the map"):
            apply_edits(m, [Edit(route, None)])
    assert apply_edits(m, [Edit(("claims", 0, "note"), None)]) == m


# Plain values that end at a comma

CUT = "{id: help, quote: Buses help, in winter, the poor}"


def test_a_quote_cut_at_a_comma_is_told_once_and_how_to_write_it() -> None:
    assert only(f"claims:\n  - {CUT}\n") == (
        "2:35 a claim has no key `in winter` (the value of `quote` ends at the comma: put it in "
        'quotation marks, `quote: "Buses help, in winter, the poor"`)'
    )


def test_what_is_told_to_be_written_reads_as_it_was_meant() -> None:
    text = 'claims: [{id: help, quote: "Buses help, in winter, the poor"}]'
    assert loads(text).claims[0].wording == "Buses help, in winter, the poor"


def test_the_reader_that_only_looks_refuses_a_cut_quote_too(tmp_path: Path) -> None:
    path = tmp_path / "m.argmap.yaml"
    path.write_text(f"claims:\n  - {CUT}\n", encoding="utf-8")
    with pytest.raises(MapFileError, match="has no key `in winter`") as raised:
        load(path)
    assert "quotation marks" in str(raised.value.help)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (
            "{id: c, anchors: [{quote: Yes, we agree}]}",
            ("1:41 an anchor has no key `we agree` (the value of `quote` ends at the comma: put it "
            'in quotation marks, `quote: "Yes, we agree"`)'),
        ),
        (
            "{id: c, quote: 'Q', supports: a, b, text: T}",
            ("1:43 a claim has no key `b` (the value of `supports` ends at the comma: write a "
            "list, `supports: [a, b]`)"),
        ),
        (
            "{id: c, text: They set rules, limits}",
            ("1:40 `limits` has no value (write one, write `null`, or remove the key; otherwise, "
            "the value of `text` ends at the comma: put it in quotation marks, "
            '`text: "They set rules, limits"`)'),
        ),
        (
            "{id: c, text: They set rules, limits, and more}",
            ("1:40 `limits` has no value (write one, write `null`, or remove the key; otherwise, "
            "the value of `text` ends at the comma: put it in quotation marks, "
            '`text: "They set rules, limits, and more"`)'),
        ),
        (
            "{id: c, text: T, implict}",
            ("1:27 a claim has no key `implict` (did you mean `implicit`? Otherwise, the value of "
            '`text` ends at the comma: put it in quotation marks, `text: "T, implict"`)'),
        ),
        (
            "{id: c, quote: Buses help, he said: no}",
            ("1:37 a claim has no key `he said` (put other keys under `meta`; if it belongs to the "
            "value of `quote`, put that in quotation marks: a plain value ends at the comma)"),
        ),
        (
            "{id: c, quote: 'Buses help', in winter}",
            "1:39 a claim has no key `in winter` (put other keys under `meta`)",
        ),
        (
            '{id: c, quote: He said "no", twice}',
            ("1:39 a claim has no key `twice` (the value of `quote` ends at the comma: put it in "
            """quotation marks, `quote: 'He said "no", twice'`)"""),
        ),
        (
            "{id: c, quote: Buses help,\n  in winter,\n  the poor}",
            ("2:3 a claim has no key `in winter` (the value of `quote` ends at the comma: put it "
            'in quotation marks, `quote: "Buses help, in winter, the poor"`)'),
        ),
        (
            f"{{id: c, quote: {'Buses help ' * 9}, they say}}",
            ("1:126 a claim has no key `they say` (the value of `quote` ends at the comma: put it "
            "in quotation marks)"),
        ),
        ("{limits, id: c, text: T}",
            "1:11 `limits` has no value (write one, write `null`, or remove the key)"),
    ],
)  # fmt: skip
def test_a_value_that_a_comma_cut_is_told_with_what_was_meant(record: str, message: str) -> None:
    assert only(f"claims: [{record}]") == message


def test_a_title_that_a_comma_cut_is_told() -> None:
    assert '`title: "Buses, trams"`' in only("{title: Buses, trams, claims: []}")
    assert "1:16 `claims` has no value" in only("{title: Buses, claims}")


def test_json_knows_no_plain_values() -> None:
    assert told('{"claims": [{"id": "c", "text": "T", "xyzzy": null}]}') == [
        "1:38 a claim has no key `xyzzy` (put other keys under `meta`)"
    ]


# Values that are not there


@pytest.mark.parametrize(
    "key", [key for key in known_keys(Reason) if key not in ("id", "text", "supports")]
)
def test_a_key_of_a_statement_without_a_value_is_told(key: str) -> None:
    for text in (
        f"reasons:\n- id: c\n  {key}:\n  text: T\n  supports: a\n",
        f"reasons:\n- id: c\n  text: T\n  supports: a\n  {key}: # a remark\n",
        f"reasons: [{{id: c, text: T, supports: a, {key}: }}]",
    ):
        message = only(text)
        assert f" `{key}` has no value (write one, write `null`, or remove the key)" in message
        assert parse_map(text).broken_ids == {"c"}
    assert loads(f"reasons: [{{id: c, text: T, supports: a, {key}: null}}]").reasons


@pytest.mark.parametrize("key", ["id", "text", "supports"])
def test_a_needed_key_without_a_value_is_told_once(key: str) -> None:
    fields = {"id": "c", "text": "T", "supports": "a", key: ""}
    lines = [f"{name}: {value}".rstrip() for name, value in fields.items()]
    assert f"`{key}` has no value" in only("reasons:\n- " + "\n  ".join(lines))


@pytest.mark.parametrize("key", [key for key in known_keys(Source) if key not in ("id", "text")])
def test_a_key_of_a_source_without_a_value_is_told(key: str) -> None:
    assert f"`{key}` has no value" in only(f"sources:\n- id: s\n  text: T\n  {key}:\n")


@pytest.mark.parametrize("key", [key for key in known_keys(Anchor) if key != "quote"])
def test_a_key_of_an_anchor_without_a_value_is_told(key: str) -> None:
    text = f"claims:\n- id: c\n  anchors:\n  - quote: Q\n    {key}:\n"
    assert f"5:5 `{key}` has no value" in only(text)


@pytest.mark.parametrize("key", ["title", "argmap", "meta"])
def test_a_key_of_the_map_without_a_value_is_told(key: str) -> None:
    assert only(f"{key}:\nclaims: []\n").startswith(f"1:1 `{key}` has no value")
    assert loads(f"{key}: null\n") == ArgumentMap()


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_may_wait_for_its_records(section: str) -> None:
    for text in (f"{section}:\n", f"{section}: # none yet\n", f"{section}: []", f"{section}: null"):
        assert loads(text) == ArgumentMap()


def test_what_is_under_meta_is_kept_without_a_value_too() -> None:
    assert loads("meta:\n  a:\n  b: null\n").meta == {"a": None, "b": None}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("claims:\n-\n- {id: c, text: T}\n", "2:2 this must be a mapping of keys and values"),
        ("claims: [null]", "1:10 this must be a mapping of keys and values"),
        ("claims: [{}]", "1:10 the claim has no `id`"),
        ("claims: [{id: c, anchors: [{}]}]", "1:28 the anchor has no `quote`"),
        ("claims: [{id: c, anchors: [null]}]", "1:28 `anchors` must be a mapping"),
        ("claims: [{id: c, anchors: []}]", "1:15 a statement needs a `text`, a `quote` or both"),
        ("claims: [{id: c, anchors: null}]", "1:15 a statement needs a `text`, a `quote` or both"),
        ("claims: [{id: c, text: T, spans: []}]", "1:15 `spans` needs a `quote`"),
        ("claims: [{id: c, text: T, source: s}]", "1:15 `source` needs a `quote`"),
        ("claims: [{id: c, text: T, quote: null, prefix: p}]", "1:15 `prefix` needs a `quote`"),
        ("claims: [{id: c, text: T, tags: [a, null]}]", "1:37 `tags` must be text"),
        ("claims: [{id: c, text: T, tags: [a, '']}]", ""),
        ("claims: [{id: c, text: T, supports: [a, ~]}]", "1:41 `supports` must be text"),
        (
            "reasons: [{id: c, text: T, supports: []}]",
            "1:16 reason 'c' has no `supports`: name what it is",
        ),
        ("sources: [{id: s, text: null}]", "1:16 a source needs either a `path` or a `text`"),
    ],
)
def test_what_is_empty_in_a_list_or_leaves_a_record_empty_is_told(text: str, message: str) -> None:
    found = told(text)
    assert [one.startswith(message) for one in found] == ([True] if message else [])


def test_null_shorthand_goes_with_anchors_in_file_and_model_alike() -> None:
    data = {"id": "c", "quote": None, "span": None, "anchors": [{"quote": "Q"}]}
    assert Claim.model_validate(data) == loads(json.dumps({"claims": [data]})).claims[0]


# Values that end at a comment


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            "quote: #MeToo changed it",
            ("4:3 `quote` has no value (`#` starts a comment: put a value that starts with it in "
            "quotation marks)"),
        ),
        (
            "quote: Route #5 is best",
            ("4:10 the value of `quote` ends before `#5`, which starts a comment (put the value in "
            "quotation marks, or a space after the `#`)"),
        ),
        (
            "tags:\n  - buses\n  - Route #5",
            ("6:5 the value of `tags` ends before `#5`, which starts a comment (put the value in "
            "quotation marks, or a space after the `#`)"),
        ),
        (
            "quote: Buses\n    help #MeToo",
            ("4:10 the value of `quote` ends before `#MeToo`, which starts a comment (put the "
            "value in quotation marks, or a space after the `#`)"),
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_words_that_yaml_takes_for_a_comment_are_told(
    lines: str, message: str, line_end: str
) -> None:
    text = f"claims:\n- id: c\n  text: T\n  {lines}\n  note: N\n"
    assert only(text.replace("\n", line_end)) == message


@pytest.mark.parametrize(
    "value",
    ["Buses # help", "Buses  # 5", "Buses #", "Buses#5", "'Buses #5'", '"Buses" #5',
     "Buses #argmap: ignore[AM301]", "Buses ## 5", "|  #5\n    Buses"],
)  # fmt: skip
def test_a_comment_that_looks_like_one_is_one(value: str) -> None:
    assert loads(f"claims:\n- id: c\n  text: {value}\n").claims[0].wording.startswith("Buses")


def test_a_title_that_is_taken_for_a_comment_is_told() -> None:
    assert only("title: #MeToo\n").startswith("1:1 `title` has no value (`#` starts a comment")
