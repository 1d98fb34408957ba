"""DOT, the language of Graphviz.

It is the graph that ``argmap render -f dot`` writes, in a ``theme`` and a ``direction``: a picture
to work on in Graphviz. It contains only wordings, kinds, relations, speakers and qualifiers, and
one loss reports that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from argmap.drawing import THEMES
from argmap.drawing.diagram import to_dot
from argmap.drawing.plane import Way
from argmap.formats.format import Codec, Option
from argmap.formats.writing.left_out import tell_undrawn, tell_unresolved
from argmap.graph import Graph

if TYPE_CHECKING:
    from argmap.formats.document import Output
    from argmap.model import ArgumentMap


def dump(map: ArgumentMap, output: Output) -> str:
    """Return the graph that ``argmap render -f dot`` writes, in a theme and a direction."""
    graph = Graph(map)
    tell_unresolved(graph, output)
    drawn = "wordings, kinds, relations, speakers and qualifiers"
    tell_undrawn(graph, output, drawn=drawn, fields=("speaker", "qualifier", "implicit"))
    direction = cast("Way", output.options["direction"])
    return to_dot(map, theme=output.options["theme"], direction=direction)


DOT = Codec(
    dump=dump,
    options=(
        Option("theme", "the colours", "light", tuple(THEMES)),
        Option(
            "direction",
            "side of the claim on which its reasons are drawn",
            "right",
            tuple(get_args(Way)),
        ),
    ),
)
