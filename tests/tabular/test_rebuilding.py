"""A map comes back from its rows with nothing lost."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap as am
from argmap.errors import MapFileError
from argmap.model import Anchor, ArgumentMap, Claim, Reason
from argmap.originals.original import Original
from argmap.source import Source
from argmap.tabular import Tables, map_of, rows_of
from argmap.tabular.record import map_of_record, record_of
from argmap.text import Span
from tests.strategies import maps, optional, texts

if TYPE_CHECKING:
    from pathlib import Path

ORIGINAL = Original(path="talk.srt", sha256="0" * 64, extractor="subtitles 1")


def refused(error: object) -> None:
    raise AssertionError(error)


@given(maps(), st.data())
def test_a_map_comes_back_equal(map: ArgumentMap, data: st.DataObject) -> None:
    map.sources = [
        source.model_copy(
            update={
                "ignore": data.draw(st.sampled_from(((), ((0, 2),), ((0, 1), (2, 5))))),
                "author": data.draw(optional(texts())),
                "sha256": data.draw(st.sampled_from((None, source.digest))),
                "original": data.draw(st.sampled_from((None, ORIGINAL))),
            }
        )
        for source in map.sources
    ]
    again = map_of(rows_of(map, refused), "here")
    assert again == map
    assert again.ids == map.ids
    assert [source.text for source in again.sources] == [source.text for source in map.sources]


@given(maps(min_size=2), st.randoms())
def test_rows_in_another_order_make_the_same_map(map: ArgumentMap, random: object) -> None:
    rows = rows_of(map, refused)
    for table in rows:
        random.shuffle(table)  # type: ignore[attr-defined]  # Hypothesis' Random
    assert map_of(rows, "here") == map


def test_what_leads_nowhere_comes_back_as_it_was() -> None:
    map = ArgumentMap(
        sources=[Source(id="a", text="x"), Source(id="b", text="y")],
        claims=[
            Claim(
                id="c",
                joint="alone",
                anchors=[
                    Anchor(quote="a … b", source="gone"),
                    Anchor(quote="a … b … ", spans=[(4, 9)]),
                    Anchor(quote="…", spans=[Span(0, 1), Span(0, 1)]),
                ],
            )
        ],
        reasons=[Reason(id="r", text="So", supports=["c", "c", "gone"], undercuts=["c", "r->c"])],
    )
    assert map_of(rows_of(map, refused), "here") == map


def test_a_map_knows_again_what_it_was_read_from() -> None:
    map = am.load("examples/russia-myanmar/russia-myanmar.argmap.yaml")
    again = map_of(rows_of(map, refused), "here")
    assert (again, again.name, again.path) == (map, map.name, map.path)


def test_a_source_in_a_file_has_the_text_it_had_and_reads_no_file(tmp_path: Path) -> None:
    (tmp_path / "bus.txt").write_bytes(b"\xef\xbb\xbfBuses help.\r\n")
    (tmp_path / "m.argmap.yaml").write_text(
        "sources: [{id: s, path: bus.txt}]\nclaims: [{id: c, quote: Buses help}]\n"
    )
    map = am.load(tmp_path / "m.argmap.yaml")
    rows = rows_of(map, refused)
    (tmp_path / "bus.txt").unlink()
    again = map_of(rows, "here")
    assert again == map
    assert again.sources[0].text == "\ufeffBuses help.\r\n"
    assert pickle.loads(pickle.dumps(again)).sources[0].text == again.sources[0].text  # noqa: S301 -- ours
    assert again.sources[0].relative_to(tmp_path / "b").text == again.sources[0].text


def test_a_source_from_rows_reads_no_file_of_this_computer() -> None:
    rows = rows_of(am.load("examples/russia-myanmar/russia-myanmar.argmap.yaml"), refused)
    rows.sources[0]["text"] = None
    source = map_of(rows, "here").sources[0]
    assert source.location.is_file()
    with pytest.raises(am.errors.SourceError):
        source.text  # noqa: B018 -- it raises


@pytest.mark.parametrize(
    ("table", "column", "value", "said"),
    [
        ("statements", "kind", "rant", "rant"),
        ("statements", "strength", 2.0, "strength"),
        ("statements", "order", None, "not supported"),
        ("spans", "statement", "gone", "no statement has the id 'gone'"),
        ("relations", "statement", "gone", "no statement has the id 'gone'"),
        ("maps", "meta", "{", "these rows do not make a map"),
        ("sources", "ignore", "[[5, 2]]", "must end after its start"),
    ],
)
def test_rows_that_make_no_map_are_refused(
    table: str, column: str, value: object, said: str
) -> None:
    map = ArgumentMap(sources=[Source(id="s", text="Buses help. They run.")])
    map.reason("They run", quote="They run", supports=map.claim("Buses help", quote="Buses help"))
    rows = rows_of(map, refused)
    getattr(rows, table)[0][column] = value
    with pytest.raises(MapFileError, match=said) as caught:
        map_of(rows, "corpus.jsonl:1")
    assert caught.value.where == "corpus.jsonl:1"


@pytest.mark.parametrize("table", Tables._fields)
def test_a_column_that_is_missing_is_named(table: str) -> None:
    map = ArgumentMap(sources=[Source(id="s", text="Buses help. They run.")])
    map.reason("They run", quote="They run", supports=map.claim("Buses help", quote="Buses help"))
    rows = rows_of(map, refused)
    column = {"relations": "reference", "spans": "names_source"}.get(table, "meta")
    column = "ignore" if table == "sources" else column
    del getattr(rows, table)[0][column]
    with pytest.raises(MapFileError, match=f"the table of {table} has no column `{column}`"):
        map_of(rows, "here")


@pytest.mark.parametrize(
    ("table", "column", "value", "said"),
    [
        ("statements", "kind", "rant", "rant"),
        ("statements", "meta", "{", "these rows do not make a map"),
        ("relations", "statement", "gone", "no statement has the id 'gone'"),
    ],
)
def test_a_record_that_makes_no_map_is_not_said_to_lack_a_column(
    table: str, column: str, value: object, said: str
) -> None:
    map = ArgumentMap()
    map.reason("They run", supports=map.claim("Buses help"))
    record = record_of(rows_of(map, refused))
    record[table][0][column] = value
    with pytest.raises(MapFileError, match=said) as caught:
        map_of_record(record, "corpus.jsonl:1")
    assert "no column" not in str(caught.value)
