"""Where the passages of an old text are in a new one, and which of them were deleted.

1. The correspondence of the two texts carries a passage, where its first and its last word, or
   all that replaced them, are known.
2. A passage that was moved out of its order is found by its words, where they are unique.
3. Else it is looked for as any quote is, near the place where it would have to be.
4. A passage that is nowhere is deleted, where what was around it is known.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Literal

from argmap.anchoring.finder import Finder
from argmap.anchoring.reading.folding import fold_typography
from argmap.anchoring.reading.ways import TYPOGRAPHY, Reading
from argmap.anchoring.revision.correspondence import Correspondence
from argmap.errors import UsageError
from argmap.text import Span, is_word_edge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.anchoring.revision.wording import Edges

RevisionStatus = Literal["exact", "corrected", "approximate", "deleted", "missing"]

_LEAST_SIMILARITY = 0.5  # of a passage that was changed; one less similar was replaced
_LEAST_IN_DOUBT = 0.6  # of one whose edges are not known
_LEAST_BY_HELD_EDGES = (0.5, 0.45, 0.0)  # where none, one, both neighbours came along
_LEAST_UNIQUE = 16  # characters of a passage that may be taken for moved because it is unique
_FEW_WORDS = 2
_MOST_COPIES = 50
_MOST_CHARACTERS_COMPARED = 10_000  # above, words are compared

_SHORT = 12  # words of a passage of which fewer are looked for together
_WORDS_TOGETHER = 4
_SLACK = 64
_AROUND = 100  # characters on each side of a passage, of which most must be the same
_REACHES = (0, 200, 800, 3_200, 12_800)  # how far from the passage that may be
_LEAST_AROUND = 0.5
_SURVIVAL = 4  # a passage of which one part in so many is elsewhere may be there
_END, _OTHER_END = "\x02", "\x03"
_MOST_SAMPLES = 24


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of a passage of the old text.

    ``status`` has the words of a :class:`Placement`: ``exact`` if the passage was kept,
    ``corrected`` if only spaces, quotation marks, dashes or Unicode composition differ,
    ``approximate`` if words do, ``missing`` if it is not known where it is, and also ``deleted`` if
    it is gone from between its surroundings. ``span`` is where it is now, None for the last two;
    ``was`` and ``now`` are the two wordings. ``gap`` is, of a deleted passage, the stretch between
    what was around it: empty unless something else was put there. ``similarity`` is 1.0 for an
    exact or corrected passage, otherwise that of the two wordings.
    """

    status: RevisionStatus
    span: Span | None
    was: str
    now: str = ""
    similarity: float = 0.0
    gap: Span | None = None


class Revision:
    """An old text and the new one that was made of it.

    What is costly is made when a passage first needs it, and serves all others.

    >>> revision = Revision("He came. He saw. He won.", "Then he came. He won, alas.")
    >>> revision.moved(Span(17, 23)).status, revision.moved(Span(17, 23)).span
    ('exact', Span(start=14, end=20))
    >>> revision.moved(Span(9, 16)).status
    'deleted'
    """

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new
        self._is_unchanged = old == new

    @cached_property
    def _correspondence(self) -> Correspondence:
        return Correspondence(self.old, self.new)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.new)

    def map_spans(self, spans: Iterable[Span]) -> list[Moved]:
        """Return what became of each passage, in the order given.

        Raises UsageError when a span lies outside the old text.
        """
        return [self.moved(span) for span in spans]

    def moved(self, span: Span) -> Moved:
        """Return what became of the passage at a span of the old text.

        Raises UsageError when the span lies outside the old text.

        >>> Revision("all is well", "all was well").moved(Span(0, 11)).now
        'all was well'
        """
        if not 0 <= span.start <= span.end <= len(self.old):
            raise UsageError(f"the old text has no [{span.start}, {span.end}]")
        words = span.cut(self.old)
        if self._is_unchanged:
            return Moved("exact", span, words, words, 1.0)
        if not words.strip():
            return Moved("missing", None, words)
        return (
            self._carry(words, span)
            or self._find_unique(words, span)
            or self._compare(words, self._between_neighbours(span))
            or self._find_pieces(words, span)
            or self._search(words, span)
            or self._compare(words, self._within(span), least=_LEAST_IN_DOUBT)
            or self._lost(words, span)
        )

    def _carry(self, words: str, span: Span) -> Moved | None:
        """Take a passage where its first and its last word correspond.

        A few words that recur may be taken for those that they look like only if a neighbour
        came along, and words that became others only if both did, or where they are akin and
        nothing is the same elsewhere.
        """
        carried = self._correspondence.carry(span)
        if not carried:
            return None
        if carried.cut(self.new) == words and len(words.split()) > _FEW_WORDS:
            return self._as_found(words, carried)
        held = self._is_held(span, carried)
        if carried.cut(self.new) == words:
            return self._as_found(words, carried) if any(held) else None
        return self._find_unique(words, span) or self._compare(
            words, carried, least=_LEAST_BY_HELD_EDGES[sum(held)]
        )

    def _as_found(self, words: str, span: Span) -> Moved:
        return Moved("exact", span, words, span.cut(self.new), 1.0)

    def _is_held(self, span: Span, carried: Span) -> tuple[bool, bool]:
        """Tell of either edge of a passage whether its neighbour came along, right next to it."""
        before, after = (
            self._correspondence.before(span.start),
            self._correspondence.after(span.end),
        )
        outer = before or (0, 0), after or (len(self.old), len(self.new))
        edges = zip(span, carried, outer, strict=True)
        first, last = (
            not (_between(self.old, ours, old).strip() or _between(self.new, theirs, new).strip())
            for ours, theirs, (old, new) in edges
        )
        return first, last

    def _find_unique(self, words: str, span: Span) -> Moved | None:
        """Find the words where they are once in each of the two texts."""
        if len(words.strip()) < _LEAST_UNIQUE:
            return None
        start = self.new.find(words)
        if start < 0 or self.new.find(words, start + 1) >= 0:
            return None
        if self.old.find(words) < span.start or self.old.find(words, span.start + 1) >= 0:
            return None
        found = Span(start, start + len(words))
        for ours, theirs in zip(span, found, strict=True):
            if is_word_edge(self.old, ours) and not is_word_edge(self.new, theirs):
                return None
        return self._as_found(words, found)

    def _between_neighbours(self, span: Span) -> Span | None:
        """Return what is between the words right before and right after a passage.

        Only where they came along; an edge that was carried itself is taken as that.
        """
        there = self._correspondence
        first = there.after(span.start)
        last = there.before(span.end)
        if first is None or last is None or first.old >= span.end or last.old <= span.start:
            return None
        start = self._edge(span.start, first, there.before(span.start), ends=False)
        end = self._edge(span.end, last, there.after(span.end), ends=True)
        if start is None or end is None or start >= end:
            return None
        return _stripped(self.new, Span(start, end))

    def _edge(self, edge: int, inner: Edges, outer: Edges | None, *, ends: bool) -> int | None:
        """Return where an edge of a passage is, from the nearest words that came along."""
        if not _between(self.old, edge, inner.old).strip():
            return inner.new
        old, new = outer or ((len(self.old), len(self.new)) if ends else (0, 0))
        outside = len(_between(self.old, old, edge).split())
        replaced = len(_between(self.old, edge, inner.old).split())
        replacing = list(re.finditer(r"\S+", _between(self.new, new, inner.new)))
        if not outside:
            return new if len(replacing) <= 2 * replaced + 1 else None
        if len(replacing) != outside + replaced:
            return None
        number = replaced if ends else outside
        least = min(new, inner.new)
        return least + (replacing[number - 1].end() if ends else replacing[number].start())

    def _within(self, span: Span) -> Span | None:
        """Return the stretch from the first to the last word of a passage that came along."""
        first, last = self._correspondence.after(span.start), self._correspondence.before(span.end)
        if not first or not last or last.old <= first.old:
            return None
        start, end = first.new, last.new
        lead, tail = self.old[span.start : first.old], self.old[last.old : span.end]
        if self.new.endswith(lead, 0, start):
            start -= len(lead)
        if self.new.startswith(tail, end):
            end += len(tail)
        return Span(start, end)

    def _find_pieces(self, words: str, span: Span) -> Moved | None:
        """Find a passage that was moved and changed by what of it is only in one place."""
        old, new = self._readings
        folded = fold_typography(words).text.strip()
        starts = []
        for sample in _samples(folded):
            here = _starts(new, sample.cut(folded), most=2)
            if len(here) == 1 == len(_starts(old, sample.cut(folded), most=2)):
                starts.append(here[0] - sample.start)
        if not starts:
            return None
        start = sorted(starts)[len(starts) // 2]
        slack = len(folded) // 3 + _SLACK
        end = min(len(new.text), start + len(folded) + slack)
        around = new.unfold(Span(max(0, start - slack), end))
        window = around.cut(self.new)
        # Neither end of the passage is one of the window: they must not be taken for the same.
        ours, theirs = (
            f"{end} {text} {end}" for end, text in ((_END, words), (_OTHER_END, window))
        )
        carried = Correspondence(ours, theirs).carry(Span(2, 2 + len(words)))
        found = carried and carried.shifted(around.start - 2)
        if not found or self._is_another(found, span):
            return None
        return self._compare(words, found, least=_LEAST_IN_DOUBT)

    def _compare(
        self, words: str, found: Span | None, *, least: float = _LEAST_SIMILARITY
    ) -> Moved | None:
        """Say how a passage and the stretch that it may have become differ, if they are akin."""
        if found is None:
            return None
        now = found.cut(self.new)
        if now == words:
            return self._as_found(words, found)
        ours, theirs = fold_typography(words).text.strip(), fold_typography(now).text.strip()
        if ours == theirs:
            return Moved("corrected", found, words, now, 1.0)
        similarity = _similarity(ours, theirs)
        if similarity < least:
            return None
        return Moved("approximate", found, words, now, similarity)

    def _search(self, words: str, span: Span) -> Moved | None:
        """Look for the words of a passage that did not come along with its surroundings."""
        # What was changed and moved is found by its pieces; likeness alone proves nothing.
        placement = self._finder.find(words, near=self._gap(span).start, approximate=False)
        if placement.status == "ambiguous":
            if len(placement.candidates) > _MOST_COPIES:
                return None
            free = [place for place in placement.candidates if not self._is_another(place[0], span)]
            if len(free) != 1:
                return None
            return self._compare(words, free[0][0])
        if len(placement.spans) != 1:
            return None
        found = placement.spans[0]
        is_alone = placement.decided_by == "unique" and self._stood_once(words)
        if not is_alone and self._is_another(found, span):
            return None
        now = found.cut(self.new)
        return Moved("exact" if now == words else "corrected", found, words, now, 1.0)

    def _stood_once(self, words: str) -> bool:
        """Tell whether a passage of some length was once in the old text, however typed."""
        folded = fold_typography(words).text.strip()
        return len(folded) >= _LEAST_UNIQUE and len(_starts(self._readings[0], folded, most=2)) == 1

    def _is_another(self, found: Span, span: Span) -> bool:
        """Tell whether what was found came from another passage of the old text."""
        origin = self._correspondence.carry(found, back=True)
        return origin is not None and not origin.overlaps(span)

    def _lost(self, words: str, span: Span) -> Moved:
        """Say whether a passage that was not found is deleted."""
        if not self._are_known(span) or self._survives(words):
            return Moved("missing", None, words)
        gap = self._gap(span)
        kept = Counter(words.split()) & Counter(gap.cut(self.new).split())
        if 2 * kept.total() > len(words.split()):
            return Moved("missing", None, words)
        return Moved("deleted", None, words, gap.cut(self.new), 0.0, gap)

    def _are_known(self, span: Span) -> bool:
        """Tell whether what was around a passage still is there, but for a few words.

        What was changed, moved or deleted together with the passage is ignored.
        """
        there = self._correspondence
        sides: list[bool] = []
        for reach in _REACHES:
            before = there.before(max(0, span.start - reach))
            after = there.after(span.end + reach)
            if not sides:
                sides = [before is None, after is None]
                if all(sides):
                    return False
            sides[0] = sides[0] or (before is not None and self._is_same(before, -_AROUND))
            sides[1] = sides[1] or (after is not None and self._is_same(after, _AROUND))
        return all(sides)

    def _is_same(self, edges: Edges, reach: int) -> bool:
        """Tell whether in both texts nearly the same is from a word on, or up to it."""
        stood, stands = (
            _between(text, max(0, edge + reach), edge)
            for text, edge in zip((self.old, self.new), edges, strict=True)
        )
        return _similarity(stood, stands) >= _LEAST_AROUND

    def _gap(self, span: Span) -> Span:
        """Return the stretch of the new text where a passage would have to be."""
        before = self._correspondence.before(span.start)
        after = self._correspondence.after(span.end)
        start = before.new if before else 0
        end = after.new if after else len(self.new)
        return _stripped(self.new, Span(start, max(start, end))) or Span(start, start)

    def _survives(self, words: str) -> bool:
        """Tell whether most of a passage is in the new text, as often as in the old one."""
        folded = fold_typography(words).text.strip()
        samples = [sample.cut(folded) for sample in _samples(folded)]
        old, new = self._readings
        kept = 0
        for sample in samples:
            found = len(_starts(new, sample))
            kept += found > 0 and found >= len(_starts(old, sample, most=found + 1))
            if _SURVIVAL * kept > len(samples):
                return True
        return False

    @cached_property
    def _readings(self) -> tuple[Reading, Reading]:
        return Reading(self.old).through(*TYPOGRAPHY), Reading(self.new).through(*TYPOGRAPHY)


def _samples(words: str) -> Iterator[Span]:
    """Yield where a few words at a time are, evenly over a passage."""
    found = [Span(*match.span()) for match in re.finditer(r"\S+", words)]
    together = _WORDS_TOGETHER if len(found) >= _SHORT else _FEW_WORDS
    last = max(0, len(found) - together)
    step = max(together // 2, last // _MOST_SAMPLES)
    for first in range(0, last + 1 if found else 0, step):
        sample = found[first : first + together]
        yield Span(sample[0].start, sample[-1].end)


def _starts(reading: Reading, words: str, *, most: int = _MOST_COPIES) -> list[int]:
    """Return where words begin in a reading, at most so many places."""
    whole = Span(0, len(reading.text))
    return list(islice(reading.concordance.starts(words, whole), most))


def _between(text: str, one: int, other: int) -> str:
    return text[min(one, other) : max(one, other)]


def _stripped(text: str, span: Span) -> Span | None:
    words = span.cut(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else None


def _similarity(ours: str, theirs: str) -> float:
    """Return the normalised Levenshtein similarity, of long passages that of their words."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 -- kept passages need it not

    if max(len(ours), len(theirs)) > _MOST_CHARACTERS_COMPARED:
        return Levenshtein.normalized_similarity(
            re.findall(r"\S+", ours), re.findall(r"\S+", theirs)
        )
    return Levenshtein.normalized_similarity(ours, theirs)
