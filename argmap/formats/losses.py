"""What a conversion could not carry over, said by statement and field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap.model import Anchor, Statement
from argmap.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from argmap.model import ArgumentMap

LossKind = Literal["dropped", "approximated", "encoded", "repaired", "unresolved", "stale", "risky"]

STRICT: frozenset[LossKind] = frozenset({"dropped", "approximated"})
"""The kinds that mean that words or links of a map are gone or say something else now."""

_MOST_NAMED = 12


class Loss(NamedTuple):
    """Something that a format cannot store, or that was not understood in a file.

    ``kind`` says what became of it:

    - ``dropped``: it is not in the output;
    - ``approximated``: the nearest equivalent is written;
    - ``encoded``: it is stored where only argmap reads it;
    - ``repaired``: an error in the file was repaired;
    - ``unresolved``: an id, a span or a quote of the file leads nowhere, or to several places;
    - ``stale``: what was kept of a file no longer matches the map, and is not used;
    - ``risky``: it is written unchanged, and a program that opens the file may run it.

    ``statement`` is the id of the statement that it is about, None if it is about the map or about
    a statement that was left out; ``field`` names the field. ``what`` says it in one sentence
    without the statement's id, so that losses of one kind share it.
    """

    kind: LossKind
    statement: str | None
    field: str
    what: str

    def __str__(self) -> str:
        return f"{self.statement}: {self.what}" if self.statement else self.what


def summed_up(losses: Iterable[Loss]) -> list[str]:
    """Return one line for each sort of loss, with the ids of its statements.

    >>> what = "undercuts have no place in AML"
    >>> summed_up(Loss("dropped", id, "undercuts", what) for id in ("k1", "k4"))
    ['dropped: undercuts have no place in AML (2: k1, k4)']
    """
    sorts: dict[tuple[str, str], list[str | None]] = {}
    for loss in losses:
        sorts.setdefault((loss.kind, loss.what), []).append(loss.statement)
    return [f"{kind}: {what}{_named(ids)}" for (kind, what), ids in sorts.items()]


def _named(statements: list[str | None]) -> str:
    ids = list(dict.fromkeys(id for id in statements if id is not None))
    if not ids:
        return f" ({len(statements)} times)" if len(statements) > 1 else ""
    return f" ({len(ids)}: {listing(ids)})" if len(ids) > 1 else f" ({ids[0]})"


def listing(names: Sequence[str]) -> str:
    """Return names with commas between them, and of many only the first twelve.

    >>> listing(["e1", "e2"]), listing([f"e{number}" for number in range(20)])[-14:]
    ('e1, e2', 'e11 and 8 more')
    """
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


EVERYTHING = frozenset(
    {"title", "map.meta", "sources", "anchors"}
    | {f"sources.{name}" for name in Source.model_fields}
    | {f"anchors.{name}" for name in Anchor.model_fields}
    | Statement.model_fields.keys()
)
"""All that a map can say: fields of the map and of its statements under their own names, those of
sources and anchors with their place before them, as in ``anchors.spans``. A format that
does not hold ``sources`` or ``anchors`` holds none of their fields; one that holds ``meta`` but not
``map.meta`` keeps that of statements alone."""


def unheld(
    map: ArgumentMap, holds: frozenset[str], *, format: str, kind: LossKind = "dropped"
) -> tuple[Loss, ...]:
    """Return everything the map says that is not among what a format ``holds``.

    ``format`` is what the format is called, ``kind`` what becomes of what it does not hold.

    >>> from argmap.model import ArgumentMap, Claim
    >>> m = ArgumentMap(claims=[Claim(id="c", text="Buses help", speaker="Ann")])
    >>> [str(loss) for loss in unheld(m, EVERYTHING - {"speaker"}, format="AML")]
    ['c: `speaker` is not supported by AML']
    """
    losses = [
        Loss(kind, None, name, f"the map's `{name}` {verb} not supported by {format}")
        for name, verb in (("title", "is"), ("meta", "is"), ("sources", "are"))
        if getattr(map, name) and not {name, f"map.{name}"} & EVERYTHING <= holds
    ]
    for source in map.sources if "sources" in holds else ():
        losses += [
            Loss(
                kind,
                None,
                name,
                f"`{name[8:]}` of source {source.id!r} is not supported by {format}",
            )
            for name in _set_fields(source, "sources.")
            if name not in holds
        ]
    for statement in map.statements:
        names = dict.fromkeys(_set_fields(statement, ""))
        del names["id"]
        if "anchors" in holds:
            names |= dict.fromkeys(
                name for anchor in statement.anchors for name in _set_fields(anchor, "anchors.")
            )
        losses += [
            Loss(kind, statement.id, name, f"`{name}` is not supported by {format}")
            for name in names
            if name not in holds
        ]
    return tuple(losses)


def _set_fields(record: Source | Statement | Anchor, lead: str) -> list[str]:
    """Return the names of the fields that are not what they are by default."""
    return [lead + name for name in record.model_dump(exclude_defaults=True)]
