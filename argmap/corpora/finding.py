"""Which documents the names of a corpus stand for: files, folders, patterns, and what they hold."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.corpora.ignored import Ignored
from argmap.corpora.item import Item
from argmap.corpora.kinds import ARCHIVES, LINES, OWN, Kinds
from argmap.corpora.rows import PARQUET, are_tables, rows_in
from argmap.errors import ArgmapError, OutsideError, UsageError
from argmap.protocols import is_remote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.access import Folders

_WILD = set("*?[")


class Listing:
    """The documents that names stand for, each once, found one after the other.

    A name is a file, a folder or a pattern such as ``maps/**/*.json``; ``-`` is standard input. A
    folder stands for the files in it and in the folders under it whose names end as ``kinds`` says,
    in the order of their paths; hidden ones are left out, and links to folders are not followed.
    Files of JSON Lines and zip archives stand for what they hold, in their order. What cannot be
    had is an item too, with its ``error``. ``allow_outside`` are folders outside the project of a
    folder that links in it may lead to, and ``skipped`` is a folder in which nothing is looked for.

    >>> [item.name for item in Listing(["examples/russia-myanmar"])]
    ['examples/russia-myanmar/russia-myanmar.argmap.yaml']
    """

    def __init__(
        self,
        names: Iterable[str],
        *,
        kinds: Kinds = OWN,
        allow_outside: Folders = (),
        skipped: str | os.PathLike[str] | None = None,
    ) -> None:
        self.names = tuple(names)
        self.kinds = kinds
        self.ignored = Ignored()
        """What was in folders and archives so far that is not a document."""
        self._allow_outside = allow_outside
        self._skipped = None if skipped is None else os.path.realpath(skipped)

    def __iter__(self) -> Iterator[Item]:
        """Return an iterator over the documents."""
        seen: set[str] = set()
        for name in self.names:
            is_empty = True
            for file in self._files(name):
                is_empty = False
                if len(self.names) > 1:
                    place = os.path.normpath(file.file)
                    if place in seen:
                        continue
                    seen.add(place)
                yield from self._documents(file)
            if is_empty:
                yield _failed(name, self._nothing(name))

    def _files(self, name: str) -> Iterator[Item]:
        """Yield the files that a name stands for."""
        if name == "-":
            yield Item("-", "-", "stdin")
        elif is_remote(name):
            from argmap.corpora.remote import remote_files  # noqa: PLC0415 -- few corpora are

            yield from remote_files(name, self.kinds, self.ignored)
        elif os.path.isdir(name):  # noqa: PTH112 -- a Path would take the `./` away
            if are_tables(name):
                yield Item(name, name)  # with no path within: it is not a folder of maps
            else:
                yield from self._in_folder(name)
        elif _WILD.isdisjoint(name) or os.path.lexists(name):
            yield Item(name, name, os.path.basename(name))  # noqa: PTH119 -- as text
        else:
            yield from self._fitting(name)

    def _fitting(self, pattern: str) -> Iterator[Item]:
        """Yield the files that a pattern matches, each named from the first wild part of it on."""
        from glob import iglob  # noqa: PLC0415 -- a shell does this itself, mostly

        steps = Path(pattern).parts
        fixed = next(number for number, step in enumerate(steps) if not _WILD.isdisjoint(step))
        found = iglob(pattern, recursive=True)  # noqa: PTH207 -- Path.glob takes no absolute pattern
        for path in sorted((path for path in found if Path(path).is_file()), key=_steps):
            within = os.path.join(*_steps(path)[fixed:])  # noqa: PTH118 -- as text
            yield Item(path, path, within)

    def _in_folder(self, folder: str) -> Iterator[Item]:
        """Yield the files of a folder in the order of their paths."""
        waiting = [iter(self._entries(folder, ""))]
        while waiting:
            entry = next(waiting[-1], None)
            if entry is None:
                waiting.pop()
            elif isinstance(entry, Item):
                yield entry
            else:
                waiting.append(iter(self._entries(*entry)))

    def _entries(self, place: str, within: str) -> Iterator[Item | tuple[str, str]]:
        """Yield the files of one folder, and each folder in it with its path from the first one."""
        try:
            with os.scandir(place) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            yield _failed(place, ArgmapError(f"the folder cannot be read: {reason}", where=place))
            return
        for entry in entries:
            if entry.name.startswith("."):
                self.ignored.hidden += 1
                continue
            inside = os.path.join(within, entry.name)  # noqa: PTH118 -- for thousands of them
            is_link = entry.is_symlink()
            if entry.is_dir(follow_symlinks=False):
                if not self._is_skipped(entry.path):
                    yield entry.path, inside
            elif is_link and os.path.isdir(entry.path):  # noqa: PTH112 -- as above
                self.ignored.links += 1
            elif not self.kinds.have(entry.name):
                self.ignored.add(entry.name, None if is_link else entry.path)
            else:
                why = self._leads_out(place, entry) if is_link else None
                yield Item(entry.path, entry.path, inside, error=why)

    def _is_skipped(self, folder: str) -> bool:
        return self._skipped is not None and os.path.realpath(folder) == self._skipped

    def _leads_out(self, folder: str, link: os.DirEntry[str]) -> OutsideError | None:
        """Return why a link of a folder is not followed, if it is not."""
        from argmap.access import Access  # noqa: PLC0415 -- few folders have links

        try:
            Access.of(folder, self._allow_outside).check(link.path, named="file that this links to")
        except OutsideError as error:
            return error
        return None

    def _documents(self, file: Item) -> Iterator[Item]:
        """Yield what a file holds: itself, or the documents in it."""
        name = file.file.lower()
        is_folder = not file.within and (file.is_remote or are_tables(file.file))
        if file.error is None and (is_folder or name.endswith(PARQUET)):
            yield from rows_in(file)
        elif file.error is not None or not name.endswith((*LINES, *ARCHIVES)):
            yield file
        elif file.file.lower().endswith(ARCHIVES):
            from argmap.corpora.archives import entries_of  # noqa: PLC0415 -- few corpora have any

            yield from entries_of(file, self.kinds, self.ignored)
        else:
            from argmap.corpora.lines import lines_of  # noqa: PLC0415 -- as above

            yield from lines_of(file)

    def _nothing(self, name: str) -> UsageError:
        if Path(name).is_dir() or (is_remote(name) and _WILD.isdisjoint(name)):
            help = f"expected {self.kinds}"
            return UsageError("no map files in this folder", where=name, help=help)
        return UsageError("no file matches this pattern", where=name)


def _failed(name: str, error: ArgmapError) -> Item:
    return Item(name, name, error=error)


def _steps(path: str) -> tuple[str, ...]:
    return Path(path).parts
