"""Edits that keep a map whole: every reference to a statement follows, or the edit is refused.

They are the methods of :class:`argmap.ArgumentMap`, which say what each does. An edit is worked out
on the statements by themselves, held against the graph of the map, and only then made, so that a
refused one has changed nothing.
"""

from __future__ import annotations

import warnings
from collections import Counter
from typing import TYPE_CHECKING, Any

from argmap.errors import MergeWarning, UsageError
from argmap.graph import BEARING, Graph
from argmap.model import ARROW, RELATIONS, ArgumentMap, Claim
from argmap.model.kinds import KIND_OF_SECTION
from argmap.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from argmap.graph import Unresolved
    from argmap.model import Relation, Statement
    from argmap.source import Source

    Statements = dict[str, Statement]
    Reference = tuple[Relation, str]


def _refuse_doubles(map: ArgumentMap) -> None:
    """Raise UsageError if an id names several statements, so that a reference would be unclear."""
    if len(set(map.ids)) < len(map):
        double = next(id for id, count in Counter(map.ids).items() if count > 1)
        raise UsageError(
            f"{double!r} is the id of several statements, so the map cannot be edited",
            help="give each its own id in the lists of the map, such as `m.claims`",
        )


# Renaming


def rename(map: ArgumentMap, old: str, new: str) -> Statement:
    """Give a statement another id, in every reference; see :meth:`ArgumentMap.rename`."""
    _refuse_doubles(map)
    statement = map[old]
    if new == old:
        return statement
    if new in map:
        raise UsageError(f"the id {new!r} is already used", help="ids must be unique")
    statement.model_copy(update={"id": new})  # refuses what cannot be an id
    ids = {old: new}
    _put(map, {one.id: renamed(one, ids) for one in map.statements if _has_to(one, ids)})
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


# Changing


def replace(map: ArgumentMap, id: str, changes: Mapping[str, Any]) -> Statement:
    """Change fields of a statement; see :meth:`ArgumentMap.replace`."""
    _refuse_doubles(map)
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
    before, after = Graph(map), Graph(_with(map, made))
    for other in after.statements.values():
        # Whoever was joint with it alone is joint with nobody now.
        if other.id != id and _is_lone(after, other.id) and not _is_lone(before, other.id):
            made[other.id] = other.model_copy(update={"joint": None})
    _refuse_new_faults(map, made, f"{id!r} cannot be changed so")
    _put(map, made)
    return now


def _following(
    other: Statement, id: str, lost: list[Reference], was: Statement, now: Statement
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
        raise UsageError(f"{id!r} is moved nowhere", help="say what it supports, rebuts, …")
    # Where it bears on others as it is; what it restates and answers stays.
    old: dict[str, Any] = dict.fromkeys(("supports", "rebuts", "undercuts", "limits"), ())
    return replace(map, id, {**old, "joint": None, **targets})


def _refuse_new_faults(map: ArgumentMap, made: Statements, what: str) -> None:
    """Raise UsageError if statements in place of those of their ids would break the map."""
    old = {fault for fault, _, _ in _faults(Graph(map))}
    for fault, said, help in _faults(Graph(_with(map, made))):
        if fault not in old:
            raise UsageError(f"{what}: {said}", help=help)


def _faults(graph: Graph) -> Iterator[tuple[object, str, str | None]]:
    """Yield what `argmap check` would report of references: what it is, in words, and a way out."""
    for one in graph.unresolved:
        help = did_you_mean(one.reference.partition(ARROW)[0], graph.statements)
        if one.candidates:
            help = f"name the link: {', '.join(one.candidates)}"
        said = f"{one.origin!r} {one.relation} {one.reference!r}, {_PROBLEMS[one.problem]}"
        yield (one.origin, one.relation, one.reference), said, help
    for link in graph.links:
        origin, target = graph.statements[link.origin], graph.statements[link.target]
        is_asked = link.relation == "answers"
        if link.relation == "restates":
            is_asked = origin.kind == "question"
        said = f"{link.origin!r} {link.relation} {link.target!r}"
        if origin is target:
            yield (link, "itself"), f"{said}, which is itself", None
        elif link.relation != "undercuts" and is_asked != (target.kind == "question"):
            which = "not a question" if is_asked else "a question, which statements `answer`"
            yield (link, "kind"), f"{said}, which is {which}", None
    for id, statement in graph.statements.items():
        yield from _faults_of(graph, id, statement)
    for relation in _IN_RINGS:
        for ring in graph.cycles_of((relation,)):
            yield frozenset(ring), f"{_listed(ring)} would lead back to themselves", None


def _faults_of(
    graph: Graph, id: str, statement: Statement
) -> Iterator[tuple[object, str, str | None]]:
    for relation in RELATIONS:
        named = getattr(statement, relation)
        if len(named) > len(set(named)):
            yield (id, relation, "twice"), f"{id!r} has the same id twice in `{relation}`", None
    if _is_lone(graph, id):
        said = f"{id!r} is the only premise with `joint: {statement.joint}`"
        yield (id, "joint"), said, "leave out its `joint`, or change that of the others first"


_IN_RINGS: tuple[Relation, ...] = ("supports", "restates", "answers")
_PROBLEMS = {
    "unknown statement": "which the map does not have",
    "no link": "which has no such link",
    "ambiguous link": "which has several links",
}


def _is_lone(graph: Graph, id: str) -> bool:
    """Tell whether a statement is joint with no other premise."""
    if graph.statements[id].joint is None:
        return False
    steps = (graph.inference_of(link) for link in graph.outgoing(id) if link.relation in BEARING)
    return not any(len(step.premises) > 1 for step in steps)


# Taking away


def remove(map: ArgumentMap, id: str, *, subtree: bool) -> tuple[Statement, ...]:
    """Remove a statement; see :meth:`ArgumentMap.remove`."""
    _refuse_doubles(map)
    gone = {map[id].id}
    kept, needy = _without(map, gone, is_with_subtree=subtree)
    if needy:
        raise UsageError(
            f"{id!r} cannot be removed alone: {_listed(needy)} would bear on nothing",
            help="move what bears on it first, or remove it with `subtree=True`",
        )
    removed = tuple(one for one in map.statements if one.id not in kept)
    _keep(map, kept)
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
            for one in Graph(_of(map, kept)).unresolved
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
    graph = Graph(_of(map, kept))
    return {
        id: one.model_copy(update={"joint": None})
        if _is_lone(graph, id) and not _is_lone(first, id)
        else one
        for id, one in kept.items()
    }


def subtree(map: ArgumentMap, id: str) -> ArgumentMap:
    """Return a statement and all that bears on it; see :meth:`ArgumentMap.subtree`."""
    _refuse_doubles(map)
    graph = Graph(map)
    found = {map[id].id}
    waiting = [id]
    while waiting:
        origins = {link.origin for link in graph.incoming(waiting.pop())} - found
        found |= origins
        waiting += origins
    gone = graph.statements.keys() - found
    kept, _ = _without(map, set(gone), is_with_subtree=True, tops=(id,))
    return _of(map, kept)


# Joining


def merged(map: ArgumentMap, other: ArgumentMap) -> ArgumentMap:
    """Return one map of two; see :meth:`ArgumentMap.merged`."""
    for one in (map, other):
        _refuse_doubles(one)
    sources, names = _joined_sources(map, other)
    is_one = len(sources) == 1
    ours = [_with_sources(one, _names_of(map, {}, is_one=is_one)) for one in map.statements]
    theirs = [
        _with_sources(one, _names_of(other, names, is_one=is_one)) for one in other.statements
    ]
    same = _same(ours, theirs)
    new_ids = _free_names(
        (one.id for one in theirs if one.id not in same), {one.id for one in ours}
    )
    joints = {one.joint for one in ours if one.joint and one.id not in same}
    new_joints = _free_names((one.joint for one in theirs if one.joint in joints), joints)
    added = [
        renamed(one, new_ids).model_copy(
            update={"joint": new_joints.get(one.joint or "", one.joint)}
        )
        for one in theirs
        if one.id not in same
    ]
    both: dict[str, Any] = {
        section: [one for one in (*ours, *added) if one.kind == kind]
        for section, kind in KIND_OF_SECTION.items()
    }
    changed = [f"{old!r} is now {new!r}" for old, new in new_ids.items() if old != new]
    changed += [f"source {old!r} is now {new!r}" for old, new in names.items() if old != new]
    if changed:
        warnings.warn(
            f"the map that was added has other ids: {', '.join(changed)}",
            MergeWarning,
            stacklevel=3,
        )
    head = {"title": map.title or other.title, "meta": {**other.meta, **map.meta}}
    return map.model_copy(update={**head, **both, "sources": sources})


def _joined_sources(map: ArgumentMap, other: ArgumentMap) -> tuple[list[Source], dict[str, str]]:
    """Return the sources of both maps, and what those of the other one are called now."""
    joined = {source.id: source for source in map.sources}
    taken = joined.keys() | {source.id for source in other.sources}
    names = {}
    for source in other.sources:
        here = joined.get(source.id)
        names[source.id] = source.id
        if here is None:
            joined[source.id] = source
        elif _unsigned(here) == _unsigned(source):
            joined[source.id] = source if here.sha256 is None else here
        else:
            names[source.id] = new = _free(source.id, taken)
            taken.add(new)
            joined[new] = source.model_copy(update={"id": new})
    return list(joined.values()), names


def _unsigned(source: Source) -> Source:
    return source.model_copy(update={"sha256": None})


def _names_of(
    map: ArgumentMap, names: Mapping[str, str], *, is_one: bool
) -> dict[str | None, str | None]:
    """Return what sources are called now; what names none means the only one of its own map."""
    only = map.sources[0].id if len(map.sources) == 1 and not is_one else None
    now: dict[str | None, str | None] = {None: only if only is None else names.get(only, only)}
    return now | dict(names.items())


def _with_sources(statement: Statement, names: Mapping[str | None, str | None]) -> Statement:
    anchors = tuple(
        anchor
        if (now := names.get(anchor.source, anchor.source)) == anchor.source
        else anchor.model_copy(update={"source": now})
        for anchor in statement.anchors
    )
    if anchors == statement.anchors:
        return statement
    return statement.model_copy(update={"anchors": anchors})


def _same(ours: Iterable[Statement], theirs: Collection[Statement]) -> set[str]:
    """Return the ids of statements that are the same in two maps, and so is all they refer to."""
    here = {one.id: one for one in ours}
    there = {one.id for one in theirs}
    same = {one.id: one for one in theirs if here.get(one.id) == one}
    while odd := [
        id
        for id, one in same.items()
        for _, reference in one.references
        if any(end in there and end not in same for end in reference.split(ARROW))
    ]:
        for id in odd:
            same.pop(id, None)
    return set(same)


def _free_names(names: Iterable[str], taken: Collection[str]) -> dict[str, str]:
    """Return each name with one that is not taken: itself, or with a number behind it."""
    listed = list(dict.fromkeys(names))
    used = {*taken, *listed}
    free = {}
    for name in listed:
        free[name] = _free(name, used) if name in taken else name
        used.add(free[name])
    return free


def _free(name: str, taken: Collection[str]) -> str:
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"


# What all of them do


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(repr(id) for id in ids)


def _of(map: ArgumentMap, kept: Mapping[str, Statement]) -> ArgumentMap:
    """Return the map with these statements alone, in the author's order."""
    listed = {
        section: [one for one in kept.values() if one.kind == kind]
        for section, kind in KIND_OF_SECTION.items()
    }
    return map.model_copy(update=listed)


def _with(map: ArgumentMap, made: Statements) -> ArgumentMap:
    """Return the map with statements in place of those of their ids."""
    return _of(map, {one.id: made.get(one.id, one) for one in map.statements})


def _put(map: ArgumentMap, made: Mapping[str, Statement]) -> None:
    """Put statements into the map, in place of those of their ids."""
    for section in KIND_OF_SECTION:
        listed = getattr(map, section)
        for row, one in enumerate(listed):
            if one.id in made:
                listed[row] = made[one.id]


def _keep(map: ArgumentMap, kept: Mapping[str, Statement]) -> None:
    """Leave only these statements in the map, as they are here."""
    for section in KIND_OF_SECTION:
        listed = getattr(map, section)
        listed[:] = [kept[one.id] for one in listed if one.id in kept]
