"""Report what a file does not say as the map does: broken links, what is not drawn or only near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.model import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Collection

    from argmap.formats.document import Output
    from argmap.graph import Graph
    from argmap.model import ArgumentMap


def tell_unresolved(graph: Graph, output: Output) -> None:
    """Tell of each relation that names nothing clear, and each statement whose id is taken."""
    for one in graph.unresolved:
        what = f"{one.relation} {one.reference!r} does not refer to one thing ({one.problem})"
        output.tell("unresolved", one.origin, one.relation, what)
    seen: set[str] = set()
    for statement in graph.map.statements:
        if statement.id in seen:
            output.tell("dropped", statement.id, "id", "an earlier statement has the same id")
        seen.add(statement.id)


def tell_written_as(map: ArgumentMap, output: Output, **written: str) -> None:
    """Report relations that are written as something near, which is given under their names."""
    for statement in map.statements:
        for relation, other in written.items():
            if getattr(statement, relation):
                what = f"`{relation}` is written as {other}"
                output.tell("approximated", statement.id, relation, what)


def tell_undrawn(graph: Graph, output: Output, *, drawn: str, fields: Collection[str]) -> None:
    """Tell in one record that a drawing shows less than the map says.

    ``drawn`` is what it shows, in words; ``fields`` are the fields of statements that these are.
    """
    map = graph.map
    known = {"id", "text", "joint", *RELATIONS, *fields}
    is_all = not (map.sources or map.meta) and all(
        statement.model_dump(exclude_defaults=True).keys() <= known for statement in map.statements
    )
    if not is_all:
        what = f"only {drawn} are drawn"
        output.tell("dropped", None, "anchors", what)
