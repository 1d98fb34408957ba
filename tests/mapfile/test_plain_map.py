"""A map that is only looked at says the same as one that is read in full, or is read in full."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argmap.drawing import draw, fold, split_by_question, to_outline
from argmap.errors import MapFileError, UsageError
from argmap.graph import Graph
from argmap.mapfile import dumps, load, loads, parse_map, read_map_to_look_at, to_data
from argmap.mapfile.plain_map import PlainAnchor, PlainMap, PlainStatement, as_plain_map
from argmap.model import RELATIONS, Anchor, Statement
from tests.mapfile.layouts import yaml_files
from tests.strategies import maps, texts

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from argmap.model import ArgumentMap
    from argmap.model.statement import Record

ROOT = Path(__file__).parents[2]
WRITTEN = [*ROOT.glob("docs/gallery/*.yaml"), *ROOT.glob("examples/*/*.yaml")]
EXAMPLE = ROOT / "examples/russia-myanmar/russia-myanmar.argmap.yaml"
SECTIONS = ("questions", "claims", "reasons", "caveats")
PLAIN = """\
# A map as people write it.
argmap: 1
title: Buses: a map

sources:
  - id: talk
    path: talk.txt
    sha256: 0000000000000000000000000000000000000000000000000000000000000000
    ignore: [[0, 184], [186, 328]]
claims:
  - id: help
    text: "Buses help: they do"
    quote: Buses … help
    spans: [[0, 5], [9, 13]]
reasons:
- id: many
  supports: [help]
  implicit: true
  text: 'They carry #many'
  tags: [a b, c]
  # What follows was said twice.
  anchors:
    - quote: They carry many
      span: [20, 35]
    - {quote: and many more, span: [40, 53]}
    - {quote: "They, too", spans: [[1, 2], [3, 5]], prefix: 'so: ', suffix: a-b }
""".replace("Buses: a", "Buses, a")
PIECES = st.sampled_from(
    ("claims:", "reasons:", "sources:", "argmap: 1", "title: ", "\n", "\n  - ", "\n    ", "\n- ",
     "\n  ", "id: ", "text: ", "quote: ", "span: ", "spans: ", "[", "]", "[0, 3]", "[[0, 1]]",
     "{", "}", ", ", "0", "1", "-", " ", "'", '"', "#", " #", ": ", "anchors:", "meta:", "null",
     "~", "supports: ", "undercuts: ", "a->b", "a", "b", "implicit: ", "true", "path: ", "|", ">",
     "&a", "*a", "!a", "?", "---", "...", "\\", "\t", "\r", "\u00a0", "\u2028", "\ufeff", "é", "😀")
)  # fmt: skip


def fields(record: Record | object, model: type[Record]) -> dict[str, object]:
    found = {name: getattr(record, name) for name in model.model_fields}
    if "anchors" in found:
        found["anchors"] = [fields(anchor, Anchor) for anchor in record.anchors]  # type: ignore[attr-defined]
    return found


def assert_same(plain: ArgumentMap, whole: ArgumentMap) -> None:
    assert plain.title == whole.title
    assert [source.id for source in plain.sources] == [source.id for source in whole.sources]
    assert [one.ignore for one in plain.sources] == [one.ignore for one in whole.sources]
    for section in SECTIONS:
        ours, theirs = getattr(plain, section), getattr(whole, section)
        assert [one.kind for one in ours] == [one.kind for one in theirs]
        assert [fields(one, Statement) for one in ours] == [
            fields(one, Statement) for one in theirs
        ]
        assert [one.wording for one in ours] == [one.wording for one in theirs]
        assert [[*one.references] for one in ours] == [[*one.references] for one in theirs]
    assert [one.id for one in plain.statements] == [one.id for one in whole.statements]


def assert_says_what_it_says(text: str) -> None:
    """See that a text, if it is taken for plain, is a whole map and says just that."""
    plain = as_plain_map(text)
    if plain is not None:
        file = parse_map(text)
        assert file.problems == ()
        assert_same(plain, file.map)


@st.composite
def ordinary_maps(draw: DrawFn) -> ArgumentMap:
    """Maps of any structure in the words of people: letters and what stands between them."""
    data = to_data(draw(maps()))
    words = st.text("abc é’“,.;:!?&#-'\"[{", min_size=1, max_size=12)

    def plain(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            kept = {name: plain(each, name) for name, each in value.items() if name != "meta"}
            return kept | {"text": "a" + kept["text"]} if "text" in kept else kept
        if isinstance(value, list):
            return [plain(each, key) for each in value]
        if key in ("id", "source", "argmap", *RELATIONS) or not isinstance(value, str):
            return value
        return f"a{draw(words)}"

    for source in data.get("sources", []):
        source["path"] = source.pop("text")
    return loads(json.dumps(plain(data)), syntax="json")


@given(st.data())
def test_a_file_that_is_plainly_written_says_what_it_says_in_full(data: st.DataObject) -> None:
    map = data.draw(maps() | ordinary_maps())
    assert_says_what_it_says(data.draw(yaml_files(map)).text)


@given(maps() | ordinary_maps())
def test_a_map_that_argmap_writes_says_what_it_says_in_full(map: ArgumentMap) -> None:
    assert_says_what_it_says(dumps(map))


@given(st.lists(PIECES, max_size=30).map("".join))
@example("claims:\n  - id: a\n    text: b\n     c: d")
@example("claims:\n  - id: a\n    text: [" + "[" * 5000)
@example("claims:\n  - id: a\n    text: b\n    span: [" + "9" * 5000 + "]")
def test_nothing_is_taken_for_a_plain_map_that_is_none(text: str) -> None:
    assert_says_what_it_says(text)


@given(st.data())
def test_no_slip_of_the_pen_is_overlooked(data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from((PLAIN, EXAMPLE.read_text("utf-8")))).split("\n")[:60]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        place = data.draw(st.integers(0, len(line)))
        until = data.draw(st.integers(place, min(len(line), place + 3)))
        change = data.draw(PIECES | texts(max_size=2))
        kind = data.draw(st.sampled_from(("change", "change", "remove", "repeat", "move")))
        if kind == "change":
            lines[at] = line[:place] + change + line[until:]
        elif kind == "remove" and len(lines) > 1:
            del lines[at]
        elif kind == "repeat":
            lines.insert(data.draw(st.integers(0, len(lines))), line)
        else:
            lines[at] = data.draw(st.sampled_from((" ", "  ", "    "))) + line
    assert_says_what_it_says("\n".join(lines))


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_maps_as_people_write_them_are_plain(path: Path) -> None:
    plain = read_map_to_look_at(path)
    assert isinstance(plain, PlainMap)
    assert_same(plain, load(path))


def test_every_way_of_writing_that_is_plain_is_read() -> None:
    plain = as_plain_map(PLAIN)
    assert plain is not None
    assert_same(plain, parse_map(PLAIN).whole_map())
    assert as_plain_map("claims:\n  - id: c\n    text: Buses help\n") is not None


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_the_picture_of_a_plain_map_is_the_same(path: Path) -> None:
    plain, whole = read_map_to_look_at(path), load(path)
    assert to_outline(plain) == to_outline(whole)
    assert draw(plain, depth=0) == draw(whole, depth=0)


def test_folded_and_split_a_plain_map_is_the_same() -> None:
    plain, whole = Graph(read_map_to_look_at(EXAMPLE)), Graph(load(EXAMPLE))
    for part in ({"depth": 1}, {"focus": "buyer"}, {"collapse": ["embrace"]}):
        assert_same(fold(plain, **part).graph.map, fold(whole, **part).graph.map)  # type: ignore[arg-type]
        assert fold(plain, **part).folded == fold(whole, **part).folded  # type: ignore[arg-type]
    ours, theirs = split_by_question(plain), split_by_question(whole)
    assert ours.keys() == theirs.keys()
    for question in ours:
        assert_same(ours[question], theirs[question])


def test_whatever_else_is_asked_of_a_plain_map_is_answered() -> None:
    plain, whole = read_map_to_look_at(EXAMPLE), load(EXAMPLE)
    assert plain.model_dump() == whole.model_dump()
    assert "embrace" in plain
    assert plain["embrace"].text == whole["embrace"].text
    assert plain.sources[0].text == whole.sources[0].text
    assert plain.source("interview") == whole.source("interview")
    with pytest.raises(UsageError, match="no statement 'embrac'") as caught:
        plain["embrac"]
    assert caught.value.help == "did you mean 'embrace'?"
    part = fold(Graph(plain), depth=1).graph.map
    assert part.model_dump() == fold(Graph(whole), depth=1).graph.map.model_dump()


@pytest.mark.parametrize("text", ["", "claims: 3\n", "claims:\n  - id: a b\n    text: c\n", "{"])
def test_what_is_wrong_with_a_file_is_told_as_ever(tmp_path: Path, text: str) -> None:
    path = tmp_path / "m.argmap.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MapFileError) as expected:
        load(path)
    with pytest.raises(MapFileError, match=f"^{re.escape(str(expected.value))}$") as caught:
        read_map_to_look_at(path)
    assert caught.value.help == expected.value.help


def test_a_json_file_is_looked_at_too(tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    path.write_text(dumps(load(EXAMPLE), syntax="json"), encoding="utf-8")
    assert_same(read_map_to_look_at(path), load(path))


def test_plain_records_have_the_fields_of_the_models() -> None:
    assert {*PlainStatement._fields} == {"kind", *Statement.model_fields}
    assert {*PlainAnchor._fields} == {*Anchor.model_fields}
