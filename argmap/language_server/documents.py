"""The texts that are open in the editor, and what is read from each."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from argmap.checking import check_as_configured
from argmap.checking.comparisons import Comparisons
from argmap.checking.inputs import inputs_of, stamp_of
from argmap.errors import ArgmapError
from argmap.history import History
from argmap.language_server.positions import Positions
from argmap.mapfile import parse_file, parse_map
from argmap.mapfile.opening import read_text
from argmap.mapfile.spot import mentions_in, records_in, source_mentions_in, spot_at
from argmap.mapfile.tolerant import readable_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.checking import Diagnostic
    from argmap.mapfile import MapFile
    from argmap.mapfile.spot import Mention, Record, Spot
    from argmap.source import Source
    from argmap.text import Span

_MAPS = (".argmap.yaml", ".argmap.yml", ".argmap.json")
_VERSION_KEY = re.compile(r"^argmap[ \t]*:", re.MULTILINE)


class DocumentReading:
    """What is read from one text of a map: the file, what is wrong with it, and its places.

    ``last`` is what was read before from a text that is not broken: its ids and sources serve while
    this one is broken beyond reading. ``before`` is the reading before this one, whose sources have
    not changed on disk: they keep their texts, and what was found in them and in the wordings.
    """

    def __init__(
        self,
        document: Document,
        encoding: str,
        history: History,
        last: MapFile | None = None,
        before: DocumentReading | None = None,
    ) -> None:
        self.uri = document.uri
        self.path = document.path
        self.text = document.text
        self.version = document.version
        self.encoding = encoding
        self._typed_at = document.typed_at
        self.history = history
        self._last = last
        self._before = before.sources if before else ()
        self.comparisons: Comparisons = before.comparisons if before else Comparisons()

    @cached_property
    def file(self) -> MapFile:
        """The text as a map file; a source that was read before is not read again."""
        file = parse_map(self.text) if self.path is None else parse_file(self.text, self.path)
        read = {source: source for source in self._before}
        file.map.sources[:] = [read.get(source, source) for source in file.map.sources]
        return file

    @property
    def sources(self) -> tuple[Source, ...]:
        """Its sources, or while it is broken those of before."""
        return tuple(self.file.map.sources) or self._before

    @cached_property
    def stamp(self) -> object:
        """What the files that the findings depend on were like when this was read."""
        return stamp_of(self._inputs)

    @cached_property
    def _inputs(self) -> tuple[Path, ...]:
        # What is typed does not change the file on disk, nor does it matter whether it is there.
        return tuple(path for path in inputs_of(self.file) if path != self.path)

    def is_current(self) -> bool:
        """Tell whether what it depends on has not changed since it was read."""
        return self.stamp == stamp_of(self._inputs)

    @cached_property
    def part(self) -> MapFile:
        """The file, or what can be read of it while it is broken."""
        return readable_part(self.file, self._typed_at)

    @cached_property
    def known(self) -> MapFile:
        """The file, or what can be read of it, or of the last one that could be read."""
        return self.part if self.part.tree is not None or self._last is None else self._last

    @cached_property
    def findings(self) -> list[Diagnostic]:
        """What `argmap check` finds; raises ConfigurationError."""
        self.stamp  # noqa: B018 -- taken before the files are read
        return check_as_configured(self.file, git=self.history, comparisons=self.comparisons)

    @cached_property
    def positions(self) -> Positions:
        """The places of the text."""
        return Positions(self.text, self.encoding)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Every record that can be read."""
        return tuple(records_in(self.part.tree))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every place where the id of a statement is."""
        return tuple(mentions_in(self.part.tree))

    @cached_property
    def source_mentions(self) -> tuple[Mention, ...]:
        """Every place where the id of a source is."""
        return tuple(source_mentions_in(self.part.tree))

    def mention_at(self, offset: int) -> Mention | None:
        """Return the id that an offset is in, or right behind."""
        return _at(self.mentions, offset)

    def source_mention_at(self, offset: int) -> Mention | None:
        """Return the id of a source that an offset is in, or right behind."""
        return _at(self.source_mentions, offset)

    def spot_at(self, offset: int) -> Spot | None:
        """Return what is written at an offset."""
        return None if self.part.tree is None else spot_at(self.part.tree, offset)

    def range(self, span: Span) -> types.Range:
        """Return a span as the protocol has it."""
        return self.positions.range(span)

    def source_positions(self, source: Source) -> Positions:
        """Return the places of the text of a source; raises SourceError if it cannot be read."""
        return Positions(source.text, self.encoding, on_disk=True)

    def place_in(self, source: Source, span: Span) -> types.Location | None:
        """Return where a passage of a source is, None if its text is in the map itself."""
        if source.path is None:
            return None
        return types.Location(uri_of(source.location), self.source_positions(source).range(span))


class Document:
    """A text that is open in the editor."""

    def __init__(self, uri: str, text: str, version: int) -> None:
        self.uri = uri
        self.path = path_of(uri)
        self.text = text
        self.version = version
        self.typed_at: int | None = None

    @property
    def is_map(self) -> bool:
        """True if its name is that of a map, or if it has the key ``argmap`` as a map does."""
        if self.uri.lower().endswith(_MAPS):
            return True
        return self.uri.lower().endswith((".yaml", ".yml")) and bool(_VERSION_KEY.search(self.text))

    def change(
        self,
        changes: Sequence[types.TextDocumentContentChangeEvent],
        version: int,
        encoding: str,
    ) -> None:
        """Make changes in the text, one after the other."""
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangeWholeDocument):
                self.text, self.typed_at = change.text, None
                continue
            span = Positions(self.text, encoding).span(change.range)
            self.text = self.text[: span.start] + change.text + self.text[span.end :]
            self.typed_at = span.start + len(change.text)
        self.version = version


class Documents:
    """The open texts, by their addresses; each is read when something is asked of it."""

    def __init__(self) -> None:
        self.encoding: str = types.PositionEncodingKind.Utf16
        self.folders: tuple[Path, ...] = ()
        self._open: dict[str, Document] = {}
        self._readings: dict[str, DocumentReading] = {}
        self._last: dict[str, MapFile] = {}
        self._histories: dict[str, History] = {}

    def open(self, uri: str, text: str, version: int) -> None:
        """Take a text that was opened."""
        self._open[uri] = Document(uri, text, version)

    def change(
        self, uri: str, changes: Sequence[types.TextDocumentContentChangeEvent], version: int
    ) -> None:
        """Make changes in an open text; those of a text that is not open are left alone."""
        if uri in self._open:
            self._open[uri].change(changes, version, self.encoding)

    def close(self, uri: str) -> None:
        """Forget a text that was closed."""
        self.forget(uri)
        for kept in (self._open, self._last):
            kept.pop(uri, None)

    def forget(self, uri: str) -> None:
        """Read an open text anew the next time, and ask git anew."""
        for kept in (self._readings, self._histories):
            kept.pop(uri, None)

    @property
    def maps(self) -> tuple[str, ...]:
        """The addresses of the open maps."""
        return tuple(uri for uri, document in list(self._open.items()) if document.is_map)

    def reading(self, uri: str) -> DocumentReading | None:
        """Return what is read from an open map as it is now; None if there is no such map."""
        document = self._open.get(uri)
        if document is None or not document.is_map:
            return None
        kept = self._readings.get(uri)
        if kept is not None and not kept.is_current():
            self.forget(uri)
            kept = None
        if kept is not None and kept.text == document.text:
            kept.version = document.version
            return kept
        # What git said is kept while somebody types, else it would be asked at every key.
        history = self._histories.setdefault(uri, History())
        reading = DocumentReading(document, self.encoding, history, self._last.get(uri), kept)
        if reading.file.tree is not None:
            self._last[uri] = reading.file
        self._readings[uri] = reading
        return reading

    def reading_is_of_map(self, uri: str) -> bool:
        """Tell whether an open text is a map."""
        document = self._open.get(uri)
        return document is not None and document.is_map

    def reading_of_file(self, path: Path) -> DocumentReading | None:
        """Return what is read from a map that need not be open; None if it cannot be read."""
        uri = uri_of(path)
        if uri in self._open:
            return self.reading(uri)
        try:
            document = Document(uri, read_text(path), 0)
        except ArgmapError:
            return None
        return DocumentReading(document, self.encoding, History())

    def is_stale(self, uri: str) -> bool:
        """Tell whether a file that the findings about an open map depend on has changed."""
        kept = self._readings.get(uri)
        return kept is not None and not kept.is_current()


def _at(mentions: tuple[Mention, ...], offset: int) -> Mention | None:
    found = [one for one in mentions if one.span.start <= offset <= one.span.end]
    return found[-1] if found else None


def uri_of(path: Path) -> str:
    """Return the address of a file."""
    return from_fs_path(str(path.resolve())) or path.resolve().as_uri()


def path_of(uri: str) -> Path | None:
    """Return the file of an address, None if it is not the address of a file."""
    if not uri.startswith("file:"):
        return None
    path = to_fs_path(uri)
    return Path(path) if path else None
