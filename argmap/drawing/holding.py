"""Which anchors hold: whether the words that a statement points at are there."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from argmap.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.graph import Graph
    from argmap.model import Anchor
    from argmap.source import Source


def find_unheld(graph: Graph) -> frozenset[str]:
    """Return the ids of the statements with an anchor whose spans do not hold its quote.

    Anchors without spans, and those in texts that cannot be had, are passed over: they are not
    known to be broken, and :func:`argmap.check` says what is the matter with them.

    >>> from argmap.graph import Graph
    >>> from argmap.model import ArgumentMap, Claim
    >>> from argmap.source import Source
    >>> m = ArgumentMap(sources=[Source(id="note", text="Buses help.")])
    >>> m.claims.append(Claim(id="c", quote="Buses help", span=(1, 11)))
    >>> find_unheld(Graph(m))
    frozenset({'c'})
    """
    sources = {source.id: source for source in reversed(graph.map.sources)}
    only = next(iter(sources)) if len(sources) == 1 else None
    texts: dict[str, str | None] = {}
    unheld: set[str] = set()
    for id, statement in graph.statements.items():
        for anchor in statement.anchors:
            name = anchor.source or only
            if not anchor.spans or name not in sources:
                continue
            if name not in texts:
                texts[name] = _text(sources, name)
            text = texts[name]
            if text is not None and not _holds(anchor, text):
                unheld.add(id)
    return frozenset(unheld)


def _text(sources: Mapping[str, Source], name: str) -> str | None:
    try:
        return sources[name].text
    except SourceError:
        return None


def _holds(anchor: Anchor, text: str) -> bool:
    spans = anchor.spans
    cuts = [span.cut(text) for span in spans]
    is_forward = all(one.end <= other.start for one, other in pairwise(spans))
    if is_forward and spans[-1].end <= len(text) and all(map(str.strip, cuts)):
        # The usual way to leave words out; for all others there is more to load.
        if " … ".join(cuts) == anchor.quote:
            return True
    elif len(spans) == 1:
        return False
    from argmap.anchoring import matches_quote  # noqa: PLC0415 -- as said

    return matches_quote(text, anchor.quote, spans)
