"""Nothing of a map or a source is markup, script or request; the policy would stop it, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap.model import ArgumentMap
from argmap.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser

HOSTILE = (
    "</script><script>document.title = 'owned'</script>"
    "<img src=x onerror=\"document.title = 'owned'\"> <!-- ' \" & &amp; ]]> </p></div></svg>"
    "<a href='javascript:alert(1)'>a</a> $title ${style} "
    "\u202eelbahcaer\u202c \x00\x1b[31m \u2028 {{x}}"
)


def hostile_map() -> ArgumentMap:
    source = Source(
        id="hostile",
        text=f"{HOSTILE}\r\nSecond line. {HOSTILE}",
        title=HOSTILE,
        author=HOSTILE,
        url="javascript:alert(1)",
        language='"><script>',
    )
    m = ArgumentMap(title=HOSTILE, sources=[source, source.model_copy(update={"id": "other"})])
    m.question(HOSTILE, id="</script><b>", speaker=HOSTILE)
    m.claim(
        HOSTILE,
        id='"onmouseover="alert(1)',
        answers="</script><b>",
        qualifier=HOSTILE,
        note=HOSTILE,
        scheme=HOSTILE,
        anchors=[{"source": "hostile", "quote": HOSTILE, "span": [0, len(HOSTILE)]}],
    )
    m.reason("Never found", id="r", supports='"onmouseover="alert(1)', quote="nowhere <i>")
    return m


@pytest.mark.filterwarnings("ignore::argmap.errors.UnplacedWarning")
def test_hostile_words_are_shown_as_words(opened: Callable[..., Opened]) -> None:
    page = opened(hostile_map()).page
    assert page.title() != "owned"
    assert page.locator("body script").count() == 2
    assert page.locator("img, b > *, [onmouseover], [onerror]").count() == 0
    links = page.locator("a").evaluate_all("all => all.map((one) => one.protocol)")
    assert set(links) == {"file:"}
    text = page.locator(".source .text").first.evaluate("one => one.textContent")
    # NUL and ESC have their pictures, since HTML or readers cannot hold them.
    wanted = HOSTILE.replace("\x00", "\u2400").replace("\x1b", "\u241b")
    assert text == f"{wanted}\r\nSecond line. {wanted}"


@pytest.mark.filterwarnings("ignore::argmap.errors.UnplacedWarning")
def test_direction_controls_are_shown_and_change_nothing(opened: Callable[..., Opened]) -> None:
    page = opened(hostile_map()).page
    control = page.locator(".text bdi[data-control]").first
    assert control.get_attribute("data-control") == "RLO"
    shown = control.evaluate("one => getComputedStyle(one, '::before').content")
    assert shown == '"RLO"'
    # The letters after it run from left to right, as they are stored.
    places = page.evaluate(
        """() => {
          const text = textPane.querySelector(".text");
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf("elbahcaer");
            if (at < 0) continue;
            return [at, at + 4].map((offset) => {
              const range = new Range();
              range.setStart(walker.currentNode, offset);
              range.setEnd(walker.currentNode, offset + 1);
              return range.getBoundingClientRect().left;
            });
          }
        }"""
    )
    assert places[0] < places[1]
    assert "[RLO]" in (page.locator(".card").first.text_content() or "")


def test_the_policy_stops_what_gets_in_all_the_same(
    opened: Callable[..., Opened], interview_page: str
) -> None:
    one = opened(interview_page)
    stopped = one.page.evaluate(
        """async () => {
          const stopped = [];
          addEventListener("securitypolicyviolation", (event) => stopped.push(event.blockedURI));
          const script = document.createElement("script");
          script.textContent = "document.title = 'owned'";
          document.body.append(script);
          const picture = new Image();
          picture.src = "https://example.org/spy.png";
          document.body.append(picture);
          await new Promise((done) => picture.addEventListener("error", done));
          return stopped;
        }"""
    )
    assert one.page.title() != "owned"
    assert stopped == ["inline", "https://example.org/spy.png"]
    # The driver counts as a request what the browser refused to make.
    del one.requests[1:]
    one.complaints.clear()
