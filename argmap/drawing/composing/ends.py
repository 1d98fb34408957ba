"""Where the links of a map end in a picture: at a card, or at the line of another link."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from argmap.drawing.composing.sections import Sections
    from argmap.graph import Graph, Link


class Ends:
    """Where each link of a map ends.

    Undercuts end at lines. Where undercuts attack each other in a circle, none of their lines
    has an end to begin from, so these end at the card of the premise instead. With ``sections``
    only the links count that these draw.
    """

    def __init__(self, graph: Graph, sections: Sections | None = None) -> None:
        self._graph = graph
        self._sections = sections
        self._far: Collection[Link] = sections.far if sections else ()
        self._attacked: dict[Link, Link] = {}
        self._base: dict[Link, str | None] = {}
        self._depth: dict[Link, int] = {}
        links = sections.links if sections else graph.links
        for link in links:
            self._follow(link)

    def by_depth(self, links: Iterable[Link]) -> list[Link]:
        """Return the links, each after the one that it attacks."""
        return sorted(links, key=self._depth.__getitem__)

    def _follow(self, link: Link) -> None:
        # A dictionary, since it keeps its order and finds a link without a search.
        chain: dict[Link, None] = {}
        place: Link | None = link
        while place is not None and place not in self._base and place not in chain:
            chain[place] = None
            place = self._leaned_on(place)
        circle = False
        for each in reversed(chain):
            attacked = self._graph.attacked_by(each)
            following = self._leaned_on(each)
            circle = circle or (following in chain and following not in self._base)
            if attacked is None or circle:
                self._base[each] = each.target
                self._depth[each] = 0
            else:
                self._attacked[each] = attacked
                if each in self._far:
                    self._base[each] = each.target
                    self._depth[each] = 0
                else:
                    self._base[each] = self._base[following] if following else None
                    self._depth[each] = self._depth[following] + 1 if following else 1
            if each == place:
                circle = False

    def _leaned_on(self, link: Link) -> Link | None:
        """Return the link whose base is that of an undercut, too.

        It is the one attacked; but where that leads to another section, the one by which its
        premise hangs in this section.
        """
        if link in self._far:
            return None
        attacked = self._graph.attacked_by(link)
        if attacked is not None and attacked in self._far and self._sections is not None:
            return self._sections.parent_link(attacked.origin)
        return attacked

    def attacked_by(self, link: Link) -> Link | None:
        """Return the link at whose line an undercut ends; None where a link ends at a card."""
        return self._attacked.get(link)

    def base(self, link: Link) -> str | None:
        """Return the card where a link, or the last of those that it attacks in turn, ends.

        None says that there is no such card in the section: the undercut of a link that leads
        from the top of one section to another.
        """
        return self._base[link]
