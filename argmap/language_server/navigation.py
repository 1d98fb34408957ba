"""From an id to its statement, from a span to its source, and back."""

from __future__ import annotations

from copy import copy
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from pydantic import ValidationError

from argmap.corpora import Listing
from argmap.errors import ArgmapError, UsageError
from argmap.grounding.cited import Sources
from argmap.grounding.verdict import Verdict
from argmap.language_server.documents import path_of, uri_of
from argmap.language_server.edits import edits_to, workspace_edit
from argmap.language_server.hover import verdict_at
from argmap.model.kinds import KIND_OF_SECTION
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.language_server.documents import DocumentReading, Documents
    from argmap.mapfile import Route
    from argmap.mapfile.spot import Record
    from argmap.model import Statement

_MOST_MAPS = 500


def definition_at(reading: DocumentReading, offset: int) -> types.Location | None:
    """Return where a place leads: an id to its statement, a quote or span into its source."""
    mention = reading.mention_at(offset)
    if mention is not None:
        statements = (one for one in reading.records if one.section != "sources")
        return _location(reading, next((one for one in statements if one.id == mention.id), None))
    sources = [record for record in reading.records if record.section == "sources"]
    named = reading.source_mention_at(offset)
    if named is not None:
        return _location(reading, next((one for one in sources if one.id == named.id), None))
    spot = reading.spot_at(offset)
    if spot is None:
        return None
    if spot.route[:1] == ("sources",) and spot.key == "path":
        return _source_file(reading, spot.route)
    verdict = verdict_at(reading, spot)
    return None if verdict is None else _passage(reading, verdict, sources)


def _passage(
    reading: DocumentReading, verdict: Verdict, sources: list[Record]
) -> types.Location | None:
    if not verdict.has_text:
        return None
    spans = verdict.resolved_spans or verdict.anchor.spans
    hull = Span(spans[0].start, spans[-1].end) if spans else Span(0, 0)
    found = reading.place_in(verdict.source, hull)
    if found is not None:
        return found
    return _location(reading, next((one for one in sources if one.id == verdict.source.id), None))


def _source_file(reading: DocumentReading, route: tuple[str | int, ...]) -> types.Location | None:
    found = reading.part.map_route(route)
    if found is None or len(found) < 2 or not isinstance(found[1], int):  # noqa: PLR2004 -- no record
        return None
    source = reading.part.map.sources[found[1]]
    try:
        source.text  # noqa: B018 -- nobody is led to a file that argmap may not read
    except ArgmapError:
        return None
    start = types.Position(0, 0)
    return types.Location(uri_of(source.location), types.Range(start, start))


def _location(reading: DocumentReading, record: Record | None) -> types.Location | None:
    return types.Location(reading.uri, reading.range(record.name_span)) if record else None


def references_at(reading: DocumentReading, offset: int, *, with_own: bool) -> list[types.Location]:
    """Return where the statement or source of a place is named; ``with_own`` also where it is."""
    mention = reading.mention_at(offset)
    mentions = reading.mentions
    if mention is None:
        mention, mentions = reading.source_mention_at(offset), reading.source_mentions
    if mention is None:
        return []
    return [
        types.Location(reading.uri, reading.range(one.span))
        for one in mentions
        if one.id == mention.id and (with_own or one.relation is not None)
    ]


def cited_in_project(
    documents: Documents, uri: str, position: types.Position
) -> list[types.Location]:
    """Return where maps quote the line of a source at a position.

    Those maps are looked at that are open, and those in the folders of the workspace and in that
    of the source.
    """
    path = path_of(uri)
    if path is None:
        return []
    readings = filter(None, map(documents.reading, documents.maps))
    found = [one for reading in readings for one in citations_of(reading, path, position)]
    folders = map(str, dict.fromkeys((*documents.folders, path.parent)))
    for item in islice(Listing(folders), _MOST_MAPS):
        place = Path(item.file)
        if item.error is None and item.is_file and uri_of(place) not in documents.maps:
            reading = documents.reading_of_file(place)
            if reading is not None and path.name in reading.text:
                found += citations_of(reading, path, position)
    return found


def citations_of(
    reading: DocumentReading, path: Path, position: types.Position
) -> Iterator[types.Location]:
    """Yield where the statements of a map are that quote the line of a source at a position."""
    map = reading.part.map
    for source in map.sources:
        if source.path is None or not _is_same_file(source.location, path):
            continue
        try:
            positions = reading.source_positions(source)
        except ArgmapError:
            continue  # its map reports that it cannot be read
        line = positions.lines.span(min(position.line + 1, len(positions.lines)))
        for statement, number, route in _anchors(reading):
            verdict = Verdict(statement, number, Sources(map, git=False, may_be_outside=True))
            if verdict.has_text and verdict.source is source:
                spans = verdict.resolved_spans or statement.anchors[number].spans
                if any(span.overlaps(line) for span in spans):
                    yield types.Location(reading.uri, reading.range(reading.part.place(route)))


def _anchors(reading: DocumentReading) -> Iterator[tuple[Statement, int, Route]]:
    for section in KIND_OF_SECTION:
        for row, statement in enumerate(getattr(reading.part.map, section)):
            for number in range(len(statement.anchors)):
                yield statement, number, (section, row, "anchors", number, "quote")


def _is_same_file(one: Path, other: Path) -> bool:
    return one.name == other.name and uri_of(one) == uri_of(other)


def name_at(reading: DocumentReading, offset: int) -> types.PrepareRenamePlaceholder | None:
    """Return the id at a place that can be renamed."""
    mention = reading.mention_at(offset)
    if mention is None:
        return None
    return types.PrepareRenamePlaceholder(reading.range(mention.span), mention.id)


def rename_at(reading: DocumentReading, offset: int, new: str) -> types.WorkspaceEdit | None:
    """Give the statement at a place another id, in every relation.

    Raises ArgmapError if that cannot be done: a record that cannot be read may name it, too.
    """
    mention = reading.mention_at(offset)
    if mention is None:
        return None
    file = reading.file
    if file.problems:
        raise UsageError(
            "the map cannot be read completely, so not every reference would be renamed",
            help="fix the errors of the file first",
        )
    map = copy(file.map)
    try:
        map.rename(mention.id, new)
    except ValidationError as error:
        raise UsageError(
            f"{new!r} cannot be an id",
            help="an id cannot contain spaces, control characters or `->`",
        ) from error
    return workspace_edit(reading, edits_to(reading, file.with_map(map)))
