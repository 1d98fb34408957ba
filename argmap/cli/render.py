"""`argmap render`: draw a map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap import drawing
from argmap.cli.streams import put, say
from argmap.errors import FormatError
from argmap.mapfile import read_map

if TYPE_CHECKING:
    from argmap.drawing.columns import Direction
    from argmap.drawing.engines import EngineName


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap render interview.argmap.yaml -o interview.svg\n"
    "  argmap render interview.argmap.yaml -f dot | dot -Tpng > interview.png",
    no_args_is_help=True,
)
@click.argument("map_name", metavar="MAP")
@click.option("-o", "--output", metavar="OUT", help="Write here; the suffix names the format.")
@click.option(
    "-f",
    "--format",
    "format",
    metavar="FORMAT",
    help=f"The format: {', '.join(drawing.FORMATS)}, or another one of the system's `dot`.",
)
@click.option(
    "--theme",
    type=click.Choice(list(drawing.THEMES)),
    default="light",
    show_default=True,
    help="The colours.",
)
@click.option(
    "--direction",
    type=click.Choice(list(drawing.DIRECTIONS)),
    default="right",
    show_default=True,
    help="Where the reasons lie, seen from their claim.",
)
@click.option(
    "--engine",
    type=click.Choice(["auto", "dot", "wasm"]),
    default="auto",
    show_default=True,
    help="The system's `dot`, the built-in Graphviz, or whichever is there.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="Give up the layout after so long.",
)
def render(
    map_name: str,
    output: str | None,
    format: str | None,
    theme: str,
    direction: Direction,
    engine: EngineName,
    time_limit: float,
) -> None:
    """Draw a map: its statements as cards, their relations as lines.

    Nothing but argmap is needed for SVG and DOT.
    """
    if format is None and output not in (None, "-"):
        format = Path(output or "").suffix.lower().removeprefix(".") or None
        if format is None:
            raise FormatError(
                "the name has no suffix, so what to draw is open",
                where=output,
                help=f"give it one, or say `-f` with {', '.join(drawing.FORMATS)}",
            )
    file = read_map(map_name)
    picture = drawing.render(
        file.whole_map(),
        format=format or "svg",
        theme=theme,
        direction=direction,
        engine=engine,
        time_limit=time_limit,
    )
    put(picture, output)
    if output not in (None, "-"):
        say(f"{output}: {sum(1 for _ in file.map.statements)} statements")
