"""Microtext XML (arggraph), the format of the argumentative microtexts.

An `adu` is a statement, made of units of the text (`edu`); edges lead to statements or to other
edges: `sup` and `exa` support, `reb` rebuts, `und` undercuts, and `add` joins a premise to an
edge. Several units of a statement are several anchors, or one anchor if they are `joint`.

There are no offsets: the units are looked up in the `.txt` next to the file, in its order, and that
text is written there. Sides (`pro`, `opp`), topic and stance are kept; new statements get the side
that follows from their links. A limit is written as a rebuttal. Questions, speakers, notes and
everything else without an element are dropped. Ids that XML does not allow are escaped, and are
restored when the file is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.formats.document import Document
from argmap.formats.format import Codec
from argmap.formats.microtext.reading import FORMAT, Reader
from argmap.formats.microtext.writing import Writer
from argmap.formats.reading.assembly import Assembly
from argmap.formats.reading.cited import cited_most, given_text, id_of, is_at
from argmap.formats.writing.read_back import tell_what_is_lost
from argmap.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.formats.document import Output
    from argmap.formats.microtext.elements import Piece
    from argmap.model import ArgumentMap

_NEAR = {
    "limits": "`limits` is written as a rebuttal",
    "rebuts": "`limits` is written as a rebuttal",
    "kind": "its kind is decided by its links",
    "text": "its text is the words of its units",
    "undercuts": "an undercut of one of several joint premises becomes one of their inference",
}
_INVALID = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _fits(document: Document) -> bool:
    return document.xml.name == "arggraph"


def _load(document: Document) -> ArgumentMap:
    return _read(document).map()


def _read(document: Document) -> Assembly:
    if not _fits(document):
        what = f"this is not microtext: its root element is <{document.xml.local_name}>"
        raise document.error(what, help="the root element of a microtext is <arggraph>")
    source = given_text(document) or document.beside(".txt")
    assembly = Assembly(document, FORMAT)
    Reader(document.xml, assembly, source).read()
    assembly.sources = [] if source is None else [source]
    return assembly


def _dump(map: ArgumentMap, output: Output) -> str:
    source = cited_most(map)
    writer = Writer(map, source, output)
    text = _text(writer.attributes, writer.pieces)
    if _INVALID.search(text):
        what = "characters that XML cannot represent became U+FFFD"
        output.tell("approximated", None, "text", what)
        text = _INVALID.sub("\ufffd", text)
    back = _read(Document(text=text, sources=_put_beside(writer, source, output)))
    if source is not None and output.path is not None:
        path = _text_path(output.path)
        back.sources = [source if is_at(source, path) else Source(id=id_of(path), path=path.name)]
    back.expected = {one.id: one for one in map.statements}
    tell_what_is_lost(map, back.map(), output, format="microtext XML", own=FORMAT, near=_NEAR)
    return text


def _put_beside(writer: Writer, source: Source | None, output: Output) -> tuple[Source, ...]:
    """Have the text lie next to the file, as the units alone are no text; return its source."""
    if output.path is None:
        return ()
    path = _text_path(output.path)
    if source is not None:
        if not is_at(source, path):
            output.beside(path.name, source.text)
        return (source,)
    units = [unit for unit in writer.units if unit.attributes.get("implicit") != "true"]
    if not units:
        return ()
    text = " ".join(unit.text or "" for unit in units)
    output.beside(path.name, text)
    return (Source(id="text", text=text),)


def _text_path(path: Path) -> Path:
    """Return where the text of a file lies: next to it, under its name without suffixes."""
    name = path.name.removesuffix(".arggraph.xml")
    return path.with_name(name + ".txt") if name != path.name else path.with_suffix(".txt")


def _text(attributes: dict[str, str], pieces: list[Piece]) -> str:
    lines = ["<?xml version='1.0' encoding='UTF-8'?>", f"<arggraph{_attributes(attributes)}>"]
    for piece in pieces:
        start = f"  <{piece.name}{_attributes(piece.attributes)}"
        words = "/>" if piece.text is None else f">{_cdata(piece.text)}</{piece.name}>"
        lines.append(start + words)
    return "\n".join([*lines, "</arggraph>", ""])


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(f' {name}="{_quoted(value)}"' for name, value in attributes.items())


def _quoted(value: str) -> str:
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;")):
        value = value.replace(sign, name)
    return re.sub("[\t\n\r]", lambda found: f"&#{ord(found[0])};", value)


def _cdata(words: str) -> str:
    """Return words as CDATA; what cannot be there, or would not come back, is put outside."""
    words = words.replace("]]>", "]]]]><![CDATA[>").replace("\r", "]]>&#13;<![CDATA[")
    return f"<![CDATA[{words}]]>"


MICROTEXT = Codec(fits=_fits, load=_load, dump=_dump)
