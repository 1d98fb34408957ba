"""argmap's own map files, YAML and JSON: they hold all that a map can say."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from argmap.formats.format import Format
from argmap.mapfile import dumps, loads
from argmap.mapfile.json_text import parse_json
from argmap.mapfile.route import SECTIONS
from argmap.mapfile.tree import BadSyntax, Mapping

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.formats.format import Dumped, Loaded
    from argmap.mapfile.reading import Syntax
    from argmap.model import ArgumentMap

# At the left edge of a line, or first in braces.
_YAML_KEY = re.compile(
    rf"(?:^|\A\ufeff?\s*\{{\s*)(?:argmap|{'|'.join(SECTIONS)})[ \t]*:", re.MULTILINE
)


def _fits_yaml(text: str) -> bool:
    return bool(_YAML_KEY.search(text))


def _fits_json(text: str) -> bool:
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return False
    try:
        tree = parse_json(text)
    except BadSyntax:
        return False
    # Other formats have `sources` too; none of them has `argmap` or the kinds of statements.
    return isinstance(tree, Mapping) and any(tree.entry(name) for name in ("argmap", *SECTIONS[1:]))


def _load(text: str, folder: Path, *, syntax: Syntax) -> Loaded:
    return loads(text, syntax=syntax, folder=folder), ()


def _dump(map: ArgumentMap, folder: Path, *, syntax: Syntax) -> Dumped:
    moved = [source.relative_to(folder) for source in map.sources]
    return dumps(map.model_copy(update={"sources": moved}), syntax=syntax), ()


YAML = Format(
    name="yaml",
    suffixes=(".argmap.yaml", ".argmap.yml", ".yaml", ".yml"),
    fits=_fits_yaml,
    load=partial(_load, syntax="yaml"),
    dump=partial(_dump, syntax="yaml"),
)
JSON = Format(
    name="json",
    suffixes=(".argmap.json", ".json"),
    fits=_fits_json,
    load=partial(_load, syntax="json"),
    dump=partial(_dump, syntax="json"),
)
