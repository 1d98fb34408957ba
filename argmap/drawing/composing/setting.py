"""What all steps of a composition have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.drawing.cards import Card
    from argmap.drawing.composing.references import Tag
    from argmap.drawing.composing.sections import Node, Reference, Sections
    from argmap.drawing.plane import Flow
    from argmap.drawing.theme import Theme


class Setting(NamedTuple):
    """A map on its way to a picture: its sections, its cards, how it looks, and where it flows.

    ``statements`` are all cards by id, ``tags`` those of references. *Along* is away from the
    root, in the direction of ``flow``, and *across* is square to it.
    """

    sections: Sections
    statements: Mapping[str, Card]
    tags: Mapping[Reference, Tag]
    theme: Theme
    flow: Flow

    def card(self, node: Node) -> Card | Tag:
        """Return what is shown of a node."""
        return self.statements[node] if isinstance(node, str) else self.tags[node]

    def breadth(self, node: Node) -> float:
        """Return the size of a node across."""
        card = self.card(node)
        return card.height if self.flow == "right" else card.width

    def depth(self, node: Node) -> float:
        """Return the size of a node along."""
        card = self.card(node)
        return card.width if self.flow == "right" else card.height
