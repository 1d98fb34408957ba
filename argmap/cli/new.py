"""`argmap new`: start a map over source texts."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from argmap.access import Access
from argmap.cli.completing import complete_files
from argmap.cli.options import size_option
from argmap.cli.outside import report_outside
from argmap.cli.streams import put, refuse_to_replace, say
from argmap.errors import OutsideError, SourceEncodingError, SourceError, UsageError
from argmap.file_schema import schema
from argmap.mapfile import dumps, map_format
from argmap.model import ArgumentMap
from argmap.originals.taking import kind_of_original, text_path
from argmap.regularfile import read_standard_input
from argmap.source import Source
from argmap.textfile import decoded

_SCHEMA = "argmap.schema.json"
_SKELETON = """\
questions:
#  - id: why                  # a short name of your own
#    quote: words of the text, letter for letter
claims:
#  - id: main
#    text: what is claimed, in your words
#    answers: why
#    quote: words of the text
reasons:
#  - id: because
#    text: what is said for it
#    supports: main
#    quote: words of the text
caveats:
#  - id: but
#    text: what narrows it, counts against it, or cuts a reason off
#    limits: main             # or `rebuts`, or `undercuts`
#    quote: words of the text
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
@click.option("-o", "--output", metavar="MAP", help="Write the map here, not to standard output.")
@click.option("--title", help="The title of the map.")
@click.option("--encoding", default="utf-8", show_default=True, help="The encoding of the texts.")
@click.option("--force", is_flag=True, help="Replace MAP if it is there already.")
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
    """Start a map over sources: each with its path and its hash, and room for statements.

    An ORIGINAL is a text (plain text, Markdown, a transcript), or what a text is taken from: a PDF,
    a Word document (DOCX), a web page that was saved (HTML), subtitles (SRT, WebVTT). That text is
    written beside it as NAME.txt, and where each of its words is in the original as
    NAME.places.json. A NAME.txt that is there already is replaced only with `--again`. What is left
    out is reported.

    The first line of a YAML map names argmap.schema.json, by which editors complete and check it.
    If there is none in its folder, or above in its project, it is written next to the map.
    """
    if takes_again:
        from argmap.cli.again import take_again  # noqa: PLC0415 -- seldom asked for

        return take_again(texts, output, encoding)
    if output is not None:
        refuse_to_replace(output, force=force)
    folder = Path(output).parent if output and output != "-" else Path()
    _refuse_same_text(texts)
    sources = [_read(text, number, texts, encoding) for number, text in enumerate(texts)]
    map = ArgumentMap(title=title, sources=[source.relative_to(folder) for source in sources])
    if output and output != "-" and map_format(output) == "json":
        put(dumps(map, syntax="json"), output, is_new=not force)
    else:
        is_file = output not in (None, "-")
        named = _schema_of(folder) if is_file else None
        line = f"# yaml-language-server: $schema={named or _SCHEMA}\n" if is_file else ""
        put(line + dumps(map) + _SKELETON, output, is_new=not force)
        if is_file and named is None:
            written = str(folder / _SCHEMA)
            put(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n", written, is_new=True)
            say(f"{written}: the schema by which editors complete and check maps")
    report_outside(map.sources, output)
    if output not in (None, "-"):
        say(f"{output}: write down what the text argues, then run `argmap anchor {output}`")
    return None


def _schema_of(folder: Path) -> str | None:
    """Return the way to the schema of the project, None if it has none yet.

    Editors complete and check the map by it, also those without `argmap lsp`.
    """
    absolute = Path(os.path.abspath(folder))  # noqa: PTH100 -- resolve() would follow links
    access = Access.of(absolute)
    for place in (absolute, *absolute.parents):
        try:
            access.check(place / _SCHEMA)
        except OutsideError:
            break
        if (place / _SCHEMA).is_file():
            return Path(os.path.relpath(place / _SCHEMA, absolute)).as_posix()
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


def _read(text: str, number: int, texts: tuple[str, ...], encoding: str) -> Source:
    """Return a source over a text; those that are called the same are told apart."""
    try:
        if text == "-":
            inline = decoded(read_standard_input(), encoding, name="<stdin>")
            return Source(id="stdin", text=inline).signed()
        source = Source.from_original(text, encoding=encoding)
    except SourceEncodingError as error:
        advice = f"say `--encoding {error.fitting}`" if error.fitting else "save it as UTF-8"
        raise UsageError(error.what, where=text, help=advice) from error
    except SourceError as error:
        raise UsageError(error.what, where=text, help=error.help) from error
    except OSError as error:
        reason = f"standard input cannot be read: {error.strerror or error}"
        raise UsageError(reason, help=getattr(error, "help", None)) from error
    stems = [Path(each).stem for each in texts]
    if stems.count(stems[number]) == 1:
        return source
    return source.model_copy(update={"id": f"{source.id}-{number + 1}"})
