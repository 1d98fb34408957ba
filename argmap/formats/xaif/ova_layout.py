"""Where the nodes of an AIF graph are on OVA's canvas."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from argmap.formats.interchange.reading import DISCOURSE
from argmap.formats.reading import records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.formats.reading.records import Record

_LEFT, _TOP, _COLUMN, _ROW = 150, 60, 250, 100


def layout(before: object, nodes: Sequence[object], edges: Sequence[object]) -> Record:
    """Return the `OVA` part of a file: every node with its place, and every edge.

    ``before`` is that part as it was in the file; what it says of nodes and edges that are still
    there stays as it is. New nodes are in rows below, each under what it bears on.
    """
    kept: Record = (
        before if isinstance(before, dict) else {"firstname": "", "surname": "", "url": ""}
    )
    raw = {records.key(node, "nodeID"): records.field(node, "nodeID") for node in nodes}
    keys = [key for node in nodes if (key := records.key(node, "nodeID")) is not None]
    ends = [_ends(edge) for edge in edges if isinstance(edge, dict)]
    old = set(ends)
    placed = [one for one in records.records(kept, "nodes") if records.key(one, "nodeID") in raw]
    drawn = [one for one in records.records(kept, "edges") if _ends(one) in old]
    known = {records.key(one, "nodeID") for one in placed}
    lowest = max((y for one in placed if (y := records.number(one, "y")) is not None), default=-40)
    rows = _rows(keys, ends)
    counts: dict[int, int] = defaultdict(int)
    hidden = {
        records.key(node, "nodeID") for node in nodes if records.field(node, "type") in DISCOURSE
    }
    for key in keys:
        if key not in known:
            x = _LEFT + _COLUMN * counts[rows[key]]
            counts[rows[key]] += 1
            place = {"visible": True, "x": x, "y": int(lowest) + _ROW * (rows[key] + 1)}
            placed.append({"nodeID": raw[key], **place, "timestamp": ""})
    joined = {_ends(one) for one in drawn}
    for start, end in ends:
        if start in raw and end in raw and (start, end) not in joined:
            is_visible = not {start, end} & hidden
            drawn.append({"fromID": raw[start], "toID": raw[end], "visible": is_visible})
    return {**kept, "nodes": placed, "edges": drawn}


def _ends(edge: Record) -> tuple[str | None, str | None]:
    return records.key(edge, "fromID"), records.key(edge, "toID")


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
