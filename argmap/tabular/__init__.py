"""Maps as five tables: statements, relations, spans, sources and maps.

They are rows, tables of pandas and Arrow, and files of Parquet and JSON Lines, out of which the
maps can be read again.
"""

from __future__ import annotations

from argmap.tabular.columns import COLUMNS, Column, Tables
from argmap.tabular.frames import to_arrow, to_pandas
from argmap.tabular.reading import read_tables
from argmap.tabular.rebuilding import map_of
from argmap.tabular.rows import rows_of
from argmap.tabular.writing import open_tables, write_tables

__all__ = [
    "COLUMNS",
    "Column",
    "Tables",
    "map_of",
    "open_tables",
    "read_tables",
    "rows_of",
    "to_arrow",
    "to_pandas",
    "write_tables",
]
