"""The lines of a component: from card to card, their heads, and the dots on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.composing.strokes import (
    DOT_RADIUS,
    DOT_STANDOFF,
    HEAD_LENGTH,
    MEETING_RADIUS,
    TURN,
    Place,
    rounded,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.drawing.composing.bundles import Bundle, Bundles
    from argmap.drawing.composing.layers import Layers
    from argmap.drawing.composing.ports import Ports
    from argmap.drawing.composing.sections import Edge, Node
    from argmap.drawing.composing.strands import Strand, Stretches
    from argmap.graph import Link
    from argmap.model import Relation

BORDER = 0.6
"""How far outside of the border of a card heads end, which is 1.2 wide."""
_LEVEL = 0.5


class Line(NamedTuple):
    """The line of some links; it has a ``tip``, and points there, where it ends with a head."""

    links: tuple[Link, ...]
    places: tuple[Place, ...]
    tip: Place | None = None
    along: int = 0
    across: int = 0


class Spot(NamedTuple):
    """A dot in the making: where joint premises meet, or where an undercut meets a line."""

    centre: Place
    relation: Relation
    radius: float
    links: tuple[Link, ...]


class Borders(NamedTuple):
    """Where channels begin and end along, and where the sides of cards are."""

    inner: Mapping[int, float]
    outer: Mapping[int, float]
    layer_of: Mapping[Node, int]
    depth: Mapping[Node, float]

    def side(self, node: Node, *, is_outer: bool) -> float:
        """Return where the outer or the inner side of a card is."""
        begin = self.outer[self.layer_of[node] - 1]
        return begin + (self.depth[node] if is_outer else 0.0)


class Lines:
    """All lines of a component, drawn when it is made.

    Where lines come together, what they share is drawn once, as a line of all their links; those
    that begin together are each drawn whole.
    """

    def __init__(
        self,
        layers: Layers,
        bundles: Bundles,
        ports: Ports,
        stretches: Stretches,
        borders: Borders,
    ) -> None:
        self._layers = layers
        self._bundles = bundles
        self._ports = ports
        self._stretches = stretches
        self._borders = borders
        self.lines: list[Line] = []
        self.spots: list[Spot] = []
        for edge in layers.component.edges:
            self._draw(edge)
        for bundle in dict.fromkeys(bundles.of.values()):
            if bundle.is_joint:
                self._draw_stem(bundle)
            else:
                self._draw_trunk(bundle)

    def _along(self, strand: Strand, channel: int) -> float:
        return self._borders.inner[channel] + strand.along

    def _draw(self, edge: Edge) -> None:
        """Draw the line of an edge from where it begins to its end, or to where it joins others."""
        side = self._borders.side(edge.tail, is_outer=self._layers.is_outward(edge))
        places = [Place(side, self._ports.begin[self._bundles.port[edge]])]
        channels = self._layers.channels[edge]
        for channel in channels[:-1]:
            strand = self._stretches.of_edge[edge, channel]
            self._turn(places, strand, channel, self._stretches.exits[edge, channel])
        last = self._stretches.of_edge[edge, channels[-1]]
        bundle = self._bundles.of.get(edge)
        if bundle is not None and bundle.is_joint:
            self._turn(places, last, channels[-1], last.dot or 0.0)
            self._add((edge.link,), places)
        elif bundle is not None:
            port = self._ports.end[bundle]
            along = self._along(last, channels[-1])
            across = places[-1].across
            self._add((edge.link,), [*places, Place(along, across), _aside(along, across, port)])
        elif edge.attacked is not None:
            self._end_at_line((edge.link,), places, last, channels[-1])
        else:
            self._turn(places, last, channels[-1], self._ports.end[edge])
            self._end_at_card((edge.link,), places, edge)

    def _draw_trunk(self, bundle: Bundle) -> None:
        """Draw the line that all those of a bundle come to, from both sides, with its head."""
        edge = bundle.edges[0]
        channel = self._layers.channels[edge][-1]
        strand = self._stretches.of_edge[edge, channel]
        along, port = self._along(strand, channel), self._ports.end[bundle]
        links = tuple(edge.link for edge in bundle.edges)
        turn = Place(along, port)
        ends = [place for place in (strand.low, strand.high) if abs(place - port) > _LEVEL]
        ways = [[_aside(along, place, port), turn] for place in ends] or [[turn]]
        self._end_at_card(links, ways[0], edge)
        for way in ways[1:]:
            self._add(links, [*way, Place(along - TURN, port)])

    def _draw_stem(self, bundle: Bundle) -> None:
        """Draw the dot where joint premises meet, and the one line from there on."""
        edge = bundle.edges[0]
        channel = self._layers.channels[edge][-1]
        bracket, stem = self._stretches.of_edge[edge, channel], self._stretches.stems[bundle]
        centre = Place(self._along(bracket, channel), bracket.dot or 0.0)
        links = tuple(edge.link for edge in bundle.edges)
        places = [centre]
        if edge.attacked is not None:
            self._end_at_line(links, places, stem, channel)
        else:
            self._turn(places, stem, channel, self._ports.end[bundle])
            self._end_at_card(links, places, edge)
        self.spots.append(Spot(centre, links[0].relation, MEETING_RADIUS, links))

    def _turn(self, places: list[Place], strand: Strand, channel: int, across: float) -> None:
        """Lead a line to its track in a channel, and there to a place across."""
        if not strand.is_straight():
            along = self._along(strand, channel)
            places += [Place(along, places[-1].across), Place(along, across)]

    def _end_at_line(
        self, links: tuple[Link, ...], places: list[Place], strand: Strand, channel: int
    ) -> None:
        """Lead a line across to the one that it attacks, with a bar before the dot there."""
        along, across = self._along(strand, channel), strand.at or 0.0
        sign = 1 if places[-1].across < across else -1
        stop = Place(along, across - sign * DOT_STANDOFF)
        places += [Place(along, places[-1].across), stop]
        tip = Place(along, stop.across + sign * (HEAD_LENGTH[links[0].relation] - 1))
        self._add(links, places, tip, across=sign)
        relation = self._stretches.relation_of[strand]
        self.spots.append(Spot(Place(along, across), relation, DOT_RADIUS, links[:1]))

    def _end_at_card(self, links: tuple[Link, ...], places: list[Place], edge: Edge) -> None:
        is_level = self._layers.layer_of[edge.tail] == self._layers.layer_of[edge.head]
        is_outer = is_level or not self._layers.is_outward(edge)
        sign = -1 if is_outer else 1
        side = self._borders.side(edge.head, is_outer=is_outer)
        across = places[-1].across
        places.append(Place(side - sign * HEAD_LENGTH[edge.link.relation], across))
        self._add(links, places, Place(side - sign * BORDER, across), along=sign)

    def _add(
        self,
        links: tuple[Link, ...],
        places: list[Place],
        tip: Place | None = None,
        *,
        along: int = 0,
        across: int = 0,
    ) -> None:
        self.lines.append(Line(links, rounded(places), tip, along, across))


def _aside(along: float, across: float, goal: float) -> Place:
    """Return where on its track a line is that turned into it at a place, on its way to another."""
    step = min(TURN, abs(goal - across))
    return Place(along, across + (step if goal > across else -step))
