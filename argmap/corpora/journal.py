"""Keep what is done of a run in a file, so that after a stop the run goes on from there.

The file is JSON Lines: a head that says which run it is of, and a record for each document in the
order of the run, with the files that were read for it. What is kept is only ever a first part of
the run, so a record that was not written to its end ends it, and so does one of another document
than the one in its place, or of one that has changed: from there on all is done again.
"""

from __future__ import annotations

import hashlib
import json
import os
import warnings
from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from argmap import errors
from argmap.corpora.records import NotKept, restored, stored
from argmap.errors import ArgmapError, OutputError, OutputWarning, ResumeWarning, UsageError
from argmap.protocols import is_remote
from argmap.regularfile import UNKNOWN, files_noted, open_regular_file, stamp_of
from argmap.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO, Self

    from argmap.corpora.item import Item
    from argmap.remotefile import RemoteStamps

How = TypeVar("How")
Result = TypeVar("Result")

_VERSION = 2  # of the shape of the file
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
    done: Callable[[Iterator[tuple[Item, How]]], Iterator[Noted[Result]]],
) -> Iterator[Result]:
    """Yield what comes of each task in its order, from the file as far as it has it.

    ``done`` does the other tasks, in their order, with :func:`noting`; their results are added to
    the file. A result counts as long as the document is the same, is done in the same way, and no
    file that was read for it has changed: its size, the time of its last change, and its mode; for
    a remote file what its file system says, such as an ETag. Else a ResumeWarning says what is done
    again, and why.

    Raises UsageError if the file is there and is of something else, and OutputError if it cannot
    be written at the beginning; later, that is an OutputWarning, and the run goes on without it.
    """
    with _opened(run) as file:
        rest = iter(tasks)
        kinds = (*run.kinds, *_ERRORS)
        look = _Look()
        end = file.tell()
        for line in file:
            task = next(rest, None)
            if task is None:
                break
            record = _record(line)
            why = None if record is None else look.why_again(record, task)
            result = None if record is None or why else _result(record, kinds)
            if result is None:
                rest = chain([task], rest)
                if record is not None:
                    why = why or "its result could not be saved"
                    what = f"{run.path}: {task[0].name} and all after it are done again: {why}"
                    warnings.warn(ResumeWarning(what), stacklevel=2)
                break
            end += len(line)
            yield result
        file.seek(end)
        file.truncate()
        asked: deque[_Asked] = deque()
        is_kept = True
        for noted in done(_remembered(rest, asked)):
            is_kept = is_kept and _added(run, file, asked.popleft(), noted)
            yield noted.result


class Noted(NamedTuple, Generic[Result]):
    """A result, and the files that were opened for it, each with its stamp."""

    result: Result
    files: dict[str, str]


def noting(work: Callable[[tuple[Item, How]], Result], task: tuple[Item, How]) -> Noted[Result]:
    """Do a task, and note the files that are opened for it; it can be pickled as ``work`` can."""
    with files_noted() as files:
        return Noted(work(task), files)


class _Record(NamedTuple):
    """What is kept of one document: what it was, how it was done, what was read, and what came."""

    name: str
    document: str
    how: str
    files: dict[str, str]
    result: Any


class _Look:
    """Looks whether what results were made from is what it was."""

    def __init__(self) -> None:
        self._remote: RemoteStamps | None = None

    def why_again(self, record: _Record, task: tuple[Item, object]) -> str | None:
        """Return why a document has to be done again, None if it has not."""
        asked = _Asked.of(task)
        if record.name != asked.name:
            return f"{record.name} was in its place"
        if asked.name == "-":
            return "it is standard input, which is read again"
        if record.document != asked.document:
            return "it has changed"
        if record.how != asked.how:
            return "its configuration has changed"
        for name, stamp in record.files.items():
            now = self._stamp(name)
            if now != stamp or now == UNKNOWN:
                return _changed(name, stamp, now)
        return None

    def _stamp(self, name: str) -> str:
        if not is_remote(name):
            return stamp_of(name)
        if self._remote is None:
            from argmap.remotefile import RemoteStamps  # noqa: PLC0415 -- few runs are remote

            self._remote = RemoteStamps()
        return self._remote.of(name)


def _changed(name: str, before: str, now: str) -> str:
    if now == before:
        return f"it is unclear whether {name} has changed"
    if not before:
        return f"{name} was not there"
    return f"{name} has changed" if now else f"{name} no longer exists"


class _Asked(NamedTuple):
    """What is kept of a task: its document, how it is done, and which file was listed with it."""

    name: str
    document: str
    how: str
    listed: str | None

    @classmethod
    def of(cls, task: tuple[Item, object]) -> Self:
        item, how = task
        # A remote file was listed with its stamp, and will be again.
        is_listed = item.is_remote and item.stamp not in ("", UNKNOWN)
        listed = item.file if is_listed else None
        return cls(item.name, _digest(_document(item)), _digest(how), listed)


def _remembered(
    tasks: Iterator[tuple[Item, How]], asked: deque[_Asked]
) -> Iterator[tuple[Item, How]]:
    """Yield tasks, and remember what each is, since results come without."""
    for task in tasks:
        asked.append(_Asked.of(task))
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
        raise OutputError(f"the results cannot be saved here: {reason}", where=run.path) from error
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
            "this file contains no results of argmap, so nothing is added to it",
            where=run.path,
            help="give `--resume` the name of a new file",
        )
    if head != run.head:
        raise UsageError(
            "this file holds the results of a run with other options or another version of argmap",
            where=run.path,
            help="use the same ones, or remove the file to start over",
        )


def _record(line: bytes) -> _Record | None:
    """Return the record that a line is, None if it was not written to its end."""
    data = _parsed(line) if line.endswith(b"\n") else None
    if not isinstance(data, dict) or tuple(data) != _Record._fields:
        return None
    return _Record(**data) if isinstance(data["files"], dict) else None


def _result(record: _Record, kinds: tuple[type, ...]) -> Any:
    """Return the result that a record holds, None if it could not be kept."""
    try:
        return restored(record.result, kinds)
    except NotKept:
        return None


def _added(run: Run, file: BinaryIO, asked: _Asked, noted: Noted[Any]) -> bool:
    """Add a record to the file; return False, and warn, if that fails."""
    try:
        kept = stored(noted.result, (*run.kinds, *_ERRORS))
    except NotKept:
        kept = None  # such a result is made again
    files = {name: stamp for name, stamp in noted.files.items() if name != asked.listed}
    record = _Record(asked.name, asked.document, asked.how, files, kept)
    try:
        file.write(_line(record._asdict()))
        file.flush()
    except OSError as error:
        what = f"{run.path}: no more results can be saved: {error.strerror or error}"
        warnings.warn(OutputWarning(what), stacklevel=3)
        return False
    return True


def _document(item: Item) -> object:
    """Return what tells a document from another one, besides the files that are read for it."""
    content: object = None
    if item.data is not None:
        content = hashlib.sha256(item.data).hexdigest()
    elif item.is_remote:
        content = (item.size, item.stamp)
    return (item.name, item.start, content, str(item.error) if item.error else None)


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
