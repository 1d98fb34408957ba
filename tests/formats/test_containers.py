"""Containers are read in bounded time and memory, and what is wrong is told with its place."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ArgmapError, MapFileError
from argmap.formats import Document
from argmap.mapfile.json_text import json_value
from tests.strategies import json_values

BILLION_LAUGHS = (
    '<?xml version="1.0"?>\n<!DOCTYPE lolz [\n<!ENTITY a "ha">\n'
    + "\n".join(
        f'<!ENTITY {after} "{f"&{before};" * 10}">'
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "\n]>\n<lolz>&i;</lolz>"
)


@given(json_values())
def test_json_is_read_as_it_is(value: object) -> None:
    assert Document(text=json_value(value)).json == value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"a": 1,\n "b": 2, "a": 3}', r":2:10: duplicate key `a`"),
        ('{"a": [{"x": 1, "x": 1}]}', r":1:17: duplicate key `x`"),
        ('{"a": NaN}', r":1:7: this is not valid JSON"),
        ("[1,\n -Infinity]", r":2:2: this is not valid JSON"),
        ("[" * 10_000 + "]" * 10_000, r":1:102: nested more than 100 levels deep"),
        ('{"a":' * 10_000 + "1" + "}" * 10_000, "nested more than 100 levels deep"),
        ("[" * 200 + "]" * 200, r":1:102: nested more than 100 levels deep"),
        ("[1e999]", "this number cannot be stored"),
        ("[" + "9" * 5000 + "]", "this number cannot be stored"),
        ("", "expected a value, but the file ends"),
        ("[1] x", "text after the end"),
    ],
)
def test_json_that_may_not_be_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(MapFileError, match=told):
        Document(text=text).json  # noqa: B018 -- reading is what fails


def test_half_a_surrogate_pair_is_told_and_a_whole_one_is_not() -> None:
    document = Document(text='["\\ud83d", "\\ud83d\\ude00"]')
    assert document.json == ["\ufffd", "😀"]
    assert [loss.kind for loss in document.losses] == ["repaired"]
    document = Document(text='["\\ud83d\\ude00"]')
    assert document.json == ["😀"]
    assert document.losses == []


def test_xml_is_read_with_texts_tails_and_lines() -> None:
    root = Document(
        text='<a x="1">one<b>two</b>\n<c xmlns="urn:n">&amp;<![CDATA[<]]></c>end</a>'
    ).xml
    assert (root.name, root.get("x"), root.get("y"), root.text) == ("a", "1", None, "one")
    assert [(one.name, one.text, one.tail, one.line) for one in root.children] == [
        ("b", "two", "\n", 1),
        ("{urn:n}c", "&<", "end", 2),
    ]
    assert root.children[1].local_name == "c"
    assert [one.name for one in root.walk()] == ["a", "b", "{urn:n}c"]
    assert root.first("b") is root.named("b")[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BILLION_LAUGHS, r":3:\d+: the entity `a` is defined in the file"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "the entity `x`"),
        ('<!DOCTYPE a SYSTEM "a.dtd"><a>\n&x;</a>', r":2:1: the entity `x` is not defined"),
        ("<a>\n<b></a>", r":2:6: this is not well-formed XML: mismatched tag"),
        ("<a>" * 10_000 + "</a>" * 10_000, "nested more than 1000 levels deep"),
        ("<a>\x00</a>", "not well-formed"),
        ("", "no element found"),
        ("<a>", "no element found"),
    ],
)
def test_xml_that_may_not_be_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(MapFileError, match=told):
        Document(text=text).xml  # noqa: B018 -- as above


def test_a_document_type_without_entities_is_allowed() -> None:
    assert Document(text='<!DOCTYPE a SYSTEM "a.dtd"><a>x</a>').xml.text == "x"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: &x [1]\nb: *x", r":1:4: anchors and aliases of YAML"),
        ("a: 1\na: 2", r":2:1: duplicate key `a`"),
        ("[" * 10_000, r"nest(ed more than 100 levels deep|ing depth)"),
        ("a: [", "this is not valid YAML"),
        ("a: .nan", "this number cannot be stored"),
    ],
)
def test_yaml_that_may_not_be_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(MapFileError, match=told):
        Document(text=text).yaml  # noqa: B018 -- as above


def test_yaml_is_read_with_its_types() -> None:
    assert Document(text="a: 1\nb: 'x'\nc: [true, null]").yaml == {
        "a": 1,
        "b": "x",
        "c": [True, None],
    }


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("json", "[" * 1_000_000),
        ("json", '{"a":' * 200_000),
        ("xml", BILLION_LAUGHS),
        ("xml", "<a>" * 300_000),
        ("yaml", "[" * 1_000_000),
        ("yaml", "a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]"),
    ],
)
def test_what_is_refused_takes_little_memory(kind: str, text: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(MapFileError):
            getattr(Document(text=text), kind)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 30 * len(text) + 10_000_000


@given(st.text())
def test_no_text_makes_a_reader_fail_otherwise(text: str) -> None:
    for kind in ("json", "xml", "yaml"):
        try:
            getattr(Document(text=text), kind)
        except ArgmapError as error:
            assert error.where is not None  # noqa: PT017 -- most texts are refused, some are not
