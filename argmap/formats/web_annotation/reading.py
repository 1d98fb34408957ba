"""Read annotations into a map in the making."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from argmap.formats.losses import listing
from argmap.formats.reading import records
from argmap.formats.reading.cited import free_id, has_text
from argmap.formats.reading.decoding import KEY
from argmap.formats.reading.spans import ForeignSpan, fitted
from argmap.formats.reading.vocabulary import Vocabulary
from argmap.formats.web_annotation.annotation import (
    Selection,
    Target,
    bodies_of,
    id_of,
    key_of,
    labels_of,
    remarks_of,
    source_id,
    targets_of,
    with_purpose,
    words,
)
from argmap.model import RELATIONS, Anchor
from argmap.regularfile import is_regular_file
from argmap.source import Source
from argmap.text import Span
from argmap.units import Units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.formats.reading.assembly import Assembly
    from argmap.formats.reading.records import Record
    from argmap.formats.web_annotation.annotation import Body
    from argmap.model import Kind, Relation
    from argmap.text import Unit

FORMAT = "web-annotation"

KINDS: dict[str, Kind | None] = {
    "question": "question",
    "claim": "claim",
    "reason": "reason",
    "caveat": "caveat",
}


class Item(NamedTuple):
    """An annotation of a document, and its place among all of them."""

    place: int
    data: Record
    key: str
    bodies: list[Body]
    targets: list[Target]


class Text(NamedTuple):
    """A text that annotations are about, and in which unit they count its characters."""

    source: Source
    unit: Unit
    units: Units | None

    def place(self, position: tuple[int, int]) -> Span | None:
        """Return a position in code points, None where it is not in the text."""
        return None if self.units is None else self.units.span(*position, self.unit)


class Reader:
    """The annotations of a document; ``read`` says all of them to the assembly.

    ``sources`` are the texts that are given. Annotations that are no statement and no link are put
    into the assembly's ``rest``, from where they are written back.
    """

    def __init__(
        self, items: Sequence[object], assembly: Assembly, sources: Sequence[Source]
    ) -> None:
        self.assembly = assembly
        self.document = assembly.document
        own: dict[str, Relation | None] = {relation: relation for relation in RELATIONS}
        self.words = Vocabulary(KINDS, own, self.document.options)
        self.given = list(sources)
        self.items = [
            Item(
                place,
                data,
                key_of(id_of(data) or f"#{place + 1}"),
                bodies_of(data),
                targets_of(data),
            )
            for place, data in enumerate(items)
            if isinstance(data, dict)
        ]
        self.left = [[place, one] for place, one in enumerate(items) if not isinstance(one, dict)]
        self.left_out: Counter[str] = Counter()
        self.keys = {item.key for item in self.items}
        self.texts: dict[str, Text] = {}
        self._statements: list[Item] = []
        self._links: list[tuple[Item, str, str]] = []

    def find(self) -> list[Source]:
        """Tell links and statements apart, and return the sources that the latter are about."""
        for item in self.items:
            ends = self._ends(item)
            if ends is None:
                self._statements.append(item)
            else:
                self._links.append((item, *ends))
        self._find_texts([target for item in self._statements for target in item.targets])
        return [text.source for text in self.texts.values()]

    def read(self) -> list[Source]:
        """Say all statements and links to the assembly; return the sources."""
        sources = self.find()
        for item in self._statements:
            self._read_statement(item)
        for item, origin, end in self._links:
            self._read_link(item, origin, end)
        nameless = [repr(one.key) for one in self.items if id_of(one.data) is None]
        if nameless:
            what = f"annotations without an id are named by their position: {listing(nameless)}"
            self.assembly.tell("repaired", None, "id", what)
        self.words.report_unmet(self.assembly.tell)
        for what, count in self.left_out.items():
            self.assembly.tell("dropped", None, "annotation", f"{what}: {count}")
        if self.left:
            self.assembly.rest["items"] = sorted(self.left, key=lambda one: one[0])
        return sources

    # Texts

    def _find_texts(self, targets: Sequence[Target]) -> None:
        """Find the text of every resource, and the unit in which its positions count."""
        selected: dict[str, list[Selection]] = defaultdict(list)
        for target in targets:
            if target.selection is not None:
                selected[target.source or ""].append(target.selection)
            elif target.source is not None and not target.has_selector:
                selected.setdefault(target.source, [])
        cited = {name: found for name, found in selected.items() if found}
        for iri in cited or selected:
            source = self._source_of(iri, is_only=len(cited) <= 1)
            if source is None and selected[iri]:
                what = "no text is cited, given or next to the file, so no quote could be checked"
                self.assembly.tell("unresolved", None, "sources", what)
            if source is None or (not selected[iri] and source not in self.given):
                continue
            is_there = has_text(source)
            unit = self._unit(source.text, selected[iri]) if is_there else "code points"
            self.assembly.tell_unit(unit)
            if not is_there and selected[iri]:
                what = f"there is no text of {iri!r}, so none of its quotes could be checked"
                self.assembly.tell("unresolved", None, "sources", what)
            self.texts[iri] = Text(source, unit, Units(source.text) if is_there else None)
            if unit != "code points":
                self.assembly.rest.setdefault("units", {})[iri] = unit

    def _source_of(self, iri: str, *, is_only: bool) -> Source | None:
        """Return the source that a resource is: one that is given, or one that can be found."""
        names = {iri, unquote(iri), source_id(iri)} - {""}
        named = [one for one in self.given if names & {one.url, one.path, one.id}]
        if named or (len(self.given) == 1 and is_only):
            return (named or self.given)[0]
        if not iri:
            return self.document.beside(".txt") if is_only else None
        parts = urlsplit(iri)
        name = PurePosixPath(unquote(parts.path)).name
        stem = PurePosixPath(name).stem or parts.netloc or "text"
        id = free_id(stem, [text.source for text in self.texts.values()])
        is_here = not parts.scheme and not parts.netloc and ".." not in parts.path.split("/")
        if is_here and not parts.path.startswith("/"):
            local = Source(id=id, path=unquote(parts.path) or f"{id}.txt")
            source = self.document.placed(local)
            if self.document.path is not None and is_regular_file(source.location):
                return source.signed() if has_text(source) else source
            return source
        if is_only and (beside := self.document.beside(".txt")) is not None:
            return beside.model_copy(update={"url": iri})
        return self.document.placed(Source(id=id, path=f"{id}.txt", url=iri))

    @staticmethod
    def _unit(text: str, selections: Sequence[Selection]) -> Unit:
        spans = [
            ForeignSpan(*one.position, one.exact)
            for one in selections
            if one.position is not None and one.exact is not None and one.outer is None
        ]
        return fitted(text, spans).unit

    # Statements

    def _read_statement(self, item: Item) -> None:
        bodies, targets = item.bodies, item.targets
        kinds = self._kinds(bodies)
        if [one for one in labels_of(bodies) if self.words.leaves_out(one)]:
            self._leave(item, "annotations whose label is left out, as requested")
            return
        record = self.assembly.encoded.records.get(item.key)
        if not kinds and record is None and not any(one.selection for one in targets):
            what = "annotations of something that is not a passage of a text are left out"
            self._leave(item, what)
            return
        found = [self._anchor(target) for target in targets if target.selection is not None]
        anchors = [anchor for anchor, _ in found if anchor is not None]
        text, note = with_purpose(bodies, "describing"), remarks_of(bodies)
        if not anchors and not text and not note and not kinds and record is None:
            self._leave(item, "annotations whose words are not known are left out")
            return
        key = self.assembly.statement(
            item.key,
            text[0] if text else None if anchors or not note else note[0],
            anchors=anchors,
            kind=kinds[0] if kinds else None,
            note="\n\n".join(note) if note and (anchors or text) else None,
            tags=tuple(with_purpose(bodies, "tagging")) or None,
            meta={"pos": item.place, "annotation": records.without(item.data, KEY)},
        )
        if len(set(kinds)) > 1:
            what = "of several kinds the first one is used; the others are kept in `meta`"
            self.assembly.tell("approximated", key, "kind", what)
        if len(set(text)) > 1:
            what = "of several wordings the first one is used; the others are kept in `meta`"
            self.assembly.tell("approximated", key, "text", what)
        for _, problem in found:
            if problem is not None:
                self.assembly.tell("unresolved", key, "anchors", problem)

    def _kinds(self, bodies: Sequence[Body]) -> list[Kind]:
        """Return the kinds that an annotation says it is; tags do so if the reader says that."""
        words = [
            *with_purpose(bodies, "classifying"),
            *(one for one in with_purpose(bodies, "tagging") if self.words.is_given(one)),
        ]
        return [kind for one in words if (kind := self.words.kind(one)) is not None]

    def _leave(self, item: Item, what: str) -> None:
        self.left.append([item.place, item.data])
        self.left_out[what] += 1

    def _anchor(self, target: Target) -> tuple[Anchor | None, str | None]:
        """Return the anchor that a target is, and what is wrong with it."""
        selection = target.selection
        known = self.texts.get(target.source or "")
        if selection is None:
            return None, None
        name = known.source.id if known is not None and len(self.texts) > 1 else None
        if known is None or known.units is None:
            return _unchecked(selection, name)
        text = known.source.text
        span = self._span(selection, known)
        if span is not None:
            return Anchor(source=name, quote=span.cut(text), spans=(span,)), None
        if selection.exact is None:
            return None, "its position is not in the text"
        if selection.position is not None and selection.outer is None:
            quote = Anchor(
                source=name, quote=selection.exact, prefix=selection.prefix, suffix=selection.suffix
            )
            place = known.place(selection.position)
            spans = () if place is None else (place,)
            problem = "its quote is not at its position"
            return quote.model_copy(update={"spans": spans}), problem
        return self._searched(selection, known, name)

    def _span(self, selection: Selection, known: Text) -> Span | None:
        """Return the span of a position, if its quote is there, within what it is a part of."""
        text = known.source.text
        if selection.outer is not None:
            outer = self._span(selection.outer, known) or _only(text, selection.outer)
            return None if outer is None else _inner(selection, outer, text)
        if selection.position is None or selection.is_within:
            return None
        span = known.place(selection.position)
        is_same = span is not None and selection.exact in (None, span.cut(text))
        return span if is_same else None

    def _searched(
        self, selection: Selection, known: Text, name: str | None
    ) -> tuple[Anchor, str | None]:
        """Look for a quote without a position; one that fits several places gets none."""
        exact = selection.exact or ""
        draft = Anchor(source=name, quote=exact, prefix=selection.prefix, suffix=selection.suffix)
        placement = known.source.find(
            exact, prefix=selection.prefix or "", suffix=selection.suffix or ""
        )
        if placement.status in ("exact", "corrected") and len(placement.spans) == 1:
            span = placement.spans[0]
            return Anchor(source=name, quote=span.cut(known.source.text), spans=(span,)), None
        problems = {
            "ambiguous": "its quote appears several times in the text",
            "contradicted": "its quote is not next to the words of its prefix and suffix",
        }
        return draft, problems.get(placement.status, "its quote is not in the text")

    # Links

    def _ends(self, item: Item) -> tuple[str, str] | None:
        """Return what a link leads from and to, None for an annotation that is none.

        A link names what it leads to in its body; without one, as Recogito writes it, its targets
        are what it leads from and what it leads to.
        """
        ends = [key for body in item.bodies if body.source and (key := key_of(body.source))]
        origins = [
            key_of(target.source)
            for target in item.targets
            if target.source and not target.has_selector
        ]
        is_link = "linking" in words(item.data.get("motivation")) or any(
            "linking" in body.purposes for body in item.bodies
        )
        if is_link and not ends and len(origins) == 2:  # noqa: PLR2004 -- from and to
            origins, ends = origins[:1], origins[1:]
        if not is_link or len(ends) != 1 or len(origins) != 1:
            return None
        return origins[0], ends[0]

    def _read_link(self, item: Item, origin: str, end: str) -> None:
        bodies = item.bodies
        given = [
            *with_purpose(bodies, "tagging"),
            *with_purpose(bodies, "classifying"),
            *remarks_of(bodies),
        ]
        found = [relation for one in given if (relation := self.words.relation(one)) is not None]
        if not found:
            words = [one for one in given if not self.words.has_relation(one)]
            called = f" ({words[0]!r})" if words else ""
            is_asked = bool(given) and not words
            what = "links whose relation a map cannot have are left out"
            self._leave(item, f"{what}, as requested" if is_asked else f"{what}{called}")
            return
        if lost := [key for key in (origin, end) if key not in self.keys]:
            self.left.append([item.place, item.data])
            listed = " and ".join(map(repr, lost))
            what = f"a link refers to {listed}, an annotation that does not exist"
            self.assembly.tell("unresolved", origin, found[0], what)
            return
        meta = {"pos": item.place, "annotation": item.data}
        self.assembly.inference(item.key, found[0], [origin], end, meta=meta)


def _unchecked(selection: Selection, name: str | None) -> tuple[Anchor | None, str | None]:
    """Return an anchor as the file has it, for want of a text that would tell."""
    if selection.exact is None:
        return None, "a position without the text has no words"
    spans: tuple[Span, ...] = ()
    if selection.position is not None and selection.outer is None and not selection.is_within:
        place = Span(*selection.position)
        spans = (place,) if place.start < place.end else ()
    return Anchor(
        source=name,
        quote=selection.exact,
        spans=spans,
        prefix=selection.prefix,
        suffix=selection.suffix,
    ), None


def _only(text: str, selection: Selection) -> Span | None:
    """Return where the words of a quote are, if it is in one place."""
    if selection.exact is None or selection.position is not None:
        return None
    start = text.find(selection.exact)
    if start < 0 or text.find(selection.exact, start + 1) >= 0:
        return None
    return Span(start, start + len(selection.exact))


def _inner(selection: Selection, outer: Span, text: str) -> Span | None:
    """Return where a stretch is that is a part of another."""
    part = outer.cut(text)
    if selection.position is not None:
        found = fitted(part, [ForeignSpan(*selection.position, selection.exact)], "code points")
        span = found.spans[0]
    else:
        span = _only(part, selection)
    return None if span is None else span.shifted(outer.start)
