from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree as ET

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.drawing import draw, make_scene, render
from argmap.drawing.diagram import to_dot
from argmap.drawing.linking import FIELDS, find_links
from argmap.drawing.scene import Group
from argmap.errors import DrawingWarning, UsageError
from argmap.model import ArgumentMap, Claim
from argmap.source import Source
from tests.strategies import wordings

SVG = "{http://www.w3.org/2000/svg}"
TEXT = "They carry many well-kept people, in the morning and at night … all year round, and so on."


def anchored() -> ArgumentMap:
    source = Source(id="note", text=TEXT, url="https://example.org/note?a=1&b=2#top")
    m = ArgumentMap(sources=[source])
    m.claims += [
        Claim(id="short", quote="many well-kept people,", span=(11, 33)),
        Claim(id="long", quote=TEXT[:80], span=(0, 80), supports="short"),
        Claim(id="cut", quote="They … at night", spans=[(0, 4), (53, 61)], supports="short"),
        Claim(id="loose", text="It has no words of the source", supports="short"),
    ]
    return m


def links(template: str) -> dict[str, str]:
    return find_links(anchored(), template)


def test_a_template_is_filled_in_for_each_statement_that_has_what_it_names() -> None:
    assert links("#{id}") == {id: f"#{id}" for id in ("short", "long", "cut", "loose")}
    assert links("https://a.b/{source}#{start}-{end}") == {
        "short": "https://a.b/note#11-33",
        "long": "https://a.b/note#0-80",
        "cut": "https://a.b/note#0-61",
    }


def test_a_text_fragment_names_the_words_or_the_first_and_the_last_of_them() -> None:
    start = "https://example.org/note?a=1&b=2#:~:text="
    assert links("{url}#:~:text={text}") == {
        "short": f"{start}many%20well%2Dkept%20people%2C",
        "long": f"{start}They%20carry%20many%20well%2Dkept,all%20year%20round%2C",
        "cut": f"{start}They,at%20night",
    }


@given(wordings())
def test_no_text_breaks_out_of_its_directive(text: str) -> None:
    m = ArgumentMap(sources=[Source(id="s", text=f"{text} ")])
    m.claims.append(Claim(id="c", quote=text, span=(0, len(text))))
    for address in find_links(m, "#:~:text={text}").values():
        assert re.fullmatch(r"#:~:text=[\w.~%]*(,[\w.~%]*)?", address, re.ASCII)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:x", " https://a.b", "data:text/html,x", "a.html", ""],
)
def test_what_could_run_or_lead_anywhere_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="cannot link"):
        draw(anchored(), links={"short": address})
    if address:
        with pytest.raises(UsageError, match="cannot link"):
            draw(anchored(), links=address)


def test_the_address_of_a_source_is_held_to_the_same() -> None:
    m = anchored()
    m.sources[0] = m.sources[0].model_copy(update={"url": "javascript:alert(1)//"})
    with pytest.raises(UsageError, match="cannot link"):
        draw(m, links="{url}#{id}")


@pytest.mark.parametrize("template", ["#{nothing}", "#{}", "#{id}{ID}"])
def test_an_unknown_field_is_told_with_those_there_are(template: str) -> None:
    with pytest.raises(UsageError, match="no field") as error:
        draw(anchored(), links=template)
    assert all(f"{{{field}}}" in str(error.value.help) for field in FIELDS)


def test_a_template_that_fits_no_statement_is_told() -> None:
    m = ArgumentMap(claims=[Claim(id="c", text="Buses help")])
    with pytest.warns(DrawingWarning, match="no card has a link"):
        assert find_links(m, "{url}#{id}") == {}
    assert find_links(ArgumentMap(), "{url}#{id}") == {}


def test_an_unknown_statement_is_told() -> None:
    with pytest.raises(UsageError):
        draw(anchored(), links={"nobody": "#x"})


@given(st.sampled_from(("#{id}", "{url}?x=<\"'>&amp;#{id}")))
def test_svg_has_a_link_around_each_card(template: str) -> None:
    root = ET.fromstring(draw(anchored(), links=template))  # noqa: S314 -- our own text
    found = {a[0].get("data-statement"): a.get("href") for a in root.iter(f"{SVG}a")}
    assert found == links(template)


def test_pdf_has_links_to_the_web_where_the_cards_are() -> None:
    pdf = pypdf.PdfReader(BytesIO(render(anchored(), format="pdf", links="{url}#{id}")))
    annotations = [one.get_object() for one in pdf.pages[0]["/Annots"]]
    assert {one["/A"]["/URI"] for one in annotations} == set(links("{url}#{id}").values())
    scene = make_scene(anchored())
    sizes = {
        (round(item.items[0].width * 0.75, 1), round(item.items[0].height * 0.75, 1))
        for item in scene.items
        if isinstance(item, Group) and item.role == "statement"
    }
    for one in annotations:
        left, bottom, right, top = map(float, one["/Rect"])
        assert (round(right - left, 1), round(top - bottom, 1)) in sizes


def test_links_within_a_page_are_left_out_of_pdf() -> None:
    pdf = pypdf.PdfReader(BytesIO(render(anchored(), format="pdf", links="#{id}")))
    assert "/Annots" not in pdf.pages[0]


def test_dot_has_links_too() -> None:
    assert 'URL="#short"' in to_dot(anchored(), links="#{id}")


def test_what_is_folded_away_has_no_link_and_is_no_error() -> None:
    assert 'href="#long"' not in draw(
        anchored(), links={"long": "#long"}, depth=0, collapse=["short"]
    )
