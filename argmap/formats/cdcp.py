"""CDCP: the annotations of the Cornell eRulemaking Corpus (Park and Cardie, LREC 2018).

Each proposition is a statement, anchored in its passage of the `.txt` next to the `.ann.json`,
without the spaces around it. Reasons and evidence support the propositions they are given for; a
range of several propositions is joint. The type of a proposition (policy, value, fact, testimony,
reference) becomes a tag and does not set the kind: links do. The addresses that propositions refer
to are kept in `meta`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.format import Codec
from argmap.formats.reading import records
from argmap.formats.reading.assembly import Assembly
from argmap.formats.reading.cited import given_text
from argmap.model import Anchor
from argmap.text import Span

if TYPE_CHECKING:
    from argmap.formats.document import Document
    from argmap.formats.reading.records import Record
    from argmap.model import ArgumentMap
    from argmap.source import Source

_OFFSETS = "prop_offsets"
_LABELS = "prop_labels"
_LINKS = ("reasons", "evidences")


def _fits(document: Document) -> bool:
    data = document.json
    return isinstance(data, dict) and {_OFFSETS, _LABELS} <= data.keys()


def _load(document: Document) -> ArgumentMap:
    if not _fits(document):
        what = f"this is not CDCP: it has no lists `{_OFFSETS}` and `{_LABELS}`"
        raise document.error(what, 0)
    source = given_text(document) or document.beside(".txt")
    if source is None:
        what = "there is no text next to the file, and CDCP only has positions of propositions"
        raise document.error(what, help="put the `.txt` next to it, or give it as its source")
    return _Reader(document, source).map()


class _Reader:
    def __init__(self, document: Document, source: Source) -> None:
        self.assembly = Assembly(document, "cdcp")
        self.data: Record = document.json
        self.source = source
        self.text = source.text
        self.known: set[str] = set()
        self.trimmed = 0

    def map(self) -> ArgumentMap:
        tell = self.assembly.tell
        labels = records.listed(self.data, _LABELS, tell)
        offsets = records.listed(self.data, _OFFSETS, tell)
        urls = records.record(self.data, "url", tell)
        for number, pair in enumerate(offsets):
            label = labels[number] if number < len(labels) else None
            self._state(number, pair, label, urls.get(str(number)))
        if len(labels) != len(offsets):
            what = f"there are {len(labels)} labels for {len(offsets)} propositions"
            self.assembly.tell("unresolved", None, "tags", what)
        if self.trimmed:
            what = f"spaces around propositions are not quoted: {self.trimmed}"
            self.assembly.tell("repaired", None, "spans", what)
        for name in _LINKS:
            for number, record in enumerate(records.listed(self.data, name, tell)):
                self._support(f"{name}-{number}", name, record)
        if others := self.data.keys() - {_OFFSETS, _LABELS, *_LINKS, "url"}:
            what = f"keys that cannot be stored in a map: {', '.join(sorted(others))}"
            self.assembly.tell("dropped", None, "meta", what)
        return self.assembly.map(sources=[self.source])

    def _state(self, number: int, pair: object, label: object, urls: object) -> None:
        span = _span(pair, self.text)
        if span is None:
            what = f"proposition {number} is at {pair}, which is not in the text"
            self.assembly.tell("unresolved", None, "anchors", what)
            return
        words = span.stripped(self.text)
        self.trimmed += words != span
        key = f"p{number}"
        self.known.add(key)
        self.assembly.statement(
            key,
            None,
            anchors=[Anchor(quote=words.cut(self.text), spans=(words,))],
            tags=(label,) if isinstance(label, str) and label.strip() else None,
            meta={"number": number, **({"url": urls} if urls else {})},
        )

    def _support(self, key: str, name: str, record: object) -> None:
        """Say the link of a record such as ``[[1, 2], 0]``: propositions 1 to 2 support 0."""
        match record:
            case [[int(first), int(last)], int(target)] if first <= last:
                pass
            case _:
                what = f"{name} has a record that is not [[first, last], target]: {record}"
                self.assembly.tell("unresolved", None, "supports", what[:200])
                return
        # Its ends first: a run that ends far beyond the file need not be counted out.
        lost = self._lost(first, last, target) or self._lost(*range(first, last + 1))
        if lost:
            what = f"{name} refers to propositions that do not exist: {', '.join(lost)}"
            self.assembly.tell("unresolved", None, "supports", what[:200])
            return
        premises = [f"p{number}" for number in range(first, last + 1)]
        self.assembly.inference(key, "supports", premises, f"p{target}", meta={"type": name})

    def _lost(self, *numbers: int) -> list[str]:
        return [str(number) for number in numbers if f"p{number}" not in self.known]


def _span(pair: object, text: str) -> Span | None:
    """Return the stretch of a text that a pair of offsets says, None if it has no words."""
    match pair:
        case [int(start), int(end)] if 0 <= start < end <= len(text):
            span = Span(start, end)
            return span if span.cut(text).strip() else None
    return None


CDCP = Codec(fits=_fits, load=_load)
