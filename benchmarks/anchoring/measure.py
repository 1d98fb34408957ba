"""Measure how well and how fast argmap and its peers place quotes.

    python benchmarks/anchoring/measure.py [--set tuning|report] [--load NAME] [--peer NAME] [--quick]

All peers that are installed run over the same quotes, side by side in one run. A quote is given up
after ten seconds; of a load so many quotes are asked as a peer answers in the time allowed for it.
The whole run of the reporting set writes its tables into ``README.md`` beside this file; every
run prints them.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import hostile
from loads import Item, Load, loads
from peers import PEERS, Answer, absence
from workers import Start, Worker

from argmap.text import Span

LIMIT = 10.0  # seconds for one quote
BUDGET = {False: 10.0, True: 1.5}  # seconds for one load of one peer, when quick or not
MOST_GIVEN_UP = 2  # quotes of one text, after which a peer is asked no more
README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


@dataclass
class Score:
    """What one peer did with one load."""

    load: Load
    hits: int = 0  # places right, or, of what is absent, places invented; flags; alarms
    asked: int = 0
    given_up: int = 0
    accepted: int = 0  # placed anywhere, with nothing said against it
    misplaced: int = 0
    named: int = 0  # of a quote that stands nowhere as a whole: every real part named
    seconds: list[float] = field(default_factory=list)

    @property
    def share(self) -> float | None:
        """The hits in a hundred, None where nothing was asked."""
        return 100 * self.hits / self.asked if self.asked else None


@dataclass
class Run:
    """All that was measured: scores by section, load and peer; what peers took to begin."""

    peers: list[str]
    absent: dict[str, str]
    scores: dict[tuple[str, str], dict[str, Score]] = field(default_factory=dict)
    starts: dict[str, dict[str, tuple[Start, float | None]]] = field(default_factory=dict)


def judge(score: Score, item: Item, answer: Answer) -> None:
    """Count an answer."""
    judgement = score.load.judgement
    placed = bool(answer.spans)
    score.accepted += placed and not answer.flagged
    if judgement == "edges":
        right = len(answer.spans) == 1 == len(item.truth) and answer.spans == item.truth
    elif judgement == "hull":
        right = placed and (answer.spans[0].start, answer.spans[-1].end) == (
            item.truth[0].start,
            item.truth[-1].end,
        )
    elif judgement == "places":
        right = not placed and set(answer.places) == set(item.places)
    elif judgement == "absent":
        right = placed
        score.named += bool(item.real) and not placed and all(
            any(_covers(found, place) for _, found in answer.parts) for _, place in item.real
        )
    elif judgement in {"flagged", "unflagged"}:
        right = bool(answer.flagged)
    else:
        right = False
    score.hits += right
    if judgement in {"edges", "hull", "flagged", "unflagged"}:
        inside = placed and any(span.overlaps(place) for span in answer.spans for place in item.truth)
        score.misplaced += placed and not inside


def _covers(found: Span, place: Span) -> bool:
    shared = min(found.end, place.end) - max(found.start, place.start)
    return shared >= 0.8 * place.length and found.length <= 1.2 * place.length + 24


def measure(run: Run, wanted: list[Load], *, budget: float) -> None:
    """Ask every peer for the quotes of loads that share one text."""
    text = wanted[0].source
    for peer in run.peers:
        try:
            worker = Worker(peer, text, limit=LIMIT)
        except TimeoutError:
            print(f"{peer}: could not begin with {wanted[0].section}", file=sys.stderr)
            continue
        given_up = 0
        for load in wanted:
            score = Score(load)
            run.scores.setdefault((load.section, load.name), {})[peer] = score
            for item in load.items:
                if sum(score.seconds) > budget or given_up >= MOST_GIVEN_UP:
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


def tables(run: Run) -> str:
    """Return everything as Markdown."""
    parts = []
    sections = list(dict.fromkeys(section for section, _ in run.scores))
    for section in sections:
        names = [name for kept, name in run.scores if kept == section]
        judgements = {run.scores[section, name] and _judgement(run, section, name) for name in names}
        if judgements <= {"flagged", "unflagged"}:
            parts.append(_meaning_table(run, section, names))
        elif judgements == {"time"}:
            parts.append(_hostile_table(run, section, names))
        else:
            parts.append(_places_table(run, section, names))
    parts += [_parts_table(run), _times_table(run, sections)]
    return "\n\n".join(part for part in parts if part)


def _judgement(run: Run, section: str, name: str) -> str:
    return next(iter(run.scores[section, name].values())).load.judgement


def _places_table(run: Run, section: str, names: list[str]) -> str:
    rows = [_row(["", "quotes", *run.peers]), _rule(len(run.peers) + 2)]
    for name in names:
        scores = run.scores[section, name]
        count = max(len(score.load.items) for score in scores.values())
        judgement = _judgement(run, section, name)
        label = {
            "absent": f"{name} ↓",
            "unflagged": f"{name}: alarms ↓",
            "flagged": f"{name}: flagged",
        }.get(judgement, name)
        if judgement in {"flagged", "unflagged"}:
            cells = [_percent(scores.get(peer)) if peer == "argmap" else "" for peer in run.peers]
        else:
            cells = [_percent(scores.get(peer)) for peer in run.peers]
        rows.append(_row([label, str(count), *cells]))
    return f"### {section}\n\n" + "\n".join(rows)


def _percent(score: Score | None) -> str:
    if score is None or score.share is None:
        return "–"
    share = f"{score.share:.1f}".removesuffix(".0")
    return share if score.asked == len(score.load.items) else f"{share} ({score.asked})"


def _meaning_table(run: Run, section: str, names: list[str]) -> str:
    peers = [peer for peer in run.peers if peer != "argmap"]
    head = ["", "quotes", "flagged", "alarms ↓", "accepted ↓", "misplaced ↓", *peers]
    rows = [_row(head), _rule(len(head))]
    for name in names:
        scores = run.scores[section, name]
        is_flip = _judgement(run, section, name) == "flagged"
        ours = scores.get("argmap")
        cells = [""] * 4
        if ours and ours.asked:
            said = _percent(ours)
            cells = [
                said if is_flip else "",
                "" if is_flip else said,
                _share(ours.accepted, ours.asked) if is_flip else "",
                _share(ours.misplaced, ours.asked),
            ]
        count = max(len(score.load.items) for score in scores.values())
        accepted = [
            _share(scores[peer].accepted, scores[peer].asked) if is_flip and peer in scores else ""
            for peer in peers
        ]
        rows.append(_row([name, str(count), *cells, *accepted]))
    note = (
        "*Flagged*, *alarms*, *accepted* (placed, and nothing said against it) and *misplaced* are"
        " argmap's; the peers have only *accepted*."
    )
    return f"### {section}\n\n{note}\n\n" + "\n".join(rows)


def _hostile_table(run: Run, section: str, names: list[str]) -> str:
    rows = [_row(["", *(f"{peer}, ms" for peer in run.peers)]), _rule(len(run.peers) + 1)]
    for name in names:
        cells = []
        for peer in run.peers:
            score = run.scores[section, name].get(peer)
            if score is None or not score.seconds:
                cells.append("–")
            elif score.given_up:
                cells.append(f"> {LIMIT * 1000:,.0f}")
            else:
                cells.append(f"{1000 * max(score.seconds):,.0f}")
        rows.append(_row([name, *cells]))
    return f"### {section}\n\n" + "\n".join(rows)


def _parts_table(run: Run) -> str:
    rows = []
    for (section, name), scores in run.scores.items():
        score = scores.get("argmap")
        if score and score.asked and any(item.real for item in score.load.items):
            refused = score.asked - score.hits
            rows.append(_row([section, name, _share(score.named, refused)]))
    if not rows:
        return ""
    head = [_row(["", "", "of those refused"]), _rule(3)]
    return (
        "### Every real part of a made-up quote named with its place, argmap\n\n"
        + "\n".join(head + rows)
    )


TIMES = {
    "exact": ("verbatim",),
    "fuzzy": ("5 % characters", "15 % characters", "15 % words"),
    "absent": ("absent: foreign", "absent: shuffled", "absent: spliced, 80+", "absent: made up"),
}


def _times_table(run: Run, sections: list[str]) -> str:
    rows = []
    for section in sections:
        for kind, names in TIMES.items():
            cells = []
            for peer in run.peers:
                seconds = [
                    second
                    for name in names
                    for second in run.scores.get((section, name), {}).get(peer, _NO_SCORE).seconds
                ]
                cells.append(
                    f"{_milliseconds(statistics.median(seconds))} / {_milliseconds(max(seconds))}"
                    if seconds
                    else "–"
                )
            if any(cell != "–" for cell in cells):
                rows.append(_row([section, kind, *cells]))
        for label in ("first quote", "memory") if section in _SIZED else ():
            starts = run.starts.get(section, {})
            cells = [_start(starts.get(peer), label) for peer in run.peers]
            if any(cell != "–" for cell in cells) and (label, section) != ("memory", "English, 200 kB"):
                rows.append(_row([section, label, *cells]))
    if not rows:
        return ""
    head = [_row(["", "", *run.peers]), _rule(len(run.peers) + 2)]
    note = (
        "Median / slowest in milliseconds. *First quote* is what making the peer and its first"
        " answer take together, once for each text; *memory* how many times the text's bytes it"
        " takes at most."
    )
    return f"### Times\n\n{note}\n\n" + "\n".join(head + rows)


_SIZED = ("English, 200 kB", "English, 5 MB")
_NO_SCORE = Score(Load("", "", "time", "", ()))


def _start(start: tuple[Start, float | None] | None, label: str) -> str:
    if start is None:
        return "–"
    if label == "first quote":
        return _milliseconds(start[0].made + start[0].first)
    return f"{start[1]:.1f} ×" if start[1] is not None else "–"


def _milliseconds(seconds: float) -> str:
    value = 1000 * seconds
    return f"{value:.2f}" if value < 1 else f"{value:.1f}" if value < 10 else f"{value:,.0f}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}".removesuffix(".0") if whole else "–"


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _rule(columns: int) -> str:
    return "|" + " --- |" * columns


def header(run: Run, series: str) -> str:
    """Return what was measured, and on what."""
    lines = [
        f"Set `{series}`; {os.cpu_count()} cores, Python {platform.python_version()},"
        f" {platform.system()} {platform.machine()}. Figures are percent of the quotes; ↓ where"
        " less is better; in brackets how many quotes were asked where time did not allow for all.",
    ]
    lines += [f"Not measured: {peer} ({reason})." for peer, reason in run.absent.items()]
    return "\n".join(lines)


def write(report: str) -> None:
    """Put the tables into the README."""
    page = README.read_text(encoding="utf-8")
    head, rest = page.split(BEGIN)
    tail = rest.split(END)[1]
    README.write_text(f"{head}{BEGIN}\n\n{report}\n\n{END}{tail}", encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how peers place quotes.")
    parser.add_argument("--set", choices=("tuning", "report"), default="tuning")
    parser.add_argument("--load", action="append", help="part of a section's or load's name")
    parser.add_argument("--peer", action="append", choices=PEERS)
    parser.add_argument("--quick", action="store_true", help="a tenth of the quotes")
    options = parser.parse_args()
    absent = {peer: reason for peer in options.peer or PEERS if (reason := absence(peer))}
    run = Run([peer for peer in options.peer or PEERS if peer not in absent], absent)
    everything = loads(options.set, quick=options.quick)
    for _, group in groupby(everything, key=lambda load: (load.section, id(load.source))):
        wanted = [load for load in group if load.items and _is_wanted(load, options.load)]
        if wanted:
            print(f"{wanted[0].section} …", file=sys.stderr)
            measure(run, wanted, budget=BUDGET[options.quick])
    ours = Run([peer for peer in options.peer or ["argmap"] if peer in run.peers], {})
    for load in hostile.loads():
        if ours.peers and _is_wanted(load, options.load):
            measure(ours, [load], budget=BUDGET[False])
    report = "\n\n".join(
        part for part in (header(run, options.set), tables(run), tables(ours)) if part
    )
    print(report)
    if options.set == "report" and not (options.load or options.peer or options.quick):
        write(report)


def _is_wanted(load: Load, names: list[str] | None) -> bool:
    return not names or any(name in f"{load.section}: {load.name}" for name in names)


if __name__ == "__main__":
    main()
