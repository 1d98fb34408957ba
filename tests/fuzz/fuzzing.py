"""Run a target over inputs that Hypothesis draws, each within a limit of processor time."""

from __future__ import annotations

import secrets
import signal
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hypothesis.strategies import DataObject

LIMIT = 30
"""Processor seconds for one input, of at most 20,000 characters; most take milliseconds."""


class TookTooLongError(Exception):
    """An input that takes so long is a hang to whoever waits for it."""


class _TimeIsOver(BaseException):
    """Hypothesis takes no limit of time for all inputs together."""


@contextmanager
def within_limit() -> Iterator[None]:
    """Stop what takes more processor time than the limit; Windows has no such clock."""
    if not hasattr(signal, "SIGPROF"):
        yield
        return

    def stop(_number: int, _frame: Any) -> None:
        raise TookTooLongError(f"more than {LIMIT} seconds of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def fuzz(
    target: Callable[[DataObject], None],
    *,
    seconds: float,
    examples: int,
    chosen_seed: int | None = None,
) -> int:
    """Try inputs until the time is over, at most so many of them; return how many were tried.

    The same ``chosen_seed`` gives the same inputs; without one, they differ each time.
    Raises what the target raises, with the smallest input for which it does.
    """
    end = time.monotonic() + seconds
    tried = 0

    @seed(secrets.randbits(64) if chosen_seed is None else chosen_seed)
    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.reuse, Phase.generate, Phase.shrink],
    )
    @given(st.data())
    def attempt(data: DataObject) -> None:
        nonlocal tried
        tried += 1
        try:
            with within_limit():
                target(data)
        except Exception:
            failing.append(True)
            raise
        if time.monotonic() > end and not failing:
            raise _TimeIsOver

    failing: list[bool] = []
    with suppress(_TimeIsOver):
        attempt()
    return tried
