"""Write the maps that are drawn: one tree in the form of every program, and one that is no tree.

python benchmarks/drawing/trees.py FOLDER COUNT
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NamedTuple

from argmap import ArgumentMap, Graph, save
from argmap.drawing.cards import make_cards
from argmap.drawing.theme import LIGHT

FAN = 4
_WORDS = "the council found that more people took the bus where lanes were kept free of cars"


class Row(NamedTuple):
    """A statement: its id, its text of about 70 characters, and what it supports."""

    id: str
    text: str
    targets: tuple[str, ...]


def rows_of_tree(count: int, *, crossing: bool = False) -> list[Row]:
    """Return a tree with four branches to each statement.

    If it is ``crossing``, every fifth statement supports a second one, anywhere before it.
    """
    rows: list[Row] = []
    for number in range(count):
        text = f"Point {number}: {_WORDS[: 40 + number * 7 % 43].rstrip()}"
        targets = [f"s{(number - 1) // FAN}"] if number else []
        if crossing and number % 5 == 4:
            targets.append(f"s{number * 5 // 9}")
        rows.append(Row(f"s{number}", text, tuple(dict.fromkeys(targets))))
    return rows


def write_map(rows: list[Row], path: Path) -> ArgumentMap:
    """Write a map file and return its map."""
    map = ArgumentMap(title="A long report")
    for id, text, targets in rows:
        if targets:
            map.reason(text, id=id, supports=targets)
        else:
            map.claim(text, id=id)
    save(map, path)
    return map


def write_boxes(map: ArgumentMap, path: Path) -> None:
    """Write the cards as bare boxes of their sizes, for `dot` to lay out as it does unasked."""
    lines = ["digraph {", 'node [shape=box, fixedsize=true, label=""]']
    cards = make_cards(Graph(map), LIGHT)
    for id, card in cards.items():
        # Left to right is up to down of boxes that are turned.
        lines.append(f"{id} [width={card.height / 72:.6f}, height={card.width / 72:.6f}]")
    lines += [f"{link.target} -> {link.origin}" for link in Graph(map).links]
    path.write_text("\n".join((*lines, "}", "")), encoding="utf-8")


def write_argdown(rows: list[Row], path: Path) -> None:
    """Write a tree in Argdown."""
    below: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        below.setdefault(row.targets, []).append(row)
    lines: list[str] = []
    stack = [(0, row) for row in reversed(below[()])]
    while stack:
        depth, row = stack.pop()
        sign = "    " * depth + "+ " if depth else ""
        lines.append(f"{sign}[{row.id}]: {row.text.replace(':', '')}")
        stack += [(depth + 1, child) for child in reversed(below.get((row.id,), []))]
    path.write_text("\n".join((*lines, "")), encoding="utf-8")


def write_rows(rows: list[Row], path: Path) -> None:
    """Write a map as plain JSON, for programs that are given it by a script."""
    path.write_text(json.dumps(rows), encoding="utf-8")


def main() -> None:
    """Write all forms of the tree and of the crossing map of so many statements."""
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    for name, crossing in (("tree", False), ("crossing", True)):
        rows = rows_of_tree(count, crossing=crossing)
        write_boxes(write_map(rows, folder / f"{name}.yaml"), folder / f"{name}.dot")
        write_rows(rows, folder / f"{name}.json")
    write_argdown(rows_of_tree(count), folder / "tree.argdown")


if __name__ == "__main__":
    main()
