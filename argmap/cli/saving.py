"""A map file that is changed in place, and the option `--keep-result` for when that is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from argmap.errors import FileChanged
from argmap.writing import write_beside, write_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.mapfile import MapFile


def keep_result_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--keep-result`` to a command; it reaches it as a bool named ``keeps_result``."""
    return click.option(
        "--keep-result",
        "keeps_result",
        is_flag=True,
        help="If another program has changed MAP in the meantime, write the result to MAP.new; "
        "without this option it is discarded. MAP is never overwritten then.",
    )(command)


def save_in_place(file: MapFile, text: str, *, keeps_result: bool) -> None:
    """Write another text to the file that a map was read from.

    Raises FileChanged if the file is no longer what was read; with ``keeps_result`` the text is in
    a new file next to it then, which the error names. Raises OutputError if it cannot be written.
    """
    path = str(file.path)
    try:
        # The text was decoded strictly, so these are the bytes that were read.
        write_file(path, text.encode(), was=file.text.encode())
    except FileChanged as error:
        advice = "run the command again, or use `--keep-result` to write the result to a new file"
        if keeps_result:
            advice = f"the result is in {write_beside(path, text.encode())}: compare the two"
        raise FileChanged(error.what, where=error.where, help=advice) from error
