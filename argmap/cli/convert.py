"""`argmap convert`: turn maps from one format into another."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from argmap.cli.completing import complete_files
from argmap.cli.convert_many import convert_many, is_for_many
from argmap.cli.format_name import FormatName
from argmap.cli.options import reading_options
from argmap.cli.outside import report_outside
from argmap.cli.streams import put, refuse_to_replace, say
from argmap.corpora import Conversion, Item, ReadOptions, converted
from argmap.errors import UsageError
from argmap.formats import (
    STRICT,
    Dumped,
    check_reading_options,
    chosen_options,
    named,
    summed_up,
    write_companions,
)
from argmap.formats.conversion import given_sources
from argmap.formats.recognition import of_target

if TYPE_CHECKING:
    from argmap.formats import Format


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap convert interview.argmap.yaml -o interview.argmap.json\n"
    "  argmap convert nodeset.json --source debate.txt -o debate.argmap.yaml\n"
    "  argmap convert debate.argmap.yaml --to aif -O dialogue=yes -o debate.json\n"
    "  argmap convert nodesets/ --from aif -o maps/",
    no_args_is_help=True,
)
@click.argument("given", metavar="IN...", nargs=-1, required=True, shell_complete=complete_files)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="Output file, or for several maps a folder; default: standard output.",
)
@click.option(
    "--from",
    "read_as",
    type=FormatName("reads"),
    help="Input format, if it cannot be detected from the content or the name.",
)
@click.option(
    "--to",
    "write_as",
    type=FormatName("writes"),
    help="Output format, if the name of OUT does not show it; in a folder, `yaml` by default.",
)
@click.option(
    "--source",
    "sources",
    metavar="TEXT",
    multiple=True,
    help="A source of the statements of IN; can be repeated.",
)
@click.option(
    "--encoding",
    metavar="NAME",
    default="utf-8",
    show_default=True,
    help="Encoding of IN and of the sources.",
)
@click.option(
    "-O",
    "--option",
    "options",
    metavar="NAME=VALUE",
    multiple=True,
    help="Set an option of the input or output format; see docs/formats.md.",
)
@click.option(
    "--strict",
    is_flag=True,
    help="Exit with 1 if anything was dropped or approximated.",
)
@click.option("--force", is_flag=True, help="Replace files that already exist.")
@reading_options
def convert(
    given: tuple[str, ...],
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
    """Convert maps to another format and report what is lost.

    Losses are reported on standard error, one line per kind. IN is a file, `-` for standard input,
    a folder, a pattern, or a file of many documents: JSON Lines (.jsonl, .ndjson; one document in
    each line) or a zip archive. In a folder and its subfolders, files with the extension of a
    format are converted; links to folders are not followed. Several maps are written to the
    folder OUT, under the names that they have in their own folder or archive. If a map cannot be
    read or written, the others are still converted.

    Exit status: 0 success, 1 with --strict if anything was dropped or approximated, 2 if a map
    could not be read or written.
    """
    is_many = is_for_many(given, output)
    if is_many or output is None:
        to = named(write_as or "yaml")
    else:
        refuse_to_replace(output, force=force)
        to = named(write_as) if write_as else of_target(output)
    for_reading, for_writing = _shared_out(options, named(read_as) if read_as else None, to)
    chosen_options(to, for_writing)  # refuses what it does not know
    check_reading_options(read_as, for_reading)
    reading = ReadOptions(
        read_as,
        given_sources(sources, encoding),
        encoding,
        tuple(for_reading.items()),
        allow_outside,
    )
    how = Conversion(to.name, tuple(for_writing.items()), reading)
    if is_many:
        return convert_many(given, output, how, strict=strict, force=force)
    return _convert_one(given[0], output, how, strict=strict, force=force)


def _convert_one(
    given: str, output: str | None, how: Conversion, *, strict: bool, force: bool
) -> int:
    """Convert one map to a file, or to standard output."""
    result = converted(Item(given, given), output or "-", how)
    dumped = Dumped(result.text, result.losses, result.companions)
    beside = write_companions(dumped, result.target, replace=force)
    put(result.text, output, is_new=not force)
    report_outside(result.sources, output)
    for line in summed_up(result.losses):
        say(f"{given}: {line}")
    for name in beside:
        say(f"{given}: {name} was written next to {output}")
    if result.companions and result.target == "-":
        names = ", ".join(result.companions)
        say(f"{given}: left out, because the map goes to standard output: {names}")
    return 1 if strict and any(loss.kind in STRICT for loss in result.losses) else 0


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
    given: set[str] = set()
    for option in options:
        name, sign, value = option.partition("=")
        if not sign:
            raise UsageError(f"{option!r} is not an option", help="write it as NAME=VALUE")
        if name in given:
            raise UsageError(
                f"the option {name!r} is given twice",
                help="give it once, with several values separated by commas",
            )
        given.add(name)
        is_for_out = name in of_out or (
            name not in of_in and bool(get_close_matches(name, of_out, n=1))
        )
        if is_for_out:
            for_writing[name] = value
        if name in of_in or not is_for_out:
            for_reading[name] = value
    return for_reading, for_writing
