"""`argmap edit`: change a map in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli.completing import complete_files
from argmap.cli.options import reading_options
from argmap.cli.streams import say
from argmap.extras import imported

if TYPE_CHECKING:
    from argmap.editor.server import EditorServer


@click.command(
    epilog="\b\nFor example:\n  argmap edit interview.argmap.yaml",
    no_args_is_help=True,
)
@click.argument("map", metavar="MAP", shell_complete=complete_files)
@click.option("--port", type=click.IntRange(1, 65535), help="Use this port, not any that is free.")
@click.option("--no-browser", is_flag=True, help="Print the address; open no browser.")
@reading_options
def edit(map: str, port: int | None, allow_outside: tuple[str, ...], *, no_browser: bool) -> int:
    """Change a map in the browser."""
    imported("uvicorn", extra="edit")
    from argmap.editor.server import EditorServer  # noqa: PLC0415 -- first what may be missing
    from argmap.editor.session import Session  # noqa: PLC0415

    server = EditorServer(Session(map, allow_outside=allow_outside), port=port or 0)
    say(f"{server.address} edits {map}; Ctrl-C ends it")
    server.run(ready=lambda: None if no_browser else _open(server))
    return 0


def _open(server: EditorServer) -> None:
    import webbrowser  # noqa: PLC0415 -- seldom needed

    webbrowser.open(server.address)
