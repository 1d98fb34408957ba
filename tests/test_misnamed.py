"""What is said of keys that a map does not have, but that people and models write."""

from __future__ import annotations

import pytest

from argmap.errors import UsageError
from argmap.mapfile import parse_map
from argmap.model import ArgumentMap, Claim
from argmap.record import known_keys
from argmap.source import Source
from argmap.synonyms import meaning

FLAT = "lists are flat: put each of them under "


def advice(text: str, *, syntax: str | None = None) -> str | None:
    """Return the help of the only problem of a map."""
    (problem,) = parse_map(text, syntax=syntax).problems  # type: ignore[arg-type]
    return problem.help


def of_map(key: str) -> str | None:
    return advice(f"argmap: 1\nclaims: [{{id: help, text: Buses help}}]\n{key}: []\n")


def of_statement(entry: str, section: str = "claims", relation: str = "") -> str | None:
    return advice(f"{section}:\n- id: help\n  text: Buses help\n  {relation}\n  {entry}\n")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("objections", "objections go under `caveats:`, each with `rebuts` or `undercuts`"),
        ("objection", "objections go under `caveats:`, each with `rebuts` or `undercuts`"),
        (
            "Counter-arguments",
            "counter arguments go under `caveats:`, each with `rebuts` or `undercuts`",
        ),
        ("rebuttals", "rebuttals go under `caveats:`, each with `rebuts` or `undercuts`"),
        ("exceptions", "exceptions go under `caveats:`, each with `limits`"),
        ("undercutters", "undercutters go under `caveats:`, each with `undercuts`"),
        ("premises", "premises go under `reasons:`, each with `supports`"),
        ("arguments", "arguments go under `reasons:`, each with `supports`"),
        ("conclusions", "did you mean `claims`?"),
        ("conclusion", "did you mean `claims`?"),
        ("issues", "did you mean `questions`?"),
        ("Reasons", "did you mean `reasons`?"),
        ("documents", "did you mean `sources`?"),
        ("heading", "did you mean `title`?"),
        ("edges", "relations are keys of a statement: `supports: ID`, `rebuts: ID` and so on"),
        (
            "statements",
            "put each statement under `questions:`, `claims:`, `reasons:` or `caveats:`",
        ),
        ("claism", "did you mean `claims`?"),
        ("weather", "put other keys under `meta`"),
    ],
)
def test_a_list_of_a_map_is_understood_by_its_other_names(key: str, said: str) -> None:
    assert of_map(key) == said


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("contradicts: fares", "did you mean `rebuts`?"),
        ("attacks: fares", "did you mean `rebuts`?"),
        ("refutes: [fares]", "did you mean `rebuts`?"),
        ("counters: fares", "did you mean `rebuts`?"),
        ("therefore: fares", "did you mean `supports`?"),
        ("qualifies: fares", "did you mean `limits`?"),
        (
            "because: many",
            "did you mean `supports`? It is a key of the reason, and names its target",
        ),
        (
            "premises: [many]",
            "did you mean `supports`? It is a key of the reason, and names its target",
        ),
        (
            "backing: many",
            "did you mean `supports`? It is a key of the reason, and names its target",
        ),
        (
            "objections: [cost]",
            "did you mean `rebuts` or `undercuts`? It is a key of the caveat, and names its target",
        ),
        ("evidence: They carry many", "did you mean `quote`?"),
        ("evidence: [They carry many]", "did you mean `anchors`?"),
        ("comment: Check this", "did you mean `note`?"),
        ("confidence: 0.5", "did you mean `credence`?"),
        ("start: 12", "did you mean `span: [start, end]`?"),
        ("type: claim", "the kind of a statement is the list that it is in, such as `claims:`"),
        ("page: 12", "put other keys under `meta`"),
    ],
)
def test_a_key_of_a_statement_is_understood_by_its_other_names(entry: str, said: str) -> None:
    assert of_statement(entry) == said


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("reasons: [{id: many, text: They carry many}]", "`reasons:` with `supports: help`"),
        ("because: They carry many", "`reasons:` with `supports: help`"),
        ("premises: [They carry many, They are clean]", "`reasons:` with `supports: help`"),
        ("objections: [{text: They cost}]", "`caveats:` with `rebuts` or `undercuts` `help`"),
        ("limitations: [{text: In town}]", "`caveats:` with `limits: help`"),
        (
            "caveats: [{text: In town}]",
            "`caveats:` with `limits`, `rebuts` or `undercuts` `help`",
        ),
        ("claims: [{text: Trams help}]", "`claims:`"),
        ("questions: [{text: What helps}]", "`questions:`"),
    ],
)
def test_statements_inside_a_statement_are_said_to_go_in_their_list(entry: str, said: str) -> None:
    assert of_statement(entry) == FLAT + said


def test_claims_inside_a_question_are_said_to_answer_it() -> None:
    entry = "claims: [{text: Buses help}]"
    assert of_statement(entry, "questions") == FLAT + "`claims:` with `answers: help`"


def test_a_statement_without_an_id_is_named_by_a_placeholder() -> None:
    text = "claims: [{text: Buses help, reasons: [{text: They carry many}]}]"
    told = [problem.help for problem in parse_map(text).problems]
    assert FLAT + "`reasons:` with `supports: ID`" in told


@pytest.mark.parametrize(
    ("section", "relation", "said"),
    [
        ("reasons", "supports: a", "did you mean `supports`?"),
        ("caveats", "limits: a", "did you mean `limits`, `rebuts` or `undercuts`?"),
    ],
)
@pytest.mark.parametrize("key", ["for", "target", "parent", "conclusion"])
def test_a_target_is_said_to_need_a_relation(
    key: str, section: str, relation: str, said: str
) -> None:
    assert of_statement(f"{key}: b", section, relation) == said


@pytest.mark.parametrize(
    ("key", "said"), [("text", "quote"), ("excerpt", "quote"), ("document", "source")]
)
def test_a_key_of_an_anchor_is_understood_by_its_other_names(key: str, said: str) -> None:
    text = f"claims: [{{id: c, anchors: [{{quote: Buses help, {key}: x}}]}}]"
    expected = f"did you mean `{said}`?"
    assert advice(text) == expected


@pytest.mark.parametrize(("key", "said"), [("file", "path"), ("link", "url"), ("name", "title")])
def test_a_key_of_a_source_is_understood_by_its_other_names(key: str, said: str) -> None:
    assert advice(f"sources: [{{id: s, text: T, {key}: x}}]") == f"did you mean `{said}`?"


def test_json_and_yaml_get_the_same_advice() -> None:
    text = '{"claims": [{"id": "help", "text": "T", "reasons": [{"text": "They carry many"}]}]}'
    assert advice(text, syntax="json") == FLAT + "`reasons:` with `supports: help`"


def test_a_call_gets_the_advice_that_a_file_gets() -> None:
    with pytest.raises(ValueError, match="contradicts") as refused:
        Claim(id="c", text="T", contradicts="a")  # type: ignore[call-arg]  # what is tested
    assert refused.value.__notes__ == ["did you mean `rebuts`?"]
    with pytest.raises(ValueError, match="reasons") as refused:
        Claim(id="c", text="T", reasons=[{"text": "Two words"}])  # type: ignore[call-arg]
    assert refused.value.__notes__ == [FLAT + "`reasons:` with `supports: c`"]


def test_an_edit_gets_the_advice_that_a_file_gets() -> None:
    m = ArgumentMap()
    claim = m.claim("Buses help", id="help")
    m.reason("They carry many", id="many", supports=claim)
    with pytest.raises(UsageError) as refused:
        m.replace("many", comment="So they say")
    assert refused.value.help == "did you mean `note`?"
    with pytest.raises(UsageError) as refused:
        m.move("many", contradicts="help")  # type: ignore[call-arg]  # what is tested
    assert refused.value.help == "did you mean `rebuts`?"


def test_a_map_whose_lists_have_other_names_is_still_taken_for_a_map() -> None:
    text = "claims: [{id: c, text: T}]\nobjections: []\npremises: []\nconclusions: []\n"
    assert [problem.message for problem in parse_map(text).problems] == [
        f"a map has no key `{key}`" for key in ("objections", "premises", "conclusions")
    ]


@pytest.mark.parametrize(("model", "table"), [(Claim, "relations"), (Source, "source")])
def test_no_key_of_argmap_is_another_name_for_one_of_its_keys(
    model: type[Claim | Source], table: str
) -> None:
    for key in known_keys(model):
        assert meaning(table, key) in (None, key)
