"""UIMA XMI with the parts of an argument becomes a map whose anchors are true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap.errors import FormatError, MapFileError
from argmap.formats import Document, Loss, dump, read_with_losses, recognised
from argmap.formats.uima import UIMA, read_properties
from argmap.model import ArgumentMap
from argmap.source import Source

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "🌉 The bridge must close. Its cables rust. Engineers call it shallow."

DKPRO = "http:///de/tudarmstadt/ukp/dkpro/argumentation/types.ecore"
OTHER_DKPRO = "http:///org/dkpro/argumentation/types.ecore"
CUSTOM = "http:///webanno/custom.ecore"
CORE = "http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore"


def xmi(*elements: str, text: str = TEXT, namespace: str = DKPRO, extra: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" '
        f'xmlns:cas="http:///uima/cas.ecore" xmlns:t="{namespace}" xmlns:core="{CORE}" '
        f'xmi:version="2.0"><cas:NULL xmi:id="0"/>{"".join(elements)}'
        f'<cas:Sofa xmi:id="6" sofaNum="1" sofaID="_InitialView" mimeType="text" '
        f'sofaString="{text}"/>{extra}<cas:View sofa="6" members="1 2 3"/></xmi:XMI>'
    )


def part(id: int, type: str, words: str, more: str = "") -> str:
    before = TEXT[: TEXT.index(words)].encode("utf-16-le")
    start = len(before) // 2
    end = start + len(words.encode("utf-16-le")) // 2
    return f'<t:{type} xmi:id="{id}" sofa="6" begin="{start}" end="{end}" {more}/>'


def relation(id: int, start: int, end: int, type: str = "ArgumentRelation") -> str:
    ends = f'source="{start}" target="{end}"'
    return f'<t:{type} xmi:id="{id}" sofa="6" begin="0" end="0" {ends}/>'


def loaded(text: str, *sources: Source) -> tuple[ArgumentMap, list[Loss]]:
    document = Document(text=text, sources=sources)
    assert UIMA.load is not None
    return UIMA.load(document), document.losses


CLAIM = part(1, "Claim", "The bridge must close.")
PREMISE = part(2, "Premise", "Its cables rust")
REBUTTAL = part(3, "Rebuttal", "Engineers call it shallow")


@pytest.mark.parametrize("namespace", [DKPRO, OTHER_DKPRO])
def test_parts_and_their_relations_become_a_map(namespace: str) -> None:
    text = xmi(REBUTTAL, PREMISE, CLAIM, relation(4, 2, 1), relation(5, 3, 1), namespace=namespace)
    map, losses = loaded(text)
    assert losses == []
    assert [(one.id, one.kind, one.wording) for one in map.statements] == [
        ("1", "claim", "The bridge must close."),
        ("2", "reason", "Its cables rust"),
        ("3", "caveat", "Engineers call it shallow"),
    ]
    assert (map["2"].supports, map["3"].rebuts) == (("1",), ("1",))
    for statement in map.statements:
        assert statement.anchors[0].spans[0].cut(map.sources[0].text) == statement.wording
    assert map["3"].meta["uima"]["type"] == "Rebuttal"
    assert recognised(Document(text=text)).name == "uima"


@pytest.mark.parametrize(
    ("type", "relation_name"),
    [
        ("Premise", "supports"),
        ("Backing", "supports"),
        ("Warrant", "supports"),
        ("Grounds", "supports"),
        ("Data", "supports"),
        ("Rebuttal", "rebuts"),
        ("Refutation", "rebuts"),
    ],
)
def test_a_relation_that_says_no_more_is_what_its_part_is_for(
    type: str, relation_name: str
) -> None:
    map, losses = loaded(xmi(CLAIM, part(2, type, "Its cables rust"), relation(4, 2, 1)))
    assert losses == []
    assert list(map["2"].references) == [(relation_name, "1")]


@pytest.mark.parametrize(
    ("type", "relation_name"), [("Support", "supports"), ("Attack", "rebuts"), ("Same", "restates")]
)
def test_a_relation_may_say_what_it_is(type: str, relation_name: str) -> None:
    map, _ = loaded(xmi(CLAIM, REBUTTAL, relation(4, 3, 1, type)))
    assert list(map["3"].references) == [(relation_name, "1")]


def test_an_attack_on_a_relation_is_an_undercut() -> None:
    text = xmi(CLAIM, PREMISE, REBUTTAL, relation(4, 2, 1), relation(5, 3, 4, "Attack"))
    map, losses = loaded(text)
    assert losses == []
    assert map["3"].undercuts == ("2",)


def test_what_the_file_does_not_say_is_not_guessed() -> None:
    claim = part(2, "Claim", "Its cables rust")
    text = xmi(CLAIM, claim, relation(4, 2, 1), relation(5, 2, 1, "Detail"), relation(6, 1, 99))
    map, losses = loaded(text)
    assert [list(one.references) for one in map.statements] == [[], []]
    assert [loss.kind for loss in losses] == ["dropped"]
    assert losses[0].what.endswith("left out: ArgumentRelation 2, Detail 1")


def test_a_claim_says_its_stance_itself() -> None:
    claim = part(2, "Claim", "Its cables rust", 'stance="Against"')
    map, losses = loaded(xmi(CLAIM, claim, relation(4, 2, 1)))
    assert losses == []
    assert map["2"].rebuts == ("1",)
    assert map["2"].kind == "claim"


def test_a_part_that_is_related_to_nothing_is_read_as_a_claim_and_told() -> None:
    map, losses = loaded(xmi(CLAIM, PREMISE, REBUTTAL))
    assert [one.kind for one in map.statements] == ["claim", "claim", "claim"]
    assert [(loss.kind, loss.statement, loss.what) for loss in losses] == [
        ("approximated", "2", "a Premise without relations in the file is read as a claim"),
        ("approximated", "3", "a Rebuttal without relations in the file is read as a claim"),
    ]


def test_a_relation_to_what_is_not_there_is_told() -> None:
    map, losses = loaded(xmi(CLAIM, PREMISE, relation(4, 2, 99)))
    assert map["2"].supports == ()
    assert ("unresolved", "2") in [loss[:2] for loss in losses]


def test_words_of_its_own_and_what_is_implicit_are_in_the_properties() -> None:
    properties = (
        "#java.util.Properties&#10;#Thu Aug 07 15:59:02 CEST 2014&#10;"
        "rephrasedContent=Rust is\\ndangerous&#10;implicit=true&#10;originalView=logos&#10;"
    )
    premise = (
        f'<t:Premise xmi:id="2" sofa="6" begin="0" end="0" properties="{properties}"/>'
        '<t:Premise xmi:id="9" sofa="6" begin="0" end="0" properties="implicit=true"/>'
    )
    map, losses = loaded(xmi(CLAIM, premise, relation(4, 2, 1)))
    reason = map["2"]
    assert (reason.text, reason.implicit, reason.anchors) == ("Rust is\ndangerous", True, ())
    assert reason.meta["uima"]["properties"] == {"originalView": "logos"}
    assert [(loss.kind, loss.what) for loss in losses] == [
        ("dropped", "a Premise without words is left out")
    ]


def test_layers_of_inception_are_known_by_their_name_or_by_a_label() -> None:
    text = xmi(
        part(1, "Span", "The bridge must close.", 'label="Major Claim"'),
        part(2, "Span", "Its cables rust", 'role="premise"'),
        part(3, "Rebuttal", "Engineers call it shallow"),
        part(7, "Span", "Engineers", 'label="Person"'),
        '<t:Relation xmi:id="4" sofa="6" begin="3" end="9" Governor="2" Dependent="1"'
        ' label="supports"/>',
        '<t:Relation xmi:id="5" sofa="6" begin="3" end="9" Governor="3" Dependent="4"'
        ' label="attacks"/>',
        '<t:Relation xmi:id="8" sofa="6" begin="3" end="9" Governor="3" Dependent="1"'
        ' label="precedes"/>',
        namespace=CUSTOM,
    )
    map, losses = loaded(text)
    assert [(one.id, one.kind) for one in map.statements] == [
        ("1", "claim"),
        ("2", "reason"),
        ("3", "caveat"),
    ]
    assert map["3"].undercuts == ("2",)
    assert [loss.what for loss in losses] == [
        "annotations that are not part of an argument are left out: Span 1, Relation 1"
    ]


def test_layers_of_language_are_counted_and_never_taken_for_arguments() -> None:
    core = (
        '<core:Token xmi:id="20" sofa="6" begin="0" end="2"/>'
        '<core:Token xmi:id="21" sofa="6" begin="3" end="6" value="Claim"/>'
        '<core:Dependency xmi:id="22" sofa="6" begin="3" end="6" Governor="20" Dependent="21"/>'
    )
    map, losses = loaded(xmi(core, CLAIM))
    assert [one.id for one in map.statements] == ["1"]
    assert losses[0].what.endswith("left out: Token 2, Dependency 1")


@pytest.mark.parametrize(
    ("begin", "end"), [("4", "999"), ("1", "4"), ("9", "4"), ("-1", "4"), ("x", "4"), ("", "")]
)
def test_a_place_that_is_not_in_the_text_is_told(begin: str, end: str) -> None:
    claim = f'<t:Claim xmi:id="1" sofa="6" begin="{begin}" end="{end}"/>'
    map, losses = loaded(xmi(claim))
    assert list(map.statements) == []
    assert [loss.kind for loss in losses] == ["unresolved", "dropped"]


def test_what_the_file_says_of_its_text_is_cited() -> None:
    meta = (
        '<core:DocumentMetaData xmi:id="13" sofa="6" begin="0" end="9" language="en" '
        'documentTitle="Bridge"/><t:WebArgumentMetadata xmi:id="24" sofa="6" begin="0" end="0" '
        'author="Ann" date="2009" origUrl="http://example.org/1"/>'
    )
    map, losses = loaded(xmi(CLAIM, meta))
    assert losses == []
    source = map.sources[0]
    assert (source.title, source.author, source.published, source.url, source.language) == (
        "Bridge",
        "Ann",
        "2009",
        "http://example.org/1",
        "en",
    )
    assert source.text == TEXT


def test_every_view_is_a_source() -> None:
    second = (
        '<cas:Sofa xmi:id="7" sofaNum="2" sofaID="German view" mimeType="text" '
        'sofaString="Die Brücke"/><t:Claim xmi:id="9" sofa="7" begin="4" end="10"/>'
    )
    map, losses = loaded(xmi(CLAIM, extra=second))
    assert losses == []
    assert [source.id for source in map.sources] == ["text", "German-view"]
    assert (map["9"].anchors[0].source, map["9"].anchors[0].quote) == ("German-view", "Brücke")


def test_a_text_that_is_given_is_the_source_where_it_is_the_same(tmp_path: Path) -> None:
    given = Source(id="given", text=TEXT)
    assert loaded(xmi(CLAIM), given)[0].sources == [given]
    map, losses = loaded(xmi(CLAIM), Source(id="other", text="so"))
    assert [source.id for source in map.sources] == ["text"]
    assert [(one.kind, one.what) for one in losses] == [
        ("dropped", "source 'other' is not a text of the file and is left out")
    ]
    path = tmp_path / "the bridge.xmi"
    path.write_text(xmi(CLAIM), encoding="utf-8")
    assert read_with_losses(path).map.sources[0].id == "the-bridge"


def test_a_sofa_without_its_text_is_told() -> None:
    text = xmi(CLAIM).replace(f'sofaString="{TEXT}"', 'sofaURI="file:x.txt"')
    map, losses = loaded(text)
    assert map.sources == []
    assert [loss.kind for loss in losses] == ["unresolved", "unresolved", "dropped"]


def test_what_is_no_xmi_is_refused() -> None:
    with pytest.raises(MapFileError, match="not UIMA XMI: its root element is <XMI>"):
        loaded("<XMI/>")
    with pytest.raises(FormatError, match="can be read, but not written"):
        dump(ArgumentMap(), "-", format="uima")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a=b\nc:d\ne f", {"a": "b", "c": "d", "e": "f"}),
        ("# no\n! no\n\n  a = b ", {"a": "b "}),
        ("a\\ b=c\\=d", {"a b": "c=d"}),
        ("a=b\\\n   c", {"a": "bc"}),
        ("a=\\u00e9\\uD83C\\uDF09\\t", {"a": "é🌉\t"}),
        ("a", {"a": ""}),
        ("a=\\uD83C", {"a": "\ufffd"}),
        ("", {}),
    ],
)
def test_properties_are_read_as_java_does(text: str, found: dict[str, str]) -> None:
    assert read_properties(text) == found


def chosen(text: str, **options: str) -> tuple[ArgumentMap, list[Loss]]:
    document = Document(text=text, options=options)
    assert UIMA.load is not None
    return UIMA.load(document), document.losses


def test_types_and_values_of_a_project_mean_what_its_reader_says() -> None:
    thesis = part(1, "Thesis", "The bridge must close.")
    evidence = part(2, "Span", "Its cables rust", 'value="Sub-Claim"')
    other = part(3, "Span", "Engineers", 'value="Person"')
    text = xmi(thesis, evidence, other, relation(4, 2, 1, "Pro"), relation(5, 3, 1, "Contra"))
    assert [one.kind for one in chosen(text)[0].statements] == []
    labels = "thesis=claim,sub_claim=reason,PERSON="
    map, losses = chosen(text, labels=labels, relations="pro=supports,Contra=")
    assert [(one.id, one.kind) for one in map.statements] == [("1", "claim"), ("2", "reason")]
    assert map["2"].supports == ("1",)
    assert [loss.what for loss in losses] == [
        "annotations that are left out, as requested: Person 1, Contra 1"
    ]


def test_a_relation_without_a_name_leads_as_the_kind_that_was_given_does() -> None:
    objection = part(2, "Objection", "Its cables rust")
    text = xmi(CLAIM, objection, relation(4, 2, 1))
    map, losses = chosen(text, labels="Objection=caveat")
    assert losses == []
    assert (map["2"].kind, map["2"].rebuts) == ("caveat", ("1",))


def test_linguistic_layers_are_parts_only_if_the_reader_says_so() -> None:
    entity = part(2, "NamedEntity", "Engineers", 'value="PER"')
    text = xmi(entity, namespace=CORE)
    assert list(chosen(text)[0].statements) == []
    map, losses = chosen(text, labels="PER=claim")
    assert [one.wording for one in map.statements] == ["Engineers"]
    assert losses == []
