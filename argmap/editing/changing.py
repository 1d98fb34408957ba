"""Fields of a statement are changed, if no reference is left unclear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.editing.faults import is_lone, refuse_new_faults
from argmap.editing.statements import listed_ids, map_with, put, refuse_doubles
from argmap.errors import UsageError
from argmap.graph import Graph
from argmap.model import ARROW, RELATIONS, ArgumentMap
from argmap.nearest import nearest
from argmap.record import advice_on_key
from argmap.synonyms import meaning

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.editing.statements import Statements
    from argmap.model import Relation, Statement


def replace(map: ArgumentMap, id: str, changes: Mapping[str, Any]) -> Statement:
    """Change fields of a statement; see :meth:`ArgumentMap.replace`."""
    (now,) = replace_all(map, {id: changes})
    return now


def replace_all(map: ArgumentMap, changes: Mapping[str, Mapping[str, Any]]) -> list[Statement]:
    """Change fields of several statements, by their ids, at once, and return these.

    What two of them say together, such as that they are joint, cannot be said of one alone.
    Otherwise as :meth:`ArgumentMap.replace`.
    """
    refuse_doubles(map)
    made: Statements = {id: _changed(map, id, fields) for id, fields in changes.items()}
    return put_together(map, made, f"{listed_ids(changes)} cannot be changed")


def put_together(map: ArgumentMap, made: Statements, what: str) -> list[Statement]:
    """Put statements in the place of those of their ids, with all that follows from that.

    Raises UsageError, which begins with ``what``, if a reference would be broken.
    """
    given = list(made)
    made = dict(made)
    for id in given:
        statement, now = map[id], made[id]
        lost = [one for one in statement.references if one not in set(now.references)]
        for one in map.statements:
            other = made.get(one.id, one)
            if one.id != id and (moved := _following(other, id, lost, statement, now)) is not other:
                made[one.id] = moved
    before, after = Graph(map), Graph(map_with(map, made))
    for other in after.statements.values():
        # Whoever was joint with one of them alone is joint with nobody now.
        if other.id not in given and is_lone(after, other.id) and not is_lone(before, other.id):
            made[other.id] = other.model_copy(update={"joint": None})
    refuse_new_faults(map, map_with(map, made), what)
    put(map, made)
    return [made[id] for id in given]


def _changed(map: ArgumentMap, id: str, changes: Mapping[str, Any]) -> Statement:
    """Return a statement with some of its fields changed."""
    statement = map[id]
    if "id" in changes:
        raise UsageError(
            f"`replace` does not change the id of {id!r}",
            help="use `rename`, which also changes every reference",
        )
    known = (*type(statement).model_fields, *statement.shorthand)
    for name in changes:
        if name not in known:
            raise UsageError(
                f"a {statement.kind} has no `{name}`",
                help=advice_on_key(type(statement), name, changes[name], id),
            )
    now = statement.model_copy(update=dict(changes))
    return now.model_copy(update={"anchors": tuple(map.placed(anchor) for anchor in now.anchors)})


def _following(
    other: Statement, id: str, lost: list[tuple[Relation, str]], was: Statement, now: Statement
) -> Statement:
    """Return an undercut of a link of a statement, moved to the link that takes its place."""
    moved: dict[str, str] = {}
    for relation, reference in lost:
        taken = [new for new in getattr(now, relation) if new not in getattr(was, relation)]
        gone = [one for kind, one in lost if kind == relation]
        if len(taken) == len(gone) == 1:
            moved[f"{id}{ARROW}{reference}"] = f"{id}{ARROW}{taken[0].partition(ARROW)[0]}"
    named = tuple(moved.get(reference, reference) for reference in other.undercuts)
    return other if named == other.undercuts else other.model_copy(update={"undercuts": named})


def move(map: ArgumentMap, id: str, targets: Mapping[str, Any]) -> Statement:
    """Let a statement bear on others; see :meth:`ArgumentMap.move`."""
    for name in targets:
        if name not in RELATIONS:
            meant = meaning("relations", name) or nearest(name, RELATIONS)
            raise UsageError(
                f"unknown relation `{name}`",
                help=f"did you mean `{meant}`?" if meant else f"choose from {', '.join(RELATIONS)}",
            )
    if not any(targets.values()):
        raise UsageError(f"no target to move {id!r} to", help="give one: `supports=…`, `rebuts=…`")
    # Where it bears on others as it is; what it restates and answers stays.
    old: dict[str, Any] = dict.fromkeys(("supports", "rebuts", "undercuts", "limits"), ())
    return replace(map, id, {**old, "joint": None, **targets})
