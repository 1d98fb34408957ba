"""AM119, AM123 and AM124: quotes of which it is unclear which passage is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.placements import (
    found_details,
    found_place,
    looked_for,
    placing,
    shown_place,
)
from argmap.checking.rule import rule
from argmap.checking.wording import differences, listed, positions
from argmap.whereabouts import position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.anchoring import Change, Placement
    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.subject import Subject
    from argmap.grounding.verdict import Verdict


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
        placement = anchored.placement
        places = placement.candidates
        count = f"more than {len(places)}" if placement.more_candidates else len(places)
        at = positions(anchored.source, places)
        has_closest = bool(placement.spans) and not anchored.is_draft
        if has_closest:
            at += f", and closest to its span at {position(anchored.source, placement.spans[0])}"
        yield ambiguous_quote.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} is not in its source, but {count} passages are close to it"
            if (telling := _telling(placement))
            else f"the quote of {anchored} appears {count} times in its source",
            label="which one is meant?"
            + (f" It differs: {differences(telling)}" if telling else ""),
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
    the same words; or the context was never right. Context is recognised although some words of it
    were edited, unless they are few, or a negation, a number or a name next to the quote differs.

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
    """Report a `prefix` or `suffix` that is not next to its quote, although the span is right.

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


def _context(anchored: Verdict) -> str:
    sides = [side for side in ("prefix", "suffix") if getattr(anchored.anchor, side)]
    return listed(f"`{side}`" for side in sides)


def _telling(placement: Placement) -> list[Change]:
    return [change for change in placement.changes if change.kind not in ("case", "apparatus")]
