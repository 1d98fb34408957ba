"""argmap's own map files, YAML and JSON: they can contain everything in a map."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from argmap.formats.format import Codec
from argmap.mapfile import dumps, loads
from argmap.mapfile.route import SECTIONS, is_own_key

if TYPE_CHECKING:
    from argmap.formats.document import Document, Output
    from argmap.mapfile.reading import Syntax
    from argmap.model import ArgumentMap

# At the left edge of a line, or first in braces.
_YAML_KEY = re.compile(rf"(?:^|\A\s*\{{\s*)(?:argmap|{'|'.join(SECTIONS)})[ \t]*:", re.MULTILINE)


def _fits_yaml(document: Document) -> bool:
    # A line of equals signs begins the front matter of an Argdown text.
    return not document.text.startswith("===") and bool(_YAML_KEY.search(document.text))


def _fits_json(document: Document) -> bool:
    tree = document.json
    if not isinstance(tree, dict):
        return False
    return any(is_own_key(key, value) for key, value in tree.items())


def _load(document: Document, *, syntax: Syntax) -> ArgumentMap:
    access = document.access
    map = loads(
        document.text,
        syntax=syntax,
        folder=None if access is None else document.folder,
        allow_outside=() if access is None else access.outside,
    )
    if document.sources and map.sources:
        raise document.error("the map already lists its sources", help="omit `--source`")
    return map.model_copy(update={"sources": list(document.sources)}) if document.sources else map


def _dump(map: ArgumentMap, output: Output, *, syntax: Syntax) -> str:
    moved = [source.relative_to(output.folder) for source in map.sources]
    return dumps(map.model_copy(update={"sources": moved}), syntax=syntax)


YAML = Codec(_fits_yaml, partial(_load, syntax="yaml"), partial(_dump, syntax="yaml"))
JSON = Codec(_fits_json, partial(_load, syntax="json"), partial(_dump, syntax="json"))
