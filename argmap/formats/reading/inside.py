"""Which file a file may name: one inside its own folder, and nothing else on the system."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def path_inside(root: Path, folder: Path, name: str) -> Path | None:
    """Return the file that a file in ``folder`` names, if that is inside ``root``; else None.

    Links are followed first, so that none leads out of it. The file need not exist.

    >>> from pathlib import Path
    >>> path_inside(Path("maps"), Path("maps"), "more.argdown") is None
    False
    >>> path_inside(Path("maps"), Path("maps"), "../secret.txt") is None
    True
    """
    try:
        found = (folder / name).resolve()
        return found if found.is_relative_to(root.resolve()) else None
    except (OSError, RuntimeError, ValueError):  # links in a circle, or a name that no file has
        return None
