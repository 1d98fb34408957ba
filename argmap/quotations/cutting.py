"""Quotations that begin or end inside a word or a number: “able” of *unable*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.anchoring import widened
from argmap.anchoring.meaning.vocabulary import any_meaning
from argmap.text import WORD

if TYPE_CHECKING:
    from argmap.anchoring import Placement
    from argmap.text import Span

_LONGEST_ENDING = 3  # letters of a word that are left out to fit it into a sentence


def cut_term(placement: Placement, text: str) -> Span | None:
    """Return the passage with the whole word or number that a quotation cuts, None if it cuts none.

    The ending of a word may be left out, and what an editor puts in brackets is no cut.
    """
    if any(change.kind == "bracket" for change in placement.changes):
        return None
    for span in placement.spans:
        wide = widened(text, (span,))[0]
        ending = text[span.end : wide.end]
        if wide.start < span.start or (ending and not _is_inflection(ending, wide.cut(text))):
            return wide
    return None


def _is_inflection(ending: str, words: str) -> bool:
    """Tell whether an ending only inflects the last of some words: *cannot* is no form of *can*."""
    if not ending.isalpha() or len(ending) > _LONGEST_ENDING:
        return False
    return any_meaning(WORD.findall(words)[-1].casefold()) != "negation"
