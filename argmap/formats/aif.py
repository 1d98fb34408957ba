"""AIF JSON: the Argument Interchange Format as AIFdb reads and writes it.

Statements are I nodes, and every inference is a separate node between its premises and its target:
RA supports, CA attacks, MA restates. A CA that leads to an RA or a CA is an undercut, and one named
`Limits` is a limit. Locutions (L), illocutions (YA) and transitions (TA) say who speaks, and are
kept unchanged. Nodes of other types, preferences (PA) among them, are kept and reported.

There are no spans. The words of a statement, or of its locution if it has one, are looked up in the
text that is given or is next to the file, and the texts of sources are written there. If that text
is OVA's HTML, it is read as in [xAIF](#xaif): its plain text is the source, and a mark belongs to
the statement with the same words.

A locution begins with its speaker and a colon. Words before a colon are taken for a name if it is
that of a participant of the file, or appears in other locutions or in the text that the locution
comes from, or if the statement in the locution does not contain it. Other words before a colon are
part of the statement; if it is unclear whether they are a name, that is reported.

Other programs read a limit as a conflict. What AIF cannot express (anchors, questions and answers,
speakers without `dialogue`, `implicit`, `credence` and the like) is kept under the key `argmap`,
which they ignore.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.document import Document
from argmap.formats.format import Codec, Option
from argmap.formats.interchange.marks import marked_anchors, marked_source
from argmap.formats.interchange.reading import AifGraph, made_by_argmap
from argmap.formats.interchange.writing import Writer
from argmap.formats.reading import records
from argmap.formats.reading.assembly import Assembly
from argmap.formats.reading.cited import has_text
from argmap.formats.reading.decoding import KEY, decoded
from argmap.formats.writing.encoding import encoded
from argmap.formats.writing.kept import rest, write_texts
from argmap.formats.writing.left_out import tell_written_as
from argmap.mapfile.json_text import json_lines

if TYPE_CHECKING:
    from argmap.formats.document import Output
    from argmap.formats.reading.records import Record
    from argmap.model import Anchor, ArgumentMap

_HEAD: Record = {"locutions": []}


def _fits(document: Document) -> bool:
    data = document.json
    if not isinstance(data, dict) or not {"nodes", "edges"} <= data.keys():
        return False
    edges, nodes = data["edges"], data["nodes"]
    if not isinstance(edges, list | None) or not isinstance(nodes, list | None):
        return False
    if edges:
        return isinstance(edges[0], dict) and "fromID" in edges[0]
    if nodes:
        return isinstance(nodes[0], dict) and "nodeID" in nodes[0]
    # Other formats have nodes and edges, too, and tell of themselves besides.
    return data.keys().isdisjoint({"metadata", "analysis", "resources"})


def _load(document: Document) -> ArgumentMap:
    data = document.json
    if not isinstance(data, dict) or not data.keys() & {"nodes", "edges"}:
        raise document.error("this is not AIF: not an object with `nodes` and `edges`", 0)
    return _read(data, document).map()


def _read(data: Record, document: Document) -> Assembly:
    found = decoded(document, data.get(KEY))
    assembly = Assembly(document, "aif", found)
    has_own = "sources" in found.head
    sources = document.sources
    if not sources and not has_own and (text := document.beside(".txt")):
        sources = (text,)
    pairs = [(source, None) if has_own else marked_source(source) for source in sources]
    sources = tuple(source for source, _ in pairs)
    texts = [source.text for source in sources if has_text(source)]
    graph = AifGraph(data, assembly, made=made_by_argmap(data.get(KEY)), texts=texts)
    anchors: dict[str, list[Anchor]] = {}
    for source, marked in pairs:
        if marked is not None:
            what = f"the text of source {source.id!r} is OVA's HTML: its plain text is the source"
            document.tell("repaired", None, "sources", what)
            name = source.id if len(sources) > 1 else None
            anchors |= marked_anchors(marked, graph, assembly, name, by_words=True)
    graph.read(() if has_own else sources, anchors)
    head = records.without(data, "nodes", "edges", KEY)
    if head != _HEAD:
        assembly.rest["head"] = head
    if not has_own:
        assembly.sources = list(sources)
    return assembly


def _dump(map: ArgumentMap, output: Output) -> str:
    writer = Writer(map, output, format="aif")
    if output.options.get("dialogue") == "yes":
        writer.add_locutions()
    left = rest(map, "aif")
    head = records.record(left, "head") if "head" in left else _HEAD
    data: Record = {"nodes": writer.nodes, "edges": writer.edges, **head}
    block = encoded(
        map,
        writer.keys,
        lambda block: _read({**data, KEY: {**block, **writer.made}}, Document()),
        output,
        own="aif",
    )
    if block or writer.made:
        data[KEY] = {**block, **writer.made}
    tell_written_as(map, output, limits=LIMIT)
    write_texts(map, output)
    return f"{json_lines(data)}\n"


LIMIT = "a conflict named Limits"
"""How a limit is written, as other programs read it."""

DIALOGUE = Option(
    "dialogue",
    "write the speaker of a statement as a locution and an act of asserting",
    default="no",
    choices=("no", "yes"),
)
AIF = Codec(
    fits=_fits,
    load=_load,
    dump=_dump,
    options=(DIALOGUE,),
)
