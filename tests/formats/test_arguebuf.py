"""arguebuf JSON: atoms, schemes, references without an end, and records in user data."""

from __future__ import annotations

import json
from typing import Any

import pytest

from argmap.errors import MapFileError
from argmap.formats import Document, dump, named
from argmap.model import Anchor, ArgumentMap, Claim, Reason
from argmap.source import Source
from tests.formats.test_aif import example


def atom(text: Any, **more: Any) -> dict[str, Any]:
    return {"atom": {"text": text, **more}}


def file(
    nodes: dict[str, Any], edges: list[tuple[str, str]], content: str = "", **more: object
) -> dict[str, Any]:
    return {
        "nodes": nodes,
        "edges": {
            f"e{number}": {"source": start, "target": end}
            for number, (start, end) in enumerate(edges)
        },
        "resources": {"d": {"text": content}} if content else {},
        **more,
    }


def loaded(data: object, *sources: Source) -> tuple[ArgumentMap, list[Any]]:
    document = Document(text=json.dumps(data), sources=sources)
    load = named("arguebuf").codec.load
    assert load is not None
    return load(document), document.losses


def written(map: ArgumentMap) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(dump(map, "-", format="arguebuf").text)
    return data


SUPPORT = {"scheme": {"support": "SUPPORT_DEFAULT"}}
ATTACK = {"scheme": {"attack": "ATTACK_DEFAULT"}}


def test_schemes_are_links_and_come_back() -> None:
    data = file(
        {
            "a": atom("Buses help"),
            "b": atom("They carry many"),
            "c": atom("They run late"),
            "d": atom("Buses are of help"),
            "s": {"scheme": {"support": "SUPPORT_EXPERT_OPINION"}, "metadata": {"created": "x"}},
            "t": ATTACK,
            "u": {"scheme": {"rephrase": "REPHRASE_DEFAULT"}},
        },
        [("b", "s"), ("s", "a"), ("c", "t"), ("t", "s"), ("d", "u"), ("u", "a")],
        majorClaim="a",
        schemaVersion=1,
    )
    map, losses = loaded(data)
    assert losses == []
    assert (map["b"].supports, map["b"].scheme) == (("a",), "expert opinion")
    assert map["c"].undercuts == ("b",)
    assert map["d"].restates == ("a",)
    assert written(map) == data


@pytest.mark.parametrize(
    ("scheme", "words"),
    [
        ({"support": 2}, "expert opinion"),
        ({"support": 64}, "negative consequences"),
        ({"support": 0}, None),
        ({"support": "SUPPORT_SLIPPERY_SLOPE", "premise_descriptors": ["b"]}, "slippery slope"),
    ],
)
def test_schemes_may_be_numbers_and_keys_in_snake_case(
    scheme: dict[str, Any], words: str | None
) -> None:
    nodes = {"a": atom("A"), "b": atom("B"), "s": {"scheme": scheme}}
    data = file(nodes, [("b", "s"), ("s", "a")], major_claim="a")
    map, _ = loaded(data)
    assert map["b"].scheme == words
    assert written(map) == data


@pytest.mark.parametrize("scheme", [{}, {"preference": "PREFERENCE_DEFAULT"}])
def test_other_schemes_are_kept_and_told(scheme: dict[str, str]) -> None:
    data = file({"a": atom("A"), "b": atom("B"), "s": {"scheme": scheme}}, [("b", "s"), ("s", "a")])
    map, losses = loaded(data)
    assert [loss.kind for loss in losses] == ["dropped"]
    assert not list(map["b"].references)
    assert written(map) == data


def test_edges_straight_from_atom_to_atom_and_to_itself_are_told() -> None:
    data = file({"a": atom("A"), "b": atom("B")}, [("b", "a"), ("a", "a"), ("a", "gone")])
    map, losses = loaded(data)
    assert {loss.kind for loss in losses} == {"dropped", "unresolved"}
    assert written(map) == data


CONTENT = "It helps. 🌉 Buses help. It rains. Buses run."


@pytest.mark.parametrize(
    ("reference", "start"),
    [
        ({"offset": 12, "text": "Buses help"}, 12),
        ({"offset": 13, "text": "Buses help"}, 12),
        ({"offset": "12", "text": "Buses help"}, 12),
        ({"text": "Buses help"}, 12),
        ({"text": "It helps"}, 0),
        ({"offset": 0, "text": "It helps"}, 0),
    ],
)
def test_references_become_anchors_where_their_words_stand(
    reference: dict[str, Any], start: int
) -> None:
    data = file({"a": atom("So", reference={"resource": "d"} | reference)}, [], CONTENT)
    map, losses = loaded(data)
    assert map["a"].anchors[0].spans[0].start == start
    assert {loss.kind for loss in losses} == (
        {"repaired"} if reference.get("offset") == 13 else set()
    )
    assert map.sources == [Source(id="d", text=CONTENT)]
    assert written(map) == data


@pytest.mark.parametrize(
    "reference",
    [
        {"resource": "d", "offset": 3, "text": "Buses help"},
        {"resource": "d", "text": "Buses"},
        {"resource": "d", "offset": 3, "text": "nowhere"},
    ],
)
def test_references_that_do_not_fit_are_drafts_and_told(reference: dict[str, Any]) -> None:
    data = file({"a": atom("So", reference=reference)}, [], CONTENT)
    map, losses = loaded(data)
    assert map["a"].anchors == (Anchor(quote=reference["text"]),)
    assert [loss.kind for loss in losses] == ["unresolved"]
    assert written(map) == data


def test_a_reference_to_no_resource_is_told() -> None:
    data = file({"a": atom("So", reference={"text": "So", "offset": 0})}, [])
    map, losses = loaded(data)
    assert [loss.kind for loss in losses] == ["unresolved"]
    assert written(map) == data


def test_atoms_without_reference_are_looked_for_and_stand_in_the_order_of_the_text() -> None:
    data = file(
        {"z": atom("Buses help"), "y": atom("Buses run"), "x": atom("Not there")}, [], CONTENT
    )
    map, losses = loaded(data)
    assert [one.anchors and one.anchors[0].spans[0].start for one in map.claims] == [12, 34, ()]
    assert [(loss.kind, loss.statement) for loss in losses] == [("unresolved", "x")]
    assert written(map) == data
    placed = {
        key: atom("So", reference={"resource": "d", "text": text})
        for key, text in (("z", "It helps"), ("y", "Buses run"), ("x", "Buses help"))
    }
    assert [one.id for one in loaded(file(placed, [], CONTENT))[0].claims] == ["z", "x", "y"]


def test_participants_are_speakers() -> None:
    data = file({"a": atom("A", participant="p")}, [], participants={"p": {"name": "Ann"}})
    map, _ = loaded(data)
    assert map["a"].speaker == "Ann"
    assert written(map) == data
    map.claims[0] = map.claims[0].model_copy(update={"speaker": "Bob"})
    now = written(map)
    assert now["participants"][now["nodes"]["a"]["atom"]["participant"]] == {"name": "Bob"}


def test_a_changed_scheme_and_text_are_written() -> None:
    data = file({"a": atom("A"), "b": atom("B"), "s": SUPPORT}, [("b", "s"), ("s", "a")])
    map, _ = loaded(data)
    map.reasons[0] = map.reasons[0].model_copy(update={"scheme": "analogy", "text": "C"})
    now = written(map)
    assert now["nodes"]["s"] == {"scheme": {"support": "SUPPORT_ANALOGY"}}
    assert now["nodes"]["b"]["atom"] == {"text": "C"}


# A map of one's own


def test_a_map_is_written_as_arguebuf_expects_it() -> None:
    data = written(example())
    top = {"nodes", "edges", "resources", "participants", "majorClaim"}
    assert data.keys() == top | {"schemaVersion", "libraryVersion", "userdata"}
    assert data["majorClaim"] == "c1"
    assert data["nodes"]["c1"]["atom"] == {
        "text": "The bridge must close.",
        "reference": {"resource": "s1", "offset": 2, "text": "The bridge must close."},
    }
    assert data["participants"] == {"p1": {"name": "Engineers"}}
    for node in data["nodes"].values():
        assert node.keys() <= {"atom", "scheme", "userdata"}
    assert loaded(data)[0] == example()


def test_what_arguebuf_cannot_say_is_told() -> None:
    told = {
        (one.kind, one.field, one.statement)
        for one in dump(example(), "-", format="arguebuf").losses
    }
    assert told == {
        ("approximated", "limits", "k2"),
        ("encoded", "id", "q1"),
        ("encoded", "answers", "c1"),
        ("encoded", "implicit", "r3"),
        ("encoded", "joint", "r1"),
        ("encoded", "joint", "r2"),
    }


def test_the_order_is_kept_though_others_write_nodes_in_any() -> None:
    map = ArgumentMap(
        claims=[Claim(id="z", text="Z"), Claim(id="a", text="A")],
        reasons=[Reason(id="m", text="M", supports="z", strength=0.5, meta={"n": 2**60})],
    )
    data = written(map)
    data["nodes"] = dict(sorted(data["nodes"].items()))
    assert loaded(data)[0] == map


@pytest.mark.parametrize("text", ["[]", '{"nodes": []}'])
def test_what_is_no_arguebuf_is_refused(text: str) -> None:
    load = named("arguebuf").codec.load
    assert load is not None
    with pytest.raises(MapFileError, match="<text>:1:1: this is not arguebuf"):
        load(Document(text=text))


@pytest.mark.parametrize(
    "data",
    [
        {"nodes": {"a": None, "b": 3, "c": {}, "d": {"atom": None}}, "edges": {"e": None, "f": {}}},
        {"nodes": {"a": atom(None), "b": atom(3)}, "edges": None, "resources": {"d": 1}},
        {"nodes": {"a": {**atom("A"), "userdata": {"argmap": "{"}}}, "userdata": {"argmap": 3}},
        {"nodes": {"a": atom("A", reference=3, participant=[1])}, "participants": {"p": 3}},
    ],
)
def test_dirt_never_fails(data: dict[str, Any]) -> None:
    map, _ = loaded(data)
    assert dump(map, "-", format="arguebuf").text


def test_a_joint_step_undercut_by_two_names_comes_back_whole() -> None:
    m = ArgumentMap()
    m.claim("C", id="c")
    m.reason("One", id="a", supports="c", joint="both")
    m.reason("Two", id="b", supports="c", joint="both")
    m.claim("No", id="u", undercuts=["a->c", "b->c"])
    document = Document(text=dump(m, "-", format="arguebuf").text)
    load = named("arguebuf").codec.load
    assert load is not None
    assert load(document) == m
    assert document.losses == []
