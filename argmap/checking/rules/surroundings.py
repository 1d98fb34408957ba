"""AM125 to AM127: what a quote leaves out, what is just outside it, and who says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.diagnostic import SourcePlace
from argmap.checking.rule import rule
from argmap.checking.wording import shortened
from argmap.grounding.description import describe_caution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.anchoring import Caution
    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.rule import Rule
    from argmap.checking.subject import Subject
    from argmap.grounding.verdict import Verdict
    from argmap.text import Span

_SAYS = {
    "sentences": "joins halves of different sentences",
    "speakers": "joins the words of different speakers",
    "limit": "omits words that limit it",
    "question": "states what its source asks",
    "outside": "leaves out words next to it that change what it says",
}
_HELPS = {
    "sentences": "quote whole sentences, or give each passage its own anchor",
    "speakers": "give the words of each speaker their own anchor",
    "limit": "include these words in the quote, or quote them in a statement that bears on "
    "this one",
    "question": "quote the whole question with its mark, or quote the answer",
    "outside": "include these words in the quote, or quote them in a statement that bears on "
    "this one",
}


@rule("AM125", "misleading-omission", "warning")
def misleading_omission(subject: Subject) -> Iterator[Diagnostic]:
    """Report a ` … ` that joins unrelated passages, or omits words that limit the quote.

    A quote may omit words within one sentence, or between whole sentences, however many there are
    between them. It misleads if it joins the halves of different sentences or the words of
    different speakers, if it turns a question into a statement, or if it omits a clause that
    limits its sentence: "though not all", "unless …", "except …". Such a clause is not omitted
    from the map if a statement that bears on this one quotes it.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: "Buses help most, though not all, of the shops. They are full."}
        claims:
          - {id: help, quote: Buses help most … of the shops, spans: [[0, 15], [33, 45]]}
        reasons:
          - {id: full, supports: help, quote: They are full, span: [47, 60]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: "Buses help most, though not all, of the shops. They are full."}
        claims:
          - {id: help, quote: Buses help most … of the shops, spans: [[0, 15], [33, 45]]}
        reasons:
          - {id: full, supports: help, quote: They are full, span: [47, 60]}
        caveats:
          - {id: not-all, limits: help, quote: though not all, span: [17, 31]}

    To fix it, include the words in the quote, quote them in a statement that bears on this one, or
    give each passage its own anchor.
    """
    for anchored, caution in subject.cautions:
        if _is_omission(anchored, caution):
            yield _finding(misleading_omission, anchored, caution)


@rule("AM126", "misleading-cut", "warning")
def misleading_cut(subject: Subject) -> Iterator[Diagnostic]:
    """Report a quote that is cut so that words just outside it change what it says.

    They negate it ("is not", "rarely", "few studies show that"), deny it ("denied that", "which is
    untrue", "he falsely claimed"), attribute it to others ("some say that"), only suppose it
    ("perhaps", "it is possible that") or make it conditional ("if", "unless"); or they make it a
    question. A phrase that asserts it is not reported: "no doubt that", "it is no secret that",
    "if anything". Such words are known for Arabic, Chinese, English, French, German, Russian and
    Spanish. They are not left out of the map if a statement that bears on this one quotes them.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: There is no evidence that buses help. They are full.}
        claims:
          - {id: help, quote: buses help, span: [26, 36]}
        reasons:
          - {id: full, supports: help, quote: They are full, span: [38, 51]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: There is no evidence that buses help. They are full.}
        claims:
          - {id: help, quote: There is no evidence that buses help, span: [0, 36]}
        reasons:
          - {id: full, supports: help, quote: They are full, span: [38, 51]}

    To fix it, include the words in the quote, or quote them in a statement that bears on this one.
    """
    for anchored, caution in subject.cautions:
        if not _is_omission(anchored, caution):
            yield _finding(misleading_cut, anchored, caution)


@rule("AM127", "other-speaker", "warning")
def other_speaker(subject: Subject) -> Iterator[Diagnostic]:
    """Report a quote from the turn of another speaker than the statement's `speaker`.

    The labels at the beginnings of the lines of a transcript say who speaks: `RUIZ: …`,
    `Anna (00:05):`. Names that are alike are the same: `Lintner` and `BERTIL LINTNER`, `BL` and
    `Bertil Lintner`. Nothing is reported if the `speaker` is not a label of the source, or is
    named in the sentence of the quote, as somebody who is quoted.

    Bad::

        argmap: 1
        sources:
          - id: council
            text: |
              RUIZ: Buses help.
              FORD: They are full.
        claims:
          - {id: help, speaker: Ford, quote: Buses help, span: [6, 16]}
        reasons:
          - id: full
            supports: help
            speaker: Ford
            quote: They are full
            span: [24, 37]

    Good::

        argmap: 1
        sources:
          - id: council
            text: |
              RUIZ: Buses help.
              FORD: They are full.
        claims:
          - {id: help, speaker: Ana Ruiz, quote: Buses help, span: [6, 16]}
        reasons:
          - id: full
            supports: help
            speaker: Ford
            quote: They are full
            span: [24, 37]

    To fix it, correct the `speaker`, or quote what that speaker says.
    """
    for anchored in subject.anchored:
        speaker = anchored.statement.speaker
        if not speaker or not anchored.resolved_spans:
            continue
        from argmap.anchoring import speakers_of  # noqa: PLC0415 -- many maps name no speakers

        speakers = speakers_of(anchored.text)
        for span in anchored.resolved_spans:
            if label := speakers.contradict(speaker, span):
                yield _of_other_speaker(anchored, label, span)
                break


def _of_other_speaker(anchored: Verdict, label: str, span: Span) -> Diagnostic:
    speaker = anchored.statement.speaker
    return other_speaker.finding(
        (*anchored.route[:-2], "speaker"),
        f"the quote of {anchored} is said by {label!r}, not by {speaker!r}",
        label=f"the quote is from a turn of {label!r}",
        statement=anchored.statement.id,
        source=SourcePlace(anchored.source.id, span, f"{label!r} says this"),
        help=f"set `speaker` to {label!r}, or quote what {speaker!r} says",
    )


def _is_omission(anchored: Verdict, caution: Caution) -> bool:
    """Tell whether a caution is about the omissions of a quote, rather than its edges."""
    is_joined = len(anchored.resolved_spans) > 1
    return caution.kind != "outside" and (caution.kind != "question" or is_joined)


def _finding(found_by: Rule, anchored: Verdict, caution: Caution) -> Diagnostic:
    is_omitted = caution.kind in ("sentences", "speakers", "limit")
    count = f"{caution.words} word{'' if caution.words == 1 else 's'}"
    label = f"{count} omitted" if is_omitted else f"without {shortened(caution.found)!r}"
    return found_by.finding(
        (*anchored.route, "quote"),
        f"the quote of {anchored} {_SAYS[caution.kind]}",
        label=label,
        statement=anchored.statement.id,
        source=SourcePlace(
            anchored.source.id,
            caution.found_span,
            "this is omitted" if is_omitted else "this is outside the quote",
        ),
        help=_HELPS[caution.kind],
        details=describe_caution(caution),
    )
