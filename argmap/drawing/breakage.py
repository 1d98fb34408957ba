"""Which statements have a broken anchor: a quote that is not at its span."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.grounding.cited import Sources
from argmap.grounding.verdict import Verdict

if TYPE_CHECKING:
    from argmap.graph import Graph


def find_broken(graph: Graph) -> frozenset[str]:
    """Return the ids of the statements with an anchor whose spans do not hold its quote.

    Anchors without spans, and those in texts that cannot be read, are not known to be broken;
    :func:`argmap.check` says what is the matter with them.

    >>> from argmap.graph import Graph
    >>> from argmap.model import ArgumentMap, Claim
    >>> from argmap.source import Source
    >>> m = ArgumentMap(sources=[Source(id="note", text="Buses help.")])
    >>> m.claims.append(Claim(id="c", quote="Buses help", span=(1, 11)))
    >>> find_broken(Graph(m))
    frozenset({'c'})
    """
    sources = Sources(graph.map)
    return frozenset(
        id
        for id, statement in graph.statements.items()
        if any(
            Verdict(statement, number, sources).is_broken
            for number, anchor in enumerate(statement.anchors)
            if anchor.spans
        )
    )
