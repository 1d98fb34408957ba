"""A map that is changed in a browser, served by this process."""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from argmap import load
from argmap.editor.server import EditorServer
from argmap.editor.session import Session
from tests.browser.conftest import WIDE

_REFUSED = re.compile(r"the server responded with a status of (409|422|500|507) |ERR_INTERNET_")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from argmap.model import ArgumentMap


def until(page: Page, expression: str) -> None:
    """Wait for what takes an answer of the server; the content policy forbids playwright's way."""
    for _ in range(500):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(20)
    raise AssertionError(expression)


class Edited(NamedTuple):
    """The page of a map that can be changed, its file, and what the page complained of."""

    page: Page
    path: Path
    server: EditorServer
    complaints: list[str]

    @property
    def map(self) -> ArgumentMap:
        """The map as its file has it now."""
        return load(self.path)

    def settled(self) -> None:
        """Wait until all that was asked of the server is answered and shown."""
        self.page.evaluate("afterwards(async () => {})")

    def select(self, start: int, end: int) -> None:
        """Select words of the first source at once, in code points."""
        self.page.evaluate(
            """([start, end]) => {
              const points = [...readingOf(0).text];
              const utf16 = (to) => points.slice(0, to).join("").length;
              const range = rangeOf({ source: 0, start: utf16(start), end: utf16(end) });
              range.startContainer.parentElement.scrollIntoView({ block: "center" });
              getSelection().setBaseAndExtent(
                range.startContainer, range.startOffset, range.endContainer, range.endOffset);
            }""",
            [start, end],
        )
        until(self.page, "!bar.hidden")

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def wording(self, words: str | None = None) -> None:
        """Reword the statement that was just made, or leave its words, and go back to the text."""
        until(self.page, "document.activeElement === part('wording') && back !== undefined")
        if words is None:
            self.press("Escape")
            return
        self.page.keyboard.insert_text(words)
        self.press("Enter")
        until(self.page, "back === undefined")


@contextmanager
def edited(
    chromium: Browser,
    path: Path,
    *,
    size: tuple[int, int] = WIDE,
    scheme: str = "light",
    draft: ArgumentMap | None = None,
) -> Iterator[Edited]:
    """Serve a map file and open its page; see in the end that it complained of nothing.

    ``draft`` has statements that are suggested.
    """
    session = Session(str(path), draft=None if draft is None else lambda _: draft)
    server = EditorServer(session)
    is_ready = threading.Event()
    thread = threading.Thread(target=server.run, kwargs={"ready": is_ready.set}, daemon=True)
    thread.start()
    assert is_ready.wait(10)
    context = chromium.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
    )
    try:
        one = Edited(context.new_page(), path, server, [])
        one.page.on("console", lambda message: one.complaints.append(message.text))
        one.page.on("pageerror", lambda error: one.complaints.append(str(error)))
        one.page.goto(server.address)
        yield one
        # A browser reports each refusal, which is what some tests are about.
        assert [text for text in one.complaints if not _REFUSED.search(text)] == []
    finally:
        context.close()
        server.stop()
        thread.join(10)
