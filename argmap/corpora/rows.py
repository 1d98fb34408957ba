"""Maps that are rows of tables, as `argmap corpus` writes them: found, and read one by one."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

from argmap.corpora.item import Item
from argmap.errors import ArgmapError, SourceMissing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import ArgumentMap
    from argmap.source import Source

PARQUET = (".parquet",)
TABLES = ("maps.parquet", "statements.parquet")
_HINT = b'"statements"'
_ENDS = re.compile(r"(\.argmap)?\.(ya?ml|json)$", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]+')


def are_tables(folder: str) -> bool:
    """Tell whether a folder is one of tables, not one of maps."""
    try:
        return all(Path(folder, name).is_file() for name in TABLES)
    except PermissionError:  # whoever reads the folder reports it
        return False


def rows_in(file: Item) -> Iterator[Item]:
    """Yield the maps of a Parquet file, or of a folder of tables, each with its record as JSON."""
    from argmap.tabular.reading import records_in  # noqa: PLC0415 -- few corpora are tables

    number = 0
    try:
        for number, record in enumerate(records_in(file.file), 1):
            data = json.dumps(record, ensure_ascii=False).encode()
            yield Item(
                f"{file.name}:{number}",
                file.file,
                within_of(record) or f"{file.within}-{number}",
                len(data),
                line=number,
                data=data,
            )
    except ArgmapError as error:
        yield file._replace(error=error)


def record_in(data: bytes) -> dict[str, Any] | None:
    """Return the record of a map that a line is, None if it is something else."""
    if _HINT not in data:
        return None
    from argmap.tabular.record import is_record  # noqa: PLC0415 -- few corpora are tables

    try:
        record = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return record if is_record(record) else None


def within_of(record: dict[str, Any]) -> str:
    """Return the path of a map by what it was read from, below any folder, without its suffix.

    >>> within_of({"name": "../maps/bus.argmap.yaml"}), within_of({"name": "a.jsonl:3"})
    ('maps/bus', 'a.jsonl-3')
    """
    name = record.get("name") or record.get("map")
    if not isinstance(name, str):
        return ""
    path = PureWindowsPath(name) if os.name == "nt" else PurePosixPath(name)
    steps = [
        _NOT_IN_NAMES.sub("-", step).strip("-")
        for step in path.parts
        if step not in (path.anchor, "..", ".")
    ]
    return _ENDS.sub("", "/".join(step for step in steps if step))


def is_renamed(record: dict[str, Any]) -> bool:
    """Tell whether a map has another path than it was read from, but for its suffix.

    >>> is_renamed({"name": "maps/bus.argmap.yaml"}), is_renamed({"name": "../bus.argmap.yaml"})
    (False, True)
    """
    name = record.get("name") or record.get("map")
    return isinstance(name, str) and within_of(record) != _ENDS.sub("", Path(name).as_posix())


def within_of_line(data: bytes) -> str:
    """Return the path of a map of which a line is the record; nothing for another line."""
    record = record_in(data)
    return "" if record is None else within_of(record)


class NotInTables:
    """Holds the texts of sources that tables lack: none of them."""

    def read(self, path: str) -> bytes:
        """Raise SourceMissing; see Holder."""
        raise SourceMissing(
            "the tables do not have the text of this source",
            where=path,
            help="write them again with `argmap corpus` once the text can be read",
        )


def unpacked(map: ArgumentMap, within: str, target: str) -> tuple[ArgumentMap, dict[str, str]]:
    """Return a map whose sources name texts next to a target, and these texts by their names.

    A source whose text cannot be at its own path there stays as it is: it lies outside the folder
    of the results, or is not in UTF-8.
    """
    texts: dict[str, str] = {}
    sources: list[Source] = []
    for source in map.sources:
        if source.path is not None and _is_inside(within, source.path) and _is_utf8(source):
            texts[source.path] = source.text
            source = source.named_in(Path(target).parent, None)  # noqa: PLW2901 -- the same one, here
        sources.append(source)
    return map.model_copy(update={"sources": sources}), texts


def _is_inside(within: str, path: str) -> bool:
    windows = PureWindowsPath(path)
    if windows.drive or windows.root or _NOT_IN_NAMES.search(path):
        return False
    place = os.path.normpath(PurePosixPath(within).parent / path)
    return not place.startswith("..") and not os.path.isabs(place)  # noqa: PTH117 -- as text


def _is_utf8(source: Source) -> bool:
    try:
        source.text  # noqa: B018 -- a text that is missing stays so
    except ArgmapError:
        return False
    return source.encoding.lower().replace("_", "-") in ("utf-8", "utf8")
