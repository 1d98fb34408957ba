"""Run the process that reads a PDF, and make of what it writes the text and its places."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.errors import SourceError
from argmap.extras import imported
from argmap.originals.extraction import Extraction
from argmap.originals.place import Rectangle
from argmap.originals.places import Page
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECONDS = 600
_MOST_LISTED = 5
_RIGHT_TO_LEFT = re.compile("[\u05d0-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]{2}")
_OCR = "make one with OCR first, for example `ocrmypdf`"
_PASSWORD = "save a copy of it without a password"  # noqa: S105 -- advice, not one


def take_pdf(data: bytes, *, where: str) -> Extraction:
    """Return the text of a PDF in reading order, with the rectangle of each word.

    Nothing in the file runs, and nothing is fetched. Raises SourceError if the file is damaged,
    needs a password, has no text or takes too long, and ExtraMissing without pypdfium2.
    """
    imported("pypdfium2", extra="pdf")
    answer = _answer(data, where)
    head, *rows = answer
    if "error" in head:
        raise _error(head, where)
    pages: list[Page] = []
    apparatus: list[Span] = []
    texts: list[str] = []
    doubtful: list[str] = []
    for row in rows:
        start, end, number, label, box, rotation, words = row["page"]
        pages.append(Page(start, end, number, label, Rectangle(*box), rotation, words))
        texts.append(row["text"])
        apparatus += (Span(*span) for span in row["apparatus"])
        doubtful += (f"{each} on page {number}" for each in row["doubtful"])
    text = "".join(texts)
    if not text.strip():
        raise _without_text(head, where)
    return Extraction(
        text,
        head["extractor"],
        pages=tuple(pages),
        apparatus=tuple(apparatus),
        remarks=tuple(_remarks(head, text, doubtful)),
    )


class PagePicture(NamedTuple):
    """A page as a picture: a WebP in base64, ``size`` pixels wide and high.

    ``box`` is what of the page it shows, in points, and ``rotation`` by how many degrees that is
    turned clockwise. ``is_grey`` says that nothing on it has a colour.
    """

    number: int
    webp: str
    size: tuple[int, int]
    box: Rectangle
    rotation: int
    is_grey: bool


def picture_pages(data: bytes, numbers: Sequence[int], *, where: str) -> list[PagePicture]:
    """Return pictures of some pages of a PDF, without those that cannot be drawn.

    Raises as :func:`take_pdf` does.
    """
    imported("pypdfium2", extra="pdf")
    if not numbers:
        return []
    answer = _answer(data, where, *map(str, numbers))
    if "error" in answer[0]:
        raise _error(answer[0], where)
    pictures = []
    for row in answer:
        if drawn := row["drawn"]:
            width, height = drawn["size"]
            box = Rectangle(*drawn["box"])
            turned, is_grey = drawn["rotation"], drawn["is_grey"]
            size = (width, height)
            pictures.append(PagePicture(row["number"], drawn["webp"], size, box, turned, is_grey))
    return pictures


def _answer(data: bytes, where: str, *numbers: str) -> list[dict[str, Any]]:
    """Return what the process writes of a PDF; raise SourceError if it does not come to its end."""
    import subprocess  # noqa: PLC0415 -- only PDFs need it

    # Without the folder that it is run in, where a stranger's modules may be.
    command = [sys.executable, "-P", "-m", "argmap.originals.pdf", *numbers]
    package = str(Path(__file__).parents[3])
    paths = [package, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(  # noqa: S603 -- this Python and a module of ours
            command, input=data, capture_output=True, timeout=_SECONDS, check=False, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise _stopped(error.stderr or b"", where, draws=bool(numbers)) from error
    if done.returncode == 0:
        return [json.loads(line) for line in done.stdout.splitlines()]
    raise _stopped(done.stderr, where, draws=bool(numbers))


def _stopped(stderr: bytes, where: str, *, draws: bool) -> SourceError:
    """Return the error for a process that was stopped, or that stopped by itself."""
    lines = stderr.decode("utf-8", "replace").splitlines()
    begun = [line for line in lines if line.startswith(("page ", "the "))]
    what = begun[-1] if begun else "the file"
    how = "draw" if draws else "read"
    # Pictures are of the file whose text the map has: those of a new one would be of other places.
    help = None if draws else "print it to a new PDF from a viewer, and take the text from that"
    return SourceError(
        f"{what} takes too much time or memory to {how}, or is damaged", where=where, help=help
    )


def _error(head: dict[str, Any], where: str) -> SourceError:
    if head["error"] == "password":
        return SourceError("the PDF needs a password", where=where, help=_PASSWORD)
    if head["error"] == "pages":
        return SourceError(f"the PDF has {head['count']:,} pages, too many to read", where=where)
    return SourceError(
        "the file is damaged, or is not a PDF",
        where=where,
        help="open it in a viewer and print it to a new PDF",
    )


def _without_text(head: dict[str, Any], where: str) -> SourceError:
    if head["pictures"]:
        return SourceError(f"no text {_on(head['pictures'])}", where=where, help=_OCR)
    if head["broken"]:
        return SourceError("none of its pages can be read", where=where)
    return SourceError("the PDF contains no text", where=where)


def _remarks(head: dict[str, Any], text: str, doubtful: Sequence[str]) -> list[str]:
    remarks = []
    if head["pictures"]:
        remarks.append(f"no text {_on(head['pictures'])}: {_OCR}")
    if head["unreadable"]:
        on = _on(head["unreadable"])
        remarks.append(f"the file does not say what the characters {on} are: {_OCR}")
    if _RIGHT_TO_LEFT.search(text):
        remarks.append("lines written from right to left may be in the wrong order: compare them")
    if doubtful:
        listed = ", ".join(doubtful[:_MOST_LISTED])
        more = ", and others" if len(doubtful) > _MOST_LISTED else ""
        remarks.append(f"taken for marks of notes, although they may be exponents: {listed}{more}")
    if head["broken"]:
        remarks.append(f"nothing can be read {_on(head['broken'])}")
    return remarks


def _on(numbers: Sequence[int]) -> str:
    """Return pages as one speaks of them.

    >>> _on([3]), _on([3, 4, 5, 9])
    ('on page 3', 'on pages 3 to 5 and 9')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    *first, last = shown
    listed = f"{', '.join(first)} and {last}" if first else last
    return f"on page{'s' if len(numbers) > 1 else ''} {listed}"
