"""Where the paths of a source lead, and how far they may be read."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

from argmap.access import working_folder
from argmap.errors import SourceError
from argmap.protocols import normalised

if TYPE_CHECKING:
    from argmap.access import Access


class Holder(Protocol):
    """What holds the files of sources if it is not a folder here, such as an archive."""

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, from the place of the map on.

        Raises SourceMissing if there is none, and OutsideError for a path that leads out.
        """


class Root(NamedTuple):
    """What the paths of a source are relative to, and how far they are read from there."""

    folder: Path
    working: str
    """What the folder was relative to, so that a change of the working folder changes nothing."""
    access: Access | None = None
    is_pointed_at: bool = False
    """Whether Python code named the file; else it is read only as far as there is access."""
    holder: Holder | None = None
    """What holds the file, if no folder does."""
    held_in: str = ""
    """What messages call the place in the holder, as text: it may be on another computer."""

    @classmethod
    def here(cls) -> Self:
        """Return the root of a source that is made now: the working folder."""
        return cls(Path(), working_folder())

    def moved(self, folder: str | os.PathLike[str]) -> Self:
        """Return the root in another folder, which is taken from the working folder."""
        return self._replace(folder=Path(folder), working=working_folder(), holder=None, held_in="")

    def held(self, holder: Holder, place: str | os.PathLike[str]) -> Self:
        """Return the root in what holds the files; ``place`` names it."""
        moved = self.moved(place)
        return moved._replace(is_pointed_at=False, holder=holder, held_in=os.fspath(place))

    def address(self, path: str) -> str:
        """Return what messages call the file that a path leads to."""
        if self.holder is None:
            return str(self.located(path))
        return normalised(posixpath.join(self.held_in, path))

    def located(self, path: str) -> Path:
        """Return where a path leads, as this process finds it."""
        place = self.folder / path
        return place if self.working == working_folder() else Path(self.working) / place

    def readable(self, path: str, named: str) -> Path:
        """Return where a path leads; raise SourceError or OutsideError if it may not be read."""
        location = self.located(path)
        if not self.is_pointed_at:
            if self.access is None:
                raise SourceError(
                    "the source was made from data, so its path is not relative to any folder",
                    where=path,
                    help="give the folder: `loads(text, folder=…)` or `source.placed_in(…)`",
                )
            self.access.check(location, named=named)
        return location

    def path_from(self, folder: str | os.PathLike[str], path: str) -> str:
        """Return a path as it is written in a file of another folder."""
        if Path(path).is_absolute():
            return path
        return Path(os.path.relpath(self.located(path), folder)).as_posix()

    def normal(self, path: str | None) -> str | None:
        """Return a path in the one form that it has wherever it is written, None for None."""
        if path is None:
            return None
        return os.path.normpath(Path(self.working) / self.folder / path)
