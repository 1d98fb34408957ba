"""Write a map as SADFace's nodes, edges and resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.document import Document
from argmap.formats.interchange.reading import scheme_of
from argmap.formats.interchange.writing import Writer
from argmap.formats.reading import records as reading
from argmap.formats.reading.assembly import Assembly
from argmap.formats.reading.decoding import KEY
from argmap.formats.sadface.reading import (
    UNSAID,
    aif_node,
    anchors_of,
    read_sadface,
    uuid_of,
)
from argmap.formats.writing.encoding import encoded
from argmap.formats.writing.kept import rest, texts_of
from argmap.formats.writing.left_out import tell_written_as
from argmap.mapfile.json_text import json_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from argmap.formats.document import Output
    from argmap.formats.reading.records import Record
    from argmap.model import ArgumentMap

_NO_TIME = "1970-01-01T00:00:00"


def write_sadface(map: ArgumentMap, output: Output) -> str:
    """Return a map as the text of a SADFace file, and tell the output what is lost."""
    writer = Writer(map, output, format="sadface", unsaid=UNSAID, naming=uuid_of)
    head = rest(map, "sadface").get("head")
    mark: Record = {} if isinstance(head, dict) else {"is_own": True}
    data = _titled(head, map) if isinstance(head, dict) else _new_head(map)
    by_source, resources = _resources(map, reading.listed(data, "resources"), output)
    if resources or "resources" in data:
        data["resources"] = resources
    is_old = output.options.get("dialect") == "0.2"
    nodes = writer.nodes
    written = _sadface_nodes(nodes, is_old=is_old)
    data |= {"nodes": written, "edges": _sadface_edges(writer.edges, nodes)}
    _put_sources(written, writer, by_source, data)

    def back(block: Record) -> Assembly:
        return read_sadface(_with_block(data, {**block, **mark}), output.document(map))

    def bare() -> Assembly:
        emptied = {**data, "nodes": [], "edges": []}
        return read_sadface(_with_block(emptied, mark), output.document(map))

    block = encoded(map, writer.keys, back, output, own="sadface", bare=bare)
    unexpected = "a conflict with an inference, which not all expect"
    tell_written_as(map, output, limits="a conflict", undercuts=unexpected)
    return f"{json_lines(_with_block(data, {**block, **mark}))}\n"


def _new_head(map: ArgumentMap) -> Record:
    core = {
        "id": uuid_of(f"map {map.title or ''}"),
        "title": map.title or "",
        "description": "",
        "notes": "",
        "created": _NO_TIME,
        "edited": _NO_TIME,
        "analyst_name": "",
        "analyst_email": "",
        "version": "0.5",
    }
    return {"metadata": {"core": core}, "resources": []}


def _titled(head: Record, map: ArgumentMap) -> Record:
    """Return what was kept of a file with the title that the map has now."""
    metadata = reading.record(head, "metadata")
    core = metadata.get("core")
    if not isinstance(core, dict) or (core.get("title") or None) == (map.title or None):
        return dict(head)
    return {**head, "metadata": {**metadata, "core": {**core, "title": map.title or ""}}}


def _sadface_nodes(nodes: Sequence[object], *, is_old: bool) -> list[object]:
    there = {reading.key(one, "nodeID") for one in nodes}
    found: list[object] = []
    for node in nodes:
        if not isinstance(node, dict):
            found.append(node)
        elif "raw" in node:
            found.append(_kept_node(node, is_mirrored=f"{node['nodeID']}~" in there))
        elif node.get("mirrors") not in there or "mirrors" not in node:
            found.append(_new_node(node, is_old=is_old))
    return found


def _kept_node(node: Record, *, is_mirrored: bool) -> Record:
    raw = reading.record(node, "raw")
    if node["type"] == "I":
        return {**raw, "text": node["text"]} if "text" in node else raw
    if node.get("is_symmetric") and not is_mirrored:
        return {**raw, "name": "attack"}
    scheme = scheme_of(node)
    if node["type"] == "RA" and scheme != scheme_of(aif_node(raw)):
        return {**raw, "name": scheme or "support"}
    return raw


def _new_node(node: Record, *, is_old: bool) -> Record:
    shared: Record = {"id": _id(node["nodeID"]), "metadata": {"core": {}}}
    if node["type"] == "I":
        return {**shared, "type": "atom", "text": node["text"], "sources": []}
    if node["type"] == "RA":
        name = scheme_of(node) or "support"
        return {**shared, "type": "scheme" if is_old else "inference", "name": name}
    if is_old:
        return {**shared, "type": "scheme", "name": "conflict"}
    return {**shared, "type": "conflict", "name": "attack"}


def _id(key: object) -> object:
    """Return the id of a node; that of a mirror, left alone, is none of SADFace's."""
    return uuid_of(key) if isinstance(key, str) and key.endswith("~") else key


def _sadface_edges(edges: Sequence[object], nodes: Sequence[object]) -> list[object]:
    there = {reading.key(one, "nodeID") for one in nodes}
    halved = {
        reading.key(one, "nodeID")
        for one in nodes
        if isinstance(one, dict) and one.get("is_symmetric") and f"{one['nodeID']}~" not in there
    }
    found: list[object] = []
    for edge in edges:
        if not isinstance(edge, dict):
            found.append(edge)
            continue
        start, end = _id(edge["fromID"]), _id(edge["toID"])
        ends = {"source_id": start, "target_id": end}
        if "raw" in edge:
            is_halved = bool(halved & {reading.as_key(start), reading.as_key(end)})
            found.append({**edge["raw"], **ends} if is_halved else edge["raw"])
        elif edge.get("mirrors") not in there or "mirrors" not in edge:
            found.append({"id": uuid_of(f"edge {start} {end}"), **ends})
    return found


def _resources(
    map: ArgumentMap, before: list[object], output: Output
) -> tuple[dict[str, Record], list[object]]:
    """Return the resource of each source, and all resources: those of the file come first."""
    by_source: dict[str, Record] = {}
    for id, text in texts_of(map, output).items():
        same = next(
            (one for one in before if isinstance(one, dict) and one.get("content") == text), None
        )
        new: Record = {"id": uuid_of(f"source {id}"), "type": "text", "content": text}
        by_source[id] = same or {**new, "metadata": {"core": {}}}
    used = list(by_source.values())
    others = [one for one in before if one in used or not reading.text(one, "content")]
    return by_source, [*others, *(one for one in used if one not in others)]


def _put_sources(
    nodes: list[object],
    writer: Writer,
    by_source: Mapping[str, Record],
    data: Record,
) -> None:
    """Give every atom the sources that its statement's anchors have now."""
    statements = {key: writer.graph.statements[id] for id, key in writer.keys.items()}
    atoms = [one for one in reading.records(data, "nodes") if one.get("type") == "atom"]
    document = Document(sources=tuple(writer.map.sources))
    before = anchors_of(atoms, data, Assembly(document, "sadface"))
    for place, atom in enumerate(nodes):
        key = reading.key(atom, "id")
        if key not in statements or before.get(key, []) == [*statements[key].anchors]:
            continue
        records = [
            {
                "resource_id": by_source[name]["id"],
                "text": cut,
                "offset": span.start,
                "length": span.length,
            }
            for anchor in statements[key].anchors
            if (meant := writer.map.known_source_of(anchor)) and (name := meant.id) in by_source
            for span in anchor.spans
            if (cut := span.cut(meant.text))
        ]
        nodes[place] = {**reading.as_record(atom), "sources": records}


def _with_block(data: Record, block: Record) -> Record:
    """Return the file with argmap's own records in the metadata of the file and of its atoms."""
    if not block:
        return dict(data)
    records = reading.entries(block, "statements")
    nodes = [
        _with_record(node, records[key])
        if isinstance(node, dict) and (key := reading.key(node, "id")) in records
        else node
        for node in reading.listed(data, "nodes")
    ]
    return {**_with_record(data, reading.without(block, "statements")), "nodes": nodes}


def _with_record(holder: Record, record: Record) -> Record:
    return {**holder, "metadata": {**reading.record(holder, "metadata"), KEY: record}}
