"""The strands of a channel: stretches of lines that run across it, from where they enter it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.composing.ports import entry_across, exit_across

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.drawing.composing.bundles import Bundle, Bundles, Port
    from argmap.drawing.composing.layers import Cell, Layers
    from argmap.drawing.composing.ports import Ports
    from argmap.drawing.composing.sections import Edge
    from argmap.model import Relation

_CLEAR = 6.0
_MOST_STEPS = 40
_NEARLY_LEVEL = 12.0
_STRAIGHT = 0.5


class Pin(NamedTuple):
    """Where a strand meets a border of its channel, the outer one or the inner one."""

    across: float
    is_outer: bool


class Strand:
    """A stretch across a channel with its ``pins``, the first of them where it enters.

    It has a track, ``along``, that is found later. ``attacks`` is the strand that an undercut ends
    at, ``at`` the place of that line across; ``dot`` is where the strand of joint premises goes on.
    """

    __slots__ = ("along", "at", "attacks", "dot", "from_dot", "is_before", "is_near_cards", "pins")

    def __init__(self) -> None:
        self.pins: list[Pin] = []
        self.attacks: Strand | None = None
        self.at: float | None = None
        self.dot: float | None = None
        self.from_dot: Strand | None = None
        self.is_before = False
        self.is_near_cards = False
        self.along = 0.0

    def add(self, pin: Pin) -> None:
        """Let it meet a border of its channel."""
        if pin not in self.pins:
            self.pins.append(pin)

    @property
    def low(self) -> float:
        """Where it begins, across."""
        return min(self._places())

    @property
    def high(self) -> float:
        """Where it ends, across."""
        return max(self._places())

    def _places(self) -> list[float]:
        own = [place for place in (self.at, self.dot) if place is not None]
        if self.from_dot is not None and self.from_dot.dot is not None:
            own.append(self.from_dot.dot)
        return [*own, *(pin.across for pin in self.pins)]

    @property
    def is_inward(self) -> bool:
        """Whether it leads to the root."""
        return self.pins[0].is_outer

    def is_straight(self) -> bool:
        """Tell whether it needs no track, since it runs straight along."""
        return self.attacks is None and self.dot is None and self.high - self.low < _STRAIGHT


class Stretches(NamedTuple):
    """The strands of all channels of a component, and those that each edge and bundle takes.

    ``exits`` say where, across, an edge leaves a channel, unless it ends at a line there;
    ``relation_of`` is for strands that attack the relation of what they attack.
    """

    of_channel: Mapping[int, list[Strand]]
    of_edge: Mapping[tuple[Edge, int], Strand]
    exits: Mapping[tuple[Edge, int], float]
    stems: Mapping[Bundle, Strand]
    relation_of: Mapping[Strand, Relation]


def find_strands(
    layers: Layers, bundles: Bundles, ports: Ports, across: Mapping[Cell, float]
) -> Stretches:
    """Return the strands of a component, without their tracks."""
    return _Finding(layers, bundles, ports, across).stretches()


class _Finding:
    def __init__(
        self, layers: Layers, bundles: Bundles, ports: Ports, across: Mapping[Cell, float]
    ) -> None:
        self.layers = layers
        self.bundles = bundles
        self.ports = ports
        self.across = across
        self.of_channel: dict[int, list[Strand]] = defaultdict(list)
        self.of_edge: dict[tuple[Edge, int], Strand] = {}
        self.stems: dict[Bundle, Strand] = {}
        self.exits: dict[tuple[Edge, int], float] = {}
        self.relation_of: dict[Strand, Relation] = {}
        self.shared: dict[tuple[int, Bundle | Port], Strand] = {}

    def stretches(self) -> Stretches:
        edges = self.layers.component.edges
        for edge in edges:
            for channel in self.layers.channels[edge]:
                self._run(edge, channel)
        # What ends at a line comes after that line, which may go on from a dot.
        for edge in edges:
            bundle = self.bundles.of.get(edge)
            last = self.of_edge[edge, self.layers.channels[edge][-1]]
            if edge.attacked is not None and bundle is None:
                self._attack(last, edge, edge.attacked)
            elif bundle is not None and bundle.is_joint and edge == bundle.edges[-1]:
                stem = self.stems[bundle]
                if edge.attacked is not None:
                    self._attack(stem, edge, edge.attacked)
                last.dot = self._dot_place(last, stem, self.layers.channels[edge][-1])
        return Stretches(self.of_channel, self.of_edge, self.exits, self.stems, self.relation_of)

    def entry(self, edge: Edge, channel: int) -> Pin:
        """Return where an edge enters a channel."""
        is_first = channel == self.layers.channels[edge][0]
        place = (
            self.ports.begin[self.bundles.port[edge]]
            if is_first
            else entry_across(edge, self.layers, channel, self.across)
        )
        return Pin(place, not self.layers.is_outward(edge))

    def exit(self, edge: Edge, channel: int) -> Pin:
        """Return where an edge that ends at no line leaves a channel."""
        is_outer = self.layers.is_outward(edge)
        if channel != self.layers.channels[edge][-1]:
            return Pin(exit_across(edge, self.layers, channel, self.across), is_outer)
        is_level = self.layers.layer_of[edge.tail] == self.layers.layer_of[edge.head]
        return Pin(self.ports.end[self.bundles.of.get(edge, edge)], is_outer and not is_level)

    def _run(self, edge: Edge, channel: int) -> None:
        channels = self.layers.channels[edge]
        bundle = self.bundles.of.get(edge) if channel == channels[-1] else None
        key = self.bundles.port[edge] if channel == channels[0] else edge
        strand = self.of_edge[edge, channel] = self._strand(channel, bundle or key)
        strand.add(self.entry(edge, channel))
        ends_at_line = channel == channels[-1] and edge.attacked is not None
        if bundle is None or not bundle.is_joint:
            if not ends_at_line:
                pin = self.exit(edge, channel)
                strand.add(pin)
                self.exits[edge, channel] = pin.across
            return
        strand.is_near_cards = not self.layers.is_outward(edge)
        if bundle not in self.stems:
            stem = self.stems[bundle] = Strand()
            self.of_channel[channel].append(stem)
            stem.from_dot = strand
            if not ends_at_line:
                stem.add(self.exit(edge, channel))

    def _strand(self, channel: int, key: Bundle | Port) -> Strand:
        if (channel, key) not in self.shared:
            self.shared[channel, key] = Strand()
            self.of_channel[channel].append(self.shared[channel, key])
        return self.shared[channel, key]

    def _attack(self, strand: Strand, edge: Edge, attacked: Edge) -> None:
        """Let a strand end at the line that it attacks, where that runs level."""
        channel = self.layers.channels[edge][-1]
        bundle = self.bundles.of.get(attacked)
        strand.is_near_cards = True
        self.relation_of[strand] = attacked.link.relation
        if bundle is not None and bundle.is_joint:
            strand.attacks = self.stems[bundle]
            strand.at = self.of_edge[attacked, channel].dot
            return
        strand.attacks = self.of_edge[attacked, channel]
        entry = self.entry(attacked, channel)
        if not entry.is_outer and attacked.attacked is None:
            end = self.exit(attacked, channel)
            if end.is_outer:
                entry = end
        if not entry.is_outer:
            # It runs level only before its track, which has to leave room for that.
            strand.attacks.is_near_cards = True
        strand.at = entry.across
        strand.is_before = not entry.is_outer

    def _dot_place(self, bracket: Strand, stem: Strand, channel: int) -> float:
        """Return where the line of joint premises goes on: level with its end, if that can be."""
        low, high = bracket.low, bracket.high
        goal = stem.at if stem.at is not None else stem.pins[0].across
        middle = goal if low + _CLEAR <= goal <= high - _CLEAR else (low + high) / 2
        # Where one premise is nearly level with the dot, it is.
        nearest = min((pin.across for pin in bracket.pins), key=lambda place: abs(place - middle))
        if abs(nearest - middle) < _NEARLY_LEVEL and low < nearest < high:
            return nearest
        taken = [
            pin.across
            for strand in self.of_channel[channel]
            if strand is not bracket and strand is not stem
            for pin in strand.pins
        ]
        for step in range(_MOST_STEPS):
            for place in (middle + 2 * step, middle - 2 * step):
                if all(abs(place - each) >= 2 * _CLEAR for each in taken):
                    return place
        return middle
