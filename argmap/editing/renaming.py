"""A statement gets another id, and every reference follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.editing.statements import put, refuse_doubles
from argmap.errors import UsageError
from argmap.model import ARROW, RELATIONS, ArgumentMap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.model import Statement


def rename(map: ArgumentMap, old: str, new: str) -> Statement:
    """Give a statement another id, in every reference; see :meth:`ArgumentMap.rename`."""
    refuse_doubles(map)
    statement = map[old]
    if new == old:
        return statement
    if new in map:
        raise UsageError(f"the id {new!r} is already used", help="ids must be unique")
    statement.model_copy(update={"id": new})  # refuses what cannot be an id
    ids = {old: new}
    put(map, {one.id: renamed(one, ids) for one in map.statements if _has_to(one, ids)})
    return map[new]


def _has_to(statement: Statement, ids: Mapping[str, str]) -> bool:
    """Tell whether a statement has one of the ids, or names it."""
    return statement.id in ids or any(
        end in ids for _, reference in statement.references for end in reference.split(ARROW)
    )


def renamed(statement: Statement, ids: Mapping[str, str]) -> Statement:
    """Return a statement with other ids, its own and those that it names."""
    changes: dict[str, Any] = {"id": ids.get(statement.id, statement.id)}
    for relation in RELATIONS:
        named = getattr(statement, relation)
        now = tuple(renamed_reference(reference, ids) for reference in named)
        if now != named:
            changes[relation] = now
    return statement.model_copy(update=changes)


def renamed_reference(reference: str, ids: Mapping[str, str]) -> str:
    """Return a reference, to a statement or to a link, with other ids.

    >>> renamed_reference("many->help", {"help": "buses-help"})
    'many->buses-help'
    """
    return ARROW.join(ids.get(end, end) for end in reference.split(ARROW))
