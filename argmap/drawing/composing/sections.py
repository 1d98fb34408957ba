"""A map in sections: under each question what leads to it, and at the end what leads to none.

A section shows a band of the graph. A question at the top of the map is no card but the heading of
its section; what leads to no question has a heading that is no statement. The statements of a
section fall into blocks: trees, and trees that links join. A block is drawn by itself, so blocks
can stand wherever they fill the page best; links between sections lead from block to block.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from argmap.graph.components import topmost

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.graph import Graph, Link


class Block(NamedTuple):
    """Statements that are drawn together, and their links.

    ``ids`` are in reading order. ``links`` begin and end here, ``leaving`` only begin and
    ``arriving`` only end here.
    """

    ids: tuple[str, ...]
    links: tuple[Link, ...]
    leaving: tuple[Link, ...]
    arriving: tuple[Link, ...]


class Section(NamedTuple):
    """A question, if it has one, and the blocks below it.

    ``is_stray`` says that the blocks lead to no question though others do.
    """

    heading: str | None
    blocks: tuple[Block, ...]
    is_stray: bool = False


class Sections:
    """The sections of a map, in reading order.

    ``links`` are all that need a line: a statement that stands under a question that it answers
    needs none. ``far`` are those that lead out of a section, or to a heading.

    >>> from argmap.graph import Graph
    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> _ = m.question("Do buses help?", id="q"), m.claim("They do", id="c", answers="q")
    >>> _ = m.claim("Cars do", id="d", rebuts="c")
    >>> sections = Sections(Graph(m))
    >>> [(section.heading, section.blocks[0].ids) for section in sections.all]
    [('q', ('c', 'd'))]
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.headings = frozenset(
            root
            for root in graph.roots
            if graph.statements[root].kind == "question" and not graph.outgoing(root)
        )
        # A question in a circle of links is a card; it comes first, so that it is under no heading.
        self._bands = sorted(
            graph.bands, key=lambda band: band.question is None or band.question in self.headings
        )
        section_of: dict[str, int] = {}
        root_of: dict[str, str] = {}
        for rank, band in enumerate(self._bands):
            has_heading = band.question in self.headings
            for root in band.roots:
                for depth, id in graph.walk(root):
                    section_of[id] = rank
                    parent = graph.parents[id]
                    is_top = parent is None or depth == has_heading
                    root_of[id] = id if is_top else root_of[parent or id]
        self._section_of = section_of
        self.links = tuple(link for link in graph.links if not self._is_silent(link))
        self.far = frozenset(
            link
            for link in self.links
            if link.target in self.headings or section_of[link.origin] != section_of[link.target]
        )
        self.all = self._cut(root_of)

    def _is_silent(self, link: Link) -> bool:
        return (
            link.relation == "answers"
            and link.target in self.headings
            and self._section_of[link.origin] == self._section_of[link.target]
        )

    def parent_link(self, id: str) -> Link | None:
        """Return the link by which a statement hangs from another card; None for a top one."""
        link = self.graph.parent_link(id)
        return None if link is None or link.target in self.headings else link

    def is_above(self, one: str, other: str) -> bool:
        """Tell whether the section of one statement comes before that of another."""
        return self._section_of[one] < self._section_of[other]

    def _cut(self, root_of: Mapping[str, str]) -> tuple[Section, ...]:
        above = {root: root for root in root_of.values()}
        for link in self.links:
            if link not in self.far:
                one, other = (
                    topmost(above, root_of[link.origin]),
                    topmost(above, root_of[link.target]),
                )
                above[other] = one
        listed: list[dict[str, list[str]]] = [defaultdict(list) for _ in self._bands]
        block_of: dict[str, str] = {}
        for id, rank in self._section_of.items():
            if id not in self.headings:
                block_of[id] = topmost(above, root_of[id])
                listed[rank][block_of[id]].append(id)
        links: dict[str, list[Link]] = defaultdict(list)
        leaving: dict[str, list[Link]] = defaultdict(list)
        arriving: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            if link not in self.far:
                links[block_of[link.origin]].append(link)
            else:
                leaving[block_of[link.origin]].append(link)
                if link.target not in self.headings:
                    arriving[block_of[link.target]].append(link)
        return tuple(
            Section(
                band.question if band.question in self.headings else None,
                tuple(
                    Block(tuple(of), tuple(links[top]), tuple(leaving[top]), tuple(arriving[top]))
                    for top, of in blocks.items()
                ),
                band.is_stray,
            )
            for band, blocks in zip(self._bands, listed, strict=True)
        )
