"""From the map to the words and back: pointing, keeping, addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap.model import ArgumentMap
from argmap.source import Source
from tests.browser.conftest import NARROW
from tests.browser.reading import (
    card,
    fragment,
    has_class,
    in_view,
    number_of,
    wait_until,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser


def test_pointing_at_a_card_lights_its_words_its_targets_and_its_supports(
    opened: Callable[..., Opened], interview_page: str
) -> None:
    page = opened(interview_page).page
    card(page, "embrace").hover()
    assert has_class(card(page, "embrace"), "lit")
    assert has_class(words_of(page, "embrace"), "lit")
    for id in ("why", "buyer", "comeback", "example"):
        assert has_class(words_of(page, id), "near"), id
    assert not has_class(words_of(page, "differ"), "near")
    raised = page.locator("#argmap-lit use").evaluate_all("all => all.map(use => use.href.baseVal)")
    assert f"#argmap-s{number_of(page, 'buyer')}" in raised
    assert f"#argmap-s{number_of(page, 'differ')}" not in raised


def test_pointing_at_words_lights_their_card_and_what_it_bears_on(
    opened: Callable[..., Opened], interview_page: str
) -> None:
    page = opened(interview_page).page
    words_of(page, "buyer").scroll_into_view_if_needed()
    words_of(page, "buyer").hover()
    assert has_class(card(page, "buyer"), "lit")
    assert has_class(words_of(page, "embrace"), "near")


def test_leaving_a_pane_puts_the_light_out(
    opened: Callable[..., Opened], interview_page: str
) -> None:
    page = opened(interview_page).page
    card(page, "embrace").hover()
    page.locator("h1").hover()
    assert page.locator(".lit").count() == 0
    assert page.locator("#argmap-lit use").count() == 0


def test_all_above_a_statement_stays_lit(
    opened: Callable[..., Opened], interview_page: str
) -> None:
    page = opened(interview_page, fragment="#not-all").page
    for id in ("not-all", "glory", "comeback", "embrace", "why"):
        assert has_class(words_of(page, id), "near"), id


def test_a_click_keeps_a_statement_and_writes_the_address(
    opened: Callable[..., Opened], interview_page: str
) -> None:
    page = opened(interview_page).page
    card(page, "embrace").click()
    assert fragment(page) == "#embrace"
    assert card(page, "embrace").get_attribute("aria-pressed") == "true"
    page.locator("h1").hover()
    assert has_class(card(page, "embrace"), "lit")
    assert in_view(words_of(page, "embrace"), page.locator("#argmap-text"))
    card(page, "embrace").click()
    assert fragment(page) == ""
    assert page.locator(".lit").count() == 0


@pytest.mark.parametrize("id", ["embrace", "not-all", "time-will-tell", "bay"])
def test_an_address_restores_what_was_kept(
    opened: Callable[..., Opened], interview_page: str, id: str
) -> None:
    page = opened(interview_page, fragment=f"#{id}").page
    assert has_class(card(page, id), "lit")
    assert card(page, id).is_visible()
    assert in_view(card(page, id), page.locator("#argmap-map"))
    assert in_view(words_of(page, id), page.locator("#argmap-text"))
    assert page.locator("#argmap-card .wording").is_visible()


@pytest.mark.parametrize("id", ["distance", "time-will-tell", "embrace"])
def test_what_is_said_of_a_kept_card_does_not_cover_it(
    opened: Callable[..., Opened], interview_page: str, id: str
) -> None:
    page = opened(interview_page, fragment=f"#{id}").page
    assert in_view(card(page, id), page.locator("#argmap-map"))
    kept, said = card(page, id).bounding_box(), page.locator("#argmap-card").bounding_box()
    assert kept is not None
    assert said is not None
    assert said["x"] + said["width"] <= kept["x"] or kept["y"] + kept["height"] <= said["y"]


def test_going_back_goes_to_what_was_kept_before(
    opened: Callable[..., Opened], interview_page: str
) -> None:
    page = opened(interview_page).page
    card(page, "embrace").click()
    card(page, "buyer").click()
    page.go_back()
    wait_until(page, "kept >= 0 && ids[kept] === 'embrace'")


def test_an_address_that_names_nothing_keeps_nothing(
    opened: Callable[..., Opened], interview_page: str
) -> None:
    page = opened(interview_page, fragment="#%E0%A4%A").page
    assert page.locator(".lit").count() == 0


def test_a_tap_keeps_a_statement(opened: Callable[..., Opened], interview_page: str) -> None:
    page = opened(interview_page, size=NARROW, is_touched=True).page
    page.locator(f"#argmap-o{number_of(page, 'embrace')}").tap()
    assert fragment(page) == "#embrace"
    assert in_view(words_of(page, "embrace"), page.locator("#argmap-text"))
    words_of(page, "why").tap()
    assert fragment(page) == "#why"
    page.locator("#argmap-asmap").tap()
    card(page, "why").tap()
    assert fragment(page) == ""


def overlapping() -> ArgumentMap:
    text = Source(id="note", text="Buses help because they carry many people at once.")
    m = ArgumentMap(title="Overlaps", sources=[text])
    m.claim("All of it", id="all", quote="Buses help because they carry many people")
    m.reason("Within", id="in", supports="all", quote="they carry many people")
    m.reason("Across", id="across", supports="all", quote="many people at once")
    return m


def test_overlapping_passages_light_all_their_statements(opened: Callable[..., Opened]) -> None:
    page = opened(overlapping()).page
    shared = page.locator("mark", has_text="many people")
    assert shared.get_attribute("data-s") == "0 1 2"
    shared.hover()
    for id in ("all", "in", "across"):
        assert has_class(card(page, id), "lit"), id


def test_each_click_on_shared_words_goes_on_to_the_next_statement(
    opened: Callable[..., Opened],
) -> None:
    page = opened(overlapping()).page
    shared = page.locator("mark", has_text="many people")
    for end in ("#all", "#in", "#across"):
        shared.click()
        assert fragment(page) == end
    shared.click()
    assert fragment(page) == ""


def test_all_pieces_of_a_quote_with_words_left_out_are_lit(
    opened: Callable[..., Opened], interview_page: str
) -> None:
    page = opened(interview_page, fragment="#glory").page
    lit = page.locator("mark.lit").all_text_contents()
    assert lit == [
        "Under President Vladimir Putin, Russia has been able to restore some",
        "of its former glory as a global superpower",
    ]


def test_ids_of_any_kind_make_addresses(opened: Callable[..., Opened]) -> None:
    m = ArgumentMap(title="Odd ids")
    m.claim("Odd", id='a"b<i>&#%é')
    page = opened(m).page
    page.locator(".card").click()
    again = opened(m, fragment=fragment(page)).page
    assert has_class(again.locator(".card"), "lit")
