"""Measure what starting argmap costs, as ratios to the imports that it cannot do without.

    python benchmarks/startup.py

Each pair of commands runs in turn, A B A B …, as whole processes; the ratio is taken pair by pair,
so that it holds when the speed of the machine drifts. Medians and the range are printed as the
table that stands in ``benchmarks/README.md``.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from argmap import ArgumentMap, Source, save

ROUNDS = 21
# Modules are compiled once, as they are for whoever installs the package.
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}


def seconds(command: list[str]) -> float:
    """Return the wall-clock time of a whole process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT)
    return time.perf_counter() - start


def ratio(command: list[str], other: list[str]) -> tuple[float, float, float, float]:
    """Return the median seconds of the command, and the ratio's median, minimum and maximum."""
    seconds(command), seconds(other)
    pairs = [(seconds(command), seconds(other)) for _ in range(ROUNDS)]
    ratios = sorted(first / second for first, second in pairs)
    median = statistics.median(first for first, _ in pairs)
    return median, statistics.median(ratios), ratios[0], ratios[-1]


def map_of_statements(folder: Path, count: int) -> Path:
    """Write a clean map of so many statements over one text, and return its path."""
    sentences = [f"Point {number} of the long report is made here." for number in range(count)]
    (folder / "report.txt").write_text("\n".join(sentences), encoding="utf-8")
    source = Source.read(folder / "report.txt")
    map = ArgumentMap(title="A long report", sources=[source])
    claim = None
    for number, sentence in enumerate(sentences):
        fields = {"id": f"s{number}", "quote": sentence}
        if number % 10 == 0:
            claim = map.claim(f"The report makes point {number}", **fields)
        else:
            map.reason(f"Point {number} is made in it", supports=claim, **fields)
    path = folder / "report.argmap.yaml"
    save(map, path)
    return path


def main() -> None:
    """Print the table."""
    python = [sys.executable, "-c"]
    argmap = str(Path(sys.executable).with_name("argmap"))
    with tempfile.TemporaryDirectory() as folder:
        path = map_of_statements(Path(folder), 200)
        rows = [
            ("import argmap", "import pydantic", 1.3, [*python, "import argmap"]),
            (
                "argmap check, 200 statements",
                "import pydantic, click",
                3.0,
                [argmap, "check", str(path)],
            ),
        ]
        print("| command | compared with | goal | median ratio | range | median time |")
        print("| --- | --- | --- | --- | --- | --- |")
        for name, baseline, goal, command in rows:
            took, median, low, high = ratio(command, [*python, baseline])
            print(
                f"| `{name}` | `{baseline}` | ≤ {goal} | {median:.2f} | {low:.2f}–{high:.2f}"
                f" | {took * 1000:.0f} ms |"
            )


if __name__ == "__main__":
    main()
