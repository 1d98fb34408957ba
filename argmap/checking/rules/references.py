"""AM201 to AM204 and AM206 to AM208: what statements refer to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from argmap.checking.diagnostic import Fix
from argmap.checking.rule import rule
from argmap.checking.wording import listed
from argmap.graph import BEARING
from argmap.mapfile import Edit
from argmap.model import ARROW, RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.subject import Subject


@rule("AM201", "unknown-reference", "error")
def unknown_reference(subject: Subject) -> Iterator[Diagnostic]:
    """Report a reference to a statement that the map does not have.

    Bad::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: hepl}

    Good::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}

    To fix it, use an id of the map, or add the missing statement. Only `undercuts` can refer to a
    link, as `premise->target`.
    """
    for unresolved in subject.graph.unresolved:
        if unresolved.problem != "unknown statement":
            continue
        named, arrow, _ = unresolved.reference.partition(ARROW)
        if named in subject.broken_ids or unresolved.reference in subject.broken_ids:
            continue
        near = subject.nearest(named, "statements")
        is_link = bool(arrow) and unresolved.relation != "undercuts"
        advice = f"did you mean {near!r}?" if near else "add it, or use another id"
        yield unknown_reference.finding(
            subject.route_of(unresolved.origin, unresolved.relation, unresolved.reference),
            f"{subject.named(unresolved.origin)} {unresolved.relation} "
            f"unknown statement {unresolved.reference!r}",
            label="no such statement",
            statement=unresolved.origin,
            help="only `undercuts` can refer to a link" if is_link else advice,
            details={"nearest": near},
        )


@rule("AM202", "ambiguous-undercut", "error")
def ambiguous_undercut(subject: Subject) -> Iterator[Diagnostic]:
    """Report an undercut of a statement that bears on several others.

    An undercut attacks one link, so it must be clear which one.

    Bad::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
          - {id: pay, text: Buses pay, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: [help, pay]}
        caveats:
          - {id: free, text: They carry many for nothing, implicit: true, undercuts: many}

    Good::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
          - {id: pay, text: Buses pay, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: [help, pay]}
        caveats:
          - {id: free, text: They carry many for nothing, implicit: true, undercuts: many->pay}

    To fix it, give the link as `premise->target`.
    """
    for unresolved in subject.graph.unresolved:
        if unresolved.problem == "ambiguous link":
            premise = unresolved.reference.partition(ARROW)[0]
            yield ambiguous_undercut.finding(
                subject.route_of(unresolved.origin, unresolved.relation, unresolved.reference),
                f"{subject.named(unresolved.origin)} undercuts {premise!r}, "
                "which bears on several statements",
                label="which link?",
                statement=unresolved.origin,
                help=f"use {listed(map(repr, unresolved.candidates), joined='or')}",
                details={"candidates": list(unresolved.candidates)},
            )


@rule("AM203", "unknown-link", "error")
def unknown_link(subject: Subject) -> Iterator[Diagnostic]:
    """Report an undercut of a link that does not exist.

    An undercut accepts a statement and denies that it bears on another one; a statement that bears
    on no other cannot be undercut.

    Bad::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}
        caveats:
          - {id: empty, text: At night they are empty, implicit: true, undercuts: help}

    Good::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}
        caveats:
          - {id: empty, text: At night they are empty, implicit: true, undercuts: many}

    To fix it, undercut a statement that bears on another one, or use `rebuts` or `limits` if the
    statement itself is meant.
    """
    unclear = {unresolved.origin for unresolved in subject.graph.unresolved}
    for unresolved in subject.graph.unresolved:
        if unresolved.problem != "no link":
            continue
        premise, _, target = unresolved.reference.partition(ARROW)
        if premise in unclear and premise != unresolved.origin:
            continue  # what it names is reported at the premise itself
        # What the premise bears on may be a record that could not be read, or a misspelt id.
        is_open = any(
            reference in subject.broken_ids or reference not in subject.by_id
            for relation, reference in subject.by_id[premise].statement.references
            if relation in BEARING and ARROW not in reference
        )
        if is_open and (not target or target not in subject.by_id):
            continue
        links = listed(map(repr, unresolved.candidates), joined="or")
        yield unknown_link.finding(
            subject.route_of(unresolved.origin, unresolved.relation, unresolved.reference),
            f"{subject.named(unresolved.origin)} undercuts a link that does not exist: "
            + (
                f"{premise!r} does not bear on {target!r}" if target else f"{premise!r} has no link"
            ),
            label="no such link",
            statement=unresolved.origin,
            help=f"use {links}"
            if links
            else "undercut a premise, or use `rebuts` or `limits` if the statement is meant",
            details={"candidates": list(unresolved.candidates)},
        )


@rule("AM204", "self-reference", "error")
def self_reference(subject: Subject) -> Iterator[Diagnostic]:
    """Report a statement that refers to itself.

    No statement is a reason for or against itself.

    Bad::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: [help, many]}

    Good::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}

    To fix it, use the id of the statement that is meant.
    """
    for located in subject.by_id.values():
        for relation, reference in located.statement.references:
            if reference.partition(ARROW)[0] == located.id:
                yield self_reference.finding(
                    subject.route_of(located.id, relation, reference),
                    f"{located} {relation} itself",
                    label="the statement itself",
                    statement=located.id,
                    help="use the id of the statement that is meant",
                )


@rule("AM206", "lone-joint", "warning", needs_whole_map=True)
def lone_joint(subject: Subject) -> Iterator[Diagnostic]:
    """Report a `joint` name that no other premise of the same target has.

    Joint premises count only together, so a single one is joint with nothing.

    Bad::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help, joint: load}
          - {id: good, text: Carrying many helps, implicit: true, supports: help, joint: laod}

    Good::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help, joint: load}
          - {id: good, text: Carrying many helps, implicit: true, supports: help, joint: load}

    To fix it, give the other premise the same `joint`, or remove it.
    """
    for located in subject.by_id.values():
        joint = located.statement.joint
        if joint is None or located.id in subject.perhaps_meant:
            continue
        links = [link for link in subject.graph.outgoing(located.id) if link.relation in BEARING]
        if any(len(subject.graph.inference_of(link).premises) > 1 for link in links):
            continue
        near = subject.nearest(joint, "joints")
        route = (*located.route, "joint")
        yield lone_joint.finding(
            route,
            f"{located} is the only premise with `joint: {joint}`",
            label="no other premise of the same target",
            statement=located.id,
            help=f"did you mean {near!r}?"
            if near
            else "give the other premise the same `joint`, or remove it",
            fix=Fix("remove `joint`", (Edit(route, None),), is_safe=False),
            details={"nearest": near},
        )


@rule("AM207", "wrong-target", "error")
def wrong_target(subject: Subject) -> Iterator[Diagnostic]:
    """Report a relation to a statement of the wrong kind.

    Only a question can be answered. A question asserts nothing, so another question can restate it,
    but no statement can support, rebut, undercut or limit it.

    Bad::

        argmap: 1
        questions:
          - {id: why, text: Why buses?, implicit: true}
        claims:
          - {id: help, text: Buses help, implicit: true, answers: why}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: [why, help]}

    Good::

        argmap: 1
        questions:
          - {id: why, text: Why buses?, implicit: true}
        claims:
          - {id: help, text: Buses help, implicit: true, answers: why}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}

    To fix it, use the id of the statement that is meant, or the relation that fits: `answers` for a
    question, `supports` for a claim.
    """
    for link in subject.graph.links:
        if link.origin == link.target or link.relation == "undercuts":
            continue
        is_question = subject.by_id[link.target].statement.kind == "question"
        is_asked = link.relation == "answers" or (
            link.relation == "restates" and subject.by_id[link.origin].statement.kind == "question"
        )
        if is_question == is_asked:
            continue
        advice = "use `answers`, or give the claim" if is_question else "give a question"
        yield wrong_target.finding(
            subject.route_of(link.origin, link.relation, link.reference),
            f"{subject.named(link.origin)} {link.relation} {link.target!r}, which is "
            + ("a question" if is_question else "not a question"),
            label="a question" if is_question else "not a question",
            statement=link.origin,
            help=advice,
        )


@rule("AM208", "duplicate-reference", "warning")
def duplicate_reference(subject: Subject) -> Iterator[Diagnostic]:
    """Report a statement that refers to another one twice in the same relation.

    Bad::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: [help, help]}

    Good::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}

    To fix it, keep one of the two references, as `argmap check --fix` does.
    """
    for located in subject.statements:
        for relation in RELATIONS:
            named: tuple[str, ...] = getattr(located.statement, relation)
            rows: dict[str, list[int]] = defaultdict(list)
            for row, reference in enumerate(named):
                rows[reference].append(row)
            for reference, found in rows.items():
                if len(found) > 1:
                    route = (*located.route, relation)
                    yield duplicate_reference.finding(
                        (*route, found[1]),
                        f"{located} refers to {reference!r} {len(found)} times in `{relation}`",
                        label="again",
                        statement=located.id,
                        help="keep it once",
                        fix=Fix(
                            "keep it once",
                            # From behind, so that what is left to drop stays where it is.
                            tuple(Edit((*route, row), None) for row in reversed(found[1:])),
                        ),
                    )
