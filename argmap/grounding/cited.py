"""The sources that anchors cite: their texts now, and as they were when the spans were made."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from argmap.errors import OutsideError, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from argmap.anchoring import Revision
    from argmap.history import History
    from argmap.model import Anchor, ArgumentMap
    from argmap.source import Source
    from argmap.units import Units


class CitedSource:
    """A source of a map, with its text or the error that says why it cannot be read.

    ``text`` is None if ``error`` says why. ``row`` is its position among the sources of the map.
    ``old`` is the text that its spans were made for, if that was given; otherwise git is asked for
    it when it is needed, through ``history``, unless that is None. A source whose file is outside
    its project raises OutsideError, unless it ``may_be_outside``: then that is its ``error``.
    """

    def __init__(
        self,
        source: Source,
        row: int,
        old: str | None,
        history: Callable[[], History | None],
        *,
        may_be_outside: bool = False,
    ) -> None:
        self.source = source
        self.row = row
        self.text: str | None = None
        self.error: SourceError | OutsideError | None = None
        self._given = old
        self._history = history
        try:
            self.text = source.text
        except SourceError as error:
            self.error = error
        except OutsideError as error:
            if not may_be_outside:
                raise
            self.error = error

    @property
    def route(self) -> tuple[str | int, ...]:
        """Where in the map the source is."""
        return ("sources", self.row)

    @cached_property
    def units(self) -> Units:
        """The text, with its offsets in other units; for a text that could be read."""
        from argmap.units import Units  # noqa: PLC0415 -- only for spans that are wrong

        return Units(self.text or "")

    @cached_property
    def revision(self) -> Revision | None:
        """What was changed since the spans were made, None if the text of then is unknown."""
        old = self._given
        if self.text is None:
            return None
        if old is None and self.source.is_changed and (history := self._history()):
            old = history.text_of(self.source)
        if old is None:
            return None
        from argmap.anchoring import Revision  # noqa: PLC0415 -- as above

        return Revision(old, self.text)

    @property
    def is_from_git(self) -> bool:
        """True if the text of then was needed, and git had it."""
        return self._given is None and self.__dict__.get("revision") is not None


class Sources:
    """The sources of a map, each read once, when it is first asked for.

    ``old`` holds, by the id of their source, the texts that the spans were made for. For others
    git is asked, unless ``git`` is false; a History shares its time limit with whoever else has it.
    A source that names a file outside its project raises OutsideError, unless sources
    ``may_be_outside``: whoever only reports on them goes on.
    """

    def __init__(
        self,
        map: ArgumentMap,
        *,
        old: Mapping[str, str] | None = None,
        git: History | bool = True,
        may_be_outside: bool = False,
    ) -> None:
        self._map = map
        self._git = git
        self._may_be_outside = may_be_outside
        self._old = old or {}
        self._rows = {id(source): row for row, source in enumerate(map.sources)}
        self._read: dict[int, CitedSource] = {}
        self._by_name: dict[str | None, CitedSource] = {}

    @cached_property
    def all(self) -> tuple[CitedSource, ...]:
        """Every source of the map, in its order."""
        return tuple(self._cited(source) for source in self._map.sources)

    def of(self, anchor: Anchor) -> CitedSource:
        """Return the source that an anchor means.

        Raises UsageError if the map has no such source, or several and none is named.
        """
        if anchor.source not in self._by_name:
            source = self._map.known_source_of(anchor) or self._map.source_of(anchor)
            self._by_name[anchor.source] = self._cited(source)
        return self._by_name[anchor.source]

    def _cited(self, source: Source) -> CitedSource:
        row = self._rows[id(source)]
        if row not in self._read:
            self._read[row] = CitedSource(
                source,
                row,
                self._old.get(source.id),
                lambda: self._history,
                may_be_outside=self._may_be_outside,
            )
        return self._read[row]

    @cached_property
    def _history(self) -> History | None:
        from argmap.history import shared_history  # noqa: PLC0415 -- only for changed sources

        return shared_history(self._git)
