"""The elements of a microtext, and what was kept of those of the file that a map comes from.

What was kept may be anything: what is not of the right kind is as if it had not been kept.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
NOWHERE = float("inf")


class Piece(NamedTuple):
    """An element to be written, and where it stood in the file that it comes from."""

    name: str
    attributes: dict[str, str]
    text: str | None = None
    place: int | None = None

    @property
    def id(self) -> str:
        """The id of the element."""
        return self.attributes.get("id", "")


def left_element(record: Any) -> tuple[Piece, bool]:
    """Return an element that was left, and whether what it names never was there."""
    found = record if isinstance(record, dict) else {}
    attributes = {str(name): str(value) for name, value in part_of(found, "attributes").items()}
    name, text = found.get("name"), found.get("text")
    piece = Piece(
        name if isinstance(name, str) and _NAME.fullmatch(name) else "element",
        attributes,
        text if isinstance(text, str) else None,
        kept_place(found),
    )
    return piece, found.get("dangling") is True


def kept_words(record: Any) -> list[tuple[str, float]]:
    """Return the words that were kept of each unit of a segment, where they were."""
    edus = record.get("edus") if isinstance(record, dict) else None
    listed = edus if isinstance(edus, list) else []
    words = [edu.get("text") for edu in listed if isinstance(edu, dict)]
    said = [(word, NOWHERE) for word in words if isinstance(word, str)]
    return said if len(said) == len(words) else []


def part_of(record: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a record that was kept as a part of another, empty if there is none."""
    found = record.get(name)
    return found if isinstance(found, dict) else {}


def more_attributes(record: dict[str, Any]) -> dict[str, str]:
    """Return the attributes of an element of which argmap knows nothing more."""
    return {str(name): str(value) for name, value in part_of(record, "more").items()}


def kept_place(record: dict[str, Any], id: str | None = None) -> int | None:
    """Return where an element stood, if it still has the id that it had there."""
    place = record.get("pos")
    is_same = id is None or record.get("id") == id
    return place if is_same and isinstance(place, int) and not isinstance(place, bool) else None


def named_ids(piece: Piece) -> set[str]:
    """Return the ids of the elements that an edge joins."""
    return {piece.attributes[name] for name in ("src", "trg") if name in piece.attributes}
