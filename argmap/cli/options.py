"""Options that several commands share."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from argmap.regularfile import file_size_limit

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.corpora.journal import Run


_MEGABYTE = 1_000_000
_OF_NO_RESULT = ("maps", "journal", "cluster", "jobs", "output", "force", "exit_zero")
"""Options on which the result of one document does not depend."""


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


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what a user may allow a command to read.

    ``--allow-outside`` reaches it as the tuple ``allow_outside``; ``--file-size-limit`` holds while
    the command runs.
    """
    return click.option(
        "--allow-outside",
        metavar="DIR",
        multiple=True,
        type=click.Path(exists=True, file_okay=False),
        help="Also read files in DIR if a map names them. Otherwise only files in the project of "
        "the map are read. Can be used more than once.",
    )(size_option(command))


def cluster_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--dask`` and ``--resume``; they reach a command as ``cluster`` and ``journal``."""
    return click.option(
        "--dask",
        "cluster",
        metavar="ADDRESS",
        help="Run on the workers of a Dask cluster, such as tcp://10.0.0.1:8786. They read the "
        "maps themselves.",
    )(
        click.option(
            "--resume",
            "journal",
            metavar="FILE",
            type=click.Path(dir_okay=False),
            help="Save the progress of the run in FILE. If FILE exists, continue from it, as far "
            "as the maps and the files read for them are unchanged.",
        )(command)
    )


def run_kept(journal: str | None, *kinds: type) -> Run | None:
    """Return the run of the current command, if its results are kept in a ``journal``.

    ``kinds`` are the named tuples that results are made of.
    """
    if journal is None:
        return None
    from argmap.corpora.journal import Run  # noqa: PLC0415 -- few runs are so long

    context = click.get_current_context()
    options = {name: value for name, value in context.params.items() if name not in _OF_NO_RESULT}
    return Run(journal, [context.info_name, file_size_limit(), options], kinds)


def size_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--file-size-limit``, which holds while the command runs."""
    return click.option(
        "--file-size-limit",
        metavar="MB",
        type=click.IntRange(min=1),
        expose_value=False,
        callback=_limit_size,
        help=f"Read files up to this size.  [default: {file_size_limit() // _MEGABYTE}]",
    )(command)


def _limit_size(context: click.Context, _: click.Parameter, megabytes: int | None) -> None:
    if megabytes is not None:
        before = file_size_limit(megabytes * _MEGABYTE)
        context.call_on_close(lambda: file_size_limit(before))


def draft_target_option(help: str) -> Callable[..., Any]:
    """Return what adds ``--for`` to a command; it reaches it as ``target``, None if not given."""
    return click.option(
        "--for",
        "target",
        type=click.Choice(["openai", "anthropic", "gemini", "strict"]),
        help=f"{help} `strict` is what all of them take.",
    )


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
