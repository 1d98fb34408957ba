"""Maps as five tables: statements, relations, spans, sources and maps.

They are rows, tables of pandas and Arrow, and files of Parquet and JSON Lines, out of which the
maps can be read again.
"""

from __future__ import annotations

from argmap.tabular.columns import COLUMNS, Column, Tables
from argmap.tabular.frames import to_arrow, to_pandas
from argmap.tabular.rebuilding import map_of
from argmap.tabular.rows import rows_of

__all__ = ["COLUMNS", "Column", "Tables", "map_of", "rows_of", "to_arrow", "to_pandas"]
