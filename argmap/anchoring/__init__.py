"""Where a quote stands in a text: text in, Placement out.

Names are loaded when they are first used: what is next to a span is told without the finder.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.anchoring.context import choose_context, is_in_context, restored_context
    from argmap.anchoring.elision import cut_fragments, matches_quote, split_fragments
    from argmap.anchoring.finder import Finder
    from argmap.anchoring.placement import Change, Part, Place, Placement, Status
    from argmap.anchoring.revision import Moved, Revision

_HOMES = {
    "context": ("choose_context", "is_in_context", "restored_context"),
    "elision": ("cut_fragments", "matches_quote", "split_fragments"),
    "finder": ("Finder",),
    "placement": ("Change", "Part", "Place", "Placement", "Status"),
    "revision": ("Moved", "Revision"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

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


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'argmap.anchoring' has no attribute {name!r}")
    value = getattr(import_module(f"argmap.anchoring.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value
