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
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Protocol

from argmap.anchoring.alignment import Run, align
from argmap.anchoring.characters import INVISIBLE, fold_character, is_mark
from argmap.anchoring.folding import fold_typography
from argmap.text import UNSPACED, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Texts = tuple[str, str]  # the old one and the new one
Side = int  # which of two texts is meant: 0 the old one, 1 the new one

_LINES = re.compile(r"[^\r\n]*\S[^\r\n]*")
_SENTENCES = re.compile(r"[^.!?;:。！？；]*[^\s.!?;:。！？；][^.!?;:。！？；]*[.!?;:。！？；]*")
_LEVELS = (_LINES, _SENTENCES)
_LEAST_GAP = 2_000  # a gap shorter than this is compared word by word at once
_LEAST_WIDTH = 20  # of a line or sentence that others are hung up on

_UNSPACED = "".join(f"{first}-{last}" for first, last in UNSPACED)
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")


class Edges(NamedTuple):
    """An edge of a matched word in either text."""

    old: int
    new: int


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
        """Return where a stretch of the old text stands in the new one, or ``back`` in the old.

        Its first and its last word must stand there, in whatever form its blanks, quotation marks
        and composition now are; None where one does not, or where there are none but blanks.
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
    """A stretch that is the same in both texts, letter for letter."""

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
        found = (tile.before(edge) for tile in reversed(self._tiles[:last]))
        return next((edges for edges in found if edges), None)

    def after(self, edge: int) -> Edges | None:
        first = max(0, bisect_right(self._starts[0], edge) - 1)
        found = (self._tiles[number].after(edge) for number in range(first, len(self._tiles)))
        return next((edges for edges in found if edges), None)


class _Pieces(_Tiling):
    """A stretch of which the equal lines, or sentences, are told from what lies between them."""

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
            found = [_stripped(match) for match in pattern.finditer(text, *side)]
            pieces.append(found)
            keys.append([_blank_collapsed(span.cut(text)) for span in found])
        old, new = (side.start for side in self.sides)
        for run in align(*keys, lengths=(1,), least_width=_LEAST_WIDTH):
            ours = pieces[0][run.old : run.old + run.length]
            theirs = pieces[1][run.new : run.new + run.length]
            whole = Span(ours[0].start, ours[-1].end), Span(theirs[0].start, theirs[-1].end)
            for sides in [whole] if self._are_equal(whole) else zip(ours, theirs, strict=True):
                yield self._between((Span(old, sides[0].start), Span(new, sides[1].start)))
                yield _Equal(sides) if self._are_equal(sides) else _Words(self._texts, sides)
                old, new = sides[0].end, sides[1].end
        yield self._between((Span(old, self.sides[0].end), Span(new, self.sides[1].end)))

    def _are_equal(self, sides: tuple[Span, Span]) -> bool:
        return sides[0].cut(self._texts[0]) == sides[1].cut(self._texts[1])

    def _between(self, sides: tuple[Span, Span]) -> _Stretch:
        level = self._level + 1
        if level < len(_LEVELS) and min(side.length for side in sides) > _LEAST_GAP:
            return _Pieces(self._texts, sides, level)
        return _Words(self._texts, sides)


class _Words:
    """A stretch of which each word is told."""

    def __init__(self, texts: Texts, sides: tuple[Span, Span]) -> None:
        self.sides = sides
        self._texts = texts

    @cached_property
    def _words(self) -> tuple[list[Span], list[Span]]:
        return self._compared[0]

    @cached_property
    def _runs(self) -> tuple[list[Run], list[Run]]:
        """The runs of words, and the same seen from the new text."""
        runs = self._compared[1]
        return runs, [Run(run.new, run.old, run.length) for run in runs]

    @cached_property
    def _compared(self) -> tuple[tuple[list[Span], list[Span]], list[Run]]:
        ours, theirs = (side.cut(text) for text, side in zip(self._texts, self.sides, strict=True))
        if not ours or not theirs:
            return ([], []), []
        pattern = _word_pattern(ours + theirs)
        folds: dict[str, str] = {}
        words: tuple[list[Span], list[Span]] = ([], [])
        keys: tuple[list[str], list[str]] = ([], [])
        for text, side, spans, folded in zip(self._texts, self.sides, words, keys, strict=True):
            for match in pattern.finditer(text, *side):
                word = match[0]
                key = folds.get(word)
                if key is None:
                    key = folds[word] = _fold_word(word)
                if key:
                    spans.append(Span(*match.span()))
                    folded.append(key)
        runs = align(*keys)
        for number in range(1, len(runs)):
            runs[number - 1 : number + 1] = _stuck(runs[number - 1], runs[number], words, keys)
        return words, [run for run in runs if run.length]

    def carry(self, edge: int, side: Side, *, ends: bool) -> int | None:
        words = self._words[side]
        if ends:
            number = bisect_left(words, (edge,)) - 1
        else:
            number = bisect_right(words, edge, key=_end)
        if not 0 <= number < len(words):
            return None
        other = self._counterpart(number, side)
        if other is None:
            return None
        word = words[number]
        found = self._words[1 - side][other]
        inner = min(max(0, edge - word.start), word.length)
        if inner == word.length:
            return found.end
        if not inner:
            return found.start
        ours, theirs = word.cut(self._texts[side]), found.cut(self._texts[1 - side])
        return found.start + (inner if ours == theirs else _refold(ours, theirs, inner))

    def _counterpart(self, number: int, side: Side) -> int | None:
        runs = self._runs[side]
        place = bisect_right(runs, number, key=_first) - 1
        if place < 0 or number >= runs[place][0] + runs[place].length:
            return None
        return number - runs[place][0] + runs[place][1]

    def before(self, edge: int) -> Edges | None:
        words, others = self._words
        runs = self._runs[0]
        number = bisect_right(words, edge, key=_end) - 1
        place = bisect_right(runs, number, key=_first) - 1
        if place < 0:
            return None
        last = min(number - runs[place].old, runs[place].length - 1)
        return Edges(words[runs[place].old + last].end, others[runs[place].new + last].end)

    def after(self, edge: int) -> Edges | None:
        words, others = self._words
        runs = self._runs[0]
        number = bisect_left(words, (edge,))
        place = bisect_right(runs, number, key=_first) - 1
        if place < 0 or number >= runs[place].old + runs[place].length:
            place += 1
        if place == len(runs):
            return None
        first = max(0, number - runs[place].old)
        return Edges(words[runs[place].old + first].start, others[runs[place].new + first].start)


def _stuck(
    one: Run, two: Run, words: tuple[list[Span], ...], keys: tuple[list[str], ...]
) -> tuple[Run, Run]:
    """Let punctuation go with the word that it stands at, where it could go with either.

    Of "He came. She left. We" in place of "He came. We", it is not ". She left" that is new.
    """
    if not (one.old + one.length == two.old or one.new + one.length == two.new):
        return one, two
    while one.length and two.length:
        if not _continues((one.old + one.length, one.new + one.length), words, keys):
            break
        one = Run(one.old, one.new, one.length + 1)
        two = Run(two.old + 1, two.new + 1, two.length - 1)
    while one.length and two.length and _precedes((two.old - 1, two.new - 1), words, keys):
        one = Run(one.old, one.new, one.length - 1)
        two = Run(two.old - 1, two.new - 1, two.length + 1)
    return one, two


def _continues(
    places: tuple[int, int], words: tuple[list[Span], ...], keys: tuple[list[str], ...]
) -> bool:
    """Tell whether at both places is the same, stuck to what is before it."""
    (ours, theirs), (old, new) = words, places
    return (
        keys[0][old] == keys[1][new]
        and ours[old - 1].end == ours[old].start
        and theirs[new - 1].end == theirs[new].start
    )


def _precedes(
    places: tuple[int, int], words: tuple[list[Span], ...], keys: tuple[list[str], ...]
) -> bool:
    """Tell whether at both places is the same, stuck to what is after it."""
    (ours, theirs), (old, new) = words, places
    return (
        keys[0][old] == keys[1][new]
        and ours[old].end == ours[old + 1].start
        and theirs[new].end == theirs[new + 1].start
    )


def _end(span: Span) -> int:
    return span.end


def _first(run: Run) -> int:
    return run[0]


def _refold(ours: str, theirs: str, inner: int) -> int:
    """Return where an offset inside a word is in the same word, otherwise composed."""
    folded = fold_typography(ours).fold_offset(inner)
    length = len(fold_typography(theirs).text)
    return fold_typography(theirs).unfold(Span(min(folded, length - 1), length)).start


def _stripped(match: re.Match[str]) -> Span:
    found = match[0]
    start = match.start() + len(found) - len(found.lstrip())
    return Span(start, match.start() + len(found.rstrip()))


def _blank_collapsed(words: str) -> str:
    return unicodedata.normalize("NFC", " ".join(words.split()))


def _word_pattern(text: str) -> re.Pattern[str]:
    """Return what a word of a text is: in scripts that write no blanks, each character."""
    special = () if text.isascii() else set(text)
    marks = "".join(sorted(each for each in special if is_mark(each) or INVISIBLE.match(each)))
    marks = f"[{re.escape(marks)}]" if marks else "(?!)"
    letter = rf"(?:[^\W_]|{marks})" if special else r"[^\W_]"
    if any(_IS_UNSPACED.match(each) for each in special):
        word = rf"[{_UNSPACED}]{marks}*|(?:(?![{_UNSPACED}]){letter})+"
    else:
        word = f"{letter}+"
    return re.compile(rf"{word}|([^\w\s])\1*|_+")


def _fold_word(word: str) -> str:
    if word.isascii():
        return word if word.isalnum() else fold_typography(word).text
    return unicodedata.normalize("NFC", "".join(map(fold_character, word)))


def _with_equal(texts: Texts, between: tuple[Span, Span], middle: _Stretch) -> list[_Stretch]:
    """Return a stretch between the equal head and the equal tail of two texts."""
    old, new = between
    head = Span(0, old.start)
    ends = Span(old.end, len(texts[0])), Span(new.end, len(texts[1]))
    return [_Equal((head, head)), middle, _Equal(ends)]


def _common_head(old: str, new: str) -> int:
    """Return how many characters two texts begin with in common, whole words only."""
    head = _count_common(old, new, min(len(old), len(new)))
    if head < max(len(old), len(new)):
        while head and not old[head - 1].isspace():
            head -= 1
    return head


def _common_tail(old: str, new: str, head: int) -> int:
    """Return how many characters two texts end with in common, whole words only."""
    most = min(len(old), len(new)) - head
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle - 1
    while low and not old[len(old) - low].isspace():
        low -= 1
    return low


def _count_common(old: str, new: str, most: int) -> int:
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
