"""Read the XML of the argumentative microtexts into a map in the making.

An ``adu`` is a statement and gets its words from ``edu`` elements, which are cut from the text in
its order; an ``edge`` leads to an ``adu`` or to another edge.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from argmap.anchoring import cut_fragments
from argmap.formats.reading.spans import closed_up
from argmap.model import Anchor
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from argmap.formats.reading.assembly import Assembly
    from argmap.formats.reading.containers import Element
    from argmap.formats.reading.records import Record
    from argmap.model import Relation
    from argmap.source import Source

FORMAT = "microtext"
EXAMPLE = "example"
"""The scheme of what supports by giving an example."""
RELATIONS: dict[str, Relation] = {
    "sup": "supports",
    "exa": "supports",
    "reb": "rebuts",
    "und": "undercuts",
}
_EDGE = ("id", "src", "trg", "type")
_KNOWN = frozenset({"edu", "joint", "adu", "edge"})


_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4,6})_")
_UNNAMED = re.compile(r"[^A-Za-z0-9_.-]|^[^A-Za-z_]|_(?=x)")


def to_name(id: str) -> str:
    """Return an id as XML allows it: what may not be in a name is escaped as in ISO/IEC 9075-14.

    >>> to_name("rust & rain"), from_name("rust_x0020__x0026__x0020_rain")
    ('rust_x0020__x0026__x0020_rain', 'rust & rain')
    """
    return _UNNAMED.sub(lambda found: f"_x{ord(found[0]):04X}_", id)


def from_name(name: str) -> str:
    """Return the id that a name stands for: the inverse of to_name."""
    return _ESCAPE.sub(_character, name)


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    is_half = 0xD800 <= code < 0xE000  # noqa: PLR2004 -- the surrogates
    return chr(code) if code <= sys.maxunicode and not is_half else found[0]


def usual_attributes(path: Path | None) -> dict[str, str]:
    """Return the attributes that the root has in a file of that name, if nothing else is known."""
    stem = "map" if path is None else path.name.split(".")[0] or "map"
    return {"id": to_name(re.sub(r"[^A-Za-z0-9_.-]+", "-", stem))}


class Segment(NamedTuple):
    """Words that make a statement: one unit of the text, or several that are joint."""

    edus: tuple[str, ...]
    joint: str | None = None


class Reader:
    """The elements of a file by their ids; ``read`` says all of them to the assembly.

    Elements that make no statement and no link are put into the assembly's ``rest``, from where
    they are written back.
    """

    def __init__(self, root: Element, assembly: Assembly, source: Source | None) -> None:
        self.assembly = assembly
        self.source = source
        self.root = root
        self.elements: dict[str, Element] = {}
        self.places: dict[str, int] = {}
        self._used: set[int] = set()
        for place, element in enumerate(root.children):
            id = element.get("id")
            if element.name in _KNOWN and id is not None and id not in self.elements:
                self.elements[id] = element
                self.places[id] = place
            elif id in self.elements:
                what = f"an element with the id of another is left out: {id!r}"
                assembly.tell("dropped", None, "id", what)
            elif element.name in _KNOWN:
                what = f"an <{element.name}> without an id is left out: line {element.line}"
                assembly.tell("dropped", None, "id", what)
        self.edges = [key for key, element in self.elements.items() if element.name == "edge"]
        # The edge by which each unit, or several that are joint, come to what they are part of.
        self.ways: dict[tuple[str, str], str] = {}
        self.parts: dict[str, list[str]] = defaultdict(list)
        self._read_segments()

    def _named(self, name: str) -> list[str]:
        return [key for key, element in self.elements.items() if element.name == name]

    def _is(self, key: str, *names: str) -> bool:
        return key in self.elements and self.elements[key].name in names

    def _ends(self, edge: str) -> tuple[str, str]:
        element = self.elements[edge]
        return element.get("src") or "", element.get("trg") or ""

    def _type(self, key: str) -> str:
        return self.elements[key].get("type") or ""

    # Words

    def _read_segments(self) -> None:
        for edge in self.edges:
            start, end = self._ends(edge)
            is_way = (self._is(start, "edu") and self._is(end, "joint", "adu")) or (
                self._is(start, "joint") and self._is(end, "adu")
            )
            if self._type(edge) == "seg" and is_way and (start, end) not in self.ways:
                self.ways[start, end] = edge
                self.parts[end].append(start)
        for listed in self.parts.values():
            listed.sort(key=self.places.__getitem__)

    def words_of(self, edu: str) -> str:
        """Return the words of a unit."""
        return self.elements[edu].text

    def is_implicit(self, edu: str) -> bool:
        """Tell whether a unit is not in the text."""
        return self.elements[edu].get("implicit") == "true"

    def segments_of(self, adu: str) -> list[Segment]:
        """Return what a statement is made of, in the order of the file."""
        segments = []
        for part in self.parts[adu]:
            if self._is(part, "joint"):
                if edus := tuple(self.parts[part]):
                    segments.append(Segment(edus, part))
            else:
                segments.append(Segment((part,)))
        return sorted(segments, key=lambda segment: self.places[segment.edus[0]])

    def _anchors(self) -> dict[str, Anchor]:
        """Return an anchor for every unit that was looked for and found, in text order."""
        if self.source is None:
            return {}
        wanted = [edu for edu in self._named("edu") if not self.is_implicit(edu)]
        texts = [(edu, self.words_of(edu)) for edu in wanted]
        if (spans := _tiled(self.source.text, [words for _, words in texts])) is not None:
            cuts = zip(wanted, spans, strict=True)
            return {
                edu: Anchor(quote=span.cut(self.source.text), spans=(span,)) for edu, span in cuts
            }
        owners = {
            edu: adu
            for adu in self._named("adu")
            for segment in self.segments_of(adu)
            for edu in segment.edus
        }
        owned = [(owners.get(edu), words) for edu, words in texts]
        placed = self.assembly.words(owned, [self.source])
        return {edu: one for edu, one in zip(wanted, placed, strict=True) if one is not None}

    # Statements

    def read(self) -> None:
        """Say all statements and links to the assembly."""
        anchors = self._anchors()
        for adu in self._named("adu"):
            self._read_statement(adu, anchors)
        self._read_inferences()
        self._leave_rest()

    def _read_statement(self, adu: str, anchors: dict[str, Anchor]) -> None:
        segments = self.segments_of(adu)
        found = [self._anchor(segment, anchors) for segment in segments]
        edus = [edu for segment in segments for edu in segment.edus]
        is_placed = bool(found) and None not in found
        self.assembly.statement(
            adu,
            None if is_placed else " ".join(self.words_of(edu) for edu in edus),
            anchors=[anchor for anchor in found if anchor is not None],
            id=from_name(adu),
            implicit=(bool(edus) and all(self.is_implicit(edu) for edu in edus)) or None,
            meta={
                "id": adu,
                "type": self._type(adu),
                "pos": self._use(adu),
                **_more(self.elements[adu], "id", "type"),
                "segments": [
                    self._kept(adu, segment, anchor if is_placed else None)
                    for segment, anchor in zip(segments, found, strict=True)
                ],
            },
        )

    def _anchor(self, segment: Segment, anchors: dict[str, Anchor]) -> Anchor | None:
        listed = [anchors.get(edu) for edu in segment.edus]
        if len(listed) == 1:
            return listed[0]
        spans = [span for one in listed if one is not None for span in one.spans]
        if self.source is None or None in listed or len(spans) < len(listed):
            return None
        text = self.source.text
        merged = closed_up(text, spans)
        return Anchor(quote=cut_fragments(text, merged), spans=merged)

    def _kept(self, adu: str, segment: Segment, anchor: Anchor | None) -> Record:
        """Return what is to be kept of a segment: the elements, and words that a quote hides."""
        end = adu if segment.joint is None else segment.joint
        edus = [
            {
                "id": edu,
                "pos": self._use(edu),
                "edge": self._kept_edge(edu, end),
                **_more(self.elements[edu], "id", "implicit"),
            }
            for edu in segment.edus
        ]
        found: Record = {"edus": edus}
        words = [self.words_of(edu) for edu in segment.edus]
        if anchor is None or words != [anchor.quote]:
            for edu, word in zip(edus, words, strict=True):
                edu["text"] = word
            found["quote"] = None if anchor is None else anchor.quote
        if segment.joint is not None:
            found["joint"] = {
                "id": segment.joint,
                "pos": self._use(segment.joint),
                "edge": self._kept_edge(segment.joint, adu),
                **_more(self.elements[segment.joint], "id"),
            }
        return found

    def _kept_edge(self, start: str, end: str) -> Record:
        edge = self.ways[start, end]
        more = _more(self.elements[edge], *_EDGE)
        return {"id": edge, "pos": self._use(edge), **more}

    def _use(self, key: str) -> int:
        self._used.add(self.places[key])
        return self.places[key]

    # Links

    def _read_inferences(self) -> None:
        added: dict[str, dict[str, str]] = defaultdict(dict)
        for edge in self.edges:
            start, end = self._ends(edge)
            if self._type(edge) == "add" and self._is(start, "adu"):
                added[end].setdefault(start, edge)
        for edge in self.edges:
            start, end = self._ends(edge)
            if self._type(edge) in RELATIONS and self._is(start, "adu"):
                self._read_inference(edge, {start: edge, **added[edge]}, end)

    def _read_inference(self, edge: str, premises: dict[str, str], end: str) -> None:
        relation = RELATIONS[self._type(edge)]
        if self._is(end, "edge"):
            # What is added to an edge is one inference with it.
            end = self._ends(end)[1] if self._type(end) == "add" else end
            if not self._is(end, "edge") or self._type(end) not in RELATIONS:
                return
            relation = "undercuts" if relation == "rebuts" else relation
        is_link = self._is(end, "edge")
        if (relation == "supports" and is_link) or not (is_link or self._is(end, "adu")):
            return
        self.assembly.inference(
            self._step(edge),
            relation,
            premises,
            self._step(end) if is_link else end,
            scheme=EXAMPLE if self._type(edge) == "exa" else None,
            premise_meta={
                premise: {
                    "id": key,
                    "type": self._type(key),
                    "pos": self._use(key),
                    **_more(self.elements[key], *_EDGE),
                }
                for premise, key in premises.items()
            },
            meta={},
        )

    def _step(self, edge: str) -> str:
        name = from_name(edge)
        return edge if name in self.elements else name

    # What is left

    def _leave_rest(self) -> None:
        rest = self.assembly.rest
        if self.root.attributes != usual_attributes(self.assembly.document.path):
            rest["attributes"] = dict(self.root.attributes)
        left = [
            (place, element)
            for place, element in enumerate(self.root.children)
            if place not in self._used
        ]
        if left:
            rest["elements"] = [self._kept_element(*one) for one in left]
        for _, element in left:
            if self._is_dangling(element):
                names = [element.get("src"), element.get("trg")]
                lost = [repr(one) for one in names if one is not None and one not in self.elements]
                what = f"edge {element.get('id')!r} refers to {' and '.join(lost)}, not in the file"
                self.assembly.tell("unresolved", None, "edge", what)
            elif element.name == "edge":
                what = (
                    f"an edge of type {element.get('type')!r} that links no statements is left out"
                )
                self.assembly.tell("dropped", None, "edge", what)
            else:
                what = f"<{element.name}> elements that are part of no statement are left out"
                self.assembly.tell("dropped", None, element.name, what)

    def _kept_element(self, place: int, element: Element) -> Record:
        found: Record = {
            "pos": place,
            "name": element.name,
            "attributes": element.attributes,
        }
        if element.text.strip():
            found["text"] = element.text
        if self._is_dangling(element):
            found["dangling"] = True
        return found

    def _is_dangling(self, element: Element) -> bool:
        ends = (element.get("src"), element.get("trg"))
        return any(end is not None and end not in self.elements for end in ends)


def _tiled(text: str, units: Sequence[str]) -> list[Span] | None:
    """Return where units are that make up the whole text, with only spaces between."""
    spans = []
    cursor = 0
    for words in units:
        if not words.strip():
            return None
        while text[cursor : cursor + 1].isspace() and not text.startswith(words, cursor):
            cursor += 1
        if not text.startswith(words, cursor):
            return None
        spans.append(Span(cursor, cursor + len(words)))
        cursor += len(words)
    return None if text[cursor:].strip() else spans


def _more(element: Element, *known: str) -> Record:
    """Return the attributes of an element that have no meaning here, to be kept."""
    more = {name: value for name, value in element.attributes.items() if name not in known}
    return {"more": more} if more else {}
