"""`argmap prompt`: print what to tell a language model that is to draft a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from argmap.cli.options import draft_target_option
from argmap.cli.streams import put
from argmap.drafts import prompt as draft_prompt

if TYPE_CHECKING:
    from argmap.drafts import Target


@click.command(epilog="\b\nFor example:\n  argmap prompt -o prompt.txt")
@click.option("-o", "--output", metavar="FILE", help="Output file. Default: standard output.")
@draft_target_option(
    "Leave out the description of the keys, which the schema for this provider contains."
)
def prompt(output: str | None, target: Target | None) -> None:
    """Print instructions for a language model that drafts an argument map.

    They explain what claims, reasons and caveats are and how to quote. Give them to the model
    together with the source, and read its reply with `argmap anchor --draft`.
    """
    put(draft_prompt(target), output)
