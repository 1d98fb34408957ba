"""AM12 and AM13: the edges of anchored passages, and which statements are anchored."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from argmap.anchoring import is_character_edge, is_term_edge, widened
from argmap.checking.diagnostic import Fix, SourcePlace
from argmap.checking.rule import rule
from argmap.checking.wording import shortened
from argmap.mapfile import Edit
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.subject import Subject
    from argmap.grounding.verdict import Verdict


@rule("AM121", "cut-word", "warning")
def cut_word(subject: Subject) -> Iterator[Diagnostic]:
    """Report a quote that starts or ends inside a word or a number.

    What is left of the word may say something else: "able" is not "unable", "1.5" and "5 million"
    are not "1.5 million", and "toxic" is not "non-toxic".

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, quote: uses help, span: [1, 10]}
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

    To fix it, quote the whole word. In scripts without spaces between words only numbers are
    looked at.
    """
    for anchored in subject.anchored:
        if cut := _cut_edge(anchored, is_term_edge):
            whole = widened(anchored.text, anchored.resolved.spans)
            words = whole[anchored.resolved.spans.index(cut)].cut(anchored.text)
            yield cut_word.finding(
                (*anchored.route, "quote"),
                f"the quote of {anchored} starts or ends inside a word or a number",
                label=f"the source has {shortened(words)!r}",
                statement=anchored.statement.id,
                source=SourcePlace(anchored.source.id, cut, "this cuts a word"),
                help="quote whole words",
                fix=_widening(anchored, whole),
            )


@rule("AM122", "cut-character", "warning")
def cut_character(subject: Subject) -> Iterator[Diagnostic]:
    r"""Report a quote that starts or ends inside one visible character.

    An accent is separated from its letter, or a flag, a family of emoji or a CRLF line end is
    halved.

    Bad::

        argmap: 1
        sources:
          - {id: menu, text: "The cafe\u0301 is shut. Nobody came."}
        claims:
          - {id: shut, quote: "The cafe", span: [0, 8]}
        reasons:
          - {id: nobody, supports: shut, quote: Nobody came, span: [19, 30]}

    Good::

        argmap: 1
        sources:
          - {id: menu, text: "The cafe\u0301 is shut. Nobody came."}
        claims:
          - {id: shut, quote: "The cafe\u0301 is shut", span: [0, 17]}
        reasons:
          - {id: nobody, supports: shut, quote: Nobody came, span: [19, 30]}

    To fix it, quote the whole character.
    """
    for anchored in subject.anchored:
        if cut := _cut_edge(anchored, is_character_edge):
            yield cut_character.finding(
                (*anchored.route, "quote"),
                f"the quote of {anchored} starts or ends inside one visible character",
                label="a character is cut",
                statement=anchored.statement.id,
                source=SourcePlace(anchored.source.id, cut, "this cuts a character"),
                help="quote whole characters",
                fix=_widening(
                    anchored, widened(anchored.text, anchored.resolved.spans, is_character_edge)
                ),
            )


@rule("AM131", "unanchored-statement", "warning")
def unanchored_statement(subject: Subject) -> Iterator[Diagnostic]:
    """Report a statement that has no quote and is not marked as implicit.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, text: Buses help}
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

    To fix it, quote the passage that it comes from, or mark it `implicit: true` if the source
    does not say it and it is assumed. A map without sources is reported once, and a blank, a
    statement whose text is `…`, needs no quote.
    """
    for located in subject.statements:
        statement = located.statement
        if statement.anchors or statement.implicit or statement.is_blank:
            continue
        has_sources = bool(subject.map.sources)
        yield unanchored_statement.finding(
            located.route,
            f"{located} has no quote" if has_sources else "the map has no source to quote",
            label="no quote" if has_sources else "no quote (reported once)",
            statement=located.id,
            help="quote the passage it comes from, or mark it `implicit: true`"
            if has_sources
            else "list the texts under `sources`, or mark what none of them says `implicit: true`",
        )
        if not has_sources:
            return


@rule("AM132", "anchored-implicit", "warning")
def anchored_implicit(subject: Subject) -> Iterator[Diagnostic]:
    """Report a statement that is marked as implicit, yet quotes a source.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, implicit: true, quote: Buses help, span: [0, 10]}
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

    To fix it, remove `implicit` if the source says it, or the quote if the source only suggests
    it.
    """
    for located in subject.statements:
        if located.statement.implicit and located.statement.anchors:
            route = (*located.route, "implicit")
            yield anchored_implicit.finding(
                route,
                f"{located} is implicit, yet it quotes its source",
                label="not stated in the source?",
                statement=located.id,
                help="remove `implicit`, or the quote",
                fix=Fix("remove `implicit`", (Edit(route, None),), is_safe=False),
            )


@rule("AM133", "duplicate-anchor", "warning")
def duplicate_anchor(subject: Subject) -> Iterator[Diagnostic]:
    """Report a statement that has the same anchor twice.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - id: help
            anchors:
              - {quote: Buses help, span: [0, 10]}
              - {quote: Buses help, span: [0, 10]}
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

    To fix it, remove one of the two, as `argmap check --fix` does.
    """
    seen: set[tuple[object, ...]] = set()
    for anchored in subject.anchored:
        anchor = anchored.resolved
        place = anchor.spans or (anchor.quote, anchor.prefix, anchor.suffix)
        row = anchored.route[:2]
        if (row, anchored.source.id, place) in seen:
            yield duplicate_anchor.finding(
                (*anchored.route, "quote"),
                f"{anchored} has the same anchor twice",
                label="the same passage again",
                statement=anchored.statement.id,
                help="remove one of the two",
                fix=Fix("remove the second one", (Edit(anchored.route, None),)),
            )
        seen.add((row, anchored.source.id, place))


@rule("AM134", "ignored-passage", "warning")
def ignored_passage(subject: Subject) -> Iterator[Diagnostic]:
    """Report a quote from a passage that its source ignores.

    What a source lists under `ignore`, such as a caption, is not part of the argument, so either
    the quote is from the wrong place or the passage should not be ignored.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many., ignore: [[0, 11]]}
        claims:
          - {id: help, quote: Buses help, span: [0, 10]}
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

    To fix it, quote another passage, or remove this one from `ignore`.
    """
    passages = {cited.source.id: _merged(cited.source.ignore) for cited in subject.cited}
    for anchored in subject.anchored:
        ignored = passages.get(anchored.source.id)
        if not ignored or not anchored.is_valid:
            continue
        inside = next((one for one in anchored.anchor.spans if _is_inside(one, ignored)), None)
        if inside is not None:
            yield ignored_passage.finding(
                (*anchored.route, "spans"),
                f"{anchored} quotes a passage that source {anchored.source.id!r} ignores",
                label="ignored there",
                statement=anchored.statement.id,
                source=SourcePlace(anchored.source.id, inside, "this passage is ignored"),
                help="quote another passage, or remove this one from `ignore`",
            )


def _merged(passages: Sequence[Span]) -> list[Span]:
    """Return passages in their order, those that touch as one."""
    merged: list[Span] = []
    for passage in sorted(passages):
        if merged and passage.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, passage.end))
        else:
            merged.append(passage)
    return merged


def _is_inside(span: Span, passages: list[Span]) -> bool:
    row = bisect_right(passages, span.start, key=attrgetter("start")) - 1
    return row >= 0 and span.end <= passages[row].end


def _cut_edge(anchored: Verdict, holds: Callable[[str, int], bool]) -> Span | None:
    """Return the first span with an edge that it should not have, once the anchor is resolved."""
    if not anchored.is_valid and anchored.resolution() is None:
        return None
    for span in anchored.resolved.spans:
        if not holds(anchored.text, span.start) or not holds(anchored.text, span.end):
            return span
    return None


def _widening(anchored: Verdict, spans: tuple[Span, ...]) -> Fix | None:
    """Return the fix that quotes the widened spans; unsafe, because it quotes other words."""
    quote = anchored.cut(spans)
    if not anchored.says(quote, spans):
        return None
    edits = (
        Edit((*anchored.route, "spans"), [list(span) for span in spans]),
        Edit((*anchored.route, "quote"), quote),
    )
    return Fix("widen the quote", edits, is_safe=False)
