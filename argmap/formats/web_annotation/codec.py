"""W3C Web Annotation: annotations of a text in JSON-LD, and what Hypothesis finds or exports.

An annotation with a text selector is a statement, and its targets are anchors. Positions count
code points, or the unit that the quotes of the document show, such as UTF-16 in Hypothesis. A quote
that is not at its position is kept with it and reported; one that appears several times in the text
is kept without a span. Words with the purpose `describing` are the text of the statement, tags are
tags, and other words are its note; `classifying` with question, claim, reason or caveat sets its
kind.

An annotation that links two others is a link, by the relation that it is tagged with, from its
target to its body or, as in Recogito, from its first target to its second; the annotation of a link
can be undercut. Targets without a source are in the text that is given, else in the `.txt` next to
the file. ``-O labels=Thesis=claim`` and ``-O relations=pro=supports`` define tags; annotations
whose tag has an empty meaning are left out. Everything else is reported, kept, and written back in
its place, as is every annotation whose statement has not changed.

Annotations are written with a position and a quote for every span, in a collection with one page.
What the vocabulary cannot express is kept under the key `argmap`, which other programs ignore. No
text is written into the file: targets have the address of their source, else its path.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.formats.document import Document
from argmap.formats.format import Codec
from argmap.formats.reading import records
from argmap.formats.reading.assembly import Assembly
from argmap.formats.reading.cited import has_text
from argmap.formats.reading.decoding import KEY, decoded
from argmap.formats.reading.vocabulary import OPTIONS
from argmap.formats.web_annotation import container
from argmap.formats.web_annotation.annotation import key_of
from argmap.formats.web_annotation.reading import FORMAT, Reader
from argmap.formats.web_annotation.writing import Writer
from argmap.formats.writing.encoding import encoded
from argmap.formats.writing.kept import rest
from argmap.mapfile.json_text import json_lines

if TYPE_CHECKING:
    from argmap.formats.document import Output
    from argmap.formats.reading.records import Record
    from argmap.model import ArgumentMap
    from argmap.source import Source


def _fits(document: Document) -> bool:
    return container.fits(document.json)


def _load(document: Document) -> ArgumentMap:
    data = document.json
    if not container.fits(data):
        what = (
            "these are not annotations: not an Annotation, a page, a collection or a list of them"
        )
        raise document.error(what, 0)
    return _read(data, document).map()


def _read(data: Any, document: Document) -> Assembly:
    items = container.items_of(data)
    head = data if isinstance(data, dict) and items != [data] else {}
    noted = {
        key_of(str(item.get("id", f"#{place + 1}"))): item[KEY]
        for place, item in enumerate(items)
        if isinstance(item, dict) and KEY in item
    }
    found = decoded(document, head.get(KEY), unsaid=(), records=noted)
    assembly = Assembly(document, FORMAT, found)
    reader = Reader(items, assembly, found.head.get("sources") or document.sources)
    sources = reader.read()
    if reader.words.options:
        assembly.rest["words"] = reader.words.options
    if not str(head.get("id", "")).startswith("urn:argmap:"):
        whole = {name: value for name, value in head.items() if name != KEY}
        assembly.rest["container"] = container.emptied(whole if head else data)
    if count := container.pages_elsewhere(data):
        what = f"pages of the collection that are elsewhere are not read: {count}"
        document.tell("unresolved", None, "annotation", what)
    label = head.get("label")
    assembly.title = label if isinstance(label, str) else None
    assembly.sources = found.head.get("sources", sources)
    return assembly


def _dump(map: ArgumentMap, output: Output) -> str:
    readable = [source for source in map.sources if has_text(source)]
    writer = Writer(map, readable, output)
    there = _there(map, writer, output)

    def back(block: Record) -> Assembly:
        document = Document(sources=tuple(map.sources), options=writer.options)
        read = _read(_whole(map, writer, block), document)
        read.sources = there
        return read

    block = encoded(map, writer.keys, back, output, own=FORMAT, keeps=False)
    return f"{json_lines(_whole(map, writer, block))}\n"


def _there(map: ArgumentMap, writer: Writer, output: Output) -> list[Source]:
    """Return the sources that a reader finds by what the annotations say."""
    items = [data for _, _, data in writer.items]
    found = Reader(items, Assembly(output.document(map), FORMAT), ()).find()
    hashes = {source.id: source.sha256 for source in map.sources}
    return [one.model_copy(update={"sha256": hashes.get(one.id, one.sha256)}) for one in found]


def _whole(map: ArgumentMap, writer: Writer, block: Record) -> Any:
    """Return the document: in the container that it came in, if that can hold it."""
    noted = records.record(block, "statements")
    head = records.without(block, "statements")
    own: Record = {KEY: head} if head else {}
    items: list[tuple[int | None, Any]] = [
        (place, {**data, KEY: noted[key]} if key in noted else data)
        for place, key, data in writer.items
    ]
    kept = rest(map, FORMAT)
    if "container" in kept:
        whole = kept["container"]
        if isinstance(whole, dict) and isinstance(whole.get("label"), str) and map.title:
            whole = {**whole, "label": map.title}
        found = container.filled(whole, items, own)
        if found is not None:
            return found
    label = {} if map.title is None else {"label": map.title}
    page = {"id": writer.iri("page", "1"), "type": "AnnotationPage", "startIndex": 0}
    collection = {
        "@context": container.CONTEXT,
        "id": writer.iri(),
        "type": "AnnotationCollection",
        **label,
        "total": len(items),
        "first": {**page, "items": [item for _, item in items]},
    }
    return {**collection, **own}


WEB_ANNOTATION = Codec(fits=_fits, load=_load, dump=_dump, options=OPTIONS)
