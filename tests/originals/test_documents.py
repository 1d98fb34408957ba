"""Word documents as originals."""

from __future__ import annotations

import io
import time
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import Pt

import argmap as am
from argmap.errors import SourceError
from argmap.originals.documents import take_document
from tests.originals.papers import Writer

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.originals.extraction import Extraction

TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def taken(data: bytes) -> Extraction:
    return take_document(data, where="a.docx")


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        for name, data in parts.items():
            package.writestr(f"word/{name}.xml", data)
    return file.getvalue()


def body(inner: bytes) -> bytes:
    return b"<w:document %s><w:body>%s</w:body></w:document>" % (W, inner)


def test_paragraphs_headings_lists_and_tables_read_as_in_the_document() -> None:
    document = docx.Document()
    document.add_heading("Why buses help", 1)
    paragraph = document.add_paragraph("Buses help ")
    paragraph.add_run("us").bold = True
    paragraph.add_run(" all.").font.size = Pt(20)
    for item in ("first", "second"):
        document.add_paragraph(item, style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("City", "Buses", "Bonn", "12"), strict=True):  # noqa: SLF001 -- in order
        cell.text = text
    document.add_paragraph("They carry many.")
    assert taken(saved(document)).text == (
        "Why buses help\n\nBuses help us all.\n\n- first\n- second\n\nCity\tBuses\nBonn\t12\n\n"
        "They carry many.\n"
    )


def test_every_paragraph_is_named_by_its_number() -> None:
    document = docx.Document()
    for number in range(1, 6):
        document.add_paragraph(f"Paragraph {number}.")
    found = taken(saved(document))
    assert [(found.text[each.start : each.end], each.path) for each in found.elements] == [
        (f"Paragraph {number}.", f"/p[{number}]") for number in range(1, 6)
    ]


def test_the_words_that_were_written_come_out_in_order() -> None:
    write = Writer(5)
    document = docx.Document()
    for number in range(60):
        if number % 7 == 0:
            document.add_heading(write.heading(), 2)
        if number % 11 == 5:
            table = document.add_table(rows=3, cols=3)
            for cell, text in zip(table._cells, write.cells(), strict=True):  # noqa: SLF001
                cell.text = text
        document.add_paragraph(" ".join(write.paragraph()))
    assert taken(saved(document)).text.split() == write.words


def test_pictures_that_are_left_out_are_counted(tmp_path: Path) -> None:
    from PIL import Image  # noqa: PLC0415

    Image.new("L", (9, 9)).save(tmp_path / "a.png")
    document = docx.Document()
    document.add_picture(str(tmp_path / "a.png"))
    with pytest.raises(SourceError, match="document contains no text"):
        taken(saved(document))
    document.add_paragraph("Buses help.")
    assert taken(saved(document)).remarks == ("left out 1 picture",)


def test_what_a_reader_sees_otherwise_is_reported() -> None:
    document = docx.Document()
    document.add_paragraph("Seen ").add_run("and hidden").font.hidden = True
    document.add_paragraph("one", style="List Number")
    document.add_paragraph("in between")
    document.add_paragraph("two", style="List Number")
    formula = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>'
    document.add_paragraph("Sum: ")._p.append(parse_xml(formula))  # noqa: SLF001 -- no other way
    read = taken(saved(document))
    assert "Seen and hidden" in read.text
    assert read.remarks == (
        "the text contains a stretch of hidden text, which Word does not show",
        "each numbered list is counted from 1, even if it continues an earlier one",
        "left out 1 formula",
    )


def test_notes_of_a_document_are_apparatus(tmp_path: Path) -> None:
    import shutil  # noqa: PLC0415
    import subprocess  # noqa: PLC0415

    if shutil.which("pandoc") is None:
        pytest.skip("needs pandoc")
    (tmp_path / "a.md").write_text("Buses help[^1] us all.\n\n[^1]: Says Ann.\n")
    subprocess.run(["pandoc", "a.md", "-o", "a.docx"], cwd=tmp_path, check=True, timeout=60)
    found = taken((tmp_path / "a.docx").read_bytes())
    cut = [found.text[start:end] for start, end in found.apparatus]
    assert any("Says Ann." in each for each in cut)
    source = am.Source.from_original(tmp_path / "a.docx")
    assert source.find("Buses help us all.").status in ("exact", "corrected")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "damaged, or is not a Word document"),
        (b"PK\x03\x04 no more", "damaged, or is not a Word document"),
        (zipped(other=b"<a/>"), "damaged, or is not a Word document"),
        (zipped(document=b"<w:document"), "damaged, or is not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 999, "needs a password, or is in the old"),
        (
            zipped(document=b'<!DOCTYPE a [<!ENTITY b "c">]>' + body(b"")),
            "defines a document type",
        ),
        (
            zipped(document='<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")),
            "defines a document type",
        ),
        (zipped(document=body(b" " * 33_000_000)), "larger than 32 MB"),
        (zipped(document=body(b""), a=b" " * 60_000_000, b=b" " * 60_000_000), "unpacks to"),
        (zipped(document=body(b"<w:p/>" * 2_000_000)), "more than 1,000,000 elements"),
    ],
    ids=[
        "empty",
        "cut",
        "no document",
        "broken",
        "old",
        "entity",
        "entity in UTF-16",
        "large",
        "many large",
        "elements",
    ],
)
def test_what_is_no_document_or_too_much_is_refused_at_once(data: bytes, what: str) -> None:
    start = time.process_time()
    with pytest.raises(SourceError, match=what):
        taken(data)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("tag", [b"w:p", b"w:r", b"w:tbl", b"w:sdt"])
@pytest.mark.full
def test_a_document_nested_without_end_ends_in_a_message(tag: bytes) -> None:
    deep = b"<%s>" % tag * 100_000 + b"</%s>" % tag * 100_000
    with pytest.raises(SourceError):
        taken(zipped(document=body(deep)))


def test_a_document_fetches_nothing_and_reads_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    relation = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" TargetMode="External" Target="file://%s"'
        b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>'
        b"</Relationships>" % str(tmp_path / "secret.txt").encode()
    )
    drawing = (
        b'<w:p><w:r><w:drawing><wp:inline xmlns:wp="@drawingml/2006/wordprocessingDrawing">'
        b'<a:graphic xmlns:a="@drawingml/2006/main"><a:graphicData>'
        b'<pic:pic xmlns:pic="@drawingml/2006/picture"><pic:blipFill>'
        b'<a:blip xmlns:r="@officeDocument/2006/relationships" r:link="r1"/>'
        b"</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>"
        b"</w:drawing></w:r></w:p><w:p><w:r><w:t>Buses help.</w:t></w:r></w:p>"
    )
    drawing = drawing.replace(b"@", b"http://schemas.openxmlformats.org/")
    file = io.BytesIO(zipped(document=body(drawing)))
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("word/_rels/document.xml.rels", relation)
    found = taken(file.getvalue())
    assert found.text == "Buses help.\n"
    assert "secret" not in found.text


def test_words_that_are_struck_out_are_left_out_and_counted() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("It is ")
    paragraph.add_run("not ").font.strike = True
    paragraph.add_run("good.")
    found = taken(saved(document))
    assert found.text == "It is good.\n"
    assert found.remarks == ("left out 1 word that is struck out",)
