"""Where the case of a quote differs from that of the words found for it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from argmap.anchoring.placement import Change
from argmap.anchoring.reading.folding import fold_case
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.anchoring.placement import Meaning, Placement
    from argmap.anchoring.reading.ways import Needle, Reading

_WORDS = re.compile("[^ ]+")
_PUNCTUATION = ".,;:!?\"'()[]{}*_-…“”„‘’«»"


def with_case_changes(
    placement: Placement,
    source: Reading,
    needles: Sequence[Needle],
    fragments: Sequence[Span],
) -> Placement:
    """Add to a placement where its case differs from that of the quote."""
    if fold_case not in source.way or not placement.spans:
        return placement
    changes: list[Change] = []
    for needle, fragment, span in zip(needles, fragments, placement.spans, strict=True):
        changes += _case_changes(needle, fragment, source, span)
    is_doubtful = any(change.meaning for change in changes)
    status = "approximate" if is_doubtful else placement.status
    return replace(placement, status=status, changes=tuple(changes))


def _case_changes(needle: Needle, fragment: Span, source: Reading, span: Span) -> Iterator[Change]:
    """Yield the words of a fragment that are in the source in another case."""
    start = source.fold_offset(span.start)
    stretches = (
        (needle.reading, needle.stretch),
        (source, Span(start, start + len(needle.text))),
    )
    quoted, found = (_cased_words(reading, stretch) for reading, stretch in stretches)
    pairs = list(zip(quoted, found, strict=False))
    for number, ((ours, quoted_span), (theirs, found_span)) in enumerate(pairs):
        if ours != theirs:
            yield Change(
                "case",
                quoted_span.cut(needle.reading.original),
                found_span.cut(source.original),
                quoted_span.shifted(fragment.start),
                found_span,
                _meaning(pairs, number, source.original),
            )


def _meaning(
    pairs: list[tuple[tuple[str, Span], tuple[str, Span]]], number: int, text: str
) -> Meaning | None:
    """Return what the case of a word changes in the meaning, None if nothing."""
    from argmap.anchoring.meaning.cases import begins_sentence, meaning_of_case  # noqa: PLC0415 -- most quotes keep the case

    ours, theirs = (_bare(side[0]) for side in pairs[number])
    capital = 0 if ours.isupper() else 1
    near = [
        _bare(pairs[place][capital][0])
        for place in (number - 1, number + 1)
        if 0 <= place < len(pairs)
    ]
    start = pairs[number][1][1].start
    before = _bare(pairs[number - 1][1][0]) if number else text[:start].rpartition(" ")[2]
    return meaning_of_case(
        ours,
        theirs,
        before=before,
        beside=tuple(near),
        begins=not number or begins_sentence(text, start),
    )


def _bare(word: str) -> str:
    """Return a word without the punctuation around it."""
    return word.strip(_PUNCTUATION)


def _cased_words(reading: Reading, stretch: Span) -> Iterator[tuple[str, Span]]:
    """Yield the words of a stretch before case was folded, and where they are."""
    cased = reading.before(fold_case)
    stretch = reading.unfold(stretch, fold_case)
    for word in _WORDS.finditer(cased.text, *stretch):
        yield word[0], cased.unfold(Span(*word.span()))
