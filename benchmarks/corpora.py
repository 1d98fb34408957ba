"""Measure how time and memory grow with the number of maps in a corpus.

    python benchmarks/corpora.py [--sizes 1000,10000,100000] [--rounds 3] [WAY ...]
    python benchmarks/corpora.py --against CHECKOUT

Whole processes over JSON Lines of 1,000, 10,000 and 100,000 maps of five statements; the largest
number has one round. WAY is a word of the name of what is to be measured, such as `stats`. With
``--against``, `argmap check` of 1,000 map files of 50 statements, each with a source of 20 kB, is
compared with that of another checkout of argmap, in turn, both with one and with two processes.
The tables are in ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from checking import ENVIRONMENT, Run, run, write_map

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 3
PAIRS = 7
MAPS = 1_000  # files that are compared with another checkout
HERE = Path(__file__).parent.parent
ITERATING = "import argmap, sys; print(sum(len(m) for m in argmap.corpus(sys.argv[1])))"


class Way(NamedTuple):
    """Something that is done to a corpus: its name, and the command for a file and a folder."""

    name: str
    command: tuple[str, ...]


WAYS = (
    Way("`am.corpus`", ("-c", ITERATING, "{corpus}")),
    Way("`argmap check -j 1`", ("-m", "argmap", "check", "-j", "1", "{corpus}")),
    Way("`argmap check`", ("-m", "argmap", "check", "{corpus}")),
    Way("`argmap stats`", ("-m", "argmap", "stats", "--output-format", "csv", "{corpus}")),
    Way("`argmap convert`", ("-m", "argmap", "convert", "{corpus}", "--to", "json", "-o", "{out}")),
    Way("`argmap corpus`", ("-m", "argmap", "corpus", "{corpus}", "-o", "{out}/corpus.parquet")),
)


def line(number: int) -> str:
    """Return a clean map of five statements with its text, on one line."""
    sentences = [f"Report {number} makes point {row}: buses help people." for row in range(5)]
    text = " ".join(sentences)
    starts = [text.index(sentence) for sentence in sentences]
    records = [
        {
            "id": f"s{row}",
            "text": f"Point {row}",
            "quote": sentence.rstrip("."),
            "span": [start, start + len(sentence) - 1],
            **({"supports": "s0"} if row else {}),
        }
        for row, (sentence, start) in enumerate(zip(sentences, starts, strict=True))
    ]
    data = {
        "argmap": 1,
        "title": f"Report {number}",
        "sources": [{"id": "report", "text": text}],
        "claims": records[:1],
        "reasons": records[1:],
    }
    return json.dumps(data)


def measured(way: Way, corpus: Path) -> Run:
    """Run something over a corpus, with a folder of its own for what it writes."""
    with tempfile.TemporaryDirectory() as out:
        words = {"corpus": str(corpus), "out": out}
        return run([sys.executable, *(part.format(**words) for part in way.command)])


def growth(ways: list[Way], sizes: list[int], most_rounds: int) -> None:
    """Print how time and memory grow."""
    print("\n| | maps | seconds | processor | a map | largest process | exponent |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as temporary:
        for size in sizes:
            with Path(temporary, f"{size}.jsonl").open("w", encoding="utf-8") as file:
                file.writelines(f"{line(number)}\n" for number in range(size))
        for way in ways:
            last: tuple[int, float] | None = None
            for size in sizes:
                rounds = most_rounds if size < SIZES[-1] else 1
                corpus = Path(temporary, f"{size}.jsonl")
                runs = [measured(way, corpus) for _ in range(rounds)]
                seconds = statistics.median(one.seconds for one in runs)
                largest = max(one.megabytes for one in runs)
                # Processor time, which other programs change least.
                busy = statistics.median(one.busy for one in runs)
                exponent = ""
                if last:
                    exponent = f"{math.log(busy / last[1]) / math.log(size / last[0]):.2f}"
                last = size, busy
                print(
                    f"| {way.name} | {size:,} | {seconds:.1f} s | {busy:.1f} s"
                    f" | {1000 * busy / size:.1f} ms | {largest:.0f} MB | {exponent} |",
                    flush=True,
                )


def against(checkout: str) -> None:
    """Print what processor time checking takes here and in another checkout, pair by pair."""
    print(f"\n{MAPS:,} maps of 50 statements with sources of 20 kB, {PAIRS} pairs:\n")
    print("| processes | processor here | there | here against there | range |")
    print("| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as temporary:
        for number in range(MAPS):
            write_map(Path(temporary), number)
        for jobs in ("1", "2"):
            command = [sys.executable, "-m", "argmap", "check", "-j", jobs, temporary]
            pairs = []
            for number in range(PAIRS + 1):
                pair = {}
                # Which one goes first changes, since the first warms up what the second reads.
                for place in (str(HERE), checkout)[:: 1 if number % 2 else -1]:
                    ENVIRONMENT["PYTHONPATH"] = place
                    pair[place] = run(command).busy
                if number:
                    pairs.append((pair[str(HERE)], pair[checkout]))
            ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
            ratios = sorted(here / there for here, there in pairs)
            print(
                f"| {jobs} | {ours:.2f} s | {theirs:.2f} s | {statistics.median(ratios):.2f}"
                f" | {ratios[0]:.2f}–{ratios[-1]:.2f} |",
                flush=True,
            )


def main() -> None:
    """Print the tables."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"{cores} cores, load {os.getloadavg()[0]:.1f}")
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("ways", nargs="*", help="measure only these")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of maps")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--against", help="another checkout of argmap")
    given = parser.parse_args()
    if given.against:
        against(str(Path(given.against).resolve()))
        return
    ENVIRONMENT["PYTHONPATH"] = str(HERE)
    wanted = set(given.ways)
    named = [way for way in WAYS if not wanted or wanted & set(way.name.strip("`").split())]
    growth(named, [int(size) for size in given.sizes.split(",")], given.rounds)


if __name__ == "__main__":
    main()
