"""Mermaid itself parses what argmap writes, and finds the same statements and links."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.controls import LINE_BREAK, without_controls
from argmap.formats.document import Output
from argmap.formats.mermaid import MERMAID
from argmap.formats.writing.inference_nodes import plain_graph
from argmap.graph import Graph
from argmap.mapfile import load
from argmap.model import ArgumentMap, Claim
from tests.formats.invented import bridge
from tests.strategies import identifiers, maps, wordings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER = Path(__file__).parent / "mermaid"

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None or not (FOLDER / "node_modules").is_dir(),
    reason="Mermaid is not there: npm install --prefix tests/peers/mermaid",
)


@pytest.fixture(scope="module")
def parse() -> Iterator[Callable[[str], dict[str, Any]]]:
    """A function that has Mermaid parse a text; the program runs as long as the tests do."""
    with subprocess.Popen(
        ["node", FOLDER / "parse.mjs"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as program:
        stdin, stdout = program.stdin, program.stdout
        assert stdin is not None
        assert stdout is not None

        def parsed(text: str) -> dict[str, Any]:
            stdin.write(json.dumps(text) + "\n")
            stdin.flush()
            answer: dict[str, Any] = json.loads(stdout.readline())
            return answer

        yield parsed
        stdin.close()


def dumped(map: ArgumentMap) -> str:
    assert MERMAID.dump is not None
    return MERMAID.dump(map, Output(options={one.name: one.default for one in MERMAID.options}))


def squeezed(text: str) -> str:
    """A text as a page shows it: blanks are folded, U+FEFF for one, and line breaks are ours."""
    return "".join(without_controls(LINE_BREAK.sub("", text)).replace("\ufeff", "").split())


ARROWS = {
    "supports": ("arrow_point", "normal"),
    "rebuts": ("arrow_cross", "normal"),
    "undercuts": ("arrow_cross", "dotted"),
    "limits": ("arrow_circle", "normal"),
    "restates": ("arrow_open", "normal"),
    "answers": ("arrow_point", "thick"),
}


def hold_against(map: ArgumentMap, found: dict[str, Any]) -> None:
    assert "error" not in found
    plain = plain_graph(Graph(map))
    statements = list(map.statements)
    nodes = found["nodes"]
    assert len(nodes) == len(statements) + len(plain.nodes)
    for node, statement in zip(nodes, statements, strict=False):
        assert squeezed(node["text"]) == squeezed(statement.wording)
        assert node["label"] == "string"
    names = dict(zip([*Graph(map).statements, *plain.nodes], nodes, strict=True))
    assert [(edge["tail"], edge["head"], edge["text"]) for edge in found["edges"]] == [
        (
            names[edge.tail]["id"],
            names[edge.head]["id"],
            "" if edge.part == "in" else edge.relation,
        )
        for edge in plain.edges
    ]
    for edge, drawn in zip(plain.edges, found["edges"], strict=True):
        if edge.part != "in":
            assert (drawn["arrow"], drawn["stroke"]) == ARROWS[edge.relation]


def test_every_part_is_what_it_should_be(parse: Callable[[str], dict[str, Any]]) -> None:
    found = parse(dumped(bridge()))
    hold_against(bridge(), found)
    assert (found["type"], found["title"], found["direction"]) == ("flowchart-v2", "Bridge", "BT")
    assert [(node["shape"], node["classes"]) for node in found["nodes"]] == [
        ("stadium", ["question"]),
        ("square", ["claim"]),
        ("round", ["reason"]),
        ("round", ["reason"]),
        ("round", ["reason"]),
        ("subroutine", ["objection"]),
        ("subroutine", ["objection"]),
        ("subroutine", ["caveat"]),
        ("circle", []),
        ("circle", []),
    ]


@pytest.mark.parametrize("path", sorted(Path("examples").glob("*/*.argmap.yaml")), ids=str)
def test_every_example_is_parsed(path: Path, parse: Callable[[str], dict[str, Any]]) -> None:
    hold_against(load(path), parse(dumped(load(path))))


@given(map=maps(max_size=8))
def test_any_map_is_parsed(map: ArgumentMap, parse: Callable[[str], dict[str, Any]]) -> None:
    hold_against(map, parse(dumped(map)))


@given(wording=wordings(), title=wordings())
def test_any_wording_survives(
    wording: str, title: str, parse: Callable[[str], dict[str, Any]]
) -> None:
    map = ArgumentMap(title=title, claims=[Claim(id="c", text=wording)])
    found = parse(dumped(map))
    hold_against(map, found)
    assert squeezed(found["title"]) == squeezed(title)


@given(ids=st.lists(identifiers(), min_size=1, max_size=20, unique=True))
def test_any_id_is_a_node_of_its_own(
    ids: list[str], parse: Callable[[str], dict[str, Any]]
) -> None:
    map = ArgumentMap(claims=[Claim(id=id, text=id, restates=ids[0]) for id in ids])
    hold_against(map, parse(dumped(map)))


@pytest.mark.parametrize(
    "id", ["end", "class", "o", "x", "style", "subgraph", "graph", "default", "click", "call", "v"]
)
def test_no_id_is_a_keyword(id: str, parse: Callable[[str], dict[str, Any]]) -> None:
    claims = [Claim(id=id, text="C"), Claim(id="b", text="B", restates=id, supports=id)]
    hold_against(ArgumentMap(claims=claims), parse(dumped(ArgumentMap(claims=claims))))


@pytest.mark.parametrize(
    "wording",
    [
        "style x:y<b>;", "classDef a:b#1;", "%%{init: {'theme': 'dark'}}%%", "1. x", "- x", "`x`",
        "$$x$$", "fa:fa-car", r"\n \\", "#quot;", "&amp;", "</script>", "a;b", "a|b", "]] ))", "﬩°",
        "end", "---", "@{ shape: x }", "x\r\ny\rz", "\x00\x1b", "שלום (abc)", "👨‍👩‍👧 e\u0301",
    ],
)  # fmt: skip
def test_what_breaks_others_does_not_break_a_label(
    wording: str, parse: Callable[[str], dict[str, Any]]
) -> None:
    map = ArgumentMap(title=wording, claims=[Claim(id="c", text=wording)])
    hold_against(map, parse(dumped(map)))
