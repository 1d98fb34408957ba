"""What cards show when they are asked to: places, numbers, values, and whose they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from argmap.drawing import THEMES, draw, make_scene, render
from argmap.drawing.lettering.languages import find_languages
from argmap.drawing.scene import Group, Rectangle, Text
from argmap.errors import DrawingWarning, UsageError
from argmap.graph import Graph
from argmap.model import Anchor, ArgumentMap, Claim
from argmap.source import Source
from tests.drawing.invented import city_charge
from tests.strategies import maps

SUBTITLES = """\
1
00:00:59,500 --> 00:01:02,000
Buses help.

2
00:01:37,000 --> 00:01:39,000
They carry many.
"""
TRANSCRIPT = "[01:37] MAYOR: Buses help.\r\n[1:02:03] CLERK: They carry many.\r\n"


def mapped(text: str, *quotes: str) -> ArgumentMap:
    m = ArgumentMap(sources=[Source(id="talk", text=text)])
    for number, quote in enumerate(quotes):
        start = text.index(quote)
        anchor = Anchor(quote=quote, spans=[(start, start + len(quote))])
        m.claims.append(Claim(id=f"c{number}", text="So it is", anchors=(anchor,)))
    return m


def cards(map: ArgumentMap, **options: object) -> dict[str, list[str]]:
    return {
        item.id: [text.text for text in item.items if isinstance(text, Text)]
        for item in make_scene(map, **options).items
        if isinstance(item, Group) and item.id
    }


@pytest.mark.parametrize(
    ("text", "unit", "first", "second"),
    [
        ("Buses help.\r\nSo.\rThey carry many.", "line", "line 1", "line 3"),
        ("Buses help.\fSo.\fThey carry many.\f", "page", "p. 1", "p. 3"),
        (SUBTITLES, "time", "0:00:59", "0:01:37"),
        (TRANSCRIPT, "time", "0:01:37", "1:02:03"),
    ],
)
def test_a_card_says_where_its_passage_is(text: str, unit: str, first: str, second: str) -> None:
    found = cards(mapped(text, "Buses help", "They carry many"), places=unit)
    assert first in found["c0"]
    assert second in found["c1"]


def test_a_card_with_passages_on_several_lines_names_each_line_once() -> None:
    m = mapped("Buses help.\nThey carry many.", "Buses", "help")
    anchors = [Anchor(quote="help", spans=[(6, 10)]), Anchor(quote="many", spans=[(23, 27)])]
    m.claims.append(Claim(id="both", text="So", anchors=(*anchors, anchors[0])))
    assert "lines 1, 2" in cards(m, places="line")["both"]


def test_a_card_whose_anchor_does_not_hold_has_no_place() -> None:
    m = mapped("Buses help.\nThey carry many.", "Buses")
    m.claims.append(Claim(id="moved", quote="They", span=(13, 17)))
    m.claims.append(Claim(id="draft", quote="They"))
    found = cards(m, places="line")
    assert not any("line" in text for text in found["moved"] + found["draft"])


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Buses help.", "page"),
        ("Buses help.", "time"),
        ("10:30 Buses help.\n09:15 They are late.", "time"),
        ("At 10:30 the buses, Buses help.", "time"),
    ],
)
def test_a_source_without_pages_or_times_is_reported(text: str, unit: str) -> None:
    with pytest.warns(DrawingWarning, match=f"no {unit} is shown for statements from talk"):
        found = cards(mapped(text, "Buses help"), places=unit)
    assert found["c0"] == ["Claim", "So it is"]


def test_cards_are_numbered_in_reading_order_whatever_is_folded() -> None:
    m = city_charge()
    order = {id: number for number, (_, id) in enumerate(Graph(m).walk(), 1)}
    for depth in (0, 1):
        for id, texts in cards(m, numbers=True, depth=depth).items():
            assert texts[0].startswith(f"{order[id]} ")


def test_values_are_shown_on_request() -> None:
    m = ArgumentMap(claims=[Claim(id="c", text="Rain", credence=0.7, strength=0.25)])
    assert cards(m)["c"] == ["Claim", "Rain"]
    assert cards(m, values=True)["c"] == ["Claim", "0.7", "0.25", "Rain"]


@pytest.mark.parametrize("theme", THEMES)
def test_each_speaker_has_colours_and_lines_have_none(theme: str) -> None:
    m = ArgumentMap()
    m.claim("Yes", id="a", speaker="Ann")
    m.reason("So", id="b", supports="a", speaker="Ann")
    m.claim("No", id="c", rebuts="a", speaker="Bob")
    m.claim("Perhaps", id="d", restates="a")
    scene = make_scene(m, colour="speaker", theme=theme)
    plates: dict[str | None, object] = {}
    for item in scene.items:
        if isinstance(item, Group):
            plate = item.items[0]
            if isinstance(plate, Rectangle):
                plates[item.id] = (plate.fill, plate.stroke)
    assert plates["a"] == plates["b"]
    assert len({plates["a"], plates["c"], plates["d"]}) == 3
    legend = next(item for item in scene.items if getattr(item, "role", "") == "legend")
    words = [item.text for item in legend.items if isinstance(item, Text)]
    assert words[:3] == ["Ann", "Bob", "no speaker"]
    links = [item for item in scene.walk() if getattr(item, "role", "") == "link"]
    inks = {getattr(shape, "stroke", None) for link in links for shape in link.items}
    assert inks <= {THEMES[theme].grey, THEMES[theme].ground, None}


def test_speakers_for_whom_no_colour_is_left_share_one() -> None:
    m = ArgumentMap(claims=[Claim(id=f"c{n}", text="So", speaker=f"S{n % 7}") for n in range(20)])
    scene = make_scene(m, colour="speaker")
    words = list(scene.texts())
    assert words.count("other speakers") == 1
    assert {"S0", "S4"} <= set(words[:7])


@settings(max_examples=25)
@given(maps())
def test_colouring_by_speaker_changes_no_word_on_a_card(map: ArgumentMap) -> None:
    # The legend may make a section wider, and its heading needs fewer lines.
    coloured, plain = cards(map, colour="speaker"), cards(map)
    assert {id: " ".join(lines).split() for id, lines in coloured.items()} == {
        id: " ".join(lines).split() for id, lines in plain.items()
    }


def test_what_cannot_be_shown_is_refused() -> None:
    m = city_charge()
    with pytest.raises(UsageError, match="places cannot be given by 'chapter'"):
        draw(m, places="chapter")
    with pytest.raises(UsageError, match="cannot be coloured by 'mood'"):
        draw(m, colour="mood")
    with pytest.raises(UsageError, match="an HTML page is always coloured by kind"):
        render(m, format="html", colour="speaker")


def test_a_page_numbers_its_passages_and_changes_none_of_their_words() -> None:
    m = mapped("Buses help. They carry many.", "They carry many", "Buses help")
    plain, numbered = (
        render(m, format="html", numbers=numbers).decode() for numbers in (False, True)
    )
    assert 'data-n="1">Buses help</mark>' in numbered
    # On paper passages always have their numbers; on the screen only if they are asked for.
    assert '<div class="text numbered"' in numbered
    assert '<div class="text"' in plain
    assert ">1 Claim</text>" in numbered


def languages(*texts: str) -> list[str | None]:
    m = ArgumentMap(claims=[Claim(id=f"c{n}", text=text) for n, text in enumerate(texts)])
    found = find_languages(Graph(m))
    return [found.get(f"c{n}") for n in range(len(texts))]


def test_chinese_japanese_and_korean_are_told_apart_by_their_letters() -> None:
    assert languages("バスは役に立つ", "東京", "Buses") == ["ja", "ja", None]
    assert languages("버스는 도움이 된다") == ["ko"]
    assert languages("这是一个问题") == ["zh-Hans"]
    assert languages("這是一個問題") == ["zh-Hant"]
    assert languages("Les cars sont lents, été comme hiver", "تقول") == [None, None]


def test_a_source_that_names_its_language_decides() -> None:
    m = ArgumentMap(
        sources=[
            Source(id="jp", text="東京", language="ja"),
            Source(id="fr", text="Oui, sans doute", language="fr"),
        ],
        claims=[
            Claim(id="a", anchors=[Anchor(source="jp", quote="東京", spans=[(0, 2)])]),
            Claim(id="b", anchors=[Anchor(source="fr", quote="Oui", spans=[(0, 3)])]),
            Claim(id="c", text="Yes", anchors=[Anchor(source="fr", quote="Oui", spans=[(0, 3)])]),
        ],
    )
    assert find_languages(Graph(m)) == {"a": "ja", "b": "fr"}
    assert 'xml:lang="ja"' in draw(m)
    assert ' lang="fr"' in render(m, format="html").decode()
