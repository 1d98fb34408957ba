"""Measure how fast `argmap corpus` writes many maps as tables, and how much memory that takes.

    python benchmarks/tabular.py [MOST]

The maps are those of ``checking.py``: 50 statements each, with a source of 20 kB. What writing them
is compared with are whole processes that read the same files: one that parses the maps with
PyYAML's C loader, and one that loads them as maps. All run in turn, with as many processes each.
The tables are in ``benchmarks/README.md``.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

from checking import READING, run, write_map

ROUNDS = 3
SIZES = (250, 1000)
GOAL = 2.0  # times reading and parsing
OUTPUTS = ("corpus.parquet", "corpus", "corpus.jsonl")
LOADING = READING.replace("import yaml\n", "import argmap as am\n").replace(
    """\
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    for source in data["sources"]:
        (path.parent / source["path"]).read_bytes().decode()
    return len(data["claims"])
""",
    """\
    map = am.load(path)
    return len(map) + sum(len(source.text) for source in map.sources)
""",
)


def rows(folder: Path, jobs: int, sizes: tuple[int, ...]) -> None:
    """Print a table for one number of processes."""
    print(f"\nWith {jobs} process{'es' if jobs > 1 else ''}:\n")
    print(
        "| maps | output | seconds | a map | largest process | against parsing | against loading"
        " | processor, against parsing | against loading |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for size in sizes:
        maps = str(folder / str(size))
        commands = [[sys.executable, "-c", code, maps, str(jobs)] for code in (READING, LOADING)]
        for output in OUTPUTS:
            target = str(folder / output)
            argmap = [sys.executable, "-m", "argmap", "corpus", "-j", str(jobs), maps]
            commands.append([*argmap, "-o", target, "--force"])
        for command in commands:
            run(command)
        rounds = [[run(command) for command in commands] for _ in range(ROUNDS)]
        for place, output in enumerate(OUTPUTS, 2):
            seconds = statistics.median(each[place].seconds for each in rounds)
            largest = max(each[place].megabytes for each in rounds)
            parsing, loading = (
                statistics.median(each[place].seconds / each[other].seconds for each in rounds)
                for other in (0, 1)
            )
            # Processor time, which other programs change least.
            parsing_busy, loading_busy = (
                statistics.median(each[place].busy / each[other].busy for each in rounds)
                for other in (0, 1)
            )
            print(
                f"| {size:,} | `{output}` | {seconds:.2f} s | {1000 * seconds / size:.1f} ms"
                f" | {largest:.0f} MB | {parsing:.2f} | {loading:.2f}"
                f" | {parsing_busy:.2f} | {loading_busy:.2f} |",
                flush=True,
            )


def main() -> None:
    """Print the tables."""
    assert "am.load" in LOADING
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    sizes = tuple(size for size in SIZES if size <= most)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"{cores} cores, load {os.getloadavg()[0]:.1f}; goal: {GOAL:.0f} times reading")
    with tempfile.TemporaryDirectory() as temporary:
        for size in sizes:
            folder = Path(temporary, str(size))
            folder.mkdir()
            for number in range(size):
                write_map(folder, number)
        rows(Path(temporary), 1, sizes)
        rows(Path(temporary), 2, sizes[-1:])


if __name__ == "__main__":
    main()
