"""The statements of a map, taken out of it and put back."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from argmap.errors import UsageError
from argmap.model.kinds import KIND_OF_SECTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from argmap.model import ArgumentMap, Statement


Statements: TypeAlias = "dict[str, Statement]"
"""Statements by their ids, in the author's order."""


def refuse_doubles(map: ArgumentMap) -> None:
    """Raise UsageError if an id names several statements, so that a reference would be unclear."""
    if len(set(map.ids)) < len(map):
        double = next(id for id, count in Counter(map.ids).items() if count > 1)
        raise UsageError(
            f"{double!r} is the id of several statements, so the map cannot be edited",
            help="give each its own id in the lists of the map, such as `m.claims`",
        )


def listed_ids(ids: Iterable[str]) -> str:
    """Return ids for a message."""
    return ", ".join(repr(id) for id in ids)


def map_of(map: ArgumentMap, kept: Mapping[str, Statement]) -> ArgumentMap:
    """Return the map with these statements alone, in the author's order."""
    listed = {
        section: [one for one in kept.values() if one.kind == kind]
        for section, kind in KIND_OF_SECTION.items()
    }
    return map.model_copy(update=listed)


def map_with(map: ArgumentMap, made: Statements) -> ArgumentMap:
    """Return the map with statements in place of those of their ids."""
    return map_of(map, {one.id: made.get(one.id, one) for one in map.statements})


def put(map: ArgumentMap, made: Mapping[str, Statement]) -> None:
    """Put statements into the map, in place of those of their ids.

    One that is of another kind now comes last of that kind.
    """
    come: list[Statement] = []
    for section, kind in KIND_OF_SECTION.items():
        listed = getattr(map, section)
        for row, one in enumerate(listed):
            if one.id in made:
                listed[row] = made[one.id]
        if any(one.kind != kind for one in listed):
            come += [one for one in listed if one.kind != kind]
            listed[:] = [one for one in listed if one.kind == kind]
    for one in come:
        getattr(map, f"{one.kind}s").append(one)


def keep(map: ArgumentMap, kept: Mapping[str, Statement]) -> None:
    """Leave only these statements in the map, as they are here."""
    for section in KIND_OF_SECTION:
        listed = getattr(map, section)
        listed[:] = [kept[one.id] for one in listed if one.id in kept]
