"""What a rule found: what is wrong, where in the map and in the source, and how to put it right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import JsonValue

    from argmap.mapfile import Edit, Route
    from argmap.text import Span

Severity = Literal["error", "warning", "info"]
"""``error``: the map misstates its source, or is not valid; ``warning``: probably a mistake;
``info``: advice, given only if it is asked for."""


Silencer = Literal["comment", "configuration"]
"""What keeps a finding from being reported."""

_NOTHING: Mapping[str, JsonValue] = {}


class SourcePlace(NamedTuple):
    """Words of a source that a diagnostic is about.

    ``source`` is the id of the source, ``span`` half-open code points of its text and ``label``
    what is to be seen there, in a few words.
    """

    source: str
    span: Span
    label: str = ""


class Fix(NamedTuple):
    """Edits of the map that put a finding right.

    ``is_safe`` is True when they cannot change what the map says: only such fixes are made
    unasked.
    """

    message: str
    edits: tuple[Edit, ...]
    is_safe: bool = True


class Diagnostic(NamedTuple):
    """One finding of one rule.

    ``message`` is a sentence without a full stop that says what is, ``help`` what to do.
    ``route`` is where in the map it is and ``statement`` the id of the statement concerned;
    ``label`` says in a few words what is wrong at that place. ``source`` is the place in a
    source, if there is one to show. ``details`` holds facts for programs, as JSON values.
    ``written_at`` is where it is in the map file, given only for what a file alone can get
    wrong; all else is looked up with ``MapFile.place(route)``. ``silenced_by`` is set for one that
    is only counted.
    """

    code: str
    name: str
    severity: Severity
    message: str
    route: Route = ()
    label: str = ""
    statement: str | None = None
    source: SourcePlace | None = None
    help: str | None = None
    fix: Fix | None = None
    details: Mapping[str, JsonValue] = _NOTHING
    written_at: Span | None = None
    silenced_by: Silencer | None = None

    @property
    def is_fixable(self) -> bool:
        """True when a safe fix is at hand."""
        return self.fix is not None and self.fix.is_safe
