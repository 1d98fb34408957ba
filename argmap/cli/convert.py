"""`argmap convert`: turn a map from one format into another."""

from __future__ import annotations

import click

from argmap.cli.streams import put, say
from argmap.formats import FORMATS, dump_map, load_map


@click.command(
    epilog="\b\nFor example:\n  argmap convert interview.argmap.yaml -o interview.argmap.json",
    no_args_is_help=True,
)
@click.argument("given", metavar="IN")
@click.option("-o", "--output", metavar="OUT", help="Write here, not to standard output.")
@click.option(
    "--from",
    "read_as",
    type=click.Choice(list(FORMATS)),
    help="The format of IN, where neither its name nor its text tells.",
)
@click.option(
    "--to",
    "write_as",
    type=click.Choice(list(FORMATS)),
    help="The format to write, where the name of OUT does not tell.",
)
def convert(given: str, output: str | None, read_as: str | None, write_as: str | None) -> None:
    """Turn a map from one format into another, and tell what the new one cannot hold."""
    map, missed = load_map(given, format=read_as)
    text, lost = dump_map(map, output or "-", format=write_as)
    for loss in (*missed, *lost):
        say(f"{given}: {loss}")
    put(text, output)
