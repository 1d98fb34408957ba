"""What is written at a place of a map file: the way back from a place to a route."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.mapfile.route import SECTIONS, Route
from argmap.mapfile.tree import Entry, Mapping, Node, Scalar, Sequence
from argmap.model import ARROW, RELATIONS
from argmap.model.kinds import SHORTHAND
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


class Spot(NamedTuple):
    """What is written at a place of a file.

    ``route`` leads to the innermost thing there, with positions counted in the file; ``node`` is
    that thing and ``entry`` the key it is the value of. ``is_key`` is True on a key itself.
    """

    route: Route
    node: Node
    entry: Entry | None = None
    is_key: bool = False

    @property
    def key(self) -> str:
        """The nearest key: ``supports`` also for an item of its list; nothing if there is none."""
        return next((step for step in reversed(self.route) if isinstance(step, str)), "")

    @property
    def anchor(self) -> int | None:
        """Which anchor of its statement it belongs to; None if it belongs to none."""
        if self.route[:1] == ("sources",):
            return None
        key, number = (*self.route[2:4], None, None)[:2]
        if key in SHORTHAND:
            return 0
        return number if key == "anchors" and isinstance(number, int) else None


class Record(NamedTuple):
    """A record as it is written in a file, also if it cannot be read.

    ``route`` is its section and position in the file, ``id`` its id and ``wording`` what it says,
    its text or its first quote; both are empty if they are not written there.
    """

    route: tuple[str, int]
    node: Mapping
    id: str
    wording: str

    @property
    def section(self) -> str:
        """The list that it is in."""
        return self.route[0]

    @property
    def name_span(self) -> Span:
        """Where its id is written, or its first key."""
        return (_value_of(self.node, "id") or self.node.entries[0].key).span


class Mention(NamedTuple):
    """An id where a record has it, or where a relation names it."""

    id: str
    span: Span
    record: Record
    relation: str | None = None


def spot_at(root: Node, offset: int) -> Spot:
    """Return what is written at an offset.

    Between two values it is what they are both part of.
    """
    node, entry = root, None
    route: Route = ()
    while True:
        step = _step(node, offset)
        if step is None:
            return Spot(route, node, entry)
        name, node, entry = step
        route = (*route, name)
        if entry is not None and entry.key.span.start <= offset <= entry.key.span.end:
            return Spot(route, node, entry, is_key=True)


def _step(node: Node, offset: int) -> tuple[str | int, Node, Entry | None] | None:
    if isinstance(node, Sequence):
        rows = [row for row, item in enumerate(node.items) if item.span.start <= offset]
        if not rows or not _reaches(node.items[rows[-1]], offset):
            return None
        return rows[-1], node.items[rows[-1]], None
    if isinstance(node, Mapping):
        entries = [entry for entry in node.entries if entry.key.span.start <= offset]
        if not entries:
            return None
        last = entries[-1]
        is_key = offset <= last.key.span.end
        return (last.name, last.value, last) if is_key or _reaches(last.value, offset) else None
    return None


def _reaches(node: Node, offset: int) -> bool:
    return node.span.start <= offset <= node.span.end


def records_in(root: Node | None) -> Iterator[Record]:
    """Yield every record of a file in the order of the sections, those that are broken too."""
    if not isinstance(root, Mapping):
        return
    for section in SECTIONS:
        entry = root.entry(section)
        if entry is None or not isinstance(entry.value, Sequence):
            continue
        for row, node in enumerate(entry.value.items):
            if isinstance(node, Mapping) and node.entries:
                yield Record((section, row), node, _text(node, "id"), _wording(node))


def mentions_in(root: Node | None) -> Iterator[Mention]:
    """Yield every place where a file has the id of a statement: its own, and in relations.

    A ``premise->target`` mentions two.
    """
    for record in records_in(root):
        if record.section == "sources":
            continue
        own = _value_of(record.node, "id")
        if own is not None and record.id:
            yield Mention(record.id, own.span, record)
        for relation in RELATIONS:
            entry = record.node.entry(relation)
            if entry is None:
                continue
            listed = entry.value.items if isinstance(entry.value, Sequence) else [entry.value]
            for node in listed:
                if isinstance(node, Scalar):
                    yield from _named(node, record, relation)


def _named(node: Scalar, record: Record, relation: str) -> Iterator[Mention]:
    reference = str(node.value or "")
    ends = reference.split(ARROW)
    # In quotation marks of the file the two ends begin one further on; escapes leave it whole.
    start = node.span.start + (0 if node.is_plain else 1)
    if len(ends) == 1 or node.span.length - 2 * (not node.is_plain) != len(reference):
        yield from (Mention(end, node.span, record, relation) for end in ends if end)
        return
    for end in ends:
        yield Mention(end, Span(start, start + len(end)), record, relation)
        start += len(end) + len(ARROW)


def _value_of(node: Mapping, name: str) -> Scalar | None:
    entry = node.entry(name)
    return entry.value if entry and isinstance(entry.value, Scalar) else None


def _text(node: Mapping, name: str) -> str:
    value = _value_of(node, name)
    return "" if value is None or value.value is None else str(value.value)


def _wording(node: Mapping) -> str:
    wording = _text(node, "text") or _text(node, "quote") or _text(node, "title")
    return wording or " ".join(filter(None, (_text(one, "quote") for one in _anchors(node))))


def source_mentions_in(root: Node | None) -> Iterator[Mention]:
    """Yield every place where a file has the id of a source: its own, and those of anchors."""
    for record in records_in(root):
        if record.section == "sources":
            named = [_value_of(record.node, "id")]
        else:
            named = [_value_of(node, "source") for node in (record.node, *_anchors(record.node))]
        relation = None if record.section == "sources" else "source"
        for value in named:
            if value is not None and value.value:
                yield Mention(str(value.value), value.span, record, relation)


def _anchors(node: Mapping) -> Iterator[Mapping]:
    listed = node.entry("anchors")
    if listed and isinstance(listed.value, Sequence):
        yield from (item for item in listed.value.items if isinstance(item, Mapping))
