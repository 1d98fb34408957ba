"""Keep what is done of a run in a file, so that after a stop the run goes on from there.

The file is JSON Lines: a head that says which run it is of, and a record for each document in the
order of the run. What is kept is only ever a first part of the run, so a record that does not fit
the document in its place, or was not written to its end, ends it: from there on all is done again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import warnings
from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from argmap import errors
from argmap.corpora.records import NotKept, restored, stored
from argmap.errors import ArgmapError, OutputError, OutputWarning, UsageError
from argmap.regularfile import open_regular_file
from argmap.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

    from argmap.corpora.item import Item

How = TypeVar("How")
Result = TypeVar("Result")

_VERSION = 1  # of the shape of the file
_ERRORS: tuple[type, ...] = tuple(
    one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, ArgmapError)
)


class Run(NamedTuple):
    """A run whose results are kept in the file at ``path``.

    ``settings`` are the options that its results depend on, such as they can be written in JSON,
    and ``kinds`` the named tuples that results are made of.
    """

    path: str
    settings: object
    kinds: tuple[type, ...]

    @property
    def head(self) -> dict[str, object]:
        """The first line of the file: the same for the same run only."""
        return {"argmap": __version__, "run": _VERSION, "settings": _digest(self.settings)}


def resumed(
    run: Run,
    tasks: Iterable[tuple[Item, How]],
    done: Callable[[Iterator[tuple[Item, How]]], Iterator[Result]],
) -> Iterator[Result]:
    """Yield what comes of each task in its order, from the file as far as it has it.

    ``done`` does the other tasks, in their order; their results are added to the file. A document
    counts as the same while its name, its size and the time of its last change are; whether its
    sources changed is not looked at.

    Raises UsageError if the file is there and is of something else, and OutputError if it cannot
    be written at the beginning; later, that is an OutputWarning, and the run goes on without it.
    """
    with _opened(run) as file:
        rest = iter(tasks)
        kinds = (*run.kinds, *_ERRORS)
        end = file.tell()
        for line in file:
            task = next(rest, None)
            if task is None:
                break
            result = _result(line, task, kinds)
            if result is None:
                rest = chain([task], rest)
                break
            end += len(line)
            yield result
        file.seek(end)
        file.truncate()
        keys: deque[str] = deque()
        is_kept = True
        for result in done(_noted(rest, keys)):
            key = keys.popleft()
            is_kept = is_kept and _added(run, file, key, result)
            yield result


def _noted(tasks: Iterator[tuple[Item, How]], keys: deque[str]) -> Iterator[tuple[Item, How]]:
    """Yield tasks, and note the key of each, since results come without."""
    for task in tasks:
        keys.append(_key(task))
        yield task


def _opened(run: Run) -> BinaryIO:
    """Return the file, open behind its head, which is written if the file is new."""
    try:
        if os.path.lexists(run.path):
            os.close(open_regular_file(run.path))  # it is no pipe that waits for ever
        file = open(run.path, "a+b")  # noqa: PTH123, SIM115 -- as text; closed by who asks for it
        try:
            file.seek(0)
            _check_head(run, file)
        except BaseException:
            file.close()
            raise
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"the results cannot be kept here: {reason}", where=run.path) from error
    return file


def _check_head(run: Run, file: BinaryIO) -> None:
    """Read the head of the file, or write it if the file is new."""
    first = file.readline()
    if not first:
        file.write(_line(run.head))
        file.flush()
        return
    head = _parsed(first)
    if not isinstance(head, dict) or head.keys() != run.head.keys():
        raise UsageError(
            "this file holds no results of argmap, so nothing is added to it",
            where=run.path,
            help="give `--resume` the name of a new file",
        )
    if head != run.head:
        raise UsageError(
            "this file holds the results of a run with other options or another version of argmap",
            where=run.path,
            help="use the same ones, or remove the file to begin anew",
        )


def _result(line: bytes, task: tuple[Item, Any], kinds: tuple[type, ...]) -> Any:
    """Return the result that a line holds if it is of this task, else None."""
    record = _parsed(line) if line.endswith(b"\n") else None
    if not isinstance(record, dict) or record.get("key") != _key(task):
        return None
    try:
        return restored(record.get("result"), kinds)
    except NotKept:
        return None


def _added(run: Run, file: BinaryIO, key: str, result: object) -> bool:
    """Add a record to the file; return False, and warn, if that fails."""
    try:
        kept = stored(result, (*run.kinds, *_ERRORS))
    except NotKept:
        kept = None  # such a result is made again
    try:
        file.write(_line({"key": key, "result": kept}))
        file.flush()
    except OSError as error:
        what = f"{run.path}: no more results can be kept: {error.strerror or error}"
        warnings.warn(OutputWarning(what), stacklevel=3)
        return False
    return True


def _key(task: tuple[Item, object]) -> str:
    """Return what a document is known by: its name, what it is now, and how it is done."""
    item, how = task
    content: object = None
    if item.data is not None:
        content = hashlib.sha256(item.data).hexdigest()
    elif item.is_remote:
        content = (item.size, item.stamp)
    elif item.file != "-":
        with contextlib.suppress(OSError, ValueError):
            found = os.stat(item.file)  # noqa: PTH116 -- for thousands
            content = (found.st_size, found.st_mtime_ns)
    error = str(item.error) if item.error else None
    return _digest((item.name, item.start, content, error, how))


def _digest(value: object) -> str:
    text = json.dumps(value, default=_plain, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    """Return something that JSON has for what it has not."""
    return sorted(value) if isinstance(value, frozenset | set) else str(value)


def _line(value: object) -> bytes:
    return json.dumps(value).encode() + b"\n"


def _parsed(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None
