"""A widget that shows the page of a map, and shares with Python which statement is selected.

See https://anywidget.dev: the same widget runs in JupyterLab, in VS Code, in Colab and in marimo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from argmap.notebook.frame import script
from argmap.webpage import page_html

if TYPE_CHECKING:
    from argmap.drawing import Theme
    from argmap.model import ArgumentMap, Statement


class MapWidget(anywidget.AnyWidget):
    """The page of a map, with the id of the selected statement as ``selected``.

    The page runs in a sandboxed frame, as in :func:`argmap.page`; the frame and the notebook
    exchange nothing but that id. See :func:`argmap.widget`.
    """

    _esm = script("widget")

    selected = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    """The id of the statement that is kept lit; None for no statement."""
    height = traitlets.Int(640).tag(sync=True)
    """The height of the frame in pixels."""
    page = traitlets.Unicode().tag(sync=True)
    """The page as HTML."""

    def __init__(
        self, map: ArgumentMap, *, selected: str | None, theme: Theme | str, height: int
    ) -> None:
        self.map = map
        html = page_html(
            map, theme=theme, original="none", scripts=[script("sizing"), script("framing")]
        )
        super().__init__(page=html, selected=selected, height=height)

    @property
    def statement(self) -> Statement | None:
        """The selected statement."""
        return None if self.selected is None else self.map[self.selected]

    @traitlets.validate("selected")
    def _known(self, proposal: dict[str, Any]) -> str | None:
        """Refuse an id that no statement has, and name the nearest."""
        id: str | None = proposal["value"]
        return None if id is None else self.map[id].id
