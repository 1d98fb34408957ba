"""What a placement says of the apparatus that was skipped, in the source and in the quote.

Of each piece there is a change of the kind ``apparatus``, so that a reader can judge whether it is
none of the words. Where a page turns, or a cue begins, the place is parted into several spans.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from argmap.anchoring.placement import Change
from argmap.anchoring.reading.ways import letters_and_digits
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from argmap.anchoring.apparatus import Apparatus
    from argmap.anchoring.placement import ChangeKind, Meaning, Place, Placement
    from argmap.anchoring.reading.ways import Needle, Reading

_STOPS = (".", ",", ";", ":")
_OTHER_ENDS = ("…", "..", "?", "!", "？", "！", "؟")
_AROUND = 64
_BRACKETS = ("(", "[", "（")


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
    place = placement.spans or next(iter(placement.candidates), ())
    for needle, fragment, span in zip(needles, fragments, place, strict=False):
        changes += _skipped_changes(needle, fragment, source, span, apparatus)
    is_doubtful = placement.spans and any(change.meaning for change in changes)
    return replace(
        placement,
        status="approximate" if is_doubtful else placement.status,
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
        if not found:
            continue
        beside = [one for one in quoted if abs(one[0] - inner) <= 1]
        if beside:
            quoted.remove(beside[0])
            words = beside[0][1].strip()
            if words != found:
                span_of_quote = _quoted_span(needle, fragment, *beside[0])
                differs = letters_and_digits(words) != letters_and_digits(found)
                meaning: Meaning | None = "number" if differs else None
                kind: ChangeKind = "word" if meaning else "apparatus"
                found_span = mark.span.stripped(source.original)
                yield Change(kind, words, found, span_of_quote, found_span, meaning)
            continue
        at = needle.place(inner) + fragment.start
        yield Change(
            "apparatus",
            mark.instead.strip(),
            found,
            Span(at, at + len(mark.instead.strip())),
            mark.span.stripped(source.original),
            _weight(apparatus.given_words(mark)),
        )
    for inner, words in quoted:
        place = start + in_source(inner)
        at = source.unfold(Span(place, place + 1)).start
        quoted_span = _quoted_span(needle, fragment, inner, words)
        yield Change("apparatus", words.strip(), "", quoted_span, Span(at, at))


def _weight(words: Sequence[str]) -> Meaning | None:
    """Return what words say that somebody takes for apparatus: a *not* is none."""
    if not words:
        return None
    from argmap.anchoring.meaning.vocabulary import any_meaning  # noqa: PLC0415 -- few sources need it

    meanings = {any_meaning(word) for word in words}
    return next((each for each in ("negation", "modality", "quantity") if each in meanings), None)


def _quoted_span(needle: Needle, fragment: Span, inner: int, words: str) -> Span:
    """Return where apparatus of the quote is in it, which was read without it."""
    original = needle.reading.original
    start = original.rfind(words, 0, needle.place(inner) + len(words))
    return Span(start, start + len(words)).stripped(original).shifted(fragment.start)


def _counterpart(one: str, other: str) -> Callable[[int], int]:
    """Return what says where an offset of a text is in another that is nearly the same."""
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


def goes_on_otherwise(
    text: str, placement: Placement, stretch: Span, quote: str, apparatus: Apparatus
) -> bool:
    """Tell whether the source has something else where the quote has what is no part of it.

    Other words in brackets, where the quote has a citation, or an ellipsis, where it has a stop.
    """
    behind = quote[stretch.end :].strip()
    is_cited = behind.startswith(_BRACKETS)
    is_stopped = behind[-1:] in _STOPS and not is_cited
    for place in (placement.spans,) if placement.spans else placement.candidates:
        after = Span(place[-1].end, place[-1].end + _AROUND).stripped(text)
        goes_on = after.cut(text)
        if is_cited and goes_on.startswith(_BRACKETS) and not apparatus.begins_at(after.start):
            return True
        if is_stopped and goes_on.startswith(_OTHER_ENDS):
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
        if quote[span.start : span.start + 1] in _BRACKETS:
            span = Span(span.start, span.start + len(span.cut(quote).rstrip(".,;: ")))
        if any(map(str.isalnum, span.cut(quote))):
            added.append(Change("apparatus", span.cut(quote), "", span, Span(at, at)))
    changes = sorted((*placement.changes, *added), key=_by_place)
    return replace(placement, changes=tuple(changes))
