"""Maps as tables of pandas and Arrow."""

from __future__ import annotations

import json
import sys

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given

import argmap as am
from argmap.errors import ExtraMissing
from argmap.formats.tables import Tables, to_arrow, to_pandas
from argmap.graph import Graph
from argmap.model import Anchor, ArgumentMap, Claim
from argmap.source import Source
from argmap.text import Span
from tests.formats.invented import bridge
from tests.strategies import maps


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


def test_joint_premises_share_an_inference_and_undercuts_say_what_they_attack() -> None:
    relations = to_arrow(bridge()).relations.to_pylist()
    by_statement = {row["statement"]: row for row in relations}
    assert by_statement["r1"]["inference"] == by_statement["r2"]["inference"]
    assert len({row["inference"] for row in relations}) == len(relations) - 1
    assert by_statement["k1"]["attacks"] == "r1->c"
    assert by_statement["k1"]["target"] == "r1"
    assert by_statement["k2"]["attacks"] == "k1->r1"
    assert by_statement["r3"]["attacks"] is None


def test_spans_have_a_row_for_each_fragment_and_one_for_a_draft() -> None:
    text = Source(id="s", text="We came, we saw, we went.")
    split = Anchor(quote="We came … we went", spans=(Span(0, 7), Span(17, 24)))
    draft = Anchor(quote="we conquered", prefix="and ")
    map = ArgumentMap(sources=[text], claims=[Claim(id="c", anchors=(split, draft))])
    spans = to_arrow(map).spans.to_pylist()
    assert [(row["anchor"], row["fragment"], row["quote"]) for row in spans] == [
        (0, 0, "We came"),
        (0, 1, "we went"),
        (1, 0, "we conquered"),
    ]
    assert [(row["source"], row["start"], row["end"]) for row in spans] == [
        ("s", 0, 7),
        ("s", 17, 24),
        ("s", None, None),
    ]
    assert spans[2]["prefix"] == "and "


def test_an_ellipsis_of_the_authors_is_no_omission() -> None:
    anchor = Anchor(quote="Well … yes", spans=(Span(0, 10),))
    spans = to_arrow(ArgumentMap(claims=[Claim(id="c", anchors=(anchor,))])).spans
    assert spans.column("quote").to_pylist() == ["Well … yes"]


@given(maps())
def test_tables_say_all_of_statements_links_and_spans(map: ArgumentMap) -> None:
    statements, relations, spans = (table.to_pylist() for table in to_arrow(map))
    for row, statement in zip(statements, map.statements, strict=True):
        assert (row["id"], row["kind"], row["text"]) == (
            statement.id,
            statement.kind,
            statement.wording,
        )
        for name in ("speaker", "qualifier", "strength", "credence", "scheme", "joint", "note"):
            assert row[name] == getattr(statement, name)
        assert row["implicit"] == statement.implicit
        assert tuple(row["tags"]) == statement.tags
        assert json.loads(row["meta"] or "{}") == statement.meta
    graph = Graph(map)
    assert [(r["relation"], r["statement"], r["target"]) for r in relations] == [
        (link.relation, link.origin, link.target) for link in graph.links
    ]
    for row in spans:
        source = map.source(row["source"])
        assert source.text[row["start"] : row["end"]] == row["quote"]
    anchors = [anchor for one in map.statements for anchor in one.anchors]
    assert len(spans) == sum(len(anchor.spans) for anchor in anchors)


@given(maps())
def test_pandas_and_arrow_say_the_same(map: ArgumentMap) -> None:
    for frame, table in zip(to_pandas(map), to_arrow(map), strict=True):
        assert list(frame.columns) == table.column_names
        assert [
            {key: None if value is pd.NA else value for key, value in row.items()}
            for row in frame.to_dict("records")
        ] == table.to_pylist()


def test_columns_have_the_same_types_in_an_empty_map() -> None:
    empty, full = to_arrow(ArgumentMap()), to_arrow(bridge())
    assert [table.schema for table in empty] == [table.schema for table in full]
    assert [table.num_rows for table in empty] == [0, 0, 0]
    assert [list(frame.dtypes) for frame in to_pandas(ArgumentMap())] == [
        list(frame.dtypes) for frame in to_pandas(bridge())
    ]
    assert isinstance(am.to_arrow(bridge()), Tables)
    assert isinstance(am.to_arrow(bridge()).spans, pa.Table)


@pytest.mark.parametrize(("name", "extra"), [("pandas", "pandas"), ("pyarrow", "arrow")])
def test_without_the_extra_one_is_told_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, name: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ExtraMissing, match=f"{name} is not installed: pip install") as caught:
        getattr(am, f"to_{extra}")(ArgumentMap())
    assert caught.value.help == f"pip install 'argmap[{extra}]'"
