"""Whatever a file holds, taking its text ends in a text or in one message."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

import docx
import pytest

from argmap.errors import ArgmapError
from argmap.originals.documents import take_document
from argmap.originals.pdf.process import take_pdf
from argmap.originals.places import read_places
from argmap.originals.subtitles import take_subtitles
from argmap.originals.taking import take
from argmap.originals.web_page import take_web_page
from tests.originals import papers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = (
    "<!doctype html><meta charset=utf-8><main><h1>Buses</h1><p>They <b>help</b>.<sup><a href='#n'>1"
    "</a></sup><table><tr><td>a<td>b</table><ul><li>c</ul><pre> d</pre></main><nav>e</nav>"
)
SRT = "".join(
    f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\nANN: Buses <i>help</i>.\n\n" for n in range(9)
)
VTT = f"WEBVTT\n\nNOTE x\n\n{SRT.replace(',', '.')}"


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return data with pieces removed, repeated, or overwritten at random."""
    pieces = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        start = chance.randrange(len(pieces) or 1)
        end = start + chance.choice((1, 1, 2, 8, 100))
        kind = chance.randrange(4)
        if kind == 0:
            del pieces[start:end]
        elif kind == 1:
            pieces[start:start] = pieces[start:end]
        elif kind == 2:
            pieces[start:end] = bytes(chance.randrange(256) for _ in range(end - start))
        else:
            pieces[start:end] = chance.choice(
                (b"<", b">", b"9999999999", b"-->", b"\0", b"-1", b"]")
            )
    return bytes(pieces)


def document() -> bytes:
    made, file = docx.Document(), io.BytesIO()
    made.add_heading("Buses")
    made.add_paragraph("They help.", style="List Bullet")
    made.save(file)
    return file.getvalue()


def subtitles(data: bytes) -> object:
    return take_subtitles(data.decode("utf-8", "replace"), where="a")


@pytest.mark.parametrize(
    ("read", "data", "rounds"),
    [
        (lambda data: take_web_page(data, where="a"), PAGE.encode(), 300),
        (subtitles, SRT.encode(), 300),
        (subtitles, VTT.encode(), 300),
        (lambda data: take_document(data, where="a"), document(), 100),
    ],
    ids=["web page", "srt", "vtt", "document"],
)
def test_a_damaged_original_ends_in_a_text_or_a_message(
    read: Callable[[bytes], object], data: bytes, rounds: int
) -> None:
    chance = random.Random(3)  # noqa: S311 -- no secret
    for _ in range(rounds):
        try:
            read(damaged(data, chance))
        except ArgmapError as error:
            assert error.what  # noqa: PT017 -- either is right


@pytest.mark.full
def test_a_damaged_pdf_and_its_damaged_table_end_in_a_text_or_a_message(tmp_path: Path) -> None:
    path = papers.reportlab_paper(tmp_path, by_turns=False).path
    chance = random.Random(4)  # noqa: S311 -- no secret
    table = take(path).places.dumps()
    for number in range(212):
        try:
            if number < 12:  # a process each
                take_pdf(damaged(path.read_bytes(), chance), where="a")
            else:
                list(map(str, [read_places(damaged(table, chance), where="a").at(0, 9999)]))
        except ArgmapError as error:
            assert error.what  # noqa: PT017 -- either is right
