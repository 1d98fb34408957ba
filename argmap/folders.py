"""A folder that files are written to: one writer at a time, and nothing left of broken-off ones."""

from __future__ import annotations

import os
import re
import stat
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path

_TEMPORARY = re.compile(r"\.argmap-[0-9a-f]{16}\.tmp")
_OLD = 3600.0  # seconds after which a temporary file is nobody's, if the folder cannot be locked
_PATIENCE = 10.0  # seconds; a writer holds the lock for milliseconds
_PAUSE = 0.005

# A folder is cleared once by each process: that takes the longer the more files it has.
_cleared: set[tuple[int, int]] = set()


class Folder:
    """A folder while a file in it is replaced.

    Of all programs that take this lock only one is in the folder at a time, so nobody can come
    between looking at a file and replacing it. It is the lock that `flock` sets on the folder
    itself: it leaves nothing behind and ends with its process. Windows and some network file
    systems have none; files are still replaced whole there. Raises TimeoutError if another program
    holds the lock for longer than 10 seconds.

    Source: flock(2), https://man7.org/linux/man-pages/man2/flock.2.html
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None
        self._is_locked = False

    def __enter__(self) -> Self:
        with suppress(OSError):  # Windows opens no folders, and this one may not be readable
            self._descriptor = os.open(self.path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            if self._descriptor is not None:
                self._is_locked = _locked(self._descriptor)
            self._clear()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._descriptor is None:
            return
        if self._is_locked:
            import fcntl  # noqa: PLC0415 -- only to write, and not on Windows

            # Closing is not enough: a process that was forked meanwhile has the folder open too.
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        os.close(self._descriptor)
        self._descriptor = None

    def temporary(self) -> Path:
        """Return a name for a temporary file that nobody else has."""
        # As the module tempfile does it, which takes longer to load than most files to write.
        return self.path / f".argmap-{os.urandom(8).hex()}.tmp"

    def sync(self) -> None:
        """Wait until the names in the folder are on the disk, if the system can do that."""
        if self._descriptor is not None:
            with suppress(OSError):  # a file system need not offer it, and the file is there
                os.fsync(self._descriptor)

    def _clear(self) -> None:
        """Remove the temporary files of runs that were killed."""
        with suppress(OSError):  # what cannot be looked at or removed does no harm
            found = self.path.stat()
            if (found.st_dev, found.st_ino) in _cleared:
                return
            _cleared.add((found.st_dev, found.st_ino))
            with os.scandir(self.path) as entries:
                names = [entry.name for entry in entries if _TEMPORARY.fullmatch(entry.name)]
            for name in names:
                self._remove_if_left(self.path / name)

    def _remove_if_left(self, path: Path) -> None:
        with suppress(OSError):
            found = path.lstat()
            is_own = not hasattr(os, "getuid") or found.st_uid == os.getuid()
            # Whoever writes holds the lock: with it in our hands nobody does.
            is_left = self._is_locked or found.st_mtime + _OLD < time.time()
            if stat.S_ISREG(found.st_mode) and is_own and is_left:
                path.unlink()


def _locked(descriptor: int) -> bool:
    """Lock an open folder; return False if this system or file system has no such locks."""
    try:
        import fcntl  # noqa: PLC0415 -- as above
    except ImportError:
        return False
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise TimeoutError(None, "another program has locked the folder") from None
            time.sleep(_PAUSE)
        except OSError:
            return False
        else:
            return True
