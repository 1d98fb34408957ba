"""How tests find their way on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def number_of(page: Page, id: str) -> int:
    number: int = page.evaluate("id => ids.indexOf(id)", id)
    assert number >= 0, id
    return number


def card(page: Page, id: str) -> Locator:
    return page.locator(f"#argmap-s{number_of(page, id)}")


def item(page: Page, id: str) -> Locator:
    return page.locator(f"#argmap-o{number_of(page, id)}")


def words_of(page: Page, id: str) -> Locator:
    """Return the first piece of a statement's words."""
    return page.locator(f'mark[data-s~="{number_of(page, id)}"]').first


def has_class(locator: Locator, name: str) -> bool:
    """Tell whether an element has a class, or gets it within a moment."""
    for _ in range(25):
        if locator.evaluate("(one, name) => one.classList.contains(name)", name):
            return True
        locator.page.wait_for_timeout(20)
    return False


def in_view(locator: Locator, pane: Locator) -> bool:
    """Tell whether an element lies within its pane, as far as the eye can tell."""
    inner, outer = locator.bounding_box(), pane.bounding_box()
    assert inner is not None
    assert outer is not None
    return (
        inner["x"] >= outer["x"] - 1
        and inner["y"] >= outer["y"] - 1
        and inner["x"] + inner["width"] <= outer["x"] + outer["width"] + 1
        and inner["y"] + min(inner["height"], outer["height"]) <= outer["y"] + outer["height"] + 1
    )


def seen(page: Page) -> set[str]:
    """Return the ids of the statements whose cards are shown."""
    return set(page.evaluate("ids.filter((_, number) => inPicture[number])"))


def fragment(page: Page) -> str:
    """Return what the address ends in, as the page has it: Playwright hears of a change later."""
    found: str = page.evaluate("location.hash")
    return found


def focused(page: Page) -> str | None:
    """Return the id of the statement that has the focus."""
    id: str | None = page.evaluate(
        "ids[Number(document.activeElement?.closest('[data-s]')?.dataset.s?.split(' ')[0])]"
    )
    return id


def wait_until(page: Page, expression: str) -> None:
    """Wait for an expression to be true; the content policy forbids playwright's own way."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(20)
    raise AssertionError(expression)
