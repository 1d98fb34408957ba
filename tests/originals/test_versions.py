"""What takes a text says its version, and another text of the same file is of another version."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from argmap.originals.documents import take_document
from argmap.originals.pdf.process import take_pdf
from argmap.originals.subtitles import take_subtitles
from argmap.originals.web_page import take_web_page

if TYPE_CHECKING:
    from argmap.originals.extraction import Extraction

SRT = """\
1
00:00:01,000 --> 00:00:04,000
ANN: <i>Do buses</i> help?

2
00:01:05,500 --> 00:01:09,000
- They carry many.
- They do.
"""
PAGE = """\
<!doctype html><title>Buses</title><nav><a href=/>Home</a></nav><article><h1>Buses</h1>
<p>They help<sup><a href=#n>1</a></sup> 10<sup>6</sup> people, she said: <q>they do</q>.
<ol><li>one<li>two</ol><table><tr><th>City<th>Buses<tr><td>Oslo<td>12</table>
<section role=doc-endnotes><p id=n>1. See Smith.</section></article>
"""


def subtitles() -> Extraction:
    return take_subtitles(SRT, where="a.srt")


def web_page() -> Extraction:
    return take_web_page(PAGE.encode(), where="a.html")


def document() -> Extraction:
    made, file = docx.Document(), io.BytesIO()
    made.add_heading("Buses")
    made.add_paragraph("They help many people.")
    made.add_table(2, 2).cell(0, 0).text = "Oslo"
    made.save(file)
    return take_document(file.getvalue(), where="a.docx")


def pdf() -> Extraction:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(400, 400), invariant=True)
    for page, people in enumerate(("men", "women", "children"), 1):
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(50, 380, "The Bus Review")
        canvas.drawString(190, 20, f"{page}")
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(50, 340, f"Buses help all {people}, and they carry many peo-")
        canvas.drawString(50, 326, f"ple every day. Of {people} it is known well.")
        for row, cells in enumerate((("City", "Buses"), ("Oslo", "12"), ("Rome", "15"))):
            for column, cell in enumerate(cells):
                canvas.drawString(50 + 120 * column, 290 - 14 * row, cell)
        canvas.drawString(50, 230, f"In 2019 it was so for {people}.")
        canvas.setFont("Times-Roman", 7)
        canvas.drawString(50, 60, "* See Smith, who says so.")
        canvas.showPage()
    canvas.save()
    return take_pdf(file.getvalue(), where="a.pdf")


# When a text or its places change, raise the number in the extractor, and add a line here.
KNOWN = {
    "argmap subtitles 3: subtitles": "85fae97e621f3669",
    "argmap markup 3: web_page": "c371535ea488c7eb",
    "argmap markup 2: document": "dd6c6f0e3fec58ec",
    "argmap layout 2: pdf": "07b69e5316f8d1a5",
}


@pytest.mark.parametrize("take", [subtitles, web_page, document, pdf])
def test_another_text_of_the_same_file_is_of_another_version(take: object) -> None:
    made = take()  # type: ignore[operator]
    version = f"{made.extractor.partition(',')[0]}: {take.__name__}"  # type: ignore[attr-defined]
    said = (made.text, made.apparatus, made.pages, made.elements, made.cues, made.rewritten)
    digest = hashlib.sha256(repr(said).encode()).hexdigest()[:16]
    assert KNOWN[version] == digest, f"another text: {made.text!r}"
