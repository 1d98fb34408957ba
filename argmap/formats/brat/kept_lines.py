"""What was kept in a map of the lines of a brat file, as far as it can be lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.brat.lines import PlacedLine
from argmap.formats.brat.reading import FORMAT
from argmap.formats.reading import records
from argmap.formats.writing.kept import kept, rest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.formats.reading.records import Record
    from argmap.model import ArgumentMap


def kept_ids(map: ArgumentMap) -> Iterator[str]:
    """Yield the id of every line that was kept."""
    for statement in map.statements:
        record = kept(statement, FORMAT)
        groups = (records.entries(record, name).values() for name in ("links", "lines"))
        for one in (record, *(one for group in groups for one in group)):
            if (id := records.text(one, "id")) is not None:
                yield id
        for name in ("parts", "joins"):
            for line in placed(record, name):
                yield line.line.id
    for name in ("lines", "dangling"):
        for line in placed(rest(map, FORMAT), name):
            yield line.line.id


def placed(record: Record, name: str) -> list[PlacedLine]:
    """Return lines that were kept as they are written, each with its place."""
    found = []
    for one in records.listed(record, name):
        match one:
            case [int(place), str(words)] if "\n" not in words and not isinstance(place, bool):
                found.append(PlacedLine(place, words))
    return found


def kept_line(record: Record) -> str | None:
    """Return a line as it was written, if it was kept and is one."""
    known = records.text(record, "line")
    return known if known is not None and "\n" not in known else None
