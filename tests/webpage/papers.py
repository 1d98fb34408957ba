"""A paper in two columns, and a map of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from argmap.model import ArgumentMap
from argmap.source import Source

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [
    [
        ["Buses carry many people at once.", "A street is short of room, so that", "it matters."],
        ["Trams carry more of them, but", "their tracks cost a town much money", "and years."],
    ],
    [["Nothing on this page is cited.", "It says so itself."], ["Nor is this column."]],
    [["People who wait for a bus read", "more than those who drive."], ["They also sleep more."]],
]


def paper(folder: Path, *, has_colour: bool = False) -> Path:
    """Write the paper as a PDF: each page has two columns of lines."""
    path = folder / "paper.pdf"
    canvas = Canvas(str(path), pagesize=(420, 595), invariant=True)
    for columns in PAGES:
        if has_colour:
            canvas.setFillColorRGB(0.8, 0.1, 0.1)
            canvas.rect(40, 60, 60, 40, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont("Helvetica", 10)
        for column, lines in enumerate(columns):
            for row, line in enumerate(lines):
                canvas.drawString(30 + 190 * column, 540 - 13 * row, line)
        canvas.showPage()
    canvas.save()
    return path


def paper_map(folder: Path, *, has_colour: bool = False) -> ArgumentMap:
    """Return a map of the paper, which cites its first and its third page."""
    source = Source.from_original(
        paper(folder, has_colour=has_colour), id="paper", title="Buses and <trams>", again=True
    )

    def cited(quote: str) -> list[dict[str, object]]:
        start = source.text.index(quote)
        return [{"source": "paper", "quote": quote, "spans": [[start, start + len(quote)]]}]

    m = ArgumentMap(title="Buses", sources=[source])
    m.question("Do buses help?", id="q", implicit=True)
    m.claim(
        "They carry many", id="many", answers="q", anchors=cited("Buses carry many people at once.")
    )
    m.reason(
        "Room is short",
        id="room",
        supports="many",
        anchors=cited("A street is short of room, so that\nit matters."),
    )
    m.caveat(
        "Trams carry more", id="trams", rebuts="many", anchors=cited("Trams carry more of them")
    )
    m.claim("More is read", id="read", answers="q", anchors=cited("more than those who drive."))
    return m
