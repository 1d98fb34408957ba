"""A progress bar: only on a terminal, only for what takes long, and never among the results."""

from __future__ import annotations

import os
import sys
import time

_PATIENCE = 2.0  # seconds
_EVERY = 0.1  # seconds
_WIDTH = 30


class Progress:
    """Shows on standard error how many of the maps are done; ``total`` is None if it is not known.

    ``clear`` has to be called before anything else is written.
    """

    def __init__(self, total: int | None) -> None:
        self.total = total
        self.done = 0
        is_terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._is_wanted = is_terminal and total != 1
        self._next = time.monotonic() + _PATIENCE
        self._is_shown = False

    def step(self) -> None:
        """Say that one more map is done."""
        self.done += 1
        if self._is_wanted and time.monotonic() >= self._next:
            self._next = time.monotonic() + _EVERY
            self._is_shown = True
            sys.stderr.write(f"\r\x1b[K{self._bar()}")
            sys.stderr.flush()

    def _bar(self) -> str:
        if self.total is None:
            return f"{self.done:,} maps so far"
        filled = _WIDTH * self.done // self.total
        bar = "#" * filled + "-" * (_WIDTH - filled)
        return f"[{bar}] {self.done} of {self.total} maps"

    def clear(self) -> None:
        """Take the bar away."""
        if self._is_shown:
            self._is_shown = False
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
