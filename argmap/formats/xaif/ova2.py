"""OVA2 JSON: what the older annotation tool saved; it can only be read.

Its nodes are those of AIF, with numbers as ids, and its edges contain whole nodes. The text is a
fragment of HTML whose marks lead to the nodes, as in [xAIF](#xaif), or two numbers above them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.format import Codec
from argmap.formats.interchange.html_text import read_marked
from argmap.formats.interchange.marks import marked_anchors
from argmap.formats.interchange.reading import AifGraph
from argmap.formats.reading import records
from argmap.formats.reading.assembly import Assembly

if TYPE_CHECKING:
    from argmap.formats.document import Document
    from argmap.formats.reading.records import Record
    from argmap.model import Anchor, ArgumentMap


def _fits(document: Document) -> bool:
    data = document.json
    if not isinstance(data, dict) or not {"nodes", "edges", "analysis"} <= data.keys():
        return False
    edges = data["edges"]
    return not edges or (isinstance(edges, list) and isinstance(_end(edges[0], "from"), dict))


def _load(document: Document) -> ArgumentMap:
    if not _fits(document):
        what = "this is not OVA2: not an object with `nodes`, `edges` and `analysis`"
        raise document.error(what, 0)
    data = document.json
    assembly = Assembly(document, "ova2")
    analysis = records.record(data, "analysis", assembly.tell)
    marked = read_marked(records.text(analysis, "txt") or "")
    graph = AifGraph(_as_aif(data, assembly), assembly, texts=(marked.text,))
    title, address = (records.words(analysis, f"document{name}") for name in ("Title", "Source"))
    anchors: dict[str, list[Anchor]] = {}
    others = list(document.sources)
    if marked.text.strip():
        own = assembly.source("text", marked.text, title=title, url=address)
        anchors = marked_anchors(marked, graph, assembly, assembly.name_of(own), steps=(1, 2))
        others = [one for one in others if one != own]
    graph.read(others, anchors)
    assembly.rest["head"] = records.without(data, "nodes", "edges")
    return assembly.map(title=title)


def _as_aif(data: Record, assembly: Assembly) -> Record:
    """Return nodes and edges with the keys that AIF has for them."""
    nodes = records.listed(data, "nodes", assembly.tell)
    edges = records.listed(data, "edges", assembly.tell)
    people = records.records(data, "participants", assembly.tell)
    nobody = (None,) if any(one.get("id") == 0 for one in people) else (None, 0)
    return {
        "nodes": [
            {"nodeID": node.get("id"), **node} if isinstance(node, dict) else node for node in nodes
        ],
        "edges": [
            {"fromID": _id(_end(edge, "from")), "toID": _id(_end(edge, "to"))}
            if isinstance(edge, dict)
            else edge
            for edge in edges
        ],
        "participants": [{"participantID": one.get("id"), **one} for one in people],
        "locutions": [
            {"nodeID": node.get("id"), "personID": node["participantID"]}
            for node in records.records(data, "nodes")
            if node.get("participantID") not in nobody
        ],
    }


def _end(edge: object, name: str) -> object:
    """Return the node at an end of an edge, which is there whole, mostly in a shell."""
    end = records.field(edge, name)
    return end.get("node", end) if isinstance(end, dict) else end


def _id(end: object) -> object:
    return end.get("id") if isinstance(end, dict) else end


OVA2 = Codec(fits=_fits, load=_load)
