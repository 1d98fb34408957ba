"""The handout: text, map and statements, numbered alike, with nothing cut."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from argmap import load
from argmap.errors import UsageError
from argmap.graph import Graph
from argmap.handout import to_handout
from argmap.model import ArgumentMap
from argmap.source import Source
from tests.browser.texts import TEXTS
from tests.documents.documents import run
from tests.sessions import ROOT

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

INTERVIEW = ROOT / "examples" / "russia-myanmar" / "russia-myanmar.argmap.yaml"
MAPS: dict[str, Callable[[], ArgumentMap]] = {"interview": lambda: load(INTERVIEW), **TEXTS}
A4 = (595.3, 841.9)
MARGIN = 6 / 25.4 * 72


def pages_of(data: bytes) -> list[pypdfium2.PdfPage]:
    return list(pypdfium2.PdfDocument(data))


def text_of(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_range().split())


@pytest.mark.parametrize("name", MAPS)
def test_text_map_and_statements_have_the_same_numbers_and_nothing_is_cut(name: str) -> None:
    m = MAPS[name]()
    pages = pages_of(to_handout(m))
    texts = [text_of(page) for page in pages]
    assert min(map(len, texts)) > 60
    for page in pages:
        assert sorted(page.get_size()) == pytest.approx(A4, abs=0.5)
        for shape in page.get_objects(filter=[FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = shape.get_bounds()
            if right - left > page.get_width() - 2:
                continue  # the ground
            assert left > MARGIN - 2
            assert bottom > MARGIN - 2
            assert right < page.get_width() - MARGIN + 2
            assert top < page.get_height() - MARGIN + 2
    whole = " ".join(texts)
    for number, (_, id) in enumerate(Graph(m).walk(), 1):
        words = m[id].wording.split()[:3]
        if not words[0].isascii():
            continue
        kind = m[id].kind.capitalize() if m[id].kind != "caveat" else ""
        # Once on its card, once in the list.
        assert whole.count(f"{number} {kind}") >= 2, id
        assert sum(" ".join(words) in text for text in texts) >= 1, id


def test_a_chapter_of_48_kb_takes_twelve_pages() -> None:
    pages = pages_of(to_handout(TEXTS["chapter"]()))
    first = next(at for at, page in enumerate(pages) if "supports" in text_of(page))
    assert first <= 12
    assert first > 5


def test_trees_are_divided_between_siblings_below_their_heading() -> None:
    m = TEXTS["chapter"]()
    pages = [text_of(page) for page in pages_of(to_handout(m))]
    sheets = [text for text in pages if "supports" in text and "Statements" not in text]
    sheets = [text for text in sheets if text.startswith("On lights")]
    assert len(sheets) > 1
    assert all("1 Question" in sheet for sheet in sheets)


def test_the_same_map_gives_the_same_bytes() -> None:
    assert to_handout(TEXTS["transcript"]()) == to_handout(TEXTS["transcript"]())


def test_what_is_long_is_broken_and_what_is_empty_is_set() -> None:
    address = "https://example.org/" + "a" * 400
    m = ArgumentMap(title="Long", sources=[Source(id="t", text=f"See {address}.\n\n\n")])
    m.claim("…", id="blank")
    pages = pages_of(to_handout(m, paper="letter"))
    assert sorted(pages[0].get_size()) == pytest.approx((612, 792), abs=0.5)
    assert text_of(pages[0]).replace(" ", "").count("a" * 50) >= 1
    assert "The map has no statements" in text_of(pages_of(to_handout(ArgumentMap()))[-1])


def test_unknown_paper_is_refused() -> None:
    with pytest.raises(UsageError, match="unknown paper 'b4'"):
        to_handout(ArgumentMap(), paper="b4")


def render(*options: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-m", "argmap", "render", str(INTERVIEW), "--handout")
    return run(*command, *options, folder=folder)


def test_the_command_line_writes_a_handout(tmp_path: Path) -> None:
    done = render("-o", "handout.pdf", "--paper", "a4", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "45 statements" in done.stderr
    assert len(pages_of((tmp_path / "handout.pdf").read_bytes())) > 5


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["-o", "x.svg"], "a handout must be a PDF"),
        (["-o", "x.html"], "a handout must be a PDF"),
        (["-o", "x.pdf", "--depth", "2"], "`--depth` does not apply to a handout"),
        (["-o", "x.pdf", "--width", "500"], "`--width` does not apply to a handout"),
        (["-o", "x.pdf", "--theme", "dark"], "`--theme` does not apply to a handout"),
    ],
)
def test_what_a_handout_does_not_take_is_refused(
    options: list[str], says: str, tmp_path: Path
) -> None:
    done = render(*options, folder=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert not list(tmp_path.iterdir())
