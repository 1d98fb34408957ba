"""`argmap watch`: check and draw maps at each change."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.completing import complete_files
from argmap.cli.options import reading_options
from argmap.cli.streams import echo, report_error, say
from argmap.corpora import Listing
from argmap.errors import UsageError
from argmap.extras import imported

if TYPE_CHECKING:
    from argmap.watching.watched import Look


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap watch interview.argmap.yaml\n"
    "  argmap watch interview.argmap.yaml -o interview.html",
    no_args_is_help=True,
)
@click.argument("maps", metavar="MAP...", nargs=-1, required=True, shell_complete=complete_files)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="Draw the map here: SVG, PNG, PDF or HTML, by the extension. Needs one MAP.",
)
@click.option(
    "--theme", metavar="NAME|FILE", help="Colour theme, or a theme file, which is watched too."
)
@reading_options
def watch(
    maps: tuple[str, ...], output: str | None, theme: str | None, allow_outside: tuple[str, ...]
) -> int:
    """Check and draw maps whenever they change.

    A MAP is a file, a pattern, or a folder, as for `argmap check`. Whenever a map, a source, the
    theme or the configuration changes, one line reports how many findings there are and what was
    drawn; `argmap check` shows the findings. If OUT is an HTML page, it is also served on this
    computer, at an address that is printed, and reloads automatically. Stop it with Ctrl-C. Needs
    `pip install 'argmap[lsp]'`.
    """
    imported("watchfiles", extra="lsp")
    from argmap.watching.page_server import PageServer  # noqa: PLC0415 -- first what may be missing
    from argmap.watching.watched import PAGES, Watched  # noqa: PLC0415
    from argmap.watching.watching import watch as watch_maps  # noqa: PLC0415

    names = list(_names(maps))
    if output == "-" or (output is not None and len(names) != 1):
        raise UsageError(
            "`--output` needs a single map, and the name of a file", help="give one of each"
        )
    if output is not None and not Path(output).suffix:
        raise UsageError(
            "no output format: the file name has no extension",
            where=output,
            help="add one: .svg, .png, .pdf or .html",
        )
    if theme is not None and output is None:
        raise UsageError("`--theme` needs `--output`")
    watched = [Watched(name, output, theme, allow_outside) for name in names]
    with ExitStack() as stack:
        page = None
        if output is not None and Path(output).suffix.lower() in PAGES:
            page = stack.enter_context(PageServer())
            say(f"{page.address} shows {output} and reloads automatically")

        def show(look: Look) -> None:
            echo(f"{look.line}\n")
            if page is not None and look.drawn is not None:
                page.show(look.drawn)

        try:
            watch_maps(watched, show)
        except KeyboardInterrupt:
            say("")
    return 0


def _names(maps: tuple[str, ...]) -> list[str]:
    names = []
    for item in Listing(maps):
        if item.error is not None:
            report_error(item.error)
        elif not item.is_file or item.file == "-":
            raise UsageError("only files can be watched", where=item.name)
        else:
            names.append(item.file)
    if not names:
        raise UsageError("no maps to watch")
    return names
