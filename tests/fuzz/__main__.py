"""Fuzz argmap: `python -m tests.fuzz --minutes 10`.

Maps, files of all formats and configurations are damaged at random; nothing but an ArgmapError may
come of it, within bounded time. What fails is shown with the smallest input that does it, and
tried first the next time. Exit status 1 if anything failed.

Hypothesis draws the inputs. Atheris, which follows the branches that an input takes, has no wheels
for Windows, and its inputs are bytes, of which few are a map; Hypothesis damages whole maps, makes
what fails smaller, and is what the tests use already.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback

from tests.fuzz.fuzzing import fuzz
from tests.fuzz.targets import TARGETS

ROUND = 200


def main() -> int:
    """Fuzz the targets in turn until the time is over."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, help="draw the same inputs each time")
    given = parser.parse_args()
    if unknown := [name for name in given.targets if name not in TARGETS]:
        parser.error(f"there is no target {unknown[0]!r}; the targets are {', '.join(TARGETS)}")
    left = list(given.targets or TARGETS)
    tried = dict.fromkeys(left, 0)
    failed: list[str] = []
    end = time.monotonic() + 60 * given.minutes
    rounds = 0
    while left and time.monotonic() < end:
        chosen = None if given.seed is None else given.seed + rounds
        rounds += 1
        for name in tuple(left):
            share = min(10.0, 60 * given.minutes / len(TARGETS), end - time.monotonic())
            if share <= 0:
                break
            try:
                tried[name] += fuzz(
                    TARGETS[name], seconds=share, examples=ROUND, chosen_seed=chosen
                )
            except Exception:  # noqa: BLE001 -- that is what is looked for
                traceback.print_exc()
                failed.append(name)
                left.remove(name)
    for name, number in tried.items():
        print(f"{name}: {number} inputs{', FAILED' if name in failed else ''}")  # noqa: T201
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
