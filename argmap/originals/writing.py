"""Write the text of an original, and its table of places, beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.errors import OutputError, SourceError, SourceMissing
from argmap.originals.places import read_places
from argmap.originals.taking import original_bytes, places_path, text_path
from argmap.writing import write_file

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.originals.original import Original
    from argmap.originals.taking import Taken


def write_taken(taken: Taken, path: Path, *, again: bool = False) -> tuple[Path, Original]:
    """Write what was taken from the original at a path; return where its text is, and the original.

    Raises OutputError if a file is in the way, or cannot be written; the text is only written over
    another one if it is to be taken ``again``.
    """
    target, table = text_path(path), places_path(path)
    _write_text(target, taken.text, path, again=again)
    _write_table(table, taken.places.dumps())
    return target, taken.original.model_copy(update={"places": table.as_posix()})


def _write_text(target: Path, text: str, original: Path, *, again: bool) -> None:
    """Write the text of an original beside it, never over another one unless it is asked for."""
    data = text.encode()
    was = _bytes_there(target)
    if was == data:
        return
    if was is not None and not again:
        raise OutputError(
            f"the file is there already, and it is not the text of {original}",
            where=str(target),
            help="take the text again with `--again` (`again=True` in Python), or move the file",
        )
    write_file(target, data, was=was, is_new=was is None)


def _write_table(target: Path, data: bytes) -> None:
    """Write a table of places, over an older one if there is one."""
    was = _bytes_there(target)
    if was == data:
        return
    if was is not None:
        try:
            read_places(was, where=str(target))
        except SourceError as error:
            raise OutputError(
                "the file is there already, and it is not a table of places",
                where=str(target),
                help="move it, so that one can be written",
            ) from error
    write_file(target, data, was=was, is_new=was is None)


def _bytes_there(target: Path) -> bytes | None:
    """Return the bytes of a file that is to be written, None if there is none."""
    try:
        return original_bytes(target)
    except SourceMissing:
        return None
