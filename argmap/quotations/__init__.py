"""Quotations in any prose, held against the sources that they may be from."""

from argmap.quotations.examining import find_quotes, hold
from argmap.quotations.prose import SYNTAXES, Prose, Syntax
from argmap.quotations.quotation import OUTCOMES, Outcome, Quotation

__all__ = ["OUTCOMES", "SYNTAXES", "Outcome", "Prose", "Quotation", "Syntax", "find_quotes", "hold"]
