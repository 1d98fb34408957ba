"""One document as rows of the five tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.corpora.reading import ReadOptions, read_item
from argmap.tabular import rows_of

if TYPE_CHECKING:
    from argmap.corpora.item import Item
    from argmap.errors import ArgmapError
    from argmap.formats import Loss
    from argmap.tabular import Tables
    from argmap.tabular.columns import Rows


class Tabulated(NamedTuple):
    """The rows of one map, the texts that they lack, and what was lost when it was read."""

    name: str
    rows: Tables[Rows]
    missing: tuple[ArgmapError, ...] = ()
    losses: tuple[Loss, ...] = ()


def tabulated(item: Item, reading: ReadOptions = ReadOptions()) -> Tabulated:  # noqa: B008 -- it never changes
    """Return the rows of a document; raise what read_item and rows_of raise."""
    loaded = read_item(item, reading)
    missing: list[ArgmapError] = []
    rows = rows_of(loaded.map, missing.append)
    return Tabulated(item.name, rows, tuple(missing), loaded.losses)
