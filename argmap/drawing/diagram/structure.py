"""A map as the nodes and edges of a graph that Graphviz lays out.

Every statement is a node, and every step of the argument is an edge from its premise to its target.
Joint premises meet in a dot, and a link that is undercut has a dot on it, at which the undercut
ends; an undercut that is undercut itself has such a dot, too, and so on. Dots have ranks between
those of cards, so that cards keep to columns.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.alternative_text import WITHOUT_A_QUESTION
from argmap.drawing.cards import (
    SLACK,
    band_height,
    band_width,
    heading_height,
    make_cards,
    make_heading,
)
from argmap.drawing.composing.ends import Ends
from argmap.drawing.lettering.wrapping import wrap
from argmap.drawing.signs import line_factor

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from argmap.drawing.cards import Card
    from argmap.drawing.plane import Way
    from argmap.drawing.showing import Showing
    from argmap.drawing.theme import Theme
    from argmap.graph import Graph, Inference, Link
    from argmap.model import Relation

DOT_ON_LINK, JOINT_DOT = 5.0, 7.0
"""How wide the dot on an attacked link is, and the one in which joint premises meet."""
_HEADING_WIDTH = 300.0
_WIDEST_GAP = 140.0

_HEADS: dict[Relation, str] = {"supports": "normal", "limits": "odot"}
_HEADS |= {"rebuts": "tee", "undercuts": "tee", "restates": "none", "answers": "none"}
_DASHES: dict[Relation, str] = {"undercuts": "dashed", "limits": "dotted"}


class Sides(NamedTuple):
    """How a direction is told to Graphviz: ``rankdir``, and where edges leave and enter cards."""

    rankdir: str
    leaving: str
    entering: str


SIDES: Mapping[Way, Sides] = {
    "right": Sides("RL", "w", "e"),
    "down": Sides("BT", "n", "s"),
    "left": Sides("LR", "e", "w"),
}


class Node(NamedTuple):
    """A node: a card or a heading with a ``card``, the heading of the rest, a dot, or nothing.

    Sizes are in pixels of the picture, which are points to Graphviz. ``ports`` is the number of
    places on the entering side at which edges end. ``color`` is that of a dot.
    """

    name: str
    width: float
    height: float
    card: Card | None = None
    ports: int = 0
    color: str | None = None
    is_heading: bool = False

    @property
    def is_seen(self) -> bool:
        """Whether it is more than what keeps the trees in order."""
        return self.card is not None or self.color is not None or self.is_heading


class Edge(NamedTuple):
    """An edge, with the ``links`` that it draws; none for one that only keeps nodes in order."""

    tail: str
    head: str
    attributes: Mapping[str, str]
    links: tuple[Link, ...] = ()


class _Stop(NamedTuple):
    """A node on the way of a line, and its rank between two columns of cards."""

    name: str
    rank: int


class Diagram:
    """The nodes and edges of a map, in reading order.

    ``folded`` says how many statements are folded under one, ``broken`` which have an anchor that
    does not hold, ``showing`` what else cards show. The nodes of statements have the names in
    ``names``; those of other nodes have a space, so that they are no id.
    """

    def __init__(
        self,
        graph: Graph,
        theme: Theme,
        direction: Way,
        *,
        folded: Mapping[str, int],
        broken: Collection[str],
        names: Mapping[str, str],
        showing: Showing,
    ) -> None:
        self.graph = graph
        self.theme = theme
        self.sides = SIDES[direction]
        self._names = names
        self._ends = Ends(graph)
        self._rank = {id: rank for rank, (_, id) in enumerate(graph.walk())}
        headings = {band.question for band in graph.bands if band.question is not None}
        cards = make_cards(
            graph,
            theme,
            "down" if direction == "down" else "right",
            folded=folded,
            headings=headings,
            broken=broken,
            showing=showing,
        )
        # Headings have one width, so that they are in line.
        self._heading_width = max((_room(cards[id], theme) for id in headings), default=0)
        for id in headings:
            card = cards[id]
            height = max(heading_height(card, self._heading_width, theme), card.height)
            cards[id] = make_heading(card, self._heading_width, height, theme)
        self.cards = {id: cards[id] for _, id in graph.walk()}
        self._inferences = sorted(
            graph.inferences, key=lambda one: min(self._rank[id] for id in one.premises)
        )
        self._on_link: dict[Link, Node] = {}
        self._joining: dict[Link, Node] = {}
        self._ports: dict[Link, int] = {}
        self._arrivals: dict[str, int] = {}
        for inference in self._inferences:
            self._look_at(inference)
        self.steps = 3 if any(map(self._needs_two_dots, self._inferences)) else 2
        self.nodes = tuple(self._made_nodes())
        self.edges = self._pulled(list(self._made_edges()))

    @property
    def first_column(self) -> tuple[str, ...]:
        """The names of the nodes that nothing comes before, which are to be in line."""
        tops = [
            self._names[id]
            for band in self.graph.bands
            if not band.is_stray
            for id in band.roots
            if not self.graph.outgoing(id)
        ]
        return (*tops, *(_REST for band in self.graph.bands if band.is_stray))

    @property
    def relations(self) -> frozenset[Relation]:
        """The relations of which there is an edge."""
        return frozenset(inference.relation for inference in self._inferences)

    @property
    def has_joint(self) -> bool:
        """Whether premises meet in a dot."""
        return any(inference.joint is not None for inference in self._inferences)

    def gap(self) -> float:
        """Return how far apart columns are: further if many edges enter one card.

        Rows of cards are further apart, since their edges come from further to the side.
        """
        most = max(self._arrivals.values(), default=0)
        each = 12.0 if self.sides.rankdir == "BT" else 3.0
        # In a narrower gap Graphviz finds no curve for some edges.
        return min(1.25 * self.theme.column_gap + each * most, _WIDEST_GAP)

    def usual_width(self) -> float:
        """Return about how wide the diagram is, before it is laid out."""
        cards = self.cards.values()
        if self.sides.rankdir == "BT":
            return max((card.width for card in cards), default=0) * len(self.graph.roots)
        depth = max((depth for depth, _ in self.graph.walk()), default=0)
        return (depth + 1) * (max((card.width for card in cards), default=0) + self.gap())

    # Dots and ports

    def _look_at(self, inference: Inference) -> None:
        link = inference.links[0]
        attacked = self._attacked(inference)
        if attacked is not None:
            self._add_dot(self._on_link, attacked, DOT_ON_LINK)
        if inference.joint is not None:
            self._add_dot(self._joining, inference, JOINT_DOT)
        if attacked is None:
            self._ports[link] = self._arrivals[link.target] = self._arrivals.get(link.target, 0) + 1

    def _attacked(self, inference: Inference) -> Inference | None:
        """Return the step at whose line an undercut ends; None for what ends at a card."""
        link = self._ends.attacked_by(inference.links[0])
        return None if link is None else self.graph.inference_of(link)

    def _add_dot(self, dots: dict[Link, Node], inference: Inference, size: float) -> None:
        name = f"step {len(self._on_link) + len(self._joining) + 1}"
        color = self.theme.stroke(inference.relation)
        dots.setdefault(inference.links[0], Node(name, size, size, color=color))

    def _needs_two_dots(self, inference: Inference) -> bool:
        """Tell whether a dot in which premises meet is followed by one on a link."""
        link = inference.links[0]
        return link in self._joining and (
            link in self._on_link or self._attacked(inference) is not None
        )

    # Nodes

    def _made_nodes(self) -> Iterator[Node]:
        for id, card in self.cards.items():
            yield Node(
                self._names[id],
                card.width,
                card.height,
                card,
                self._arrivals.get(id, 0),
                is_heading=card.is_heading,
            )
        yield from self._on_link.values()
        yield from self._joining.values()
        for band in self.graph.bands:
            if band.is_stray:
                width = max(self._heading_width, band_width(WITHOUT_A_QUESTION, self.theme))
                yield Node(_REST, width, band_height(self.theme), is_heading=True)
        if self._needs_root:
            yield Node(_ROOT, 1, 1)

    @property
    def _needs_root(self) -> bool:
        """Whether there are several trees, which an unseen node keeps in their order."""
        return len(self.graph.roots) > 1

    # Edges

    def _made_edges(self) -> Iterator[Edge]:
        if self._needs_root:
            for band in self.graph.bands:
                if band.is_stray:
                    yield Edge(_REST, _ROOT, {"style": "invis"})
                for id in band.roots:
                    # Below its heading a root is as far down as an answer is below its question.
                    yield (
                        Edge(self._names[id], _REST, {"style": "invis", "minlen": str(self.steps)})
                        if band.is_stray
                        else Edge(self._names[id], _ROOT, {"style": "invis"})
                    )
        for inference in self._inferences:
            yield from self._edges_of(inference)

    def _pulled(self, edges: list[Edge]) -> tuple[Edge, ...]:
        """Return the edges with weights that pull every card to one side.

        Graphviz moves a node that is pulled as much forward as backward to where there is room,
        which may be between two columns.
        """
        weights = [int(edge.attributes.get("weight", "1")) for edge in edges]
        leaving: dict[str, list[int]] = defaultdict(list)
        entering: dict[str, list[int]] = defaultdict(list)
        for number, edge in enumerate(edges):
            leaving[edge.tail].append(number)
            entering[edge.head].append(number)
        # From the last cards to the first, since a heavier edge pulls at the card above, too.
        for id in reversed(self.cards):
            name, parent = self._names[id], self.graph.parent_link(id)
            forward = sum(weights[number] for number in leaving[name])
            if forward and forward == sum(weights[number] for number in entering[name]):
                up = [number for number in leaving[name] if parent in edges[number].links]
                weights[(up or leaving[name])[0]] += 1
        return tuple(
            edge
            if weight == 1
            else edge._replace(attributes={**edge.attributes, "weight": str(weight)})
            for edge, weight in zip(edges, weights, strict=True)
        )

    def _edges_of(self, inference: Inference) -> Iterator[Edge]:
        """Yield the edges of one step: from its premises, by its dots if it has any, to its end."""
        link = inference.links[0]
        line = self._line(inference)
        headless = {**line, "arrowhead": "none"}
        attacked = self._attacked(inference)
        if attacked is None:
            side = self.sides.entering
            several = self._arrivals[link.target] > 1
            line["headport"] = f"p{self._ports[link]}:{side}" if several else side
            end = _Stop(self._names[link.target], 0)
        else:
            end = _Stop(self._on_link[attacked.links[0]].name, 1)
        dots = ((self._joining, self.steps - 1), (self._on_link, 1))
        way = [_Stop(of[link].name, rank) for of, rank in dots if link in of]
        way.append(end)
        # Straight through to a card, so that a dot is seen on a line, not in a bend of it.
        straight = {"weight": "4"}
        further = straight if len(way) > 1 else {}
        for premise in sorted(inference.premises, key=self._rank.__getitem__):
            links = tuple(each for each in inference.links if each.origin == premise)
            first = {**(line if len(way) == 1 else headless), "tailport": self.sides.leaving}
            begin = _Stop(self._names[premise], 0)
            yield self._edge(begin, way[0], first | further, links)
        for begin, stop in pairwise(way):
            stretch = line if stop == end else headless
            further = straight if attacked is None else {}
            yield self._edge(begin, stop, stretch | further, inference.links)

    def _edge(
        self, begin: _Stop, end: _Stop, line: dict[str, str], links: tuple[Link, ...]
    ) -> Edge:
        """Return an edge that is so long that cards come to be in columns of cards."""
        ranks = (begin.rank - end.rank) % self.steps or self.steps
        return Edge(begin.name, end.name, {**line, "minlen": str(ranks)}, links)

    def _line(self, inference: Inference) -> dict[str, str]:
        theme, relation = self.theme, inference.relation
        factor = line_factor(self.graph.statements[id].strength for id in inference.premises)
        color = theme.stroke(relation)
        line = {"arrowhead": _HEADS[relation], "color": color}
        if relation in _DASHES:
            line["style"] = _DASHES[relation]
        width = theme.line * factor * (1.3 if relation == "limits" else 1)
        if width != theme.line:
            line["penwidth"] = f"{width:g}"
        if relation == "restates":
            line["color"] = f"{color}:{theme.ground}:{color}"
        return line


_ROOT = "the map"
_REST = "without a question"


def _room(card: Card, theme: Theme) -> int:
    """Return how wide a heading is: no wider than its lines, as they are broken, need."""
    width = min(card.width, _HEADING_WIDTH)
    lines = wrap(card.wording, (width - 2 * theme.padding) * SLACK, theme.heading, bold=True)
    return round(max(lines.width / SLACK + 2 * theme.padding + 1, theme.narrowest))
