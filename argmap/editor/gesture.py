"""What every gesture is: a change of a map that is asked for on its page."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict, StrictInt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import ArgumentMap


class Touched(NamedTuple):
    """A statement that a gesture is about, by its id, and those of its fields; none means all."""

    id: str
    fields: tuple[str, ...] = ()


class Done(NamedTuple):
    """What came of a gesture: a message, and the id of the statement that it made."""

    message: str
    made: str | None = None


class Gesture(BaseModel, ABC):
    """A change of a map, asked for by somebody who saw the map in a revision.

    ``confirmed`` says that it is to be made even if what it touches has changed since.
    """

    model_config = ConfigDict(extra="forbid", defer_build=True)

    counts_in_source: ClassVar[bool] = False
    """Whether it has offsets of a source, which mean nothing in another text."""

    revision: StrictInt
    confirmed: bool = False

    @abstractmethod
    def touches(self, map: ArgumentMap) -> Iterator[Touched]:
        """Yield what the gesture changes of a map as it is."""

    @property
    @abstractmethod
    def wanted(self) -> str:
        """What is wanted, in words, for somebody who decides between this and another change."""


class MapChange(Gesture):
    """A gesture that changes the map itself; the others decide on what is suggested for it."""

    @abstractmethod
    def make(self, map: ArgumentMap) -> Done:
        """Make the change in a map; raise UsageError or ValidationError if it cannot be made."""
