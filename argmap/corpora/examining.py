"""Check one document of a corpus: a function from it to a small record of its findings.

Like all that is done to each document of a corpus, it takes an Item and what is wanted, and returns
a record; both can be pickled, so that any process, on any computer that has the files, can do it.
What cannot be done raises an ArgmapError: with ``attempted`` it stops no other document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.checking import examine_file
from argmap.corpora.reading import read_item_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.checking import Diagnostic
    from argmap.checking.diagnostic import Severity, Silencer
    from argmap.corpora.item import Item
    from argmap.history import History
    from argmap.mapfile import MapFile
    from argmap.text import Position


class Checking(NamedTuple):
    """How maps are checked: what :func:`argmap.checking.examine_file` is told."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    silenced: frozenset[str] = frozenset()
    minimum_coverage: float | None = None
    asks_git: bool = True
    heed_comments: bool = True
    allow_outside: tuple[str, ...] = ()


class Finding(NamedTuple):
    """One finding in a map, and where it is in its file: line and column, both from 1."""

    code: str
    name: str
    severity: Severity
    position: Position
    statement: str | None
    message: str
    help: str | None
    silenced_by: Silencer | None


class Checked(NamedTuple):
    """What is wrong with one map: its findings, in the order of its file."""

    name: str
    findings: tuple[Finding, ...]


def checked(item: Item, how: Checking = Checking()) -> Checked:  # noqa: B008 -- it never changes
    """Return what is wrong with the map file that a document is.

    Raises the error of the item, and MapFileError if it cannot be read.

    >>> from argmap.corpora import Item
    >>> item = Item("maps.jsonl:1", "maps.jsonl", line=1, data=b'{"claims": [{"id": "c"}]}')
    >>> [finding.code for finding in checked(item).findings]
    ['AM002']
    """
    file = read_item_file(item, allow_outside=how.allow_outside)
    return Checked(file.name, tuple(_finding(file, one) for one in examined(file, how)))


def examined(
    file: MapFile,
    how: Checking,
    *,
    old: Mapping[str, str] | None = None,
    git: History | bool = True,
) -> list[Diagnostic]:
    """Return all that is wrong with a map file, in this process; see examine_file."""
    return examine_file(
        file,
        select=how.select,
        ignore=how.ignore,
        silenced=how.silenced,
        heed_comments=how.heed_comments,
        minimum_coverage=how.minimum_coverage,
        old=old,
        git=git if how.asks_git else False,
    )


def _finding(file: MapFile, found: Diagnostic) -> Finding:
    place = found.written_at or file.place(found.route)
    return Finding(
        found.code,
        found.name,
        found.severity,
        file.lines.position(place.start),
        found.statement,
        found.message,
        found.help,
        found.silenced_by,
    )
