"""Papers as other programs set them, with what was set: words, pages, notes, heads."""

from __future__ import annotations

import random
import shutil
import subprocess
from html import escape
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_WORDS = """
the of buses help many people carry every day because a town without them would have to build wider
streets international cooperation representatives understanding development administration
particularly nevertheless in and is that it was for on as with well-known efficient offices
Überlandbus déjà
""".split()


class Set(NamedTuple):
    """A paper and the words that were set in it: those of its text, in order, and of its notes."""

    path: Path
    words: list[str]
    notes: list[str]


class Writer:
    """Makes paragraphs of words; the first word of each is found nowhere else."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 -- no secret
        self._number = 0
        self.words: list[str] = []
        self.notes: list[str] = []

    def sentence(self, least: int = 6, most: int = 20) -> str:
        """Return a sentence that is in neither list yet."""
        count = self._random.randint(least, most)
        words = [self._random.choice(_WORDS) for _ in range(count)]
        return " ".join([words[0].capitalize(), *words[1:]]) + "."

    def paragraph(self) -> list[str]:
        """Return the sentences of a paragraph, which are in the list of words then."""
        self._number += 1
        mark = f"Mark{self._number}x"
        sentences = [f"{mark} {self.sentence()}", *(self.sentence() for _ in range(4))]
        self.words += " ".join(sentences).split()
        return sentences

    def heading(self) -> str:
        """Return a heading, which is in the list of words then."""
        words = self.sentence(2, 5)[:-1]
        self.words += words.split()
        return words

    def cells(self) -> list[str]:
        """Return the cells of a table of three columns."""
        rows = [str(self._random.randint(100, 9999)) for _ in range(6)]
        cells = ["City", "Buses", "Riders", *rows]
        self.words += cells
        return cells

    def note(self) -> str:
        """Return a note, which is in the list of notes then."""
        note = f"{self.sentence()} {self.sentence()}"
        self.notes += note.split()
        return note

    def chance(self, share: float) -> bool:
        """Return true as often as the share says."""
        return self._random.random() < share


def typst_paper(folder: Path, *, columns: int, paragraphs: int = 60) -> Set:
    """Set a paper with Typst: justified and hyphenated, with heads, notes and tables."""
    import typst  # noqa: PLC0415 -- seldom needed

    write = Writer(columns)
    parts = [
        (
            f'#set page(paper: "a4", columns: {columns}, numbering: "1",'
            " header: [Journal of Bus Studies #h(1fr) Volume 12])\n#set par(justify: true)\n"
            '#set text(lang: "en", size: 10pt, hyphenate: true)\n'
        )
    ]
    for number in range(paragraphs):
        if number % 7 == 0:
            parts.append(f"== {write.heading()}")
        if number % 11 == 5:
            cells = ", ".join(f"[{cell}]" for cell in write.cells())
            parts.append(f"#table(columns: 3, {cells})")
        sentences = write.paragraph()
        if write.chance(0.3):
            sentences[1] = f"{sentences[1]}#footnote[{write.note()}]"
        parts.append(" ".join(sentences))
    source = folder / f"typst{columns}.typ"
    source.write_text("\n\n".join(parts), encoding="utf-8")
    path = source.with_suffix(".pdf")
    typst.compile(str(source), output=str(path))
    return Set(path, write.words, write.notes)


def chromium_paper(folder: Path, *, columns: int, paragraphs: int = 40) -> Set:
    """Print a web page with Chromium, with its own heads and page numbers."""
    write = Writer(10 + columns)
    parts = []
    for number in range(paragraphs):
        if number % 7 == 0:
            parts.append(f"<h2>{escape(write.heading())}</h2>")
        if number % 11 == 5:
            cells = write.cells()
            rows = "".join(
                f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells[at : at + 3])}</tr>"
                for at in (0, 3, 6)
            )
            parts.append(f"<table>{rows}</table>")
        parts.append(f"<p>{escape(' '.join(write.paragraph()))}</p>")
    page = folder / f"chromium{columns}.html"
    style = f"body{{columns:{columns};font:11pt serif;text-align:justify;hyphens:auto}}"
    style += "td{padding:0 2em}"
    page.write_text(
        f"<!doctype html><html lang=en><title>Buses</title><style>{style}</style>{''.join(parts)}",
        encoding="utf-8",
    )
    return Set(printed(page), write.words, [])


def printed(page: Path) -> Path:
    """Print a web page to a PDF beside it."""
    path = page.with_suffix(".pdf")
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if chromium is None:
        pytest.skip("needs Chromium")
    subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={path}", page],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return path


def reportlab_paper(folder: Path, *, by_turns: bool) -> Set:
    """Draw a paper in two columns with ReportLab: column by column, or line by line over both."""
    from reportlab.lib.utils import simpleSplit  # noqa: PLC0415
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    write = Writer(20 + by_turns)
    path = folder / f"reportlab{by_turns:d}.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    for page in range(1, 6):
        columns = []
        for _ in range(2):
            lines: list[str] = []
            while len(lines) < 50:
                lines += simpleSplit(" ".join(write.paragraph()), "Times-Roman", 10, 220)
            columns.append(lines)
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(60, 800, "The Bus Review")
        canvas.drawCentredString(297, 30, f"– {page + 344} –")
        canvas.setFont("Times-Roman", 10)
        longest = max(map(len, columns))
        drawn = [(row, column) for column in (0, 1) for row in range(longest)]
        for row, column in sorted(drawn) if by_turns else drawn:
            if row < len(columns[column]):
                canvas.drawString(60 + 250 * column, 780 - 12 * row, columns[column][row])
        canvas.showPage()
    canvas.save()
    return Set(path, write.words, [])
