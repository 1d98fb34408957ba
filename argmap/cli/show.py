"""`argmap show`: a map as an outline, or one statement with its words in their context."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from argmap.cli.completing import complete_files, complete_ids
from argmap.cli.options import colour_option, reading_options
from argmap.cli.streams import echo
from argmap.controls import visible
from argmap.drawing import to_outline
from argmap.errors import SourceError
from argmap.mapfile import read_map
from argmap.report.described import facts_of, in_context
from argmap.whereabouts import position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import Anchor, ArgumentMap, Statement


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap show interview.argmap.yaml\n"
    "  argmap show interview.argmap.yaml embrace",
    no_args_is_help=True,
)
@click.argument("map_name", metavar="MAP", shell_complete=complete_files)
@click.argument("id", metavar="[ID]", required=False, shell_complete=complete_ids)
@reading_options
@colour_option
def show(map_name: str, id: str | None, allow_outside: tuple[str, ...], *, colour: bool) -> None:
    """Print a map as an outline, or with an ID one statement and its passages in context."""
    map = read_map(map_name, allow_outside=allow_outside).whole_map()
    if id is None:
        echo(f"{to_outline(map).rstrip()}\n")
        return
    lines = list(_statement(map, map[id], colour=colour))
    echo("\n".join((*lines, "")))


def _statement(map: ArgumentMap, statement: Statement, *, colour: bool) -> Iterator[str]:
    name, *facts = facts_of(map, statement)
    yield click.style(name, bold=True) if colour else name
    yield from facts
    for anchor in statement.anchors:
        yield ""
        yield from _in_context(map, anchor, colour=colour)


def _in_context(map: ArgumentMap, anchor: Anchor, *, colour: bool) -> Iterator[str]:
    if not anchor.spans:
        yield visible(f"  “{anchor.quote}”, no span yet")
        return
    source = map.source_of(anchor)
    try:
        source.text  # noqa: B018 -- read it now, so that its failure is reported here
    except SourceError as error:
        yield visible(f"  “{anchor.quote}”, but {error}")
        return
    yield visible(f"  {source.id} {position(source, anchor.spans[0])}")
    mark = partial(click.style, underline=True) if colour else None
    yield from in_context(source, anchor.spans, mark=mark)
