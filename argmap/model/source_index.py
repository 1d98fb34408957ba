"""Which source an anchor means: the one it names, or the only one. Everybody asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from argmap.model.id_index import IdIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

_Found = TypeVar("_Found", bound=Any)


class NamesSource(Protocol):
    """Whatever may name a source, as an anchor does."""

    @property
    def source(self) -> str | None:
        """The id of the source, or None for the only one."""


class SourceIndex(Generic[_Found]):
    """The sources of a map by their ids; of two with one id, the first counts.

    ``sources`` is the list itself, not a copy: sources that are added to it later are found too.
    A map of many sources is asked about many anchors, so each answer takes constant time.

    >>> from argmap.source import Source
    >>> index = SourceIndex([Source(id="note", text="Buses help.")])
    >>> index.find(None).id, index.find("note").id, index.find("letter")
    ('note', 'note', None)
    """

    def __init__(self, sources: Sequence[_Found]) -> None:
        self.sources = sources
        self._by_id = IdIndex(sources)

    def find(self, id: str | None) -> _Found | None:
        """Return the source of that id, or without an id the only one; None if there is none."""
        if id is None:
            return self.sources[0] if len(self.sources) == 1 else None
        return self._by_id.find(id)
