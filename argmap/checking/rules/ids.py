"""AM006 and AM007: ids that are not what they look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.resemblance import difference_of, likeness, named, unseen
from argmap.checking.rule import rule
from argmap.checking.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.subject import Subject
    from argmap.mapfile import Route


@rule("AM006", "lookalike-id", "warning")
def lookalike_id(subject: Subject) -> Iterator[Diagnostic]:
    """Report an id that looks like another one.

    The two differ only in case, in how accents are encoded, in characters that cannot be seen, or
    in letters of two alphabets that look alike. A reader cannot tell which one a relation refers
    to.

    Bad::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: Help, text: They carry many, implicit: true, supports: help}

    Good::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}

    To fix it, give one of them a different id, and change what refers to it.
    """
    statements = (
        (located.id, (*located.route, "id"), str(located)) for located in subject.by_id.values()
    )
    sources = (
        (cited.source.id, (*cited.route, "id"), f"source {cited.source.id!r}")
        for cited in subject.cited
    )
    for ids in (statements, sources):
        known: dict[str, tuple[str, str]] = {}
        for id, route, name in ids:
            other, other_name = known.setdefault(likeness(id), (id, name))
            if other != id:
                yield lookalike_id.finding(
                    route,
                    f"{name} looks like {other_name}: their ids differ only in "
                    f"{difference_of(other, id)}",
                    label=f"looks like {other!r}",
                    statement=None if route[0] == "sources" else id,
                    help="give one of them a different id",
                    details={"other": other},
                )


@rule("AM007", "unseen-character", "warning")
def unseen_character(subject: Subject) -> Iterator[Diagnostic]:
    r"""Report an id with characters that cannot be seen, or that reorder what is read.

    Typing what is visible gives another id. Joiners are not reported if they shape letters, as in
    Persian.

    Bad::

        argmap: 1
        claims:
          - {id: "he\u200blp", text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: "he\u200blp"}

    Good::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}
        reasons:
          - {id: many, text: They carry many, implicit: true, supports: help}

    To fix it, remove these characters from the id, and from what refers to it.
    """
    for located in subject.by_id.values():
        if found := unseen(located.id):
            yield _unseen((*located.route, "id"), str(located), found, located.id)
    for cited in subject.cited:
        if found := unseen(cited.source.id):
            yield _unseen((*cited.route, "id"), f"source {cited.source.id!r}", found, None)


def _unseen(route: Route, name: str, found: tuple[str, ...], id: str | None) -> Diagnostic:
    return unseen_character.finding(
        route,
        f"the id of {name} contains {listed(map(named, found))}, which cannot be seen",
        label="not what it looks like",
        statement=id,
        help="remove it from the id, and from what refers to it",
    )
