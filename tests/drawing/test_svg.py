from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.controls import without_controls
from argmap.drawing import draw, make_scene
from argmap.drawing.cards import SLACK
from argmap.drawing.lettering.measure import text_width
from argmap.drawing.scene import Curve, Group, Rectangle, Text
from argmap.drawing.svg import to_svg
from argmap.drawing.theme import LIGHT, LOOKS, THEMES
from argmap.graph import Graph
from argmap.model import ArgumentMap, Claim, Reason
from tests.drawing.invented import city_charge
from tests.drawing.pictures import composed, tangles
from tests.strategies import maps, wordings

SVG = "{http://www.w3.org/2000/svg}"


def parsed(map: ArgumentMap, **options: Any) -> ET.Element:
    return ET.fromstring(draw(map, **options))  # noqa: S314 -- our own text


def statements(root: ET.Element) -> list[ET.Element]:
    return [group for group in root.iter(f"{SVG}g") if group.get("role") == "img"]


def words(element: ET.Element) -> list[str]:
    return [text.text or "" for text in element.findall(f"{SVG}text")]


@settings(max_examples=50)
@given(maps() | tangles())
def test_every_statement_is_there_in_reading_order_with_its_text_intact(map: ArgumentMap) -> None:
    root = parsed(map)
    graph = Graph(map)
    groups = statements(root)
    assert [group.get("data-statement") for group in groups] == [
        without_controls(id) for _, id in graph.walk()
    ]
    for group, (_, id) in zip(groups, graph.walk(), strict=True):
        said = group.findtext(f"{SVG}title")
        assert said is not None
        statement = graph.statements[id]
        for part in (statement.text,) if statement.text else statement.quotes:
            assert without_controls(part) in said


@settings(max_examples=50)
@given(maps())
def test_the_lines_of_a_card_are_its_text(map: ArgumentMap) -> None:
    root = parsed(map)
    graph = Graph(map)
    cards = composed(map).composition.cards
    for group, (_, id) in zip(statements(root), graph.walk(), strict=True):
        card = cards[id]
        texts = (card.word, *filter(None, card.heads), *card.lines)
        seen = [word for word in words(group) if word != "!"]
        assert seen == [without_controls(text) for text in texts]
        if not card.is_cut:
            said = re.sub(r"[\s\ufeff-]", "", "".join(card.lines))
            assert said == re.sub(r"[\s\ufeff-]", "", card.wording)
            statement = graph.statements[id]
            assert card.wording in (statement.wording, " ".join(f"“{q}”" for q in statement.quotes))


@settings(max_examples=50)
@given(maps())
def test_text_stays_inside_its_card(map: ArgumentMap) -> None:
    for item in make_scene(map).items:
        if isinstance(item, Group) and item.role == "statement":
            box = item.items[0]
            assert isinstance(box, Rectangle)
            for text in item.items:
                if not isinstance(text, Text):
                    continue
                width = text_width(text.text, text.size, bold=text.is_bold) / SLACK
                left = text.x - width if text.is_right_to_left else text.x
                assert box.x + LIGHT.padding - 0.01 <= left
                assert left + width <= box.x + box.width - LIGHT.padding + 3
                assert box.y + text.size * 0.7 < text.y < box.y + box.height - text.size * 0.25


@settings(max_examples=30)
@given(wordings(max_size=40), wordings())
def test_any_text_gives_a_document(text: str, title: str) -> None:
    m = ArgumentMap(title=title, claims=[Claim(id="c", text=text, speaker=text, implicit=True)])
    root = parsed(m)
    assert root.findtext(f"{SVG}title") == without_controls(title)
    assert without_controls(text) in statements(root)[0].findtext(f"{SVG}title")


def test_the_same_map_gives_the_same_bytes() -> None:
    assert draw(city_charge()) == draw(city_charge())


def test_ids_are_unique_and_begin_with_the_prefix() -> None:
    root = parsed(city_charge(), prefix="left")
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(set(ids)) == len(ids) == 2 + 21
    assert all(id.startswith("left-") for id in ids)
    assert root.get("aria-labelledby") == "left-title left-description"


@settings(max_examples=25)
@given(maps(min_size=1), st.sampled_from([name for name in THEMES if name != "light"]))
def test_two_pictures_share_a_page_without_sharing_an_id(map: ArgumentMap, theme: str) -> None:
    def ids(**options: str) -> set[str | None]:
        return {element.get("id") for element in parsed(map, **options).iter()} - {None}

    assert ids() == ids()
    assert ids().isdisjoint(ids(theme=theme))


def test_a_statement_is_told_in_words() -> None:
    root = parsed(city_charge())
    said = {g.get("data-statement"): g.findtext(f"{SVG}title") for g in statements(root)}
    assert said["trial"] == (
        "Reason Mayor Our own two-week trial in June cut rush-hour traffic by 14 %.\n"
        "supports: “The charge will cut traffic in the centre by about a fifth.”"
    )
    assert "\nundercuts: “Three comparable cities" in said["railway"]
    assert ", together with “Fewer cars means less exhaust at those schools.”" in said["exhaust"]
    assert said["vote"].startswith("Objection Mayor · implicit It would")


def test_the_name_of_a_card_begins_with_the_words_on_it() -> None:
    for group in statements(parsed(city_charge())):
        assert group.findtext(f"{SVG}title").startswith(" ".join(words(group)))


def test_nothing_needs_a_style_sheet_a_script_or_a_marker() -> None:
    text = draw(city_charge())
    assert not re.search(r"<(style|script|marker|defs|image|use)\b| (style|class)=|url\(", text)
    for element in ET.fromstring(text).iter():  # noqa: S314 -- our own text
        if element.tag in (f"{SVG}path", f"{SVG}rect", f"{SVG}circle", f"{SVG}polygon"):
            assert element.get("fill")


def test_kinds_and_relations_are_named_in_the_legend_only_where_they_occur() -> None:
    def legend(map: ArgumentMap) -> list[str]:
        groups = [g for g in parsed(map).findall(f"{SVG}g") if g.get("aria-hidden")]
        return words(groups[0])

    assert legend(city_charge()) == [
        *("Question", "Claim", "Reason", "Caveat", "Objection"),
        *("supports", "rebuts", "undercuts", "limits", "joint", "implicit"),
    ]
    m = ArgumentMap(claims=[Claim(id="c", text="Buses help")])
    assert parsed(m).find(f"{SVG}g").get("role") == "img", "a single card needs no legend"
    m.reason("They carry many", supports="c")
    assert legend(m) == ["Claim", "Reason", "supports"]


def test_relations_differ_by_more_than_their_colour() -> None:
    m = ArgumentMap()
    target = m.claim("Buses help", id="target")
    m.reason("They carry many", id="r", supports=target)
    for relation in ("rebuts", "limits", "restates", "answers"):
        m.claims.append(Claim(id=relation, text=relation, **{relation: "target"}))
    m.caveat("So do trams", id="undercuts", undercuts="r")
    looks = {}
    for item in make_scene(m).walk():
        if isinstance(item, Group) and item.role == "link" and item.title:
            shapes = tuple(
                (
                    type(shape).__name__,
                    getattr(shape, "dashes", ()),
                    getattr(shape, "stroke_width", 0),
                )
                for shape in item.items
            )
            looks[dict(item.data)["relation"]] = shapes
    assert len(looks) == 6
    assert len(set(looks.values())) == 6


def test_an_implicit_statement_is_dashed_and_says_so() -> None:
    m = ArgumentMap(claims=[Claim(id="c", text="Buses help", implicit=True)])
    (group,) = [item for item in make_scene(m).items if item.role == "statement"]
    assert group.items[0].dashes
    assert words(statements(parsed(m))[0])[1] == "implicit"


def test_text_that_runs_to_the_left_begins_at_the_right() -> None:
    m = ArgumentMap(claims=[Claim(id="c", text="שלום לכולם")])
    (line,) = [t for t in parsed(m).iter(f"{SVG}text") if t.text == "שלום לכולם"]
    assert (line.get("direction"), line.get("unicode-bidi")) == ("rtl", "embed")
    (card,) = statements(parsed(m))
    box = card.find(f"{SVG}rect")
    assert float(line.get("x")) == float(box.get("x")) + float(box.get("width")) - LIGHT.padding


def test_the_head_line_of_what_is_read_leftward_is_mirrored() -> None:
    m = ArgumentMap()
    m.claim("שלום לכולם", id="c", speaker="דנה", strength=0.9)
    m.claim("ועוד", id="d", speaker="The mayor", restates="c")
    for card in statements(parsed(m, numbers=True)):
        box = card.find(f"{SVG}rect")
        left = float(box.get("x")) + LIGHT.padding
        right = left + float(box.get("width")) - 2 * LIGHT.padding
        kind, speaker, *_ = card.iter(f"{SVG}text")
        assert kind.get("direction") == "rtl"
        assert float(kind.get("x")) == right
        assert left < float(speaker.get("x")) < right - 20
        assert (speaker.get("direction") == "rtl") == (speaker.text == "דנה")
        for bar in card.findall(f"{SVG}rect")[1:]:
            assert left - 0.5 <= float(bar.get("x")) < left + 20


def test_an_empty_map_is_a_small_picture() -> None:
    root = parsed(ArgumentMap())
    assert float(root.get("width")) < 300
    assert float(root.get("height")) < 100
    assert root.findtext(f"{SVG}desc") == "Argument map without statements."


def test_a_long_text_is_cut_on_the_card_and_whole_in_its_name() -> None:
    text = "Buses help because they carry many. " * 30
    m = ArgumentMap(claims=[Claim(id="c", text=text)])
    (card,) = statements(parsed(m))
    assert words(card)[-1].endswith("…")
    assert len(words(card)) == 1 + LIGHT.most_lines
    assert text in card.findtext(f"{SVG}title")


def test_a_reference_to_nothing_is_left_out() -> None:
    m = ArgumentMap(reasons=[Reason(id="r", text="They carry many", supports="nobody")])
    assert len(statements(parsed(m))) == 1


def test_curves_that_are_level_are_written_as_lines() -> None:
    m = ArgumentMap()
    m.claim("Buses help", id="c")
    m.reason("They carry many", supports="c")
    text = draw(m)
    assert re.search(r'<path d="M[\d.,]+ L[\d.,]+"', text)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_is_one_of_the_theme(theme: str) -> None:
    colours = set(re.findall(r"#[0-9a-f]{6}", draw(city_charge(), theme=theme)))
    assert len(colours) <= 3 + 2 * len(LOOKS)


def test_numbers_have_at_most_two_decimals() -> None:
    text = to_svg(make_scene(city_charge()))
    assert not re.search(r"\d\.\d{3}|[ ,\"]-0[ ,\"]", text)


def test_a_title_stands_on_top() -> None:
    scene = make_scene(city_charge())
    heading = scene.items[0]
    assert isinstance(heading, Group)
    assert heading.role == "heading"
    assert not any(isinstance(item, Curve) for item in heading.items)
    assert heading.items[0].text == "Interview: should the city charge cars?"
