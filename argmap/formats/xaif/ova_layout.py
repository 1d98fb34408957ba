"""Where the nodes of an AIF graph stand on OVA's canvas."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from argmap.formats.aif.reading import DISCOURSE, key_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LEFT, _TOP, _COLUMN, _ROW = 150, 60, 250, 100


def layout(
    before: object, nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return the `OVA` part of a file: every node with its place, and every edge.

    ``before`` is that part as it was in the file; what it says of nodes and edges that are still
    there stays as it is. New nodes stand in rows below, each under what it bears on.
    """
    kept: dict[str, Any] = (
        before if isinstance(before, dict) else {"firstname": "", "surname": "", "url": ""}
    )
    nodes = [node for node in nodes if isinstance(node, dict)]
    edges = [edge for edge in edges if isinstance(edge, dict)]
    keys = [key for node in nodes if (key := key_of(node.get("nodeID"))) is not None]
    raw = {key_of(node.get("nodeID")): node.get("nodeID") for node in nodes}
    ends = [(key_of(edge.get("fromID")), key_of(edge.get("toID"))) for edge in edges]
    placed: list[Any] = [one for one in _list(kept.get("nodes")) if _node(one) in raw]
    drawn = [one for one in _list(kept.get("edges")) if _edge(one) in set(ends)]
    known = {_node(one) for one in placed}
    lowest = max((y for one in placed if isinstance(y := one.get("y"), int | float)), default=-40)
    rows = _rows(keys, ends)
    counts: dict[int, int] = defaultdict(int)
    hidden = {key_of(node.get("nodeID")) for node in nodes if node.get("type") in DISCOURSE}
    for key in keys:
        if key not in known:
            x = _LEFT + _COLUMN * counts[rows[key]]
            counts[rows[key]] += 1
            place = {"visible": True, "x": x, "y": int(lowest) + _ROW * (rows[key] + 1)}
            placed.append({"nodeID": raw[key], **place, "timestamp": ""})
    joined = {_edge(one) for one in drawn}
    for start, end in ends:
        if start in raw and end in raw and (start, end) not in joined:
            is_visible = not {start, end} & hidden
            drawn.append({"fromID": raw[start], "toID": raw[end], "visible": is_visible})
    return {**kept, "nodes": placed, "edges": drawn}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _node(record: object) -> str | None:
    return key_of(record.get("nodeID")) if isinstance(record, dict) else None


def _edge(record: object) -> tuple[str | None, str | None]:
    if not isinstance(record, dict):
        return None, None
    return key_of(record.get("fromID")), key_of(record.get("toID"))


def _rows(keys: Sequence[str], ends: Sequence[tuple[str | None, str | None]]) -> dict[str, int]:
    """Return the row of each node: one below what it leads to, the first for what leads nowhere."""
    into: dict[str | None, list[str]] = defaultdict(list)
    leads = set()
    for start, end in ends:
        if start is not None and start != end:
            into[end].append(start)
            leads.add(start)
    rows = {key: 0 for key in keys if key not in leads}
    queue = list(rows)
    for key in queue:
        for start in into[key]:
            if start not in rows:
                rows[start] = rows[key] + 1
                queue.append(start)
    # What only leads round in a circle is reached from nowhere.
    return {key: rows.get(key, 0) for key in keys}
