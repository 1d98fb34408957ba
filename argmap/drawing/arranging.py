"""From a graph to a composition: its sections, its layers, its cards, and where they are."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.cards import make_cards
from argmap.drawing.composing.components import Layered, find_layered
from argmap.drawing.composing.composition import Composition, compose
from argmap.drawing.composing.packing import PROPORTION, Around
from argmap.drawing.composing.ports import side_lengths
from argmap.drawing.composing.references import make_tag
from argmap.drawing.composing.sections import Sections
from argmap.drawing.composing.setting import Setting
from argmap.drawing.painting import measure_around
from argmap.drawing.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from argmap.drawing.plane import Flow
    from argmap.drawing.theme import Theme
    from argmap.graph import Graph


class Arrangement(NamedTuple):
    """A map whose cards have their sizes and their layers, and no places yet."""

    setting: Setting
    layered: tuple[Layered, ...]
    around: Around
    is_stacked: bool

    def composed(self, proportion: float = PROPORTION, *, may_bend: bool = False) -> Composition:
        """Return where everything is on a page of such proportions.

        ``may_bend`` lets components wrap and have two sides, if that shows the map much larger.
        """
        return compose(
            self.setting,
            self.layered,
            around=self.around._replace(proportion=proportion),
            is_stacked=self.is_stacked,
            may_bend=may_bend,
        )


def arrange(
    graph: Graph,
    theme: Theme,
    flow: Flow = "right",
    *,
    folded: Mapping[str, int] = MappingProxyType({}),
    broken: Collection[str] = (),
    showing: Showing = Showing(),  # noqa: B008 -- it never changes
    is_stacked: bool = False,
) -> Arrangement:
    """Return the cards of a map in layers.

    ``folded``, ``broken`` and ``showing`` say what cards show, as in
    :func:`argmap.drawing.cards.make_cards`; ``is_stacked`` asks for one column.
    """
    sections = Sections(graph)
    layered = tuple(find_layered(sections))
    lengths = {id: side for id, side in side_lengths(layered).items() if isinstance(id, str)}
    cards = make_cards(
        graph,
        theme,
        flow,
        lengths=lengths,
        folded=folded,
        headings=sections.headings,
        broken=broken,
        showing=showing,
    )
    nodes = (node for one in layered for node in one.layers.component.nodes)
    tags = {
        node: make_tag(node, graph, theme, theme.narrowest)
        for node in nodes
        if not isinstance(node, str)
    }
    around = measure_around(graph, cards, {link.relation for link in sections.links}, theme)
    return Arrangement(Setting(sections, cards, tags, theme, flow), layered, around, is_stacked)
