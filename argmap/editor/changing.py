"""Gestures on a statement as a whole: its fields, its name, its place, and that it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from argmap.editing import reorder, replace_all
from argmap.editor.gesture import Done, MapChange, Touched
from argmap.text import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import ArgumentMap

Field = Literal[
    "text", "speaker", "qualifier", "strength", "credence", "note", "implicit", "tags", "scheme"
]
_EMPTY: dict[str, Any] = {"implicit": False, "tags": ()}


class Set(MapChange):
    """Set a field of a statement; null removes it."""

    do: Literal["set"]
    id: str
    field: Field
    value: str | float | bool | list[str] | None

    def touches(self, map: ArgumentMap) -> Iterator[Touched]:  # noqa: ARG002 -- the gesture has it
        """Yield the field."""
        yield Touched(self.id, (self.field,))

    @property
    def wanted(self) -> str:
        """What is wanted, in words."""
        return "nothing" if self.value is None else str(self.value)

    def make(self, map: ArgumentMap) -> Done:
        """Make the change in a map."""
        value: Any = self.value
        if value in (None, "", []):
            value = _EMPTY.get(self.field)
        replace_all(map, {self.id: {self.field: value}})
        what = f"the {self.field} of {self.id!r}"
        if value is None or value == ():
            return Done(f"removed {what}")
        shown = ", ".join(value) if isinstance(value, list | tuple) else str(value)
        return Done(f"changed {what} to {shortened(shown)}")


class Rename(MapChange):
    """Give a statement another id, in every reference."""

    do: Literal["rename"]
    id: str
    to: str

    def touches(self, map: ArgumentMap) -> Iterator[Touched]:  # noqa: ARG002 -- as above
        """Yield its id."""
        yield Touched(self.id, ("id",))

    @property
    def wanted(self) -> str:
        """What is wanted, in words."""
        return self.to

    def make(self, map: ArgumentMap) -> Done:
        """Make the change in a map."""
        map.rename(self.id, self.to)
        return Done(f"{self.id!r} is now {self.to!r}", self.to)


class Reorder(MapChange):
    """Put a statement before another one of its kind, or last of them."""

    do: Literal["reorder"]
    id: str
    before: str | None = None

    def touches(self, map: ArgumentMap) -> Iterator[Touched]:  # noqa: ARG002 -- as above
        """Yield its kind: its place among the others is no matter of theirs."""
        yield Touched(self.id, ("kind",))

    @property
    def wanted(self) -> str:
        """What is wanted, in words."""
        return f"before {self.before!r}" if self.before else "last"

    def make(self, map: ArgumentMap) -> Done:
        """Make the change in a map."""
        reorder(map, self.id, self.before)
        return Done(f"{self.id!r} is {self.wanted} now")


class Remove(MapChange):
    """Remove a statement, with what then bears on nothing or alone."""

    do: Literal["remove"]
    id: str
    with_subtree: bool = False

    def touches(self, map: ArgumentMap) -> Iterator[Touched]:
        """Yield all that goes, and the relations of what bears on it."""
        trial = map.model_copy()
        gone = trial.remove(self.id, subtree=self.with_subtree) if self.id in map else ()
        for one in gone:
            yield Touched(one.id)
        yield Touched(self.id)

    @property
    def wanted(self) -> str:
        """What is wanted, in words."""
        return f"{self.id!r} removed"

    def make(self, map: ArgumentMap) -> Done:
        """Make the change in a map."""
        gone = map.remove(self.id, subtree=self.with_subtree)
        more = len(gone) - 1
        others = f" and {more} more" if more else ""
        return Done(f"removed {self.id!r}{others}")


class Title(MapChange):
    """Give the map another title; null removes it."""

    do: Literal["title"]
    value: str | None

    def touches(self, map: ArgumentMap) -> Iterator[Touched]:  # noqa: ARG002 -- as above
        """Yield the title, which is the map's."""
        yield Touched("", ("title",))

    @property
    def wanted(self) -> str:
        """What is wanted, in words."""
        return self.value or "no title"

    def make(self, map: ArgumentMap) -> Done:
        """Make the change in a map."""
        map.title = self.value or None
        return Done(f"the map is now called {self.value!r}" if self.value else "removed the title")
