"""Pictures of the width, the proportions or the sheet that is asked for."""

from __future__ import annotations

import re
import struct
import warnings
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from argmap import load
from argmap.drawing import draw, make_scene, render
from argmap.drawing.scene import Circle, Curve, Group, Polygon, Rectangle, Scene, Text
from argmap.drawing.sizing import PAPERS
from argmap.errors import DrawingWarning, UsageError
from argmap.model import ArgumentMap
from tests.drawing.invented import city_charge, stray_claims
from tests.strategies import maps


def sized(map: ArgumentMap, **options: object) -> Scene:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DrawingWarning)
        return make_scene(map, **options)


def corners(scene: Scene) -> list[tuple[float, float]]:
    """Return where its shapes begin and end."""
    found: list[tuple[float, float]] = []
    for item in scene.walk():
        match item:
            case Rectangle():
                found += [(item.x, item.y), (item.x + item.width, item.y + item.height)]
            case Circle() | Text():
                found.append((item.x, item.y))
            case Curve() | Polygon():
                found += [(point.x, point.y) for point in item.points]
            case Group():
                pass
    return found


@settings(max_examples=25)
@given(maps(), st.sampled_from(["16:9", "4:3", "1", "9x16", "2.35"]))
def test_a_picture_has_the_aspect_that_is_asked_for_and_everything_in_it(
    map: ArgumentMap, aspect: str
) -> None:
    scene = sized(map, aspect=aspect)
    across, _, down = aspect.replace("x", ":").partition(":")
    assert scene.width / scene.height == pytest.approx(float(across) / float(down or 1))
    for x, y in corners(scene):
        assert -scene.left <= x <= scene.width - scene.left
        assert -scene.top <= y <= scene.height - scene.top


@settings(max_examples=25)
@given(maps(), st.integers(100, 4000))
def test_a_picture_has_the_width_that_is_asked_for(map: ArgumentMap, width: int) -> None:
    scene = sized(map, width=width)
    assert scene.width * scene.scale == pytest.approx(width)


def test_the_width_of_a_png_is_its_pixels_times_the_scale() -> None:
    picture = render(city_charge(), format="png", width=900, scale=2)
    assert struct.unpack(">L", picture[16:20]) == (1800,)
    assert 'width="900"' in draw(city_charge(), width=900)


@pytest.mark.filterwarnings("ignore:the text is")
@pytest.mark.parametrize("paper", PAPERS)
def test_a_pdf_is_a_sheet_of_the_paper(paper: str) -> None:
    page = PdfReader(BytesIO(render(city_charge(), format="pdf", paper=paper))).pages[0]
    sides = sorted(float(side) / 72 * 25.4 for side in (page.mediabox.width, page.mediabox.height))
    assert sides == pytest.approx(PAPERS[paper], abs=0.1)


def test_a_sheet_is_upright_or_on_its_side_as_shows_the_map_larger() -> None:
    tall = ArgumentMap()
    tall.claim("Buses help", id="c")
    for number in range(30):
        tall.reason(f"Point {number}", supports="c")
    wide = ArgumentMap()
    wide.claim("Buses help", id="s0")
    for number in range(1, 8):
        wide.reason(f"Point {number}", id=f"s{number}", supports=f"s{number - 1}")
    assert sized(tall, paper="A4").height > sized(tall, paper="A4").width
    on_paper = sized(wide, paper="A4", direction="right")
    assert on_paper.width > on_paper.height


def test_a_chain_turns_where_that_shows_it_larger() -> None:
    m = ArgumentMap()
    m.claim("Buses help", id="s0")
    for number in range(1, 12):
        m.reason(f"Point {number}", id=f"s{number}", supports=f"s{number - 1}")
    assert sized(m, aspect="1:2").scale == 1
    assert sized(m, aspect="1:2").height < sized(m, aspect="1:2", direction="right").height
    assert sized(m, width=600).scale > 2 * sized(m, width=600, direction="right").scale


def test_a_narrow_picture_is_laid_out_anew_before_it_is_made_small() -> None:
    m = load("examples/russia-myanmar/russia-myanmar.argmap.yaml")
    usual = sized(m)
    narrow = sized(m, width=usual.width / 2)
    assert narrow.scale > 0.7
    assert narrow.height > usual.height


def test_text_too_small_to_read_is_reported() -> None:
    with pytest.warns(DrawingWarning, match=r"the text is \d\.\d points high"):
        draw(city_charge(), width=200)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        draw(city_charge(), width=1200)


def test_a_sized_picture_shows_what_the_usual_one_does() -> None:
    m = stray_claims()
    usual, sized_one = draw(m), draw(m, aspect="1:1")
    texts = re.compile(r"<text[^>]*>([^<]*)")
    assert sorted(texts.findall(usual)) == sorted(texts.findall(sized_one))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"width": 3}, "cannot be 3 pixels wide"),
        ({"aspect": "wide"}, "cannot have the aspect 'wide'"),
        ({"aspect": "1:0"}, "cannot have the aspect '1:0'"),
        ({"aspect": "1:99"}, "cannot have the aspect '1:99'"),
        ({"paper": "a9"}, "unknown paper 'a9'"),
        ({"paper": "a4", "width": 900}, "`paper` already sets the size"),
    ],
)
def test_sizes_that_no_picture_can_have_are_refused(
    options: dict[str, object], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        draw(city_charge(), **options)


def test_pages_and_dot_have_no_size() -> None:
    with pytest.raises(UsageError, match="a page is as large as its window"):
        render(city_charge(), format="html", width=900)
    with pytest.raises(UsageError, match="the size of 'dot'"):
        render(city_charge(), format="dot", paper="a4")
