"""An anchor held against its text: the one verdict, and what follows from it.

What became of an anchor is decided here and nowhere else: `argmap check`, `argmap anchor`, the
library, reports, pictures and pages ask a :class:`Verdict`.

Names are loaded when they are first used: a picture needs no more than the verdict.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.grounding.cited import Cited, Sources
    from argmap.grounding.description import (
        describe_caution,
        describe_change,
        describe_place,
        describe_placement,
    )
    from argmap.grounding.outcome import OUTCOMES, Outcome
    from argmap.grounding.settling import Grounded, Grounding, ground
    from argmap.grounding.verdict import Recount, Verdict, verdicts

_HOMES = {
    "cited": ("Cited", "Sources"),
    "description": (
        "describe_caution",
        "describe_change",
        "describe_place",
        "describe_placement",
    ),
    "outcome": ("OUTCOMES", "Outcome"),
    "settling": ("Grounded", "Grounding", "ground"),
    "verdict": ("Recount", "Verdict", "verdicts"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "OUTCOMES",
    "Cited",
    "Grounded",
    "Grounding",
    "Outcome",
    "Recount",
    "Sources",
    "Verdict",
    "describe_caution",
    "describe_change",
    "describe_place",
    "describe_placement",
    "ground",
    "verdicts",
]


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'argmap.grounding' has no attribute {name!r}")
    value = getattr(import_module(f"argmap.grounding.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value
