"""Files of a corpus that are on another computer or in a bucket; see :mod:`argmap.remotefile`."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from argmap.access import is_in_repository
from argmap.corpora.item import Item
from argmap.corpora.rows import TABLES
from argmap.errors import ExtraMissing, MapFileError, OutsideError, SourceError, SourceMissing
from argmap.protocols import normalised
from argmap.remotefile import failed, has_remote, read_remote, stamp, system_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from argmap.corpora.ignored import Ignored
    from argmap.corpora.kinds import Kinds

_WILD = set("*?[")


def remote_files(name: str, kinds: Kinds, ignored: Ignored) -> Iterator[Item]:
    """Yield the files that a remote name stands for, in the order of their paths.

    A folder is asked for its files one by one, so that the names of a whole bucket are never in
    memory. What cannot be listed is an item with its error.
    """
    try:
        system, path = system_of(name)
        if not _WILD.isdisjoint(path):
            fixed = _fixed(path)
            # With the details, which would else be asked for file by file.
            found = system.glob(path, detail=True)
            for place in sorted(found, key=_steps):
                if found[place]["type"] != "directory":
                    yield _item(system, found[place], fixed)
        else:
            entry = system.info(path)
            if entry["type"] != "directory":
                yield _item(system, entry, posixpath.dirname(path))._replace(name=name, file=name)
            elif _are_tables(system, path):
                yield Item(name, name)  # with no path within: it is not a folder of maps
            else:
                yield from _in_folder(system, path, kinds, ignored)
    except (ExtraMissing, MapFileError) as error:
        yield Item(name, name, error=error)
    except Exception as error:  # noqa: BLE001 -- each file system has errors of its own
        yield Item(name, name, error=failed(error, name))


def _are_tables(system: Any, folder: str) -> bool:
    return all(system.isfile(f"{folder.rstrip('/')}/{table}") for table in TABLES)


def _in_folder(system: Any, root: str, kinds: Kinds, ignored: Ignored) -> Iterator[Item]:
    waiting: list[Iterator[Any]] = [iter([{"name": root, "type": "directory"}])]
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop()
            continue
        path, base = str(entry["name"]).rstrip("/"), posixpath.basename(entry["name"].rstrip("/"))
        if base.startswith(".") and path != root.rstrip("/"):
            ignored.hidden += 1
            continue
        if entry["type"] == "directory":
            if path != root.rstrip("/") or len(waiting) == 1:
                found = system.ls(path, detail=True)
                waiting.append(iter(sorted(found, key=lambda one: _steps(one["name"]))))
        elif kinds.have(base):
            yield _item(system, entry, root)
        else:
            ignored.add(base)


def _item(system: Any, entry: dict[str, Any], root: str) -> Item:
    path = str(entry["name"])
    name = system.unstrip_protocol(path)
    within = path.removeprefix(root).lstrip("/") or posixpath.basename(path)
    return Item(name, name, within, entry.get("size") or 0, stamp=stamp(entry))


class Remote(NamedTuple):
    """The place of a map on another computer, from which the paths of its sources lead.

    They lead no further than the folder that was asked for, ``root``.
    """

    folder: str
    root: str

    @classmethod
    def of(cls, item: Item) -> Self:
        """Return the place of a document."""
        within = item.file.endswith(f"/{item.within}")
        root = item.file[: -len(item.within)] if within else posixpath.dirname(item.file)
        return cls(posixpath.dirname(item.file), root.rstrip("/"))

    def _at(self, path: str) -> str | None:
        """Return the name of a file at a path from here on, None if it is outside."""
        # A server may read `%2e` as a dot and a backslash as a slash; `::` joins file systems.
        plain = _plain(path)
        names = self._led(path), self._led(plain)
        is_inside = all(name.startswith(f"{self.root}/") for name in names)
        is_safe = "::" not in plain and not is_in_repository(names[1][len(self.root) :])
        return names[0] if is_inside and is_safe else None

    def _led(self, path: str) -> str:
        protocol, _, place = self.folder.partition("://")
        return normalised(f"{protocol}://{posixpath.join(place, path)}")

    def has(self, path: str) -> bool:
        """Tell whether there is a file at a path from here on."""
        name = self._at(path)
        return name is not None and has_remote(name)

    def read(self, path: str) -> bytes:
        """Return the bytes of the file at a path from here on; see Holder."""
        name = self._at(path)
        if name is None:
            raise OutsideError(
                f"the source is outside {self.root}, so it is not read",
                where=posixpath.join(self.folder, path),
                help="give a folder that contains both the maps and their texts",
            )
        try:
            return read_remote(name)
        except MapFileError as error:
            if isinstance(error.__cause__, FileNotFoundError):
                raise SourceMissing("source file not found", where=name) from error
            raise SourceError(error.what, where=name, help=error.help) from error


def _plain(path: str) -> str:
    """Return a path with nothing in it that a server may still decode."""
    while (decoded := unquote(path).replace("\\", "/")) != path:
        path = decoded
    return path


def _fixed(pattern: str) -> str:
    """Return the folders of a pattern before its first wild part."""
    steps = pattern.split("/")
    first = next(number for number, step in enumerate(steps) if not _WILD.isdisjoint(step))
    return "/".join(steps[:first])


def _steps(path: str) -> list[str]:
    return path.split("/")
