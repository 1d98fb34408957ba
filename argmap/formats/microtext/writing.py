"""Write a map as the XML of the argumentative microtexts."""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from argmap.anchoring import matches_quote, split_fragments
from argmap.formats.microtext.elements import (
    NOWHERE,
    Piece,
    kept_place,
    kept_words,
    left_element,
    more_attributes,
    named_ids,
)
from argmap.formats.microtext.reading import EXAMPLE, FORMAT, to_name, usual_attributes
from argmap.formats.reading import records as reading
from argmap.formats.writing.kept import kept, kept_of_links, label, rest, tell_stale
from argmap.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.formats.document import Output
    from argmap.formats.reading.records import Record
    from argmap.graph import Inference
    from argmap.model import Anchor, ArgumentMap, Relation, Statement
    from argmap.source import Source

_TYPES: dict[Relation, str] = {
    "supports": "sup",
    "rebuts": "reb",
    "limits": "reb",
    "undercuts": "und",
}
_SECTIONS = ("edu", "joint", "adu", "edge")
_OPPOSITE = {"pro": "opp", "opp": "pro"}


class _Segment(NamedTuple):
    """Words that make a statement, each unit with its start, and what was kept of them."""

    units: list[tuple[str, float]]
    is_implicit: bool
    kept: Record


class Writer:
    """The elements of a map; what came from a file of the format keeps its place and ids.

    ``keys`` are the ids of the ``adu`` elements by those of their statements, and ``units`` the
    ``edu`` elements in their order.
    """

    def __init__(self, map: ArgumentMap, source: Source | None, output: Output) -> None:
        self.map = map
        self.source = source
        self.output = output
        self.graph = Graph(map)
        self.keys: dict[str, str] = {}
        self.units: list[Piece] = []
        self._is_whole: dict[Inference, bool] = {}
        self._pieces: list[Piece] = []
        self._rest = rest(map, FORMAT)
        self._taken = {id for id in self._kept_ids() if isinstance(id, str)}
        self._used: set[str] = set()
        self._numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(1))
        repeats = self._repeats()
        self._name_statements(repeats)
        self._write_units(repeats)
        self._write_inferences()
        self._write_rest()
        tell_stale(self.graph, FORMAT, output)

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes of the root."""
        found = self._rest.get("attributes")
        if isinstance(found, dict):
            return {str(name): str(value) for name, value in found.items()}
        return usual_attributes(self.output.path)

    @property
    def pieces(self) -> list[Piece]:
        """The elements, those that were in a file in its order, each new one after its like."""
        ends = dict.fromkeys(_SECTIONS, -1)
        for piece in self._pieces:
            if piece.place is not None and piece.name in ends:
                ends[piece.name] = max(ends[piece.name], piece.place)
        last = -1
        for name in _SECTIONS:
            last = ends[name] = max(ends[name], last)

        def order(piece: Piece) -> tuple[int, int]:
            if piece.place is not None:
                return piece.place, 0
            rank = _SECTIONS.index(piece.name) if piece.name in _SECTIONS else len(_SECTIONS)
            return ends.get(piece.name, last), 1 + rank

        return sorted(self._pieces, key=order)

    # Ids

    def _kept_ids(self) -> Iterator[object]:
        records: list[object] = [kept(statement, FORMAT) for statement in self.map.statements]
        records.append(self._rest)
        while records:
            record = records.pop()
            if isinstance(record, dict):
                yield record.get("id")
                records += record.values()
            elif isinstance(record, list):
                records += record

    def _id(self, lead: str, record: Record, wanted: str | None = None) -> str:
        """Return the id that was kept or, if there is none, one that is free."""
        id = reading.text(record, "id")
        if id is None or id in self._used:
            name = to_name(wanted or "")
            id = name if name and name not in self._taken else None
        if id is None:
            free = (f"{lead}{number}" for number in self._numbers[lead])
            id = next(name for name in free if name not in self._taken)
        self._taken.add(id)
        self._used.add(id)
        return id

    # Statements

    def _repeats(self) -> dict[str, str]:
        """Return what each statement says again that does nothing else."""
        found: dict[str, str] = {}
        for statement in self.map.statements:
            links = self.graph.outgoing(statement.id)
            if len(links) != 1 or links[0].relation != "restates":
                continue
            placed = self.graph.statements[links[0].target]
            is_whole = (
                placed.kind != "question" and placed.id not in found and placed.id != statement.id
            )
            if is_whole and not self.graph.incoming(statement.id):
                found[statement.id] = placed.id
        return found

    def _name_statements(self, repeats: dict[str, str]) -> None:
        for statement in self.map.statements:
            if statement.kind == "question":
                what = "a question is not supported by the XML of the microtexts"
                self.output.tell("dropped", statement.id, "id", what)
            elif statement.id in repeats:
                what = "a statement that only restates another becomes more words of that one"
                self.output.tell("approximated", statement.id, "id", what)
            else:
                record = kept(statement, FORMAT)
                self.keys[statement.id] = self._id("a", record, statement.id)
        sides = self._sides()
        for id, key in self.keys.items():
            record = kept(self.graph.statements[id], FORMAT)
            place = kept_place(record, key)
            attributes = {"id": key, "type": sides[id], **more_attributes(record)}
            self._pieces.append(Piece("adu", attributes, place=place))

    def _sides(self) -> dict[str, str]:
        """Return on which side each statement is, as far as its links tell."""
        sides: dict[str, str] = {}
        for id in self.keys:
            chain: list[tuple[str, bool]] = []
            seen = set()
            place = id
            while place not in sides and place not in seen:
                seen.add(place)
                type = self._kept_type(place)
                links = [link for link in self.graph.outgoing(place) if link.relation in _TYPES]
                if type is not None or not links:
                    sides[place] = type or "pro"
                    break
                chain.append((place, links[0].relation == "supports"))
                place = links[0].target
            side = sides.get(place, "pro")
            for one, is_same in reversed(chain):
                side = sides[one] = side if is_same else _OPPOSITE.get(side, "opp")
        return sides

    def _kept_type(self, id: str) -> str | None:
        """Return the side that the file said, as long as the statement bears on the same."""
        record = kept(self.graph.statements[id], FORMAT)
        links = {
            f"{link.relation} {link.reference}"
            for link in self.graph.outgoing(id)
            if link.relation in _TYPES
        }
        is_same = links == reading.record(record, "links").keys()
        return reading.text(record, "type") if is_same else None

    # Words

    def _write_units(self, repeats: dict[str, str]) -> None:
        found: list[tuple[float, Piece]] = []
        for statement in self.map.statements:
            owner = repeats.get(statement.id, statement.id)
            for segment in self._segments(statement) if owner in self.keys else ():
                for piece, start in self._written(segment, self.keys[owner]):
                    found.append((start, piece))
        if all(piece.place is not None for _, piece in found):
            self.units = [piece for _, piece in sorted(found, key=lambda unit: unit[1].place or 0)]
        else:
            # The order of the text is what tells repeated words apart.
            found.sort(key=lambda unit: unit[0])
            self.units = [piece._replace(place=None) for _, piece in found]
        self._pieces += self.units

    def _segments(self, statement: Statement) -> list[_Segment]:
        """Return the words of a statement: those of its anchors, else its text."""
        anchors = [anchor for anchor in statement.anchors if self._is_here(anchor)]
        records = reading.listed(kept(statement, FORMAT), "segments")
        if not anchors and statement.text is not None:
            segments = [kept_words(record) for record in records]
            if " ".join(word for units in segments for word, _ in units) == statement.text:
                pairs = zip(segments, records, strict=True)
                return [
                    _Segment(units, statement.implicit, reading.as_record(record))
                    for units, record in pairs
                ]
        is_known = len(records) == max(1, len(anchors))
        segments = [self._fragments(anchor) for anchor in anchors]
        quotes: list[str | None] = [anchor.quote for anchor in anchors]
        if not anchors:
            segments, quotes = [[(label(statement), NOWHERE)]], [None]
        found = []
        for number, (units, quote) in enumerate(zip(segments, quotes, strict=True)):
            record = reading.as_record(records[number]) if is_known else {}
            words = kept_words(record)
            listed = reading.listed(record, "edus")
            if words and (quote or statement.text) == (record.get("quote") or words[0][0]):
                # Their places between this unit and the next do not matter, only their order.
                start = units[0][1]
                placed = [(word, start + step / len(words)) for step, (word, _) in enumerate(words)]
                found.append(_Segment(placed, statement.implicit, record))
            else:
                is_same = len(listed) == len(units) and not words
                found.append(_Segment(units, statement.implicit, record if is_same else {}))
        return found

    def _is_here(self, anchor: Anchor) -> bool:
        meant = self.map.known_source_of(anchor)
        return self.source is None or (meant is not None and meant.id == self.source.id)

    def _fragments(self, anchor: Anchor) -> list[tuple[str, float]]:
        """Return the words of each fragment of an anchor, and where it starts."""
        if not anchor.spans:
            return [(anchor.quote, NOWHERE)]
        if self.source is not None and matches_quote(self.source.text, anchor.quote, anchor.spans):
            return [(span.cut(self.source.text), span.start) for span in anchor.spans]
        words = [span.cut(anchor.quote) for span in split_fragments(anchor.quote)]
        if len(words) != len(anchor.spans):
            return [(anchor.quote, anchor.spans[0].start)]
        return [(word, span.start) for word, span in zip(words, anchor.spans, strict=True)]

    def _written(self, segment: _Segment, key: str) -> Iterator[tuple[Piece, float]]:
        """Yield the units of a segment; record how they come to their statement."""
        end = key
        if len(segment.units) > 1:
            record = reading.record(segment.kept, "joint")
            end = self._id("j", record)
            attributes = {"id": end, **more_attributes(record)}
            self._pieces.append(Piece("joint", attributes, place=kept_place(record, end)))
            self._write_edge("s", reading.record(record, "edge"), end, key, "seg")
        records = reading.listed(segment.kept, "edus")
        for number, (words, start) in enumerate(segment.units):
            record = reading.as_record(records[number]) if records else {}
            id = self._id("e", record)
            implicit = {"implicit": "true"} if segment.is_implicit else {}
            attributes = {"id": id, **implicit, **more_attributes(record)}
            yield Piece("edu", attributes, words, kept_place(record, id)), start
            self._write_edge("s", reading.record(record, "edge"), id, end, "seg")

    def _write_edge(
        self,
        lead: str,
        record: Record,
        start: str,
        end: str,
        type: str,
        id: str | None = None,
    ) -> None:
        id = id or self._id(lead, record)
        attributes = {"id": id, "src": start, "trg": end, "type": type, **more_attributes(record)}
        self._pieces.append(Piece("edge", attributes, place=kept_place(record, id)))

    # Links

    def _write_inferences(self) -> None:
        steps: dict[Inference, tuple[str, list[tuple[str, Record]]]] = {}
        for inference in self.graph.inferences:
            if inference.relation not in _TYPES or not self._is_written(inference):
                continue
            records = kept_of_links(self.graph, inference, FORMAT)
            premises = [link.origin for link in inference.links]
            paired = list(zip(premises, records, strict=True))
            # The first has the edge, and the others are added to it.
            paired.sort(key=lambda pair: pair[1].get("type") == "add")
            steps[inference] = (self._id("c", paired[0][1], inference.joint), paired)
        for inference, (step, paired) in steps.items():
            end = self.keys[inference.target]
            if inference.attacked is not None:
                end = steps[self.graph.inference_of(inference.attacked)][0]
            for number, (premise, record) in enumerate(paired):
                if number == 0:
                    type = self._edge_type(inference, premise)
                    self._write_edge("c", record, self.keys[premise], end, type, step)
                else:
                    self._write_edge("c", record, self.keys[premise], step, "add")

    def _edge_type(self, inference: Inference, premise: str) -> str:
        scheme = self.graph.statements[premise].scheme
        is_example = inference.relation == "supports" and scheme == EXAMPLE
        return "exa" if is_example else _TYPES[inference.relation]

    def _is_written(self, inference: Inference) -> bool:
        """Tell whether all ends have an element: a chain of undercuts must end at one that does."""
        chain = []
        while inference not in self._is_whole:
            # A chain that comes back to itself never ends at an element.
            self._is_whole[inference] = False
            chain.append(inference)
            if not {*inference.premises, inference.target} <= self.keys.keys():
                break
            if inference.attacked is None:
                self._is_whole[inference] = True
                break
            inference = self.graph.inference_of(inference.attacked)
        self._is_whole |= dict.fromkeys(chain, self._is_whole[inference])
        return self._is_whole[inference]

    # What was left

    def _write_rest(self) -> None:
        """Write what a file had that is in no map, as long as all that it names is there."""
        left = [left_element(one) for one in reading.listed(self._rest, "elements")]
        there = {piece.id for piece in self._pieces}
        while True:
            ids = there | {piece.id for piece, _ in left}
            whole = [one for one in left if one[1] or named_ids(one[0]) <= ids]
            if len(whole) == len(left):
                break
            what = "an element that refers to something removed is left out"
            self.output.tell("stale", None, "meta", what)
            left = whole
        self._pieces += [piece for piece, _ in left]
