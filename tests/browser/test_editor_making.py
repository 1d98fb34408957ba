"""The whole map of the interview is made from its bare text, by mouse and by keyboard."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from argmap import load
from argmap.graph import Graph
from tests.browser.conftest import INTERVIEW
from tests.browser.editing import Edited, edited, until
from tests.browser.reading import card
from tests.sessions import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from argmap.model import ArgumentMap, Statement
    from argmap.text import Span

pytestmark = pytest.mark.browser

BARE = """\
argmap: 1
title: Russia and Myanmar after the coup
sources:
  - id: interview
    path: interview.txt
    language: en
"""
KEYS = {"question": "q", "claim": "c", "reason": "r", "caveat": "v"}
MAKING = {
    "question": (),
    "claim": ("answers",),
    "reason": ("supports",),
    "caveat": ("limits", "rebuts", "undercuts"),
}
RELATIONS = {"supports": "s", "limits": "l", "undercuts": "u", "restates": "e", "joint": "j"}


@pytest.fixture
def bare(chromium: Browser, tmp_path: Path) -> Iterator[Edited]:
    shutil.copy(ROOT / "seeds" / "asia-times-russia-myanmar.txt", tmp_path / "interview.txt")
    path = tmp_path / "made.argmap.yaml"
    path.write_text(BARE, encoding="utf-8")
    with edited(chromium, path) as one:
        yield one


def in_order(map: ArgumentMap) -> Iterator[tuple[Statement, str | None, str | None]]:
    """Yield the statements, each with one that comes before it and what it is to that one."""
    seen: set[str] = set()
    for _, id in Graph(map).walk():
        statement = map[id]
        fits = [(one, to) for one, to in statement.references if one in MAKING[statement.kind]]
        first = next(((one, to) for one, to in fits if to in seen), (None, None))
        yield statement, *first
        seen.add(id)


def said(map: ArgumentMap) -> set[tuple[object, ...]]:
    """Return what a map says, whatever its ids: kinds, wordings, anchors, and relations."""
    words = {one.id: one.wording for one in map.statements}

    def of(reference: str) -> tuple[str, ...]:
        return tuple(words[id] for id in reference.split("->"))

    premises = {
        one.id: frozenset(words[other.id] for other in map.statements if other.joint == one.joint)
        for one in map.statements
        if one.joint
    }
    return {
        (
            one.kind,
            one.wording,
            tuple((anchor.quote, anchor.spans) for anchor in one.anchors),
            frozenset((relation, of(target)) for relation, target in one.references),
            premises.get(one.id),
        )
        for one in map.statements
    }


def remaining(
    map: ArgumentMap, first: dict[str, tuple[str | None, str | None]]
) -> Iterator[tuple[Statement, str, str]]:
    """Yield the relations beyond the first of each statement, and those that join premises."""
    joined: dict[str, str] = {}
    for statement in map.statements:
        for relation, target in statement.references:
            if (relation, target) != first[statement.id]:
                yield statement, relation, target
        if statement.joint and statement.joint in joined:
            yield statement, "joint", joined[statement.joint]
        elif statement.joint:
            joined[statement.joint] = statement.id


# By keyboard


def travel(one: Edited, target: int, *, selecting: bool = False) -> None:
    """Move the text cursor to an offset, by sentences, words and characters."""
    shift = "Shift+" if selecting else ""

    def go(key: str) -> int:
        one.page.keyboard.press(shift + key)
        return at()

    def at() -> int:
        found: int = one.page.evaluate("focusOf(readingOf(0))")
        return found

    now = at()
    # Whoever looks at the text sees how many sentences it is away.
    for _ in range(one.page.evaluate(_SENTENCES, [now, target])):
        one.page.keyboard.press(f"{shift}Control+Arrow{'Down' if now < target else 'Up'}")
    now = at()
    while now > target:
        now = go("Control+ArrowUp")
    while now < target:
        now = go("Control+ArrowRight")
    while now > target:
        now = go("Control+ArrowLeft")
    while now < target:
        now = go("ArrowRight")
    assert now == target


_SENTENCES = """([now, target]) => {
  const reading = readingOf(0);
  const edges = reading.starts.flatMap((_, at) => sentencesOf(reading, at));
  if (now < target) return edges.filter(([, end]) => end > now && end <= target).length;
  return edges.filter(([start]) => start < now && start > target).length;
}"""


def select_by_keys(one: Edited, spans: tuple[Span, ...]) -> None:
    for number, span in enumerate(spans):
        if number:
            one.press(".")
        travel(one, span.start)
        travel(one, span.end, selecting=True)


def pick_by_keys(one: Edited, wording: str) -> None:
    until(one.page, "isPicking()")
    one.page.keyboard.insert_text(wording)
    until(one.page, "found.length === 1")
    one.press("Enter")


def relate_by_keys(one: Edited, relation: str) -> None:
    until(one.page, "part('relation').open")
    if one.page.locator("#argmap-also").is_visible():
        assert one.page.locator("#argmap-also").is_checked()
    one.press(RELATIONS[relation])


def test_the_interview_is_mapped_with_the_keyboard(bare: Edited) -> None:
    wanted = load(INTERVIEW)
    page = bare.page
    bare.press("w")
    first: dict[str, tuple[str | None, str | None]] = {}
    for statement, relation, target in in_order(wanted):
        first[statement.id] = (relation, target)
        select_by_keys(bare, statement.anchors[0].spans)
        bare.press(f"Shift+{KEYS[statement.kind]}" if target else KEYS[statement.kind])
        if target:
            pick_by_keys(bare, wanted[target].wording)
        if statement.kind == "caveat" and relation is not None:
            relate_by_keys(bare, relation)
        bare.wording(statement.wording)
    for statement in wanted.statements:
        for anchor in statement.anchors[1:]:
            choose_by_keys(bare, statement)
            select_by_keys(bare, anchor.spans)
            bare.press("a")
            until(page, "bar.hidden")
    for statement, relation, target in remaining(wanted, first):
        choose_by_keys(bare, statement)
        bare.press("l")
        pick_by_keys(bare, wanted[target].wording)
        relate_by_keys(bare, relation)
        bare.settled()
    assert said(bare.map) == said(wanted)


def choose_by_keys(one: Edited, statement: Statement) -> None:
    travel(one, statement.anchors[0].spans[0].start)
    for _ in range(9):
        one.press("Enter")
        if one.page.evaluate("wordingOf(kept)") == statement.wording:
            return
    raise AssertionError(statement.id)


# By mouse


def select_by_mouse(one: Edited, span: Span) -> None:
    # What is still on its way would move the words under the mouse.
    one.settled()
    start, end = one.page.evaluate(_EDGES, list(span))
    one.page.mouse.move(*start)
    one.page.mouse.down()
    one.page.mouse.move(*end, steps=2)
    one.page.mouse.up()
    until(one.page, "!bar.hidden")
    assert one.page.evaluate("spansOf(stretches()).at(-1)") == list(span)


_EDGES = """([start, end]) => {
  const edge = (from, to, side) => {
    const box = rangeOf({ source: 0, start: from, end: to }).getBoundingClientRect();
    return [box[side] + (side === "left" ? 0.5 : -0.5), box.top + box.height / 2];
  };
  const top = textPane.getBoundingClientRect().top + 120;
  textPane.scrollBy({ top: edge(start, start + 1, "left")[1] - top, behavior: "instant" });
  return [edge(start, start + 1, "left"), edge(end - 1, end, "right")];
}"""


def of_wording(one: Edited, wording: str) -> str:
    id: str = one.page.evaluate(
        "words => ids[items.findIndex((_, n) => wordingOf(n) === words)]", wording
    )
    return id


def test_the_interview_is_mapped_with_the_mouse(bare: Edited) -> None:
    wanted = load(INTERVIEW)
    page = bare.page
    first: dict[str, tuple[str | None, str | None]] = {}
    for statement, relation, target in in_order(wanted):
        first[statement.id] = (relation, target)
        if target is not None:
            id = of_wording(bare, wanted[target].wording)
            if page.evaluate("ids[kept]") != id:
                card(page, id).locator("rect").first.click()
        for number, span in enumerate(statement.anchors[0].spans):
            if number:
                page.keyboard.down("Alt")
            select_by_mouse(bare, span)
            page.keyboard.up("Alt")
        page.locator(f'#argmap-bar [data-kind="{statement.kind}"]').click()
        if statement.kind == "caveat":
            page.locator(f'#argmap-which [data-key="{RELATIONS[relation].upper()}"]').click()
        bare.wording(statement.wording)
    for statement in wanted.statements:
        for anchor in statement.anchors[1:]:
            card(page, of_wording(bare, statement.wording)).locator("rect").first.click()
            select_by_mouse(bare, anchor.spans[0])
            page.locator("#argmap-anchor").click()
            until(page, "bar.hidden")
    for statement, relation, target in remaining(wanted, first):
        drag(bare, statement.wording, wanted[target].wording)
        page.locator("#argmap-also").check()
        page.locator(f'#argmap-which [data-key="{RELATIONS[relation].upper()}"]').click()
        bare.settled()
    assert said(bare.map) == said(wanted)


def drag(one: Edited, wording: str, onto: str) -> None:
    """Drag a card onto another, with the map so small that both are seen."""
    one.page.evaluate("setZoom(0.3)")
    starts = [
        one.page.evaluate(
            "([id, n]) => { const box = cards[ids.indexOf(id)].querySelector('rect')"
            ".getBoundingClientRect(); return [box.left + box.width / 2, box.bottom - 4]; }",
            [of_wording(one, words), 0],
        )
        for words in (wording, onto)
    ]
    one.page.mouse.move(*starts[0])
    one.page.mouse.down()
    one.page.mouse.move(*starts[1], steps=4)
    one.page.mouse.up()
    until(one.page, "part('relation').open")
