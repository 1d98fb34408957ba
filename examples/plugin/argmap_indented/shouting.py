"""A rule about statements in capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.checking import Diagnostic
    from argmap.checking.subject import Subject


@rule("IND401", "shouted-wording", "warning")
def shouted_wording(subject: Subject) -> Iterator[Diagnostic]:
    """Report a wording that is all in capitals.

    Bad::

        argmap: 1
        claims:
          - {id: help, text: BUSES HELP, implicit: true}

    Good::

        argmap: 1
        claims:
          - {id: help, text: Buses help, implicit: true}

    To fix it, write it in ordinary letters.
    """
    for located in subject.statements:
        if located.statement.text and located.statement.text.isupper():
            yield shouted_wording.finding(
                (*located.route, "text"),
                f"{located} is all in capitals",
                label="shouted",
                statement=located.id,
                help="write it in ordinary letters",
            )
