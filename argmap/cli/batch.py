"""Do the same to many maps, several at once where that pays, and hand over the results in order."""

from __future__ import annotations

import os
import sys
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from argmap.errors import ArgmapError
from argmap.regularfile import file_size_limit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.synchronize import Event

    from argmap.corpora.item import Item
    from argmap.corpora.journal import Run

How = TypeVar("How")
Task = TypeVar("Task")
Result = TypeVar("Result")

# A process that is forked is there at once; one that is started has to import argmap anew.
_IS_FORKED = sys.platform == "linux"
_WORTH = 150_000 if _IS_FORKED else 1_500_000
"""From how many bytes of map files on other processes save more time than starting them costs."""
_TOGETHER = 8
"""How many maps a process is handed at a time."""
_AHEAD = 10_000
_AHEAD_BYTES = 8_000_000
"""How many maps are looked for before the first is done, to know how many there are, and how many
bytes of them are kept."""


_PATIENCE = 1.0
"""For how many seconds processes may finish what they do when all is to stop."""
_stopped: list[Event] = []
"""In a process of its own: what says that all is to stop."""


def available_cores() -> int:
    """Return how many processes can really run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def each_done(
    work: Callable[[tuple[Item, How]], Result],
    tasks: Iterable[tuple[Item, How]],
    *,
    jobs: int | None = None,
    cluster: str | None = None,
    run: Run | None = None,
    is_shown: Callable[[Result], object] = bool,
) -> Iterator[Result]:
    """Yield what comes of each document, in their order, with a progress bar if it takes long.

    Each task is a document and how it is done. They are done by as many processes as ``jobs`` says,
    or as the computer has cores if that is faster; see :func:`done_in_order`. With the address of a
    Dask ``cluster`` its workers do them. With a ``run`` its results are kept, and those that were
    are not made again. The bar is taken away for results of which something ``is_shown``.
    """
    if run is not None:
        from argmap.corpora.journal import noting, resumed  # noqa: PLC0415 -- few runs are so long

        others = partial(
            each_done,
            partial(noting, work),
            jobs=jobs,
            cluster=cluster,
            is_shown=lambda noted: is_shown(noted.result),
        )
        yield from resumed(run, tasks, others)
        return
    rest = iter(tasks)
    first = list(_ahead(rest))
    # Most runs have one map, and need nothing of what follows.
    if not first or (len(first) < 2 and cluster is None):  # noqa: PLR2004
        yield from map(work, first)
        return
    from argmap.cli.progress import Progress  # noqa: PLC0415 -- as said

    items = [item for item, _ in first]
    # Whether there are more is not asked, since the next one may be large.
    progress = Progress(None if _is_full(items) else len(items))
    if cluster is None:
        processes = jobs or (available_cores() if is_worth_processes(items) else 1)
        every = chain(_emptied(first), rest)
        # What is connected to another computer cannot be forked.
        forks = _IS_FORKED and not any(item.is_remote for item in items)
        results = done_in_order(work, every, processes=min(processes, len(items)), forks=forks)
    else:
        from argmap.corpora.cluster import done_on_cluster  # noqa: PLC0415 -- few have one

        results = done_on_cluster(work, chain(_emptied(first), rest), address=cluster)
    for result in results:
        if is_shown(result):
            progress.clear()
        yield result
        progress.step()
    progress.clear()


def _ahead(tasks: Iterator[tuple[Item, How]]) -> Iterator[tuple[Item, How]]:
    """Yield as many tasks as are looked for before the first is done."""
    size = 0
    for number, task in enumerate(tasks, 1):
        yield task
        size += len(task[0].data or b"")
        if number >= _AHEAD or size >= _AHEAD_BYTES:
            return


def _is_full(items: Sequence[Item]) -> bool:
    """Tell whether no more tasks were looked for."""
    size = sum(len(item.data or b"") for item in items)
    return len(items) >= _AHEAD or size >= _AHEAD_BYTES


def _emptied(tasks: list[Task]) -> Iterator[Task]:
    """Yield the tasks of a list, and keep none of them."""
    tasks.reverse()
    while tasks:
        yield tasks.pop()


def is_worth_processes(items: Iterable[Item]) -> bool:
    """Tell whether so many documents are done sooner by several processes."""
    size = number = 0
    for number, item in enumerate(items, 1):
        # Standard input is read by one only; to start processes that are not forked takes longer.
        if item.file == "-" or item.is_remote:
            return False
        try:
            size += item.size or os.stat(item.file).st_size  # noqa: PTH116 -- for thousands
        except (OSError, ValueError):
            continue  # reported when it is read
        if size >= _WORTH and number > 1:
            break
    return size >= _WORTH and number > 1


def done_in_order(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    *,
    processes: int,
    forks: bool = _IS_FORKED,
) -> Iterator[Result]:
    """Yield the result of every task, in the order of the tasks.

    With one process all of it is done in this one; ``forks`` says whether others are copies of it,
    which are there at once. ``work`` has to be a function of a module, and
    tasks and results such that they can be pickled. Only a few results wait at any time. Raises
    ArgmapError when a process is lost.
    """
    if processes < 2:  # noqa: PLR2004 -- as it says
        yield from map(work, tasks)
        return
    from collections import deque  # noqa: PLC0415 -- most runs have one map
    from concurrent.futures import Future, ProcessPoolExecutor, wait  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
    from multiprocessing import active_children, get_context  # noqa: PLC0415

    rest = iter(tasks)
    chunks = iter(lambda: tuple(islice(rest, _TOGETHER)), ())
    context = get_context("fork" if forks else "spawn")
    limit = file_size_limit()
    stopped = context.Event()
    pool = ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(limit, stopped))
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
            "a worker process died, perhaps out of memory",
            help="use `-j 1` to do everything in one process",
        ) from error
    except BaseException:
        # Whoever stops half-way does not want to wait. But if a process is ended while it hands
        # over its results, this one waits for the rest of them for ever.
        stopped.set()
        for future in waiting:
            future.cancel()
        if wait(waiting, timeout=_PATIENCE).not_done:
            for child in active_children():
                child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _work_through(work: Callable[[Task], Result], tasks: Sequence[Task]) -> list[Result]:
    """Do some tasks in a process of its own, and none any more once it is to stop."""
    return [work(task) for task in tasks if not (_stopped and _stopped[0].is_set())]


def _begin(size_limit: int, stopped: Event) -> None:
    """Read as the process that reports does, and let that one be ended by an interrupt."""
    _stopped.append(stopped)
    import signal  # noqa: PLC0415 -- only in a process of its own

    from argmap.cli.streams import say_warnings  # noqa: PLC0415 -- as above

    file_size_limit(size_limit)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    say_warnings()
