"""`argmap stats`: what there is in maps, and how much of their sources they cover."""

from __future__ import annotations

import csv
import json
from abc import ABC, abstractmethod
from functools import partial
from io import StringIO
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.batch import each_done
from argmap.cli.completing import complete_files
from argmap.cli.options import cluster_options, reading_options, run_kept
from argmap.cli.streams import echo, report_error, say_lines
from argmap.controls import as_line, escaped_json, on_one_line, visible
from argmap.corpora import (
    Counted,
    Covered,
    Listing,
    Outcome,
    Passage,
    Total,
    attempted,
    counted,
)
from argmap.statistics import Counts, Coverage
from argmap.text import Position, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argmap.corpora import Item

_VERSION = 1  # of the shape of the JSON; a key that is added does not change it
_LONGEST = 60  # characters of a passage that are shown


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap stats interview.argmap.yaml\n"
    "  argmap stats maps/ --output-format csv > maps.csv",
    no_args_is_help=True,
)
@click.argument("maps", metavar="MAP...", nargs=-1, required=True, shell_complete=complete_files)
@click.option(
    "--output-format",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="Output format.",
)
@click.option(
    "--passages",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    metavar="N",
    help="Uncovered passages to list per source; JSON lists all.",
)
@cluster_options
@reading_options
def stats(
    maps: tuple[str, ...],
    output_format: str,
    passages: int,
    cluster: str | None,
    journal: str | None,
    allow_outside: tuple[str, ...],
) -> int:
    """Count what is in maps, and how much of their sources is covered by statements.

    A MAP is a file, a folder, a pattern, JSON Lines, a zip archive, or `-`, as for `argmap check`.
    A sentence is covered if a span of a statement overlaps it. In scripts that do not mark where
    sentences end, such as Thai, only characters are counted. What a source lists under `ignore` is
    left out.

    Several maps also get a total, in which a source counts once for each map that has it; CSV has a
    row for each map and none for the total. Exit status: 0 success, 2 if a map could not be read.
    """
    most = {"text": passages, "json": None, "csv": 0}[output_format]
    work = partial(_count_one, passages=most, allow_outside=allow_outside)
    forms: dict[str, Callable[[], _Report]] = {"text": _Text, "json": _Json, "csv": _Csv}
    report = forms[output_format]()
    failed = False
    listing = Listing(maps, allow_outside=allow_outside)
    tasks = ((item, None) for item in listing)
    run = run_kept(journal, Outcome, Counted, Covered, Passage, Counts, Coverage, Span, Position)
    for done in each_done(work, tasks, cluster=cluster, run=run, is_shown=lambda _: True):
        if done.result is None:
            failed = True
            report_error(done.failure)
        else:
            echo(report.add(done.result))
    if report.total.maps or not failed:
        echo(report.close())
    say_lines(listing.ignored.lines())
    return 2 if failed else 0


def _count_one(
    task: tuple[Item, None], *, passages: int | None, allow_outside: tuple[str, ...]
) -> Outcome[Counted]:
    """Count one map; this runs in a process of its own where there are many."""
    return attempted(counted, task[0], passages=passages, allow_outside=allow_outside)


class _Report(ABC):
    """A report in the making: what it says of each map is written as soon as it is there."""

    def __init__(self) -> None:
        self.total = Total()

    def add(self, one: Counted) -> str:
        """Return what is said of a map."""
        self.total.add(one)
        return self._map(one)

    @abstractmethod
    def _map(self, one: Counted) -> str:
        """Return what is said of a map, which is counted by now."""

    @abstractmethod
    def close(self) -> str:
        """Return what is said of all of them."""


class _Text(_Report):
    def _map(self, one: Counted) -> str:
        name = as_line(f"{one.name}: {one.title}" if one.title else one.name)
        return "\n".join((name, *_counts(one.counts), *_sources(one), "", ""))

    def close(self) -> str:
        total = self.total
        if total.maps < 2:  # noqa: PLR2004 -- one map is its own total
            return ""
        lines = [f"Total of {total.maps:,} maps", *_counts(total.counts, "up to "), ""]
        lines.append(f"  {_counted(total.sources, 'source')}")
        if total.uncounted:
            lines.append(f"    sentences are not counted in {total.uncounted:,} of them")
        if total.sources > total.uncounted:
            share = _share(total.covered_sentences, total.sentences, "sentences")
            lines.append(f"    {share} covered")
        if total.sources:
            share = _share(total.covered_characters, total.characters, "characters")
            lines.append(f"    {share} covered")
        return "\n".join((*lines, ""))


def _counts(counts: Counts, deepest: str = "") -> Iterator[str]:
    kinds = [_counted(number, kind) for kind, number in counts.kinds.items() if number]
    by_kind = f": {', '.join(kinds)}" if kinds else ""
    yield f"  {_counted(counts.statements, 'statement')}{by_kind}"
    relations = [f"{number:,} {name}" for name, number in counts.relations.items() if number]
    yield f"  relations: {', '.join(relations) or 'none'}"
    levels, groups = _counted(counts.depth, "level"), _counted(counts.joint_groups, "joint group")
    yield f"  {deepest}{levels}, {groups}, {counts.implicit:,} implicit"
    drafts = f", {counts.drafts:,} without a span" if counts.drafts else ""
    yield f"  {_counted(counts.quotes, 'quote')}{drafts}"


def _sources(one: Counted) -> Iterator[str]:
    for source in one.sources:
        counts = source.coverage
        yield ""
        yield visible(f"  {source.source}")
        if counts.sentences is None or counts.covered_sentences is None:
            yield "    sentences are not counted: the script does not mark where they end"
        else:
            yield f"    {_share(counts.covered_sentences, counts.sentences, 'sentences')} covered"
        yield f"    {_share(counts.covered_characters, counts.characters, 'characters')} covered"
        if source.passages:
            yield f"    longest of {_counted(len(counts.uncovered), 'passage')} not covered:"
        for passage in source.passages:
            words = on_one_line(passage.text)
            shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
            yield f"      {passage.position}  {passage.span.length} characters  “{shown}”"


def _share(part: int, whole: int, name: str) -> str:
    percent = f" ({part / whole:.0%})" if whole else ""
    return f"{part:,} of {whole:,} {name}{percent}"


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"


class _Json(_Report):
    _opening = f'{{\n  "argmap": {_VERSION},\n  "maps": ['

    def _map(self, one: Counted) -> str:
        data = {
            "name": one.name,
            "title": one.title,
            **_json_counts(one.counts),
            "sources": [_source(source) for source in one.sources],
        }
        return f"{self._opening if self.total.maps == 1 else ','}{_nested(data, 4)}"

    def close(self) -> str:
        total = self.total
        data = {
            "maps": total.maps,
            **_json_counts(total.counts),
            "sources": {
                "number": total.sources,
                "without_sentences": total.uncounted,
                "sentences": total.sentences,
                "covered_sentences": total.covered_sentences,
                "characters": total.characters,
                "covered_characters": total.covered_characters,
            },
        }
        end = "\n  ]" if total.maps else f"{self._opening}]"
        return f'{end},\n  "total": {_nested(data, 2).lstrip()}\n}}\n'


def _json_counts(counts: Counts) -> dict[str, Any]:
    return {
        "statements": counts.statements,
        "kinds": counts.kinds,
        "relations": counts.relations,
        "depth": counts.depth,
        "joint_groups": counts.joint_groups,
        "implicit": counts.implicit,
        "quotes": counts.quotes,
        "drafts": counts.drafts,
    }


def _nested(data: object, spaces: int) -> str:
    """Return data as JSON on lines of its own, indented by so many spaces."""
    text = escaped_json(json.dumps(data, ensure_ascii=False, indent=2))
    return f"\n{text}".replace("\n", "\n" + " " * spaces)


def _source(source: Covered) -> dict[str, Any]:
    coverage = source.coverage
    return {
        "id": source.source,
        "path": source.path,
        "sentences": coverage.sentences,
        "covered_sentences": coverage.covered_sentences,
        "characters": coverage.characters,
        "covered_characters": coverage.covered_characters,
        "uncovered": [
            {
                "span": list(passage.span),
                "start": passage.position._asdict(),
                "text": passage.text,
            }
            for passage in source.passages
        ],
    }


class _Csv(_Report):
    """A row for each map; a cell that a spreadsheet would run as a formula is kept from that."""

    def _map(self, one: Counted) -> str:
        from argmap.formats.csv.writing import guarded  # noqa: PLC0415 -- text needs no formats

        counts = one.counts
        coverages = [source.coverage for source in one.sources]
        has_sentences = all(each.sentences is not None for each in coverages)
        row: dict[str, object] = {
            "name": guarded(one.name),
            "title": guarded(one.title or ""),
            "statements": counts.statements,
            **{f"{kind}s": number for kind, number in counts.kinds.items()},
            **{str(name): number for name, number in counts.relations.items()},
            "depth": counts.depth,
            "joint_groups": counts.joint_groups,
            "implicit": counts.implicit,
            "quotes": counts.quotes,
            "drafts": counts.drafts,
            "sources": len(coverages),
            "sentences": sum(each.sentences or 0 for each in coverages) if has_sentences else "",
            "covered_sentences": sum(each.covered_sentences or 0 for each in coverages)
            if has_sentences
            else "",
            "characters": sum(each.characters for each in coverages),
            "covered_characters": sum(each.covered_characters for each in coverages),
        }
        text = StringIO()
        writer = csv.DictWriter(text, list(row), lineterminator="\n")
        if self.total.maps == 1:
            writer.writeheader()
        writer.writerow(row)
        return text.getvalue()

    def close(self) -> str:
        return ""
