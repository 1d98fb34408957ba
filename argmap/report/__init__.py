"""Diagnostics as text: for people, for editors, for programs and for services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.report.parts import FORMATS, Part, Report, Tally, part_of_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from argmap.checking import Diagnostic
    from argmap.report.located import Checked

__all__ = ["FORMATS", "Part", "Report", "Tally", "part_of_report", "report"]


def report(
    findings: Iterable[tuple[Checked, Sequence[Diagnostic]]],
    format: str = "full",
    *,
    colour: bool = False,
) -> str:
    """Return diagnostics as text.

    ``findings`` pairs what was checked (a MapFile, a map without a file, or just a name) with its
    diagnostics; ``format`` is full, concise, json, github or sarif; with ``colour``, full and
    concise have ANSI colours. Raises UsageError for another format.

    >>> from argmap.checking import check
    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap(title="Buses")
    >>> _ = m.claim("Buses help", id="help", implicit=True)
    >>> print(report([(m, check(m))], "concise"), end="")
    Buses: claim 'help': AM305 claim 'help' is linked to no other statement
    """
    whole = Report(format)
    written = [
        whole.add(part_of_report(checked, listed, format, colour=colour))
        for checked, listed in findings
    ]
    return "".join((*written, whole.close()))
