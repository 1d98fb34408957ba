"""Measure `argmap quotes` as a whole process, as ratios to what it cannot do without.

    python benchmarks/quotations.py

An answer of 40 quotations is checked against sources of 1 MB. Processor time is taken, in turn with
a process that imports argmap and rapidfuzz and reads the same files: A B A B …, so that the ratios
hold when the speed of the machine drifts. The table stands in ``benchmarks/README.md``.
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 9
GOAL = 3.0
QUOTATIONS = 40
SIZE = 1_000_000
# Modules are compiled once, as they are for whoever installs the package.
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
_WORDS = """
    the council buses town people carry many morning winter bridge closed mayor debate cost plan
    evidence shops euros child travel free answer report trams river harbour ferry school teacher
""".split()
_ROOT = Path(__file__).resolve().parent.parent


def processor_time(command: list[str]) -> float:
    """Return the processor time of a whole process, which may end with any status but 2."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=False, capture_output=True, cwd=_ROOT, env=ENVIRONMENT)
    assert done.returncode in (0, 1), done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _sentences() -> list[str]:
    chance = random.Random(17)  # noqa: S311 -- only to have different ones
    found: list[str] = []
    while sum(map(len, found)) < SIZE:
        said = " ".join(chance.choice(_WORDS) for _ in range(14))
        found.append(f"Speaker {len(found)} said that {said} in {1000 + len(found)}.")
    return found


def _answer(quoted: list[str], changed: int) -> str:
    """Return prose that quotes sentences, the first of them with a changed word."""
    said = [
        sentence.replace(" said ", " denied ") if number < changed else sentence
        for number, sentence in enumerate(quoted)
    ]
    return "\n\n".join(f"It says “{sentence[:-1]}” there." for sentence in said)


def main() -> None:
    """Print the table."""
    sentences = _sentences()
    quoted = random.Random(40).sample(sentences, QUOTATIONS)  # noqa: S311 -- as above
    with tempfile.TemporaryDirectory() as folder:
        source, answer = Path(folder) / "source.txt", Path(folder) / "answer.md"
        paragraphs = (" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5))
        source.write_text("\n\n".join(paragraphs), "utf-8")
        reading = f"import argmap, rapidfuzz; open({str(source)!r}).read()"
        command = ["-m", "argmap", "quotes", str(answer), "--source", str(source)]
        print("| quotations | goal | median ratio | range | processor time |")
        print("| --- | --- | --- | --- | --- |")
        for name, changed in (("40 that hold", 0), ("36 that hold, 4 changed", 4)):
            answer.write_text(_answer(quoted, changed), "utf-8")
            for warm in ([*command], ["-c", reading]):
                processor_time([sys.executable, *warm])
            pairs = [
                (
                    processor_time([sys.executable, *command]),
                    processor_time([sys.executable, "-c", reading]),
                )
                for _ in range(ROUNDS)
            ]
            ratios = sorted(one / other for one, other in pairs)
            median = statistics.median(one for one, _ in pairs)
            print(
                f"| {name} | ≤ {GOAL} | {statistics.median(ratios):.1f}"
                f" | {ratios[0]:.1f}–{ratios[-1]:.1f} | {median * 1000:.0f} ms |"
            )


if __name__ == "__main__":
    main()
