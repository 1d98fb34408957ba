"""Read SADFace's nodes, edges and resources into a map; its graph is read as one of AIF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from argmap.formats.aif.reading import Graph, key_of
from argmap.formats.reading.assembly import Assembly
from argmap.formats.reading.cited import free_id, is_text_of
from argmap.formats.reading.decoding import KEY, decoded
from argmap.formats.reading.spans import ForeignSpan, fitted
from argmap.model import Anchor
from argmap.source import Source
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from argmap.formats.document import Document
    from argmap.model import ArgumentMap, Relation

UNSAID: tuple[Relation, ...] = ("answers", "restates")
"""The relations that SADFace has no nodes for."""

_INFERENCES = ("scheme", "inference", "conflict")
_CONFLICTS = ("conflict", "attack", "disagree", "defeat")
_NO_SCHEME = ("support", "inference", "")


def read_sadface(data: Mapping[str, Any], document: Document) -> ArgumentMap:
    """Return the map that a file of SADFace says, and tell the document what was lost."""
    metadata = data.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    core = metadata.get("core")
    title = core.get("title") if isinstance(core, dict) else None
    nodes = [one for one in listed(data.get("nodes")) if isinstance(one, dict)]
    found = decoded(document, metadata.get(KEY), unsaid=UNSAID, records=_records(nodes))
    assembly = Assembly(document, "sadface", found)
    is_turned = document.options.get("attacks") == "turned"
    graph = Graph(_as_aif(data, is_turned=is_turned), assembly)
    if is_turned:
        assembly.tell("repaired", None, "edges", "attacks were turned round, as was asked")
    sources, by_resource = sources_of(data, list(found.head.get("sources", document.sources)))
    anchors = anchors_of(nodes, by_resource, assembly, names_source=len(sources) > 1)
    graph.read([] if "sources" in found.head else document.sources, anchors)
    is_own = isinstance(metadata.get(KEY), dict) and metadata[KEY].get("is_own") is True
    if not is_own:
        assembly.rest["head"] = {
            name: value for name, value in data.items() if name not in ("nodes", "edges")
        }
    return assembly.map(title=title if isinstance(title, str) and title else None, sources=sources)


def listed(value: object) -> list[Any]:
    """Return a list of the file; what is no list counts as an empty one."""
    return value if isinstance(value, list) else []


def _records(nodes: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what argmap noted down with the atoms, by their ids."""
    found = {}
    for node in nodes:
        metadata = node.get("metadata")
        if isinstance(metadata, dict) and (key := key_of(node.get("id"))) is not None:
            found[key] = metadata.get(KEY)
    return found


# As nodes and edges of AIF, which keep the ones of the file under `raw`


def _as_aif(data: Mapping[str, Any], *, is_turned: bool) -> dict[str, Any]:
    nodes_given = listed(data.get("nodes"))
    nodes = [aif_node(node) for node in nodes_given]
    turned = {
        key_of(node.get("id"))
        for node in nodes_given
        if is_turned
        and isinstance(node, dict)
        and (node.get("type"), node.get("name")) == ("conflict", "attack")
    }
    edges = [_aif_edge(edge, turned) for edge in listed(data.get("edges"))]
    _make_symmetric(nodes, edges)
    return {"nodes": nodes, "edges": edges}


def aif_node(node: Any) -> Any:
    """Return a node as AIF has it, with the node itself under `raw`."""
    if not isinstance(node, dict):
        return node
    found: dict[str, Any] = {"nodeID": node.get("id"), "type": node.get("type"), "raw": node}
    if node.get("type") == "atom":
        found |= {"type": "I", "text": node.get("text")}
        if isinstance(node.get("text"), str) and node["text"].strip():
            found["raw"] = {name: value for name, value in node.items() if name != "text"}
    elif node.get("type") in _INFERENCES:
        name = _name(node)
        is_conflict = node["type"] == "conflict" or name.lower() in _CONFLICTS
        found["type"] = "CA" if is_conflict else "RA"
        if name.lower() not in (*_NO_SCHEME, *_CONFLICTS):
            found["scheme"] = name
    return found


def _name(node: Mapping[str, Any]) -> str:
    name = node.get("name")
    return name if isinstance(name, str) else ""


def _aif_edge(edge: Any, turned: set[str | None]) -> Any:
    if not isinstance(edge, dict):
        return edge
    start, end = edge.get("source_id"), edge.get("target_id")
    if turned & {key_of(start), key_of(end)}:
        start, end = end, start
        edge = {**edge, "source_id": start, "target_id": end}
    return {"fromID": start, "toID": end, "raw": edge}


def _make_symmetric(nodes: list[Any], edges: list[Any]) -> None:
    """Read a disagreement, which leads to both its sides, as an attack from each on the other."""
    out_of: dict[object, list[dict[str, Any]]] = {}
    into: set[object] = set()
    for edge in edges:
        if isinstance(edge, dict):
            out_of.setdefault(key_of(edge["fromID"]), []).append(edge)
            into.add(key_of(edge["toID"]))
    for node in list(nodes):
        if not isinstance(node, dict) or node["type"] != "CA":
            continue
        key = key_of(node["nodeID"])
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


def sources_of(
    data: Mapping[str, Any], known: list[Source]
) -> tuple[list[Source], dict[str, Source]]:
    """Return the sources, and which of them each resource of the file is."""
    found = list(known)
    by_resource: dict[str, Source] = {}
    by_uuid = {uuid_of(f"source {source.id}"): source for source in known}
    for resource in listed(data.get("resources")):
        if not isinstance(resource, dict):
            continue
        key, text = key_of(resource.get("id")), resource.get("content")
        if key is None or not isinstance(text, str) or not text:
            continue
        same = by_uuid.get(key) or next((one for one in known if is_text_of(one, text)), None)
        if same is None:
            same = Source(id=free_id(key, found), text=text)
            found.append(same)
        by_resource.setdefault(key, same)
    return found, by_resource


def anchors_of(
    nodes: Sequence[Mapping[str, Any]],
    by_resource: Mapping[str, Source],
    assembly: Assembly,
    *,
    names_source: bool,
) -> dict[str, list[Anchor]]:
    """Return the anchors that the atoms have in resources; what does not fit is told."""
    spans: dict[str, list[ForeignSpan]] = {}
    found: dict[str, list[Anchor]] = {}
    for node in nodes:
        key = key_of(node.get("id"))
        for record in listed(node.get("sources")):
            if key is None or not isinstance(record, dict):
                continue
            resource = key_of(record.get("resource_id"))
            start, length, words = (record.get(name) for name in ("offset", "length", "text"))
            if resource not in by_resource or not isinstance(words, str) or not words.strip():
                what = "a source that names no resource of the file, or no words, is left out"
                assembly.tell("unresolved", key, "anchors", what)
                continue
            at = Span(-1, -1)
            if isinstance(start, int) and isinstance(length, int):
                at = Span(start, start + length)
            spans.setdefault(resource or "", []).append(ForeignSpan(*at, words, key))
    for resource, given_spans in spans.items():
        source = by_resource[resource]
        name = source.id if names_source else None
        fit = fitted(source.text, given_spans)
        if fit.unit != "code points":
            assembly.tell("repaired", None, "anchors.spans", f"offsets count {fit.unit}")
        for given, span in zip(given_spans, fit.spans, strict=True):
            if span is None:
                what = "its words do not stand where the file says"
                assembly.tell("unresolved", given.key, "anchors.spans", what)
            anchor = Anchor(
                source=name, quote=given.quote or "", spans=() if span is None else (span,)
            )
            found.setdefault(given.key or "", []).append(anchor)
    return found


def uuid_of(name: str) -> str:
    """Return the UUID that argmap gives to what has that name."""
    return str(uuid5(NAMESPACE_URL, f"argmap:{name}"))
