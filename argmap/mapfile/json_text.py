"""Read JSON into a tree, with the place of everything (RFC 8259)."""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]  # missing from the stubs
from math import inf, isfinite
from typing import Any

from argmap.mapfile.tree import (
    LONGEST_NUMBER,
    MAXIMAL_DEPTH,
    BadSyntax,
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
)
from argmap.text import Span

_BLANK = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?")
_PAIR = re.compile(r"\[\n\s+(\d+),\n\s+(\d+)\n\s+\]")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


def parse_json(text: str) -> Node:
    """Read JSON into a tree; raise BadSyntax at the first place that is not well formed."""
    reader = _Reader(text)
    reader.skip(1 if text.startswith("\ufeff") else 0)
    node = reader.value(0)
    reader.skip(reader.place)
    if reader.place < len(text):
        raise BadSyntax("text after the end of the map", Span(reader.place, reader.place + 1))
    return node


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0

    def skip(self, place: int) -> None:
        match = _BLANK.match(self.text, place)
        self.place = match.end() if match else place

    def peek(self) -> str:
        return self.text[self.place : self.place + 1]

    def value(self, depth: int) -> Node:
        if depth > MAXIMAL_DEPTH:
            raise BadSyntax(f"nested more than {MAXIMAL_DEPTH} levels deep", self._here())
        sign = self.peek()
        if sign == "{":
            return self._mapping(depth)
        if sign == "[":
            return self._sequence(depth)
        if sign == '"':
            return self._string()
        return self._bare()

    def _mapping(self, depth: int) -> Mapping:
        node = Mapping(Span(self.place, self.place), is_flow=True)
        self.skip(self.place + 1)
        while self.peek() != "}":
            if node.entries:
                self._expect(",", "`,` or `}`")
            if self.peek() != '"':
                raise self._expected("a key in double quotes")
            key = self._string()
            self.skip(self.place)
            self._expect(":", "`:`")
            node.entries.append(Entry(key, self.value(depth + 1)))
            self.skip(self.place)
        self.place += 1
        node.span = Span(node.span.start, self.place)
        return node

    def _sequence(self, depth: int) -> Sequence:
        node = Sequence(Span(self.place, self.place), is_flow=True)
        self.skip(self.place + 1)
        while self.peek() != "]":
            if node.items:
                self._expect(",", "`,` or `]`")
            node.items.append(self.value(depth + 1))
            self.skip(self.place)
        self.place += 1
        node.span = Span(node.span.start, self.place)
        return node

    def _string(self) -> Scalar:
        start = self.place
        try:
            value, self.place = scanstring(self.text, start + 1, True)  # noqa: FBT003 -- its signature
        except json.JSONDecodeError as error:
            what = error.msg[:1].lower() + error.msg[1:]
            span = Span(error.pos, min(error.pos + 1, len(self.text)))
            raise BadSyntax(f"this is not valid JSON: {what}", span) from error
        return Scalar(value, Span(start, self.place))

    def _bare(self) -> Scalar:
        start = self.place
        for word, meaning in _WORDS.items():
            if self.text.startswith(word, start):
                self.place += len(word)
                return Scalar(meaning, Span(start, self.place))
        match = _NUMBER.match(self.text, start)
        if match is None:
            raise self._expected("a value")
        self.place = match.end()
        span = Span(start, self.place)
        number = json.loads(match[0]) if len(match[0]) <= LONGEST_NUMBER else inf
        if isinstance(number, float) and not isfinite(number):
            raise BadSyntax("this number cannot be stored", span, help="put it in quotation marks")
        return Scalar(number, span)

    def _expect(self, sign: str, name: str) -> None:
        if self.peek() != sign:
            raise self._expected(name)
        self.skip(self.place + 1)

    def _expected(self, name: str) -> BadSyntax:
        found = f"not `{self.peek()}`" if self.peek() else "but the file ends"
        return BadSyntax(f"this is not valid JSON: expected {name}, {found}", self._here())

    def _here(self) -> Span:
        return Span(self.place, min(self.place + 1, len(self.text)))


def resolve_json(scalar: Scalar, *, typed: bool) -> Any:  # noqa: ARG001 -- as YAML's
    """Return the value of a scalar: JSON says of each what it is."""
    return scalar.value


def json_value(value: Any) -> str:
    """Write a value on one line; raise ValueError for a number that is not finite."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def json_lines(value: Any) -> str:
    """Write a value over several lines, but pairs of numbers on one; raises as json_value does."""
    return _PAIR.sub(r"[\1, \2]", json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2))
