"""What is fuzzed: each target takes any input, and nothing but an ArgmapError may come of it."""

from __future__ import annotations

import contextlib
import io
import tempfile
import warnings
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from argmap.checking import check_file, fix_file
from argmap.checking.configuration import Configurations
from argmap.cli.main import run
from argmap.drawing import RENDERERS, render, to_outline
from argmap.drawing.diagram import to_dot
from argmap.drawing.theme_file import read_theme
from argmap.errors import ArgmapError, DrawingWarning
from argmap.formats import FORMATS, Document, chosen_options, dump, recognised
from argmap.grounding.settling import ground
from argmap.mapfile import dumps, load, loads, parse_map
from argmap.report import FORMATS as REPORTS
from argmap.report import report
from argmap.report.grounded import grounding_json, grounding_text
from argmap.webpage import page_html
from tests.fuzz import inputs

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DataObject

READABLE = [format.name for format in FORMATS if format.reads]
WRITABLE = [format.name for format in FORMATS if format.writes]
DEFECT = "this is a bug in argmap"


def read(data: DataObject) -> None:
    """A text is a map, or refused with a place; a map that is written is read again as it was."""
    text = data.draw(inputs.map_texts())
    file = parse_map(text)
    for problem in file.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
    with suppress(ArgmapError):
        map = file.whole_map()
        for syntax in ("yaml", "json"):
            assert loads(dumps(map, syntax=syntax)) == map
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "m.argmap.yaml")
        path.write_text(text, encoding="utf-8", newline="")
        with suppress(ArgmapError):
            load(path)


def check(data: DataObject) -> None:
    """A file is checked, and what is found can be written in every format."""
    file = parse_map(data.draw(inputs.map_texts()))
    found = check_file(file)
    for format in REPORTS:
        report([(file, found)], format, colour=data.draw(st.booleans()))


def fix(data: DataObject) -> None:
    """What is fixed is still a file, and fixing it again changes nothing."""
    file = parse_map(data.draw(inputs.map_texts()))
    unsafe = data.draw(st.booleans())
    with suppress(ArgmapError):
        once = fix_file(file, unsafe=unsafe)
        assert fix_file(once, unsafe=unsafe).text == once.text


def anchor(data: DataObject) -> None:
    """Quotes are anchored and the file is edited to say so; doing it again changes nothing."""
    with suppress(ArgmapError):
        file = parse_map(data.draw(inputs.map_texts()))
        map = file.whole_map()
        grounding = ground(map, accept_approximate=data.draw(st.booleans()))
        grounding_text(grounding, name="m")
        grounding_json(grounding)
        edited = file.reread(file.with_map(grounding.map)).whole_map()
        assert edited == grounding.map


def draw(data: DataObject) -> None:
    """A map is drawn: as a picture, by Graphviz, as DOT, as an outline and as a page."""
    with suppress(ArgmapError), warnings.catch_warnings():
        warnings.simplefilter("ignore", DrawingWarning)  # letters that no font has
        map = parse_map(data.draw(inputs.map_texts())).whole_map()
        to_outline(map)
        to_dot(map)
        page_html(map)
        format = data.draw(st.sampled_from(("svg", "svg", "svg", "pdf", "png")))
        assert render(map, format=format, renderer=data.draw(st.sampled_from(RENDERERS)))


def convert(data: DataObject) -> None:
    """A file of any format is read, or refused, and what was read is written in any other."""
    name = data.draw(st.sampled_from(READABLE))
    text = data.draw(inputs.foreign_texts(name))
    _convert(data, text, name)


def argdown(data: DataObject) -> None:
    """Argdown is read, or refused, and what was read is written in any format."""
    _convert(data, data.draw(inputs.ARGDOWN), "argdown")


def _convert(data: DataObject, text: str, name: str) -> None:
    format = next(one for one in FORMATS if one.name == name)
    with suppress(ArgmapError):
        recognised(Document(text=text))
    with suppress(ArgmapError):
        load = format.codec.load
        assert load is not None
        map = load(Document(text=text, options=chosen_options(format, {})))
        dump(map, "-", format=data.draw(st.sampled_from(WRITABLE)))
        assert loads(dumps(map)) == map


def configuration(data: DataObject) -> None:
    """A configuration, or a theme, is read or refused."""
    with tempfile.TemporaryDirectory() as folder:
        name = data.draw(st.sampled_from(("argmap.toml", "pyproject.toml")))
        Path(folder, name).write_text(data.draw(inputs.CONFIGURATIONS), encoding="utf-8")
        with suppress(ArgmapError):
            Configurations().of(folder).ignored_in(Path(folder, "m.argmap.yaml"))
        theme = Path(folder, "theme.toml")
        theme.write_text(data.draw(inputs.THEMES), encoding="utf-8")
        with suppress(ArgmapError):
            read_theme(theme)


COMMANDS = (
    ("check", "{map}", "--output-format", "concise"),
    ("check", "{map}", "--fix", "--unsafe-fixes"),
    ("check", "{map}", "--diff"),
    ("anchor", "{map}", "--report", "{folder}/report.json"),
    ("anchor", "{map}", "--diff"),
    ("render", "{map}", "-o", "{folder}/map.svg", "--depth", "all"),
    ("render", "{map}", "-o", "{folder}/map.html"),
    ("show", "{map}"),
    ("stats", "{map}", "--output-format", "json"),
    ("convert", "{map}", "--to", "csv"),
    ("convert", "{map}", "--to", "argdown", "-o", "{folder}/map.argdown"),
)


def commands(data: DataObject) -> None:
    """A command ends with 0, 1 or 2, whatever is in the file, and never as a defect of argmap."""
    text = data.draw(inputs.map_texts())
    command = data.draw(st.sampled_from(COMMANDS))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "m.argmap.yaml")
        path.write_text(text, encoding="utf-8", newline="")
        said = io.StringIO()
        shown = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(said):
            status = run([part.format(map=path, folder=folder) for part in command])
        assert status in (0, 1, 2)
        assert DEFECT not in said.getvalue(), said.getvalue()


TARGETS: dict[str, Callable[[DataObject], None]] = {
    target.__name__: target
    for target in (read, check, fix, anchor, draw, convert, argdown, configuration, commands)
}
