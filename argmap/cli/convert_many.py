"""`argmap convert` for many maps: each into a file of a folder, and one report for all of them."""

from __future__ import annotations

import os
import unicodedata
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap.cli.batch import each_done
from argmap.cli.outside import OutsideTally
from argmap.cli.streams import put, report_error, say, say_lines
from argmap.corpora import (
    Converted,
    Item,
    Listing,
    LossTally,
    attempted,
    converted,
    kinds_of,
    target_of,
)
from argmap.corpora.kinds import ARCHIVES, LINES
from argmap.corpora.rows import PARQUET
from argmap.errors import ArgmapError, OutputError, UsageError
from argmap.formats import Dumped, write_companions
from argmap.protocols import is_remote
from argmap.source import digest
from argmap.writing import is_full

if TYPE_CHECKING:
    from argmap.corpora import Conversion, Outcome

_WILD = set("*?[")


def is_for_many(given: tuple[str, ...], output: str | None) -> bool:
    """Tell whether a command line is about many maps: what it names, or where it writes them."""
    if output not in (None, "-") and (output.endswith(("/", os.sep)) or Path(output).is_dir()):
        return True
    if len(given) > 1:
        return True
    (name,) = given
    return (
        Path(name).is_dir()
        or name.lower().endswith((*LINES, *ARCHIVES, *PARQUET))
        or (is_remote(name) and name.endswith("/"))
        or not (_WILD.isdisjoint(name) or os.path.lexists(name))
    )


class _Used(NamedTuple):
    """Which map a file of the folder was written for, and what text it has."""

    name: str
    digest: str = ""


class _Folder:
    """The folder that the results are written to, and which names in it were used in this run."""

    def __init__(self, path: str, *, force: bool) -> None:
        self.path = path
        self._force = force
        self._used: dict[str, _Used] = {}

    def task(self, item: Item, format: str) -> tuple[Item, str]:
        """Return a document with its target; it has an error if there is no name for it."""
        if item.error is not None:
            return item, ""
        target = os.path.join(self.path, target_of(item, format))  # noqa: PTH118 -- for thousands
        why: UsageError | None = None
        if (other := self._used.get(_key(target))) is not None:
            why = _clash(item.name, target, other.name)
        elif not self._force and os.path.lexists(target):
            why = UsageError(
                f"{target} already exists", where=item.name, help="use `--force` to replace it"
            )
        else:
            self._used[_key(target)] = _Used(item.name)
        return item if why is None else item._replace(error=why), target

    def write(self, result: Converted) -> tuple[str, ...]:
        """Write a result and its companions; return the names of the companions that were new.

        Raises OutputError or UsageError, and then the result is not written.
        """
        folder = Path(result.target).parent
        for needed in {folder, *((folder / name).parent for name in result.companions)}:
            try:
                needed.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                what = f"cannot create the folder: {reason}"
                raise OutputError(what, where=str(needed)) from error
        for name, text in result.companions.items():
            place = str(folder / name)
            used = self._used.setdefault(_key(place), _Used(result.name, digest(text)))
            if used.digest != digest(text):
                raise _clash(result.name, place, used.name)
        dumped = Dumped(result.text, (), result.companions)
        beside = write_companions(dumped, result.target, replace=self._force)
        put(result.text, result.target, is_new=not self._force, is_remade=True)
        return beside


def convert_many(
    given: tuple[str, ...], folder: str | None, how: Conversion, *, strict: bool, force: bool
) -> int:
    """Convert documents into files of a folder, one after the other; return the exit status."""
    if folder in (None, "-"):
        where = given[0] if len(given) == 1 else None
        raise UsageError(
            "several maps can only be written to a folder", where=where, help="use `-o DIR`"
        )
    if is_remote(folder):
        raise UsageError(
            "maps can only be converted into a folder on this computer",
            where=folder,
            help="`argmap corpus` writes tables to other computers",
        )
    if os.path.lexists(folder) and not Path(folder).is_dir():
        raise UsageError(
            "several maps can only be written to a folder, and this is not one", where=folder
        )
    reading = how.reading
    listing = Listing(
        given,
        kinds=kinds_of(reading.format),
        allow_outside=reading.allow_outside,
        skipped=folder,
    )
    target = _Folder(folder, force=force)
    numbers = count(1)
    tasks = (target.task(item, how.format) for item, _ in zip(listing, numbers, strict=False))
    tally, elsewhere = LossTally(), OutsideTally()
    done = failed = companions = 0
    full: ArgmapError | None = None
    for result in each_done(partial(_convert_one, how=how), tasks, is_shown=_is_shown):
        try:
            if result.result is None:
                raise result.failure
            companions += len(target.write(result.result))
        except ArgmapError as error:
            if result.result is not None and is_full(error):
                full = error
                break
            failed += 1
            report_error(error)
            continue
        done += 1
        tally.add(result.name, result.result.losses)
        elsewhere.add(result.result.sources, result.result.target)
    if full is not None:
        # Whatever else is converted would not be written either.
        total = next(numbers) - 1 + sum(1 for _ in tasks)
        report_error(_full(full, total - done - failed))
        failed = total - done
    say_lines((*tally.lines(), *elsewhere.lines(folder), *listing.ignored.lines()))
    beside = f", with {_counted(companions, 'text')} next to them" if companions else ""
    missing = f"; {failed:,} failed" if failed else ""
    say(f"{_counted(done, 'map')} converted to {how.format} in {folder}{beside}{missing}")
    if failed:
        return 2
    return 1 if strict and tally.is_strict else 0


def _convert_one(task: tuple[Item, str], *, how: Conversion) -> Outcome[Converted]:
    """Convert one map; this runs in a process of its own where there are many."""
    item, target = task
    return attempted(converted, item, target, how)


def _is_shown(result: Outcome[Converted]) -> bool:
    return result.error is not None


def _full(error: ArgmapError, unwritten: int) -> ArgmapError:
    """Return the error for a disk that has no room for one map, with all that come after it."""
    others = unwritten - 1
    were = "was" if others == 1 else "were"
    rest = f"; {_counted(others, 'further map')} {were} not written" if others else ""
    help = "free some space, then run the command again with `--force`"
    return OutputError(f"{error.what}{rest}", where=error.where, help=help)


def _clash(name: str, place: str, other: str) -> UsageError:
    return UsageError(
        f"it would be written to {place}, like {other} before it",
        where=name,
        help="convert them into different folders, or rename one",
    )


def _key(path: str) -> str:
    """Return what is the same for names that some file systems take for one."""
    return unicodedata.normalize("NFC", os.path.normpath(path)).casefold()


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"
