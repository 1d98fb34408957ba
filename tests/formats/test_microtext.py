"""The XML of the microtexts becomes a map of the text beside it, and is written back as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from argmap.errors import MapFileError
from argmap.formats import Document, Loss, dump, read, read_with_losses, recognised, write
from argmap.formats.microtext.codec import MICROTEXT
from argmap.model import Anchor, ArgumentMap, Caveat, Claim, Question, Reason
from argmap.source import Source

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "🌉 The bridge must close. Its cables rust, and rust weakens steel. "
    "Engineers call the rust shallow. Close it!"
)

BRIDGE = """\
<?xml version='1.0' encoding='UTF-8'?>
<arggraph id="bridge" topic_id="bridge" stance="pro">
  <edu id="e1"><![CDATA[The bridge must close.]]></edu>
  <edu id="e2"><![CDATA[Its cables rust]]></edu>
  <edu id="e3"><![CDATA[rust weakens steel]]></edu>
  <edu id="e4"><![CDATA[Engineers call the rust shallow]]></edu>
  <edu id="e6" implicit="true"><![CDATA[A weak bridge kills.]]></edu>
  <adu id="a1" type="pro"/>
  <adu id="a2" type="pro"/>
  <adu id="a3" type="pro"/>
  <adu id="a4" type="opp"/>
  <adu id="a6" type="pro"/>
  <edge id="s1" src="e1" trg="a1" type="seg"/>
  <edge id="s2" src="e2" trg="a2" type="seg"/>
  <edge id="s3" src="e3" trg="a3" type="seg"/>
  <edge id="s4" src="e4" trg="a4" type="seg"/>
  <edge id="s6" src="e6" trg="a6" type="seg"/>
  <edge id="c1" src="a2" trg="a1" type="sup"/>
  <edge id="c2" src="a3" trg="c1" type="add"/>
  <edge id="c3" src="a6" trg="a1" type="exa"/>
  <edge id="c4" src="a4" trg="c1" type="und"/>
</arggraph>
"""


def graph(*elements: str) -> str:
    lines = "".join(f"  {element}\n" for element in elements)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<arggraph id=\"map\">\n{lines}</arggraph>\n"


def adu(number: int, words: str, type: str = "pro") -> tuple[str, str, str]:
    return (
        f'<edu id="e{number}"><![CDATA[{words}]]></edu>',
        f'<adu id="a{number}" type="{type}"/>',
        f'<edge id="s{number}" src="e{number}" trg="a{number}" type="seg"/>',
    )


def adus(*words: str) -> list[str]:
    """Return the elements of several statements, in the order that the format has them."""
    listed = [adu(number, one) for number, one in enumerate(words, 1)]
    return [element for column in zip(*listed, strict=True) for element in column]


def edge(id: str, start: str, end: str, type: str) -> str:
    return f'<edge id="{id}" src="{start}" trg="{end}" type="{type}"/>'


def loaded(xml: str, text: str | None = TEXT) -> tuple[ArgumentMap, list[Loss]]:
    sources = () if text is None else (Source(id="s", text=text),)
    document = Document(text=xml, sources=sources)
    assert MICROTEXT.load is not None
    return MICROTEXT.load(document), document.losses


def written(map: ArgumentMap) -> str:
    return dump(map, "-", format="microtext").text


# Reading


def test_units_and_edges_become_a_map() -> None:
    map, losses = loaded(BRIDGE)
    assert losses == []
    assert [(one.id, one.kind, one.wording) for one in map.statements] == [
        ("a1", "claim", "The bridge must close."),
        ("a2", "reason", "Its cables rust"),
        ("a3", "reason", "rust weakens steel"),
        ("a6", "reason", "A weak bridge kills."),
        ("a4", "caveat", "Engineers call the rust shallow"),
    ]
    assert [map[id].supports for id in ("a2", "a3", "a6")] == [("a1",)] * 3
    assert (map["a2"].joint, map["a3"].joint, map["a6"].joint) == ("c1", "c1", None)
    assert map["a6"].scheme == "example"
    assert (map["a6"].implicit, map["a6"].anchors) == (True, ())
    assert map["a4"].undercuts == ("a2",)
    for statement in map.statements:
        for anchor in statement.anchors:
            assert anchor.spans[0].cut(TEXT) == anchor.quote
    assert written(map) == BRIDGE


def test_edges_may_come_before_what_they_lead_to() -> None:
    lines = BRIDGE.splitlines(keepends=True)
    backwards = "".join([*lines[:2], *reversed(lines[2:-1]), lines[-1]])
    map, losses = loaded(backwards)
    assert losses == []
    assert map["a4"].undercuts == ("a3",)
    assert written(map) == backwards


def test_undercuts_of_undercuts_and_premises_added_to_them() -> None:
    text = graph(
        *adus("a", "b", "c", "d", "e"),
        edge("c1", "a2", "a1", "reb"),
        edge("c2", "a3", "c1", "und"),
        edge("c3", "a4", "c2", "und"),
        edge("c4", "a5", "c3", "add"),
    )
    map, losses = loaded(text, "a b c d e")
    assert losses == []
    assert map["a2"].rebuts == ("a1",)
    assert [map[id].undercuts for id in ("a3", "a4", "a5")] == [("a2",), ("a3",), ("a3",)]
    assert map["a4"].joint == map["a5"].joint == "c3"
    assert written(map) == text


def test_an_undercut_of_what_was_added_is_one_of_the_inference() -> None:
    text = graph(
        *adus("a", "b", "c", "d"),
        edge("c1", "a2", "a1", "sup"),
        edge("c2", "a3", "c1", "add"),
        edge("c3", "a4", "c2", "und"),
    )
    map, losses = loaded(text, "a b c d")
    assert losses == []
    assert map["a4"].undercuts == ("a2",)


def test_a_statement_of_several_units_has_an_anchor_for_each() -> None:
    text = graph(
        '<edu id="e1"><![CDATA[The bridge must close.]]></edu>',
        '<edu id="e2"><![CDATA[Close it!]]></edu>',
        '<adu id="a1" type="pro"/>',
        edge("s1", "e1", "a1", "seg"),
        edge("s2", "e2", "a1", "seg"),
    )
    map, losses = loaded(text)
    assert losses == []
    assert [anchor.quote for anchor in map["a1"].anchors] == ["The bridge must close.", "Close it!"]
    assert written(map) == text
    assert written(loaded(text, None)[0]) == text


@pytest.mark.parametrize(
    ("second", "quote", "spans"),
    [
        ("Its cables rust", "The bridge must close. Its cables rust", ((2, 40),)),
        ("Close it!", "The bridge must close. … Close it!", ((2, 24), (99, 108))),
    ],
)
def test_units_that_are_joint_are_one_anchor(
    second: str, quote: str, spans: tuple[tuple[int, int], ...]
) -> None:
    text = graph(
        '<edu id="e1"><![CDATA[The bridge must close.]]></edu>',
        f'<edu id="e2"><![CDATA[{second}]]></edu>',
        '<joint id="j1"/>',
        '<adu id="a1" type="pro"/>',
        edge("s1", "e1", "j1", "seg"),
        edge("s2", "e2", "j1", "seg"),
        edge("s3", "j1", "a1", "seg"),
    )
    map, losses = loaded(text)
    assert losses == []
    assert map["a1"].anchors == (Anchor(quote=quote, spans=spans),)
    assert written(map) == text
    assert written(loaded(text, None)[0]) == text


def test_repeated_words_are_placed_by_the_order_of_the_text() -> None:
    text = graph(*adus("So it is.", "Really.", "So it is."))
    map, losses = loaded(text, "So it is. Really. So it is.")
    assert losses == []
    assert [one.anchors[0].spans[0] for one in map.claims] == [(0, 9), (10, 17), (18, 27)]
    map, losses = loaded(graph(*adus("So it is.", "Really.")), "So it is. So it is. Really.")
    assert map.claims[0].anchors == (Anchor(quote="So it is."),)
    assert [loss[:3] for loss in losses] == [("unresolved", "a1", "anchors")]


def test_words_that_the_text_has_typed_otherwise_are_its_own_and_are_written_as_they_were() -> None:
    text = graph(*adus("It's late -- again"))
    map, losses = loaded(text, "So it’s late — again.")
    assert losses == []
    assert map["a1"].anchors[0].quote == "it’s late — again"
    assert written(map) == text


def test_words_that_stand_nowhere_stay_as_the_text() -> None:
    map, losses = loaded(graph(*adus("Bridges never close.")))
    assert (map["a1"].text, map["a1"].anchors) == ("Bridges never close.", ())
    assert [loss[:3] for loss in losses] == [("unresolved", "a1", "anchors")]


def test_without_a_text_the_words_are_the_text() -> None:
    map, losses = loaded(BRIDGE, None)
    assert losses == []
    assert map.sources == []
    assert map["a2"].text == "Its cables rust"
    assert written(map) == BRIDGE


def test_what_says_nothing_in_a_map_is_told_and_comes_back() -> None:
    text = graph(
        '<edu id="e1" lang="en"><![CDATA[The bridge must close.]]></edu>',
        '<edu id="e2"><![CDATA[Close it!]]></edu>',
        '<adu id="a1" type="pro" mark="x"/>',
        '<adu id="a1" type="opp"/>',
        edge("s1", "e1", "a1", "seg"),
        edge("c1", "a1", "a9", "sup"),
        edge("c2", "a1", "c9", "und"),
        edge("c3", "a1", "s1", "und"),
        edge("c4", "a1", "a1", "likes"),
        edge("c5", "a1", "c9", "add"),
        "<layout/>",
    )
    map, losses = loaded(text)
    assert [one.wording for one in map.statements] == ["The bridge must close."]
    assert {loss.kind for loss in losses} == {"dropped", "unresolved"}
    assert [loss.what.split(" that ")[0] for loss in losses] == [
        "an element with the id of another is left out: 'a1'",
        "<edu> elements",
        "<adu> elements",
        "edge 'c1' refers to 'a9', not in the file",
        "edge 'c2' refers to 'c9', not in the file",
        "an edge of type 'und'",
        "an edge of type 'likes'",
        "edge 'c5' refers to 'c9', not in the file",
        "<layout> elements",
    ]
    assert written(map) == text


def test_cycles_and_self_links_are_read() -> None:
    text = graph(
        *adus("a", "b"),
        edge("c1", "a1", "a2", "sup"),
        edge("c2", "a2", "a1", "sup"),
        edge("c3", "a1", "a1", "reb"),
    )
    map, losses = loaded(text, "a b")
    assert losses == []
    assert (map["a1"].supports, map["a2"].supports, map["a1"].rebuts) == (("a2",), ("a1",), ("a1",))
    assert written(map) == text


def test_a_statement_without_words_is_told() -> None:
    map, losses = loaded(graph('<adu id="a1" type="pro"/>'))
    assert map["a1"].text == "[no text]"
    assert [loss[:3] for loss in losses] == [("repaired", "a1", "text")]


def test_another_root_is_refused() -> None:
    with pytest.raises(MapFileError, match="this is not microtext: its root element is <ARG>"):
        loaded("<ARG/>")


def test_a_microtext_is_known_by_its_root() -> None:
    assert recognised(Document(text=BRIDGE)).name == "microtext"


# Writing


def test_a_map_becomes_elements_in_the_order_of_its_text(tmp_path: Path) -> None:
    map = ArgumentMap(sources=[Source(id="bridge", text=TEXT)])
    map.claim(id="c", quote="The bridge must close.")
    map.reason(id="r2", quote="rust weakens steel", supports="c", joint="j")
    map.reason(id="r1", quote="Its cables rust", supports="c", joint="j")
    map.reason("A weak bridge kills.", id="r3", implicit=True, supports="c", scheme="example")
    map.caveat(id="k1", quote="Engineers call the rust shallow", undercuts="r2")
    part = Anchor(quote="bridge … close", spans=((6, 12), (18, 23)))
    map.caveat(id="k2", anchors=(part,), rebuts="k1")
    losses = write(map, tmp_path / "bridge.arggraph.xml")
    assert losses == ()
    text = (tmp_path / "bridge.arggraph.xml").read_text(encoding="utf-8")
    assert text.splitlines()[1:] == [
        '<arggraph id="bridge">',
        '  <edu id="e1"><![CDATA[The bridge must close.]]></edu>',
        '  <edu id="e6"><![CDATA[bridge]]></edu>',
        '  <edu id="e7"><![CDATA[close]]></edu>',
        '  <edu id="e3"><![CDATA[Its cables rust]]></edu>',
        '  <edu id="e2"><![CDATA[rust weakens steel]]></edu>',
        '  <edu id="e5"><![CDATA[Engineers call the rust shallow]]></edu>',
        '  <edu id="e4" implicit="true"><![CDATA[A weak bridge kills.]]></edu>',
        '  <joint id="j1"/>',
        '  <adu id="c" type="pro"/>',
        '  <adu id="r2" type="pro"/>',
        '  <adu id="r1" type="pro"/>',
        '  <adu id="r3" type="pro"/>',
        '  <adu id="k1" type="opp"/>',
        '  <adu id="k2" type="pro"/>',
        '  <edge id="s1" src="e1" trg="c" type="seg"/>',
        '  <edge id="s2" src="e2" trg="r2" type="seg"/>',
        '  <edge id="s3" src="e3" trg="r1" type="seg"/>',
        '  <edge id="s4" src="e4" trg="r3" type="seg"/>',
        '  <edge id="s5" src="e5" trg="k1" type="seg"/>',
        '  <edge id="s6" src="j1" trg="k2" type="seg"/>',
        '  <edge id="s7" src="e6" trg="j1" type="seg"/>',
        '  <edge id="s8" src="e7" trg="j1" type="seg"/>',
        '  <edge id="j" src="r2" trg="c" type="sup"/>',
        '  <edge id="c4" src="r1" trg="j" type="add"/>',
        '  <edge id="c1" src="r3" trg="c" type="exa"/>',
        '  <edge id="c2" src="k1" trg="j" type="und"/>',
        '  <edge id="c3" src="k2" trg="k1" type="reb"/>',
        "</arggraph>",
    ]


def test_what_has_no_place_is_told_by_statement_and_field() -> None:
    claim = Claim(
        id="c", text="Close it", quote="The bridge must close.", span=(2, 24), answers="q"
    )
    map = ArgumentMap(
        title="Bridge",
        sources=[Source(id="s", text=TEXT, author="Ann")],
        questions=[Question(id="q", text="So?")],
        claims=[claim, Claim(id="d", quote="Close it!", span=(99, 108), restates="c")],
        reasons=[Reason(id="r", quote="Its cables rust", span=(25, 40), supports="c")],
        caveats=[Caveat(id="k", text="Not yet", implicit=True, limits="r", speaker="Bo")],
    )
    output = dump(map, "bridge.arggraph.xml", format="microtext")
    assert {loss[:3] for loss in output.losses} == {
        ("dropped", "q", "id"),
        ("approximated", "d", "id"),
        ("approximated", "k", "limits"),
        ("approximated", "k", "rebuts"),
        ("dropped", "k", "speaker"),
        ("dropped", "c", "answers"),
        ("dropped", "c", "anchors"),
        ("approximated", "c", "text"),
        ("dropped", None, "title"),
        ("dropped", None, "sources.author"),
        ("dropped", None, "sources.id"),
    }
    assert output.companions == {"bridge.txt": TEXT}


def test_ids_that_xml_does_not_allow_are_written_so_that_it_does() -> None:
    map = ArgumentMap(
        claims=[
            Claim(id="1.é", text="a", implicit=True),
            Claim(id="_x41_", text="b", implicit=True),
        ]
    )
    text = written(map)
    assert 'adu id="_x0031_._x00E9_"' in text
    assert [one.id for one in loaded(text, None)[0].claims] == ["1.é", "_x41_"]


@pytest.mark.parametrize(
    "words", ["]]>", "a]]>b", "<&>", "a\r\nb", "\ta ", "\u200f\u05e2", "🌉", "]]"]
)
def test_any_words_come_back(words: str) -> None:
    map = ArgumentMap(claims=[Claim(id="c", text=words, implicit=True)])
    output = dump(map, "-", format="microtext")
    assert output.losses == ()
    assert loaded(output.text, None)[0].claims[0].text == words


def test_characters_that_xml_cannot_say_are_told() -> None:
    map = ArgumentMap(claims=[Claim(id="c", text="a\x00b", implicit=True)])
    output = dump(map, "-", format="microtext")
    assert [loss.kind for loss in output.losses] == ["approximated", "approximated"]
    assert loaded(output.text, None)[0].claims[0].text == "a\ufffdb"


def test_only_what_was_changed_is_written_anew() -> None:
    map, _ = loaded(BRIDGE)
    reasons = [
        map.reasons[0],
        map.reasons[1],
        Reason(id="new", quote="Close it!", span=(99, 108), supports="a1"),
    ]
    text = written(map.model_copy(update={"reasons": reasons, "caveats": []}))
    was = BRIDGE.splitlines()
    gone = [line for line in was if line not in text.splitlines()]
    assert [line.split('"')[1] for line in gone] == ["e4", "e6", "a4", "a6", "s4", "s6", "c3", "c4"]
    news = [line for line in text.splitlines() if line not in was]
    assert news == [
        '  <edu id="e4"><![CDATA[Close it!]]></edu>',
        '  <adu id="new" type="pro"/>',
        '  <edge id="s4" src="e4" trg="new" type="seg"/>',
        '  <edge id="c3" src="new" trg="a1" type="sup"/>',
    ]


def test_a_map_without_a_text_gets_one_beside_it(tmp_path: Path) -> None:
    map = ArgumentMap(
        claims=[Claim(id="c", text="Close it.")],
        reasons=[Reason(id="r", text="It rusts.", supports="c")],
    )
    write(map, tmp_path / "m.xml", format="microtext")
    assert (tmp_path / "m.txt").read_text(encoding="utf-8") == "Close it. It rusts."
    back = read(tmp_path / "m.xml")
    assert [one.anchors[0].quote for one in back.statements] == ["Close it.", "It rusts."]


def test_the_text_beside_the_file_is_what_it_is_of(tmp_path: Path) -> None:
    (tmp_path / "bridge.xml").write_text(BRIDGE, encoding="utf-8")
    (tmp_path / "bridge.txt").write_text(TEXT, encoding="utf-8")
    map, losses = read_with_losses(tmp_path / "bridge.xml")
    assert losses == ()
    assert map.sources[0].path == "bridge.txt"
    assert map["a2"].anchors[0].quote == "Its cables rust"


def test_what_a_map_file_may_hold_in_meta_breaks_nothing() -> None:
    odd = {"id": 3, "pos": "x", "type": [], "segments": [{"edus": 4, "joint": []}], "links": 5}
    also = {"segments": [{"edus": [{"text": 4}, 5]}], "more": 4, "pos": True}
    map = ArgumentMap(
        claims=[
            Claim(id="c", text="a", implicit=True, meta={"microtext": odd}),
            Claim(id="d", text="b", implicit=True, meta={"microtext": also}),
        ],
        meta={"microtext": {"rest": {"attributes": [], "elements": [4, {"name": "a b"}, {}]}}},
    )
    assert loaded(written(map), None)[0].claims[0].text == "a"


def test_units_that_make_up_the_text_are_placed_without_a_search() -> None:
    words = [f"{number} is a number and is repeated." for number in (1, 2, 1, 1)]
    text = "\n\n".join(words)
    map, losses = loaded(graph(*adus(*words)), text)
    assert losses == []
    places = [one.anchors[0].spans[0].start for one in map.claims]
    assert places == [number * (len(words[0]) + 2) for number in range(4)]
