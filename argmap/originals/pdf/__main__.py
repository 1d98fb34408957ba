"""The process that reads a PDF: from standard input, a line of JSON for each page to its output.

With numbers of pages as arguments, it draws these instead.

What it is about to do is on standard error, so that whoever stops it knows where it was.
"""

from __future__ import annotations

import gc
import json
import sys
from contextlib import suppress
from typing import Any

_SECONDS_A_PAGE = 20
_MEMORY = 4 << 30  # bytes
_MOST_PAGES = 20_000
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_UNREADABLE = 0.2  # of the characters of a page


def main() -> None:
    """Read a PDF and write its pages, or what is wrong with it."""
    _limit_memory()
    gc.disable()  # nothing here is in a cycle
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415 -- within limits

    _begin("the file")
    try:
        document = PdfDocument(sys.stdin.buffer.read())
        count = len(document)
    except PdfiumError as error:
        kind = "password" if getattr(error, "err_code", None) == _PASSWORD else "damaged"
        if "password" in str(error).lower():
            kind = "password"
        _write({"error": kind})
        return
    if count > _MOST_PAGES:
        _write({"error": "pages", "count": count})
        return
    numbers = [int(each) for each in sys.argv[1:]]
    if numbers:
        _draw(document, numbers)
    else:
        _read(document, count)


def _draw(document: Any, numbers: list[int]) -> None:
    """Write the pictures of some pages, None for one that cannot be drawn."""
    from pypdfium2 import PdfiumError  # noqa: PLC0415 -- within limits

    from argmap.originals.pdf.picturing import pictured  # noqa: PLC0415 -- as above

    for number in numbers:
        _begin(f"page {number}")
        try:
            drawn = pictured(document, number - 1) if number <= len(document) else None
        except (PdfiumError, ValueError):
            drawn = None
        _write({"number": number, "drawn": drawn})


def _read(document: Any, count: int) -> None:
    """Write the text of all pages."""
    from pypdfium2 import PYPDFIUM_INFO, PdfiumError  # noqa: PLC0415 -- within limits

    from argmap.originals.pdf.composing import compose  # noqa: PLC0415 -- as above
    from argmap.originals.pdf.reading import Reader  # noqa: PLC0415 -- as above

    reader = Reader(document)
    pages, broken = [], []
    for index in range(count):
        _begin(f"page {index + 1}")
        try:
            pages.append(reader.read(index))
        except PdfiumError:
            broken.append(index + 1)
    _begin("the order of its words")
    without = [page.number for page in pages if not page.lines and page.has_pictures]
    unreadable = [page.number for page in pages if page.unreadable > _UNREADABLE]
    _write(
        {
            "extractor": f"argmap layout 2, pypdfium2 {PYPDFIUM_INFO.version}",
            "count": count,
            "pictures": without,
            "unreadable": unreadable,
            "broken": broken,
        }
    )
    for composed in compose(pages):
        _begin(f"the order of the words on page {composed.page.number + 1}")
        _write(composed._asdict())


def _begin(what: str) -> None:
    """Say what is done now, and give it its time: more of it ends the process."""
    sys.stderr.write(f"{what}\n")
    sys.stderr.flush()
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 -- not on Windows

        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + _SECONDS_A_PAGE
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 -- not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _write(record: dict[str, Any]) -> None:
    line = json.dumps(record, ensure_ascii=True, separators=(",", ":"))
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
