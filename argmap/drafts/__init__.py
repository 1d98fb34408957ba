"""Maps that language models write: what to tell them, and how to read and mend their replies.

Providers stay outside: a model is any function from messages to text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.lazy import names_of

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

__getattr__ = names_of(__name__, _HOMES)
