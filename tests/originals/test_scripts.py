"""PDFs in other scripts, and of pages that are turned."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfWriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import argmap as am
from argmap.originals.taking import take
from tests.originals import papers
from tests.originals.test_pdfs import words_without_apparatus

if TYPE_CHECKING:
    from pathlib import Path

CHINESE = (
    "公共汽车每天运送许多人因为没有它们城镇就必须修建更宽的街道和更多的停车场国际合作与理解的发展"
    "需要时间但是人们愿意等待"
)


@pytest.mark.parametrize("font", ["STSong-Light", "HeiseiMin-W3"])
def test_every_character_of_a_script_without_spaces_has_its_own_rectangle(
    tmp_path: Path, font: str
) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 400))
    pick = random.Random(5)  # noqa: S311 -- no secret
    text = "".join(pick.choice(CHINESE) for _ in range(600))
    lines = [text[start : start + 30] for start in range(0, 600, 30)]
    canvas.setFont(font, 10)
    for row, line in enumerate(lines):
        canvas.drawString(40, 360 - 16 * row, line)
    canvas.showPage()
    canvas.save()
    taken = take(tmp_path / "a.pdf")
    assert "".join(taken.text.split()) == text
    for _ in range(300):
        place = pick.randrange(600)
        row, column = divmod(place, 30)
        start = taken.text.index(lines[row]) + column
        found = taken.places.at(start, start + 1)
        assert found is not None
        ((left, bottom, right, top),) = found.pages[0].rectangles
        assert left == pytest.approx(40 + 10 * column, abs=0.2)
        assert right == pytest.approx(50 + 10 * column, abs=0.2)
        assert bottom < 360 - 16 * row + 4 < top
    source = am.Source(id="a", text=taken.text)
    assert source.find(text[20:75]).status == "corrected"


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_is_turned_reads_as_one_that_is_not(tmp_path: Path, rotation: int) -> None:
    path = papers.reportlab_paper(tmp_path, by_turns=True).path
    upright = take(path)
    writer = PdfWriter(clone_from=path)
    for page in writer.pages:
        page.rotate(rotation)
    writer.write(path)
    turned = take(path)
    assert turned.places.pages[0].rotation == rotation
    kept, same = (words_without_apparatus(taken) for taken in (turned, upright))
    assert kept == same


def test_a_page_drawn_sideways_and_turned_upright_reads_in_order(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 300))
    lines = [f"Line {number} says that buses help us all." for number in range(9)]
    canvas.rotate(90)
    for row, line in enumerate(lines):
        canvas.drawString(30, -60 - 16 * row, line)
    canvas.showPage()
    canvas.save()
    writer = PdfWriter(clone_from=tmp_path / "a.pdf")
    writer.pages[0].rotate(90)
    writer.write(tmp_path / "a.pdf")
    taken = take(tmp_path / "a.pdf")
    assert taken.text == "\n".join(lines) + "\n"
    assert taken.places.apparatus == ()
    start = taken.text.index(lines[3])
    place = taken.places.at(start, start + len(lines[3]))
    assert place is not None
    left, right = 60 + 16 * 3 - 12, 60 + 16 * 3 + 4
    assert all(left < each.left < each.right < right for each in place.pages[0].rectangles)


def test_a_watermark_at_the_side_is_none_of_the_words(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 300))
    for row in range(5):
        canvas.drawString(60, 200 - 14 * row, "Buses help us all, every day of the week.")
    canvas.rotate(90)
    canvas.drawString(30, -20, "preprint:2611.00001 [buses]")
    canvas.showPage()
    canvas.save()
    taken = take(tmp_path / "a.pdf")
    cut = [taken.text[start:end] for start, end in taken.places.apparatus]
    assert [each.split() for each in cut] == [["preprint:2611.00001", "[buses]"]]


@pytest.mark.full
def test_characters_beyond_the_first_plane_are_whole(tmp_path: Path) -> None:
    import typst  # noqa: PLC0415

    source = tmp_path / "a.typ"
    source.write_text(
        "= Mathematics\n\nLet $x in A$ be given, and then $y in B$.\n", encoding="utf-8"
    )
    typst.compile(str(source), output=str(tmp_path / "a.pdf"))
    taken = take(tmp_path / "a.pdf")
    assert " ".join(taken.text.split()) == "Mathematics Let 𝑥 ∈ 𝐴 be given, and then 𝑦 ∈ 𝐵."
    start = taken.text.index("𝑦")
    place = taken.places.at(start, start + 1)
    assert place is not None
    assert len(place.pages[0].rectangles) == 1


@pytest.mark.parametrize(
    "said", ["الحافلات تساعد الناس كل يوم", "אוטובוסים עוזרים לאנשים רבים בכל יום"]
)
def test_text_that_may_be_out_of_order_is_reported(tmp_path: Path, said: str) -> None:
    page = tmp_path / "a.html"
    page.write_text(f"<meta charset=utf-8><p dir=rtl>{said}", encoding="utf-8")
    assert any("from right to left" in remark for remark in take(papers.printed(page)).remarks)


def test_greek_and_cyrillic_come_out_in_order(tmp_path: Path) -> None:
    said = "Λεωφορεία και τρένα, Автобусы помогают людям; naïve façade, Łódź."
    page = tmp_path / "a.html"
    page.write_text(f"<meta charset=utf-8><p>{said}", encoding="utf-8")
    taken = take(papers.printed(page))
    assert said in " ".join(taken.text.split())
    assert taken.remarks == ()
