"""What is found of a quote that is nowhere as it is: its approximate place, or its parts."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from argmap.anchoring.approximate.approximation import Approximation, Hit, Hits, neighbourhood
from argmap.anchoring.approximate.effort import Effort
from argmap.anchoring.approximate.outside import edge_signs
from argmap.anchoring.approximate.parts import find_common, find_in_order
from argmap.anchoring.meaning.changes import Comparison, Side, omitted_changes, spoken_at
from argmap.anchoring.meaning.editing import around_brackets
from argmap.anchoring.occurrences import (
    Expectation,
    Occurrences,
    choose,
    find_occurrences,
    find_starts,
)
from argmap.anchoring.placement import Change, Part, Placement
from argmap.anchoring.reading.skipping import skip_apparatus
from argmap.anchoring.reading.ways import (
    CASE,
    LOOSE,
    TYPOGRAPHY,
    Needle,
    Quote,
    Reading,
    read_needle,
)
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.anchoring.placement import Place, Status
    from argmap.anchoring.reading.ways import Way

_WIDEST_GAP = 4_000
_MOST_PIVOTS = 16
_CERTAIN_NEAR = 0.8
_MOST_CONTEXT = 64
_BRACKETED = re.compile(r"\[[^\[\]]*\]|\(\D+\)$")


class ApproximateSearch:
    """Looks for one quote where it is only nearly.

    ``source`` is the text as it is, or without its apparatus, ``expected`` what is known of
    the place, ``effort`` how much work the search may take, ``within`` where alone a whole quote
    is looked for, if its place is known already.
    """

    def __init__(
        self,
        quote: Quote,
        expected: Expectation,
        source: Reading,
        effort: Effort | None = None,
        within: Span | None = None,
    ) -> None:
        self._within = within
        self._quote = quote
        self._expected = expected
        self._source = source
        self._text = source.original
        self.effort = effort or Effort(len(self._text))
        self._nearest: tuple[Span, float] | None = None

    def find_loosely(self, fragment: Span) -> Placement | None:
        """Place a fragment of the quote that only looks like the words of the text."""
        needle = self._quote.needle(fragment, self._way(LOOSE))
        source = self._source.through(*LOOSE)
        if not needle.text or (
            needle.text == self._quote.needle(fragment, self._way(CASE)).text
            and source.text == self._source.through(*CASE).text
        ):
            return None
        found = find_occurrences(needle, source, self._expected)
        if not found.places:
            return None
        similarity = max(
            self._similarity([fragment], place) for place in found.places[:_MOST_PIVOTS]
        )
        return self._with_changes(self._decide(found, similarity), [fragment])

    def find_edited(self, fragment: Span) -> Placement | None:
        """Place a fragment of the quote around what its editor says in brackets."""
        if not _BRACKETED.search(fragment.cut(self._quote.text)):
            return None
        source = self._source.through(*CASE)
        remarks = spoken_at(source, 0).table.remarks
        pattern = around_brackets(self._quote.needle(fragment, CASE).text, remarks)
        if pattern is None:
            return None
        found = list(islice(pattern.finditer(source.text), _MOST_PIVOTS + 1))
        if not found:
            return None
        places = tuple((source.unfold(Span(*match.span())),) for match in found[:_MOST_PIVOTS])
        occurrences = Occurrences(places, more=len(found) > _MOST_PIVOTS)
        placement = self._decide(occurrences, self._similarity([fragment], places[0]))
        return self._with_changes(placement, [fragment])

    def compare(self, fragments: Sequence[Span], place: Place) -> Placement:
        """Place fragments of the quote at a place that is given."""
        similarity = self._similarity(fragments, place)
        return self._with_changes(Placement("approximate", place, similarity), fragments)

    def find_whole(self, fragment: Span) -> Placement | None:
        """Place a fragment of the quote where it is nearly."""
        source = self._source.through(*CASE)
        needle = self._quote.needle(fragment, self._way(CASE))
        search = Approximation(needle, source, self.effort)
        hits = self._search(needle, search)
        if hits.nearest and (not self._nearest or hits.nearest.similarity > self._nearest[1]):
            span = self._source.through(*CASE).unfold(hits.nearest.span)
            self._nearest = span, hits.nearest.similarity
        if not hits.accepted:
            return None
        places: dict[Place, Hit] = {(source.unfold(hit.span),): hit for hit in hits.accepted}
        placement = self._decide(
            Occurrences(tuple(places), more=hits.more),
            max(hit.similarity for hit in hits.accepted),
        )
        hit = places[placement.spans or placement.candidates[0]]
        changes = search.comparison(hit.span).changes(source)
        return self._settled(
            replace(
                placement,
                similarity=hit.similarity,
                changes=tuple(_shifted(change, fragment) for change in changes),
            ),
            [fragment],
        )

    def _search(self, needle: Needle, search: Approximation) -> Hits:
        source = self._source.through(*CASE)
        if self._within:
            start, end = map(source.fold_offset, self._within)
            return search.search(Span(start, end), among=len(source.text))
        if self._expected.near is not None:
            near = source.fold_offset(self._expected.near)
            hits = search.search(neighbourhood(near, len(needle.text)), known=True)
            if hits.accepted and hits.accepted[0].similarity >= _CERTAIN_NEAR:
                return hits
        hits = search.search(Span(0, len(source.text)))
        if hits.accepted:
            return hits
        return self._search_in_context(needle, search, source) or hits

    def _search_in_context(
        self, needle: Needle, search: Approximation, source: Reading
    ) -> Hits | None:
        prefix = self._expected.prefix[-_MOST_CONTEXT:]
        suffix = self._expected.suffix[:_MOST_CONTEXT]
        if not prefix + suffix:
            return None
        whole = read_needle(prefix + needle.reading.original + suffix, CASE)
        around = Approximation(whole, source, self.effort)
        found = around.search(Span(0, len(source.text)))
        hits: list[Hit] = []
        for hit in found.accepted[:_MOST_PIVOTS]:
            room = len(needle.text)
            hits += search.search(
                Span(hit.span.start - room, hit.span.end + room), known=True
            ).accepted
        hits = sorted(dict.fromkeys(hits), key=lambda hit: hit.span)
        return Hits(tuple(hits), more=found.more) if hits else None

    def find_fragments(self, fragments: Sequence[Span]) -> Placement | None:
        """Place the fragments of a quote that leaves words out, some of them only nearly there."""
        needles = [self._quote.needle(fragment, self._way(CASE)) for fragment in fragments]
        if not all(needle.text for needle in needles):
            return None
        source = self._source.through(*CASE)
        pivot = max(range(len(needles)), key=lambda place: len(needles[place].text))
        chains: dict[tuple[Span, ...], None] = {}
        for span in self._pivots(needles[pivot], source):
            chain = self._chain(needles, pivot, span, source)
            if chain:
                chains[chain] = None
        if not chains:
            return None
        places = tuple(tuple(source.unfold(span) for span in chain) for chain in sorted(chains))
        similarity = max(self._similarity(fragments, place) for place in places)
        return self._with_changes(self._decide(Occurrences(places), similarity), fragments)

    def _pivots(self, needle: Needle, source: Reading) -> list[Span]:
        starts, _ = find_starts(needle, source, most=_MOST_PIVOTS)
        if starts:
            return [Span(start, start + len(needle.text)) for start in starts]
        search = Approximation(needle, source, self.effort)
        return [hit.span for hit in search.search(Span(0, len(source.text))).accepted][
            :_MOST_PIVOTS
        ]

    def _chain(
        self, needles: Sequence[Needle], pivot: int, span: Span, source: Reading
    ) -> tuple[Span, ...] | None:
        chain = [span]
        for needle in needles[pivot + 1 :]:
            start = chain[-1].end
            within = Span(start, start + _WIDEST_GAP + len(needle.text) * 3 // 2)
            found = self._next(needle, source, within, forward=True)
            if found is None:
                return None
            chain.append(found)
        for needle in reversed(needles[:pivot]):
            end = chain[0].start
            within = Span(max(0, end - _WIDEST_GAP - len(needle.text) * 3 // 2), end)
            found = self._next(needle, source, within, forward=False)
            if found is None:
                return None
            chain.insert(0, found)
        return tuple(chain)

    def _next(self, needle: Needle, source: Reading, within: Span, *, forward: bool) -> Span | None:
        find = source.text.find if forward else source.text.rfind
        start = find(needle.text, *within)
        if start >= 0 and needle.stands_at(start, source):
            return Span(start, start + len(needle.text))
        if self.effort.is_spent:
            return None
        hits = Approximation(needle, source, self.effort).search(within, known=True).accepted
        return (hits[0] if forward else hits[-1]).span if hits else None

    def missing(self, parts: tuple[Part, ...] = ()) -> Placement:
        """Return that the quote is nowhere, with its nearest place, and which part stands where."""
        if not parts:
            parts = self._parts()
        nearest, similarity = self._nearest or self._in_order() or (None, 0.0)
        is_spliced = any(part.found_span for part in parts)
        place = (nearest,) if nearest and not is_spliced else ()
        changes = self._changes(place, [self._quote.whole])
        if nearest is None:
            standing = [part for part in parts if part.found_span]
            if standing:
                part = max(standing, key=lambda each: each.quoted_span.length)
                nearest = part.found_span
                similarity = part.quoted_span.length / self._quote.whole.length
        return Placement(
            "missing",
            similarity=similarity,
            candidates=((nearest,),) if nearest else (),
            changes=tuple(changes),
            parts=parts,
            more_candidates=self.effort.is_spent,
        )

    def _in_order(self) -> tuple[Span, float] | None:
        """Return the tightest place that has the words of a short quote in their order."""
        source = self._source.through(*CASE)
        needle = self._quote.needle(self._quote.whole, self._way(CASE))
        found = find_in_order(needle.text, source.concordance)
        if not found:
            return None
        place = source.unfold(found)
        return place, self._similarity([self._quote.whole], (place,))

    def _parts(self) -> tuple[Part, ...]:
        source = self._source.through(*CASE)
        needle = self._quote.needle(self._quote.whole, self._way(CASE))
        common = find_common(needle.text, source.concordance, self.effort)
        if not common:
            return ()
        parts: list[Part] = []
        shift = needle.stretch.start
        place = 0
        for each in common:
            self._add_lost(parts, needle, Span(place, each.quoted.start))
            quoted = needle.reading.unfold(each.quoted.shifted(shift))
            found = source.unfold(each.found)
            similarity = 1.0 if each.is_whole else self._similarity([quoted], (found,))
            parts.append(Part(quoted, found, similarity))
            place = each.quoted.end
        self._add_lost(parts, needle, Span(place, len(needle.text)))
        return tuple(parts)

    def _add_lost(self, parts: list[Part], needle: Needle, stretch: Span) -> None:
        words = stretch.cut(needle.text)
        kept = words.strip(" ,;:.-")
        if any(each.isalnum() for each in kept):
            start = stretch.start + words.find(kept) + needle.stretch.start
            span = needle.reading.unfold(Span(start, start + len(kept)))
            parts.append(Part(span, None, 0.0))

    def _similarity(self, fragments: Sequence[Span], place: Place) -> float:
        """Return how like fragments are to their spans, their typography and case folded."""
        from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 -- exact quotes need it not

        source = self._source.through(*CASE)
        distance = length = 0
        for fragment, span in zip(fragments, place, strict=True):
            needle = self._quote.needle(fragment, self._way(CASE))
            found = source.text[source.fold_offset(span.start) : source.fold_offset(span.end)]
            distance += Levenshtein.distance(needle.text, found)
            length += len(needle.text)
        return max(0.0, 1 - distance / length)

    def _decide(self, occurrences: Occurrences, similarity: float) -> Placement:
        chosen = choose(self._text, occurrences, self._expected)
        if chosen:
            place, decided_by = chosen
            others = occurrences if decided_by == "position" else Occurrences(())
            return Placement(
                "approximate",
                place,
                similarity,
                candidates=others.places,
                decided_by=decided_by,
                more_candidates=others.more,
            )
        return Placement(
            "ambiguous",
            similarity=similarity,
            candidates=occurrences.places,
            more_candidates=occurrences.more,
        )

    def _with_changes(self, placement: Placement, fragments: Sequence[Span]) -> Placement:
        """Add to a placement what differs, and what is left out though it turns the meaning."""
        place = placement.spans or next(iter(placement.candidates), ())
        changes = self._changes(place, fragments)
        changes += changes_left_out(self._source.through(*TYPOGRAPHY), fragments, place)
        return self._settled(replace(placement, changes=tuple(changes)), fragments)

    def _changes(self, place: Place, fragments: Sequence[Span]) -> list[Change]:
        """Return what differs between fragments of the quote and the words at a place."""
        source = self._source.through(*TYPOGRAPHY)
        changes: list[Change] = []
        for fragment, span in zip(fragments, place, strict=False):
            quoted = self._quote.needle(fragment, self._way(TYPOGRAPHY))
            found = Span(source.fold_offset(span.start), source.fold_offset(span.end))
            cased = self._source.through(*CASE)
            same = spoken_at(cased, cased.fold_offset(span.start))
            comparison = Comparison(
                Side.of(quoted.reading, quoted.stretch, same), Side.of(source, found, same), same
            )
            differing = comparison.changes(cased)
            changes += [_shifted(change, fragment) for change in differing]
        return changes

    def _settled(self, placement: Placement, fragments: Sequence[Span]) -> Placement:
        """Return a placement that is not in doubt if nothing was found that differs."""
        if placement.status not in ("approximate", "ambiguous") or placement.changes:
            return placement
        place = placement.spans or next(iter(placement.candidates), ())
        signs = [
            change
            for fragment, span in zip(fragments, place, strict=False)
            for change in edge_signs(self._quote.text, fragment, self._text, span)
        ]
        if signs:
            return replace(placement, changes=tuple(signs))
        status: Status = "corrected" if len(place) == 1 else "elided"
        is_placed = placement.status == "approximate"
        return replace(placement, status=status if is_placed else placement.status, similarity=1.0)

    def _way(self, way: Way) -> Way:
        """Return how the quote is read if the source is read in a way: alike without apparatus."""
        return (skip_apparatus, *way) if self._source.skips else way


def _shifted(change: Change, fragment: Span) -> Change:
    """Return a change of a fragment with its place in the whole quote."""
    return replace(change, quoted_span=change.quoted_span.shifted(fragment.start))


def changes_left_out(source: Reading, fragments: Sequence[Span], place: Place) -> list[Change]:
    """Return the words that an elided quote leaves out though they turn what it says."""
    changes: list[Change] = []
    for before, after, fragment in zip(place, place[1:], fragments, strict=False):
        gap = Span(source.fold_offset(before.end), source.fold_offset(after.start))
        if gap.length > 0:
            changes += omitted_changes(source, _with_marks(source.text, gap), fragment.end)
    return changes


def _with_marks(text: str, gap: Span) -> Span:
    """Return what is left out with the marks next to it, whether the quote has those or not."""
    start, end = gap
    while start > 0 and not text[start - 1].isalnum():
        start -= 1
    while end < len(text) and not text[end].isalnum():
        end += 1
    return Span(start, end)
