"""What an assistant can do in a folder: read its sources, and make maps that quote them.

Everything here returns text for the assistant, or raises an ArgmapError that says what to do
instead. Nothing outside the folder is read or written, also not if a map in it names such a source.
"""

from __future__ import annotations

import os
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal

from argmap.access import check_inside
from argmap.assistant.putting import Put, with_statements
from argmap.checking import check
from argmap.controls import visible
from argmap.drafts.feedback_message import finding_item
from argmap.errors import MapFileError, SourceMissing, UsageError
from argmap.grounding.settling import ground
from argmap.mapfile import read_map, save
from argmap.model import ArgumentMap
from argmap.quotations import hold
from argmap.quotations.rules import QUOTATION_RULES, findings
from argmap.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argmap.quotations import Quotation

PictureFormat = Literal["svg", "png", "pdf", "html"]

_SOURCES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".srt", ".vtt", ".rst"})
_MAPS = (".argmap.yaml", ".argmap.yml", ".argmap.json")
_MOST_FILES = 500
_MOST_CHARACTERS = 20_000  # of a source at a time


class Desk:
    """A folder in which an assistant works."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        if not os.path.isdir(folder):  # noqa: PTH112 -- as given
            raise UsageError("folder not found", where=str(folder))
        self.folder = Path(os.path.realpath(folder))
        self._writing = Lock()

    def list_sources(self) -> str:
        """Return the names of the sources and maps in the folder, one a line."""
        names = sorted(self._names())
        sources = [name for name in names if _is_source(name)]
        maps = [name for name in names if name.endswith(_MAPS)]
        lines = [
            "Sources:",
            *(f"- {visible(name)} ({self._size(name):,} bytes)" for name in sources),
            "Maps:",
            *(f"- {visible(name)}" for name in maps),
        ]
        if len(names) == _MOST_FILES:
            lines.append(f"Only the first {_MOST_FILES} files are listed.")
        return "\n".join(lines) + "\n"

    def read_source(self, name: str, start: int = 0, length: int = _MOST_CHARACTERS) -> str:
        """Return a stretch of a source, headed by what it is."""
        text = self._source(name).text
        if not 0 <= start <= len(text):
            raise UsageError(
                f"`start` must be between 0 and {len(text)}, the length of the source", where=name
            )
        end = min(len(text), start + max(1, min(length, _MOST_CHARACTERS)))
        head = f"{name}, characters {start} to {end} of {len(text)}:"
        return f"{head}\n\n{text[start:end]}"

    def find_quote(self, quote: str, source: str | None = None) -> str:
        """Return where a quote is in a source, or in any of them, and what differs there."""
        if not quote.strip():
            raise UsageError("the quote is empty", help="give the words to look for")
        names = [source] if source else [name for name in sorted(self._names()) if _is_source(name)]
        sources = [self._source(name) for name in names]
        if not sources:
            raise SourceMissing("there are no sources in the folder", where=str(self.folder))
        quotation = hold(quote, sources)
        if quotation.holds:
            return "\n".join(self._places(quotation)) + "\n"
        lines = []
        for found in findings([quotation], QUOTATION_RULES):
            lines += [f"The quote cannot be used: {found.message}", f"  {found.label}"]
            place = found.source
            if place is not None and quotation.source is not None:
                nearest = place.span.cut(quotation.source.text)
                lines.append(f"  {place.label or 'the source'}: “{nearest}”")
            lines += [f"  {found.help}"] if found.help else []
        return "\n".join(line for line in lines if line.strip()) + "\n"

    def put_statements(
        self, map: str, statements: Sequence[Put], *, title: str | None = None
    ) -> str:
        """Write statements into a map, those with a known id in place of the old ones.

        All are written or none: raises UsageError with every finding that is an error, and the
        nearest passage of each quote that is not in its source.
        """
        place = self._map_place(map)
        with self._writing:
            known = self._map(map) if place.exists() else ArgumentMap(title=title or None)
            wanted = with_statements(known, statements, self._source)
            grounding = ground(wanted, git=False)
            put = {statement.id for statement in statements}
            found = [one for one in check(grounding.map, git=False) if one.statement in put]
            refused = [one for one in found if one.severity == "error"]
            reported = {one.statement for one in refused}
            # Only what has its place is written; a rule says what is wrong with most of the others.
            unplaced = dict.fromkeys(
                one.statement
                for one in grounding.open
                if one.statement in put and one.statement not in reported
            )
            if refused or unplaced:
                items = [finding_item(grounding.map, one) for one in refused]
                items += [f"- the quote of {id!r} could not be placed" for id in unplaced]
                raise UsageError("nothing was written:\n" + "\n".join(items))
            save(grounding.map, place)
        count = len(put)
        lines = [f"Wrote {count} statement{'' if count == 1 else 's'} to {visible(map)}."]
        remarks = [finding_item(grounding.map, one) for one in found]
        lines += ["Check these, too:", *remarks] if remarks else []
        return "\n".join(lines) + "\n"

    def check(self, map: str) -> str:
        """Return every finding about a map."""
        known = self._map(map)
        items = [finding_item(known, one) for one in check(known, git=False)]
        return "\n".join(items or ["No findings: every quote is in its source."]) + "\n"

    def show(self, map: str, statement: str | None = None) -> str:
        """Return a map, or what hangs from a statement, as an outline."""
        from argmap.drawing import to_outline  # noqa: PLC0415 -- drawing takes long to load

        return to_outline(self._map(map), statement)

    def render(self, map: str, format: PictureFormat = "svg") -> str:
        """Draw a map into a file next to it, and return the file's name."""
        from argmap.drawing import render  # noqa: PLC0415 -- as above

        known = self._map(map)
        stem = next(map[: -len(end)] for end in _MAPS if map.endswith(end))
        name = f"{stem}.argmap.{format}"
        render(known, self._place(name), format=format)
        return f"Drew {visible(map)} as {visible(name)}.\n"

    def _place(self, name: str) -> Path:
        return Path(check_inside(self.folder, name))

    def _map_place(self, name: str) -> Path:
        if not name.endswith(_MAPS):
            raise UsageError(
                "this is not the name of a map",
                where=name,
                help=f"its name must end with {_MAPS[0]}",
            )
        return self._place(name)

    def _source(self, name: str) -> Source:
        place = self._place(name)
        if not _is_source(name):
            raise UsageError(
                "this is not the name of a source",
                where=name,
                help="`list_sources` shows the names of all sources",
            )
        return Source.read(place)

    def _map(self, name: str) -> ArgumentMap:
        file = read_map(self._map_place(name))
        try:
            known = file.whole_map()
        except MapFileError as error:
            lines = [f"- {each.where}: {each.what}" for each in error.problems]
            raise MapFileError(
                "the map cannot be read:\n" + "\n".join(lines), where=name, help=error.help
            ) from error
        for source in known.sources:
            if source.path is not None:
                check_inside(self.folder, source.location)
        return known

    def _names(self) -> Iterator[str]:
        """Yield the names of files in the folder that are sources or maps, hidden ones left out."""
        count = 0
        for folder, folders, files in os.walk(self.folder):
            folders[:] = sorted(each for each in folders if not each.startswith("."))
            for file in sorted(files):
                name = (Path(folder) / file).relative_to(self.folder).as_posix()
                if file.startswith(".") or not (_is_source(file) or file.endswith(_MAPS)):
                    continue
                count += 1
                if count > _MOST_FILES:
                    return
                yield name

    def _size(self, name: str) -> int:
        try:
            return (self.folder / name).stat().st_size
        except OSError:
            return 0

    def _places(self, quotation: Quotation) -> Iterable[str]:
        source, placement = quotation.source, quotation.placement
        if source is None or placement is None:
            return
        places = [placement.spans] if placement.spans else list(placement.candidates)
        name = os.path.relpath(source.location, self.folder)
        yield f"The quote is in {visible(name)}:"
        for place in places:
            start, end = place[0].start, place[-1].end
            shown = " … ".join(span.cut(source.text) for span in place)
            yield f"- {source.position(start)}, characters {start} to {end}: “{shown}”"


def _is_source(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    is_hidden = any(part.startswith(".") for part in parts)
    return not is_hidden and Path(name).suffix.lower() in _SOURCES
