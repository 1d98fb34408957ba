"""Maps read again from the Parquet and JSON Lines that they were written to."""

from __future__ import annotations

import json
import os
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.errors import ArgmapError, MapFileError
from argmap.extras import imported
from argmap.mapfile.opening import unreadable
from argmap.protocols import is_remote
from argmap.regularfile import file_size_limit, open_regular_file, too_large
from argmap.tabular.columns import PARTS, Tables
from argmap.tabular.record import map_of_record
from argmap.tabular.writing import LINES, PARQUET, table_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from argmap.model import ArgumentMap
    from argmap.tabular.columns import Row

_TOGETHER = 16
"""How many maps of a Parquet file are in memory at a time."""
_ROWS_TOGETHER = 1024
_LARGE = ("sources",)
"""The tables whose rows are large."""


def read_tables(path: str | os.PathLike[str]) -> Iterator[ArgumentMap]:
    """Yield the maps that were written as tables, in their order, equal to what they were.

    ``path`` is a Parquet file, a file of JSON Lines or a folder, as :func:`write_tables` and
    `argmap corpus` write them; it may have a name such as ``s3://bucket/corpus.parquet``. Only a
    few maps are in memory at a time. The texts of sources are those in the tables: no other file
    is read. Raises MapFileError if it cannot be read or holds something else, and ExtraMissing if
    pyarrow, or what reads remote files, is needed and not installed.
    """
    for number, record in enumerate(records_in(path), 1):
        yield map_of_record(record, f"{path}:{number}")


def records_in(path: str | os.PathLike[str]) -> Iterator[Any]:
    """Yield the records of the maps in a file or folder; raise as :func:`read_tables` does."""
    is_far = is_remote(str(path))
    if Path(path).is_dir() or (is_far and not Path(path).suffix):
        return _of_folder(path)
    if Path(path).suffix.lower() == PARQUET:
        return _of_file(path)
    if Path(path).suffix.lower() in LINES:
        return _of_lines(path)
    raise MapFileError(
        "this is not a file of maps as tables",
        where=str(path),
        help="expected NAME.parquet, NAME.jsonl, or a folder with one Parquet file per table",
    )


def _opened(stack: ExitStack, path: str | os.PathLike[str]) -> BinaryIO:
    if is_remote(str(path)):
        from argmap.remotefile import open_remote  # noqa: PLC0415 -- few tables are remote

        return stack.enter_context(open_remote(str(path)))
    try:
        return stack.enter_context(os.fdopen(open_regular_file(path), "rb"))
    except (OSError, ValueError) as error:
        raise unreadable(error, str(path)) from error


def _of_lines(path: str | os.PathLike[str]) -> Iterator[Any]:
    with ExitStack() as stack:
        file = _opened(stack, path)
        lines = iter(lambda: file.readline(file_size_limit() + 1), b"")
        for number, line in enumerate(lines, 1):
            if line.isspace():
                continue
            if len(line) > file_size_limit():
                reached = too_large()
                raise MapFileError(
                    f"the line cannot be read: {reached.strerror}",
                    where=f"{path}:{number}",
                    help=reached.help,
                )
            try:
                yield json.loads(line)
            except (ValueError, RecursionError) as error:
                raise MapFileError(
                    f"this line is not valid JSON: {error}", where=f"{path}:{number}"
                ) from error


def _of_file(path: str | os.PathLike[str]) -> Iterator[Any]:
    with ExitStack() as stack:
        yield from _rows(stack, path, _TOGETHER, needed=("map", *PARTS))


def _of_folder(folder: str | os.PathLike[str]) -> Iterator[Any]:
    """Yield the records of a folder, whose tables have their maps in the same order."""
    with ExitStack() as stack:
        paths = {name: table_in(folder, name) for name in Tables._fields}
        rows = {
            name: _rows(stack, place, _TOGETHER if name in _LARGE else _ROWS_TOGETHER)
            for name, place in paths.items()
        }
        parts = {name: _Parts(rows[name], paths[name]) for name in PARTS}
        for head in rows["maps"]:
            yield {**head, **{name: part.of(head.get("map")) for name, part in parts.items()}}
        for part in parts.values():
            part.refuse_more()


class _Parts:
    """The rows of a table, given out map by map."""

    def __init__(self, rows: Iterator[Row], path: str) -> None:
        self._groups = groupby(rows, key=lambda row: row.get("map"))
        self._path = path
        self._next = self._following()

    def _following(self) -> tuple[Any, list[Row]] | None:
        for key, rows in self._groups:
            return key, list(rows)
        return None

    def of(self, key: Any) -> list[Row]:
        """Return the rows of a map, which are the next ones if it has any."""
        if self._next is None or self._next[0] != key:
            return []
        rows = self._next[1]
        self._next = self._following()
        return rows

    def refuse_more(self) -> None:
        """Raise MapFileError if there are rows of other maps."""
        if self._next is not None:
            raise MapFileError(
                f"there is no map {self._next[0]!r} in the table of maps, or not at this place",
                where=self._path,
                help="all tables need the same maps in the same order",
            )


def _rows(
    stack: ExitStack,
    path: str | os.PathLike[str],
    together: int,
    needed: tuple[str, ...] = ("map",),
) -> Iterator[Row]:
    """Yield the rows of a Parquet file with the needed columns, a few in memory at a time."""
    arrow = imported("pyarrow", extra="arrow")
    parquet = imported("pyarrow.parquet", extra="arrow")
    file = _opened(stack, path)
    try:
        opened = parquet.ParquetFile(file)
        _check_columns(opened.schema_arrow.names, needed, str(path))
        for batch in opened.iter_batches(batch_size=together):
            yield from batch.to_pylist()
    except ArgmapError:
        raise
    except Exception as error:
        # Each remote file system has errors of its own.
        if not isinstance(error, (arrow.ArrowException, OSError)) and not is_remote(str(path)):
            raise
        cause = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise MapFileError(f"this Parquet file cannot be read: {cause}", where=str(path)) from error


def _check_columns(names: list[str], needed: tuple[str, ...], path: str) -> None:
    """Raise MapFileError unless a Parquet file has the needed columns."""
    if not set(needed) <= set(names):
        raise MapFileError(
            "these are not maps that `argmap corpus` wrote",
            where=path,
            help=f"expected the columns {', '.join(needed)}; for one Parquet file per table, "
            "give their folder",
        )
