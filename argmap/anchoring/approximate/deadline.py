"""How long a quote is looked for."""

from __future__ import annotations

import time

# Seconds, so many and more for each character of the text.
_SECONDS = 0.4
_SECONDS_PER_CHARACTER = 8e-8


class Deadline:
    """When a search is given up, in processor time, which other programs do not use up.

    ``characters`` is the length of the text.
    """

    def __init__(self, characters: int) -> None:
        self._until = time.thread_time() + _SECONDS + characters * _SECONDS_PER_CHARACTER

    @property
    def is_over(self) -> bool:
        """True when the search must come to an end."""
        return time.thread_time() > self._until
