"""Change the text of a map file so that it says another map.

Only the characters of what differs change: comments, layout, the order of keys and the way a
value is written stay. The two maps are compared, and what differs is looked up in the tree.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from argmap.errors import MapFileError
from argmap.mapfile.json_text import json_lines, json_value
from argmap.mapfile.layout import EditedText
from argmap.mapfile.moving import with_records_moved
from argmap.mapfile.pairing import aligned, paired
from argmap.mapfile.route import HEAD_ORDER, SECTIONS, rank, row_before
from argmap.mapfile.shape import (
    anchor_data,
    head_data,
    record_data,
    yaml_entry,
    yaml_record,
)
from argmap.mapfile.tree import Entry, Mapping, Node, Scalar, Sequence
from argmap.mapfile.yaml_value import yaml_line, yaml_value
from argmap.model import RELATIONS, Statement
from argmap.model.kinds import SHORTHAND

if TYPE_CHECKING:
    from argmap.model import ArgumentMap
    from argmap.source import Source

# Where a key that is not there yet is put: after the nearest of those named before it.
_KEY_ORDER = (
    "id", "path", "text", "sha256", "encoding", "title", "author", "publisher", "published", "url",
    "language", "ignore", "original", *RELATIONS, "joint", "scheme", "speaker", "qualifier",
    "strength", "credence", "implicit", "tags", "note", "source", "prefix", "quote", "suffix",
    "span", "spans", "anchors", "meta",
)  # fmt: skip
_LISTS = {*RELATIONS, "tags", "spans"}


def rewritten(
    text: str,
    tree: Mapping,
    was: ArgumentMap,
    now: ArgumentMap,
    *,
    rows: dict[str, list[int]],
    syntax: Literal["yaml", "json"],
) -> str:
    """Return the text of a map file, which says one map, changed so that it says another.

    ``rows`` says for each section where in the file its records are; those of the file that
    are not in the map stay. A record that has changed its place, or its list, is moved with its
    comments. Raises MapFileError when that cannot be, or when an element has no place in the file.
    """
    if syntax == "yaml":
        text, tree, was, rows = with_records_moved(text, tree, was, now, rows)
    rewriter = _Rewriter(EditedText(text), syntax)
    rewriter.change_map(tree, was, now, rows)
    return rewriter.layout.text_changed()


class _Rewriter:
    """Goes down the tree next to the old and the new data and notes the changes."""

    def __init__(self, layout: EditedText, syntax: Literal["yaml", "json"]) -> None:
        self.layout = layout
        self.is_json = syntax == "json"

    def change_map(
        self, tree: Mapping, was: ArgumentMap, now: ArgumentMap, rows: dict[str, list[int]]
    ) -> None:
        old, new = head_data(was), head_data(now)
        for section in SECTIONS:
            before, after = getattr(was, section), getattr(now, section)
            entry = tree.entry(section)
            if before == after:
                continue
            if entry and isinstance(entry.value, Sequence) and entry.value.items:
                self._change_records(entry.value, before, after, rows[section])
            else:
                new[section] = [record_data(record) for record in after]
        self._change_mapping(tree, old, new, order=HEAD_ORDER)

    # Lists

    def _change_records(
        self,
        listed: Sequence,
        was: list[Source | Statement],
        now: list[Source | Statement],
        rows: list[int],
    ) -> None:
        pairs = paired(was, now)
        come = {now[new].id for old, new in pairs if new is not None and old is None}
        moved = [
            was[old].id
            for old, new in pairs
            if old is not None and new is None and was[old].id in come
            if not self.is_json and self.layout.has_comment(listed.items[rows[old]])
        ]
        if moved:
            raise MapFileError(
                f"the record {min(moved)!r} has moved, and its comment would be lost",
                help="move it by hand, or write the map to a new file",
            )
        for old, new in pairs:
            if old is not None and new is not None and was[old] != now[new]:
                node = listed.items[rows[old]]
                if isinstance(node, Mapping):
                    self._change_mapping(node, _shaped(was[old], node), _shaped(now[new], node))
        added = {
            new: record_data(now[new]) for old, new in pairs if old is None and new is not None
        }
        self._change_members(
            listed,
            [(None if old is None else rows[old], new) for old, new in pairs],
            {row: self._record(listed, data) for row, data in added.items()},
        )

    def _record(self, listed: Sequence, data: dict[str, Any]) -> str:
        """Write a record as the others of its list are written."""
        if self.is_json and self.layout.is_spread(listed):
            return json_lines(data)
        if listed.is_flow or _is_flow(listed.items[-1]):
            return self._value(data)
        return "\n".join(yaml_record(data, indent=""))[2:]

    def _change_list(self, listed: Sequence, was: list[Any], now: list[Any]) -> None:
        pairs = aligned([*map(json.dumps, was)], [*map(json.dumps, now)])
        for old, new in pairs:
            if old is not None and new is not None:
                self._change_value(listed.items[old], was[old], now[new], is_flow=listed.is_flow)
        added = {
            new: self._value(now[new]) for old, new in pairs if old is None and new is not None
        }
        self._change_members(listed, pairs, added)

    def _change_members(
        self, listed: Sequence, pairs: list[tuple[int | None, int | None]], added: dict[int, str]
    ) -> None:
        removed = {old for old, new in pairs if old is not None and new is None}
        insertions: list[tuple[int | None, str]] = []
        before: int | None = None
        for old, new in pairs:
            if old is None and new is not None:
                insertions.append((before, added[new]))
            elif old is not None and new is not None:
                before = old
        self.layout.change_members(listed, removed, insertions)

    # Mappings

    def _change_mapping(
        self,
        mapping: Mapping,
        was: dict[str, Any],
        now: dict[str, Any],
        *,
        order: tuple[str, ...] = _KEY_ORDER,
    ) -> None:
        removed = {
            row
            for row, entry in enumerate(mapping.entries)
            if entry.name in was and entry.name not in now
        }
        renamed = self._rename_relation(mapping, removed, was, now)
        inserted: list[str] = []
        for name, value in now.items():
            entry = mapping.entry(name)
            if entry is None:
                if name == renamed:
                    continue
                if name not in was or was[name] != value:
                    inserted.append(name)
            elif name not in was or was[name] != value:
                self._change_value(
                    entry.value, was.get(name), value, is_flow=mapping.is_flow, entry=entry
                )
        inserted.sort(key=lambda name: rank(name, order))
        insertions = [
            (row_before(mapping, name, removed, order), self._entry(mapping, name, now[name]))
            for name in inserted
        ]
        self.layout.change_members(mapping, removed, insertions)

    def _rename_relation(
        self, mapping: Mapping, removed: set[int], was: dict[str, Any], now: dict[str, Any]
    ) -> str | None:
        """Write one relation in the place of another one, and return it; None if there is none.

        What is written behind the old one, such as why it holds, stays with the new one.
        """
        old = [row for row in removed if mapping.entries[row].name in RELATIONS]
        new = [
            name
            for name in RELATIONS
            if name in now and name not in was and mapping.entry(name) is None
        ]
        if len(old) != 1 or len(new) != 1:
            return None
        entry, (name,) = mapping.entries[old[0]], new
        removed.remove(old[0])
        self.layout.rename(entry, self._value(name))
        self._change_value(
            entry.value, was[entry.name], now[name], is_flow=mapping.is_flow, entry=entry
        )
        return name

    def _entry(self, mapping: Mapping, name: str, value: Any) -> str:
        """Write a key and its value, as they are in the mapping."""
        if mapping.is_flow:
            gap = "" if self.is_json and self.layout.is_dense(mapping) else " "
            return f"{self._value(name)}:{gap}{self._value(value)}"
        if name in SECTIONS:
            return f"{name}:{_lined(value)}"
        if name == "quote":
            return "\n".join(yaml_entry(name, value))
        return f"{self._value(name)}: {yaml_line(value)}"

    # Values

    def _change_value(
        self,
        node: Node,
        was: Any,
        now: Any,
        *,
        is_flow: bool,
        entry: Entry | None = None,
    ) -> None:
        if was == now:
            return
        if entry is not None and entry.name in _LISTS and isinstance(node, Sequence):
            was, now = _as_list(was), _as_list(now)
        if isinstance(node, Mapping) and was and now and _are(dict, was, now):
            self._change_mapping(node, was, now)
        elif (
            isinstance(node, Sequence) and now and _are(list, was, now)
            and len(was) == len(node.items) > 0
        ):  # fmt: skip
            self._change_list(node, was, now)
        elif entry is not None and entry.name in SECTIONS and not is_flow:
            self.layout.replace(node, _lined(now), entry, is_lined=True)
        elif is_flow or entry is None or entry.name != "quote":
            self.layout.replace(node, self._value(now) if is_flow else yaml_line(now), entry)
        else:
            self.layout.replace(node, self._quote(node, now, entry), entry)

    def _quote(self, node: Node, quote: str, entry: Entry) -> str:
        """Write a quote below its key if it has several lines and nothing follows on this one."""
        first, *rest = yaml_entry("quote", quote)
        column = self.layout.column_below(node, entry)
        if not rest or column is None:
            return yaml_line(quote)
        lines = (" " * column + line if line else "" for line in rest)
        return "\n".join((first.removeprefix("quote: "), *lines))

    def _value(self, value: Any) -> str:
        return json_value(value) if self.is_json else yaml_value(value)


def _shaped(record: Source | Statement, node: Mapping) -> dict[str, Any]:
    """Return a record's data in the style in which the file has it."""
    data = record_data(record)
    entry = node.entry("anchors")
    if not isinstance(record, Statement) or entry is None or isinstance(entry.value, Scalar):
        return _with_pairs(data, node)
    items = entry.value.items if isinstance(entry.value, Sequence) else []
    data = {name: value for name, value in data.items() if name not in SHORTHAND}
    if record.anchors:
        data["anchors"] = [anchor_data(anchor) for anchor in record.anchors]
        for anchor, item in zip(data["anchors"], items, strict=False):
            if isinstance(item, Mapping):
                _with_pairs(anchor, item)
    return data


def _with_pairs(data: dict[str, Any], node: Mapping) -> dict[str, Any]:
    """Let the one `span` of an anchor be a list of them where the file has `spans`."""
    if node.entry("spans") is not None and node.entry("span") is None and "span" in data:
        data["spans"] = [data.pop("span")]
    return data


def _lined(records: list[dict[str, Any]]) -> str:
    """Return the records of a section as the lines after its key."""
    return "".join(f"\n{line}" for data in records for line in yaml_record(data))


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _are(kind: type, *values: object) -> bool:
    return all(isinstance(value, kind) for value in values)


def _is_flow(node: Node) -> bool:
    return isinstance(node, Mapping | Sequence) and node.is_flow
