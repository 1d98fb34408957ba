"""Measure how fast `argmap check` goes through many maps, and how much memory that takes.

    python benchmarks/checking.py [MOST]

Whole processes over 250, 500 and 1,000 maps of 50 statements, each with a source of its own of
20 kB. What they are compared with is a process that reads the same files and parses the maps with
PyYAML's C loader, in turn and with as many processes. The tables stand in ``benchmarks/README.md``.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROUNDS = 5
SIZES = (250, 500, 1000)
STATEMENTS = 50
SOURCE_SIZE = 20_000
GOAL = 6.0  # seconds for the largest, start-up included
# Modules are compiled once, as they are for whoever installs the package.
ENVIRONMENT = {
    key: value
    for key, value in os.environ.items()
    if not key.startswith("PYTHON") or key == "PYTHONPATH"
}
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)
TALK = (
    # Nothing that a rule asks about, such as a negation next to a quote: the maps must be clean.
    "buses bring riders home along wide roads past green parks old trees quiet streets small shops"
)

READING = """\
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
import yaml

def read(path):
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    for source in data["sources"]:
        (path.parent / source["path"]).read_bytes().decode()
    return len(data["claims"])

paths = sorted(Path(sys.argv[1]).glob("*.argmap.yaml"))
if sys.argv[2] == "1":
    print(sum(map(read, paths)))
else:
    with ProcessPoolExecutor(int(sys.argv[2]), get_context("fork")) as pool:
        print(sum(pool.map(read, paths, chunksize=8)))
"""


class Run(NamedTuple):
    """What one whole process took: wall-clock and processor seconds, megabytes at the most."""

    seconds: float
    busy: float
    megabytes: float


def run(command: list[str]) -> Run:
    """Run a command as a child of a process of its own, whose largest child is asked for."""
    start = time.perf_counter()
    program = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", program, *command],
        check=True,
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
    )
    seconds = time.perf_counter() - start
    busy, megabytes = map(float, done.stdout.split())
    return Run(seconds, busy, megabytes)


def write_map(folder: Path, number: int) -> None:
    """Write a clean map and its source."""
    chance = random.Random(number)  # noqa: S311 -- not for secrets
    points: list[str] = []
    while sum(map(len, points)) + len(points) < SOURCE_SIZE:
        words = " ".join(chance.choices(TALK.split(), k=11))
        points.append(f"Point {len(points)} of report {number}: the council’s word — {words}")
    (folder / f"{number}.txt").write_text("\n".join(points), encoding="utf-8")
    starts = [0]
    for point in points:
        starts.append(starts[-1] + len(point) + 1)
    claims, reasons = [], []
    for row in range(STATEMENTS):
        place = 2 * row
        target = row - row % 10
        record = [
            f"  - id: s{row}",
            f"    quote: '{points[place]}'",
            f"    span: [{starts[place]}, {starts[place] + len(points[place])}]",
        ]
        if row == target:
            claims += record
        else:
            reasons += [*record, f"    supports: s{target}"]
    lines = ["argmap: 1", f"title: Report {number}", "sources:"]
    lines += [f"  - {{id: report, path: {number}.txt}}", "claims:", *claims, "reasons:", *reasons]
    path = folder / f"{number:05}.argmap.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def rows(folder: Path, jobs: int, sizes: tuple[int, ...]) -> None:
    """Print a table for one number of processes."""
    argmap = [sys.executable, "-m", "argmap", "check", "-j", str(jobs)]
    reading = [sys.executable, "-c", READING]
    print(f"\nWith {jobs} process{'es' if jobs > 1 else ''}:\n")
    print("| maps | seconds | fastest | processor | a map | largest process | against reading |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for size in sizes:
        maps = str(folder / str(size))
        run([*argmap, maps]), run([*reading, maps, str(jobs)])
        pairs = [(run([*argmap, maps]), run([*reading, maps, str(jobs)])) for _ in range(ROUNDS)]
        seconds = statistics.median(ours.seconds for ours, _ in pairs)
        fastest = min(ours.seconds for ours, _ in pairs)
        busy = statistics.median(ours.busy for ours, _ in pairs)
        largest = max(ours.megabytes for ours, _ in pairs)
        ratio = statistics.median(ours.seconds / theirs.seconds for ours, theirs in pairs)
        print(
            f"| {size:,} | {seconds:.2f} s | {fastest:.2f} s | {busy:.2f} s"
            f" | {1000 * busy / size:.1f} ms | {largest:.0f} MB | {ratio:.2f} |",
            flush=True,
        )


def main() -> None:
    """Print the tables."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    sizes = tuple(size for size in SIZES if size <= most)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"{cores} cores, load {os.getloadavg()[0]:.1f}; goal: {GOAL:.0f} s for 1,000 maps")
    with tempfile.TemporaryDirectory() as temporary:
        for size in sizes:
            folder = Path(temporary, str(size))
            folder.mkdir()
            for number in range(size):
                write_map(folder, number)
        for jobs in (1, 2):
            rows(Path(temporary), jobs, sizes)


if __name__ == "__main__":
    main()
