"""Write a map as arguebuf's nodes, edges and resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.arguebuf.reading import (
    PLACE,
    RESOURCES,
    SUPPORTS,
    aif_node,
    anchors_of,
    either,
    read_arguebuf,
)
from argmap.formats.document import Document
from argmap.formats.interchange.reading import scheme_of
from argmap.formats.interchange.writing import Writer
from argmap.formats.reading import records as reading
from argmap.formats.reading.assembly import Assembly
from argmap.formats.reading.decoding import KEY
from argmap.formats.writing.encoding import encoded
from argmap.formats.writing.kept import rest, texts_of
from argmap.formats.writing.left_out import tell_written_as
from argmap.graph import BEARING
from argmap.mapfile.json_text import json_lines, json_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.formats.document import Output
    from argmap.formats.reading.records import Record
    from argmap.model import Anchor, ArgumentMap, Statement

_SCHEMES = {
    "CA": {"attack": "ATTACK_DEFAULT"},
    "MA": {"rephrase": "REPHRASE_DEFAULT"},
}


def write_arguebuf(map: ArgumentMap, output: Output) -> str:
    """Return a map as the text of an arguebuf file, and tell the output what is lost."""
    writer = Writer(map, output, format="arguebuf", naming=str)
    head = rest(map, "arguebuf").get("head")
    is_foreign = isinstance(head, dict)
    data = dict(reading.as_record(head))
    resources = _resources(map, data, output)
    people = reading.entries(data, "participants")
    nodes = {
        key: _node(reading.as_record(node), key)
        for node in writer.nodes
        if (key := reading.key(node, "nodeID")) is not None
    }
    data = {"nodes": nodes, "edges": _edges(writer), **data}
    _put_references(nodes, writer, resources, data)
    _put_participants(nodes, writer, people)
    if people:
        data["participants"] = people
    _put_major_claim(data, writer)
    if not is_foreign:
        data |= {"schemaVersion": 1, "libraryVersion": "argmap"}
    statements = {key: writer.graph.statements[id] for id, key in writer.keys.items()}
    notes = {
        key: {PLACE: str(place)}
        for place, (key, statement) in enumerate(statements.items())
        if "arguebuf" not in statement.meta
    }
    mark: Record = {} if is_foreign else {"is_own": True}
    if len(resources) > 1 and not is_foreign:
        mark[RESOURCES] = list(resources.values())

    def back(block: Record) -> Assembly:
        return read_arguebuf(_with_block(data, {**block, **mark}), output.document(map))

    def bare() -> Assembly:
        emptied = {**data, "nodes": {}, "edges": {}}
        return read_arguebuf(_with_block(emptied, mark), output.document(map))

    block = encoded(map, writer.keys, back, output, own="arguebuf", bare=bare, notes=notes)
    tell_written_as(map, output, limits="an attack")
    return f"{json_lines(_with_block(data, {**block, **mark}))}\n"


def _node(node: Record, key: str) -> Record:
    raw = node.get("raw")
    if isinstance(raw, dict):
        return _kept_node(node, raw, key)
    if node["type"] == "I":
        return {"atom": {"text": node["text"]}}
    if node["type"] == "RA":
        return {"scheme": {"support": _support(scheme_of(node))}}
    return {"scheme": dict(_SCHEMES[str(node["type"])])}


def _kept_node(node: Record, raw: Record, key: str) -> Record:
    if node["type"] == "I" and "text" in node:
        return {**raw, "atom": {"text": node["text"], **reading.record(raw, "atom")}}
    scheme = scheme_of(node)
    if node["type"] == "RA" and scheme != scheme_of(aif_node(key, raw)):
        return {**raw, "scheme": {**reading.record(raw, "scheme"), "support": _support(scheme)}}
    return raw


def _support(scheme: str | None) -> str:
    """Return the name of a scheme in arguebuf's list; that of the default one where it is none."""
    name = "" if scheme is None else "_".join(scheme.upper().split())
    return f"SUPPORT_{name if name in SUPPORTS else 'DEFAULT'}"


def _edges(writer: Writer) -> Record:
    found: Record = {}
    for edge in map(reading.as_record, writer.edges):
        if "raw" in edge:
            kept = reading.record(edge, "raw")
            found[str(kept["id"])] = kept["edge"]
        else:
            name = f"{edge['fromID']} to {edge['toID']}"
            while name in found:
                name += "+"
            found[name] = {"source": edge["fromID"], "target": edge["toID"]}
    return found


def _resources(map: ArgumentMap, data: Record, output: Output) -> dict[str, str]:
    """Put the text of each source among the resources; return their keys by the sources' ids."""
    before = reading.entries(data, "resources")
    keys: dict[str, str] = {}
    texts = texts_of(map, output)
    for source in map.sources:
        if (text := texts.get(source.id)) is None:
            continue
        same = next((key for key, one in before.items() if one.get("text") == text), None)
        key = same or source.id
        while same is None and key in before:
            key += "+"
        if same is None:
            cited = {"text": text, "title": source.title, "source": source.url}
            before[key] = {name: one for name, one in cited.items() if one or name == "text"}
        keys[source.id] = key
    if before:
        data["resources"] = before
    return keys


def _put_references(
    nodes: dict[str, Record],
    writer: Writer,
    resources: Mapping[str, str],
    data: Record,
) -> None:
    """Refer from every atom to the first span of its statement, if it is not found without."""
    statements = {key: writer.graph.statements[id] for id, key in writer.keys.items()}
    before = _read_back(nodes, writer, data)
    for key, statement in statements.items():
        is_new = "arguebuf" not in statement.meta
        if not is_new and before.get(key, []) == [*statement.anchors]:
            continue
        atom = reading.without(reading.record(nodes[key], "atom"), "reference")
        reference = _reference(statement, writer.map, resources)
        if reference is not None:
            atom["reference"] = reference
        nodes[key] = {**nodes[key], "atom": atom}


def _read_back(
    nodes: Mapping[str, Record], writer: Writer, data: Record
) -> dict[str, list[Anchor]]:
    """Return the anchors that the atoms would have as they are: by reference, or by their words."""
    kept_atoms = {
        key: nodes[key]
        for id, key in writer.keys.items()
        if "arguebuf" in writer.graph.statements[id].meta
    }
    if not kept_atoms:
        return {}
    document = Document(sources=tuple(writer.map.sources))
    return anchors_of(kept_atoms, data, Assembly(document, "arguebuf"), by_words=True)


def _reference(
    statement: Statement, map: ArgumentMap, resources: Mapping[str, str]
) -> Record | None:
    for anchor in statement.anchors:
        source = map.known_source_of(anchor)
        if anchor.spans and source is not None and source.id in resources:
            span = anchor.spans[0]
            text = span.cut(source.text)
            return {"resource": resources[source.id], "offset": span.start, "text": text}
    return None


def _put_participants(nodes: dict[str, Record], writer: Writer, people: dict[str, Record]) -> None:
    by_name = {name: key for key, one in people.items() if (name := reading.text(one, "name"))}
    for id, key in writer.keys.items():
        speaker = writer.graph.statements[id].speaker
        atom = reading.record(nodes[key], "atom")
        known = people.get(reading.key(atom, "participant") or "", {}).get("name")
        if (known or None) == (speaker or None):
            continue
        atom = reading.without(atom, "participant")
        if speaker:
            if speaker not in by_name:
                number = len(people) + 1
                while f"p{number}" in people:
                    number += 1
                by_name[speaker] = f"p{number}"
                people[f"p{number}"] = {"name": speaker}
            atom["participant"] = by_name[speaker]
        nodes[key] = {**nodes[key], "atom": atom}


def _put_major_claim(data: Record, writer: Writer) -> None:
    """Name the claim that everything leads to, if it is one; keep what a file named."""
    named = either(data, "majorClaim", "major_claim")
    if named is not None:
        if reading.as_key(named) not in reading.record(data, "nodes"):
            data.pop("majorClaim", None)
            data.pop("major_claim", None)
        return
    if "arguebuf" in writer.map.meta:
        return
    tops = [
        claim.id
        for claim in writer.map.claims
        if not any(link.relation in BEARING for link in writer.graph.outgoing(claim.id))
    ]
    if len(tops) == 1:
        data["majorClaim"] = writer.keys[tops[0]]


def _with_block(data: Record, block: Record) -> Record:
    """Return the file with argmap's own records in the user data of the file and of its atoms."""
    if not block:
        return dict(data)
    records = reading.entries(block, "statements")
    nodes = {
        key: _with_record(node, records[key]) if key in records else node
        for key, node in reading.entries(data, "nodes").items()
    }
    return {**_with_record(data, reading.without(block, "statements")), "nodes": nodes}


def _with_record(holder: Record, record: Record) -> Record:
    # As text, because numbers in user data become floats on their way through arguebuf.
    return {**holder, "userdata": {**reading.record(holder, "userdata"), KEY: json_value(record)}}
