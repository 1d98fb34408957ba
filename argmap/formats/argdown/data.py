"""Read the YAML that is in an Argdown text: data in braces, and front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.errors import MapFileError
from argmap.formats.document import Document

if TYPE_CHECKING:
    from argmap.formats.argdown.lexer import Token
    from argmap.formats.reading.records import Record

# A line end after the brace says that what follows is a block of YAML.
_BLOCK_START = re.compile(r"\{[ \t]*\n")
_FENCE = re.compile(r"={3,}")


def read_data(document: Document, token: Token) -> Record:
    """Return the data in braces; raise MapFileError, with the place, where it is no mapping."""
    image = token.image
    if found := _BLOCK_START.match(image):
        return _mapping(document, token.start + found.end(), image[found.end() :].rstrip()[:-1])
    return _mapping(document, token.start, image)


def read_front_matter(document: Document, token: Token) -> Record:
    """Return the front matter; raise MapFileError, with the place, where it is no mapping."""
    fence = _FENCE.match(token.image)
    start = fence.end() if fence else 0
    return _mapping(document, token.start + start, token.image[start:].rstrip("="))


def _mapping(document: Document, start: int, text: str) -> Record:
    if not text.strip():
        return {}
    try:
        value = Document(text=text).yaml
    except MapFileError:
        # Read once more with blanks for all that is before it, so that the place is told right.
        origin, start = document.origin(start)
        before = origin.text[:start]
        blanks = "\n" * before.count("\n") + " " * (start - before.rfind("\n") - 1)
        Document(path=origin.path, name=origin.name, text=blanks + text).yaml  # noqa: B018 -- it raises
        raise
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise document.error("this should be a mapping of keys and values", start)
    return value
