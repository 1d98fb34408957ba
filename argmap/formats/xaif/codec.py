"""xAIF: AIF with the text that was annotated, as OVA3 reads and writes it.

The nodes and edges are those of [AIF JSON](#aif). The text is a fragment of HTML in which the
words of each statement, or of its locution, are marked: the text becomes the source, and the marks
become anchors. A mark that is not closed is cut to the words of its node; one without a node is
matched with the node that has its words, or reported.

When written, a text is marked with the first span of each statement. OVA accepts only one text, and
no mark that contains a line end or overlaps another one, so these are kept under `argmap`, with
everything else that AIF cannot express. The layout that OVA needs is written with the nodes; an
existing layout of OVA's is kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.formats.aif import DIALOGUE, LIMIT
from argmap.formats.document import Document
from argmap.formats.format import Codec
from argmap.formats.interchange.html_text import Mark, nesting, read_marked, write_marked
from argmap.formats.interchange.marks import marked_anchors, resolved_marks
from argmap.formats.interchange.reading import AifGraph, made_by_argmap
from argmap.formats.interchange.writing import Writer
from argmap.formats.reading import records
from argmap.formats.reading.assembly import Assembly
from argmap.formats.reading.cited import has_text
from argmap.formats.reading.decoding import KEY, decoded
from argmap.formats.writing.encoding import encoded
from argmap.formats.writing.kept import rest, texts_of
from argmap.formats.writing.left_out import tell_written_as
from argmap.formats.xaif.ova_layout import layout
from argmap.mapfile.json_text import json_lines
from argmap.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.formats.document import Output
    from argmap.formats.interchange.html_text import MarkedText
    from argmap.formats.reading.records import Record
    from argmap.model import ArgumentMap
    from argmap.text import Span

_SCHEMES = "schemefulfillments"
_PLACED = "text_source"
"""The key of argmap's own block that names the source whose text is written."""


def _fits(document: Document) -> bool:
    return isinstance(document.json, dict) and isinstance(document.json.get("AIF"), dict)


def _load(document: Document) -> ArgumentMap:
    if not _fits(document):
        raise document.error("this is not xAIF: not an object with `AIF`", 0)
    return _read(document.json, document).map()


def _read(data: Record, document: Document, marked: MarkedText | None = None) -> Assembly:
    block = data.get(KEY)
    found = decoded(document, block)
    assembly = Assembly(document, "xaif", found)
    marked = marked or read_marked(_html(data, assembly))
    graph = AifGraph(data["AIF"], assembly, made=made_by_argmap(block), texts=(marked.text,))
    is_own = isinstance(block, dict) and _PLACED in block
    own = _own_source(marked, records.text(block, _PLACED), assembly)
    names = None if own is None else assembly.name_of(own)
    anchors = marked_anchors(marked, graph, assembly, names)
    others = () if "sources" in found.head else assembly.sources
    graph.read([one for one in others if one != own], anchors)
    if not is_own:
        _leave(data, assembly)
    return assembly


# The text and its marks


def _html(data: Record, assembly: Assembly) -> str:
    if not isinstance(held := data.get("text"), dict):
        return records.text(data, "text") or ""
    if (html := records.text(held, "txt")) is None:
        what = "the text is not in the file, but at an address"
        assembly.tell("unresolved", None, "sources", what)
    return html or ""


def _own_source(marked: MarkedText, id: str | None, assembly: Assembly) -> Source | None:
    """Return the source that the text of the file is; ``id`` is its id, if argmap wrote the file.

    It takes the place of the known one with that id, if that has another text by now.
    """
    known = next((one for one in assembly.sources if one.id == id), None)
    if known is not None and has_text(known) and known.text != marked.text:
        assembly.tell("stale", None, "sources", "the text is not the one saved by argmap")
        own = Source(id=known.id, text=marked.text)
        assembly.sources[assembly.sources.index(known)] = own
        return own
    if known is None and not marked.text.strip():
        return None
    return assembly.source("text", marked.text, id=id)


# What is kept of a file


def _leave(data: Record, assembly: Assembly) -> None:
    lists = records.without(records.record(data, "AIF"), "nodes", "edges")
    assembly.rest |= {"lists": lists, "head": records.without(data, "AIF", KEY)}


def _dump(map: ArgumentMap, output: Output) -> str:
    writer = Writer(map, output, format="xaif", is_extended=True)
    locution_ids = writer.add_locutions() if output.options.get("dialogue") == "yes" else {}
    nodes, edges = writer.nodes, writer.edges
    left = rest(map, "xaif")
    is_foreign = isinstance(left.get("lists"), dict) and isinstance(left.get("head"), dict)
    head = dict(records.record(left, "head")) if is_foreign else {"OVA": None}
    lists = dict(records.record(left, "lists")) if is_foreign else {name: [] for name in _LISTS}
    _complete(lists, nodes, writer, locution_ids)
    texts = [one.text for one in map.sources if has_text(one)]
    graph = AifGraph({"nodes": nodes, "edges": edges}, Assembly(Document(), "xaif"), texts=texts)
    source, text = _marked_up(map, writer, graph, head.pop("text", None), output)
    data: Record = {"AIF": {"nodes": nodes, "edges": edges, **lists}, "text": text}
    data |= head
    if locution_ids:
        data["dialog"] = True
    if not is_foreign or isinstance(head.get("OVA"), dict):
        data["OVA"] = layout(head.get("OVA"), nodes, edges)
    mark: Record = {} if is_foreign else {_PLACED: source}
    mark |= writer.made
    marked = read_marked(_html(data, Assembly(Document(), "xaif")))

    def back(block: Record) -> Assembly:
        return _read({**data, KEY: {**block, **mark}}, output.document(map), marked)

    def bare() -> Assembly:
        return _read({**data, "AIF": {}, KEY: mark}, output.document(map), marked)

    block = encoded(map, writer.keys, back, output, own="xaif", bare=bare)
    if block or mark:
        data[KEY] = {**block, **mark}
    tell_written_as(map, output, limits=LIMIT)
    return f"{json_lines(data)}\n"


def _complete(
    lists: Record, nodes: list[object], writer: Writer, locution_ids: Mapping[str, str]
) -> None:
    """Add what new nodes need to the lists of a file, and leave out what is of nodes now gone."""
    written = {records.key(node, "nodeID") for node in nodes}
    for name in (_SCHEMES, "locutions"):
        listed = records.listed(lists, name)
        kept_there = [
            one
            for one in listed
            if not isinstance(one, dict) or records.key(one, "nodeID") in written
        ]
        if len(kept_there) < len(listed):
            what = f"what was kept in `{name}` of removed nodes is not used"
            writer.output.tell("stale", None, "meta", what)
            lists[name] = kept_there
    if writer.schemes:
        lists[_SCHEMES] = [*records.listed(lists, _SCHEMES), *writer.schemes]
    people: dict[str, int] = {}
    numbers = [str(one.get("participantID")) for one in records.records(lists, "participants")]
    first = max((int(id) for id in numbers if re.fullmatch(r"[0-9]{1,15}", id)), default=0) + 1
    locutions: list[object] = []
    for id, key in writer.keys.items():
        if key in locution_ids:
            speaker = writer.graph.statements[id].speaker or ""
            number = people.setdefault(speaker, first + len(people))
            locutions.append({"nodeID": locution_ids[key], "personID": number})
    participants: list[object] = []
    for speaker, number in people.items():
        start, _, end = speaker.rpartition(" ")
        names = {"firstname": start or end, "surname": end if start else ""}
        participants.append({"participantID": number, **names})
    for name, added in (("locutions", locutions), ("participants", participants)):
        if added:
            lists[name] = [*records.listed(lists, name), *added]


def _marked_up(
    map: ArgumentMap,
    writer: Writer,
    graph: AifGraph,
    raw: object,
    output: Output,
) -> tuple[str | None, object]:
    """Return the source whose text is written, and that text with its marks."""
    html = raw.get("txt") if isinstance(raw, dict) else raw
    before = read_marked(html) if isinstance(html, str) else None
    texts = texts_of(map, output)
    if not texts:
        return None, "" if raw is None else raw
    spans = {name: _spans(writer, name) for name in texts}
    was = "" if before is None else before.text
    name = max(texts, key=lambda one: (bool(was) and texts[one] == was, len(spans[one])))
    if before is not None and was == texts[name]:
        resolved = resolved_marks(before, graph, Assembly(Document(), "xaif"))
        if {key: sorted({*one}) for key, one in resolved.items()} == spans[name]:
            return name, raw
    marks = [
        Mark(f"node{graph.locution_of(key) or key}", listed[0])
        for key, listed in spans[name].items()
    ]
    written = write_marked(texts[name], nesting(texts[name], marks)[0])
    return name, {**raw, "txt": written} if isinstance(raw, dict) else written


def _spans(writer: Writer, source: str) -> dict[str, list[Span]]:
    """Return the spans of each statement in a source, by the key of its node."""
    found = {}
    for id, key in writer.keys.items():
        spans = {
            span
            for anchor in writer.graph.statements[id].anchors
            if (meant := writer.graph.map.known_source_of(anchor)) and meant.id == source
            for span in anchor.spans
        }
        if spans:
            found[key] = sorted(spans)
    return found


_LISTS = (
    _SCHEMES,
    "participants",
    "locutions",
    "descriptorfulfillments",
    "cqdescriptorfulfillments",
)

XAIF = Codec(fits=_fits, load=_load, dump=_dump, options=(DIALOGUE,))
