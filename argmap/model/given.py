"""What may be given for a part of a map, for type checkers: more than what it then holds.

One id stands for a list of ids and a statement for its id, a pair of numbers for a span, and the
quote of a statement for its one anchor. None is the same as leaving a keyword out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict

if TYPE_CHECKING:
    from argmap.model.kinds import Kind
    from argmap.model.statement import Anchor, Statement

Pair = Sequence[int]
"""A span, or two whole numbers: its start and its end."""
Targets: TypeAlias = "str | Statement | Iterable[str | Statement]"
"""One target or several, each by its id or as a statement."""


class AnchorKeywords(TypedDict, total=False):
    """What may be given for an anchor besides its quote."""

    source: str | None
    prefix: str | None
    suffix: str | None
    span: Pair | None
    spans: Sequence[Pair] | None


class AnchorData(AnchorKeywords):
    """An anchor as a dictionary."""

    quote: str


class Bearing(TypedDict, total=False):
    """What a statement bears on."""

    supports: Targets | None
    rebuts: Targets | None
    undercuts: Targets | None
    limits: Targets | None
    restates: Targets | None
    answers: Targets | None


class StatementKeywords(AnchorKeywords, Bearing, total=False):
    """What may be given for a statement besides its id and text."""

    quote: str | None
    joint: str | None
    scheme: str | None
    speaker: str | None
    qualifier: str | None
    strength: float | None
    credence: float | None
    implicit: bool | None
    tags: Sequence[str] | None
    note: str | None
    anchors: Sequence[Anchor | AnchorData] | None
    meta: dict[str, Any] | None


class Changes(StatementKeywords, total=False):
    """What may be changed of a statement: all but its id."""

    text: str | None


class Wanted(TypedDict, total=False):
    """What statements may be chosen by."""

    kind: Kind
    source: str
    tag: str
    supports: str | Statement
    rebuts: str | Statement
    undercuts: str | Statement
    limits: str | Statement
    restates: str | Statement
    answers: str | Statement
    text: str | None
    joint: str | None
    scheme: str | None
    speaker: str | None
    qualifier: str | None
    strength: float | None
    credence: float | None
    implicit: bool
    note: str | None
