"""Araucaria's trees become a map over their text."""

from __future__ import annotations

import pytest

from argmap.errors import FormatError, MapFileError
from argmap.formats import Document, Loss, dump, named, recognised
from argmap.formats.aml import AML
from argmap.model import ArgumentMap
from argmap.source import Source

TEXT = (
    "🌉 The bridge must close.\nIts cables rust, and rust weakens steel.\nTwo cables were checked."
)


def prop(id: str, words: str, offset: int | None = None, more: str = "", inside: str = "") -> str:
    missing = "yes" if offset == -1 else "no"
    place = "" if offset is None else f' offset="{offset}"'
    return (
        f'<PROP identifier="{id}" missing="{missing}"{more}>'
        f"<PROPTEXT{place}>{words}</PROPTEXT>{inside}</PROP>"
    )


def unit(proposition: str, *inside: str) -> str:
    return f"<AU>{proposition}{''.join(inside)}</AU>"


def file(*units: str, text: str = TEXT, before: str = "<SCHEMESET/>") -> str:
    end = "<EDATA><AUTHOR>A</AUTHOR><DATE>2026-01-01</DATE><SOURCE/></EDATA>"
    return f'<?xml version="1.0"?><ARG>{before}<TEXT>{text}</TEXT>{end}{"".join(units)}</ARG>'


def loaded(text: str, *sources: Source) -> tuple[ArgumentMap, list[Loss]]:
    document = Document(text=text, sources=sources)
    assert AML.load is not None
    return AML.load(document), document.losses


CLAIM = prop("A", "The bridge must close.", 2)


def test_convergent_linked_and_refuting_arguments_become_links() -> None:
    text = file(
        unit(
            CLAIM,
            f"<REFUTATION>{unit(prop('D', 'Two cables were checked.', 66))}</REFUTATION>",
            f"<CA>{unit(prop('E', 'Bridges are dear.', -1))}</CA>",
            "<LA>",
            unit(prop("B", "Its cables rust", 25)),
            unit(prop("C", "rust weakens steel", 46)),
            "</LA>",
        )
    )
    map, losses = loaded(text)
    assert losses == []
    assert [(one.id, one.kind) for one in map.statements] == [
        ("A", "claim"),
        ("E", "reason"),
        ("B", "reason"),
        ("C", "reason"),
        ("D", "caveat"),
    ]
    assert map["D"].rebuts == ("A",)
    assert [map[id].supports for id in "EBC"] == [("A",)] * 3
    assert map["B"].joint == map["C"].joint != map["E"].joint
    assert (map["E"].implicit, map["E"].text, map["E"].anchors) == (True, "Bridges are dear.", ())
    for id in "ABCD":
        anchor = map[id].anchors[0]
        assert anchor.spans[0].cut(map.sources[0].text) == anchor.quote
    assert recognised(Document(text=text)).name == "aml"


def test_a_refutation_of_a_refutation_and_trees_under_premises() -> None:
    text = file(
        unit(
            CLAIM,
            "<REFUTATION>",
            unit(prop("B", "b", -1), f"<REFUTATION>{unit(prop('C', 'c', -1))}</REFUTATION>"),
            "</REFUTATION>",
            "<CA>",
            unit(prop("D", "d", -1), f"<CA>{unit(prop('E', 'e', -1))}</CA>"),
            "</CA>",
        ),
        unit(prop("F", "f", -1)),
    )
    map, losses = loaded(text)
    assert losses == []
    assert (map["B"].rebuts, map["C"].rebuts) == (("A",), ("B",))
    assert (map["D"].supports, map["E"].supports) == (("A",), ("D",))
    assert [one.id for one in map.claims] == ["A", "F"]


def test_the_owner_speaks_and_the_scheme_is_shared_by_its_number() -> None:
    sign = '<INSCHEME scheme=" Argument From Sign " schid="0"/>'
    other = '<INSCHEME scheme="Other" schid="1"/>'
    owners = '<OWNER name="Engineers"/><OWNER name=" Bo "/>'
    text = file(
        unit(
            prop("A", "The bridge must close.", 2, inside=sign),
            f"<CA>{unit(prop('B', 'Its cables rust', 25, inside=other + sign + owners))}</CA>",
            f"<CA>{unit(prop('C', 'c', -1, inside=other))}</CA>",
        ),
        before="<SCHEMESET><SCHEME><NAME>Argument From Sign</NAME></SCHEME></SCHEMESET>",
    )
    map, losses = loaded(text)
    assert (map["B"].scheme, map["C"].scheme) == ("Argument From Sign", None)
    assert map["B"].speaker == "Engineers, Bo"
    assert [(loss.statement, loss.what) for loss in losses] == [
        ("B", "a scheme that no inference has as a whole is left out: 'Other'"),
        ("C", "a scheme that no inference has as a whole is left out: 'Other'"),
        (None, "definitions of schemes cannot be stored in a map: 1"),
    ]


@pytest.mark.parametrize("shift", ["utf-16", "line ends"])
def test_offsets_in_another_unit_are_known_by_all_of_them(shift: str) -> None:
    places = (3, 26, 67) if shift == "utf-16" else (2, 26, 68)
    words = ("The bridge must close.", "Its cables rust", "Two cables were checked.")
    units = [unit(prop(f"P{n}", *one)) for n, one in enumerate(zip(words, places, strict=True))]
    map, losses = loaded(file(*units))
    assert [(loss.kind, loss.field) for loss in losses] == [("repaired", "anchors.spans")]
    for statement, said in zip(map.claims, words, strict=True):
        assert statement.anchors[0].spans[0].cut(TEXT) == said


def test_words_that_are_said_to_be_missing_but_are_there_are_anchored() -> None:
    map, losses = loaded(file(unit(prop("A", "Its cables rust", -1)), unit(prop("B", "no", None))))
    assert (map["A"].implicit, map["A"].anchors[0].quote) == (False, "Its cables rust")
    assert (map["B"].text, map["B"].anchors) == ("no", ())
    assert [loss[:3] for loss in losses] == [("unresolved", "B", "anchors")]


def test_words_that_do_not_stand_at_their_offset_are_told() -> None:
    map, losses = loaded(file(unit(prop("A", "Its cables rust", 3)), unit(prop("B", "gone", 900))))
    assert map["A"].anchors[0].spans[0].cut(TEXT) == "Its cables rust"
    assert map["B"].anchors == ()
    assert [(loss.kind, loss.statement, loss.what) for loss in losses] == [
        ("unresolved", "A", "its words are not where the file says"),
        ("unresolved", "B", "its words are not where the file says"),
        ("unresolved", "B", "its words are not in the source"),
    ]


def test_words_said_to_be_missing_get_no_draft_if_they_are_in_several_places() -> None:
    map, losses = loaded(file(unit(prop("A", "cables", -1))))
    assert (map["A"].text, map["A"].anchors, losses) == ("cables", (), [])


def test_dirt_is_told() -> None:
    text = file(
        unit(CLAIM, "<CA/>", f"<CA>{unit('')}</CA>", f"<CA>{unit(prop('A', 'again', -1))}</CA>"),
        unit("<PROP/>"),
    )
    map, losses = loaded(text)
    assert [one.wording for one in map.statements] == [
        "The bridge must close.",
        "[no text]",
        "again",
    ]
    assert {loss.kind for loss in losses} == {"dropped", "repaired"}


def test_a_text_that_is_given_is_the_source() -> None:
    given = Source(id="given", text="So: The bridge must close.")
    map, _ = loaded(file(unit(CLAIM)), given)
    assert map.sources == [given]
    assert map["A"].anchors[0].spans == ((4, 26),)


def test_what_is_no_whole_file_is_refused() -> None:
    with pytest.raises(
        MapFileError, match="not a complete AML file: its root element is <fragments>"
    ):
        loaded(f"<fragments>{CLAIM}</fragments>")
    with pytest.raises(FormatError, match="can be read, but not written"):
        dump(ArgumentMap(), "-", format="aml")


def test_what_aml_does_not_have_in_a_place_is_told() -> None:
    prop = "<PROP identifier='{0}'><PROPTEXT>{0}</PROPTEXT></PROP>"
    text = (
        f"<ARG><NOTE/><AU>{prop.format('A')}<XX><AU>{prop.format('Q')}</AU></XX>"
        f"<CA><AU>{prop.format('B')}{prop.format('C')}</AU>{prop.format('D')}</CA></AU></ARG>"
    )
    document = Document(text=text)
    load = named("aml").codec.load
    assert load is not None
    assert [one.id for one in load(document).statements] == ["A", "B"]
    assert sorted((loss.kind, loss.what) for loss in document.losses) == [
        ("dropped", "<NOTE> elements in <ARG> are left out"),
        ("dropped", "<PROP> elements in <CA> are left out"),
        ("dropped", "<XX> elements in <AU> are left out"),
        ("dropped", "a further proposition of an argument unit is left out"),
    ]


@pytest.mark.parametrize("format", ["aml", "microtext"])
def test_a_format_of_one_text_tells_which_of_several_it_takes(format: str) -> None:
    given = (Source(id="s", text="Buses help."), Source(id="t", text="Trams help."))
    texts = {
        "aml": "<ARG><AU><PROP><PROPTEXT>Buses help.</PROPTEXT></PROP></AU></ARG>",
        "microtext": "<arggraph id='x'><edu id='e1'>Buses help.</edu><adu id='a1'/>"
        "<edge id='s1' src='e1' trg='a1' type='seg'/></arggraph>",
    }
    document = Document(text=texts[format], sources=given)
    load = named(format).codec.load
    assert load is not None
    assert [one.id for one in load(document).sources] == ["s"]
    assert ("dropped", "the format has one text: the first of those given is used") in [
        (loss.kind, loss.what) for loss in document.losses
    ]
