"""What was kept in a map of the lines of a brat file, as far as it can be lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.formats.brat.reading import FORMAT, PlacedLine
from argmap.formats.writing.kept import kept, rest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import ArgumentMap


def kept_ids(map: ArgumentMap) -> Iterator[str]:
    """Yield the id of every line that was kept."""
    for statement in map.statements:
        record = kept(statement, FORMAT)
        records: list[Any] = [record]
        records += _values(record.get("links")) + _values(record.get("lines"))
        for one in records:
            if isinstance(one, dict) and isinstance(one.get("id"), str):
                yield one["id"]
        for name in ("parts", "joins"):
            for line in placed(record.get(name)):
                yield line.line.id
    left = rest(map, FORMAT)
    for name in ("lines", "dangling"):
        for line in placed(left.get(name)):
            yield line.line.id


def record_of(records: Any, name: str) -> dict[str, Any]:
    """Return what was kept under a name, an empty record where nothing was."""
    found = records.get(name) if isinstance(records, dict) else None
    return found if isinstance(found, dict) else {}


def _values(records: Any) -> list[Any]:
    return list(records.values()) if isinstance(records, dict) else []


def placed(records: Any) -> list[PlacedLine]:
    """Return lines that were kept as they are written, each with its place."""
    return [
        PlacedLine(record[0], record[1])
        for record in (records if isinstance(records, list) else ())
        if isinstance(record, list)
        and [type(part) for part in record] == [int, str]
        and "\n" not in record[1]
    ]
