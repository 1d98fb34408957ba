"""The findings of `argmap check` as the diagnostics of the protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from argmap.controls import visible
from argmap.errors import ArgmapError
from argmap.report.located import locate
from argmap.text import Span

if TYPE_CHECKING:
    from argmap.checking import Severity
    from argmap.language_server.documents import DocumentReading
    from argmap.report.located import Located

_SEVERITIES: dict[Severity, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


def located_findings(reading: DocumentReading) -> list[Located]:
    """Return the findings with their places; raises ConfigurationError."""
    return list(locate(reading.file, reading.findings))


def diagnostics_of(reading: DocumentReading) -> list[types.Diagnostic]:
    """Return what `argmap check` reports of a map, or why it cannot."""
    try:
        return [diagnostic_of(reading, located) for located in located_findings(reading)]
    except ArgmapError as error:
        message = visible(str(error)) + (f"\n{visible(error.help)}" if error.help else "")
        return [
            types.Diagnostic(
                range=reading.range(Span(0, 0)),
                message=message,
                severity=types.DiagnosticSeverity.Error,
                source="argmap",
            )
        ]


def diagnostic_of(reading: DocumentReading, located: Located) -> types.Diagnostic:
    """Return a finding as a diagnostic; what it shows of a source is related to it."""
    found = located.diagnostic
    first = found.message + (f": {found.label}" if found.label else "")
    lines = [first, found.help] if found.help else [first]
    return types.Diagnostic(
        range=reading.range(located.in_map.span if located.in_map else Span(0, 0)),
        message="\n".join(map(visible, lines)),
        severity=_SEVERITIES[found.severity],
        code=found.code,
        source="argmap",
        related_information=_related(reading, located),
    )


def _related(
    reading: DocumentReading, located: Located
) -> list[types.DiagnosticRelatedInformation] | None:
    shown, place = located.diagnostic.source, located.in_source
    if shown is None or place is None or place.path is None:
        return None
    source = reading.file.map.known_source_of(shown)
    location = reading.place_in(source, shown.span) if source else None
    if location is None:
        return None
    return [types.DiagnosticRelatedInformation(location, visible(place.label or "the source"))]
