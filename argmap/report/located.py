"""Where diagnostics are: in the text of the map file, and in the text of the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from argmap.errors import SourceError
from argmap.protocols import normalised
from argmap.text import Span
from argmap.whereabouts import position_in_original

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    from argmap.checking import Diagnostic
    from argmap.mapfile import MapFile
    from argmap.model import ArgumentMap
    from argmap.text import Lines, Position

    Checked: TypeAlias = MapFile | ArgumentMap | str
    """What was checked: a map file, a map that has no file, or just the name of one."""

# What is before the words of a YAML block scalar; no plain or quoted one begins so.
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?[\r\n]\s*(?=\S)")


class Place(NamedTuple):
    """A stretch of a text to show, with the name of the text and what is to be seen there.

    ``path`` is the file that holds the text, None where it is in no file of its own.
    """

    name: str
    path: str | None
    text: str
    lines: Lines
    span: Span
    label: str = ""
    in_original: str | None = None
    """The page or time of it in the file that the text was taken from, if there is such a file."""

    @property
    def start(self) -> Position:
        """Where it starts, as line and column."""
        return self.lines.position(self.span.start)

    @property
    def end(self) -> Position:
        """Where it ends: the first column that does not belong to it."""
        return self.lines.position(self.span.end)


class Located(NamedTuple):
    """A diagnostic with the places it is about.

    ``about`` is in words what it is about: the whole route if there is no file to show it in,
    else the record, and the anchor where that has several. ``in_map`` is None for a map that has
    no file, ``in_source`` if there is nothing of a source to show.
    """

    diagnostic: Diagnostic
    name: str
    about: str
    in_map: Place | None = None
    in_source: Place | None = None


def locate(checked: Checked, diagnostics: Sequence[Diagnostic]) -> Iterator[Located]:
    """Yield the diagnostics of what was checked, each with its places."""
    if isinstance(checked, str):
        for diagnostic in diagnostics:
            about = ", ".join(str(step) for step in diagnostic.route)
            yield Located(diagnostic, checked, about)
        return
    from argmap.mapfile.route import say_route  # noqa: PLC0415 -- quotations have no map
    from argmap.model import ArgumentMap  # noqa: PLC0415

    if isinstance(checked, ArgumentMap):
        name = checked.title or "the map"
        for diagnostic in diagnostics:
            about = say_route(checked, diagnostic.route)
            yield Located(diagnostic, name, about, None, _in_source(checked, diagnostic))
        return
    for diagnostic in diagnostics:
        # A route into a record that could not be read leads nowhere in the map.
        about = _about(checked.map, diagnostic) if diagnostic.written_at is None else ""
        place = _in_file(checked, diagnostic)
        yield Located(diagnostic, checked.name, about, place, _in_source(checked.map, diagnostic))


def _about(map: ArgumentMap, diagnostic: Diagnostic) -> str:
    from argmap.mapfile.route import say_route  # noqa: PLC0415 -- as above

    section, row, *rest = (*diagnostic.route, "", "")[:4]
    if diagnostic.statement is None or not isinstance(row, int):
        return say_route(map, diagnostic.route[:2]) if isinstance(row, int) else ""
    has_several = len(getattr(map, str(section))[row].anchors) > 1
    kept = 4 if has_several and rest[:1] == ["anchors"] else 2
    return say_route(map, diagnostic.route[:kept])


def _in_file(file: MapFile, diagnostic: Diagnostic) -> Place:
    span = diagnostic.written_at or file.place(diagnostic.route)
    if header := _BLOCK_HEADER.match(file.text, span.start, span.end):
        span = Span(header.end(), span.start + len(span.cut(file.text).rstrip()))
    path = None if file.path is None else file.path.as_posix()
    return Place(file.name, path, file.text, file.lines, span, diagnostic.label)


def _in_source(map: ArgumentMap, diagnostic: Diagnostic) -> Place | None:
    shown = diagnostic.source
    source = map.known_source_of(shown) if shown else None
    if shown is None or source is None:
        return None
    try:
        text = source.text
    except SourceError:
        return None  # reported as a diagnostic of its own
    path = None if source.path is None else normalised(source.address)
    name = path or f"source {source.id!r}"
    original = position_in_original(source, shown.span)
    return Place(name, path, text, source.lines, shown.span, shown.label, original)
