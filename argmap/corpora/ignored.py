"""What is in folders and archives besides the documents of a corpus, counted by why."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from argmap.regularfile import RegularFile

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_NAMED = 5
_ENDINGS = (".yaml", ".yml", ".json")
_IS_MAP = re.compile(rb"""(?:^|[{,])\s*["']?argmap["']?\s*:\s*\d""", re.MULTILINE)
_BEGINNING = 4096  # bytes of a file in which it says that it is a map


class Ignored:
    """How many files were ignored, and why: their name, that they are hidden, or a link.

    >>> ignored = Ignored()
    >>> for name in ("bus.txt", "tram.txt", "paper.pdf"):
    ...     ignored.add(name)
    >>> list(ignored.lines())
    ['3 files were not read as maps, by extension: 2 .txt, 1 .pdf']
    """

    def __init__(self) -> None:
        self.endings: Counter[str] = Counter()
        """How many files have no name of a map, by how their names end."""
        self.hidden = 0
        self.links = 0
        """How many links lead to folders."""
        self.misnamed: list[str] = []
        """The files that say that they are maps, but do not have the name of one."""

    def add(self, name: str, path: str | None = None) -> None:
        """Count a file whose name is not that of a map; with its path, look at how it begins."""
        self.endings[PurePosixPath(name).suffix] += 1
        if path and name.lower().endswith(_ENDINGS) and _begins_as_map(path):
            self.misnamed.append(path)

    def misnamed_lines(self) -> Iterator[str]:
        """Yield a line for each file that is a map by its text, but not by its name."""
        for path in self.misnamed[:_MOST_NAMED]:
            yield (
                f"{path}: not read, although it begins as a map does: its name does not end in "
                f"`.argmap{PurePosixPath(path).suffix.lower()}`"
            )
        if (more := len(self.misnamed) - _MOST_NAMED) > 0:
            yield f"{_counted(more, 'more file', 'more files')} of this kind"

    def lines(self) -> Iterator[str]:
        """Yield a line for each reason for which something was ignored."""
        yield from self.misnamed_lines()
        if number := self.endings.total():
            named = [
                f"{count:,} {end or 'without an extension'}"
                for end, count in self.endings.most_common(_MOST_NAMED)
            ]
            if len(self.endings) > _MOST_NAMED:
                named.append("…")
            files = _counted(number, "file was", "files were")
            yield f"{files} not read as maps, by extension: {', '.join(named)}"
        if self.hidden:
            one, many = "hidden file or folder was", "hidden files or folders were"
            yield f"{_counted(self.hidden, one, many)} ignored"
        if self.links:
            links = _counted(self.links, "link to a folder was", "links to folders were")
            yield f"{links} not followed"


def _begins_as_map(path: str) -> bool:
    try:
        with RegularFile(path) as file:
            return _IS_MAP.search(os.read(file.descriptor, _BEGINNING)) is not None
    except OSError:
        return False  # what is not read as a map need not be readable


def _counted(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number:,} {many}"
