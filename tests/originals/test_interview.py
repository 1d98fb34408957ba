"""The interview as a PDF, a web page, a document and subtitles gives the same map."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

import docx
import pytest

import argmap as am
from tests.originals.papers import printed
from tests.sessions import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SEED = ROOT / "seeds" / "asia-times-russia-myanmar.txt"
MAP = ROOT / "examples" / "russia-myanmar" / "russia-myanmar.argmap.yaml"
PARAGRAPHS = [line for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]


def web_page(folder: Path) -> Path:
    path = folder / "interview.html"
    around = "<nav><a href=/>Home</a> <a href=/asia>Southeast Asia</a></nav>"
    words = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in PARAGRAPHS)
    style = "<style>body{font:12pt serif;text-align:justify}</style>"
    path.write_text(
        f"<!doctype html><html lang=en><meta charset=utf-8><title>Interview</title>{style}"
        f"{around}<article>{words}</article><footer>© Asia Times</footer></html>",
        encoding="utf-8",
    )
    return path


def pdf(folder: Path) -> Path:
    return printed(web_page(folder))


def document(folder: Path) -> Path:
    made = docx.Document()
    for paragraph in PARAGRAPHS:
        made.add_paragraph(paragraph)
    path = folder / "interview.docx"
    made.save(str(path))
    return path


def subtitles(folder: Path) -> Path:
    cues, number = [], 0
    for paragraph in PARAGRAPHS:
        words = paragraph.split()
        for first in range(0, len(words), 9):
            said = words[first : first + 9]
            half = " ".join(said[:5]) + "\n" + " ".join(said[5:])
            start = number * 4
            clock = [f"{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}" for s in (start, start + 4)]
            number += 1
            cues.append(f"{number}\n{clock[0]},000 --> {clock[1]},000\n{half.strip()}\n")
    path = folder / "interview.srt"
    path.write_text("\n".join(cues), encoding="utf-8")
    return path


def plain(quote: str) -> str:
    # A place is parted where a page turns, and `…` stands for the heads that are between.
    return " ".join(quote.replace("…", " ").split())


@pytest.mark.filterwarnings("ignore::argmap.errors.OriginalWarning")  # of the menu
@pytest.mark.parametrize("make", [web_page, document, subtitles, pdf])
def test_the_interview_gives_the_same_map_with_the_same_quotes(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    known = am.load(MAP)
    original = make(tmp_path)
    source = am.Source.from_original(original, id=known.sources[0].id)
    without_spans = known.model_copy(
        update={
            "sources": [source],
            **{
                section: [
                    statement.model_copy(
                        update={
                            "anchors": tuple(
                                anchor.model_copy(
                                    update={"spans": (), "prefix": None, "suffix": None}
                                )
                                for anchor in statement.anchors
                            )
                        }
                    )
                    for statement in getattr(known, section)
                ]
                for section in ("questions", "claims", "reasons", "caveats")
            },
        }
    )
    grounding = am.ground(without_spans, git=False)
    assert grounding.open == (), [(one.statement, one.outcome) for one in grounding.open]
    found = grounding.map
    for statement in known:
        quotes = [plain(anchor.quote) for anchor in found[statement.id].anchors]
        assert quotes == [plain(anchor.quote) for anchor in statement.anchors]
        for anchor in found[statement.id].anchors:
            place = source.place(anchor.spans[0].start, anchor.spans[-1].end)
            assert place is not None
            assert re.fullmatch(r"pp?\. \d.*|0:\d\d:\d\d|/.*p\[\d+\]", str(place))
    assert [one.code for one in am.check(found, select=["AM1"])] == [
        one.code for one in am.check(known, select=["AM1"])
    ]
