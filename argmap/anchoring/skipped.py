"""What a placement says of the apparatus that was skipped, in the source and in the quote.

Of each piece there is a change of the kind ``apparatus``, so that a reader can judge whether it is
none of the words. Where a page turns, or a cue begins, the place is parted into several spans.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from argmap.anchoring.placement import Change
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from argmap.anchoring.apparatus import Apparatus
    from argmap.anchoring.placement import Place, Placement
    from argmap.anchoring.reading.ways import Needle, Reading

_BRACKETS = ("(", "[", "（")  # noqa: RUF001


def over_apparatus(
    placement: Placement,
    apparatus: Apparatus,
    source: Reading,
    needles: Sequence[Needle],
    fragments: Sequence[Span],
) -> Placement:
    """Return a placement that was found with the apparatus of the source left out.

    ``source`` is the reading without it, in which the needles of the fragments were found.
    """
    changes = list(placement.changes)
    for needle, fragment, span in zip(needles, fragments, placement.spans, strict=False):
        changes += _skipped_changes(needle, fragment, source, span, apparatus)
    return replace(
        placement,
        spans=_parted(placement.spans, apparatus),
        candidates=tuple(_parted(place, apparatus) for place in placement.candidates),
        changes=tuple(sorted(changes, key=_by_place)),
    )


def _by_place(change: Change) -> tuple[Span, Span]:
    return change.found_span, change.quoted_span


def _parted(place: Place, apparatus: Apparatus) -> Place:
    return tuple(piece for span in place for piece in apparatus.pieces(span))


def _skipped_changes(
    needle: Needle, fragment: Span, source: Reading, span: Span, apparatus: Apparatus
) -> Iterator[Change]:
    """Yield what the source has and the quote has not, and what only the quote has."""
    start, end = source.fold_offset(span.start), source.fold_offset(span.end)
    in_quote = _counterpart(source.text[start:end], needle.text)
    in_source = _counterpart(needle.text, source.text[start:end])
    quoted = [(inner, words) for inner, words in needle.skipped if words.strip()]
    for mark in apparatus.marks_within(span):
        inner = in_quote(source.fold_offset(mark.span.start) - start)
        found = mark.span.cut(source.original).strip()
        same = [one for one in quoted if abs(one[0] - inner) <= 1 and one[1].strip() == found]
        if same:
            quoted.remove(same[0])
            continue
        at = needle.place(inner) + fragment.start
        yield Change(
            "apparatus",
            mark.instead.strip(),
            found,
            Span(at, at + len(mark.instead.strip())),
            mark.span.stripped(source.original),
        )
    for inner, words in quoted:
        begin = needle.place(inner) + fragment.start
        begin = needle.reading.original.rfind(words, 0, begin - fragment.start + len(words))
        at = source.unfold(Span(*(2 * [start + in_source(inner)]))).start
        quoted_span = Span(begin, begin + len(words)).stripped(needle.reading.original)
        yield Change(
            "apparatus",
            words.strip(),
            "",
            quoted_span.shifted(fragment.start),
            Span(at, at),
        )


def _counterpart(one: str, other: str) -> Callable[[int], int]:
    """Return what tells where an offset of a text is in another that is nearly the same."""
    if one == other:
        return lambda offset: offset
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 -- an exact quote needs it not

    codes = Levenshtein.opcodes(one, other)

    def counterpart(offset: int) -> int:
        code = next((code for code in codes if code.src_start <= offset < code.src_end), None)
        if code is None:
            return len(other)
        return min(code.dest_end, code.dest_start + offset - code.src_start)

    return counterpart


def is_cited_otherwise(
    text: str, placement: Placement, stretch: Span, quote: str, apparatus: Apparatus
) -> bool:
    """Tell whether the source has other words in brackets where the quote has a citation."""
    if not quote[stretch.end :].strip().startswith(_BRACKETS):
        return False
    places = (placement.spans,) if placement.spans else placement.candidates
    for place in places:
        after = text[place[-1].end :][:64].lstrip()
        if after.startswith(_BRACKETS):
            start = text.index(after[0], place[-1].end)
            if not apparatus.begins_at(start):
                return True
    return False


def with_citation(placement: Placement, stretch: Span, quote: str) -> Placement:
    """Return a placement of a stretch of the quote, with what is typed around that as apparatus."""
    if not placement.spans:
        return placement
    sides = (
        (Span(0, stretch.start), placement.spans[0].start),
        (Span(stretch.end, len(quote)), placement.spans[-1].end),
    )
    added = []
    for side, at in sides:
        span = side.stripped(quote)
        if any(map(str.isalnum, span.cut(quote))):
            added.append(Change("apparatus", span.cut(quote), "", span, Span(at, at)))
    changes = sorted((*placement.changes, *added), key=_by_place)
    return replace(placement, changes=tuple(changes))
