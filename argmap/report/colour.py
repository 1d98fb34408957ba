"""Colour on a terminal, by ANSI escapes (ECMA-48)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from argmap.checking import Severity

Style = Literal["bold", "red", "yellow", "cyan", "blue"]

SEVERITIES: dict[Severity, Style] = {"error": "red", "warning": "yellow", "info": "cyan"}

_CODES: dict[Style, str] = {
    "bold": "1",
    "red": "1;31",
    "yellow": "1;33",
    "cyan": "36",
    "blue": "1;34",
}


class Paint(NamedTuple):
    r"""Colours text, or leaves it alone if there is no colour to be had.

    >>> Paint(is_on=True)("stop", "red")
    '\x1b[1;31mstop\x1b[0m'
    """

    is_on: bool

    def __call__(self, text: str, style: Style) -> str:
        """Return the text in a style."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.is_on and text else text
