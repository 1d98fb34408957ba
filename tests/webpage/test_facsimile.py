"""The pages of an original on the page of a map: which there are, and what is marked on them."""

from __future__ import annotations

import base64
import html
import io
import re
import warnings
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from argmap.errors import OriginalWarning, UsageError
from argmap.grounding.settling import ground
from argmap.model import Anchor, ArgumentMap, Claim
from argmap.originals.pdf.process import PagePicture, picture_pages
from argmap.originals.place import Rectangle
from argmap.originals.taking import take
from argmap.source import Source
from argmap.webpage import page_html
from argmap.webpage.facsimile import on_picture
from tests.originals.papers import typst_paper
from tests.webpage.papers import PAGES, paper, paper_map

if TYPE_CHECKING:
    from pathlib import Path


def alone(m: ArgumentMap) -> str:
    """Return a page with the text alone, and see that a warning says so; return the warning."""
    with pytest.warns(OriginalWarning) as caught:
        page = page_html(m)
    assert page == page_html(m, original="none")
    (warning,) = caught
    return str(warning.message)


def marks(page: str) -> dict[str, list[str]]:
    """Return for each statement the pages that it is marked on."""
    found: dict[str, list[str]] = {}
    for sheet in re.findall(r"<figure .*?</figure>", page, re.DOTALL):
        (label,) = re.findall("<figcaption>(.*?)</figcaption>", sheet)
        for numbers in re.findall('place" data-s="([^"]*)"', sheet):
            for number in numbers.split():
                found.setdefault(number, []).append(label)
    return found


def test_the_pages_that_are_cited_are_pictures_with_their_passages_marked(tmp_path: Path) -> None:
    page = page_html(paper_map(tmp_path))
    assert re.findall("<figcaption>(.*?)</figcaption>", page) == ["Page 1", "Page 3"]
    assert marks(page) == {"1": ["Page 1"], "2": ["Page 1"], "3": ["Page 1"], "4": ["Page 3"]}


def test_all_pages_are_shown_if_that_is_asked_for_and_none_if_not(tmp_path: Path) -> None:
    m = paper_map(tmp_path)
    assert page_html(m, original="all").count("<figure ") == len(PAGES)
    none = page_html(m, original="none")
    assert "<figure " not in none
    assert "data:image/webp" not in none
    assert '<div class="sides"' not in none
    with pytest.raises(UsageError, match="choose from"):
        page_html(m, original="some")  # type: ignore[arg-type]


def test_every_picture_says_in_words_what_it_is_and_where_its_words_are(tmp_path: Path) -> None:
    page = page_html(paper_map(tmp_path))
    pictures = re.findall(r"<img [^>]*>", page)
    assert [html.unescape(re.findall('alt="(.*?)"', one)[0]) for one in pictures] == [
        f"Page {number} of Buses and <trams>; its words are under Text" for number in (1, 3)
    ]
    assert 'aria-label="A street is short of room, so that it matters."' in page


def test_a_passage_of_two_lines_has_a_rectangle_on_each(tmp_path: Path) -> None:
    page = page_html(paper_map(tmp_path))
    (group,) = re.findall('place" data-s="2".*?</g>', page, re.DOTALL)
    assert group.count("<rect ") == 2


def test_the_numbers_of_passages_are_on_the_pictures_if_they_are_asked_for(
    tmp_path: Path,
) -> None:
    m = paper_map(tmp_path)
    numbers = r"<text [^>]*>(\d+)</text></g></?[sg]"
    assert re.findall(numbers, page_html(m, numbers=True)) == ["2", "3", "4", "5"]
    assert re.findall(numbers, page_html(m)) == []


def test_the_text_is_as_it_is_without_pictures(tmp_path: Path) -> None:
    m = paper_map(tmp_path)

    def text(page: str) -> str:
        (found,) = re.findall('<div class="text[^>]*>(.*?)</div>', page, re.DOTALL)
        return str(found)

    assert text(page_html(m)) == text(page_html(m, original="none"))


def test_a_page_without_an_original_has_nothing_of_what_shows_one(tmp_path: Path) -> None:
    m = paper_map(tmp_path)
    with_pages, without = page_html(m), page_html(m, original="none")
    for part in (".sheet img", "changeSide", "<kbd>P</kbd>"):
        assert part in with_pages
        assert part not in without


def test_the_same_map_gives_the_same_page_with_pictures(tmp_path: Path) -> None:
    assert page_html(paper_map(tmp_path)) == page_html(paper_map(tmp_path))


def test_a_page_of_one_colour_turns_dark_and_another_one_keeps_its_colours(tmp_path: Path) -> None:
    assert page_html(paper_map(tmp_path)).count('<figure class="sheet">') == 2
    coloured = page_html(paper_map(tmp_path, has_colour=True))
    assert coloured.count('<figure class="sheet coloured">') == 2


def test_an_original_that_has_changed_is_not_shown(tmp_path: Path) -> None:
    m = paper_map(tmp_path)
    path = tmp_path / "paper.pdf"
    path.write_bytes(path.read_bytes() + b"\n")
    assert re.search(r"paper\.pdf are not shown: it has changed since its text was taken", alone(m))


def test_an_original_that_is_missing_is_not_shown(tmp_path: Path) -> None:
    m = paper_map(tmp_path)
    (tmp_path / "paper.pdf").unlink()
    assert "file not found" in alone(m)


def test_without_its_package_the_text_is_written_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    m = paper_map(tmp_path)
    monkeypatch.setattr(
        "argmap.extras.import_module",
        lambda name: (_ for _ in ()).throw(ModuleNotFoundError(name=name)),
    )
    assert "pypdfium2 is not installed: pip install 'argmap[pdf]'" in alone(m)


def test_an_original_with_a_password_is_not_shown(tmp_path: Path) -> None:
    m = paper_map(tmp_path)
    path = tmp_path / "paper.pdf"
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)
    source = m.sources[0]
    digest = source.original_digest
    assert digest
    assert source.original
    original = source.original.model_copy(update={"sha256": digest})
    places = (tmp_path / "paper.places.json").read_text(encoding="utf-8")
    (tmp_path / "paper.places.json").write_text(
        places.replace(source.original.sha256, digest), encoding="utf-8"
    )
    changed = (
        type(source)
        .model_validate({"id": "paper", "path": str(tmp_path / "paper.txt"), "original": original})
        .placed_in(tmp_path)
    )
    assert "the PDF needs a password" in alone(m.model_copy(update={"sources": [changed]}))


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_mark_is_where_the_words_are_on_the_picture_however_the_page_is_turned(
    tmp_path: Path, rotation: int
) -> None:
    path = paper(tmp_path)
    writer = PdfWriter(clone_from=PdfReader(path))
    for page in writer.pages:
        page.cropbox = RectangleObject((17, 5, 400, 580))
        page.rotate(rotation)
    writer.write(path)
    taken = take(path)
    start = taken.text.index("their")
    place = taken.places.at(start, start + len("their"))
    assert place
    (picture,) = picture_pages(path.read_bytes(), [1], where="paper.pdf")
    drawn = Image.open(io.BytesIO(base64.b64decode(picture.webp))).convert("L")
    assert drawn.size == picture.size
    left, top, right, low = (2 * each for each in on_picture(place.pages[0].rectangles[0], picture))
    cut = drawn.crop((round(left), round(top), round(right), round(low)))
    ink = cut.point([255 * (value < 128) for value in range(256)]).getbbox()
    assert ink
    width, height = (right - left, low - top)
    inked = ((ink[2] - ink[0]) / width, (ink[3] - ink[1]) / height)
    along, across = inked if rotation in (0, 180) else reversed(inked)
    assert along > 0.9
    assert 0.4 < across < 1


@given(
    st.sampled_from([0, 90, 180, 270]),
    st.tuples(*[st.floats(0, 100)] * 2),
    st.tuples(*[st.floats(1, 50)] * 2),
)
def test_a_mark_within_a_page_is_within_its_picture(
    rotation: int, corner: tuple[float, float], size: tuple[float, float]
) -> None:
    (x, y), (width, height) = corner, size
    box = Rectangle(-10, -20, 200, 300)
    picture = PagePicture(1, "", (0, 0), box, rotation, is_grey=True)
    found = on_picture(Rectangle(x, y, x + width, y + height), picture)
    left, top, right, low = found
    wide, tall = (320, 210) if rotation in (90, 270) else (210, 320)
    assert 0 <= left < right <= wide
    assert 0 <= top < low <= tall
    turned = (height, width) if rotation in (90, 270) else (width, height)
    assert (right - left, low - top) == pytest.approx(turned)


def talk(folder: Path) -> ArgumentMap:
    path = folder / "talk.srt"
    path.write_text(
        "1\n00:00:01,000 --> 00:00:04,000\nDo buses help?\n\n"
        "2\n00:01:05,500 --> 00:01:09,000\nThey carry many people,\n\n"
        "3\n00:01:09,000 --> 00:01:12,000\nand they do it every day.\n",
        encoding="utf-8",
    )
    return ArgumentMap(sources=[Source.from_original(path, id="talk")])


def test_a_recording_has_the_time_of_each_paragraph_beside_its_words(tmp_path: Path) -> None:
    page = page_html(talk(tmp_path))
    assert re.findall(r'<p [^>]*data-time="(.*?)">(.*?)\s*</p>', page) == [
        ("0:00:01", "Do buses help?"),
        (
            "0:01:05",
            'They carry many people, <span data-time="0:01:09"></span>and they do it every day.',
        ),
    ]
    assert "[data-time]::before" in page
    assert "changeSide" not in page


def test_a_cue_within_a_passage_has_its_time_there(tmp_path: Path) -> None:
    m = talk(tmp_path)
    m.claim(quote="many people, and they", id="c")
    page = page_html(ground(m).map)
    first, rest = re.findall(r"<mark [^>]*>(.*?)</mark>", page.partition("0:01:05")[2])[:2]
    assert (first, rest) == ("many people, ", "and they")
    assert '<span data-time="0:01:09"></span><mark' in page
    assert len(re.findall("<mark [^>]*role=", page)) == 1


def test_quotes_that_no_page_can_mark_are_reported(tmp_path: Path) -> None:
    m = paper_map(tmp_path)
    m.claims.append(Claim(id="lost", quote="no such words"))
    with pytest.warns(OriginalWarning, match="not placed: the quotes of lost; `argmap check`"):
        page_html(m)


def test_quotes_without_a_source_that_lose_their_pages_are_reported(tmp_path: Path) -> None:
    m = paper_map(tmp_path)
    note = Source(id="note", text="Another text.")
    two = m.model_copy(update={"sources": [*m.sources, note]})
    for listed in (two.claims, two.reasons, two.caveats):
        for row, one in enumerate(listed):
            anchors = [each.model_copy(update={"source": None}) for each in one.anchors]
            listed[row] = one.model_copy(update={"anchors": anchors})
    two.claims.append(Claim(id="of-note", anchors=[Anchor(quote="no such", source="note")]))
    with pytest.warns(OriginalWarning) as caught:
        page_html(two)
    said = [str(one.message) for one in caught]
    assert any("no passage of its text is quoted" in one for one in said)
    (unmarked,) = (one for one in said if "not marked on pages" in one)
    assert m.claims[0].id in unmarked
    assert "of-note" not in unmarked


def test_a_pdf_of_which_nothing_is_quoted_is_reported(tmp_path: Path) -> None:
    m = ArgumentMap(sources=paper_map(tmp_path).sources)
    with pytest.warns(OriginalWarning, match="no passage of its text is quoted"):
        page = page_html(m)
    assert '<figure class="sheet' not in page
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert '<figure class="sheet' in page_html(m, original="all")


def test_a_recording_whose_table_is_damaged_is_written_without_times(tmp_path: Path) -> None:
    m = talk(tmp_path)
    (tmp_path / "talk.places.json").write_text("{}", encoding="utf-8")
    source = m.sources[0]
    again = type(source).model_validate(source.model_dump()).placed_in(tmp_path)
    with pytest.warns(OriginalWarning) as caught:
        page = page_html(ArgumentMap(sources=[again]))
    said = [str(warning.message) for warning in caught]
    assert any(re.match(r"the times of .*talk\.srt are not shown: ", one) for one in said)
    assert "data-time" not in page


def test_a_page_that_cannot_be_drawn_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    m = paper_map(tmp_path)
    pictures = picture_pages((tmp_path / "paper.pdf").read_bytes(), [1], where="paper.pdf")
    monkeypatch.setattr("argmap.originals.pdf.process.picture_pages", lambda *_, **__: pictures)
    with pytest.warns(OriginalWarning, match="page 3 cannot be drawn"):
        page = page_html(m)
    assert page.count("<figure ") == 1


def test_a_number_of_a_page_that_is_not_there_gives_no_picture(tmp_path: Path) -> None:
    data = paper(tmp_path).read_bytes()
    assert [one.number for one in picture_pages(data, [2, 9], where="paper.pdf")] == [2]


def test_a_page_as_large_as_a_wall_is_a_picture_of_bounded_size(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(14_000, 7_000)
    document.save(tmp_path / "wall.pdf")
    data = (tmp_path / "wall.pdf").read_bytes()
    (picture,) = picture_pages(data, [1], where="wall.pdf")
    assert max(picture.size) <= 2_001


@pytest.mark.full
def test_ten_pages_of_a_paper_of_45_are_below_4_megabytes(tmp_path: Path) -> None:
    data = typst_paper(tmp_path, columns=2, paragraphs=410).path.read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        pictures = picture_pages(data, range(5, 15), where="paper.pdf")
    assert len(pictures) == 10
    assert sum(len(picture.webp) for picture in pictures) < 3_500_000
