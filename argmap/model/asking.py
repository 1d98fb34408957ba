"""Whether what was asked for holds of a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.errors import UsageError
from argmap.model.kinds import ARROW, RELATIONS
from argmap.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.model.collection import StatementCollection
    from argmap.model.statement import Statement

WANTED = (
    "kind", "source", "tag", *RELATIONS, "text", "joint", "scheme", "speaker", "qualifier",
    "strength", "credence", "implicit", "note",
)  # fmt: skip
"""By what statements are chosen."""


def holds_of(map: StatementCollection, statement: Statement, wanted: Mapping[str, Any]) -> bool:
    """Tell whether all that is wanted holds of a statement; raise UsageError for what is unknown.

    >>> from argmap.model import ArgumentMap, Claim
    >>> holds_of(ArgumentMap(), Claim(id="c", text="Buses help"), {"kind": "claim"})
    True
    """
    return all(_holds(map, statement, name, value) for name, value in wanted.items())


def _holds(map: StatementCollection, statement: Statement, name: str, value: Any) -> bool:
    if name == "source":
        wanted = map.source(value)
        return any(map.known_source_of(anchor) is wanted for anchor in statement.anchors)
    if name == "tag":
        return value in statement.tags
    if name in RELATIONS:
        id = value if isinstance(value, str) else value.id
        named = getattr(statement, name)
        return id in named or any(one.partition(ARROW)[0] == id for one in named)
    if name not in WANTED:
        raise UsageError(
            f"statements cannot be chosen by {name!r}",
            help=did_you_mean(name, WANTED) or f"choose from {', '.join(WANTED)}",
        )
    return bool(getattr(statement, name) == value)
