"""Where lines begin and end at the sides of cards."""

from __future__ import annotations

from collections import defaultdict
from math import copysign
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.composing.bundles import Bundle
from argmap.drawing.composing.layers import Dummy
from argmap.drawing.composing.spacing import spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from argmap.drawing.composing.bundles import Bundles, Port
    from argmap.drawing.composing.layers import Cell, Layers
    from argmap.drawing.composing.sections import Edge, Node
    from argmap.drawing.composing.setting import Setting

PORT_MARGIN = 8.0
"""How far from the corners of a card lines may end."""
_APART, _LEAST_APART = 16.0, 12.0
# Room for the bar of an undercut next to the line that it attacks.
_BESIDE_ATTACK = 16.0
_FAR = 1_000_000.0
_NEARLY = 10.0


class Ports(NamedTuple):
    """Where lines begin, by what they share, and where edges and bundles end, across."""

    begin: Mapping[Port, float]
    end: Mapping[Edge | Bundle, float]


class _Side:
    """What begins and what ends at one side of a card, each with its edges."""

    def __init__(self) -> None:
        self.begin: dict[Port, list[Edge]] = defaultdict(list)
        self.end: dict[Edge | Bundle, list[Edge]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self.begin) + len(self.end)

    def least_apart(self, bundles: Bundles) -> float:
        """Return how far apart lines are at the least."""
        is_attacked = any(port in bundles.attacked for port in self.begin)
        return _BESIDE_ATTACK if is_attacked else _LEAST_APART


def side_lengths(layered: Iterable[tuple[Layers, Bundles]]) -> dict[Node, float]:
    """Return how long the sides of cards must be at the least, for the lines that end there."""
    lengths: dict[Node, float] = {}
    for layers, bundles in layered:
        for (node, _), side in _sides(layers, bundles).items():
            length = 2 * PORT_MARGIN + side.least_apart(bundles) * (len(side) - 1)
            lengths[node] = max(length, lengths.get(node, 0.0))
    return lengths


def find_ports(
    layers: Layers, bundles: Bundles, across: Mapping[Cell, float], setting: Setting
) -> Ports:
    """Spread the lines that begin and end at a card over its sides."""
    begin: dict[Port, float] = {}
    end: dict[Edge | Bundle, float] = {}
    # Where lines only begin, nothing draws them from the middle.
    sides = sorted(_sides(layers, bundles).items(), key=lambda item: bool(item[1].end))
    for (node, _), side in sides:
        middle, apart = across[node], side.least_apart(bundles)
        goals = {port: _goal(edges, layers, bundles, across) for port, edges in side.begin.items()}
        sources = {
            one: _source(
                [_entry(edge, layers, bundles, across, begin) for edge in edges], one, middle
            )
            for one, edges in side.end.items()
        }
        wishes = [(goal, True, rank, port) for rank, (port, goal) in enumerate(goals.items())]
        wished = [(wish, False, rank, one) for rank, (one, wish) in enumerate(sources.items())]
        ordered = sorted((*wishes, *wished), key=lambda one: one[:3])
        if side.end:
            half = setting.breadth(node) / 2 - PORT_MARGIN
            places = spread(
                [wish for wish, *_ in ordered],
                middle - half,
                middle + half,
                apart=max(_APART, apart),
                least=apart,
            )
        else:
            first = middle - apart * (len(ordered) - 1) / 2
            places = [first + apart * rank for rank in range(len(ordered))]
        place_of = {one[1:3]: place for one, place in zip(ordered, places, strict=True)}
        begin.update((port, place_of[True, rank]) for rank, port in enumerate(goals))
        end.update((one, place_of[False, rank]) for rank, one in enumerate(sources))
    _straighten(layers, bundles, begin, end, setting, across)
    return Ports(begin, end)


def _straighten(
    layers: Layers,
    bundles: Bundles,
    begin: dict[Port, float],
    end: Mapping[Edge | Bundle, float],
    setting: Setting,
    across: Mapping[Cell, float],
) -> None:
    """Let a line that would bend a little begin where it ends, if it begins by itself."""
    users: dict[tuple[Node, bool], set[Port]] = defaultdict(set)
    ended = set()
    for edge in layers.component.edges:
        users[edge.tail, layers.is_outward(edge)].add(bundles.port[edge])
        ended.add((edge.head, not layers.is_outward(edge)))
    for edge in layers.component.edges:
        if edge not in end or len(layers.channels[edge]) > 1:
            continue
        place = end[edge]
        side = edge.tail, layers.is_outward(edge)
        port = bundles.port[edge]
        is_alone = users[side] == {port} and side not in ended
        is_level = layers.layer_of[edge.tail] == layers.layer_of[edge.head]
        half = setting.breadth(edge.tail) / 2 - PORT_MARGIN
        if (
            is_alone
            and not is_level
            and abs(begin[port] - place) <= _NEARLY
            and abs(place - across[edge.tail]) <= half
        ):
            begin[port] = place


def _sides(layers: Layers, bundles: Bundles) -> dict[tuple[Node, bool], _Side]:
    """Return the sides of cards: those that face the root and, with True, those away from it."""
    sides: dict[tuple[Node, bool], _Side] = defaultdict(_Side)
    for edge in layers.component.edges:
        is_outward = layers.is_outward(edge)
        sides[edge.tail, is_outward].begin[bundles.port[edge]].append(edge)
        if edge.attacked is None:
            is_level = layers.layer_of[edge.tail] == layers.layer_of[edge.head]
            side = sides[edge.head, is_level or not is_outward]
            side.end[bundles.of.get(edge, edge)].append(edge)
    return sides


def _entry(
    edge: Edge,
    layers: Layers,
    bundles: Bundles,
    across: Mapping[Cell, float],
    begin: Mapping[Port, float],
) -> float:
    """Return where, across, an edge enters the channel in which it ends, as far as is known."""
    channels = layers.channels[edge]
    if len(channels) == 1:
        return begin.get(bundles.port[edge], across[edge.tail])
    return entry_across(edge, layers, channels[-1], across)


def _source(places: Sequence[float], one: Edge | Bundle, middle: float) -> float:
    """Return from where, across, a line comes; a trunk comes to the middle of its card."""
    source = (min(places) + max(places)) / 2
    if isinstance(one, Bundle) and not one.is_joint:
        return min(max(source, middle - 1), middle + 1)
    return source


def _goal(
    edges: list[Edge], layers: Layers, bundles: Bundles, across: Mapping[Cell, float]
) -> float:
    """Return about where, across, lines that begin together lead; past all others if attacked."""
    own = across[edges[0].tail]
    places: list[float] = []
    for edge in edges:
        channels = layers.channels[edge]
        if len(channels) > 1:
            places.append(exit_across(edge, layers, channels[0], across))
        elif edge.attacked is not None:
            places.append(across[edge.attacked.tail])
        else:
            places.append(across[edge.head])
    goal = sum(places) / len(places)
    if edges[0] in bundles.attacked:
        by = [across[edge.tail] for edge in bundles.attacked[edges[0]]]
        return copysign(_FAR, sum(by) / len(by) - own) + goal
    return goal


def _dummy(edge: Edge, layers: Layers, channel: int, *, at_entry: bool) -> Dummy:
    """Return the dummy node of an edge where it enters a channel, or where it leaves it."""
    is_outer = at_entry != layers.is_outward(edge)
    return Dummy(edge, channel + 1 if is_outer else channel)


def entry_across(edge: Edge, layers: Layers, channel: int, across: Mapping[Cell, float]) -> float:
    """Return where, across, an edge enters a channel that is not its first."""
    return across[_dummy(edge, layers, channel, at_entry=True)]


def exit_across(edge: Edge, layers: Layers, channel: int, across: Mapping[Cell, float]) -> float:
    """Return where, across, an edge leaves a channel that is not its last."""
    return across[_dummy(edge, layers, channel, at_entry=False)]
