"""What a format is given: the document to be read, or the output to be written."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.access import Access
from argmap.errors import FormatError, MapFileError, SourceError
from argmap.formats.losses import Loss
from argmap.formats.reading.cited import has_text, id_of
from argmap.regularfile import is_regular_file
from argmap.source import Source
from argmap.text import Lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.formats.losses import LossKind
    from argmap.formats.reading.containers import Element
    from argmap.model import ArgumentMap


@dataclass
class _Telling:
    """Something whose losses are collected while it is read or written."""

    path: Path | None = None
    """The file, or None for standard input and output."""
    options: Mapping[str, str] = field(default_factory=dict)
    """What was chosen of the format's options, and the defaults of the others."""
    losses: list[Loss] = field(default_factory=list)
    """What was reported so far."""

    @property
    def folder(self) -> Path:
        """The folder that paths are relative to."""
        return Path() if self.path is None else self.path.parent

    def tell(self, kind: LossKind, statement: str | None, field: str, what: str) -> None:
        """Record a loss; see Loss."""
        self.losses.append(Loss(kind, statement, field, what))


@dataclass
class Document(_Telling):
    """A text in some format, to be read.

    ``text`` is the container's text exactly as in the file, but for a byte order mark at its
    start. ``sources`` are the texts that the reader of the file says its statements are from, and
    ``access`` which files may be read because the document names them: those of its project unless
    something else is given, and none if it is in no file.
    """

    text: str = ""
    name: str = "<text>"
    """What the document is called in messages."""
    sources: tuple[Source, ...] = ()
    encoding: str = "utf-8"
    access: Access | None = None

    def __post_init__(self) -> None:
        if self.access is None and self.path is not None:
            self.access = Access.of(self.folder)

    @cached_property
    def json(self) -> Any:
        """The text as JSON; raises MapFileError with the place where it is none."""
        from argmap.formats.reading.containers import read_json  # noqa: PLC0415 -- few documents need it

        return read_json(self)

    @cached_property
    def xml(self) -> Element:
        """The root element of the text; raises MapFileError with the place where it is no XML."""
        from argmap.formats.reading.containers import read_xml  # noqa: PLC0415 -- as above

        return read_xml(self)

    @cached_property
    def yaml(self) -> Any:
        """The text as YAML; raises MapFileError with the place where it is none."""
        from argmap.formats.reading.containers import read_yaml  # noqa: PLC0415 -- as above

        return read_yaml(self)

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text)

    def origin(self, offset: int) -> tuple[Document, int]:
        """Return the document that the text at an offset comes from, and the offset there."""
        return self, offset

    def error(
        self, what: str, offset: int | None = None, *, help: str | None = None
    ) -> MapFileError:
        """Return an error at an offset of the text, to be raised."""
        where = self.name if offset is None else f"{self.name}:{self.lines.position(offset)}"
        return MapFileError(what, where=where, help=help)

    def placed(self, source: Source) -> Source:
        """Return a source as the document names it.

        Its path starts at the document's folder, and leads only if the document has access.
        """
        return source.named_in(self.folder, self.access)

    def beside(self, suffix: str) -> Source | None:
        """Return the text file of the same name with another suffix, if there is one.

        Beside ``map.aif.json`` that is ``map.aif.txt`` or, without it, ``map.txt``. A file whose
        text cannot be read is reported as a loss. Raises OutsideError for a link that leads
        elsewhere.
        """
        path = self._beside(suffix)
        if path is None:
            return None
        try:
            found = Source(id=id_of(path), path=path.name, encoding=self.encoding)
            return self.placed(found).signed()
        except SourceError as error:
            self.tell("unresolved", None, "sources", f"{error}; {error.help}")
            return None

    def _beside(self, suffix: str) -> Path | None:
        path = self.path
        while path is not None and path.suffix:
            path = path.with_suffix("")
            beside = path.with_name(path.name + suffix)
            if beside != self.path and self.has(beside):
                return beside
        return None

    def has(self, path: Path) -> bool:
        """Tell whether there is a file at a path next to the document."""
        return is_regular_file(path)


@dataclass
class Output(_Telling):
    """A text in some format, to be written.

    ``companions`` are further files, by the name that each has next to the text.
    """

    companions: dict[str, str] = field(default_factory=dict)

    @property
    def stem(self) -> str:
        """The file's name without its suffixes, for the names of companions."""
        return "map" if self.path is None else self.path.name.split(".")[0] or "map"

    def document(self, map: ArgumentMap) -> Document:
        """Return what a map becomes as a document to be read back: its texts may be read again."""
        files = [one.location for one in map.sources if one.path is not None and has_text(one)]
        return Document(path=self.path, access=Access.of(self.folder, files))

    def beside(self, name: str, text: str) -> None:
        """Have a text written to a file of that name next to the main one.

        Raises FormatError for a name that leads into another folder.
        """
        if name != Path(name).name or name in (".", ".."):
            raise FormatError(f"{name!r} is not a file name", where=str(self.path or "-"))
        self.companions[name] = text
