"""Pictures of maps: Graphviz finds the columns, argmap measures, spaces and draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.drawing.cards import make_cards
from argmap.drawing.columns import make_dot, read_columns
from argmap.drawing.composition import compose
from argmap.drawing.ends import Ends
from argmap.drawing.engines import lay_out
from argmap.drawing.painting import paint
from argmap.drawing.svg import to_svg
from argmap.drawing.theme import Theme, find_theme
from argmap.graph import Graph

if TYPE_CHECKING:
    from argmap.drawing.columns import Direction
    from argmap.drawing.engines import EngineName
    from argmap.model import ArgumentMap


def draw(
    map: ArgumentMap,
    *,
    theme: Theme | str = "light",
    direction: Direction = "right",
    engine: EngineName = "auto",
    time_limit: float = 30.0,
) -> str:
    theme = find_theme(theme)
    graph = Graph(map)
    cards = make_cards(graph, theme)
    layout = lay_out(make_dot(graph, cards, theme, direction), engine=engine, time_limit=time_limit)
    columns = read_columns(graph, cards, layout, direction)
    composition = compose(graph, cards, columns, Ends(graph), theme, direction)
    return to_svg(paint(graph, cards, composition, theme))
