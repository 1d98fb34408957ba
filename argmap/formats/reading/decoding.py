"""What argmap kept in a file of what the format cannot say, read again.

The graph of the file comes first: a record that another program's changes have made untrue is not
used. How it comes to be in the file, :mod:`argmap.formats.writing.encoding` says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

from pydantic import ValidationError

from argmap.formats.reading import records as reading
from argmap.formats.reading.kinds import CLASSES
from argmap.graph import BEARING
from argmap.model import ARROW, Claim
from argmap.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from argmap.formats.document import Document
    from argmap.formats.reading.linking import PremiseLink
    from argmap.formats.reading.records import Tell
    from argmap.model import Relation, Statement

KEY = "argmap"
"""The key under which formats written in JSON keep what only argmap reads."""

OPPOSING: tuple[Relation, ...] = ("rebuts", "limits")
"""What a format may write as one: a limit as a rebuttal."""


class Head(TypedDict, total=False):
    """What argmap encoded of the map itself: only what the file does not say."""

    title: str | None
    sources: list[Source]
    meta: dict[str, Any]


class Encoded(NamedTuple):
    """What argmap encoded in a file: of the map, of its statements, and whole statements.

    ``head`` holds fields of the map: its title, sources or meta. ``records`` are fields of
    statements by the foreign key of each, ``whole`` the statements that the format has no node
    for, and ``unsaid`` the relations that it cannot say between nodes. ``order`` are the ids of
    all statements, where the file has them in another one.
    """

    head: Head = {}  # noqa: RUF012 -- nobody changes it
    records: Mapping[str, Mapping[str, object]] = {}
    whole: tuple[Mapping[str, object], ...] = ()
    unsaid: frozenset[Relation] = frozenset({"answers"})
    order: tuple[str, ...] = ()


def decoded(
    document: Document,
    block: Any,
    *,
    unsaid: Iterable[Relation] = ("answers",),
    records: Mapping[str, object] | None = None,
) -> Encoded:
    """Return what argmap encoded in a file; what argmap would not write is dropped and reported.

    ``block`` is what stands where the map's own block does, ``records`` what stands with the
    statements, by their keys, where the format has a place for it there; else both are in the
    block. ``unsaid`` are the relations that the format has no links for.
    """
    if block is not None and not isinstance(block, dict):
        _untrue(document)
        block = None
    found = block or {}
    head: Head = {}
    title, meta, sources = (found.get(name) for name in ("title", "meta", "sources"))
    if "title" in found and isinstance(title, str | None):
        head["title"] = title
    if isinstance(meta, dict):
        head["meta"] = meta
    if isinstance(sources, list):
        try:
            listed = [document.placed(Source.model_validate(source)) for source in sources]
            head["sources"] = listed
        except ValidationError:
            _untrue(document)
    held = found if records is None else {"statements": records}
    return Encoded(
        head=head,
        records=reading.entries(held, "statements"),
        whole=tuple(reading.records(found, "whole")),
        unsaid=frozenset(unsaid),
        order=tuple(reading.texts(found, "sequence")),
    )


def _untrue(document: Document) -> None:
    document.tell("stale", None, KEY, f"`{KEY}` in the file is not as argmap writes it")


class Noted(NamedTuple):
    """What holds for all records of a file when they are compared with its links.

    ``known`` are the ids of the statements that have nodes, ``apart`` those of the ones that have
    none, and ``beyond`` those of statements with a link that the file cannot say for that reason.
    """

    known: frozenset[str]
    apart: frozenset[str]
    beyond: frozenset[str]
    unsaid: frozenset[Relation]


def noted(encoded: Encoded, ids: Mapping[str, str]) -> Noted:
    """Return what holds for all records, given the ids of the statements by their keys."""
    apart = frozenset(str(one.get("id")) for one in encoded.whole)
    named = {
        ids[key]: {
            (relation, reference.partition(ARROW)[0])
            for relation in BEARING
            if relation in record
            for reference in reading.texts(record, relation)
        }
        for key, record in encoded.records.items()
        if key in ids
    }
    beyond = {id for id, links in named.items() if any(end in apart for _, end in links)}
    # Whose undercut cannot be said can itself be undercut.
    attackers: dict[str, list[str]] = {}
    for id, links in named.items():
        for relation, end in links:
            if relation == "undercuts":
                attackers.setdefault(end, []).append(id)
    queue = list(beyond)
    while queue:
        news = [id for id in attackers.get(queue.pop(), ()) if id not in beyond]
        beyond.update(news)
        queue += news
    return Noted(frozenset(ids.values()), apart, frozenset(beyond), encoded.unsaid)


def whole_statements(encoded: Encoded, tell: Tell) -> list[Statement]:
    """Return the statements that the format has no node for, as argmap encoded them."""
    found = []
    for record in encoded.whole:
        fields = {name: value for name, value in record.items() if name != "kind"}
        kind: Any = record.get("kind")
        chosen = CLASSES[kind] if isinstance(kind, str) and kind in CLASSES else Claim
        try:
            found.append(chosen(**fields))
        except ValidationError:
            tell("stale", None, "id", "a statement saved by argmap is incomplete")
    return found


def fitting_references(
    relation: str,
    value: Any,
    links: Iterable[PremiseLink],
    ids: Mapping[str, str],
    noted: Noted,
    record: Mapping[str, object],
) -> bool:
    """Tell whether references that argmap recorded still say what the file's own links say.

    ``links`` are those of the statement, ``ids`` the ids of all statements that have nodes.
    """
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return False
    ends = {end for one in value for end in one.split(ARROW)} - noted.apart
    if not ends <= noted.known:
        return False
    if relation in noted.unsaid:
        return True
    if relation == "undercuts":
        attacked = [
            {ids[one.origin] for one in link.attacked.inference.links}
            for link in links
            if link.attacked is not None
        ]
        heads = {one.partition(ARROW)[0] for one in value} - noted.apart
        is_linked = heads - noted.beyond <= set().union(*attacked)
        return is_linked and all(premises & heads for premises in attacked)
    # A limit may be written as a rebuttal, but it must be one of the same statement.
    pool = OPPOSING if relation in OPPOSING else (relation,)
    linked = {one.reference for one in links if one.relation in pool}
    recorded: set[str] = set()
    for name in pool:
        refs = record.get(name)
        recorded |= (
            set(map(str, refs))
            if isinstance(refs, list)
            else {one.reference for one in links if one.relation == name}
        )
    return recorded - noted.apart == linked
