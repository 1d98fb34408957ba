"""The diagram that Graphviz draws of a map.

Graphviz says where every card is and how every line runs. argmap says what Graphviz is given: how
large each card is, which lines there are and how each of them looks. The diagram can be had as DOT,
as a graph of the package graphviz to go on with, and, through the bundled Graphviz, as a scene,
which is written as SVG, PNG or PDF. argmap's own picture knows nothing of it.
"""

from __future__ import annotations

from argmap.drawing.diagram.making import make_diagram_scene, to_dot, to_graphviz

__all__ = ["make_diagram_scene", "to_dot", "to_graphviz"]
