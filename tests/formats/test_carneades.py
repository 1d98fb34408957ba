"""Carneades YAML: arguments with undercutters, issues with positions, and what comes back."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from argmap.errors import MapFileError
from argmap.formats import Document, Output, named
from argmap.model import ArgumentMap, Caveat, Claim, Question, Reason
from argmap.source import Source
from tests.formats.invented import bridge

CARNEADES = named("carneades").codec

CABLES = """\
meta:
  title: Cables
statements:
  rust: The cables rust.
  weak:
    text: Rust weakens steel.
    assumed: true
  close: The bridge must close.
  open: The bridge stays open.
  money: Closing costs money.
  shallow: The rust is shallow.
  ¬app(a1): ¬app(a1)
issues:
  i1:
    positions: [close, open]
    standard: PE
arguments:
  a1:
    premises:
      minor: rust
      major: weak
    conclusion: close
    undercutter: ¬app(a1)
    scheme: expert
    weight: 0.5
  a2:
    premises: [shallow]
    conclusion: ¬app(a1)
  a3:
    premises: [money]
    conclusion: open
argument_schemes:
- id: expert
assumptions: [rust, "explains(x, y)"]
tests:
  in: [rust, weak, ¬app(a1)]
  out: [close]
"""


def read_and_told(text: str, *sources: Source) -> tuple[ArgumentMap, list[str]]:
    document = Document(text=text, sources=sources)
    assert CARNEADES.load is not None
    return CARNEADES.load(document), [f"{loss.kind} {loss}" for loss in document.losses]


def read(text: str) -> ArgumentMap:
    return read_and_told(text)[0]


def written(map: ArgumentMap, output: Output | None = None) -> str:
    assert CARNEADES.dump is not None
    return CARNEADES.dump(map, output or Output())


def data(text: str) -> Any:
    return yaml.safe_load(text)


def links(map: ArgumentMap) -> set[tuple[str, str, str]]:
    return {(one.id, *reference) for one in map.statements for reference in one.references}


def test_arguments_issues_and_undercutters_become_links() -> None:
    map, told = read_and_told(CABLES)
    assert told == []
    assert map.title == "Cables"
    assert links(map) == {
        ("rust", "supports", "close"),
        ("weak", "supports", "close"),
        ("money", "supports", "open"),
        ("shallow", "undercuts", "rust"),
        ("close", "answers", "i1"),
        ("open", "answers", "i1"),
        ("close", "rebuts", "open"),
        ("open", "rebuts", "close"),
    }
    assert [one.id for one in map.questions] == ["i1"]
    assert map["rust"].joint == map["weak"].joint == "a1"
    assert (map["rust"].scheme, map["rust"].strength) == ("expert", 0.5)


def test_a_file_that_was_read_says_the_same_when_it_is_written() -> None:
    text = written(read(CABLES))
    before, after = data(CABLES), data(text)
    assert after["arguments"] == before["arguments"]
    assert after["issues"] == before["issues"]
    assert after["tests"] == before["tests"]
    assert after["argument_schemes"] == before["argument_schemes"]
    assert after["assumptions"] == ["rust", "weak", "explains(x,y)"]
    assert after["statements"].keys() == before["statements"].keys()
    assert after["meta"] == before["meta"]
    assert written(read(text)) == text


def test_what_else_a_file_holds_comes_back() -> None:
    more = """\
language:
  explains/2: "%s explains %s."
statements:
  p: {text: P, label: in, meta: {by: Ann}}
  q: Q
arguments:
  a1: {premises: [p], conclusion: q, parameters: [x], meta: {year: 2020}}
issue_schemes:
  pick: ["buy(X)", "..."]
weighing_functions:
  mine: {constant: 0.3}
references:
  r1: {title: T}
"""
    before, after = data(more), data(written(read(more)))
    assert after == before


def test_an_undercutter_with_words_of_its_own_is_a_statement() -> None:
    text = CABLES.replace("¬app(a1): ¬app(a1)", "¬app(a1): It does not apply.")
    map = read(text)
    assert ("¬app(a1)", "undercuts", "rust") in links(map)
    assert ("shallow", "supports", "¬app(a1)") in links(map)
    again = data(written(map))
    assert again["arguments"] == data(text)["arguments"]


def test_an_undercutter_that_nobody_argues_for_comes_back() -> None:
    text = CABLES.replace("  a2:\n    premises: [shallow]\n    conclusion: ¬app(a1)\n", "")
    map = read(text)
    assert not map.caveats or not any(one.undercuts for one in map.statements)
    assert data(written(map))["arguments"] == data(text)["arguments"]


def test_undercutters_may_be_undercut() -> None:
    text = (
        "statements: {c: C, r: R, u: U, v: V}\n"
        "arguments:\n"
        "  a: {premises: [r], conclusion: c, undercutter: x}\n"
        "  b: {premises: [u], conclusion: x, undercutter: y}\n"
        "  d: {premises: [v], conclusion: y}\n"
    )
    map, told = read_and_told(text)
    assert told == []
    assert links(map) == {
        ("r", "supports", "c"),
        ("u", "undercuts", "r"),
        ("v", "undercuts", "u"),
    }
    again = data(written(map))
    assert again["arguments"] == data(text)["arguments"]


def test_arguments_without_premises_are_told_and_come_back() -> None:
    text = "statements: {c: C}\narguments:\n  a: {conclusion: c, scheme: given}\n"
    map, told = read_and_told(text)
    assert told == ["dropped c: an argument without premises cannot be stored in a map: 'a'"]
    assert data(written(map))["arguments"] == data(text)["arguments"]
    map.claims.clear()
    output = Output()
    assert "arguments" not in data(written(map, output))
    assert [loss.kind for loss in output.losses] == ["stale"]


def test_an_id_may_be_one_of_a_statement_and_of_an_argument() -> None:
    text = (
        "statements: {a: A, c: C, u: U}\n"
        "arguments:\n"
        "  a: {premises: [a], conclusion: c, undercutter: u}\n"
    )
    map = read(text)
    assert links(map) == {("a", "supports", "c"), ("u", "undercuts", "a")}
    assert data(written(map)) == data(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("statements: {c: C}\narguments: {a: {premises: [x], conclusion: c}}", "'x', used by 'a'"),
        ("statements: {p: P}\narguments: {a: {premises: [p], conclusion: x}}", "'x', used by 'a'"),
        ("statements: {p: P}\nissues: {i: {positions: [p, x]}}", "positions of 'i' are not in"),
    ],
)
def test_what_is_not_in_the_file_is_told(text: str, told: str) -> None:
    _, losses = read_and_told(text)
    assert any(told in loss and loss.startswith("unresolved") for loss in losses)


def test_an_argument_without_a_conclusion_is_told_and_comes_back() -> None:
    text = "statements: {p: P}\narguments:\n  a: {premises: [p]}\n"
    map, told = read_and_told(text)
    assert told == ["dropped an argument without a conclusion cannot be stored in a map: 'a'"]
    assert data(written(map))["arguments"] == data(text)["arguments"]


def test_premises_of_several_arguments_come_back_as_they_were() -> None:
    text = (
        "statements: {hot: H, rain: R, jog: J, rest: N}\n"
        "arguments:\n"
        "  a1: {premises: [hot], conclusion: rest}\n"
        "  a2: {premises: [rain], conclusion: rest}\n"
        "  a3: {premises: [hot, rain], conclusion: jog}\n"
    )
    map, told = read_and_told(text)
    assert len(told) == 1
    assert told[0].startswith("approximated")
    assert data(written(map))["arguments"] == data(text)["arguments"]


def test_not_all_pairs_of_countless_positions_are_made() -> None:
    keys = [f"p{number}" for number in range(3000)]
    statements = "".join(f"  {key}: P\n" for key in keys)
    text = f"statements:\n{statements}issues: {{i: {{positions: {keys}}}}}\n"
    map, told = read_and_told(text)
    assert {relation for _, relation, _ in links(map)} == {"answers"}
    assert told == ["dropped i: that more than 100 positions conflict cannot be stored in a map"]


def test_texts_may_be_numbers_or_missing() -> None:
    map = read("statements:\n  a: 1.5\n  b: true\n  c:\n  d: {assumed: true}\n  e: [x]\n")
    assert [one.text for one in map.claims] == ["1.5", "true", "c", "d", "e"]
    assert map["d"].meta == {"carneades": {"assumed": True}}


def test_formulas_are_known_without_their_blanks() -> None:
    map = read(
        "statements:\n  f( x , y ): F\n  g: G\narguments: {a: {premises: 'f(x,y)', conclusion: g}}"
    )
    assert links(map) == {("f(x,y)", "supports", "g")}


@pytest.mark.parametrize("weight", ["2", "-0.1", "high", "true"])
def test_weights_that_are_no_strength_are_kept(weight: str) -> None:
    text = (
        "statements: {p: P, c: C}\n"
        f"arguments: {{a: {{premises: [p], conclusion: c, weight: {weight}}}}}"
    )
    map = read(text)
    assert map["p"].strength is None
    assert data(written(map))["arguments"] == data(text)["arguments"]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("- a", "<text>:1:1: this is not a Carneades graph"),
        ("statements: {a: A, a: B}", "<text>:1:20: duplicate key `a`"),
        ("statements: {a: [}", "<text>:1:18: this is not valid YAML"),
        ("statements: {a: &x A, b: *x}", "<text>:1:17: anchors and aliases of YAML"),
    ],
)
def test_what_is_no_graph_is_refused_with_its_place(text: str, where: str) -> None:
    with pytest.raises(MapFileError) as caught:
        read(text)
    assert str(caught.value).startswith(where)


@pytest.mark.parametrize(
    "part", ["statements: [a]", "arguments: {a: x}", "issues: {i: [p]}", "meta: T", "tests: [x]"]
)
def test_parts_of_another_shape_are_survived(part: str) -> None:
    map = read(f"{part}\n")
    assert written(read(written(map))) == written(map)


def test_words_are_found_in_a_text_that_is_given() -> None:
    source = Source(id="s", text="The cables rust. The bridge must close.")
    map, _ = read_and_told("statements: {r: The cables rust, c: The bridge must close.}", source)
    assert [one.anchors[0].spans[0] for one in map.claims] == [(0, 15), (17, 39)]


# Writing


def test_an_attack_is_an_argument_for_the_negation() -> None:
    map = ArgumentMap(
        claims=[Claim(id="c", text="C")],
        caveats=[
            Caveat(id="k", text="K", rebuts="c", joint="j"),
            Caveat(id="l", text="L", rebuts="c", joint="j"),
        ],
    )
    found = data(written(map))
    assert found["statements"]["¬c"]["text"] == "not: C"
    assert found["arguments"] == {"j": {"premises": ["k", "l"], "conclusion": "¬c"}}
    assert [one["positions"] for one in found["issues"].values()] == [["c", "¬c"]]
    assert read(written(map)) == map


def test_positions_of_a_question_are_at_issue_only_where_they_conflict() -> None:
    claims = [
        Claim(id="a", text="A", answers="q", rebuts="b"),
        Claim(id="b", text="B", answers="q", rebuts="a"),
    ]
    question = Question(id="q", text="A or B?")
    conflicting = ArgumentMap(questions=[question], claims=claims)
    assert data(written(conflicting))["issues"] == {
        "q": {"meta": {"title": "A or B?"}, "positions": ["a", "b"]}
    }
    assert read(written(conflicting)) == conflicting
    agreeing = ArgumentMap(
        questions=[question], claims=[one.model_copy(update={"rebuts": ()}) for one in claims]
    )
    assert "issues" not in data(written(agreeing))
    assert read(written(agreeing)) == agreeing


def test_a_lone_undercut_is_the_undercutter_and_several_argue_for_one() -> None:
    lone = ArgumentMap(
        claims=[Claim(id="c", text="C")],
        reasons=[Reason(id="r", text="R", supports="c")],
        caveats=[Caveat(id="u", text="U", undercuts="r")],
    )
    assert data(written(lone))["arguments"] == {
        "r-c": {"premises": ["r"], "conclusion": "c", "undercutter": "u"}
    }
    assert read(written(lone)) == lone
    lone.caveats.append(Caveat(id="v", text="V", undercuts="r"))
    arguments = data(written(lone))["arguments"]
    assert [one["conclusion"] for one in arguments.values()] == [
        "c",
        "¬app(r-c)",
        "¬app(r-c)",
    ]
    assert read(written(lone)) == lone


def test_what_carneades_cannot_say_is_told_and_comes_back() -> None:
    output = Output()
    text = written(bridge(), output)
    assert read(text) == bridge()
    told = {(loss.kind, loss.statement, loss.field) for loss in output.losses}
    assert told == {("encoded", "r3", "speaker"), ("approximated", "k3", "limits")}


def test_tests_of_statements_that_are_gone_are_told() -> None:
    map = read(CABLES)
    map.reasons[:] = [one for one in map.reasons if one.id != "weak"]
    output = Output()
    assert data(written(map, output))["tests"]["in"] == ["rust"]
    assert ("stale", None) in {(loss.kind, loss.statement) for loss in output.losses}
