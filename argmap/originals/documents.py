"""The text of a Word document, by way of the HTML that mammoth makes of it.

The package is looked at before it is read: how large it is unpacked, and that its XML defines
nothing (ECMA-376 part 2 forbids document type definitions).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError

from argmap.errors import SourceError
from argmap.extras import imported
from argmap.originals.extraction import Extraction
from argmap.originals.markup import Walker
from argmap.originals.web_page import refuse_deep, walked

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST = 100_000_000  # bytes of all its parts, unpacked
_LARGEST_PART = 32_000_000  # of one part in XML
_MOST_TAGS = 1_000_000  # of one part: each takes some 30 µs and 500 bytes
_MOST_PARTS = 10_000
_MAIN = re.compile(r"word/document\d*\.xml")
_DEFINES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_ENCRYPTED = b"\xd0\xcf\x11\xe0"  # a compound file, in which Office keeps what has a password
_DAMAGE = (
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, OSError),
    *(ExpatError, zipfile.BadZipFile, zlib.error),
)
_PATH = re.compile(r"^/html/body")
_HIDDEN = re.compile(rb"<w:vanish\s*/>")
_FORMULA = "}oMath"  # how the name of an element ends that mammoth does not know


def take_document(data: bytes, *, where: str) -> Extraction:
    """Return the text of a Word document (DOCX), with the element of each piece of it.

    Paths of elements are those of the HTML that mammoth makes: ``/p[12]`` is the twelfth paragraph
    that is in no list or table. Nothing in the document runs, and nothing is fetched. Raises
    SourceError if it is damaged, encrypted, too large unpacked, or without text, and ExtraMissing
    without mammoth and selectolax.
    """
    mammoth = imported("mammoth", extra="docx")
    lexbor = imported("selectolax.lexbor", extra="docx")
    hidden = _look(data, where)
    try:
        made = mammoth.convert_to_html(
            io.BytesIO(data),
            convert_image=mammoth.images.img_element(lambda _image: {"src": ""}),
            external_file_access=False,
            # That of the document could map what it says to nothing.
            include_embedded_style_map=False,
        )
    except _DAMAGE as error:
        raise _damaged(where) from error
    except RecursionError as error:
        raise SourceError("the document is nested too deep to read", where=where) from error
    refuse_deep(made.value.encode("utf-8", "surrogatepass"), where)
    tree = lexbor.LexborHTMLParser(made.value)
    walker = Walker({tree.body.mem_id} if tree.body is not None else set())
    composer = walked(walker, tree.root, where)
    if composer.is_empty:
        raise SourceError(
            "the document contains no text",
            where=where,
            help="it only shows pictures: make text of them with OCR first"
            if walker.pictures
            else None,
        )
    text = composer.text
    return Extraction(
        text,
        f"argmap markup 2, mammoth {_version()}",
        elements=tuple(each._replace(path=_PATH.sub("", each.path)) for each in composer.elements),
        apparatus=tuple(span.stripped(text) for span in composer.apparatus),
        remarks=tuple(
            _remarks(
                made.messages,
                pictures=walker.pictures,
                struck=walker.deleted,
                hidden=hidden,
                lists=len(tree.css("body > ol")),
            )
        ),
    )


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415 -- mammoth does not say itself

    return version("mammoth")


def _look(data: bytes, where: str) -> int:
    """Return how many stretches of text a document hides.

    Raises SourceError for a package that is none, is encrypted, or is too much when unpacked.
    """
    hidden = 0
    if data.startswith(_ENCRYPTED):
        raise SourceError(
            "the document needs a password, or is in the old format of Word",
            where=where,
            help="save it as .docx without a password",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            size = sum(part.file_size for part in parts)
            if len(parts) > _MOST_PARTS or size > _LARGEST:
                raise SourceError(
                    f"the document unpacks to {len(parts):,} parts and {size // 1_000_000:,} MB",
                    where=where,
                    help=f"it may have up to {_LARGEST // 1_000_000} MB",
                )
            if not any(_MAIN.fullmatch(part.filename) for part in parts):
                raise _damaged(where)
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    found = _look_at(package, part, where)
                    hidden += found if _MAIN.fullmatch(part.filename) else 0
    except (*_DAMAGE, NotImplementedError, RuntimeError, EOFError) as error:
        raise _damaged(where) from error
    return hidden


def _look_at(package: zipfile.ZipFile, part: zipfile.ZipInfo, where: str) -> int:
    """Return how often a part hides text.

    Raises SourceError for one that is larger than it says, or defines entities.
    """
    with package.open(part) as file:
        # What a package says of the size of its parts is only what it says.
        data = file.read(_LARGEST_PART + 1)
    if len(data) > _LARGEST_PART:
        raise SourceError(
            f"its part {part.filename} is larger than {_LARGEST_PART // 1_000_000} MB", where=where
        )
    if data.count(b"<") > _MOST_TAGS:
        raise SourceError(
            f"its part {part.filename} has more than {_MOST_TAGS:,} elements", where=where
        )
    if data.startswith(_UTF_16):
        data = data.replace(b"\0", b"")
    if _DEFINES.search(data):
        raise SourceError(
            f"its part {part.filename} defines a document type, which no Word document has",
            where=where,
        )
    return len(_HIDDEN.findall(data))


def _damaged(where: str) -> SourceError:
    return SourceError(
        "the file is damaged, or is not a Word document (.docx)",
        where=where,
        help="open it in a word processor and save it again",
    )


def _remarks(
    messages: Any, *, pictures: int, struck: int, hidden: int, lists: int
) -> Iterator[str]:
    """Yield what of the document is not in its text, or not as a reader sees it."""
    if pictures:
        yield f"left out {pictures} picture{'s' if pictures > 1 else ''}"
    if struck:
        are = "word that is" if struck == 1 else "words that are"
        yield f"left out {struck:,} {are} struck out"
    if hidden:
        count = "a stretch" if hidden == 1 else f"{hidden} stretches"
        yield f"the text contains {count} of hidden text, which Word does not show"
    if lists > 1:
        yield "each numbered list is counted from 1, even if it continues an earlier one"
    # That a style has no counterpart in HTML says nothing about its words.
    others = [message.message for message in messages if "style" not in message.message]
    formulas = sum(_FORMULA in one for one in others)
    if formulas:
        yield f"left out {formulas} formula{'s' if formulas > 1 else ''}"
    yield from sorted({one for one in others if _FORMULA not in one})
