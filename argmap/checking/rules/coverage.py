"""AM306 and AM307: how much of a source a map covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.diagnostic import SourcePlace
from argmap.checking.rule import rule
from argmap.checking.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.subject import Subject
    from argmap.grounding.cited import CitedSource
    from argmap.statistics import Coverage
    from argmap.text import Span


@rule("AM306", "uncovered-sentence", "info", is_default=False, needs_whole_map=True)
def uncovered_sentence(subject: Subject) -> Iterator[Diagnostic]:
    """Report a sentence of a source that no statement covers.

    Off by default, because few maps cover every sentence; it shows what was left out. If a source
    is in a script that does not mark where sentences end, such as Thai, its longest uncovered
    passage is reported instead, with the share of the characters that are covered.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many. Some are red.}
        claims:
          - {id: help, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many. Some are red., ignore: [[29, 42]]}
        claims:
          - {id: help, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    To fix it, add a statement for what the sentence says, if it belongs to the argument, or list
    the passage under `ignore` of the source.
    """
    from argmap.statistics import cover, uncovered_sentences  # noqa: PLC0415 -- off by default

    for cited in subject.cited:
        if cited.text is None:
            continue
        spans = _spans(subject, cited)
        sentences = uncovered_sentences(cited.source, spans)
        if sentences is None:
            covered = cover(cited.source, spans)
            for longest in covered.uncovered[:1]:
                yield uncovered_sentence.finding(
                    cited.route,
                    f"statements cover {_share(covered)} of source {cited.source.id!r}, whose "
                    "sentences cannot be counted",
                    source=SourcePlace(cited.source.id, longest, "the longest uncovered passage"),
                    help="add statements for the missing passages, or list them under `ignore`",
                )
        for sentence in sentences or ():
            words = shortened(sentence.cut(cited.text))
            yield uncovered_sentence.finding(
                cited.route,
                f"no statement covers {words!r}",
                source=SourcePlace(cited.source.id, sentence, "not in the map"),
                help="add a statement for it, if it belongs to the argument, or list it under "
                "`ignore`",
            )


@rule("AM307", "low-coverage", "warning", needs_whole_map=True)
def low_coverage(subject: Subject) -> Iterator[Diagnostic]:
    """Report a source of which too little is covered by statements.

    It reports nothing unless the configuration sets the share of a source's sentences that must be
    covered: `minimum-coverage = 0.5`. If a source is in a script that does not mark where sentences
    end, such as Thai, it is the share of its characters. Passages that a source lists under
    `ignore` do not count. `argmap stats` shows what is not covered.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many. Some are red. Some are not.}
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    Good::

        argmap: 1
        sources:
          - id: council
            text: Buses help. They carry many. Some are red. Some are not.
            ignore: [[29, 56]]
        claims:
          - {id: help, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    To fix it, add statements for the missing passages, or list them under `ignore`.
    """
    minimum = subject.minimum_coverage
    if minimum is None:
        return
    from argmap.statistics import cover  # noqa: PLC0415 -- only where it was asked for

    for cited in subject.cited:
        if cited.text is None:
            continue
        covered = cover(cited.source, _spans(subject, cited))
        if covered.share < minimum:
            yield low_coverage.finding(
                cited.route,
                f"statements cover {_share(covered)} of source {cited.source.id!r}, less than "
                f"{minimum:.0%}",
                label="too little is covered",
                source=next(
                    (
                        SourcePlace(cited.source.id, longest, "the longest uncovered passage")
                        for longest in covered.uncovered
                    ),
                    None,
                ),
                help="add statements for the missing passages, or list them under `ignore`; "
                "`argmap stats` shows them",
                details={
                    "sentences": covered.sentences,
                    "covered_sentences": covered.covered_sentences,
                    "characters": covered.characters,
                    "covered_characters": covered.covered_characters,
                    "minimum": minimum,
                },
            )


def _share(covered: Coverage) -> str:
    part, whole, what = covered.measured
    return f"{part} of the {whole} {what}"


def _spans(subject: Subject, cited: CitedSource) -> list[Span]:
    """Return the spans of all statements in one source."""
    return [
        span
        for anchored in subject.anchored
        if anchored.cited is cited and anchored.holds
        for span in anchored.anchor.spans
    ]
