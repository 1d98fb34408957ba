"""Fields of a statement are changed, if no reference is left unclear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.editing.faults import faults_of_map, is_lone
from argmap.editing.statements import map_with, put, refuse_doubles
from argmap.errors import UsageError
from argmap.graph import Graph
from argmap.model import ARROW, RELATIONS, ArgumentMap
from argmap.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.editing.statements import Statements
    from argmap.model import Relation, Statement


def replace(map: ArgumentMap, id: str, changes: Mapping[str, Any]) -> Statement:
    """Change fields of a statement; see :meth:`ArgumentMap.replace`."""
    refuse_doubles(map)
    statement = map[id]
    if "id" in changes:
        raise UsageError(
            f"`replace` does not change the id of {id!r}", help="`rename` does, in every reference"
        )
    known = (*type(statement).model_fields, *statement.shorthand)
    for name in changes:
        if name not in known:
            raise UsageError(
                f"a {statement.kind} has no `{name}`",
                help=did_you_mean(name, known) or "keys of your own go under `meta`",
            )
    now = statement.model_copy(update=dict(changes))
    now = now.model_copy(update={"anchors": tuple(map.placed(anchor) for anchor in now.anchors)})
    made: Statements = {id: now}
    lost = [one for one in statement.references if one not in set(now.references)]
    for one in map.statements:
        if one.id != id and (followed := _following(one, id, lost, statement, now)) is not one:
            made[one.id] = followed
    before, after = Graph(map), Graph(map_with(map, made))
    for other in after.statements.values():
        # Whoever was joint with it alone is joint with nobody now.
        if other.id != id and is_lone(after, other.id) and not is_lone(before, other.id):
            made[other.id] = other.model_copy(update={"joint": None})
    _refuse_new_faults(map, made, f"{id!r} cannot be changed")
    put(map, made)
    return now


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
            raise UsageError(
                f"there is no relation `{name}`",
                help=did_you_mean(name, RELATIONS) or f"choose from {', '.join(RELATIONS)}",
            )
    if not any(targets.values()):
        raise UsageError(f"no target to move {id!r} to", help="name one: `supports=…`, `rebuts=…`")
    # Where it bears on others as it is; what it restates and answers stays.
    old: dict[str, Any] = dict.fromkeys(("supports", "rebuts", "undercuts", "limits"), ())
    return replace(map, id, {**old, "joint": None, **targets})


def _refuse_new_faults(map: ArgumentMap, made: Statements, what: str) -> None:
    """Raise UsageError if statements in place of those of their ids would break the map."""
    old = {fault for fault, _, _ in faults_of_map(Graph(map))}
    for fault, said, help in faults_of_map(Graph(map_with(map, made))):
        if fault not in old:
            raise UsageError(f"{what}: {said}", help=help)
