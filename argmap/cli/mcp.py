"""`argmap mcp`: serve a folder to an assistant."""

from __future__ import annotations

import click

from argmap.extras import imported


@click.command(epilog="\b\nFor example:\n  argmap mcp research/")
@click.argument("folder", metavar="[FOLDER]", default=".")
def mcp(folder: str) -> None:
    """Serve a folder to an assistant over the Model Context Protocol.

    An assistant such as Claude starts this command itself and communicates with it over standard
    input and output. Its tools list and read the sources in FOLDER (default: the current folder),
    find quotes, add statements to maps, and check, show and draw maps. A statement whose quote is
    not in its source is refused. Nothing outside FOLDER is read or written. Needs
    `pip install 'argmap[mcp]'`.
    """
    imported("mcp", extra="mcp")
    from argmap.assistant.desk import Desk  # noqa: PLC0415 -- first comes what may be missing
    from argmap.assistant.server import serve  # noqa: PLC0415

    serve(Desk(folder))
