"""`argmap render`: draw a map."""

from __future__ import annotations

import gc
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from argmap import drawing
from argmap.cli.streams import put, say
from argmap.errors import DrawingWarning, FormatError, UsageError
from argmap.graph import Graph
from argmap.mapfile import read_map_to_look_at

if TYPE_CHECKING:
    from argmap.model import ArgumentMap

_UNASKED = "rest"


class _Depth(click.ParamType[int]):
    """A number of steps, or `all` of them."""

    name = "depth"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ANN401 -- click's signature
        if value == "all":
            return 0
        return click.IntRange(min=0).convert(value, param, ctx)


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap render interview.argmap.yaml -o interview.svg\n"
    "  argmap render interview.argmap.yaml -o interview.png --scale 2 --depth 3\n"
    "  argmap render interview.argmap.yaml -o interview.pdf --split question\n"
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
    "--scale",
    type=click.FloatRange(0.5, 16),
    default=1.0,
    show_default=True,
    help="Pixels of a PNG to each pixel of the SVG.",
)
@click.option(
    "--theme",
    default="light",
    show_default=True,
    metavar="THEME",
    help=f"The colours: {', '.join(drawing.THEMES)}, {drawing.AUTO} (an SVG that is dark where its "
    "reader wants that), or a TOML file.",
)
@click.option(
    "--direction",
    type=click.Choice(list(drawing.DIRECTIONS)),
    default="right",
    show_default=True,
    help="Where the reasons lie, seen from their claim.",
)
@click.option(
    "--depth",
    type=_Depth(),
    metavar="STEPS",
    help="How many steps from the top to show, or `all`; left out, all of a map of up to 150 "
    "statements, else as many as 150 statements need.",
)
@click.option("--focus", metavar="ID", help="Show what this statement bears on and rests on.")
@click.option(
    "--collapse", multiple=True, metavar="ID", help="Show nothing under this one; may be repeated."
)
@click.option(
    "--split",
    type=click.Choice(["question"]),
    help="Draw a picture for each question: OUT-ID.svg and so on.",
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
    split: str | None,
    **options: Any,  # noqa: ANN401 -- those of drawing.render
) -> None:
    """Draw a map: its statements as cards, their relations as lines.

    Nothing but argmap is needed for SVG, PNG, PDF and DOT.
    """
    if format is None and output not in (None, "-"):
        format = Path(output or "").suffix.lower().removeprefix(".") or None
        if format is None:
            raise FormatError(
                "the name has no suffix, so what to draw is open",
                where=output,
                help=f"give it one, or say `-f` with {', '.join(drawing.FORMATS)}",
            )
    map = read_map_to_look_at(map_name)
    for name, part in (_parts(map, output) if split else {output: map}).items():
        put(_drawn(part, format=format or "svg", **options), name)
        if name not in (None, "-"):
            say(f"{name}: {sum(1 for _ in part.statements)} statements")


def _drawn(map: ArgumentMap, **options: Any) -> bytes:  # noqa: ANN401 -- as above
    """Draw a map, and say what its picture does not show."""
    gc.disable()  # what a picture consists of lives until it is written
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", DrawingWarning)
        try:
            picture = drawing.render(map, **options)
        finally:
            gc.enable()
    for warning in caught:
        if issubclass(warning.category, DrawingWarning):
            say(f"argmap: warning: {warning.message}")
    return picture


def _parts(map: ArgumentMap, output: str | None) -> dict[str, ArgumentMap]:
    """Return the map in parts, each with the name of its file."""
    if output in (None, "-"):
        raise UsageError("several pictures need names", help="name the first part with `-o`")
    path = Path(output or "")
    parts: dict[str, ArgumentMap] = {}
    for id, part in drawing.split_by_question(Graph(map)).items():
        # What no file may be called is left out of its name.
        plain = re.sub(r"[^\w.-]+", "_", id or _UNASKED)
        name, number = plain, 1
        while str(path.with_stem(f"{path.stem}-{name}")) in parts:
            number += 1
            name = f"{plain}-{number}"
        parts[str(path.with_stem(f"{path.stem}-{name}"))] = part
    return parts
