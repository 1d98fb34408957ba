"""Measure how long argmap takes for a quote, as a ratio of what rapidfuzz takes for it.

    python benchmarks/anchoring/speed.py [--set tuning|report] [--share S]

Both are asked for the same quotes by turns, in one process and thread, and what counts is
processor time, which other programs do not use up. A run of the reporting set writes its
table into ``README.md`` beside this file.
"""

from __future__ import annotations

import argparse
import statistics
import time
from typing import TYPE_CHECKING

from draws import Draw
from hostile import loads as hostile_loads
from quotes import characters, foreign, reanchored, shuffled, spliced, words
from rapidfuzz.fuzz import partial_ratio_alignment
from tables import markdown, write
from texts import SIZES, Series, Text, write_text
from versions import edit_text

from argmap.anchoring import Finder

if TYPE_CHECKING:
    from collections.abc import Callable

    from draws import Item

GOALS = {"6 kB": "≤ 8", "200 kB": "≤ 2", "5 MB": "≤ 1"}
COUNTS = {"6 kB": 60, "200 kB": 60, "5 MB": 8}
ANCHORS = 1_000
_CUTOFF = 70
_ROUNDS = 3
KINDS = {
    "fuzzy": (characters(0.05), words(0.15)),
    "failing": (foreign, shuffled, spliced(80)),
}


def _items(draw_item: Callable[[Draw], Item | None], draw: Draw, count: int) -> list[Item]:
    items: list[Item] = []
    while len(items) < count:
        item = draw_item(draw)
        items += [item] if item else []
    return items


def _seconds(call: Callable[[], object], rounds: int) -> float:
    least = float("inf")
    for _ in range(rounds):
        start = time.thread_time()
        call()
        least = min(least, time.thread_time() - start)
    return least


def _both(text: Text, item: Item, finder: Finder, rounds: int) -> tuple[float, float]:
    """Return what argmap and rapidfuzz take for a quote; what is kept of it is forgotten."""

    def ours() -> None:
        finder._kept.clear()  # noqa: SLF001 -- else the second round would measure nothing
        finder.find(item.quote)

    theirs = _seconds(
        lambda: partial_ratio_alignment(item.quote, text.text, score_cutoff=_CUTOFF), rounds
    )
    return _seconds(ours, rounds), theirs


def rows(series: Series, share: float) -> list[list[str]]:
    """Measure quotes of every size and kind."""
    found = []
    for size, goal in GOALS.items():
        text = write_text("English", series, SIZES[size], 1)
        finder = Finder(text.text)
        finder.find("What is nowhere in this text and makes it fold everything once, at all.")
        rounds = 1 if size == "5 MB" else _ROUNDS
        for kind, drawings in KINDS.items():
            draw = Draw(text, f"speed {size} {kind} {series}")
            count = max(2, round(COUNTS[size] * share / len(drawings)))
            times = [
                _both(text, item, finder, rounds)
                for draw_item in drawings
                for item in _items(draw_item, draw, count)
            ]
            ratios = sorted(ours / theirs for ours, theirs in times)
            ours, theirs = (1000 * statistics.median(side) for side in zip(*times, strict=True))
            slowest = f"{ratios[-1]:.1f}" + (" (≤ 5)" if size == "200 kB" else "")
            median = f"{statistics.median(ratios):.2f}"
            row = [f"{size}, {kind}", str(len(times)), goal, median, slowest]
            found.append([*row, f"{ours:.2f}", f"{theirs:.2f}"])
    return found


def anchors(series: Series, share: float) -> list[str]:
    """Measure a thousand anchors looked for by search in an edited text."""
    text = write_text("English", series, SIZES["200 kB"], 1)
    version = edit_text(text, 0.03, 1)
    count = round(ANCHORS * share)
    items = _items(reanchored(version), Draw(text, f"anchors {series}"), count)
    finder = Finder(version.text)

    def ours() -> None:
        for item in items:
            finder.find(item.quote, prefix=item.prefix, suffix=item.suffix, near=item.near)

    def theirs() -> None:
        for item in items:
            partial_ratio_alignment(item.quote, version.text, score_cutoff=_CUTOFF)

    one, other = _seconds(ours, 1), _seconds(theirs, 1)
    row = [f"{count} anchors by search, 200 kB", str(count), "≤ 0.25", f"{one / other:.2f}", ""]
    return [*row, f"{1000 * one:,.0f} in all", f"{1000 * other:,.0f} in all"]


def slowest_hostile() -> list[str]:
    """Measure the hostile quotes and return the row of the slowest."""
    seconds = {}
    for load in hostile_loads():
        for item in load.items:
            finder = Finder(load.source)
            start = time.thread_time()
            finder.find(item.quote, prefix=item.prefix, suffix=item.suffix, near=item.near)
            seconds[load.name] = time.thread_time() - start
    name = max(seconds, key=seconds.__getitem__)
    label = f"slowest hostile quote, 5 MB: {name}"
    return [label, str(len(seconds)), "≤ 2,000 ms", "", "", f"{1000 * seconds[name]:,.0f}", ""]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure argmap's speed beside rapidfuzz's.")
    parser.add_argument("--set", choices=("tuning", "report"), default="tuning")
    parser.add_argument("--share", type=float, default=1.0, help="of the quotes that are asked")
    options = parser.parse_args()
    head = ["", "quotes", "goal", "ratio, median", "ratio, slowest", "argmap, ms", "rapidfuzz, ms"]
    table = markdown(
        head,
        [
            *rows(options.set, options.share),
            anchors(options.set, options.share),
            slowest_hostile(),
        ],
    )
    print(table)
    if options.set == "report" and options.share == 1:
        write(f"Set `{options.set}`, English.\n\n{table}", "speed")


if __name__ == "__main__":
    main()
