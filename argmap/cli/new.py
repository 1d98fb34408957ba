"""`argmap new`: start a map over source texts."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.completing import complete_files
from argmap.cli.options import size_option
from argmap.cli.outside import report_outside
from argmap.cli.starting import read_first, write_first
from argmap.cli.streams import refuse_to_replace, say
from argmap.errors import UsageError
from argmap.model import ArgumentMap
from argmap.originals.taking import kind_of_original, text_path

_SKELETON = """\
questions:
#  - id: why                  # a short name that you choose
#    quote: a passage of the text, copied exactly
claims:
#  - id: main
#    text: what the text asserts, in your words
#    answers: why
#    quote: a passage of the text
reasons:
#  - id: because
#    text: what supports it
#    supports: main
#    quote: a passage of the text
caveats:
#  - id: but
#    text: what limits or rebuts it, or undercuts a reason
#    limits: main             # or `rebuts`, or `undercuts`
#    quote: a passage of the text
"""


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap new interview.txt -o interview.argmap.yaml\n"
    "  argmap new paper.pdf -o paper.argmap.yaml\n"
    "  argmap new paper.pdf --again -o paper.argmap.yaml",
    no_args_is_help=True,
)
@click.argument(
    "texts", metavar="ORIGINAL...", nargs=-1, required=True, shell_complete=complete_files
)
@click.option("-o", "--output", metavar="MAP", help="Output file. Default: standard output.")
@click.option("--title", help="Title of the map.")
@click.option("--encoding", default="utf-8", show_default=True, help="Encoding of the texts.")
@click.option("--force", is_flag=True, help="Replace MAP if it already exists.")
@click.option(
    "--again",
    "takes_again",
    is_flag=True,
    help="Take the texts of MAP again from originals that have changed, and find its quotes in "
    "them. Replaces NAME.txt.",
)
@size_option
def new(
    texts: tuple[str, ...],
    output: str | None,
    title: str | None,
    encoding: str,
    *,
    force: bool,
    takes_again: bool,
) -> int | None:
    """Start a map of one or more sources, with their paths and hashes and room for statements.

    An ORIGINAL is a text (plain text, Markdown, a transcript) or a file that contains one: a PDF,
    a Word document (DOCX), a saved web page (HTML) or subtitles (SRT, WebVTT). Its text is written
    next to it as NAME.txt, and the place of each word in the original as NAME.places.json. An
    existing NAME.txt is replaced only with `--again`. Anything left out is reported.

    The first line of a YAML map refers to argmap.schema.json, which editors use to complete and
    check it. If there is none in its folder, or above in its project, it is written next to the
    map.
    """
    if takes_again:
        from argmap.cli.again import take_again  # noqa: PLC0415 -- seldom asked for

        return take_again(texts, output, encoding)
    if output is not None:
        refuse_to_replace(output, force=force)
    folder = Path(output).parent if output and output != "-" else Path()
    _refuse_same_text(texts)
    sources = [read_first(text, number, texts, encoding) for number, text in enumerate(texts)]
    for text, source in zip(texts, sources, strict=True):
        if not source.text.lstrip("\ufeff").strip():
            say(f"argmap: warning: {text}: the text is empty")
    map = ArgumentMap(title=title, sources=[source.relative_to(folder) for source in sources])
    write_first(map, output, skeleton=_SKELETON, is_new=not force)
    report_outside(map.sources, output)
    if output not in (None, "-"):
        say(f"{output}: add statements, then run `argmap anchor {output}`")
    return None


def _refuse_same_text(texts: tuple[str, ...]) -> None:
    """Refuse originals whose texts would be the same file, before any is written."""
    taken: dict[Path, str] = {}
    for text in texts:
        if text != "-" and kind_of_original(Path(text)) is not None:
            target = text_path(Path(text))
            other = taken.setdefault(target, text)
            if other != text:
                raise UsageError(
                    f"the texts of {other} and {text} would both be {target}",
                    help="rename one of the two",
                )
