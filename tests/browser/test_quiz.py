"""A quiz: what a page hides until it is asked for."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf
import pytest

from argmap import check
from argmap.errors import UsageError
from argmap.model import ArgumentMap
from argmap.webpage import page_html
from tests.browser.reading import card, has_class, item, words_of
from tests.browser.test_looks import AXE, violations
from tests.browser.texts import transcript

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser

FLOODS = "Floods ruin people"


def test_wordings_are_hidden_until_they_are_asked_for(opened: Callable[..., Opened]) -> None:
    page = opened(page_html(transcript(), quiz="wording")).page
    words = card(page, "floods").locator("text", has_text=FLOODS)
    assert not words.is_visible()
    assert card(page, "floods").locator("text", has_text="Reason").is_visible()
    assert card(page, "dam").locator("text", has_text="Should").is_visible(), "a question asks"
    assert FLOODS not in (card(page, "floods").get_attribute("aria-label") or "")
    assert "hidden" in (card(page, "floods").get_attribute("aria-label") or "")
    card(page, "floods").click()
    note = page.locator("#argmap-card .wording")
    assert not note.is_visible()
    assert FLOODS not in (page.locator("#argmap-selected").text_content() or "")
    assert has_class(words_of(page, "floods"), "lit"), "its passage may be read"
    page.locator("h1").hover()
    shown = card(page, "floods").screenshot()
    page.evaluate("cards[ids.indexOf('floods')].classList.remove('secret')")
    page.wait_for_timeout(60)
    assert card(page, "floods").screenshot() != shown, "nor is it shown where it is highlighted"
    page.evaluate("cards[ids.indexOf('floods')].classList.add('secret')")
    page.locator("#argmap-disclose").click()
    assert words.is_visible()
    assert note.is_visible()
    assert FLOODS in (card(page, "floods").get_attribute("aria-label") or "")
    assert not card(page, "cost").locator("text", has_text="houses").is_visible()
    assert not page.locator("#argmap-card a", has_text="It should be dammed").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    assert card(page, "cost").locator("text", has_text="houses").is_visible()


def test_what_is_hidden_is_not_found_and_not_in_the_outline(opened: Callable[..., Opened]) -> None:
    page = opened(page_html(transcript(), quiz="wording")).page
    page.locator("#argmap-search").fill("ruin people")
    assert page.locator("#argmap-hits").text_content() == "not found"
    page.locator("#argmap-asoutline").click()
    assert not item(page, "floods").locator(".wording").is_visible()
    item(page, "floods").click()
    page.locator("#argmap-disclose").click()
    assert item(page, "floods").locator(".wording").is_visible()


def test_passages_are_hidden_until_they_are_asked_for(opened: Callable[..., Opened]) -> None:
    page = opened(page_html(transcript(), quiz="quotes")).page
    line = "one => getComputedStyle(one).textDecorationLine"
    assert words_of(page, "salmon").evaluate(line) == "none"
    assert words_of(page, "dam").evaluate(line) == "underline"
    card(page, "salmon").click()
    assert words_of(page, "salmon").evaluate(line) == "none"
    place = words_of(page, "ladder").bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + 5, place["y"] + 5)
    assert not has_class(card(page, "ladder"), "lit")
    page.keyboard.press("s")
    assert words_of(page, "salmon").evaluate(line) == "underline"
    assert has_class(words_of(page, "salmon"), "lit")
    assert words_of(page, "ladder").evaluate(line) == "none"


@pytest.mark.parametrize("quiz", ["wording", "quotes"])
def test_a_quiz_on_paper_is_a_work_sheet(opened: Callable[..., Opened], quiz: str) -> None:
    page = opened(page_html(transcript(), quiz=quiz)).page
    paper = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    _, sheet, listed = (" ".join(one.extract_text().split()) for one in paper)
    assert (FLOODS in sheet) == (quiz == "quotes")
    assert (FLOODS in listed) == (quiz == "quotes")
    assert ("floods every other spring" in listed) == (quiz == "wording")
    page.emulate_media(media="print")
    number = "one => getComputedStyle(one, '::before').content"
    shown = words_of(page, "salmon").evaluate(number)
    assert shown == ("none" if quiz == "quotes" else '"4"')


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci")
@pytest.mark.parametrize("quiz", ["wording", "quotes"])
def test_axe_finds_nothing_in_a_quiz(opened: Callable[..., Opened], quiz: str) -> None:
    page = opened(page_html(transcript(), quiz=quiz)).page
    card(page, "salmon").click()
    assert violations(page) == []


def test_a_page_without_a_quiz_hides_nothing(opened: Callable[..., Opened]) -> None:
    page = opened(transcript()).page
    assert not page.locator("#argmap-disclose").is_visible()
    page.keyboard.press("s")
    assert card(page, "floods").locator("text", has_text=FLOODS).is_visible()


def test_there_are_two_quizzes() -> None:
    with pytest.raises(UsageError, match="unknown quiz 'all'"):
        page_html(ArgumentMap(), quiz="all")


def test_blanks_are_accepted_and_have_room_to_write_in(opened: Callable[..., Opened]) -> None:
    m = transcript()
    anchors = m["floods"].anchors
    m.reason("…", id="one", supports="yes")
    m.reason("…", id="two", supports="yes", anchors=anchors)
    m.reason("___", id="three", supports="yes")
    assert [one.code for one in check(m) if one.statement in {"one", "two", "three"}] == []
    page = opened(m).page
    box = card(page, "one").locator("rect").first.bounding_box()
    usual = card(page, "floods").locator("rect").first.bounding_box()
    assert box is not None
    assert usual is not None
    assert box["height"] > usual["height"] + 20
    assert card(page, "one").locator(":scope > text").all_text_contents() == ["Reason"]
