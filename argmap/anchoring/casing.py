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

    from argmap.anchoring.placement import Placement
    from argmap.anchoring.reading.ways import Needle, Reading

_WORDS = re.compile("[^ ]+")


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
    return replace(placement, changes=tuple(changes))


def _case_changes(needle: Needle, fragment: Span, source: Reading, span: Span) -> Iterator[Change]:
    """Yield the words of a fragment that stand in the source in another case."""
    start = source.fold_offset(span.start)
    stretches = (
        (needle.reading, needle.stretch),
        (source, Span(start, start + len(needle.text))),
    )
    quoted, found = (_cased_words(reading, stretch) for reading, stretch in stretches)
    for (ours, quoted_span), (theirs, found_span) in zip(quoted, found, strict=False):
        if ours != theirs:
            yield Change(
                "case",
                quoted_span.cut(needle.reading.original),
                found_span.cut(source.original),
                quoted_span.shifted(fragment.start),
                found_span,
            )


def _cased_words(reading: Reading, stretch: Span) -> Iterator[tuple[str, Span]]:
    """Yield the words of a stretch before case was folded, and where they stand."""
    cased = reading.before(fold_case)
    stretch = reading.unfold(stretch, fold_case)
    for word in _WORDS.finditer(cased.text, *stretch):
        yield word[0], cased.unfold(Span(*word.span()))
