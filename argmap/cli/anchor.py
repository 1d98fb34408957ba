"""`argmap anchor`: give every quote of a map its span."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.difference import difference
from argmap.cli.old import given_texts, old_option
from argmap.cli.streams import echo, put, say
from argmap.errors import SourceError, UsageError
from argmap.grounding import ground
from argmap.history import old_text
from argmap.mapfile import MapFile, dumps, map_format, read_map
from argmap.report.grounded import grounding_json, grounding_text
from argmap.source import Source

if TYPE_CHECKING:
    from argmap.model import ArgumentMap


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap anchor interview.argmap.yaml\n"
    "  argmap anchor draft.json --source article.txt -o article.argmap.yaml",
    no_args_is_help=True,
)
@click.argument("maps", metavar="MAP...", nargs=-1, required=True)
@click.option(
    "-o", "--output", metavar="OUT", help="Write here instead of into MAP; `-` is standard output."
)
@click.option(
    "--source", metavar="TEXT", help="The text that the quotes of a map without sources are from."
)
@old_option
@click.option(
    "--accept-approximate", is_flag=True, help="Take over quotes that are only nearly right."
)
@click.option(
    "--diff", "shows_diff", is_flag=True, help="Show what would change, and write no map."
)
@click.option(
    "--report", "report", metavar="FILE", help="Write what became of each quote, as JSON."
)
def anchor(
    maps: tuple[str, ...],
    output: str | None,
    source: str | None,
    report: str | None,
    old: tuple[str, ...],
    *,
    accept_approximate: bool,
    shows_diff: bool,
) -> int:
    """Give every quote its span; one that is typed otherwise becomes the source's own words.

    Maps are changed in place, and only where an anchor changes: comments and layout stay. What was
    written instead of the source's own words is kept under `meta`. A source whose quotes get spans
    gets the `sha256` of its text, by which git finds that text when the source was changed. Exit
    status 1 when a quote could not be placed, or with --diff when something would change.
    """
    if len(maps) > 1 and (output or report):
        raise UsageError("`-o` and `--report` take a single map")
    status = 0
    for name in maps:
        file = read_map(name)
        given = file.whole_map()
        if source is not None:
            given = _over(given, source, file)
        texts = _old_texts(given, old, file)
        grounding = ground(given, accept_approximate=accept_approximate, old=texts)
        say(grounding_text(grounding, name=file.name).rstrip())
        text = _text(file, grounding.map, output)
        changes = difference(file.text, text, file.name)
        if report:
            put(grounding_json(grounding), report)
        if shows_diff:
            echo(changes)
        elif output is not None or file.path is None:
            put(text, output)
        elif text != file.text:
            put(text, str(file.path))
        is_left = grounding.open or (shows_diff and changes)
        status = max(status, 1 if is_left else 0)
    return status


def _over(map: ArgumentMap, text: str, file: MapFile) -> ArgumentMap:
    """Return the map with the text as its source."""
    if map.sources:
        raise UsageError(
            "the map has sources of its own", where=file.name, help="leave `--source` out"
        )
    source = Source.read(text).relative_to(file.folder)
    return map.model_copy(update={"sources": [source]})


def _old_texts(map: ArgumentMap, given: tuple[str, ...], file: MapFile) -> dict[str, str]:
    """Return the texts that the spans were made for: those given, else those that git has kept."""
    texts = given_texts(map, given)
    for source in map.sources:
        if source.id not in texts and _is_changed(source):
            found = old_text(source)
            if found is not None:
                texts[source.id] = found
                say(f"{file.name}: {source.id} was changed; git has the text it was quoted from")
    return texts


def _is_changed(source: Source) -> bool:
    try:
        return source.is_changed
    except SourceError:
        return False  # told of when its quotes are looked for


def _text(file: MapFile, map: ArgumentMap, output: str | None) -> str:
    """Return the text to write: the file's own, edited, wherever it goes in the same syntax."""
    if output is None or output == "-":
        return file.with_map(map)
    folder = Path(output).parent
    if map_format(output) == file.syntax:
        # The file as it would be there: its comments stay, its paths are those of the new folder.
        return file.placed_in(folder).with_map(map)
    moved = [source.relative_to(folder) for source in map.sources]
    return dumps(map.model_copy(update={"sources": moved}), syntax=map_format(output))
