"""Write a file whole or not at all, and never over what nobody has seen."""

from __future__ import annotations

import errno
import os
import stat
import sys
import warnings
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap.errors import FileChanged, OutputError, OutputWarning
from argmap.protocols import is_remote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from argmap.errors import ArgmapError

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def write_file(
    path: str | os.PathLike[str],
    data: bytes,
    *,
    was: bytes | None = None,
    is_new: bool = False,
    is_remade: bool = False,
) -> None:
    """Write ``data`` to ``path`` so that no reader ever sees half of it; ``-`` is standard output.

    ``was`` are the bytes that the file must still hold: they are compared right before it is
    replaced. With ``is_new`` there must be no file yet. The bytes go to a temporary file beside
    the target, which then takes its place, both on the disk before this returns; ``is_remade`` is
    for what can be made again, such as a picture, and does not wait for the disk. Mode and owner
    of a file that is replaced are kept, and a symbolic link keeps pointing at the new text. What
    is not a regular file, such as a pipe or ``/dev/stdout``, is written to directly.

    Raises FileChanged if the file is not as expected, and OutputError if it is read-only or cannot
    be written; the old one is then untouched. Issues an OutputWarning if its owner cannot be kept
    or the old text remains under another hard link.
    """
    if str(path) == "-":
        write_output(data)
        return
    if is_remote(str(path)):  # which is else a path with a folder called `s3:`
        raise OutputError(
            "only tables are written to another computer",
            where=str(path),
            help="write the file here, and copy it there",
        )
    target = Path(path)
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)
            return
        remarks = _replace(
            Path(os.path.realpath(target)), data, was=was, is_new=is_new, is_remade=is_remade
        )
    except FileChanged as error:
        raise FileChanged(error.what, where=str(path), help=error.help) from error
    except (OSError, ValueError) as error:
        raise unwritten(path, error) from error
    for remark in remarks:
        warnings.warn(OutputWarning(f"{path}: {remark}"), stacklevel=2)


@contextmanager
def written_in_parts(path: str | os.PathLike[str], *, is_new: bool = False) -> Iterator[BinaryIO]:
    """Give a file to write to part by part; it takes the place of ``path`` once all is written.

    This is for what is too large to be held in memory; all else is as with :func:`write_file`. If
    the body of the `with` statement fails, nothing is left of what was written. Raises OutputError
    also if the body fails because the file cannot be written, as on a full disk.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as file:
                yield file
            return
        old = _Old.of(target)
        # Not a name that Folder gives: it removes files of such names while this one is written.
        beside = target.parent / f".argmap-{os.urandom(8).hex()}.part"
        try:
            with open(beside, "xb", opener=_for_us_alone) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            remarks = _take_place(old, beside, target, is_new=is_new)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
    except FileChanged as error:
        raise FileChanged(error.what, where=str(path), help=error.help) from error
    except OSError as error:
        raise unwritten(path, error) from error
    for remark in remarks:
        warnings.warn(OutputWarning(f"{path}: {remark}"), stacklevel=2)


def _take_place(old: _Old, beside: Path, target: Path, *, is_new: bool) -> tuple[str, ...]:
    """Put a file that is written in the place of another one; return what is lost of that."""
    from argmap.folders import Folder  # noqa: PLC0415 -- most runs write no file

    with Folder(target.parent) as folder:
        remarks = tuple(old.hand_over(beside))
        if is_new:
            _name(beside, target)
        else:
            beside.replace(target)
        folder.sync()
    return (*remarks, *old.other_names())


def unwritten(path: str | os.PathLike[str], error: Exception) -> OutputError:
    """Return the error for a file that the system does not let be written."""
    # A ValueError is a name that no system allows, with a NUL in it.
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return OutputError(
        f"the file cannot be written: {reason}", where=str(path), help=_advice(Path(path), error)
    )


def is_full(error: ArgmapError) -> bool:
    """Tell whether a file could not be written because there is no room for it."""
    cause = error.__cause__
    return isinstance(cause, OSError) and cause.errno in _FULL


def write_beside(path: str | os.PathLike[str], data: bytes) -> str:
    """Write a new file beside ``path`` and return its name: ``NAME.new``, else ``NAME.2.new``.

    Nothing is replaced. Raises OutputError if it cannot be written.
    """
    number = 1
    while True:
        name = f"{path}.new" if number == 1 else f"{path}.{number}.new"
        try:
            write_file(name, data, is_new=True)
        except FileChanged:
            number += 1
        else:
            return name


def write_output(data: bytes) -> None:
    """Write to standard output until all of it is written.

    Raises OutputError when whoever reads it has stopped reading.
    """
    rest = memoryview(data)
    try:
        sys.stdout.flush()
        while rest:
            # One call may write only a part, and say so, when Python runs unbuffered.
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        # Keep Python from stumbling over the same pipe once more at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError("the output pipe was closed") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"standard output cannot be written: {reason}") from error


def _advice(target: Path, error: Exception) -> str | None:
    if isinstance(error, FileNotFoundError):
        return f"create the folder {str(target.parent)!r} first, or write elsewhere"
    if isinstance(error, _ReadOnly):
        return "make it writable, or write elsewhere"
    if isinstance(error, PermissionError):
        return "choose a folder that you can write to"
    return None


class _ReadOnly(PermissionError):
    """The file itself may not be written, whatever its folder allows."""


def _replace(
    target: Path, data: bytes, *, was: bytes | None, is_new: bool, is_remade: bool
) -> tuple[str, ...]:
    """Put the bytes in the place of a file, and return what could not be preserved of it."""
    from argmap.folders import Folder  # noqa: PLC0415 -- most runs write no file

    with Folder(target.parent) as folder:
        old = _Old.of(target)
        beside = folder.temporary()
        file = open(beside, "xb", opener=_for_us_alone)  # noqa: SIM115 -- what was made is taken away
        try:
            with file:
                file.write(data)
                if not is_remade:
                    file.flush()
                    os.fsync(file.fileno())
            remarks = tuple(old.hand_over(beside))
            if was is not None:
                _compare(target, was)
            if is_new:
                _name(beside, target)
            else:
                beside.replace(target)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
        if not is_remade:
            folder.sync()
    return (*remarks, *old.other_names())


class _Old(NamedTuple):
    """What is known of the file that is replaced; ``status`` is None if there is none."""

    status: os.stat_result | None

    @classmethod
    def of(cls, target: Path) -> _Old:
        """Look at a file; raise OSError if it is a folder or read-only."""
        try:
            status = target.stat()
        except FileNotFoundError:
            return cls(None)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(None, "it is a folder")
        # The superuser may write to it all the same, but whoever made it read-only meant it.
        if not status.st_mode & 0o222:
            raise _ReadOnly(None, "it is read-only")
        if not os.access(target, os.W_OK):
            raise _ReadOnly(None, "permission denied")
        return cls(status)

    def hand_over(self, beside: Path) -> Iterator[str]:
        """Give the new file the owner and mode of this one; yield what is lost of them."""
        if self.status is None:
            mask = os.umask(0)
            os.umask(mask)
            beside.chmod(0o666 & ~mask)
            return
        made, mode = beside.stat(), stat.S_IMODE(self.status.st_mode)
        for part, new, old in (
            ("owner", made.st_uid, self.status.st_uid),
            ("group", made.st_gid, self.status.st_gid),
        ):
            if new == old:
                continue
            try:
                os.chown(beside, *((old, -1) if part == "owner" else (-1, old)))
            except OSError:
                mode &= 0o777  # no bit that lends out the rights of another owner
                yield f"its {part} could not be preserved"
        # After the owner, since a change of owner takes away the bits that lend out rights.
        beside.chmod(mode)

    def other_names(self) -> Iterator[str]:
        """Yield a remark if the old text is still there under another name."""
        if self.status is not None and self.status.st_nlink > 1:
            others = self.status.st_nlink - 1
            links = "another hard link" if others == 1 else f"{others} other hard links"
            yield f"{links} still {'has' if others == 1 else 'have'} the old text"


def _compare(target: Path, was: bytes) -> None:
    """Raise FileChanged unless the file is what it was when it was read."""
    from argmap.regularfile import RegularFile, UnreadableFile  # noqa: PLC0415 -- as above

    try:
        with RegularFile(target) as file:
            if file.status.st_size == len(was) and file.read() == was:
                return
    except FileNotFoundError as error:
        raise FileChanged(
            "the file has been removed since it was read", help="run the command again"
        ) from error
    except UnreadableFile:
        pass  # it has become something else
    raise FileChanged(
        "the file has been changed by another program since it was read, so it was not written",
        help="run the command again",
    )


def _name(beside: Path, target: Path) -> None:
    """Give the new file its name; raise FileChanged if there is one of that name already."""
    try:
        if os.name == "nt":
            beside.rename(target)  # which refuses there what is there already
            return
        try:
            os.link(beside, target)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if os.path.lexists(target):
                raise FileExistsError from None
            beside.replace(target)
        else:
            beside.unlink()
    except FileExistsError as error:
        raise FileChanged(
            "a file of this name is already there, so nothing was written", help="use another name"
        ) from error


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
