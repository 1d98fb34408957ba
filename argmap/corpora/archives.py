"""Zip archives: their entries, each read by itself, bounded, and never written to a disk."""

from __future__ import annotations

import os
import posixpath
import zipfile
import zlib
from functools import lru_cache
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, NamedTuple

from argmap.corpora.item import Item
from argmap.corpora.opening import open_file
from argmap.errors import ArgmapError, MapFileError, OutsideError, SourceError, SourceMissing
from argmap.protocols import is_remote
from argmap.regularfile import file_size_limit, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from argmap.corpora.ignored import Ignored
    from argmap.corpora.kinds import Kinds

_IS_ENCRYPTED = 1  # the bit that says so
_SIZE = 0  # its place in the stamp of a file
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
# What is written besides the files by the archivers of macOS and Windows.
_NOT_ENTRIES = ("__MACOSX/",)


def entries_of(file: Item, kinds: Kinds, ignored: Ignored) -> Iterator[Item]:
    """Yield the entries of an archive that belong to a corpus, in the order of their paths.

    ``ignored`` counts the others. An entry that leads out of the archive, that is there twice, is
    encrypted or too large is an item with its error, and so is an archive that cannot be read.
    """
    try:
        entries = _opened(file.file).entries
    except ArgmapError as error:
        yield file._replace(error=error)
        return
    stem = file.within.rpartition(".")[0] or file.within
    seen: set[str] = set()
    found = False
    for entry in sorted(entries.values(), key=lambda entry: entry.filename.split("/")):
        name = entry.filename
        if entry.is_dir():
            continue
        is_hidden = any(step.startswith(".") for step in name.split("/") if step != "..")
        if is_hidden or name.startswith(_NOT_ENTRIES):
            ignored.hidden += 1
            continue
        if not name.lower().endswith(kinds.maps):
            ignored.add(name)
            continue
        found = True
        item = file._replace(
            name=f"{file.name}/{name}",
            within=f"{stem}/{name}",
            size=entry.file_size,
            entry=name,
            start=entry.header_offset,
        )
        why = "the archive has two entries with this name" if name in seen else _refused(entry)
        seen.add(name)
        yield item if why is None else item._replace(error=MapFileError(why, where=item.name))
    if not found:
        what = "no map files in this archive"
        help = f"expected {kinds}"
        yield file._replace(error=MapFileError(what, where=file.name, help=help))


def bytes_of_entry(item: Item) -> bytes:
    """Return the bytes of an entry; raise MapFileError if it is damaged or too large."""
    archive = _opened(item.file)
    entry = archive.entries.get(item.start)
    if entry is None or entry.filename != item.entry:
        raise MapFileError("the archive has changed since it was listed", where=item.name)
    if why := _refused(entry):
        raise MapFileError(why, where=item.name)
    try:
        with archive.file.open(entry) as opened:
            data = opened.read(file_size_limit() + 1)
    except _DAMAGED as error:
        what = f"the entry cannot be read: {str(error) or 'it is cut off'}"
        raise MapFileError(what, where=item.name) from error
    if len(data) > file_size_limit():
        reached = too_large()
        what = f"the entry cannot be read: {reached.strerror}"
        raise MapFileError(what, where=item.name, help=reached.help)
    return data


class Archived(NamedTuple):
    """The place of a map in an archive, from which the paths of its sources lead."""

    file: str
    place: str

    @classmethod
    def of(cls, item: Item) -> Self:
        """Return the place of a document."""
        return cls(item.file, posixpath.dirname(item.entry or ""))

    @property
    def folder(self) -> str:
        """What the place is called in messages."""
        return posixpath.join(self.file, self.place)

    def has(self, path: str) -> bool:
        """Tell whether there is an entry at a path from here on."""
        return posixpath.normpath(posixpath.join(self.place, path)) in _opened(self.file).starts

    def read(self, path: str) -> bytes:
        """Return the bytes of the entry at a path from here on; see Holder."""
        name = posixpath.normpath(posixpath.join(self.place, path))
        shown = posixpath.join(self.file, name)
        if name.startswith(("../", "/")):
            raise OutsideError(
                "the source is outside the archive of the map, so it is not read",
                where=posixpath.join(self.folder, path),
                help="add the text to the archive, or unpack the archive next to the text",
            )
        try:
            start = _opened(self.file).starts.get(name)
            if start is None:
                raise SourceMissing(
                    "source file not found in the archive",
                    where=shown,
                    help="a source's `path` starts at the folder of its map in the archive",
                )
            return bytes_of_entry(Item(shown, self.file, entry=name, start=start))
        except MapFileError as error:
            raise SourceError(error.what, where=error.where, help=error.help) from error


class _Archive(NamedTuple):
    """An open archive, its entries by where they begin, and where they do by their names."""

    file: zipfile.ZipFile
    entries: dict[int, zipfile.ZipInfo]
    starts: dict[str, int]


def _opened(path: str) -> _Archive:
    """Return an archive; it stays open until another one is asked for."""
    if is_remote(path):
        with open_file(path) as opened:
            return _open(path, (opened.seek(0, os.SEEK_END),), os.getpid())
    with open_file(path) as opened:
        found = os.fstat(opened.fileno())
    stamp = (found.st_size, found.st_dev, found.st_ino, found.st_mtime_ns)
    return _open(path, stamp, os.getpid())


# A process that was forked must not read what another one has opened: they share the place in it.
@lru_cache(maxsize=1)
def _open(path: str, stamp: tuple[int, ...], _process: int) -> _Archive:
    try:
        # By its name, since then it is closed when it is forgotten.
        file = zipfile.ZipFile(open_file(path) if is_remote(path) else path)
    except _DAMAGED as error:
        what = f"this zip archive cannot be read: {str(error) or 'it is cut off'}"
        raise MapFileError(what, where=path) from error
    listed = file.infolist()
    entries = {entry.header_offset: entry for entry in listed}
    if len(entries) < len(listed) or sum(entry.compress_size for entry in listed) > stamp[_SIZE]:
        raise MapFileError(
            "the entries of this archive overlap, as in a zip bomb, so it is not read", where=path
        )
    starts = {entry.filename: start for start, entry in reversed(entries.items())}
    return _Archive(file, entries, starts)


def _refused(entry: zipfile.ZipInfo) -> str | None:
    """Return why an entry is not read, if it is not."""
    name = entry.filename
    windows = PureWindowsPath(name)
    if ".." in windows.parts or windows.drive or windows.root or PurePosixPath(name).is_absolute():
        return "the name of this entry leads out of the archive, so it is not read"
    if entry.flag_bits & _IS_ENCRYPTED:
        return "this entry is encrypted, so it cannot be read"
    if entry.file_size > file_size_limit():
        return f"the entry cannot be read: {too_large().strerror}"
    return None
