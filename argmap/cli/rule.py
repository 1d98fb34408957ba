"""`argmap rule`: what a rule of `argmap check` means."""

from __future__ import annotations

import click

from argmap.checking import RULES, find_rule
from argmap.cli.streams import echo


@click.command(epilog="\b\nFor example:\n  argmap rule AM104")
@click.argument("code", metavar="[CODE]", required=False)
def rule(code: str | None) -> None:
    """Explain a rule, with a bad and a good map; without a CODE, list them all."""
    if code is None:
        for found in RULES:
            mark = "" if found.is_default else "  (off unless selected)"
            echo(f"{found.code}  {found.severity:<7}  {found.name}{mark}\n")
        return
    found = find_rule(code)
    echo(f"{found.code} {found.name} ({found.severity})\n\n{found.explanation}\n")
