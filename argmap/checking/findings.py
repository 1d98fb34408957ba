"""What `check` finds: a list that prints as the command line does, and is a table in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.tables import html_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.checking.diagnostic import Diagnostic
    from argmap.model import ArgumentMap


class Findings(list["Diagnostic"]):
    """The findings of a check, in the order of the map that was checked.

    >>> from argmap.checking import check
    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap(title="Buses")
    >>> _ = m.claim("Buses help", id="help", implicit=True)
    >>> check(m)
    [AM305 of 'help']
    >>> print(check(m))
    warning[AM305 disconnected-statement]: claim 'help' is linked to no other statement
     --> Buses: claim 'help'
      |
      = help: link it to another statement, or remove it
    <BLANKLINE>
    1 finding: 1 warning.
    """

    def __init__(self, found: Iterable[Diagnostic], map: ArgumentMap) -> None:
        super().__init__(found)
        self.map = map

    def __str__(self) -> str:
        from argmap.report import report  # noqa: PLC0415 -- a floor above: see the contract

        return report([(self.map, self)]).rstrip("\n")

    def __repr__(self) -> str:
        codes = (
            f"{one.code} of {one.statement!r}" if one.statement else f"{one.code}" for one in self
        )
        return f"[{', '.join(codes)}]"

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:  # noqa: FBT001 -- IPython's
        """Print in IPython what the command line prints."""
        printer.text(str(self))

    def _repr_html_(self) -> str:
        """Return the findings as a table for a notebook."""
        if not self:
            return "<p>No findings.</p>"
        rows = [
            (
                f"{one.code} {one.name}",
                one.severity,
                one.statement,
                one.message,
                one.help or "",
            )
            for one in self
        ]
        return html_table(rows, head=("rule", "severity", "statement", "finding", "to fix it"))
