"""AM111 to AM114: where a span is, held against where its quote is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.placements import found_details, found_place, looked_for, placing
from argmap.checking.rule import rule
from argmap.checking.wording import shortened
from argmap.units import UNIT_NAMES
from argmap.whereabouts import position

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.subject import Subject
    from argmap.grounding.verdict import Verdict
    from argmap.text import Span


@rule("AM111", "out-of-range-span", "error")
def out_of_range_span(subject: Subject) -> Iterator[Diagnostic]:
    """Report a span that reaches past the end of its source.

    There is no text there, so the span was made for another text, or counts something else.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, quote: Buses help, span: [90, 100]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    To fix it, let `argmap check --fix` or `argmap anchor` find the quote again.
    """
    for anchored in subject.misplaced:
        if anchored.is_beyond and anchored.outcome != "miscounted":
            end = max(span.end for span in anchored.anchor.spans)
            length = len(anchored.text)
            is_found = anchored.outcome in ("moved", "corrected")
            yield out_of_range_span.finding(
                (*anchored.route, "spans"),
                f"the span of {anchored} ends at {end}, past the end of its source at {length}",
                label="outside the text",
                statement=anchored.statement.id,
                source=found_place(anchored) if is_found else None,
                help=_where(anchored)
                if is_found
                else "remove the span: `argmap anchor` will find it",
                fix=placing(anchored) if is_found else None,
                details={"length": length, **found_details(anchored)},
            )


@rule("AM112", "miscounted-span", "warning")
def miscounted_span(subject: Subject) -> Iterator[Diagnostic]:
    r"""Report a correct span counted in units other than code points.

    Many programs count UTF-16 units or bytes, do not count a byte order mark, or count each CRLF
    as one character. Such spans are further from their words the further into the text they are.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: "🚌🚌 Buses help. They carry many."}
        claims:
          - {id: help, quote: Buses help, span: [5, 15]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [15, 30]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: "🚌🚌 Buses help. They carry many."}
        claims:
          - {id: help, quote: Buses help, span: [3, 13]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [15, 30]}

    To fix it, count code points. `argmap check --fix` converts the spans, if there is just one
    unit in which they are right.
    """
    for anchored in looked_for(subject, "miscounted"):
        if (recount := anchored.recount) is None:
            continue
        beyond = " and reaches past the end of its source" if anchored.is_beyond else ""
        yield miscounted_span.finding(
            (*anchored.route, "spans"),
            f"the span of {anchored} counts {UNIT_NAMES[recount.unit]}{beyond}",
            label=_covers(anchored),
            statement=anchored.statement.id,
            source=found_place(anchored),
            help=f"spans count code points: {_pairs(recount.spans)}",
            fix=placing(anchored),
            details={"unit": recount.unit, **found_details(anchored)},
        )


@rule("AM113", "moved-quote", "warning")
def moved_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Report a quote that is elsewhere in its source than its span says.

    The quote is exact, so only the span is wrong: the source was edited, or the span was
    miscounted.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, quote: Buses help, span: [1, 11]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    To fix it, move the span onto the quote, as `argmap check --fix` does. A quote that appears
    several times is an `ambiguous-quote` instead, unless its `prefix` and `suffix` say which one
    is meant.
    """
    for anchored in looked_for(subject, "moved"):
        if anchored.is_beyond:
            continue
        yield moved_quote.finding(
            (*anchored.route, "spans"),
            _moved(anchored),
            label=_covers(anchored),
            statement=anchored.statement.id,
            source=found_place(anchored),
            help=_where(anchored),
            fix=placing(anchored),
            details=found_details(anchored),
        )


@rule("AM114", "unplaced-quote", "warning")
def unplaced_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Report a quote without a span that is in its source.

    Such an anchor is a draft, as people and language models write it.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, quote: Buses help}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    To fix it, run `argmap anchor` or `argmap check --fix`, which write the span.
    """
    for anchored in looked_for(subject, "placed"):
        yield unplaced_quote.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} has no span yet",
            label="no span yet",
            statement=anchored.statement.id,
            source=found_place(anchored),
            help=_where(anchored),
            fix=placing(anchored),
            details=found_details(anchored),
        )


def _moved(anchored: Verdict) -> str:
    old, new = anchored.anchor.spans, anchored.placement.spans
    if len(old) == len(new) == 1 and old[0].length == new[0].length:
        by = new[0].start - old[0].start
        side = "before" if by > 0 else "after"
        unit = "character" if abs(by) == 1 else "characters"
        return f"the span of {anchored} is {abs(by)} {unit} {side} its quote"
    return f"the span of {anchored} does not cover its quote"


def _covers(anchored: Verdict) -> str:
    words = anchored.cut(anchored.anchor.spans)
    return f"this span covers {shortened(words, longest=40)!r}" if words.strip() else ""


def _where(anchored: Verdict) -> str:
    placement = anchored.placement
    place = position(anchored.source, placement.spans[0])
    return f"the quote is at {place}; its span is {_pairs(placement.spans)}"


def _pairs(spans: Sequence[Span]) -> str:
    return ", ".join(f"[{span.start}, {span.end}]" for span in spans)
