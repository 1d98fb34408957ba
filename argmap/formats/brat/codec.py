"""brat standoff: annotations of a text in a file of lines next to it.

Spans (T) are statements and relations (R) are links. They have the names that are used in the
persuasive essays, AbstRCT or SciArg, or argmap's own: types Claim, Reason, Caveat and Question;
relations supports, limits, rebuts, undercuts, restates and answers; attributes Joint, Scheme,
Qualifier, Speaker, Strength, Credence, Implicit and Tag; AnnotatorNotes. The stance of a claim of
the essays bears on every major claim, and parts_of_same makes one statement of several spans. Any
other type does not set the kind, and any other relation is never read as support. Case does not
matter. ``-O labels=Evidence=reason,City=`` and ``-O relations=Pro=supports,None=`` define the words
of another project; spans and relations whose word has an empty meaning are left out. Events,
normalisations, equivalences and all other lines are reported, kept, and written back in their
place.

Every span is compared with its words. Fragments with only spaces or line ends between them
become one span, and offsets that count another unit are recognised by all the words of the file
together. The text is the `.txt` next to the file, and is written there.

An undercut is written as a relation to the premise of the link that it attacks. What the lines
cannot express (ids, wordings that differ from the quote, further texts) is kept in a note of the
type ArgmapData. So is a statement without a passage in the text, but as no other program sees it,
it is reported as dropped.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from argmap.errors import MapFileError
from argmap.formats.brat import vocabulary
from argmap.formats.brat.lines import Note, PlacedLine, Unmapped, looks_like_brat
from argmap.formats.brat.reading import FORMAT, Reader
from argmap.formats.brat.writing import Writer
from argmap.formats.document import Document
from argmap.formats.format import Codec
from argmap.formats.reading.assembly import Assembly
from argmap.formats.reading.cited import CITED, cited_most, has_text, id_of, is_at
from argmap.formats.reading.decoding import decoded
from argmap.formats.reading.vocabulary import OPTIONS
from argmap.formats.writing.encoding import encoded
from argmap.source import Source

if TYPE_CHECKING:
    from argmap.formats.brat.lines import Line
    from argmap.formats.document import Output
    from argmap.formats.reading.records import Record
    from argmap.model import ArgumentMap


def _fits(document: Document) -> bool:
    return looks_like_brat(document.text)


def _load(document: Document) -> ArgumentMap:
    lines = document.text.split("\n")
    is_crlf = len(lines) > 1 and all(line.endswith("\r") for line in lines[:-1])
    placed = [
        PlacedLine(place, words.removesuffix("\r") if is_crlf else words)
        for place, words in enumerate(lines)
    ]
    if not placed[-1].words:
        placed.pop()
    wrong = [one.line for one in placed if isinstance(one.line, Unmapped) and not one.line.is_known]
    if wrong and len(wrong) == sum(bool(one.words.strip()) for one in placed):
        what = "these are not lines of brat: each begins with an id such as T1 and a TAB"
        raise document.error(what, document.text.index(wrong[0].words))
    notes = [
        one for one in placed if isinstance(one.line, Note) and one.line.type == vocabulary.ENCODED
    ]
    kept = [one for one in placed if one not in notes[:1]]
    assembly = _read(kept, document, _block(notes[0].line) if notes else None)
    if is_crlf:
        assembly.rest["end"] = "\r\n"
    if placed and lines[-1]:
        assembly.rest["final"] = False
    return assembly.map()


def _read(lines: list[PlacedLine], document: Document, block: object) -> Assembly:
    found = decoded(document, block, unsaid=())
    sources = found.head.get("sources") or document.sources or _beside(document)
    readable = [source for source in sources if has_text(source)]
    assembly = Assembly(document, FORMAT, found)
    if "sources" not in found.head:
        assembly.sources = list(sources)
    reader = Reader(lines, assembly, readable)
    if reader.spans and not readable:
        what = "there is no text next to the file, so no span could be checked"
        document.tell("unresolved", None, "sources", what)
    reader.read()
    if reader.words.options:
        assembly.rest["words"] = reader.words.options
    return assembly


def _block(line: Line) -> object:
    words = line.words if isinstance(line, Note) else ""
    try:
        return Document(text=words).json
    except MapFileError:
        return words


def _beside(document: Document) -> tuple[Source, ...]:
    """Return the text next to the file; where it is missing, the source that it should be."""
    if document.path is None or document.path.suffix == ".txt":
        return ()
    found = document.beside(".txt")
    if found is None:
        path = document.path.with_suffix(".txt")
        found = document.placed(Source(id=id_of(path), path=path.name))
    return (found,)


def _dump(map: ArgumentMap, output: Output) -> str:
    source = cited_most(map)
    writer = Writer(map, source, output)
    there = _put_beside(map, source, output)
    sources = tuple(map.sources)

    lines = [PlacedLine(place, words) for place, words in enumerate(writer.lines())]

    def back(block: Record) -> Assembly:
        # The spans are compared with the texts that a reader will have.
        read = _read(lines, Document(sources=sources, options=writer.words.options), block)
        read.sources = there
        return read

    unseen = "a statement without a passage in the text has no line in brat: only argmap reads it"
    block = encoded(map, writer.keys, back, output, own=FORMAT, keeps=False, unseen=unseen)
    return writer.text(json.dumps(block, ensure_ascii=False) if block else None)


def _put_beside(map: ArgumentMap, source: Source | None, output: Output) -> list[Source]:
    """Have the text lie next to the file; return the source that is read from there.

    A source of which nothing is said but where it lies is the same there.
    """
    if output.path is None or source is None:
        return []
    path = output.path.with_suffix(".txt")
    if not is_at(source, path):
        output.beside(path.name, source.text)
    is_named = any(anchor.source for one in map.statements for anchor in one.anchors)
    says = (getattr(source, name) for name in (*CITED, "original"))
    is_plain = source.path is not None and not any(says)
    if len(map.sources) == 1 and is_plain and not is_named:
        return [source]
    found = Source(id=id_of(path), path=path.name, sha256=source.sha256)
    return [found.placed_in(output.folder)]


BRAT = Codec(fits=_fits, load=_load, dump=_dump, options=OPTIONS)
