"""However a map is folded, it is drawn as well as it was: nothing covers or crosses a card."""

from __future__ import annotations

import random
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

import pytest

from argmap import load
from argmap.model import ArgumentMap
from tests.browser.texts import arabic
from tests.drawing.invented import city_charge, stray_claims
from tests.sessions import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Opened

    Tree = tuple["Tree", ...]

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
  // A line from another section begins at what names its origin.
  const references = links.filter(shown).flatMap(({ element }) => {
    const rect = element.querySelector("rect");
    if (!rect) return [];
    const [x, y, width, height] =
      ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name)));
    const [left, top] = [x + aside(element), y + moved(rect)];
    return [{ left, right: left + width, top, end: top + height }];
  });
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
    const from = [...places.filter((box) => origins.includes(box.number)), ...references];
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


# Fold or unfold statements, one at a time, and see what becomes of the cards that stay.
WALK = """(steps) => {
  const at = () => cards.map((card, number) => {
    const [, left, by] = /\\((\\S+) (\\S+)\\)/.exec(card.getAttribute("transform") ?? "(0 0)");
    const { x, start } = boxes[number];
    return inPicture[number] && [x + Number(left), start + Number(by), left];
  });
  const said = (number) => {
    const words = cards[number].querySelector(".handle text");
    return [Number(words.textContent), getComputedStyle(words).display !== "none"];
  };
  const faults = [];
  for (const number of steps) {
    if (!inPicture[number]) continue;
    const before = at();
    const [promised, isSaid] = said(number);
    if (isSaid !== folded.has(number)) faults.push(["says nothing", ids[number]]);
    fold(number);
    const after = at();
    const both = before.flatMap((one, card) => (one && after[card] ? [card] : []));
    for (const one of both) {
      if (before[one][0] !== after[one][0]) faults.push(["moves sideways", ids[number], ids[one]]);
    }
    both.sort((one, other) => before[one][1] - before[other][1]);
    const last = new Map();
    for (const one of both) {
      const [, y, column] = after[one];
      if (y < (last.get(column) ?? -Infinity) - 0.01) {
        faults.push(["is overtaken", ids[number], ids[one]]);
      }
      last.set(column, Math.max(y, last.get(column) ?? -Infinity));
    }
    const changed = after.filter((one, card) => Boolean(one) !== Boolean(before[card])).length;
    const told = folded.has(number) ? said(number)[0] : promised;
    if (changed !== told) faults.push([`says +${told}, not +${changed}`, ids[number]]);
  }
  return faults;
}"""


def trees(size: int) -> Iterator[tuple[Tree, ...]]:
    """Yield every way to arrange so many statements in trees, in all orders."""
    if size == 0:
        yield ()
    for first in range(1, size + 1):
        for under in trees(first - 1):
            for others in trees(size - first):
                yield (under, *others)


def forest(kind: str) -> tuple[ArgumentMap, list[list[int]]]:
    """Return a map of all trees of up to five statements, and what can be folded in each."""
    m = ArgumentMap(title="Every tree")
    folding: list[list[int]] = []
    numbers = count()

    def grow(tree: Tree, above: str | None) -> None:
        number = next(numbers)
        id = f"s{number}"
        # Texts of different lengths make cards of different heights.
        text = f"Statement {number} " + "and so on " * (number * 7 % 5 * 2)
        if above is None:
            getattr(m, kind)(text, id=id)
        elif m[above].kind == "question":
            m.claim(text, id=id, answers=above)
        else:
            m.reason(text, id=id, supports=above)
        if tree:
            folding[-1].append(number)
        for under in tree:
            grow(under, id)

    for size in range(1, 6):
        for tree in trees(size - 1):
            folding.append([])
            grow(tree, None)
    return m, folding


def test_there_are_as_many_trees_as_catalan_says() -> None:
    assert [len(list(trees(size - 1))) for size in range(1, 6)] == [1, 1, 2, 5, 14]


@pytest.mark.parametrize("kind", ["claim", "question"])
def test_no_card_overtakes_another_or_moves_sideways_in_any_fold_state_of_any_small_tree(
    opened: Callable[..., Opened], kind: str
) -> None:
    m, folding = forest(kind)
    page = opened(m).page
    page.evaluate("setDepth(levels)")
    numbers = page.evaluate("Object.fromEntries(ids.map((id, number) => [id, number]))")
    steps: list[int] = []
    for tree in folding:
        some = [numbers[f"s{number}"] for number in tree]
        # From each state fold and unfold each, then go on to the next state.
        for state in range(2 ** len(some)):
            chosen = [number for bit, number in enumerate(some) if state >> bit & 1]
            # Deepest first, since what is under a folded one cannot be reached.
            chosen.sort(reverse=True)
            steps += chosen
            steps += [one for number in some for one in (number, number)]
            steps += reversed(chosen)
    assert page.evaluate(WALK, steps) == []
    assert page.evaluate("folded.size") == 0
    assert page.evaluate("inPicture.every(Boolean)")
    assert len(steps) > 900


@pytest.mark.parametrize("drawn", [*map(named, MAPS)], ids=lambda drawn: drawn.name)
def test_no_card_overtakes_another_or_moves_sideways_in_the_gallery(
    drawn: Named, opened: Callable[..., Opened]
) -> None:
    page = opened(drawn.map).page
    chance = random.Random(drawn.name)  # noqa: S311 -- nothing is to be guessed
    with_children = page.evaluate("children.flatMap((all, one) => (all.length ? [one] : []))")
    if not with_children:
        pytest.skip("nothing can be folded")
    for look in (None, "caveat", "reason"):
        page.evaluate("setDepth(levels)")
        if look:
            page.evaluate("toggleKind", look)
        assert page.evaluate(WALK, chance.choices(with_children, k=40)) == []
        assert page.evaluate(FAULTS) == []


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


def test_a_heading_that_runs_to_the_left_keeps_its_words_however_often_it_is_arranged(
    opened: Callable[..., Opened],
) -> None:
    page = opened(arabic()).page
    for _ in range(3):
        page.evaluate("refold(true)")
        words = page.locator(".card.heading text[direction]").first.bounding_box()
        frame = page.locator(".card.heading rect").first.bounding_box()
        assert words is not None
        assert frame is not None
        assert frame["x"] < words["x"]
        assert words["x"] + words["width"] < frame["x"] + frame["width"]
