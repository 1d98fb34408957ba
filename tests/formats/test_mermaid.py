"""Mermaid flowcharts: what they say, and that no text can break out of its label."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.controls import LINE_BREAK, without_controls
from argmap.formats.document import Output
from argmap.formats.losses import Loss
from argmap.formats.mermaid import MERMAID, escaped
from argmap.formats.writing.inference_nodes import plain_graph
from argmap.graph import Graph
from argmap.model import Anchor, ArgumentMap, Claim
from tests.formats.invented import bridge
from tests.strategies import identifiers, maps, wordings

NODE = re.compile(r'  (\w+)(?:\(\[|\[\[|\[|\()"(.*)"(?:\]\)|\]\]|\]|\)):::(\w+)')
EDGE = re.compile(r"  (\w+) (?:-->|--x|-\.-x|--o|---|==>|-\.-)(?:\|(\w+)\|)? (\w+)")
ENTITY = re.compile(r"#(?:(\d+)|(quot|lt|gt|amp));")


def dumped(map: ArgumentMap, **options: str) -> tuple[str, list[Loss]]:
    assert MERMAID.dump is not None
    output = Output(options={one.name: one.default for one in MERMAID.options} | options)
    return MERMAID.dump(map, output), output.losses


def decoded(label: str) -> str:
    """What Mermaid makes of a label."""
    return ENTITY.sub(lambda m: chr(int(m[1])) if m[1] else html.unescape(f"&{m[2]};"), label)


def test_a_map_is_a_flowchart_from_reasons_to_claims() -> None:
    text, losses = dumped(bridge())
    assert text == (
        "flowchart BT\n"
        "  accTitle: Bridge\n"
        '  n_q(["Should it close?"]):::question\n'
        '  n_c["It must close"]:::claim\n'
        '  n_r1("Its cables rust"):::reason\n'
        '  n_r2("Rust weakens steel"):::reason\n'
        '  n_r3("Weak bridges kill"):::reason\n'
        '  n_k1[["The rust is shallow"]]:::objection\n'
        '  n_k2[["Nobody measured it"]]:::objection\n'
        '  n_k3[["Not at once"]]:::caveat\n'
        "  n_inference_1(( ))\n"
        "  n_inference_2(( ))\n"
        "  n_c ==>|answers| n_q\n"
        "  n_r1 --- n_inference_1\n"
        "  n_r2 --- n_inference_1\n"
        "  n_inference_1 -->|supports| n_c\n"
        "  n_r3 -->|supports| n_c\n"
        "  n_k1 -.- n_inference_2\n"
        "  n_inference_2 -.-x|undercuts| n_inference_1\n"
        "  n_k2 -.-x|undercuts| n_inference_2\n"
        "  n_k3 --o|limits| n_c\n"
        "  classDef question fill:#eceef2,stroke:#484e60,color:#1b2130\n"
        "  classDef claim fill:#e3eff7,stroke:#0b5b98,color:#1b2130\n"
        "  classDef reason fill:#e2f3ec,stroke:#037057,color:#1b2130\n"
        "  classDef caveat fill:#fbf3d5,stroke:#8f6611,color:#1b2130\n"
        "  classDef objection fill:#fbe6da,stroke:#822300,color:#1b2130\n"
    )
    assert losses == [
        Loss(
            "dropped",
            None,
            "anchors",
            "only wordings, kinds and relations are drawn",
        )
    ]


def test_the_direction_can_be_chosen() -> None:
    assert dumped(bridge(), direction="LR")[0].startswith("flowchart LR\n")


def test_a_map_of_wordings_alone_loses_nothing() -> None:
    assert dumped(ArgumentMap(title="T", claims=[Claim(id="c", text="C")]))[1] == []


@pytest.mark.parametrize("title", ["", " ", "\ufeff", "\u2028 \ufeff "])
def test_a_blank_title_is_none(title: str) -> None:
    assert "accTitle" not in dumped(ArgumentMap(title=title, claims=[Claim(id="c", text="C")]))[0]


@pytest.mark.parametrize("id", ["end", "class", "o", "x", "subgraph", "style", "default", "1", "é"])
def test_no_id_is_a_keyword(id: str) -> None:
    text, _ = dumped(ArgumentMap(claims=[Claim(id=id, text="C")]))
    assert re.search(r"^  n_\w+\[\"C\"\]:::claim$", text, re.MULTILINE)


@given(st.lists(identifiers(), min_size=2, max_size=8, unique=True))
def test_every_node_has_a_name_of_its_own(ids: list[str]) -> None:
    text, _ = dumped(ArgumentMap(claims=[Claim(id=id, text="C") for id in ids]))
    names = [match[1] for line in text.splitlines() if (match := NODE.fullmatch(line))]
    assert len(set(names)) == len(ids)
    assert all(re.fullmatch("[A-Za-z0-9_]+", name) for name in names)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ('say "yes"', "say #quot;yes#quot;"),
        ("<b> & #1;", "#lt;b#gt; #amp; #35;1;"),
        (r"C:\new", "C:#92;new"),
        ("1. x", "1#46; x"),
        ("- x", "#45; x"),
        ("`code`", "#96;code#96;"),
        ("%%{init}%% $$x$$", "%#37;{init}%#37; $#36;x$#36;"),
        ("fa:fa-car", "fa#58;fa-car"),
        ("style x:y", "#115;tyle x:y"),
    ],
)
def test_what_mermaid_takes_for_more_than_itself_is_escaped(text: str, label: str) -> None:
    assert escaped(text) == label


@given(wordings())
def test_every_wording_is_in_its_label(wording: str) -> None:
    text, _ = dumped(ArgumentMap(claims=[Claim(id="c", text=wording)]))
    _, node, *_ = text.split("\n")
    match = NODE.fullmatch(node)
    assert match
    assert '"' not in match[2]
    assert "<" not in match[2].replace("<br/>", "")
    shown = decoded(match[2].replace("<br/>", "\n"))
    assert shown.split() == without_controls(LINE_BREAK.sub(" ", wording)).split()


@given(maps(max_size=8))
def test_every_statement_and_every_link_is_there(map: ArgumentMap) -> None:
    text, _ = dumped(map)
    lines = text.split("\n")
    nodes = [match for line in lines if (match := NODE.fullmatch(line))]
    edges = [match for line in lines if (match := EDGE.fullmatch(line))]
    plain = plain_graph(Graph(map))
    assert len(nodes) == len(list(map.statements))
    assert [match[2] for match in edges] == [
        None if edge.part == "in" else edge.relation for edge in plain.edges
    ]


def test_what_mermaid_draws_only_when_asked_to_is_told() -> None:
    m = ArgumentMap()
    m.claim("x" * 80, id="c")
    for number in range(501):
        m.reason("y" * 80, id=f"r{number}", supports="c")
    _, losses = dumped(m)
    assert [loss.what for loss in losses] == [
        "its 501 edges are drawn only if `maxEdges` of Mermaid is raised",
        "its 64639 characters are drawn only if `maxTextSize` of Mermaid is raised",
    ]


def test_a_broken_map_is_drawn_as_far_as_it_goes_and_told() -> None:
    claims = [
        Claim(id="c", anchors=(Anchor(quote="C"),), supports=["c", "nowhere"]),
        Claim(id="c", text="D"),
    ]
    text, losses = dumped(ArgumentMap(claims=claims))
    assert "  n_c -->|supports| n_c\n" in text
    assert [(loss.kind, loss.statement, loss.field) for loss in losses] == [
        ("unresolved", "c", "supports"),
        ("dropped", "c", "id"),
        ("dropped", None, "anchors"),
    ]
