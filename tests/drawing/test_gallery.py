"""Pictures of many shapes, and of 200 maps drawn at random: each holds what a picture promises."""

from __future__ import annotations

import importlib.util
import re
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from argmap import ArgumentMap, load
from argmap.drawing import make_scene
from argmap.drawing.cards import SLACK
from argmap.drawing.composing.sections import Reference
from argmap.drawing.lettering.measure import text_width
from argmap.drawing.scene import Group, Rectangle, Text
from tests.drawing.measuring import crowded_heads, disorder, entered_cards, overlaps
from tests.drawing.pictures import composed, tangles
from tests.sessions import ROOT
from tests.strategies import maps, trees

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from argmap.drawing.scene import Scene
    from tests.drawing.pictures import Picture

GALLERY = ROOT / "docs" / "gallery"
MAPS = sorted(GALLERY.glob("*.argmap.yaml"))
POINTS = 96 / 72
SVG = "{http://www.w3.org/2000/svg}"
CHECKSUM = re.compile(r"argmap-[0-9a-f]{8}")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def pictures() -> dict[Path, str]:
    spec = importlib.util.spec_from_file_location("generate", GALLERY / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: dict[Path, str] = module.pictures()
    return made


def structure(picture: str) -> list[tuple[str, ...]]:
    """What a picture consists of, in order, without its places."""
    return [
        (
            element.tag,
            (element.text or "").strip(),
            *(
                f"{name}={CHECKSUM.sub('argmap', value)}"
                for name, value in sorted(element.attrib.items())
                if name.startswith("data-") or name in ("role", "id", "fill", "stroke")
            ),
            *re.findall("[A-Z]", element.get("d", "")),
        )
        for element in ET.fromstring(picture).iter()  # noqa: S314 -- our own text
    ]


def places(picture: str) -> list[float]:
    """Every number that says where something is."""
    return [
        float(number)
        for element in ET.fromstring(picture).iter()  # noqa: S314 -- our own text
        for name in ("x", "y", "width", "height", "d", "points", "cx", "cy")
        for number in NUMBER.findall(element.get(name, ""))
    ]


def cards(scene: Scene) -> dict[str, Group]:
    return {
        item.id: item
        for item in scene.items
        if isinstance(item, Group) and item.role == "statement" and item.id is not None
    }


def flaws(map: ArgumentMap) -> list[str]:
    """Everything that is wrong with the picture of a map."""
    drawn = cards(make_scene(map, direction="right", depth=0))
    picture = composed(map)
    found = [*spills(drawn), *disorder(picture), *misplaced(picture)]
    found += (*overlaps(picture), *entered_cards(picture), *crowded_heads(picture))
    if list(drawn) != [id for _, id in picture.graph.walk()]:
        found.append("the cards are not the statements in reading order")
    return found


def spills(drawn: dict[str, Group]) -> Iterator[str]:
    for id, group in drawn.items():
        box = group.items[0]
        assert isinstance(box, Rectangle)
        for text in group.items:
            if isinstance(text, Text):
                width = text_width(text.text, text.size, bold=text.is_bold) / SLACK
                left = text.x - width if text.is_right_to_left else text.x
                if not (box.x < left and left + width < box.x + box.width):
                    yield f"{text.text!r} leaves {id}"
                if not box.y < text.y - 0.7 * text.size < text.y < box.y + box.height:
                    yield f"{text.text!r} is above or below {id}"


def misplaced(picture: Picture) -> Iterator[str]:
    """Report trees that are neither below nor to the right of the one that is read before."""
    boxes = {**picture.composition.boxes, **picture.composition.references}
    for section in picture.sections.all:
        for one, following in pairwise(section.components):
            before, after = [boxes[id] for id in one.nodes], [boxes[id] for id in following.nodes]
            is_below = max(b.y + b.height for b in before) <= min(a.y for a in after)
            is_right = max(b.x + b.width for b in before) <= min(a.x for a in after)
            is_above = isinstance(one.nodes[0], Reference)  # in what room there is
            if not (is_below or is_right or is_above):
                yield f"{following.nodes[0]} is not after {one.nodes[0]}"


def test_the_gallery_shows_what_it_should() -> None:
    assert {path.name.removesuffix(".argmap.yaml") for path in MAPS} == {
        *("chain", "fan", "joint", "undercuts", "crossing", "sections"),
        *("long-texts", "two-hundred", "strength", "hearing"),
        *("chinese-japanese-korean", "arabic-hebrew"),
        *("pros-and-cons", "long-chain", "debate", "joint-groups", "court", "caveats-of-caveats"),
        *("five-relations", "two-questions", "six-questions", "stray-claims", "ninety"),
        *("long-and-short", "words", "library"),
    }
    assert len(list(load(GALLERY / "two-hundred.argmap.yaml").statements)) == 200


def test_every_picture_is_made_of_what_it_is_made_of_today() -> None:
    """When this fails and should: python docs/gallery/generate.py."""
    made = pictures()
    assert set(GALLERY.glob("*.svg")) == set(made)
    for path, picture in made.items():
        kept = path.read_text(encoding="utf-8")
        assert structure(kept) == structure(picture), path.name
        assert places(kept) == pytest.approx(places(picture), abs=0.5), path.name


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name.partition(".")[0])
def test_no_picture_of_the_gallery_has_a_flaw(path: Path) -> None:
    assert flaws(load(path)) == []


@settings(max_examples=200)
@given(maps() | trees(size=14) | tangles())
def test_no_picture_of_any_map_has_a_flaw(map: ArgumentMap) -> None:
    assert flaws(map) == []


@pytest.mark.parametrize("text", ["Buses help", "השלום עוזר"])
@pytest.mark.parametrize("speaker", ["Ada", "דבורה"])
def test_a_speaker_of_another_direction_stays_beside_the_kind_on_the_card(
    text: str, speaker: str
) -> None:
    map = ArgumentMap()
    map.claim(text, id="one", speaker=speaker, qualifier="probably")
    map.claim(text, id="two", speaker=speaker, implicit=True)
    assert flaws(map) == []


def test_every_picture_is_on_the_page() -> None:
    page = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    for path in GALLERY.glob("*.svg"):
        assert f"(gallery/{path.name})" in page
