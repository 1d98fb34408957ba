"""AM111 to AM114: where a span lies, held against where its quote stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.diagnostic import Fix, SourcePlace
from argmap.checking.found import as_lists, found_details, found_place, looked_for, placing
from argmap.checking.rule import rule
from argmap.checking.wording import position, shortened
from argmap.mapfile import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.checking.anchored import Anchored
    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.subject import Subject
    from argmap.text import Span, Unit

_UNITS: dict[Unit, str] = {
    "utf-16": "UTF-16 units, as JavaScript, Java and C# do",
    "utf-8": "bytes of UTF-8",
    "without BOM": "from after the byte order mark",
    "CRLF as one": "each line end CRLF as one character",
}


@rule("AM111", "out-of-range-span", "error")
def out_of_range_span(subject: Subject) -> Iterator[Diagnostic]:
    """Tell of a span that reaches past the end of its source.

    No words stand there, so the span was made for another text, or counts something else.

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

    To put it right, let `argmap check --fix` or `argmap anchor` find the quote again.
    """
    for anchored in subject.misplaced:
        if anchored.is_beyond and anchored.recount is None:
            end = max(span.end for span in anchored.anchor.spans)
            length = len(anchored.text)
            is_found = anchored.outcome in ("verbatim", "retyped")
            yield out_of_range_span.finding(
                (*anchored.route, "spans"),
                f"the span of {anchored} ends at {end}, past the end of its source at {length}",
                label="nothing stands there",
                statement=anchored.statement.id,
                source=found_place(anchored) if is_found else None,
                help=_where(anchored)
                if is_found
                else "leave the span out: `argmap anchor` sets it",
                fix=placing(anchored) if is_found else None,
                details={"length": length},
            )


@rule("AM112", "miscounted-span", "warning")
def miscounted_span(subject: Subject) -> Iterator[Diagnostic]:
    r"""Tell of a span that is right, but counts something else than code points.

    Many programs count UTF-16 units or bytes, leave out a byte order mark, or read each CRLF as
    one character. Such spans drift further from their words the further into the text they are.

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

    To put it right, count code points. `argmap check --fix` converts the spans; it is safe where
    the words stand in no other place.
    """
    for anchored in subject.misplaced:
        if (recount := anchored.recount) is None:
            continue
        beyond = " and reaches past the end of its source" if anchored.is_beyond else ""
        yield miscounted_span.finding(
            (*anchored.route, "spans"),
            f"the span of {anchored} counts {_UNITS[recount.unit]}{beyond}",
            label=_stands(anchored),
            statement=anchored.statement.id,
            source=SourcePlace(anchored.source.id, recount.spans[0], "the quote stands here"),
            help=f"spans count code points: {_pairs(recount.spans)}",
            fix=Fix(
                "convert the span to code points",
                (Edit((*anchored.route, "spans"), as_lists(recount.spans)),),
                is_safe=anchored.is_unique(recount.spans),
            ),
            details={"unit": recount.unit, "spans": as_lists(recount.spans)},
        )


@rule("AM113", "moved-quote", "warning")
def moved_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Tell of a quote that stands elsewhere than its span says.

    The words are in the source letter for letter, so only the span is wrong: the source was
    edited, or the span was miscounted.

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

    To put it right, move the span onto the quote, as `argmap check --fix` does. It is safe where
    the words stand in one place only, or the `prefix` and `suffix` tell which.
    """
    for anchored in looked_for(subject, "verbatim"):
        if anchored.is_draft or anchored.is_beyond:
            continue
        yield moved_quote.finding(
            (*anchored.route, "spans"),
            _moved(anchored),
            label=_stands(anchored),
            statement=anchored.statement.id,
            source=found_place(anchored),
            help=_where(anchored),
            fix=placing(anchored),
            details=found_details(anchored),
        )


@rule("AM114", "unplaced-quote", "warning")
def unplaced_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Tell of a quote without a span, where the words stand in the source letter for letter.

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

    To put it right, run `argmap anchor`, or `argmap check --fix`, which write the span.
    """
    for anchored in looked_for(subject, "verbatim"):
        if anchored.is_draft:
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


def _moved(anchored: Anchored) -> str:
    old, new = anchored.anchor.spans, anchored.placement.spans
    if len(old) == len(new) == 1 and old[0].length == new[0].length:
        by = new[0].start - old[0].start
        side = "before" if by > 0 else "after"
        unit = "character" if abs(by) == 1 else "characters"
        return f"the span of {anchored} lies {abs(by)} {unit} {side} its quote"
    return f"the span of {anchored} is not where its quote stands"


def _stands(anchored: Anchored) -> str:
    words = anchored.cut(anchored.anchor.spans)
    return f"here stands {shortened(words, longest=40)!r}" if words.strip() else ""


def _where(anchored: Anchored) -> str:
    found = anchored.placement
    place = position(anchored.source, found.spans[0])
    if not anchored.is_certain:
        return f"the nearest place of several is {place}: see whether it is the one meant"
    return f"it stands at {place}, so its span is {_pairs(found.spans)}"


def _pairs(spans: Sequence[Span]) -> str:
    return ", ".join(f"[{span.start}, {span.end}]" for span in spans)
