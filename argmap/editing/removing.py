"""Statements are removed with every reference to them, or taken out as a map of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.editing.faults import is_lone
from argmap.editing.statements import keep, listed_ids, map_of, refuse_doubles
from argmap.errors import UsageError
from argmap.graph import Graph
from argmap.model import ARROW, RELATIONS, ArgumentMap, Claim

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from argmap.editing.statements import Statements
    from argmap.graph import Unresolved
    from argmap.model import Statement


def remove(map: ArgumentMap, id: str, *, subtree: bool) -> tuple[Statement, ...]:
    """Remove a statement; see :meth:`ArgumentMap.remove`."""
    refuse_doubles(map)
    gone = {map[id].id}
    kept, needy = _without(map, gone, is_with_subtree=subtree)
    if needy:
        raise UsageError(
            f"{id!r} cannot be removed alone: {listed_ids(needy)} would bear on nothing",
            help="move what bears on it first, or remove it with `subtree=True`",
        )
    removed = tuple(one for one in map.statements if one.id not in kept)
    keep(map, kept)
    return removed


def _without(
    map: ArgumentMap, gone: set[str], *, is_with_subtree: bool, tops: Collection[str] = ()
) -> tuple[Statements, list[str]]:
    """Return the statements that stay if some go, without references to those that do.

    With their subtree go those that then bear on nothing, except ``tops``; otherwise those that
    would lack what their kind needs are returned as well.
    """
    first = Graph(map)
    known = {(one.origin, one.relation, one.reference) for one in first.unresolved}
    kept: Statements = {id: one for id, one in first.statements.items() if id not in gone}
    needy: list[str] = []
    while True:
        faults = [
            one
            for one in Graph(map_of(map, kept)).unresolved
            if (one.origin, one.relation, one.reference) not in known or _names(one, gone)
        ]
        if not faults:
            break
        for origin in dict.fromkeys(one.origin for one in faults):
            statement = kept[origin]
            dropped = {(one.relation, one.reference) for one in faults if one.origin == origin}
            left: dict[str, Any] = {
                relation: tuple(
                    reference
                    for reference in getattr(statement, relation)
                    if (relation, reference) not in dropped
                )
                for relation in RELATIONS
            }
            bears = any(left.values())
            lacks = statement.needs and not any(left[relation] for relation in statement.needs)
            if origin in tops:
                kept[origin] = (
                    _as_claim(statement, left) if lacks else statement.model_copy(update=left)
                )
            elif lacks or (is_with_subtree and not bears):
                if not is_with_subtree:
                    needy.append(origin)
                gone.add(origin)
                del kept[origin]
            else:
                kept[origin] = statement.model_copy(update=left)
    return _without_lone_joints(first, map, kept), needy


def _as_claim(statement: Statement, left: Mapping[str, Any]) -> Statement:
    """Return what was a reason or a caveat, and bears on nothing that is left, as a claim."""
    return Claim(**{name: getattr(statement, name) for name in Claim.model_fields} | dict(left))


def _names(one: Unresolved, gone: Collection[str]) -> bool:
    return any(end in gone for end in one.reference.split(ARROW))


def _without_lone_joints(first: Graph, map: ArgumentMap, kept: Statements) -> Statements:
    """Return statements, of which none is joint with premises that are gone."""
    graph = Graph(map_of(map, kept))
    return {
        id: one.model_copy(update={"joint": None})
        if is_lone(graph, id) and not is_lone(first, id)
        else one
        for id, one in kept.items()
    }


def subtree(map: ArgumentMap, id: str) -> ArgumentMap:
    """Return a statement and all that bears on it; see :meth:`ArgumentMap.subtree`."""
    refuse_doubles(map)
    graph = Graph(map)
    found = {map[id].id}
    waiting = [id]
    while waiting:
        origins = {link.origin for link in graph.incoming(waiting.pop())} - found
        found |= origins
        waiting += origins
    gone = graph.statements.keys() - found
    kept, _ = _without(map, set(gone), is_with_subtree=True, tops=(id,))
    return map_of(map, kept)
