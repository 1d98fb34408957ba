"""Change single elements of a map, in the map itself or in the text of its file.

In a file, only the characters of the element change: comments, layout and the order of keys stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from argmap.errors import MapFileError
from argmap.mapfile.json_text import json_value
from argmap.mapfile.route import SECTIONS, SHORTHAND, Route, find_node
from argmap.mapfile.tree import Entry, Mapping, Node, Scalar, Sequence
from argmap.mapfile.yaml_text import yaml_value
from argmap.model import ArgumentMap
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Where a key that is not there yet is put: after the nearest of those named before it.
_KEY_ORDER = (
    "id", "path", "text", "sha256", "encoding", "title", "author", "publisher", "published", "url",
    "language", "supports", "rebuts", "undercuts", "limits", "restates", "answers", "joint",
    "scheme", "speaker", "qualifier", "strength", "credence", "implicit", "tags", "note",
    "source", "prefix", "quote", "suffix", "span", "spans", "anchors", "meta",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edit:
    """Set the element at a route to a value; None takes it away.

    The value is what the map file would hold: texts, numbers, lists and mappings of them.
    """

    route: Route
    value: Any

    def at(self, route: Route) -> Edit:
        """Return the same edit for another route."""
        return Edit(route, self.value)


def apply_edits(map: ArgumentMap, edits: Iterable[Edit]) -> ArgumentMap:
    """Return the map with the edits made; the map given stays as it was.

    Raises pydantic's ValidationError when a record would no longer be well formed.
    """
    changed: dict[str, list[Any]] = {}
    records: dict[tuple[str, int], dict[str, Any]] = {}
    for edit in edits:
        section, row, *rest = edit.route
        kept = getattr(map, str(section))
        key = (str(section), int(row))
        data = records.setdefault(key, kept[key[1]].model_dump(mode="json", exclude_defaults=True))
        _set(data, rest, edit.value)
    for (section_name, row_number), data in records.items():
        listed = changed.setdefault(section_name, list(getattr(map, section_name)))
        old = listed[row_number]
        new = type(old).model_validate(data)
        listed[row_number] = new.placed_in(old._folder) if section_name == "sources" else new  # noqa: SLF001 -- the folder is no field
    return map.model_copy(update=changed)


def _set(data: Any, route: list[str | int], value: Any) -> None:  # noqa: ANN401 -- any JSON value
    for step, following in zip(route, route[1:], strict=False):
        if isinstance(data, dict) and step not in data:
            data[step] = [] if isinstance(following, int) else {}
        data = data[step]
    last = route[-1]
    if value is not None:
        data[last] = value
    elif isinstance(data, dict):
        data.pop(last, None)
    else:
        del data[last]


def edits_between(old: ArgumentMap, new: ArgumentMap) -> tuple[Edit, ...]:
    """Return the edits that turn one map into another with the same records in the same order.

    Raises MapFileError when records were added, removed or moved.
    """
    edits: list[Edit] = []
    for section in SECTIONS:
        before, after = getattr(old, section), getattr(new, section)
        if [record.id for record in before] != [record.id for record in after]:
            raise MapFileError(
                f"the {section} are not the same records in the same order",
                help="write the map to a file of its own instead",
            )
        for row, (was, now) in enumerate(zip(before, after, strict=True)):
            if was is not now:
                edits += _differences((section, row), _fields(was), _fields(now))
    return tuple(edits)


def _fields(record: Any) -> dict[str, Any]:  # noqa: ANN401 -- a Source or a Statement
    data: dict[str, Any] = record.model_dump(mode="json", exclude_defaults=True, by_alias=True)
    return data


def _differences(route: Route, was: Any, now: Any) -> Iterator[Edit]:  # noqa: ANN401
    if was == now:
        return
    if isinstance(was, dict) and isinstance(now, dict):
        for key in {**was, **now}:
            if key not in now:
                yield Edit((*route, key), None)
            elif key not in was:
                yield Edit((*route, key), now[key])
            else:
                yield from _differences((*route, key), was[key], now[key])
    elif (
        isinstance(was, list)
        and isinstance(now, list)
        and len(was) == len(now)
        and all(isinstance(item, dict) for item in (*was, *now))
    ):
        for number, (before, after) in enumerate(zip(was, now, strict=True)):
            yield from _differences((*route, number), before, after)
    else:
        yield Edit(route, now)


# In the text of a file


def edit_text(
    text: str, tree: Node, edits: Iterable[Edit], *, syntax: Literal["yaml", "json"]
) -> str:
    """Return the text of a map file with the edits made in it.

    Routes count as the file does. Raises MapFileError when an element has no place there.
    """
    changes: list[tuple[Span, str]] = []
    for edit in edits:
        changes += _Editor(text, tree, syntax).changes(edit)
    changes.sort(key=lambda change: change[0])
    parts: list[str] = []
    place = 0
    for span, replacement in changes:
        if span.start < place:
            raise MapFileError("two edits change the same place", help="make one after the other")
        parts += (text[place : span.start], replacement)
        place = span.end
    return "".join((*parts, text[place:]))


class _Editor:
    """Finds what to replace by what, for one edit."""

    def __init__(self, text: str, tree: Node, syntax: Literal["yaml", "json"]) -> None:
        self.text = text
        self.tree = tree
        self.write = json_value if syntax == "json" else yaml_value
        self.quoted_keys = syntax == "json"

    def changes(self, edit: Edit) -> Iterator[tuple[Span, str]]:
        route, value = edit.route, edit.value
        owner, _, taken = find_node(self.tree, route[:-1])
        last = route[-1]
        if taken < len(route) - 1:
            # Nothing of it is there yet: make the whole branch.
            for step in reversed(route[taken + 1 :]):
                value = [value] if isinstance(step, int) else {step: value}
            last = route[taken]
            owner, _, _ = find_node(self.tree, route[:taken])
        if isinstance(owner, Sequence) and isinstance(last, int) and last < len(owner.items):
            yield self._replaced(owner.items[last], value)
        elif isinstance(owner, Mapping) and isinstance(last, str):
            yield from self._keyed(owner, last, value)
        else:
            raise MapFileError(f"there is no place for {'.'.join(map(str, route))}")

    def _keyed(self, owner: Mapping, name: str, value: Any) -> Iterator[tuple[Span, str]]:  # noqa: ANN401
        if name == "spans" and (value is None or len(value) <= 1):
            # One span is written as `span`; whichever of the two is there takes the new value.
            yield from self._keyed(owner, "span", value[0] if value else None)
            if owner.entry("spans"):
                yield from self._plain(owner, "spans", None)
            return
        if name == "spans" and owner.entry("span"):
            yield from self._renamed(owner.entry("span"), "spans", value)
            return
        if name == "anchors" and any(owner.entry(short) for short in SHORTHAND):
            raise MapFileError("the statement gives its anchor as keys of its own")
        yield from self._plain(owner, name, value)

    def _plain(self, owner: Mapping, name: str, value: Any) -> Iterator[tuple[Span, str]]:  # noqa: ANN401
        entry = owner.entry(name)
        if entry is None:
            if value is not None:
                yield self._inserted(owner, name, value)
        elif value is None:
            yield self._removed(owner, entry), ""
        else:
            yield self._replaced(entry.value, value, entry)

    def _renamed(self, entry: Entry | None, name: str, value: Any) -> Iterator[tuple[Span, str]]:  # noqa: ANN401
        if entry is not None:
            yield entry.key.span, self._key(name)
            yield self._replaced(entry.value, value, entry)

    def _key(self, name: str) -> str:
        return json_value(name) if self.quoted_keys else name

    def _replaced(self, node: Node, value: Any, entry: Entry | None = None) -> tuple[Span, str]:  # noqa: ANN401
        written = self.write(value)
        if entry is not None and node.span.length == 0:
            # `key:` without a value: the blank after the colon has to be written too.
            colon = self.text.index(":", entry.key.span.end) + 1
            return Span(colon, colon), f" {written}"
        span = self._trimmed(node)
        if entry is not None and not _is_flow(node) and not isinstance(node, Scalar):
            # A list or mapping over several lines becomes one line after its key.
            colon = self.text.index(":", entry.key.span.end) + 1
            return Span(colon, span.end), f" {written}"
        return span, written

    def _trimmed(self, node: Node) -> Span:
        """Return where a node stands without the line ends that block nodes take with them."""
        end = node.span.end
        if isinstance(node, Mapping | Sequence) and not node.is_flow:
            end = max((self._end(item) for item in _items(node)), default=end)
        while end > node.span.start and self.text[end - 1] in " \t\r\n" and not _is_quoted(node):
            end -= 1
        return Span(node.span.start, end)

    def _end(self, node: Node) -> int:
        return self._trimmed(node).end

    def _removed(self, owner: Mapping, entry: Entry) -> Span:
        row = owner.entries.index(entry)
        end = max(self._end(entry.value), entry.key.span.end + 1)
        if owner.is_flow:
            if row + 1 < len(owner.entries):
                return Span(entry.key.span.start, owner.entries[row + 1].key.span.start)
            previous = owner.entries[row - 1].value if row else None
            return Span(self._end(previous) if previous else entry.key.span.start, end)
        if row == 0 and len(owner.entries) > 1:
            return Span(entry.key.span.start, owner.entries[1].key.span.start)
        start = self.text.rfind("\n", 0, entry.key.span.start) + 1
        line_end = self.text.find("\n", end)
        return Span(start, line_end + 1 if line_end >= 0 else len(self.text))

    def _inserted(self, owner: Mapping, name: str, value: Any) -> tuple[Span, str]:  # noqa: ANN401
        written = f"{self._key(name)}: {self.write(value)}"
        if not owner.entries:
            inside = owner.span.start + 1
            return Span(inside, inside), written
        before = self._preceding(owner, name)
        first = owner.entries[0].key.span.start
        line_start = self.text.rfind("\n", 0, first) + 1
        if owner.is_flow:
            end = max(self._end(before.value), before.key.span.end)
            if before.value.span.length == 0:
                end = self.text.index(":", before.key.span.end) + 1
            is_spread = "\n" in self.text[owner.span.start : first]
            gap = f"\n{self.text[line_start:first]}" if is_spread else " "
            return Span(end, end), f",{gap}{written}"
        indent = " " * (first - line_start)
        end = max(self._end(before.value), before.key.span.end)
        line_end = self.text.find("\n", end)
        line_break = "\r\n" if "\r\n" in self.text else "\n"
        if line_end < 0:
            return Span(len(self.text), len(self.text)), f"{line_break}{indent}{written}"
        at = line_end - (self.text[line_end - 1] == "\r")
        return Span(at, at), f"{line_break}{indent}{written}"

    def _preceding(self, owner: Mapping, name: str) -> Entry:
        """Return the entry after which a new key goes."""
        rank = _KEY_ORDER.index(name) if name in _KEY_ORDER else len(_KEY_ORDER)
        earlier = [
            entry
            for entry in owner.entries
            if entry.name in _KEY_ORDER and _KEY_ORDER.index(entry.name) < rank
        ]
        if rank == len(_KEY_ORDER) or not earlier:
            return owner.entries[-1]
        return max(earlier, key=lambda entry: _KEY_ORDER.index(entry.name))


def _items(node: Mapping | Sequence) -> list[Node]:
    if isinstance(node, Sequence):
        return node.items
    return [entry.value if entry.value.span.length else entry.key for entry in node.entries]


def _is_flow(node: Node) -> bool:
    return not isinstance(node, Scalar) and node.is_flow


def _is_quoted(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.is_plain and not node.is_block
