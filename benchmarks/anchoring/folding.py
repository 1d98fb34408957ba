"""Measure how long a text takes to be read with its typography and its case set aside.

    python benchmarks/anchoring/folding.py [--set tuning|report]

The run of the reporting set writes its table into ``README.md``.
"""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from tables import markdown, write
from texts import CODES, SIZES, as_windows_file, write_text

from argmap.anchoring.reading.ways import CASE, LOOSE, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from texts import Series

ROUNDS = 5


def rows(series: Series) -> Iterator[list[str]]:
    """Yield a row for each text: how long it takes, at best, in milliseconds."""
    for language in CODES:
        for size in ("200 kB", "5 MB"):
            text = write_text(language, series, SIZES[size], 1).text
            yield [f"{language}, {size}", *_times(text)]
            if language == "English":
                yield [f"{language}, {size}, BOM and CRLF", *_times(as_windows_file(text))]


def _times(text: str) -> list[str]:
    folds = (*CASE, LOOSE[1])
    best = [float("inf")] * len(folds)
    for _ in range(ROUNDS):
        typography = Reading(text).through(CASE[0])
        readings = (Reading(text), typography, typography)
        for place, (reading, fold) in enumerate(zip(readings, folds, strict=True)):
            start = time.perf_counter()
            reading.through(fold)
            best[place] = min(best[place], time.perf_counter() - start)
    return [f"{1000 * seconds:.1f}" for seconds in best]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how long folding takes.")
    parser.add_argument("--set", choices=("tuning", "report"), default="tuning")
    options = parser.parse_args()
    head = ["", "typography, ms", "case, ms", "what only looks the same, ms"]
    table = markdown(head, list(rows(options.set)))
    print(table)
    if options.set == "report":
        write(table, "foldings")


if __name__ == "__main__":
    main()
