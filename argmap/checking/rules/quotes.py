"""AM110 and AM115 to AM120: the words of a quote, held against those of its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.diagnostic import SourcePlace
from argmap.checking.found import described, found_details, found_place, looked_for, placing
from argmap.checking.rule import rule
from argmap.checking.wording import differences, listed, position, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.checking.anchored import Anchored
    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.subject import Subject

_MOST_CANDIDATES = 20


@rule("AM115", "retyped-quote", "warning")
def retyped_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Tell of a quote that is in the source but for its typography.

    Quotation marks, dashes, blanks, line ends, ligatures, invisible characters or capitals differ.
    The words are the same, but not letter for letter.

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

    To put it right, quote the source's own characters, as `argmap check --fix` does.
    """  # noqa: RUF002 -- the apostrophe is what the example is about
    for anchored in looked_for(subject, "retyped"):
        if anchored.is_beyond:
            continue
        yield retyped_quote.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} is typed differently in its source",
            label="not letter for letter",
            statement=anchored.statement.id,
            source=found_place(anchored, "it is typed like this"),
            help=f"quote the source's own characters: {_own_words(anchored)}",
            fix=placing(anchored),
            details=found_details(anchored),
        )


@rule("AM116", "approximate-quote", "error")
def approximate_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Tell of a quote that is nearly in the source, with other words or spellings.

    What differs was shown to be harmless, such as a slip of the pen or an article; still it is
    not what the source says.

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

    To put it right, quote the source's own words. `argmap anchor --accept-approximate` takes them
    over.
    """
    for anchored in looked_for(subject, "approximate"):
        yield approximate_quote.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} is only nearly in its source",
            label=differences(anchored.placement.changes),
            statement=anchored.statement.id,
            source=found_place(anchored, "the source says this"),
            help=f"quote the passage as it stands: {_own_words(anchored)}",
            fix=placing(anchored),
            details=found_details(anchored),
        )


@rule("AM117", "changed-meaning", "error")
def changed_meaning(subject: Subject) -> Iterator[Diagnostic]:
    """Tell of a quote that is nearly in the source, where the difference may turn its meaning.

    A word is dropped, added or replaced, and that was not shown to be harmless; or ` … ` stands
    for words such as `not`.

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

    To put it right, read the passage, quote it as it stands, and see whether it still says what
    the statement says.
    """
    for anchored in looked_for(subject, "changed"):
        telling = [change for change in anchored.placement.changes if change.meaning]
        yield changed_meaning.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} says something else than its source",
            label=differences(telling),
            statement=anchored.statement.id,
            source=found_place(anchored, "the source says this"),
            help=f"quote the passage as it stands: {_own_words(anchored)}",
            details=found_details(anchored),
        )
    for anchored in subject.anchored:
        if anchored.left_out:
            first = anchored.left_out[0]
            yield changed_meaning.finding(
                (*anchored.route, "quote"),
                f"the quote of {anchored} leaves out words that turn what it says",
                label=differences(anchored.left_out),
                statement=anchored.statement.id,
                source=SourcePlace(anchored.source.id, first.found_span, "this is left out"),
                help="quote these words too, or let a statement of their own say them",
                details={"left_out": [change.found for change in anchored.left_out]},
            )


@rule("AM118", "spliced-quote", "error")
def spliced_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Tell of a quote of which only parts stand in the source.

    Either passages from several places were put together without saying so, or part of the quote
    is invented.

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
              Buses carry many people into town … whether they wanted the parking spaces to go
            spans: [[0, 33], [83, 127]]
        reasons:
          - id: asked
            supports: help
            quote: The council asked the shopkeepers
            span: [49, 82]

    To put it right, mark what is left out with ` … `, or give each passage an anchor of its own.
    """
    for anchored in looked_for(subject, "spliced"):
        parts = anchored.placement.parts
        lost = [part.quoted_span for part in parts if part.found_span is None]
        found = [part.found_span for part in parts if part.found_span is not None]
        quote = anchored.anchor.quote
        yield spliced_quote.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} is put together from words that do not stand together",
            label="nowhere in the source: "
            + listed(repr(shortened(span.cut(quote))) for span in lost)
            if lost
            else _how_joined(quote),
            statement=anchored.statement.id,
            source=SourcePlace(anchored.source.id, found[0], "this part of it stands here")
            if found
            else None,
            help="mark what is left out with ` … `, or give each passage an anchor of its own",
            details={
                "parts": [
                    {
                        "quoted": part.quoted_span.cut(quote),
                        "span": list(part.found_span) if part.found_span else None,
                        "similarity": round(part.similarity, 3),
                    }
                    for part in parts
                ]
            },
        )


@rule("AM119", "ambiguous-quote", "error")
def ambiguous_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Tell of a quote that stands in several places, where it is open which one is meant.

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

    To put it right, quote more words, or give the words before or after it as `prefix` or
    `suffix`.
    """
    for anchored in looked_for(subject, "ambiguous"):
        places = anchored.placement.candidates
        count = f"more than {len(places)}" if anchored.placement.more_candidates else len(places)
        spans = [place[0] for place in places]
        yield ambiguous_quote.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} stands in {count} places of its source",
            label="which one is meant?",
            statement=anchored.statement.id,
            source=SourcePlace(anchored.source.id, spans[0], "one of the places"),
            help="quote more words, or add a `prefix` or `suffix`; it stands at "
            + listed(position(anchored.source, span) for span in spans),
            details={
                "candidates": described(anchored, places[:_MOST_CANDIDATES]),
                "more_candidates": anchored.placement.more_candidates
                or len(places) > _MOST_CANDIDATES,
            },
        )


@rule("AM120", "absent-quote", "error")
def absent_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Tell of a quote that stands nowhere in its source.

    The map makes the source say what it does not say.

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

    To put it right, quote the passage as it stands and keep your own wording as `text`; mark what
    the source does not say as `implicit`.
    """
    for anchored in looked_for(subject, "absent"):
        found = anchored.placement
        nearest = found.candidates[0] if found.candidates else ()
        yield absent_quote.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} stands nowhere in source {anchored.source.id!r}",
            label="not in the source",
            statement=anchored.statement.id,
            source=SourcePlace(anchored.source.id, nearest[0], "nearest passage")
            if nearest
            else None,
            help="quote the passage as it stands"
            + ("" if nearest else f", or mark the {anchored.statement.kind} `implicit`"),
            details={
                "nearest": described(anchored, found.candidates[:1]),
                "similarity": round(found.similarity, 3),
            },
        )


@rule("AM110", "deleted-quote", "error")
def deleted_quote(subject: Subject) -> Iterator[Diagnostic]:
    """Tell of a quote whose words were taken out of the source since the map was made.

    The text of then is known: from git, where it is the version whose `sha256` the map names, or
    because it was given with `--old`. What stood around the words is still there.

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

    To put it right, drop what the source no longer says, or keep the old text as a source of its
    own.
    """
    for anchored in looked_for(subject, "deleted"):
        yield deleted_quote.finding(
            (*anchored.route, "quote"),
            f"the quote of {anchored} was deleted from source {anchored.source.id!r}",
            label="no longer in the source",
            statement=anchored.statement.id,
            source=SourcePlace(anchored.source.id, anchored.gap, "it stood here")
            if anchored.gap
            else None,
            help="drop what the source no longer says, or keep the old text as its own source",
        )


def _own_words(anchored: Anchored) -> str:
    return shortened(anchored.cut(anchored.placement.spans_in_full), longest=200)


def _how_joined(quote: str) -> str:
    from argmap.anchoring import split_fragments  # noqa: PLC0415 -- a clean map needs it not

    if len(split_fragments(quote)) == 1:
        return "joined without a ` … `"
    return "its fragments are out of order, far apart, or too short to tell their places"
