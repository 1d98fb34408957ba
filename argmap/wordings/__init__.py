"""What a statement says in its own words, held against the passages that it quotes.

Text in, differences out: which numbers, names, negations and quantifiers a wording has that what it
rests on has not. Nothing here knows of maps.
"""

from argmap.wordings.comparison import compare
from argmap.wordings.difference import Basis, Difference, DifferenceKind

__all__ = ["Basis", "Difference", "DifferenceKind", "compare"]
