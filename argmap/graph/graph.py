"""Questions about a map as a whole: what bears on what, in which order it reads, where it loops.

A *link* leads from one statement to what it bears on. An *inference* is a link, or several links
that share a target and a ``joint`` name and so count as one. An undercut is a link whose target
is itself a link, so undercuts of undercuts need nothing special.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap.graph.components import strongly_connected, topmost
from argmap.model import ARROW

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from argmap.model import ArgumentMap, Relation, Statement

# Relations by which one statement bears on another; only these links can be undercut.
BEARING: frozenset[Relation] = frozenset({"supports", "rebuts", "undercuts", "limits"})


class Link(NamedTuple):
    """One statement's relation to one other.

    ``origin`` is the id of the statement that has the relation and ``reference`` what it names
    there: an id or, where an undercut says so, ``premise->target``. ``target`` is the id of the
    statement that the link ends at; an undercut ends at the premise whose link it attacks.
    """

    relation: Relation
    origin: str
    reference: str
    target: str


class Unresolved(NamedTuple):
    """A reference that names nothing, or not just one thing.

    ``candidates`` are the references that would each be clear, where it is ambiguous.
    """

    relation: Relation
    origin: str
    reference: str
    problem: Literal["unknown statement", "no link", "ambiguous link"]
    candidates: tuple[str, ...] = ()


class Inference(NamedTuple):
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


class Band(NamedTuple):
    """The trees that are shown together: the one under a question, or those under none.

    ``question`` is the root of the tree, None for the trees that lead to no question; ``roots``
    are the tops of the trees. ``is_stray`` says that other trees of the map lead to a question,
    so that these need a heading to be distinguished from them.
    """

    question: str | None
    roots: tuple[str, ...]
    is_stray: bool = False


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
        self.links: tuple[Link, ...] = ()
        self.unresolved: tuple[Unresolved, ...] = ()
        self._attacked: dict[Link, Link] = {}
        self._resolve()

    def __repr__(self) -> str:
        counts = f"{len(self.statements):,} statements, {len(self.links):,} links"
        open = f", {len(self.unresolved):,} unresolved" if self.unresolved else ""
        return f"Graph({counts}{open})"

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, str]:
        """Show the map in a notebook, which its links are drawn in."""
        return self.map._repr_mimebundle_(include, exclude)

    # Links

    def _resolve(self) -> None:
        named: list[Link] = []
        unresolved: list[Unresolved] = []
        for id, statement in self.statements.items():
            for relation, reference in statement.references:
                target = reference.partition(ARROW)[0] if relation == "undercuts" else reference
                if target in self.statements:
                    named.append(Link(relation, id, reference, target))
                else:
                    unresolved.append(Unresolved(relation, id, reference, "unknown statement"))
        links = tuple(dict.fromkeys(named))
        broken = self._resolve_undercuts(links)
        self.links = tuple(link for link in links if link not in broken)
        self.unresolved = (*unresolved, *broken.values())

    def _resolve_undercuts(self, links: tuple[Link, ...]) -> dict[Link, Unresolved]:
        """Record which link each undercut attacks; return the undercuts that attack none."""
        bearing: dict[str, list[Link]] = defaultdict(list)
        for link in links:
            if link.relation in BEARING:
                bearing[link.origin].append(link)
        broken: dict[Link, Unresolved] = {}
        attackers: dict[Link, list[Link]] = defaultdict(list)
        for link in links:
            if link.relation != "undercuts":
                continue
            options = [other for other in bearing[link.target] if other != link]
            _, arrow, end = link.reference.partition(ARROW)
            meant = [o for o in options if not arrow or end in (o.reference, o.target)]
            if len(meant) == 1:
                self._attacked[link] = meant[0]
                attackers[meant[0]].append(link)
            else:
                broken[link] = _unresolved(link, "ambiguous link" if meant else "no link", options)
        # An undercut that attacks nothing is no link that could be undercut in its turn.
        open_links = list(broken)
        while open_links:
            for attacker in attackers[open_links.pop()]:
                del self._attacked[attacker]
                broken[attacker] = _unresolved(attacker, "no link", ())
                open_links.append(attacker)
        return broken

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

    def _step(self, link: Link) -> object:
        """Return what is equal for the links of one step."""
        attacked = self._attacked.get(link)
        if attacked is not None and (step := self._joint_step(attacked)):
            return (self.statements[link.origin].joint or link.origin, link.relation, step)
        return self._joint_step(link) or link

    def _joint_step(self, link: Link) -> tuple[object, ...]:
        """Return what the links of joint premises have in common, nothing for other links."""
        joint = self.statements[link.origin].joint
        if joint is None or link.relation not in BEARING:
            return ()
        return (joint, link.relation, link.target, self._attacked.get(link))

    @cached_property
    def inferences(self) -> tuple[Inference, ...]:
        """Every step of the argument, joint premises taken together, in the author's order.

        A statement that undercuts a joint step by the names of several of its premises undercuts
        it once.
        """
        groups: dict[object, list[Link]] = {}
        for link in self.links:
            groups.setdefault(self._step(link), []).append(link)
        return tuple(
            Inference(
                relation=links[0].relation,
                premises=(premises := tuple(dict.fromkeys(link.origin for link in links))),
                target=links[0].target,
                links=tuple(links),
                joint=self.statements[premises[0]].joint if len(premises) > 1 else None,
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
        keys: dict[str, tuple[int, ...]] = {}
        previous: tuple[int, ...] = (-1, -1)
        for id, statement in self.statements.items():
            places = [
                (sources[source.id], anchor.spans[0].start)
                for anchor in statement.anchors
                if anchor.spans and (source := self.map.known_source_of(anchor)) is not None
            ]
            previous = min(places) if places else previous
            keys[id] = (*previous, not places, self._rank[id])
        return keys

    def in_reading_order(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the ids in the order in which their words are in the sources."""
        return tuple(sorted(dict.fromkeys(ids), key=self._order.__getitem__))

    @cached_property
    def parents(self) -> dict[str, str | None]:
        """The statement under which each one is shown: the target of its first link.

        If links of it lead to a question, directly or through other statements, the first such link
        counts, so that nothing that answers a question is shown apart from the questions. Every
        statement has one parent at the most and following them never loops, so that the map can be
        shown as an outline; further links are cross references.
        """
        asked = self._leading_to_questions()
        parents: dict[str, str | None] = dict.fromkeys(self.statements)
        above = {id: id for id in self.statements}
        for id in self.statements:
            for link in sorted(self._outgoing[id], key=lambda link: link.target not in asked):
                # Nothing is above this statement yet, so it is the top of what is below it.
                if topmost(above, link.target) != id:
                    parents[id] = above[id] = link.target
                    break
        return parents

    def _leading_to_questions(self) -> set[str]:
        """Return the questions, and every statement from which links lead to one."""
        found = {id for id, statement in self.statements.items() if statement.kind == "question"}
        waiting = list(found)
        while waiting:
            origins = {link.origin for link in self._incoming[waiting.pop()]} - found
            found |= origins
            waiting += origins
        return found

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The statements shown under no other one, in reading order; questions come first."""
        roots = [id for id, parent in self.parents.items() if parent is None]
        ordered = self.in_reading_order(roots)
        return tuple(sorted(ordered, key=lambda root: self.statements[root].kind != "question"))

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """The trees of the map by the question that they lead to; those that lead to none are last.

        >>> from argmap.model import ArgumentMap
        >>> m = ArgumentMap()
        >>> _ = m.question("Do buses help?", id="q"), m.claim("They do", id="c", answers="q")
        >>> _ = m.claim("Trams are fun", id="d")
        >>> [(band.question, band.roots, band.is_stray) for band in Graph(m).bands]
        [('q', ('q',), False), (None, ('d',), True)]
        """
        questions = [root for root in self.roots if self.statements[root].kind == "question"]
        others = self.roots[len(questions) :]
        bands = [Band(question, (question,)) for question in questions]
        if others:
            bands.append(Band(None, others, is_stray=bool(questions)))
        return tuple(bands)

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

    @cached_property
    def _parent_links(self) -> dict[str, Link | None]:
        return {
            id: next((link for link in self._outgoing[id] if link.target == parent), None)
            for id, parent in self.parents.items()
        }

    def parent_link(self, id: str) -> Link | None:
        """Return the link by which a statement hangs from its parent, None for a root."""
        return self._parent_links[id]

    def walk(self, root: str | None = None) -> Iterator[tuple[int, str]]:
        """Yield depth and id of all statements, or of ``root`` and those under it, as one reads."""
        stack = [(0, id) for id in reversed(self.roots if root is None else (root,))]
        while stack:
            depth, id = stack.pop()
            yield depth, id
            stack.extend((depth + 1, child) for child in reversed(self._children[id]))

    @cached_property
    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Statements that bear on themselves by way of others: each group in reading order."""
        return self.cycles_of(BEARING)

    def cycles_of(self, relations: Collection[Relation]) -> tuple[tuple[str, ...], ...]:
        """Return the groups of statements that lead back to themselves by some relations.

        A group, in reading order, is a strongly connected component of these links. Links from a
        statement to itself are left out: they are distinguished as self-references.
        """
        targets = {
            id: [
                link.target
                for link in self._outgoing[id]
                if link.relation in relations and link.target != id
            ]
            for id in self.statements
        }
        return tuple(
            self.in_reading_order(group) for group in strongly_connected(targets) if len(group) > 1
        )


def _unresolved(
    link: Link,
    problem: Literal["unknown statement", "no link", "ambiguous link"],
    options: Iterable[Link],
) -> Unresolved:
    candidates = tuple(f"{option.origin}{ARROW}{option.reference}" for option in options)
    return Unresolved(link.relation, link.origin, link.reference, problem, candidates)
