"""Where words go: results to standard output or a file, everything else to standard error."""

from __future__ import annotations

import sys
import warnings
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from argmap.controls import as_line, for_terminal
from argmap.errors import ArgmapWarning, UsageError
from argmap.writing import write_file, write_output

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.errors import ArgmapError


def put(
    data: bytes | str, output: str | None, *, is_new: bool = False, is_remade: bool = False
) -> None:
    """Write a result to a file, whole or not at all, or to standard output (None and ``-``).

    Text is written in UTF-8 with the line ends that it has; a terminal is shown signs for the
    characters that would steer it. ``is_new`` and ``is_remade`` are those of
    :func:`argmap.writing.write_file`.
    """
    is_for_terminal = output in (None, "-") and sys.stdout.isatty()
    if isinstance(data, str):
        if is_for_terminal:
            data = for_terminal(data)
        data = data.encode()
    is_picture = data.startswith((b"\x89PNG", b"%PDF"))
    if is_picture and is_for_terminal:
        raise UsageError(
            "an image cannot be printed to the terminal", help="give a file with `-o`, or pipe it"
        )
    write_file(output or "-", data, is_new=is_new, is_remade=is_remade)


def refuse_to_replace(path: str, *, force: bool) -> None:
    """Raise UsageError if there is a file already, unless it may be replaced."""
    if not force and path != "-" and Path(path).is_file():
        raise UsageError("the file already exists", where=path, help="use `--force` to replace it")


def echo(text: str) -> None:
    """Show text on standard output, in the encoding of the terminal.

    What comes from a file must have been made visible where it was put into the text; see
    :mod:`argmap.controls`.
    """
    # What the encoding lacks is shown as an escape, never as a crash.
    write_output(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))


def say(words: str) -> None:
    """Print one line on standard error, for what is not a result.

    Words may come from any file: nothing in them steers a terminal or starts another line.
    """
    with suppress(OSError):  # nobody reads what is said; what was done counts
        click.echo(as_line(words), err=True)


def say_lines(lines: Iterable[str]) -> None:
    """Print lines on standard error, each as :func:`say` does."""
    for line in lines:
        say(line)


def report_error(error: ArgmapError) -> None:
    """Say what went wrong and what to do."""
    say(f"argmap: error: {error}")
    if error.help:
        say(f"  help: {error.help}")


def say_warnings() -> None:
    """From now on, print the warnings of argmap as messages, each as often as it is issued."""
    shown = warnings.showwarning

    def show(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        if issubclass(category, ArgmapWarning):
            say(f"argmap: warning: {message}")
        else:
            shown(message, category, filename, lineno, file, line)

    warnings.simplefilter("always", ArgmapWarning)
    warnings.showwarning = show
