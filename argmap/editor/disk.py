"""The file of a map: read as it is now, and written only over what was seen."""

from __future__ import annotations

from argmap.mapfile.opening import read_text
from argmap.writing import write_file


class MapOnDisk:
    """A map file, by its name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def read(self) -> str:
        """Return its text; raise MapFileError if it is not there or not UTF-8."""
        return read_text(self.name)

    def write(self, text: str, was: str) -> None:
        """Write another text, whole or not at all.

        Raises FileChanged unless the file still holds what it ``was``, and OutputError if it cannot
        be written.
        """
        # A text that was read is decoded strictly, so these are its bytes.
        write_file(self.name, text.encode(), was=was.encode())
