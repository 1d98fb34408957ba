"""Many maps: found in files, folders, archives and JSON Lines, and read one after the other.

The room is not called `corpus`, since that is a function of the package: `argmap.corpus`. Names are
loaded when they are first used: to find one file takes none of what archives need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.lazy import names_of

if TYPE_CHECKING:
    from argmap.corpora.converting import Conversion, Converted, LossTally, converted, target_of
    from argmap.corpora.counting import Counted, Covered, Passage, Total, counted, covered
    from argmap.corpora.examining import Checked, Checking, Finding, checked, examined
    from argmap.corpora.finding import Listing
    from argmap.corpora.item import Item
    from argmap.corpora.iterating import corpus
    from argmap.corpora.kinds import Kinds, kinds_of
    from argmap.corpora.outcome import Outcome, attempted
    from argmap.corpora.reading import ReadOptions, read_item, read_item_file
    from argmap.corpora.tabulating import Tabulated, tabulated

_HOMES = {
    "converting": ("Conversion", "Converted", "LossTally", "converted", "target_of"),
    "counting": ("Counted", "Covered", "Passage", "Total", "counted", "covered"),
    "examining": ("Checked", "Checking", "Finding", "checked", "examined"),
    "finding": ("Listing",),
    "item": ("Item",),
    "iterating": ("corpus",),
    "kinds": ("Kinds", "kinds_of"),
    "outcome": ("Outcome", "attempted"),
    "reading": ("ReadOptions", "read_item", "read_item_file"),
    "tabulating": ("Tabulated", "tabulated"),
}

__all__ = [
    "Checked",
    "Checking",
    "Conversion",
    "Converted",
    "Counted",
    "Covered",
    "Finding",
    "Item",
    "Kinds",
    "Listing",
    "LossTally",
    "Outcome",
    "Passage",
    "ReadOptions",
    "Tabulated",
    "Total",
    "attempted",
    "checked",
    "converted",
    "corpus",
    "counted",
    "covered",
    "examined",
    "kinds_of",
    "read_item",
    "read_item_file",
    "tabulated",
    "target_of",
]

__getattr__ = names_of(__name__, _HOMES)
