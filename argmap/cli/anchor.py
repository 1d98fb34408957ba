"""`argmap anchor`: find the span of every quote of a map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.completing import complete_files
from argmap.cli.old import git_option, given_texts, old_option
from argmap.cli.options import reading_options
from argmap.cli.outside import report_outside
from argmap.cli.saving import keep_result_option, save_in_place
from argmap.cli.streams import put, say
from argmap.errors import UsageError
from argmap.grounding.settling import ground
from argmap.history import history_of_run
from argmap.mapfile import MapFile, dumps, map_format, parse_file, read_map
from argmap.regularfile import read_standard_input
from argmap.report.grounded import grounding_json, grounding_text
from argmap.source import Source
from argmap.textfile import decoded, read_text_file

if TYPE_CHECKING:
    from argmap.model import ArgumentMap


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap anchor interview.argmap.yaml\n"
    "  argmap anchor reply.txt --draft --source article.txt -o article.argmap.yaml",
    no_args_is_help=True,
)
@click.argument("maps", metavar="MAP...", nargs=-1, required=True, shell_complete=complete_files)
@click.option(
    "-o", "--output", metavar="OUT", help="Write here instead of to MAP; `-` is standard output."
)
@click.option(
    "--source",
    metavar="TEXT",
    help="The source, for a map that lists none: a text, or a PDF, document, web page or subtitles "
    "whose text is then written next to it.",
)
@click.option(
    "--draft",
    "is_draft",
    is_flag=True,
    help="Read MAP as a language model's reply: JSON or YAML that may have prose around it, other "
    "names for keys, or be cut off. What was repaired, dropped or is unclear is reported.",
)
@old_option
@git_option
@click.option(
    "--accept-approximate",
    is_flag=True,
    help="Also accept quotes that differ only harmlessly, and use the source's wording.",
)
@click.option("--diff", "shows_diff", is_flag=True, help="Show the changes without writing them.")
@click.option(
    "--report", "report", metavar="FILE", help="Write the result for each quote to FILE as JSON."
)
@click.option(
    "-v",
    "--verbose",
    "is_verbose",
    is_flag=True,
    help="Report every quote, not only those that need a decision or a second look.",
)
@keep_result_option
@reading_options
def anchor(
    maps: tuple[str, ...],
    output: str | None,
    source: str | None,
    report: str | None,
    old: tuple[str, ...],
    allow_outside: tuple[str, ...],
    *,
    is_draft: bool,
    accept_approximate: bool,
    shows_diff: bool,
    is_verbose: bool,
    asks_git: bool,
    keeps_result: bool,
) -> int:
    """Find the span of every quote, and correct quotes that differ only in typography or case.

    Maps are edited in place; comments and layout are kept. The original wording of a corrected
    quote is kept under `meta`. The `sha256` of each source whose quotes get spans is recorded, so
    that git can find that text again if the source changes. A quote that appears several times,
    or next to other words than its `prefix` and `suffix`, is left alone. Exit status 1 if a quote
    could not be placed or, with --diff, if anything would change.
    """
    if len(maps) > 1 and (output or report):
        raise UsageError("`-o` and `--report` take a single map")
    if is_draft and (len(maps) > 1 or shows_diff or old):
        raise UsageError("`--draft` takes a single reply, without `--diff` and `--old`")
    if is_draft:
        return _anchor_draft(
            maps[0],
            source,
            output,
            report,
            accept_approximate=accept_approximate,
            is_verbose=is_verbose,
        )
    return max(
        _anchor_map(
            name,
            output,
            source,
            report,
            old,
            allow_outside,
            accept_approximate=accept_approximate,
            shows_diff=shows_diff,
            is_verbose=is_verbose,
            asks_git=asks_git,
            keeps_result=keeps_result,
        )
        for name in maps
    )


def _anchor_map(
    name: str,
    output: str | None,
    source: str | None,
    report: str | None,
    old: tuple[str, ...],
    allow_outside: tuple[str, ...],
    *,
    accept_approximate: bool,
    shows_diff: bool,
    is_verbose: bool,
    asks_git: bool,
    keeps_result: bool,
) -> int:
    """Give the quotes of one map their spans, and return the exit status."""
    file = read_map(name, allow_outside=allow_outside)
    given = file.whole_map()
    if source is not None:
        given = _over(given, source, file)
    texts = given_texts(given, old)
    git = history_of_run() if asks_git else False
    grounding = ground(given, accept_approximate=accept_approximate, old=texts, git=git)
    text = _text(file, grounding.map, output)
    if shows_diff:
        from argmap.cli.difference import difference  # noqa: PLC0415 -- seldom asked for

        put(difference(file.text, text, file.name), None)
    elif output is not None or file.path is None:
        put(text, output)
        report_outside(grounding.map.sources, output)
    elif text != file.text:
        save_in_place(file, text, keeps_result=keeps_result)
    if report:
        put(grounding_json(grounding), report, is_remade=True)
    # Only now, when what is said to be in the file is there.
    for id in grounding.from_git:
        say(f"{file.name}: source {id!r} has changed; the text it was quoted from is in git")
    written = None if shows_diff else output or file.path
    now = file if written in (None, "-") else parse_file(text, str(written))
    for line in grounding_text(grounding, name=now.name, file=now, every=is_verbose).splitlines():
        say(line)
    is_left = grounding.open or (shows_diff and text != file.text)
    return 1 if is_left else 0


def _anchor_draft(
    name: str,
    text: str | None,
    output: str | None,
    report: str | None,
    *,
    accept_approximate: bool,
    is_verbose: bool,
) -> int:
    """Write the map that a model's reply holds, its quotes with their spans."""
    from argmap.drafts import read_draft  # noqa: PLC0415 -- most maps are no replies
    from argmap.formats.losses import summed_up  # noqa: PLC0415

    if text is None:
        raise UsageError("`--draft` needs `--source`", help="give the text that the reply quotes")
    reply = (
        decoded(read_standard_input(), "utf-8", name="<stdin>")
        if name == "-"
        else read_text_file(Path(name))
    )
    is_shown = output is None or output == "-"
    folder = Path() if is_shown else Path(str(output)).parent
    reading = read_draft(reply, Source.from_original(text).relative_to(folder))
    grounding = ground(reading.map, accept_approximate=accept_approximate, git=False)
    syntax = "yaml" if is_shown else map_format(str(output))
    written = dumps(grounding.map, syntax=syntax)
    put(written, output)
    report_outside(grounding.map.sources, output)
    if report:
        put(grounding_json(grounding), report, is_remade=True)
    for line in summed_up(reading.losses):
        say(f"{name}: {line}")
    file = None if is_shown else parse_file(written, str(output))
    shown = file.name if file else name
    for line in grounding_text(grounding, name=shown, file=file, every=is_verbose).splitlines():
        say(line)
    return 1 if reading.open or grounding.open else 0


def _over(map: ArgumentMap, text: str, file: MapFile) -> ArgumentMap:
    """Return the map with the text as its source."""
    if map.sources:
        raise UsageError(
            "the map already lists its sources", where=file.name, help="omit `--source`"
        )
    source = Source.from_original(text).relative_to(file.folder)
    return map.model_copy(update={"sources": [source]})


def _text(file: MapFile, map: ArgumentMap, output: str | None) -> str:
    """Return the text to write: the file's own, edited, wherever it goes in the same syntax."""
    if output is None or output == "-":
        return file.with_map(map)
    folder = Path(output).parent
    if map_format(output) == file.syntax:
        # The file as it would be there: its comments stay, its paths are those of the new folder.
        return file.placed_in(folder).with_map(map)
    moved = [source.relative_to(folder) for source in map.sources]
    return dumps(map.model_copy(update={"sources": moved}), syntax=map_format(output))
