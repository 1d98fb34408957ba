"""UIMA XMI whose annotations are Toulmin's parts of an argument.

A type is recognised by its name, whatever the prefix of its namespace: Claim, MajorClaim, Premise,
Grounds, Data, Evidence, Backing, Warrant, Rebuttal, Refutation, as in DKPro Argumentation
(Habernal and Gurevych, Computational Linguistics 43, 2017), and layers of INCEpTION and WebAnno
that have such a name or a feature with one. The meaning of a relation is its name (Support, Attack,
Same) or follows from its origin: premises, backings and warrants support, rebuttals and refutations
rebut. An attack on a relation is an undercut. A part without relations in the file is read as a
claim, which is reported; other annotations are counted by type. ``-O labels=Person=claim`` and
``-O relations=Lives-in=supports`` define other types, or values of features; annotations whose word
has an empty meaning are left out.

Offsets count UTF-16 units of the sofa, which is the source. If an annotation has words of its own
(`rephrasedContent`), they are its text.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from argmap.formats.format import Codec
from argmap.formats.reading.assembly import Assembly
from argmap.formats.reading.records import as_offset
from argmap.formats.reading.vocabulary import OPTIONS, Vocabulary, plain

if TYPE_CHECKING:
    from argmap.formats.document import Document
    from argmap.formats.reading.containers import Element
    from argmap.model import Anchor, ArgumentMap, Kind, Relation
    from argmap.source import Source

_ROOT = "{http://www.omg.org/XMI}XMI"
_ID = "{http://www.omg.org/XMI}id"
_CAS = "{http:///uima/cas.ecore}"
# Tokens, sentences, dependencies and the like; their labels can look like parts of an argument.
_LINGUISTIC = re.compile(r"\{http:///(?:uima/|(?:de/tudarmstadt/ukp|org)/(?:dkpro/core|clarin)/)")

_CLAIMS = frozenset({"claim", "majorclaim", "ownclaim", "backgroundclaim"})
# How a part bears on another where a relation does not say.
_BEARING: dict[str, Relation] = {
    **dict.fromkeys(("premise", "ground", "grounds", "data", "datum", "evidence"), "supports"),
    **dict.fromkeys(("backing", "warrant", "citation"), "supports"),
    **dict.fromkeys(("rebuttal", "refutation", "counterargument"), "rebuts"),
}
_RELATIONS: dict[str, Relation | None] = {
    **dict.fromkeys(("support", "supports"), "supports"),
    **dict.fromkeys(("attack", "attacks", "rebut", "rebuts", "contradicts"), "rebuts"),
    **dict.fromkeys(("undercut", "undercuts"), "undercuts"),
    **dict.fromkeys(("same", "restates"), "restates"),
    # These say that there is a relation, and not which.
    **dict.fromkeys(("argumentrelation", "relation", "link"), None),
}
_ENDS = (("source", "target"), ("Governor", "Dependent"))
_BY_KIND: dict[Kind | None, Relation] = {"reason": "supports", "caveat": "rebuts"}
_STANCES: dict[str, Relation] = {"for": "supports", "against": "rebuts"}
_STRUCTURAL = frozenset({_ID, "sofa", "begin", "end", *(name for pair in _ENDS for name in pair)})


def _fits(document: Document) -> bool:
    return document.xml.name == _ROOT


def _load(document: Document) -> ArgumentMap:
    if not _fits(document):
        what = f"this is not UIMA XMI: its root element is <{document.xml.local_name}>"
        raise document.error(what, help="export the CAS as XMI 1.0, not as another kind of XML")
    return _Reader(document).map()


class _Part(NamedTuple):
    """An annotation that is a part of an argument, and which."""

    element: Element
    role: str
    type: str


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.assembly = Assembly(document, "uima")
        self.sofas: dict[str, Source] = {}
        self.parts: dict[str, _Part] = {}
        self.relations: dict[str, Element] = {}
        self.unknown: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self.words = Vocabulary({}, {}, document.options)
        self.linked: set[str] = set()

    def map(self) -> ArgumentMap:
        elements = self.document.xml.children
        # What is given counts only if it is a text of the file.
        self.assembly.sources = []
        cited = _cited(elements)
        texts = [element for element in elements if element.name == f"{_CAS}Sofa"]
        for element in texts:
            self._read_sofa(element, cited if len(texts) == 1 else {})
        for number, element in enumerate(elements):
            self._sort(element, self._key(number, element))
        self._report_renamed()
        for key, element in self.relations.items():
            self._relate(key, element)
        anchors = self._anchors()
        for key, part in sorted(self.parts.items(), key=lambda item: self._place(item[1].element)):
            self._state(key, part, anchors.get(key, []))
        if self.unknown:
            listed = ", ".join(f"{name} {count}" for name, count in self.unknown.most_common())
            what = f"annotations that are not part of an argument are left out: {listed}"
            self.assembly.tell("dropped", None, "meta", what)
        if self.left_out:
            listed = ", ".join(f"{name} {count}" for name, count in self.left_out.most_common())
            what = f"annotations that are left out, as requested: {listed}"
            self.assembly.tell("dropped", None, "meta", what)
        self.words.report_unmet(self.assembly.tell)
        for source in self.document.sources:
            if source not in self.assembly.sources:
                what = f"source {source.id!r} is not a text of the file and is left out"
                self.assembly.tell("dropped", None, "sources", what)
        return self.assembly.map()

    def _read_sofa(self, element: Element, cited: dict[str, str]) -> None:
        text = element.get("sofaString")
        if text is None:
            what = "a sofa whose text is not in the file is left out"
            self.assembly.tell("unresolved", None, "sources", what)
            return
        name = element.get("sofaID") or ""
        stem = "" if self.document.path is None else self.document.path.stem
        wanted = stem if name in ("", "_InitialView") else name
        self.sofas[element.get(_ID) or ""] = self.assembly.source(wanted, text, **cited)

    def _key(self, number: int, element: Element) -> str:
        """Return the id of an element; one that has none of its own is named by its place."""
        key = element.get(_ID)
        return f"#{number}" if key is None or key in self.parts or key in self.relations else key

    def _report_renamed(self) -> None:
        for key, element in {
            **{key: part.element for key, part in self.parts.items()},
            **self.relations,
        }.items():
            if (given := element.get(_ID)) != key:
                what = f"the file has the `xmi:id` {given!r} more than once"
                if given is None:
                    what = "an annotation without an `xmi:id` is named by its position in the file"
                self.assembly.tell("repaired", key if key in self.parts else None, "id", what)

    def _sort(self, element: Element, key: str) -> None:
        """Tell parts, relations and what else there is in a CAS apart."""
        if element.name.startswith(_CAS) or element.local_name.endswith("etadata"):
            return
        names = (element.local_name, *_values(element))
        has_ends = _ends(element) is not None
        is_given = any(map(self.words.has_relation if has_ends else self.words.is_given, names))
        if is_given or not _LINGUISTIC.match(element.name):
            if has_ends:
                self.relations[key] = element
                return
            given = [name for name in names if self.words.is_given(name)]
            for name in given or names if "begin" in element.attributes else ():
                role = plain(name)
                if self.words.leaves_out(name):
                    self.left_out[name] += 1
                    return
                if given or role in _CLAIMS or role in _BEARING:
                    self.parts[key] = _Part(element, role, name)
                    return
            if _lacks_end(element) and any(plain(name) in _RELATIONS for name in names):
                what = f"{element.local_name} {key!r} has only one end and is left out"
                self.assembly.tell("unresolved", None, "supports", what)
                return
        if element.local_name not in ("DocumentMetaData", "DocumentAnnotation"):
            self.unknown[element.local_name] += 1

    def _relate(self, key: str, element: Element) -> None:
        origin, end = _ends(element) or ("", "")
        names = (*_values(element), element.local_name)
        given = [name for name in names if self.words.has_relation(name)]
        if given and self.words.relation(given[0]) is None:
            self.left_out[given[0]] += 1
            return
        labels = [plain(name) for name in names]
        known = [label for label in labels if label in _RELATIONS]
        relation = next((found for label in known if (found := _RELATIONS[label])), None)
        if given:
            relation = self.words.relation(given[0])
        if relation is None and len(known) == len(labels):
            relation = self._bearing(origin)
        if relation is None:
            self.unknown[element.local_name] += 1
            return
        if relation == "rebuts" and end in self.relations:
            relation = "undercuts"
        record = {"id": key, "type": element.local_name}
        if self.assembly.inference(key, relation, [origin], end, meta=record):
            self.linked.add(origin)

    def _bearing(self, key: str) -> Relation | None:
        """Return how a part bears on another by what it is."""
        part = self.parts.get(key)
        if part is None:
            return None
        if self.words.is_given(part.type):
            return _BY_KIND.get(self.words.kind(part.type))
        stance = plain(part.element.get("stance") or "")
        return _BEARING.get(part.role) or _STANCES.get(stance)

    def _state(self, key: str, part: _Part, anchors: list[Anchor]) -> None:
        element = part.element
        properties = read_properties(element.get("properties") or "")
        wording = properties.pop("rephrasedContent", None)
        is_implicit = _is_implicit(properties)
        properties.pop("implicit", None)
        if not anchors and not (wording or "").strip():
            what = f"a {part.type} without words is left out"
            self.assembly.tell("dropped", None, "text", what)
            return
        kind: Kind | None = "claim" if part.role in _CLAIMS else None
        if self.words.is_given(part.type):
            kind = self.words.kind(part.type)
        if kind in (None, "reason", "caveat") and key not in self.linked:
            what = f"a {part.type} without relations in the file is read as a claim"
            self.assembly.tell("approximated", key, "kind", what)
        kept = {name: value for name in _kept(element) if (value := element.get(name))}
        self.assembly.statement(
            key,
            wording,
            anchors=anchors,
            kind=kind,
            implicit=is_implicit or None,
            meta={
                "id": key,
                "type": part.type,
                **kept,
                **({"properties": properties} if properties else {}),
            },
        )

    def _anchors(self) -> dict[str, list[Anchor]]:
        """Return the anchors of the parts that are in the text, by their keys."""
        for key, part in self.parts.items():
            element = part.element
            if _is_implicit(read_properties(element.get("properties") or "")):
                continue
            sofa = self.sofas.get(element.get("sofa") or "")
            start, end = (as_offset(element.get(name)) for name in ("begin", "end"))
            if sofa is None or start is None or end is None:
                what = f"annotation {key!r} does not say where it begins and ends"
                if sofa is None:
                    what = f"annotation {key!r} is in sofa {element.get('sofa')!r}, "
                    what += "which is not in the file or has no text"
                self.assembly.tell("unresolved", key, "anchors", what)
            elif start != end:
                self.assembly.span(key, sofa, None, start, end)
        return self.assembly.placed("utf-16")

    def _place(self, element: Element) -> tuple[int, int]:
        sofas = list(self.sofas)
        sofa = element.get("sofa") or ""
        return sofas.index(sofa) if sofa in sofas else 0, as_offset(element.get("begin")) or 0


def _ends(element: Element) -> tuple[str, str] | None:
    """Return the ids that a relation leads from and to, None if the element is none."""
    for origin, end in _ENDS:
        ids = element.get(origin), element.get(end)
        if ids[0] is not None and ids[1] is not None:
            return ids[0], ids[1]
    return None


def _lacks_end(element: Element) -> bool:
    return any((element.get(origin) is None) != (element.get(end) is None) for origin, end in _ENDS)


def _values(element: Element) -> list[str]:
    """Return the values of the features by which a layer may say what an annotation is."""
    kept = _STRUCTURAL | {"properties", "stance"}
    return [value for name, value in element.attributes.items() if name not in kept]


def _kept(element: Element) -> list[str]:
    return [name for name in element.attributes if name not in _STRUCTURAL | {"properties"}]


def _is_implicit(properties: dict[str, str]) -> bool:
    return properties.get("implicit", "").lower() == "true"


def _cited(elements: list[Element]) -> dict[str, str]:
    """Return what the file says of the text itself, in the words of a source."""
    found: dict[str, str] = {}
    for element in elements:
        if element.local_name == "DocumentMetaData":
            found["title"] = element.get("documentTitle") or ""
            found["language"] = (element.get("language") or "").replace("x-unspecified", "")
        elif element.local_name == "WebArgumentMetadata":
            for field, name in (("author", "author"), ("published", "date"), ("url", "origUrl")):
                found[field] = element.get(name) or ""
            found["title"] = element.get("title") or found.get("title", "")
    return {name: value for name, value in found.items() if value.strip()}


_LOGICAL_LINE = re.compile(r"[ \t\f]*((?:\\(?:\r\n|.)|[^\\\r\n])*)", re.DOTALL)
_SEPARATOR = re.compile(r"((?:\\.|[^\\=: \t\f])*)[ \t\f]*[=:]?[ \t\f]*", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(?:\r\n|[\r\n])[ \t\f]*|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}


def read_properties(text: str) -> dict[str, str]:
    r"""Return the keys and values of a text in the form of Java's properties.

    >>> read_properties("#Thu Aug 07\nimplicit=true\nview\\ of : it\\u0027s \\\n  late\n")
    {'implicit': 'true', 'view of': "it's late"}
    """
    found = {}
    for match in _LOGICAL_LINE.finditer(text):
        line = match[1]
        key = _SEPARATOR.match(line)
        if key is None or not line or line.startswith(("#", "!")):
            continue
        found[_unescaped(key[1])] = _unescaped(line[key.end() :])
    return found


def _unescaped(words: str) -> str:
    def replaced(match: re.Match[str]) -> str:
        if match[1]:
            return chr(int(match[1], 16))
        return _ESCAPED.get(match[2], match[2]) if match[2] else ""

    # Java writes characters beyond the basic plane as two halves.
    halves = _ESCAPE.sub(replaced, words)
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


UIMA = Codec(fits=_fits, load=_load, options=OPTIONS)
