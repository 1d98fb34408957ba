"""Offsets of a text in other units than code points, converted quickly for many of them."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from argmap.text import Span, to_code_points

if TYPE_CHECKING:
    from argmap.text import Unit

OTHER_UNITS: tuple[Unit, ...] = ("utf-16", "utf-8", "without BOM", "CRLF as one")
"""The units that a single span may show; how many lines there are before it is no such sign."""
UNIT_NAMES: dict[Unit, str] = {
    "code points": "code points",
    "utf-16": "UTF-16 units, as JavaScript, Java and C# do",
    "utf-8": "bytes of UTF-8",
    "without BOM": "from after the byte order mark",
    "CRLF as one": "each CRLF line end as one character",
    "LF as two": "each LF line end as two characters",
}
"""How to say what each unit is, after "the span counts"."""

_PIECE = 4096


class Units:
    """One text, and what its offsets are in other units.

    To convert an offset, only the piece of the text that it lies in is counted through; how many
    units come before each piece is counted once.

    >>> units = Units("😀 yes")
    >>> units.different, units.to_code_points(3, "utf-16")
    (('utf-16', 'utf-8'), 2)
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def different(self) -> tuple[Unit, ...]:
        """The other units in which some offset of this text is not what it is in code points."""
        return tuple(filter(self.differs, OTHER_UNITS))

    def differs(self, unit: Unit) -> bool:
        """Tell whether some offset of this text is not in a unit what it is in code points."""
        return count(self.text, unit) != len(self.text)

    def span(self, start: int, end: int, unit: Unit) -> Span | None:
        """Convert a span; None if it is empty, or not all in the text.

        >>> Units("😀 yes").span(3, 6, "utf-16")
        Span(start=2, end=5)
        """
        first, last = self.to_code_points(start, unit), self.to_code_points(end, unit)
        return None if first is None or last is None or first >= last else Span(first, last)

    def to_code_points(self, offset: int, unit: Unit) -> int | None:
        """Convert an offset; None if it lies outside the text or inside a character."""
        if unit in ("code points", "without BOM"):
            return to_code_points(self.text, offset, unit)
        counts = self._counts(unit)
        piece = max(0, bisect_right(counts, offset) - 1)
        start, end = self._pieces[piece : piece + 2]
        found = to_code_points(self.text[start:end], offset - counts[piece], unit)
        return None if found is None else start + found

    @cached_property
    def _pieces(self) -> list[int]:
        """Where the pieces start, and where the last one ends; no CRLF is split."""
        edges = list(range(0, len(self.text), _PIECE)) or [0]
        return [edge + (self.text[edge - 1 : edge + 1] == "\r\n") for edge in edges] + [
            len(self.text)
        ]

    def _counts(self, unit: Unit) -> list[int]:
        """Return how many units come before each piece."""
        if unit not in self._known:
            counts = [0]
            for start, end in zip(self._pieces, self._pieces[1:-1], strict=False):
                counts.append(counts[-1] + count(self.text[start:end], unit))
            self._known[unit] = counts
        return self._known[unit]

    @cached_property
    def _known(self) -> dict[Unit, list[int]]:
        return {}


def count(text: str, unit: Unit) -> int:
    """Return how long a text is in a unit.

    >>> count("😀 yes", "utf-16")
    6
    """
    if unit == "utf-16":
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    if unit == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    if unit == "without BOM":
        return len(text) - text.startswith("\ufeff")
    pairs = text.count("\r\n")
    if unit == "CRLF as one":
        return len(text) - pairs
    return len(text) + (text.count("\n") - pairs if unit == "LF as two" else 0)
