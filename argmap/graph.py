"""Questions about a map as a whole: what bears on what, in which order it reads, where it loops.

A *link* leads from one statement to what it bears on. An *inference* is a link, or several links
that share a target and a ``joint`` name and so count as one. An undercut is a link whose target
is itself a link, so undercuts of undercuts need nothing special.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from argmap.model import ARROW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import ArgumentMap, Relation, Statement

# Relations by which one statement bears on another; only these links can be undercut.
BEARING: frozenset[Relation] = frozenset({"supports", "rebuts", "undercuts", "limits"})


@dataclass(frozen=True, slots=True)
class Link:
    """One statement's relation to one other.

    ``origin`` is the id of the statement that has the relation and ``reference`` what it names
    there: an id or, where an undercut says so, ``premise->target``. ``target`` is the id of the
    statement that the link ends at; an undercut ends at the premise whose link it attacks.
    """

    relation: Relation
    origin: str
    reference: str
    target: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A reference that names nothing, or not just one thing.

    ``candidates`` are the references that would each be clear, where it is ambiguous.
    """

    relation: Relation
    origin: str
    reference: str
    problem: Literal["unknown statement", "no link", "ambiguous link"]
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inference:
    """One step of the argument: the premises that together bear on a target.

    ``premises`` are ids in the author's order, more than one only where they are ``joint``.
    ``target`` is the statement that it ends at, and ``attacked`` the links that it cuts off, for
    an undercut.
    """

    relation: Relation
    premises: tuple[str, ...]
    target: str
    links: tuple[Link, ...]
    joint: str | None = None
    attacked: Link | None = None


class Graph:
    """The links of a map, resolved, and the orders that follow from them.

    It is a view of the map as it was when the graph was made. Where two statements share an id,
    the first one counts.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.claim("Buses help", id="c"), m.reason("They carry many", id="r", supports="c")
    >>> _ = m.caveat("Only when they run", id="u", undercuts="r")
    >>> graph = Graph(m)
    >>> graph.roots, graph.children("c"), graph.children("r")
    (('c',), ('r',), ('u',))
    """

    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.statements: dict[str, Statement] = {}
        for statement in map.statements:
            self.statements.setdefault(statement.id, statement)
        self._rank = {id: rank for rank, id in enumerate(self.statements)}
        self._named: dict[str, list[tuple[Relation, str]]] = {
            id: [pair for pair in statement.references if pair[0] in BEARING]
            for id, statement in self.statements.items()
        }
        self.links: tuple[Link, ...] = ()
        self.unresolved: tuple[Unresolved, ...] = ()
        self._attacked: dict[Link, Link] = {}
        self._resolve()

    # Links

    def _resolve(self) -> None:
        links: list[Link] = []
        unresolved: list[Unresolved] = []
        for id, statement in self.statements.items():
            for relation, reference in statement.references:
                target = reference.partition(ARROW)[0] if relation == "undercuts" else reference
                if target not in self.statements:
                    unresolved.append(Unresolved(relation, id, reference, "unknown statement"))
                    continue
                links.append(Link(relation, id, reference, target))
        by_origin: dict[str, list[Link]] = defaultdict(list)
        for link in links:
            if link.relation in BEARING:
                by_origin[link.origin].append(link)
        kept: list[Link] = []
        for link in links:
            if link.relation == "undercuts":
                wanted = link.reference.partition(ARROW)[2]
                options = [other for other in by_origin[link.target] if other != link]
                named = [o for o in options if not wanted or wanted in (o.reference, o.target)]
                if len(named) != 1:
                    problem: Literal["no link", "ambiguous link"] = (
                        "ambiguous link" if named else "no link"
                    )
                    names = tuple(f"{o.origin}{ARROW}{o.reference}" for o in options)
                    unresolved.append(
                        Unresolved(link.relation, link.origin, link.reference, problem, names)
                    )
                    continue
                self._attacked[link] = named[0]
            kept.append(link)
        self.links = tuple(kept)
        self.unresolved = tuple(unresolved)

    def attacked_by(self, link: Link) -> Link | None:
        """Return the link that an undercut attacks; None for every other link."""
        return self._attacked.get(link)

    @cached_property
    def _outgoing(self) -> dict[str, tuple[Link, ...]]:
        outgoing: dict[str, list[Link]] = {id: [] for id in self.statements}
        for link in self.links:
            outgoing[link.origin].append(link)
        return {id: tuple(links) for id, links in outgoing.items()}

    @cached_property
    def _incoming(self) -> dict[str, tuple[Link, ...]]:
        incoming: dict[str, list[Link]] = {id: [] for id in self.statements}
        for link in self.links:
            incoming[link.target].append(link)
        return {id: tuple(links) for id, links in incoming.items()}

    def outgoing(self, id: str) -> tuple[Link, ...]:
        """Return the links by which a statement bears on others, in the author's order."""
        return self._outgoing[id]

    def incoming(self, id: str) -> tuple[Link, ...]:
        """Return the links that end at a statement, or undercut a link of its."""
        return self._incoming[id]

    @cached_property
    def inferences(self) -> tuple[Inference, ...]:
        """Every step of the argument, joint premises taken together, in the author's order."""
        groups: dict[tuple[object, ...], list[Link]] = {}
        for link in self.links:
            joint = self.statements[link.origin].joint
            key: tuple[object, ...] = (link,)
            if joint is not None and link.relation in BEARING:
                key = (joint, link.relation, link.target, self._attacked.get(link))
            groups.setdefault(key, []).append(link)
        return tuple(
            Inference(
                relation=links[0].relation,
                premises=tuple(dict.fromkeys(link.origin for link in links)),
                target=links[0].target,
                links=tuple(links),
                joint=self.statements[links[0].origin].joint if len(links) > 1 else None,
                attacked=self._attacked.get(links[0]),
            )
            for links in groups.values()
        )

    @cached_property
    def _inference_of(self) -> dict[Link, Inference]:
        return {link: inference for inference in self.inferences for link in inference.links}

    def inference_of(self, link: Link) -> Inference:
        """Return the inference that a link is part of."""
        return self._inference_of[link]

    # Orders

    @cached_property
    def _order(self) -> dict[str, tuple[int, ...]]:
        """Sort keys: the place of a statement's first anchored words, else the author's order.

        A statement without a place follows the one before it in the author's order.
        """
        sources = {source.id: rank for rank, source in enumerate(self.map.sources)}
        only = self.map.sources[0].id if len(self.map.sources) == 1 else ""
        keys: dict[str, tuple[int, ...]] = {}
        previous: tuple[int, ...] = (-1, -1)
        for id, statement in self.statements.items():
            places = [
                (sources[name], anchor.spans[0].start)
                for anchor in statement.anchors
                if anchor.spans and (name := anchor.source or only) in sources
            ]
            previous = min(places) if places else previous
            keys[id] = (*previous, not places, self._rank[id])
        return keys

    def in_reading_order(self, ids: Iterator[str] | tuple[str, ...] | list[str]) -> tuple[str, ...]:
        """Return the ids in the order in which their words stand in the sources."""
        return tuple(sorted(dict.fromkeys(ids), key=self._order.__getitem__))

    @cached_property
    def parents(self) -> dict[str, str | None]:
        """The statement under which each one is shown: the target of its first link.

        Every statement has one parent at the most and following them never loops, so that the
        map can be shown as an outline; further links are cross references.
        """
        groups = _strongly_connected(
            {id: [link.target for link in self._outgoing[id]] for id in self.statements}
        )
        group_of = {id: number for number, group in enumerate(groups) for id in group}
        parents: dict[str, str | None] = dict.fromkeys(self.statements)
        for id in self.statements:
            for link in self._outgoing[id]:
                # Only within a group can a parent lead back to the statement itself.
                if group_of[link.target] == group_of[id] and _leads_to(parents, link.target, id):
                    continue
                parents[id] = link.target
                break
        return parents

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The statements shown under no other one, in reading order; questions come first."""
        roots = [id for id, parent in self.parents.items() if parent is None]
        ordered = self.in_reading_order(roots)
        return tuple(sorted(ordered, key=lambda id: self.statements[id].kind != "question"))

    @cached_property
    def _children(self) -> dict[str, tuple[str, ...]]:
        children: dict[str, list[str]] = {id: [] for id in self.statements}
        for id, parent in self.parents.items():
            if parent is not None:
                children[parent].append(id)
        return {id: self.in_reading_order(listed) for id, listed in children.items()}

    def children(self, id: str) -> tuple[str, ...]:
        """Return the statements shown under one, in reading order."""
        return self._children[id]

    def parent_link(self, id: str) -> Link | None:
        """Return the link by which a statement hangs from its parent, None for a root."""
        parent = self.parents[id]
        return next((link for link in self._outgoing[id] if link.target == parent), None)

    def walk(self, root: str | None = None) -> Iterator[tuple[int, str]]:
        """Yield depth and id of every statement, or of those under ``root``, as an outline reads."""
        stack = [(0, id) for id in reversed(self.roots if root is None else (root,))]
        while stack:
            depth, id = stack.pop()
            yield depth, id
            stack.extend((depth + 1, child) for child in reversed(self._children[id]))

    @cached_property
    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Statements that bear on themselves by way of others: each group in reading order.

        A group is a strongly connected component of the links that bear, found by Tarjan's
        algorithm (SIAM Journal on Computing 1, 1972). Links from a statement to itself are left
        out: they are told apart as self-references.
        """
        targets = {
            id: [
                link.target
                for link in self._outgoing[id]
                if link.relation in BEARING and link.target != id
            ]
            for id in self.statements
        }
        return tuple(
            self.in_reading_order(group) for group in _strongly_connected(targets) if len(group) > 1
        )


def _leads_to(parents: dict[str, str | None], start: str, goal: str) -> bool:
    place: str | None = start
    while place is not None and place != goal:
        place = parents[place]
    return place == goal


def _strongly_connected(targets: dict[str, list[str]]) -> list[list[str]]:
    """Return the strongly connected components, without recursion, so that depth has no limit."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    open_ids: list[str] = []
    is_open: set[str] = set()
    components: list[list[str]] = []
    for root in targets:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        open_ids.append(root)
        is_open.add(root)
        work = [(root, iter(targets[root]))]
        while work:
            id, rest = work[-1]
            for target in rest:
                if target not in index:
                    index[target] = low[target] = len(index)
                    open_ids.append(target)
                    is_open.add(target)
                    work.append((target, iter(targets[target])))
                    break
                if target in is_open:
                    low[id] = min(low[id], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[id])
                if low[id] == index[id]:
                    component = [open_ids.pop()]
                    while component[-1] != id:
                        component.append(open_ids.pop())
                    is_open.difference_update(component)
                    components.append(component)
    return components
