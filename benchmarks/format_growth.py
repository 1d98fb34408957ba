"""Measure the time and memory that each format takes, written and read, as a map grows.

    python benchmarks/format_growth.py [--sizes 1000,10000,50000] [FORMAT ...]

The map is that of `growing_maps.trees`: trees of ten statements, each anchored in a sentence of its
own of one text. Each measurement is a process of its own. Its time is processor time without
start-up and imports, that of writing without reading the map first. *Memory* is the peak of the
process, the map included. The *exponent* is the slope of a line through the logarithms of size and
time: 1 is linear. *Against JSON* compares the largest size with argmap's own JSON. The table is in
``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import gc
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import growing_maps as shapes
from growth import exponent

SIZES = (1000, 10_000, 50_000)


class Measured(NamedTuple):
    """Processor seconds, and the peak memory of the process in megabytes."""

    seconds: float
    megabytes: float


def work(what: str, format: str, given: Path, made: Path) -> float:
    """Write a map, or read a file, and return the processor seconds that it takes."""
    import argmap as am  # noqa: PLC0415 -- not in --help
    from argmap.cli.main import collect_seldom  # noqa: PLC0415 -- as above

    collect_seldom()  # as the program does
    map = am.load(given) if what == "write" else None
    gc.collect()
    before = time.process_time()
    if map is None:
        am.read(given, format=format)
    else:
        am.write(map, made, format=format)
    return time.process_time() - before


def one(what: str, format: str, given: Path, made: Path) -> Measured:
    """Measure a piece of work in a process of its own, after the same on a small map."""
    program = [sys.executable, __file__, "--one", what, format, str(given), str(made)]
    done = subprocess.run(program, check=True, capture_output=True, text=True)
    seconds, megabytes = map(float, done.stdout.split())
    return Measured(seconds, megabytes)


def table(formats: list[str], sizes: tuple[int, ...], folder: Path) -> None:
    """Print a row for each format that is written, and for each that is read."""
    from argmap.formats import FORMATS  # noqa: PLC0415 -- not in --help

    chosen = [one for one in FORMATS if not formats or one.name in formats]
    maps: dict[int, Path] = {}
    for size in (20, *sizes):
        (folder / f"{size}").mkdir()
        maps[size] = _as_json(shapes.trees(folder / f"{size}", size))
    base: dict[str, float] = {}
    for format in sorted(chosen, key=lambda one: one.name != "json"):
        made = {size: folder / f"{size}" / f"written{format.suffixes[0]}" for size in maps}
        for what in ("write", "read"):
            if not (format.writes if what == "write" else format.reads):
                continue
            foreign = shapes.FOREIGN.get(format.name)
            if what == "read" and not format.writes:
                if foreign is None:
                    continue
                made = {size: foreign(folder / f"{size}", size) for size in maps}
            found = [
                one(what, format.name, maps[size] if what == "write" else made[size], made[size])
                for size in sizes
            ]
            seconds = [each.seconds for each in found]
            base.setdefault(what, seconds[-1])
            cells = [f"{each.seconds:.2f} s, {each.megabytes:.0f} MB" for each in found]
            slope = exponent(sizes, seconds) if len(sizes) > 1 else 1
            ratio = seconds[-1] / base[what]
            row = [f"{what} {format.name}", *cells, f"{slope:.2f}", f"{ratio:.1f}"]
            print(f"| {' | '.join(row)} |", flush=True)


def _peak() -> float:
    """Return the peak memory of this process in megabytes, as Linux says it.

    What `getrusage` says may be that of the process that started this one.
    """
    found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(encoding="utf-8"))
    return int(found[1]) / 1024 if found else float("nan")


def _as_json(path: Path) -> Path:
    """Return the same map in JSON, which is loaded in less time."""
    import argmap as am  # noqa: PLC0415 -- as above

    made = path.with_name("map.argmap.json")
    am.save(am.load(path), made)
    return made


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("formats", nargs="*", help="measure only these")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of statements")
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        what, format, path, made = given.one
        small = Path(path).parent.parent / "20"
        warm = small / (Path(path).name if what == "write" else Path(made).name)
        work(what, format, warm, small / Path(made).name)
        seconds = work(what, format, Path(path), Path(made))
        print(seconds, _peak())
        return
    sizes = tuple(int(size) for size in given.sizes.split(","))
    print(f"load at the start: {os.getloadavg()[0]:.1f}", file=sys.stderr)
    print("| what | " + " | ".join(f"{size:,}" for size in sizes) + " | exponent | against JSON |")
    print("| --- " * (len(sizes) + 3) + "|")
    with tempfile.TemporaryDirectory() as temporary:
        table(given.formats, sizes, Path(temporary))


if __name__ == "__main__":
    main()
