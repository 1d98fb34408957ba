"""Move records in the text of a map file: to another place in their list, or to another list.

A record is moved as it is written, with the comments in it and right above it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from argmap.mapfile.layout import EditedText, indented
from argmap.mapfile.pairing import paired
from argmap.mapfile.route import HEAD_ORDER, SECTIONS, row_before
from argmap.mapfile.tree import Mapping, Sequence
from argmap.mapfile.yaml_text import parse_yaml

if TYPE_CHECKING:
    from argmap.model import ArgumentMap

_INDENT = 2  # of the records of a list that is new


class Moved(NamedTuple):
    """A file in which records are where another map has them, and the map that it says.

    ``rows`` says for each section where in the file its records are.
    """

    text: str
    tree: Mapping
    map: ArgumentMap
    rows: dict[str, list[int]]


class _Record(NamedTuple):
    """A record by where it is in the file: a section, and a row in its list there."""

    section: str
    row: int


_Moves = dict[str, list[tuple[int | None, _Record]]]
"""For each section which records come into it, and after which row of those that it has."""


def with_records_moved(
    text: str, tree: Mapping, was: ArgumentMap, now: ArgumentMap, rows: dict[str, list[int]]
) -> Moved:
    """Return a YAML file with the records of one map where another one has them.

    Records are the same by their ids, and what they say is left as it was; so is a record that is
    new or gone, and a list in brackets.
    """
    moves = {} if tree.is_flow else _moves(tree, was, now, rows)
    if not moves:
        return Moved(text, tree, was, rows)
    layout = EditedText(text)
    for section, coming in moves.items():
        entry = tree.entry(section)
        owner = _block_list(tree, section)
        if owner is not None:
            places: dict[int | None, list[str]] = defaultdict(list)
            for after, one in coming:
                places[after].append(_cut(layout, tree, one))
            for after, cut in places.items():
                layout.put_members(owner, after, cut)
            continue
        lines = "".join(f"\n{indented(_cut(layout, tree, one), _INDENT)}" for _, one in coming)
        if entry is None:
            place = row_before(tree, section, set(), HEAD_ORDER)
            layout.change_members(tree, set(), [(place, f"{section}:{lines}")])
        else:
            layout.replace(entry.value, lines, entry, is_lined=True)
    changed = layout.text_changed()
    node = parse_yaml(changed)
    return (
        Moved(changed, node, *_after(tree, was, rows, moves))
        if isinstance(node, Mapping)
        else Moved(text, tree, was, rows)
    )


def _moves(tree: Mapping, was: ArgumentMap, now: ArgumentMap, rows: dict[str, list[int]]) -> _Moves:
    gone: dict[tuple[bool, str], _Record] = {}
    come: list[tuple[str, int | None, tuple[bool, str]]] = []
    for section in SECTIONS:
        before, after = getattr(was, section), getattr(now, section)
        if before == after:
            continue
        place: int | None = None
        for old, new in paired(before, after):
            # Sources and statements have ids of their own.
            if new is None and old is not None:
                gone[section == "sources", before[old].id] = _Record(section, rows[section][old])
            elif old is None and new is not None:
                come.append((section, place, (section == "sources", after[new].id)))
            elif old is not None:
                place = rows[section][old]
    moves: _Moves = defaultdict(list)
    for section, place, id in come:
        if id in gone and _can_take(tree, section) and _block_list(tree, gone[id].section):
            moves[section].append((place, gone[id]))
    return dict(moves)


def _block_list(tree: Mapping, section: str) -> Sequence | None:
    """Return the list of a section if it has one record a line, or more lines."""
    entry = tree.entry(section)
    value = None if entry is None else entry.value
    return value if isinstance(value, Sequence) and not value.is_flow and value.items else None


def _can_take(tree: Mapping, section: str) -> bool:
    """Tell whether a record can be put into a section as it is written in another one."""
    entry = tree.entry(section)
    is_filled_flow = (
        entry is not None
        and isinstance(entry.value, Sequence)
        and entry.value.is_flow
        and bool(entry.value.items)
    )
    return not is_filled_flow


def _cut(layout: EditedText, tree: Mapping, one: _Record) -> str:
    owner = _block_list(tree, one.section)
    return "" if owner is None else layout.cut_member(owner, one.row)


def _after(
    tree: Mapping, was: ArgumentMap, rows: dict[str, list[int]], moves: _Moves
) -> tuple[ArgumentMap, dict[str, list[int]]]:
    """Return the map with its records in their new places, and where in the file these are."""
    records = {
        _Record(section, row): getattr(was, section)[number]
        for section, listed in rows.items()
        for number, row in enumerate(listed)
    }
    leaving = {one for coming in moves.values() for _, one in coming}
    map = was.model_copy()
    new_rows: dict[str, list[int]] = {}
    for section in SECTIONS:
        owner = _block_list(tree, section)
        count = (
            len(owner.items) if owner is not None else max(rows.get(section, []), default=-1) + 1
        )
        members: list[_Record] = []
        for after in (None, *range(count)):
            if after is not None and _Record(section, after) not in leaving:
                members.append(_Record(section, after))
            members += [one for place, one in moves.get(section, ()) if place == after]
        # In place, since what is moved to another list may not be of its kind yet.
        getattr(map, section)[:] = [records[one] for one in members if one in records]
        new_rows[section] = [row for row, one in enumerate(members) if one in records]
    return map, new_rows
