"""Pictures of maps, laid out and drawn by argmap, and the diagram that Graphviz draws.

A map becomes a graph, folded to what is to be shown, its statements become cards of known size, a
composition gives everything its place, and a scene of plain shapes is what formats are written
from.
"""

from __future__ import annotations

from argmap.drawing.folding import fold, split_by_question
from argmap.drawing.outline import to_outline
from argmap.drawing.picture import Picture
from argmap.drawing.rendering import DIRECTIONS, FORMATS, RENDERERS, draw, make_scene, render
from argmap.drawing.showing import COLOURINGS
from argmap.drawing.theme import AUTO, THEMES, Theme

__all__ = [
    "AUTO",
    "COLOURINGS",
    "DIRECTIONS",
    "FORMATS",
    "RENDERERS",
    "THEMES",
    "Picture",
    "Theme",
    "draw",
    "fold",
    "make_scene",
    "render",
    "split_by_question",
    "to_outline",
]
