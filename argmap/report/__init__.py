"""Diagnostics as text: for people, for editors, for programs and for services."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from argmap.errors import UsageError
from argmap.report.concise import concise
from argmap.report.full import full
from argmap.report.github import github
from argmap.report.json_report import json_report
from argmap.report.located import Checked, Located, locate
from argmap.report.sarif import sarif

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from argmap.checking import Diagnostic

__all__ = ["FORMATS", "Checked", "report"]


def _full(found: Sequence[Located], checked: int, colour: bool) -> str:  # noqa: FBT001 -- one shape for all formats
    return full(found, checked=checked, colour=colour)


def _concise(found: Sequence[Located], checked: int, colour: bool) -> str:  # noqa: ARG001, FBT001 -- as above
    return concise(found, colour=colour)


FORMATS: dict[str, Callable[[Sequence[Located], int, bool], str]] = {
    "full": _full,
    "concise": _concise,
    "json": lambda found, _checked, _colour: json_report(found),
    "github": lambda found, _checked, _colour: github(found),
    "sarif": lambda found, _checked, _colour: sarif(found),
}
"""Every format by name."""


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
    return FORMATS[format](found, len(pairs), colour)
