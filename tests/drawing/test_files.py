"""PNG and PDF: without Graphviz, and without any font but those of argmap."""

from __future__ import annotations

import re
import struct
import warnings
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pypdf
import pytest

from argmap.drawing import make_scene, render
from argmap.drawing.lettering import typefaces
from argmap.drawing.lettering.typefaces import find_typefaces, is_seen
from argmap.drawing.pdf import to_pdf
from argmap.drawing.png import to_png
from argmap.drawing.scene import Scene, Text
from argmap.errors import DrawingError, MissingFontWarning, UsageError
from argmap.model import ArgumentMap, Claim
from tests.drawing.invented import city_charge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HAN = "公交车有帮助"


@pytest.fixture
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without `dot` and without fonts."""
    for name in ("HOME", "USERPROFILE", "WINDIR", "XDG_DATA_HOME", "XDG_DATA_DIRS", "PATH"):
        monkeypatch.setenv(name, str(tmp_path))
    typefaces._installed.cache_clear()  # noqa: SLF001 -- it has looked at the real machine
    yield
    typefaces._installed.cache_clear()  # noqa: SLF001


def size(png: bytes) -> tuple[int, int]:
    return struct.unpack(">LL", png[16:24])


def words(pdf: bytes) -> str:
    (page,) = pypdf.PdfReader(BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", page.extract_text())


def one_line(text: str) -> Scene:
    return Scene(200, 40, "#ffffff", "", "", (Text(9, 20, text, 13, "#000000"),))


def test_a_png_is_the_same_with_and_without_fonts(
    request: pytest.FixtureRequest,
) -> None:
    picture = render(city_charge(), format="png")
    request.getfixturevalue("bare_machine")
    assert render(city_charge(), format="png") == picture


@pytest.mark.usefixtures("bare_machine")
def test_a_png_shows_the_words_of_every_card() -> None:
    """An empty card costs nothing: with text there is more to hold."""
    with_words = to_png(one_line("Buses help because they carry many"))
    assert len(with_words) > 3 * len(to_png(one_line("")))


def test_a_png_has_the_size_of_the_scene_times_its_scale() -> None:
    scene = make_scene(city_charge())
    assert size(to_png(scene)) == (scene.width, scene.height)
    assert size(to_png(scene, scale=2)) == (2 * scene.width, 2 * scene.height)


@pytest.mark.parametrize(("width", "height"), [(40_000, 100), (100, 40_000), (20_000, 20_000)])
def test_a_png_beyond_what_can_be_read_is_refused_with_advice(width: int, height: int) -> None:
    with pytest.raises(DrawingError, match="too large to open") as raised:
        to_png(Scene(width, height, "#ffffff", "", ""))
    assert "--depth" in raised.value.help
    assert "--split" in raised.value.help


@pytest.mark.parametrize("scale", [0.1, 100])
def test_a_scale_at_which_nothing_can_be_read_is_refused(scale: float) -> None:
    with pytest.raises(UsageError, match="scale"):
        to_png(one_line("Buses"), scale=scale)


@pytest.mark.usefixtures("bare_machine")
def test_the_text_of_a_pdf_can_be_selected_in_reading_order() -> None:
    said = words(render(city_charge(), format="pdf"))
    places = [
        said.index(wording)
        for wording in (
            "Our own two-week trial in June",
            "Exhaust is the largest source of NO₂",
            "Three comparable cities saw 18–22 %",
        )
    ]
    assert places[2] < places[0] < places[1]
    assert "Interview: should the city charge cars?" in said


def test_a_pdf_tells_its_title_and_has_the_size_of_the_picture() -> None:
    scene = make_scene(city_charge())
    document = pypdf.PdfReader(BytesIO(to_pdf(scene)))
    assert document.metadata.title == scene.title
    assert float(document.pages[0].mediabox.width) == pytest.approx(scene.width * 0.75)
    assert float(document.pages[0].mediabox.height) == pytest.approx(scene.height * 0.75)


def test_a_pdf_names_no_font_that_is_not_in_it_and_no_author() -> None:
    document = pypdf.PdfReader(BytesIO(to_pdf(one_line("Buses"))))
    fonts = document.pages[0]["/Resources"]["/Font"].values()
    assert [str(font["/BaseFont"]).partition("+")[2] for font in fonts] == ["LiberationSans"]
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)
    assert set(document.metadata) == {"/Title", "/Subject", "/Creator", "/Producer"}


def test_a_pdf_has_the_date_of_the_environment_and_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    document = pypdf.PdfReader(BytesIO(to_pdf(one_line("Buses"))))
    assert document.metadata.creation_date == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH must be a number of seconds"):
        to_pdf(one_line("Buses"))


def test_the_same_scene_gives_the_same_pdf() -> None:
    scene = make_scene(city_charge())
    assert to_pdf(scene) == to_pdf(scene)


def test_no_page_of_a_pdf_is_larger_than_viewers_show() -> None:
    document = pypdf.PdfReader(BytesIO(to_pdf(Scene(2000, 100_000, "#ffffff", "", ""))))
    assert float(document.pages[0].mediabox.height) == pytest.approx(14_400)
    assert float(document.pages[0].mediabox.width) == pytest.approx(288)


@pytest.mark.usefixtures("bare_machine")
@pytest.mark.parametrize("format", ["png", "pdf"])
def test_characters_that_no_font_has_are_told(format: str) -> None:
    m = ArgumentMap(claims=[Claim(id="c", text=HAN)])
    with pytest.warns(MissingFontWarning, match=r"公 \(U\+516C\).* a font for Chinese characters"):
        render(m, format=format)


@pytest.mark.parametrize("format", ["png", "pdf"])
def test_characters_that_argmap_has_a_font_for_are_not(format: str) -> None:
    m = ArgumentMap(claims=[Claim(id="c", text="Žižek: αβγ, Москва, “18–22 %” NO₂ → שלום €")])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        render(m, format=format)


def test_text_is_cut_where_its_font_changes() -> None:
    found = find_typefaces(["Buses help"])
    assert [(font.path, text) for font, text in found.split("Buses help", bold=True)] == [
        (found.bold.path, "Buses help")
    ]


def test_a_font_of_the_machine_is_found_for_a_script_that_argmap_lacks() -> None:
    found = find_typefaces(["ا"], truetype_only=True)
    if found.missing:
        pytest.skip("this machine has no font with Arabic letters")
    assert found.others[0].has("ا")
    assert words(to_pdf(one_line("ا")))


def test_the_fonts_of_argmap_know_what_they_have() -> None:
    """As reportlab reads them."""
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415 -- only here

    for font in find_typefaces([])[:2]:
        glyphs = TTFont("any", font.path).face.charToGlyph
        for code in range(0x20, 0x3000):
            assert font.has(chr(code)) == bool(glyphs.get(code)), hex(code)


def test_what_has_no_shape_needs_no_font() -> None:
    assert not any(map(is_seen, " \u00a0\u200d\ufe0f\x00"))
    assert all(map(is_seen, "a漢\u0301€"))


def test_other_files_among_the_fonts_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("bare_machine")
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "broken.ttf").write_bytes(b"\x00\x01\x00\x00\x00\xff")
    (tmp_path / "fonts" / "empty.ttf").write_bytes(b"")
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path))
    assert find_typefaces(["漢"]).missing == ("漢",)
