"""What is said of the structure of maps and of arguments."""

from __future__ import annotations

import pytest

from argmap.checking import check
from argmap.mapfile import loads
from argmap.model import ArgumentMap
from argmap.source import Source


def names(*lines: str) -> list[str]:
    """Check a map of statements given as ``section: {…}``, all of them implicit."""
    sections: dict[str, list[str]] = {}
    for line in lines:
        section, _, record = line.partition(": ")
        sections.setdefault(section, []).append(f"  - {{implicit: true, {record}}}")
    text = "\n".join(f"{section}:\n" + "\n".join(found) for section, found in sections.items())
    return [one.name for one in check(loads(text))]


CLAIM = "claims: id: c, text: Buses help"
REASON = "reasons: id: r, text: They carry many, supports: c"


def test_statements_that_rebut_each_other_are_no_circle() -> None:
    assert (
        names(
            CLAIM,
            REASON,
            "claims: id: d, text: Buses harm, rebuts: c",
            "reasons: id: s, text: They smell, supports: d, rebuts: r",
            "caveats: id: t, text: Smell is no harm, rebuts: s",
            "caveats: id: u, text: It is, rebuts: t",
            "caveats: id: v, text: It is not, rebuts: u, undercuts: s->d",
        )
        == []
    )


def test_a_circle_of_support_within_a_tangle_of_rebuttals_is_told_once() -> None:
    told = names(
        "claims: id: a, text: A, supports: b, rebuts: d",
        "claims: id: b, text: B, supports: c",
        "claims: id: c, text: C, supports: a",
        "claims: id: d, text: D, rebuts: a",
        "reasons: id: e, text: E, supports: d",
    )
    assert told == ["circular-support"]


def test_every_separate_circle_of_support_is_told() -> None:
    told = names(
        "claims: id: a, text: A, supports: b",
        "claims: id: b, text: B, supports: [a, c]",
        "claims: id: c, text: C, supports: d",
        "claims: id: d, text: D, supports: c, rebuts: a",
    )
    assert told == ["circular-support", "circular-support"]


def test_a_long_circle_is_named_in_short() -> None:
    text = "claims:\n" + "\n".join(
        f"  - {{id: s{n}, text: t{n}, implicit: true, supports: s{(n + 1) % 50}}}"
        for n in range(50)
    )
    (diagnostic,) = check(loads(text))
    assert "s0 -> s1 -> s2 -> … -> s47 -> s48 -> s49 -> s0" in diagnostic.message
    assert len(diagnostic.details["cycle"]) == 50  # type: ignore[arg-type]  # a list, as JSON


@pytest.mark.parametrize("relation", ["rebuts", "limits", "restates"])
def test_a_question_cannot_be_the_target_of_what_holds_something(relation: str) -> None:
    told = names(
        "questions: id: q, text: Why?",
        "claims: id: c, text: Buses help, answers: q",
        f"reasons: id: r, text: They carry many, supports: c, {relation}: q",
    )
    assert told == ["wrong-target"]


def test_an_answer_is_no_link_that_could_be_undercut() -> None:
    told = names(
        "questions: id: q, text: Why?",
        "claims: id: c, text: Buses help, answers: q",
        REASON,
        "caveats: id: u, text: At night they are empty, undercuts: c",
    )
    assert told == ["unknown-link"]


def test_only_a_question_can_be_answered() -> None:
    assert names(CLAIM, REASON, "reasons: id: s, text: S, supports: c, answers: r") == [
        "wrong-target"
    ]


def test_a_question_may_restate_a_question_and_bear_on_a_claim() -> None:
    assert (
        names(
            CLAIM,
            REASON,
            "questions: id: q, text: Why buses?",
            "claims: id: d, text: Because, answers: q, supports: c",
            "reasons: id: e, text: E, supports: d",
            "questions: id: p, text: Why not trams?, restates: q",
            "questions: id: o, text: Who could be against it?, supports: c",
        )
        == []
    )


def test_links_are_only_for_undercuts() -> None:
    made = loads(
        "claims: [{id: c, text: C, implicit: true}]\n"
        "reasons: [{id: r, text: R, implicit: true, supports: c},"
        " {id: s, text: S, implicit: true, supports: r->c}]"
    )
    (diagnostic,) = check(made)
    assert (diagnostic.name, diagnostic.help) == (
        "unknown-reference",
        "only `undercuts` can refer to a link",
    )


def test_an_undercut_names_the_links_that_it_could_have_meant() -> None:
    made = loads(
        "claims: [{id: c, text: C, implicit: true}]\n"
        "reasons: [{id: r, text: R, implicit: true, supports: c}]\n"
        "caveats: [{id: u, text: U, implicit: true, undercuts: r->x}]"
    )
    (diagnostic,) = check(made)
    assert (diagnostic.name, diagnostic.help) == ("unknown-link", "use 'r->c'")


def test_an_undercut_of_an_undercut_is_clean() -> None:
    assert (
        names(
            CLAIM,
            REASON,
            "caveats: id: u, text: At night they are empty, undercuts: r",
            "caveats: id: v, text: Not on Fridays, undercuts: u",
        )
        == []
    )


def test_joint_premises_of_one_target_are_clean_and_of_two_targets_are_lone() -> None:
    joint = "reasons: id: s, text: Carrying many helps, supports: {}, joint: load"
    first = REASON + ", joint: load"
    assert names(CLAIM, first, joint.format("c")) == []
    assert names(CLAIM, first, joint.format("r")) == ["lone-joint", "lone-joint"]


def test_two_speakers_may_say_the_same_and_so_may_a_restatement() -> None:
    assert names(CLAIM, REASON, "claims: id: d, text: buses  HELP, supports: c") == [
        "unsupported-claim",
        "duplicate-statement",
    ]
    assert names(CLAIM, REASON, "claims: id: d, text: Buses help, restates: c") == []
    assert names(
        CLAIM + ", speaker: Alice",
        REASON,
        "claims: id: d, text: Buses help, speaker: Bob, supports: c",
    ) == ["unsupported-claim"]


def test_the_same_words_may_make_two_statements_with_texts_of_their_own() -> None:
    text = """\
sources:
  - {{id: s, text: They carry many because they are large.}}
claims:
  - {{id: c, text: They carry many, quote: They carry many because they are large, span: [0, 38]}}
reasons:
  - {{id: r, supports: c, {own}quote: They carry many because they are large, span: [0, 38]}}
"""
    assert check(loads(text.format(own="text: They are large, "))) == []
    assert [one.name for one in check(loads(text.format(own="")))] == ["duplicate-statement"]


def test_a_claim_that_restates_a_supported_one_needs_no_reason_of_its_own() -> None:
    assert names(CLAIM, REASON, "claims: id: d, text: They do help, restates: c") == []


def test_a_statement_that_only_supports_itself_has_no_reason() -> None:
    assert names("claims: id: c, text: C, supports: c") == ["self-reference", "unsupported-claim"]


def test_a_sentence_that_no_statement_points_at_is_told_when_that_is_asked_for() -> None:
    made = loads(
        "sources: [{id: s, text: 'Buses help. Dr. Hall says so. They carry many! Do they?'}]\n"
        "claims: [{id: c, quote: help, span: [6, 10]}]\n"
        "reasons: [{id: r, supports: c, quote: They carry, span: [30, 40]}]"
    )
    told = check(made, select=["uncovered-sentence"])
    assert [one.source.span.cut(made.sources[0].text) for one in told if one.source] == [
        "Dr. Hall says so.",
        "Do they?",
    ]


def thai() -> ArgumentMap:
    return loads(
        "sources: [{id: s, text: รถเมล์ช่วยได้ มันบรรทุกคนได้มาก}]\n"
        "claims: [{id: c, quote: รถเมล์, span: [0, 6]}]\n"
        "reasons: [{id: r, supports: c, text: R, implicit: true}]"
    )


def test_where_sentences_cannot_be_counted_the_share_of_the_characters_is_told() -> None:
    (told,) = check(thai(), select=["uncovered-sentence"])
    assert told.message == (
        "statements cover 6 of the 30 characters of source 's', whose sentences cannot be counted"
    )
    assert told.source
    assert told.source.span.cut(thai().sources[0].text) == "ช่วยได้ มันบรรทุกคนได้มาก"


def test_where_sentences_cannot_be_counted_enough_is_a_share_of_the_characters() -> None:
    (told,) = check(thai(), select=["low-coverage"], minimum_coverage=0.21)
    assert told.message == "statements cover 6 of the 30 characters of source 's', less than 21%"
    assert told.details["sentences"] is told.details["covered_sentences"] is None
    assert check(thai(), select=["low-coverage"], minimum_coverage=0.2) == []


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_wrapped_sentence_is_covered_as_a_whole(line_end: str) -> None:
    text = line_end.join(["Human beings should", "be free and equal", "in dignity. They are."])
    made = ArgumentMap(sources=[Source(id="s", text=text)])
    made.claim(quote="free", id="c")
    told = check(made, select=["uncovered-sentence"])
    assert [one.source.span.cut(text) for one in told if one.source] == ["They are."]


def test_an_undercut_of_an_undercut_that_is_told_of_is_not_told_of_too() -> None:
    map = loads("""\
claims: [{id: a, text: A, implicit: true}]
caveats:
  - {id: c, text: C, implicit: true, undercuts: a}
  - {id: e, text: E, implicit: true, undercuts: c}
""")
    told = [diagnostic.statement for diagnostic in check(map, select="unknown-link")]
    assert told == ["c"]
