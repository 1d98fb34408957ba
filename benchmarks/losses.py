"""Measure how long formats take to find what they cannot say, against another checkout of argmap.

    python benchmarks/losses.py CHECKOUT [--statements 4000] [--rounds 5] [FORMAT ...]

The formats are those that keep such things in a block of argmap's own. The map is that of
`growing_maps.trees`. Each measurement is a process of its own, which writes the map three times:
the least processor time of writing, and that of finding losses alone. The two checkouts take
turns. The table is in ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import growing_maps as shapes

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent.parent
FORMATS = ("aif", "arguebuf", "brat", "carneades", "sadface", "web-annotation", "xaif")
REPEATS = 3


class Measured(NamedTuple):
    """Processor seconds of writing a map, and of finding losses in that."""

    writing: float
    finding: float


class Timed:
    """A function, with the processor time that its last call took."""

    def __init__(self, work: Callable[..., object]) -> None:
        self.work = work
        self.seconds = 0.0

    def __call__(self, *given: object, **named: object) -> object:
        """Call the function."""
        before = time.process_time()
        try:
            return self.work(*given, **named)
        finally:
            self.seconds = time.process_time() - before


def work(format: str, path: Path) -> Measured:
    """Write a map in a format several times; return the least times."""
    import argmap as am  # noqa: PLC0415 -- whichever checkout it is
    from argmap.formats.writing import encoding  # noqa: PLC0415 -- as above

    map = am.load(path)
    made = path.with_name(f"made.{format}")
    am.write(map, made, format=format, replace=True)  # loads the modules of the format
    finding = Timed(encoding.encoded)
    for name, module in sys.modules.items():
        if name.startswith("argmap.formats.") and getattr(module, "encoded", None) is finding.work:
            module.encoded = finding  # type: ignore[attr-defined]  # it is there
    found = []
    for _ in range(REPEATS):
        gc.collect()
        before = time.process_time()
        am.write(map, made, format=format, replace=True)
        found.append(Measured(time.process_time() - before, finding.seconds))
    return Measured(min(one.writing for one in found), min(one.finding for one in found))


def one(checkout: Path, format: str, path: Path) -> Measured:
    """Measure a format in a process of its own, with argmap as it is in a checkout."""
    program = [sys.executable, __file__, str(checkout), "--one", format, str(path)]
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    done = subprocess.run(program, check=True, capture_output=True, text=True, env=environment)
    writing, finding = map(float, done.stdout.split())
    return Measured(writing, finding)


def main() -> None:
    """Print a row for each format."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("checkout", type=Path)
    parser.add_argument("formats", nargs="*", default=FORMATS)
    parser.add_argument("--statements", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_intermixed_args()
    if given.one:
        print(*work(given.one[0], Path(given.one[1])))
        return
    print(f"load at the start: {os.getloadavg()[0]:.1f}", file=sys.stderr)
    print("| format | there | here | ratio | range | writing, ratio |")
    print("| --- | --- | --- | --- | --- | --- |")
    there = given.checkout.resolve()
    with tempfile.TemporaryDirectory() as temporary:
        path = shapes.trees(Path(temporary), given.statements)
        for format in given.formats:
            pairs = [
                (one(there, format, path), one(HERE, format, path)) for _ in range(given.rounds)
            ]
            ratios = sorted(ours.finding / theirs.finding for theirs, ours in pairs)
            whole = statistics.median(ours.writing / theirs.writing for theirs, ours in pairs)
            theirs, ours = (min(pair[place].finding for pair in pairs) for place in (0, 1))
            row = (
                f"| {format} | {theirs:.2f} s | {ours:.2f} s | {statistics.median(ratios):.2f}"
                f" | {ratios[0]:.2f}–{ratios[-1]:.2f} | {whole:.2f} |"
            )
            print(row, flush=True)


if __name__ == "__main__":
    main()
