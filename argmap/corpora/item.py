"""One document of a corpus: where it is, not yet read, or why it cannot be read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap.protocols import is_remote

if TYPE_CHECKING:
    from argmap.errors import ArgmapError


class Item(NamedTuple):
    """One document of a corpus, which is mostly one map: small, and the same in any process.

    ``name`` is what messages call it, ``file`` the file that it is in, as it was given or found:
    ``-`` is standard input. ``within`` is its path below the folder, pattern or archive that was
    asked for, by which results are named. ``entry`` is its name in an archive, where it begins at
    byte ``start``; ``line`` is its line in JSON Lines, counted from 1, and ``data`` are the bytes
    of that line. ``size`` is how many bytes it has, as far as that is known, and ``stamp`` tells
    one version of a remote file from another. With an ``error`` there is nothing to read: it says
    why.
    """

    name: str
    file: str
    within: str = ""
    size: int = 0
    entry: str | None = None
    start: int = 0
    line: int = 0
    data: bytes | None = None
    stamp: str = ""
    error: ArgmapError | None = None

    @property
    def is_file(self) -> bool:
        """Tell whether it is all of a file on this computer, not a part of one."""
        return self.entry is None and not self.line and not self.is_remote

    @property
    def is_remote(self) -> bool:
        """Tell whether its file is on another computer."""
        return is_remote(self.file)

    @property
    def path(self) -> Path | None:
        """The path of its file, None if that is on another computer: a Path cannot say where."""
        return None if self.is_remote else Path(self.file)

    @property
    def folder(self) -> str:
        """The folder that its file is in; of standard input, the working folder."""
        return "" if self.file == "-" else os.path.dirname(self.file)  # noqa: PTH120 -- for thousands
