"""Faults that other argument-mapping tools let pass, or make themselves: each one is found."""

from __future__ import annotations

import pytest

from argmap.checking import check, check_file
from argmap.mapfile import dumps, loads, parse_map
from argmap.model import ArgumentMap
from argmap.source import Source


def told(text: str) -> list[tuple[str, str | None]]:
    return [(one.name, one.statement) for one in check_file(parse_map(text, folder=""))]


def test_an_offset_of_99999_with_words_that_are_not_in_the_source_is_found() -> None:
    # arguebuf accepts, saves, loads and draws it.
    text = """\
sources: [{id: s, text: Buses help. They carry many.}]
claims: [{id: c, quote: Aliens landed, span: [99999, 100012]}]
reasons: [{id: r, supports: c, quote: They carry many, span: [12, 27]}]
"""
    assert told(text) == [("missing-quote", "c"), ("out-of-range-span", "c")]


def test_an_unknown_offset_stays_unknown() -> None:
    # In arguebuf it comes back as 0, and so points at the first words of the text.
    made = loads("sources: [{id: s, text: Nothing.}]\nclaims: [{id: c, quote: Buses help}]")
    assert loads(dumps(made))["c"].anchors[0].spans == ()
    assert [one.name for one in check(made)] == ["missing-quote", "disconnected-statement"]


def test_a_statement_that_supports_itself_is_found() -> None:
    # arguebuf and Argdown take it without a word.
    text = """\
claims: [{id: c, text: C, implicit: true}]
reasons: [{id: r, text: R, implicit: true, supports: [c, r]}]
"""
    assert told(text) == [("self-reference", "r")]


def test_edges_between_nodes_that_do_not_exist_are_found() -> None:
    # xaif's validity test accepts them, and Argdown mentions of unknown titles.
    text = """\
claims: [{id: c, text: C, implicit: true}]
reasons:
  - {id: r, text: R, implicit: true, supports: nobody}
  - {id: s, text: S, implicit: true, supports: [c, nothing]}
caveats: [{id: u, text: U, implicit: true, undercuts: "7->9"}]
"""
    names = [("unknown-reference", name) for name in ("r", "s", "u")]
    assert told(text) == names


def test_an_unknown_type_of_node_is_found() -> None:
    # xaif's validity test accepts any.
    assert told("claims: [{id: c, text: C, type: XX}]") == [("invalid-record", None)]
    assert told("nodes: [{id: c, text: C, type: XX}]") == [("invalid-record", None)]


def test_one_title_with_two_different_texts_is_found() -> None:
    # Argdown keeps both under the one title.
    text = """\
claims:
  - {id: c, text: Buses help, implicit: true}
  - {id: c, text: Buses harm, implicit: true}
"""
    assert told(text) == [("duplicate-id", "c")]


def test_a_statement_that_supports_and_contradicts_the_same_one_is_found() -> None:
    text = """\
claims: [{id: c, text: C, implicit: true}]
reasons: [{id: r, text: R, implicit: true, supports: c, rebuts: c}]
"""
    assert told(text) == [("support-and-rebuttal", "r")]


def test_an_inference_that_uses_premises_which_do_not_exist_is_found() -> None:
    # Argdown: `uses: [7, 9]` in an argument of two premises.
    text = """\
claims: [{id: c, text: C, implicit: true}]
reasons:
  - {id: p1, text: P, implicit: true, supports: c, joint: both}
  - {id: p2, text: Q, implicit: true, supports: p7, joint: both}
"""
    assert ("unknown-reference", "p2") in told(text)


def test_data_with_a_missing_file_and_an_end_before_its_start_is_found() -> None:
    # Argdown carries any such data along unread.
    text = """\
sources: [{id: s, path: gone.txt}]
claims:
  - {id: c, quote: Buses help, span: [20, 10]}
  - {id: d, quote: Buses help, span: [-1, 10]}
"""
    assert told(text) == [
        ("missing-source", None),
        ("invalid-record", None),
        ("invalid-record", None),
    ]


def test_a_length_that_is_not_that_of_the_quote_is_found() -> None:
    # SADFace ignores the length, and accepts a place at which the words do not stand.
    text = """\
sources: [{id: s, text: Buses help. They carry many.}]
claims: [{id: c, quote: Buses help, span: [0, 9]}]
reasons: [{id: r, supports: c, quote: They carry many, span: [12, 26]}]
"""
    assert told(text) == [("moved-quote", "c"), ("moved-quote", "r")]


@pytest.mark.parametrize(
    "text",
    ["An unclosed <B", "inline <b>bold</b>", "<script>alert(1)</script>", r"C:\new \N", "<a & b>"],
)
def test_any_text_is_a_legal_claim(text: str) -> None:
    # Argdown takes some of these for syntax errors; arguebuf draws some of them mangled.
    made = ArgumentMap(sources=[Source(id="s", text=f"{text} because of buses.")])
    claim = made.claim(text, id="c", quote=text)
    made.reason("Buses", id="r", supports=claim, quote="because of buses")
    assert check(made) == []
    assert check_file(parse_map(dumps(made))) == []


def test_every_finding_about_a_quote_has_a_place_in_the_map_and_in_the_source() -> None:
    # Positions in Argdown's JSON refer to the .argdown file, never to a source.
    file = parse_map("""\
sources: [{id: s, text: "Buses help. They carry many."}]
claims: [{id: c, quote: Buses help, span: [2, 12]}]
reasons: [{id: r, supports: c, quote: They carry many, span: [12, 27]}]
""")
    (diagnostic,) = check_file(file)
    assert file.lines.position(file.place(diagnostic.route).start) == (2, 43)
    assert diagnostic.source is not None
    assert diagnostic.source.span.cut("Buses help. They carry many.") == "Buses help"


@pytest.mark.full
def test_thousands_of_statements_have_no_hard_limit() -> None:
    # Above 1,000 nodes arguebuf draws nothing and ends in an AttributeError.
    words = [f"word{n}" for n in range(1000, 4000)]
    lines = ["sources:", f"  - {{id: s, text: {' '.join(words)}}}", "reasons:"]
    for n, word in enumerate(words):
        span = [9 * n, 9 * n + 8]
        lines.append(f"  - {{id: r{n}, supports: c, quote: {word}, span: {span}}}")
    lines += ["claims:", "  - {id: c, text: All of it, implicit: true}"]
    assert check_file(parse_map("\n".join(lines))) == []


def test_a_syntax_error_says_where_and_what_was_expected() -> None:
    # Argdown does this well, with line, column and what was expected: so do we.
    file = parse_map('{"claims": [{"id": "c" "text": "C"}]}')
    (diagnostic,) = check_file(file)
    assert diagnostic.written_at is not None
    assert file.lines.position(diagnostic.written_at.start) == (1, 24)
    assert "`,`" in diagnostic.message
