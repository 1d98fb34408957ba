"""The page as readers use it: on texts of several kinds, on wide, middling and narrow screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap import load
from argmap.model import ArgumentMap
from argmap.source import Source
from argmap.webpage import page_html
from tests.browser.conftest import NARROW, WIDE
from tests.browser.reading import card, focused, has_class, number_of
from tests.browser.test_folding import FAULTS, MAPS
from tests.browser.test_looks import AXE, violations
from tests.browser.texts import TEXTS, chapter
from tests.drawing.invented import city_charge

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser

SIZES = {"wide": WIDE, "middling": (800, 900), "narrow": NARROW}
SCHEMES = {"wide": "light", "middling": "dark", "narrow": "light"}


@pytest.fixture(scope="module")
def pages() -> Mapping[str, str]:
    return {name: page_html(make()) for name, make in TEXTS.items()}


@pytest.fixture(params=[(text, size) for text in TEXTS for size in SIZES], ids="-".join)
def page(
    request: pytest.FixtureRequest, opened: Callable[..., Opened], pages: Mapping[str, str]
) -> Page:
    """A page of each kind at each size, with the map before the reader."""
    text, size = request.param
    page = opened(pages[text], size=SIZES[size], scheme=SCHEMES[size]).page
    page.locator("#argmap-asmap").click()
    return page


def shown_cards(page: Page, count: int = 3) -> list[Locator]:
    """Return some cards that are in view, from above, the middle and below."""
    numbers: list[int] = page.evaluate(
        """() => {
          const pane = mapPane.getBoundingClientRect();
          return ids.map((_, number) => number).filter((number) => {
            const { left, right, top, bottom } = cards[number].getBoundingClientRect();
            const isWhole = left > pane.left && right < pane.right && bottom < pane.bottom;
            return inPicture[number] && isWhole && top > pane.top;
          });
        }"""
    )
    assert numbers
    chosen = dict.fromkeys(numbers[at * (len(numbers) - 1) // (count - 1)] for at in range(count))
    return [page.locator(f"#argmap-s{number}") for number in chosen]


def box(locator: Locator) -> dict[str, float]:
    found = locator.bounding_box()
    assert found is not None
    return dict(found)


def meet(one: Mapping[str, float], other: Mapping[str, float], by: float = 0.5) -> bool:
    return (
        one["x"] + by < other["x"] + other["width"]
        and other["x"] + by < one["x"] + one["width"]
        and one["y"] + by < other["y"] + other["height"]
        and other["y"] + by < one["y"] + one["height"]
    )


def middle(chosen: Locator) -> tuple[float, float]:
    """Return the middle of a card, which its rim and its knob do not move."""
    place = box(chosen.locator("rect").first)
    return place["x"] + place["width"] / 2, place["y"] + place["height"] / 2


def press(chosen: Locator) -> None:
    """Click a card where it has no knob."""
    place = box(chosen.locator("rect").first)
    chosen.page.mouse.click(place["x"] + 30, place["y"] + place["height"] * 0.75)
    chosen.page.wait_for_timeout(40)


# Choosing


def test_a_card_that_is_clicked_stays_under_the_pointer_and_highlighted(page: Page) -> None:
    for chosen in shown_cards(page):
        x, y = middle(chosen)
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.up()
        page.wait_for_timeout(60)
        page.mouse.move(x + 1, y + 1)
        assert chosen.get_attribute("aria-pressed") == "true"
        assert middle(chosen) == pytest.approx((x, y), abs=1)
        assert has_class(chosen, "lit")
        assert page.locator(".card.lit").count() == 1
        page.keyboard.press("Escape")


def test_a_card_that_is_chosen_with_the_keyboard_stays_in_place(page: Page) -> None:
    for chosen in shown_cards(page):
        chosen.focus()
        id = focused(page)
        before = middle(chosen)
        page.keyboard.press("Enter")
        page.wait_for_timeout(60)
        assert middle(chosen) == pytest.approx(before, abs=1)
        assert focused(page) == id
        assert has_class(chosen, "lit")


def test_the_note_covers_none_of_the_cards_that_it_speaks_of(page: Page) -> None:
    note = page.locator("#argmap-card")
    for chosen in shown_cards(page, 5):
        press(chosen)
        assert note.locator(".wording").is_visible()
        assert in_window(note, page)
        spoken = page.evaluate(
            """() => [kept, ...[...document.querySelectorAll("#argmap-card [data-s]")]
              .map((one) => Number(one.dataset.s))].filter((number) => inPicture[number])"""
        )
        for number in spoken:
            assert not meet(box(note), box(page.locator(f"#argmap-s{number} > rect").first))
        page.keyboard.press("Escape")


def in_window(locator: Locator, page: Page) -> bool:
    found, size = box(locator), page.viewport_size
    assert size is not None
    return (
        found["x"] >= 0
        and found["y"] >= 0
        and found["x"] + found["width"] <= size["width"] + 0.5
        and found["y"] + found["height"] <= size["height"] + 0.5
    )


def test_the_note_goes_out_of_the_way_when_the_map_is_moved(
    opened: Callable[..., Opened], pages: Mapping[str, str]
) -> None:
    page = opened(pages["alone"], size=NARROW).page
    page.locator("#argmap-asmap").click()
    page.locator("#argmap-depth").select_option(label="All levels")
    press(shown_cards(page)[0])
    for at in (0, 60, 180, 300):
        page.evaluate("at => mapPane.scrollTo(0, at)", at)
        page.wait_for_timeout(60)
        kept = page.locator(".card.lit > rect").first
        assert not meet(box(page.locator("#argmap-card")), box(kept))


def test_the_whole_passage_of_a_chosen_card_comes_into_the_upper_third_of_the_text(
    page: Page,
) -> None:
    seen = 0
    for chosen in shown_cards(page, 5):
        words = page.locator(f'mark[data-s~="{chosen.get_attribute("data-s")}"]')
        if words.count() == 0:
            continue
        press(chosen)
        page.wait_for_timeout(60)
        pane = box(page.locator("#argmap-text"))
        first, last = box(words.first), box(words.last)
        assert pane["y"] - 1 <= first["y"] < pane["y"] + pane["height"] / 3
        if last["y"] + last["height"] - first["y"] < pane["height"]:
            assert last["y"] + last["height"] <= pane["y"] + pane["height"] + 1
        seen += 1
    assert seen or page.locator("mark").count() == 0


def test_words_that_are_clicked_stay_where_they_are_and_show_their_card(page: Page) -> None:
    words = page.locator("mark[role]")
    if not words.count():
        pytest.skip("a map without a source has no passages")
    clicked = words.nth(words.count() // 2)
    clicked.scroll_into_view_if_needed()
    before = box(clicked)
    page.mouse.click(before["x"] + 4, before["y"] + 8)
    page.wait_for_timeout(60)
    assert box(clicked)["y"] == pytest.approx(before["y"], abs=1)
    assert page.locator(".card.lit").count() == 1
    assert page.locator(".card.lit").is_visible()


@pytest.mark.parametrize("premise", ["s13", "s14", "s15"])
def test_a_joint_premise_lights_its_whole_step_and_what_attacks_it(
    opened: Callable[..., Opened], pages: Mapping[str, str], premise: str
) -> None:
    page = opened(pages["chapter"], fragment=f"#{premise}").page
    raised = page.locator("#argmap-lit use").evaluate_all(
        "all => all.map((one) => one.href.baseVal)"
    )
    for id in ("s13", "s14", "s15", "s4", "attack"):
        assert f"#argmap-s{number_of(page, id)}" in raised, id
    step = page.evaluate(
        """() => {
          const step = ["s13", "s14", "s15", "attack"].map((id) => ids.indexOf(id));
          const of = links.filter(({ origins }) => origins.some((one) => step.includes(one)));
          return of.map(({ element }) => `#${element.id}`);
        }"""
    )
    assert len(step) >= 6, "three premises, their arrow, its dot, and the attack"
    assert set(step) <= set(raised)


# Reading


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_text_wrapped_by_hand_flows_in_paragraphs(
    opened: Callable[..., Opened], line_end: str
) -> None:
    m = chapter()
    text = m.sources[0].text.replace("\r\n", line_end)
    page = opened(page_html(ArgumentMap(sources=[Source(id="t", text=text)]), diagnostics=[])).page
    assert page.locator(".text").text_content() == text
    blocks = [one for one in text.split(2 * line_end) if one.strip()]
    paragraphs = page.locator(".text p:not(.blank)")
    assert paragraphs.count() == len(blocks)
    longest = max(range(len(blocks)), key=lambda at: len(blocks[at]))
    assert "\n" not in paragraphs.nth(longest).inner_text()
    # A line of the page is as long as the column allows, so there are fewer than typed lines.
    lines = paragraphs.nth(longest).evaluate("one => one.getBoundingClientRect().height / 27.2")
    assert lines <= len(blocks[longest]) / 50 + 1


def test_cards_of_a_map_without_a_source_open_well(
    opened: Callable[..., Opened], pages: Mapping[str, str]
) -> None:
    for size in SIZES.values():
        page = opened(pages["alone"], size=size, fragment="#money").page
        if size == NARROW:
            page.locator("#argmap-asmap").click()
        assert not page.locator("#argmap-text").is_visible()
        assert box(page.locator("#argmap-argument"))["width"] == size[0]
        assert in_window(card(page, "money"), page)
        note = page.locator("#argmap-card .wording")
        assert note.text_content() == city_charge()["money"].text
        assert note.is_visible()


# What stands over the map


def test_every_control_can_be_seen_and_used(page: Page) -> None:
    controls = page.locator("#argmap-argument > .tools :is(button, select):visible")
    boxes = [box(one) for one in controls.all()]
    assert len(boxes) > 6
    for number, one in enumerate(boxes):
        assert in_window(controls.nth(number), page), controls.nth(number).inner_text()
        assert not any(meet(one, other) for other in boxes[number + 1 :])
        assert one["height"] >= 24
    before = page.evaluate("inPicture.filter(Boolean).length")
    page.locator('[data-look="claim"]').click()
    assert page.evaluate("inPicture.filter(Boolean).length") < before
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("mapPane.clientHeight") >= 150


def test_the_controls_cover_nothing_of_the_map(page: Page) -> None:
    pane = box(page.locator("#argmap-map"))
    for button in page.locator("button:visible, select:visible").all():
        assert not meet(box(button), pane), button.inner_text()


KNOBS = """() => {
  const at = (one) => one.getBoundingClientRect();
  const apart = (one, other) => one.right <= other.left + 0.5 || other.right <= one.left + 0.5
    || one.bottom <= other.top + 0.5 || other.bottom <= one.top + 0.5;
  const faults = [];
  const lines = [];
  for (const { element } of links.filter(({ element }) => !element.classList.contains("off"))) {
    for (const line of element.querySelectorAll("path")) {
      const matrix = line.getScreenCTM();
      const length = line.getTotalLength();
      for (let along = 0; along <= length; along += 2) {
        lines.push(line.getPointAtLength(along).matrixTransform(matrix));
      }
    }
    for (const head of element.querySelectorAll("circle, polygon")) {
      const { left, right, top, bottom } = at(head);
      lines.push({ x: left, y: top }, { x: right, y: bottom }, { x: left, y: bottom });
    }
  }
  cards.forEach((card, number) => {
    if (!inPicture[number]) return;
    for (const part of card.querySelectorAll(".handle :is(circle, .pill), .warning circle")) {
      if (getComputedStyle(part).display === "none") continue;
      const knob = at(part);
      cards.forEach((other, place) => {
        if (place === number || !inPicture[place]) return;
        if (!apart(knob, at(other.querySelector("rect")))) faults.push(["card", ids[number]]);
      });
      for (const words of card.querySelectorAll(":scope > text")) {
        const { left, right, bottom, top } = at(words);
        // A line of text is higher than its letters.
        const letters = { left, right, top: top + (bottom - top) * 0.24, bottom };
        if (!apart(knob, letters)) faults.push(["words", ids[number], words.textContent]);
      }
      const isOn = ({ x, y }) => x > knob.left && x < knob.right && y > knob.top && y < knob.bottom;
      if (lines.some(isOn)) faults.push(["line", ids[number]]);
    }
  });
  return faults;
}"""


@pytest.mark.parametrize("name", [*TEXTS, *(path.name.split(".")[0] for path in MAPS)])
def test_knobs_cover_no_card_no_line_and_no_words(
    opened: Callable[..., Opened], pages: Mapping[str, str], name: str
) -> None:
    found = [path for path in MAPS if path.name.split(".")[0] == name]
    page = opened(pages[name] if name in pages else load(found[0])).page
    page.evaluate("setZoom(1)")
    for depth in [*page.evaluate("[...depthMenu.options].map(({ value }) => value)")]:
        page.evaluate("depth => setDepth(Number(depth || levels))", depth)
        assert page.evaluate(KNOBS) == [], depth


def test_the_menu_of_levels_is_never_blank(page: Page) -> None:
    menu = page.locator("#argmap-depth")

    def said() -> str:
        text: str = menu.evaluate("one => one.selectedOptions[0]?.text ?? ''")
        return text

    assert said()
    first = page.evaluate("children.findIndex((under, one) => under.length && inPicture[one])")
    before = said()
    page.evaluate("fold", first)
    assert said()
    page.evaluate("fold", first)
    assert said() == before
    page.evaluate("setDepth(levels)")
    assert said() == "All levels"
    deep = page.evaluate("parents.findLast((one) => one >= 0)")
    page.evaluate("fold", deep)
    assert said() == "Custom" or said().endswith(("level", "levels"))
    page.evaluate("toggleKind", page.evaluate("looks[deep = parents.findLast((one) => one >= 0)]"))
    assert said()


def test_levels_are_the_columns_that_a_reader_counts(page: Page) -> None:
    menu = page.locator("#argmap-depth")
    labels = menu.evaluate("one => [...one.options].map(({ text }) => text)")
    assert "1 level" in labels
    for label in labels:
        if not label[0].isdecimal():
            continue
        menu.select_option(label=label)
        columns = page.evaluate(
            """[...new Set(cards.filter((card, number) => inPicture[number] && !isHeading[number])
              .map((card) => card.querySelector("rect").getAttribute("x")))].length"""
        )
        assert columns == int(label.split()[0])


def test_fit_uses_the_width_and_then_shows_everything(page: Page) -> None:
    page.locator("#argmap-depth").select_option(label="All levels")
    page.evaluate("setZoom(0.9)")
    page.locator("#argmap-fit").click()
    width, pane = page.evaluate("[size.width * zoom, mapPane.clientWidth]")
    assert width == pytest.approx(pane, abs=2) or page.evaluate("zoom") == pytest.approx(1.5)
    assert page.evaluate("mapPane.scrollWidth <= mapPane.clientWidth")
    page.locator("#argmap-fit").click()
    assert page.evaluate("mapPane.scrollHeight <= mapPane.clientHeight")


def test_a_wide_pane_holds_several_columns(opened: Callable[..., Opened]) -> None:
    sections = next(path for path in MAPS if path.name.startswith("russia"))
    page = opened(load(sections), size=(2600, 1000)).page
    columns = "new Set(roots.map((one) => cards[one].getBoundingClientRect().left)).size"
    assert page.evaluate(columns) == 2
    assert page.evaluate(FAULTS) == []
    page.set_viewport_size({"width": 1300, "height": 900})
    page.wait_for_timeout(60)
    assert page.evaluate(columns) == 1
    m = ArgumentMap(title="One question")
    m.question("Which way?", id="q")
    for number in range(8):
        m.claim(f"Way number {number}", id=f"c{number}", answers="q")
        m.reason(f"It is shorter by {number} miles", id=f"r{number}", supports=f"c{number}")
        m.reason(f"It was taken {number} times", id=f"t{number}", supports=f"c{number}")
    page = opened(m, size=(1400, 600)).page
    page.evaluate("setDepth(levels)")
    tops = page.evaluate("children[0].map((one) => cards[one].getBoundingClientRect())")
    assert len({top["left"] for top in tops}) == 2
    head = page.evaluate("cards[0].querySelector('rect').getBoundingClientRect()")
    assert head["right"] > max(top["right"] for top in tops)
    assert page.evaluate(FAULTS) == []


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text", TEXTS)
def test_axe_finds_nothing_on_texts_of_other_kinds(
    opened: Callable[..., Opened], pages: Mapping[str, str], text: str, size: str, scheme: str
) -> None:
    page = opened(pages[text], size=SIZES[size], scheme=scheme).page
    page.locator("#argmap-asmap").click()
    press(shown_cards(page)[0])
    assert violations(page) == []
