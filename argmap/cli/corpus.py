"""`argmap corpus`: write many maps as tables."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from argmap.cli.batch import each_done
from argmap.cli.completing import complete_files
from argmap.cli.format_name import FormatName
from argmap.cli.options import cluster_options, reading_options, run_kept
from argmap.cli.streams import refuse_to_replace, report_error, say, say_lines
from argmap.corpora import Listing, Outcome, ReadOptions, Tabulated, attempted, kinds_of, tabulated
from argmap.corpora.kinds import OWN
from argmap.errors import ArgmapError, UsageError
from argmap.formats import Loss, summed_up
from argmap.tabular import Tables, open_tables
from argmap.tabular.writing import files_of

if TYPE_CHECKING:
    from argmap.corpora import Item


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap corpus maps/ -o corpus.parquet\n"
    "  argmap corpus maps/*.argmap.yaml -o corpus\n"
    "  argmap corpus debates/ --from aif -o corpus.jsonl",
    no_args_is_help=True,
)
@click.argument("maps", metavar="MAP...", nargs=-1, required=True, shell_complete=complete_files)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    default="-",
    help="NAME.parquet, NAME.jsonl, or a folder for one Parquet file per table; s3://BUCKET/NAME "
    "and the like, too. Default: JSON Lines to standard output.",
)
@click.option(
    "--from",
    "read_as",
    type=FormatName("reads"),
    help="The format of the maps. Default: argmap's own files in folders; the format of a file "
    "that is named is recognised.",
)
@click.option(
    "--encoding",
    metavar="NAME",
    default="utf-8",
    show_default=True,
    help="The encoding of the maps.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Number of parallel processes. Default: one per core, if that is faster.",
)
@click.option("--force", is_flag=True, help="Replace OUT if it already exists.")
@cluster_options
@reading_options
def corpus(
    maps: tuple[str, ...],
    output: str,
    read_as: str | None,
    encoding: str,
    jobs: int | None,
    cluster: str | None,
    journal: str | None,
    allow_outside: tuple[str, ...],
    *,
    force: bool,
) -> int:
    """Write many maps as tables of statements, relations, spans, sources and maps.

    A MAP is a file, a folder, a pattern, or `-`, as for `argmap check`. The maps can be read again
    from the tables, with the texts of their sources. Only a few of them are in memory at a time.

    Exit status: 0 success, 1 the text of a source could not be read, so it is missing, 2 a map
    could not be read, so it was left out.
    """
    for file in files_of(output):
        refuse_to_replace(file, force=force)
    reading = ReadOptions(format=read_as, encoding=encoding, allow_outside=allow_outside)
    work = partial(_tabulate, reading=reading)
    kinds = OWN if read_as is None else kinds_of(read_as)
    listing = Listing(maps, kinds=kinds, allow_outside=allow_outside)
    tasks = ((item, None) for item in listing)
    counts = _Counts()
    with open_tables(output, replace=force) as add:
        run = run_kept(journal, Outcome, Tabulated, Tables, Loss)
        for done in each_done(work, tasks, jobs=jobs, cluster=cluster, run=run, is_shown=_is_shown):
            error = done.error
            if done.result is not None:
                try:
                    add(done.result.rows)
                except UsageError as refused:  # two maps of one name
                    error = refused
            if error is None and done.result is not None:
                counts.add(done.result)
            elif error is not None:
                counts.left_out += 1
                report_error(error)
        say_lines(listing.ignored.lines())
        if not counts.maps:
            raise ArgmapError("no map could be read, so no tables were written")
    if output != "-":
        say(f"{output}: {counts}")
    if counts.left_out:
        return 2
    return 1 if counts.missing else 0


class _Counts:
    """What was written and what was not, reported as it is counted."""

    def __init__(self) -> None:
        self.maps = self.statements = self.missing = self.left_out = 0

    def add(self, one: Tabulated) -> None:
        """Count a map, and report what is missing in its tables."""
        self.maps += 1
        self.statements += len(one.rows.statements)
        self.missing += len(one.missing)
        for error in one.missing:
            say(f"argmap: warning: {one.name}: the text of a source is missing: {error}")
        for line in summed_up(one.losses):
            say(f"{one.name}: {line}")

    def __str__(self) -> str:
        summary = f"{_counted(self.maps, 'map')}, {_counted(self.statements, 'statement')}"
        if self.left_out:
            summary += f"; {_counted(self.left_out, 'map')} left out"
        if self.missing:
            summary += f"; {_counted(self.missing, 'text')} missing"
        return summary


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"


def _is_shown(done: Outcome[Tabulated]) -> bool:
    return done.result is None or bool(done.result.missing or done.result.losses)


def _tabulate(task: tuple[Item, None], *, reading: ReadOptions) -> Outcome[Tabulated]:
    """Make rows of one map; this runs in a process of its own if there are many."""
    return attempted(tabulated, task[0], reading)
