"""Write a map as annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from argmap.anchoring import matches_quote, split_fragments
from argmap.formats.document import Document
from argmap.formats.reading import records
from argmap.formats.reading.assembly import Assembly
from argmap.formats.reading.decoding import KEY
from argmap.formats.reading.spans import as_unit
from argmap.formats.reading.vocabulary import kept_options
from argmap.formats.web_annotation.annotation import bodies_of, id_of, key_of, targets_of
from argmap.formats.web_annotation.reading import FORMAT, Reader
from argmap.formats.writing.kept import kept, kept_of_link, rest, tell_stale
from argmap.graph import Graph
from argmap.model.source_index import SourceIndex
from argmap.text import Span
from argmap.units import count
from argmap.whereabouts import original_address, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.formats.document import Output
    from argmap.formats.reading.records import Record
    from argmap.graph import Link
    from argmap.model import Anchor, ArgumentMap, Statement
    from argmap.source import Source

_CONTEXT = 32  # code points on both sides of a quote
_FRAGMENTS = {
    "page": "http://tools.ietf.org/rfc/rfc3778",
    "time": "http://www.w3.org/TR/media-frags/",
}
"""By what the fragments of addresses mean a page or a time, as the data model lists them."""


class Writer:
    """The annotations of a map; what came from a file of the format keeps its place and its shape.

    ``keys`` are the keys of the annotations by the ids of their statements, ``items`` the
    annotations in order, each with its place in the file that it comes from and its key.
    """

    def __init__(self, map: ArgumentMap, sources: Sequence[Source], output: Output) -> None:
        self.map = map
        self.output = output
        self.name = quote(output.stem, safe="")
        self.graph = Graph(map)
        self.keys: dict[str, str] = {}
        self.items: list[tuple[int | None, str, Any]] = []
        self._rest = rest(map, FORMAT)
        self.options = kept_options(self._rest.get("words"))
        self._units = records.record(self._rest, "units")
        self._texts = {source.id: source for source in sources}
        self._iris: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        self._the_source = self.source_iri(SourceIndex(map.sources).find(None))
        self._links: dict[Link, str] = {}
        self._name_all()
        self._still = self._unchanged(sources)
        for statement in self.graph.statements.values():
            self._write_statement(statement)
        for link in self._links:
            self._write_link(link)
        self._write_rest()
        tell_stale(self.graph, FORMAT, output)
        self.items.sort(key=lambda item: (item[0] is None, item[0] or 0))

    def iri(self, *names: str) -> str:
        """Return an IRI of the map's own.

        A name is escaped, so that no id can make another IRI.
        """
        return ":".join(["urn:argmap", self.name, *(quote(name, safe="") for name in names)])

    def source_iri(self, source: Source | None) -> str:
        """Return the IRI of a source: its address, else its path, else one of the map's own."""
        if source is None:
            return self.iri()
        if source.id not in self._addresses:
            self._addresses[source.id] = self._address(source)
        return self._addresses[source.id]

    def _address(self, source: Source) -> str:
        source = source.relative_to(self.output.folder)
        if source.url is not None and not any(one.isspace() for one in source.url):
            return source.url
        return quote(source.path) if source.path is not None else self.iri("source", source.id)

    # Names

    def _name_all(self) -> None:
        taken: set[str] = set()
        for id, statement in self.graph.statements.items():
            raw = _annotation(kept(statement, FORMAT))
            known = id_of(raw)
            iri = self.iri(id) if known is None or known in taken else known
            taken.add(iri)
            self._iris[id] = iri
            self.keys[id] = key_of(iri)
        for link in self.graph.links:
            known = id_of(_annotation(self._record(link)))
            iri = self.iri("link", link.origin, link.reference)
            if iri in taken:
                iri = self.iri("link", link.relation, link.origin, link.reference)
            if known is not None and known not in taken:
                iri = known
            taken.add(iri)
            self._links[link] = iri

    def _record(self, link: Link) -> Record:
        return kept_of_link(self.graph, link, FORMAT)

    def _unchanged(self, sources: Sequence[Source]) -> dict[str, Statement]:
        """Return what the annotations that were kept are read as, by the ids of statements."""
        records = [kept(one, FORMAT) for one in self.graph.statements.values()]
        records += [self._record(link) for link in self._links]
        raws = [raw for record in records if (raw := _annotation(record))]
        assembly = Assembly(Document(options=self.options), FORMAT)
        Reader(raws, assembly, sources).read()
        read = {one.id: one for one in assembly.map().statements}
        by_key = {key: read[id] for key, id in assembly.ids.items()}
        return {id: by_key[key] for id, key in self.keys.items() if key in by_key}

    # Statements

    def _write_statement(self, statement: Statement) -> None:
        record = kept(statement, FORMAT)
        raw = _annotation(record)
        was = self._still.get(statement.id) if raw else None
        iri = self._iris[statement.id]
        data = raw
        if was is None or not _is_same(statement, was):
            data = self._made(statement, iri, raw, was)
        self.items.append((_place(record), self.keys[statement.id], data))

    def _made(self, statement: Statement, iri: str, raw: Record, was: Statement | None) -> Record:
        """Return an annotation that says a statement; what else the kept one says stays."""
        targets: Any = raw.get("target")
        if was is None or _places(statement) != _places(was):
            made = [one for anchor in statement.anchors for one in self._targets(anchor)]
            targets = made[0] if len(made) == 1 else made or self._the_source
        if "uri" in raw:
            note = statement.note or statement.text or ""
            return {**raw, "text": note, "tags": list(statement.tags), "target": targets}
        values: list[tuple[str, str]] = [(statement.kind, "classifying")]
        values += [(statement.text, "describing")] if statement.text is not None else []
        values += [(statement.note, "commenting")] if statement.note is not None else []
        values += [(tag, "tagging") for tag in statement.tags]
        bodies = [
            {"type": "TextualBody", "value": value, "purpose": purpose} for value, purpose in values
        ]
        others = [one for one in records.as_list(raw.get("body")) if not _has_words(one)]
        whole = {"id": iri, "type": "Annotation", "motivation": "classifying"}
        more = {name: value for name, value in raw.items() if name != "bodyValue"}
        return {**whole, **more, "body": [*bodies, *others], "target": targets}

    def _targets(self, anchor: Anchor) -> Iterator[Record]:
        """Yield a target for each span of an anchor."""
        source = self.map.known_source_of(anchor)
        iri = self.source_iri(source)
        text = None if source is None or source.id not in self._texts else source.text
        if text is not None and matches_quote(text, anchor.quote, anchor.spans):
            parts = [span.cut(text) for span in anchor.spans]
        else:
            parts = [one.cut(anchor.quote) for one in split_fragments(anchor.quote)]
            text = None
        if len(anchor.spans) < 2 or len(parts) != len(anchor.spans):  # noqa: PLR2004 -- several
            parts = [anchor.quote]
        last = len(parts) - 1
        for number, part in enumerate(parts):
            span = anchor.spans[number] if anchor.spans else None
            prefix = anchor.prefix if number == 0 else None
            suffix = anchor.suffix if number == last else None
            if text is not None and span is not None:
                prefix = prefix or text[max(0, span.start - _CONTEXT) : span.start]
                suffix = suffix or text[span.end : span.end + _CONTEXT]
            around = {"prefix": prefix, "suffix": suffix}
            quoted: Record = {"type": "TextQuoteSelector", "exact": part}
            selector = [quoted | {name: words for name, words in around.items() if words}]
            if span is not None:
                start, end = (self._offset(offset, text, iri) for offset in span)
                position = {"type": "TextPositionSelector", "start": start, "end": end}
                selector.insert(0, position)
            yield {"source": iri, "selector": selector}
        if source is not None and anchor.spans:
            yield from _in_original(source, Span(anchor.spans[0].start, anchor.spans[-1].end))

    def _offset(self, offset: int, text: str | None, iri: str) -> int:
        """Return an offset in the unit in which the file counts those of this text."""
        unit = as_unit(self._units.get(iri))
        if text is None or unit is None:
            return offset
        return count(text[:offset], unit)

    # Links

    def _write_link(self, link: Link) -> None:
        record = self._record(link)
        raw = _annotation(record)
        attacked = self.graph.attacked_by(link)
        end = self._iris[link.target] if attacked is None else self._links[attacked]
        origin = self._iris[link.origin]
        data = raw
        ends = [body.source for body in bodies_of(raw) if body.source]
        values = [*(one.source for one in targets_of(raw)), *ends]
        if values != [origin, end]:
            linking = {"type": "SpecificResource", "source": end, "purpose": "linking"}
            tag = {"type": "TextualBody", "value": link.relation, "purpose": "tagging"}
            whole = {"id": self._links[link], "type": "Annotation", "motivation": "linking"}
            data = {**whole, **raw, "body": [linking, tag], "target": origin}
        self.items.append((_place(record), self._links[link], data))

    # What was left

    def _write_rest(self) -> None:
        """Write the annotations that are in no map."""
        for one in records.listed(self._rest, "items"):
            match one:
                case [place, item]:
                    self.items.append((_place({"pos": place}), "", item))


def _annotation(record: Record) -> Record:
    return records.record(record, "annotation")


def _place(record: Record) -> int | None:
    return records.whole_number(record, "pos")


def _has_words(body: object) -> bool:
    return records.text(body, "value") is not None and records.field(body, KEY) is None


def _is_same(statement: Statement, was: Statement) -> bool:
    names = ("kind", "text", "note", "tags")
    return _places(statement) == _places(was) and all(
        getattr(statement, name) == getattr(was, name) for name in names
    )


def _places(statement: Statement) -> list[tuple[object, ...]]:
    return [(one.quote, one.prefix, one.suffix, one.spans) for one in statement.anchors]


def _in_original(source: Source, span: Span) -> Iterator[Record]:
    """Yield a target for the place of a span in the file that its text was taken from."""
    address, place = original_address(source), place_of(source, span)
    if address is None or place is None or place.fragment is None:
        return
    kind = "page" if place.pages else "time" if place.time else None
    if kind is not None:
        selector = {
            "type": "FragmentSelector",
            "conformsTo": _FRAGMENTS[kind],
            "value": place.fragment,
        }
        yield {"source": address, "selector": selector}
