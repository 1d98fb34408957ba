"""Files of a corpus that are on another computer or in a bucket, read by fsspec.

A name with a protocol, such as ``s3://bucket/maps/*.argmap.json``, is remote. What fsspec can read
is listed at https://filesystem-spec.readthedocs.io; some protocols need a package of their own.
"""

from __future__ import annotations

import io
import posixpath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from argmap.access import is_in_repository
from argmap.corpora.item import Item
from argmap.errors import ExtraMissing, MapFileError, OutsideError, SourceError, SourceMissing
from argmap.extras import imported
from argmap.regularfile import file_size_limit, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO, Self

    from argmap.corpora.ignored import Ignored
    from argmap.corpora.kinds import Kinds

_WILD = set("*?[")
_PIECE = 1 << 20
_STAMPS = (
    "ETag",
    "etag",
    "md5Hash",
    "mtime",
    "LastModified",
    "last_modified",
    "updated",
    "created",
)
"""What file systems tell of the contents of a file, the surest first."""


def remote_files(name: str, kinds: Kinds, ignored: Ignored) -> Iterator[Item]:
    """Yield the files that a remote name stands for, in the order of their paths.

    A folder is asked for its files one by one, so that the names of a whole bucket are never in
    memory. What cannot be listed is an item with its error.
    """
    try:
        system, path = _system(name)
        if not _WILD.isdisjoint(path):
            fixed = _fixed(path)
            # With the details, which would else be asked for file by file.
            found = system.glob(path, detail=True)
            for place in sorted(found, key=_steps):
                if found[place]["type"] != "directory":
                    yield _item(system, found[place], fixed)
        else:
            entry = system.info(path)
            if entry["type"] == "directory":
                yield from _in_folder(system, path, kinds, ignored)
            else:
                yield _item(system, entry, posixpath.dirname(path))._replace(name=name, file=name)
    except (ExtraMissing, MapFileError) as error:
        yield Item(name, name, error=error)
    except Exception as error:  # noqa: BLE001 -- each file system has errors of its own
        yield Item(name, name, error=_failed(error, name))


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
    stamp = next((str(entry[key]) for key in _STAMPS if entry.get(key)), "")
    return Item(name, name, within, entry.get("size") or 0, stamp=stamp)


def open_remote(name: str) -> BinaryIO:
    """Return a remote file, open for reading; raise MapFileError if it cannot be opened."""
    try:
        system, path = _system(name)
        return io.BufferedReader(system.open(path, "rb"), _PIECE)
    except (ExtraMissing, MapFileError):
        raise
    except Exception as error:
        raise _failed(error, name) from error


def read_remote(name: str) -> bytes:
    """Return the bytes of a remote file; raise MapFileError if that is impossible or too much."""
    try:
        with open_remote(name) as opened:
            data = opened.read(file_size_limit() + 1)
    except (ExtraMissing, MapFileError):
        raise
    except Exception as error:
        raise _failed(error, name) from error
    if len(data) > file_size_limit():
        reached = too_large()
        what = f"the file cannot be read: {reached.strerror}"
        raise MapFileError(what, where=name, help=reached.help)
    return data


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
        protocol, _, place = self.folder.partition("://")

        def led(path: str) -> str:
            return f"{protocol}://{posixpath.normpath(posixpath.join(place, path))}"

        # A server may read `%2e` as a dot and a backslash as a slash; `::` joins file systems.
        plain = _plain(path)
        names = led(path), led(plain)
        is_inside = all(name.startswith(f"{self.root}/") for name in names)
        is_safe = "::" not in plain and not is_in_repository(names[1][len(self.root) :])
        return names[0] if is_inside and is_safe else None

    def has(self, path: str) -> bool:
        """Tell whether there is a file at a path from here on."""
        name = self._at(path)
        if name is None:
            return False
        system, place = _system(name)
        return bool(system.isfile(place))

    def read(self, path: str) -> bytes:
        """Return the bytes of the file at a path from here on; see Holder."""
        name = self._at(path)
        if name is None:
            raise OutsideError(
                f"the source is outside {self.root}, so it is not read",
                where=posixpath.join(self.folder, path),
                help="name a folder that has both the maps and their texts in it",
            )
        try:
            return read_remote(name)
        except MapFileError as error:
            if isinstance(error.__cause__, FileNotFoundError):
                raise SourceMissing("there is no such source text", where=name) from error
            raise SourceError(error.what, where=name, help=error.help) from error


def _plain(path: str) -> str:
    """Return a path with nothing in it that a server may still decode."""
    while (decoded := unquote(path).replace("\\", "/")) != path:
        path = decoded
    return path


def _system(name: str) -> tuple[Any, str]:
    """Return the file system of a remote name, and the path there."""
    fsspec = imported("fsspec.core", extra="remote")
    try:
        # A list of what is in a bucket is not kept: it may be as large as the bucket.
        system, path = fsspec.url_to_fs(name, use_listings_cache=False)
    except ImportError as error:
        raise ExtraMissing(f"{name}: this protocol needs another package: {error}") from error
    except ValueError as error:
        raise MapFileError(f"the file cannot be found: {error}", where=name) from error
    if isinstance(system, imported("fsspec.implementations.local", extra="remote").LocalFileSystem):
        raise MapFileError(
            "a file of this computer is not named by a protocol",
            where=name,
            help="use its path alone: then it is known where links in it lead",
        )
    return system, path


def _failed(error: Exception, name: str) -> MapFileError:
    if isinstance(error, FileNotFoundError):
        found = MapFileError("there is no such file", where=name)
    else:
        said = " ".join(str(error).split()) or type(error).__name__
        found = MapFileError(f"the file cannot be read: {said}", where=name)
    found.__cause__ = error
    return found


def _fixed(pattern: str) -> str:
    """Return the folders of a pattern before its first wild part."""
    steps = pattern.split("/")
    first = next(number for number, step in enumerate(steps) if not _WILD.isdisjoint(step))
    return "/".join(steps[:first])


def _steps(path: str) -> list[str]:
    return path.split("/")
