"""`argmap check`: check maps for problems."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, get_args

import click

from argmap.checking import (
    Configurations,
    Severity,
    fix_file,
    rules_below,
    rules_for,
    selected_rules,
)
from argmap.cli.batch import each_done
from argmap.cli.completing import complete_files
from argmap.cli.old import git_option, given_texts, old_option
from argmap.cli.options import cluster_options, colour_option, reading_options, run_kept
from argmap.cli.saving import keep_result_option, save_in_place
from argmap.cli.streams import echo, put, report_error, say, say_lines
from argmap.corpora import Checking, Listing, attempted, examined, read_item_file
from argmap.errors import UsageError
from argmap.history import history_of_run
from argmap.report import FORMATS, Part, Report, Tally, part_of_report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.corpora import Item
    from argmap.errors import ArgmapError
    from argmap.mapfile import MapFile

_MANY = "`--dask` or `--resume`, which change no files"


class _How(NamedTuple):
    """How a map is checked, and what is made of the findings."""

    checking: Checking
    output_format: str
    colour: bool
    fixes: bool
    unsafe_fixes: bool
    shows_diff: bool
    old: tuple[str, ...]
    keeps_result: bool
    piped_from: str | None = None


class _Checked(NamedTuple):
    """What came of one map: what to say of it, what would change in it, or why it failed."""

    part: Part | None = None
    diff: str = ""
    error: ArgmapError | None = None

    def is_shown(self) -> bool:
        """Tell whether anything is printed of it."""
        return bool(self.error or self.diff or (self.part and self.part.text))


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap check interview.argmap.yaml\n"
    "  argmap check maps/ --output-format concise\n"
    "  argmap check --fix --select AM1 maps/*.argmap.yaml\n"
    "  argmap check --fix --stdin-filename maps/town.argmap.yaml - <buffer",
    no_args_is_help=True,
)
@click.argument("maps", metavar="MAP...", nargs=-1, required=True, shell_complete=complete_files)
@click.option(
    "--select",
    metavar="CODES",
    multiple=True,
    help="Run only these rules: codes, code prefixes or names, separated by commas.",
)
@click.option(
    "--ignore",
    metavar="CODES",
    multiple=True,
    help="Skip these rules: codes, code prefixes or names, separated by commas.",
)
@click.option(
    "--severity",
    type=click.Choice(get_args(Severity)),
    default="info",
    show_default=True,
    help="Report only findings that are at least this severe.",
)
@click.option(
    "--output-format",
    type=click.Choice(list(FORMATS)),
    default="full",
    show_default=True,
    help="Output format.",
)
@click.option(
    "--fix",
    "fixes",
    is_flag=True,
    help="Apply the fixes that cannot change the meaning.",
)
@click.option(
    "--unsafe-fixes",
    is_flag=True,
    help="With --fix or --diff: also apply fixes that may change the meaning.",
)
@click.option(
    "--diff", "shows_diff", is_flag=True, help="Show what --fix would change without writing it."
)
@click.option(
    "--stdin-filename",
    "stdin_name",
    metavar="PATH",
    help="The path of the map from standard input: its sources, configuration and ignores are "
    "those of that file, which is not read.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@click.option(
    "--config",
    "configured_by",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="Configuration file, instead of the argmap.toml or pyproject.toml above each map.",
)
@old_option
@git_option
@click.option("--no-config", is_flag=True, help="Read no configuration.")
@click.option(
    "--no-ignore",
    is_flag=True,
    help="Also report findings that a comment in a map or the configuration silences.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Number of parallel processes. Default: one per core, if that is faster.",
)
@cluster_options
@keep_result_option
@reading_options
@colour_option
def check(
    maps: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: Severity,
    output_format: str,
    configured_by: str | None,
    jobs: int | None,
    cluster: str | None,
    journal: str | None,
    old: tuple[str, ...],
    allow_outside: tuple[str, ...],
    stdin_name: str | None,
    *,
    fixes: bool,
    unsafe_fixes: bool,
    shows_diff: bool,
    exit_zero: bool,
    no_config: bool,
    no_ignore: bool,
    colour: bool,
    asks_git: bool,
    keeps_result: bool,
) -> int:
    """Check maps for problems in their files, anchors, structure and argument.

    A MAP is a file, `-` for standard input, a pattern, or a folder. In a folder and its
    subfolders, all files called NAME.argmap.yaml, .yml or .json are checked. In a JSON Lines file
    (.jsonl) or a zip archive, all maps are checked; inside a folder, such a file must be called
    NAME.argmap.jsonl or .zip.

    Exit status: 0 no findings, 1 findings, 2 a map could not be read.
    """
    configurations = Configurations(only=configured_by, is_used=not no_config)
    writes = fixes and not shows_diff
    _refuse_idle(
        unsafe_fixes and not (fixes or shows_diff), "`--unsafe-fixes`", "`--fix` or `--diff`"
    )
    _refuse_idle(keeps_result and not writes, "`--keep-result`", "`--fix` alone")
    _refuse_both(jobs and cluster, "`--jobs`", "`--dask`")
    _refuse_both(writes and (cluster or journal), "`--fix`", _MANY)
    _refuse_idle(stdin_name is not None and "-" not in maps, "`--stdin-filename`", "the MAP `-`")
    chosen = _split("--select", select), _split("--ignore", ignore)
    selected_rules(select=chosen[0], ignore=chosen[1])  # refuses what it does not know
    chosen = chosen[0], (*chosen[1], *rules_below(severity))

    def task(item: Item) -> tuple[Item, _How]:
        piped = stdin_name if item.file == "-" else None
        if item.is_remote:  # what is above the working folder is not meant for it
            configuration = configurations.named
        else:
            configuration = configurations.of(Path(piped).parent if piped else item.folder)
        # An archive is like a folder, a line like all of its file.
        name = piped or (item.file if item.entry is None else item.name)
        rules = rules_for(name, configuration, *chosen)
        checking = Checking(
            rules.select,
            rules.ignore,
            frozenset() if no_ignore else rules.silenced,
            configuration.minimum_coverage,
            asks_git,
            not no_ignore,
            allow_outside,
        )
        return item, _How(
            checking,
            output_format,
            colour,
            fixes,
            unsafe_fixes,
            shows_diff,
            old,
            keeps_result,
            piped,
        )

    listing = Listing(maps, allow_outside=allow_outside)
    results = each_done(
        _check_one,
        map(task, listing),
        jobs=jobs,
        cluster=cluster,
        run=run_kept(journal, _Checked, Part, Tally),
        is_shown=_Checked.is_shown,
    )
    is_data = not (writes and "-" in maps)
    status = _show(results, Report(output_format), is_data=is_data, is_closed=not shows_diff)
    say_lines(listing.ignored.misnamed_lines())
    return 0 if status == 1 and exit_zero else status


def _show(results: Iterable[_Checked], report: Report, *, is_data: bool, is_closed: bool) -> int:
    """Write what was found in each map, and return the exit status."""
    failed = pending = False
    for result in results:
        if result.error:
            failed = True
            report_error(result.error)
        pending = pending or bool(result.diff)
        if result.part:
            _write(report.add(result.part), is_data=is_data)
        elif result.diff:
            put(result.diff, None)
    if is_closed and (report.tally.maps or not failed):
        _write(report.close(), is_data=is_data)
    _say_left_out(report)
    if failed:
        return 2
    return 1 if pending or report.tally.found else 0


def _refuse_idle(is_idle: bool, option: str, needed: str) -> None:  # noqa: FBT001 -- named at once
    """Refuse an option that would do nothing."""
    if is_idle:
        raise UsageError(f"{option} needs {needed}")


def _refuse_both(are_given: object, option: str, other: str) -> None:
    """Refuse two options that exclude each other."""
    if are_given:
        raise UsageError(f"{option} cannot be used with {other}")


def _say_left_out(report: Report) -> None:
    """Warn of the results that a log has no room for."""
    if report.left_out:
        from argmap.report.sarif import MOST_RESULTS, left_out_of_log  # noqa: PLC0415 -- never, mostly

        left_out = left_out_of_log(MOST_RESULTS, report.left_out)
        say(f"argmap: warning: {left_out}; check fewer maps at a time")


def _write(text: str, *, is_data: bool) -> None:
    """Write a part of the report, to standard error where the map goes to standard output."""
    if text and is_data:
        echo(text)
    elif text:
        click.echo(text, err=True, nl=False)


def _check_one(task: tuple[Item, _How]) -> _Checked:
    """Check one map; this runs in a process of its own where there are many."""
    item, how = task
    # One map that cannot be read does not stop the others.
    done = attempted(_checked, item, how)
    return done.result or _Checked(error=done.failure)


def _checked(item: Item, how: _How) -> _Checked:
    checking = how.checking
    file = _read(item, how)
    old = given_texts(file.map, how.old)
    git = history_of_run() if checking.asks_git else False
    fixed = file
    if how.fixes or how.shows_diff:
        fixed = fix_file(
            file,
            unsafe=how.unsafe_fixes,
            select=checking.select,
            ignore=(*checking.ignore, *checking.silenced),
            old=old,
            git=git,
            heed_comments=checking.heed_comments,
        )
        if how.shows_diff:
            from argmap.cli.difference import difference  # noqa: PLC0415 -- seldom asked for

            return _Checked(diff=difference(file.text, fixed.text, file.name))
        if not item.is_file:
            raise UsageError(
                "a map in an archive or in JSON Lines cannot be fixed in place",
                where=item.name,
                help="use `argmap convert -o DIR` to write such maps to files",
            )
    diagnostics = examined(fixed, checking, old=old, git=git)
    # Only now, when what the fixes made of it is known to be a map that can be checked.
    if how.fixes and item.file == "-":
        put(fixed.text, "-")
    elif how.fixes and fixed.text != file.text:
        save_in_place(file, fixed.text, keeps_result=how.keeps_result)
    return _Checked(part_of_report(fixed, diagnostics, how.output_format, colour=how.colour))


def _read(item: Item, how: _How) -> MapFile:
    allowed = how.checking.allow_outside
    if how.piped_from is None:
        return read_item_file(item, allow_outside=allowed)
    from argmap.mapfile import parse_file  # noqa: PLC0415 -- only editors pipe
    from argmap.mapfile.opening import read_text  # noqa: PLC0415

    return parse_file(read_text(item.file), how.piped_from, allow_outside=allowed)


def _split(option: str, selectors: tuple[str, ...]) -> tuple[str, ...]:
    parts = tuple(part.strip() for each in selectors for part in each.split(","))
    if "" in parts:
        advice = "give codes, code prefixes or names, separated by commas"
        raise UsageError(f"`{option}` has an empty entry", help=advice)
    return parts
