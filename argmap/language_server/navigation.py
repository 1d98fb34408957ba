"""From an id to its statement, from a span to its source, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from argmap.errors import ArgmapError
from argmap.language_server.documents import uri_of
from argmap.language_server.hover import verdict_at
from argmap.text import Span

if TYPE_CHECKING:
    from argmap.grounding.verdict import Verdict
    from argmap.language_server.documents import Reading
    from argmap.mapfile.spot import Record


def definition_at(reading: Reading, offset: int) -> types.Location | None:
    """Return where a place leads: an id to its statement, a quote or span into its source."""
    mention = reading.mention_at(offset)
    if mention is not None:
        statements = (one for one in reading.records if one.section != "sources")
        return _location(reading, next((one for one in statements if one.id == mention.id), None))
    spot = reading.spot_at(offset)
    if spot is None:
        return None
    sources = [record for record in reading.records if record.section == "sources"]
    if spot.key == "source":
        id = getattr(spot.node, "value", None)
        return _location(reading, next((one for one in sources if one.id == id), None))
    if spot.route[:1] == ("sources",) and spot.key == "path":
        return _source_file(reading, spot.route)
    verdict = verdict_at(reading, spot)
    return None if verdict is None else _passage(reading, verdict, sources)


def _passage(reading: Reading, verdict: Verdict, sources: list[Record]) -> types.Location | None:
    if not verdict.has_text:
        return None
    spans = verdict.resolved_spans or verdict.anchor.spans
    hull = Span(spans[0].start, spans[-1].end) if spans else Span(0, 0)
    found = reading.place_in(verdict.source, hull)
    if found is not None:
        return found
    return _location(reading, next((one for one in sources if one.id == verdict.source.id), None))


def _source_file(reading: Reading, route: tuple[str | int, ...]) -> types.Location | None:
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


def _location(reading: Reading, record: Record | None) -> types.Location | None:
    return types.Location(reading.uri, reading.range(record.name_span)) if record else None
