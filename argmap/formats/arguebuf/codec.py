"""arguebuf JSON: the graphs of the library arguebuf, version 1 of its schema.

Atoms are statements, and every inference is a scheme between its premises and its target: support,
attack or rephrase; an attack on a scheme is an undercut. The names of supports are argument
schemes. A reference anchors an atom in a resource: it has a start and the words, but no end and no
unit, so the words decide; an atom without a reference is looked up in the resources. Participants
are speakers. Preferences, and schemes without a type, are kept and reported. As arguebuf writes
nodes in any order, statements are sorted by where their words are in the text.

When written, a limit becomes an attack, and a reference has the first span of the first anchor.
What arguebuf cannot express is kept as text under the name `argmap` in `userdata`, because numbers
there would become floats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.formats.arguebuf.reading import read_arguebuf
from argmap.formats.arguebuf.writing import write_arguebuf
from argmap.formats.format import Codec
from argmap.formats.reading.records import entries

if TYPE_CHECKING:
    from argmap.formats.document import Document
    from argmap.model import ArgumentMap


def _fits(document: Document) -> bool:
    data = document.json
    if not isinstance(data, dict) or not isinstance(data.get("nodes"), dict):
        return False
    nodes = entries(data, "nodes").values()
    return all("atom" in node or "scheme" in node for node in nodes)


def _load(document: Document) -> ArgumentMap:
    data = document.json
    if not isinstance(data, dict) or not isinstance(data.get("nodes", {}), dict):
        raise document.error("this is not arguebuf: not an object with `nodes` by their ids", 0)
    return read_arguebuf(data, document).map()


ARGUEBUF = Codec(fits=_fits, load=_load, dump=write_arguebuf)
