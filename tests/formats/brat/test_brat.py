"""A brat file becomes a map whose anchors are true, and is written back line for line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import MapFileError
from argmap.formats import Document, Loss, dump, read, read_with_losses, recognised, write
from argmap.formats.brat.codec import BRAT
from argmap.model import ArgumentMap, Caveat, Claim, Question, Reason
from argmap.source import Source
from argmap.units import UNIT_NAMES
from tests.strategies import texts

TEXT = (
    "🌉 The bridge must close. Its cables rust, and rust weakens steel.\nEngineers call it shallow."
)

ANN = """\
T1	Claim 2 24	The bridge must close.
T2	Reason 25 40	Its cables rust
T3	Reason 46 64	rust weakens steel
T4	Caveat 66 93	Engineers call it shallow.
R1	supports Arg1:T2 Arg2:T1
R2	supports Arg1:T3 Arg2:T1
R3	undercuts Arg1:T4 Arg2:T2
A1	Joint T2 j1
A2	Joint T3 j1
A3	Speaker T4 Engineers
#1	AnnotatorNotes T1	who says so?
"""
ANN = ANN.replace("66 93", "66 92")


def loaded(ann: str, text: str | None = TEXT) -> tuple[ArgumentMap, list[Loss]]:
    sources = () if text is None else (Source(id="s", text=text),)
    document = Document(text=ann, sources=sources)
    assert BRAT.load is not None
    return BRAT.load(document), document.losses


def written(map: ArgumentMap) -> str:
    return dump(map, "-", format="brat").text


def assert_true(map: ArgumentMap) -> None:
    """Every anchor with spans is its words, letter for letter."""
    for statement in map.statements:
        for anchor in statement.anchors:
            cuts = [span.cut(map.source(anchor.source).text) for span in anchor.spans]
            assert " … ".join(cuts) == anchor.quote


def kept(map: ArgumentMap, ann: str) -> bool:
    """Tell whether the lines of a file come back, apart from a note that only argmap reads."""
    lines = written(map).split("\n")
    return "\n".join(line for line in lines if "\tArgmapData " not in line) == ann


# What the lines say


def test_spans_relations_attributes_and_notes_become_a_map() -> None:
    map, losses = loaded(ANN)
    assert losses == []
    assert_true(map)
    assert [(one.id, one.kind, one.supports) for one in map.statements] == [
        ("T1", "claim", ()),
        ("T2", "reason", ("T1",)),
        ("T3", "reason", ("T1",)),
        ("T4", "caveat", ()),
    ]
    assert map["T4"].undercuts == ("T2",)
    assert (map["T2"].joint, map["T3"].joint) == ("j1", "j1")
    assert map["T4"].speaker == "Engineers"
    assert map["T1"].note == "who says so?"
    assert map["T1"].text is None
    assert kept(map, ANN)


def test_fields_that_are_attributes_come_back() -> None:
    ann = (
        "T1\tClaim 2 24\tThe bridge must close.\nA1\tStrength T1 0.5\nM2\tTag T1 one\n"
        "A3\tTag T1 two\nA4\tImplicit T1\nA5\tCredence T1 1.5\nA6\tConfidence T1 High\n"
    )
    map, losses = loaded(ann)
    claim = map["T1"]
    assert (claim.strength, claim.tags, claim.implicit, claim.credence) == (
        0.5,
        ("one", "two"),
        True,
        None,
    )
    told = "attributes that cannot be stored in a map: Credence 1, Confidence 1"
    assert Loss("dropped", None, "type", told) in losses
    assert kept(map, ann)


@pytest.mark.parametrize(
    ("lines", "link"),
    [
        ("T1\tClaim 0 1\ta\nT2\tPremise 2 3\tb\nR1\tattacks Arg1:T2 Arg2:T1\n", "rebuts"),
        ("T1\tClaim 0 1\ta\nT2\tPremise 2 3\tb\nR1\tSupport Arg1:T2 Arg2:T1\t\n", "supports"),
        ("T1\tClaim 0 1\ta\nT2\tPremise 2 3\tb\nR1\tPartial-Attack Arg1:T2 Arg2:T1\n", "limits"),
        ("T1\town_claim 0 1\ta\nT2\tdata 2 3\tb\nR1\tcontradicts Arg1:T2 Arg2:T1\n", "rebuts"),
        (
            "T1\town_claim 0 1\ta\nT2\town_claim 2 3\tb\nR1\tsemantically_same Arg1:T2 Arg2:T1\n",
            "restates",
        ),
        ("T1\tQuestion 0 1\ta\nT2\tClaim 2 3\tb\nR1\tanswers Arg1:T2 Arg2:T1\n", "answers"),
    ],
)
def test_each_corpus_has_its_own_names_for_the_relations(lines: str, link: str) -> None:
    map, losses = loaded(lines, "a b")
    assert losses == []
    assert list(map["T2"].references) == [(link, "T1")]
    assert kept(map, lines)


def test_a_relation_of_a_type_that_is_not_known_never_is_a_support() -> None:
    ann = "T1\tClaim 0 1\ta\nT2\tPerson 2 3\tb\nR1\tLocated Arg1:T2 Arg2:T1\n"
    map, losses = loaded(ann, "a b")
    assert [one.kind for one in map.statements] == ["claim", "claim"]
    assert not [reference for one in map.statements for reference in one.references]
    advice = [
        f"the option `{option}=…` says what they mean"
        for option in ("relations=Located", "labels=Person")
    ]
    assert [(loss.kind, loss.what) for loss in losses] == [
        ("dropped", f"relations that cannot be stored in a map: Located 1; {advice[0]}"),
        (
            "approximated",
            f"types without a kind, so that their links decide: Person 1; {advice[1]}",
        ),
    ]
    assert kept(map, ann)


def test_the_stance_of_a_claim_bears_on_every_major_claim() -> None:
    ann = (
        "T1\tMajorClaim 0 1\ta\nT2\tMajorClaim 2 3\tb\nT3\tClaim 4 5\tc\nT4\tClaim 6 7\td\n"
        "A1\tStance T3 For\nA2\tStance T4 Against\nR1\tsupports Arg1:T3 Arg2:T1\n"
    )
    map, losses = loaded(ann, "a b c d")
    assert losses == []
    assert map["T3"].supports == ("T1", "T2")
    assert map["T4"].rebuts == ("T1", "T2")
    assert all(one.kind == "claim" for one in map.statements)
    assert kept(map, ann)
    # Without one of the links the stance says too much, and the other link is written out.
    changed = map.model_copy(
        update={
            "claims": [
                one.model_copy(update={"rebuts": ("T2",)}) if one.id == "T4" else one
                for one in map.claims
            ]
        }
    )
    text = written(changed)
    assert "A2\tStance" not in text
    assert "rebuts Arg1:T4 Arg2:T2" in text


def test_parts_of_the_same_become_one_statement_with_a_span_for_each() -> None:
    ann = (
        "T2\town_claim 4 5\tc\nT1\town_claim 0 1\ta\nT3\tdata 6 7\td\n"
        "R1\tparts_of_same Arg1:T2 Arg2:T1\nR2\tsupports Arg1:T3 Arg2:T2\t\n"
    )
    map, losses = loaded(ann, "a b c d")
    assert losses == []
    assert [one.id for one in map.statements] == ["T1", "T3"]
    assert map["T1"].anchors[0].quote == "a … c"
    assert map["T3"].supports == ("T1",)
    assert_true(map)
    assert kept(map, ann)


def test_an_attack_on_a_relation_is_an_undercut() -> None:
    ann = (
        "T1\tClaim 0 1\ta\nT2\tPremise 2 3\tb\nT3\tPremise 4 5\tc\n"
        "R1\tsupports Arg1:T2 Arg2:T1\nR2\tattacks Arg1:T3 Arg2:R1\n"
    )
    map, losses = loaded(ann, "a b c")
    assert losses == []
    assert map["T3"].undercuts == ("T2",)
    assert kept(map, ann) or "R2\tundercuts Arg1:T3 Arg2:R1" in written(map)


def test_an_undercut_of_a_premise_with_several_links_is_not_guessed() -> None:
    ann = (
        "T1\tClaim 0 1\ta\nT2\tReason 2 3\tb\nT3\tCaveat 4 5\tc\nT4\tClaim 6 7\td\n"
        "R1\tsupports Arg1:T2 Arg2:T1\nR2\tsupports Arg1:T2 Arg2:T4\n"
        "R3\tundercuts Arg1:T3 Arg2:T2\n"
    )
    map, losses = loaded(ann, "a b c d")
    assert map["T3"].undercuts == ()
    assert ("unresolved", "T3", "undercuts") in [loss[:3] for loss in losses]
    assert kept(map, ann)


# Places


def test_fragments_are_spans_of_one_anchor_and_a_line_end_between_them_is_none() -> None:
    ann = "T1\tClaim 0 2;3 5;9 11\tIt is ok\n"
    map, losses = loaded(ann, "It\nis so ok.")
    assert losses == []
    assert map["T1"].anchors[0].quote == "It\nis … ok"
    assert map["T1"].anchors[0].spans == ((0, 5), (9, 11))
    assert kept(map, ann)


def test_fragments_between_which_there_are_no_words_are_one_span() -> None:
    ann = "T1\tClaim 0 2;3 5;5 7\tIt is so\nT2\tClaim 0 2;8 10\tIt ok\n"
    map, losses = loaded(ann, "It isso ok.")
    assert losses == []
    assert (map["T1"].anchors[0].quote, map["T1"].anchors[0].spans) == ("It isso", ((0, 7),))
    assert map["T2"].anchors[0].quote == "It … ok"
    assert kept(map, ann)


@pytest.mark.parametrize(
    ("line", "text", "quote", "repair"),
    [
        ("T1\tClaim 0 2;6 8\tItok", "It is ok", "It … ok", None),
        ("T1\tClaim 6 8;0 2\tIt ok", "It is ok", "It … ok", None),
        ("T1\tClaim 0 5\tIt is", "It\nis ok", "It\nis", "a line end that is written as a space"),
        ("T1\tClaim 0 2\tIt\t", "It is ok", "It", "what follows the words on their line"),
        ("T1\tClaim 0 2\tIt\tnote", "It is ok", "It", "what follows the words on their line"),
        ("T1\tClaim 0 2", "It is ok", "It", "the words were taken from the text"),
        ('T1\tClaim 0 3\t"It', '"It is', '"It', None),
        ("T1\tClaim 0 4\t It ", " It is", " It ", None),
        ("T1\tClaim 0 5\te\u0301tat", "e\u0301tat", "e\u0301tat", None),
        ("T1\tClaim 0 3\ta\u2028b", "a\u2028b", "a\u2028b", None),
        ("T1\tClaim 1 3\tIt", "\ufeffIt", "It", None),
    ],
)
def test_ways_to_write_a_span_that_all_say_the_same(
    line: str, text: str, quote: str, repair: str | None
) -> None:
    map, losses = loaded(f"{line}\n", text)
    assert map["T1"].anchors[0].quote == quote
    assert_true(map)
    assert [loss.what.startswith(repair or "") for loss in losses] == [True] * (repair is not None)
    assert kept(map, f"{line}\n")


@pytest.mark.parametrize(
    ("offsets", "unit", "text"),
    [
        (("3 5", "6 8"), "utf-16", "🌉It is"),
        (("4 6", "7 9"), "utf-8", "🌉It is"),
        (("3 5", "6 8"), "CRLF as one", "a\r\nbIt is"),
        (("0 2", "3 5"), "without BOM", "\ufeffIt is"),
    ],
)
def test_offsets_in_another_unit_are_known_by_all_the_words_together(
    offsets: tuple[str, str], unit: str, text: str
) -> None:
    if unit == "utf-16":
        offsets = ("2 4", "5 7")
    ann = f"T1\tClaim {offsets[0]}\tIt\nT2\tClaim {offsets[1]}\tis\n"
    map, losses = loaded(ann, text)
    assert [loss.kind for loss in losses] == ["repaired"]
    assert losses[0].what.endswith(f"they counted {UNIT_NAMES[unit]}")
    assert_true(map)
    assert [one.anchors[0].quote for one in map.statements] == ["It", "is"]
    assert kept(map, ann)


def test_words_that_do_not_stand_at_their_place_are_never_moved_in_silence() -> None:
    ann = "T1\tClaim 0 2\tis\nT2\tClaim 40 42\tit\nT3\tClaim 3 3\t\nT4\tClaim 0 2\tIt\n"
    map, losses = loaded(ann, "It is so")
    assert map["T1"].anchors[0] == map["T1"].anchors[0].model_copy(
        update={"quote": "is", "spans": ((0, 2),)}
    )
    assert [(loss.kind, loss.statement, loss.field) for loss in losses] == [
        ("unresolved", "T1", "anchors"),
        ("unresolved", "T2", "anchors"),
        ("unresolved", "T3", "anchors"),
        ("repaired", "T3", "text"),
    ]
    assert kept(map, ann)


def test_overlapping_crossing_and_identical_spans_are_statements_of_their_own() -> None:
    ann = "T1\tClaim 0 5\tIt is\nT2\tClaim 3 8\tis so\nT3\tClaim 0 5\tIt is\n"
    map, losses = loaded(ann, "It is so")
    assert losses == []
    assert_true(map)
    assert kept(map, ann)


def test_without_a_text_spans_stay_unchecked_and_it_is_told() -> None:
    ann = "T1\tClaim 0 2;6 8\tIt ok\nT2\tClaim 0 2\tIt\n"
    map, losses = loaded(ann, None)
    assert [(loss.kind, loss.field) for loss in losses] == [("unresolved", "sources")]
    assert map["T1"].anchors[0].quote == "It … ok"
    assert map["T2"].anchors[0].spans == ((0, 2),)
    assert map.sources == []
    assert kept(map, ann)


# Dirt


def test_lines_may_come_in_any_order_with_anything_between() -> None:
    ann = (
        "\nR1\tsupports Arg1:T2 Arg2:T1\t\n#1\tAnnotatorNotes R1\twhy?\n"
        "E1\tMerge:T2 Org:T1\nN1\tReference T1 Wiki:5\tIt\n*\tAlias T1 T2\n"
        "what is this?\nT1\tClaim 0 2\tIt\n\nT2\tPremise 3 5\tis\n"
    )
    map, losses = loaded(ann, "It is so")
    assert map["T2"].supports == ("T1",)
    assert [(loss.kind, loss.what) for loss in losses] == [
        ("dropped", "lines that cannot be stored in a map: E 1, N 1, * 1"),
        ("dropped", "lines that are not brat's: what is this? 1"),
        ("dropped", "notes that cannot be stored in a map: AnnotatorNotes 1"),
    ]
    assert kept(map, ann)


def test_what_is_said_twice_or_of_nothing_is_told_and_comes_back() -> None:
    ann = (
        "T1\tClaim 0 2\tIt\nT1\tClaim 3 5\tis\nT2\tPremise 6 8\tso\n"
        "R1\tsupports Arg1:T2 Arg2:T1\nR2\tsupports Arg1:T2 Arg2:T1\n"
        "R2\tattacks Arg1:T2 Arg2:T1\nR3\tsupports Arg1:T2 Arg2:T9\nA1\tTag T9 x\n"
        "R4\tsupports Arg1:T2 Arg2:T2\n"
    )
    map, losses = loaded(ann, "It is so")
    assert [one.anchors[0].quote for one in map.claims] == ["It", "is"]
    assert map["T2"].supports == ("T1", "T2")
    assert [loss.kind for loss in losses if loss.field == "supports"] == ["dropped", "unresolved"]
    assert [loss.statement for loss in losses if loss.field == "id"] == [map.claims[1].id]
    assert kept(map, ann)


def test_the_ends_of_lines_and_of_the_file_stay_as_they_are() -> None:
    for ann in (
        "T1\tClaim 0 2\tIt\r\nT2\tClaim 3 5\tis\r\n",
        "T1\tClaim 0 2\tIt\nT2\tClaim 3 5\tis",
        "T1\tClaim 0 2\tIt\r\nT2\tClaim 3 5\tis\n",
    ):
        map, losses = loaded(ann, "It is so")
        assert losses == []
        assert_true(map)
        assert kept(map, ann)


@pytest.mark.parametrize("ann", ["", "\n", "\n\n"])
def test_a_file_without_annotations_is_an_empty_map(ann: str) -> None:
    map, losses = loaded(ann)
    assert (list(map.statements), losses) == ([], [])
    assert kept(map, ann)


def test_a_file_that_has_none_of_its_lines_is_refused_with_the_place() -> None:
    with pytest.raises(MapFileError, match=r":2:1: these are not lines of brat"):
        loaded("\nclaim: it is\n")


@given(st.lists(texts(max_size=4) | st.sampled_from(ANN.splitlines()), max_size=8))
def test_whatever_lines_there_are_come_back_in_place(lines: list[str]) -> None:
    ann = "".join(f"{line}\n" for line in ["T1\tClaim 0 1\tx", *lines] if "\n" not in line)
    if "\tArgmapData " in ann:
        return
    map, _ = loaded(ann)
    assert kept(map, ann)


def test_a_claim_without_a_link_is_told_where_its_type_is_premise() -> None:
    map, losses = loaded("T1\tPremise 0 2\tIt\nT2\tdata 3 5\tis\n", "It is")
    assert [one.kind for one in map.statements] == ["claim", "claim"]
    assert [loss[:3] for loss in losses] == [
        ("approximated", "T1", "kind"),
        ("approximated", "T2", "kind"),
    ]


# Writing


@pytest.fixture
def bridge() -> ArgumentMap:
    map = ArgumentMap(sources=[Source(id="s1", text=TEXT)])
    map.questions.append(Question(id="q1", text="Should the bridge close?"))
    map.claim(id="c1", quote="The bridge must close.", answers="q1")
    map.reason(id="r1", quote="Its cables rust", supports="c1", joint="j1")
    map.reason(id="r2", quote="rust weakens steel", supports="c1", joint="j1")
    map.reason("A weak bridge kills.", id="r3", implicit=True, supports="c1")
    map.caveat(id="k1", quote="Engineers call it", speaker="Engineers", undercuts="r1")
    map.caveat(id="k2", quote="shallow", limits="k1")
    return map


def test_a_map_becomes_lines_that_other_tools_read(bridge: ArgumentMap, tmp_path: Path) -> None:
    losses = write(bridge, tmp_path / "s1.ann")
    lines = (tmp_path / "s1.ann").read_text(encoding="utf-8").splitlines()
    assert lines[:-1] == [
        "T1\tClaim 2 24\tThe bridge must close.",
        "T2\tReason 25 40\tIts cables rust",
        "T3\tReason 46 64\trust weakens steel",
        "T4\tCaveat 66 83\tEngineers call it",
        "T5\tCaveat 84 91\tshallow",
        "R1\tsupports Arg1:T2 Arg2:T1",
        "R2\tsupports Arg1:T3 Arg2:T1",
        "R3\tundercuts Arg1:T4 Arg2:T2",
        "R4\tlimits Arg1:T5 Arg2:T4",
        "A1\tJoint T2 j1",
        "A2\tJoint T3 j1",
        "A3\tSpeaker T4 Engineers",
    ]
    assert lines[-1].startswith("#1\tArgmapData T1\t{")
    assert (tmp_path / "s1.txt").read_text(encoding="utf-8") == TEXT
    assert [loss[:3] for loss in losses if loss.kind == "approximated"] == [
        ("approximated", "k1", "undercuts")
    ]
    assert read(tmp_path / "s1.ann") == bridge


def test_a_map_of_the_text_beside_the_file_needs_no_note(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text(TEXT, encoding="utf-8")
    map = ArgumentMap(sources=[Source(id="s", path="s.txt").placed_in(tmp_path)])
    map.claim(id="T1", quote="The bridge must close.")
    assert write(map, tmp_path / "s.ann") == ()
    assert (tmp_path / "s.ann").read_text(encoding="utf-8") == (
        "T1\tClaim 2 24\tThe bridge must close.\n"
    )
    back = read(tmp_path / "s.ann")
    assert back.claims[0].anchors == map.claims[0].anchors
    assert back.sources[0].text == TEXT


def test_only_what_was_changed_is_written_anew() -> None:
    map, _ = loaded(ANN)
    new = Claim(id="new", quote="rust", span=(36, 40))
    update = {"claims": [*map.claims, new], "reasons": map.reasons[1:], "caveats": []}
    changed = map.model_copy(update=update)
    output = dump(changed, "-", format="brat")
    lines = output.text.splitlines()
    assert lines[:4] == [ANN.splitlines()[number] for number in (0, 2, 5, 8)]
    assert "#1\tAnnotatorNotes T1\twho says so?" in lines
    assert "T2\tClaim 36 40\trust" in lines
    assert not [line for line in lines if "Reason 25" in line or "T4" in line]


def test_what_a_line_cannot_say_is_encoded_and_comes_back(bridge: ArgumentMap) -> None:
    claims = [
        Claim(
            id="c1",
            text="In other words",
            note="two\nlines",
            speaker="Ann Lee",
            qualifier="",
            meta={"own": [1]},
            anchors=bridge.claims[0].anchors,
        )
    ]
    map = ArgumentMap(title="Bridge", sources=bridge.sources, claims=claims, meta={"x": 1})
    output = dump(map, "-", format="brat")
    assert {loss.kind for loss in output.losses} == {"encoded"}
    assert loaded(output.text, None)[0] == map


def test_a_note_of_argmap_that_was_damaged_is_told() -> None:
    map, losses = loaded("T1\tClaim 0 2\tIt\n#1\tArgmapData T1\t{broken\n", "It is")
    assert map["T1"].anchors[0].quote == "It"
    assert [loss.kind for loss in losses] == ["stale"]


def test_a_file_that_is_written_elsewhere_is_the_same_with_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text(ANN, encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "there").mkdir()
    write(read(tmp_path / "a.ann"), tmp_path / "there" / "b.ann")
    assert (tmp_path / "there" / "b.ann").read_text(encoding="utf-8") == ANN
    assert (tmp_path / "there" / "b.txt").read_text(encoding="utf-8") == TEXT


def test_a_map_over_several_texts_keeps_what_is_of_the_others(tmp_path: Path) -> None:
    map = ArgumentMap(
        sources=[Source(id="a", text="Buses help."), Source(id="b", text="They carry many. So?")]
    )
    map.claim(id="c", source="a", quote="Buses help")
    map.reason(id="r", source="b", quote="They carry many", supports="c")
    map.claim(id="d", source="b", quote="So?")
    write(map, tmp_path / "m.ann")
    assert (tmp_path / "m.txt").read_text(encoding="utf-8") == "They carry many. So?"
    assert read(tmp_path / "m.ann") == map


# Files


def test_the_text_beside_the_file_is_what_the_spans_are_of(tmp_path: Path) -> None:
    (tmp_path / "a b.ann").write_text("T1\tClaim 1 3\tIt\n", encoding="utf-8")
    (tmp_path / "a b.txt").write_text("\ufeffIt is\r\n", encoding="utf-8", newline="")
    map, losses = read_with_losses(tmp_path / "a b.ann")
    assert losses == ()
    assert map.sources[0].id == "a-b"
    assert_true(map)


def test_a_text_that_is_missing_is_named_where_it_should_be(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("T1\tClaim 0 2\tIt\n", encoding="utf-8")
    map, losses = read_with_losses(tmp_path / "a.ann")
    assert map.sources[0].path == "a.txt"
    assert [loss.kind for loss in losses] == ["unresolved"]
    assert "no text next to the file" in losses[0].what


def test_a_text_that_is_given_counts_before_the_one_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("T1\tClaim 0 2\tIt\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("so", encoding="utf-8")
    (tmp_path / "other.txt").write_text("It", encoding="utf-8")
    map, losses = read_with_losses(tmp_path / "a.ann", source=tmp_path / "other.txt")
    assert losses == ()
    assert map.sources[0].id == "other"


def test_brat_is_known_by_its_lines_and_an_empty_file_by_its_name() -> None:
    assert recognised(Document(text=ANN)).name == "brat"
    assert recognised(Document(path=Path("a.ann"), name="a.ann")).name == "brat"


def test_what_a_map_file_may_hold_in_meta_breaks_nothing() -> None:
    odd = {"id": 3, "pos": "x", "type": [], "line": {}, "lines": 5, "links": [], "parts": [[1]]}
    map = ArgumentMap(
        sources=[Source(id="s", text="It is")],
        claims=[Claim(id="T1", quote="It", span=(0, 2), meta={"brat": odd})],
        reasons=[Reason(id="r", quote="is", span=(3, 5), supports="T1", meta={"brat": 4})],
        caveats=[Caveat(id="k", text="no", rebuts="r", meta={"brat": {"links": {"rebuts r": 1}}})],
        meta={"brat": {"rest": {"lines": [[1], 4, ["a", 2], [2, "E1\tx:T9"]], "unit": 5}}},
    )
    assert written(map).startswith("T1\tClaim 0 2\tIt\n")


@pytest.mark.parametrize("has_source", [False, True])
def test_statements_that_no_other_program_sees_are_lost(has_source: bool) -> None:  # noqa: FBT001
    m = ArgumentMap(
        sources=[Source(id="s", text=TEXT)] if has_source else [],
        questions=[Question(id="q", text="Must it close?")],
        claims=[Claim(id="c", text="The bridge must close.", answers="q", implicit=True)],
        reasons=[Reason(id="r", text="Its cables rust", supports="c", implicit=True)],
    )
    lost = [loss for loss in dump(m, "-", format="brat").losses if loss.kind == "dropped"]
    assert [loss.statement for loss in lost] == ["q", "c", "r"]
    assert {loss.what for loss in lost} == {
        "a statement without a passage in the text has no line in brat: only argmap reads it"
    }


@pytest.mark.parametrize(
    ("ends", "missing"), [("Arg1:T1 Arg2:T9", "T9"), ("Arg1:T8 Arg2:T1", "T8")]
)
def test_the_end_of_a_relation_that_is_missing_is_named(ends: str, missing: str) -> None:
    _, losses = loaded(f"T1\tClaim 0 5\tIt is\nR1\tsupports {ends}\n", "It is so")
    assert [loss.what for loss in losses] == [f"R1 refers to {missing}, not in the file"]
