"""DOT as a format: the graph that is drawn, written wherever maps are written."""

from __future__ import annotations

from argmap.drawing.diagram import to_dot
from argmap.formats.document import Output
from argmap.formats.dot import DOT
from tests.formats.invented import bridge


def test_it_is_the_graph_that_render_writes() -> None:
    assert DOT.dump is not None
    output = Output(options={one.name: one.default for one in DOT.options})
    assert DOT.dump(bridge(), output) == to_dot(bridge())
    assert [(loss.kind, loss.statement, loss.field) for loss in output.losses] == [
        ("dropped", None, "anchors")
    ]


def test_theme_and_direction_can_be_chosen() -> None:
    assert DOT.dump is not None
    output = Output(options={"theme": "dark", "direction": "down"})
    assert DOT.dump(bridge(), output) == to_dot(bridge(), theme="dark", direction="down")
