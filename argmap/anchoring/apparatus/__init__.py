"""What is in a text and none of its words: page numbers, notes, reference marks, cues, markup.

It is recognised by its own shape and by what is around it, never by what a quote leaves out, and
only if nothing else is likely: a line that holds a number alone and could not have been broken
there, a head that recurs, numbers that count up from line to line, names next to a year in
brackets.
"""

from argmap.anchoring.apparatus.apparatus import Apparatus, find_apparatus, without_apparatus
from argmap.anchoring.apparatus.beside import bare_stretches

__all__ = ["Apparatus", "bare_stretches", "find_apparatus", "without_apparatus"]
