"""Write a map as nodes and edges of the Argument Interchange Format."""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING

from argmap.formats.interchange.left_over import LeftOver
from argmap.formats.interchange.reading import LIMITS, MADE, scheme_of
from argmap.formats.reading import records as reading
from argmap.formats.reading.assembly import NO_TEXT
from argmap.formats.writing.kept import kept, kept_of_links, label, tell_stale
from argmap.graph import Graph, Inference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from argmap.formats.document import Output
    from argmap.formats.interchange.left_over import PlacedEntry
    from argmap.formats.reading.records import Record
    from argmap.model import ArgumentMap, Relation, Statement

_NODES: dict[Relation, tuple[str, str, str | None]] = {
    "supports": ("RA", "Default Inference", "72"),
    "rebuts": ("CA", "Default Conflict", "71"),
    "undercuts": ("CA", "Default Conflict", "71"),
    "limits": ("CA", LIMITS, None),
    "restates": ("MA", "Default Rephrase", "144"),
}
_LAST = float("inf")
_NEW = {"fromID", "toID"}


class Writer:
    """The nodes and edges of a map; what came from a file of the format keeps its place and ids.

    ``keys`` are the node ids of the statements, by their own. Questions have no node. With
    ``is_extended``, new nodes are written as xAIF has them: the number of a scheme is not said in
    the node but in ``schemes``. ``made`` is what argmap's own block says of nodes that follow
    from the map: the locutions that were added. ``unsaid`` are relations that get no nodes, and
    ``naming`` makes the id of a new node of what it is for, where ids are not just numbers.
    """

    def __init__(
        self,
        map: ArgumentMap,
        output: Output,
        *,
        format: str,
        is_extended: bool = False,
        unsaid: Iterable[Relation] = ("answers",),
        naming: Callable[[str], str] | None = None,
    ) -> None:
        self.map = map
        self.output = output
        self.format = format
        self.graph = Graph(map)
        self.keys: dict[str, str] = {}
        self.schemes: list[Record] = []
        self.made: dict[str, list[str]] = {}
        self.steps: dict[Inference, str] = {}
        self._is_extended = is_extended
        self._unsaid = frozenset(unsaid)
        self._naming = naming
        self._nodes: list[PlacedEntry] = []
        self._edges: list[PlacedEntry] = []
        self._raw: dict[str, object] = {}
        self._left_over = LeftOver(map, format)
        # Ids that were kept are not given to anything else.
        self._taken = set(self._kept_ids())
        self._number = 0
        self._write_statements()
        self._write_inferences()
        self._write_left_over()
        tell_stale(self.graph, format, output)

    @property
    def nodes(self) -> list[object]:
        """The nodes, those that were in a file in its order, new ones after them."""
        return [node for _, node in sorted(self._nodes, key=_place)]

    @property
    def edges(self) -> list[object]:
        """The edges, in the same order; new ones get the next free numbers."""
        listed = [edge for _, edge in sorted(self._edges, key=_place)]
        taken = {reading.key(edge, "edgeID") for edge in listed}
        numbers = (number for number in count(1) if str(number) not in taken)
        return [
            edge
            if not isinstance(edge, dict) or "edgeID" in edge or edge.keys() != _NEW
            else self._numbered(edge, next(numbers))
            for edge in listed
        ]

    def _numbered(self, edge: Record, number: int) -> Record:
        if self._is_extended:
            return {"edgeID": number, **edge}
        return {"edgeID": str(number), **edge, "formEdgeID": None}

    def add_node(
        self,
        type: str,
        text: str,
        *,
        name: str = "",
        scheme: str | None = None,
        number: str | None = None,
    ) -> str:
        """Add a new node with an id of its own, and return that.

        ``name`` says what it is for, ``scheme`` is the name of its scheme and ``number`` the
        one that AIFdb gives it.
        """
        id = self._free_id(name)
        node: Record = {"nodeID": id, "text": text, "type": type}
        if number and self._is_extended:
            self.schemes.append({"nodeID": id, "schemeID": number})
        elif not self._is_extended:
            fields = {"scheme": scheme, "schemeID": number}
            node |= {name: value for name, value in fields.items() if value is not None}
        self._nodes.append((_LAST, node))
        return id

    def _free_id(self, name: str) -> str:
        if self._naming is not None:
            id = self._naming(name)
            while id in self._taken:
                name += "+"
                id = self._naming(name)
        else:
            suffix = "_1" if self._is_extended else ""
            self._number += 1
            while (id := f"{self._number}{suffix}") in self._taken:
                self._number += 1
        self._taken.add(id)
        return id

    def add_edge(self, start: str, end: str) -> None:
        """Add a new edge from one node to another."""
        ends = {"fromID": self._raw.get(start, start), "toID": self._raw.get(end, end)}
        self._edges.append((_LAST, ends))

    def add_locutions(self) -> dict[str, str]:
        """Add, for every statement with a speaker, the locution in which it is said.

        Returns the ids of the locutions by those of their statements' nodes.
        """
        added = {}
        for id, key in self.keys.items():
            statement = self.graph.statements[id]
            if statement.speaker and "speaker" not in kept(statement, self.format):
                locution = self.add_node("L", f"{statement.speaker}: {label(statement)}")
                act = self.add_node("YA", "Asserting", scheme="Asserting", number="74")
                self.add_edge(locution, act)
                self.add_edge(act, key)
                added[key] = locution
                self.made.setdefault(MADE, []).extend((locution, act))
        return added

    # Statements

    def _write_statements(self) -> None:
        used: set[str] = set()
        for statement in self.map.statements:
            if statement.kind == "question" or statement.id in self.keys:
                continue
            found = kept(statement, self.format)
            node = reading.record(found, "node")
            key = reading.key(node, "nodeID")
            if key is None or key in used:
                self.keys[statement.id] = self.add_node("I", label(statement), name=statement.id)
                continue
            used.add(key)
            self.keys[statement.id] = key
            self._nodes.append((_pos(found), _worded(node, statement)))
            self._raw[key] = node["nodeID"]

    # Links

    def _write_inferences(self) -> None:
        shared: dict[str, list[Inference]] = defaultdict(list)
        listed = self._written()
        for inference in listed:
            records = kept_of_links(self.graph, inference, self.format)
            key = self._kept_step(inference, records)
            twins = shared.get(key or "", [])
            if key is None or not all(_are_one(inference, twin) for twin in twins):
                key = self._new_step(inference)
            elif not twins:
                record = records[0]
                node = reading.record(record, "node")
                self._nodes.append((_pos(record), self._named(node, inference)))
                self._raw[key] = node["nodeID"]
            shared[key].append(inference)
            self.steps[inference] = key
        seen: set[tuple[str, str]] = set()
        for inference in listed:
            self._write_edges(inference, seen)

    def _written(self) -> list[Inference]:
        """Return the inferences whose ends have nodes: an undercut needs what it attacks."""
        attackers: dict[Inference, list[Inference]] = defaultdict(list)
        queue: list[Inference] = []
        for inference in self.graph.inferences:
            ends = {*inference.premises, inference.target}
            if inference.relation in self._unsaid or not ends <= self.keys.keys():
                continue
            if inference.attacked is None:
                queue.append(inference)
            else:
                attackers[self.graph.inference_of(inference.attacked)].append(inference)
        found = set(queue)
        while queue:
            news = [one for one in attackers[queue.pop()] if one not in found]
            found.update(news)
            queue += news
        return [one for one in self.graph.inferences if one in found]

    def _kept_step(self, inference: Inference, records: list[Record]) -> str | None:
        """Return the id of the node that all links of an inference had, if it still is one."""
        first, *others = (reading.record(record, "node") for record in records)
        if any(node != first for node in others):
            return None
        type, name, _ = _NODES[inference.relation]
        is_limit = str(first.get("text", "")).strip().lower() == LIMITS.lower()
        if str(first.get("type", "")).strip().upper() != type or is_limit != (name == LIMITS):
            return None
        return reading.key(first, "nodeID")

    def _new_step(self, inference: Inference) -> str:
        type, name, number = _NODES[inference.relation]
        scheme = self._scheme(inference)
        return self.add_node(
            type,
            scheme or name,
            name=" ".join((*inference.premises, inference.relation, inference.links[0].reference)),
            scheme=scheme or name,
            number=None if scheme else number,
        )

    def _scheme(self, inference: Inference) -> str | None:
        if inference.relation in ("restates", "limits"):
            return None
        schemes = (self.graph.statements[id].scheme for id in inference.premises)
        return next((scheme for scheme in schemes if scheme), None)

    def _named(self, node: Record, inference: Inference) -> Record:
        """Return a kept node with the scheme that its first premise has now."""
        first = inference.links[0]
        scheme = self._scheme(inference)
        is_first = self.graph.outgoing(first.origin)[0] == first
        if (
            not is_first
            or inference.relation in ("restates", "limits")
            or scheme == scheme_of(node)
        ):
            return node
        name = scheme or _NODES[inference.relation][1]
        fields = {"text": name} | ({"scheme": name} if "scheme" in node else {})
        return {**reading.without(node, "schemeID"), **fields}

    def _write_edges(self, inference: Inference, seen: set[tuple[str, str]]) -> None:
        records = kept_of_links(self.graph, inference, self.format)
        step = self.steps[inference]
        for link, record in zip(inference.links, records, strict=True):
            self._write_edge(self.keys[link.origin], step, reading.record(record, "in"), seen)
        end = self.keys[inference.target]
        if inference.attacked is not None:
            end = self.steps[self.graph.inference_of(inference.attacked)]
        self._write_edge(step, end, reading.record(records[0], "out"), seen)

    def _write_edge(
        self,
        start: str,
        end: str,
        record: Record,
        seen: set[tuple[str, str]],
    ) -> None:
        if (start, end) in seen:
            return
        seen.add((start, end))
        edge = reading.record(record, "edge")
        if self._leads(edge, start, end):
            self._edges.append((_pos(record), edge))
        else:
            self.add_edge(start, end)

    def _leads(self, edge: Record, start: str, end: str) -> bool:
        """Tell whether a kept edge still leads there; it may start or end at a locution instead."""
        first, last = reading.key(edge, "fromID"), reading.key(edge, "toID")
        others = self._left_over.nodes
        return (first == start or first in others) and (last == end or last in others)

    # What belongs to no statement

    def _kept_ids(self) -> Iterator[str]:
        for statement in self.map.statements:
            found = kept(statement, self.format)
            for record in (found, *reading.record(found, "links").values()):
                key = reading.key(reading.field(record, "node"), "nodeID")
                if key is not None:
                    yield key
        yield from self._left_over.ids()

    def _write_left_over(self) -> None:
        written = {reading.key(node, "nodeID") for _, node in self._nodes}
        remains = self._left_over.beside(written)
        self._nodes += remains.nodes
        self._edges += remains.edges
        if not remains.is_whole:
            what = "what was kept of nodes that lead to a removed statement is not used"
            self.output.tell("stale", None, "meta", what)


def _worded(node: Record, statement: Statement) -> Record:
    """Return a kept node with the words that its statement has now."""
    text = label(statement)
    is_as_it_was = "text" in node and text in (NO_TEXT, str(node["text"]))
    if is_as_it_was:
        return dict(node)
    return {"nodeID": node["nodeID"], "text": text, **reading.without(node, "nodeID", "text")}


def _are_one(first: Inference, second: Inference) -> bool:
    """Tell whether two inferences may share a node: one step to several conclusions."""
    if first.relation == second.relation == "restates":
        return first.target == second.target or first.premises == second.premises
    return first.premises == second.premises


def _pos(record: Record) -> float:
    place = reading.number(record, "pos")
    return _LAST if place is None else place


def _place(entry: PlacedEntry) -> float:
    return entry[0]
