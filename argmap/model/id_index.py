"""The records of a map by their ids, found in constant time while lists grow and change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

_Found = TypeVar("_Found", bound=Any)


class IdIndex(Generic[_Found]):
    """The records of one or more lists by their ids; of two with one id, the first counts.

    ``lists`` are the lists themselves, not copies: what is added to them, replaced or removed later
    is taken into account when an id is looked up that is not where it was. Only a record that is
    put before another one with the same id, in the place of a third, goes unseen until then.

    >>> from argmap.source import Source
    >>> sources = [Source(id="note", text="Buses help.")]
    >>> index = IdIndex(sources)
    >>> sources.append(Source(id="letter", text="They do."))
    >>> index.find("letter").text, index.find("memo"), index.free_id("note")
    ('They do.', None, 'note-2')
    """

    def __init__(self, *lists: Sequence[_Found]) -> None:
        self.lists = lists
        self._seen: list[list[_Found]] = [[] for _ in lists]
        self._places: dict[str, tuple[int, int]] = {}
        # For each name, the smallest number that may be free behind it.
        self._numbers: dict[str, int] = {}

    def find(self, id: object) -> _Found | None:
        """Return the record of that id; None if there is none."""
        found = self._find(id)
        if found is None and self._is_taking_up_changes():
            found = self._find(id)
        return found

    def free_id(self, name: str) -> str:
        """Return a name that is no record's id: this one, or with the smallest number that is."""
        self._is_taking_up_changes()
        if name not in self._places:
            return name
        number = self._numbers.get(name, 2)
        while f"{name}-{number}" in self._places:
            number += 1
        self._numbers[name] = number
        return f"{name}-{number}"

    def _find(self, id: object) -> _Found | None:
        if not isinstance(id, str) or (place := self._places.get(id)) is None:
            return None
        rank, row = place
        listed = self.lists[rank]
        return listed[row] if row < len(listed) and listed[row].id == id else None

    def _is_taking_up_changes(self) -> bool:
        """Take up what was added, or everything anew if more was changed; False if nothing was."""
        if any(
            # Records that are equal have equal ids; the same ones are compared at once.
            len(seen) > len(listed) or seen != list(listed[: len(seen)])
            for seen, listed in zip(self._seen, self.lists, strict=True)
        ):
            self._seen = [[] for _ in self.lists]
            self._places.clear()
            self._numbers.clear()
        is_changed = False
        for rank, (seen, listed) in enumerate(zip(self._seen, self.lists, strict=True)):
            for row in range(len(seen), len(listed)):
                is_changed = True
                id, place = listed[row].id, (rank, row)
                self._places[id] = min(place, self._places.get(id, place))
                seen.append(listed[row])
        return is_changed
