"""The files that decide what `argmap check` reports of a map."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.access import CONFIGURATIONS, Access
from argmap.errors import OutsideError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.mapfile import MapFile

Stamp = tuple[tuple[int, ...] | None, ...]
"""When each of some files was last changed and how large it is, None if it is not there."""


def inputs_of(file: MapFile) -> tuple[Path, ...]:
    """Return the files that a map's findings depend on, also those that are not there yet.

    They are the map itself, its sources as far as they may be read, and the configurations in its
    folder and above it.

    >>> from argmap.mapfile import read_map
    >>> file = read_map("examples/russia-myanmar/russia-myanmar.argmap.yaml")
    >>> [path.name for path in inputs_of(file)][:2]
    ['russia-myanmar.argmap.yaml', 'asia-times-russia-myanmar.txt']
    """
    paths = [file.path] if file.path else []
    for source in file.map.sources:
        if source.path is not None and file.access is not None:
            location = Path(os.path.normpath(source.location))
            if _may_read(file.access, location):
                paths.append(location)
    if file.path:
        folder = Path(os.path.abspath(file.path.parent))  # noqa: PTH100 -- resolve() would follow links
        for place in (folder, *folder.parents):
            paths += [place / name for name in CONFIGURATIONS]
    return tuple(dict.fromkeys(paths))


def stamp_of(paths: Iterable[Path]) -> Stamp:
    """Return a stamp that is another one once one of the files has changed."""
    return tuple(map(_stamp, paths))


def folders_of(paths: Iterable[Path]) -> list[str]:
    """Return the folders of the files that are there, to be watched: editors replace files in them.

    It is the working folder if none of the files is there.
    """
    return sorted({os.path.realpath(path.parent) for path in paths if path.exists()}) or [os.curdir]


def _stamp(path: Path) -> tuple[int, ...] | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    # Some programs give what they write the time of the file before it.
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size


def _may_read(access: Access, path: Path) -> bool:
    try:
        access.check(path)
    except OutsideError:
        return False
    return True
