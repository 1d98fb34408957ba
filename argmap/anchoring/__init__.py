"""Where a quote stands in a text: text in, Placement out."""

from argmap.anchoring.context import choose_context, is_in_context, restored_context
from argmap.anchoring.elision import cut_fragments, matches_quote, split_fragments
from argmap.anchoring.finder import Finder
from argmap.anchoring.placement import Change, Part, Place, Placement, Status
from argmap.anchoring.revision import Moved, Revision

__all__ = [
    "Change",
    "Finder",
    "Moved",
    "Part",
    "Place",
    "Placement",
    "Revision",
    "Status",
    "choose_context",
    "cut_fragments",
    "is_in_context",
    "matches_quote",
    "restored_context",
    "split_fragments",
]
