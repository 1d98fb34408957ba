"""Kialo: the outline of numbered claims that a discussion is exported as.

The first line is the title of the discussion; every further claim has a number, and all except
the theses say whether they are for or against the claim above. `-> See 1.2.` puts a claim in a
second place, and may come before it. A line that only looks numbered belongs to the claim above it.

A thesis becomes a claim, Pro `supports` and Con `rebuts` the claim above it. Links are read as
their words; their addresses are kept in `meta`, and are restored when the map is written.

When written, every statement is below the first one that it bears on, and is referred to below the
others; limits and undercuts become Con. Links that close a circle are left out. Ids are replaced by
numbers; joint premises, anchors, questions other than the title and everything else are not
supported by Kialo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.format import Codec, Option
from argmap.formats.kialo.reading import HEAD, read_outline
from argmap.formats.kialo.writing import Outline

if TYPE_CHECKING:
    from argmap.formats.document import Document, Output
    from argmap.model import ArgumentMap


def _fits(document: Document) -> bool:
    return document.text.lstrip().startswith(HEAD)


def _dump(map: ArgumentMap, output: Output) -> str:
    outline = Outline(map, output)
    outline.tell(map)
    return "\n".join(outline.lines) + "\n"


KIALO = Codec(
    fits=_fits,
    load=read_outline,
    dump=_dump,
    options=(
        Option("con", "what a Con is read as", default="rebuts", choices=("rebuts", "limits")),
    ),
)
