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
SHORTHAND = ("source", "prefix", "quote", "suffix", "span", "spans")
"""The keys of an anchor that may be on its statement instead, if it has only one."""
ARROW = "->"
"""Joins a premise and its target into the name of a link, as in ``buyer->embrace``."""
