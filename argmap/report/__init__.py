"""Diagnostics as text: for people, for editors, for programs and for services."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from argmap.errors import UsageError
from argmap.report.located import Checked, Located, locate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from argmap.checking import Diagnostic

__all__ = ["FORMATS", "Checked", "report"]


FORMATS = ("full", "concise", "json", "github", "sarif")
"""The name of every format."""


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
    if format not in FORMATS:
        near = get_close_matches(format, FORMATS, n=1)
        advice = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(FORMATS)}"
        raise UsageError(f"there is no report format {format!r}", help=advice)
    pairs = list(findings)
    found = [located for checked, listed in pairs for located in locate(checked, listed)]
    return _written(found, format, checked=len(pairs), colour=colour)


def _written(found: Sequence[Located], format: str, *, checked: int, colour: bool) -> str:
    """Return the findings in one format; only its own module is loaded."""
    if format == "concise":
        from argmap.report.concise import concise  # noqa: PLC0415 -- as said

        return concise(found, colour=colour)
    if format == "json":
        from argmap.report.json_report import json_report  # noqa: PLC0415

        return json_report(found)
    if format == "github":
        from argmap.report.github import github  # noqa: PLC0415

        return github(found)
    if format == "sarif":
        from argmap.report.sarif import sarif  # noqa: PLC0415

        return sarif(found)
    from argmap.report.full import full  # noqa: PLC0415

    return full(found, checked=checked, colour=colour)
