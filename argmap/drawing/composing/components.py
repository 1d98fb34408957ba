"""Components, each laid out by itself: where cards stand and lines run, along and across."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.composing.bundles import Bundles, find_bundles
from argmap.drawing.composing.channels import find_tracks
from argmap.drawing.composing.layers import Layers, find_layers
from argmap.drawing.composing.lines import Borders, Lines
from argmap.drawing.composing.placing import place_across
from argmap.drawing.composing.ports import find_ports
from argmap.drawing.composing.strands import find_strands
from argmap.drawing.composing.strokes import Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from argmap.drawing.composing.sections import Sections
    from argmap.drawing.composing.setting import Setting


class Layered(NamedTuple):
    """A component in layers, and which of its lines go together: all that sizes do not change."""

    layers: Layers
    bundles: Bundles


def find_layered(sections: Sections) -> list[Layered]:
    """Return all components of a map in layers, in reading order."""
    found: list[Layered] = []
    for section in sections.all:
        for component in section.components:
            layers = find_layers(component, sections.graph)
            found.append(Layered(layers, find_bundles(layers, sections.graph)))
    return found


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


class DrawnComponent:
    """A component whose cards and lines have their places.

    ``corners`` are those of its cards, nearest to the root and first across. It is ``length`` long
    and ``breadth`` broad.
    """

    def __init__(self, placed: PlacedComponent, widths: Mapping[int, float]) -> None:
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
        self.lines, self.spots = drawn.lines, drawn.spots
        self.corners = {
            node: Place(
                borders.side(node, is_outer=False), across[node] - setting.breadth(node) / 2
            )
            for node in nodes
        }
        places = [place for line in self.lines for place in line.places]
        self.length = max(
            *(corner.along + depth[node] for node, corner in self.corners.items()),
            *(place.along for place in places),
            0.0,
        )
        self.breadth = max(
            *(corner.across + setting.breadth(node) for node, corner in self.corners.items()),
            *(place.across for place in places),
            0.0,
        )


def draw_components(placed: Sequence[PlacedComponent]) -> list[DrawnComponent]:
    """Draw components so that their layers are aligned."""
    widths: dict[int, float] = {}
    for one in placed:
        for channel, width in one.widths.items():
            widths[channel] = max(width, widths.get(channel, 0.0))
    return [DrawnComponent(one, widths) for one in placed]
