"""How a text is broken into lines: as few as will do, and as even as they can be.

Among all ways with the fewest lines the one is taken whose squares of slack add up to least, the
measure of Knuth and Plass (*Breaking paragraphs into lines*, Software: Practice and Experience 11,
1981), here with the last line counted, so that no word is left alone. Only words that are longer
than a line are hyphenated.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.lettering.breaking import (
    ENDS_LINE,
    bound,
    breakable,
    may_break_inside,
    may_part,
)
from argmap.drawing.lettering.measure import EM, advance
from argmap.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

ELLIPSIS = "…"
HYPHEN = "-"
_HYPHENATED = r"[^/_&?=\u2010\u2013\-]*[/_&?=\u2010\u2013\-]+|[^/_&?=\u2010\u2013\-]+"


class Wrapped(NamedTuple):
    """A text in lines: ``width`` is that of the widest, ``is_cut`` whether words are missing."""

    lines: tuple[str, ...]
    is_cut: bool
    width: float


class _Piece(NamedTuple):
    """What stays on one line, how wide it is, and the blank before it: one or none.

    Where a line ends after it, it has a hyphen as wide as ``hyphen``, unless that is 0.
    """

    text: str
    advance: int
    blank: str
    hyphen: int = 0


def wrap(
    text: str, width: float, size: float, *, bold: bool = False, max_lines: int | None = None
) -> Wrapped:
    """Break ``text`` into lines of at most ``width``, set at ``size`` (both in one unit).

    Runs of blanks and line ends count as one blank. A number stays with its unit and with the
    number after it, a dash with the word before it. A word is broken only if it is longer than the
    line: with a hyphen between two syllables, or, if it is an address or code, after a slash or
    hyphen that it has. Chinese, Japanese, Khmer and Burmese break between characters, not before
    closing and not after opening punctuation; Thai and Lao where a syllable surely begins. With
    ``max_lines`` the last line ends in ``…`` where words had to be left out. A single character
    that is wider than the line is on a line of its own. Raises UsageError if ``size`` or
    ``max_lines`` is not positive.

    >>> wrap("The ring road saved nine minutes", 110, 12).lines
    ('The ring road', 'saved nine minutes')
    >>> wrap("The ring road saved nine minutes", 110, 12, max_lines=1).lines
    ('The ring road…',)
    """
    if size <= 0:
        raise UsageError(f"text cannot be set at size {size:g}")
    if max_lines is not None and max_lines < 1:
        raise UsageError(f"text cannot be set in {max_lines} lines")
    limit = int(width / size * EM)
    if text.isascii():
        line = " ".join(text.split())
        used = advance(line, bold=bold)
        if used <= limit:
            return Wrapped((line,) if line else (), is_cut=False, width=used * size / EM)
    blank = advance(" ", bold=bold)
    pieces = _pieces(text, limit, bold=bold)
    row = _Row.of(pieces, blank)
    ends = _fewest(row, limit)
    is_cut = max_lines is not None and len(ends) > max_lines
    if is_cut:
        # Full lines, not even ones: as many words as possible.
        ends = ends[:max_lines]
    elif len(ends) > 1:
        ends = _evenest(row, limit, ends)
    parts = [pieces[begin:end] for begin, end in pairwise((0, *ends))]
    lines = [_joined(part) + (HYPHEN if part[-1].hyphen else "") for part in parts]
    if is_cut:
        lines[-1] = _cut(parts[-1], limit, bold=bold)
    widest = max((advance(line, bold=bold) for line in lines), default=0)
    return Wrapped(tuple(lines), is_cut, widest * size / EM)


def _pieces(text: str, limit: int, *, bold: bool) -> list[_Piece]:
    """Cut a text where lines may end."""
    units = bound(text)
    pieces: list[_Piece] = []
    for unit in units:
        width = _advance(unit, bold)
        if width <= limit and (unit.isascii() or not may_break_inside().search(unit)):
            pieces.append(_Piece(unit, width, " "))
            continue
        # Numbers that together are longer than the line come apart again at their blanks.
        for word in [unit] if width <= limit else unit.split(" "):
            blank = " "
            for part in breakable(word):
                for piece, is_hyphenated in _fitting(part, limit, bold=bold):
                    hyphen = advance(HYPHEN, bold=bold) if is_hyphenated else 0
                    pieces.append(_Piece(piece, advance(piece, bold=bold), blank, hyphen))
                    blank = ""
    return pieces


@lru_cache(maxsize=1 << 14)  # many words occur again and again
def _advance(word: str, bold: bool) -> int:  # noqa: FBT001 -- by its place, it is found sooner
    return advance(word, bold=bold)


def _fitting(word: str, limit: int, *, bold: bool) -> Iterator[tuple[str, bool]]:
    """Cut a word that is longer than the line, and say which parts may end with a hyphen.

    A word of prose is cut between its syllables, others after hyphens and slashes, and anywhere if
    that does not do.
    """
    if advance(word, bold=bold) <= limit:
        yield word, False
        return
    from argmap.drawing.lettering.hyphenation import syllable_breaks  # noqa: PLC0415 -- as above

    for start, end in pairwise((0, *syllable_breaks(word), len(word))):
        parts = [
            piece
            for part in re.findall(_HYPHENATED, word[start:end])
            for piece in _filled(part, limit, bold=bold)
        ]
        for part in parts[:-1]:
            yield part, False
        has_room = advance(parts[-1] + HYPHEN, bold=bold) <= limit
        yield parts[-1], end < len(word) and has_room


def _filled(word: str, limit: int, *, bold: bool) -> Iterator[str]:
    """Cut a word into as long parts as fit, between what readers see as characters.

    What must not begin or end a line does not, unless there is no other way.
    """
    from wcwidth import iter_graphemes  # noqa: PLC0415 -- costly to import and seldom needed

    gathered: list[str] = []
    used = 0
    for cluster in iter_graphemes(word):
        needed = advance(cluster, bold=bold)
        while gathered and used + needed > limit:
            clusters = (*gathered, cluster)
            places = range(len(gathered), 0, -1)
            whole = len(gathered)
            last = next((n for n in places if may_part(clusters[n - 1], clusters[n])), whole)
            yield "".join(gathered[:last])
            gathered = gathered[last:]
            used = sum(advance(each, bold=bold) for each in gathered)
        gathered.append(cluster)
        used += needed
    yield "".join(gathered)


def _beginning(text: str, limit: int, *, bold: bool) -> str:
    """Return as many characters as fit, and one at the least."""
    from wcwidth import iter_graphemes  # noqa: PLC0415 -- as above

    gathered = ""
    for cluster in iter_graphemes(text):
        if gathered and advance(gathered + cluster, bold=bold) > limit:
            break
        gathered += cluster
    return gathered


class _Row(NamedTuple):
    """Where each piece begins and ends if all are on one line, and the hyphen after each."""

    starts: list[int]
    stops: list[int]
    hyphens: list[int]

    @classmethod
    def of(cls, pieces: list[_Piece], blank: int) -> _Row:
        starts: list[int] = []
        stops = [0]
        for piece in pieces:
            starts.append(stops[-1] + blank if piece.blank and starts else stops[-1])
            stops.append(starts[-1] + piece.advance)
        return cls(starts, stops, [0, *(piece.hyphen for piece in pieces)])

    def width(self, begin: int, end: int) -> int:
        """Return how wide a line is that has the pieces from begin to end."""
        hyphen = self.hyphens[end] if end < len(self.starts) else 0
        return self.stops[end] - self.starts[begin] + hyphen


def _fewest(row: _Row, limit: int) -> list[int]:
    """Return where each line ends if every line takes as much as it holds."""
    ends: list[int] = []
    begin, count = 0, len(row.starts)
    while begin < count:
        # A single piece may be wider than the line; a hyphen may be what does not fit.
        last = end = begin + 1
        while end < count and row.stops[end + 1] - row.starts[begin] <= limit:
            end += 1
            if row.width(begin, end) <= limit:
                last = end
        ends.append(last)
        begin = last
    return ends


def _evenest(row: _Row, limit: int, latest: list[int]) -> list[int]:
    """Return where each line ends if there are as few lines, as evenly filled, as can be.

    ``latest`` is where they end at the latest: where every line takes as much as it holds.
    """
    earliest = _earliest(row, limit, len(latest))
    # For each end of a line the least cost of all lines so far, and the ends before it.
    best: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for first, last in zip(earliest, latest, strict=True):
        begins = sorted(best, reverse=True)
        following: dict[int, tuple[int, tuple[int, ...]]] = {}
        for end in range(first, last + 1):
            for begin in begins:
                if begin >= end:
                    continue
                slack = limit - row.width(begin, end)
                # A single piece may be wider than the line.
                if slack < 0 and begin < end - 1:
                    break
                cost = best[begin][0] + max(0, slack) ** 2
                if end not in following or cost < following[end][0]:
                    following[end] = cost, (*best[begin][1], end)
        best = following
    return list(best[len(row.starts)][1])


def _earliest(row: _Row, limit: int, count: int) -> list[int]:
    """Return where each line ends at the earliest: where those after it take all they hold."""
    ends = [len(row.starts)]
    while len(ends) < count:
        begin = ends[-1] - 1
        while begin and row.width(begin - 1, ends[-1]) <= limit:
            begin -= 1
        ends.append(begin)
    return ends[::-1]


def _joined(pieces: list[_Piece]) -> str:
    return "".join(piece.blank + piece.text for piece in pieces).removeprefix(" ")


def _cut(pieces: list[_Piece], limit: int, *, bold: bool) -> str:
    """Shorten the last line until ``…`` fits behind it: by whole words if there are several."""
    room = limit - advance(ELLIPSIS, bold=bold)
    kept = len(pieces)
    while kept > 1 and advance(_joined(pieces[:kept]), bold=bold) > room:
        kept -= 1
    line = _joined(pieces[:kept])
    if advance(line, bold=bold) > room:
        line = _beginning(line, room, bold=bold)
        if advance(line, bold=bold) > room:
            return ELLIPSIS
    return line.rstrip(f" .,;:{ENDS_LINE}\u2013-") + ELLIPSIS
