"""Comparisons of wordings with their quotes, kept from one check of a map to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.wordings import Basis, Difference


class Comparisons:
    """What comparing wordings found in the last check of a map and finds in this one.

    Comparing is most of the work of a check, and what changes between two checks of a map that is
    being written is a wording or two. Whatever a comparison depends on is in its key, so a kept one
    is never out of date; what the last check did not ask for is dropped.

    >>> from argmap.wordings import Basis
    >>> comparisons = Comparisons()
    >>> comparisons.begin()
    >>> comparisons.compare("Fifty buses came", Basis(("Forty buses came",)))[0].said
    'Fifty'
    """

    def __init__(self) -> None:
        self._last: dict[tuple[str, Basis], tuple[Difference, ...]] = {}
        self._now: dict[tuple[str, Basis], tuple[Difference, ...]] = {}

    def begin(self) -> None:
        """Begin another check."""
        self._last, self._now = self._now, {}

    def compare(self, wording: str, basis: Basis) -> tuple[Difference, ...]:
        """Return what :func:`argmap.wordings.compare` does."""
        from argmap.wordings import compare  # noqa: PLC0415 -- many maps have no wordings to compare

        key = wording, basis
        found = self._last.get(key)
        self._now[key] = found = compare(wording, basis) if found is None else found
        return found
