"""`argmap edit`: change a map in the browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.completing import complete_files
from argmap.cli.options import reading_options
from argmap.cli.streams import say
from argmap.errors import UsageError
from argmap.extras import imported
from argmap.mapfile import read_map
from argmap.model import ArgumentMap
from argmap.originals.taking import kind_of_original, text_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.editor.server import EditorServer
    from argmap.source import Source

_MAPS = (".yaml", ".yml", ".json")


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap edit interview.argmap.yaml\n"
    "  argmap edit interview.txt\n"
    "  argmap edit paper.pdf --draft reply.txt",
    no_args_is_help=True,
)
@click.argument("name", metavar="MAP|ORIGINAL", shell_complete=complete_files)
@click.option(
    "--draft",
    metavar="REPLY",
    help="Suggest the statements of a language model's reply, to accept, correct or reject.",
)
@click.option("--encoding", default="utf-8", show_default=True, help="Encoding of a text.")
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Use this port. Default: any free port."
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@reading_options
def edit(
    name: str,
    draft: str | None,
    encoding: str,
    port: int | None,
    allow_outside: tuple[str, ...],
    *,
    no_browser: bool,
) -> int:
    """Edit a map in the browser.

    The page of the map is opened, and your changes are written to MAP at once; comments and layout
    are kept. For an ORIGINAL, as for `argmap new`, NAME.argmap.yaml is created next to it, or
    opened if it already exists. Changes by other programs are merged, and you are asked if they
    conflict with yours. Only this computer can open the page, and only with the address that is
    printed. It ends with Ctrl-C, or ten minutes after the page was closed. Needs
    `pip install 'argmap[edit]'`.
    """
    for package in ("starlette", "uvicorn", "watchfiles"):
        imported(package, extra="edit")
    from argmap.editor.server import EditorServer  # noqa: PLC0415 -- first what may be missing
    from argmap.editor.session import Session  # noqa: PLC0415

    map = name if Path(name).suffix.lower() in _MAPS else _map_of(name, encoding)
    session = Session(
        map,
        allow_outside=allow_outside,
        draft=None if draft is None else lambda sources: _drafted(draft, sources),
    )
    server = EditorServer(session, port=port or 0)
    say(f"{server.address} edits {map}; it can be opened once. Press Ctrl-C to stop.")
    try:
        server.run(ready=lambda: None if no_browser else _open(server))
    except KeyboardInterrupt:
        say("")
    return 0


def _map_of(original: str, encoding: str) -> str:
    """Return the map that is next to an original, which is made if there is none."""
    if original == "-":
        raise UsageError("a map from standard input cannot be edited", help="give a file")
    map = str(Path(original).with_suffix(".argmap.yaml"))
    if Path(map).exists():
        _refuse_another(map, original)
        say(f"{map} already exists; opening it")
        return map
    from argmap.cli.outside import report_outside  # noqa: PLC0415 -- most maps are there already
    from argmap.cli.starting import read_first, write_first  # noqa: PLC0415 -- as above

    source = read_first(original, 0, (original,), encoding)
    made = ArgumentMap(sources=[source.relative_to(Path(map).parent)])
    write_first(made, map)
    report_outside(made.sources, map)
    say(f"{map}: made for {original}")
    return map


def _refuse_another(map: str, original: str) -> None:
    """Raise UsageError if a map does not quote the original, or the text that was taken from it."""
    texts = {os.path.realpath(original)}
    if kind_of_original(Path(original)) is not None:
        texts.add(os.path.realpath(text_path(Path(original))))
    sources = read_map(map).map.sources
    if not any(one.path and os.path.realpath(one.location) in texts for one in sources):
        raise UsageError(
            f"{map} already exists and has other sources than {original}",
            help="give the map that you want to edit, or create one: `argmap new ORIGINAL -o MAP`",
        )


def _drafted(reply: str, sources: Sequence[Source]) -> ArgumentMap:
    """Return the map of a reply, its quotes with their spans; what is lost of it is said."""
    from argmap.drafts import read_draft  # noqa: PLC0415 -- most maps are made by hand
    from argmap.formats.losses import summed_up  # noqa: PLC0415 -- as above
    from argmap.grounding.settling import ground  # noqa: PLC0415 -- as above
    from argmap.report.grounded import grounding_text  # noqa: PLC0415 -- as above
    from argmap.textfile import read_text_file  # noqa: PLC0415 -- as above

    reading = read_draft(read_text_file(Path(reply)), sources)
    grounding = ground(reading.map, git=False)
    for line in (*summed_up(reading.losses), *grounding_text(grounding).splitlines()):
        say(f"{reply}: {line}")
    return grounding.map


def _open(server: EditorServer) -> None:
    import webbrowser  # noqa: PLC0415 -- not with --no-browser

    if not webbrowser.open(server.address):
        say("no browser could be opened: open the address yourself")
