"""A statement becomes one of another kind, in the same place of the argument."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.editing.changing import put_together
from argmap.editing.statements import refuse_doubles
from argmap.errors import UsageError
from argmap.model import Caveat, Claim, Question, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.model import ArgumentMap, Kind, Statement

_MODELS: dict[str, type[Statement]] = {
    model.kind: model for model in (Question, Claim, Reason, Caveat)
}


def change_kind(
    map: ArgumentMap, id: str, kind: Kind, changes: Mapping[str, Any] | None = None
) -> Statement:
    """Make a statement one of another kind, the last of them, with some fields changed.

    Every reference to it stays. Raises what :meth:`ArgumentMap.replace` does, such as pydantic's
    ValidationError if it lacks a relation that its new kind needs.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> claim = m.claim("Buses help", id="help")
    >>> _ = m.reason("They carry many", id="many", supports=claim)
    >>> change_kind(m, "many", "caveat", {"supports": (), "limits": "help"}).kind, m.reasons
    ('caveat', [])
    """
    refuse_doubles(map)
    statement = map[id]
    if statement.kind == kind and not changes:
        return statement
    fields = {name: getattr(statement, name) for name in type(statement).model_fields}
    model = type(statement) if statement.kind == kind else _MODELS[kind]
    made = model.model_validate({**fields, **(changes or {})})
    (now,) = put_together(map, {id: made}, f"{id!r} cannot be a {kind}")
    return now


def reorder(map: ArgumentMap, id: str, before: str | None) -> Statement:
    """Put a statement before another one of its kind, or last of them; return it.

    Raises UsageError if there is no such statement, or if the two are of different kinds.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="buses"), m.claim("Trams help", id="trams")
    >>> _ = reorder(m, "trams", "buses")
    >>> m.ids
    ('trams', 'buses')
    """
    refuse_doubles(map)
    statement = map[id]
    listed: list[Statement] = getattr(map, f"{statement.kind}s")
    other = None if before is None else map[before]
    if other is not None and other.kind != statement.kind:
        raise UsageError(
            f"{id!r} is a {statement.kind} and {before!r} a {other.kind}, which are separate lists",
            help=f"put it before a {statement.kind}",
        )
    if other is statement:
        return statement
    rest = [one for one in listed if one is not statement]
    row = len(rest) if other is None else rest.index(other)
    listed[:] = [*rest[:row], statement, *rest[row:]]
    return statement
