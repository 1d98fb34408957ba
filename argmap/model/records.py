"""A list of a map, which counts its changes, so that an index of it need not look for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, SupportsIndex, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

_Kept = TypeVar("_Kept", bound=Any)


class Records(list[_Kept]):
    """The records of one section of a map, in the author's order.

    A list like any other. ``changes`` counts what was done to it by which records may have got
    other places or ids: everything but adding at its end, or replacing one by another of its id.

    >>> from argmap.source import Source
    >>> sources = Records([Source(id="note", text="Buses help.")])
    >>> sources.append(Source(id="letter", text="They do."))
    >>> sources[0] = Source(id="note", text="Buses do not help.")
    >>> sources.changes
    0
    >>> sources.reverse()
    >>> sources.changes
    1
    """

    changes = 0

    def __setitem__(self, place: Any, value: Any) -> None:
        if isinstance(place, slice) or self[place].id != value.id:
            self.changes += 1
        super().__setitem__(place, value)

    def __delitem__(self, place: SupportsIndex | slice) -> None:
        self.changes += 1
        super().__delitem__(place)

    def __imul__(self, times: SupportsIndex) -> Self:
        self.changes += 1
        return super().__imul__(times)

    def insert(self, place: SupportsIndex, value: _Kept) -> None:
        """Insert a record before a place."""
        self.changes += 1
        super().insert(place, value)

    def pop(self, place: SupportsIndex = -1) -> _Kept:
        """Remove and return a record, the last one if no place is given."""
        self.changes += 1
        return super().pop(place)

    def remove(self, value: _Kept) -> None:
        """Remove the first record that is equal."""
        self.changes += 1
        super().remove(value)

    def clear(self) -> None:
        """Remove all records."""
        self.changes += 1
        super().clear()

    def sort(self, **order: Any) -> None:
        """Sort the records."""
        self.changes += 1
        super().sort(**order)

    def reverse(self) -> None:
        """Turn their order round."""
        self.changes += 1
        super().reverse()

    @classmethod
    def of(cls, listed: Iterable[_Kept]) -> Records[_Kept]:
        """Return the list itself if it counts its changes, else one that does."""
        return listed if isinstance(listed, cls) else cls(listed)
