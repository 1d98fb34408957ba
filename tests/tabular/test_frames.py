"""Maps as tables of pandas and Arrow."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given

import argmap as am
from argmap.errors import ExtraMissing, TextWarning, UsageError
from argmap.graph import Graph
from argmap.model import RELATIONS, Anchor, ArgumentMap, Claim, Reason
from argmap.model.collection import Head
from argmap.source import Source
from argmap.tabular import COLUMNS, Tables, to_arrow, to_pandas
from argmap.text import Span
from tests.formats.invented import bridge
from tests.strategies import maps

if TYPE_CHECKING:
    from pathlib import Path


def test_statements_have_a_row_each_with_what_is_missing_missing() -> None:
    statements = to_pandas(bridge()).statements.set_index("id")
    assert statements.loc["r3", ["kind", "text", "speaker", "strength"]].to_list() == [
        "reason",
        "Weak bridges kill",
        "Ann",
        0.5,
    ]
    assert statements["strength"].isna().sum() == 7
    assert statements["implicit"].dtype == "boolean"
    assert statements["strength"].mean() == 0.5


def test_the_analysts_words_are_apart_from_those_of_the_source() -> None:
    text = Source(id="s", text="We came, we saw.[1] We went.")
    map = ArgumentMap(
        sources=[text],
        claims=[
            Claim(id="quoted", quote="We came, we saw.[1] We went."),
            Claim(id="said", text="They came"),
            Claim(id="both", text="They went", quote="We went."),
        ],
    )
    statements = to_arrow(map).statements.to_pylist()
    assert [(row["text"], row["quote"]) for row in statements] == [
        (None, "We came, we saw. We went."),
        ("They came", None),
        ("They went", "We went."),
    ]


def test_statements_have_their_order_and_their_depth_in_the_outline() -> None:
    statements = to_arrow(bridge()).statements.to_pylist()
    assert [row["order"] for row in statements] == list(range(len(statements)))
    depths = {row["id"]: row["depth"] for row in statements}
    assert (depths["q"], depths["c"], depths["r1"], depths["k1"]) == (0, 1, 2, 3)


def test_joint_premises_share_an_inference_and_undercuts_say_what_they_attack() -> None:
    relations = to_arrow(bridge()).relations.to_pylist()
    by_statement = {row["statement"]: row for row in relations}
    assert by_statement["r1"]["inference"] == by_statement["r2"]["inference"]
    assert by_statement["r1"]["joint"] == by_statement["r2"]["joint"] is not None
    assert by_statement["r3"]["joint"] is None
    assert len({row["inference"] for row in relations}) == len(relations) - 1
    assert by_statement["k1"]["attacks"] == "r1->c"
    assert by_statement["k1"]["target"] == "r1"
    assert by_statement["k2"]["attacks"] == "k1->r1"
    assert by_statement["r3"]["attacks"] is None


def test_a_relation_that_leads_nowhere_has_a_row_that_says_why() -> None:
    map = ArgumentMap(
        claims=[Claim(id="c", text="Buses help")],
        reasons=[Reason(id="r", text="They run", supports=["c", "gone"], undercuts="c")],
    )
    assert [
        (row["reference"], row["target"], row["inference"], row["problem"])
        for row in to_arrow(map).relations.to_pylist()
    ] == [
        ("c", "c", 0, None),
        ("gone", None, None, "unknown statement"),
        ("c", None, None, "no link"),
    ]


def test_spans_have_a_row_for_each_fragment_and_one_for_a_draft() -> None:
    text = Source(id="s", text="We came, we saw, we went.")
    split = Anchor(quote="We came … we went", spans=(Span(0, 7), Span(17, 24)))
    draft = Anchor(quote="we conquered", prefix="and ", source="s")
    map = ArgumentMap(sources=[text], claims=[Claim(id="c", anchors=(split, draft))])
    spans = to_arrow(map).spans.to_pylist()
    assert [(row["anchor"], row["fragment"], row["passage"]) for row in spans] == [
        (0, 0, "We came"),
        (0, 1, "we went"),
        (1, 0, None),
    ]
    assert [(row["source"], row["start"], row["end"]) for row in spans] == [
        ("s", 0, 7),
        ("s", 17, 24),
        ("s", None, None),
    ]
    assert [row["quote"] for row in spans] == [split.quote, split.quote, draft.quote]
    assert [row["names_source"] for row in spans] == [False, False, True]
    assert spans[2]["prefix"] == "and "


def test_a_passage_is_what_the_source_has_there_whatever_the_quote_says() -> None:
    text = Source(id="s", text="We came, we saw.")
    anchor = Anchor(quote="We went", spans=(Span(0, 7),))
    spans = to_arrow(ArgumentMap(sources=[text], claims=[Claim(id="c", anchors=(anchor,))])).spans
    assert spans.column("passage").to_pylist() == ["We came"]


def test_sources_and_maps_have_rows_of_their_own() -> None:
    map = am.load("examples/russia-myanmar/russia-myanmar.argmap.yaml")
    tables = to_arrow(map)
    (source,) = tables.sources.to_pylist()
    assert source["text"] == map.sources[0].text
    assert (source["path"], source["sha256"]) == (map.sources[0].path, map.sources[0].sha256)
    assert json.loads(source["ignore"] or "[]") == [list(span) for span in map.sources[0].ignore]
    (row,) = tables.maps.to_pylist()
    assert row["title"] == "Russia and Myanmar after the coup"
    assert row["map"] == row["name"] == map.name
    assert row["path"] == str(map.path)


def test_rows_of_several_maps_are_joined_by_their_map() -> None:
    first, second = bridge(), bridge()
    first.name, second.name, second.title = "a.yaml", "b.yaml", "Another"
    tables = to_pandas([first, second])
    joined = tables.relations.merge(
        tables.statements, left_on=["map", "statement"], right_on=["map", "id"]
    ).merge(tables.maps, on="map")
    assert len(joined) == len(tables.relations) == 2 * len(to_pandas(first).relations)
    assert set(joined.loc[joined["map"] == "b.yaml", "title"]) == {"Another"}


def test_tables_made_one_by_one_can_be_put_together() -> None:
    other = bridge()
    other.title = "Another"
    keys = [to_pandas(map).maps["map"][0] for map in (bridge(), other)]
    assert len(set(keys)) == 2
    assert keys[0].startswith("sha256:")
    assert keys[0] == to_pandas(bridge()).maps["map"][0]


def test_maps_of_one_name_are_refused() -> None:
    with pytest.raises(UsageError, match="two maps have the same name"):
        to_arrow([bridge(), bridge()])


def test_two_statements_or_sources_of_one_id_are_refused() -> None:
    claim = Claim(id="c", text="Buses help")
    with pytest.raises(UsageError, match="two statements have the id 'c'"):
        to_arrow(ArgumentMap(claims=[claim, claim]))
    source = Source(id="s", text="Buses help")
    with pytest.raises(UsageError, match="two sources have the id 's'"):
        to_arrow(ArgumentMap(sources=[source, source]))


def test_a_span_that_no_table_holds_is_refused() -> None:
    anchor = Anchor(quote="Buses", spans=(Span(0, 2**63),))
    with pytest.raises(UsageError, match="too large for a table"):
        to_arrow(ArgumentMap(claims=[Claim(id="c", anchors=(anchor,))]))


def test_a_text_that_cannot_be_read_is_missing_with_a_warning(tmp_path: Path) -> None:
    map = ArgumentMap(
        sources=[Source(id="s", path=str(tmp_path / "gone.txt"))],
        claims=[Claim(id="c", quote="Buses help", span=(0, 10))],
    )
    with pytest.warns(TextWarning, match=r"gone\.txt"):
        tables = to_arrow(map)
    assert tables.sources.column("text").to_pylist() == [None]
    assert tables.spans.column("passage").to_pylist() == [None]


@given(maps())
def test_tables_say_all_of_statements_links_and_spans(map: ArgumentMap) -> None:
    statements, relations, spans, sources, _ = (table.to_pylist() for table in to_arrow(map))
    for row, statement in zip(statements, map.statements, strict=True):
        assert (row["id"], row["kind"]) == (statement.id, statement.kind)
        assert (row["text"] or row["quote"]) == statement.wording
        for name in ("speaker", "qualifier", "strength", "credence", "scheme", "joint", "note"):
            assert row[name] == getattr(statement, name)
        assert row["implicit"] == statement.implicit
        assert tuple(row["tags"]) == statement.tags
        assert json.loads(row["meta"] or "{}") == statement.meta
    graph = Graph(map)
    assert {(r["relation"], r["statement"], r["target"]) for r in relations} == {
        (link.relation, link.origin, link.target) for link in graph.links
    }
    texts = {row["id"]: row["text"] for row in sources}
    for row in spans:
        assert texts[row["source"]][row["start"] : row["end"]] == row["passage"]
    anchors = [anchor for one in map.statements for anchor in one.anchors]
    assert len(spans) == sum(len(anchor.spans) for anchor in anchors)


@given(maps())
def test_pandas_and_arrow_say_the_same(map: ArgumentMap) -> None:
    for frame, table in zip(to_pandas(map), to_arrow(map), strict=True):
        assert list(frame.columns) == table.column_names
        assert [
            {
                key: None if value is pd.NA else list(value) if key == "tags" else value
                for key, value in row.items()
            }
            for row in frame.to_dict("records")
        ] == table.to_pylist()


@given(maps())
def test_every_cell_of_pandas_can_be_hashed(map: ArgumentMap) -> None:
    for frame in to_pandas(map):
        assert len(frame.drop_duplicates()) == len(frame)


def test_columns_have_the_same_types_in_an_empty_map() -> None:
    empty, full = to_arrow(ArgumentMap()), to_arrow(bridge())
    assert [table.schema for table in empty] == [table.schema for table in full]
    assert [table.num_rows for table in empty] == [0, 0, 0, 0, 1]
    assert [list(frame.dtypes) for frame in to_pandas(ArgumentMap())] == [
        list(frame.dtypes) for frame in to_pandas(bridge())
    ]
    assert isinstance(am.to_arrow(bridge()), Tables)
    assert isinstance(am.to_arrow(bridge()).spans, pa.Table)


def test_every_column_of_arrow_says_what_it_means() -> None:
    for table, columns in zip(to_arrow(ArgumentMap()), COLUMNS, strict=True):
        for field, column in zip(table.schema, columns, strict=True):
            assert field.metadata[b"description"].decode() == column.meaning


def test_every_field_of_a_source_or_statement_has_a_column() -> None:
    columns = {
        name: {column.name for column in columns} for name, columns in COLUMNS._asdict().items()
    }
    assert not Source.model_fields.keys() - columns["sources"]
    assert not Claim.model_fields.keys() - columns["statements"] - {*RELATIONS, "anchors"}
    assert not Anchor.model_fields.keys() - columns["spans"] - {"spans"}
    assert not Head.model_fields.keys() - columns["maps"] - {"argmap"}  # which is `version` there


def test_every_table_has_the_key_of_its_map_first() -> None:
    assert [columns[0].name for columns in COLUMNS] == ["map"] * 5


@pytest.mark.parametrize(("name", "extra"), [("pandas", "pandas"), ("pyarrow", "arrow")])
def test_without_the_extra_one_is_told_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, name: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ExtraMissing, match=f"{name} is not installed: pip install") as caught:
        getattr(am, f"to_{extra}")(ArgumentMap())
    assert caught.value.help == f"pip install 'argmap[{extra}]'"


def test_an_error_that_a_corpus_kept_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "broken.argmap.yaml").write_text("claims: [", encoding="utf-8")
    kept = list(am.corpus(tmp_path, errors="keep"))
    with pytest.raises(UsageError, match=r"this is an error, not a map: .*broken\.argmap\.yaml"):
        am.to_pandas(kept)  # type: ignore[arg-type]
