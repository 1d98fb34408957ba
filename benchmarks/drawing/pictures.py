"""Measure what drawing a map costs, as ratios to what it cannot do without, and to peers.

    pip install -r benchmarks/drawing/requirements.txt; (cd benchmarks/drawing && npm install)
    python benchmarks/drawing/pictures.py [--arguebuf PYTHON] [--sizes 16 200 2000] [--rounds 9]

Each round runs every command once, as a whole process, so that ratios hold when the speed of the
machine drifts. The yardstick is the import of argmap and pydantic, then `dot` on the same boxes.
arguebuf may be installed for another Python, which is then named; the program of @argdown/cli is
the one in this folder. Prints the table that stands in ``benchmarks/drawing/README.md``.
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
from typing import NamedTuple

ROUNDS = {16: 15, 200: 11, 2000: 7}
YARDSTICK = "*the yardstick*"
# Modules are compiled once, as they are for whoever installs the package.
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
ARGDOWN = Path(__file__).with_name("node_modules") / ".bin" / "argdown"
# By itself arguebuf draws no more than so many nodes; its limit is lifted.
ARGUEBUF = """\
import json, sys
import arguebuf
from arguebuf.schemas.graphviz import EdgeStyle
graph, atoms = arguebuf.Graph(), {}
for id, text, targets in json.load(open(sys.argv[1])):
    atoms[id] = arguebuf.AtomNode(text=text)
    graph.add_node(atoms[id])
    for target in targets:
        scheme = arguebuf.SchemeNode(scheme=arguebuf.Support.DEFAULT)
        graph.add_node(scheme)
        graph.add_edge(arguebuf.Edge(atoms[id], scheme))
        graph.add_edge(arguebuf.Edge(scheme, atoms[target]))
style = EdgeStyle[sys.argv[3]] if len(sys.argv) > 3 else None
drawn = arguebuf.dump.graphviz(graph, max_nodes=100_000, edge_style=style)
arguebuf.render.graphviz(drawn, sys.argv[2])
"""

Command = list[str]


class Cost(NamedTuple):
    """What a program took: seconds, and the most memory of it or of what it ran, in MB."""

    seconds: float
    memory: float


def run(commands: list[Command]) -> Cost:
    """Run commands one after the other; raise CalledProcessError if one fails."""
    start = time.perf_counter()
    memory = 0.0
    for command in commands:
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT
        ) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command[0])
        memory = max(memory, usage.ru_maxrss / 1024)
    return Cost(time.perf_counter() - start, memory)


def own_commands(folder: Path, name: str) -> dict[str, list[Command]]:
    """Return what draws a map with argmap, and the yardstick."""
    program = str(Path(sys.executable).with_name("argmap"))
    drawing = [program, "render", str(folder / f"{name}.yaml"), "--depth", "all"]
    drawing += ["-o", str(folder / f"{name}.svg")]
    return {
        "argmap": [drawing],
        YARDSTICK: [
            [sys.executable, "-c", "import argmap, pydantic"],
            ["dot", "-Tjson0", str(folder / f"{name}.dot")],
        ],
    }


def other_commands(folder: Path, arguebuf: str) -> dict[str, list[Command]]:
    """Return what draws the tree with other programs, and in other formats."""
    script = [arguebuf, "-c", ARGUEBUF, str(folder / "tree.json"), str(folder / "arguebuf.svg")]
    drawing = own_commands(folder, "tree")["argmap"][0][:-1]
    return {
        "arguebuf": [script],
        "arguebuf, curved edges": [[*script, "BEZIER"]],
        "@argdown/cli": [
            [str(ARGDOWN), "map", "-f", "svg", str(folder / "tree.argdown"), str(folder)]
        ],
        "argmap, to PNG": [[*drawing, str(folder / "tree.png")]],
        "argmap, to PDF": [[*drawing, str(folder / "tree.pdf")]],
    }


def measure(made: dict[str, list[Command]], rounds: int, label: str) -> None:
    """Run all in turn, so many times, and print a row for each."""
    for name, commands in list(made.items()):
        try:
            run(commands)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"| {label} | {name} | not measured: {error} | | | | |")
            del made[name]
    costs: dict[str, list[Cost]] = {name: [] for name in made}
    for _ in range(rounds):
        for name, commands in made.items():
            costs[name].append(run(commands))
    for name, listed in costs.items():
        print(
            f"| {label} | {name} | {statistics.median(cost.seconds for cost in listed):.2f} s"
            f" | {ratio(listed, costs[YARDSTICK])} | {ratio(costs['argmap'], listed)}"
            f" | {max(cost.memory for cost in listed):.0f} MB |",
            flush=True,
        )


def ratio(costs: list[Cost], others: list[Cost]) -> str:
    """Return how the times of two programs compare, round by round: median and range."""
    if costs is others:
        return ""
    shares = sorted(a.seconds / b.seconds for a, b in zip(costs, others, strict=True))
    return f"{statistics.median(shares):.2f} ({shares[0]:.2f} to {shares[-1]:.2f})"


def main() -> None:
    """Print the table."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--arguebuf", default=sys.executable, help="a Python that has arguebuf")
    reader.add_argument("--sizes", type=int, nargs="+", default=list(ROUNDS), help="of the maps")
    reader.add_argument("--rounds", type=int, help="how often each command runs")
    given = reader.parse_args()
    print(
        "| map | what draws it | median time | against the yardstick | argmap against it | memory |"
    )
    print("| --- | --- | --- | --- | --- | --- |")
    for count in given.sizes:
        rounds = given.rounds or ROUNDS.get(count, 7)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            # Made by another process: the memory of this one would count as that of each command.
            trees = Path(__file__).with_name("trees.py")
            subprocess.run([sys.executable, str(trees), name, str(count)], check=True)
            commands = own_commands(folder, "tree") | other_commands(folder, given.arguebuf)
            measure(commands, rounds, f"tree, {count:,}")
            measure(own_commands(folder, "crossing"), rounds, f"crossing, {count:,}")


if __name__ == "__main__":
    main()
