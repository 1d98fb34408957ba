"""PDFs as originals: their text in order, and the place of each word on its page."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

import pytest
from rapidfuzz.distance import Indel

import argmap as am
from argmap.errors import OriginalWarning, SourceError
from argmap.originals.pdf.process import take_pdf
from argmap.originals.taking import take
from tests.originals import papers

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.originals.extraction import Extraction
    from argmap.originals.place import Rectangle
    from argmap.originals.taking import Taken

_SPANS = 350  # of each paper: 2,100 in all
_HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010]\s*\n\s*(?=\w)")
_XHTML = "{http://www.w3.org/1999/xhtml}"


class Seen(NamedTuple):
    """A word as another program sees it on a page."""

    text: str
    x: float
    y: float


class Read(NamedTuple):
    """A paper that was set, what was taken from it, and what another program sees in it."""

    name: str
    set: papers.Set
    taken: Taken
    seen: list[list[Seen]]


def seen_words(path: Path) -> list[list[Seen]]:
    """Return the words of each page with their middles, as Poppler sees them."""
    out = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], check=True, capture_output=True, timeout=60
    ).stdout
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", out.decode("utf-8", "replace"))
    pages = []
    for page in ElementTree.fromstring(text).iter(f"{_XHTML}page"):  # noqa: S314 -- our own PDF
        height = float(page.attrib["height"])
        pages.append(
            [
                Seen(
                    word.text or "",
                    (float(word.attrib["xMin"]) + float(word.attrib["xMax"])) / 2,
                    height - (float(word.attrib["yMin"]) + float(word.attrib["yMax"])) / 2,
                )
                for word in page.iter(f"{_XHTML}word")
            ]
        )
    return pages


_MAKERS = {
    "typst, one column": lambda folder: papers.typst_paper(folder, columns=1),
    "typst, two columns": lambda folder: papers.typst_paper(folder, columns=2),
    "chromium, one column": lambda folder: papers.chromium_paper(folder, columns=1),
    "chromium, two columns": lambda folder: papers.chromium_paper(folder, columns=2),
    "reportlab, by columns": lambda folder: papers.reportlab_paper(folder, by_turns=False),
    "reportlab, by turns": lambda folder: papers.reportlab_paper(folder, by_turns=True),
}


@pytest.fixture(scope="module", params=list(_MAKERS))
def paper(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Read:
    if shutil.which("pdftotext") is None:
        pytest.skip("needs poppler-utils")
    made = _MAKERS[request.param](tmp_path_factory.mktemp("paper"))
    return Read(request.param, made, take(made.path), seen_words(made.path))


def words_without_apparatus(taken: Taken) -> list[str]:
    kept, place = [], 0
    for start, end in sorted(taken.places.apparatus):
        kept.append(taken.text[place:start])
        place = max(place, end)
    kept.append(taken.text[place:])
    return words_of("".join(kept))


def words_of(text: str) -> list[str]:
    """Return words, those that a line end parts joined: whether at a hyphen of theirs is open."""
    return [word.replace("-", "") for word in _HYPHEN.sub("", text).split()]


def is_in(word: Seen, rectangles: tuple[Rectangle, ...]) -> bool:
    return any(
        each.left <= word.x <= each.right and each.bottom <= word.y <= each.top
        for each in rectangles
    )


def test_the_words_that_were_set_come_out_in_order(paper: Read) -> None:
    wanted = [word.replace("-", "") for word in paper.set.words]
    likeness = Indel.normalized_similarity(wanted, words_without_apparatus(paper.taken))
    print(f"{paper.name}: words in order {likeness:.4%}")  # noqa: T201 -- with -s
    assert likeness >= 0.995, f"{paper.name}: {likeness:.4f}"


def test_heads_numbers_and_notes_are_apparatus_and_nothing_else_is(paper: Read) -> None:
    apparatus = " \n".join(
        paper.taken.text[start:end] for start, end in paper.taken.places.apparatus
    )
    found = Counter(words_of(re.sub(r"(?<!\S)\d{1,3}(?=[A-ZÜ])", "", apparatus)))
    notes = Counter(word.replace("-", "") for word in paper.set.notes)
    assert sum((notes - found).values()) <= 0.02 * sum(notes.values())
    rest = found - notes
    heads = {"Journal", "of", "Bus", "Studies", "Volume", "12", "The", "Review", "–", "Buses"}
    strange = [word for word in rest if word not in heads and not re.search(r"\d|:|/", word)]
    assert len(strange) <= 0.002 * len(paper.set.words), strange


def test_rectangles_cover_the_words_of_a_span_and_nothing_else(paper: Read) -> None:
    text, places = paper.taken.text, paper.taken.places
    # To Poppler, the mark of a note and the first word of it are one word.
    spans = [match.span() for match in re.finditer(r"(?m)(?:^\d{1,3} (?=\S))?\S+", text)]
    pick = random.Random(7)  # noqa: S311 -- no secret
    right = 0
    wrong = []
    for _ in range(_SPANS):
        first = pick.randrange(len(spans) - 30)
        last = first + pick.randrange(1, 30)
        start, end = spans[first][0], spans[last - 1][1]
        place = places.at(start, end)
        assert place is not None
        covered = [
            word.text
            for part in place.pages
            for word in paper.seen[part.number - 1]
            if is_in(word, part.rectangles)
        ]
        # Programs part words at other signs: what counts is that their letters are the same.
        if sorted("".join(covered).replace("\u00ad", "-")) == sorted(
            "".join(text[start:end].split())
        ):
            right += 1
        else:
            wrong.append((text[start:end], covered))
    print(f"{paper.name}: rectangles of {right} of {_SPANS} spans")  # noqa: T201 -- with -s
    assert right >= 0.99 * _SPANS, f"{paper.name}: {right} of {_SPANS}; {wrong[:2]}"


def test_every_paragraph_is_on_the_page_that_another_program_finds_it_on(paper: Read) -> None:
    text = paper.taken.text
    marks = list(re.finditer(r"Mark\d+x", text))
    assert len(marks) == sum(word.startswith("Mark") for word in paper.set.words)
    for mark in marks:
        place = paper.taken.places.at(*mark.span())
        assert place is not None
        (part,) = place.pages
        (page,) = [
            number
            for number, words in enumerate(paper.seen, 1)
            if any(word.text == mark[0] for word in words)
        ]
        assert part.number == page


def test_a_quote_over_a_line_end_a_hyphen_and_a_page_is_found(paper: Read) -> None:
    wanted = paper.set.words
    pick = random.Random(9)  # noqa: S311 -- no secret
    found = 0
    source = am.Source(id="paper", text=paper.taken.text, ignore=paper.taken.places.apparatus)
    for _ in range(40):
        start = pick.randrange(len(wanted) - 40)
        words = wanted[start : start + 25]
        if any(word in ("City", "Buses", "Riders") or word.isdigit() for word in words):
            found += 1
            continue
        placement = source.find(" ".join(words))
        found += placement.status in ("exact", "corrected", "elided")
    assert found >= 38


def test_the_number_printed_on_a_page_is_its_label(tmp_path: Path) -> None:
    taken = take(papers.reportlab_paper(tmp_path, by_turns=False).path)
    place = taken.places.at(taken.text.index("Mark1x"), taken.text.index("Mark1x") + 6)
    assert place is not None
    assert (place.pages[0].number, place.pages[0].label, str(place)) == (1, "345", "p. 345")
    assert place.fragment == "page=1"


def test_labels_that_the_file_has_are_used(tmp_path: Path) -> None:
    from pypdf import PdfWriter  # noqa: PLC0415
    from pypdf.constants import PageLabelStyle  # noqa: PLC0415

    made = papers.reportlab_paper(tmp_path, by_turns=False)
    writer = PdfWriter(clone_from=made.path)
    writer.set_page_label(0, 1, PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(2, 4, PageLabelStyle.DECIMAL, start=1)
    writer.write(made.path)
    assert [page.label for page in take(made.path).places.pages] == ["i", "ii", "1", "2", "3"]


def blank_with_picture(path: Path, pages: str) -> Path:
    """Draw a PDF with a page for each letter: t has text, p a picture, e nothing."""
    from PIL import Image  # noqa: PLC0415
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    canvas = Canvas(str(path), pagesize=(300, 300))
    for kind in pages:
        if kind == "t":
            canvas.drawString(50, 200, "Buses help us all.")
        if kind == "p":
            canvas.drawImage(ImageReader(Image.new("L", (9, 9), 99)), 20, 20, 200, 200)
        canvas.showPage()
    canvas.save()
    return path


def test_raised_digits_are_exponents_or_marks_of_notes_and_never_of_the_number(
    tmp_path: Path,
) -> None:
    import typst  # noqa: PLC0415 -- seldom needed

    body = (
        "By 2019#footnote[Counted by hand.] there were 10#super[9] cells on 25 m#super[2], "
        "and 3 × 10#super[\u22124] mol.#footnote[In water.] Smith says.#super[14] "
        "The ranges 10-4 and 2010–12 hold. There are 10#super[2] of 7#super[2]. "
        "He paid 12#super[34] euro."
    )
    source = tmp_path / "a.typ"
    source.write_text(f"#set page(width: 30cm)\n{body}\n\n#lorem(80)", encoding="utf-8")
    taken = take_pdf(typst.compile(str(source)), where="a.pdf")
    text = " ".join(taken.text.split())
    assert "2019¹ there were 10⁹ cells on 25 m², and 3 × 10⁻⁴ mol.2 Smith says.14 The" in text
    assert "10-4 and 2010–12 hold. There are 10² of 7². He paid 12³⁴ euro" in text
    marks = [taken.text[start:end] for start, end in taken.apparatus]
    assert marks[:3] == ["¹", "2", "14"]
    assert not any("⁹" in mark or "⁻⁴" in mark or "³⁴" in mark for mark in marks)


def set_with_typst(body: str) -> Extraction:
    import typst  # noqa: PLC0415 -- seldom needed

    source = f"#set page(width: 20cm, height: 12cm)\n{body}".encode()
    return take_pdf(typst.compile(source), where="a.pdf")


def test_an_exponent_is_no_mark_of_a_note_that_has_its_mark_elsewhere() -> None:
    taken = set_with_typst(
        "By 2019#footnote[Counted by hand.] there were 7#super[2] of them, as Smith says.#footnote"
        "[In water.] And 5#super[1] too.\n\n#pagebreak()\nOf 12#footnote[“Counted” again.] and"
        " 6#super[3]."
    )
    marks = [taken.text[start:end] for start, end in taken.apparatus]
    assert [mark for mark in marks if len(mark) == 1] == ["¹", "2", "³"]
    assert taken.remarks == (
        "taken for marks of notes, although they may be exponents: 12³ on page 2",
    )


def test_the_mark_of_a_note_is_apart_from_its_first_word() -> None:
    taken = set_with_typst("Buses help.#footnote[See Smith.] More.#footnote[“So” he says.]")
    assert taken.text.split("\n\n")[-1] == "1 See Smith.\n2 “So” he says.\n"
    assert [taken.text[start:end] for start, end in taken.apparatus][-1].endswith(
        "1 See Smith.\n2 “So” he says."
    )


def test_the_head_line_of_a_table_has_a_tab_between_its_cells() -> None:
    taken = set_with_typst(
        "The buses of two years, and what we know of their riders, are in the table below.\n\n"
        "#table(columns: 4, table.header([*Year*], [*No. of buses*], [*Riders*], [*Share*]),"
        " [2001], [5], [12], [3 %], [2002], [6], [14], [4 %])\n\nMore words are below it."
    )
    assert [line.split("\t") for line in taken.text.split("\n") if line] == [
        ["The buses of two years, and what we know of their riders, are in the table below."],
        ["Year", "No. of buses", "Riders", "Share"],
        ["2001", "5", "12", "3 %"],
        ["2002", "6", "14", "4 %"],
        ["More words are below it."],
    ]


def test_a_space_that_only_the_longest_row_has_is_no_gutter(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.setFont("Courier", 10)
    rows = [("-v", "shows the version and exits"), ("-h", "shows help"), ("-n", "names it")]
    for row, (one, other) in enumerate(rows):
        canvas.drawString(72, 700 - 12 * row, one)
        canvas.drawString(150, 700 - 12 * row, other)
    canvas.save()
    text = take(tmp_path / "a.pdf").text
    assert [tuple(line.split("\t")) for line in text.split("\n") if line] == rows


def test_exponents_of_formulas_are_on_their_line() -> None:
    taken = set_with_typst("An energy of $E = m c^2$ and $10^9$ of them on $25 m^2$, so $x^(-4)$.")
    assert "An energy of 𝐸 = 𝑚𝑐² and 10⁹ of them" in taken.text
    assert taken.text.count("\n") == 1
    assert taken.apparatus == ()


def test_a_scan_is_refused_and_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no text on pages 1 to 3") as caught:
        take(blank_with_picture(tmp_path / "a.pdf", "ppp"))
    assert "OCR" in str(caught.value.help)


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    path = blank_with_picture(tmp_path / "a.pdf", "tpptepe")
    with pytest.warns(OriginalWarning, match="no text on pages 2 to 3 and 6: make one with OCR"):
        am.Source.from_original(path)


def test_an_empty_pdf_is_no_empty_source(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="the PDF contains no text"):
        take(blank_with_picture(tmp_path / "a.pdf", "ee"))


def test_a_password_and_damage_are_told_apart(tmp_path: Path) -> None:
    from pypdf import PdfWriter  # noqa: PLC0415

    path = blank_with_picture(tmp_path / "a.pdf", "tt")
    whole = path.read_bytes()
    writer = PdfWriter(clone_from=path)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)
    with pytest.raises(SourceError, match="the PDF needs a password"):
        take(path)
    for damaged in (b"", b"%PDF-1.7", whole[:300], b"<html>", b"\0" * 999):
        with pytest.raises(SourceError, match="damaged, or is not a PDF"):
            take_pdf(damaged, where="a.pdf")


def pdf_of(content: bytes, *objects: bytes, resources: bytes = b"<<>>") -> bytes:
    """Return a PDF of one page with that content, and further objects from number 4 on."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources "
        + resources
        + b">>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        *objects,
    ]
    body, offsets = b"%PDF-1.4\n", []
    pieces = [body]
    length = len(body)
    for number, part in enumerate(parts, 1):
        offsets.append(length)
        piece = b"%d 0 obj\n%s\nendobj\n" % (number, part)
        pieces.append(piece)
        length += len(piece)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    pieces.append(
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(parts) + 1, table, len(parts) + 1, length)
    )
    return b"".join(pieces)


def test_a_million_objects_end_in_bounded_time() -> None:
    with pytest.raises(SourceError):
        take_pdf(pdf_of(b"", *[b"null"] * 1_000_000), where="a.pdf")


def test_forms_that_draw_each_other_without_end_are_stopped() -> None:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    forms = []
    for number in range(5, 35):
        content = b"/F Do " * 4 if number < 34 else b"BT /A 9 Tf 9 9 Td (Buses) Tj ET"
        inner = b"<</XObject<</F %d 0 R>>/Font<</A 35 0 R>>>>" % (number + 1)
        forms.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 300 300]/Resources %s/Length %d>>stream\n%s\n"
            b"endstream" % (inner, len(content), content)
        )
    data = pdf_of(b"/F Do", *forms, font, resources=b"<</XObject<</F 5 0 R>>>>")
    with pytest.raises(SourceError, match="page 1 takes too much time or memory"):
        take_pdf(data, where="a.pdf")


def test_a_module_in_the_working_folder_does_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = blank_with_picture(tmp_path / "a.pdf", "t")
    for name in ("json", "pypdfium2", "argmap"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w')\n")
    monkeypatch.chdir(tmp_path)
    assert take(path).text == "Buses help us all.\n"
    assert not (tmp_path / "ran").exists()


def test_coverage_asks_for_no_statement_about_heads_and_notes(tmp_path: Path) -> None:
    made = papers.typst_paper(tmp_path, columns=1, paragraphs=12)
    m = am.ArgumentMap(sources=[am.Source.from_original(made.path, id="paper")])
    (covered,) = am.coverage(m)
    source = m.sources[0]
    alone = am.Source(id="paper", text=source.text)
    (whole,) = am.coverage(am.ArgumentMap(sources=[alone]))
    assert covered.sentences is not None
    assert whole.sentences is not None
    notes = sum(word.endswith(".") for word in made.notes)
    assert notes > 0
    assert covered.sentences <= whole.sentences - notes
