"""An anchor held against its text: the one verdict, and what follows from it.

What became of an anchor is decided here and nowhere else: `argmap check`, `argmap anchor`, the
library, reports, pictures and pages ask a :class:`Verdict`.
"""

from argmap.grounding.cited import Cited, Sources
from argmap.grounding.description import describe_change, describe_place, describe_placement
from argmap.grounding.outcome import OUTCOMES, Outcome
from argmap.grounding.settling import Grounded, Grounding, ground
from argmap.grounding.verdict import Recount, Verdict, verdicts

__all__ = [
    "OUTCOMES",
    "Cited",
    "Grounded",
    "Grounding",
    "Outcome",
    "Recount",
    "Sources",
    "Verdict",
    "describe_change",
    "describe_place",
    "describe_placement",
    "ground",
    "verdicts",
]
