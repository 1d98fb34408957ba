"""Where cards and dummy nodes are across the layers, whose order is known.

First every tree is drawn tidily: each subtree as
a shape of its own, as near to the one above it as their outlines allow, and every card in the
middle of what bears on it (after Reingold and Tilford, *Tidier drawings of trees*, IEEE
Transactions on Software Engineering 7, 1981). Then, for a few rounds, layers make room for the
dummy nodes of lines that pass them, from the outermost inward.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from argmap.drawing.composing.layers import Dummy
from argmap.drawing.composing.spacing import space_out
from argmap.drawing.composing.tidying import Shape, stack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.drawing.composing.layers import Cell, Layers
    from argmap.drawing.composing.sections import Node
    from argmap.drawing.composing.setting import Setting

_ROUNDS = 6
_TREE_GAP = 30.0
_DUMMY_BREADTH, _DUMMY_GAP = 8.0, 8.0
_NEARLY_LEVEL = 3.0
# How much a wish counts: that of a card with support most, that of one without least.
_SUPPORTED, _PASSED, _FREE = 1.0, 0.3, 0.1


def place_across(layers: Layers, setting: Setting) -> dict[Cell, float]:
    """Return where the middle of every cell of a component is; the first edge is at 0."""
    return _Placing(layers, setting).place()


class _Placing:
    def __init__(self, layers: Layers, setting: Setting) -> None:
        self.layers = layers
        self.theme = setting.theme
        self.parents = layers.component.parents
        self.breadth: dict[Cell, float] = {
            cell: _DUMMY_BREADTH if isinstance(cell, Dummy) else setting.breadth(cell)
            for row in layers.rows
            for cell in row
        }
        self.across: dict[Cell, float] = dict.fromkeys(self.breadth, 0.0)
        self.supporters = self._supporters()
        self._reading_rank = {node: rank for rank, node in enumerate(layers.component.nodes)}
        # Nodes are in reading order, so each comes after the one that it hangs from.
        self.root: dict[Node, Node] = {}
        for node in layers.component.nodes:
            parent = self.parents[node]
            self.root[node] = node if parent is None else self.root.get(parent, node)

    def place(self) -> dict[Cell, float]:
        self.across.update(self._tidy())
        distances = [
            [self._distance(first, second) for first, second in pairwise(row)]
            for row in self.layers.rows
        ]
        for _ in range(_ROUNDS):
            for layer in reversed(range(len(distances))):
                row = self.layers.rows[layer]
                wishes = [self._wish(cell, layer) for cell in row]
                places = space_out(
                    [wish for wish, _ in wishes], distances[layer], [weight for _, weight in wishes]
                )
                self.across.update(zip(row, places, strict=True))
        return self._rounded()

    def _tidy(self) -> dict[Cell, float]:
        """Return the places of all cards if there were no lines across the trees."""
        layer_of = self.layers.layer_of
        below: dict[Node | None, list[Node]] = defaultdict(list)
        for row in self.layers.rows:
            for cell in row:
                if not isinstance(cell, Dummy):
                    family = self.parents[cell]
                    is_outer = family is not None and layer_of[family] < layer_of[cell]
                    below[family if is_outer else None].append(cell)
        offsets: dict[Node, float] = {}
        shapes: dict[Node, Shape] = {}
        # What is further out has its shape before what it is beside.
        for row in reversed(self.layers.rows):
            for cell in row:
                if not isinstance(cell, Dummy):
                    half = self.breadth[cell] / 2
                    shape = Shape(layer_of[cell], [-half], [half])
                    gaps = (self.theme.gap, self.theme.family_gap)
                    found = stack([shapes.pop(each) for each in below[cell]], *gaps)
                    offsets.update(zip(below[cell], found.offsets, strict=True))
                    shapes[cell] = shape.with_outer(found.shape)
        roots = sorted(below[None], key=self._reading_rank.__getitem__)
        found = stack([shapes[root] for root in roots], _TREE_GAP, _TREE_GAP)
        offsets.update(zip(roots, found.offsets, strict=True))
        top = frozenset(roots)
        places: dict[Cell, float] = {}
        for row in self.layers.rows:
            for cell in row:
                if not isinstance(cell, Dummy):
                    family = None if cell in top else self.parents[cell]
                    start = 0.0 if family is None else places[family]
                    places[cell] = start + offsets[cell]
        return places

    def _rounded(self) -> dict[Cell, float]:
        """Give the edges of cards whole numbers, so that their borders are crisp."""
        halves = {cell: breadth / 2 for cell, breadth in self.breadth.items()}
        first = min(self.across[cell] - half for cell, half in halves.items())
        for cell, half in halves.items():
            self.across[cell] = round(self.across[cell] - first - half) + half
        for layer in reversed(range(len(self.layers.rows))):
            for cell in self.layers.rows[layer]:
                self._snap(cell, layer)
        return self.across

    def _snap(self, cell: Cell, layer: int) -> None:
        """Make a line that passes a layer run straight on, where it nearly does."""
        if isinstance(cell, Dummy):
            beyond = self._beyond(cell, layer + 1)
            if beyond is not None:
                place = self.across[beyond]
                if abs(place - self.across[cell]) <= _NEARLY_LEVEL:
                    self.across[cell] = place

    def _supporters(self) -> Mapping[Node, list[Cell]]:
        """Say for each card what is next to it, away from the root, on lines to it."""
        supporters: dict[Node, list[Cell]] = defaultdict(list)
        layer_of = self.layers.layer_of
        for edge in self.layers.component.edges:
            inner, outer = sorted((edge.head, edge.tail), key=layer_of.__getitem__)
            if not edge.attacked and self.parents[outer] == inner:
                dummy = Dummy(edge, layer_of[inner] + 1)
                supporters[inner].append(dummy if dummy in self.across else outer)
        return supporters

    def _wish(self, cell: Cell, layer: int) -> tuple[float, float]:
        """Return where something would be and how much that counts."""
        if isinstance(cell, Dummy):
            beyond = self._beyond(cell, layer + 1)
            return self.across[cell if beyond is None else beyond], _PASSED
        beside = [self.across[each] for each in self.supporters[cell]]
        if beside:
            return (min(beside) + max(beside)) / 2, _SUPPORTED
        return self.across[cell], _FREE

    def _beyond(self, dummy: Dummy, layer: int) -> Cell | None:
        """Return what the line through a dummy node meets on the next layer outward."""
        edge = dummy.edge
        if (following := Dummy(edge, layer)) in self.across:
            return following
        ends = (edge.tail, edge.head)
        return next((node for node in ends if self.layers.layer_of[node] == layer), None)

    def _distance(self, first: Cell, second: Cell) -> float:
        """Return how far apart the middles of two neighbours on a layer must be."""
        half = (self.breadth[first] + self.breadth[second]) / 2
        if isinstance(first, Dummy) or isinstance(second, Dummy):
            return half + _DUMMY_GAP
        if self.root[first] != self.root[second]:
            return half + _TREE_GAP
        if self.parents[first] != self.parents[second]:
            return half + self.theme.family_gap
        return half + self.theme.gap
