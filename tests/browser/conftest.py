"""A real browser: the machine's Chromium, driven by playwright; nothing is downloaded."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest
from playwright.sync_api import sync_playwright

from argmap import load
from argmap.webpage import page_html
from tests.sessions import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from argmap.model import ArgumentMap

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
ALONE = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE, NARROW = (1400, 900), (400, 800)
INTERVIEW = ROOT / "examples" / "russia-myanmar" / "russia-myanmar.argmap.yaml"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser where there is none, and say so."""
    missing = pytest.mark.skip(reason="Chromium is not installed on this machine")
    for item in items:
        if item.get_closest_marker("browser") and CHROMIUM is None:
            item.add_marker(missing)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ALONE))
        yield browser
        browser.close()


class Opened(NamedTuple):
    """A page in a browser, with what it asked for and what it complained of."""

    page: Page
    requests: list[str]
    complaints: list[str]


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Open the page of a map as a reader does, from a file; see that it is quiet until the end."""
    contexts = []
    every: list[Opened] = []

    def open_page(
        map: ArgumentMap | str,
        *,
        size: tuple[int, int] = WIDE,
        scheme: str = "light",
        fragment: str = "",
        is_touched: bool = False,
    ) -> Opened:
        path = tmp_path / f"{len(every)}.html"
        path.write_text(map if isinstance(map, str) else page_html(map), encoding="utf-8")
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            reduced_motion="reduce",
            has_touch=is_touched,
        )
        contexts.append(context)
        page = context.new_page()
        one = Opened(page, [], [])
        page.on("request", lambda request: one.requests.append(request.url))
        page.on("console", lambda message: one.complaints.append(message.text))
        page.on("pageerror", lambda error: one.complaints.append(str(error)))
        page.goto(f"{path.as_uri()}{fragment}")
        every.append(one)
        return one

    yield open_page
    for one in every:
        assert one.complaints == []
        assert len(one.requests) == 1
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def interview_page() -> str:
    """The page of the interview, made once."""
    return page_html(load(INTERVIEW))
