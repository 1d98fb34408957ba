"""SADFace: both dialects, sources of atoms, and attacks from both sides."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest

from argmap.errors import MapFileError
from argmap.formats import Document, chosen_options, dump, named
from argmap.model import Anchor, ArgumentMap, Claim
from argmap.source import Source
from tests.formats.test_aif import example


def atom(id: Any, text: Any, *sources: tuple[Any, Any, Any, Any]) -> dict[str, Any]:
    names = ("resource_id", "text", "offset", "length")
    listed = [dict(zip(names, one, strict=True)) for one in sources]
    return {"id": id, "type": "atom", "text": text, "sources": listed, "metadata": {"core": {}}}


def step(id: str, type: str, name: str) -> dict[str, Any]:
    return {"id": id, "type": type, "name": name, "metadata": {"core": {}}}


def file(
    nodes: list[Any], edges: list[tuple[Any, Any]], content: str = "", **core: str
) -> dict[str, Any]:
    resource = {"id": "d1", "type": "text", "content": content, "metadata": {"core": {}}}
    return {
        "metadata": {"core": {"id": "m", "version": "0.5"} | core},
        "resources": [resource] if content else [],
        "nodes": nodes,
        "edges": [
            {"id": f"f{number}", "source_id": start, "target_id": end}
            for number, (start, end) in enumerate(edges)
        ],
    }


def loaded(data: object, *sources: Source, **options: str) -> tuple[ArgumentMap, list[Any]]:
    format = named("sadface")
    document = Document(
        text=json.dumps(data), sources=sources, options=chosen_options(format, options)
    )
    assert format.codec.load is not None
    return format.codec.load(document), document.losses


def written(map: ArgumentMap, **options: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(dump(map, "-", format="sadface", options=options).text)
    return data


@pytest.mark.parametrize(
    ("support", "conflict"),
    [
        (("scheme", "support"), ("scheme", "conflict")),
        (("inference", "support"), ("conflict", "attack")),
        (("inference", "Expert Opinion"), ("conflict", "defeat")),
    ],
)
def test_both_dialects_are_read_and_written_back(
    support: tuple[str, str], conflict: tuple[str, str]
) -> None:
    nodes = [
        atom("a", "Buses help"),
        atom("b", "They carry many"),
        atom("c", "They run late"),
        atom("d", "Not on Mondays"),
        step("s", *support),
        step("t", *conflict),
        step("u", *conflict),
    ]
    data = file(nodes, [("b", "s"), ("s", "a"), ("c", "t"), ("t", "s"), ("d", "u"), ("u", "t")])
    map, losses = loaded(data)
    assert losses == []
    scheme = None if support[1] == "support" else support[1]
    assert (map["b"].supports, map["b"].scheme) == (("a",), scheme)
    assert (map["c"].undercuts, map["d"].undercuts) == (("b",), ("c",))
    assert written(map) == data


def test_what_the_metadata_says_may_be_missing() -> None:
    bare = {"nodes": [{"id": 0, "type": "atom", "text": "A"}], "edges": [], "metadata": {}}
    map, losses = loaded(bare)
    assert losses == []
    assert map.claims[0].id == "0"
    assert written(map) == bare


def test_the_title_is_that_of_the_map_and_follows_it() -> None:
    map, _ = loaded(file([atom("a", "A")], [], title="Buses"))
    assert map.title == "Buses"
    map.title = "Trams"
    assert written(map)["metadata"]["core"]["title"] == "Trams"


def test_a_disagreement_is_a_rebuttal_both_ways_and_comes_back_as_one() -> None:
    nodes = [atom("a", "A"), atom("b", "B"), step("t", "conflict", "disagree")]
    data = file(nodes, [("t", "a"), ("t", "b")])
    map, losses = loaded(data)
    assert losses == []
    assert (map["a"].rebuts, map["b"].rebuts) == (("b",), ("a",))
    assert written(map) == data


@pytest.mark.parametrize(("gone", "left"), [("a", "b"), ("b", "a")])
def test_half_a_disagreement_is_an_attack(gone: str, left: str) -> None:
    nodes = [atom("a", "A"), atom("b", "B"), step("t", "conflict", "disagree")]
    map, _ = loaded(file(nodes, [("t", "a"), ("t", "b")]))
    one = Claim(**{**dict(map[gone]), "rebuts": ()})
    map.caveats = [kept for kept in map.caveats if kept.id == left]
    map.claims = [one]
    again, _ = loaded(written(map))
    assert (again[left].rebuts, again[gone].rebuts) == ((gone,), ())
    conflicts = [one for one in written(map)["nodes"] if one["type"] == "conflict"]
    assert [one["name"] for one in conflicts] == ["attack"]


def test_attacks_can_be_turned_round() -> None:
    nodes = [atom("a", "A"), atom("b", "B"), step("t", "conflict", "attack")]
    data = file(nodes, [("a", "t"), ("t", "b")])
    assert loaded(data)[0]["a"].rebuts == ("b",)
    map, losses = loaded(data, attacks="turned")
    assert map["b"].rebuts == ("a",)
    assert [loss.kind for loss in losses] == ["repaired"]
    assert loaded(written(map))[0]["b"].rebuts == ("a",)
    assert written(map) == file(nodes, [("t", "a"), ("b", "t")])


CONTENT = "🌉 The bridge must close. Its cables rust."


def test_sources_of_atoms_are_anchors_in_their_resource() -> None:
    data = file(
        [
            atom("a", "The bridge must close.", ("d1", "The bridge must close.", 2, 22)),
            atom("b", "Rust", ("d1", "Its cables", 25, 10), ("d1", "rust", 36, 4)),
        ],
        [],
        CONTENT,
    )
    map, losses = loaded(data)
    assert losses == []
    assert map.sources == [Source(id="d1", text=CONTENT)]
    assert map["a"].anchors == (Anchor(quote="The bridge must close.", spans=[(2, 24)]),)
    assert map["a"].text is None
    assert [one.quote for one in map["b"].anchors] == ["Its cables", "rust"]
    assert written(map) == data


def test_offsets_in_another_unit_are_told_and_come_back() -> None:
    data = file([atom("a", "Its cables", ("d1", "Its cables", 26, 10))], [], CONTENT)
    map, losses = loaded(data)
    assert map["a"].anchors[0].spans == ((25, 35),)
    (loss,) = losses
    assert loss.what.startswith("offsets were converted to code points: they counted UTF-16 units")
    assert written(map) == data


@pytest.mark.parametrize(
    "source",
    [
        ("d1", "Its cables", 3, 10),
        ("d1", "Its cables", -1, 10),
        ("d1", "Its cables", None, None),
        ("d1", "Its cables", "25", 10),
        ("d1", "Its cables", 1000, 10),
    ],
)
def test_a_source_that_does_not_fit_is_a_draft_and_is_told(source: tuple[Any, ...]) -> None:
    data = file([atom("a", "A", source)], [], CONTENT)
    map, losses = loaded(data)
    assert map["a"].anchors == (Anchor(quote="Its cables"),)
    assert [(loss.kind, loss.statement) for loss in losses] == [("unresolved", "a")]
    assert written(map) == data


@pytest.mark.parametrize("source", [("none", "x", 0, 1), ("d1", "", 0, 0), ("d1", None, 0, 1)])
def test_a_source_that_leads_nowhere_is_told(source: tuple[Any, ...]) -> None:
    data = file([atom("a", "A", source)], [], CONTENT)
    map, losses = loaded(data)
    assert map["a"].anchors == ()
    assert [loss.kind for loss in losses] == ["unresolved"]
    assert written(map) == data


def test_resources_whose_long_ids_begin_alike_are_told_apart() -> None:
    data = file([atom("a", "Buses help.")], [])
    data["resources"] = [{"id": "x" * 200 + end, "content": f"Text {end}"} for end in "ab"]
    map, _ = loaded(data)
    assert [source.text for source in map.sources] == ["Text a", "Text b"]
    assert map.sources[0].id != map.sources[1].id


def test_a_text_that_is_given_stands_for_its_resource() -> None:
    source = Source(id="talk", text=CONTENT)
    data = file([atom("a", "Its cables", ("d1", "Its cables", 25, 10))], [], CONTENT)
    map, _ = loaded(data, source)
    assert map.sources == [source]


def test_a_map_is_written_with_uuids_and_namespaces_that_are_declared() -> None:
    map = example()
    data = written(map)
    for one in (*data["nodes"], *data["edges"], *data["resources"]):
        assert UUID(one["id"]).version == 5
    core = data["metadata"]["core"]
    assert {"title", "description", "notes"} <= core.keys()
    used = {name for one in data["nodes"] for name in one["metadata"]}
    assert used <= data["metadata"].keys()
    assert {(one["type"], one.get("name")) for one in data["nodes"]} == {
        ("atom", None),
        ("inference", "support"),
        ("conflict", "attack"),
    }
    atoms = {one["text"]: one for one in data["nodes"] if one["type"] == "atom"}
    (source,) = atoms["The bridge must close."]["sources"]
    assert (source["offset"], source["length"]) == (2, 22)
    assert source["resource_id"] == data["resources"][0]["id"]
    assert loaded(data)[0] == map


def test_the_older_dialect_can_be_written() -> None:
    data = written(example(), dialect="0.2")
    types = {(one["type"], one.get("name")) for one in data["nodes"]}
    assert types == {("atom", None), ("scheme", "support"), ("scheme", "conflict")}
    assert loaded(data)[0] == example()


def test_what_sadface_cannot_say_is_told() -> None:
    output = dump(example(), "-", format="sadface")
    told = {(one.kind, one.field, one.statement) for one in output.losses}
    assert {one for one in told if one[0] == "approximated"} == {
        ("approximated", "limits", "k2"),
        ("approximated", "undercuts", "k1"),
    }
    assert {
        ("encoded", "id", "q1"),
        ("encoded", "implicit", "r3"),
        ("encoded", "speaker", "k1"),
    } <= told
    assert "anchors" not in {one[1] for one in told}


def test_an_anchor_of_several_spans_is_several_sources_for_others() -> None:
    source = Source(id="s", text="Buses may often help.")
    anchor = Anchor(quote="Buses may … help", spans=[(0, 9), (16, 20)])
    map = ArgumentMap(sources=[source], claims=[Claim(id="c", text="So", anchors=(anchor,))])
    data = written(map)
    assert [one["text"] for one in data["nodes"][0]["sources"]] == ["Buses may", "help"]
    assert loaded(data)[0] == map


@pytest.mark.parametrize("text", ["[]", "1", "{}"])
def test_what_is_no_sadface_is_refused(text: str) -> None:
    load = named("sadface").codec.load
    assert load is not None
    with pytest.raises(MapFileError, match="<text>:1:1: this is not SADFace"):
        load(Document(text=text))


@pytest.mark.parametrize(
    "data",
    [
        {"nodes": None, "edges": None, "metadata": None},
        {"nodes": [None, 1, {}], "edges": [None, {}], "metadata": {"argmap": 1}, "resources": 3},
        {"nodes": [{"id": "a", "type": "atom"}], "edges": [], "resources": [None, {"id": "r"}]},
    ],
)
def test_dirt_is_told_and_never_fails(data: dict[str, Any]) -> None:
    map, _ = loaded(data)
    assert dump(map, "-", format="sadface").text
