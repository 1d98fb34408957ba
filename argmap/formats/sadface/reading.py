"""Read SADFace's nodes, edges and resources into a map; its graph is read as one of AIF."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from argmap.formats.interchange.reading import AifGraph
from argmap.formats.reading import records as reading
from argmap.formats.reading.assembly import Assembly
from argmap.formats.reading.decoding import KEY, decoded
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.formats.document import Document
    from argmap.formats.reading.records import Record
    from argmap.model import Anchor, Relation
    from argmap.source import Source

UNSAID: tuple[Relation, ...] = ("answers", "restates")
"""The relations that SADFace has no nodes for."""

_INFERENCES = ("scheme", "inference", "conflict")
_CONFLICTS = ("conflict", "attack", "disagree", "defeat")
_NO_SCHEME = ("support", "inference", "")


def read_sadface(data: Record, document: Document) -> Assembly:
    """Return the map in the making that a file of SADFace says."""
    metadata = reading.record(data, "metadata", document.tell)
    title = reading.text(reading.record(metadata, "core", document.tell), "title")
    nodes = reading.records(data, "nodes")
    found = decoded(document, metadata.get(KEY), unsaid=UNSAID, records=_records(nodes))
    assembly = Assembly(document, "sadface", found)
    is_turned = document.options.get("attacks") == "turned"
    graph = AifGraph(_as_aif(data, assembly, is_turned=is_turned), assembly)
    if is_turned:
        assembly.tell("repaired", None, "edges", "attacks were reversed, as requested")
    anchors = anchors_of(nodes, data, assembly)
    graph.read([] if "sources" in found.head else document.sources, anchors)
    if reading.field(metadata.get(KEY), "is_own") is not True:
        assembly.rest["head"] = reading.without(data, "nodes", "edges")
    assembly.title = title or None
    return assembly


def _records(nodes: Iterable[Record]) -> Record:
    """Return what argmap recorded with the atoms, by their ids."""
    return {
        key: reading.field(node.get("metadata"), KEY)
        for node in nodes
        if (key := reading.key(node, "id")) is not None
    }


# As nodes and edges of AIF, which keep the ones of the file under `raw`


def _as_aif(data: Record, assembly: Assembly, *, is_turned: bool) -> Record:
    nodes_given = reading.listed(data, "nodes", assembly.tell)
    nodes = [aif_node(node) if isinstance(node, dict) else node for node in nodes_given]
    turned = {
        reading.key(node, "id")
        for node in reading.records(data, "nodes")
        if is_turned and (node.get("type"), node.get("name")) == ("conflict", "attack")
    }
    edges = [
        _aif_edge(edge, turned) if isinstance(edge, dict) else edge
        for edge in reading.listed(data, "edges", assembly.tell)
    ]
    _make_symmetric(nodes, edges)
    return {"nodes": nodes, "edges": edges}


def aif_node(node: Record) -> Record:
    """Return a node as AIF has it, with the node itself under `raw`."""
    type = node.get("type")
    found: Record = {"nodeID": node.get("id"), "type": type, "raw": node}
    if type == "atom":
        found |= {"type": "I", "text": node.get("text")}
        if reading.words(node, "text"):
            found["raw"] = reading.without(node, "text")
    elif type in _INFERENCES:
        name = reading.text(node, "name") or ""
        is_conflict = type == "conflict" or name.lower() in _CONFLICTS
        found["type"] = "CA" if is_conflict else "RA"
        if name.lower() not in (*_NO_SCHEME, *_CONFLICTS):
            found["scheme"] = name
    return found


def _aif_edge(edge: Record, turned: set[str | None]) -> Record:
    start, end = edge.get("source_id"), edge.get("target_id")
    if turned & {reading.as_key(start), reading.as_key(end)}:
        start, end = end, start
        edge = {**edge, "source_id": start, "target_id": end}
    return {"fromID": start, "toID": end, "raw": edge}


def _make_symmetric(nodes: list[object], edges: list[object]) -> None:
    """Read a disagreement, which leads to both its sides, as an attack from each on the other."""
    out_of: dict[object, list[Record]] = {}
    into: set[object] = set()
    for edge in edges:
        if isinstance(edge, dict):
            out_of.setdefault(reading.key(edge, "fromID"), []).append(edge)
            into.add(reading.key(edge, "toID"))
    for node in list(nodes):
        if not isinstance(node, dict) or node["type"] != "CA":
            continue
        key = reading.key(node, "nodeID")
        sides = out_of.get(key, [])
        if key in into or len(sides) != 2:  # noqa: PLR2004 -- a disagreement has two sides
            continue
        first, second = sides
        mirror = f"{key}~"
        nodes.append({"nodeID": mirror, "type": "CA", "mirrors": key})
        edges.append({"fromID": second["toID"], "toID": mirror, "mirrors": key})
        edges.append({"fromID": mirror, "toID": first["toID"], "mirrors": key})
        first["fromID"], first["toID"] = first["toID"], first["fromID"]
        node["is_symmetric"] = True


# Resources


def anchors_of(
    nodes: Iterable[Record], data: Record, assembly: Assembly
) -> dict[str, list[Anchor]]:
    """Return the anchors that the atoms have in resources; what does not fit is reported."""
    resources = _resources(data, assembly)
    for node in nodes:
        key = reading.key(node, "id")
        for record in reading.records(node, "sources") if key is not None else ():
            source = resources.get(reading.key(record, "resource_id") or "")
            words = reading.words(record, "text")
            if source is None or words is None:
                assembly.tell_lost(key, record.get("resource_id"), is_there=source is not None)
                continue
            start, length = (reading.whole_number(record, name) for name in ("offset", "length"))
            at = Span(-1, -1) if start is None or length is None else Span(start, start + length)
            assembly.span(key or "", source, words, *at)
    return assembly.placed()


def _resources(data: Record, assembly: Assembly) -> dict[str, Source]:
    """Return which source each resource of the file is."""
    ids = {uuid_of(f"source {source.id}"): source.id for source in assembly.sources}
    found: dict[str, Source] = {}
    for resource in reading.records(data, "resources", assembly.tell):
        key, text = reading.key(resource, "id"), reading.text(resource, "content")
        if key is not None and text:
            found.setdefault(key, assembly.source(key, text, id=ids.get(key)))
    return found


def uuid_of(name: str) -> str:
    """Return the UUID that argmap gives to what has that name."""
    return str(uuid5(NAMESPACE_URL, f"argmap:{name}"))
