"""From a card to its place on the page of the original and back: by mouse, keyboard and finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap.source import Source
from argmap.webpage import page_html
from tests.browser.conftest import NARROW, WIDE
from tests.browser.reading import (
    card,
    focused,
    fragment,
    has_class,
    in_view,
    item,
    number_of,
    words_of,
)
from tests.browser.test_looks import AXE, anchor, violations
from tests.webpage.papers import paper_map

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import FloatRect, Locator, Page

    from argmap.model import ArgumentMap
    from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> ArgumentMap:
    return paper_map(tmp_path_factory.mktemp("paper"))


@pytest.fixture(scope="module")
def paper_page(paper: ArgumentMap) -> str:
    return page_html(paper)


def place(page: Page, id: str) -> Locator:
    return page.locator(f'.place[data-s~="{number_of(page, id)}"]').first


def show_pages(page: Page) -> None:
    page.get_by_role("tab", name="Pages").click()


def box_of(locator: Locator) -> FloatRect:
    found = locator.bounding_box()
    assert found is not None
    return found


def test_a_lit_statement_marks_its_words_on_the_picture_where_they_are(
    opened: Callable[..., Opened], paper: ArgumentMap, paper_page: str
) -> None:
    page = opened(paper_page).page
    show_pages(page)
    (source,) = paper.sources
    for id in ("many", "room", "trams", "read"):
        card(page, id).hover()
        assert has_class(place(page, id), "lit"), id
        (span,) = (span for anchor in paper[id].anchors for span in anchor.spans)
        found = source.place(*span)
        assert found
        (part,) = found.pages
        sheet = box_of(page.locator(".sheet img").nth(0 if part.number == 1 else 1))
        scale = sheet["width"] / (part.box.right - part.box.left)
        marks = place(page, id).locator("rect")
        assert marks.count() == len(part.rectangles)
        for number, wanted in enumerate(part.rectangles):
            mark = box_of(marks.nth(number))
            assert mark["x"] == pytest.approx(sheet["x"] + scale * wanted.left, abs=2)
            assert mark["y"] == pytest.approx(
                sheet["y"] + scale * (part.box.top - wanted.top), abs=2
            )
            assert mark["width"] == pytest.approx(scale * (wanted.right - wanted.left), abs=3)
            assert mark["height"] == pytest.approx(scale * (wanted.top - wanted.bottom), abs=3)


def test_a_card_brings_its_place_on_the_pages_into_view_and_the_place_its_card(
    opened: Callable[..., Opened], paper_page: str
) -> None:
    page = opened(paper_page).page
    show_pages(page)
    pane = page.locator("#argmap-text")
    card(page, "read").click()
    assert in_view(place(page, "read"), pane)
    assert place(page, "read").get_attribute("aria-pressed") == "true"
    card(page, "many").click()
    assert in_view(place(page, "many"), pane)
    place(page, "trams").hover()
    assert has_class(card(page, "trams"), "lit")
    place(page, "trams").click()
    assert fragment(page) == "#trams"
    assert in_view(card(page, "trams"), page.locator("#argmap-map"))


def test_p_goes_from_the_text_to_the_pages_and_back_and_keeps_the_place(
    opened: Callable[..., Opened], paper_page: str
) -> None:
    page = opened(paper_page, fragment="#read").page
    pane = page.locator("#argmap-text")
    assert in_view(words_of(page, "read"), pane)
    page.keyboard.press("p")
    assert not words_of(page, "read").is_visible()
    assert in_view(place(page, "read"), pane)
    page.keyboard.press("p")
    assert not place(page, "read").is_visible()
    assert in_view(words_of(page, "read"), pane)


def test_the_pages_are_read_with_the_keyboard(
    opened: Callable[..., Opened], paper_page: str
) -> None:
    page = opened(paper_page).page
    card(page, "many").focus()
    page.keyboard.press("p")
    page.keyboard.press("t")
    assert focused(page) == "many"
    assert page.evaluate("document.activeElement.closest('.sheet') !== null")
    for id in ("room", "trams", "read"):
        page.keyboard.press("ArrowDown")
        assert focused(page) == id
        assert in_view(place(page, id), page.locator("#argmap-text"))
    page.keyboard.press("Enter")
    assert fragment(page) == "#read"
    page.keyboard.press("p")
    assert focused(page) == "read"
    assert page.evaluate("document.activeElement.localName") == "mark"
    page.keyboard.press("p")
    page.keyboard.press("m")
    assert page.evaluate("document.activeElement.classList.contains('card')")
    assert focused(page) == "read"


def test_the_tabs_are_reached_and_changed_with_arrows(
    opened: Callable[..., Opened], paper_page: str
) -> None:
    page = opened(paper_page).page
    page.get_by_role("tab", name="Text").focus()
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("tab", name="Pages").get_attribute("aria-selected") == "true"
    assert page.locator(".sheet").first.is_visible()
    assert not page.locator(".text").is_visible()


def test_a_hit_of_the_search_opens_the_text(opened: Callable[..., Opened], paper_page: str) -> None:
    page = opened(paper_page).page
    show_pages(page)
    page.locator("#argmap-search").fill("nor is this column")
    assert page.locator(".text").is_visible()
    assert not page.locator(".sheet").first.is_visible()


def test_a_place_is_tapped_on_a_narrow_screen_and_brought_in_from_the_side(
    opened: Callable[..., Opened], paper_page: str
) -> None:
    page = opened(paper_page, size=NARROW, is_touched=True).page
    show_pages(page)
    item(page, "trams").tap()
    assert fragment(page) == "#trams"
    page.wait_for_timeout(100)
    assert in_view(place(page, "trams"), page.locator("#argmap-text"))
    place(page, "trams").tap()
    assert fragment(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW[0]


def test_the_pages_of_one_source_leave_the_others_as_they_are(
    opened: Callable[..., Opened], paper: ArgumentMap
) -> None:
    other = Source(id="other", text="Trains carry the most.", title="Trains")
    m = paper.model_copy(deep=True, update={"sources": [*paper.sources, other]})
    m.caveat(
        "Trains carry most",
        id="trains",
        rebuts="many",
        anchors=[anchor("other", "Trains carry the most.", 0)],
    )
    page = opened(m).page
    assert not words_of(page, "trains").is_visible()
    show_pages(page)
    card(page, "trains").click()
    assert words_of(page, "trains").is_visible()
    assert not page.get_by_role("tab", name="Pages").is_visible()
    card(page, "read").click()
    assert in_view(place(page, "read"), page.locator("#argmap-text"))
    assert not words_of(page, "read").is_visible()


def test_pages_are_not_printed(opened: Callable[..., Opened], paper_page: str) -> None:
    page = opened(paper_page).page
    show_pages(page)
    page.emulate_media(media="print")
    assert page.locator(".text").is_visible()
    assert not page.locator(".sheet").first.is_visible()
    assert not page.locator(".sides").is_visible()


@pytest.mark.parametrize("quiz", ["wording", "quotes"])
def test_a_quiz_hides_no_more_and_no_less_on_the_pages(
    opened: Callable[..., Opened], paper: ArgumentMap, quiz: str
) -> None:
    page = opened(page_html(paper, quiz=quiz)).page  # type: ignore[arg-type]
    show_pages(page)
    assert place(page, "read").is_visible() == (quiz == "wording")
    page.locator("#argmap-disclose").click()
    assert place(page, "read").is_visible()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing_on_the_pages(
    opened: Callable[..., Opened], paper_page: str, scheme: str, size: tuple[int, int]
) -> None:
    page = opened(paper_page, scheme=scheme, size=size, fragment="#trams").page
    assert violations(page) == []
    show_pages(page)
    assert violations(page) == []
