"""AM110 and AM115 to AM120: the words of a quote, held against those of its source."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from argmap.checking.diagnostic import SourcePlace
from argmap.checking.found import (
    found_details,
    found_place,
    looked_for,
    placing,
    shown_place,
)
from argmap.checking.rule import rule
from argmap.checking.wording import differences, listed, position, positions, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.anchoring import Change, Placement
    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.subject import Subject
    from argmap.grounding.verdict import Verdict
    from argmap.text import Span


_FEW_CHANGES = 4  # that are worth naming, of a quote that is not in its source
_SIDE_BY_SIDE = 3  # characters between two words in a row


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
    """  # noqa: RUF002 -- the apostrophe is what the example is about
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


@rule("AM117", "changed-meaning", "error")
def changed_meaning(subject: Subject) -> Iterator[Diagnostic]:
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
        yield changed_meaning.finding(
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
            yield changed_meaning.finding(
                (*anchored.route, "quote"),
                f"the quote of {anchored} omits words that change its meaning",
                label=differences(anchored.left_out),
                statement=anchored.statement.id,
                source=SourcePlace(anchored.source.id, first.found_span, "this is omitted"),
                help="include these words in the quote, or make them a separate statement",
                details={"left_out": [change.found for change in anchored.left_out]},
            )


@rule("AM118", "spliced-quote", "error")
def spliced_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Report a quote of which only parts are in the source.

    Passages from several places were joined without saying so, a ` … ` joins halves of different
    sentences or different speakers, or part of the quote is invented.

    Bad::

        argmap: 1
        sources:
          - id: council
            text: >-
              Buses carry many people into town every morning. The council
              asked the shopkeepers whether they wanted the parking spaces to go.
        claims:
          - id: help
            quote: >-
              Buses carry many people into town … and fly some of them to the moon
            spans: [[0, 33], [83, 127]]
        reasons:
          - id: asked
            supports: help
            quote: The council asked the shopkeepers
            span: [49, 82]

    Good::

        argmap: 1
        sources:
          - id: council
            text: >-
              Buses carry many people into town every morning. The council
              asked the shopkeepers whether they wanted the parking spaces to go.
        claims:
          - id: help
            quote: >-
              Buses carry many people … every morning
            spans: [[0, 23], [34, 47]]
        reasons:
          - id: asked
            supports: help
            quote: The council asked the shopkeepers
            span: [49, 82]

    To fix it, mark omissions with ` … `, or give each passage its own anchor.
    """
    for anchored in looked_for(subject, "spliced"):
        parts = anchored.placement.parts
        lost = [part.quoted_span for part in parts if part.found_span is None]
        found = [part.found_span for part in parts if part.found_span is not None]
        quote = anchored.anchor.quote
        yield spliced_quote.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} joins words that are not together in the source"
            if _is_joined(found)
            else f"only part of the quote of {anchored} is in the source",
            label="not in the source: " + listed(repr(shortened(span.cut(quote))) for span in lost)
            if lost
            else _how_joined(anchored),
            statement=anchored.statement.id,
            source=SourcePlace(anchored.source.id, found[0], "this part of it is here")
            if found
            else None,
            help="mark omissions with ` … `, or give each passage its own anchor",
            details=found_details(anchored),
        )


@rule("AM119", "ambiguous-quote", "error")
def ambiguous_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Report a quote that appears several times, so that it is unclear which one is meant.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many. Buses help.}
        claims:
          - {id: help, quote: Buses help}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many. Buses help.}
        claims:
          - {id: help, quote: Buses help, span: [29, 39]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    To fix it, quote more words, or give the words before or after it as `prefix` or `suffix`. If
    the quote has a span, `argmap check --fix --unsafe-fixes` moves it to the closest place.
    """
    for anchored in looked_for(subject, "ambiguous"):
        found = anchored.placement
        places = found.candidates
        count = f"more than {len(places)}" if found.more_candidates else len(places)
        at = positions(anchored.source, places)
        has_closest = bool(found.spans) and not anchored.is_draft
        if has_closest:
            at += f", and closest to its span at {position(anchored.source, found.spans[0])}"
        yield ambiguous_quote.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} appears {count} times in its source",
            label="which one is meant?"
            + (f" and it differs: {differences(telling)}" if (telling := _telling(found)) else ""),
            statement=anchored.statement.id,
            source=found_place(anchored, "closest to its span" if has_closest else "one of them"),
            help=f"quote more words, or add a `prefix` or `suffix`; it is at {at}",
            fix=placing(anchored) if has_closest else None,
            details=found_details(anchored),
        )


@rule("AM123", "contradicted-quote", "error")
def contradicted_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Report a quote that is in its source, but not next to the words of its `prefix` or `suffix`.

    The passage that was meant has been changed or deleted, and what is left is another one with
    the same words; or the context was never right. Only the words next to the quote count.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Ward South reports that buses help. They carry many.}
        claims:
          - {id: help, prefix: "Ward North reports that ", quote: buses help, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [36, 51]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Ward South reports that buses help. They carry many.}
        claims:
          - {id: help, prefix: "Ward South reports that ", quote: buses help, span: [24, 34]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [36, 51]}

    To fix it, look at the passage: if it is the one that is meant, correct the `prefix` and
    `suffix`; if not, quote another one.
    """
    for anchored in looked_for(subject, "contradicted"):
        places = anchored.placement.candidates
        at = positions(anchored.source, places)
        yield contradicted_quote.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} is not next to the words of its {_context(anchored)}",
            label="which passage is meant?",
            statement=anchored.statement.id,
            source=found_place(anchored, "the quote is here, next to other words"),
            help=f"the quote is at {at}: if that is the passage that is meant, correct its "
            f"{_context(anchored)}; if not, quote another one",
            details=found_details(anchored),
        )


@rule("AM124", "untrue-context", "warning")
def untrue_context(subject: Subject) -> Iterator[Diagnostic]:
    """Report a `prefix` or `suffix` that is not what is next to the quote, at a span that holds.

    The words of the quote are there, but perhaps in another passage than the one that was meant.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Ward South reports that buses help. They carry many.}
        claims:
          - {id: help, prefix: "Ward North reports that ", quote: buses help, span: [24, 34]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [36, 51]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Ward South reports that buses help. They carry many.}
        claims:
          - {id: help, prefix: "Ward South reports that ", quote: buses help, span: [24, 34]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [36, 51]}

    To fix it, look at the passage: if it is the one that is meant, correct the `prefix` and
    `suffix`; if not, quote another one.
    """
    for anchored in subject.anchored:
        if anchored.is_valid and anchored.outcome == "contradicted":
            side = "prefix" if anchored.anchor.prefix else "suffix"
            yield untrue_context.finding(
                (*anchored.route, side),
                f"the quote of {anchored} is not next to the words of its {_context(anchored)}",
                label="not next to the quote",
                statement=anchored.statement.id,
                source=shown_place(anchored, anchored.anchor.spans, "the quote is here"),
                help=f"correct the {_context(anchored)}, or quote the passage that is meant",
            )


@rule("AM120", "missing-quote", "error")
def missing_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Report a quote that is not in its source.

    The map credits the source with words that it does not contain.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, quote: Everybody loves the trams, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, text: Everybody loves the buses, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    To fix it, quote the passage exactly and keep your own wording as `text`; mark what the source
    does not say as `implicit`.
    """
    for anchored in looked_for(subject, "missing"):
        found = anchored.placement
        nearest = found.candidates[0] if found.candidates else ()
        yield missing_quote.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} is not in source {anchored.source.id!r}",
            label=f"not in the source: {differences(found.changes)}"
            if 0 < len(found.changes) <= _FEW_CHANGES
            else "not in the source",
            statement=anchored.statement.id,
            source=shown_place(anchored, nearest, "closest passage") if nearest else None,
            help="quote the passage exactly"
            + ("" if nearest else f", or mark the {anchored.statement.kind} `implicit`"),
            details=found_details(anchored),
        )


@rule("AM110", "deleted-quote", "error")
def deleted_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Report a quote whose words were deleted from the source since the map was made.

    The earlier text is known: git has the version whose `sha256` is in the map, or it was given
    with `--old`. What was around the words is still there.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}
        caveats:
          - {id: rare, limits: help, quote: They are rare, span: [12, 25]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    To fix it, remove what the source no longer says, or keep the old text as another source.
    """
    for anchored in looked_for(subject, "deleted"):
        yield deleted_quote.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} was deleted from source {anchored.source.id!r}",
            label="no longer in the source",
            statement=anchored.statement.id,
            source=SourcePlace(anchored.source.id, anchored.gap, "it was here")
            if anchored.gap
            else None,
            help="remove what the source no longer says, or keep the old text as another source",
        )


def _in_what(anchored: Verdict) -> str:
    skips = any(change.kind == "apparatus" for change in anchored.placement.changes)
    return "apparatus, such as page numbers or reference marks" if skips else "typography or case"


def _skipped(anchored: Verdict) -> str:
    """Return what was taken for apparatus, so that a reader can judge whether it is that."""
    marks = [change for change in anchored.placement.changes if change.kind == "apparatus"]
    skipped = listed(repr(shortened(change.found)) for change in marks if change.found)
    added = listed(repr(shortened(change.quoted)) for change in marks if not change.found)
    told = [f"skips {skipped}" if skipped else "", f"adds {added}" if added else ""]
    return "; ".join(filter(None, told))


def _context(anchored: Verdict) -> str:
    sides = [side for side in ("prefix", "suffix") if getattr(anchored.anchor, side)]
    return listed(f"`{side}`" for side in sides)


def _own_words(anchored: Verdict) -> str:
    return shortened(anchored.cut(anchored.placement.spans_in_full), longest=200)


def _telling(found: Placement) -> list[Change]:
    return [change for change in found.changes if change.kind not in ("case", "apparatus")]


def _is_joined(found: Sequence[Span]) -> bool:
    """Tell whether parts of a quote are in several places, not one right after the other."""
    return any(not 0 <= other.start - one.end <= _SIDE_BY_SIDE for one, other in pairwise(found))


def _how_joined(anchored: Verdict) -> str:
    quote = anchored.anchor.quote
    if cautions := anchored.placement.cautions:
        what = "different speakers" if cautions[0].kind == "speakers" else "different sentences"
        return f"joins {what}, with {cautions[0].words} words omitted between them"
    from argmap.anchoring import split_fragments  # noqa: PLC0415 -- a clean map needs it not

    if len(split_fragments(quote)) == 1:
        return "joined without a ` … `"
    return "its fragments are out of order, too far apart, or too short to locate"
