"""AM205 and AM209 to AM211: statements that lead back to themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.cycles import cycles
from argmap.checking.rule import rule
from argmap.model import ARROW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.subject import Subject
    from argmap.model import Relation


@rule("AM205", "circular-support", "warning")
def circular_support(subject: Subject) -> Iterator[Diagnostic]:
    """Report statements that support themselves by way of others.

    Such an argument assumes what it is meant to show. Two statements that rebut each other are not
    a circle.

    Bad::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true, supports: many}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}

    Good::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}

    To fix it, remove the support that the text does not give. If the text does argue in a circle,
    use `--ignore circular-support`.
    """
    for ids, route in _circles(subject, "supports"):
        yield circular_support.finding(
            route,
            f"{subject.named(ids[-1])} supports {ids[0]!r} and is supported by it: {_shown(ids)}",
            label="closes the circle",
            statement=ids[-1],
            help="remove the support that the text does not give",
            details={"cycle": list(ids)},
        )


@rule("AM209", "circular-restatement", "warning")
def circular_restatement(subject: Subject) -> Iterator[Diagnostic]:
    """Report statements that restate each other in a circle.

    One of them was said first; what only says it again cannot be what it says again.

    Bad::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true, restates: useful}
          - {id: useful, text: Buses are useful, implicit: true, restates: help}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: [help, useful]}

    Good::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
          - {id: useful, text: Buses are useful, implicit: true, restates: help}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: [help, useful]}

    To fix it, remove `restates` from the statement that the text makes first.
    """
    for ids, route in _circles(subject, "restates"):
        yield circular_restatement.finding(
            route,
            f"{subject.named(ids[-1])} restates {ids[0]!r}, which restates it: {_shown(ids)}",
            label="closes the circle",
            statement=ids[-1],
            help="remove `restates` from the statement that the text makes first",
            details={"cycle": list(ids)},
        )


@rule("AM210", "circular-answer", "warning")
def circular_answer(subject: Subject) -> Iterator[Diagnostic]:
    """Report questions that answer each other in a circle.

    Following them never leads to an answer.

    Bad::

        argmap: 1
        questions:
          - {id: why, text: Why buses?, implicit: true, answers: how}
          - {id: how, text: How else to get there?, implicit: true, answers: why}

    Good::

        argmap: 1
        questions:
          - {id: why, text: Why buses?, implicit: true}
          - {id: how, text: How else to get there?, implicit: true, answers: why}
        claims:
          - {id: help, text: Buses help, implicit: true, answers: [why, how]}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}

    To fix it, remove `answers` from the question that the text asks first.
    """
    for ids, route in _circles(subject, "answers"):
        yield circular_answer.finding(
            route,
            f"{subject.named(ids[-1])} answers {ids[0]!r}, which answers it: {_shown(ids)}",
            label="closes the circle",
            statement=ids[-1],
            help="remove `answers` from the question that the text asks first",
            details={"cycle": list(ids)},
        )


@rule("AM211", "circular-attack", "info", is_default=False)
def circular_attack(subject: Subject) -> Iterator[Diagnostic]:
    """Report statements that undercut or limit each other in a circle.

    People do argue like that, but then the map does not decide which side prevails. Statements that
    rebut each other are not reported.

    Bad::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}
        caveats:
          - {id: day, text: Only by day, implicit: true, limits: [many, night]}
          - {id: night, text: Only if nights do not count, implicit: true, limits: day}

    Good::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}
        caveats:
          - {id: day, text: Only by day, implicit: true, limits: many}
          - {id: night, text: Only if nights do not count, implicit: true, limits: day}

    To fix it, check that the text does argue in a circle; if not, remove one of the relations.
    """
    for ids, route in _circles(subject, "undercuts", "limits"):
        relation = route[2]
        yield circular_attack.finding(
            route,
            f"{subject.named(ids[-1])} {relation} {ids[0]!r} and is attacked by it: {_shown(ids)}",
            label="closes the circle",
            statement=ids[-1],
            help="check that the text does argue in a circle",
            details={"cycle": list(ids)},
        )


def _circles(
    subject: Subject, *relations: Relation
) -> Iterator[tuple[tuple[str, ...], tuple[str | int, ...]]]:
    """Yield each circle of some relations, and the route of the reference that closes it."""
    for ids in cycles(subject.graph, *relations):
        closing = next(
            link
            for link in subject.graph.outgoing(ids[-1])
            if link.relation in relations and link.target == ids[0]
        )
        yield ids, subject.route_of(closing.origin, closing.relation, closing.reference)


def _shown(ids: tuple[str, ...]) -> str:
    """Return a circle on a line, without its middle if that does not fit."""
    shown = ids if len(ids) < 8 else (*ids[:3], "…", *ids[-3:])  # noqa: PLR2004 -- as many as a line holds
    return f" {ARROW} ".join((*shown, ids[0]))
