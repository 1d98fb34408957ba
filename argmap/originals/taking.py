"""Take the text out of an original, whatever kind of file it is."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from argmap.errors import SourceError, SourceMissing
from argmap.originals.original import Original
from argmap.originals.places import Places
from argmap.regularfile import read_regular_file
from argmap.textfile import decoded

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

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


class Taken(NamedTuple):
    """A text that was taken from an original, with its table of places."""

    text: str
    original: Original
    places: Places
    remarks: tuple[str, ...]


def kind_of_original(path: str | os.PathLike[str]) -> Kind | None:
    """Return what kind of original a file is, None for one that is a text already.

    >>> kind_of_original("talk.VTT"), kind_of_original("talk.txt")
    ('subtitles', None)
    """
    return _KINDS.get(Path(path).suffix.lower())


def text_path(path: Path) -> Path:
    """Return where the text of an original is kept: beside it.

    >>> text_path(Path("papers/buses.pdf")).as_posix()
    'papers/buses.txt'
    """
    return path.with_suffix(".txt")


def places_path(path: Path) -> Path:
    """Return where the table of places of an original is kept: beside it.

    >>> places_path(Path("papers/buses.pdf")).as_posix()
    'papers/buses.places.json'
    """
    return path.with_suffix(".places.json")


def take(path: Path, *, encoding: str = "utf-8") -> Taken:
    """Return the text of an original, and where in it the words are.

    ``encoding`` is that of subtitles, or of a web page that declares the wrong one. Raises
    SourceMissing or SourceError if it cannot be had, and ExtraMissing if the package that it needs
    is not installed.
    """
    kind = kind_of_original(path)
    if kind is None:
        raise SourceError("the file is a text already", where=str(path))
    data = original_bytes(path)
    taken = _EXTRACTORS[kind](data, str(path), encoding)
    return _with_places(taken, path, data)


def original_bytes(path: Path) -> bytes:
    """Return the bytes of an original; raise SourceMissing or SourceError if they cannot be had."""
    try:
        return read_regular_file(path)
    except FileNotFoundError as error:
        raise SourceMissing("there is no such file", where=str(path)) from error
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
