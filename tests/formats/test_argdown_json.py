"""The JSON of Argdown's own program says what the text says from which it was made."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from argmap.errors import MapFileError
from argmap.formats import Document, named
from tests.formats.test_argdown import links, read

if TYPE_CHECKING:
    from argmap.model import ArgumentMap

CODEC = named("argdown-json").codec
NO_END = "a relation has an end that is not in the file"


def member(text: str | None, line: int = 1, **more: Any) -> dict[str, Any]:
    said = {"isReference": True} if text is None else {"text": text}
    return {"type": "statement", "startLine": line, "startColumn": 1, **said, **more}


def node(title: str, *members: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "equivalence-class", "title": title, "members": list(members), **more}


def relation(type: str, origin: str, target: str, **more: Any) -> dict[str, Any]:
    ends = {"fromType": "equivalence-class", "toType": "equivalence-class"}
    return {"relationType": type, "from": origin, "to": target, **ends, **more}


def debate(
    statements: list[dict[str, Any]] | None = None,
    arguments: list[dict[str, Any]] | None = None,
    relations: list[dict[str, Any]] | None = None,
    **more: Any,
) -> dict[str, Any]:
    return {
        "statements": {one["title"]: one for one in statements or ()},
        "arguments": {one["title"]: one for one in arguments or ()},
        "relations": relations or [],
        **more,
    }


def loaded(data: object) -> tuple[ArgumentMap, list[str]]:
    assert CODEC.load is not None
    document = Document(text=json.dumps(data))
    return CODEC.load(document), [f"{loss.kind} {loss}" for loss in document.losses]


A, B = node("a", member("Buses help", 1)), node("b", member("They carry many", 2))

# What is read


@pytest.mark.parametrize(
    ("type", "said"),
    [
        ("support", "supports"),
        ("entails", "supports"),
        ("attack", "rebuts"),
        ("contrary", "rebuts"),
    ],
)
def test_relations_are_those_of_argdown(type: str, said: str) -> None:
    map, losses = loaded(debate([A, B], relations=[relation(type, "b", "a")]))
    assert ("b", said, "a") in links(map)
    assert losses == []


def test_statements_that_contradict_each_other_rebut_each_other() -> None:
    map, _ = loaded(debate([A, B], relations=[relation("contradictory", "a", "b")]))
    assert links(map) == {("a", "rebuts", "b"), ("b", "rebuts", "a")}


def structured() -> dict[str, Any]:
    arguments = [
        node(
            "step",
            pcs=[
                {"title": "b"},
                {
                    "title": "a",
                    "inference": {"inferenceRules": ["Modus ponens"], "data": {"note": "usual"}},
                },
            ],
        )
    ]
    attack = relation("undercut", "u", "step", toType="inference", conclusionIndex=1)
    statements = [A, B, node("u", member("Only when they run", 9))]
    return debate(statements, arguments, [attack])


def test_a_structure_is_read_as_the_text_is_from_which_it_comes() -> None:
    map, losses = loaded(structured())
    text = (
        "[a]: Buses help\n\n[b]: They carry many\n\n<step>\n\n(1) [b]\n"
        '-- Modus ponens {note: "usual"} --\n(2) [a]\n  <_ [u]: Only when they run\n'
    )
    assert links(map) == links(read(text)) == {("b", "supports", "a"), ("u", "undercuts", "b")}
    assert map["b"].scheme == read(text)["b"].scheme == "Modus ponens"
    assert losses == []


def test_an_undercut_of_a_step_that_is_not_there_is_reported() -> None:
    data = structured()
    data["relations"][0]["conclusionIndex"] = 7
    map, losses = loaded(data)
    assert links(map) == {("b", "supports", "a")}
    assert losses == ["unresolved a relation has an end that is not in the file: 'u' to 'step'"]


def test_tags_are_cut_out_of_the_text_where_javascript_counts_them() -> None:
    tagged = member(
        "😀 buses help #transport",
        ranges=[{"type": "tag", "tag": "transport", "start": 14, "stop": 23}],
    )
    map, _ = loaded(debate([node("a", tagged)]))
    assert map["a"].text == "😀 buses help"
    assert map["a"].tags == ("transport",)


def test_links_bold_words_and_data_are_kept_or_reported() -> None:
    formatted = member(
        "See [this](http://x.y) **now**",
        ranges=[
            {"type": "link", "url": "http://x.y", "start": 4, "stop": 9},
            {"type": "bold", "start": 11, "stop": 13},
        ],
        data={"isCanonical": True},
    )
    map, losses = loaded(
        debate([node("a", formatted, member("Another wording", 5), data={"k": 1})])
    )
    assert map["a"].text is not None
    assert map["a"].text.startswith("See ")
    assert map["a"].meta["argdown"]["addresses"] == ["http://x.y"]
    assert map["a"].meta["argdown"]["data"] == {"k": 1}
    assert any("plain words" in loss for loss in losses)


def test_statements_stand_in_the_order_of_their_places_and_a_reference_has_no_words() -> None:
    late, early = node("late", member("Second", 8)), node("early", member("First", 3))
    bare = node("bare", member(None, 5))
    map, losses = loaded(debate([late, bare, early]))
    assert [one.id for one in map.claims] == ["early", "bare", "late"]
    assert map["bare"].text == "bare"
    assert any("its title is used as its text" in loss for loss in losses)


def test_headings_are_reported_at_every_depth() -> None:
    sections = [{"title": "One", "children": [{"title": "Two"}, "three"]}]
    _, losses = loaded(debate([A], sections=sections))
    assert losses == ["dropped headings cannot be stored in a map"]


def test_an_untitled_statement_gets_an_id_of_its_own() -> None:
    map, _ = loaded(debate([node("Untitled 1", member("No title"))]))
    assert [(one.id, one.text) for one in map.claims] == [("s1", "No title")]


# What is damaged


@pytest.mark.parametrize(
    ("damaged", "what"),
    [
        (relation("likes", "a", "b"), "a relation is not one of Argdown's: 'likes'"),
        (
            relation("support", "a", "x"),
            "a relation has an end that is not in the file: 'a' to 'x'",
        ),
        (relation("attack", "x", "a"), "a relation has an end that is not in the file: 'x' to 'a'"),
    ],
)
def test_a_relation_that_makes_no_link_is_reported(damaged: dict[str, Any], what: str) -> None:
    map, losses = loaded(debate([A, B], relations=[damaged]))
    assert links(map) == set()
    assert losses == [f"unresolved {what}"]


def test_only_statements_contradict_each_other() -> None:
    data = structured()
    data["relations"][0]["relationType"] = "contrary"
    assert loaded(data)[1] == ["unresolved only statements can contradict each other"]


def test_a_premise_that_is_not_among_the_statements_is_read_where_it_is_used() -> None:
    data = structured()
    data["arguments"]["step"]["pcs"].insert(0, {"title": "gone", "text": "Roads are full"})
    data["relations"][0]["conclusionIndex"] = 2
    map, losses = loaded(data)
    assert map["gone"].text == "Roads are full"
    assert {("b", "supports", "a"), ("gone", "supports", "a")} < links(map)
    assert len(links(map)) == 3
    assert losses == ["repaired a premise or conclusion is not among the statements: 'gone'"]


def test_lists_and_entries_of_another_type_are_reported() -> None:
    data = debate([A])
    data["statements"]["x"] = "text"
    data["relations"] = "none"
    map, losses = loaded(data)
    assert [one.id for one in map.claims] == ["a"]
    assert losses == [
        "repaired entries that are not objects are ignored: statements.x",
        "repaired `relations` is not a list and is ignored",
    ]


def test_a_range_that_ends_outside_the_text_ends_with_it() -> None:
    ranges = [{"type": "tag", "tag": "t", "start": "x", "stop": 900}]
    map, _ = loaded(debate([node("a", member("Buses", ranges=ranges))]))
    assert map["a"].tags == ("t",)


def test_it_is_known_by_its_three_tables() -> None:
    assert CODEC.fits is not None
    assert CODEC.fits(Document(text=json.dumps(structured())))
    assert not CODEC.fits(Document(text='{"statements": {}, "arguments": {}}'))


@pytest.mark.parametrize("data", [[], {"nodes": []}, "x", None])
def test_other_json_is_refused(data: object) -> None:
    with pytest.raises(MapFileError, match="this is not Argdown JSON"):
        loaded(data)
