"""Measure how well and how fast argmap and its peers place quotes.

    python benchmarks/anchoring/measure.py [--set tuning|report] [--quick]
                                           [--load NAME] [--peer NAME] [--write]

``--load`` takes part of a section's or a load's name; it and ``--peer`` may be given often.
All peers that are installed run over the same quotes, side by side in one run. A quote is given up
after ten seconds; of a load so many quotes are asked as a peer answers in the time allowed for it.
A peer that takes seconds for a quote is asked for the plain English loads only, for half that time.
The whole run of the reporting set writes its tables into ``README.md`` beside this file, and so
does one with ``--write`` whatever it leaves out, which the tables then say; every run prints them.
"""

from __future__ import annotations

import argparse
import sys
from itertools import chain, groupby

import hostile
import unicode
from loads import Load, loads
from peers import PEERS, absence
from scores import Run, Score, judge
from tables import header, tables, write
from workers import LIMIT, Worker

BUDGET = {False: 10.0, True: 1.5}  # seconds for one load of one peer, when quick or not
MOST_GIVEN_UP = 2  # quotes of one text, after which a peer is asked no more
SLOW = {"langextract", "langextract, strict"}
PLAIN = {"English, 6 kB", "English, 200 kB"}


def measure(run: Run, wanted: list[Load], *, budget: float) -> None:
    """Ask every peer for the quotes of loads that share one text, and note what it did."""
    text = wanted[0].source
    for peer in run.peers:
        if peer in SLOW and wanted[0].section not in PLAIN:
            continue
        try:
            worker = Worker(peer, text)
        except TimeoutError:
            print(f"{peer}: could not begin with {wanted[0].section}", file=sys.stderr)
            continue
        given_up = 0
        for load in wanted:
            score = Score(load)
            run.scores.setdefault((load.section, load.name), {})[peer] = score
            for item in load.items:
                if sum(score.seconds) > budget / (1 + (peer in SLOW)) or given_up >= MOST_GIVEN_UP:
                    break
                answered = worker.ask(item)
                score.asked += 1
                if answered is None:
                    given_up += 1
                    score.given_up += 1
                    score.seconds.append(LIMIT)
                    continue
                seconds, answer = answered
                score.seconds.append(seconds)
                judge(score, item, answer)
        memory = worker.memory()
        share = memory / len(text.encode()) if memory is not None else None
        run.starts.setdefault(wanted[0].section, {})[peer] = (worker.start, share)
        worker.stop()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how peers place quotes.")
    parser.add_argument("--set", choices=("tuning", "report"), default="tuning")
    parser.add_argument("--load", action="append", help="part of a section's or load's name")
    parser.add_argument("--peer", action="append", choices=PEERS)
    parser.add_argument("--quick", action="store_true", help="a tenth of the quotes")
    parser.add_argument("--write", action="store_true", help="write the tables into README.md")
    options = parser.parse_args()
    absent = {peer: reason for peer in PEERS if (reason := _absence(peer, options.peer))}
    run = Run([peer for peer in options.peer or PEERS if peer not in absent], absent)
    everything = chain(loads(options.set, quick=options.quick), unicode.loads())
    for _, group in groupby(everything, key=lambda load: (load.section, id(load.source))):
        wanted = [load for load in group if load.items and _is_wanted(load, options.load)]
        if wanted:
            print(f"{wanted[0].section} …", file=sys.stderr)
            measure(run, wanted, budget=BUDGET[options.quick])
    # What is made to take long is asked of argmap alone, unless nothing else is asked.
    asked = options.peer if options.load else ["argmap"]
    ours = Run([peer for peer in asked or ["argmap"] if peer in run.peers], {})
    for load in hostile.loads():
        if ours.peers and _is_wanted(load, options.load):
            measure(ours, [load], budget=BUDGET[False])
    report = "\n\n".join(
        part for part in (header(run, options.set), tables(run), tables(ours)) if part
    )
    print(report)
    is_whole = options.set == "report" and not (options.load or options.peer or options.quick)
    if options.write or is_whole:
        write(report, "measured")


def _absence(peer: str, asked: list[str] | None) -> str | None:
    """Return why a peer is not measured, None where it is."""
    return "not asked for in this run" if asked and peer not in asked else absence(peer)


def _is_wanted(load: Load, names: list[str] | None) -> bool:
    return not names or any(name in f"{load.section}: {load.name}" for name in names)


if __name__ == "__main__":
    main()
