"""Annotations of a text become a map whose anchors are true, and are written back as they were."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from argmap.errors import MapFileError
from argmap.formats import Document, Loss, dump, read, read_with_losses, recognised, write
from argmap.model import Anchor, ArgumentMap, Caveat, Claim, Question, Reason
from argmap.source import Source
from argmap.units import UNIT_NAMES

TEXT = "🌉 The bridge must close. Its cables rust. So say engineers. So say all."
Json = Any  # whatever stands in a file
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def quote(exact: str, prefix: str = "", suffix: str = "") -> dict[str, Any]:
    around = {"prefix": prefix, "suffix": suffix}
    found = {"type": "TextQuoteSelector", "exact": exact}
    return found | {name: words for name, words in around.items() if words}


def position(start: int, end: int) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": end}


def annotation(*selectors: Json, number: int = 1, **more: Json) -> dict[str, Any]:
    target: dict[str, Any] = {"source": "http://example.org/page"}
    if selectors:
        target["selector"] = selectors[0] if len(selectors) == 1 else list(selectors)
    whole = {"@context": CONTEXT, "id": f"http://example.org/{number}", "type": "Annotation"}
    return {**whole, "target": target, **more}


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def loaded(data: Json, text: str | None = TEXT) -> tuple[ArgumentMap, list[Loss]]:
    """Read annotations from a file, with a text beside it."""
    Path("a.json").write_text(json.dumps(data), encoding="utf-8")
    Path("a.txt").unlink(missing_ok=True)
    if text is not None:
        Path("a.txt").write_text(text, encoding="utf-8", newline="")
    map, losses = read_with_losses("a.json", format="web-annotation")
    return map, list(losses)


def written(map: ArgumentMap) -> Json:
    return json.loads(dump(map, "a.json", format="web-annotation").text)


def items(map: ArgumentMap) -> list[Any]:
    found: list[Any] = json.loads(dump(map, "-", format="web-annotation").text)["first"]["items"]
    return found


def anchors_of(data: Json, text: str | None = TEXT) -> tuple[list[Anchor], list[tuple[str, str]]]:
    map, losses = loaded(data, text)
    assert written(map) == data
    listed = [anchor for one in map.statements for anchor in one.anchors]
    return listed, [(loss.kind, loss.what) for loss in losses]


# Places


@pytest.mark.parametrize(
    ("selectors", "words", "span"),
    [
        ([position(2, 24)], "The bridge must close.", (2, 24)),
        ([quote("Its cables rust")], "Its cables rust", (25, 40)),
        ([position(2, 24), quote("The bridge must close.")], "The bridge must close.", (2, 24)),
        ([quote("So say", suffix=" all")], "So say", (60, 66)),
        ([quote("So say", prefix="rust. ")], "So say", (42, 48)),
        ([{"type": "CssSelector", "value": "p"}, quote("rust")], "rust", (36, 40)),
        (
            [{"type": "FragmentSelector", "value": "p", "refinedBy": quote("cables")}],
            "cables",
            (29, 35),
        ),
        ([{**quote("So say all"), "refinedBy": quote("So say")}], "So say", (60, 66)),
        ([{**quote("So say all"), "refinedBy": position(3, 6)}], "say", (63, 66)),
        ([{**position(60, 70), "refinedBy": [quote("all")]}], "all", (67, 70)),
    ],
)
def test_selectors_name_a_place(selectors: list[Any], words: str, span: tuple[int, int]) -> None:
    anchors, losses = anchors_of(annotation(*selectors))
    assert losses == []
    assert [(one.quote, one.spans) for one in anchors] == [(words, (span,))]
    assert TEXT[slice(*span)] == words


@pytest.mark.parametrize(
    ("selectors", "anchor", "told"),
    [
        (
            [quote("So say")],
            Anchor(quote="So say"),
            "its quote appears several times in the text",
        ),
        ([quote("Trams")], Anchor(quote="Trams"), "its quote is not in the text"),
        (
            [position(25, 40), quote("The bridge")],
            Anchor(quote="The bridge", spans=((25, 40),)),
            "its quote is not at its position",
        ),
        (
            [position(250, 400), quote("The bridge", prefix=" ")],
            Anchor(quote="The bridge", prefix=" "),
            "its quote is not at its position",
        ),
    ],
)
def test_a_place_that_is_not_certain_is_not_guessed(
    selectors: list[Any], anchor: Anchor, told: str
) -> None:
    anchors, losses = anchors_of(annotation(*selectors))
    assert anchors == [anchor]
    assert losses == [("unresolved", told)]


@pytest.mark.parametrize(
    ("first", "second", "unit"),
    [((3, 6), (26, 41), "utf-16"), ((5, 8), (28, 43), "utf-8")],
)
def test_one_unit_holds_for_a_whole_text_and_the_quotes_say_which(
    first: tuple[int, int], second: tuple[int, int], unit: str
) -> None:
    data = [
        annotation(position(*first), quote("The"), number=1),
        annotation(position(*second), quote("Its cables rust"), number=2),
        annotation(position(*second), number=3),
    ]
    map, losses = loaded(data)
    assert [loss.what for loss in losses] == [
        f"offsets were converted to code points: they counted {UNIT_NAMES[unit]}"
    ]
    assert [one.anchors[0].quote for one in map.claims] == ["The", *["Its cables rust"] * 2]
    assert all(one.anchors[0].spans[0].cut(TEXT) == one.anchors[0].quote for one in map.claims)
    assert written(map) == data
    # What is new is counted as the rest is.
    new = Claim(id="new", quote="rust", span=(36, 40))
    selector = written(map.model_copy(update={"claims": [*map.claims, new]}))[3]["target"][
        "selector"
    ]
    assert selector[0]["start"] == 36 + (1 if unit == "utf-16" else 3)


def test_positions_count_code_points_where_nothing_says_otherwise() -> None:
    anchors, losses = anchors_of(annotation(position(2, 24)))
    assert (anchors[0].quote, losses) == ("The bridge must close.", [])


def test_without_a_text_quotes_stay_unchecked_and_positions_say_nothing() -> None:
    data = [
        annotation(position(2, 24), quote("The bridge must close.", suffix=" Its"), number=1),
        annotation(position(2, 24), number=2),
    ]
    anchors, losses = anchors_of(data, None)
    assert anchors == [Anchor(quote="The bridge must close.", suffix=" Its", spans=((2, 24),))]
    assert [kind for kind, _ in losses] == ["unresolved", "dropped"]
    assert losses[0][1].startswith("there is no text of 'http://example.org/page'")


def test_several_targets_are_several_anchors() -> None:
    data = annotation()
    data["target"] = [
        {"source": "http://example.org/page", "selector": quote("The bridge")},
        {"source": "http://example.org/page", "selector": quote("Its cables")},
    ]
    map, losses = loaded(data)
    assert losses == []
    assert [one.quote for one in map.claims[0].anchors] == ["The bridge", "Its cables"]
    assert written(map) == data


# Bodies


@pytest.mark.parametrize(
    ("more", "text", "note", "tags"),
    [
        ({}, None, None, ()),
        ({"bodyValue": "So?"}, None, "So?", ()),
        ({"body": "http://example.org/b"}, None, None, ()),
        ({"body": {"type": "TextualBody", "value": "So?"}}, None, "So?", ()),
        ({"body": {"value": "In short", "purpose": "describing"}}, "In short", None, ()),
        (
            {
                "body": [
                    {"value": "a", "purpose": "tagging"},
                    {"value": "b", "purpose": ["tagging"]},
                ]
            },
            None,
            None,
            ("a", "b"),
        ),
        (
            {"body": [{"value": "One."}, {"value": "Two.", "purpose": "commenting"}]},
            None,
            "One.\n\nTwo.",
            (),
        ),
        (
            {"body": {"type": "Choice", "items": [{"value": "yes"}, {"value": "oui"}]}},
            None,
            "yes",
            (),
        ),
        ({"creator": "http://example.org/ann", "created": "2026-01-01T00:00:00Z"}, None, None, ()),
    ],
)
def test_what_an_annotation_says(
    more: dict[str, Any], text: str | None, note: str | None, tags: tuple[str, ...]
) -> None:
    data = annotation(quote("The bridge"), **more)
    map, losses = loaded(data)
    assert losses == []
    claim = map.claims[0]
    assert (claim.text, claim.note, claim.tags, claim.speaker) == (text, note, tags, None)
    assert written(map) == data


def test_what_is_about_no_stretch_of_a_text_is_told_and_comes_back() -> None:
    data = {
        "@context": CONTEXT,
        "type": "AnnotationPage",
        "id": "http://example.org/page1",
        "items": [
            annotation(number=1, bodyValue="nice"),
            annotation({"type": "XPathSelector", "value": "/p"}, number=2),
            annotation({"type": "SvgSelector"}, {"type": "DataPositionSelector"}, number=3),
            annotation(quote("The bridge"), number=4),
            7,
            {"id": "http://example.org/5", "type": "Annotation", "target": "http://example.org/x"},
        ],
    }
    map, losses = loaded(data)
    assert [one.id for one in map.statements] == ["http://example.org/4"]
    told = "annotations of something that is not a passage of a text are left out: 4"
    assert [(loss.kind, loss.what) for loss in losses] == [("dropped", told)]
    assert written(map) == data


# Links


def test_annotations_that_link_others_are_links() -> None:
    map = ArgumentMap(sources=[Source(id="s", text=TEXT)])
    map.questions.append(Question(id="q", text="Should it close?"))
    map.claim(id="c", quote="The bridge must close.", answers="q")
    map.reason(id="r 1".replace(" ", ">"), quote="Its cables rust", supports="c")
    map.caveat(id="k", quote="So say engineers", undercuts="r>1")
    map.caveat(id="k2", text="Not all", implicit=True, undercuts="k", limits="c")
    found = {one["id"]: one for one in items(map)}
    support = found["urn:argmap:map:link:r%3E1:c"]
    assert support["target"] == "urn:argmap:map:r%3E1"
    assert support["body"][0]["source"] == "urn:argmap:map:c"
    undercut = found["urn:argmap:map:link:k:r%3E1"]
    assert undercut["body"][0]["source"] == "urn:argmap:map:link:r%3E1:c"
    back, losses = loaded(json.loads(dump(map, "-", format="web-annotation").text))
    assert losses == []
    assert [list(one.references) for one in back.statements] == [
        list(one.references) for one in map.statements
    ]


def test_links_that_cannot_be_in_a_map_are_told_and_come_back() -> None:
    def link(number: int, tag: str, origin: str, end: str) -> dict[str, Any]:
        return {
            "id": f"http://example.org/{number}",
            "type": "Annotation",
            "motivation": "linking",
            "body": [end, {"type": "TextualBody", "value": tag, "purpose": "tagging"}],
            "target": origin,
        }

    one, two = "http://example.org/1", "http://example.org/2"
    data = [
        annotation(quote("The bridge"), number=1),
        annotation(quote("Its cables"), number=2),
        link(3, "supports", two, one),
        link(4, "likes", two, one),
        link(5, "rebuts", two, "http://example.org/9"),
    ]
    map, losses = loaded(data)
    assert map[two].supports == (one,)
    assert map[two].kind == "reason"
    assert [(loss.kind, loss.statement) for loss in losses] == [
        ("unresolved", two),
        ("dropped", None),
    ]
    assert written(map) == data


# Containers


def collection(*pages: list[Any]) -> dict[str, Any]:
    first: Any = None
    for number, listed in reversed(list(enumerate(pages))):
        page = {"id": f"p{number}", "type": "AnnotationPage", "items": listed}
        first = page if first is None else {**page, "next": first}
    total = sum(len(page) for page in pages)
    whole = {"@context": CONTEXT, "id": "http://example.org/c", "type": "AnnotationCollection"}
    return {**whole, "label": "Bridge", "total": total, "first": first}


def test_collections_of_several_pages_stay_so() -> None:
    one, two = (annotation(quote(words), number=n) for n, words in ((1, "The bridge"), (2, "rust")))
    data = collection([one], [two])
    map, losses = loaded(data)
    assert losses == []
    assert map.title == "Bridge"
    assert [claim.anchors[0].quote for claim in map.claims] == ["The bridge", "rust"]
    assert written(map) == data
    shorter = map.model_copy(update={"title": "Bridges", "claims": map.claims[1:]})
    assert written(shorter) == {**collection([], [two]), "label": "Bridges", "total": 1}


def test_pages_that_are_elsewhere_are_told() -> None:
    data = {**collection([]), "total": 9, "first": "http://example.org/page1"}
    map, losses = loaded(data)
    assert [(loss.kind, loss.what[-3:]) for loss in losses] == [("unresolved", ": 1")]
    assert written(map) == data


def test_rows_of_hypothesis_are_read_and_written_as_rows() -> None:
    row = {
        "id": "Zx9",
        "created": "2026-01-01T00:00:00Z",
        "user": "acct:ann@example.org",
        "uri": "http://example.org/page",
        "text": "is that so?",
        "tags": ["bridges"],
        "target": [
            {
                "source": "http://example.org/page",
                "selector": [
                    {"type": "RangeSelector", "startContainer": "/p", "startOffset": 3},
                    position(26, 41),
                    quote("Its cables rust", prefix="close. "),
                ],
            }
        ],
    }
    data = {"total": 20, "rows": [row, {"id": "page", "uri": "x", "target": [{"source": "x"}]}]}
    map, losses = loaded(data)
    assert recognised(Document(text=json.dumps(data))).name == "web-annotation"
    assert [loss.kind for loss in losses] == ["repaired", "dropped"]
    claim = map["Zx9"]
    assert (claim.note, claim.tags) == ("is that so?", ("bridges",))
    assert claim.anchors[0].spans == ((25, 40),)
    assert written(map) == data
    changed = claim.model_copy(update={"note": "yes", "tags": ()})
    rows = written(map.model_copy(update={"claims": [changed]}))["rows"]
    assert rows[0] == {**row, "text": "yes", "tags": []}
    assert rows[1] == data["rows"][1]


@pytest.mark.parametrize("data", [{"a": 1}, [], [1], "x", {"rows": 1}, {"type": "Person"}])
def test_what_are_no_annotations_is_refused(data: Json) -> None:
    with pytest.raises(MapFileError, match="these are not annotations"):
        loaded(data)


@pytest.mark.parametrize(
    "odd",
    [
        {"target": None},
        {"target": [None, 4, {}]},
        {"target": {"source": 4, "selector": [None, 4, {"type": 4}]}},
        {"target": {"source": "x", "selector": {"type": "TextQuoteSelector", "exact": 4}}},
        {"target": {"source": "x", "selector": {"start": "a"}}},
        {"target": {"source": "x", "selector": {"refinedBy": {"refinedBy": 4}}}},
        {"body": [None, {"value": 4}, {"purpose": 4}, [[]]], "target": "x"},
        {"id": 4, "type": ["Annotation", 4], "motivation": {}, "target": "x"},
    ],
)
def test_annotations_that_are_not_well_made_break_nothing(odd: dict[str, Any]) -> None:
    data = {"type": "Annotation", "id": "http://example.org/1", **odd}
    map, _ = loaded([data])
    assert list(map.statements) == []
    assert written(map) == [data]


# Writing


def test_a_map_becomes_a_collection_that_other_programs_read(tmp_path: Path) -> None:
    (tmp_path / "s1.txt").write_text(TEXT, encoding="utf-8")
    map = ArgumentMap(title="Bridge", sources=[Source(id="s1", path="s1.txt").placed_in(tmp_path)])
    map.claim(id="c1", quote="The bridge must close.", tags=("a",), note="so?")
    assert write(map, tmp_path / "bridge.jsonld") == ()
    data = json.loads((tmp_path / "bridge.jsonld").read_text(encoding="utf-8"))
    assert data == {
        "@context": CONTEXT,
        "id": "urn:argmap:bridge",
        "type": "AnnotationCollection",
        "label": "Bridge",
        "total": 1,
        "first": {
            "id": "urn:argmap:bridge:page:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": [
                {
                    "id": "urn:argmap:bridge:c1",
                    "type": "Annotation",
                    "motivation": "classifying",
                    "body": [
                        {"type": "TextualBody", "value": "claim", "purpose": "classifying"},
                        {"type": "TextualBody", "value": "so?", "purpose": "commenting"},
                        {"type": "TextualBody", "value": "a", "purpose": "tagging"},
                    ],
                    "target": {
                        "source": "s1.txt",
                        "selector": [
                            position(2, 24),
                            quote(
                                "The bridge must close.",
                                prefix="🌉 ",
                                suffix=" Its cables rust. So say enginee",
                            ),
                        ],
                    },
                }
            ],
        },
    }
    back = read(tmp_path / "bridge.jsonld")
    assert back.claims[0].anchors == map.claims[0].anchors
    assert back.sources[0].text == TEXT


def test_what_the_vocabulary_cannot_say_is_kept_where_only_argmap_looks() -> None:
    parts = Anchor(quote="The bridge … rust", spans=((2, 12), (36, 40)))
    map = ArgumentMap(
        sources=[Source(id="s", text=TEXT, author="Ann")],
        claims=[Claim(id="c", text="Close it", anchors=(parts,), credence=0.5)],
        reasons=[
            Reason(id="r", quote="Its cables rust", span=(25, 40), supports="c", joint="j"),
            Reason(id="s", text="They do", implicit=True, supports="c", joint="j"),
        ],
        caveats=[Caveat(id="k", quote="So say", limits="c", speaker="Bo")],
        meta={"own": 1},
    )
    output = dump(map, "-", format="web-annotation")
    assert {loss.kind for loss in output.losses} == {"encoded"}
    assert len(json.loads(output.text)["first"]["items"][0]["target"]) == 2
    back, _ = loaded(json.loads(output.text), None)
    assert [one.model_dump(exclude={"meta"}) for one in back.statements] == [
        one.model_dump(exclude={"meta"}) for one in map.statements
    ]
    assert back.sources == map.sources


def test_a_changed_statement_keeps_what_a_map_cannot_say_of_it() -> None:
    data = annotation(
        quote("The bridge"),
        body=["http://example.org/b", {"type": "TextualBody", "value": "so?"}],
        creator="http://example.org/ann",
    )
    map, _ = loaded(data)
    changed = map.claims[0].model_copy(update={"note": "yes"})
    again = written(map.model_copy(update={"claims": [changed]}))
    assert again["creator"] == "http://example.org/ann"
    assert again["target"] == data["target"]
    assert again["body"] == [
        {"type": "TextualBody", "value": "claim", "purpose": "classifying"},
        {"type": "TextualBody", "value": "yes", "purpose": "commenting"},
        "http://example.org/b",
    ]


def test_a_text_is_found_by_its_address_its_path_or_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(annotation(quote("rust"))), encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    map, losses = read_with_losses(tmp_path / "a.json")
    assert losses == ()
    assert (map.sources[0].id, map.sources[0].url) == ("a", "http://example.org/page")
    given = Source(id="g", text="rust", url="http://example.org/page")
    other = Source(id="o", text="so")
    map, losses = read_with_losses(tmp_path / "a.json", source=[other, given])
    assert map.claims[0].anchors[0].spans == ((0, 4),)
    data = annotation(quote("rust"))
    data["target"]["source"] = "my%20text.txt"
    (tmp_path / "my text.txt").write_text("so rust", encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps(data), encoding="utf-8")
    map, losses = read_with_losses(tmp_path / "b.json")
    assert losses == ()
    assert (map.sources[0].path, map.claims[0].anchors[0].spans) == ("my text.txt", ((3, 7),))


def test_a_document_names_no_file_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out.txt").write_text("so rust", encoding="utf-8")
    for name in ("../out.txt", str(tmp_path / "out.txt")):
        data = annotation(quote("rust"))
        data["target"]["source"] = name
        (tmp_path / "in" / "a.json").write_text(json.dumps(data), encoding="utf-8")
        map, losses = read_with_losses(tmp_path / "in" / "a.json")
        assert map.claims[0].anchors[0].spans == ()
        assert [loss.kind for loss in losses] == ["unresolved"]


def test_what_a_map_file_may_hold_in_meta_breaks_nothing() -> None:
    odd = {"pos": "x", "annotation": {"id": 4, "target": [4]}, "links": {"supports c": 4}}
    map = ArgumentMap(
        claims=[Claim(id="c", text="a", meta={"web-annotation": odd})],
        reasons=[Reason(id="r", text="b", supports="c", meta={"web-annotation": odd})],
        meta={"web-annotation": {"rest": {"items": [4, [1], [None, 4]], "units": 4}}},
    )
    assert [one.text for one in loaded(written(map), None)[0].statements] == ["a", "b"]


def test_of_several_kinds_and_wordings_the_first_counts_and_the_others_are_told() -> None:
    said = [("claim", "classifying"), ("reason", "classifying")]
    said += [("One", "describing"), ("Two", "describing")]
    body: Json = [{"type": "TextualBody", "value": one, "purpose": use} for one, use in said]
    map, losses = loaded(annotation(body=body))
    assert (map.claims[0].kind, map.claims[0].text) == ("claim", "One")
    assert [(loss.kind, loss.field) for loss in losses if loss.kind == "approximated"] == [
        ("approximated", "kind"),
        ("approximated", "text"),
    ]


def recogito(id: str, words: str, *tags: str) -> dict[str, Any]:
    start = TEXT.index(words)
    bodies = [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in tags]
    target = {"selector": [quote(words), position(start, start + len(words))]}
    return {"@context": CONTEXT, "id": id, "type": "Annotation", "body": bodies, "target": target}


def recogito_link(id: str, origin: str, end: str, *tags: str) -> dict[str, Any]:
    bodies = [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in tags]
    ends = [{"id": origin}, {"id": end}]
    whole = {"@context": CONTEXT, "id": id, "type": "Annotation", "motivation": "linking"}
    return {**whole, "body": bodies, "target": ends}


RECOGITO = [
    recogito("#a", "The bridge must close.", "Thesis"),
    recogito_link("#r", "#b", "#a", "Supports"),
    recogito("#b", "Its cables rust", "evidence"),
]


def test_links_and_targets_as_recogito_has_them_are_read_and_come_back() -> None:
    map, losses = loaded(RECOGITO)
    assert losses == []
    assert [source.path for source in map.sources] == ["a.txt"]
    assert (map["#b"].kind, map["#b"].supports) == ("reason", ("#a",))
    assert [span.cut(TEXT) for span in map["#b"].anchors[0].spans] == ["Its cables rust"]
    assert written(map) == RECOGITO


def test_a_link_whose_relation_changed_is_written_anew() -> None:
    map, _ = loaded(RECOGITO)
    map.replace("#b", supports=("#a",), rebuts=("#a",))
    again, _ = loaded(written(map))
    assert (again["#b"].supports, again["#b"].rebuts) == (("#a",), ("#a",))


def test_quotes_without_any_text_are_reported_once_as_unchecked() -> None:
    map, losses = loaded(RECOGITO, text=None)
    assert [one.anchors[0].quote for one in map.statements] == [
        "The bridge must close.",
        "Its cables rust",
    ]
    assert [(loss.kind, loss.what) for loss in losses] == [
        (
            "unresolved",
            "no text is cited, given or next to the file, so no quote could be checked",
        )
    ]


@pytest.mark.parametrize(
    ("origin", "end", "lost"),
    [("#x", "#a", "'#x'"), ("#b", "#y", "'#y'"), ("#x", "#y", "'#x' and '#y'")],
)
def test_a_link_to_nothing_names_the_missing_ids(origin: str, end: str, lost: str) -> None:
    _, losses = loaded([*RECOGITO, recogito_link("#s", origin, end, "supports")])
    assert [loss.what for loss in losses] == [
        f"a link refers to {lost}, an annotation that does not exist"
    ]


def test_tags_of_a_project_mean_what_its_reader_says() -> None:
    data = [
        *RECOGITO,
        recogito("#c", "So say all.", "Aside"),
        recogito_link("#s", "#c", "#a", "pro"),
        recogito_link("#t", "#b", "#a", "see also"),
    ]
    loaded(data)
    words = {"labels": "EVIDENCE=caveat, aside=", "relations": "supports=limits,See-also="}
    map, losses = read_with_losses("a.json", options=words)
    assert (map["#b"].kind, map["#b"].limits) == ("caveat", ("#a",))
    assert [loss.what for loss in losses] == [
        "annotations whose label is left out, as requested: 1",
        "links whose relation a map cannot have are left out ('pro'): 1",
        "links whose relation a map cannot have are left out, as requested: 1",
    ]
    assert written(map) == data
    map.meta["web-annotation"]["rest"]["words"] = {"labels": "x=y"}
    assert len(written(map)["first"]["items"]) == len(data)


EXPORT = {
    "export_date": "2024-01-02T10:00:00Z",
    "export_userid": "ann",
    "client_version": "1.1",
    "annotations": [
        {
            "id": "abc",
            "uri": "http://example.org/page",
            "text": "so it is",
            "tags": ["thesis"],
            "target": [
                {
                    "source": "http://example.org/page",
                    "selector": [position(3, 25), quote("The bridge must close.")],
                }
            ],
        }
    ],
}


def test_what_the_client_of_hypothesis_exports_is_read_and_comes_back() -> None:
    assert recognised(Document(text=json.dumps(EXPORT))).name == "web-annotation"
    map, losses = loaded(EXPORT)
    assert [loss.what for loss in losses] == [
        f"offsets were converted to code points: they counted {UNIT_NAMES['utf-16']}"
    ]
    claim = map.claims[0]
    assert (claim.wording, claim.note, claim.tags) == (
        "The bridge must close.", "so it is", ("thesis",),
    )  # fmt: skip
    assert written(map) == EXPORT
    assert loaded({**EXPORT, "annotations": []})[0].claims == []
