"""Where the links of a map end in a picture: at a card, or at the line of another link."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.graph import Graph, Link


class Ends:
    """Which links end at the line of another one, and which at a card.

    Undercuts end at lines. Where undercuts attack each other in a circle, none of their lines has
    an end to begin from, so these end at the card of the premise instead.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._depth: dict[Link, int] = {}
        for link in graph.links:
            self._follow(link)

    def _follow(self, link: Link) -> None:
        # A dictionary, since it keeps its order and finds a link without a search.
        chain: dict[Link, None] = {}
        place: Link | None = link
        while place is not None and place not in self._depth and place not in chain:
            chain[place] = None
            place = self._graph.attacked_by(place)
        circle = place is not None and place in chain
        for each in reversed(chain):
            following = self._graph.attacked_by(each)
            if circle or following is None:
                self._depth[each] = 0
            else:
                self._depth[each] = self._depth[following] + 1
            if each == place:
                circle = False

    def attacked_by(self, link: Link) -> Link | None:
        """Return the link at whose line an undercut ends; None if a link ends at a card."""
        return self._graph.attacked_by(link) if self._depth[link] else None

    def depth(self, link: Link) -> int:
        """Return how many lines lead from the end of a link to a card, one ending at the next."""
        return self._depth[link]
