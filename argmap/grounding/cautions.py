"""The cautions about an anchor that its map does not answer in another place."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from argmap.grounding.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.anchoring import Caution
    from argmap.graph import Graph
    from argmap.grounding.cited import Sources
    from argmap.model import ArgumentMap, Statement
    from argmap.text import Span


_ASKS = ("?", "\uff1f", "\u061f")  # in full width, and as Arabic writes it


class MapCautions:
    """The cautions of a map, less those about words that it quotes in another place.

    It does if those words are in another anchor of the statement, in one of a statement that bears
    on it, or in one of a statement whose link it attacks: the caveat "though not all" makes it
    right to leave these words out of the claim. A question may be quoted as one.

    >>> from argmap.grounding.cited import Sources
    >>> from argmap.model import ArgumentMap
    >>> from argmap.source import Source
    >>> m = ArgumentMap(sources=[Source(id="s", text="We stay, unless it rains.")])
    >>> claim = m.claim(id="stay", quote="We stay", span=(0, 7))
    >>> [each.found for each in MapCautions(m, Sources(m)).due(Verdict(claim, 0, Sources(m)))]
    ['unless it rains']
    >>> _ = m.caveat(id="rain", limits="stay", quote="unless it rains", span=(9, 24))
    >>> MapCautions(m, Sources(m)).due(Verdict(claim, 0, Sources(m)))
    ()
    """

    def __init__(self, map: ArgumentMap, sources: Sources) -> None:
        self._map = map
        self._sources = sources

    def due(self, verdict: Verdict) -> tuple[Caution, ...]:
        """Return the cautions about an anchor that the map does not answer."""
        return tuple(each for each in verdict.cautions if not self._is_answered(each, verdict))

    def _is_answered(self, caution: Caution, verdict: Verdict) -> bool:
        if caution.kind == "question":
            text = verdict.statement.text or ""
            return verdict.statement.kind == "question" or text.rstrip().endswith(_ASKS)
        if caution.parts:
            return False
        return any(span.overlaps(caution.found_span) for span in self._answering_spans(verdict))

    def _answering_spans(self, verdict: Verdict) -> Iterator[Span]:
        """Yield the spans, in the same source, of the anchors that may quote what is left out."""
        for number in range(len(verdict.statement.anchors)):
            if number != verdict.number:
                yield from self._spans(verdict.statement, number, verdict)
        for id in self._beside(verdict.statement.id):
            statement = self._graph.statements[id]
            for number in range(len(statement.anchors)):
                yield from self._spans(statement, number, verdict)

    def _beside(self, id: str) -> list[str]:
        """Return the ids of the statements that bear on one, or whose link it attacks."""
        if id not in self._graph.statements:
            return []
        origins = [link.origin for link in self._graph.incoming(id)]
        attacked = [
            link.target for link in self._graph.outgoing(id) if link.relation == "undercuts"
        ]
        return list(dict.fromkeys([*origins, *attacked]))

    def _spans(self, statement: Statement, number: int, verdict: Verdict) -> tuple[Span, ...]:
        other = Verdict(statement, number, self._sources)
        if not other.has_text or other.source.id != verdict.source.id:
            return ()
        return other.resolved_spans

    @cached_property
    def _graph(self) -> Graph:
        from argmap.graph import Graph  # noqa: PLC0415 -- most maps have no cautions

        return Graph(self._map)
