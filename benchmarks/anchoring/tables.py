"""Measurements as Markdown, and their place in the README."""

from __future__ import annotations

import os
import platform
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

from loads import Load
from scores import Run, Score
from workers import LIMIT

if TYPE_CHECKING:
    from workers import Start

README = Path(__file__).with_name("README.md")


def header(run: Run, series: str) -> str:
    """Return what was measured, and on what."""
    first = (
        f"Set `{series}`; {os.cpu_count()} cores, Python {platform.python_version()},"
        f" {platform.system()} {platform.machine()}. Figures are percent of the quotes; ↓ where"
        " less is better; in brackets how many quotes were asked where time did not allow for all."
    )
    lines = [first]
    lines += [f"Not measured: {peer} ({reason})." for peer, reason in run.absent.items()]
    return "\n".join(lines)


def tables(run: Run) -> str:
    """Return everything as Markdown."""
    parts = []
    sections = list(dict.fromkeys(section for section, _ in run.scores))
    for section in sections:
        names = [name for kept, name in run.scores if kept == section]
        judgements = {_judgement(run, section, name) for name in names}
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
    peers = _asked(run, section, names)
    rows = [_row(["", "quotes", *peers]), _rule(len(peers) + 2)]
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
            cells = [_percent(scores.get(peer)) if peer == "argmap" else "" for peer in peers]
        else:
            cells = [_percent(scores.get(peer)) for peer in peers]
        rows.append(_row([label, str(count), *cells]))
    return f"### {section}\n\n" + "\n".join(rows)


def _asked(run: Run, section: str, names: list[str]) -> list[str]:
    return [peer for peer in run.peers if any(peer in run.scores[section, name] for name in names)]


def _percent(score: Score | None) -> str:
    if score is None or score.share is None:
        return "–"
    share = f"{score.share:.1f}".removesuffix(".0")
    return share if score.counted == len(score.load.items) else f"{share} ({score.counted})"


def _meaning_table(run: Run, section: str, names: list[str]) -> str:
    peers = [peer for peer in _asked(run, section, names) if peer != "argmap"]
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
            _share(scores[peer].accepted, scores[peer].asked - scores[peer].given_up)
            if is_flip and peer in scores
            else ""
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
            refused = score.counted - score.hits
            rows.append(_row([section, name, _share(score.named, refused)]))
    if not rows:
        return ""
    head = [_row(["", "", "of those refused"]), _rule(3)]
    return "### Every real part of a made-up quote named with its place, argmap\n\n" + "\n".join(
        head + rows
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
            if any(cell != "–" for cell in cells) and (label, section) != (
                "memory",
                "English, 200 kB",
            ):
                rows.append(_row([section, label, *cells]))
    if not rows:
        return ""
    head = [_row(["", "", *run.peers]), _rule(len(run.peers) + 2)]
    note = (
        "Median / slowest in milliseconds. *First quote* is what making the peer and its first"
        " answer take together, once for each text; *memory* how many times the text's bytes it"
        " takes at most beside the text itself."
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


def markdown(head: list[str], rows: list[list[str]]) -> str:
    """Return a table as Markdown."""
    return "\n".join([_row(head), _rule(len(head)), *map(_row, rows)])


def write(report: str, name: str) -> None:
    """Put tables into the README, between the marks that name them."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    page = README.read_text(encoding="utf-8")
    head, rest = page.split(begin)
    tail = rest.split(end)[1]
    README.write_text(f"{head}{begin}\n\n{report}\n\n{end}{tail}", encoding="utf-8")
