"""Where the links of a map end in a picture: at a card, or at the line of another link."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.graph import Graph, Link


class Ends:
    """Where each link of a map ends.

    Undercuts end at lines. Where undercuts attack each other in a circle, none of their lines
    has an end to begin from, so these end at the card of the premise instead. ``by_depth`` holds
    all links, each after the one that it attacks.
    """

    def __init__(self, graph: Graph) -> None:
        self._attacked: dict[Link, Link] = {}
        self._base: dict[Link, str] = {}
        self._depth: dict[Link, int] = {}
        for link in graph.links:
            self._follow(link, graph)
        self.by_depth = tuple(sorted(graph.links, key=self._depth.__getitem__))

    def _follow(self, link: Link, graph: Graph) -> None:
        # A dictionary, since it keeps its order and finds a link without a search.
        chain: dict[Link, None] = {}
        place: Link | None = link
        while place is not None and place not in self._base and place not in chain:
            chain[place] = None
            place = graph.attacked_by(place)
        circle = False
        for each in reversed(chain):
            attacked = graph.attacked_by(each)
            circle = circle or (attacked in chain and attacked not in self._base)
            if attacked is None or circle:
                self._base[each] = each.target
                self._depth[each] = 0
            else:
                self._attacked[each] = attacked
                self._base[each] = self._base[attacked]
                self._depth[each] = self._depth[attacked] + 1
            if each == place:
                circle = False

    def attacked_by(self, link: Link) -> Link | None:
        """Return the link at whose line an undercut ends; None where a link ends at a card."""
        return self._attacked.get(link)

    def base(self, link: Link) -> str:
        """Return the card where a link, or the last of those that it attacks in turn, ends."""
        return self._base[link]
