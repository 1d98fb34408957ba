"""Where words go: results to standard output or a file, everything else to standard error."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from argmap.errors import OutputError, UsageError
from argmap.writing import write_file

if TYPE_CHECKING:
    from argmap.errors import ArgmapError


def put(data: bytes | str, output: str | None) -> None:
    """Write a result to a file, whole or not at all, or to standard output (None and ``-``).

    Text is written in UTF-8 with the line ends that it has.
    """
    if isinstance(data, str):
        data = data.encode()
    if output is not None and output != "-":
        write_file(output, data)
        return
    if data.startswith((b"\x89PNG", b"%PDF")) and sys.stdout.isatty():
        raise UsageError(
            "a picture is no text for a terminal", help="name a file with `-o`, or pipe it"
        )
    _write_out(data)


def echo(text: str) -> None:
    """Show text on standard output, in the encoding of the terminal."""
    # What the encoding lacks is shown as an escape, never as a crash.
    _write_out(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))


def _write_out(data: bytes) -> None:
    """Write to standard output until all of it is written.

    One call may write only a part when Python runs unbuffered, and says nothing of the rest.
    """
    rest = memoryview(data)
    try:
        sys.stdout.flush()
        while rest:
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        # Keep Python from stumbling over the same pipe once more at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError("whoever read the output has stopped reading") from error


def say(words: str) -> None:
    """Tell the reader something that is no result."""
    click.echo(words, err=True)


def tell(error: ArgmapError) -> None:
    """Say what went wrong and what to do."""
    say(f"argmap: error: {error}")
    if error.help:
        say(f"  help: {error.help}")
