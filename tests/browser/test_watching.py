"""A page that `argmap watch` serves reloads automatically, where the reader is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap import load
from argmap.watching.page_server import PageServer
from argmap.webpage import page_html
from tests.browser.conftest import INTERVIEW

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_a_page_reloads_when_its_map_has_changed(chromium: Browser) -> None:
    map = load(INTERVIEW)
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    with PageServer() as server:
        server.show(page_html(map).encode())
        page.goto(server.address)
        frame = page.frame_locator("iframe")
        frame.locator("h1", has_text="Russia and Myanmar").wait_for()
        page.wait_for_function("document.title.startsWith('Russia and Myanmar')")
        map.title = "Another title"
        server.show(page_html(map).encode())
        frame.locator("h1", has_text="Another title").wait_for()
        page.wait_for_function("document.title.startsWith('Another title')")
        page.close()
    assert [said for said in complaints if "favicon" not in said] == []
