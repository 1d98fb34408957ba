"""A map as three tables, of statements, relations and spans, in pandas or Arrow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from argmap.anchoring import split_fragments
from argmap.extras import imported
from argmap.graph import Graph
from argmap.model import ARROW

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    import pyarrow as pa

    from argmap.model import Anchor, ArgumentMap, Statement
    from argmap.source import Source

T = TypeVar("T")

# The type of each column: both libraries have a type of their own for each, with missing values.
_STATEMENTS = {
    "id": "string",
    "kind": "string",
    "text": "string",
    "speaker": "string",
    "implicit": "boolean",
    "qualifier": "string",
    "strength": "number",
    "credence": "number",
    "scheme": "string",
    "joint": "string",
    "tags": "strings",
    "note": "string",
    "meta": "string",
}
_RELATIONS = {
    "statement": "string",
    "relation": "string",
    "target": "string",
    "attacks": "string",
    "inference": "integer",
}
_SPANS = {
    "statement": "string",
    "anchor": "integer",
    "fragment": "integer",
    "source": "string",
    "start": "integer",
    "end": "integer",
    "quote": "string",
    "prefix": "string",
    "suffix": "string",
}

Rows = list[dict[str, Any]]


class Tables(NamedTuple, Generic[T]):
    """Three tables of a map.

    ``statements`` has a row for each statement: its ``id``, ``kind``, wording as ``text``, and its
    other fields; ``meta`` is JSON. ``relations`` has one for each link: the ``statement`` that has
    the ``relation``, the ``target`` that it ends at, what an undercut ``attacks`` as
    ``premise->target``, and the number of the ``inference``, which joint premises share.
    ``spans`` has one for each fragment of each anchor: the ``statement``, the numbers of
    ``anchor`` and ``fragment``, both from 0, the ``source``, the half-open code points ``start``
    and ``end``, missing in a draft, and the words as ``quote``.
    """

    statements: T
    relations: T
    spans: T


def to_pandas(map: ArgumentMap) -> Tables[pd.DataFrame]:
    """Return a map's statements, relations and spans as DataFrames of pandas; see Tables.

    Columns have pandas' nullable types. Relations that name nothing clear are left out, as
    ``Graph.unresolved`` tells. Raises ExtraMissing where pandas is not installed.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> help = m.claim("Buses help", id="help")
    >>> many = m.reason("They carry many", id="many", supports=help)
    >>> to_pandas(m).relations.iloc[0].to_list()[:3]
    ['many', 'supports', 'help']
    """
    pandas = imported("pandas", extra="pandas")
    types = {
        "string": "string",
        "boolean": "boolean",
        "number": "Float64",
        "integer": "Int64",
        "strings": "object",
    }
    return Tables(
        *(
            pandas.DataFrame(
                {
                    name: pandas.Series([row[name] for row in rows], dtype=types[type])
                    for name, type in columns.items()
                }
            )
            for columns, rows in _tables(map)
        )
    )


def to_arrow(map: ArgumentMap) -> Tables[pa.Table]:
    """Return a map's statements, relations and spans as Tables of Arrow; see Tables.

    Arrow's tables are read as they are by polars, DuckDB, Hugging Face datasets and R, and written
    to Parquet. Relations that name nothing clear are left out, as ``Graph.unresolved`` tells.
    Raises ExtraMissing where pyarrow is not installed.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> help = m.claim("Buses help", id="help")
    >>> to_arrow(m).statements.column("text").to_pylist()
    ['Buses help']
    """
    arrow = imported("pyarrow", extra="arrow")
    types = {
        "string": arrow.string(),
        "boolean": arrow.bool_(),
        "number": arrow.float64(),
        "integer": arrow.int64(),
        "strings": arrow.list_(arrow.string()),
    }
    return Tables(
        *(
            arrow.Table.from_pylist(
                rows, schema=arrow.schema([(name, types[type]) for name, type in columns.items()])
            )
            for columns, rows in _tables(map)
        )
    )


def _tables(map: ArgumentMap) -> Iterator[tuple[dict[str, str], Rows]]:
    graph = Graph(map)
    yield _STATEMENTS, [_statement_row(statement) for statement in graph.statements.values()]
    yield _RELATIONS, list(_relation_rows(graph))
    yield (
        _SPANS,
        [
            row
            for statement in graph.statements.values()
            for number, anchor in enumerate(statement.anchors)
            for row in _span_rows(statement.id, number, anchor, map.known_source_of(anchor))
        ],
    )


def _statement_row(statement: Statement) -> dict[str, Any]:
    row = {name: getattr(statement, name, None) for name in _STATEMENTS}
    row["text"] = statement.wording
    row["tags"] = list(statement.tags)
    row["meta"] = json.dumps(statement.meta, ensure_ascii=False) if statement.meta else None
    return row


def _relation_rows(graph: Graph) -> Iterator[dict[str, Any]]:
    numbers = {inference: number for number, inference in enumerate(graph.inferences)}
    for link in graph.links:
        attacked = graph.attacked_by(link)
        yield {
            "statement": link.origin,
            "relation": link.relation,
            "target": link.target,
            "attacks": attacked and f"{attacked.origin}{ARROW}{attacked.target}",
            "inference": numbers[graph.inference_of(link)],
        }


def _span_rows(
    statement: str, number: int, anchor: Anchor, source: Source | None
) -> Iterator[dict[str, Any]]:
    # A fragment of signs alone is one, too, if the anchor has a span for it.
    fragments = anchor.quote.split(" … ")
    if len(fragments) != len(anchor.spans):
        fragments = [span.cut(anchor.quote) for span in split_fragments(anchor.quote)]
    if len(anchor.spans) < 2 or len(fragments) != len(anchor.spans):  # noqa: PLR2004 -- one span has all
        fragments = [anchor.quote] * max(len(anchor.spans), 1)
    for place, quote in enumerate(fragments):
        start, end = anchor.spans[place] if anchor.spans else (None, None)
        yield {
            "statement": statement,
            "anchor": number,
            "fragment": place,
            "source": anchor.source if source is None else source.id,
            "start": start,
            "end": end,
            "quote": quote,
            "prefix": anchor.prefix,
            "suffix": anchor.suffix,
        }
