"""The options `--old` and `--no-git`: the texts that the spans of a map were made for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from argmap.history import begin_run
from argmap.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.model import ArgumentMap


def old_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--old`` to a command; it reaches it as the tuple ``old``."""
    return click.option(
        "--old",
        metavar="[ID=]TEXT",
        multiple=True,
        help="The earlier text of the source with that ID, from before it changed. Default: the "
        "version in git whose `sha256` is in the map.",
    )(command)


def git_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--no-git`` to a command; it reaches it as a bool named ``asks_git``."""
    return click.option(
        "--no-git",
        "asks_git",
        is_flag=True,
        flag_value=False,
        default=True,
        callback=_begin,
        help="Do not ask git for the earlier text of a changed source.",
    )(command)


def _begin(_context: click.Context, _option: click.Parameter, asks_git: bool) -> bool:  # noqa: FBT001 -- click's signature
    begin_run(os.urandom(8).hex())
    return asks_git


def given_texts(map: ArgumentMap, given: tuple[str, ...]) -> dict[str, str]:
    """Return the texts named with ``--old``, by the id of the source that each is of.

    A text without an id is of the only source. Raises UsageError if that is open, and
    SourceError when a text cannot be read.
    """
    texts = {}
    for each in given:
        id, _, path = each.rpartition("=")
        names = id in {source.id for source in map.sources}
        source = map.source(id) if names else map.source()
        texts[source.id] = Source.read(path if names else each, encoding=source.encoding).text
    return texts
