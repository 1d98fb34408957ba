"""A map as a document to teach from: the text, the map and the statements, numbered alike."""

from __future__ import annotations

from argmap.handout.document import to_handout

__all__ = ["to_handout"]
