"""What a PDF says about itself: its title, what it shows, and what wrote it.

ReportLab would add an author called "anonymous" and a date in the year 2000. A map does not name
the author of a picture, and a date would make two files of the same map differ, so there is one
only if SOURCE_DATE_EPOCH gives it (https://reproducible-builds.org/specs/source-date-epoch/).
"""

from __future__ import annotations

import os
from typing import Any

from reportlab.pdfbase.pdfdoc import (  # type: ignore[import-untyped]
    PDFDate,
    PDFDictionary,
    PDFInfo,
    PDFString,
)

from argmap.errors import UsageError

_EPOCH = "SOURCE_DATE_EPOCH"


class Information(PDFInfo):  # type: ignore[misc]  # reportlab has no types
    """The information dictionary of a PDF (ISO 32000-1, 14.3.3)."""

    def __init__(self, title: str, subject: str) -> None:
        super().__init__()
        self.title = title
        self.subject = subject
        self.creator = "argmap"
        self.author = ""

    def format(self, document: Any) -> bytes:
        """Return it as it is written."""
        names = ("Title", "Subject", "Creator", "Producer")
        entries = {name: PDFString(getattr(self, name.lower())) for name in names}
        if _has_date():
            entries["CreationDate"] = PDFDate(ts=document._timeStamp)  # noqa: SLF001 -- its own way
        written: bytes = PDFDictionary(entries).format(document)
        return written


def check_date() -> None:
    """Raise UsageError if the environment gives a date that is not a number of seconds."""
    if _has_date() and not os.environ[_EPOCH].strip().isdecimal():
        raise UsageError(
            f"{_EPOCH} must be a number of seconds since 1970, not {os.environ[_EPOCH]!r}",
            help="correct or unset it",
        )


def _has_date() -> bool:
    return bool(os.environ.get(_EPOCH, "").strip())
