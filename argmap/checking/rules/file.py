"""AM0: what a map file itself can get wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.rule import Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.subject import Subject
    from argmap.mapfile import Route
    from argmap.mapfile.building import ProblemKind


@rule("AM001", "invalid-syntax", "error")
def invalid_syntax(subject: Subject) -> Iterator[Diagnostic]:
    """Report a file that is neither YAML nor JSON.

    Such a file cannot be read, so nothing else is reported.

    Bad::

        argmap: 1
        title: "Buses help
        claims: []

    Good::

        argmap: 1
        title: "Buses help"
        claims: []

    To fix it, check the text at the position shown and just before it for a quotation mark, a
    bracket or indentation that is missing or wrong.
    """
    yield from _of_kind(subject, invalid_syntax, "syntax", "check the text just before this point")


@rule("AM002", "invalid-record", "error")
def invalid_record(subject: Subject) -> Iterator[Diagnostic]:
    """Report an invalid record.

    A key is unknown or missing, or a value has the wrong type. The record is skipped by all other
    checks, and references to it are not reported.

    Bad::

        argmap: 1
        claims:
          - {id: help, txt: Buses help, implicit: true}

    Good::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}

    To fix it, write the record as `argmap schema` describes it.
    """
    yield from _of_kind(subject, invalid_record, "schema", "`argmap schema` describes it")


@rule("AM003", "duplicate-id", "error")
def duplicate_id(subject: Subject) -> Iterator[Diagnostic]:
    """Report two records with the same id.

    Statements of all kinds share one set of ids, and sources have another; otherwise a reference to
    the id would be ambiguous.

    Bad::

        argmap: 1
        claims:
          - {id: buses, text: Buses help, implicit: true}
        reasons:
          - {id: buses, text: They carry many, implicit: true, supports: buses}

    Good::

        argmap: 1
        claims:
          - {id: buses, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: buses}

    To fix it, give one of them a different id.
    """
    first: dict[str, str] = {}
    for located in subject.statements:
        if located.id in first:
            message = f"the id {located.id!r} is already used by a {first[located.id]}"
            yield _repeated(message, (*located.route, "id"), located.id)
        first.setdefault(located.id, located.statement.kind)
    seen: set[str] = set()
    for cited in subject.cited:
        if cited.source.id in seen:
            message = f"the id {cited.source.id!r} is already used by another source"
            yield _repeated(message, (*cited.route, "id"), None)
        seen.add(cited.source.id)


@rule("AM004", "duplicate-key", "error")
def duplicate_key(subject: Subject) -> Iterator[Diagnostic]:
    """Report a key that one record has twice.

    YAML and JSON readers silently keep one of the two, and not all keep the same one.

    Bad::

        argmap: 1
        title: Buses
        title: Trams

    Good::

        argmap: 1
        title: Buses and trams

    To fix it, keep one of the two.
    """
    yield from _of_kind(subject, duplicate_key, "duplicate key", "keep one of the two")


@rule("AM005", "unused-ignore", "warning")
def unused_ignore(subject: Subject) -> Iterator[Diagnostic]:
    """Report a comment `# argmap: ignore[CODE]` that has no effect.

    The finding it was for has been fixed, the code does not exist, or the comment is in the wrong
    place: at the end of a line it applies to that line, on a separate line to the record or the key
    below. Comments for rules that did not run are not reported.

    Bad::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}  # argmap: ignore[AM301]
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}

    Good::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}  # argmap: ignore[AM301] not argued for
        caveats:
          - {id: empty, text: Not when they are empty, implicit: true, limits: help}

    To fix it, remove the comment, or give the code of the rule that it is to silence.
    """
    for ignore, problem in subject.unused_ignores:
        message, label = (
            f"this ignore of {ignore.selector!r} has no effect",
            "no effect",
        )
        help = "remove it"
        if not ignore.selector:
            message, label = "this ignore gives no rule", "which rule?"
            help = "give one or more: `# argmap: ignore[AM301]`"
        elif problem:
            message, label, help = problem.what, "unknown", problem.help or help
        yield unused_ignore.finding((), message, label=label, help=help, written_at=ignore.span)


def _of_kind(subject: Subject, rule: Rule, kind: ProblemKind, advice: str) -> Iterator[Diagnostic]:
    for problem in subject.problems:
        if problem.kind == kind:
            yield rule.finding(
                problem.route,
                problem.message,
                help=problem.help or advice,
                written_at=problem.span,
            )


def _repeated(message: str, route: Route, id: str | None) -> Diagnostic:
    return duplicate_id.finding(
        route,
        message,
        label="the same id again",
        statement=id,
        help="give one of them a different id",
    )
