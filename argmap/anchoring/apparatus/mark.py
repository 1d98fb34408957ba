"""One piece of apparatus, and the lines among which it is looked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDS = "\n\r\f\v\x85\u2028\u2029"
LINE_END = re.compile(f"[{_ENDS}]")
LINE_START = f"(?<![^{_ENDS}])"
_LINE = re.compile(f"[^{_ENDS}]+")
_ONE_LINE_END = frozenset(("\n", "\r\n", "\r"))
_BLANK_LINE = re.compile(f"(?:\r\n|[{_ENDS}])[ \t]*(?:\r\n|[{_ENDS}])")


class Mark(NamedTuple):
    """A piece of apparatus: where it is, and what is read in its place."""

    span: Span
    instead: str = " "


class Line(NamedTuple):
    """A line that is not empty: where its words are, and what kind of gap is before it.

    ``is_apart`` says that an empty line is before it, ``is_first`` that a page begins with it, and
    ``indent`` how many blanks are before its words.
    """

    span: Span
    text: str
    is_apart: bool
    is_first: bool
    indent: int = 0

    @property
    def width(self) -> int:
        """How many characters the line holds."""
        return self.span.length


def split_lines(text: str) -> list[Line]:
    r"""Return the lines of a text that are not empty.

    >>> [(line.text, line.is_apart, line.is_first) for line in split_lines("a\n\nb\r\nc\n\f d")]
    [('a', True, True), ('b', True, False), ('c', False, False), ('d', True, True)]
    """
    return list(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    last = 0
    for match in _LINE.finditer(text):
        written = match[0]
        words = written.strip(" \t\xa0\u3000\ufeff")
        if not words:
            continue
        indent = written.index(words) if len(words) < len(written) else 0
        start = match.start() + indent
        between = text[last:start]
        if last and between == "\n":
            is_first = is_apart = False
        else:
            is_first = not last or "\f" in between
            is_apart = is_first or (
                between not in _ONE_LINE_END and _BLANK_LINE.search(between) is not None
            )
        last = start + len(words)
        yield Line(Span(start, last), words, is_apart, is_first, indent)
