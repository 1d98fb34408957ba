"""AM4: what a statement says in its own words, held against what it quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.diagnostic import SourcePlace
from argmap.checking.rule import rule
from argmap.checking.wording import listed, shortened
from argmap.errors import UsageError
from argmap.text import Span
from argmap.whereabouts import position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.rule import Rule
    from argmap.checking.subject import Subject
    from argmap.checking.worded import Worded
    from argmap.wordings import Difference, DifferenceKind


@rule("AM401", "unquoted-number", "warning")
def unquoted_number(subject: Subject) -> Iterator[Diagnostic]:
    """Report a number, date or unit in a `text` that is not in what the statement quotes.

    It is not in the quotes, in the sentences that they are from, or in a statement that is linked
    to this one. `12` and `twelve`, `a quarter` and `25 %`, `about 2,000` and `1,987`, or `ten
    years` and `from 2011 to 2021` are the same.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses carry 40 people. They are quiet.}
        claims:
          - {id: many, text: A bus carries fifty, quote: Buses carry 40 people, span: [0, 21]}
        reasons:
          - {id: quiet, supports: many, quote: They are quiet, span: [23, 37]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Buses carry 40 people. They are quiet.}
        claims:
          - {id: many, text: A bus carries forty, quote: Buses carry 40 people, span: [0, 21]}
        reasons:
          - {id: quiet, supports: many, quote: They are quiet, span: [23, 37]}

    To fix it, correct the number, or also quote the passage that it is from.
    """
    for each in subject.worded:
        for kind in ("number", "unit"):
            differences = _of(each, kind)
            if not differences:
                continue
            yield _finding(
                unquoted_number,
                each,
                f"{each.located} says {_wordings(differences)}, which is not in what it quotes",
                differences,
                help=_elsewhere(each, differences)
                or f"correct the {kind}, or also quote the passage that it is from",
            )


@rule("AM402", "unknown-name", "warning")
def unknown_name(subject: Subject) -> Iterator[Diagnostic]:
    """Report a name in a `text` that is nowhere in the source or its title.

    A surname, an adjective of a country, its capital and the initials of several words count as the
    name: `Putin`, `Russian`, `Moscow`, `UN`.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Leeds has buses. They carry many.}
        claims:
          - {id: has, text: There are buses in Bradford, quote: Leeds has buses, span: [0, 15]}
        reasons:
          - {id: many, supports: has, quote: They carry many, span: [17, 32]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Leeds has buses. They carry many.}
        claims:
          - {id: has, text: There are buses in Leeds, quote: Leeds has buses, span: [0, 15]}
        reasons:
          - {id: many, supports: has, quote: They carry many, span: [17, 32]}

    To fix it, use a name that the source has, or add it to the source's `title`.
    """
    for each in subject.worded:
        if differences := _of(each, "name"):
            source = each.verdicts[0].source.id
            yield _finding(
                unknown_name,
                each,
                f"{each.located} names {_wordings(differences)}, which is not in source {source!r}",
                differences,
                help="use a name that the source has, or add it to the source's `title`",
            )


@rule("AM403", "changed-negation", "warning")
def changed_negation(subject: Subject) -> Iterator[Diagnostic]:
    """Report a `text` that denies what the statement quotes, or says what the quote denies.

    `refuses to`, `impossible`, `without` or an opposite such as `closed` count as `not`, and two
    negations of the same thing cancel out. If in doubt, nothing is reported. Words that deny are
    known for English, French, German, Russian and Spanish; in other languages, such as Chinese and
    Arabic, this rule reports nothing.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Shopkeepers want the buses. They carry many.}
        claims:
          - id: want
            text: Shopkeepers do not want buses
            quote: Shopkeepers want the buses
            span: [0, 26]
        reasons:
          - {id: many, supports: want, quote: They carry many, span: [28, 43]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Shopkeepers want the buses. They carry many.}
        claims:
          - id: want
            text: Shopkeepers do want buses
            quote: Shopkeepers want the buses
            span: [0, 26]
        reasons:
          - {id: many, supports: want, quote: They carry many, span: [28, 43]}

    To fix it, read the passage, and change the wording to what it says.
    """
    for each in subject.worded:
        if not (differences := _of(each, "negation")):
            continue
        added = [one for one in differences if one.said]
        message = (
            f"{each.located} denies what it quotes"
            if added
            else f"{each.located} leaves out a negation of what it quotes"
        )
        label = (
            f"{listed(repr(one.said) for one in added)} is not in what it quotes"
            if added
            else f"{listed(repr(one.quoted) for one in differences)} of the quote is missing here"
        )
        yield _finding(
            changed_negation,
            each,
            message,
            differences,
            label=label,
            help="change the wording to what the passage says",
        )


@rule("AM404", "changed-quantifier", "warning")
def changed_quantifier(subject: Subject) -> Iterator[Diagnostic]:
    """Report a word such as `all`, `most` or `some` in a `text` that differs from the quote's.

    Words that mean the same count as one: `all` and `every`, `most` and `usually`. `not all`
    counts as `some`, but not as `all` or `none`. Such words are known for English, French, German,
    Russian and Spanish; in other languages this rule reports nothing.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Some buses are late. They carry many.}
        claims:
          - {id: late, text: All buses are late, quote: Some buses are late, span: [0, 19]}
        reasons:
          - {id: many, supports: late, quote: They carry many, span: [21, 36]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Some buses are late. They carry many.}
        claims:
          - {id: late, text: A number of buses are late, quote: Some buses are late, span: [0, 19]}
        reasons:
          - {id: many, supports: late, quote: They carry many, span: [21, 36]}

    To fix it, use a word that says as much as that of the passage.
    """
    for each in subject.worded:
        if differences := _of(each, "quantifier"):
            yield _finding(
                changed_quantifier,
                each,
                f"{each.located} says {_wordings(differences)} for "
                f"{listed(repr(shortened(one.quoted)) for one in differences)} of what it quotes",
                differences,
                help="use a word that says as much as that of the passage",
            )


@rule("AM405", "doubted-wording", "warning")
def doubted_wording(subject: Subject) -> Iterator[Diagnostic]:
    """Report a `text` that, according to a judge, its quotes do not bear out.

    A judge is a function passed to `am.check(m, judge=…)`; without one nothing is reported. In the
    example, the judge doubts a `text` with the word `surely`.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, text: Buses surely help, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, text: Buses do help, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    To fix it, read the passage, and change the wording to what it says.
    """
    if subject.judge is None:
        return
    for each in subject.worded:
        doubt = subject.judge(each.wording, each.quotes, each.context)
        if doubt is not None and not isinstance(doubt, str):
            raise UsageError(
                f"the judge returned {doubt!r} for {each.located}",
                help="return what is wrong with the wording as text, or None",
            )
        if doubt is not None:
            yield doubted_wording.finding(
                (*each.located.route, "text"),
                f"the judge doubts that {each.located} says what it quotes",
                label=" ".join(doubt.split()) or "doubted",
                statement=each.located.id,
                source=_shown(each),
                help="read the passage, and say what it says",
            )


def _of(worded: Worded, kind: DifferenceKind) -> list[Difference]:
    return [each for each in worded.differences if each.kind == kind]


def _wordings(differences: list[Difference]) -> str:
    return listed(repr(shortened(each.said)) for each in differences)


def _finding(
    wording_rule: Rule,
    worded: Worded,
    message: str,
    differences: list[Difference],
    *,
    help: str,
    label: str | None = None,
) -> Diagnostic:
    return wording_rule.finding(
        (*worded.located.route, "text"),
        message,
        label=label or f"the quote does not say {_wordings(differences)}",
        statement=worded.located.id,
        source=_shown(worded),
        help=help,
        details={
            "differences": [
                {"kind": each.kind, "said": each.said, "quoted": each.quoted}
                for each in differences
            ]
        },
    )


def _shown(worded: Worded) -> SourcePlace:
    verdict = worded.verdicts[0]
    return SourcePlace(verdict.source.id, verdict.resolved.spans[0], "the quote is here")


def _elsewhere(worded: Worded, differences: list[Difference]) -> str | None:
    """Return what to do if the source has a number, only somewhere else."""
    for each in differences:
        for verdict in worded.verdicts:
            start = verdict.text.find(each.said)
            if each.kind == "number" and start >= 0:
                at = position(verdict.source, Span(start, start + 1))
                return f"{each.said!r} is in the source at {at}: quote that passage, too"
    return None
