"""Read one document of a corpus: as a map file with all that is wrong in it, or in any format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.corpora.holding import holder_of
from argmap.corpora.opening import bytes_of
from argmap.corpora.rows import NotInTables, record_in
from argmap.mapfile.opening import decoded
from argmap.mapfile.reading import parse_map, read_map

if TYPE_CHECKING:
    from argmap.corpora.item import Item
    from argmap.formats import Loaded
    from argmap.mapfile import MapFile
    from argmap.model import ArgumentMap
    from argmap.source import Source


class ReadOptions(NamedTuple):
    """How documents are read: the arguments of :func:`argmap.read`, the same for each of them."""

    format: str | None = None
    source: tuple[str | Source, ...] = ()
    encoding: str = "utf-8"
    options: tuple[tuple[str, str], ...] = ()
    allow_outside: tuple[str, ...] = ()


def read_item(item: Item, reading: ReadOptions = ReadOptions()) -> Loaded:  # noqa: B008 -- it never changes
    """Return the map of a document in any format that is known, with what was lost.

    Raises the error of the item, and what read raises.
    """
    from argmap.formats import conversion  # noqa: PLC0415 -- map files are read without formats

    if item.error is not None:
        raise item.error
    if item.is_file:
        return conversion.read_with_losses(
            item.file,
            format=reading.format,
            source=reading.source,
            encoding=reading.encoding,
            options=dict(reading.options),
            allow_outside=reading.allow_outside,
        )
    data = bytes_of(item)
    if reading.format is None and (record := record_in(data)) is not None:
        return conversion.Loaded(_map_of_record(record, item), ())
    from argmap.corpora.parts import part_of  # noqa: PLC0415 -- few corpora have any

    part = part_of(
        item,
        text=conversion.document_text(data, reading.encoding, item.name),
        sources=conversion.given_sources(reading.source, reading.encoding),
        encoding=reading.encoding,
        allow_outside=reading.allow_outside,
    )
    loaded = conversion.load_document(part, format=reading.format, options=dict(reading.options))
    return loaded._replace(map=_placed(loaded.map, item))


def read_item_file(item: Item, *, allow_outside: tuple[str, ...] = ()) -> MapFile:
    """Return the map file that a document is, with everything that is wrong in it.

    Raises the error of the item, and MapFileError if it cannot be read or is not UTF-8.
    """
    if item.error is not None:
        raise item.error
    if item.is_file:
        return read_map(item.file, allow_outside=allow_outside)
    data = bytes_of(item)
    if (record := record_in(data)) is not None:
        return _file_of_record(record, item)
    folder = item.folder if holder_of(item) is None else None
    text = decoded(data, item.name)
    file = parse_map(text, name=item.name, folder=folder, allow_outside=allow_outside)
    file.map = _placed(file.map, item)
    return file


def _file_of_record(record: dict[str, Any], item: Item) -> MapFile:
    """Return a map file of the map that a record is, with the texts of its sources in it."""
    from argmap.mapfile.writing import dumps  # noqa: PLC0415 -- few corpora are tables

    map = _map_of_record(record, item)
    without = {row["id"] for row in record["sources"] if row["text"] is None}
    map.sources = [
        source if source.id in without else source.relative_to(item.folder)
        for source in map.sources
    ]
    file = parse_map(dumps(map, syntax="json"), name=item.name, folder=None)
    held = [source.held_by(NotInTables(), "") for source in file.map.sources]
    file.map = file.map.model_copy(update={"sources": held})
    file.map.name, file.map.path = item.name, item.path
    return file


def _map_of_record(record: dict[str, Any], item: Item) -> ArgumentMap:
    """Return the map of a record, which has its own name; so it can go into tables again."""
    from argmap.tabular.record import map_of_record  # noqa: PLC0415 -- few corpora are tables

    map = map_of_record(record, item.name)
    if map.name is None:
        map.name, map.path = item.name, item.path
    return map


def _placed(map: ArgumentMap, item: Item) -> ArgumentMap:
    """Return the map of a part of a file, with its name and with its sources where they are."""
    holder = holder_of(item)
    if holder is not None and any(source.path is not None for source in map.sources):
        held = [source.held_by(holder, holder.folder) for source in map.sources]
        map = map.model_copy(update={"sources": held})
    map.name, map.path = item.name, item.path
    return map
