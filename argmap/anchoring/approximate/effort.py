"""How long a quote is looked for: a bound in work, so that the answer is the same everywhere.

Only what repeats itself without end, where rapidfuzz takes up to a hundred times as long for a
character, is given up by processor time.
"""

from __future__ import annotations

# Characters that may be compared: so many, and more for each character of the text.
_LEAST = 10_000_000
_PER_CHARACTER = 2

# What other work costs, in characters that are compared instead.
_SEARCHED_FOR_ONE = 64  # characters searched exactly
_CELLS_FOR_ONE = 2_048  # cells in the table of a whole comparison
_STEP = 25  # a character of which every edit is counted, or that is read word by word

# Seconds of processor time, so many and more for each character of the text.
_SECONDS = 0.4
_SECONDS_PER_CHARACTER = 8e-8


class Effort:
    """The work that one search may take; the search is given up when it is spent.

    ``characters`` is the length of the text.

    >>> effort = Effort(1_000)
    >>> effort.compare(1_000, seconds=0.001)
    >>> effort.is_spent
    False
    """

    def __init__(self, characters: int) -> None:
        self._left = _LEAST + characters * _PER_CHARACTER
        self._seconds_left = _SECONDS + characters * _SECONDS_PER_CHARACTER

    @property
    def is_spent(self) -> bool:
        """True when the search must come to an end."""
        return self._left < 0 or self._seconds_left < 0

    def compare(self, characters: int, *, seconds: float) -> None:
        """Count characters with which a section of the quote was compared, and how long it took."""
        self._left -= characters
        self._seconds_left -= seconds

    def search(self, characters: int) -> None:
        """Count characters that are searched for words that are there exactly."""
        self._left -= characters // _SEARCHED_FOR_ONE + _STEP

    def read(self, characters: int) -> None:
        """Count characters that are looked at one by one."""
        self._left -= characters * _STEP

    def tabulate(self, characters: int, others: int) -> None:
        """Count two texts of so many characters that are compared as a whole."""
        self._left -= characters * others // _CELLS_FOR_ONE
