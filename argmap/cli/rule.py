"""`argmap rule`: what a rule of `argmap check` or `argmap quotes` means."""

from __future__ import annotations

import click

from argmap.checking import Rule, all_rules, find_rule
from argmap.cli.streams import echo
from argmap.quotations.rules import QUOTATION_RULES, QuotationRule


@click.command(epilog="\b\nFor example:\n  argmap rule AM104")
@click.argument("code", metavar="[CODE]", required=False)
def rule(code: str | None) -> None:
    """Explain a rule of `argmap check` or `argmap quotes`; without a CODE, list them all.

    Rules that other packages add are listed too; they run when they are selected.
    """
    if code is None:
        every: list[Rule | QuotationRule] = [*all_rules(), *QUOTATION_RULES]
        for found in every:
            mark = "" if found.is_default else "  (off unless selected)"
            echo(f"{found.code}  {found.severity:<7}  {found.name}{mark}\n")
        return
    named = [rule for rule in QUOTATION_RULES if code.upper() == rule.code or code == rule.name]
    asked = named[0] if named else find_rule(code)
    echo(f"{asked.code} {asked.name} ({asked.severity})\n\n{asked.explanation}\n")
