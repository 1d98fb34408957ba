"""A reading without what is none of the words: page numbers, reference marks, cues, markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.anchoring.reading.folding import Folding

if TYPE_CHECKING:
    from argmap.anchoring.apparatus import Apparatus


def skip_apparatus(text: str) -> Folding:
    """Leave out what is recognised as apparatus, in a text as it stands.

    >>> skip_apparatus("the risk [12] fell &amp; rose").text
    'the risk   fell & rose'
    """
    from argmap.anchoring.apparatus import Apparatus  # noqa: PLC0415 -- what is found plainly needs it not

    return fold_apparatus(text, Apparatus(text))


def fold_apparatus(text: str, apparatus: Apparatus) -> Folding:
    """Leave the apparatus out of a text that it was looked for in."""
    return Folding(text, ((*mark.span, mark.instead) for mark in apparatus.marks))
