"""Files on another computer or in a bucket, read and written by fsspec.

Their names have a protocol, such as ``s3://bucket/maps/a.argmap.json``. What fsspec can read is
listed at https://filesystem-spec.readthedocs.io; some protocols need a package of their own.
"""

from __future__ import annotations

import io
import posixpath
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from argmap.errors import ArgmapError, ExtraMissing, FileChanged, MapFileError, OutputError
from argmap.extras import imported
from argmap.regularfile import UNKNOWN, file_size_limit, note_file, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_PIECE = 1 << 20
_STAMPS = (
    "ETag",
    "etag",
    "md5Hash",
    "Content-MD5",
    "Digest",
    "mtime",
    "LastModified",
    "Last-Modified",
    "last_modified",
    "updated",
    "created",
)
"""What file systems tell of the contents of a file, the surest first."""
_MOST_FOLDERS = 4


def system_of(name: str, *, is_shared: bool = True) -> tuple[Any, str]:
    """Return the file system of a remote name, and the path there.

    One that is not shared is used by nobody else in this process. Raises ExtraMissing, and
    MapFileError if there is no such protocol or it is one of this computer.
    """
    fsspec = imported("fsspec.core", extra="remote")
    try:
        # A list of what is in a bucket is not kept: it may be as large as the bucket.
        options = {"use_listings_cache": False}
        if not is_shared:
            options["skip_instance_cache"] = True
        system, path = fsspec.url_to_fs(name, **options)
    except ImportError as error:
        raise ExtraMissing(f"{name}: this protocol needs another package: {error}") from error
    except ValueError as error:
        raise MapFileError(f"the file cannot be found: {error}", where=name) from error
    if isinstance(system, imported("fsspec.implementations.local", extra="remote").LocalFileSystem):
        raise MapFileError(
            "a file on this computer cannot be given by a protocol",
            where=name,
            help="use its path alone: then it is known where links in it lead",
        )
    return system, path


def open_remote(name: str) -> BinaryIO:
    """Return a remote file, open for reading; raise MapFileError if it cannot be opened."""
    try:
        system, path = system_of(name)
        opened = system.open(path, "rb")
        note_file(name, lambda: stamp(getattr(opened, "details", None) or system.info(path)))
        return io.BufferedReader(opened, _PIECE)
    except ArgmapError:
        raise
    except Exception as error:  # each file system has errors of its own
        note_file(name, str)
        raise failed(error, name) from error


def read_remote(name: str) -> bytes:
    """Return the bytes of a remote file; raise MapFileError if that is impossible or too much."""
    try:
        with open_remote(name) as opened:
            data = opened.read(file_size_limit() + 1)
    except ArgmapError:
        raise
    except Exception as error:
        raise failed(error, name) from error
    if len(data) > file_size_limit():
        reached = too_large()
        what = f"the file cannot be read: {reached.strerror}"
        raise MapFileError(what, where=name, help=reached.help)
    return data


def has_remote(name: str) -> bool:
    """Tell whether there is a remote file of that name."""
    system, path = system_of(name)
    is_there = bool(system.isfile(path))
    if not is_there:
        note_file(name, str)
    return is_there


@contextmanager
def written_remotely(name: str, *, is_new: bool = False) -> Iterator[BinaryIO]:
    """Give a file to write to part by part; it is there once all is written, and not before.

    If the body of the `with` statement fails, nothing is left of what was written. With ``is_new``
    there must be no file yet. Raises FileChanged if there is one, OutputError if it cannot be
    written, and what :func:`system_of` raises.
    """
    system, path = system_of(name, is_shared=False)
    transaction = system.transaction
    with _naming_failures(name):
        _refuse_another(system, path, name, is_new=is_new)
        transaction.start()
        file = system.open(path, "wb")
    try:
        yield file
    except BaseException as error:
        with suppress(Exception):  # what could not be written cannot be taken away, either
            transaction.complete(commit=False)
            file.closed = True  # else it is written once more when it is forgotten
        if isinstance(error, OSError):
            raise _unwritten(error, name) from error
        raise
    with _naming_failures(name):
        is_whole = False
        try:
            _refuse_another(system, path, name, is_new=is_new)
            file.close()
            is_whole = True
        finally:
            transaction.complete(commit=is_whole)


def _refuse_another(system: Any, path: str, name: str, *, is_new: bool) -> None:
    if is_new and system.exists(path):
        raise FileChanged(
            "a file of this name is already there, so nothing was written",
            where=name,
            help="use another name",
        )


@contextmanager
def _naming_failures(name: str) -> Iterator[None]:
    """Raise OutputError for any error of a file system."""
    try:
        yield
    except ArgmapError:
        raise
    except Exception as error:
        raise _unwritten(error, name) from error


def stamp(entry: dict[str, Any]) -> str:
    """Return what changes when a remote file does, of what its file system tells of it."""
    found = next((str(entry[key]) for key in _STAMPS if entry.get(key)), None)
    return UNKNOWN if found is None else f"{entry.get('size')} {found}"


class RemoteStamps:
    """The stamps of remote files as they are now, asked for by the folder.

    A request for a folder tells a thousand of them; the last few folders are remembered.
    """

    def __init__(self) -> None:
        self._folders: dict[str, dict[str, str]] = {}

    def of(self, name: str) -> str:
        """Return the stamp of a file, nothing if there is none or it cannot be read."""
        try:
            system, path = system_of(name)
            known = self._in(system, posixpath.dirname(path)).get(path)
            return stamp(system.info(path)) if known in (None, UNKNOWN) else known or ""
        except Exception:  # noqa: BLE001 -- each file system has errors of its own
            return ""

    def _in(self, system: Any, folder: str) -> dict[str, str]:
        key = f"{system.protocol}{folder}"
        if key not in self._folders:
            try:
                listed = {one["name"]: stamp(one) for one in system.ls(folder, detail=True)}
            except Exception:  # noqa: BLE001 -- as above; then each file is asked for
                listed = {}
            while len(self._folders) >= _MOST_FOLDERS:
                self._folders.pop(next(iter(self._folders)))
            self._folders[key] = listed
        return self._folders[key]


def failed(error: Exception, name: str) -> MapFileError:
    """Return the error for a remote file that cannot be read, whatever its file system raised."""
    if isinstance(error, FileNotFoundError):
        found = MapFileError("file not found", where=name)
    else:
        found = MapFileError(f"the file cannot be read: {_reason(error)}", where=name)
    found.__cause__ = error
    return found


def _unwritten(error: Exception, name: str) -> OutputError:
    return OutputError(f"the file cannot be written: {_reason(error)}", where=name)


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
