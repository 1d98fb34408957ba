"""What a notebook shows of a map: its picture, its page in a frame, and a widget.

The widget needs an extra, so that it is loaded only when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.notebook.cell import OUTLINE, PAGE, PDF, PICTURE, mimebundle, pdf_in_notebooks
from argmap.notebook.frame import Frame, page

if TYPE_CHECKING:
    from argmap.drawing import Theme
    from argmap.model import ArgumentMap
    from argmap.notebook.map_widget import MapWidget

__all__ = [
    "OUTLINE",
    "PAGE",
    "PDF",
    "PICTURE",
    "Frame",
    "mimebundle",
    "page",
    "pdf_in_notebooks",
    "widget",
]


def widget(
    map: ArgumentMap,
    *,
    selected: str | None = None,
    theme: Theme | str = "auto",
    height: int = 640,
) -> MapWidget:
    """Return a widget that shows a map's page, and whose ``selected`` is the id of a statement.

    Python reads and sets ``selected``, and ``observe`` hears of what the reader chooses; None is
    no statement. ``theme`` is that of the page, ``height`` that of the frame in pixels. Raises
    ExtraMissing if anywidget is not installed, UsageError for an id that no statement has, and
    what the page itself raises.

    >>> from argmap.model import ArgumentMap
    >>> m = ArgumentMap()
    >>> help = m.claim("Buses help", id="help")
    >>> shown = widget(m)
    >>> shown.selected = "help"
    >>> shown.statement.text
    'Buses help'
    """
    from argmap.extras import imported  # noqa: PLC0415 -- only a widget needs it

    imported("anywidget", extra="widget")
    from argmap.notebook.map_widget import MapWidget  # noqa: PLC0415 -- as above

    return MapWidget(map, selected=selected, theme=theme, height=height)
