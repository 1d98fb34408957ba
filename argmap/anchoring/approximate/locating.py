"""Roughly where a quote that is only nearly there may be: a few candidates worth a closer look.

Pieces of the quote that are in the text exactly point to the places it may have, and
those that agree make a candidate. Where no piece does, or a second place must be ruled out, the
whole text is compared by rapidfuzz, one portion after the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from time import thread_time
from typing import TYPE_CHECKING

from argmap.text import Span, is_word_edge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.anchoring.approximate.effort import Effort
    from argmap.anchoring.meaning.concordance import Concordance

# The pieces: how wide at least, how many, and how often one may occur to tell anything.
_LEAST_PIECE = 9
_LEAST_PIECE_WIDE = 4
_LEAST_PIECE_OF_LONG = 16
_LONG_QUOTE = 1_000
_MOST_PIECES = 24
_MOST_PIECES_IN_LONG_TEXTS = 10
_MOST_OCCURRENCES = 6
_ENOUGH_PIECES = 4
LEAST_PIECES = 3  # that make a place sure
_MOST_STRETCHES = 4

LONG_TEXT = 1_000_000
_SECTION = 120  # of a quote, compared with the whole text
_PORTION = 250_000  # of a text, compared in one go


@dataclass(frozen=True, slots=True)
class Hint:
    """A piece of the quote that is in the text: where in the quote, and where there."""

    quoted: int
    found: int
    length: int

    @property
    def diagonal(self) -> int:
        """Where the quote would begin."""
        return self.found - self.quoted


@dataclass(frozen=True, slots=True)
class Candidate:
    """Where a quote may be: from where to where it is to be looked at, and what speaks for it.

    ``hints`` are in the order of the quote, one of each piece; empty if the whole was compared.
    """

    window: Span
    hints: tuple[Hint, ...] = ()


def slack(length: int) -> int:
    """Return how many characters before and after its place a quote may have come to stand."""
    return max(16, length * 3 // 10 + 8)


def cut_pieces(quote: str, *, most: int) -> list[Span]:
    """Return pieces of a quote, on the edges of its words, of about the same width.

    >>> [span.cut("nobody ever asked the shops") for span in cut_pieces(
    ...     "nobody ever asked the shops", most=9)]
    ['nobody ever', 'asked the', 'shops']
    """
    pieces: list[Span] = []
    start, length = 0, len(quote)
    least = _LEAST_PIECE_OF_LONG if length > _LONG_QUOTE else _LEAST_PIECE
    while start < length:
        if quote[start] == " ":
            start += 1
            continue
        end = min(length, start + least)
        if not quote[start:end].isascii() and " " not in quote[start:end]:
            end = min(end, start + _LEAST_PIECE_WIDE)  # the writing may do without blanks
        else:
            blank = quote.find(" ", end, end + least)
            rest = end if length - end > least else length
            end = blank if blank >= 0 else rest
        pieces.append(Span(start, end))
        start = end
    if len(pieces) > most:
        pieces = [pieces[place * (len(pieces) - 1) // (most - 1)] for place in range(most)]
    return pieces


def find_candidates(
    quote: str, source: Concordance, within: Span, effort: Effort
) -> tuple[list[Candidate], bool]:
    """Return where pieces of the quote are close together, best first.

    And whether that is all there is to find: enough pieces agree on the first place, and hardly
    any speaks for another one.
    """
    # Of a long quote, longer pieces point to fewer places and are soon enough to be sure.
    is_costly = within.length > LONG_TEXT and len(quote) <= _LONG_QUOTE
    most = _MOST_PIECES_IN_LONG_TEXTS if is_costly else _MOST_PIECES
    pieces = cut_pieces(quote, most=most)
    hints: list[Hint] = []
    groups: list[list[Hint]] = []
    # From here and there in turn, so that few pieces tell of the whole quote.
    for step, place in enumerate(sorted(range(len(pieces)), key=lambda each: (each % 3, each)), 1):
        if effort.is_spent:
            break
        effort.search(within.length)
        found = _occurrences(quote, pieces[place], source, within)
        if len(found) < _MOST_OCCURRENCES:
            hints += found
        if (step >= _ENOUGH_PIECES and step % 2 == 0) or step == len(pieces):
            groups = _gather(hints, slack(len(quote)))
            if groups and _pieces(groups[0]) >= _ENOUGH_PIECES:
                break
    agreed, rival = (_pieces(groups[place]) if place < len(groups) else 0 for place in (0, 1))
    worthy = [group for group in groups if 2 * _pieces(group) >= agreed]
    return (
        [_candidate(group, len(quote)) for group in worthy[:_MOST_STRETCHES]],
        agreed >= LEAST_PIECES and 3 * rival <= agreed,
    )


def _occurrences(quote: str, piece: Span, source: Concordance, within: Span) -> list[Hint]:
    is_whole = is_word_edge(quote, piece.start) and is_word_edge(quote, piece.end)
    starts = (source.starts if is_whole else source.search)(piece.cut(quote), within)
    return [Hint(piece.start, start, piece.length) for start in islice(starts, _MOST_OCCURRENCES)]


def _gather(hints: list[Hint], reach: int) -> list[list[Hint]]:
    """Return the hints that agree about where the quote begins, the most numerous ones first."""
    groups: list[list[Hint]] = []
    for hint in sorted(hints, key=lambda hint: hint.diagonal):
        if groups and hint.diagonal - groups[-1][0].diagonal <= reach:
            groups[-1].append(hint)
        else:
            groups.append([hint])
    return sorted(groups, key=_pieces, reverse=True)


def _pieces(group: list[Hint]) -> int:
    """Return how many pieces of the quote speak for a place."""
    return len({hint.quoted for hint in group})


def _candidate(group: list[Hint], length: int) -> Candidate:
    diagonals = [hint.diagonal for hint in group]
    reach = slack(length)
    if _pieces(group) >= LEAST_PIECES:
        reach = reach // 2 + 8  # what agrees here and there leaves less room
    window = Span(max(0, min(diagonals) - reach), max(diagonals) + length + reach)
    middle = sorted(diagonals)[len(diagonals) // 2]
    # A piece that is there more than once is taken where it agrees with most of the others.
    nearest = {
        hint.quoted: hint
        for hint in sorted(group, key=lambda hint: abs(hint.diagonal - middle), reverse=True)
    }
    return Candidate(window, tuple(nearest[quoted] for quoted in sorted(nearest)))


def compare_portions(
    quote: str, text: str, within: Span, effort: Effort, *, least: float
) -> Candidate | None:
    """Return where the quote, or a section of a long one, is most like the text, if it is at all.

    ``least`` is the similarity that is asked for, from 0 to 1.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 -- only what is nowhere letter for letter needs it

    section = Span(0, len(quote))
    if len(quote) > _SECTION:
        start = (len(quote) - _SECTION) // 2
        section = Span(start, start + _SECTION)
    words = section.cut(quote)
    best: Candidate | None = None
    cutoff = 100 * least
    for portion in _portions(within, len(words)):
        if effort.is_spent:
            break
        part = portion.cut(text)
        if len(part) < len(words):
            # The shorter of two is looked for in the longer one, whichever is the quote.
            best = best or Candidate(portion)
            continue
        started = thread_time()
        alignment = fuzz.partial_ratio_alignment(words, part, score_cutoff=cutoff)
        effort.compare(len(part), seconds=thread_time() - started)
        if alignment and alignment.score > cutoff * (best is not None):
            cutoff = alignment.score
            start = portion.start + alignment.dest_start - section.start
            reach = slack(len(quote))
            best = Candidate(Span(max(0, start - reach), start + len(quote) + reach))
    return best


def _portions(within: Span, overlap: int) -> Iterator[Span]:
    start = within.start
    while start < within.end:
        yield Span(start, min(within.end, start + _PORTION + overlap))
        start += _PORTION
