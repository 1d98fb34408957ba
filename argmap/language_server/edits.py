"""Changes of a map as the protocol has them: always the smallest edits of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from argmap.mapfile.text_changes import changes_between
from argmap.mapfile.wrapping import wrap_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.language_server.documents import DocumentReading
    from argmap.mapfile.text_changes import TextChange


def text_edits(reading: DocumentReading, changes: Iterable[TextChange]) -> list[types.TextEdit]:
    """Return changes of the text of a map."""
    return [types.TextEdit(reading.range(change.span), change.written) for change in changes]


def edits_to(reading: DocumentReading, text: str) -> list[types.TextEdit]:
    """Return what makes another text of that of a map."""
    return text_edits(reading, changes_between(reading.text, text))


def workspace_edit(reading: DocumentReading, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
    """Return edits of a map, for a client to make."""
    return types.WorkspaceEdit(changes={reading.uri: edits})


def wrapped_quotes(
    reading: DocumentReading, range: types.Range | None = None
) -> list[types.TextEdit]:
    """Return what breaks the quotes that are too long for a line, in a range or in all of a map."""
    within = None if range is None else reading.positions.span(range)
    return text_edits(reading, wrap_quotes(reading.file, within=within))
