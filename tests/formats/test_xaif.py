"""xAIF and OVA2: graphs with the text that was annotated."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from argmap.errors import MapFileError
from argmap.formats import Document, dump, named, read
from argmap.formats.interchange.html_text import read_marked
from argmap.model import Anchor, ArgumentMap, Claim, Reason
from argmap.source import Source
from tests.formats.test_aif import example

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.formats import Loss


def file(
    nodes: list[tuple[Any, str, str]],
    edges: list[tuple[Any, Any]],
    text: object,
    **more: object,
) -> dict[str, Any]:
    lists = {"schemefulfillments": [], "participants": [], "locutions": []}
    return {
        "AIF": {
            "nodes": [{"nodeID": id, "text": words, "type": type} for id, type, words in nodes],
            "edges": [
                {"edgeID": number, "fromID": start, "toID": end}
                for number, (start, end) in enumerate(edges, 1)
            ],
            **(lists | more),
        },
        "text": text,
    }


def loaded(data: object, *sources: Source, format: str = "xaif") -> tuple[ArgumentMap, list[Loss]]:
    document = Document(text=json.dumps(data), sources=sources)
    load = named(format).codec.load
    assert load is not None
    return load(document), document.losses


def written(map: ArgumentMap, **options: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(dump(map, "-", format="xaif", options=options).text)
    return data


def spans(map: ArgumentMap, id: str) -> list[tuple[int, int]]:
    return [tuple(span) for anchor in map[id].anchors for span in anchor.spans]


NODES = [("1_1", "I", "Buses help"), ("2_1", "I", "They carry many"), ("3_1", "RA", "RA")]
EDGES = [("2_1", "3_1"), ("3_1", "1_1")]
TEXT = (
    '🌉 <span id="node1_1" class="highlighted">Buses help</span> &amp; '
    '<span id="2_1" class="highlighted hlcurrent">They carry many</span>.<br>'
)


def test_marks_of_the_text_become_anchors() -> None:
    data = file(NODES, EDGES, TEXT)
    map, losses = loaded(data)
    assert losses == []
    assert map.sources[0].text == "🌉 Buses help & They carry many.\n"
    assert (spans(map, "1_1"), spans(map, "2_1")) == ([(2, 12)], [(15, 30)])
    assert map["2_1"].supports == ("1_1",)
    assert written(map) == data


@pytest.mark.parametrize("text", [{"txt": TEXT}, "", {"url": "https://example.org"}, None], ids=str)
def test_the_text_has_several_shapes_and_keeps_its_own(text: object) -> None:
    data = file(NODES, EDGES, text)
    map, losses = loaded(data)
    assert len(map.sources) == (text == {"txt": TEXT})
    assert [loss.kind for loss in losses] == (["unresolved"] if text and "url" in text else [])
    assert written(map)["AIF"] == data["AIF"]
    assert written(map)["text"] == (text if text is not None else "")


def test_lists_may_be_null_and_ids_numbers() -> None:
    data = file(
        [(0, "I", "A"), (1, "I", "B"), (2, "RA", "RA")],
        [(1, 2), (2, 0)],
        '<span id="node0">A</span>',
    )
    data["AIF"] |= {"locutions": None, "participants": None}
    data["OVA"] = []
    map, losses = loaded(data)
    assert losses == []
    assert spans(map, "0") == [(0, 1)]
    assert written(map) == data


def test_a_mark_of_a_locution_is_that_of_what_is_said_in_it() -> None:
    data = file(
        [
            ("1_1", "I", "Buses are of help"),
            ("2_1", "L", "Ann Lee: buses do help"),
            ("3_1", "YA", "Asserting"),
        ],
        [("2_1", "3_1"), ("3_1", "1_1")],
        'So <span id="node2_1">buses do help</span>.',
        locutions=[{"nodeID": "2_1", "personID": 1}],
        participants=[{"participantID": 1, "firstname": "Ann", "surname": "Lee"}],
    )
    map, losses = loaded(data)
    assert losses == []
    assert (map["1_1"].text, map["1_1"].anchors[0].quote) == ("Buses are of help", "buses do help")
    assert map["1_1"].speaker == "Ann Lee"
    assert written(map) == data


@pytest.mark.parametrize(
    ("text", "found", "kinds"),
    [
        ('<span id="node5_1">A</span> B', [(0, 1)], []),
        ('<span id="node4_1">A</span> B', [(0, 1)], []),
        ('<span id="node77_1">A</span> B', [(0, 1)], []),
        ('<span id="node77_1">Z</span> B', [], ["unresolved"]),
        ('<span id="node4_1">A B C', [(0, 1)], ["repaired"]),
        ('<span id="node4_1">B A', [], ["unresolved"]),
        ('<span id="node4_1">A</span></span> B', [(0, 1)], ["repaired"]),
        ('<span id="node4_1">A</span> B <span id="node4_1">C</span>', [(0, 1), (4, 5)], []),
        ('<span id="node4_1">A <span id="node4_1">B</span></span>', [(0, 3), (2, 3)], []),
        ('<span id="node4_1"> </span>A', [], []),
        ("A", [], []),
    ],
)
def test_odd_marks_are_resolved_or_told(
    text: str, found: list[tuple[int, int]], kinds: list[str]
) -> None:
    map, losses = loaded(file([("4_1", "I", "A"), ("9_1", "I", "B")], [], text))
    assert spans(map, "4_1") == found
    assert [loss.kind for loss in losses] == kinds


def test_several_marks_with_one_id_are_one_anchor() -> None:
    text = '<span id="node4_1">Buses may</span> often <span id="node4_1">help</span>.'
    map, _ = loaded(file([("4_1", "I", "Buses may help")], [], text))
    assert map["4_1"].anchors == (Anchor(quote="Buses may … help", spans=[(0, 9), (16, 20)]),)
    assert written(map)["text"] == text


def test_a_text_that_is_given_stays_a_file(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text(read_marked(TEXT).text, encoding="utf-8", newline="")
    (tmp_path / "x.json").write_text(json.dumps(file(NODES, EDGES, TEXT)), encoding="utf-8")
    map = read(tmp_path / "x.json", source=tmp_path / "t.txt")
    assert [source.id for source in map.sources] == ["t"]
    assert spans(map, "1_1") == [(2, 12)]


def test_a_changed_map_keeps_the_rest_of_its_file() -> None:
    data = file(NODES, EDGES, TEXT)
    data["OVA"] = {
        "nodes": [{"nodeID": id, "visible": True, "x": 7, "y": 9} for id, _, _ in NODES],
        "edges": [{"fromID": a, "toID": b, "visible": True} for a, b in EDGES],
        "zoom": 2,
    }
    data["AIF"]["schemefulfillments"] = [{"nodeID": "3_1", "schemeID": "72"}]
    map, _ = loaded(data)
    assert written(map) == data
    map.reasons.append(Reason(id="new", text="They are cheap", supports="1_1"))
    now = written(map)
    assert now["text"] == TEXT
    assert now["AIF"]["nodes"][:3] == data["AIF"]["nodes"]
    assert [(one["x"], one["y"]) for one in now["OVA"]["nodes"]][:3] == [(7, 9)] * 3
    assert len(now["OVA"]["nodes"]) == len(now["AIF"]["nodes"]) == 5
    assert len(now["OVA"]["edges"]) == len(now["AIF"]["edges"]) == 4
    assert now["OVA"]["zoom"] == 2
    assert len(now["AIF"]["schemefulfillments"]) == 2
    map.reasons = map.reasons[1:]
    output = dump(map, "-", format="xaif")
    now = json.loads(output.text)
    assert {"stale"} <= {loss.kind for loss in output.losses}
    assert len(now["AIF"]["schemefulfillments"]) == 1
    assert len(now["OVA"]["nodes"]) == 3


# A map of one's own


def test_a_map_is_written_as_ova_expects_it() -> None:
    data = written(example())
    ids = [node["nodeID"] for node in data["AIF"]["nodes"]]
    assert all(id.endswith("_1") for id in ids)
    assert [one["nodeID"] for one in data["OVA"]["nodes"]] == ids
    assert len(data["OVA"]["edges"]) == len(data["AIF"]["edges"])
    assert len({(one["x"], one["y"]) for one in data["OVA"]["nodes"]}) == len(ids)
    assert all(isinstance(edge["edgeID"], int) for edge in data["AIF"]["edges"])
    assert {one["schemeID"] for one in data["AIF"]["schemefulfillments"]} == {"71", "72"}
    marked = read_marked(data["text"])
    assert marked.text == example().sources[0].text
    assert [mark.span.cut(marked.text) for mark in marked.marks] == [
        "The bridge must close.",
        "Its cables rust",
        "rust weakens steel",
        "Engineers call the rust shallow",
        "they checked two cables",
    ]


def test_what_ova_cannot_show_is_told() -> None:
    output = dump(example(), "-", format="xaif")
    told = {(loss.kind, loss.field, loss.statement) for loss in output.losses}
    assert told == {
        ("approximated", "limits", "k2"),
        ("encoded", "id", "q1"),
        ("encoded", "answers", "c1"),
        ("encoded", "implicit", "r3"),
        ("encoded", "speaker", "k1"),
        ("encoded", "joint", "r1"),
        ("encoded", "joint", "r2"),
        ("encoded", "sources", None),
    }


def test_a_dialogue_has_participants_and_marks_its_locutions() -> None:
    data = written(example(), dialogue="yes")
    assert data["dialog"] is True
    assert data["AIF"]["participants"] == [
        {"participantID": 1, "firstname": "Engineers", "surname": ""}
    ]
    (locution,) = data["AIF"]["locutions"]
    assert f'<span id="node{locution["nodeID"]}"' in data["text"]
    assert loaded(data)[0] == example()


def test_marks_that_cross_are_kept_where_only_argmap_looks() -> None:
    source = Source(id="text", text="Buses help\nmuch.")
    map = ArgumentMap(
        sources=[source],
        claims=[
            Claim(id="a", quote="Buses help", span=(0, 10)),
            Claim(id="b", quote="help\nmuch", span=(6, 15)),
        ],
    )
    output = dump(map, "-", format="xaif")
    assert {(one.statement, one.field) for one in output.losses} == {("b", "anchors")}
    assert loaded(json.loads(output.text))[0] == map


def test_a_text_that_ova_changed_is_told() -> None:
    data = written(example())
    data["text"] = data["text"].replace("🌉 ", "")
    map, losses = loaded(data)
    assert ("stale", "sources") in {(loss.kind, loss.field) for loss in losses}
    assert map.sources[0].text.startswith("The bridge")


@pytest.mark.parametrize("text", ["[]", "{}", '{"AIF": []}'])
def test_what_is_no_xaif_is_refused(text: str) -> None:
    load = named("xaif").codec.load
    assert load is not None
    with pytest.raises(MapFileError, match="<text>:1:1: this is not xAIF"):
        load(Document(text=text))


# OVA2


def ova2() -> dict[str, Any]:
    nodes = [
        {"id": 3, "x": 1, "y": 1, "text": "Buses help", "type": "I", "participantID": 7},
        {"id": 4, "x": 1, "y": 2, "text": "They carry many", "type": "I", "participantID": 0},
        {"id": 5, "x": 1, "y": 3, "text": "Expert Opinion", "type": "RA", "scheme": "15"},
    ]
    return {
        "nodes": nodes,
        "edges": [
            {"from": {"node": nodes[1]}, "to": {"node": nodes[2]}},
            {"from": nodes[2], "to": nodes[0]},
        ],
        "participants": [{"id": 7, "firstname": "Ann", "surname": "Lee"}],
        "analysis": {
            "txt": '<span id="node3">Buses help</span>, as <span id="node6">they carry many</span>',
            "documentTitle": "Buses",
            "documentSource": "https://example.org",
        },
    }


def test_ova2_is_read_with_its_marks_and_participants() -> None:
    map, losses = loaded(ova2(), format="ova2")
    assert losses == []
    assert (map.title, map.sources[0].title) == ("Buses", "Buses")
    assert map["4"].supports == ("3",)
    assert (map["3"].speaker, map["4"].speaker) == ("Ann Lee", None)
    assert (spans(map, "3"), spans(map, "4")) == ([(0, 10)], [(15, 30)])


def test_an_empty_ova2_is_an_empty_map() -> None:
    map, losses = loaded({"nodes": [], "edges": [], "analysis": {"txt": ""}}, format="ova2")
    assert losses == []
    assert list(map.statements) == []
