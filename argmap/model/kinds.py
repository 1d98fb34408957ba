"""The kinds of statements and of relations between them."""

from __future__ import annotations

from typing import Literal

Kind = Literal["question", "claim", "reason", "caveat"]
Relation = Literal["supports", "rebuts", "undercuts", "limits", "restates", "answers"]

RELATIONS: tuple[Relation, ...] = (
    "supports",
    "rebuts",
    "undercuts",
    "limits",
    "restates",
    "answers",
)
KIND_OF_SECTION: dict[str, Kind] = {
    "questions": "question",
    "claims": "claim",
    "reasons": "reason",
    "caveats": "caveat",
}
"""The lists of a map that hold its statements, in their order, with the kind that each holds."""
SHORTHAND = ("source", "prefix", "quote", "suffix", "span", "spans")
"""The keys of an anchor that may be on its statement instead, if it has only one."""
ARROW = "->"
"""Joins a premise and its target into the name of a link, as in ``buyer->embrace``."""
