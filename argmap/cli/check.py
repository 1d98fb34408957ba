"""`argmap check`: find what is wrong with maps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from argmap.checking import Configurations, check_file, fix_file, selected_rules
from argmap.cli.batch import available_cores, done_in_order, is_worth_processes
from argmap.cli.gathering import gather_maps
from argmap.cli.options import colour_option
from argmap.cli.progress import Progress
from argmap.cli.streams import echo, put, tell
from argmap.errors import ArgmapError
from argmap.mapfile import read_map
from argmap.report import FORMATS, Report, part_of_report

if TYPE_CHECKING:
    from argmap.checking import Configuration
    from argmap.mapfile import MapFile
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
@click.option("--no-config", is_flag=True, help="Read no configuration.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes check at once; without it as many as there are cores, where it pays.",
)
@colour_option
def check(
    maps: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    output_format: str,
    configured_by: str | None,
    jobs: int | None,
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
        )

    tasks = [task(name) for name in names]
    for error in wrong:
        tell(error)
    if jobs is None:
        jobs = available_cores() if is_worth_processes(names) else 1
    results = done_in_order(_check_one, tasks, processes=min(jobs, len(tasks)))
    writes_map = fixes and not shows_diff and "-" in names
    report = Report(output_format)
    failed, pending = bool(wrong), False
    progress = Progress(len(tasks))
    for result in results:
        written = report.add(result.part) if result.part else result.diff
        if result.error or written:
            progress.clear()
        if result.error:
            failed = True
            tell(result.error)
        _write(written, is_data=not writes_map)
        pending = pending or bool(result.diff)
        progress.step()
    progress.clear()
    if not shows_diff and (report.tally.maps or not failed):
        _write(report.close(), is_data=not writes_map)
    if failed:
        return 2
    return 1 if (pending or report.tally.found) and not exit_zero else 0


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
        file = read_map(task.name)
        fixed = file
        if task.fixes or task.shows_diff:
            fixed = fix_file(file, unsafe=task.unsafe_fixes, select=task.select, ignore=task.ignore)
            if task.shows_diff:
                return _Checked(diff=_diff(file, fixed))
        found = check_file(
            fixed,
            select=task.select,
            ignore=task.ignore,
            minimum_coverage=task.minimum_coverage,
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


def _diff(file: MapFile, fixed: MapFile) -> str:
    """Return what would change, as a unified diff."""
    from difflib import unified_diff  # noqa: PLC0415 -- only for this option

    lines = unified_diff(
        file.text.splitlines(keepends=True),
        fixed.text.splitlines(keepends=True),
        file.name,
        file.name,
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
