"""Write a file whole or not at all, and all of it to standard output."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from argmap.errors import OutputError


def write_file(path: str | os.PathLike[str], data: bytes) -> None:
    """Write ``data`` to ``path`` so that no reader ever sees half of it; ``-`` is standard output.

    The bytes go to a temporary file beside the target, which then takes its place; permissions of
    a file that is replaced are kept, and a symbolic link keeps pointing at the new text. What is
    no regular file, such as a pipe or ``/dev/stdout``, is written to directly. Raises OutputError
    when the file cannot be written; the old one is then untouched.
    """
    if str(path) == "-":
        write_output(data)
        return
    target = Path(path)
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)
            return
        _replace(Path(os.path.realpath(target)), data)
    except (OSError, ValueError) as error:
        # A ValueError is a name that no system allows, with a NUL in it.
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise OutputError(
            f"the file cannot be written: {reason}", where=str(path), help=_advice(target, error)
        ) from error


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
        raise OutputError("whoever read the output has stopped reading") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"standard output cannot be written: {reason}") from error


def _advice(target: Path, error: Exception) -> str | None:
    if isinstance(error, FileNotFoundError):
        return f"make the folder {str(target.parent)!r} first, or write elsewhere"
    if isinstance(error, PermissionError):
        return "write to a folder in which you may make files"
    return None


def _replace(target: Path, data: bytes) -> None:
    if target.is_dir():
        raise IsADirectoryError(None, "it is a folder")
    # As the module tempfile does it, which takes longer to load than most files to write.
    beside = target.with_name(f".{target.name[:40]}.{os.urandom(8).hex()}")
    file = open(beside, "xb", opener=_for_us_alone)  # noqa: SIM115 -- what was made is taken away
    try:
        with file:
            file.write(data)
        beside.chmod(_permissions(target))
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _permissions(target: Path) -> int:
    """Return the mode of the file that is replaced, or the one that a new file would get."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
