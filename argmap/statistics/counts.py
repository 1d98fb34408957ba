"""How many statements, relations and joint groups a map has, and how deep it goes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from argmap.graph import Graph
from argmap.model import RELATIONS
from argmap.model.kinds import KIND_OF_SECTION

if TYPE_CHECKING:
    from argmap.model import ArgumentMap, Kind, Relation


class Counts(NamedTuple):
    """What there is in a map, counted.

    ``depth`` is how many levels its outline has, ``joint_groups`` how many inferences rest on
    several premises together, and ``drafts`` how many quotes have no span yet.
    """

    kinds: dict[Kind, int]
    relations: dict[Relation, int]
    depth: int
    joint_groups: int
    implicit: int
    quotes: int
    drafts: int

    @property
    def statements(self) -> int:
        """How many statements there are."""
        return sum(self.kinds.values())


def count(map: ArgumentMap) -> Counts:
    """Return what there is in a map, counted; a reference that names nothing clear is left out.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="c"), m.reason("They carry many", id="r", supports="c")
    >>> counts = count(m)
    >>> counts.statements, counts.relations["supports"], counts.depth
    (2, 1, 2)
    """
    graph = Graph(map)
    kinds = Counter(statement.kind for statement in map.statements)
    relations = Counter(link.relation for link in graph.links)
    anchors = [anchor for statement in map.statements for anchor in statement.anchors]
    return Counts(
        kinds={kind: kinds[kind] for kind in KIND_OF_SECTION.values()},
        relations={relation: relations[relation] for relation in RELATIONS},
        depth=max((depth + 1 for depth, _ in graph.walk()), default=0),
        joint_groups=sum(inference.joint is not None for inference in graph.inferences),
        implicit=sum(statement.implicit for statement in map.statements),
        quotes=len(anchors),
        drafts=sum(not anchor.spans for anchor in anchors),
    )
