"""Many maps written to Parquet or JSON Lines, a batch of them in memory at a time."""

from __future__ import annotations

import json
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from argmap.errors import UsageError
from argmap.extras import imported
from argmap.model import ArgumentMap
from argmap.protocols import is_remote
from argmap.tabular.columns import PARTS, Keys, Tables
from argmap.tabular.frames import arrow_schemas, warn_of_text
from argmap.tabular.record import record_of
from argmap.tabular.rows import rows_of
from argmap.writing import unwritten, write_output, written_in_parts

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from typing import BinaryIO

    from argmap.tabular.columns import Rows

Layout = Literal["lines", "parquet", "folder"]

LINES = (".jsonl", ".ndjson")
"""How files of JSON Lines are called: https://jsonlines.org."""
PARQUET = ".parquet"
_BATCH_ROWS = 5_000
_BATCH_CHARACTERS = 8_000_000
"""How many maps and statements, and how many characters of sources, are written together.

Each group of rows takes 100 kB at the end of a Parquet file, which is kept until all is written.
"""


def layout_of(path: str | os.PathLike[str]) -> Layout:
    """Return how maps are written to a path: its suffix says so, and without one it is a folder.

    Raises UsageError for another suffix.

    >>> layout_of("corpus.parquet"), layout_of("corpus.jsonl"), layout_of("corpus/")
    ('parquet', 'lines', 'folder')
    """
    suffix = Path(path).suffix.lower()
    if str(path) == "-" or suffix in LINES:
        return "lines"
    if suffix == PARQUET:
        return "parquet"
    if not suffix or str(path).endswith("/") or (not is_remote(str(path)) and Path(path).is_dir()):
        return "folder"
    raise UsageError(
        f"tables cannot be written to a file with the extension {suffix}",
        where=str(path),
        help="call it NAME.parquet or NAME.jsonl, or give a folder for one Parquet file per table",
    )


def files_of(path: str | os.PathLike[str]) -> tuple[str, ...]:
    """Return the files that tables are written to; raise UsageError as layout_of does.

    >>> files_of("corpus.parquet"), len(files_of("corpus"))
    (('corpus.parquet',), 5)
    """
    if layout_of(path) != "folder":
        return (str(path),)
    return tuple(table_in(path, name) for name in Tables._fields)


def table_in(folder: str | os.PathLike[str], name: str) -> str:
    """Return the file of a table in a folder, here or on another computer.

    >>> table_in("s3://bucket/corpus/", "spans")
    's3://bucket/corpus/spans.parquet'
    """
    if is_remote(str(folder)):
        return f"{str(folder).rstrip('/')}/{name}{PARQUET}"
    return str(Path(folder) / f"{name}{PARQUET}")


def write_tables(
    maps: ArgumentMap | Iterable[ArgumentMap],
    path: str | os.PathLike[str],
    *,
    replace: bool = False,
) -> None:
    """Write maps as tables, one batch in memory at a time; ``-`` is standard output.

    ``NAME.parquet`` and ``NAME.jsonl`` have a row, or a line, for each map, with the rows of the
    other tables in it. A path without a suffix is a folder, to which one Parquet file is written
    for each table; see Tables. It may be on another computer: ``s3://bucket/corpus.parquet``.
    ``read_tables`` gives the maps back. A text that cannot be read is missing, with a TextWarning.

    Raises UsageError for another suffix, and for what cannot be in tables, as ``to_arrow`` does;
    FileChanged if a file is there already, unless ``replace`` is true, and OutputError if it cannot
    be written; ExtraMissing if pyarrow, or what writes remote files, is needed and not installed.
    """
    with open_tables(path, replace=replace) as add:
        for map in [maps] if isinstance(maps, ArgumentMap) else maps:
            add(rows_of(map, warn_of_text))


@contextmanager
def open_tables(
    path: str | os.PathLike[str], *, replace: bool = False
) -> Iterator[Callable[[Tables[Rows]], None]]:
    """Give a function that adds the rows of one map to a file, or to the files of a folder.

    The files are there when the `with` statement ends, and not if its body fails. The function
    raises UsageError for a map whose key another map has.
    """
    layout = layout_of(path)
    keys = Keys()
    with ExitStack() as stack:
        if layout == "lines":
            written: _Sink = _Lines(stack, path, is_new=not replace)
        elif layout == "parquet":
            written = _File(stack, path, is_new=not replace)
        else:
            written = _Folder(stack, path, is_new=not replace)
        batch = _Batch(written)

        def add(rows: Tables[Rows]) -> None:
            keys.add(rows.maps[0]["map"])
            batch.add(rows)

        yield add
        batch.flush()
        written.close()


class _Sink(Protocol):
    """What batches are written to."""

    def write(self, batch: list[Tables[Rows]]) -> None:
        """Write the rows of some maps."""

    def close(self) -> None:
        """Write what belongs at the end."""


class _Batch:
    """Maps that are written together."""

    def __init__(self, written: _Sink) -> None:
        self._written = written
        self._maps: list[Tables[Rows]] = []
        self._rows = self._characters = 0

    def add(self, rows: Tables[Rows]) -> None:
        self._maps.append(rows)
        self._rows += len(rows.statements) + 1
        self._characters += sum(len(row["text"] or "") for row in rows.sources)
        if self._rows >= _BATCH_ROWS or self._characters >= _BATCH_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        if self._maps:
            self._written.write(self._maps)
        self._maps, self._rows, self._characters = [], 0, 0


class _Lines:
    """A file of JSON Lines, or standard output."""

    def __init__(self, stack: ExitStack, path: str | os.PathLike[str], *, is_new: bool) -> None:
        self._write: Callable[[bytes], object] = write_output
        if str(path) != "-":
            self._write = stack.enter_context(_written(path, is_new=is_new)).write

    def write(self, batch: list[Tables[Rows]]) -> None:
        for rows in batch:
            self._write(f"{json.dumps(record_of(rows), ensure_ascii=False)}\n".encode())

    def close(self) -> None:
        """There is nothing at the end."""


class _File:
    """A Parquet file with a row for each map."""

    def __init__(self, stack: ExitStack, path: str | os.PathLike[str], *, is_new: bool) -> None:
        self._arrow = imported("pyarrow", extra="arrow")
        self._schema = self._nested()
        file = stack.enter_context(_written(path, is_new=is_new))
        self._writer = _parquet_writer(stack, file, self._schema)

    def _nested(self) -> Any:
        """Return the schema of the table of maps, with the rows of the other tables as lists."""
        schemas = arrow_schemas()
        fields = list(schemas.maps)
        for name, schema in zip(PARTS, schemas, strict=False):
            rows = self._arrow.struct([field for field in schema if field.name != "map"])
            fields.append(self._arrow.field(name, self._arrow.list_(rows)))
        return self._arrow.schema(fields)

    def write(self, batch: list[Tables[Rows]]) -> None:
        records = [record_of(rows) for rows in batch]
        self._writer.write_table(self._arrow.Table.from_pylist(records, schema=self._schema))

    def close(self) -> None:
        self._writer.close()


class _Folder:
    """A folder with a Parquet file for each table."""

    def __init__(self, stack: ExitStack, path: str | os.PathLike[str], *, is_new: bool) -> None:
        self._arrow = imported("pyarrow", extra="arrow")
        self._schemas = arrow_schemas()
        if not is_remote(str(path)) and not Path(path).exists():
            _make(Path(path))
            stack.push(lambda kind, *_: _unmake(Path(path)) if kind else None)
        files = zip(files_of(path), self._schemas, strict=True)
        self._writers = [
            _parquet_writer(stack, stack.enter_context(_written(file, is_new=is_new)), schema)
            for file, schema in files
        ]

    def write(self, batch: list[Tables[Rows]]) -> None:
        tables = zip(*batch, strict=True)
        for writer, schema, parts in zip(self._writers, self._schemas, tables, strict=True):
            rows = [row for part in parts for row in part]
            writer.write_table(self._arrow.Table.from_pylist(rows, schema=schema))

    def close(self) -> None:
        for writer in self._writers:
            writer.close()


def _written(path: str | os.PathLike[str], *, is_new: bool) -> AbstractContextManager[BinaryIO]:
    """Give a file to write to part by part, here or on another computer."""
    if is_remote(str(path)):
        from argmap.remotefile import written_remotely  # noqa: PLC0415 -- few tables are remote

        return written_remotely(str(path), is_new=is_new)
    return written_in_parts(path, is_new=is_new)


def _parquet_writer(stack: ExitStack, file: BinaryIO, schema: Any) -> Any:
    """Return what writes tables to an open file; it is closed before the file is."""
    parquet = imported("pyarrow.parquet", extra="arrow")
    writer = parquet.ParquetWriter(file, schema, compression="zstd")
    stack.callback(writer.close)
    return writer


def _make(path: Path) -> None:
    try:
        path.mkdir()
    except OSError as error:
        raise unwritten(path, error) from error


def _unmake(path: Path) -> None:
    with suppress(OSError):
        path.rmdir()
