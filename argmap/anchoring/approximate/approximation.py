"""The places of a quote that is only nearly there: located, given edges, and accepted or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.anchoring.approximate.acceptance import (
    SHORT,
    is_even,
    is_glued,
    least_similarity,
    set_off_length,
    weight,
)
from argmap.anchoring.approximate.edges import distances, find_edges, find_end, find_start, trim
from argmap.anchoring.approximate.locating import (
    LEAST_PIECES,
    Candidate,
    Hint,
    compare_portions,
    find_candidates,
    slack,
)
from argmap.anchoring.approximate.partners import with_partners
from argmap.anchoring.meaning.alignment import are_written_otherwise
from argmap.anchoring.meaning.changes import Comparison, Side, spoken_at
from argmap.anchoring.occurrences import NEIGHBOURHOOD
from argmap.anchoring.reading.folding import fold_case
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.anchoring.approximate.effort import Effort
    from argmap.anchoring.meaning.equivalence import Equivalents
    from argmap.anchoring.reading.ways import Needle, Reading

LONG_QUOTE = 400
_SECTION = 200  # of a long quote, by which its edges are set
_MOST_OF_SECTION = 4_000  # characters in which a section is looked for
_LONG_TO_COUNT = 5_000
_CLOSE_SECOND = 0.05
_MOST_HITS = 16
_MOST_COPIES = 1_000
_LEAST_LOCATED = 0.66  # rapidfuzz's measure is a little below the similarity at clipped edges
_NEAREST_IN_SHORT_TEXTS = 0.4
_LEAST_NEAREST = 0.5  # below, the likeness is one that chance brings
_SHORT_TEXT = 50_000
_SMALL = 6_000
_LEAST_SET_OFF = 0.4  # where all that is unlike is a parenthesis that the quote leaves out
_MOST_SIGNS = 16  # characters by which what is found may be shorter, written otherwise
_WRITTEN_OUT = 60  # characters of a quote, of which a number written out is at most three fifths
_WRITTEN = 24  # characters next to a window, in which a number may begin or end


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that is like a quote: where in the reading, and how like."""

    span: Span
    similarity: float


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of a quote: the places that are it, and else the nearest place.

    ``more`` is True if there are more than were looked at.
    """

    accepted: tuple[Hit, ...] = ()
    nearest: Hit | None = None
    more: bool = False


class Approximation:
    """Looks for one quote in one reading; case and typography are folded in both."""

    def __init__(self, needle: Needle, source: Reading, effort: Effort) -> None:
        self._needle = needle
        self._quote = needle.text
        self._weight = weight(self._quote)
        self._source = source
        self._text = source.text
        self._effort = effort
        self._read: dict[Equivalents, Side] = {}
        self._around: tuple[Equivalents, Side] | None = None
        self._compared: dict[Span, tuple[Comparison, bool]] = {}

    def search(self, within: Span, *, known: bool = False, among: int = 0) -> Hits:
        """Return the places of the quote within a stretch of the text.

        ``known`` says that something other than the quote's own words says that it is there: then
        it may be short. ``among`` says of how many characters the stretch was chosen, by which
        chance is judged; else it is the stretch itself.
        """
        within = Span(max(0, within.start), min(len(self._text), within.end))
        if not within.length or not self._quote.strip():
            return Hits()
        among = max(among, within.length)
        least = least_similarity(self._weight, among)
        too_short = self._weight < SHORT and not known and among > _SMALL
        candidates, sure = find_candidates(
            self._quote, self._source.concordance, within, self._effort
        )
        hits = self._refine(self._promising(candidates), within)
        if not any(self._is_accepted(hit, least) for hit in hits[:3]):
            cutoff = _NEAREST_IN_SHORT_TEXTS if among < _SHORT_TEXT else _LEAST_LOCATED
            found = compare_portions(self._quote, self._text, within, self._effort, least=cutoff)
            if found:
                hits = sorted({*self._refine([found], within), *hits}, key=_by_similarity)
            sure = False
        accepted = [self._tidied(hit) for hit in hits if self._is_accepted(hit, least)]
        if not accepted or too_short:
            nearest = hits[0] if hits and hits[0].similarity >= _LEAST_NEAREST else None
            return Hits(nearest=nearest, more=self._effort.is_spent)
        if not sure:
            accepted = self._with_others(accepted, within, least)
        # Where the text was not compared to its end, there may be other places.
        return self._close(accepted, more=self._effort.is_spent and not sure)

    def _refine(self, candidates: Sequence[Candidate], within: Span) -> list[Hit]:
        hits: list[Hit] = []
        for candidate in candidates:
            if self._effort.is_spent:
                break
            window = Span(
                max(within.start, candidate.window.start), min(within.end, candidate.window.end)
            )
            if not window.length:
                continue
            self._effort.read(min(window.length, _MOST_OF_SECTION))
            span = self._edges(candidate, window)
            if span is None:
                continue
            self._effort.tabulate(len(self._quote), span.length)
            hit = Hit(span, self._similarity(span))
            hit = self._written_otherwise(hit, window) or hit
            if all(not hit.span.overlaps(other.span) for other in hits):
                hits.append(hit)
            else:
                hits = [
                    hit
                    if hit.span.overlaps(other.span) and hit.similarity > other.similarity
                    else other
                    for other in hits
                ]
        return sorted(dict.fromkeys(hits), key=_by_similarity)

    def _written_otherwise(self, hit: Hit, window: Span) -> Hit | None:
        """Return where the quote is in a window in the same words, written otherwise.

        None where it is not more like it for that.
        """
        if len(self._quote) > LONG_QUOTE:
            return None
        cased = self._source.before(fold_case)
        # The words at the edges of a window may be part of a number.
        around = Span(max(0, window.start - _WRITTEN), min(len(self._text), window.end + _WRITTEN))
        same = spoken_at(self._source, window.start)
        if hit.similarity < _LEAST_SET_OFF and not self._may_be_unlike(window):
            return None
        if not same.may_be_otherwise(self._edited_words(hit.span), around.cut(self._text)):
            return None
        around = self._source.unfold(around, fold_case)
        self._around = same, Side.of(cased, around, same)
        if not are_written_otherwise(self._quoted(same).words, self._around[1].words):
            return None
        quote = self._folded(same)
        folding = same.fold(around.cut(cased.text))
        text = fold_case(folding.text).text
        if len(text) != len(folding.text):
            text = folding.text
        place = find_edges(quote, text, Span(0, len(text)))
        similarity = _likeness(quote, place.cut(text))
        if similarity <= hit.similarity:
            return None
        found = cased.unfold(folding.unfold(place).shifted(around.start))
        found = Span(self._source.fold_offset(found.start), self._source.fold_offset(found.end))
        return Hit(found, similarity)

    def _may_be_unlike(self, window: Span) -> bool:
        """Tell whether the quote has so many numbers that it may be unlike its place for them."""
        same = spoken_at(self._source, window.start)
        numbers = sum(word.is_number for word in self._quoted(same).words)
        return numbers * _WRITTEN_OUT > len(self._quote)

    def _edited_words(self, span: Span) -> str:
        """Return the words of the quote in which it differs from a stretch of the text."""
        from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 -- exact quotes need it not

        quote, edited, done = self._quote, [], 0
        for code in Levenshtein.opcodes(quote, span.cut(self._text)):
            if code.tag != "equal" and code.src_end >= done:
                start = max(done, quote.rfind(" ", 0, code.src_start) + 1)
                done = quote.find(" ", code.src_end)
                done = done if done >= 0 else len(quote)
                edited.append(quote[start:done])
        return " ".join(edited)

    def _quoted(self, same: Equivalents) -> Side:
        """Return the quote with the values of its words, its case kept."""
        if same not in self._read:
            reading = self._needle.reading
            stretch = reading.unfold(self._needle.stretch, fold_case)
            self._read[same] = Side.of(reading.before(fold_case), stretch, same)
        return self._read[same]

    def _folded(self, same: Equivalents) -> str:
        """Return the quote with the value of each word in its place."""
        quoted = self._quoted(same)
        return fold_case(same.fold(quoted.stretch.cut(quoted.reading.text)).text).text

    def _found(self, span: Span, same: Equivalents) -> Side:
        """Return a stretch of the source with the values of its words, its case kept."""
        stretch = self._source.unfold(span, fold_case)
        read_in, around = self._around or (None, None)
        side = around.within(stretch) if around and read_in is same else None
        return side or Side.of(self._source.before(fold_case), stretch, same)

    def _promising(self, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
        """Return of several candidates those that are worth a closer look, by a quick one."""
        if len(candidates) == 1 or len(self._quote) > LONG_QUOTE:
            return candidates
        from rapidfuzz import fuzz  # noqa: PLC0415 -- an exact quote needs it not

        ratios = [
            fuzz.partial_ratio(self._quote, each.window.cut(self._text)) for each in candidates
        ]
        best = max(ratios, default=0.0)
        return [
            candidate
            for candidate, ratio in zip(candidates, ratios, strict=True)
            if ratio >= best - 100 * _CLOSE_SECOND
        ]

    def _edges(self, candidate: Candidate, window: Span) -> Span | None:
        """Return the edges of the quote in a window, None where it is too unlike all there."""
        if len(self._quote) > LONG_QUOTE:
            return self._edges_of_long(candidate, window)
        if len(candidate.hints) >= LEAST_PIECES:
            return self._edges_around(candidate.hints[0], candidate.hints[-1], window)
        found = distances(self._quote, window.cut(self._text))
        likeness = 1 - min(found) / len(self._quote)
        if likeness < _LEAST_SET_OFF and not self._may_be_unlike(window):
            return None
        return find_edges(self._quote, self._text, window, found=found)

    def _edges_of_long(self, candidate: Candidate, window: Span) -> Span:
        """Return the edges of a long quote, by its first and its last section alone."""
        quote, text = self._quote, self._text
        head, tail = quote[:_SECTION], quote[-_SECTION:]
        if candidate.hints:
            first, last = candidate.hints[0], candidate.hints[-1]
            begins = first.diagonal
            ends = last.diagonal + len(quote)
            before = slack(min(first.quoted, _MOST_OF_SECTION))
            after = slack(min(len(quote) - last.quoted - last.length, _MOST_OF_SECTION))
        else:
            begins = window.start + slack(len(quote))
            ends = begins + len(quote)
            before = after = min(slack(len(quote)), _MOST_OF_SECTION)
        room = slack(_SECTION)
        near_head = Span(max(0, begins - before), begins + _SECTION + before + room)
        near_tail = Span(max(0, ends - _SECTION - after - room), ends + after)
        start = find_edges(head, text, _inside(near_head, window)).start
        end = find_end(tail, text, _inside(near_tail, window))
        return trim(quote, text, Span(start, max(start + 1, end)))

    def _edges_around(self, first: Hint, last: Hint, window: Span) -> Span:
        """Return the edges of the quote whose first and last piece that are there are known."""
        quote, text = self._quote, self._text
        before = Span(first.diagonal - slack(first.quoted), first.found + first.length)
        rest = len(quote) - last.quoted
        after = Span(last.found, last.found + rest + slack(rest - last.length))
        head, tail = quote[: first.quoted + first.length], quote[last.quoted :]
        start = find_start(head, text, _inside(before, window), length=len(quote))
        end = find_end(tail, text, _inside(after, window), anchored=True, length=len(quote))
        return trim(quote, text, Span(start, max(start + 1, end)))

    def _similarity(self, span: Span) -> float:
        from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 -- exact quotes need it not

        length = len(self._quote)
        # A great distance between long texts takes long to count, and says nothing more.
        most = length if length <= _LONG_TO_COUNT else length // 2
        distance = Levenshtein.distance(self._quote, span.cut(self._text), score_cutoff=most)
        return 1 - distance / length if distance <= most else 0.0

    def _is_accepted(self, hit: Hit, least: float) -> bool:
        if hit.similarity < _LEAST_SET_OFF:
            return False
        if hit.similarity < least:
            if hit.span.length + _MOST_SIGNS < len(self._quote) * (1 + least - hit.similarity):
                return False  # too short to have a parenthesis that the quote leaves out
            set_off = set_off_length(self.comparison(hit.span))
            if hit.similarity + set_off / len(self._quote) < least:
                return False
        return self._compare(hit.span)[1]

    def _compare(self, span: Span) -> tuple[Comparison, bool]:
        """Return the quote held against a place, and whether it is like it all along."""
        if span not in self._compared:
            # The words of both are read, and what differs is reported.
            self._effort.read(2 * (len(self._quote) + span.length))
            self._effort.tabulate(len(self._quote), span.length)
            made = self._hold_against(span)
            even = is_even(made.quoted.words, made.found.words, made.pairs)
            even = even and not is_glued(made, self._text, span)
            self._compared[span] = made, even
        return self._compared[span]

    def comparison(self, span: Span) -> Comparison:
        """Return the quote held against the words at a place, their case kept."""
        return self._compare(span)[0]

    def _hold_against(self, span: Span) -> Comparison:
        same = spoken_at(self._source, span.start)
        return Comparison(self._quoted(same), self._found(span, same), same)

    def _tidied(self, hit: Hit) -> Hit:
        """Return a hit without what has no partner in the quote at its edges."""
        span = with_partners(self.comparison(hit.span), self._source, hit.span)
        return hit if span == hit.span else Hit(span, self._similarity(span))

    def _with_others(self, accepted: list[Hit], within: Span, least: float) -> list[Hit]:
        """Return the hits and those left and right of the best that are nearly as good."""
        best = accepted[0]
        close = max(least, best.similarity - _CLOSE_SECOND)
        around = [Span(within.start, best.span.start), Span(best.span.end, within.end)]
        found = list(accepted)
        while around and len(found) < _MOST_HITS and not self._effort.is_spent:
            part = around.pop()
            if part.length < len(self._quote) // 2:
                continue
            candidate = compare_portions(
                self._quote, self._text, part, self._effort, least=max(0.3, close - 0.05)
            )
            if not candidate:
                continue
            for hit in self._refine([candidate], part):
                # A number at the edge of a part may be read as the one in the place next to it.
                is_inside = part.start <= hit.span.start and hit.span.end <= part.end
                if is_inside and hit.similarity >= close and self._is_accepted(hit, least):
                    if all(not hit.span.overlaps(other.span) for other in found):
                        found.append(self._tidied(hit))
                    around += [
                        Span(part.start, hit.span.start),
                        Span(hit.span.end, part.end),
                    ]
        return found

    def _close(self, accepted: list[Hit], *, more: bool) -> Hits:
        """Return the best hit, those that are hardly worse, and the places with the same words."""
        best = max(accepted, key=lambda hit: hit.similarity)
        close = [hit for hit in accepted if hit.similarity >= best.similarity - _CLOSE_SECOND]
        words = best.span.cut(self._text)
        place = self._text.find(words)
        while place >= 0 and len(close) < _MOST_COPIES:
            span = Span(place, place + len(words))
            if all(not span.overlaps(hit.span) for hit in close[:_MOST_HITS]):
                close.append(Hit(span, best.similarity))
            place = self._text.find(words, place + len(words))
        more = more or place >= 0 or len(close) >= _MOST_COPIES
        return Hits(tuple(sorted(close, key=lambda hit: hit.span)), best, more)


def _likeness(quote: str, found: str) -> float:
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 -- exact quotes need it not

    return max(0.0, 1 - Levenshtein.distance(quote, found) / max(1, len(quote)))


def _by_similarity(hit: Hit) -> tuple[float, Span]:
    return -hit.similarity, hit.span


def _inside(span: Span, window: Span) -> Span:
    """Return the share of a span in a window, or the window where it has none."""
    inside = Span(max(span.start, window.start), min(span.end, window.end))
    return inside if inside.length > 0 else window


def neighbourhood(near: int, length: int) -> Span:
    """Return where a quote is looked for that is expected at a place."""
    return Span(near - NEIGHBOURHOOD, near + length + NEIGHBOURHOOD)
