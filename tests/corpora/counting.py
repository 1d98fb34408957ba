"""Count what a map holds, to compare with what is known of a corpus."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from argmap.graph import Graph

if TYPE_CHECKING:
    from argmap.model import ArgumentMap


def counted(map: ArgumentMap) -> Counter[str]:
    """Count statements by kind, references by relation, joint groups, anchors, and exact spans."""
    counts: Counter[str] = Counter()
    for statement in map.statements:
        counts[statement.kind] += 1
        counts.update(relation for relation, _ in statement.references)
        for anchor in statement.anchors:
            counts["anchors"] += 1
            text = map.source(anchor.source).text
            quote = " … ".join(span.cut(text) for span in anchor.spans)
            counts["exact"] += bool(anchor.spans) and quote == anchor.quote
    counts["joint"] = sum(len(one.premises) > 1 for one in Graph(map).inferences)
    return counts
