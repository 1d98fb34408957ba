"""The elements of a microtext, and what was kept of those of the file that a map comes from.

What was kept may be anything: what is not of the right kind is as if it had not been kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from argmap.formats.reading import records

if TYPE_CHECKING:
    from argmap.formats.reading.records import Record

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
NOWHERE = float("inf")


class Piece(NamedTuple):
    """An element to be written, and where it was in the file that it comes from."""

    name: str
    attributes: dict[str, str]
    text: str | None = None
    place: int | None = None

    @property
    def id(self) -> str:
        """The id of the element."""
        return self.attributes.get("id", "")


def left_element(record: object) -> tuple[Piece, bool]:
    """Return an element that was left, and whether what it names never was there."""
    found = records.as_record(record)
    name = records.text(found, "name")
    piece = Piece(
        name if name and _NAME.fullmatch(name) else "element",
        _attributes(found, "attributes"),
        records.text(found, "text"),
        kept_place(found),
    )
    return piece, found.get("dangling") is True


def kept_words(record: object) -> list[tuple[str, float]]:
    """Return the words that were kept of each unit of a segment, where they were."""
    words = [records.text(edu, "text") for edu in records.records(record, "edus")]
    placed = [(word, NOWHERE) for word in words if word is not None]
    return placed if len(placed) == len(words) else []


def more_attributes(record: Record) -> dict[str, str]:
    """Return the attributes of an element of which argmap knows nothing more."""
    return _attributes(record, "more")


def _attributes(record: Record, name: str) -> dict[str, str]:
    return {str(name): str(value) for name, value in records.record(record, name).items()}


def kept_place(record: Record, id: str | None = None) -> int | None:
    """Return where an element was, if it still has the id that it had there."""
    is_same = id is None or record.get("id") == id
    return records.whole_number(record, "pos") if is_same else None


def named_ids(piece: Piece) -> set[str]:
    """Return the ids of the elements that an edge joins."""
    return {piece.attributes[name] for name in ("src", "trg") if name in piece.attributes}
