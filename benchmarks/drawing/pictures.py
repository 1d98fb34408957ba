"""Measure what drawing a map costs, as ratios to what it cannot do without, and to peers.

    python benchmarks/drawing/pictures.py [--arguebuf PYTHON] [--argdown PROGRAM]
        [--sizes 16 200 2000]

Each round runs every command once, as a whole process, so that ratios hold when the speed of the
machine drifts: argmap to SVG, the imports of argmap and pydantic followed by `dot` on the same
boxes, and, where they are named, arguebuf (a Python that has it, with Graphviz) and the program of
@argdown/cli on the same tree. Prints the tables that stand in ``benchmarks/drawing/README.md``.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from argmap import ArgumentMap, Graph, save
from argmap.drawing.cards import make_cards
from argmap.drawing.composing.columns import make_dot
from argmap.drawing.theme import LIGHT

SIZES = {16: 15, 200: 9, 2000: 5}
FAN = 4
# Modules are compiled once, as they are for whoever installs the package.
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
ARGUEBUF = """\
import sys, arguebuf, json
graph = arguebuf.Graph()
tree = json.load(open(sys.argv[1]))
atoms = {}
for id, text, target in tree:
    atoms[id] = arguebuf.AtomNode(text=text)
    graph.add_node(atoms[id])
    if target is not None:
        scheme = arguebuf.SchemeNode(scheme=arguebuf.Support.DEFAULT)
        graph.add_node(scheme)
        graph.add_edge(arguebuf.Edge(atoms[id], scheme))
        graph.add_edge(arguebuf.Edge(scheme, atoms[target]))
drawn = arguebuf.dump.graphviz(graph)
arguebuf.render.graphviz(drawn, sys.argv[2])
"""


def tree(count: int) -> list[tuple[str, str, str | None]]:
    """Return ids, texts of about 70 characters, and targets of a tree with four branches each."""
    words = "the council found that more people took the bus where lanes were kept free of cars"
    rows: list[tuple[str, str, str | None]] = []
    for number in range(count):
        text = f"Point {number}: {words[: 40 + number * 7 % 43].rstrip()}"
        rows.append((f"s{number}", text, None if not number else f"s{(number - 1) // FAN}"))
    return rows


def as_map(rows: list[tuple[str, str, str | None]]) -> ArgumentMap:
    """Return the tree as a map."""
    map = ArgumentMap(title="A long report")
    for id, text, target in rows:
        if target is None:
            map.claim(text, id=id)
        else:
            map.reason(text, id=id, supports=target)
    return map


def as_argdown(rows: list[tuple[str, str, str | None]]) -> str:
    """Return the tree in Argdown."""
    below: dict[str | None, list[tuple[str, str]]] = {}
    for id, text, target in rows:
        below.setdefault(target, []).append((id, text.replace(":", "")))
    lines: list[str] = []

    def write(id: str, text: str, depth: int) -> None:
        sign = "" if not depth else "    " * depth + "+ "
        lines.append(f"{sign}[{id}]: {text}")
        for child in below.get(id, []):
            write(*child, depth + 1)

    for root in below[None]:
        write(*root, 0)
    return "\n".join(lines) + "\n"


def run(commands: list[list[str]]) -> tuple[float, float]:
    """Return the wall-clock time of commands, one after the other, and the most memory, in MB."""
    start = time.perf_counter()
    memory = 0.0
    for command in commands:
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command[0])
        memory = max(memory, usage.ru_maxrss / 1024)
    return time.perf_counter() - start, memory


def commands(folder: Path, count: int, peers: argparse.Namespace) -> dict[str, list[list[str]]]:
    """Write the tree in every form and return what draws it, the yardstick second."""
    import json  # noqa: PLC0415 -- only here

    rows = tree(count)
    map = as_map(rows)
    save(map, folder / f"{count}.argmap.yaml")
    graph = Graph(map)
    boxes = make_dot(graph, make_cards(graph, LIGHT), LIGHT, "right")
    (folder / f"{count}.dot").write_text(boxes, encoding="utf-8")
    (folder / f"{count}.argdown").write_text(as_argdown(rows), encoding="utf-8")
    (folder / f"{count}.json").write_text(json.dumps(rows), encoding="utf-8")
    program = str(Path(sys.executable).with_name("argmap"))
    drawing = [program, "render", str(folder / f"{count}.argmap.yaml"), "--depth", "all"]
    drawing += ["-o", str(folder / f"{count}.svg")]
    made = {
        "argmap": [drawing],
        "argmap, built-in engine": [[*drawing, "--engine", "wasm"]],
        "imports and `dot`": [
            [sys.executable, "-c", "import argmap, pydantic"],
            ["dot", "-Tjson0", str(folder / f"{count}.dot")],
        ],
    }
    if peers.arguebuf:
        made["arguebuf"] = [
            [peers.arguebuf, "-c", ARGUEBUF, str(folder / f"{count}.json"), str(folder / "a.svg")]
        ]
    if peers.argdown:
        made["@argdown/cli"] = [
            [*peers.argdown.split(), "map", "-f", "svg", str(folder / f"{count}.argdown"),
             str(folder / "svg")]
        ]  # fmt: skip
    return made


def main() -> None:
    """Print the tables."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--arguebuf", help="a Python that has arguebuf and its Graphviz")
    reader.add_argument("--argdown", help="the program of @argdown/cli")
    reader.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="of the trees")
    peers = reader.parse_args()
    print("| statements | what draws | median time | argmap's time is its | range | memory |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for count in peers.sizes:
            rounds = SIZES.get(count, 5)
            made = commands(Path(folder), count, peers)
            for name, each in list(made.items()):
                try:
                    run(each)
                except subprocess.CalledProcessError as error:
                    print(f"| {count} | {name} | fails: {error} | | | |")
                    del made[name]
            times: dict[str, list[float]] = {name: [] for name in made}
            memory = dict.fromkeys(made, 0.0)
            for _ in range(rounds):
                for name, each in made.items():
                    seconds, megabytes = run(each)
                    times[name].append(seconds)
                    memory[name] = max(memory[name], megabytes)
            for name, listed in times.items():
                shares = sorted(a / b for a, b in zip(times["argmap"], listed, strict=True))
                share = f"{statistics.median(shares):.2f}"
                span = f"{shares[0]:.2f} to {shares[-1]:.2f}"
                if name == "argmap":
                    share = span = ""
                print(
                    f"| {count} | {name} | {statistics.median(listed):.2f} s | {share} | {span} |"
                    f" {memory[name]:.0f} MB |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
