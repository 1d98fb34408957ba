from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from argmap.controls import without_controls
from argmap.drawing.diagram import to_dot, to_graphviz
from argmap.errors import UsageError
from argmap.graph import Graph
from argmap.model import ArgumentMap, Claim
from tests.drawing.invented import city_charge, stray_claims
from tests.drawing.pictures import tangles
from tests.strategies import identifiers, maps, wordings

if TYPE_CHECKING:
    from argmap.drawing.plane import Flow

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<b>",
    r"\N \G \l \\",
    'say "yes"',
    "a\nb\r\nc",
    "😀👨‍👩‍👧",
    "שלום (abc)",
    "\x00\x07\x1b[1m",
    "&amp; &#65; &",
    "\\",
    "-->",
    "]]>",
    "𝐛\ufffe\uffff",
    "{a|b}",
    "/* x */ // y # z",
]


def by_program(dot: str) -> ET.Element:
    """What the program makes of a graph; it must not have a word to say against it."""
    done = subprocess.run(["dot", "-Tsvg"], input=dot.encode(), capture_output=True, check=True)
    assert done.stderr == b""
    return ET.fromstring(done.stdout)  # noqa: S314 -- made by the program from our own text


def nodes(root: ET.Element) -> dict[str, str]:
    """The text on each node, without its blanks, by the name of the node."""
    return {
        group.findtext(f"{SVG}title") or "": re.sub(
            r"\s", "", "".join(text.text or "" for text in group.iter(f"{SVG}text"))
        )
        for group in root.iter(f"{SVG}g")
        if group.get("class") == "node"
    }


def squeezed(text: str) -> str:
    return without_controls(re.sub(r"\s", "", text))


@pytest.mark.dot
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_arrives_intact(text: str) -> None:
    root = by_program(to_dot(ArgumentMap(title=text, claims=[Claim(id="c", text=text)])))
    assert nodes(root)["c"] == "Claim" + squeezed(text)
    title = [t.text for t in root.findall(f"{SVG}g/{SVG}text")]
    assert squeezed("".join(title)) == squeezed(text)


@pytest.mark.dot
@settings(max_examples=60, deadline=None)
@given(wordings(max_size=40))
def test_any_text_arrives_intact(text: str) -> None:
    root = by_program(to_dot(ArgumentMap(title=text, claims=[Claim(id="c", text=text)])))
    assert nodes(root)["c"] == "Claim" + squeezed(text)


@pytest.mark.dot
@settings(max_examples=30, deadline=None)
@given(identifiers())
def test_any_id_names_a_node(id: str) -> None:
    m = ArgumentMap(claims=[Claim(id=id, text="one"), Claim(id=f"{id}2", text="two", supports=id)])
    texts = nodes(by_program(to_dot(m)))
    assert sorted(text for text in texts.values() if text) == ["Claimone", "Claimtwo"]


@pytest.mark.dot
@settings(max_examples=30, deadline=None)
@given(maps() | tangles())
def test_every_map_is_a_graph_that_the_program_reads(map: ArgumentMap) -> None:
    root = by_program(to_dot(map))
    graph = Graph(map)
    headings = sum(band.is_stray for band in graph.bands)
    assert sum(1 for text in nodes(root).values() if text) == len(graph.statements) + headings


@pytest.mark.dot
@pytest.mark.parametrize("direction", ["right", "down"])
def test_the_program_keeps_the_order_of_siblings(direction: Flow) -> None:
    root = by_program(to_dot(city_charge(), direction=direction))
    places = {}
    for group in root.iter(f"{SVG}g"):
        text = next(group.iter(f"{SVG}text"), None)
        if group.get("class") == "node" and text is not None:
            across = text.get("y" if direction == "right" else "x")
            places[group.findtext(f"{SVG}title")] = float(across)
    for siblings in (["traffic", "air", "money", "night"], ["fenced", "cars", "small"]):
        assert sorted(siblings, key=places.__getitem__) == siblings


def test_joint_premises_meet_in_a_node() -> None:
    dot = to_dot(city_charge())
    (step,) = re.findall(r'exhaust -> ("step \d+") \[arrowhead=none', dot)
    assert f"fewer -> {step} [arrowhead=none" in dot
    assert f"{step} -> air [arrowhead=normal" in dot


def test_an_undercut_ends_at_a_node_on_the_line_that_it_attacks() -> None:
    dot = to_dot(city_charge())
    (first,) = re.findall(r'vote -> ("step \d+") \[arrowhead=tee[^]]* style=dashed', dot)
    assert re.search(rf"undo -> {first} \[arrowhead=none[^]]* style=dashed", dot)
    (second,) = re.findall(rf"{first} -> (\"step \d+\") \[arrowhead=tee", dot)
    assert f"fenced -> {second} [arrowhead=none" in dot
    assert f"{second} -> money [arrowhead=normal" in dot


def test_a_theme_gives_the_colours() -> None:
    assert 'bgcolor="#14171f"' in to_dot(city_charge(), theme="dark")
    with pytest.raises(UsageError):
        to_dot(city_charge(), theme="pink")


@pytest.mark.dot
def test_the_graph_can_be_gone_on_with_in_the_package_graphviz() -> None:
    graph = to_graphviz(city_charge())
    graph.attr(rankdir="BT")
    graph.node("mine", "My own remark")
    graph.edge("mine", "vote", label="see")
    drawn = nodes(ET.fromstring(graph.pipe(format="svg")))  # noqa: S314 -- as above
    assert drawn["mine"] == "Myownremark"
    assert "vote" in drawn


def test_what_leads_to_no_question_hangs_from_a_heading_of_its_own() -> None:
    graph = to_dot(stray_claims())
    assert "<b>Without a question</b>" in graph
    for id in ("s1", "s2", "s3"):
        assert f'{id} -> "without a question" [minlen=2 style=invis]' in graph
    assert graph.count('-> "without a question"') == 3
    assert graph.count('-> "the map"') == 3
    assert "Without a question" not in to_dot(city_charge())


@pytest.mark.dot
@pytest.mark.parametrize("direction", ["right", "down"])
def test_what_leads_to_no_question_is_drawn_after_the_questions(direction: Flow) -> None:
    root = by_program(to_dot(stray_claims(), direction=direction))
    names = [group.findtext(f"{SVG}title") for group in root.iter(f"{SVG}g")]
    groups = dict(zip(names, root.iter(f"{SVG}g"), strict=True))

    def place(name: str) -> float:
        (text, *_) = groups[name].iter(f"{SVG}text")
        return float(text.get("y" if direction == "right" else "x") or "nan")

    assert max(map(place, ("q1", "q2"))) < place("without a question")
    assert max(map(place, ("c1", "c2"))) < min(map(place, ("s1", "s2", "s3")))
