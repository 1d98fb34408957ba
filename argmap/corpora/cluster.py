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
import time
import warnings
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from argmap.errors import ArgmapError, ArgmapWarning, UsageError
from argmap.extras import imported
from argmap.history import begin_run
from argmap.regularfile import file_size_limit
from argmap.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from argmap.corpora.item import Item

How = TypeVar("How")
Result = TypeVar("Result")

_TOGETHER = 32
"""How many documents a worker is handed at a time: fewer would cost the scheduler more than they
cost the worker."""
_TOGETHER_BYTES = 4_000_000
"""How many bytes of lines travel with them; a longer line travels alone."""
_WAITING = 3
"""How many such handfuls are on the cluster at a time, for each thread of its workers."""
_PATIENCE = 5  # seconds to wait for a scheduler
_WORKER_PATIENCE = 30  # seconds to wait for a worker if there is none: it has much to load
_GLANCE = 1  # seconds after which the cluster is looked at, since workers come and go

# A process has one working folder and one way to warn, whatever threads a worker has.
_one_at_a_time = threading.Lock()


class _Setting(NamedTuple):
    """What holds for all that a run does, on whichever computer: as it is where it began."""

    run: str
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
    setting = _Setting(os.urandom(8).hex(), __version__, os.getcwd(), file_size_limit())  # noqa: PTH109 -- as text
    running = _Running(client, address, work, setting)
    try:
        yield from running.results(_handfuls(tasks))
    except (distributed.CancelledError, distributed.comm.CommClosedError) as error:
        raise _lost(address) from error
    finally:
        with suppress(Exception):  # the cluster may be gone, and what is lost there is known
            client.cancel([future for _, future in running.waiting if future is not None])
        client.close()


def _client(distributed: Any, address: str) -> Any:
    """Return a connection to a cluster; raise UsageError if there is none."""
    help = "give its scheduler as `dask scheduler` prints it, such as tcp://10.0.0.1:8786"
    if not address.strip():  # for which Dask would start a cluster on this computer
        raise UsageError("the address of the Dask cluster is empty", help=help)
    try:
        # Asked first: a client that cannot make sense of its address does not always give up.
        distributed.comm.get_address_host(address)
        return distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TimeoutError) as error:
        raise UsageError("this Dask cluster cannot be reached", where=address, help=help) from error
    except (ValueError, TypeError, ImportError) as error:
        what = f"this is not the address of a Dask cluster: {error}"
        raise UsageError(what, where=address, help=help) from error
    except Exception as error:
        # A server that is none is taken at its word: `HTTP/1.1` is the size of a message.
        what = "the server at this address is not a Dask scheduler"
        raise UsageError(what, where=address, help=help) from error


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


class _Running:
    """A run on a cluster: ``waiting`` are the handfuls that are there now, in their order.

    As many are there as the workers need that there are just now, so memory grows with the
    cluster, and not with the corpus: here, in the scheduler and in the workers.
    """

    def __init__(
        self,
        client: Any,
        address: str,
        work: Callable[[tuple[Item, Any]], Any],
        setting: _Setting,
    ) -> None:
        self.waiting: deque[tuple[list[tuple[Item, Any]], Any]] = deque()
        self._client = client
        self._address = address
        self._work = work
        self._setting = setting
        self._threads = 0
        self._looked = float("-inf")

    def results(self, handfuls: Iterator[list[tuple[Item, Any]]]) -> Iterator[Any]:
        """Yield what comes of each document."""
        self._wait_for_workers()
        while True:
            while len(self.waiting) < _WAITING * max(1, self._counted_threads()):
                handful = next(handfuls, None)
                if handful is None:
                    break
                self.waiting.append((handful, self._submitted(handful)))
            if not self.waiting:
                return
            for handful, fetched in self._first_done():
                yield from self._outcomes(handful, fetched)

    def _submitted(self, handful: list[tuple[Item, Any]]) -> Any:
        if handful[0][0].file == "-":
            return None  # it is read here
        return self._client.submit(_work_through, self._work, handful, self._setting, pure=False)

    def _first_done(self) -> Iterator[tuple[list[tuple[Item, Any]], Any]]:
        """Yield the handfuls at the front that are done, with a _Done, or else with their future.

        They are fetched together: one by one, many workers would be faster than they come.
        """
        first = [self.waiting.popleft()]
        if first[0][1] is None:
            yield first[0]
            return
        try:
            self._wait(first[0][1])
        except BaseException:
            self.waiting.appendleft(first[0])  # so that it is cancelled as the others are
            raise
        while self.waiting and self.waiting[0][1] is not None and self.waiting[0][1].done():
            first.append(self.waiting.popleft())
        if all(future.status == "finished" for _, future in first):
            fetched = self._client.gather([future for _, future in first])
            yield from zip([handful for handful, _ in first], fetched, strict=True)
        else:
            yield from first

    def _outcomes(self, handful: list[tuple[Item, Any]], fetched: Any) -> Iterator[Any]:
        """Yield what came of a handful; if workers are lost at it, of each document alone."""
        from distributed import KilledWorker  # noqa: PLC0415 -- loaded by now, and not without Dask

        if fetched is None:
            yield from map(self._work, handful)
            return
        try:
            done: _Done = fetched if isinstance(fetched, _Done) else fetched.result()
        except KilledWorker:
            if len(handful) == 1:
                yield self._failed(*handful[0])
                return
            for task in handful:
                again = self._submitted([task])
                self._wait(again)
                yield from self._outcomes([task], again)
            return
        except ModuleNotFoundError as error:
            raise _unusable(f"a worker has no {error.name}", self._setting) from error
        for warning in done.warned:
            warnings.warn(warning, stacklevel=2)
        yield from done.results

    def _failed(self, item: Item, how: Any) -> Any:
        error = ArgmapError(
            "workers died at this document, perhaps out of memory",
            where=item.name,
            help="give the workers more memory, or check it separately",
        )
        return self._work((item._replace(error=error), how))

    def _wait(self, future: Any) -> None:
        """Wait until a handful is done; raise ArgmapError if nobody is left to do it."""
        while not future.done():
            with suppress(TimeoutError):
                future.exception(timeout=_GLANCE)
            if not future.done() and not self._counted_threads():
                self._wait_for_workers()

    def _wait_for_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=_WORKER_PATIENCE)
        except TimeoutError as error:
            raise UsageError(
                "this Dask cluster has no workers",
                where=self._address,
                help=f"start one: dask worker {self._address}",
            ) from error
        except OSError as error:
            raise _lost(self._address) from error

    def _counted_threads(self) -> int:
        """Return how many threads the workers have, or had a moment ago."""
        if time.monotonic() >= self._looked + _GLANCE:
            try:
                threads: dict[str, int] = self._client.nthreads()
            except OSError as error:
                raise _lost(self._address) from error
            self._threads = sum(threads.values())
            self._looked = time.monotonic()
        return self._threads


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
                "a worker cannot find this folder",
                where=setting.folder,
                help="put the maps where all workers can read them under the same path, or on S3",
            ) from error
        try:
            file_size_limit(setting.size_limit)
            begin_run(setting.run)
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
        "the Dask cluster was lost before everything was done",
        where=address,
        help="start it again; with `--resume FILE` a run continues where it stopped",
    )
