"""What a file of nodes and edges says that belongs to no statement, when it is written again."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from argmap.formats.reading import records
from argmap.formats.writing.kept import rest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from argmap.formats.reading.records import Record
    from argmap.model import ArgumentMap

PlacedEntry = tuple[float, object]
"""A node or an edge, and where it was in its file."""


class Remains(NamedTuple):
    """The nodes and edges that are written again; ``is_whole`` is False if some are not."""

    nodes: list[PlacedEntry]
    edges: list[PlacedEntry]
    is_whole: bool


class LeftOver:
    """The nodes and edges that were kept in ``meta.<format>.rest``.

    ``nodes`` are those that have an id, by that.
    """

    def __init__(self, map: ArgumentMap, format: str) -> None:
        self._rest = rest(map, format)
        self._nodes = _pairs(self._rest, "nodes")
        self.nodes: dict[str, PlacedEntry] = {
            key: (place, node)
            for place, node in self._nodes
            if (key := records.key(node, "nodeID")) is not None
        }

    def ids(self) -> Iterator[str]:
        """Yield every id of a node that is named there."""
        yield from self.nodes
        for part in (records.record(self._rest, "lists"), records.record(self._rest, "head")):
            for name, value in part.items():
                for record in [*records.listed(part, name), *records.listed(value, "nodes")]:
                    if (key := records.key(record, "nodeID")) is not None:
                        yield key

    def beside(self, written: AbstractSet[str | None]) -> Remains:
        """Return what is written again next to the nodes of the map, which are ``written``.

        What only led to statements that are no longer there is left out.
        """
        here = {key: one for key, one in self.nodes.items() if key not in written}
        edges = [
            (place, edge, records.key(edge, "fromID"), records.key(edge, "toID"))
            for place, edge in _pairs(self._rest, "edges")
            if isinstance(edge, dict)
        ]
        gone = _left_alone(here, edges, written)
        for key in gone:
            del here[key]
        ends = written | here.keys()
        kept_edges = [(place, edge) for place, edge, a, b in edges if a in ends and b in ends]
        nodes = [
            (place, node)
            for place, node in self._nodes
            if (id := records.key(node, "nodeID")) is None or id in written or id in here
        ]
        is_whole = not gone and len(kept_edges) == len(edges)
        return Remains(nodes, kept_edges + _pairs(self._rest, "dangling"), is_whole)


def _left_alone(
    nodes: Mapping[str, object],
    edges: Iterable[tuple[float, object, str | None, str | None]],
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


def _pairs(holder: Record, name: str) -> list[PlacedEntry]:
    return [
        (one[0], one[1])
        for one in records.listed(holder, name)
        if isinstance(one, list) and len(one) == 2 and isinstance(one[0], int | float)  # noqa: PLR2004 -- a pair
    ]
