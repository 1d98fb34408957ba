"""Marks for statements whose anchors are missing or do not hold."""

from __future__ import annotations

import pytest

from argmap.drawing import make_scene, render, to_outline
from argmap.drawing.cards import make_cards
from argmap.drawing.legend import JOINT, Legend
from argmap.drawing.lettering.measure import text_width
from argmap.drawing.plane import Point
from argmap.drawing.scene import Circle, Group, Text
from argmap.drawing.theme import LIGHT, THEMES
from argmap.graph import Graph
from argmap.model import RELATIONS, ArgumentMap, Claim
from argmap.source import Source
from tests.drawing.invented import city_charge


def marked() -> ArgumentMap:
    m = ArgumentMap(sources=[Source(id="note", text="Buses help. They carry many.")])
    m.claims += [
        Claim(id="held", quote="Buses help", span=(0, 10)),
        Claim(id="moved", quote="Buses help", span=(1, 11), supports="held"),
        Claim(id="beyond", quote="many.", span=(23, 99), supports="held"),
        Claim(id="cut", quote="Buses … carry", spans=[(0, 5), (17, 22)], supports="held"),
        Claim(id="miscut", quote="Buses … many", spans=[(0, 5), (17, 22)], supports="held"),
        Claim(id="loose", text="They are cheap", supports="held"),
        Claim(id="meant", text="Cheap is good", supports="held", implicit=True),
    ]
    return m


def groups(map: ArgumentMap, **options: str) -> dict[str | None, Group]:
    scene = make_scene(map, **options)
    return {item.id or item.role: item for item in scene.items if isinstance(item, Group)}


def signs(group: Group) -> int:
    return sum(isinstance(item, Circle) for item in group.items)


def words(group: Group) -> list[str]:
    return [item.text for item in group.items if isinstance(item, Text)]


@pytest.mark.parametrize("theme", THEMES)
def test_a_broken_anchor_has_a_sign_and_is_named(theme: str) -> None:
    found = groups(marked(), theme=theme)
    broken = {id for id, group in found.items() if "anchor broken" in words(group)}
    assert broken == {"moved", "beyond", "miscut", "legend"}
    for id in ("moved", "beyond", "miscut"):
        assert signs(found[id]) == 1
        assert "!" in words(found[id])
        assert "anchor broken" in (found[id].title or "")


def test_a_missing_anchor_has_another_sign() -> None:
    found = groups(marked())
    assert {id for id, group in found.items() if "not anchored" in words(group)} == {
        "loose",
        "legend",
    }
    assert signs(found["loose"]) == 1
    assert "!" not in words(found["loose"])
    assert signs(found["held"]) == signs(found["cut"]) == signs(found["meant"]) == 0


def test_the_legend_names_no_mark_that_does_not_occur() -> None:
    m = marked()
    m.claims = [one for one in m.claims if one.id in ("held", "cut")]
    assert {"not anchored", "anchor broken", "implicit"}.isdisjoint(words(groups(m)["legend"]))


def test_an_anchor_in_a_text_that_cannot_be_had_is_not_called_broken() -> None:
    m = marked()
    m.sources[0] = Source(id="note", path="nowhere.txt")
    assert "anchor broken" not in words(groups(m)["legend"])


def test_an_anchor_in_an_unknown_source_is_not_called_broken() -> None:
    m = ArgumentMap(sources=[Source(id="note", text="Buses")])
    m.claims.append(Claim(id="c", anchors=[{"source": "other", "quote": "Cars", "span": (0, 4)}]))
    assert "anchor broken" not in words(groups(m)["c"])


@pytest.mark.parametrize("width", [300, 700, 2000])
def test_the_rows_of_a_legend_are_few_and_about_as_long(width: int) -> None:
    cards = make_cards(Graph(city_charge()), LIGHT).values()
    legend = Legend(cards, {*RELATIONS, JOINT}, LIGHT)
    shapes, height = legend.draw(Point(0, 0), width)
    texts = [item for item in shapes if isinstance(item, Text)]
    rows: dict[float, float] = {}
    for text in texts:
        end = text.x + text_width(text.text, text.size, bold=text.is_bold)
        rows[text.y] = max(end, rows.get(text.y, 0))
    assert len(texts) == 5 + len(RELATIONS) + 1 + 1
    assert max(rows.values()) <= width
    assert max(rows) < height
    # No entry is alone in the last row, since all rows have about as many.
    assert min(rows.values()) > max(rows.values()) / 2


def test_an_outline_says_how_strong_and_how_far_believed_a_statement_is() -> None:
    m = ArgumentMap(claims=[Claim(id="c", text="Rain", strength=0.25, credence=0.7)])
    assert to_outline(m) == "claim c  Rain  [strength 0.25; credence 0.7]\n"
    page = render(m, format="html").decode()
    assert "strength 0.25 · credence 0.7" in page
    assert "</svg>strength</span>" in page
