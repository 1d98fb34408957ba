"""A kind of file that argmap does not read, and what its reader can do instead."""

from __future__ import annotations

from typing import NamedTuple

AS_TEXT = "save it as plain text: a text can be a source of a map (`argmap new`)"
AS_OTHER = "`argmap convert --help` lists the formats that can be read"


class Foreign(NamedTuple):
    """A kind of file: ``what`` completes "this is …", ``help`` is what the reader can do next.

    ``is_written`` is True for a format that argmap writes.

    >>> Foreign("a FreeMind map").message
    'this is a FreeMind map, which argmap does not read'
    """

    what: str
    help: str = AS_OTHER
    is_written: bool = False

    @property
    def message(self) -> str:
        """What to say of a file of this kind."""
        verb = "writes but does not read" if self.is_written else "does not read"
        return f"this is {self.what}, which argmap {verb}"
