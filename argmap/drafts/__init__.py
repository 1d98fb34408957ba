"""Maps that language models write: what to tell them, and how to read and mend their replies.

Providers stay outside: a model is any function from messages to text.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.drafts.feedback_message import feedback
    from argmap.drafts.instructions import prompt
    from argmap.drafts.long_sources import Passage, passages
    from argmap.drafts.reading import DraftReading, read_draft
    from argmap.drafts.rounds import Mapped, Round, map_with
    from argmap.drafts.schema import TARGETS, Draft, Target, draft_schema

_HOMES = {
    "feedback_message": ("feedback",),
    "long_sources": ("Passage", "passages"),
    "instructions": ("prompt",),
    "reading": ("DraftReading", "read_draft"),
    "rounds": ("Mapped", "Round", "map_with"),
    "schema": ("TARGETS", "Draft", "Target", "draft_schema"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "TARGETS",
    "Draft",
    "DraftReading",
    "Mapped",
    "Passage",
    "Round",
    "Target",
    "draft_schema",
    "feedback",
    "map_with",
    "passages",
    "prompt",
    "read_draft",
]


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'argmap.drafts' has no attribute {name!r}")
    value = getattr(import_module(f"argmap.drafts.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value
