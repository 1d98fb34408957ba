"""Read a regular file of bounded size: never a device, a pipe, a socket, a folder, or without end.

What is called a file in a map, or lies where a map is looked for, may be none: `/dev/zero` has no
end, and a pipe that nobody writes to waits for ever. So a file is opened without waiting, what was
opened is looked at, and no more of it is read than the limit allows.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType
    from typing import Self

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_PIECE = 1 << 20  # bytes that are read at a time, so that an interrupt is heeded in between
_LEAST = 1 << 13  # the same for a file that does not say its size, as those in /proc
_KINDS = (
    (stat.S_ISCHR, "device"),
    (stat.S_ISBLK, "device"),
    (stat.S_ISFIFO, "pipe"),
    (stat.S_ISSOCK, "socket"),
)
_MEGABYTE = 1_000_000

UNKNOWN = "unknown"
"""The stamp of a file of which nothing says whether it changes."""

_limit = 256 * _MEGABYTE
_noted: ContextVar[dict[str, str] | None] = ContextVar("noted", default=None)


class UnreadableFile(OSError):
    """A file is not a regular file, or larger than the limit; ``help`` says what to do."""

    def __init__(self, code: int, reason: str, help: str) -> None:
        super().__init__(code, reason)
        self.help = help


def file_size_limit(size: int | None = None) -> int:
    """Return the size in bytes up to which files are read; ``size`` is the limit from then on.

    The limit is 256 MB at first. It holds for this process and for everything that is read: maps,
    sources, configuration, themes, standard input. Raises ValueError if ``size`` is negative.

    >>> file_size_limit()
    256000000
    """
    global _limit  # noqa: PLW0603 -- one limit for the process, as csv.field_size_limit has it
    before = _limit
    if size is not None:
        if size < 0:
            message = f"a file cannot have {size} bytes"
            raise ValueError(message)
        _limit = size
    return before


class RegularFile:
    """A regular file, open for reading: used with ``with``.

    Raises OSError if it cannot be opened: UnreadableFile for what is not a regular file and for
    one that is larger than the limit, before any of it is read. Raises ValueError for a path that
    no file can have.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.descriptor, self.status = _opened(path)
        if self.status.st_size > _limit:
            os.close(self.descriptor)
            raise too_large()

    def read(self) -> bytes:
        """Return all of it; raise UnreadableFile if it has grown beyond the limit."""
        # One byte more than it seems to have, so that the end shows at once.
        piece = min(_PIECE, max(self.status.st_size + 1, _LEAST))
        return _joined(lambda: os.read(self.descriptor, piece))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self.descriptor)


def open_regular_file(path: str | os.PathLike[str]) -> int:
    """Return the descriptor of a regular file of any size, to be read piece by piece and closed.

    Raises as :class:`RegularFile` does, but not for a file beyond the limit: whoever reads it keeps
    each piece within that.
    """
    return _opened(path)[0]


def read_regular_file(path: str | os.PathLike[str]) -> bytes:
    """Return the bytes of a regular file; raise as :class:`RegularFile` does.

    >>> read_regular_file("seeds/asia-times-russia-myanmar.txt")[:6]
    b'Russia'
    """
    with RegularFile(path) as file:
        return file.read()


def is_regular_file(path: str | os.PathLike[str]) -> bool:
    """Tell whether there is a regular file at a path.

    >>> is_regular_file("seeds"), is_regular_file("seeds/asia-times-russia-myanmar.txt")
    (False, True)
    """
    note_file(path, lambda: stamp_of(path))
    return os.path.isfile(path)  # noqa: PTH113 -- as text


def read_standard_input() -> bytes:
    """Return the bytes of standard input, which may be a pipe; raise UnreadableFile if too many."""
    return _joined(lambda: sys.stdin.buffer.read(_PIECE))


@contextmanager
def files_noted() -> Iterator[dict[str, str]]:
    """Give what becomes the files that are opened in the `with` statement, each with its stamp.

    Files that could not be opened are among them, since they may be there later. See stamp_of.

    >>> with files_noted() as files:
    ...     text = read_regular_file("seeds/asia-times-russia-myanmar.txt")
    >>> files == {name: stamp_of(name) for name in ["seeds/asia-times-russia-myanmar.txt"]}
    True
    """
    files: dict[str, str] = {}
    before = _noted.set(files)
    try:
        yield files
    finally:
        _noted.reset(before)


def note_file(name: str | os.PathLike[str], stamp: Callable[[], str]) -> None:
    """Note a file for :func:`files_noted`, with the stamp that it had when it was first opened."""
    files = _noted.get()
    if files is not None and (key := os.fspath(name)) not in files:
        files[key] = stamp()


def stamp_of(path: str | os.PathLike[str]) -> str:
    """Return what changes when a file does: size, time of change, mode; nothing without a file."""
    try:
        return _stamp(os.stat(path))  # noqa: PTH116 -- for thousands
    except (OSError, ValueError):
        return ""


def _stamp(status: os.stat_result) -> str:
    if stat.S_ISDIR(status.st_mode):
        return "folder"  # its time says nothing of what is read in it
    return f"{status.st_size} {status.st_mtime_ns} {status.st_mode:o}"


def _opened(path: str | os.PathLike[str]) -> tuple[int, os.stat_result]:
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError:
        note_file(path, lambda: stamp_of(path))
        raise
    try:
        status = os.fstat(descriptor)
        note_file(path, lambda: _stamp(status))
        _check(status)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor, status


def _check(status: os.stat_result) -> None:
    mode = status.st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        kind = next((name for is_kind, name in _KINDS if is_kind(mode)), "special file")
        raise UnreadableFile(
            errno.EINVAL,
            f"it is a {kind}, not a regular file",
            "save its contents in a file, or pipe them to a command that reads `-`",
        )


def _joined(read: Callable[[], bytes]) -> bytes:
    pieces = []
    size = 0
    while piece := read():
        size += len(piece)
        if size > _limit:
            raise too_large()
        pieces.append(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def too_large() -> UnreadableFile:
    """Return the error for what is larger than the limit, to be raised.

    >>> too_large().strerror
    'it is larger than 256 MB'
    """
    size = f"{_limit / _MEGABYTE:g} MB"
    return UnreadableFile(
        errno.EFBIG,
        f"it is larger than {size}",
        "raise the limit with `--file-size-limit MB`, in Python with `file_size_limit`",
    )
