"""AIF JSON: nodes of several types, and the dirt that real files have."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from argmap.errors import MapFileError
from argmap.formats import Document, dump, read, read_with_losses, write
from argmap.model import Anchor, ArgumentMap, Caveat, Claim, Question, Reason
from argmap.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from argmap.formats import Loss


def node(id: Any, type: str, text: Any = "", **more: Any) -> dict[str, Any]:
    return {"nodeID": id, "text": text, "type": type, **more}


def file(nodes: list[Any], edges: list[tuple[Any, Any]], **more: Any) -> dict[str, Any]:
    listed = [
        {"edgeID": str(number), "fromID": start, "toID": end, "formEdgeID": None}
        for number, (start, end) in enumerate(edges, 1)
    ]
    return {"nodes": nodes, "edges": listed, "locutions": [], **more}


def loaded(data: Any, *sources: Source) -> tuple[ArgumentMap, list[Loss]]:
    from argmap.formats.aif import AIF  # noqa: PLC0415 -- as the table does

    document = Document(text=json.dumps(data), sources=sources)
    assert AIF.load is not None
    return AIF.load(document), document.losses


def written(map: ArgumentMap) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(dump(map, "-", format="aif").text)
    return data


BRIDGE = file(
    [
        node("1", "I", "The bridge must close.", timestamp="2026-01-01 00:00:00"),
        node("2", "I", "Its cables rust"),
        node("3", "I", "rust weakens steel"),
        node("5", "I", "Engineers call the rust shallow"),
        node("6", "I", "they checked two cables"),
        node("7", "RA", "Default Inference", scheme="Default Inference", schemeID="72"),
        node("9", "CA", "Default Conflict"),
        node("10", "CA", "Limits"),
    ],
    [("2", "7"), ("3", "7"), ("7", "1"), ("5", "9"), ("9", "7"), ("6", "10"), ("10", "5")],
)


def test_links_are_read_from_the_nodes_between() -> None:
    map, losses = loaded(BRIDGE)
    assert losses == []
    assert [claim.id for claim in map.claims] == ["1"]
    assert [(one.id, one.supports, one.joint) for one in map.reasons] == [
        ("2", ("1",), "7"),
        ("3", ("1",), "7"),
    ]
    assert [(one.id, one.undercuts, one.limits) for one in map.caveats] == [
        ("5", ("2",), ()),
        ("6", (), ("5",)),
    ]
    assert map["2"].scheme is None


def test_a_file_that_was_read_is_written_back_as_it_was() -> None:
    map, _ = loaded(BRIDGE)
    assert written(map) == BRIDGE


def test_a_changed_statement_changes_only_its_part() -> None:
    map, _ = loaded(BRIDGE)
    map.claims[0] = map.claims[0].model_copy(update={"text": "The bridge must go."})
    data = written(map)
    data["nodes"][0]["text"] = "The bridge must close."
    assert data == BRIDGE


def test_a_link_that_was_removed_is_gone_and_what_was_kept_of_it_is_told() -> None:
    map, _ = loaded(BRIDGE)
    map.caveats.pop()
    changed = Claim(**{**dict(map.caveats[0]), "undercuts": ()})
    map.caveats.pop()
    map.claims.append(changed)
    output = dump(map, "-", format="aif")
    data = json.loads(output.text)
    assert [one["nodeID"] for one in data["nodes"]] == ["1", "2", "3", "5", "7"]
    assert [(one["fromID"], one["toID"]) for one in data["edges"]] == [
        ("2", "7"),
        ("3", "7"),
        ("7", "1"),
    ]
    assert [(loss.kind, loss.statement) for loss in output.losses if loss.kind == "stale"] == [
        ("stale", "5")
    ]


def test_ids_may_be_numbers_or_nought_and_come_back_as_they_were() -> None:
    data = file([node(0, "I", "A"), node(1, "I", "B"), node(2, "RA", "RA")], [(1, 2), (2, 0)])
    map, losses = loaded(data)
    assert losses == []
    assert map["1"].supports == ("0",)
    assert written(map) == data


def test_locutions_say_who_speaks_and_come_back() -> None:
    data = file(
        [
            node("1", "I", "Buses help"),
            node("2", "L", "Ann : Buses help"),
            node("3", "YA", "Asserting", scheme="Asserting", schemeID="74"),
            node("4", "I", "They carry many"),
            node("5", "L", "Host: Bob : They carry many"),
            node("6", "YA", "Arguing"),
            node("7", "RA", "Expert Opinion", scheme="Expert Opinion", schemeID="15"),
            node("8", "TA", "Default Transition"),
        ],
        [
            ("2", "3"),
            ("3", "1"),
            ("5", "6"),
            ("6", "4"),
            ("4", "7"),
            ("7", "1"),
            ("2", "8"),
            ("8", "5"),
        ],
    )
    map, losses = loaded(data)
    assert losses == []
    assert [(one.id, one.speaker) for one in map.statements] == [("1", "Ann"), ("4", "Bob")]
    assert map["4"].scheme == "Expert Opinion"
    assert written(map) == data


def test_participants_name_who_speaks() -> None:
    data = file(
        [node("1", "I", "Buses help"), node("2", "L", "x"), node("3", "YA", "Asserting")],
        [("2", "3"), ("3", "1")],
        locutions=[{"nodeID": "2", "personID": 1}],
        participants=[{"participantID": "1", "firstname": "Ann", "surname": "Lee"}],
    )
    map, _ = loaded(data)
    assert map["1"].speaker == "Ann Lee"
    assert written(map) == data


def test_what_leads_to_a_removed_statement_is_not_written() -> None:
    data = file(
        [
            node("1", "I", "A"),
            node("2", "L", "Ann: A"),
            node("3", "YA", "Asserting"),
            node("4", "I", "B"),
        ],
        [("2", "3"), ("3", "1")],
    )
    map, _ = loaded(data)
    map.claims.pop(0)
    output = dump(map, "-", format="aif")
    assert [one["nodeID"] for one in json.loads(output.text)["nodes"]] == ["4"]
    assert {loss.kind for loss in output.losses} == {"stale"}


def test_an_inference_with_two_conclusions_stays_one_node() -> None:
    data = file(
        [node("1", "I", "A"), node("2", "I", "B"), node("3", "I", "C"), node("4", "RA", "RA")],
        [("1", "4"), ("4", "2"), ("4", "3")],
    )
    map, losses = loaded(data)
    assert losses == []
    assert map["1"].supports == ("2", "3")
    assert written(map) == data


def test_attacks_on_attacks_go_as_deep_as_the_file_does() -> None:
    data = file(
        [
            node("1", "I", "A"),
            node("2", "I", "B"),
            node("3", "I", "C"),
            node("4", "I", "D"),
            node("5", "CA", "CA"),
            node("6", "CA", "CA"),
            node("7", "CA", "CA"),
        ],
        [("4", "7"), ("7", "6"), ("3", "6"), ("6", "5"), ("2", "5"), ("5", "1")],
    )
    map, losses = loaded(data)
    assert losses == []
    assert [map[id].undercuts for id in "34"] == [("2",), ("3",)]
    assert written(map) == data


def test_an_attack_on_one_of_several_links_names_it() -> None:
    data = file(
        [
            node("1", "I", "A"),
            node("2", "I", "B"),
            node("3", "I", "C"),
            node("4", "I", "D"),
            node("5", "RA", "RA"),
            node("6", "RA", "RA"),
            node("7", "CA", "CA"),
        ],
        [("3", "5"), ("5", "1"), ("3", "6"), ("6", "2"), ("4", "7"), ("7", "6")],
    )
    map, losses = loaded(data)
    assert losses == []
    assert map["4"].undercuts == ("3->2",)
    assert written(map) == data


@pytest.mark.parametrize(
    ("nodes", "edges", "told"),
    [
        (
            [node("1", "I", "A"), node("2", "RA")],
            [("2", "1")],
            "inferences without a premise are left out: '2'",
        ),
        (
            [node("1", "I", "A"), node("2", "RA")],
            [("1", "2")],
            "inferences without a conclusion are left out: '2'",
        ),
        (
            [node("1", "I", "A")],
            [("1", "9")],
            "edges with an end that is not in the file are left out: '1' from '1' to '9'",
        ),
        (
            [node("1", "I", "A"), node("2", "I", "B")],
            [("1", "2")],
            "a direct edge between statements has no relation",
        ),
        (
            [node("1", "I", "A"), node("2", "I", "B"), node("3", "RA"), node("4", "RA")],
            [("1", "3"), ("3", "2"), ("2", "4"), ("4", "3")],
            "a link into a link that it does not attack is left out",
        ),
        (
            [node("1", "I", "A"), node("2", "PA", "Default Preference")],
            [("1", "2")],
            "nodes of type 'PA' cannot be stored in a map",
        ),
        (
            [node("1", "I", "A"), node(None, "I", "B")],
            [],
            "nodes without an id are left out: nodes[1]",
        ),
        (
            [node("1", "I", "A"), node("1", "I", "B")],
            [],
            "nodes with the id of another are left out: nodes[1] ('1')",
        ),
        ([node("1", "I", "")], [], "a missing text became '[no text]'"),
        ([node("1", "I", None)], [], "a missing text became '[no text]'"),
        (
            [node("1", "I", "A"), node("2", "I", "B"), node("3", "RA")],
            [("1", "3"), ("1", "3"), ("3", "2")],
            "an edge that appears twice is read once",
        ),
        (
            [node("1", "I", "A"), node("2", "I", "B"), node("3", "RA"), node("4", "RA")],
            [("1", "3"), ("3", "2"), ("1", "4"), ("4", "2")],
            "`supports` that is given twice for one target is kept once",
        ),
    ],
)
def test_what_does_not_fit_is_told_and_comes_back(
    nodes: list[Any], edges: list[tuple[str, str]], told: str
) -> None:
    data = file(nodes, edges)
    map, losses = loaded(data)
    assert [loss.what for loss in losses] == [told]
    assert "1" in map
    assert written(map) == data


def test_self_links_and_cycles_are_read_as_they_are() -> None:
    data = file(
        [
            node("1", "I", "A"),
            node("2", "I", "B"),
            node("3", "RA"),
            node("4", "RA"),
            node("5", "CA"),
        ],
        [("1", "3"), ("3", "2"), ("2", "4"), ("4", "1"), ("1", "5"), ("5", "1")],
    )
    map, _ = loaded(data)
    assert (map["1"].supports, map["2"].supports, map["1"].rebuts) == (("2",), ("1",), ("1",))
    assert written(map) == data


def test_attacks_that_only_attack_each_other_are_left_out_and_told() -> None:
    data = file(
        [node("1", "I", "A"), node("2", "I", "B"), node("3", "CA"), node("4", "CA")],
        [("1", "3"), ("3", "4"), ("2", "4"), ("4", "3")],
    )
    map, losses = loaded(data)
    assert not list(map["1"].references)
    assert {(loss.kind, loss.statement) for loss in losses} == {("dropped", "1"), ("dropped", "2")}


def test_a_locution_as_premise_stands_for_what_is_said_in_it() -> None:
    data = file(
        [
            node("1", "I", "A"),
            node("2", "L", "Ann: B"),
            node("3", "YA"),
            node("4", "I", "B"),
            node("5", "RA", "RA"),
        ],
        [("2", "3"), ("3", "4"), ("2", "5"), ("5", "1")],
    )
    map, losses = loaded(data)
    assert map["4"].supports == ("1",)
    assert [loss.kind for loss in losses] == ["repaired"]
    assert written(map) == data


@pytest.mark.parametrize("empty", [{"nodes": [], "edges": []}, {"nodes": None, "edges": None}])
def test_an_empty_file_is_an_empty_map(empty: dict[str, Any]) -> None:
    map, losses = loaded(empty)
    assert losses == []
    assert list(map.statements) == []


@pytest.mark.parametrize("text", ["[]", "null", '"AIF"', "{}"])
def test_what_is_no_aif_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MapFileError, match=r"x\.json:1:1: this is not AIF"):
        read(path, format="aif")


# Words


def test_words_are_looked_for_in_the_text_that_is_given() -> None:
    source = Source(id="s", text="😀 The bridge must close. Its cables “rust”. Yes. So, yes: Yes.")
    data = file(
        [
            node("1", "I", "The bridge must close."),
            node("2", "I", 'Its cables "rust"'),
            node("3", "I", "Yes"),
            node("4", "I", "No"),
        ],
        [],
    )
    map, losses = loaded(data, source)
    assert map["1"].text is None
    assert map["1"].anchors[0].spans == ((2, 24),)
    assert map["2"].anchors[0].quote == "Its cables “rust”"
    assert map["2"].text == 'Its cables "rust"'
    assert map["3"].anchors == (Anchor(quote="Yes"),)
    assert map["4"].anchors == ()
    assert [(loss.kind, loss.statement) for loss in losses] == [
        ("unresolved", "3"),
        ("unresolved", "4"),
    ]


def test_the_words_of_a_locution_are_looked_for_without_who_says_them() -> None:
    source = Source(id="s", text="So buses do help, she said.")
    data = file(
        [
            node("1", "I", "Buses are of help"),
            node("2", "L", "Ann: buses do help"),
            node("3", "YA"),
        ],
        [("2", "3"), ("3", "1")],
    )
    map, losses = loaded(data, source)
    assert losses == []
    assert (map["1"].text, map["1"].anchors[0].quote) == ("Buses are of help", "buses do help")


def test_the_text_beside_a_file_is_its_source(tmp_path: Path) -> None:
    path = tmp_path / "n.json"
    path.write_text(json.dumps(file([node("1", "I", "cables rust")], [])), encoding="utf-8-sig")
    (tmp_path / "n.txt").write_bytes("\ufeffIts cables rust.\r\n".encode())
    map, losses = read_with_losses(path)
    assert losses == ()
    assert map.claims[0].anchors[0].spans == ((5, 16),)
    assert map.sources[0].path == "n.txt"


def test_a_text_beside_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "n.json"
    path.write_text(json.dumps(file([node("1", "I", "café")], [])), encoding="utf-8")
    (tmp_path / "n.txt").write_bytes("Un café.".encode("cp1252"))
    map, losses = read_with_losses(path)
    assert map.sources == []
    (loss,) = losses
    assert loss.kind == "unresolved"
    assert "cp1252" in loss.what
    given = read(path, source=Source.read(tmp_path / "n.txt", encoding="cp1252"))
    assert given.claims[0].anchors[0].spans == ((3, 7),)


# A map of one's own


def example() -> ArgumentMap:
    text = (
        "🌉 The bridge must close. Its cables rust, and rust weakens steel. "
        "Engineers call the rust shallow; they checked two cables.\n"
    )
    return ArgumentMap(
        sources=[Source(id="s1", text=text)],
        questions=[Question(id="q1", text="Should the bridge close?")],
        claims=[Claim(id="c1", quote="The bridge must close.", span=(2, 24), answers=["q1"])],
        reasons=[
            Reason(id="r1", quote="Its cables rust", span=(25, 40), supports="c1", joint="j1"),
            Reason(id="r2", quote="rust weakens steel", span=(46, 64), supports="c1", joint="j1"),
            Reason(id="r3", text="A weak bridge kills.", implicit=True, supports="c1"),
        ],
        caveats=[
            Caveat(
                id="k1",
                quote="Engineers call the rust shallow",
                span=(66, 97),
                undercuts="r1",
                speaker="Engineers",
            ),
            Caveat(id="k2", quote="they checked two cables", span=(99, 122), limits="k1"),
        ],
    )


def test_what_other_programs_cannot_read_of_a_map_is_told() -> None:
    output = dump(example(), "bridge.aif.json")
    told = {(loss.kind, loss.field, loss.statement) for loss in output.losses}
    assert {one for one in told if one[0] != "encoded"} == {("approximated", "limits", "k2")}
    assert {
        ("encoded", "speaker", "k1"),
        ("encoded", "implicit", "r3"),
        ("encoded", "id", "q1"),
        ("encoded", "answers", "c1"),
    } <= told
    assert output.companions == {"bridge.txt": example().sources[0].text}


def test_a_map_is_written_as_other_programs_expect_it() -> None:
    data = written(example())
    assert [(one["nodeID"], one["type"]) for one in data["nodes"]] == [
        *((str(number), "I") for number in range(1, 7)),
        ("7", "RA"),
        ("8", "RA"),
        ("9", "CA"),
        ("10", "CA"),
    ]
    assert [one["text"] for one in data["nodes"]][6:] == [
        "Default Inference",
        "Default Inference",
        "Default Conflict",
        "Limits",
    ]
    types = {one["nodeID"]: one["type"] for one in data["nodes"]}
    ends = [(types[one["fromID"]], types[one["toID"]]) for one in data["edges"]]
    assert ("I", "I") not in ends
    assert ends.count(("CA", "RA")) == 1


def test_speakers_can_be_written_as_locutions() -> None:
    output = dump(example(), "-", format="aif", options={"dialogue": "yes"})
    data = json.loads(output.text)
    assert [one["text"] for one in data["nodes"] if one["type"] == "L"] == [
        "Engineers: Engineers call the rust shallow"
    ]
    assert "speaker" not in {loss.field for loss in output.losses}
    assert loaded(data)[0] == example()


def test_another_programs_changes_come_before_what_argmap_noted_down() -> None:
    data = written(example())
    # Another program turns the undercut round to the claim, and rewords a statement.
    types = {one["nodeID"]: one["type"] for one in data["nodes"]}
    for edge in data["edges"]:
        if types[edge["fromID"]] == "CA" and types[edge["toID"]] == "RA":
            edge["toID"] = "1"
    data["nodes"][1]["text"] = "The cables rust"
    map, _ = loaded(data)
    assert map["k1"].rebuts == ("c1",)
    assert map["k1"].undercuts == ()
    assert map["r1"].text == "The cables rust"
    assert map["r1"].anchors[0].quote == "Its cables rust"


def test_a_record_of_argmaps_that_no_longer_fits_is_told() -> None:
    map = example()
    map.caveats[0] = map.caveats[0].model_copy(update={"undercuts": ("r2",)})
    data = written(map)
    assert loaded(data)[0]["k1"].undercuts == ("r2",)
    data["edges"] = [one for one in data["edges"] if one["fromID"] != "5"]
    map, losses = loaded(data)
    assert map["k1"].undercuts == ()
    assert ("stale", "k1") in {(loss.kind, loss.statement) for loss in losses}


@pytest.mark.full
def test_a_long_chain_is_read_and_written_back() -> None:
    size = 2_500
    nodes = [node(str(number), "I", f"Statement {number}") for number in range(size)]
    nodes += [node(f"r{number}", "RA", "Default Inference") for number in range(size - 1)]
    edges = [
        pair
        for number in range(size - 1)
        for pair in ((str(number + 1), f"r{number}"), (f"r{number}", str(number)))
    ]
    data = file(nodes, edges)
    map, losses = loaded(data)
    assert losses == []
    assert len(map.reasons) == size - 1
    assert written(map) == data


def test_a_text_that_is_there_already_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text("Mine.", encoding="utf-8")
    from argmap.errors import UsageError  # noqa: PLC0415 -- only here

    with pytest.raises(UsageError, match=r"bridge\.txt: a different file already exists"):
        write(example(), tmp_path / "bridge.aif.json")
    assert [path.name for path in tmp_path.iterdir()] == ["bridge.txt"]
    write(example(), tmp_path / "bridge.aif.json", replace=True)
    assert read(tmp_path / "bridge.aif.json") == example()


# Speakers


def said(*locutions: tuple[str, str], **more: Any) -> tuple[list[tuple[Any, str]], list[Loss]]:
    """Return who says each of some locutions, given with their contents, and in which words."""
    nodes, edges, texts = [], [], []
    for number, (content, text) in enumerate(locutions):
        nodes += [node(f"{number}i", "I", content), node(f"{number}l", "L", text)]
        nodes.append(node(f"{number}y", "YA", "Asserting"))
        edges += [(f"{number}l", f"{number}y"), (f"{number}y", f"{number}i")]
        texts.append(text)
    source = Source(id="s", text="\n".join(texts))
    map, losses = loaded(file(nodes, edges, **more), source)
    words = [one.anchors[0].quote if one.anchors else "" for one in map.claims]
    return list(zip([one.speaker for one in map.claims], words, strict=True)), losses


@pytest.mark.parametrize(
    ("content", "text", "speaker", "words"),
    [
        ("we must act", "Ann : One thing is clear: we must act", "Ann", 6),
        ("One thing is clear: we must act.", "Ann: One thing is clear: we must act.", "Ann", 5),
        ("we must act", "ann_b :we must act", "ann_b", 7),
        ("we must act", "Ann:we must act", "Ann", 4),
        ("We must act.", "the chair: we must act", "the chair", 11),
        ("我们必须行动", "李：我们必须行动", "李", 2),
        ("Note: we must act", "Note: we must act", None, 0),
        ("they meet", "they meet at 10:30", None, 0),
    ],
)
def test_a_speaker_is_what_a_locution_has_before_its_content(
    content: str, text: str, speaker: str | None, words: int
) -> None:
    assert said((content, text)) == ([(speaker, text[words:])], [])


def test_a_speaker_is_known_by_other_locutions() -> None:
    found, losses = said(
        ("trams are slow", "the minister : One thing is clear: trams crawl"),
        ("buses are quick", "the minister : buses fly"),
    )
    assert found == [
        ("the minister", "One thing is clear: trams crawl"),
        ("the minister", "buses fly"),
    ]
    assert losses == []
    found, losses = said(
        ("we agree", "Ann of York: we agree"), ("trams are slow", "Ann of York: they crawl")
    )
    assert [speaker for speaker, _ in found] == ["Ann of York"] * 2
    assert losses == []


def test_a_speaker_is_known_by_the_participants() -> None:
    people = [{"participantID": 1, "firstname": "Ann", "surname": "of York"}]
    spoken = [{"nodeID": "0l", "personID": "1"}]
    for text, words in (
        ("ann of york: they crawl", "they crawl"),
        ("Ann: they crawl", "they crawl"),
        ("One thing is clear: they crawl", "One thing is clear: they crawl"),
    ):
        found, losses = said(("trams are slow", text), participants=people, locutions=spoken)
        assert found == [("Ann of York", words)]
        assert losses == []


def test_a_speaker_is_known_by_the_text_that_does_not_have_the_name() -> None:
    data = file(
        [node("1", "I", "slow"), node("2", "L", "the chair: trams crawl"), node("3", "YA")],
        [("2", "3"), ("3", "1")],
    )
    map, losses = loaded(data, Source(id="s", text="(applause) Trams crawl, as we know."))
    assert (map["1"].speaker, map["1"].anchors[0].quote, losses) == ("the chair", "Trams crawl", [])


def test_what_only_a_colon_shows_is_told() -> None:
    found, (loss,) = said(("trams are slow", "Ann: they crawl"))
    assert found == [("Ann", "they crawl")]
    assert (loss.kind, loss.statement, loss.field) == ("unresolved", "0i", "speaker")
    assert loss.what == "only a colon shows that the words before it name a speaker"
    found, (loss,) = said(("trams are slow", "One thing is clear: they crawl"))
    assert found == [(None, "One thing is clear: they crawl")]
    assert loss.what == "it is unclear whether the words before its colon name a speaker"


def test_a_locution_that_argmap_wrote_says_who_speaks(tmp_path: Path) -> None:
    quote = "One thing is clear: we must act."
    m = ArgumentMap(
        sources=[Source(id="t", text=quote)],
        claims=[Claim(id="c", speaker="Ann", quote=quote, span=(0, 32))],
    )
    output = write(m, tmp_path / "m.json", format="aif", options={"dialogue": "yes"})
    assert "speaker" not in {loss.field for loss in output}
    data = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    del data["argmap"]
    (tmp_path / "m.json").write_text(json.dumps(data), encoding="utf-8")
    again = read(tmp_path / "m.json").claims[0]
    assert (again.speaker, again.anchors[0].quote) == ("Ann", quote)


# The text as OVA keeps it


OVA_TEXT = (
    "Bob: they say that they are good<br>\n"
    'Ann: <span class="highlighted" id="node7">they are good</span>, I &amp; you know\n'
)
OVA_NODES = [node("1", "I", "buses are good"), node("2", "L", "Ann : they are good")]
OVA = file([*OVA_NODES, node("3", "YA", "Asserting")], [("2", "3"), ("3", "1")])
PLAIN = "Bob: they say that they are good\n\nAnn: they are good, I & you know\n"


def test_the_text_beside_a_file_may_be_that_of_ova_with_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "ova.json"
    path.write_text(json.dumps(OVA), encoding="utf-8")
    (tmp_path / "ova.txt").write_text(OVA_TEXT, encoding="utf-8")
    map, losses = read_with_losses(path)
    assert map.sources[0].text == PLAIN
    (anchor,) = map["1"].anchors
    assert (anchor.quote, anchor.spans) == ("they are good", ((39, 52),))
    assert map["1"].speaker == "Ann"
    assert ("repaired", "the text of source 'ova' is OVA's HTML: its plain text is the source") in [
        (loss.kind, loss.what) for loss in losses
    ]


def test_a_mark_is_that_of_the_statement_with_its_words_whatever_its_number(tmp_path: Path) -> None:
    path = tmp_path / "ova.json"
    data = {**OVA, "nodes": [*OVA["nodes"], node("7", "I", "trams are bad")]}
    path.write_text(json.dumps(data), encoding="utf-8")
    (tmp_path / "ova.txt").write_text(OVA_TEXT, encoding="utf-8")
    map, _ = read_with_losses(path)
    assert map["1"].anchors[0].spans == ((39, 52),)
    assert map["7"].anchors == ()


def test_a_text_that_is_given_may_be_that_of_ova() -> None:
    map, _ = loaded(OVA, Source(id="s", text=OVA_TEXT, title="Talk"))
    assert (map.sources[0].text, map.sources[0].title) == (PLAIN, "Talk")
    assert map["1"].anchors[0].spans == ((39, 52),)


def test_a_text_with_signs_of_less_and_more_is_no_html() -> None:
    source = Source(id="s", text="they are good if a < b & b > c, <sic>")
    map, losses = loaded(OVA, source)
    assert map.sources == [source]
    assert losses == []


def test_of_several_people_who_say_the_same_the_first_is_the_speaker_and_the_others_are_told() -> (
    None
):
    data = file(
        [
            node("1", "I", "we agree"),
            node("2", "L", "Ann: we agree"),
            node("3", "YA", "Asserting"),
            node("4", "L", "Bob: we agree"),
            node("5", "YA", "Agreeing"),
        ],
        [("2", "3"), ("3", "1"), ("4", "5"), ("5", "1")],
    )
    map, (loss,) = loaded(data)
    assert map["1"].speaker == "Ann"
    assert loss.what == "several people say it: the first is used as its speaker"
    assert written(map) == data
