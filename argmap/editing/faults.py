"""What `argmap check` would report of the references of a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.editing.statements import listed_ids
from argmap.errors import UsageError
from argmap.graph import BEARING, Graph
from argmap.model import ARROW, RELATIONS
from argmap.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import ArgumentMap, Relation, Statement


def faults_of_map(graph: Graph) -> Iterator[tuple[object, str, str | None]]:
    """Yield what `argmap check` would report of references: what it is, in words, and a way out."""
    for one in graph.unresolved:
        help = did_you_mean(one.reference.partition(ARROW)[0], graph.statements)
        if one.candidates:
            help = f"use the link: {', '.join(one.candidates)}"
        what = f"{one.origin!r} {one.relation} {one.reference!r}, {_PROBLEMS[one.problem]}"
        yield (one.origin, one.relation, one.reference), what, help
    for link in graph.links:
        origin, target = graph.statements[link.origin], graph.statements[link.target]
        is_asked = link.relation == "answers"
        if link.relation == "restates":
            is_asked = origin.kind == "question"
        what = f"{link.origin!r} {link.relation} {link.target!r}"
        if origin is target:
            yield (link, "itself"), f"{what}, which is itself", None
        elif link.relation != "undercuts" and is_asked != (target.kind == "question"):
            which = "not a question" if is_asked else "a question, which statements `answer`"
            yield (link, "kind"), f"{what}, which is {which}", None
    for id, statement in graph.statements.items():
        yield from _faults_of(graph, id, statement)
    for relation in _IN_RINGS:
        for ring in graph.cycles_of((relation,)):
            yield frozenset(ring), f"{listed_ids(ring)} would form a circle", None


def refuse_new_faults(before: ArgumentMap, after: ArgumentMap, what: str) -> None:
    """Raise UsageError, which begins with ``what``, if a map has faults that it did not have."""
    old = {fault for fault, _, _ in faults_of_map(Graph(before))}
    for fault, in_words, help in faults_of_map(Graph(after)):
        if fault not in old:
            raise UsageError(f"{what}: {in_words}", help=help)


def _faults_of(
    graph: Graph, id: str, statement: Statement
) -> Iterator[tuple[object, str, str | None]]:
    for relation in RELATIONS:
        named = getattr(statement, relation)
        if len(named) > len(set(named)):
            yield (id, relation, "twice"), f"{id!r} has the same id twice in `{relation}`", None
    if is_lone(graph, id):
        what = f"{id!r} is the only premise with `joint: {statement.joint}`"
        yield (id, "joint"), what, "remove its `joint`, or change that of the others first"


_IN_RINGS: tuple[Relation, ...] = ("supports", "restates", "answers")
_PROBLEMS = {
    "unknown statement": "which is not in the map",
    "no link": "which has no such link",
    "ambiguous link": "which has several links",
}


def is_lone(graph: Graph, id: str) -> bool:
    """Tell whether a statement is joint with no other premise."""
    if graph.statements[id].joint is None:
        return False
    steps = (graph.inference_of(link) for link in graph.outgoing(id) if link.relation in BEARING)
    return not any(len(step.premises) > 1 for step in steps)
