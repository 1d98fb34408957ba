"""What argmap returns shows itself: pictures, findings, statements, placements, graphs."""

from __future__ import annotations

import pickle
import shutil
from base64 import b64decode
from typing import TYPE_CHECKING

import nbformat
import pytest
from nbconvert import LatexExporter

import argmap as am
from argmap.errors import UsageError
from argmap.report import report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def m() -> am.ArgumentMap:
    made = am.ArgumentMap(
        title="Buses", sources=[am.Source(id="note", text="Buses help. They carry many <people>.")]
    )
    made.claim("Buses help", id="help", quote="Buses help")
    made.reason("They carry many", id="many", supports="help", quote="They carry many <people>")
    return made


def test_a_drawing_is_text_that_shows_and_saves_itself(m: am.ArgumentMap, tmp_path: Path) -> None:
    picture = am.draw(m)
    assert isinstance(picture, str)
    assert isinstance(picture, am.Picture)
    assert picture.startswith("<svg")
    assert str(picture) == picture == picture._repr_mimebundle_()["image/svg+xml"]
    picture.save(tmp_path / "m.svg")
    assert (tmp_path / "m.svg").read_text(encoding="utf-8") == picture
    assert repr(picture).startswith("Picture('Buses', svg, ")
    again = pickle.loads(pickle.dumps(picture))  # noqa: S301 -- our own
    assert (again, repr(again)) == (picture, repr(picture))


@pytest.mark.parametrize(("format", "type"), [("png", "image/png"), ("pdf", "application/pdf")])
def test_a_rendering_is_bytes_that_show_and_save_themselves(
    m: am.ArgumentMap, tmp_path: Path, format: str, type: str
) -> None:
    picture = am.render(m, format=format)
    assert isinstance(picture, bytes)
    assert isinstance(picture, am.Picture)
    assert b64decode(picture._repr_mimebundle_()[type]) == picture
    picture.save(tmp_path / f"m.{format}")
    assert (tmp_path / f"m.{format}").read_bytes() == picture


def test_a_rendering_of_no_format_is_an_svg_and_one_of_html_a_frame(m: am.ArgumentMap) -> None:
    assert am.render(m) == am.draw(m).encode()
    assert "<iframe" in am.render(m, format="html")._repr_mimebundle_()["text/html"]


def test_a_picture_is_not_saved_under_the_name_of_another_format(m: am.ArgumentMap) -> None:
    with pytest.raises(UsageError, match="this picture is svg, not png") as refused:
        am.draw(m).save("m.png")
    assert "am.render(m, 'm.png')" in (refused.value.help or "")


def test_findings_print_as_the_command_line_prints_them(m: am.ArgumentMap) -> None:
    assert am.check(m) == []
    assert repr(am.check(m)) == "[]"
    assert str(am.check(m)) == "No findings in 1 map."
    assert am.check(m)._repr_html_() == "<p>No findings.</p>"
    m.claim("<Trams>", id="trams", implicit=True)
    found = am.check(m)
    assert isinstance(found, list)
    assert repr(found) == "[AM305 of 'trams']"
    assert str(found) == report([(m, found)]).rstrip()
    assert "<td" in found._repr_html_()
    assert "AM305 disconnected-statement" in found._repr_html_()
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 -- our own


def test_what_is_long_has_a_short_form(m: am.ArgumentMap) -> None:
    assert repr(m["many"]) == (
        "Reason(id='many', text='They carry many', supports=('help',), "
        "anchors=(Anchor(quote='They carry many <people>', spans=(Span(start=12, end=36),)),))"
    )
    assert len(repr(am.Claim(id="c", text="very " * 500))) < 100
    assert repr(am.Graph(m)) == "Graph(2 statements, 1 links)"
    assert repr(am.ground(m)) == "Grounding(2 valid)"
    assert repr(m.source().find("Buses")) == (
        "Placement('exact', spans=(Span(start=0, end=5),), similarity=1.0, decided_by='unique')"
    )


def test_a_notebook_shows_them_as_tables_of_plain_text(m: am.ArgumentMap) -> None:
    shown = m["many"]._repr_html_()
    assert "“They carry many &lt;people&gt;”" in shown
    assert "<people>" not in shown
    assert "12 to 36" in shown
    assert "help" in shown
    assert "0 to 5" in m.source().find("Buses")._repr_html_()
    assert "They carry many &lt;people&gt;" in am.ground(m)._repr_html_()
    assert am.Graph(m)._repr_mimebundle_() == m._repr_mimebundle_()


@pytest.fixture
def with_pdf() -> Iterator[None]:
    """Cells hold the PDF of a map for the length of the test."""
    am.pdf_in_notebooks(wanted=True)
    yield
    am.pdf_in_notebooks(wanted=False)


def latex(m: am.ArgumentMap) -> tuple[str, dict[str, bytes]]:
    """A notebook with the map as LaTeX, and the files that go with it."""
    output = nbformat.v4.new_output("execute_result", m._repr_mimebundle_(), execution_count=1)
    cell = nbformat.v4.new_code_cell("m", outputs=[output], execution_count=1)
    notebook = nbformat.v4.new_notebook(cells=[cell])
    text, resources = LatexExporter().from_notebook_node(notebook)
    return text, resources["outputs"]


@pytest.mark.usefixtures("with_pdf")
@pytest.mark.skipif(shutil.which("inkscape") is not None, reason="Inkscape converts the SVG")
def test_a_notebook_becomes_latex_without_inkscape(m: am.ArgumentMap) -> None:
    text, files = latex(m)
    (name,) = (name for name in files if name.endswith(".pdf"))
    assert name in text
    assert files[name].startswith(b"%PDF-")
    am.pdf_in_notebooks(wanted=False)
    with pytest.raises(FileNotFoundError, match="Inkscape"):
        latex(m)
