"""A map of two thousand statements answers at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap.model import Anchor, ArgumentMap, Claim, Reason
from argmap.source import Source
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser

HOVER = """async (selector) => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  }));
  const elements = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const times = [];
  for (let turn = 0; turn < 15; turn += 1) {
    const element = elements[(turn * 137) % elements.length];
    await painted();
    const start = performance.now();
    element.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, pointerType: "mouse" }));
    await painted();
    times.push(performance.now() - start);
    if (!element.classList.contains("lit")) throw new Error("nothing was lit");
  }
  return times;
}"""


def hover(page: Page, selector: str) -> tuple[float, float]:
    """Return how many milliseconds pass until what is pointed at is lit, and painted.

    The first is what a watch says, of fifteen the best, since a machine does other things, too; the
    second what the page's thread works for one, on an average, however busy the machine is.
    """
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked() -> float:
        metrics = devtools.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in metrics if one["name"] == "TaskDuration")

    before = worked()
    times = page.evaluate(HOVER, selector)
    return min(times), 1000 * (worked() - before) / len(times)


def big_map(count: int = 2000) -> ArgumentMap:
    """Return a map of so many statements, each anchored in a sentence of its own."""
    said = [f"Sentence {number} says that buses number {number} help." for number in range(count)]
    starts = [0]
    for sentence in said:
        starts.append(starts[-1] + len(sentence) + 1)
    m = ArgumentMap(title="Big", sources=[Source(id="talk", text="\n".join(said))])
    for number, sentence in enumerate(said):
        anchor = Anchor(quote=sentence, spans=(Span(starts[number], starts[number + 1] - 1),))
        id = f"s{number}"
        if number < 20:
            m.claims.append(Claim(id=id, text=sentence, anchors=(anchor,)))
        else:
            target = f"s{number // 5 if number > 99 else number % 20}"
            m.reasons.append(Reason(id=id, text=sentence, supports=(target,), anchors=(anchor,)))
    return m


def test_two_thousand_statements_answer_a_hover_within_a_tenth_of_a_second(
    opened: Callable[..., Opened],
) -> None:
    page = opened(big_map()).page
    page.evaluate("setDepth(levels)")
    assert page.evaluate("inPicture.filter(Boolean).length") == 2000
    assert max(hover(page, ".card")) < 100
    assert max(hover(page, "mark")) < 100
    page.evaluate("setView(true)")
    assert max(hover(page, ".item")) < 100


def test_a_big_map_begins_folded(opened: Callable[..., Opened]) -> None:
    page = opened(big_map()).page
    assert page.evaluate("inPicture.filter(Boolean).length") <= 150


def test_a_chain_of_a_thousand_reasons_is_no_deeper_than_browsers_go(
    opened: Callable[..., Opened],
) -> None:
    m = ArgumentMap(title="Chain")
    m.claims.append(Claim(id="s0", text="First"))
    for number in range(1, 1000):
        m.reasons.append(
            Reason(id=f"s{number}", text=f"Reason {number}", supports=(f"s{number - 1}",))
        )
    page = opened(m, fragment="#s999").page
    assert page.locator("#argmap-s999").is_visible()
    assert page.locator("#argmap-o999").get_attribute("aria-level") == "1000"
