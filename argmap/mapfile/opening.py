"""Open a map file: its text as it is there, or why it cannot be read."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from argmap.errors import MapFileError
from argmap.regularfile import read_regular_file, read_standard_input

if TYPE_CHECKING:
    import os


def read_text(path: str | os.PathLike[str]) -> str:
    """Return the text of a file in UTF-8, as it is there; ``-`` is standard input.

    Raises MapFileError when it cannot be opened or is not UTF-8.
    """
    return decoded(read_bytes(path), "<stdin>" if str(path) == "-" else str(path))


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """Return the bytes of a file; ``-`` is standard input; raise MapFileError if it has none."""
    name = "<stdin>" if str(path) == "-" else str(path)
    try:
        return read_standard_input() if str(path) == "-" else read_regular_file(path)
    except (OSError, ValueError) as error:
        raise unreadable(error, name) from error


def unreadable(error: OSError | ValueError, name: str) -> MapFileError:
    """Return what to raise for a file that cannot be opened or read."""
    if isinstance(error, FileNotFoundError):
        return MapFileError("file not found", where=name)
    if isinstance(error, IsADirectoryError):
        return MapFileError("this is a folder, not a file", where=name, help="give the files in it")
    reason = getattr(error, "strerror", None) or str(error)
    reason = f"{reason[:1].lower()}{reason[1:]}"
    return MapFileError(
        f"the file cannot be read: {reason}", where=name, help=getattr(error, "help", None)
    )


def decoded(data: bytes, name: str) -> str:
    """Return the text of bytes in UTF-8; raise MapFileError, naming the file, if they are not."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        from argmap.foreign import identified_bytes  # noqa: PLC0415 -- most files are text

        what = f"not UTF-8: byte {error.start} is 0x{data[error.start]:02x}"
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            what = "UTF-16, not UTF-8"
        elif found := identified_bytes(data):
            raise MapFileError(found.message, where=name, help=found.help) from error
        elif b"\0" in data:
            what = "a binary file"
        raise MapFileError(
            f"this is {what}",
            where=name,
            help="save it as text in UTF-8",
        ) from error
