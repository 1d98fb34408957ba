"""A map on sheets of paper: as few as it can be read on, and no card is cut."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from argmap.drawing import make_scene
from argmap.errors import DrawingWarning
from argmap.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argmap.drawing.scene import Scene
    from argmap.model import ArgumentMap

# Cards of 13 pixels are then six points high, as on the page.
_READABLE = 0.62


class _Sheets:
    def __init__(self, map: ArgumentMap, paper: str) -> None:
        self.map = map
        self.graph = Graph(map)
        self.paper = paper

    def all(self) -> Iterator[Scene]:
        whole = self._drawn(self.graph.statements)
        if whole.scale >= _READABLE:
            yield whole
            return
        for band in self.graph.bands:
            yield from self._divided(band.roots, ())

    def _divided(self, tops: Sequence[str], above: tuple[str, ...]) -> Iterator[Scene]:
        """Yield sheets of trees, each with all that is above them."""
        sheet: Scene | None = None
        those: list[str] = []
        for top in tops:
            together = self._drawn((*above, *those, *self._tree(top)))
            if together.scale >= _READABLE:
                sheet, those = together, [*those, *self._tree(top)]
                continue
            if sheet is not None:
                yield sheet
            sheet, those = None, []
            alone = self._drawn((*above, *self._tree(top)))
            under = self.graph.children(top)
            # What is too wide is no narrower when it is divided.
            if alone.scale >= _READABLE:
                sheet, those = alone, self._tree(top)
            elif under and (len(under) > 1 or alone.height - 2 * alone.top > alone.width):
                yield from self._divided(under, (*above, top))
            else:
                yield alone
        if sheet is not None:
            yield sheet

    def _tree(self, top: str) -> list[str]:
        return [id for _, id in self.graph.walk(top)]

    def _drawn(self, ids: Iterable[str]) -> Scene:
        with warnings.catch_warnings():
            # How small the text is decides here whether the sheet is divided.
            warnings.simplefilter("ignore", DrawingWarning)
            return make_scene(
                self.map, only=frozenset(ids), paper=self.paper, numbers=True, is_whole=True
            )


def draw_sheets(map: ArgumentMap, paper: str) -> list[Scene]:
    """Return the sheets that show a map, each a page.

    A map that is too high for one sheet is divided between its sections, and what is too high then
    between siblings; each sheet repeats what they bear on. Statements have the numbers of the
    reading order.
    """
    return list(_Sheets(map, paper).all())
