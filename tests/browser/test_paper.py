"""The page on paper: text, map and statements, numbered alike, and nothing cut."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from argmap import load
from argmap.graph import Graph
from argmap.webpage import page_html
from tests.browser.conftest import INTERVIEW
from tests.browser.texts import TEXTS
from tests.sessions import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from argmap.model import ArgumentMap
    from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser

MAPS: dict[str, Callable[[], ArgumentMap]] = {
    "interview": lambda: load(INTERVIEW),
    "two-hundred": lambda: load(ROOT / "docs" / "gallery" / "two-hundred.argmap.yaml"),
    **TEXTS,
}
MARGIN = 15 / 25.4 * 72


class Printed:
    """A page as it is printed, page by page: the text of each, and which lie on their side."""

    def __init__(self, page: Page) -> None:
        data = page.pdf(format="A4", prefer_css_page_size=True)
        self.pages = list(pypdfium2.PdfDocument(io.BytesIO(data)))
        self.texts = [" ".join(page.get_textpage().get_text_range().split()) for page in self.pages]
        self.maps = [page for page in self.pages if page.get_width() > page.get_height()]
        first = next(
            (at for at, page in enumerate(self.pages) if page.get_width() > page.get_height())
        )
        self.source = self.texts[:first]
        self.sheets = self.texts[first : first + len(self.maps)]
        self.statements = self.texts[first + len(self.maps) :]


@pytest.fixture(params=MAPS)
def printed(
    request: pytest.FixtureRequest, opened: Callable[..., Opened]
) -> tuple[ArgumentMap, Printed]:
    m = MAPS[request.param]()
    return m, Printed(opened(page_html(m)).page)


def test_text_map_and_statements_have_the_same_numbers_and_nothing_is_cut(
    printed: tuple[ArgumentMap, Printed],
) -> None:
    m, paper = printed
    assert bool(paper.source) == bool(m.sources)
    assert paper.sheets
    assert paper.statements
    # No sheet is blank, and nobody can click on paper.
    assert min(map(len, paper.texts)) > 60
    assert not any("click" in text for text in paper.texts)
    listed = " ".join(paper.statements)
    for number, (_, id) in enumerate(Graph(m).walk(), 1):
        words = m[id].wording.split()
        if words[0].isascii():
            assert f" {number} " in f" {listed} "
            assert any(
                all(word in sheet for word in words[:6]) and f" {number} " in f" {sheet} "
                for sheet in paper.sheets
            ), id
    # What a page end cuts would reach into its margin.
    for page in paper.maps:
        for shape in page.get_objects(filter=[FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = shape.get_bounds()
            if right - left > page.get_width() - 2 or top - bottom > page.get_height() - 2:
                continue  # the ground
            assert bottom > MARGIN - 2
            assert top < page.get_height() - MARGIN + 2
            assert left > MARGIN - 2
            assert right < page.get_width() - MARGIN + 2


def test_a_chapter_of_48_kb_takes_twelve_pages(opened: Callable[..., Opened]) -> None:
    paper = Printed(opened(page_html(TEXTS["chapter"]())).page)
    assert len(paper.source) <= 12


def test_a_tree_too_high_for_a_sheet_is_divided_between_siblings_below_its_heading(
    opened: Callable[..., Opened],
) -> None:
    m = TEXTS["chapter"]()
    paper = Printed(opened(page_html(m)).page)
    heading = " ".join(m["s0"].wording.split()[:6])
    assert len(paper.sheets) > 1
    assert all(heading in sheet for sheet in paper.sheets)
    # Text stays readable: cards of 13 pixels are printed at six points or more.
    for page in paper.maps:
        sizes = {
            round(shape.get_bounds()[3] - shape.get_bounds()[1])
            for shape in page.get_objects(filter=[FPDF_PAGEOBJ_PATH])
        }
        assert max(sizes) > 20


def test_kinds_are_told_apart_in_grey(opened: Callable[..., Opened]) -> None:
    page = opened(page_html(load(INTERVIEW))).page
    page.emulate_media(media="print")
    look = """one => {
      const { textDecorationStyle: line, textDecorationThickness: width } = getComputedStyle(one);
      return `${line} ${width}`;
    }"""
    found = {
        kind: page.locator(f"mark.{kind}:not(.several)").first.evaluate(look)
        for kind in ("question", "claim", "reason", "caveat", "objection")
    }
    assert len(set(found.values())) == 5, found


def test_what_is_folded_or_in_another_tab_is_printed_too(opened: Callable[..., Opened]) -> None:
    page = opened(page_html(load(INTERVIEW))).page
    page.locator("#argmap-depth").select_option(label="1 level")
    paper = Printed(page)
    assert "Only time will tell" in " ".join(paper.sheets)
    assert "Only time will tell" in " ".join(paper.statements)
    assert page.evaluate("inPicture.filter(Boolean).length") == 9
    assert page.locator("#argmap-picture").is_visible()
