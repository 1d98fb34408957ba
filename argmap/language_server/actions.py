"""What can be done about the findings of a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types
from pydantic import ValidationError

from argmap.checking import fix_as_configured
from argmap.checking.offering import choices_for
from argmap.controls import visible
from argmap.errors import ArgmapError, MapFileError
from argmap.language_server.diagnostics import diagnostic_of, located_findings
from argmap.language_server.edits import edits_to, workspace_edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.checking import Fix
    from argmap.language_server.documents import DocumentReading

FIX_ALL = "source.fixAll.argmap"
KINDS = [types.CodeActionKind.QuickFix, FIX_ALL]


def actions_in(
    reading: DocumentReading, range: types.Range, only: Sequence[str] | None = None
) -> list[types.CodeAction]:
    """Return what can be done about the findings in a range, and about all of them.

    ``only`` are the kinds that are asked for, each with the kinds under it.
    """
    try:
        actions: list[types.CodeAction] = []
        if _is_wanted(types.CodeActionKind.QuickFix, only):
            actions += _fixes(reading, range)
        # Asked for by name when a file is saved; else it would follow every light bulb.
        if only and _is_wanted(FIX_ALL, only):
            actions += _fix_all(reading)
    except ArgmapError:
        return []  # why, is the one finding that is shown
    return actions


def _is_wanted(kind: str, only: Sequence[str] | None) -> bool:
    return not only or any(kind == wanted or kind.startswith(f"{wanted}.") for wanted in only)


def _fixes(reading: DocumentReading, range: types.Range) -> Iterator[types.CodeAction]:
    span = reading.positions.span(range)
    for located in located_findings(reading):
        place = located.in_map
        if place is None or place.span.end < span.start or span.end < place.span.start:
            continue
        shown = diagnostic_of(reading, located)
        own = located.diagnostic.fix
        choices = [] if own else list(choices_for(reading.file.map, located.diagnostic))
        for fix in [own] if own else choices:
            edits = _edits(reading, fix)
            if edits is not None:
                yield types.CodeAction(
                    title=visible(fix.message[:1].upper() + fix.message[1:]),
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=[shown],
                    is_preferred=fix.is_safe or None,
                    edit=workspace_edit(reading, edits),
                )


def _edits(reading: DocumentReading, fix: Fix) -> list[types.TextEdit] | None:
    """Return the edits of a fix, None if the file is written in a way that does not allow them."""
    try:
        return edits_to(reading, reading.file.edited(fix.edits))
    except (MapFileError, ValidationError):
        return None


def _fix_all(reading: DocumentReading) -> Iterator[types.CodeAction]:
    fixed = fix_as_configured(reading.file, git=reading.history)
    if fixed.text != reading.text:
        yield types.CodeAction(
            title="Apply all safe fixes",
            kind=FIX_ALL,
            edit=workspace_edit(reading, edits_to(reading, fixed.text)),
        )
