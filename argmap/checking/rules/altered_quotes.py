"""AM115 to AM117: quotes whose words differ from those of their source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.diagnostic import SourcePlace
from argmap.checking.placements import (
    found_details,
    found_place,
    looked_for,
    placing,
)
from argmap.checking.rule import rule
from argmap.checking.wording import differences, listed, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.subject import Subject
    from argmap.grounding.verdict import Verdict


@rule("AM115", "uncorrected-quote", "warning")
def uncorrected_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Report a quote that differs from its source in typography, case or apparatus.

    Quotation marks, dashes, spaces, line ends, ligatures, invisible characters or capitals differ;
    or the source has a page number, a note, a reference mark, a cue or markup between the words.
    The words are the same, but the quote is not exact.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: It’s the buses that help. They carry many.}
        claims:
          - {id: help, quote: It's the buses that help, span: [0, 24]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [26, 41]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: It’s the buses that help. They carry many.}
        claims:
          - {id: help, quote: It’s the buses that help, span: [0, 24]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [26, 41]}

    To fix it, use the characters of the source, as `argmap check --fix` does.
    """
    for anchored in looked_for(subject, "corrected"):
        if anchored.is_beyond:
            continue
        yield uncorrected_quote.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} differs from its source in {_in_what(anchored)}",
            label=_skipped(anchored) or "not an exact match",
            statement=anchored.statement.id,
            source=found_place(anchored, "the source has this"),
            help=f"use the source's wording: {_own_words(anchored)}",
            fix=placing(anchored),
            details=found_details(anchored),
        )


@rule("AM116", "approximate-quote", "error")
def approximate_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Report a quote that nearly matches its source, with other words or spellings.

    The difference is harmless, such as a slip of the pen or an article; still it is not what the
    source says.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help the whole town to breathe. They carry many.}
        claims:
          - {id: help, quote: Buses help the whole twon to breathe, span: [0, 36]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [38, 53]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Buses help the whole town to breathe. They carry many.}
        claims:
          - {id: help, quote: Buses help the whole town to breathe, span: [0, 36]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [38, 53]}

    To fix it, quote the source exactly. `argmap anchor --accept-approximate` does that.
    """
    for anchored in looked_for(subject, "approximate"):
        yield approximate_quote.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} does not quite match its source",
            label=differences(anchored.placement.changes),
            statement=anchored.statement.id,
            source=found_place(anchored, "the source says this"),
            help=f"quote the passage exactly: {_own_words(anchored)}",
            fix=placing(anchored),
            details=found_details(anchored),
        )


@rule("AM117", "changed-quote", "error")
def changed_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Report a quote that nearly matches its source, if the difference may change its meaning.

    A word is dropped, added or replaced, and that was not shown to be harmless; or ` … ` omits
    words such as `not`.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses do not help the whole town to breathe. They carry many.}
        claims:
          - {id: help, quote: Buses do help the whole town to breathe, span: [0, 43]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [45, 60]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Buses do not help the whole town to breathe. They carry many.}
        claims:
          - {id: help, quote: Buses do not help the whole town to breathe, span: [0, 43]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [45, 60]}

    To fix it, read the passage, quote it exactly, and see whether it still says what the
    statement says.
    """
    for anchored in looked_for(subject, "changed"):
        telling = [change for change in anchored.placement.changes if change.meaning]
        yield changed_quote.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} differs in meaning from its source",
            label=differences(telling),
            statement=anchored.statement.id,
            source=found_place(anchored, "the source says this"),
            help=f"quote the passage exactly: {_own_words(anchored)}",
            details=found_details(anchored),
        )
    for anchored in subject.anchored:
        if anchored.is_valid and anchored.left_out:
            first = anchored.left_out[0]
            yield changed_quote.finding(
                (*anchored.route, "quote"),
                f"the quote of {anchored} omits words that change its meaning",
                label=differences(anchored.left_out),
                statement=anchored.statement.id,
                source=SourcePlace(anchored.source.id, first.found_span, "this is omitted"),
                help="include these words in the quote, or make them a separate statement",
                details={"left_out": [change.found for change in anchored.left_out]},
            )


def _in_what(anchored: Verdict) -> str:
    skips = any(change.kind == "apparatus" for change in anchored.placement.changes)
    return "apparatus, such as page numbers or reference marks" if skips else "typography or case"


def _skipped(anchored: Verdict) -> str:
    """Return what was taken for apparatus, so that a reader can judge whether it is that."""
    marks = [change for change in anchored.placement.changes if change.kind == "apparatus"]
    skipped = listed(repr(shortened(change.found)) for change in marks if change.found)
    added = listed(repr(shortened(change.quoted)) for change in marks if not change.found)
    parts = [f"skips {skipped}" if skipped else "", f"adds {added}" if added else ""]
    return "; ".join(filter(None, parts))


def _own_words(anchored: Verdict) -> str:
    return shortened(anchored.cut(anchored.placement.spans_in_full), longest=200)
