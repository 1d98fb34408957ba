"""The site opened from disk: it can be searched, and read on a phone, without a server."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.browser.conftest import NARROW, WIDE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

MIDDLE = (1000, 800)

pytestmark = pytest.mark.browser


@pytest.fixture(params=["light", "dark"])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that fails the test if it asks for anything but files."""
    context = chromium.new_context(color_scheme=request.param)
    page = context.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not [url for url in asked if not url.startswith(("file:", "data:"))]
    assert not errors


def test_a_search_finds_a_page_without_a_server(page: Page, site: Path) -> None:
    page.goto(f"{(site / 'docs' / 'index.html').as_uri()}")
    page.locator(".sidebar-search").fill("undercut")
    page.locator(".sidebar-search").press("Enter")
    page.locator("#search-results li a", has_text="The map file").first.wait_for()


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW], ids=["wide", "middle", "narrow"])
@pytest.mark.parametrize("name", ["docs/index", "docs/tour", "docs/rules", "docs/gallery"])
def test_no_page_is_wider_than_its_window(
    page: Page, site: Path, name: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto((site / f"{name}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_pictures_are_as_dark_as_the_page(page: Page, site: Path) -> None:
    page.goto((site / "docs" / "gallery.html").as_uri())
    for _ in range(3):  # as the system is, and with both sides of the switch
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        is_dark = sum(map(int, re.findall(r"\d+", paper))) < 384
        shown = Image.open(BytesIO(page.locator("article img").first.screenshot())).convert("RGB")
        assert (sum(shown.getpixel((12, 12))) < 384) == is_dark
        page.locator(".theme-toggle:visible").first.click()


def test_what_is_copied_of_a_session_is_what_is_typed(page: Page, site: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto((site / "docs" / "tour.html").as_uri())
    page.locator(".highlight-console .copy").first.click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("cat > library.txt <<'END'\nOur library should open")
    assert copied.endswith("serves nobody.\nEND\n")
