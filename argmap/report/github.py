"""Diagnostics as workflow commands, which GitHub shows as annotations next to the changed lines.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.controls import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.checking import Severity
    from argmap.report.located import Located

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def github(found: Sequence[Located]) -> str:
    """Return each diagnostic as a line ``::error file=…,line=…,col=…,title=…::message``."""
    return "".join(f"{_command(located)}\n" for located in found)


def _command(located: Located) -> str:
    diagnostic = located.diagnostic
    properties: dict[str, object] = {}
    if place := located.in_map:
        start, end = place.start, place.end
        properties |= {"file": place.path or place.name, "line": start.line, "col": start.column}
        if end.line == start.line:
            # An annotation has columns only if it lies on one line.
            properties |= {"endLine": end.line, "endColumn": end.column}
    properties["title"] = f"{diagnostic.code} {diagnostic.name}"
    parameters = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = "\n".join(visible(line) for line in _lines(located))
    return f"::{_COMMANDS[diagnostic.severity]} {parameters}::{_data(message)}"


def _lines(located: Located) -> Iterator[str]:
    diagnostic = located.diagnostic
    where = "" if located.in_map else f"{located.name}: {located.about}: "
    yield where + diagnostic.message
    if place := located.in_source:
        original = f" ({place.in_original})" if place.in_original else ""
        yield f"{place.name}:{place.start}{original}: {place.label}".removesuffix(": ")
    if diagnostic.help:
        yield f"help: {diagnostic.help}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
