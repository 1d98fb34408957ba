"""What is to be changed in a text so that it becomes another one."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from argmap.text import LINE_END, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class TextChange(NamedTuple):
    """A stretch of a text, in code points, and what is to be written in its place."""

    span: Span
    written: str


def changes_between(old: str, new: str) -> list[TextChange]:
    r"""Return the changes that make one text of another, small ones in their order.

    Lines that are the same are left alone, and of those that differ only what differs is changed.

    >>> for change in changes_between("a: 1\nb: 2\nc: 3\n", "a: 1\nb: 25\nc: 3\nd: 4\n"):
    ...     print(change)
    TextChange(span=Span(start=9, end=9), written='5')
    TextChange(span=Span(start=15, end=15), written='d: 4\n')
    """
    was, now = _lines(old), _lines(new)
    start = _same(was, now)
    end = _same(was[start:][::-1], now[start:][::-1])
    place = sum(map(len, was[:start]))
    was, now = was[start : len(was) - end], now[start : len(now) - end]
    changes: list[TextChange] = []
    for tag, i, j, k, m in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            changes += _within(place, was[i:j], now[k:m])
        place += sum(map(len, was[i:j]))
    return changes


def _within(place: int, was: list[str], now: list[str]) -> Iterator[TextChange]:
    if len(was) != len(now):
        removed = sum(map(len, was))
        yield TextChange(Span(place, place + removed), "".join(now))
        return
    for old, new in zip(was, now, strict=True):
        start = _same(old, new)
        end = _same(old[start:][::-1], new[start:][::-1])
        if old[-end - 1 :] == "\r\n":  # what ends one line with two characters is not parted
            end = 0
        yield TextChange(Span(place + start, place + len(old) - end), new[start : len(new) - end])
        place += len(old)


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many items two sequences begin with alike."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _lines(text: str) -> list[str]:
    edges = [0, *(match.end() for match in LINE_END.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(edges) if start < end]
