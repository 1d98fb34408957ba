"""Do the same to many maps, several at once where that pays, and hand over the results in order."""

from __future__ import annotations

import os
import sys
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from argmap.errors import ArgmapError
from argmap.regularfile import file_size_limit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Task = TypeVar("Task")
Result = TypeVar("Result")

# A process that is forked is there at once; one that is started has to import argmap anew.
_IS_FORKED = sys.platform == "linux"
_WORTH = 150_000 if _IS_FORKED else 1_500_000
"""From how many bytes of map files on other processes save more time than starting them costs."""
_TOGETHER = 8
"""How many maps a process is handed at a time."""


def available_cores() -> int:
    """Return how many processes can really run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def fitting_processes(names: Sequence[str]) -> int:
    """Return with how many processes so many map files are done soonest."""
    return available_cores() if is_worth_processes(names) else 1


def is_worth_processes(names: Sequence[str]) -> bool:
    """Tell whether so many map files are done sooner by several processes."""
    if len(names) < 2 or "-" in names:  # noqa: PLR2004 -- standard input is read by one only
        return False
    size = 0
    for name in names:
        try:
            size += os.stat(name).st_size  # noqa: PTH116 -- for thousands of names
        except (OSError, ValueError):
            continue  # told when it is read
        if size >= _WORTH:
            return True
    return False


def done_in_order(
    work: Callable[[Task], Result], tasks: Sequence[Task], *, processes: int
) -> Iterator[Result]:
    """Yield the result of every task, in the order of the tasks.

    With one process all of it is done in this one. ``work`` has to be a function of a module, and
    tasks and results such that they can be pickled. Only a few results wait at any time. Raises
    ArgmapError when a process is lost.
    """
    if processes < 2:  # noqa: PLR2004 -- as it says
        yield from map(work, tasks)
        return
    from collections import deque  # noqa: PLC0415 -- most runs have one map
    from concurrent.futures import Future, ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
    from multiprocessing import active_children, get_context  # noqa: PLC0415

    rest = iter(tasks)
    chunks = iter(lambda: tuple(islice(rest, _TOGETHER)), ())
    context = get_context("fork" if _IS_FORKED else "spawn")
    limit = file_size_limit()
    pool = ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(limit,))
    waiting: deque[Future[list[Result]]] = deque()
    try:
        for chunk in chunks:
            waiting.append(pool.submit(_work_through, work, chunk))
            if len(waiting) > 3 * processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise ArgmapError(
            "a process that checked maps was lost, perhaps for want of memory",
            help="`-j 1` does all in one process",
        ) from error
    except BaseException:
        # Whoever stops half-way does not want to wait for what was begun.
        for child in active_children():
            child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _work_through(work: Callable[[Task], Result], tasks: Sequence[Task]) -> list[Result]:
    return [work(task) for task in tasks]


def _begin(size_limit: int) -> None:
    """Read as the process that reports does, and let that one be ended by an interrupt."""
    import signal  # noqa: PLC0415 -- only in a process of its own

    from argmap.cli.streams import say_warnings  # noqa: PLC0415 -- as above

    file_size_limit(size_limit)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    say_warnings()
