"""What a format is: its name, its suffixes, how it is read and written, and what it can hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.model import Anchor, Statement
from argmap.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from argmap.model import ArgumentMap


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a format could not hold, or that was not understood in a file.

    ``statement`` is the id of the statement that it was said of, None where it was said of the
    map or of no statement that is left; ``field`` names the field, and ``what`` says in one
    sentence what became of it.
    """

    statement: str | None
    field: str
    what: str

    def __str__(self) -> str:
        return f"{self.statement}: {self.what}" if self.statement else self.what


Loaded = tuple["ArgumentMap", tuple[Loss, ...]]
Dumped = tuple[str, tuple[Loss, ...]]

EVERYTHING = frozenset(
    {"title", "meta"}
    | {f"sources.{Source.model_fields[name].alias or name}" for name in Source.model_fields}
    | {f"anchors.{name}" for name in Anchor.model_fields}
    | (Statement.model_fields.keys() - {"anchors"})
)
"""All that a map can say: fields of the map and of its statements under their own names, those of
sources and anchors with their place before them, as in ``anchors.spans``."""


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a map as text.

    ``suffixes`` are the ends of file names that it is known by, the one to be preferred first.
    ``load`` takes a text and the folder that paths in it are relative to; ``dump`` takes a map and
    the folder in which its text will lie. Both tell what was lost on the way. ``fits`` tells
    whether a text looks like this format. ``holds`` names what the format can say, in the words
    of EVERYTHING. A format that is only read has no ``dump``, one that is only written no
    ``load``.
    """

    name: str
    suffixes: tuple[str, ...]
    fits: Callable[[str], bool]
    load: Callable[[str, Path], Loaded] | None = None
    dump: Callable[[ArgumentMap, Path], Dumped] | None = None
    holds: frozenset[str] = EVERYTHING


def unheld(map: ArgumentMap, holds: frozenset[str]) -> tuple[Loss, ...]:
    """Return everything the map says that is not among what a format ``holds``.

    >>> from argmap.model import ArgumentMap, Claim
    >>> m = ArgumentMap(claims=[Claim(id="c", text="Buses help", speaker="Ann")])
    >>> [str(loss) for loss in unheld(m, EVERYTHING - {"speaker"})]
    ['c: its `speaker` has no place in this format']
    """
    losses = [
        Loss(None, name, f"the map's `{name}` has no place in this format")
        for name in ("title", "meta")
        if getattr(map, name) and name not in holds
    ]
    for source in map.sources:
        losses += [
            Loss(None, name, f"`{name[8:]}` of source {source.id!r} has no place in this format")
            for name in _said(source, "sources.")
            if name not in holds
        ]
    for statement in map.statements:
        said = dict.fromkeys(_said(statement, ""))
        del said["id"]
        said.pop("anchors", None)
        said |= dict.fromkeys(
            name for anchor in statement.anchors for name in _said(anchor, "anchors.")
        )
        losses += [
            Loss(statement.id, name, f"its `{name}` has no place in this format")
            for name in said
            if name not in holds
        ]
    return tuple(losses)


def _said(record: Source | Statement | Anchor, lead: str) -> list[str]:
    """Return the names of the fields that are not what they are by default."""
    return [lead + name for name in record.model_dump(exclude_defaults=True, by_alias=True)]
