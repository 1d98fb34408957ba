"""A document that is a part of a file, and what lies next to it there."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.access import Access
from argmap.corpora.holding import holder_of
from argmap.formats.document import Document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.access import Folders
    from argmap.corpora.archives import Archived
    from argmap.corpora.item import Item
    from argmap.corpora.remote import Remote
    from argmap.source import Source


@dataclass
class _Line(Document):
    """A line of a file: what it names is in the folder of the file, and nothing is next to it."""

    place: Path = field(default_factory=Path)

    @property
    def folder(self) -> Path:
        """The folder that paths are relative to."""
        return self.place


@dataclass
class _Entry(Document):
    """An entry of an archive: what it names, and what is next to it, is in the archive."""

    holder: Archived | Remote | None = None

    @property
    def folder(self) -> Path:
        """What the place is called that paths are relative to."""
        return Path(self.holder.folder if self.holder else "")

    def placed(self, source: Source) -> Source:
        """Return a source as the document names it."""
        return source.held_by(self.holder, self.holder.folder) if self.holder else source

    def has(self, path: Path) -> bool:
        """Tell whether there is a file of this name next to the document."""
        return self.holder is not None and self.holder.has(path.name)


def part_of(
    item: Item,
    *,
    text: str,
    sources: Sequence[Source],
    encoding: str,
    allow_outside: Folders,
) -> Document:
    """Return the document that a part of a file is."""
    holder = holder_of(item)
    if holder is None:
        return _Line(
            text=text,
            name=item.name,
            sources=tuple(sources),
            encoding=encoding,
            access=Access.of(item.folder, allow_outside),
            place=Path(item.folder),
        )
    return _Entry(
        path=None if item.line else Path(item.name),
        text=text,
        name=item.name,
        sources=tuple(sources),
        encoding=encoding,
        holder=holder,
    )
