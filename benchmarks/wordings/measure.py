"""Measure how many false wordings `argmap check` reports, and how many honest ones.

    python benchmarks/wordings/measure.py [--set tuning|report] [--show] [--write]

``--show`` prints what was judged wrongly; ``--write`` puts the tables into ``README.md``.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from random import Random

from altering import KINDS, Original, alterations
from rewordings import Half, Rewording, rewordings, verbatim

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
CODES = {
    "number": {"AM401"},
    "date": {"AM401"},
    "unit": {"AM401"},
    "negation added": {"AM403", "AM404"},
    "negation dropped": {"AM403", "AM404"},
    "quantifier": {"AM404", "AM403"},
    "name": {"AM402"},
}


class Count:
    """How many were asked, and how many of them were reported."""

    def __init__(self) -> None:
        self.asked = self.told = 0

    def add(self, *, told: bool) -> None:
        """Count one that was asked."""
        self.asked += 1
        self.told += told

    def __str__(self) -> str:
        if not self.asked:
            return "–"
        return f"{100 * self.told / self.asked:.1f} % ({self.told} of {self.asked})"


def _names(each: Rewording) -> list[str]:
    """Return the rows that a wording counts in."""
    if each.origin == "in texts":
        return [each.origin]
    return [each.origin, f"in {each.language}", "reworded"]


def honest(items: list[Rewording], *, shows: bool) -> tuple[dict[str, Count], set[str]]:
    """Return the alarms on honest wordings by where they are from and by language."""
    counts: dict[str, Count] = defaultdict(Count)
    alarmed = set()
    for each in items:
        found = each.findings(each.wording)
        if found:
            alarmed.add(each.quote + each.wording)
        for name in _names(each):
            counts[name].add(told=bool(found))
        if found and shows:
            print(f"ALARM {each.origin} {each.language} | {each.quote} | {each.wording}")
            print("     ", [(one.code, one.label) for one in found])
    return counts, alarmed


def false(
    items: list[Rewording], alarmed: set[str], *, shows: bool
) -> dict[tuple[str, str], Count]:
    """Return the false wordings that are reported, by kind and by where they are from."""
    counts: dict[tuple[str, str], Count] = defaultdict(Count)
    for each in items:
        if each.quote + each.wording in alarmed:
            continue  # a finding there would prove nothing
        for kind in KINDS:
            draw = Random(f"{kind} {each.wording}")  # noqa: S311 -- no secret
            original = Original(each.wording, each.language, " ".join(each.source.split()), draw)
            for changed in alterations(kind, original):
                codes = {one.code for one in each.findings(changed)}
                is_told = bool(codes & CODES[kind])
                for name in _names(each):
                    counts[kind, name].add(told=is_told)
                if not is_told and shows:
                    quote = " ".join(each.quote.split())
                    print(f"MISSED {kind} {each.origin} | {quote} | {changed} {codes or ''}")
    return counts


def tables(half: Half, *, shows: bool) -> str:
    """Return the tables of one half: by kind of change, and the three-way one of other checkers."""
    items = rewordings(half)
    everything = [*verbatim(half), *items]
    alarms, alarmed = honest(everything, shows=shows)
    told = false(everything, alarmed, shows=shows)
    origins = list(dict.fromkeys(each.origin for each in items))
    names = ["in texts", *origins, "reworded", *sorted({f"in {each.language}" for each in items})]
    lines = [f"Set `{half}`.", "", "| wordings | honest, alarmed ↓ | " + " | ".join(KINDS) + " |"]
    lines.append("| --- | --- | " + " | ".join("---" for _ in KINDS) + " |")
    lines += [
        f"| {name} | {alarms[name]} | " + " | ".join(str(told[kind, name]) for kind in KINDS) + " |"
        for name in names
    ]
    lines += ["", "| in texts | wordings | judged wrongly |", "| --- | --- | --- |"]
    lines.append(_row("verbatim", alarms["in texts"].asked, alarms["in texts"].told, "doubted"))
    turned = [told[kind, "in texts"] for kind in ("negation added", "negation dropped")]
    swapped = told["name", "in texts"]
    for name, counts in (("negation turned", turned), ("entity swapped", [swapped])):
        asked = sum(each.asked for each in counts)
        missed = asked - sum(each.told for each in counts)
        lines.append(_row(name, asked, missed, "taken as supported"))
    return "\n".join(lines)


def _row(name: str, asked: int, wrong: int, verdict: str) -> str:
    return f"| {name} | {asked} | {100 * wrong / asked:.1f} % {verdict} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=("tuning", "report"), default="tuning")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    table = tables(options.set, shows=options.show)
    print(table)
    if options.write:
        page = README.read_text(encoding="utf-8")
        head, _, rest = page.partition(BEGIN)
        README.write_text(
            f"{head}{BEGIN}\n\n{table}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
