"""Report the texts that a map names and that will not be read from where the map is written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.access import Access
from argmap.cli.streams import say
from argmap.errors import OutsideError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.source import Source


def report_outside(sources: Iterable[Source], output: str | None) -> None:
    """Report each text that is outside the project of the file that names it from now on."""
    if output in (None, "-"):
        return
    for _, error in _outside(sources, output or ""):
        say(f"{output}: {error.what}; {error.help}")


def _outside(sources: Iterable[Source], output: str) -> Iterator[tuple[Path, OutsideError]]:
    """Yield each text that is outside the project of a file, and why it is not read from there."""
    access = Access.of(Path(output).parent)
    for source in sources:
        if source.path is None:
            continue
        try:
            access.check(source.location, named=f"text of source {source.id!r}")
        except OutsideError as error:
            yield source.location, error


class OutsideTally:
    """The texts that will not be read from where many maps are written, summed up in one line."""

    def __init__(self) -> None:
        self._texts = self._maps = 0
        self._folder: str | None = None
        """The folder that all of them are in; empty if that is all there is."""

    def add(self, sources: Iterable[Source], output: str) -> None:
        """Count the texts of one map that are outside the project of its file."""
        folders = [os.path.realpath(place.parent) for place, _ in _outside(sources, output)]
        self._texts += len(folders)
        self._maps += bool(folders)
        if folders:
            self._folder = _common(folders if self._folder is None else [*folders, self._folder])

    def lines(self, folder: str) -> Iterator[str]:
        """Yield a line if there were any, for maps that were written to a folder."""
        if not self._texts:
            return
        is_one = self._texts == 1
        texts = "1 text is" if is_one else f"{self._texts:,} texts are"
        maps = "1 map" if self._maps == 1 else f"{self._maps:,} maps"
        it, them = ("it is", "it") if is_one else ("they are", "them")
        yield (
            f"{texts} outside the project of {folder}, so {it} not read for {maps} in it; move "
            f"{them} into the project, or allow the folder with `--allow-outside "
            f"{self._folder or 'DIR'}` (`allow_outside` in Python)"
        )


def _common(folders: list[str]) -> str:
    """Return the folder that all folders are in; nothing if that is a whole file system."""
    try:
        common = os.path.commonpath(folders)
    except ValueError:  # several drives, or nothing in common before
        return ""
    return "" if os.path.dirname(common) == common else common  # noqa: PTH120 -- as text
