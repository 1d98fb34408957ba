"""Write the text of an original, and its table of places, next to it."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from argmap.errors import OriginalWarning, OutputError, SourceError, SourceMissing
from argmap.originals.places import read_places
from argmap.originals.taking import (
    bytes_digest,
    original_bytes,
    originals_beside,
    places_path,
    text_path,
)
from argmap.writing import write_file

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.originals.original import Original
    from argmap.originals.taking import Taken


def write_taken(taken: Taken, path: Path, *, again: bool = False) -> tuple[Path, Original]:
    """Write what was taken from the original at a path; return where its text is, and the original.

    Raises OutputError if a file is in the way, or cannot be written; the text, or the table of
    another original beside this one, is only replaced if it is to be taken ``again``. An
    OriginalWarning is issued if the table that is replaced was of another file.
    """
    target, table = text_path(path), places_path(path)
    text, places = taken.text.encode(), taken.places.dumps()
    old_text, old_places = _bytes_there(target), _bytes_there(table)
    if old_text not in (None, text) and not again:
        raise OutputError(
            f"the file already exists, and it is not the text of {path}",
            where=str(target),
            help="take the text again with `--again` (`again=True` in Python), or move the file",
        )
    if old_places not in (None, places):
        _look_at_table(old_places or b"", table, taken, path, again=again)
    for place, data, was in ((target, text, old_text), (table, places, old_places)):
        if was != data:
            write_file(place, data, was=was, is_new=was is None)
    return target, taken.original.model_copy(update={"places": table.as_posix()})


def _look_at_table(data: bytes, table: Path, taken: Taken, path: Path, *, again: bool) -> None:
    """Raise OutputError if a file may not be replaced by a table; warn if that is of another file.

    That the text of two originals is the same does not make their tables the same.
    """
    try:
        of = read_places(data, where=str(table)).original_sha256
    except SourceError as error:
        raise OutputError(
            "the file already exists, and it is not a table of places",
            where=str(table),
            help="move it, so that one can be written",
        ) from error
    if of == taken.original.sha256:
        return
    beside = (
        other for other in originals_beside(path) if bytes_digest(original_bytes(other)) == of
    )
    other = next(beside, None)
    if other is not None and not again:
        raise OutputError(
            f"the file already exists, and it is the table of places of {other}",
            where=str(table),
            help=f"rename {path}, or replace the table with `--again` (`again=True` in Python)",
        )
    if other is not None or not again:
        was = other or f"another original, or of {path} before it changed"
        warnings.warn(
            OriginalWarning(
                f"{table} was the table of places of {was}, and was replaced;"
                " maps of that need `argmap new --again`"
            ),
            stacklevel=4,
        )


def _bytes_there(target: Path) -> bytes | None:
    """Return the bytes of a file that is to be written, None if there is none."""
    try:
        return original_bytes(target)
    except SourceMissing:
        return None
