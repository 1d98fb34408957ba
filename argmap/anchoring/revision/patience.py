"""Two sequences aligned: which item of the one is which of the other, in order.

What occurs only once in both is what they are hung up on: runs of items first, then shorter ones,
the longest chain of them that goes forward, and again between its links. So it takes hardly longer
when everything was changed a little than when little was changed.

That unique items make the frame is patience diff (Bram Cohen); the longest chain is Schensted's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

_MOST_LEAF_PAIRS = 40_000
_MOST_PAIRS = 1_000_000  # in all leaves together: the rest of a hostile text stays unmatched
_LEAST_LEAF_RUN = 2  # items that recur prove nothing alone
_MOST_ROUNDS = 16


class Run(NamedTuple):
    """So many items that are one after the other in both sequences."""

    old: int
    new: int
    length: int


class _Gap(NamedTuple):
    """A stretch of each sequence that is still to be aligned, and how often that was done."""

    old: int
    old_end: int
    new: int
    new_end: int
    rounds: int = 0


def align(
    old: Sequence[str],
    new: Sequence[str],
    *,
    lengths: tuple[int, ...] = (4, 2, 1),
    least_width: int = 0,
    least_leaf: int = _LEAST_LEAF_RUN,
) -> list[Run]:
    """Return the runs of items that correspond, forward in both sequences.

    ``lengths`` are the lengths of the runs that are looked for as the frame, one after the other;
    an item alone must have ``least_width`` characters for it. Where nothing occurs only once, runs
    of ``least_leaf`` items and more correspond.

    >>> align("the cat sat".split(), "so the cat slept".split())
    [Run(old=0, new=1, length=2)]
    """
    runs: list[Run] = []
    pairs = _MOST_PAIRS
    gaps = [_Gap(0, len(old), 0, len(new))]
    while gaps:
        gap, ends = _trim(gaps.pop(), old, new)
        runs += ends
        if gap.old == gap.old_end or gap.new == gap.new_end:
            continue
        chain = _find_frame(gap, old, new, lengths, least_width)
        if chain:
            runs += chain
            gaps += _between(gap, chain)
            continue
        size = (gap.old_end - gap.old) * (gap.new_end - gap.new)
        if size <= min(_MOST_LEAF_PAIRS, pairs):
            pairs -= size
            runs += _match(gap, old, new, least_leaf)
    return list(_joined(sorted(runs)))


def _trim(gap: _Gap, old: Sequence[str], new: Sequence[str]) -> tuple[_Gap, list[Run]]:
    """Take the equal items off both ends of a gap."""
    runs = []
    most = min(gap.old_end - gap.old, gap.new_end - gap.new)
    head = 0
    while head < most and old[gap.old + head] == new[gap.new + head]:
        head += 1
    tail = 0
    while tail < most - head and old[gap.old_end - 1 - tail] == new[gap.new_end - 1 - tail]:
        tail += 1
    if head:
        runs.append(Run(gap.old, gap.new, head))
    if tail:
        runs.append(Run(gap.old_end - tail, gap.new_end - tail, tail))
    rest = (gap.old + head, gap.old_end - tail, gap.new + head, gap.new_end - tail)
    return _Gap(*rest, gap.rounds), runs


def _find_frame(
    gap: _Gap,
    old: Sequence[str],
    new: Sequence[str],
    lengths: tuple[int, ...],
    least_width: int,
) -> list[Run]:
    """Return the longest chain of runs that occur once in both sides of a gap."""
    if gap.rounds == _MOST_ROUNDS:
        return []
    for length in lengths:
        starts = _unique(new, gap.new, gap.new_end, length)
        if not starts:
            continue
        pairs = [
            (start, starts[run])
            for run, start in _unique(old, gap.old, gap.old_end, length).items()
            if run in starts and (length > 1 or len(cast("str", run)) >= least_width)
        ]
        if pairs:
            return _without_overlap(_longest_chain(pairs), length)
    return []


def _unique(items: Sequence[str], start: int, end: int, length: int) -> dict[Hashable, int]:
    """Return the runs of a length that occur only once in a stretch, and where they start."""
    if end - start < length:
        return {}
    stretch = items[start:end]
    runs: Sequence[Hashable] = stretch
    if length > 1:
        runs = list(zip(*(stretch[place:] for place in range(length)), strict=False))
    counts = Counter(runs)
    return {run: place for place, run in enumerate(runs, start) if counts[run] == 1}


def _longest_chain(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return of pairs in the order of their firsts the most whose seconds are in order, too."""
    ends: list[int] = []  # the least second with which a chain of that length can end
    last: list[int] = []  # the pair it belongs to
    before: list[int] = []
    for number, (_, second) in enumerate(pairs):
        length = len(ends) if not ends or second > ends[-1] else bisect_left(ends, second)
        if length == len(ends):
            ends.append(second)
            last.append(number)
        else:
            ends[length] = second
            last[length] = number
        before.append(last[length - 1] if length else -1)
    chain = []
    number = last[-1]
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _without_overlap(chain: list[tuple[int, int]], length: int) -> list[Run]:
    """Return the chain as runs that share no item, joined where they do so in both sequences."""
    runs: list[Run] = []
    for old, new in chain:
        if runs:
            run = runs[-1]
            behind = old - run.old - run.length, new - run.new - run.length
            if behind[0] == behind[1] <= 0:
                runs[-1] = Run(run.old, run.new, old + length - run.old)
                continue
            if min(behind) < 0:
                continue
        runs.append(Run(old, new, length))
    return runs


def _between(gap: _Gap, chain: list[Run]) -> Iterator[_Gap]:
    old, new = gap.old, gap.new
    for run in chain:
        yield _Gap(old, run.old, new, run.new, gap.rounds + 1)
        old, new = run.old + run.length, run.new + run.length
    yield _Gap(old, gap.old_end, new, gap.new_end, gap.rounds + 1)


def _match(gap: _Gap, old: Sequence[str], new: Sequence[str], least_length: int) -> Iterator[Run]:
    """Yield the equal runs of a small gap in which nothing is unique."""
    matcher = SequenceMatcher(
        None, old[gap.old : gap.old_end], new[gap.new : gap.new_end], autojunk=False
    )
    for start, found, length in matcher.get_matching_blocks():
        if length >= max(1, least_length):
            yield Run(gap.old + start, gap.new + found, length)


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Yield runs, those as one that follow each other in both sequences."""
    last: Run | None = None
    for run in runs:
        if last and (last.old + last.length, last.new + last.length) == run[:2]:
            last = Run(last.old, last.new, last.length + run.length)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last
