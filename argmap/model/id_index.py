"""The records of a map by their ids, found in constant time while lists grow and change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from argmap.model.records import Records

if TYPE_CHECKING:
    from collections.abc import Sequence

_Found = TypeVar("_Found", bound=Any)


class Place(NamedTuple):
    """Where a record is: in the list of which number, and in which row of it."""

    rank: int
    row: int


class IdIndex(Generic[_Found]):
    """The records of one or more lists by their ids; of two with one id, the first counts.

    ``lists`` are the lists themselves, not copies: what is added to them, replaced or removed later
    is taken into account. In :class:`Records` that takes constant time for what is added, and one
    pass for all other changes together. Other lists are compared with what they were when an id is
    not where it was; a record before another one with its id, in the place of a third, goes unseen.

    >>> from argmap.source import Source
    >>> sources = Records([Source(id="note", text="Buses help.")])
    >>> index = IdIndex(sources)
    >>> sources.append(Source(id="letter", text="They do."))
    >>> index.find("letter").text, index.find("memo"), index.free_id("note")
    ('They do.', None, 'note-2')
    """

    def __init__(self, *lists: Sequence[_Found]) -> None:
        self.lists = lists
        self._changes = [_changes_of(listed) for listed in lists]
        self._are_counted = None not in self._changes
        self._lengths = [0] * len(lists)
        # What was in the lists that do not count their changes.
        self._seen: list[list[_Found]] = [[] for _ in lists]
        self._places: dict[str, Place] = {}
        # For each name, the smallest number that may be free behind it.
        self._numbers: dict[str, int] = {}

    def find(self, id: object) -> _Found | None:
        """Return the record of that id; None if there is none."""
        place = self.place(id)
        return None if place is None else self.lists[place.rank][place.row]

    def place(self, id: object) -> Place | None:
        """Return where the record of that id is; None if there is none."""
        if not isinstance(id, str):
            return None
        if self._are_counted or not self._is_at(id, self._places.get(id)):
            self._take_up_changes()
        return self._places.get(id)

    def free_id(self, name: str) -> str:
        """Return a name that is no record's id: this one, or with the smallest number that is."""
        self._take_up_changes()
        if name not in self._places:
            return name
        number = self._numbers.get(name, 2)
        while f"{name}-{number}" in self._places:
            number += 1
        self._numbers[name] = number
        return f"{name}-{number}"

    def _is_at(self, id: str, place: Place | None) -> bool:
        if place is None:
            return False
        listed = self.lists[place.rank]
        return place.row < len(listed) and listed[place.row].id == id

    def _take_up_changes(self) -> None:
        """Take up what was added, or everything anew if more was changed."""
        if self._are_counted:
            is_changed = self._changes != [listed.changes for listed in self.lists]  # type: ignore[attr-defined]  # Records
        else:
            is_changed = any(map(self._differs, self._seen, self.lists))
        if is_changed:
            self._changes = [_changes_of(each) for each in self.lists]
            self._lengths = [0] * len(self.lists)
            self._seen = [[] for _ in self.lists]
            self._places.clear()
            self._numbers.clear()
        for rank, listed in enumerate(self.lists):
            for row in range(self._lengths[rank], len(listed)):
                place = Place(rank, row)
                self._places[listed[row].id] = min(place, self._places.get(listed[row].id, place))
                if not self._are_counted:
                    self._seen[rank].append(listed[row])
            self._lengths[rank] = len(listed)

    @staticmethod
    def _differs(seen: list[_Found], listed: Sequence[_Found]) -> bool:
        # Records that are equal have equal ids; the same ones are compared at once.
        return len(seen) > len(listed) or seen != list(listed[: len(seen)])


def _changes_of(listed: Sequence[Any]) -> int | None:
    return listed.changes if isinstance(listed, Records) else None
