"""Kialo's export: numbers, references, links, and lines that only look numbered."""

from __future__ import annotations

import pytest

from argmap.errors import MapFileError
from argmap.formats import Document, Output, named
from argmap.formats.kialo.reading import escaped, plain
from argmap.model import ArgumentMap, Caveat, Claim, Reason
from argmap.source import Source
from tests.formats.invented import bridge

KIALO = named("kialo").codec

BRIDGE = """\
Discussion Title: Should the bridge close?

1. The bridge must close.
1.1. Pro: Its cables rust and [rust weakens steel](https://example.org/rust_(metal)).
1.1.1. Con: Engineers call the rust shallow \\(2 cables\\).
1.2. Pro: A weak bridge kills.
1.3. Con: -> See 1.1.1.
"""


def read_and_told(
    text: str, *sources: Source, con: str = "rebuts"
) -> tuple[ArgumentMap, list[str]]:
    document = Document(text=text, sources=sources, options={"con": con})
    assert KIALO.load is not None
    return KIALO.load(document), [f"{loss.kind} {loss}" for loss in document.losses]


def read(text: str) -> ArgumentMap:
    return read_and_told(text)[0]


def written(map: ArgumentMap) -> str:
    assert KIALO.dump is not None
    return KIALO.dump(map, Output())


def links(map: ArgumentMap) -> set[tuple[str, str, str]]:
    return {(one.id, *reference) for one in map.statements for reference in one.references}


def test_numbers_say_what_bears_on_what() -> None:
    map, told = read_and_told(BRIDGE)
    assert told == []
    assert map.title == "Should the bridge close?"
    assert links(map) == {
        ("1.1", "supports", "1"),
        ("1.1.1", "rebuts", "1.1"),
        ("1.1.1", "rebuts", "1"),
        ("1.2", "supports", "1"),
    }
    assert map["1.1"].text == "Its cables rust and rust weakens steel."
    assert map["1.1.1"].text == "Engineers call the rust shallow (2 cables)."


def test_a_file_that_was_read_is_written_back_as_it_was() -> None:
    assert written(read(BRIDGE)) == BRIDGE
    assert written(read(BRIDGE.replace("\n", "\r\n"))) == BRIDGE
    assert read("\n" + BRIDGE.strip()) == read(BRIDGE)


def test_a_con_may_be_read_as_a_limit() -> None:
    map, _ = read_and_told(BRIDGE, con="limits")
    assert ("1.1.1", "limits", "1.1") in links(map)


def test_a_reference_may_stand_before_what_it_refers_to() -> None:
    text = "Discussion Title: T\n\n1. A\n1.1. Con: -> See 1.2.\n1.2. Pro: B\n1.2.1. Pro: C\n"
    map = read(text)
    assert links(map) == {
        ("1.2", "rebuts", "1"),
        ("1.2", "supports", "1"),
        ("1.2.1", "supports", "1.2"),
    }
    again = written(map)
    assert links(read(again)) == {
        ("1.1", "supports", "1"),
        ("1.1", "rebuts", "1"),
        ("1.1.1", "supports", "1.1"),
    }
    assert written(read(again)) == again


def test_what_stands_below_a_reference_bears_on_what_it_refers_to() -> None:
    map = read("Discussion Title: T\n\n1. A\n1.1. Pro: B\n1.2. Pro: -> See 1.1\n1.2.1. Con: C\n")
    assert ("1.2.1", "rebuts", "1.1") in links(map)


@pytest.mark.parametrize("see", ["1.7.", "1.2.", "1.1"])
def test_references_that_lead_nowhere_are_told(see: str) -> None:
    text = f"Discussion Title: T\n\n1. A\n1.1. Pro: -> See {see}\n1.2. Con: -> See 1.1.\n"
    map, told = read_and_told(text)
    assert links(map) == set()
    assert len(told) == 2
    assert told[0].startswith("unresolved a claim that is referred to is not in the file")


def test_there_may_be_several_theses() -> None:
    map = read("Discussion Title: T\n\n1. A\n1.1. Pro: B\n2. C\n2.1. Con: D\n")
    assert [one.id for one in map.claims] == ["1", "2"]
    assert links(map) == {("1.1", "supports", "1"), ("2.1", "rebuts", "2")}


def test_a_claim_goes_on_over_lines_that_only_look_numbered() -> None:
    text = "Discussion Title: T\n\n1. A list:\n3. this\n1.5. that\n\nand more\n1.1. Pro: B\n"
    map, told = read_and_told(text)
    assert map["1"].text == "A list:\n3. this\n1.5. that\n\nand more"
    assert told == [
        "repaired a line that looks numbered belongs to the claim above it",
        "repaired a line that looks numbered belongs to the claim above it",
    ]


def test_a_number_that_does_not_follow_is_told() -> None:
    map, told = read_and_told("Discussion Title: T\n\n1. A\n1.2. Pro: B\n1.4.1. Con: C\n")
    assert links(map) == {("1.2", "supports", "1")}
    assert [one.split()[0] for one in told] == ["repaired", "repaired", "unresolved"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"a \(b\) \[c\]", "a (b) [c]"),
        ("[a](b) [c](d)", "a c"),
        ("see [x](https://e.org/a_(b)_c) there", "see x there"),
        (r"\[a\](b)", "[a](b)"),
        ("[a](b", "[a](b"),
        ("[a] (b)", "[a] (b)"),
        ("[a](b c) [d](e)", "[a](b c) d"),
        (r"[a \[b\]](c)", "a [b]"),
    ],
)
def test_links_are_read_as_their_words(raw: str, text: str) -> None:
    assert plain(raw) == text
    assert plain(escaped(text)) == text


@pytest.mark.parametrize("text", ["", "1. A", "Discussion: T", "Discussion Title: T\nA\n1. B"])
def test_what_is_no_export_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(MapFileError, match=r"^<text>:[12]:1: expected"):
        read(text)


def test_words_are_found_in_a_text_that_is_given() -> None:
    source = Source(id="s", text="Ban cars. They foul the air.")
    text = "Discussion Title: T\n\n1. Ban cars.\n1.1. Pro: They foul\n1.2. Pro: Noise\n"
    map, told = read_and_told(text, source)
    assert [one.spans[0] for each in map.statements for one in each.anchors] == [(0, 9), (10, 19)]
    assert told == ["unresolved 1.2: its words are not in the source"]


# Writing


def test_what_kialo_cannot_say_is_told() -> None:
    output = Output()
    assert KIALO.dump is not None
    text = KIALO.dump(bridge(), output)
    assert text == (
        "Discussion Title: Bridge\n"
        "\n"
        "1. It must close\n"
        "1.1. Pro: Its cables rust\n"
        "1.1.1. Con: The rust is shallow\n"
        "1.1.1.1. Con: Nobody measured it\n"
        "1.2. Pro: Rust weakens steel\n"
        "1.3. Pro: Weak bridges kill\n"
        "1.4. Con: Not at once\n"
    )
    told = {(loss.kind, loss.statement, loss.field) for loss in output.losses}
    assert told == {
        ("dropped", "q", "id"),
        ("dropped", "c", "answers"),
        ("dropped", "r1", "joint"),
        ("dropped", "r2", "joint"),
        ("dropped", "r3", "speaker"),
        ("dropped", "r3", "strength"),
        *(("approximated", id, "undercuts") for id in ("k1", "k2")),
        ("approximated", "k3", "limits"),
        *(("approximated", id, "rebuts") for id in ("k1", "k2", "k3")),
        ("approximated", None, "id"),
    }


def test_a_question_is_the_title_of_a_map_without_one() -> None:
    map = bridge().model_copy(update={"title": None})
    assert written(map).startswith("Discussion Title: Should it close?\n\n1. It must close\n")


def test_circles_are_cut_and_told() -> None:
    map = ArgumentMap(
        reasons=[
            Reason(id="a", text="A", supports="b"),
            Reason(id="b", text="B", supports=["a", "b"]),
        ]
    )
    output = Output()
    assert KIALO.dump is not None
    assert KIALO.dump(map, output) == "Discussion Title:\n\n1. A\n1.1. Pro: B\n"
    what = "a link that closes a circle is not supported by Kialo"
    cut = {(loss.statement, loss.field) for loss in output.losses if loss.what == what}
    assert cut == {("a", "supports"), ("b", "supports")}


@pytest.mark.full
def test_a_chain_of_any_length_is_written_and_read() -> None:
    reasons = [Reason(id=f"r{n}", text="T", supports=f"r{n - 1}" if n else "c") for n in range(900)]
    map = ArgumentMap(claims=[Claim(id="c", text="T")], reasons=reasons)
    assert len(read(written(map)).reasons) == 900


@pytest.mark.parametrize(
    "text", ["-> See 1.", "Pro: x", "a\nb", "a\n2. b", "a\r\nb", "\na\n", "1.1. Pro: x", "[a](b)"]
)
def test_words_that_mean_something_to_kialo_do_not_here(text: str) -> None:
    map = ArgumentMap(
        claims=[Claim(id="1", text=text, implicit=True)],
        caveats=[Caveat(id="1.1", text=text, rebuts="1", implicit=True)],
    )
    back, told = read_and_told(written(map))
    assert told == []
    assert [one.text.split() for one in back.statements if one.text] == [text.split()] * 2


def test_what_was_kept_of_words_that_changed_is_not_used() -> None:
    map = read(BRIDGE)
    changed = map["1.1"].model_copy(update={"text": "Its (cables) rust."})
    map.reasons[0] = changed
    output = Output()
    assert KIALO.dump is not None
    assert "1.1. Pro: Its \\(cables\\) rust.\n" in KIALO.dump(map, output)
    assert ("stale", "1.1", "meta") in {
        (loss.kind, loss.statement, loss.field) for loss in output.losses
    }
