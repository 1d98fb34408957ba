"""Two maps become one."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from argmap.editing.renaming import renamed
from argmap.editing.statements import refuse_doubles
from argmap.errors import MergeWarning
from argmap.model import ARROW, ArgumentMap
from argmap.model.kinds import KIND_OF_SECTION

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from argmap.model import Statement
    from argmap.source import Source


def merged(map: ArgumentMap, other: ArgumentMap) -> ArgumentMap:
    """Return one map of two; see :meth:`ArgumentMap.merged`."""
    for one in (map, other):
        refuse_doubles(one)
    sources, names = _joined_sources(map, other)
    is_one = len(sources) == 1
    ours = [_with_sources(one, _names_of(map, {}, is_one=is_one)) for one in map.statements]
    theirs = [
        _with_sources(one, _names_of(other, names, is_one=is_one)) for one in other.statements
    ]
    added, new_ids = _added(ours, theirs)
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


def _added(
    ours: list[Statement], theirs: list[Statement]
) -> tuple[list[Statement], dict[str, str]]:
    """Return the statements of the other map that are not in this one, and their ids by the old.

    Their ids and joint names are changed if this map uses them for something else.
    """
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
    return added, new_ids


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


def _same(ours: Collection[Statement], theirs: Collection[Statement]) -> set[str]:
    """Return the ids of statements that are the same in two maps.

    So is all that they refer to, and what they are joint with.
    """
    here = {one.id: one for one in ours}
    there = {one.id for one in theirs}
    our_groups, their_groups = _joined_ids(ours), _joined_ids(theirs)
    same = {one.id: one for one in theirs if here.get(one.id) == one}
    while odd := [
        id
        for id, one in same.items()
        if any(
            end in there and end not in same
            for _, reference in one.references
            for end in reference.split(ARROW)
        )
        or (one.joint and not (our_groups[one.joint] == their_groups[one.joint] <= same.keys()))
    ]:
        for id in odd:
            same.pop(id, None)
    return set(same)


def _joined_ids(statements: Iterable[Statement]) -> dict[str, set[str]]:
    """Return the ids of the statements that share each `joint` name."""
    groups: dict[str, set[str]] = {}
    for one in statements:
        if one.joint:
            groups.setdefault(one.joint, set()).add(one.id)
    return groups


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
