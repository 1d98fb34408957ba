"""`argmap check`: find what is wrong with maps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from argmap.checking import Configurations, check_file, fix_file, selected_rules
from argmap.cli.difference import difference
from argmap.cli.gathering import gather_maps
from argmap.cli.old import given_texts, old_option
from argmap.cli.options import colour_option, reading_options
from argmap.cli.streams import echo, put, tell
from argmap.errors import ArgmapError
from argmap.mapfile import read_map
from argmap.report import FORMATS, Report, part_of_report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.checking import Configuration
    from argmap.report import Part


class _Task(NamedTuple):
    """One map to check, and how."""

    name: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    minimum_coverage: float | None
    output_format: str
    colour: bool
    fixes: bool
    unsafe_fixes: bool
    shows_diff: bool
    old: tuple[str, ...]
    allow_outside: tuple[str, ...]


class _Checked(NamedTuple):
    """What came of one map: what to say of it, what would change in it, or why it failed."""

    part: Part | None = None
    diff: str = ""
    error: ArgmapError | None = None


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap check interview.argmap.yaml\n"
    "  argmap check maps/ --output-format concise\n"
    "  argmap check --fix --select AM1 maps/*.argmap.yaml",
    no_args_is_help=True,
)
@click.argument("maps", metavar="MAP...", nargs=-1, required=True)
@click.option(
    "--select",
    metavar="CODES",
    multiple=True,
    help="Only rules whose code starts so, or of that name; several with commas.",
)
@click.option(
    "--ignore",
    metavar="CODES",
    multiple=True,
    help="No rules whose code starts so, or of that name.",
)
@click.option(
    "--output-format",
    type=click.Choice(list(FORMATS)),
    default="full",
    show_default=True,
    help="How findings are written.",
)
@click.option(
    "--fix",
    "fixes",
    is_flag=True,
    help="Put right what can be put right without changing what is said.",
)
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix or --diff: also what may change what is said."
)
@click.option(
    "--diff", "shows_diff", is_flag=True, help="Show what --fix would change, and write nothing."
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 also when there are findings.")
@click.option(
    "--config",
    "configured_by",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="The configuration, instead of the argmap.toml or pyproject.toml above each map.",
)
@old_option
@click.option("--no-config", is_flag=True, help="Read no configuration.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes check at once; without it as many as there are cores, where it pays.",
)
@reading_options
@colour_option
def check(
    maps: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    output_format: str,
    configured_by: str | None,
    jobs: int | None,
    old: tuple[str, ...],
    allow_outside: tuple[str, ...],
    *,
    fixes: bool,
    unsafe_fixes: bool,
    shows_diff: bool,
    exit_zero: bool,
    no_config: bool,
    colour: bool,
) -> int:
    """Find what is wrong with maps: their files, anchors, structure and argument.

    A MAP is a file, `-` for standard input, a pattern, or a folder: then all files in it and
    under it that are called NAME.argmap.yaml, .yml or .json.

    Exit status 0 when nothing is left to tell, 1 when there are findings, 2 when a map could not
    be read.
    """
    names, wrong = gather_maps(maps)
    configurations = Configurations(only=configured_by, is_used=not no_config)
    chosen = _split(select), _split(ignore)
    selected_rules(select=chosen[0], ignore=chosen[1])  # refuses what it does not know

    def task(name: str) -> _Task:
        configuration = configurations.of("" if name == "-" else Path(name).parent)
        rules = _rules_for(name, configuration, *chosen)
        return _Task(
            name,
            *rules,
            configuration.minimum_coverage,
            output_format,
            colour,
            fixes,
            unsafe_fixes,
            shows_diff,
            old,
            allow_outside,
        )

    tasks = [task(name) for name in names]
    for error in wrong:
        tell(error)
    writes_map = fixes and not shows_diff and "-" in names
    report = Report(output_format)
    failed, pending = bool(wrong), False
    for result in _results(tasks, jobs):
        if result.error:
            failed = True
            tell(result.error)
        pending = pending or bool(result.diff)
        written = report.add(result.part) if result.part else result.diff
        _write(written, is_data=not writes_map)
    if not shows_diff and (report.tally.maps or not failed):
        _write(report.close(), is_data=not writes_map)
    if failed:
        return 2
    return 1 if (pending or report.tally.found) and not exit_zero else 0


def _results(tasks: list[_Task], jobs: int | None) -> Iterator[_Checked]:
    """Yield what comes of each map, in their order, with a progress bar where it takes long."""
    if len(tasks) < 2:  # noqa: PLR2004 -- most runs have one map, and need nothing of what follows
        yield from map(_check_one, tasks)
        return
    from argmap.cli.batch import done_in_order, fitting_processes  # noqa: PLC0415 -- as said
    from argmap.cli.progress import Progress  # noqa: PLC0415

    processes = min(jobs or fitting_processes([task.name for task in tasks]), len(tasks))
    progress = Progress(len(tasks))
    for result in done_in_order(_check_one, tasks, processes=processes):
        if result.error or result.diff or (result.part and result.part.text):
            progress.clear()
        yield result
        progress.step()
    progress.clear()


def _write(text: str, *, is_data: bool) -> None:
    """Write a part of the report, to standard error where the map goes to standard output."""
    if text and is_data:
        echo(text)
    elif text:
        click.echo(text, err=True, nl=False)


def _rules_for(
    name: str, configuration: Configuration, select: tuple[str, ...], ignore: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what to select and to ignore in a file; the command line wins."""
    in_file = configuration.ignored_in(name)
    if select:
        return select, (*ignore, *in_file)
    return configuration.select, (*configuration.ignore, *ignore, *in_file)


def _check_one(task: _Task) -> _Checked:
    """Check one map; this runs in a process of its own where there are many."""
    try:
        file = read_map(task.name, allow_outside=task.allow_outside)
        old = given_texts(file.map, task.old)
        fixed = file
        if task.fixes or task.shows_diff:
            fixed = fix_file(
                file,
                unsafe=task.unsafe_fixes,
                select=task.select,
                ignore=task.ignore,
                old=old,
            )
            if task.shows_diff:
                return _Checked(diff=difference(file.text, fixed.text, file.name))
        found = check_file(
            fixed,
            select=task.select,
            ignore=task.ignore,
            minimum_coverage=task.minimum_coverage,
            old=old,
        )
        # Only now, when what the fixes made of it is known to be a map that can be checked.
        if task.fixes and (fixed.text != file.text or file.path is None):
            put(fixed.text, str(file.path) if file.path else "-")
        return _Checked(part_of_report(fixed, found, task.output_format, colour=task.colour))
    except ArgmapError as error:
        # One map that cannot be read does not stop the others.
        return _Checked(error=error)


def _split(selectors: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for each in selectors for part in each.split(",") if part.strip())
