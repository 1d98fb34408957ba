"""Maps as tables of pandas and Arrow."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from argmap.errors import TextWarning
from argmap.extras import imported
from argmap.model import ArgumentMap
from argmap.tabular.columns import COLUMNS, Keys, Tables, named_tables
from argmap.tabular.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    import pyarrow as pa

    from argmap.errors import ArgmapError
    from argmap.tabular.columns import Column, Rows


def to_pandas(maps: ArgumentMap | Iterable[ArgumentMap]) -> Tables[pd.DataFrame]:
    """Return a map, or several, as five DataFrames of pandas; see Tables.

    Columns have pandas' nullable types, and every cell can be hashed: tags are tuples. A text that
    cannot be read is missing, with a TextWarning. Raises UsageError if two maps have the same name,
    or two statements or sources of one map the same id, and ExtraMissing if pandas is not
    installed.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> help = m.claim("Buses help", id="help")
    >>> many = m.reason("They carry many", id="many", supports=help)
    >>> to_pandas(m).relations[["statement", "relation", "target"]].iloc[0].to_list()
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

    def series(rows: Rows, column: Column) -> Any:
        cells = [row[column.name] for row in rows]
        if column.type == "strings":
            cells = [tuple(cell) for cell in cells]
        return pandas.Series(cells, dtype=types[column.type])

    return Tables(
        *(
            pandas.DataFrame({column.name: series(rows, column) for column in columns})
            for _, rows, columns in named_tables(_all_rows(maps))
        )
    )


def to_arrow(maps: ArgumentMap | Iterable[ArgumentMap]) -> Tables[pa.Table]:
    """Return a map, or several, as five Tables of Arrow; see Tables.

    Arrow's tables are read as they are by polars, DuckDB, Hugging Face datasets and R, and written
    to Parquet. A text that cannot be read is missing, with a TextWarning. Raises UsageError if two
    maps have the same name, or two statements or sources of one map the same id, and ExtraMissing
    if pyarrow is not installed.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> help = m.claim("Buses help", id="help")
    >>> to_arrow(m).statements.column("text").to_pylist()
    ['Buses help']
    """
    arrow = imported("pyarrow", extra="arrow")
    return Tables(
        *(
            arrow.Table.from_pylist(rows, schema=schema)
            for rows, schema in zip(_all_rows(maps), arrow_schemas(), strict=True)
        )
    )


def arrow_schemas() -> Tables[pa.Schema]:
    """Return the schema of each table; every column has its meaning as ``description``."""
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
            arrow.schema(
                arrow.field(
                    column.name, types[column.type], metadata={"description": column.meaning}
                )
                for column in columns
            )
            for columns in COLUMNS
        )
    )


def _all_rows(maps: ArgumentMap | Iterable[ArgumentMap]) -> Tables[Rows]:
    keys = Keys()
    tables: Tables[Rows] = Tables([], [], [], [], [])
    for map in [maps] if isinstance(maps, ArgumentMap) else maps:
        rows = rows_of(map, warn_of_text)
        keys.add(rows.maps[0]["map"])
        for table, more in zip(tables, rows, strict=True):
            table.extend(more)
    return tables


def warn_of_text(error: ArgmapError) -> None:
    """Issue a TextWarning for a text that could not be read."""
    warnings.warn(TextWarning(f"the table of sources lacks a text: {error}"), stacklevel=5)
