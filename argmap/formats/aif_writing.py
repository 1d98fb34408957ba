"""Write a map as nodes and edges of the Argument Interchange Format."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Any

from argmap.formats.aif_reading import LIMITS, key_of
from argmap.formats.assembly import NO_TEXT
from argmap.formats.kept import kept, kept_of_links, label, rest, tell_stale
from argmap.graph import Graph, Inference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from argmap.formats.document import Output
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

    ``keys`` are the node ids of the statements, by their own. Questions have no node.
    """

    def __init__(self, map: ArgumentMap, output: Output, *, format: str, suffix: str = "") -> None:
        self.map = map
        self.output = output
        self.format = format
        self.graph = Graph(map)
        self.keys: dict[str, str] = {}
        self._suffix = suffix
        self._nodes: list[tuple[float, dict[str, Any]]] = []
        self._edges: list[tuple[float, Any]] = []
        self._raw: dict[str, Any] = {}
        self._steps: dict[Inference, str] = {}
        self._rest = rest(map, format)
        # Ids that were kept are not given to anything else.
        self._taken = set(self._kept_ids())
        self._number = 0
        self._write_statements()
        self._write_inferences()
        self._write_rest()
        tell_stale(self.graph, format, output)

    @property
    def nodes(self) -> list[dict[str, Any]]:
        """The nodes, those that were in a file in its order, new ones after them."""
        return [node for _, node in sorted(self._nodes, key=_place)]

    @property
    def edges(self) -> list[dict[str, Any]]:
        """The edges, in the same order; new ones get the next free numbers."""
        listed = [edge for _, edge in sorted(self._edges, key=_place)]
        taken = {key_of(edge.get("edgeID")) for edge in listed if isinstance(edge, dict)}
        numbers = (number for number in count(1) if str(number) not in taken)
        return [
            edge
            if not isinstance(edge, dict) or "edgeID" in edge or edge.keys() != _NEW
            else {"edgeID": str(next(numbers)), **edge, "formEdgeID": None}
            for edge in listed
        ]

    def add_node(self, node: dict[str, Any]) -> Any:  # noqa: ANN401 -- the id, as it stands
        """Add a new node with an id of its own, and return that."""
        self._number += 1
        while (id := f"{self._number}{self._suffix}") in self._taken:
            self._number += 1
        self._taken.add(id)
        self._nodes.append((_LAST, {"nodeID": id, **node}))
        return id

    def add_edge(self, start: Any, end: Any) -> None:  # noqa: ANN401 -- ids, as they stand
        """Add a new edge from one node to another."""
        ends = {"fromID": self._raw.get(start, start), "toID": self._raw.get(end, end)}
        self._edges.append((_LAST, ends))

    def add_locutions(self) -> None:
        """Add, for every statement with a speaker, the locution in which it is said."""
        for id, key in self.keys.items():
            statement = self.graph.statements[id]
            if statement.speaker and "speaker" not in kept(statement, self.format):
                said = self.add_node(
                    {"text": f"{statement.speaker}: {label(statement)}", "type": "L"}
                )
                name = "Asserting"
                act = self.add_node({"text": name, "type": "YA", "scheme": name, "schemeID": "74"})
                self.add_edge(said, act)
                self.add_edge(act, key)

    # Statements

    def _write_statements(self) -> None:
        used: set[str] = set()
        for statement in self.map.statements:
            if statement.kind == "question" or statement.id in self.keys:
                continue
            found = kept(statement, self.format)
            node = found.get("node")
            key = key_of(node.get("nodeID")) if isinstance(node, dict) else None
            if key is None or key in used or not isinstance(node, dict):
                id = self.add_node({"text": label(statement), "type": "I"})
                self.keys[statement.id] = id
                continue
            used.add(key)
            self.keys[statement.id] = key
            self._nodes.append((_pos(found), _worded(node, statement)))
            self._raw[key] = node["nodeID"]

    # Links

    def _write_inferences(self) -> None:
        shared: dict[str, list[Inference]] = defaultdict(list)
        listed = [one for one in self.graph.inferences if self._is_written(one)]
        for inference in listed:
            records = kept_of_links(self.graph, inference, self.format)
            key = self._kept_step(inference, records)
            twins = shared.get(key or "", [])
            if key is None or not all(_are_one(inference, twin) for twin in twins):
                key = self._new_step(inference)
            elif not twins:
                record = records[0]
                self._nodes.append((_pos(record), record["node"]))
                self._raw[key] = record["node"]["nodeID"]
            if key is not None:
                shared[key].append(inference)
            self._steps[inference] = key
        seen: set[tuple[str, str]] = set()
        for inference in listed:
            self._write_edges(inference, seen)

    def _is_written(self, inference: Inference) -> bool:
        """Tell whether both ends have a node: a chain of undercuts must end at one that does."""
        seen = set()
        while True:
            ends = {*inference.premises, inference.target}
            if inference.relation == "answers" or not ends <= self.keys.keys():
                return False
            if inference.attacked is None or inference in seen:
                return inference.attacked is None
            seen.add(inference)
            inference = self.graph.inference_of(inference.attacked)

    def _kept_step(self, inference: Inference, records: list[dict[str, Any]]) -> str | None:
        """Return the id of the node that all links of an inference had, if it still is one."""
        nodes = [record.get("node") for record in records]
        first = nodes[0]
        if not isinstance(first, dict) or any(node != first for node in nodes):
            return None
        type, name, _ = _NODES[inference.relation]
        is_limit = str(first.get("text", "")).strip().lower() == LIMITS.lower()
        if str(first.get("type", "")).strip().upper() != type or is_limit != (name == LIMITS):
            return None
        return key_of(first.get("nodeID"))

    def _new_step(self, inference: Inference) -> str:
        type, name, number = _NODES[inference.relation]
        scheme = next(
            (s for id in inference.premises if (s := self.graph.statements[id].scheme)), None
        )
        if inference.relation == "restates" or name == LIMITS:
            scheme = None
        node: dict[str, Any] = {"text": scheme or name, "type": type, "scheme": scheme or name}
        if number and not scheme:
            node["schemeID"] = number
        id: str = self.add_node(node)
        return id

    def _write_edges(self, inference: Inference, seen: set[tuple[str, str]]) -> None:
        records = kept_of_links(self.graph, inference, self.format)
        step = self._steps[inference]
        for link, record in zip(inference.links, records, strict=True):
            self._write_edge(self.keys[link.origin], step, record.get("in"), seen)
        end = self.keys[inference.target]
        if inference.attacked is not None:
            end = self._steps[self.graph.inference_of(inference.attacked)]
        self._write_edge(step, end, records[0].get("out"), seen)

    def _write_edge(
        self,
        start: str,
        end: str,
        record: Any,  # noqa: ANN401 -- whatever was kept
        seen: set[tuple[str, str]],
    ) -> None:
        if (start, end) in seen:
            return
        seen.add((start, end))
        edge = record.get("edge") if isinstance(record, dict) else None
        if isinstance(edge, dict) and self._leads(edge, start, end):
            self._edges.append((_pos(record), edge))
        else:
            self.add_edge(start, end)

    def _leads(self, edge: dict[str, Any], start: str, end: str) -> bool:
        """Tell whether a kept edge still leads there; it may start or end at a locution instead."""
        first, last = key_of(edge.get("fromID")), key_of(edge.get("toID"))
        others = self._rest_nodes
        return (first == start or first in others) and (last == end or last in others)

    # What belongs to no statement

    def _kept_ids(self) -> Iterator[str]:
        for statement in self.map.statements:
            found = kept(statement, self.format)
            links = found.get("links")
            for record in (found, *(links.values() if isinstance(links, dict) else ())):
                node = record.get("node") if isinstance(record, dict) else None
                if isinstance(node, dict) and (key := key_of(node.get("nodeID"))) is not None:
                    yield key
        yield from self._rest_nodes

    @cached_property
    def _rest_nodes(self) -> dict[str, tuple[float, dict[str, Any]]]:
        return {
            key: (place, node)
            for place, node in _pairs(self._rest.get("nodes"))
            if isinstance(node, dict) and (key := key_of(node.get("nodeID"))) is not None
        }

    def _write_rest(self) -> None:
        written = {key_of(node["nodeID"]) for _, node in self._nodes}
        here = {key: one for key, one in self._rest_nodes.items() if key not in written}
        edges = [
            (place, edge, key_of(edge.get("fromID")), key_of(edge.get("toID")))
            for place, edge in _pairs(self._rest.get("edges"))
            if isinstance(edge, dict)
        ]
        gone = _left_alone(here, edges, written)
        for key in gone:
            del here[key]
        ends = written | here.keys()
        kept_edges = [(place, edge) for place, edge, a, b in edges if a in ends and b in ends]
        if gone or len(kept_edges) < len(edges):
            what = "what was kept of nodes that lead to a statement no longer there is not used"
            self.output.tell("stale", None, "meta", what)
        self._nodes += [
            (place, node)
            for place, node in _pairs(self._rest.get("nodes"))
            if not isinstance(node, dict)
            or (id := key_of(node.get("nodeID"))) is None
            or id in written
            or id in here
        ]
        self._edges += kept_edges
        self._edges += _pairs(self._rest.get("dangling"))


def _left_alone(
    nodes: Mapping[str, object],
    edges: Iterable[tuple[float, Any, str | None, str | None]],
    written: AbstractSet[str | None],
) -> set[str]:
    """Return the nodes that led to something, by way of each other, and now lead to nothing."""
    beside: dict[str | None, list[str]] = defaultdict(list)
    alive: set[str] = set()
    broken: set[str] = set()
    ends = [pair for _, _, first, last in edges for pair in ((first, last), (last, first))]
    for one, other in ends:
        if one in nodes and one is not None:
            beside[other].append(one)
            if other in written:
                alive.add(one)
            elif other not in nodes:
                broken.add(one)
    alive = _reached(alive, beside)
    return _reached(broken - alive, beside) - alive


def _reached(start: Iterable[str], beside: Mapping[str | None, list[str]]) -> set[str]:
    found: set[str] = set()
    stack = list(start)
    while stack:
        one = stack.pop()
        if one not in found:
            found.add(one)
            stack += beside.get(one, ())
    return found


def _worded(node: Mapping[str, Any], statement: Statement) -> dict[str, Any]:
    """Return a kept node with the words that its statement has now."""
    text = label(statement)
    is_as_it_was = "text" in node and text in (NO_TEXT, str(node["text"]))
    if is_as_it_was:
        return dict(node)
    return {
        "nodeID": node.get("nodeID"),
        "text": text,
        **{k: v for k, v in node.items() if k not in ("nodeID", "text")},
    }


def _are_one(first: Inference, second: Inference) -> bool:
    """Tell whether two inferences may share a node: one step to several conclusions."""
    if first.relation == second.relation == "restates":
        return first.target == second.target or first.premises == second.premises
    return first.premises == second.premises


def _pos(record: Mapping[str, Any]) -> float:
    place = record.get("pos")
    return place if isinstance(place, int | float) else _LAST


def _place(entry: tuple[float, Any]) -> float:
    return entry[0]


def _pairs(listed: Any) -> list[tuple[float, Any]]:  # noqa: ANN401 -- whatever was kept
    return [
        (one[0], one[1])
        for one in (listed if isinstance(listed, list) else ())
        if isinstance(one, list) and len(one) == 2 and isinstance(one[0], int | float)  # noqa: PLR2004 -- a pair
    ]
