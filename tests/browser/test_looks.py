"""What the page looks like: to axe, in both schemes, at both widths, on paper."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pypdf
import pytest

from argmap import check, load
from argmap.model import ArgumentMap
from argmap.source import Source
from argmap.webpage import page_html
from tests.browser.conftest import INTERVIEW, NARROW, WIDE
from tests.browser.reading import card
from tests.drawing.invented import city_charge
from tests.sessions import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page) -> list[tuple[str, str]]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then((all) => all.violations)")
    return [(one["id"], json.dumps(one["nodes"][0]["html"])) for one in found]


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("state", ["begun", "kept", "outline", "help"])
def test_axe_finds_nothing(
    opened: Callable[..., Opened],
    interview_page: str,
    scheme: str,
    size: tuple[int, int],
    state: str,
) -> None:
    fragment = "#comeback" if state == "kept" else ""
    page = opened(interview_page, scheme=scheme, size=size, fragment=fragment).page
    if state == "outline":
        page.locator("#argmap-asmap" if size == NARROW else "#argmap-asoutline").click()
    elif state == "help":
        page.locator("#argmap-ask").click()
    assert violations(page) == []


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci")
@pytest.mark.filterwarnings("ignore::argmap.errors.UnplacedWarning")
def test_axe_finds_nothing_on_a_page_with_tabs_and_problems(
    opened: Callable[..., Opened],
) -> None:
    assert violations(opened(two_sources()).page) == []


def two_sources() -> ArgumentMap:
    m = ArgumentMap(
        title="Two talks",
        sources=[
            Source(id="one", text="HOST: Do buses help?\n\nMAYOR: They do.", title="First talk"),
            Source(id="two", text="They carry many. [Applause]", ignore=[(17, 27)]),
        ],
    )
    m.question(
        "Do buses help?", id="q", speaker="Host", anchors=[anchor("one", "Do buses help?", 6)]
    )
    m.claim("They do", id="c", answers="q", anchors=[anchor("one", "They do", 29)])
    m.reason("They carry many", id="r", supports="c", anchors=[anchor("two", "They carry many", 0)])
    m.reason("Invented", id="x", supports="c", anchors=[{"source": "two", "quote": "Trams rock"}])
    return m


def anchor(source: str, quote: str, start: int) -> dict[str, object]:
    return {"source": source, "quote": quote, "span": [start, start + len(quote)]}


@pytest.mark.filterwarnings("ignore::argmap.errors.UnplacedWarning")
def test_several_sources_are_tabs(opened: Callable[..., Opened]) -> None:
    page = opened(two_sources()).page
    tabs = page.get_by_role("tab")
    assert tabs.all_text_contents() == ["First talk", "two"]
    assert page.locator("#argmap-source0").is_visible()
    assert not page.locator("#argmap-source1").is_visible()
    tabs.nth(1).click()
    assert page.locator("#argmap-source1").is_visible()
    tabs.nth(1).press("ArrowLeft")
    assert page.locator("#argmap-source0").is_visible()
    card(page, "r").click()
    assert page.locator("#argmap-source1").is_visible()
    assert tabs.nth(1).get_attribute("aria-selected") == "true"


@pytest.mark.filterwarnings("ignore::argmap.errors.UnplacedWarning")
def test_questions_and_speakers_stand_out_and_what_is_ignored_stands_back(
    opened: Callable[..., Opened],
) -> None:
    page = opened(two_sources()).page
    assert page.locator(".text b").all_text_contents() == ["HOST:"]
    weight = page.locator("mark.question").evaluate("one => getComputedStyle(one).fontWeight")
    assert int(weight) >= 600
    assert page.locator(".ignored").all_text_contents() == ["[Applause]"]


@pytest.mark.filterwarnings("ignore::argmap.errors.UnplacedWarning")
def test_problems_stand_on_the_cards_that_they_concern(opened: Callable[..., Opened]) -> None:
    m = two_sources()
    found = [one for one in check(m) if one.statement == "x"]
    assert found
    page = opened(m).page
    assert card(page, "x").locator(".warning").count() == 1
    assert card(page, "r").locator(".warning").count() == 0
    assert found[0].severity in (card(page, "x").get_attribute("aria-description") or "")
    card(page, "x").click()
    told = page.locator("#argmap-card .finding").first.text_content() or ""
    assert found[0].code in told
    assert found[0].message in told


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_system_and_its_switch(
    opened: Callable[..., Opened], interview_page: str, scheme: str
) -> None:
    page = opened(interview_page, scheme=scheme).page
    colours = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 23, 31)"}
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == colours[scheme]
    page.locator("#argmap-theme").click()
    other = "dark" if scheme == "light" else "light"
    assert page.evaluate(ground) == colours[other]
    tint = page.evaluate("getComputedStyle(document.querySelector('.claim.card rect')).fill")
    assert tint == {"light": "rgb(227, 239, 247)", "dark": "rgb(21, 42, 64)"}[other]


def test_a_theme_that_is_asked_for_is_kept(opened: Callable[..., Opened]) -> None:
    page = opened(page_html(city_charge(), theme="print"), scheme="dark").page
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    assert not page.locator("#argmap-theme").is_visible()


def test_all_text_stays_in_its_card(opened: Callable[..., Opened], interview_page: str) -> None:
    page = opened(interview_page).page
    page.locator("#argmap-depth").select_option(label="All levels")
    spilled = page.evaluate(
        """cards.flatMap((card) => {
          const box = card.querySelector("rect").getBBox();
          return [...card.querySelectorAll(":scope > text")].filter((text) => {
            const inner = text.getBBox();
            return inner.x < box.x || inner.x + inner.width > box.x + box.width - 4;
          }).map((text) => text.textContent);
        })"""
    )
    assert spilled == []


def test_on_paper_the_text_comes_first_and_then_the_whole_map(
    opened: Callable[..., Opened], interview_page: str
) -> None:
    page = opened(interview_page).page
    page.locator("#argmap-depth").select_option("1")
    pages = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    texts = [" ".join(page.extract_text().split()) for page in pages]
    assert "Russian Defense Minister" in texts[0]
    whole = " ".join(texts)
    assert "played their cards quite skillfully" in whole
    map = load(INTERVIEW)
    first_card = " ".join(texts[1:])
    for statement in map.statements:
        for word in statement.wording.split():
            assert word in first_card, (statement.id, word)
    assert whole.index("played their cards quite skillfully") < whole.index("Reason Bertil Lintner")


def test_after_printing_the_map_is_folded_as_before(
    opened: Callable[..., Opened], interview_page: str
) -> None:
    page = opened(interview_page).page
    page.locator("#argmap-depth").select_option(label="Questions only")
    page.pdf()
    assert page.evaluate("inPicture.filter(Boolean).length") == 3


def test_a_map_without_sources_or_statements_is_a_page_too(opened: Callable[..., Opened]) -> None:
    page = opened(ArgumentMap()).page
    assert page.locator("#argmap-map").is_visible()
    page = opened(city_charge()).page
    box = page.locator("#argmap-argument").bounding_box()
    assert box is not None
    assert box["width"] == WIDE[0]


def test_without_its_script_the_page_still_shows_text_and_map(
    chromium: Browser, interview_page: str, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(interview_page, encoding="utf-8")
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator(".text").get_by_text("played their cards quite skillfully").is_visible()
    assert page.locator(".card").first.is_visible()
    context.close()
