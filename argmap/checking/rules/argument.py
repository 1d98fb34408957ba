"""AM301 to AM305: what an argument should have, and should not."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice, product
from operator import itemgetter
from typing import TYPE_CHECKING

from argmap.checking.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.subject import Located, Subject
    from argmap.model import Kind, Relation, Statement

_ANY = object()


@rule("AM301", "unsupported-claim", "warning", needs_whole_map=True)
def unsupported_claim(subject: Subject) -> Iterator[Diagnostic]:
    """Report a claim that nothing supports.

    A claim that restates another one is supported by what supports that one. A claim that is linked
    to no other statement is reported as a `disconnected-statement`.

    Bad::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        caveats:
          - {id: empty, text: Not when they are empty, implicit: true, limits: help}

    Good::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}
        caveats:
          - {id: empty, text: Not when they are empty, implicit: true, limits: help}

    To fix it, add the reason that the text gives, or an `implicit` one. If the text simply asserts
    it, use `--ignore unsupported-claim`.
    """
    for located in _unlinked(subject, "claim", {"supports"}):
        if not located.statement.restates and not _is_alone(subject, located):
            yield unsupported_claim.finding(
                located.route,
                f"{located} has no reason",
                label="nothing supports it",
                statement=located.id,
                help="add the reason that the text gives for it",
            )


@rule("AM302", "unanswered-question", "warning", needs_whole_map=True)
def unanswered_question(subject: Subject) -> Iterator[Diagnostic]:
    """Report a question that nothing answers.

    A question that bears on another statement is rhetorical and needs no answer, and one that
    restates another question shares its answer.

    Bad::

        argmap: 1
        questions:
          - {id: why, text: Why buses?, implicit: true}
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}

    Good::

        argmap: 1
        questions:
          - {id: why, text: Why buses?, implicit: true}
        claims:
          - {id: help, text: Buses help, implicit: true, answers: why}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}

    To fix it, add `answers` to the claim that answers it.
    """
    for located in _unlinked(subject, "question", {"answers"}):
        if not any(located.statement.references):
            yield unanswered_question.finding(
                located.route,
                f"{located} has no answer",
                label="nothing answers it",
                statement=located.id,
                help="add `answers` to the claim that answers it",
            )


@rule("AM303", "duplicate-statement", "warning")
def duplicate_statement(subject: Subject) -> Iterator[Diagnostic]:
    """Report two statements that say the same.

    They have the same text, or they quote the same passage and at most one of them has a `text` to
    tell them apart. Two speakers may say the same, and a statement that `restates` the other one is
    not reported.

    Bad::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}
          - {id: load, supports: help, quote: They carry many, span: [12, 27]}

    Good::

        argmap: 1
        sources:
          - {id: council, text: Buses help. They carry many.}
        claims:
          - {id: help, quote: Buses help, span: [0, 10]}
        reasons:
          - {id: many, supports: help, quote: They carry many, span: [12, 27]}

    To fix it, keep one of them, or add `restates` to one of them.
    """
    groups: dict[tuple[object, ...], list[Located]] = defaultdict(list)
    for located in subject.by_id.values():
        for key in _keys_of(subject, located.statement):
            groups[key].append(located)
    reported: set[str] = set()
    for group in groups.values():
        for earlier, later in _repetitions(group):
            if later.id not in reported:
                reported.add(later.id)
                yield duplicate_statement.finding(
                    later.route,
                    f"{later} says the same as {earlier}",
                    label="already stated",
                    statement=later.id,
                    help=f"keep one of them, or add `restates: {earlier.id}`",
                    details={"same_as": earlier.id},
                )


@rule("AM304", "support-and-rebuttal", "warning")
def support_and_rebuttal(subject: Subject) -> Iterator[Diagnostic]:
    """Report a statement that both supports and rebuts another one.

    Bad::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help, rebuts: help}

    Good::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}

    To fix it, keep the relation that is meant; if the statement cuts both ways, split it into two.
    """
    for located in subject.by_id.values():
        for reference in dict.fromkeys(located.statement.supports):
            if reference in located.statement.rebuts and reference != located.id:
                yield support_and_rebuttal.finding(
                    subject.route_of(located.id, "rebuts", reference),
                    f"{located} both supports and rebuts {reference!r}",
                    label="supported as well",
                    statement=located.id,
                    help="keep the relation that is meant, or split the statement into two",
                )


@rule("AM305", "disconnected-statement", "warning", needs_whole_map=True)
def disconnected_statement(subject: Subject) -> Iterator[Diagnostic]:
    """Report a statement that bears on no other, and that no other bears on.

    Bad::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
          - {id: trams, text: Trams are pretty, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}

    Good::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}

    To fix it, link it to another statement, or remove it.
    """
    for located in subject.by_id.values():
        if located.statement.kind != "question" and _is_alone(subject, located):
            yield disconnected_statement.finding(
                located.route,
                f"{located} is linked to no other statement",
                label="on its own",
                statement=located.id,
                help="link it to another statement, or remove it",
            )


def _unlinked(subject: Subject, kind: Kind, relations: set[Relation]) -> Iterator[Located]:
    """Yield the statements of a kind that are the target of none of the relations."""
    for located in subject.by_id.values():
        if located.statement.kind == kind and located.id not in subject.perhaps_meant:
            incoming = subject.graph.incoming(located.id)
            named = {link.relation for link in incoming if link.origin != located.id}
            if not named & relations:
                yield located


def _is_alone(subject: Subject, located: Located) -> bool:
    return (
        not any(located.statement.references)
        and not subject.graph.incoming(located.id)
        and located.id not in subject.perhaps_meant
    )


def _keys_of(subject: Subject, statement: Statement) -> Iterator[tuple[object, ...]]:
    """Yield what a statement says, in forms that are equal for statements that say the same."""
    if statement.is_blank:
        return
    yield ("text", " ".join(statement.wording.split()).casefold())
    places = []
    for anchor in statement.anchors:
        source = subject.map.known_source_of(anchor)
        if not source or not anchor.spans:
            return
        places.append((source.id, anchor.spans))
    if places:
        yield ("places", frozenset(places))


def _repetitions(group: Iterable[Located]) -> Iterator[tuple[Located, Located]]:
    """Yield the statements that say the same as an earlier one, each after the first of these.

    Those before are kept by speaker and text, so that a thousand speakers who say one thing are not
    all compared with each other.
    """
    before: dict[tuple[object, object], list[tuple[int, Located]]] = defaultdict(list)
    for rank, later in enumerate(group):
        statement = later.statement
        speaker, text = (
            statement.speaker or None,
            _plain(statement.text) if statement.text else None,
        )
        matches = [
            first
            for key in product(
                (speaker, None) if speaker else (_ANY,), (text, None) if text else (_ANY,)
            )
            for first in islice(
                (pair for pair in before[key] if _says_the_same(pair[1].statement, statement)), 1
            )
        ]
        if matches:
            yield min(matches, key=itemgetter(0))[1], later
        for key in product((speaker, _ANY), (text, _ANY)):
            before[key].append((rank, later))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _says_the_same(one: Statement, other: Statement) -> bool:
    if one.id in other.restates or other.id in one.restates:
        return False
    if one.speaker and other.speaker and one.speaker != other.speaker:
        return False
    texts = {_plain(text) for text in (one.text, other.text) if text}
    return len(texts) < 2  # noqa: PLR2004 -- one text, or none, for the two of them
