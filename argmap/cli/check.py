"""`argmap check`: find what is wrong with maps."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

import click

from argmap.checking import check_file, fix_file
from argmap.cli.options import colour_option
from argmap.cli.streams import echo, put, say, tell
from argmap.errors import ArgmapError
from argmap.mapfile import read_map
from argmap.report import FORMATS, report

if TYPE_CHECKING:
    from argmap.checking import Diagnostic
    from argmap.mapfile import MapFile


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap check interview.argmap.yaml\n"
    "  argmap check --fix --select AM1 maps/*.argmap.yaml",
    no_args_is_help=True,
)
@click.argument("maps", metavar="MAP...", nargs=-1, required=True)
@click.option(
    "--select",
    metavar="CODES",
    multiple=True,
    help="Only rules whose code starts so, or of that name; several with commas.",
)
@click.option(
    "--ignore",
    metavar="CODES",
    multiple=True,
    help="No rules whose code starts so, or of that name.",
)
@click.option(
    "--output-format",
    type=click.Choice(list(FORMATS)),
    default="full",
    show_default=True,
    help="How findings are written.",
)
@click.option(
    "--fix",
    "fixes",
    is_flag=True,
    help="Put right what can be put right without changing what is said.",
)
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix or --diff: also what may change what is said."
)
@click.option(
    "--diff", "shows_diff", is_flag=True, help="Show what --fix would change, and write nothing."
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 also when there are findings.")
@colour_option
def check(
    maps: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    output_format: str,
    *,
    fixes: bool,
    unsafe_fixes: bool,
    shows_diff: bool,
    exit_zero: bool,
    colour: bool,
) -> int:
    """Find what is wrong with maps: their files, anchors, structure and argument.

    Exit status 0 when nothing is left to tell, 1 when there are findings, 2 when a map could not
    be read.
    """
    chosen = {"select": _split(select), "ignore": _split(ignore)}
    found: list[tuple[MapFile, list[Diagnostic]]] = []
    failed = pending = False
    for name in maps:
        try:
            file = read_map(name)
            if fixes or shows_diff:
                fixed = fix_file(file, unsafe=unsafe_fixes, **chosen)
                if shows_diff:
                    pending = _show_diff(file, fixed) or pending
                    continue
                if fixed.text != file.text or file.path is None:
                    put(fixed.text, str(file.path) if file.path else "-")
                file = fixed
            found.append((file, check_file(file, **chosen)))
        except ArgmapError as error:
            # One map that cannot be read does not stop the others.
            failed = True
            tell(error)
    if not shows_diff and (found or not failed):
        is_data = not any(file.path is None for file, _ in found) or not fixes
        said = report(found, output_format, colour=colour)
        if is_data:
            echo(said)
        else:
            say(said.rstrip("\n"))
    if failed:
        return 2
    left = pending or any(diagnostics for _, diagnostics in found)
    return 1 if left and not exit_zero else 0


def _split(selectors: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for each in selectors for part in each.split(",") if part.strip())


def _show_diff(file: MapFile, fixed: MapFile) -> bool:
    """Print what would change; tell whether anything would."""
    lines = unified_diff(
        file.text.splitlines(keepends=True),
        fixed.text.splitlines(keepends=True),
        file.name,
        file.name,
    )
    text = "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
    echo(text)
    return bool(text)
