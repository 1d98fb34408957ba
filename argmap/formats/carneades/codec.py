"""Carneades YAML: argument graphs as Carneades 4 reads and writes them.

Statements have a text, and arguments lead from premises, which may have roles, to a conclusion. The
undercutter of an argument is a statement; if it has no words of its own (`¬app(a1)`), its
supporters undercut the argument themselves. An issue becomes a question that its positions answer,
and the positions rebut each other. Schemes become `scheme`, weights from 0 to 1 `strength`.

Roles, ids of arguments, assumptions, tests, languages, schemes that generate arguments and
everything else are kept in `meta`, and are restored when the map is written.

When written, a link that attacks or limits a statement becomes an argument for its negation, and an
issue has both as positions. What Carneades cannot express (anchors, sources, speakers,
questions whose answers do not conflict and the like) is kept under `argmap` in the `meta` of the
file, which it ignores.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.formats.carneades.reading import read_graph
from argmap.formats.carneades.writing import write_graph
from argmap.formats.format import Codec

if TYPE_CHECKING:
    from argmap.formats.document import Document
    from argmap.model import ArgumentMap

# At the left edge of a line; a map file of argmap's own has none of them there.
_KEY = re.compile(
    r"^(?:statements|arguments|issues|assumptions|language|argument_schemes|issue_schemes)[ \t]*:",
    re.MULTILINE,
)
_OWN_KEY = re.compile(r"^(?:argmap|sources|questions|claims|reasons|caveats)[ \t]*:", re.MULTILINE)


def _fits(document: Document) -> bool:
    text = document.text
    return not text.startswith("===") and bool(_KEY.search(text)) and not _OWN_KEY.search(text)


def _load(document: Document) -> ArgumentMap:
    return read_graph(document, document.yaml).map()


CARNEADES = Codec(fits=_fits, load=_load, dump=write_graph)
