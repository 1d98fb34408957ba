"""Put the files that an Argdown text includes in their places, as Argdown's own program does.

`@include(FILE)` is replaced by the text of that file, wherever it is but in a comment. The path
starts at the folder of the file that has it, and must stay inside the project of the file that is
read. Each file is included once, so that nothing includes itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from argmap.access import Access
from argmap.errors import OutsideError, SourceError
from argmap.formats.document import Document
from argmap.textfile import read_text_file

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.errors import MapFileError

SIGN = "@include("
"""What begins an inclusion."""

_COMMENT = r"<!--[\s\S]*?-->|/\*[\s\S]*?\*/|//.*"
_INCLUDE = re.compile(rf"\\.|{_COMMENT}|(@include\(([^)]+)\))")
_DEEPEST = 50


@dataclass
class _Joined(Document):
    """A text put together from several files, which says of each place in which file it is.

    ``starts`` are the offsets at which a piece begins, ``pieces`` the file that each one is from,
    with its offset there.
    """

    starts: list[int] = field(default_factory=list)
    pieces: list[tuple[Document, int]] = field(default_factory=list)

    def origin(self, offset: int) -> tuple[Document, int]:
        number = max(bisect_right(self.starts, offset) - 1, 0)
        document, start = self.pieces[number]
        return document, start + offset - self.starts[number]

    def error(
        self, what: str, offset: int | None = None, *, help: str | None = None
    ) -> MapFileError:
        if offset is None:
            return super().error(what, help=help)
        document, place = self.origin(offset)
        return document.error(what, place, help=help)


def included(document: Document) -> Document:
    """Return the document with the files that it includes in their places.

    Raises MapFileError, with the place, for a file that is not there, cannot be read, is outside
    the project of the document, or is included too deep. A file that is included again is left out
    there, and the document is reported.
    """
    if SIGN not in document.text:
        return document
    joiner = _Joiner(document)
    joiner.join(document, 0)
    return _Joined(
        path=document.path,
        options=document.options,
        losses=document.losses,
        text="".join(joiner.texts),
        name=document.name,
        sources=document.sources,
        encoding=document.encoding,
        access=document.access,
        starts=joiner.starts,
        pieces=joiner.pieces,
    )


class _Joiner:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.texts: list[str] = []
        self.starts: list[int] = []
        self.pieces: list[tuple[Document, int]] = []
        self._length = 0
        self._seen = set() if document.path is None else {document.path.resolve()}

    def join(self, document: Document, depth: int) -> None:
        place = 0
        for found in _INCLUDE.finditer(document.text):
            if found[1] is None:
                continue
            self._add(document, place, found.start())
            place = found.end()
            self._include(document, found[2], found.start(), depth)
        self._add(document, place, len(document.text))

    def _add(self, document: Document, start: int, end: int) -> None:
        self.starts.append(self._length)
        self.pieces.append((document, start))
        self.texts.append(document.text[start:end])
        self._length += end - start

    def _include(self, document: Document, name: str, offset: int, depth: int) -> None:
        path = self._path(document, name, offset)
        if path in self._seen:
            what = f"{name!r} is included again: each file is included once"
            self.document.tell("repaired", None, "include", what)
            return
        if depth == _DEEPEST:
            what = f"files include each other more than {_DEEPEST} levels deep"
            raise document.error(what, offset, help="include fewer files in one another")
        self._seen.add(path)
        try:
            text = read_text_file(path, self.document.encoding)
        except SourceError as error:
            what = f"the file that is included here cannot be read: {name!r}: {error.what}"
            advice = f"the path is relative to the folder of this file: {path}"
            raise document.error(what, offset, help=advice) from error
        self.join(
            Document(
                path=path,
                text=text.removeprefix("\ufeff"),
                name=str(document.folder / name),
                encoding=self.document.encoding,
            ),
            depth + 1,
        )

    def _path(self, document: Document, name: str, offset: int) -> Path:
        if document.path is None:
            what = f"{name!r} is included here, but a text that is not in a file has no folder"
            raise document.error(what, offset, help="save the text in a file, and read that")
        path = document.folder / name
        access = self.document.access or Access.of(self.document.folder)
        try:
            access.check(path, named="file that is included")
            return path.resolve()
        except OutsideError as error:
            raise document.error(f"{name!r}: {error.what}", offset, help=error.help) from error
        except (OSError, RuntimeError) as error:
            what = f"the file that is included here cannot be read: {name!r}: links in a circle"
            raise document.error(what, offset, help="name the file itself") from error
        except ValueError as error:
            what = f"{name!r} is included here, but no file can have that name"
            raise document.error(what, offset, help="correct the name") from error
