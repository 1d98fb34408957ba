"""Take the text out of an original, whatever kind of file it is."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap.errors import SourceError, SourceMissing
from argmap.foreign import identified_bytes
from argmap.foreign.binary import PDF, RTF, WORD
from argmap.originals.original import Original
from argmap.originals.places import Places
from argmap.regularfile import open_regular_file, read_regular_file
from argmap.textfile import decoded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argmap.foreign import Foreign
    from argmap.originals.extraction import Extraction

Kind = Literal["PDF", "document", "subtitles", "web page"]

_KINDS: dict[str, Kind] = {
    ".docx": "document",
    ".htm": "web page",
    ".html": "web page",
    ".pdf": "PDF",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".xhtml": "web page",
}
_KINDS_BY_CONTENT: dict[Foreign | None, Kind] = {PDF: "PDF", WORD: "document"}
_ZIP = b"PK\x03\x04"
_FIRST, _LAST = 4_096, 65_536  # bytes that say what a file is


class Taken(NamedTuple):
    """A text that was taken from an original, with its table of places."""

    text: str
    original: Original
    places: Places
    remarks: tuple[str, ...]


def kind_of_original(path: str | os.PathLike[str]) -> Kind | None:
    """Return what kind of original a file is, None for one that is a text already.

    A PDF and a Word document are known by their first bytes, whatever they are called.

    >>> kind_of_original("talk.VTT"), kind_of_original("talk.txt")
    ('subtitles', None)
    """
    return _KINDS_BY_CONTENT.get(identified_bytes(_edges(path))) or kind_of_name(path)


def kind_of_name(path: str | os.PathLike[str]) -> Kind | None:
    """Return what kind of original a file is by its name alone, None if that does not say.

    >>> kind_of_name("paper.pdf"), kind_of_name("2301.12345")
    ('PDF', None)
    """
    return _KINDS.get(Path(path).suffix.lower())


def refuse_foreign(path: Path, *, is_text: bool = True) -> None:
    """Raise SourceError for a file from which no text can be taken, by its first bytes.

    What could be the beginning of a text says nothing unless the file ``is_text`` no longer.
    """
    found = identified_bytes(_edges(path))
    if found is not None and (found is RTF or not is_text):
        raise SourceError(f"this is {found.what}, not a text", where=str(path), help=found.help)


def text_path(path: Path) -> Path:
    """Return where the text of an original is kept: next to it.

    >>> text_path(Path("papers/buses.pdf")).as_posix(), text_path(Path("2301.12345")).as_posix()
    ('papers/buses.txt', '2301.12345.txt')
    """
    return _beside(path, ".txt")


def places_path(path: Path) -> Path:
    """Return where the table of places of an original is kept: next to it.

    >>> places_path(Path("papers/buses.pdf")).as_posix()
    'papers/buses.places.json'
    """
    return _beside(path, ".places.json")


def originals_beside(path: Path) -> Iterator[Path]:
    """Yield other originals that are there and have the same name for their text and table."""
    for suffix in _KINDS:
        other = path.with_suffix(suffix)
        if other != path and text_path(other) == text_path(path) and other.is_file():
            yield other


def _beside(path: Path, suffix: str) -> Path:
    if kind_of_name(path) is not None:
        return path.with_suffix(suffix)
    return path.with_name(f"{path.name}{suffix}")  # what is behind a point may be no suffix


def _edges(path: str | os.PathLike[str]) -> bytes:
    """Return the first and the last bytes of a file, none if it cannot be read."""
    try:
        descriptor = open_regular_file(path)
    except (OSError, ValueError):
        return b""  # whoever reads it says why
    with os.fdopen(descriptor, "rb") as file:
        first = file.read(_FIRST)
        if first.startswith(_ZIP):  # which says at its end what is in it
            file.seek(max(0, file.seek(0, os.SEEK_END) - _LAST))
            first += file.read()
        return first


def take(path: Path, *, encoding: str = "utf-8") -> Taken:
    """Return the text of an original, and where in it the words are.

    ``encoding`` is that of subtitles, or of a web page that declares the wrong one. Raises
    SourceMissing or SourceError if it cannot be read, and ExtraMissing if the package that it needs
    is not installed.
    """
    kind = kind_of_original(path)
    if kind is None:
        raise SourceError("the file is a text already", where=str(path))
    data = original_bytes(path)
    taken = _EXTRACTORS[kind](data, str(path), encoding)
    return _with_places(taken, path, data)


def original_bytes(path: Path) -> bytes:
    """Return the bytes of an original; raise SourceMissing or SourceError if that fails."""
    try:
        return read_regular_file(path)
    except FileNotFoundError as error:
        raise SourceMissing("file not found", where=str(path)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            f"the file cannot be read: {reason[:1].lower()}{reason[1:]}",
            where=str(path),
            help=getattr(error, "help", None),
        ) from error


def bytes_digest(data: bytes) -> str:
    """Return the SHA-256 of bytes in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _with_places(taken: Extraction, path: Path, data: bytes) -> Taken:
    digest = bytes_digest(data)
    original = Original(path=path.as_posix(), sha256=digest, extractor=taken.extractor)
    text_digest = bytes_digest(taken.text.encode("utf-8", "surrogatepass"))
    places = Places(
        text_digest,
        digest,
        taken.extractor,
        taken.apparatus,
        taken.pages,
        taken.elements,
        taken.cues,
        taken.rewritten,
    )
    return Taken(taken.text, original, places, taken.remarks)


def _subtitles(data: bytes, where: str, encoding: str) -> Extraction:
    from argmap.originals.subtitles import take_subtitles  # noqa: PLC0415 -- as is each of these

    return take_subtitles(decoded(data, encoding, name=where), where=where)


def _web_page(data: bytes, where: str, encoding: str) -> Extraction:
    from argmap.originals.web_page import take_web_page  # noqa: PLC0415

    # Nothing else being said, a page says it itself.
    return take_web_page(data, where=where, encoding=None if encoding == "utf-8" else encoding)


def _pdf(data: bytes, where: str, _encoding: str) -> Extraction:
    from argmap.originals.pdf.process import take_pdf  # noqa: PLC0415

    return take_pdf(data, where=where)


def _document(data: bytes, where: str, _encoding: str) -> Extraction:
    from argmap.originals.documents import take_document  # noqa: PLC0415

    return take_document(data, where=where)


_EXTRACTORS: dict[Kind, Callable[[bytes, str, str], Extraction]] = {
    "PDF": _pdf,
    "document": _document,
    "subtitles": _subtitles,
    "web page": _web_page,
}
