"""What several commands share: map files as arguments, colour, where output goes."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from argmap.errors import UsageError
from argmap.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Callable

Decorator = "Callable[[Callable[..., Any]], Callable[..., Any]]"

COLOURS = click.Choice(["auto", "always", "never"])


def colour_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--color` to a command; it reaches it as a bool named ``colour``."""
    return click.option(
        "--color",
        "colour",
        type=COLOURS,
        default="auto",
        callback=lambda _ctx, _param, choice: wants_colour(choice),
        help="Colour the output: always, never, or on a terminal.",
        show_default=True,
    )(command)


def wants_colour(choice: str) -> bool:
    """Tell whether standard output gets colour; NO_COLOR and FORCE_COLOR hold.

    See https://no-color.org and https://force-color.org.
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def put(data: bytes | str, output: str | None) -> None:
    """Write to a file, whole or not at all, or to standard output (None and ``-``)."""
    if isinstance(data, str):
        data = data.encode()
    if output is None or output == "-":
        if _is_picture(data) and sys.stdout.isatty():
            raise UsageError(
                "a picture is no text for a terminal", help="name a file with `-o`, or pipe it"
            )
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_file(output, data)


def _is_picture(data: bytes) -> bool:
    return data.startswith((b"\x89PNG", b"%PDF"))


def say(words: str) -> None:
    """Tell the reader something that is no output: on standard error."""
    click.echo(words, err=True)
