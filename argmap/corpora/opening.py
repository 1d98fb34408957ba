"""Open the file that the documents of a corpus are in, and read one of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from argmap.errors import MapFileError
from argmap.mapfile.opening import read_bytes, unreadable
from argmap.protocols import is_remote
from argmap.regularfile import open_regular_file

if TYPE_CHECKING:
    from typing import BinaryIO

    from argmap.corpora.item import Item


def open_file(path: str) -> BinaryIO:
    """Return a file of any size, open for reading; raise MapFileError if it cannot be opened."""
    if is_remote(path):
        from argmap.remotefile import open_remote  # noqa: PLC0415 -- few corpora are

        return open_remote(path)
    try:
        return os.fdopen(open_regular_file(path), "rb")
    except (OSError, ValueError) as error:
        raise unreadable(error, path) from error


def bytes_of(item: Item) -> bytes:
    """Return the bytes of a document; raise its error, or MapFileError if it cannot be read."""
    if item.error is not None:
        raise item.error
    if item.data is not None:
        return item.data
    if item.entry is not None:
        from argmap.corpora.archives import bytes_of_entry  # noqa: PLC0415 -- few corpora have any

        return bytes_of_entry(item)
    if item.line:
        with open_file(item.file) as opened:
            opened.seek(item.start)
            data = opened.read(item.size)
        if len(data) < item.size:
            raise MapFileError("the file has become shorter since it was listed", where=item.name)
        return data
    if is_remote(item.file):
        from argmap.remotefile import read_remote  # noqa: PLC0415 -- as above

        return read_remote(item.file)
    return read_bytes(item.file)
