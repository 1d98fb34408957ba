"""Options that several commands share."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable


def colour_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--color`` to a command; it reaches it as a bool named ``colour``."""
    return click.option(
        "--color",
        "colour",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        callback=lambda _context, _option, choice: wants_colour(choice),
        help="Colour the output; `auto`: on a terminal.",
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
