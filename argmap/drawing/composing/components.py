"""Components, each laid out by itself: where cards are and lines run, along and across."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.composing.bundles import Bundles, find_bundles
from argmap.drawing.composing.channels import find_tracks
from argmap.drawing.composing.layers import Layers, find_layers
from argmap.drawing.composing.lines import Borders, Lines
from argmap.drawing.composing.packing import Size
from argmap.drawing.composing.placing import place_across
from argmap.drawing.composing.ports import find_ports
from argmap.drawing.composing.strands import find_strands
from argmap.drawing.composing.strokes import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from argmap.drawing.composing.lines import Line, Spot
    from argmap.drawing.composing.sections import Component, Node, Sections
    from argmap.drawing.composing.setting import Setting
    from argmap.drawing.plane import Flow
    from argmap.graph import Graph


class Layered(NamedTuple):
    """A component in layers, and which of its lines go together: all that sizes do not change."""

    layers: Layers
    bundles: Bundles


def find_layered(sections: Sections) -> list[Layered]:
    """Return all components of a map in layers, in reading order."""
    return [
        layered(component, sections.graph)
        for section in sections.all
        for component in section.components
    ]


def layered(component: Component, graph: Graph) -> Layered:
    """Return a component in layers."""
    layers = find_layers(component, graph)
    return Layered(layers, find_bundles(layers, graph))


class PlacedComponent:
    """A component whose cards have their places across, and whose strands have their tracks.

    ``widths`` are what its channels need; the same channels of all components are as wide as the
    widest, so that their layers are aligned.
    """

    def __init__(self, layered: Layered, setting: Setting) -> None:
        self.layers, self.bundles = layered
        self.setting = setting
        self.across = place_across(self.layers, setting)
        self.ports = find_ports(self.layers, self.bundles, self.across, setting)
        self.stretches = find_strands(self.layers, self.bundles, self.ports, self.across)
        with_heads = {
            channels[-1]
            for edge, channels in self.layers.channels.items()
            if self.layers.is_outward(edge) and edge.attacked is None
        }
        self.tracks = {
            channel: find_tracks(strands, has_outer_heads=channel in with_heads)
            for channel, strands in self.stretches.of_channel.items()
        }
        least = setting.theme.column_gap
        last = len(self.layers.rows) - 1
        self.widths = {
            channel: tracks.need.width(least if channel < last else 0.0)
            for channel, tracks in self.tracks.items()
        }


class DrawnComponent(NamedTuple):
    """A component whose cards and lines have their places.

    ``corners`` are those of its cards, nearest to the root and first across. It is ``length`` long
    and ``breadth`` broad.
    """

    corners: Mapping[Node, Place]
    lines: Sequence[Line]
    spots: Sequence[Spot]
    length: float
    breadth: float

    def size(self, flow: Flow) -> Size:
        """Return what it takes of a page."""
        if flow == "down":
            return Size(self.breadth, self.length)
        return Size(self.length, self.breadth)

    def top(self, flow: Flow, width: float) -> float:
        """Return how far below its top it begins, seen only so wide from its left."""
        places = [*self.corners.values(), *(place for line in self.lines for place in line.places)]
        if flow == "right":
            return min((one.across for one in places if one.along < width), default=self.breadth)
        return min((one.along for one in places if one.across < width), default=self.length)

    def moved(self, along: float, across: float) -> DrawnComponent:
        """Return the same, so much further along and across."""
        return self._changed(
            lambda place: Place(place.along + along, place.across + across), lambda _: 0.0, 1
        )

    def mirrored(self, depth: Callable[[Node], float]) -> DrawnComponent:
        """Return the same with its first layer last, where cards are so deep."""
        return self._changed(
            lambda place: Place(self.length - place.along, place.across), depth, -1
        )

    def _changed(
        self, place: Callable[[Place], Place], depth: Callable[[Node], float], sign: int
    ) -> DrawnComponent:
        corners = {node: place(corner) for node, corner in self.corners.items()}
        return self._replace(
            corners={
                node: corner._replace(along=corner.along - depth(node))
                for node, corner in corners.items()
            },
            lines=[
                line._replace(
                    places=tuple(map(place, line.places)),
                    tip=line.tip and place(line.tip),
                    along=sign * line.along,
                )
                for line in self.lines
            ],
            spots=[spot._replace(centre=place(spot.centre)) for spot in self.spots],
        )


def draw_component(placed: PlacedComponent, widths: Mapping[int, float]) -> DrawnComponent:
    """Draw a component whose channels have some widths."""
    layers, setting, across = placed.layers, placed.setting, placed.across
    nodes = layers.component.nodes
    depth = {node: setting.depth(node) for node in nodes}
    inner: dict[int, float] = {}
    outer = {-1: 0.0}
    for channel, row in enumerate(layers.rows):
        deepest = max((depth[cell] for cell in row if cell in depth), default=0.0)
        inner[channel] = outer[channel - 1] + deepest
        outer[channel] = inner[channel] + round(widths.get(channel, setting.theme.column_gap))
        if channel in placed.tracks:
            placed.tracks[channel].settle(outer[channel] - inner[channel])
    borders = Borders(inner, outer, layers.layer_of, depth)
    drawn = Lines(layers, placed.bundles, placed.ports, placed.stretches, borders)
    corners = {
        node: Place(borders.side(node, is_outer=False), across[node] - setting.breadth(node) / 2)
        for node in nodes
    }
    places = [place for line in drawn.lines for place in line.places]
    length = max(
        *(corner.along + depth[node] for node, corner in corners.items()),
        *(place.along for place in places),
        0.0,
    )
    breadth = max(
        *(corner.across + setting.breadth(node) for node, corner in corners.items()),
        *(place.across for place in places),
        0.0,
    )
    return DrawnComponent(corners, drawn.lines, drawn.spots, length, breadth)


def draw_components(placed: Sequence[PlacedComponent]) -> list[DrawnComponent]:
    """Draw components so that their layers are aligned."""
    widths: dict[int, float] = {}
    for one in placed:
        for channel, width in one.widths.items():
            widths[channel] = max(width, widths.get(channel, 0.0))
    return [draw_component(one, widths) for one in placed]
