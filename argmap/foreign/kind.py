"""A kind of file that argmap does not read, and what its reader can do instead."""

from __future__ import annotations

from typing import NamedTuple

AS_TEXT = "save it as plain text, which can be a source of a map (`argmap new`)"
AS_SOURCE = "`argmap new` starts a map of its text"
AS_OTHER = "`argmap convert --help` lists the formats that can be read"
WRITTEN = "which argmap writes but does not read"
MANY = "not one map"
SOURCE = "not a map"


class Foreign(NamedTuple):
    """A kind of file: ``what`` completes "this is …", ``help`` is what the reader can do next.

    ``but`` says why that is no use: see WRITTEN, MANY and SOURCE for the other reasons.

    >>> Foreign("a FreeMind map").message
    'this is a FreeMind map, which argmap does not read'
    """

    what: str
    help: str = AS_OTHER
    but: str = "which argmap does not read"

    @property
    def message(self) -> str:
        """What to say of a file of this kind."""
        return f"this is {self.what}, {self.but}"
