"""`argmap lsp`: serve an editor."""

from __future__ import annotations

import click

from argmap.extras import imported


@click.command(epilog="\b\nFor example:\n  argmap lsp")
@click.option(
    "--stdio", is_flag=True, help="Use standard input and output, which is also the default."
)
def lsp(*, stdio: bool) -> None:  # noqa: ARG001 -- editors give it
    """Serve an editor over the Language Server Protocol.

    An editor starts this command itself and communicates with it over standard input and output.
    While you type a map, it reports what `argmap check` finds, offers fixes, completes keys, ids
    and quotes from the sources, and jumps from a quote to its passage. docs/editors.md describes
    how to set up VS Code, Neovim, Helix, Zed and Emacs. Needs `pip install 'argmap[lsp]'`.
    """
    imported("pygls", extra="lsp")
    from argmap.language_server.server import serve  # noqa: PLC0415 -- first comes what may be missing

    serve()
