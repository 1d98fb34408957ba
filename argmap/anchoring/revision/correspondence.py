"""Which place of one text is which place of another: lines, then sentences, then words.

Equal lines are found first, in what lies between them equal sentences, and in the rest the words.
What no place is asked for in is not looked into, so an edited text of megabytes costs little more
than its lines.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from argmap.anchoring.revision.patience import align
from argmap.anchoring.revision.wording import ComparedWords, Edges
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.anchoring.revision.wording import Side, Texts

_STOPS = ".!?;:\u3002\uff01\uff1f\uff1b"  # the last ones as Chinese and Japanese write them
# It is enough that both texts are cut alike: where sentences really end, `argmap.sentences` knows.
_LINES = re.compile(r"\S[^\r\n]*")
_SENTENCES = re.compile(rf"[^\s{_STOPS}][^{_STOPS}]*[{_STOPS}]*")
_LEVELS = (_LINES, _SENTENCES)
_LEAST_GAP = 2_000  # a gap shorter than this is compared word by word at once
_LEAST_WIDTH = 20  # of a line or sentence that others are hung up on


class _Stretch(Protocol):
    """A stretch of both texts, and the places that correspond in it."""

    sides: tuple[Span, Span]

    def carry(self, edge: int, side: Side, *, ends: bool) -> int | None: ...

    def before(self, edge: int) -> Edges | None: ...

    def after(self, edge: int) -> Edges | None: ...


class Correspondence:
    """The places of two texts that correspond.

    >>> there = Correspondence("We came. We saw.", "Yes, we came. We looked and saw.")
    >>> there.carry(Span(9, 15))
    Span(start=14, end=31)
    """

    def __init__(self, old: str, new: str) -> None:
        self.texts = old, new
        head = _common_head(old, new)
        tail = _common_tail(old, new, head)
        between = Span(head, len(old) - tail), Span(head, len(new) - tail)
        self._whole = _Tiling(
            (Span(0, len(old)), Span(0, len(new))),
            _with_equal(self.texts, between, _Pieces(self.texts, between, 0)),
        )

    def carry(self, span: Span, *, back: bool = False) -> Span | None:
        """Return where a stretch of the old text is in the new one, or ``back`` in the old.

        Its first and its last word must be there, in whatever form its blanks, quotation marks
        and composition now are; None if one does not, or if there are none but blanks.
        """
        side = int(back)
        text = self.texts[side]
        words = span.cut(text)
        start = span.start + len(words) - len(words.lstrip())
        end = span.start + len(words.rstrip())
        if start >= end:
            return None
        first = self._whole.carry(start, side, ends=False)
        last = None if first is None else self._whole.carry(end, side, ends=True)
        if first is None or last is None or last <= first:
            return None
        other = self.texts[1 - side]
        blanks = text[span.start : start], text[end : span.end]
        if other.endswith(blanks[0], 0, first):
            first -= len(blanks[0])
        if other.startswith(blanks[1], last):
            last += len(blanks[1])
        return Span(first, last)

    def before(self, edge: int) -> Edges | None:
        """Return the end of the last corresponding word that ends before an edge of the old."""
        return self._whole.before(edge)

    def after(self, edge: int) -> Edges | None:
        """Return the start of the first corresponding word from an edge of the old text on."""
        return self._whole.after(edge)


class _Equal:
    """A stretch that is the same in both texts, exactly."""

    def __init__(self, sides: tuple[Span, Span]) -> None:
        self.sides = sides

    def carry(self, edge: int, side: Side, *, ends: bool) -> int | None:  # noqa: ARG002 -- all edges are alike
        return edge - self.sides[side].start + self.sides[1 - side].start

    def before(self, edge: int) -> Edges | None:
        old, new = self.sides
        edge = min(edge, old.end)
        return Edges(edge, edge - old.start + new.start) if edge > old.start else None

    def after(self, edge: int) -> Edges | None:
        old, new = self.sides
        edge = max(edge, old.start)
        return Edges(edge, edge - old.start + new.start) if edge < old.end else None


class _Tiling:
    """Stretches that follow each other without a gap in both texts."""

    def __init__(self, sides: tuple[Span, Span], tiles: Sequence[_Stretch]) -> None:
        self.sides = sides
        self._tiles = tiles
        self._starts = [[tile.sides[side].start for tile in tiles] for side in (0, 1)]

    def carry(self, edge: int, side: Side, *, ends: bool) -> int | None:
        number = bisect_right(self._starts[side], edge - ends) - 1
        return self._tiles[number].carry(edge, side, ends=ends) if number >= 0 else None

    def before(self, edge: int) -> Edges | None:
        last = bisect_left(self._starts[0], edge)
        found = (self._tiles[number].before(edge) for number in reversed(range(last)))
        return next((edges for edges in found if edges), None)

    def after(self, edge: int) -> Edges | None:
        first = max(0, bisect_right(self._starts[0], edge) - 1)
        found = (self._tiles[number].after(edge) for number in range(first, len(self._tiles)))
        return next((edges for edges in found if edges), None)


class _Pieces(_Tiling):
    """A stretch in which equal lines, or sentences, are separated from what lies between."""

    def __init__(self, texts: Texts, sides: tuple[Span, Span], level: int) -> None:
        self.sides = sides
        self._texts = texts
        self._level = level

    @cached_property
    def _tiles(self) -> Sequence[_Stretch]:  # type: ignore[override]
        return list(self._cut())

    @cached_property
    def _starts(self) -> list[list[int]]:  # type: ignore[override]
        return [[tile.sides[side].start for tile in self._tiles] for side in (0, 1)]

    def _cut(self) -> Iterator[_Stretch]:
        pattern = _LEVELS[self._level]
        pieces, keys = [], []
        for text, side in zip(self._texts, self.sides, strict=True):
            found = [
                Span(match.start(), match.start() + len(match[0].rstrip()))
                for match in pattern.finditer(text, *side)
            ]
            pieces.append(found)
            keys.append([_blank_collapsed(span.cut(text)) for span in found])
        old, new = (side.start for side in self.sides)
        for run in align(*keys, lengths=(1,), least_width=_LEAST_WIDTH):
            ours = pieces[0][run.old : run.old + run.length]
            theirs = pieces[1][run.new : run.new + run.length]
            whole = Span(ours[0].start, ours[-1].end), Span(theirs[0].start, theirs[-1].end)
            for sides in [whole] if self._are_equal(whole) else zip(ours, theirs, strict=True):
                yield self._between((Span(old, sides[0].start), Span(new, sides[1].start)))
                yield self._compare(sides)
                old, new = sides[0].end, sides[1].end
        yield self._between((Span(old, self.sides[0].end), Span(new, self.sides[1].end)))

    def _compare(self, sides: tuple[Span, Span]) -> _Stretch:
        if self._are_equal(sides):
            return _Equal(sides)
        ours, theirs = (side.cut(text) for text, side in zip(self._texts, sides, strict=True))
        return ComparedWords(self._texts, sides, are_alike=ours.split() == theirs.split())

    def _are_equal(self, sides: tuple[Span, Span]) -> bool:
        return sides[0].cut(self._texts[0]) == sides[1].cut(self._texts[1])

    def _between(self, sides: tuple[Span, Span]) -> _Stretch:
        level = self._level + 1
        if level < len(_LEVELS) and min(side.length for side in sides) > _LEAST_GAP:
            return _Pieces(self._texts, sides, level)
        return ComparedWords(self._texts, sides)


def _blank_collapsed(words: str) -> str:
    return unicodedata.normalize("NFC", " ".join(words.split()))


def _with_equal(texts: Texts, between: tuple[Span, Span], middle: _Stretch) -> list[_Stretch]:
    """Return a stretch between the equal head and the equal tail of two texts."""
    old, new = between
    head = Span(0, old.start)
    ends = Span(old.end, len(texts[0])), Span(new.end, len(texts[1]))
    return [_Equal((head, head)), middle, _Equal(ends)]


def _common_head(old: str, new: str) -> int:
    """Return how many characters two texts begin with in common, whole lines only."""
    low, high = 0, min(len(old), len(new))
    if old == new:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return max(old.rfind(end, 0, low) for end in "\r\n") + 1


def _common_tail(old: str, new: str, head: int) -> int:
    """Return how many characters two texts end with in common, whole lines only."""
    low, high = 0, min(len(old), len(new)) - head
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle - 1
    ends = [old.find(end, len(old) - low) for end in "\r\n"]
    return len(old) - 1 - min((end for end in ends if end >= 0), default=len(old) - 1)
