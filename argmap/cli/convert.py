"""`argmap convert`: turn a map from one format into another."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from argmap.cli.options import reading_options
from argmap.cli.outside import report_outside
from argmap.cli.streams import put, refuse_to_replace, say
from argmap.errors import UsageError
from argmap.formats import (
    FORMATS,
    STRICT,
    dump,
    named,
    read_with_losses,
    summed_up,
    write_companions,
)
from argmap.formats.recognition import of_target

if TYPE_CHECKING:
    from argmap.formats import Format


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap convert interview.argmap.yaml -o interview.argmap.json\n"
    "  argmap convert nodeset.json --source debate.txt -o debate.argmap.yaml\n"
    "  argmap convert debate.argmap.yaml --to aif -O dialogue=yes -o debate.json",
    no_args_is_help=True,
)
@click.argument("given", metavar="IN")
@click.option("-o", "--output", metavar="OUT", help="Write here, not to standard output.")
@click.option(
    "--from",
    "read_as",
    type=click.Choice([format.name for format in FORMATS if format.reads]),
    help="The format of IN, where neither its text nor its name tells.",
)
@click.option(
    "--to",
    "write_as",
    type=click.Choice([format.name for format in FORMATS if format.writes]),
    help="The format to write, where the name of OUT does not tell.",
)
@click.option(
    "--source",
    "sources",
    metavar="TEXT",
    multiple=True,
    help="A text that the statements of IN are from; may be given several times.",
)
@click.option(
    "--encoding",
    metavar="NAME",
    default="utf-8",
    show_default=True,
    help="The encoding of IN and of the texts.",
)
@click.option(
    "-O",
    "--option",
    "options",
    metavar="NAME=VALUE",
    multiple=True,
    help="Something that the format of IN or of OUT lets one choose; see docs/formats.md.",
)
@click.option(
    "--strict",
    is_flag=True,
    help="Exit with 1 when something was dropped, or written as something near.",
)
@click.option("--force", is_flag=True, help="Replace OUT, and texts beside it, if they are there.")
@reading_options
def convert(
    given: str,
    output: str | None,
    read_as: str | None,
    write_as: str | None,
    sources: tuple[str, ...],
    encoding: str,
    options: tuple[str, ...],
    allow_outside: tuple[str, ...],
    *,
    strict: bool,
    force: bool,
) -> int:
    """Turn a map from one format into another, and tell what the new one cannot hold.

    What was lost is told on standard error, one line for each sort of loss.
    """
    if output is not None:
        refuse_to_replace(output, force=force)
    target = output or "-"
    to = named(write_as or "yaml") if write_as or output is None else of_target(output)
    for_reading, for_writing = _shared_out(options, named(read_as) if read_as else None, to)
    map, missed = read_with_losses(
        given,
        format=read_as,
        source=sources,
        encoding=encoding,
        options=for_reading,
        allow_outside=allow_outside,
    )
    dumped = dump(map, target, format=to.name, options=for_writing)
    beside = write_companions(dumped, target, replace=force)
    put(dumped.text, output, is_new=not force)
    report_outside(map.sources if to.reads else (), output)
    for line in summed_up((*missed, *dumped.losses)):
        say(f"{given}: {line}")
    for name in beside:
        say(f"{given}: {name} goes with {output}")
    if dumped.companions and target == "-":
        names = ", ".join(dumped.companions)
        say(f"{given}: left out, since it goes to standard output: {names}")
    is_lossy = any(loss.kind in STRICT for loss in (*missed, *dumped.losses))
    return 1 if strict and is_lossy else 0


def _shared_out(
    options: tuple[str, ...], read_as: Format | None, write_as: Format
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the options for reading and those for writing: each goes where it is known.

    What neither format is known to have goes where something is called nearly so; else to the one
    that is read, which is known only once the file was looked at.
    """
    of_in = {one.name for one in read_as.codec.options if one.is_for("reading")} if read_as else ()
    of_out = {one.name for one in write_as.codec.options if one.is_for("writing")}
    for_reading, for_writing = {}, {}
    for option in options:
        name, sign, value = option.partition("=")
        if not sign:
            raise UsageError(f"{option!r} is no option", help="write it as NAME=VALUE")
        is_for_out = name in of_out or (
            name not in of_in and bool(get_close_matches(name, of_out, n=1))
        )
        if is_for_out:
            for_writing[name] = value
        if name in of_in or not is_for_out:
            for_reading[name] = value
    return for_reading, for_writing
