"""A graph of the package graphviz that a notebook can show without the program `dot`."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from graphviz import Digraph, ExecutableNotFound  # type: ignore[import-untyped]

from argmap.drawing.engines import failing
from argmap.drawing.svg import to_svg
from argmap.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from argmap.drawing.scene import Scene

_PICTURE, _PAGE, _TEXT = "image/svg+xml", "text/html", "text/plain"


class MapGraph(Digraph):  # type: ignore[misc]  # the package has no types
    """The diagram of a map, see :func:`argmap.to_graphviz`: all that a ``Digraph`` is.

    In a notebook it is drawn by the bundled Graphviz as long as it is as argmap has made it, and
    by the program ``dot`` once it was changed.
    """

    _picture: Callable[[], Scene] | None = None
    _as_made: str | None = None

    def shows(self, picture: Callable[[], Scene]) -> None:
        """Have a notebook show this picture as long as nothing is added or changed."""
        self._picture = picture
        self._as_made = self.source

    def _repr_mimebundle_(
        self,
        include: Collection[str] | None = None,
        exclude: Collection[str] | None = None,
        **further: Any,
    ) -> dict[str, str]:
        """Show the diagram in a notebook; say what is missing where it cannot be drawn."""
        wanted = set(include or (_PICTURE, _PAGE, _TEXT)) - set(exclude or ())
        try:
            if self._picture is None or self.source != self._as_made:
                try:
                    return dict(super()._repr_mimebundle_(include, exclude, **further))
                except ExecutableNotFound as error:
                    raise failing.no_program() from error
            shown = {_PICTURE: to_svg(self._picture())} if _PICTURE in wanted else {}
        except EngineError as error:
            advice = f" {escape(error.help)}." if error.help else ""
            problem = f"this graph could not be drawn:</strong> {escape(str(error))}.{advice}"
            shown = {_PAGE: f"<p><strong>{problem}</p>"} if _PAGE in wanted else {}
        if _TEXT in wanted:
            shown[_TEXT] = repr(self)
        return shown
