"""`argmap convert`: turn a map from one format into another."""

from __future__ import annotations

import click

from argmap.cli.streams import put, refuse_to_replace, say
from argmap.formats import FORMATS, dumped, read_with_losses

_NAMES = [format.name for format in FORMATS]


@click.command(
    epilog="\b\nFor example:\n  argmap convert interview.argmap.yaml -o interview.argmap.json",
    no_args_is_help=True,
)
@click.argument("given", metavar="IN")
@click.option("-o", "--output", metavar="OUT", help="Write here, not to standard output.")
@click.option(
    "--from",
    "read_as",
    type=click.Choice(_NAMES),
    help="The format of IN, where neither its name nor its text tells.",
)
@click.option(
    "--to",
    "write_as",
    type=click.Choice(_NAMES),
    help="The format to write, where the name of OUT does not tell.",
)
@click.option("--force", is_flag=True, help="Replace OUT if it is there already.")
def convert(
    given: str,
    output: str | None,
    read_as: str | None,
    write_as: str | None,
    *,
    force: bool,
) -> None:
    """Turn a map from one format into another, and tell what the new one cannot hold."""
    if output is not None:
        refuse_to_replace(output, force=force)
    map, missed = read_with_losses(given, format=read_as)
    text, lost = dumped(map, output or "-", format=write_as or (None if output else "yaml"))
    put(text, output)
    for loss in (*missed, *lost):
        say(f"{given}: {loss}")
