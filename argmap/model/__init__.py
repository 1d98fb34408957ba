"""What an argument map is made of: statements, the anchors that tie them to a text, and the map.

What one record alone can get wrong is refused here, as pydantic's ValidationError. What records
get wrong together (an unknown id, a cycle, a misplaced span) is a rule of ``argmap.checking``, so
that everything wrong is told at once.
"""

from argmap.model.argument_map import ArgumentMap, Head
from argmap.model.fields import ARROW, RELATIONS, Kind, Relation
from argmap.model.statement import Anchor, Caveat, Claim, Question, Reason, Statement

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
