"""Read the YAML that map files are mostly written in: a key and its value on each line.

A reader of all of YAML takes as long to load as a map of some hundred statements to draw. This one
knows lists of records, records of keys, and values that end where their line does. It takes what
it knows for what YAML says it is (https://yaml.org/spec/1.2.2/), and nothing else.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

# A plain scalar may not begin with one of these (YAML 1.2.2, production 22), nor mean null.
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_NO_PLAIN_ITEM = frozenset("?[]{}:#&*!|>'\"%@`")
# An entry of `{…}`: a key with a quoted value, a list, or words that mean nothing else there.
_ENTRY = r"""(\w+): ("[^"]*"|'[^']*'|\[[\d, \[\]]*\]|\[[^][]*\]|[^][{}"',?:#]+)(?:, |$)"""


class NotPlain(Exception):
    """What is written may well be well formed, but that is not plain to see."""


def parse_plain_yaml(text: str, lists: frozenset[str]) -> dict[str, Any]:
    r"""Return what a YAML text says: strings, or lists and dictionaries of such.

    ``lists`` are the keys under which lists of records may stand.
    Raises NotPlain for everything that is not plainly written, be it well formed or not.

    >>> parse_plain_yaml("claims:\n  - id: c\n    span: [3, 14]", frozenset({"claims"}))
    {'claims': [{'id': 'c', 'span': ['3', '14']}]}
    """
    lines = text.split("\n")
    if not "".join(lines).isprintable():
        raise NotPlain
    reader = _Reader(lists)
    for line in lines:
        body = line.lstrip(" ")
        if body and body[0] != "#":
            reader.read(len(line) - len(body), body.rstrip(" "))
    return reader.finished()


class Quoted(str):
    """A text in quotation marks, which is no number and no truth value whatever it says."""

    __slots__ = ()


class _Frame(NamedTuple):
    """A mapping that is being read and, where it is an item, the list that it stands in."""

    key_indent: int
    mapping: dict[str, Any]
    item_indent: int
    listed: list[dict[str, Any]]


class _Reader:
    def __init__(self, lists: frozenset[str]) -> None:
        self._lists = lists
        self._data: dict[str, Any] = {}
        self._frames = [_Frame(0, self._data, -1, [])]
        # The list that the line before has opened, as long as it has no item.
        self._opened: list[dict[str, Any]] | None = None

    def read(self, indent: int, line: str) -> None:
        """Read a line without the blanks around it."""
        if line.startswith("- {"):
            # An item that ends with its line has no keys on further ones.
            frame = self._next_item(indent)
            frame.mapping.update(_mapping(line[2:]))
            self._frames[-1] = frame._replace(key_indent=-1)
            return
        if line.startswith("- "):
            line = line[2:]
            frame = self._next_item(indent)
        else:
            frame = self._mapping_at(indent)
        key, colon, rest = line.partition(":")
        if not colon or key in frame.mapping or not (rest == "" or rest[0] == " "):
            raise NotPlain
        if rest:
            frame.mapping[key] = _value(rest.lstrip(" "))
        elif key in self._lists:
            self._opened = frame.mapping[key] = []
        else:
            raise NotPlain

    def finished(self) -> dict[str, Any]:
        """Return all that was read, if it is something."""
        if self._opened is not None or not self._data:
            raise NotPlain
        return self._data

    def _mapping_at(self, indent: int) -> _Frame:
        if self._opened is not None:
            raise NotPlain
        while self._frames[-1].key_indent != indent:
            self._leave()
        return self._frames[-1]

    def _next_item(self, indent: int) -> _Frame:
        listed = self._opened
        if listed is None:
            while self._frames[-1].item_indent != indent:
                self._leave()
            listed = self._frames.pop().listed
        elif indent < self._frames[-1].key_indent:
            raise NotPlain
        self._opened = None
        frame = _Frame(indent + 2, {}, indent, listed)
        listed.append(frame.mapping)
        self._frames.append(frame)
        return frame

    def _leave(self) -> None:
        self._frames.pop()
        if not self._frames:
            raise NotPlain


def _value(written: str) -> Any:
    first = written[0]
    if first not in _INDICATORS:
        if ": " in written or " #" in written or written[-1] == ":" or written in _NULL:
            raise NotPlain
        return written
    if first == "[":
        return _list(written)
    inner = written[1:-1]
    is_quoted = first in "'\"" and len(written) > 1 and written[-1] == first
    if not is_quoted or first in inner or (first == '"' and "\\" in inner):
        raise NotPlain
    return Quoted(inner)


def _list(written: str) -> list[Any]:
    inner = written[1:-1].strip(" ")
    if written[-1] != "]":
        raise NotPlain
    if not inner:
        return []
    if inner[0] == "[" and inner[-1] == "]":
        return [_items(each) for each in inner[1:-1].split("], [")]
    return _items(inner)


def _items(written: str) -> list[str]:
    items = [item.strip(" ") for item in written.split(",")]
    is_plain = all(item not in _NULL and item[0] not in _INDICATORS for item in items)
    if not is_plain or not _NO_PLAIN_ITEM.isdisjoint(written):
        raise NotPlain
    return items


def _mapping(written: str) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    place, end = 1, len(written) - 1
    while place < end:
        entry = re.compile(_ENTRY).match(written, place, end)
        if not entry or entry[1] in mapping:
            raise NotPlain
        mapping[entry[1]] = _value(entry[2].rstrip(" "))
        place = entry.end()
    if written[-1] != "}":
        raise NotPlain
    return mapping
