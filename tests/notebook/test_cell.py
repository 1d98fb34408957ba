"""What a notebook cell shows of a map, whatever the map and whatever is installed."""

import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.model import ArgumentMap, Caveat, Claim, Reason
from argmap.notebook import OUTLINE, PAGE, PICTURE, mimebundle
from tests.strategies import maps

ID = re.compile(r'\bid="([^"]*)"')
USED = re.compile(r'url\(#([^)]*)\)|href="#([^"]*)"|aria-labelledby="([^"]*)"')
OUTSIDE = re.compile(r'(?:src|href)="(?!#)|<script|@import|url\((?!#)', re.IGNORECASE)


def buses() -> ArgumentMap:
    map = ArgumentMap(title="Buses & <trams>")
    map.claim("Buses help", id="help")
    map.reason("They carry <b>many</b>", id="many", supports="help")
    return map


def test_a_cell_shows_outline_picture_and_page() -> None:
    shown = mimebundle(buses())
    assert list(shown) == [OUTLINE, PICTURE, PAGE]
    assert "Buses help" in shown[OUTLINE]
    assert ET.fromstring(shown[PICTURE]).tag.endswith("svg")  # noqa: S314 -- our own text
    assert shown[PICTURE] in shown[PAGE]


def test_the_map_itself_is_what_a_cell_asks() -> None:
    map = buses()
    assert map._repr_mimebundle_() == mimebundle(map)
    assert map._repr_mimebundle_(include=[OUTLINE]) == mimebundle(map, [OUTLINE])


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        ([OUTLINE], None, [OUTLINE]),
        ([PICTURE], None, [PICTURE]),
        ([PAGE, OUTLINE], None, [OUTLINE, PAGE]),
        (None, [PAGE], [OUTLINE, PICTURE]),
        (None, [OUTLINE, PICTURE, PAGE], []),
        ([PAGE, PICTURE], [PICTURE], [PAGE]),
        (["image/png"], None, []),
        ([], [], [OUTLINE, PICTURE, PAGE]),
    ],
)
def test_only_what_is_asked_for_is_shown(
    include: list[str] | None, exclude: list[str] | None, expected: list[str]
) -> None:
    assert list(mimebundle(buses(), include, exclude)) == expected


def test_the_same_map_shows_the_same() -> None:
    assert mimebundle(buses()) == mimebundle(buses())


def test_two_maps_on_one_page_share_no_id() -> None:
    other = buses()
    other.caveat("Not at night", id="night", limits="help")
    pages = [mimebundle(map, [PAGE])[PAGE] for map in (buses(), other)]
    ids = [set(ID.findall(page)) for page in pages]
    assert all(ids)
    assert not ids[0] & ids[1]
    for page, own in zip(pages, ids, strict=True):
        used = {id for groups in USED.findall(page) for group in groups for id in group.split()}
        assert used <= own


def test_nothing_comes_from_outside_and_nothing_runs() -> None:
    map = ArgumentMap(title="<script>alert(1)</script>")
    map.claim('<img src="http://x"> [x](http://y) </svg><script>', id="c")
    for text in mimebundle(map, [PICTURE, PAGE]).values():
        assert not OUTSIDE.search(text)


def test_an_empty_map_is_shown_too() -> None:
    assert list(mimebundle(ArgumentMap())) == [OUTLINE, PICTURE, PAGE]


@given(maps(max_size=6))
@settings(max_examples=25, deadline=None)
def test_any_map_is_shown(map: ArgumentMap) -> None:
    shown = mimebundle(map)
    assert list(shown) == [OUTLINE, PICTURE, PAGE]
    ET.fromstring(shown[PICTURE])  # noqa: S314 -- our own text


@given(st.lists(st.sampled_from(("a", "b", "c", "x", "a->b", "x->y")), min_size=5, max_size=5))
@settings(max_examples=25, deadline=None)
def test_a_tangled_map_is_shown_too(targets: list[str]) -> None:
    map = ArgumentMap(
        claims=[Claim(id="a", text="T", restates=targets[:1], answers=targets[1:2])],
        reasons=[Reason(id="b", text="T", supports=targets[2:4])],
        caveats=[Caveat(id="c", text="T", undercuts=targets[4:])],
    )
    assert list(mimebundle(map)) == [OUTLINE, PICTURE, PAGE]


def test_a_plain_outline_is_made_without_an_engine_being_looked_for() -> None:
    code = (
        "import sys; from argmap.notebook import mimebundle; from argmap.model import ArgumentMap\n"
        "mimebundle(ArgumentMap(), ['text/plain']); print('wasmtime' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
