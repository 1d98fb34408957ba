"""Do the same to many documents on a Dask cluster (https://distributed.dask.org).

A worker is handed a few documents at a time and returns small records; the texts themselves do not
pass through the cluster, but for lines of JSON Lines. Results come back in the order of the
documents. Dask does again what a lost worker had begun, and since nothing is written on a worker,
that loses and doubles nothing.
"""

from __future__ import annotations

import logging
import os
import threading
import warnings
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from argmap.errors import ArgmapError, ArgmapWarning, UsageError
from argmap.extras import imported
from argmap.regularfile import file_size_limit
from argmap.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from argmap.corpora.item import Item

How = TypeVar("How")
Result = TypeVar("Result")

_TOGETHER = 8
"""How many documents a worker is handed at a time."""
_TOGETHER_BYTES = 4_000_000
"""How many bytes of lines travel with them; a longer line travels alone."""
_WAITING = 3
"""How many such handfuls are on the cluster at a time, for each thread of its workers."""
_PATIENCE = 5  # seconds to wait for a scheduler
_WORKER_PATIENCE = 30  # seconds to wait for its first worker, which has much to load

# A process has one working folder and one way to warn, whatever threads a worker has.
_one_at_a_time = threading.Lock()


class _Setting(NamedTuple):
    """What holds for all that a run does, on whichever computer: as it is where it began."""

    version: str
    folder: str
    size_limit: int


class _Done(NamedTuple):
    """What came of one handful of documents, and the warnings on the way."""

    results: list[Any]
    warned: list[ArgmapWarning]


class OtherVersionError(ArgmapError):
    """A worker has another version of argmap, whose results may differ."""


def done_on_cluster(
    work: Callable[[tuple[Item, How]], Result],
    tasks: Iterable[tuple[Item, How]],
    *,
    address: str,
) -> Iterator[Result]:
    """Yield what comes of each document, in their order, done by the workers of a Dask cluster.

    ``address`` is that of its scheduler, such as ``tcp://10.0.0.1:8786``. Workers read the files
    themselves, by the same paths, and have the same version of argmap. ``work`` has to be a
    function of a module, and tasks and results such that they can be pickled. Standard input is
    read here. A document at which workers are lost again and again fails by itself.

    Raises ExtraMissing without Dask, UsageError if the cluster cannot be used, and ArgmapError if
    it is lost.
    """
    distributed = imported("distributed", extra="dask")
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is raised
    client = _client(distributed, address)
    setting = _Setting(__version__, os.getcwd(), file_size_limit())  # noqa: PTH109 -- as text
    waiting: deque[tuple[list[tuple[Item, How]], Any]] = deque()
    try:
        most = _WAITING * _threads(client, address)
        for handful in _handfuls(tasks):
            if handful[0][0].file == "-":
                waiting.append((handful, None))
            else:
                future = client.submit(_work_through, work, handful, setting, pure=False)
                waiting.append((handful, future))
            while len(waiting) >= most:
                yield from _results(client, work, *waiting.popleft(), setting)
        while waiting:
            yield from _results(client, work, *waiting.popleft(), setting)
    except (distributed.CancelledError, distributed.comm.CommClosedError) as error:
        raise _lost(address) from error
    finally:
        with suppress(Exception):  # the cluster may be gone, and what is lost there is known
            client.cancel([future for _, future in waiting if future is not None])
        client.close()


def _client(distributed: Any, address: str) -> Any:
    """Return a connection to a cluster; raise UsageError if there is none."""
    help = "name its scheduler as `dask scheduler` prints it, such as tcp://10.0.0.1:8786"
    try:
        return distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TimeoutError) as error:
        raise UsageError("this Dask cluster cannot be reached", where=address, help=help) from error
    except (ValueError, TypeError, ImportError) as error:
        what = f"this is not the address of a Dask cluster: {error}"
        raise UsageError(what, where=address, help=help) from error


def _threads(client: Any, address: str) -> int:
    """Return how many threads the workers have; raise UsageError if there are no workers."""
    try:
        client.wait_for_workers(1, timeout=_WORKER_PATIENCE)
    except TimeoutError as error:
        raise UsageError(
            "this Dask cluster has no workers",
            where=address,
            help=f"start one: dask worker {address}",
        ) from error
    threads: dict[str, int] = client.nthreads()
    return max(1, sum(threads.values()))


def _handfuls(tasks: Iterable[tuple[Item, How]]) -> Iterator[list[tuple[Item, How]]]:
    """Yield a few tasks at a time; standard input alone, since no worker can read it."""
    handful: list[tuple[Item, How]] = []
    size = 0
    for task in tasks:
        item = task[0]
        more = len(item.data or b"")
        is_apart = item.file == "-" or (handful and size + more > _TOGETHER_BYTES)
        if handful and (is_apart or len(handful) == _TOGETHER):
            yield handful
            handful, size = [], 0
        handful.append(task)
        size += more
        if item.file == "-":
            yield handful
            handful, size = [], 0
    if handful:
        yield handful


def _results(
    client: Any,
    work: Callable[[tuple[Item, How]], Result],
    handful: list[tuple[Item, How]],
    future: Any,
    setting: _Setting,
) -> Iterator[Result]:
    """Yield what came of a handful; if workers are lost at it, of each of its documents alone."""
    from distributed import KilledWorker  # noqa: PLC0415 -- loaded by now, and not without Dask

    if future is None:
        yield from map(work, handful)
        return
    try:
        done: _Done = future.result()
    except KilledWorker:
        if len(handful) == 1:
            item, how = handful[0]
            error = ArgmapError(
                "workers were lost at this document, perhaps for want of memory",
                where=item.name,
                help="give the workers more memory, or check it by itself",
            )
            yield work((item._replace(error=error), how))
            return
        for task in handful:
            again = client.submit(_work_through, work, [task], setting, pure=False)
            yield from _results(client, work, [task], again, setting)
        return
    except ModuleNotFoundError as error:
        raise _unusable(f"a worker has no {error.name}", setting) from error
    for warning in done.warned:
        warnings.warn(warning, stacklevel=2)
    yield from done.results


def _work_through(
    work: Callable[[tuple[Item, How]], Result], handful: list[tuple[Item, How]], setting: _Setting
) -> _Done:
    """Do a handful of documents; this runs on a worker."""
    if __version__ != setting.version:
        raise _unusable(f"a worker has argmap {__version__}", setting)
    with _one_at_a_time:
        before = os.getcwd(), file_size_limit()  # noqa: PTH109 -- as text
        try:
            os.chdir(setting.folder)
        except OSError as error:
            raise UsageError(
                "a worker has no such folder, so it cannot read what is in it",
                where=setting.folder,
                help="put the maps where all workers have them under the same path, or on S3",
            ) from error
        try:
            file_size_limit(setting.size_limit)
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always", ArgmapWarning)
                results = [work(task) for task in handful]
        finally:
            os.chdir(before[0])
            file_size_limit(before[1])
    warned = [one.message for one in caught if isinstance(one.message, ArgmapWarning)]
    return _Done(results, warned)


def _unusable(what: str, setting: _Setting) -> OtherVersionError:
    return OtherVersionError(
        f"{what}, but this is argmap {setting.version}",
        help=f"install it on all workers: pip install 'argmap[dask]=={setting.version}'",
    )


def _lost(address: str) -> ArgmapError:
    return ArgmapError(
        "the Dask cluster was lost before all was done",
        where=address,
        help="start it again; with `--resume FILE` a run goes on where it stopped",
    )
