"""What somebody is typing in a map file, read from its lines, since its YAML may be broken."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal, NamedTuple

from argmap.mapfile.route import SECTIONS
from argmap.text import Lines, Span

Owner = Literal["map", "record", "anchor"]

_SECTION = re.compile(r"([A-Za-z_]+)[ \t]*:")
_DASHES = re.compile(r"( *)((?:-(?: +|$))*)")
_ENTRY = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(.*))?$")
_KEY = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:(?=\s|$)")
_BEGUN_KEY = re.compile(r"[A-Za-z_][\w-]*$|$")
_IN_JSON = re.compile(r'"(\w+)"\s*:\s*(?:\[\s*(?:"(?:[^"\\]|\\.)*"\s*,\s*)*)?"((?:[^"\\\n]|\\.)*)$')
_FURTHEST = 10_000  # characters that are looked back in JSON


class Typed(NamedTuple):
    """What is being typed.

    ``section`` is the list it is in, empty for the map itself, and ``owner`` what it is part of.
    ``key`` is the key whose value is typed, empty while a key is. ``written`` is what is there so
    far, without quotation marks, and ``span`` where that is, with them. ``others`` are the values
    of the other keys of the owner as they are written. ``column`` is where the keys of the owner
    are; ``is_flow`` marks ``{…}`` or ``[…]`` and JSON, and ``is_item`` an item of a list.
    """

    section: str
    owner: Owner
    key: str
    written: str
    span: Span
    others: dict[str, str]
    column: int = 0
    is_flow: bool = False
    is_item: bool = False
    is_json: bool = False


def typed_at(text: str, offset: int, *, is_json: bool = False) -> Typed | None:
    r"""Return what is typed at an offset, None where it is not part of a map.

    >>> text = "claims:\n- id: c\n  quote: Buses he"
    >>> typed = typed_at(text, len(text))
    >>> typed.section, typed.owner, typed.key, typed.written
    ('claims', 'record', 'quote', 'Buses he')
    """
    return _typed_in_json(text, offset) if is_json else _Reader(text, offset).read()


def _typed_in_json(text: str, offset: int) -> Typed | None:
    found = _IN_JSON.search(text, max(0, offset - _FURTHEST), offset)
    if found is None:
        return None
    start = found.start(2) - 1
    closed = text[offset : offset + 1] == '"'
    span = Span(start, offset + closed)
    return Typed("", "record", found[1], found[2], span, {}, is_flow=True, is_json=True)


class _Reader:
    def __init__(self, text: str, offset: int) -> None:
        self.text = text
        self.offset = offset
        lines = Lines(text)
        self.number = lines.position(offset).line
        self.lines = [lines.span(number).cut(text) for number in range(1, len(lines) + 1)]
        self.line = lines.span(self.number)
        self.before = text[self.line.start : offset]

    def read(self) -> Typed | None:
        if self.before.lstrip().startswith("#"):
            return None
        dashes = _DASHES.match(self.before)
        indent, content = (
            ("", self.before) if dashes is None else (dashes[0], self.before[dashes.end() :])
        )
        section, first = self._section()
        if not indent and not _is_item(self.before):
            return self._made("", "map", content, 0, {})
        if section not in SECTIONS:
            return None
        start, end = self._record(first)
        if start is None:
            return None
        owner, keys = self._owner(start, end, len(indent))
        typed = self._made(section, owner, content, len(indent), keys)
        if typed is not None and dashes and dashes[2] and not typed.key and not typed.is_flow:
            relation = self._list_key(len(dashes[1]))
            if relation and relation != "anchors":
                return typed._replace(key=relation, is_item=True)
        return typed

    def _section(self) -> tuple[str, int]:
        """Return the list that a line is in, and the number of its first line."""
        for number in range(self.number - 1, 0, -1):
            found = _SECTION.match(self.lines[number - 1])
            if found:
                return found[1], number + 1
        return "", 1

    def _record(self, first: int) -> tuple[int | None, int]:
        """Return the first and last line of the record that a line is in."""
        starts = [
            (number, len(found[1]))
            for number in range(first, len(self.lines) + 1)
            if (found := _DASHES.match(self.lines[number - 1])) and found[2]
        ]
        here = [(number, column) for number, column in starts if number <= self.number]
        if not here:
            return None, 0
        column = min(column for _, column in here)
        start = max(number for number, at in here if at == column)
        end = next(
            (
                number - 1
                for number in range(self.number + 1, len(self.lines) + 1)
                if self._column(number) is not None and self._column(number) <= column  # type: ignore[operator]
            ),
            len(self.lines),
        )
        return start, end

    def _column(self, number: int) -> int | None:
        """Return where a line begins, None if there is nothing on it."""
        line = self.lines[number - 1]
        bare = line.lstrip(" ")
        return len(line) - len(bare) if bare.strip() and not bare.startswith("#") else None

    def _owner(self, start: int, end: int, column: int) -> tuple[Owner, dict[str, str]]:
        """Return what a line is part of, with the keys of that."""
        own = _DASHES.match(self.lines[start - 1])
        base = len(own[0]) if own else 0
        rows = [number for number in range(start, end + 1) if self._key_column(number) == base]
        listed = max((row for row in rows if row < self.number), default=start)
        is_anchor = column > base and self.lines[listed - 1].strip().startswith("anchors:")
        if not is_anchor:
            return "record", self._keys(rows)
        items = [
            number
            for number in range(listed + 1, self.number + 1)
            if (found := _DASHES.match(self.lines[number - 1])) and found[2]
        ]
        first = items[-1] if items else self.number
        following = (
            number
            for number in range(self.number + 1, end + 1)
            if (found := _DASHES.match(self.lines[number - 1])) and found[2]
        )
        last = min(next(following, end + 1) - 1, end)
        inner = [n for n in range(first, last + 1) if self._key_column(n) == column]
        return "anchor", self._keys(inner)

    def _key_column(self, number: int) -> int | None:
        """Return where the key of a line begins, behind its dash."""
        found = _DASHES.match(self.lines[number - 1])
        place = len(found[0]) if found else 0
        return place if _KEY.match(self.lines[number - 1], place) else None

    def _keys(self, rows: list[int]) -> dict[str, str]:
        keys = {}
        for number in rows:
            if number == self.number:
                continue
            found = _KEY.match(self.lines[number - 1].lstrip(" -"))
            if found:
                keys[found[1]] = self.lines[number - 1].lstrip(" -")[found.end() :].strip()
        return keys

    def _list_key(self, column: int) -> str:
        """Return the key whose list has an item at a column."""
        for number in range(self.number - 1, 0, -1):
            place = self._key_column(number)
            found = None if place is None else _ENTRY.match(self.lines[number - 1][place:].rstrip())
            if found and place is not None and place <= column:
                return "" if (found[2] or "").strip() else found[1]
        return ""

    def _made(
        self, section: str, owner: Owner, content: str, column: int, keys: dict[str, str]
    ) -> Typed | None:
        start = self.offset - len(content)
        opened = _opened(content)
        if opened is not None:
            return self._in_flow(section, owner, content, opened, column, keys)
        entry = _ENTRY.match(content)
        if entry and entry[2] is not None:
            value = start + entry.start(2)
            written, mark = _unmarked(entry[2])
            span = Span(value, self.offset + self._closing(mark))
            return Typed(section, owner, entry[1], written, span, keys, column)
        if entry or not _BEGUN_KEY.match(content):
            return None
        return Typed(section, owner, "", content, Span(start, self.offset), keys, column)

    def _in_flow(
        self,
        section: str,
        owner: Owner,
        content: str,
        opened: list[tuple[str, int]],
        column: int,
        keys: dict[str, str],
    ) -> Typed | None:
        """Read what is typed in ``[…]`` or ``{…}``."""
        bracket, place = opened[-1]
        parts = _parts(content[place + 1 :])
        last = parts[-1]
        begun = last.lstrip()
        start = self.offset - len(begun)
        if bracket == "[":
            before = content[:place].rstrip()
            named = re.search(r"([A-Za-z_][\w-]*)[ \t]*:$", before)
            if named is None:
                return None
            if len(opened) > 1:
                keys = _flow_keys(_parts(content[opened[-2][1] + 1 : place]))
            written, mark = _unmarked(begun)
            span = Span(start, self.offset + self._closing(mark))
            return Typed(
                section, owner, named[1], written, span, keys, column, is_flow=True, is_item=True
            )
        keys = _flow_keys(parts[:-1])
        entry = _ENTRY.match(begun)
        if entry and entry[2] is not None:
            written, mark = _unmarked(entry[2])
            span = Span(start + entry.start(2), self.offset + self._closing(mark))
            return Typed(section, owner, entry[1], written, span, keys, column, is_flow=True)
        if entry or not _BEGUN_KEY.match(begun):
            return None
        return Typed(
            section, owner, "", begun, Span(start, self.offset), keys, column, is_flow=True
        )

    def _closing(self, mark: str) -> int:
        """Return how many characters behind the cursor close what is typed."""
        return int(bool(mark) and self.text[self.offset : self.offset + 1] == mark)


def _is_item(before: str) -> bool:
    """Tell whether a line is, or begins, an item of a list without indentation."""
    return before.startswith("-")


def _unmarked(value: str) -> tuple[str, str]:
    """Return what is typed without the quotation mark before it, and that mark."""
    mark = value[:1] if value[:1] in ('"', "'") else ""
    return value[len(mark) :], mark


def _opened(content: str) -> list[tuple[str, int]] | None:
    """Return the brackets that are open at the end, None if there are none."""
    found = _scan(content)[0]
    return found or None


def _parts(content: str) -> list[str]:
    """Return what commas part, outside quotation marks and brackets."""
    edges = [-1, *_scan(content)[1], len(content)]
    return [content[start + 1 : end] for start, end in pairwise(edges)]


def _scan(content: str) -> tuple[list[tuple[str, int]], list[int]]:
    brackets: list[tuple[str, int]] = []
    commas: list[int] = []
    mark = ""
    for place, character in enumerate(content):
        if mark:
            mark = "" if character == mark else mark
        elif character in "\"'" and content[:place].rstrip()[-1:] in (":", ",", "[", "{", ""):
            mark = character
        elif character in "[{" and content[:place].rstrip()[-1:] in (":", ",", "[", "{", "", "-"):
            brackets.append((character, place))
        elif character in "]}" and brackets:
            brackets.pop()
        elif character == "," and not brackets:
            commas.append(place)
    return brackets, commas


def _flow_keys(parts: list[str]) -> dict[str, str]:
    found = (_ENTRY.match(part.strip()) for part in parts)
    return {one[1]: (one[2] or "").strip() for one in found if one}
