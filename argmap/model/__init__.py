"""What an argument map is made of: statements, the anchors that tie them to a text, and the map.

What one record alone can get wrong is refused here, as pydantic's ValidationError. What records
get wrong together (an unknown id, a cycle, a misplaced span) is a rule of ``argmap.checking``, so
that everything wrong is reported at once.

Names are loaded when they are first used: pydantic takes longer to load than most maps to draw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.lazy import names_of

if TYPE_CHECKING:
    from argmap.model.argument_map import ArgumentMap
    from argmap.model.collection import Head
    from argmap.model.kinds import ARROW, RELATIONS, Kind, Relation
    from argmap.model.statement import Anchor, Caveat, Claim, Question, Reason, Statement

_HOMES = {
    "argument_map": ("ArgumentMap",),
    "collection": ("Head",),
    "kinds": ("ARROW", "RELATIONS", "Kind", "Relation"),
    "statement": ("Anchor", "Caveat", "Claim", "Question", "Reason", "Statement"),
}

__all__ = [
    "ARROW",
    "RELATIONS",
    "Anchor",
    "ArgumentMap",
    "Caveat",
    "Claim",
    "Head",
    "Kind",
    "Question",
    "Reason",
    "Relation",
    "Statement",
]

__getattr__ = names_of(__name__, _HOMES)
