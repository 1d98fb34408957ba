"""However a map is folded, it is drawn as well as it was: nothing covers or crosses a card."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

import pytest

from argmap import load
from tests.drawing.invented import city_charge, stray_claims
from tests.sessions import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from argmap.model import ArgumentMap
    from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser

MAPS = [
    *sorted((ROOT / "docs" / "gallery").glob("*.argmap.yaml")),
    *sorted((ROOT / "examples").glob("*/*.argmap.yaml")),
]

# Where everything is now, and what of it is wrong.
FAULTS = """() => {
  const moved = (element) =>
    Number(/ ([-\\d.]+)/.exec(element.getAttribute("transform"))?.[1] ?? 0);
  const aside = (element) =>
    Number(/\\(([-\\d.]+)/.exec(element.getAttribute("transform"))?.[1] ?? 0);
  const shown = (one) => !one.element.classList.contains("off");
  const places = boxes.flatMap((box, number) => {
    const by = moved(cards[number]);
    const [top, end] = [box.start + by, box.bottom + by];
    const by_x = aside(cards[number]);
    const place = { number, left: box.x + by_x, right: box.end + by_x, top, end };
    return inPicture[number] ? [place] : [];
  });
  const within = ({ x, y }, box, edge) =>
    x > box.left + edge && x < box.right - edge && y > box.top + edge && y < box.end - edge;
  const faults = [];
  for (const one of places) {
    for (const other of places) {
      const apart = one.right <= other.left + 0.5 || other.right <= one.left + 0.5
        || one.end <= other.top + 0.5 || other.end <= one.top + 0.5;
      if (one.number < other.number && !apart) {
        faults.push(["covers", ids[one.number], ids[other.number]]);
      }
    }
  }
  const lines = [];
  for (const { element, origins, target } of links.filter(shown)) {
    const line = element.querySelector("path");
    if (!line) continue;
    const points = [];
    const length = line.getTotalLength();
    for (let at = 0; at <= length; at += 2) {
      const { x, y } = line.getPointAtLength(at);
      points.push({ x: x + aside(element), y });
    }
    lines.push(...points);
    for (const box of places) {
      if (origins.includes(box.number) || box.number === target) continue;
      if (points.some((point) => within(point, box, 1))) {
        faults.push(["crosses", ids[origins[0]], ids[target], ids[box.number]]);
      }
    }
    const from = places.filter((box) => origins.includes(box.number));
    if (origins.length === 1 && !from.some((box) => within(points[0], box, -3))) {
      faults.push(["hangs loose", ids[origins[0]], ids[target]]);
    }
  }
  for (const { element, origins, target } of links.filter(shown)) {
    const dot = element.querySelector("path") ? null : element.querySelector("circle");
    if (!dot) continue;
    const x = Number(dot.getAttribute("cx")) + aside(element);
    const y = Number(dot.getAttribute("cy")) + moved(dot);
    if (!lines.some((point) => Math.hypot(point.x - x, point.y - y) < 4)) {
      faults.push(["lies beside its line", ids[origins[0]], ids[target]]);
    }
  }
  return faults;
}"""


class Named(NamedTuple):
    """A map, and what it is called."""

    name: str
    map: ArgumentMap


def named(path: Path) -> Named:
    return Named(path.name.removesuffix(".argmap.yaml"), load(path))


@pytest.mark.parametrize(
    "drawn",
    [*map(named, MAPS), Named("city", city_charge()), Named("stray", stray_claims())],
    ids=lambda drawn: drawn.name,
)
def test_folding_covers_and_crosses_nothing(drawn: Named, opened: Callable[..., Opened]) -> None:
    page = opened(drawn.map).page
    fold_at_random(page, random.Random(drawn.name))  # noqa: S311 -- nothing is to be guessed


def fold_at_random(page: Page, chance: random.Random) -> None:
    for turn in range(5):
        page.evaluate("setDepth(levels)")
        with_children = page.evaluate("children.flatMap((all, one) => (all.length ? [one] : []))")
        if turn:
            folds = chance.sample(with_children, min(len(with_children), turn))
            page.evaluate("numbers => numbers.forEach(fold)", folds)
        assert page.evaluate(FAULTS) == [], page.evaluate("[...folded].map((one) => ids[one])")
        page.evaluate("toggleKind('caveat')")
        assert page.evaluate(FAULTS) == []
        page.evaluate("toggleKind('caveat')")


def test_the_heading_over_what_leads_to_no_question_comes_and_goes_with_it(
    opened: Callable[..., Opened],
) -> None:
    page = opened(stray_claims()).page
    band, item = page.locator("g.band"), page.locator("div.band")
    page.evaluate("setDepth(levels)")
    before = band.bounding_box()
    page.evaluate("fold(0)")
    after = band.bounding_box()
    assert before is not None
    assert after is not None
    assert after["y"] < before["y"]
    page.evaluate("setView(true)")
    assert item.is_visible()
    for look in ("claim", "reason", "objection"):
        page.evaluate("toggleKind", look)
    assert not item.is_visible()
    page.evaluate("setView(false)")
    assert not band.is_visible()
    page.evaluate("toggleKind", "claim")
    assert band.is_visible()
