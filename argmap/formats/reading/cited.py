"""Which text a map is of, and what the texts that a foreign file has are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.controls import NOT_IN_IDS
from argmap.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from argmap.formats.document import Document
    from argmap.model import ArgumentMap
    from argmap.source import Source

_LONGEST_ID = 200

CITED = ("title", "author", "publisher", "published", "url", "language", "ignore")
"""What a source says besides where its text lies, as fields."""


def cited_most(map: ArgumentMap) -> Source | None:
    """Return the source in which the most statements have a place, if its text can be had."""
    counts = {source.id: 0 for source in map.sources if has_text(source)}
    for statement in map.statements:
        meant = [map.known_source_of(anchor) for anchor in statement.anchors if anchor.spans]
        for id in {source.id for source in meant if source is not None} & counts.keys():
            counts[id] += 1
    return map.source(max(counts, key=counts.__getitem__)) if counts else None


def given_text(document: Document) -> Source | None:
    """Return the text that is given for a format that has one text, and report any others."""
    if len(document.sources) > 1:
        what = "the format has one text: the first of those given is used"
        document.tell("dropped", None, "sources", what)
    return document.sources[0] if document.sources else None


def has_text(source: Source) -> bool:
    """Tell whether the text of a source can be had."""
    try:
        source.text  # noqa: B018 -- read it now, so that what is missing shows
    except SourceError:
        return False
    return True


def is_text_of(source: Source, text: str) -> bool:
    """Tell whether the text of a source can be had and is that one."""
    return has_text(source) and source.text == text


def is_at(source: Source, path: Path) -> bool:
    """Tell whether the text of a source is what a file holds."""
    return source.path is not None and source.location.absolute() == path.absolute()


def id_of(path: Path) -> str:
    """Return the id that a source has by its file's name."""
    return re.sub(f"[{NOT_IN_IDS}>]+", "-", path.stem).strip("-")[:_LONGEST_ID] or "source"


def free_id(name: str, sources: Iterable[Source]) -> str:
    """Return the id of a source by its name in a file, another than those of the others.

    >>> free_id("the first text", [])
    'the-first-text'
    """
    taken = {source.id for source in sources}
    stem = re.sub(f"[{NOT_IN_IDS}>]+", "-", name).strip("-")[:_LONGEST_ID] or "text"
    id, end = stem, ""
    while id in taken:
        end += "-1"
        id = stem[: _LONGEST_ID - len(end)] + end
    return id
