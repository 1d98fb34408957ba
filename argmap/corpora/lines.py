"""Files of JSON Lines: one document a line, found without holding more than one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from argmap.corpora.opening import open_file
from argmap.corpora.rows import within_of_line
from argmap.errors import ArgmapError, MapFileError
from argmap.mapfile.opening import unreadable
from argmap.regularfile import file_size_limit, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from argmap.corpora.item import Item

_PIECE = 1 << 20
_MARK = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def lines_of(file: Item) -> Iterator[Item]:
    """Yield the lines of a file that are not blank, each with its bytes.

    A line longer than the limit is an item with its error, and so is a file that cannot be read.
    """
    stem = file.within.rpartition(".")[0] or file.within
    number = 0
    is_empty = True
    try:
        with open_file(file.file) as opened:
            for start, data in _lines(opened, file.name):
                number += 1
                if data.isspace():
                    continue
                is_empty = False
                yield file._replace(
                    name=f"{file.name}:{number}",
                    within=within_of_line(data) or f"{stem}-{number}",
                    size=len(data),
                    start=start,
                    line=number,
                    **_read(data, f"{file.name}:{number}"),
                )
    except ArgmapError as error:
        yield file._replace(error=error)
    except OSError as error:
        yield file._replace(error=unreadable(error, f"{file.name}:{number + 1}"))
    except Exception as error:
        if not file.is_remote:
            raise
        # Each remote file system has errors of its own.
        what = f"the file cannot be read to its end: {error}"
        yield file._replace(error=MapFileError(what, where=f"{file.name}:{number + 1}"))
    else:
        if is_empty:
            yield file._replace(error=MapFileError("the file is empty", where=file.name))


class _Read(TypedDict, total=False):
    data: bytes
    error: MapFileError


def _read(data: bytes, name: str) -> _Read:
    if len(data) <= file_size_limit():
        return {"data": data}
    reached = too_large()
    what = f"the line cannot be read: {reached.strerror}"
    return {"error": MapFileError(what, where=name, help=reached.help)}


def _lines(opened: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    """Yield where each line begins, and its bytes, cut off a little beyond the limit.

    Raises MapFileError if the file of that name is plainly not in UTF-8.
    """
    head = opened.read(len(_MARK) + 1)
    if head.startswith(_UTF_16) or b"\0" in head:
        what = "this is UTF-16 or UTF-32, not UTF-8"
        raise MapFileError(
            what, where=name, help="JSON Lines must be UTF-8: save the file as UTF-8"
        )
    start = len(_MARK) if head.startswith(_MARK) else 0
    opened.seek(start)
    while line := opened.readline(file_size_limit() + 2):
        yield start, line
        start += len(line)
        while not line.endswith(b"\n") and (line := opened.readline(_PIECE)):
            start += len(line)  # what is too long is ignored in pieces
