"""`argmap render`: draw a map."""

from __future__ import annotations

import gc
import re
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from argmap import drawing
from argmap.cli.completing import complete_files, complete_ids
from argmap.cli.options import reading_options
from argmap.cli.streams import put, say
from argmap.errors import DrawingWarning, FormatError, MissingFontWarning, UsageError
from argmap.graph import Graph

if TYPE_CHECKING:
    from argmap.checking import Diagnostic
    from argmap.drawing.places import PlaceUnit
    from argmap.model import ArgumentMap
    from argmap.webpage.document import Quiz
    from argmap.webpage.facsimile import Shown

_PAGE = "html"
_FORMATS = (*drawing.FORMATS, _PAGE)
_UNASKED = "rest"


class _Depth(click.ParamType[int]):
    """A number of steps, or `all` of them."""

    name = "depth"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if value == "all":
            return 0
        return click.IntRange(min=0).convert(value, param, ctx)


@click.command(
    epilog="\b\nFor example:\n"
    "  argmap render interview.argmap.yaml -o interview.svg\n"
    "  argmap render interview.argmap.yaml -o interview.html\n"
    "  argmap render interview.argmap.yaml -o interview.png --scale 2 --depth 3\n"
    "  argmap render interview.argmap.yaml -o interview.pdf --split question\n"
    "  argmap render interview.argmap.yaml -o handout.pdf --handout --paper a4\n"
    "  argmap render interview.argmap.yaml -o diagram.svg --renderer graphviz\n"
    "  argmap render interview.argmap.yaml -f dot | dot -Tpng > interview.png",
    no_args_is_help=True,
)
@click.argument("map_name", metavar="MAP", shell_complete=complete_files)
@click.option(
    "-o", "--output", metavar="OUT", help="Output file; its extension selects the format."
)
@click.option(
    "-f",
    "--format",
    "format",
    metavar="FORMAT",
    help=f"Output format: {', '.join(_FORMATS)}, or any format of the installed `dot`.",
)
@click.option(
    "--scale",
    type=click.FloatRange(0.5, 16),
    default=1.0,
    show_default=True,
    help="PNG pixels per SVG pixel.",
)
@click.option(
    "--width",
    type=click.FloatRange(100, 20_000),
    metavar="PIXELS",
    help="Width of the picture in pixels.",
)
@click.option("--aspect", metavar="W:H", help="Aspect ratio of the picture, such as 16:9.")
@click.option(
    "--paper",
    metavar="SHEET",
    help="Fit the picture on a sheet, upright or on its side: a0 to a5, letter, legal, tabloid.",
)
@click.option(
    "--theme",
    metavar="THEME",
    help=f"Colour theme: {', '.join(drawing.THEMES)}, {drawing.AUTO} (follows the reader's light "
    "or dark setting; SVG and HTML only), or a TOML file. "
    f"Default: {drawing.AUTO} for HTML, light for images.",
)
@click.option(
    "--direction",
    type=click.Choice(list(drawing.DIRECTIONS)),
    default="auto",
    show_default=True,
    help="Side of the claim on which its reasons are drawn; `auto` chooses what suits the map.",
)
@click.option(
    "--depth",
    type=_Depth(),
    metavar="LEVELS",
    help="Levels to show from the top, or `all`. Default: all; in maps of more than 150 "
    "statements, as many levels as fit within 150.",
)
@click.option(
    "--focus",
    metavar="ID",
    shell_complete=complete_ids,
    help="Show only this statement, what it bears on and what supports it.",
)
@click.option(
    "--collapse",
    multiple=True,
    metavar="ID",
    shell_complete=complete_ids,
    help="Hide everything below this statement; can be repeated.",
)
@click.option(
    "--link",
    "links",
    metavar="TEMPLATE",
    help="Link each card to its passage, for example `https://example.org/talk#{id}` or "
    "`{original}#{place}`, which gives paper.pdf#page=12. {url} instead of {original} gives a web "
    "page at the passage or a recording at its time. {source}, {start}, {end} and {text} describe "
    "the first anchor.",
)
@click.option(
    "--values", is_flag=True, help="Show strength and credence as numbers, next to their signs."
)
@click.option(
    "--places",
    type=click.Choice(["line", "page", "time"]),
    help="Show on each card where its passage is in the source.",
)
@click.option(
    "--numbers",
    is_flag=True,
    help="Number the statements in reading order; in HTML, their passages too.",
)
@click.option(
    "--colour",
    type=click.Choice(list(drawing.COLOURINGS)),
    default="kind",
    show_default=True,
    help="Colour cards by the kind of their statements or by who says them.",
)
@click.option(
    "--handout",
    is_flag=True,
    help="With PDF: write a document for teaching, with the sources and their passages numbered, "
    "the map on as many sheets as it takes, and the statements with their quotes. Paper: --paper, "
    "or a4.",
)
@click.option(
    "--quiz",
    type=click.Choice(["wording", "quotes"]),
    help="Hide the wording of statements, or their passages in the source, until the reader of "
    "the page asks for them.",
)
@click.option(
    "--original",
    type=click.Choice(["cited", "all", "none"]),
    help="In HTML, the pages of a PDF to show as pictures next to its text. Default: cited.",
)
@click.option(
    "--split",
    type=click.Choice(["question"]),
    help="Draw a picture for each question: OUT-ID.svg and so on.",
)
@click.option(
    "--renderer",
    type=click.Choice(list(drawing.RENDERERS)),
    help="The program that lays out and draws the map. Default: argmap; graphviz for formats that "
    "only the installed `dot` supports.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="Stop Graphviz after this many seconds.",
)
@reading_options
def render(
    map_name: str,
    output: str | None,
    format: str | None,
    split: str | None,
    allow_outside: tuple[str, ...],
    **options: Any,
) -> int:
    """Draw a map: its statements as cards, their relations as lines.

    HTML output is an interactive page with the sources next to the map. It can be folded and
    searched, works offline, and does not use --depth, --focus, --collapse, --link, --direction and
    --scale.

    With --renderer graphviz it is a diagram that Graphviz draws. SVG, PNG, PDF, DOT and HTML need
    only argmap; for other formats Graphviz must be installed.

    Exit status: 0 success, 1 if a picture has empty boxes for characters that no font has, 2 error.
    """
    if format is None and output not in (None, "-"):
        format = Path(output or "").suffix.lower().removeprefix(".") or None
        if format is None:
            raise FormatError(
                "no output format: the file name has no extension",
                where=output,
                help=f"add one, or use `-f` with {', '.join(_FORMATS)}",
            )
    if format is None and output is None and sys.stdout.isatty():
        raise UsageError(
            "an SVG of many lines would be printed to the terminal",
            help="give a file with `-o`, pipe it, or show the map as text: `argmap show`",
        )
    from argmap.mapfile import load  # noqa: PLC0415 -- loads pydantic, which help does without

    is_page = format == _PAGE
    has_boxes = False
    map, found = (
        _checked(map_name, allow_outside)
        if is_page
        else (load(map_name, allow_outside=allow_outside), [])
    )
    for name, part in (_parts(map, output) if split else {output: map}).items():
        if is_page:
            page = _page(part, found, **options)
            put(page, name, is_remade=True)
        else:
            picture, lacks_letters = _drawn(part, format=format or "svg", **options)
            has_boxes |= lacks_letters
            put(picture, name, is_remade=True)
        if name not in (None, "-"):
            shown = _shown(part, format, **options)
            total = len(Graph(part).statements)
            of = f" of {total:,}" if shown < total else ""
            size = f", {_size(page)}" if is_page else ""
            say(f"{name}: {shown:,}{of} statement{'' if total == 1 else 's'}{size}")
    return 1 if has_boxes else 0


def _size(page: str) -> str:
    """Return how large a page is, and what makes it so."""
    sheets = page.count("<figure ")
    pictures = f" with pictures of {sheets} page{'s' if sheets > 1 else ''}" if sheets else ""
    return f"{len(page.encode()) / 1e6:.1f} MB{pictures}"


def _shown(map: ArgumentMap, format: str | None, **options: Any) -> int:
    """Return how many statements a picture shows."""
    if format == _PAGE:
        return len(Graph(map).statements)
    if options["handout"]:
        return len(Graph(map).statements)
    depth, focus, collapse = (options[name] for name in ("depth", "focus", "collapse"))
    if format == "dot":
        depth = depth or 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DrawingWarning)  # the picture has reported it
        view = drawing.fold(Graph(map), depth=depth, focus=focus, collapse=collapse)
    return len(view.graph.statements)


def _checked(name: str, allow_outside: tuple[str, ...]) -> tuple[ArgumentMap, list[Diagnostic]]:
    """Return a map and what `argmap check` would say of it."""
    from argmap.checking import check_as_configured  # noqa: PLC0415 -- only pages show it
    from argmap.mapfile import read_map  # noqa: PLC0415 -- as above

    file = read_map(name, allow_outside=allow_outside)
    return file.whole_map(), check_as_configured(file)


def _page(
    map: ArgumentMap,
    found: list[Diagnostic],
    *,
    theme: str | None,
    values: bool,
    places: PlaceUnit | None,
    numbers: bool,
    quiz: Quiz | None,
    original: Shown | None,
    renderer: str | None,
    **others: Any,
) -> str:
    """Return the page of a map, or of a part of it."""
    from argmap.webpage import page_html  # noqa: PLC0415 -- as above

    for option in ("depth", "focus", "collapse", "link", "width", "aspect", "paper"):
        if others["links" if option == "link" else option] not in (None, ()):
            raise UsageError(
                f"`--{option}` does not apply to HTML: readers fold the page themselves",
                help="omit it",
            )
    if others["handout"]:
        raise UsageError("a handout must be a PDF", help="name it NAME.pdf, or omit `--handout`")
    if renderer == "graphviz":
        raise UsageError(
            "Graphviz does not draw pages", help="omit `--renderer`, or draw SVG, PNG or PDF"
        )
    if others["colour"] != "kind":
        raise UsageError(
            "an HTML page is always coloured by kind",
            help="omit `--colour`, or draw SVG, PNG or PDF",
        )
    if others["direction"] not in ("auto", "right"):
        raise UsageError(
            "an HTML page always runs to the right, next to its sources", help="omit `--direction`"
        )
    return page_html(
        map,
        theme=theme or drawing.AUTO,
        diagnostics=[one for one in found if one.statement is None or one.statement in map],
        values=values,
        places=places,
        numbers=numbers,
        quiz=quiz,
        original=original or "cited",
    )


def _drawn(
    map: ArgumentMap,
    *,
    theme: str | None,
    quiz: Quiz | None,
    original: Shown | None,
    handout: bool,
    **options: Any,
) -> tuple[bytes, bool]:
    """Draw a map, report what its picture does not show, and return if it lacks letters."""
    if quiz is not None:
        raise UsageError("`--quiz` only applies to HTML", help="omit it, or write HTML")
    if original is not None:
        raise UsageError("`--original` only applies to HTML", help="omit it, or write HTML")
    gc.disable()  # what a picture consists of lives until it is written
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", DrawingWarning)
        try:
            picture = (
                _handout(map, theme=theme, **options)
                if handout
                else drawing.render(map, theme=theme or "light", **options)
            )
        finally:
            gc.enable()
    for warning in caught:
        if issubclass(warning.category, DrawingWarning):
            say(f"argmap: warning: {warning.message}")
    return picture, any(issubclass(one.category, MissingFontWarning) for one in caught)


def _handout(map: ArgumentMap, *, format: str, paper: str | None, **others: Any) -> bytes:
    """Return the handout of a map; of the options of pictures it takes none but the paper."""
    from argmap.handout import to_handout  # noqa: PLC0415 -- few need it

    if format != "pdf":
        raise UsageError("a handout must be a PDF", help="name it NAME.pdf, or use `-f pdf`")
    context = click.get_current_context()
    for parameter in context.command.params:
        name = parameter.name or ""
        if name in others and context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise UsageError(
                f"`{parameter.opts[-1]}` does not apply to a handout, which shows the whole map",
                help="omit it, or omit `--handout`",
            )
    return to_handout(map, paper=paper or "a4")


def _parts(map: ArgumentMap, output: str | None) -> dict[str, ArgumentMap]:
    """Return the map in parts, each with the name of its file."""
    if output in (None, "-"):
        raise UsageError("several pictures need file names", help="give the base name with `-o`")
    path = Path(output or "")
    parts: dict[str, ArgumentMap] = {}
    for id, part in drawing.split_by_question(Graph(map)).items():
        # What no file may be called is left out of its name.
        plain = re.sub(r"[^\w.-]+", "_", id or _UNASKED)
        name, number = plain, 1
        while str(path.with_stem(f"{path.stem}-{name}")) in parts:
            number += 1
            name = f"{plain}-{number}"
        parts[str(path.with_stem(f"{path.stem}-{name}"))] = part
    return parts
