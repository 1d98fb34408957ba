"""A map in sections: under each question what leads to it, and at the end what leads to none.

A section shows a band of the graph. A question at the top of the map is no card but the heading of
its section; what leads to no question has a heading that is no statement. The statements of a
section fall into components, trees and trees that links join, each of which is laid out by itself,
so that they can be wherever they fill the page best. A link to another section is no line
through the page: at both of its ends a *reference* names the other one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.composing.ends import Ends
from argmap.graph.components import topmost

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from argmap.graph import Graph, Link

MOST_LINES = 7
"""How many lines of one relation come to a card by themselves; more share a trunk."""


class Reference(NamedTuple):
    """One end of a link between sections: it names what is at the other one.

    ``is_target`` says that it is for the target, next to the card where the link begins.
    """

    link: Link
    is_target: bool


Node = str | Reference
"""What is laid out: a card, named by the id of its statement, or a reference."""


class Edge:
    """A line of a component: all of a link, or its part from or to a reference.

    ``attacked`` is the edge whose line it ends at, for the undercut of one.
    """

    __slots__ = ("attacked", "head", "link", "tail")

    def __init__(self, link: Link, tail: Node, head: Node, attacked: Edge | None = None) -> None:
        self.link = link
        self.tail = tail
        self.head = head
        self.attacked = attacked


class Component(NamedTuple):
    """What is laid out by itself: nodes in the order in which they are read, and their edges.

    An edge comes after the one that it attacks. ``parents`` say which node each one is laid out
    beyond, None for those at the top; ``attackers`` are nodes that are there for an undercut.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    parents: Mapping[Node, Node | None]
    attackers: frozenset[Node]


_Families = tuple[
    dict[Node, dict[object, list[str]]], dict[Node, list[Node]], dict[Node, list[Node]]
]


class Section(NamedTuple):
    """A question, if it has one, and the components below it.

    ``is_stray`` says that the components lead to no question though others do.
    """

    heading: str | None
    components: tuple[Component, ...]
    is_stray: bool = False


class Sections:
    """The sections of a map, in reading order.

    ``links`` are all that are shown by lines: a statement that is under a question that it
    answers needs none. ``far`` are those that lead out of a section, or to a heading.

    >>> from argmap.graph import Graph
    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.question("Do buses help?", id="q"), m.claim("They do", id="c", answers="q")
    >>> _ = m.claim("Cars do", id="d", rebuts="c")
    >>> sections = Sections(Graph(m))
    >>> [(section.heading, section.components[0].nodes) for section in sections.all]
    [('q', ('c', 'd'))]
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.headings = frozenset(
            root
            for root in graph.roots
            if graph.statements[root].kind == "question" and not graph.outgoing(root)
        )
        # A question in a circle of links is a card; it comes first, so that it is under no heading.
        self._bands = sorted(
            graph.bands, key=lambda band: band.question is None or band.question in self.headings
        )
        self._section_of: dict[str, int] = {}
        for rank, band in enumerate(self._bands):
            for root in band.roots:
                self._section_of.update((id, rank) for _, id in graph.walk(root))
        self.links = tuple(link for link in graph.links if not self._is_silent(link))
        self.far = frozenset(
            link
            for link in self.links
            if link.target in self.headings
            or self._section_of[link.origin] != self._section_of[link.target]
        )
        self.all = self._cut()

    def _is_silent(self, link: Link) -> bool:
        return (
            link.relation == "answers"
            and link.target in self.headings
            and self._section_of[link.origin] == self._section_of[link.target]
        )

    def parent_link(self, id: str) -> Link | None:
        """Return the link by which a statement hangs from another card; None for a top one."""
        link = self.graph.parent_link(id)
        return None if link is None or link.target in self.headings else link

    def _cut(self) -> tuple[Section, ...]:
        edges = self._edges()
        parents = self._parents(edges)
        order = self._reading_order(parents, edges)
        above: dict[Node, Node] = {node: node for node in order}
        for edge in edges:
            one, other = topmost(above, edge.tail), topmost(above, edge.head)
            above[other] = one
        nodes: list[dict[Node, list[Node]]] = [defaultdict(list) for _ in self._bands]
        for node in order:
            nodes[self._section(node)][topmost(above, node)].append(node)
        edges_of: dict[Node, list[Edge]] = defaultdict(list)
        for edge in edges:
            edges_of[topmost(above, edge.tail)].append(edge)
        attackers = {edge.tail for edge in edges if edge.attacked and self._places(edge)}
        return tuple(
            Section(
                band.question if band.question in self.headings else None,
                tuple(
                    Component(
                        tuple(listed),
                        tuple(edges_of[top]),
                        {node: parents.get(node) for node in listed},
                        frozenset(attackers.intersection(listed)),
                    )
                    for top, listed in components.items()
                ),
                band.is_stray,
            )
            for band, components in zip(self._bands, nodes, strict=True)
        )

    def _section(self, node: Node) -> int:
        if isinstance(node, str):
            return self._section_of[node]
        return self._section_of[node.link.origin if node.is_target else node.link.target]

    def _edges(self) -> list[Edge]:
        """Return all lines, each after the one that it attacks."""
        ends = Ends(self.graph)
        edges: list[Edge] = []
        # The line of a link at its beginning, where it can be attacked.
        line_of: dict[Link, Edge] = {}
        for link in sorted(self.links, key=ends.depth):
            attacked = ends.attacked_by(link)
            line = None if attacked is None else line_of[attacked]
            if link not in self.far:
                line_of[link] = Edge(link, link.origin, link.target, line)
            else:
                line_of[link] = Edge(link, link.origin, Reference(link, is_target=True))
                if link.target not in self.headings:
                    origin = Reference(link, is_target=False)
                    edges.append(Edge(link, origin, link.target, line))
            edges.append(line_of[link])
        return edges

    def _places(self, edge: Edge) -> bool:
        """Tell whether an edge says where its tail is, or else its head, a reference."""
        if not isinstance(edge.tail, str) or not isinstance(edge.head, str):
            return True
        link = edge.link
        return self.graph.parent_link(link.origin) == link or bool(
            self.graph.inference_of(link).joint
        )

    def _parents(self, edges: list[Edge]) -> dict[Node, Node | None]:
        """Return the node that each one is laid out beyond, by the first edge that places it."""
        parents: dict[Node, Node | None] = {}
        for edge in edges:
            if isinstance(edge.head, Reference):
                parents[edge.head] = edge.tail
            elif isinstance(edge.tail, Reference) or (
                self.graph.parent_link(edge.link.origin) == edge.link
            ):
                base = base_of(edge)
                parents[edge.tail] = None if base == edge.tail else base
        return parents

    def _reading_order(self, parents: Mapping[Node, Node | None], edges: list[Edge]) -> list[Node]:
        """Return all nodes, each before what hangs from it.

        Siblings come in reading order, but joint premises together, at the place of the first, and
        undercuts after what they attack, where it is joint after the last of the premises. Where
        so many bear on one that their lines share a trunk, those of one relation come together.
        References come last; but those to a heading first, since they are below it.
        """
        groups, attackers, beside = self._families(parents, edges)
        order: list[Node] = [
            Reference(link, is_target=False) for link in self.links if link.target in self.headings
        ]
        stack = _with_attackers(self.graph.roots, attackers)[::-1]
        while stack:
            node = stack.pop()
            if node not in self.headings:
                order.append(node)
            following: list[Node] = []
            if isinstance(node, str):
                for group in _apart(groups[node]):
                    following += _with_attackers(group, attackers)
            stack += reversed(following + beside[node])
        return order

    def _families(self, parents: Mapping[Node, Node | None], edges: list[Edge]) -> _Families:
        """Return what is read after each node: steps that bear on it, attackers, references."""
        attackers: dict[Node, list[Node]] = defaultdict(list)
        beside: dict[Node, list[Node]] = defaultdict(list)
        groups: dict[Node, dict[object, list[str]]] = defaultdict(lambda: defaultdict(list))
        edge_of = {edge.link: edge for edge in edges if isinstance(edge.tail, str)}
        for id in self.graph.statements:
            for child in self.graph.children(id):
                link = self.graph.parent_link(child)
                edge = edge_of.get(link) if link else None
                if edge is not None and edge.attacked:
                    attackers[id].append(child)
                else:
                    step = link and self.graph.inference_of(link)
                    groups[id][step].append(child)
        for edge in edges:
            if isinstance(edge.tail, Reference) and edge.attacked:
                attackers[edge.link.target].append(edge.tail)
            for node in (edge.tail, edge.head):
                if isinstance(node, Reference) and not edge.attacked:
                    beside[parents[node] or node].append(node)
        return groups, attackers, beside


def _apart(groups: Mapping[object, list[str]]) -> list[list[str]]:
    """Return groups of siblings, those of one relation together where lines share a trunk."""
    relations = {step: getattr(step, "relation", None) for step in groups}
    counts = Counter(relations.values())
    if max(counts.values(), default=0) <= MOST_LINES:
        return list(groups.values())
    ranks = {relation: rank for rank, relation in enumerate(counts)}
    return [groups[step] for step in sorted(groups, key=lambda step: ranks[relations[step]])]


def _with_attackers(ids: Sequence[Node], attackers: Mapping[Node, list[Node]]) -> list[Node]:
    """Return nodes of one level and after them, each after what it attacks, their undercuts."""
    found: list[Node] = list(ids)
    stack = [
        node
        for id in reversed(ids)
        if isinstance(id, str)
        for node in reversed(attackers.get(id, ()))
    ]
    while stack:
        node = stack.pop()
        found.append(node)
        if isinstance(node, str):
            stack += reversed(attackers.get(node, ()))
    return found


def base_of(edge: Edge) -> Node:
    """Return the node beyond which the tail of an edge is."""
    while edge.attacked is not None:
        edge = edge.attacked
    return edge.tail if isinstance(edge.head, Reference) else edge.head
