"""What is in folders and archives besides the documents of a corpus, counted by why."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_NAMED = 5


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

    def add(self, name: str) -> None:
        """Count a file whose name is not that of a map."""
        self.endings[PurePosixPath(name).suffix] += 1

    def lines(self) -> Iterator[str]:
        """Yield a line for each reason for which something was ignored."""
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


def _counted(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number:,} {many}"
