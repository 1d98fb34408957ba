"""Whatever has no id in a foreign file, or names one that is not there, is reported by name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from argmap.formats import read_with_losses

if TYPE_CHECKING:
    from pathlib import Path

NODES = [
    {"nodeID": "1", "type": "I", "text": "Close it"},
    {"type": "I", "text": "It rusts"},
    {"nodeID": "1", "type": "I", "text": "It is old"},
    {"nodeID": "3", "type": "RA", "text": "RA"},
    {"nodeID": "4", "type": "I", "text": "It shakes"},
]
EDGES = [("4", "3"), ("3", "1"), ("99", "3"), (None, "3")]
AIF = {
    "nodes": NODES,
    "edges": [{"edgeID": f"e{n}", "fromID": a, "toID": b} for n, (a, b) in enumerate(EDGES, 1)],
    "participants": [{"participantID": "1", "firstname": "Ann"}],
    "locutions": [{"nodeID": "88", "personID": "5"}],
}
SADFACE = {
    "metadata": {"core": {"title": "Bridge"}},
    "resources": [],
    "nodes": [
        {"id": "1", "type": "atom", "text": "Close it"},
        {"type": "atom", "text": "It rusts"},
        {"id": "1", "type": "atom", "text": "It is old"},
        {"id": "3", "type": "scheme", "name": "support"},
        {
            "id": "4",
            "type": "atom",
            "text": "It shakes",
            "sources": [{"resource_id": "r9", "text": "x", "offset": 0, "length": 1}],
        },
    ],
    "edges": [{"id": f"e{n}", "source_id": a, "target_id": b} for n, (a, b) in enumerate(EDGES, 1)],
}
ARGUEBUF = {
    "nodes": {
        "1": {"atom": {"text": "Close it", "reference": {"resource": "r9", "text": "Close"}}},
        "3": {"scheme": {"support": "DEFAULT"}},
        "4": {"atom": {"text": "It shakes", "participant": "p9"}},
        "5": None,
    },
    "edges": {f"e{n}": {"source": a, "target": b} for n, (a, b) in enumerate(EDGES, 1)},
    "schemaVersion": 1,
    "resources": {},
    "participants": {},
    "analysts": {},
}
OVA2 = {
    "nodes": [
        {"id": 1, "type": "I", "text": "Close it"},
        {"type": "I", "text": "It rusts"},
        {"id": 3, "type": "RA", "text": "RA"},
        {"id": 4, "type": "I", "text": "It shakes"},
    ],
    "edges": [{"from": {"id": a and int(a)}, "to": {"id": int(b)}} for a, b in EDGES],
    "analysis": {"txt": ""},
}
LEFT_OUT = "edges with an end that is not in the file are left out"
GRAPH = [
    "nodes without an id are left out: nodes[1]",
    "nodes with the id of another are left out: nodes[2] ('1')",
    f"{LEFT_OUT}: 'e3' from '99' to '3', 'e4' from nothing to '3'",
]
SPEAKERS = [
    "speakers are not in the file: '5' (of '88')",
    "nodes that have a speaker are not in the file: '88'",
]
NO_RESOURCE = "a passage is in 'r9', which is not in the file or has no text, and is left out"
CARNEADES = """\
statements: {a: Close it, b: It shakes}
arguments:
  a1: {premises: [b, zz], conclusion: a}
  a2: {premises: [b], conclusion: yy}
  a3: {premises: [b]}
issues:
  i1: {positions: [a, qq]}
"""
NOT_THERE = "something not in the file are left out"
LINES = "A1 in line 4 (T7), #1 in line 5 (T6), N1 in line 7 (T55)"
BRAT = """\
T1	Claim 0 5	Close
T2	Premise 6 8	it
R1	supports Arg1:T2 Arg2:T9
A1	Stance T7 For
#1	AnnotatorNotes T6	hm
	Claim 0 5	Close
N1	Reference T55 Wikipedia:1	x
"""
XMI = """\
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"
 xmlns:t="http:///de/tudarmstadt/ukp/dkpro/argumentation/types.ecore" xmi:version="2.0">
<cas:Sofa xmi:id="6" sofaID="_InitialView" sofaString="Close it now"/>
<t:Claim xmi:id="1" sofa="6" begin="0" end="5"/>
<t:Claim sofa="6" begin="6" end="8"/>
<t:Claim xmi:id="1" sofa="6" begin="9" end="12"/>
<t:Premise xmi:id="4" sofa="9" begin="6" end="8"/>
<t:Support xmi:id="8" source="1" target="99"/>
<t:Support xmi:id="10" source="1"/>
</xmi:XMI>
"""
MICROTEXT = """\
<arggraph id="x">
<edu id="e1">Close it</edu>
<adu id="a1" type="pro"/>
<adu type="opp"/>
<edge id="c1" src="e1" trg="a1" type="seg"/>
<edge id="c2" src="a1" trg="a9" type="reb"/>
</arggraph>
"""
AML = """\
<ARG><TEXT>Close it. It shakes.</TEXT><AU><PROP><PROPTEXT offset="0">Close it</PROPTEXT></PROP>
</AU></ARG>
"""
WEB = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "type": "Annotation",
    "body": {"type": "TextualBody", "value": "claim", "purpose": "classifying"},
    "target": {"selector": {"type": "TextQuoteSelector", "exact": "Close it"}},
}


@pytest.mark.parametrize(
    ("format", "name", "content", "told"),
    [
        ("aif", "m.json", AIF, [*GRAPH, *SPEAKERS]),
        ("xaif", "m.json", {"AIF": AIF, "text": '<span id="node7">x</span>'}, [*GRAPH, *SPEAKERS]),
        (
            "xaif",
            "m.json",
            {"AIF": AIF, "text": '<span id="node7">x</span>'},
            ["marks in the text do not lead to a statement: 'node7'"],
        ),
        (
            "sadface",
            "m.json",
            SADFACE,
            [
                *GRAPH,
                NO_RESOURCE,
            ],
        ),
        (
            "arguebuf",
            "m.json",
            ARGUEBUF,
            [
                "entries that are not objects are ignored: nodes.5",
                NO_RESOURCE,
                "participants are not in the file: 'p9' (of '4')",
                GRAPH[2],
            ],
        ),
        (
            "ova2",
            "m.json",
            OVA2,
            [
                GRAPH[0],
                f"{LEFT_OUT}: edges[2] from '99' to '3', edges[3] from nothing to '3'",
            ],
        ),
        (
            "carneades",
            "m.yml",
            CARNEADES,
            [
                "a premise is not in the file: 'zz', used by 'a1'",
                "a target is not in the file: 'yy', used by 'a2'",
                "an argument without a conclusion cannot be stored in a map: 'a3'",
                "positions of 'i1' are not in the file: 'qq'",
            ],
        ),
        (
            "brat",
            "m.ann",
            BRAT,
            [
                "R1 refers to T9, not in the file",
                "lines that are not brat's: (line 6, without an id) 1",
                f"lines that refer to {NOT_THERE}: {LINES}",
            ],
        ),
        (
            "uima",
            "m.xmi",
            XMI,
            [
                "an annotation without an `xmi:id` is named by its position in the file",
                "the file has the `xmi:id` '1' more than once",
                "annotation '4' is in sofa '9', which is not in the file or has no text",
                "a target is not in the file: '99', used by '8'",
                "Support '10' has only one end and is left out",
            ],
        ),
        (
            "microtext",
            "m.xml",
            MICROTEXT,
            [
                "an <adu> without an id is left out: line 4",
                "edge 'c2' refers to 'a9', not in the file",
            ],
        ),
        ("aml", "m.aml", AML, ["a proposition without an identifier was given a number"]),
        (
            "csv",
            "m.csv",
            "id,kind,text\n,claim,Close it\n",
            ["a row without an id was given a number"],
        ),
        (
            "web-annotation",
            "m.jsonld",
            WEB,
            ["annotations without an id are named by their position: '#1'"],
        ),
    ],
)
def test_missing_ids_are_reported_by_name(
    tmp_path: Path, format: str, name: str, content: Any, told: list[str]
) -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "m.txt").write_text("Close it now. It shakes.", encoding="utf-8")
    losses = [loss.what for loss in read_with_losses(tmp_path / name, format=format).losses]
    assert [what for what in told if what not in losses] == []


def test_every_annotation_of_uima_with_the_id_of_another_is_kept(tmp_path: Path) -> None:
    (tmp_path / "m.xmi").write_text(XMI, encoding="utf-8")
    map, losses = read_with_losses(tmp_path / "m.xmi")
    assert [one.wording for one in map.claims] == ["Close", "it", "now"]
    named = {loss.statement for loss in losses if loss.kind == "repaired"}
    assert named == {map.claims[1].id, map.claims[2].id}
