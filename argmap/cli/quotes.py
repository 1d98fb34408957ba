"""`argmap quotes`: check the quotations of any prose against its sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.completing import complete_files
from argmap.cli.options import colour_option, size_option
from argmap.cli.streams import echo, report_error
from argmap.errors import ArgmapError, UsageError
from argmap.quotations import SYNTAXES, Prose, find_quotes
from argmap.regularfile import read_standard_input
from argmap.report import FORMATS
from argmap.report.quoted import Examined, has_findings, quotations_report
from argmap.source import Source
from argmap.textfile import decoded, read_text_file

if TYPE_CHECKING:
    from argmap.quotations import Syntax


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap quotes article.md --source interview.txt\n"
    "  argmap quotes answer.md --source a.txt --source b.txt --output-format github",
    no_args_is_help=True,
)
@click.argument("texts", metavar="TEXT...", nargs=-1, required=True, shell_complete=complete_files)
@click.option(
    "--source",
    "sources",
    metavar="DOC",
    multiple=True,
    required=True,
    help="A source that the quotations may be from: a text, PDF, document, web page or subtitles; "
    "can be repeated.",
)
@click.option(
    "--output-format",
    type=click.Choice(FORMATS),
    default="full",
    show_default=True,
    help="Output format.",
)
@click.option(
    "--syntax",
    type=click.Choice(SYNTAXES),
    help="Format of the texts. Default: by extension, plain text for any other.",
)
@click.option(
    "--scare-quotes",
    "reports_short",
    is_flag=True,
    help="Also report quotation marks around a word or two that are in none of the sources.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@size_option
@colour_option
def quotes(
    texts: tuple[str, ...],
    sources: tuple[str, ...],
    output_format: str,
    syntax: Syntax | None,
    *,
    reports_short: bool,
    exit_zero: bool,
    colour: bool,
) -> int:
    """Check that the quotations in a text are in its sources.

    A TEXT is an article, a report or a model's answer: plain text, Markdown or HTML, or `-` for
    standard input. Its block quotations and everything in quotation marks are looked up in the
    sources. A quotation that cites a source, as `[2]`, by a link or by a file name, is looked up
    in that one; `[2]` is the second DOC if the text has no list of references. One that cites a
    source that was not given is not checked, and counted separately; so are titles and names.

    Exit status: 0 every quotation holds, 1 findings, 2 a file could not be read.
    """
    given = _sources(sources)
    examined, failed = [], False
    for name in texts:
        try:
            prose = _read(name, syntax)
            examined.append(Examined(prose, find_quotes(prose, given)))
        except ArgmapError as error:
            # One text that cannot be read does not stop the others.
            failed = True
            report_error(error)
    if examined:
        echo(quotations_report(examined, output_format, reports_short=reports_short, colour=colour))
    if failed:
        return 2
    is_wrong = has_findings(examined, reports_short=reports_short)
    return 1 if is_wrong and not exit_zero else 0


def _sources(names: tuple[str, ...]) -> list[Source]:
    """Return the sources, each with an id of its own."""
    sources: list[Source] = []
    for name in names:
        source = Source.from_original(name, keep=False)
        if any(source.id == other.id for other in sources):
            source = source.model_copy(update={"id": f"{source.id}-{len(sources) + 1}"})
        sources.append(source)
    return sources


def _read(name: str, syntax: Syntax | None) -> Prose:
    if name == "-":
        text = decoded(read_standard_input(), "utf-8", name="<stdin>")
        return Prose(text, syntax=syntax, name="<stdin>")
    path = Path(name)
    if path.is_dir():
        raise UsageError("this is a folder", where=name, help="give the texts in it")
    text = read_text_file(path)
    return Prose(text, syntax=syntax, name=name, path=path.as_posix())
