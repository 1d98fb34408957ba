"""Folding, searching, zooming, the keyboard, the outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap import load
from argmap.graph import Graph
from tests.browser.conftest import INTERVIEW, NARROW, WIDE
from tests.browser.reading import (
    card,
    focused,
    fragment,
    has_class,
    in_view,
    item,
    seen,
    wait_until,
    words_of,
)
from tests.drawing.invented import city_charge

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser


@pytest.fixture
def page(opened: Callable[..., Opened], interview_page: str) -> Page:
    return opened(interview_page).page


def under(id: str) -> set[str]:
    return {one for _, one in Graph(load(INTERVIEW)).walk(id)} - {id}


# Folding


def test_a_page_begins_with_as_many_levels_as_can_be_read(page: Page) -> None:
    assert len(seen(page)) == 45
    assert page.evaluate("zoom") >= 0.75


def test_a_knob_folds_and_unfolds_a_branch(page: Page) -> None:
    page.locator("#argmap-depth").select_option(label="All levels")
    everything = seen(page)
    knob = card(page, "embrace").locator(".handle")
    knob.click()
    assert seen(page) == everything - under("embrace")
    assert knob.locator("text").text_content() == f"+{len(under('embrace'))}"
    assert knob.locator("text").is_visible()
    knob.click()
    assert seen(page) == everything
    assert fragment(page) == ""


def test_levels_are_shown_and_folded_at_once(page: Page) -> None:
    page.locator("#argmap-depth").select_option(label="Questions only")
    assert seen(page) == {"why", "in-concert", "shift"}
    page.locator("#argmap-depth").select_option(label="All levels")
    assert len(seen(page)) == 45


def test_a_question_is_folded_where_it_heads_its_section(page: Page) -> None:
    page.locator("#argmap-depth").select_option(label="All levels")
    everything = seen(page)
    card(page, "why").locator(".handle").click()
    assert seen(page) == everything - under("why")
    card(page, "why").locator(".handle").click()
    assert seen(page) == everything


def test_a_kind_is_left_out_with_what_hangs_from_it(page: Page) -> None:
    page.locator("#argmap-depth").select_option(label="All levels")
    page.locator('[data-look="caveat"]').click()
    assert not any(load(INTERVIEW)[id].limits for id in seen(page))
    assert page.locator('[data-look="caveat"]').get_attribute("aria-pressed") == "false"
    page.locator('[data-look="caveat"]').click()
    assert len(seen(page)) == 45


def test_unfolding_all_draws_what_was_drawn_before(page: Page) -> None:
    page.locator("#argmap-depth").select_option(label="All levels")
    drawn = page.locator("#argmap-picture").inner_html().partition('<path id="argmap-veil"')[0]
    page.evaluate("fold(ids.indexOf('embrace'))")
    page.evaluate("fold(ids.indexOf('embrace'))")
    assert page.locator("#argmap-picture").inner_html().startswith(drawn)


def test_words_of_a_folded_statement_light_the_card_that_it_is_folded_under(page: Page) -> None:
    page.locator("#argmap-depth").select_option(label="1 level")
    words_of(page, "buyer").scroll_into_view_if_needed()
    words_of(page, "buyer").hover()
    assert has_class(card(page, "embrace"), "lit")
    words_of(page, "buyer").click()
    assert "buyer" in seen(page)


# Searching


def test_search_finds_words_in_both_panes(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("democracy")
    output = page.locator("#argmap-hits")
    found = int((output.text_content() or "").split(" of ")[1])
    source = load(INTERVIEW).source().text.casefold().count("democracy")
    statements = [one for one in load(INTERVIEW).statements if "democracy" in one.wording]
    assert found == source + len(statements)
    assert page.locator(".card.hit").count() == len(statements)
    for _ in range(source):
        page.keyboard.press("Enter")
    assert output.text_content() == f"{source + 1} of {found}"
    lit = page.locator(".card.lit.hit")
    assert in_view(lit, page.locator("#argmap-map"))
    page.keyboard.press("Shift+Enter")
    assert output.text_content() == f"{source} of {found}"


def test_search_unfolds_what_it_finds_and_says_what_it_does_not_find(page: Page) -> None:
    page.locator("#argmap-depth").select_option("1")
    field = page.locator("#argmap-search")
    field.fill("eggs in one basket")
    page.keyboard.press("Enter")
    assert "Russia has put all its eggs" in page.locator(".card.hit").first.text_content()
    assert page.locator(".card.hit").first.is_visible()
    field.fill("fomin (l)")
    assert page.locator("#argmap-hits").text_content() == "1 of 1"
    field.fill("(no such words")
    assert page.locator("#argmap-hits").text_content() == "not found"
    page.keyboard.press("Escape")
    assert field.input_value() == ""
    assert page.locator(".hit").count() == 0


# Zooming


def test_the_map_zooms_fits_and_moves(page: Page) -> None:
    before = page.evaluate("zoom")
    page.locator("#argmap-larger").click()
    assert page.evaluate("zoom") > before
    for _ in ("its width", "all of it"):
        page.locator("#argmap-fit").click()
    fits = (
        "mapPane.scrollHeight <= mapPane.clientHeight && mapPane.scrollWidth <= mapPane.clientWidth"
    )
    assert page.evaluate(fits)
    page.evaluate("setZoom(2)")
    page.mouse.move(1000, 500)
    page.mouse.down()
    page.mouse.move(900, 400, steps=3)
    page.mouse.up()
    assert page.evaluate("[mapPane.scrollLeft > 60, mapPane.scrollTop > 60]") == [True, True]
    assert fragment(page) == ""


def test_zooming_leaves_the_place_under_the_pointer_where_it_is(page: Page) -> None:
    page.evaluate("setZoom(1)")
    card(page, "buyer").scroll_into_view_if_needed()
    box = card(page, "buyer").bounding_box()
    assert box is not None
    x, y = box["x"] + 20, box["y"] + 20
    page.mouse.move(x, y)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    wait_until(page, "zoom > 1.5")
    page.keyboard.up("Control")
    now = page.evaluate("([x, y]) => statementAt(document.elementFromPoint(x, y))?.id", [x, y])
    assert now == card(page, "buyer").get_attribute("id")


# The keyboard


def test_arrows_follow_the_argument(page: Page) -> None:
    card(page, "why").focus()
    steps = [
        ("ArrowRight", "embrace"),
        ("ArrowDown", "fits-bill"),
        ("ArrowUp", "embrace"),
        ("ArrowRight", "buyer"),
        ("ArrowRight", "other-reasons"),
        ("ArrowLeft", "buyer"),
        ("ArrowLeft", "embrace"),
        ("ArrowLeft", "why"),
    ]
    graph = Graph(load(INTERVIEW))
    steps[4] = ("ArrowRight", graph.children("buyer")[0])
    for key, id in steps:
        page.keyboard.press(key)
        assert focused(page) == id
        assert has_class(card(page, id), "lit"), id


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_everything_can_be_done_with_the_keyboard(
    opened: Callable[..., Opened], interview_page: str, size: tuple[int, int]
) -> None:
    page = opened(interview_page, size=size).page
    if size == NARROW:
        page.keyboard.press("m")
    for _ in range(40 if size == WIDE else 0):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#argmap-picture') !== null"):
            break
    assert focused(page) == "why"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert fragment(page) == "#embrace"
    count = len(seen(page))
    page.keyboard.press("f")
    assert len(seen(page)) < count
    page.keyboard.press("f")
    page.keyboard.press("t")
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert fragment(page) not in ("", "#embrace")
    page.keyboard.press("o")
    assert page.locator("#argmap-outline").is_visible()
    assert page.evaluate("document.activeElement.role") == "treeitem"
    page.keyboard.press("m")
    assert page.locator("#argmap-map").is_visible()
    page.keyboard.press("Escape")
    assert fragment(page) == ""
    page.keyboard.press("?")
    assert page.locator("#argmap-help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#argmap-help").is_visible()


def test_each_pane_is_one_stop_for_the_tab_key(page: Page) -> None:
    for pane in ("#argmap-text", "#argmap-picture", "#argmap-outline"):
        assert page.locator(f'{pane} [data-s][tabindex="0"]').count() == 1, pane


def test_what_is_kept_is_said_aloud(page: Page) -> None:
    card(page, "buyer").click()
    said = page.locator("#argmap-selected").text_content() or ""
    assert said.startswith("Reason Bertil Lintner Myanmar buys Russian military hardware")
    assert "supports: " in said


# The outline


def test_the_outline_says_all_and_folds(page: Page) -> None:
    page.locator("#argmap-asoutline").click()
    assert not page.locator("#argmap-map").is_visible()
    page.locator("#argmap-depth").select_option(label="All levels")
    for statement in load(INTERVIEW).statements:
        assert statement.wording in (item(page, statement.id).text_content() or "")
    item(page, "why").focus()
    page.keyboard.press("f")
    assert item(page, "why").get_attribute("aria-expanded") == "false"
    assert not item(page, "embrace").is_visible()
    page.keyboard.press("ArrowRight")
    assert focused(page) == "embrace"
    page.keyboard.press("ArrowDown")
    assert focused(page) == "buyer"


def test_a_phone_begins_with_the_outline(
    opened: Callable[..., Opened], interview_page: str
) -> None:
    page = opened(interview_page, size=NARROW).page
    assert page.locator("#argmap-outline").is_visible()
    assert page.locator("#argmap-text").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#argmap-asmap").click()
    assert page.locator("#argmap-map").is_visible()


def test_every_relation_has_a_word(opened: Callable[..., Opened]) -> None:
    page = opened(city_charge()).page
    page.locator("#argmap-asoutline").click()
    said = page.locator("#argmap-outline").text_content() or ""
    for relation in ("supports", "rebuts", "undercuts", "limits", "answers"):
        assert relation in said
