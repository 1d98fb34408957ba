"""Edits that keep a map whole: every reference to a statement follows, or the edit is refused.

They are the methods of :class:`argmap.ArgumentMap`, which say what each does. An edit is worked out
on the statements by themselves, held against the graph of the map, and only then made, so that a
refused one has changed nothing.
"""

from argmap.editing.changing import move, replace, replace_all
from argmap.editing.kinds import change_kind, reorder
from argmap.editing.merging import merged
from argmap.editing.removing import remove, subtree
from argmap.editing.renaming import rename, renamed

__all__ = [
    "change_kind",
    "merged",
    "move",
    "remove",
    "rename",
    "renamed",
    "reorder",
    "replace",
    "replace_all",
    "subtree",
]
