"""Where a quote is in a text: text in, Placement out.

Names are loaded when they are first used: what is next to a span is told without the finder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.lazy import names_of

if TYPE_CHECKING:
    from argmap.anchoring.chains import narrow_fragments
    from argmap.anchoring.context import agrees_with_context, choose_context, restored_context
    from argmap.anchoring.elision import cut_fragments, matches_quote, split_fragments
    from argmap.anchoring.finder import Finder
    from argmap.anchoring.placement import (
        Caution,
        Change,
        Part,
        Place,
        Placement,
        Status,
    )
    from argmap.anchoring.revision import Moved, Revision
    from argmap.anchoring.surroundings import cautions_at, may_be_parted
    from argmap.anchoring.surroundings.speakers import speakers_of
    from argmap.anchoring.whole_words import is_character_edge, is_term_edge, widened

_HOMES = {
    "chains": ("narrow_fragments",),
    "context": ("agrees_with_context", "choose_context", "restored_context"),
    "elision": ("cut_fragments", "matches_quote", "split_fragments"),
    "finder": ("Finder",),
    "placement": ("Caution", "Change", "Part", "Place", "Placement", "Status"),
    "revision": ("Moved", "Revision"),
    "surroundings": ("cautions_at", "may_be_parted"),
    "surroundings.speakers": ("speakers_of",),
    "whole_words": ("is_character_edge", "is_term_edge", "widened"),
}

__all__ = [
    "Caution",
    "Change",
    "Finder",
    "Moved",
    "Part",
    "Place",
    "Placement",
    "Revision",
    "Status",
    "agrees_with_context",
    "cautions_at",
    "choose_context",
    "cut_fragments",
    "is_character_edge",
    "is_term_edge",
    "matches_quote",
    "may_be_parted",
    "narrow_fragments",
    "restored_context",
    "speakers_of",
    "split_fragments",
    "widened",
]

__getattr__ = names_of(__name__, _HOMES)
