"""Circles of support, and of other relations, in a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from argmap.graph import Graph
    from argmap.model import Relation


def cycles(graph: Graph, *relations: Relation) -> Iterator[tuple[str, ...]]:
    """Yield circles of statements each of which leads to the next one, and the last to the first.

    No statement is in two of them; every circle of these relations in the map shares a statement
    with one of them.

    >>> from argmap.graph import Graph
    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("a", id="a", supports="b"), m.claim("b", id="b", supports="a")
    >>> list(cycles(Graph(m), "supports"))
    [('a', 'b')]
    """
    for group in graph.cycles_of(relations):
        targets = {id: _targets(graph, id, set(group), relations) for id in group}
        while targets := _trimmed(targets):
            cycle = _followed(targets)
            yield cycle
            for id in cycle:
                del targets[id]


def _targets(graph: Graph, id: str, among: set[str], relations: Collection[Relation]) -> list[str]:
    return [
        link.target
        for link in graph.outgoing(id)
        if link.relation in relations and link.target in among and link.target != id
    ]


def _trimmed(targets: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return what is left when statements that lead to none of the others are taken away."""
    origins: dict[str, list[str]] = {id: [] for id in targets}
    open_targets = dict.fromkeys(targets, 0)
    for id, named in targets.items():
        for target in named:
            if target in origins:
                origins[target].append(id)
                open_targets[id] += 1
    gone = [id for id, count in open_targets.items() if count == 0]
    for id in gone:
        for origin in origins[id]:
            open_targets[origin] -= 1
            if open_targets[origin] == 0:
                gone.append(origin)
    left = targets.keys() - set(gone)
    return {
        id: [target for target in named if target in left]
        for id, named in targets.items()
        if id in left
    }


def _followed(targets: dict[str, list[str]]) -> tuple[str, ...]:
    """Follow the first targets until a statement comes again; all of them lead on."""
    path: dict[str, None] = {}
    id = next(iter(targets))
    while id not in path:
        path[id] = None
        id = targets[id][0]
    walked = list(path)
    return tuple(walked[walked.index(id) :])
