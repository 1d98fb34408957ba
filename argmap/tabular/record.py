"""A map as one record: its row in the table of maps, with the rows of the other tables in it.

This is a line of JSON Lines, and a row of a Parquet file that holds a corpus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.errors import MapFileError
from argmap.tabular.columns import COLUMNS, PARTS, Tables
from argmap.tabular.rebuilding import map_of

if TYPE_CHECKING:
    from argmap.model import ArgumentMap
    from argmap.tabular.columns import Rows

_KEY = "map"


def record_of(rows: Tables[Rows]) -> dict[str, Any]:
    """Return the rows of one map as a record.

    >>> from argmap.model import ArgumentMap
    >>> from argmap.tabular.rows import rows_of
    >>> record = record_of(rows_of(ArgumentMap(title="Buses"), print))
    >>> record["title"], record["statements"]
    ('Buses', [])
    """
    (head,) = rows.maps
    parts = {
        name: [{key: cell for key, cell in row.items() if key != _KEY} for row in listed]
        for name, listed in zip(PARTS, rows, strict=False)
    }
    return {**head, **parts}


def is_record(data: object) -> bool:
    """Tell whether JSON is the record of a map."""
    return isinstance(data, dict) and {_KEY, *PARTS} <= data.keys()


def map_of_record(record: object, where: str) -> ArgumentMap:
    """Return the map of a record; raise MapFileError if it is not one."""
    if not isinstance(record, dict) or not is_record(record):
        raise MapFileError(
            "this is not a map that `argmap corpus` wrote",
            where=where,
            help=f"expected the keys {', '.join((_KEY, *PARTS))}",
        )
    for name in PARTS:
        listed = record[name]
        if not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
            raise MapFileError(
                f"`{name}` is not a list of rows",
                where=where,
                help="`docs/tables.md` lists the columns",
            )
    head = {column.name: record[column.name] for column in COLUMNS.maps if column.name in record}
    statements, relations, spans, sources = (record[name] for name in PARTS)
    return map_of(Tables(statements, relations, spans, sources, [head]), where)
