"""What is told of the quotes of a draft, to people and to language models."""

from __future__ import annotations

import json

from argmap.grounding.settling import ground
from argmap.mapfile import dumps, loads, parse_map
from argmap.model import ArgumentMap, Claim
from argmap.report.grounded import grounding_json, grounding_text
from argmap.source import Source

DRAFT = """\
sources:
  - id: council
    text: |
      It’s the buses that help. They carry many people. Trams carry many people.
      Buses cost money, but they do not cost much.
claims:
  - {id: help, quote: It's the buses that help}
  - {id: carry, quote: carry many people}
  - {id: fly, quote: Everybody ought to fly to the moon instead}
  - {id: whole, quote: Buses cost money}
"""


def test_each_quote_is_reported_if_asked_for() -> None:
    told = grounding_text(ground(loads(DRAFT)), every=True).splitlines()
    assert (
        "claim help: “It's the buses that help” differed in typography, case or apparatus; "
        "corrected to match the source" in told
    )
    assert "  source council, 1:1: “It’s the buses that help”" in told


def test_each_unresolved_quote_is_reported_with_what_to_do() -> None:
    told = grounding_text(ground(loads(DRAFT)), name="draft.yaml").splitlines()
    assert (
        "claim carry: “carry many people” appears in several places: "
        "add a `prefix` or `suffix` to say which" in told
    )
    assert (
        "claim fly: “Everybody ought to fly to the moon instead” is not in the source: "
        "quote the source, or remove the quote" in told
    )
    assert told[0] == (
        "draft.yaml: 4 quotes: 1 placed, 1 corrected; unresolved: 1 ambiguous, 1 missing"
    )
    assert not [line for line in told if line.startswith("claim help")]


def test_of_many_quotes_the_unresolved_ones_come_last_with_their_positions() -> None:
    said = [f"Sentence {number} is about buses." for number in range(44)]
    quotes = [*said[:20], "Nobody said this", *said[20:], "is about buses"]
    m = ArgumentMap(
        sources=[Source(id="s", text=" ".join(said))],
        claims=[Claim(id=f"c{row}", quote=quote) for row, quote in enumerate(quotes)],
    )
    file = parse_map(dumps(m), name="a.argmap.yaml")
    lines = grounding_text(ground(m), name=file.name, file=file).splitlines()
    summary = "46 quotes: 44 placed; unresolved: 1 ambiguous, 1 missing"
    assert lines[0] == f"a.argmap.yaml: {summary}"
    heads = [line for line in lines[1:] if not line.startswith("  ")]
    rows = [
        1 + file.text.splitlines().index(f"    quote: {quote}")
        for quote in ("Nobody said this", "is about buses")
    ]
    assert [head.split("” ")[0] for head in heads] == [
        f"a.argmap.yaml:{rows[0]}:12: claim c20: “Nobody said this",
        f"a.argmap.yaml:{rows[1]}:12: claim c45: “is about buses",
    ]


def test_quotes_that_are_all_resolved_take_one_line() -> None:
    m = ground(loads(DRAFT)).map
    kept = [claim for claim in m.claims if claim.id in ("help", "whole")]
    text = grounding_text(ground(m.model_copy(update={"claims": kept})))
    assert text == "2 quotes: 2 valid\n"


def test_the_context_shown_for_an_ambiguous_quote_decides() -> None:
    data = json.loads(grounding_json(ground(loads(DRAFT))))
    carry = next(quote for quote in data["quotes"] if quote["statement"] == "carry")
    source = loads(DRAFT).source()
    for place in carry["candidates"]:
        found = source.find(carry["quote"], prefix=place["prefix"], suffix=place["suffix"])
        assert [list(span) for span in found.spans] == place["spans"]


def test_the_report_is_one_versioned_object() -> None:
    data = json.loads(grounding_json(ground(loads(DRAFT))))
    assert data["version"] == 1
    assert data["settled"] is False
    assert {quote["outcome"] for quote in data["quotes"]} == {
        "placed",
        "corrected",
        "ambiguous",
        "missing",
    }


def test_valid_quotes_are_told_only_when_asked_for() -> None:
    map = ground(loads(DRAFT)).map
    assert "claim whole" not in grounding_text(ground(map))
    assert "claim whole: “Buses cost money” is at its span" in grounding_text(
        ground(map), every=True
    )


def test_a_quote_put_together_from_two_places_is_told_part_by_part() -> None:
    quote = "the buses that help carry many people although they do not cost much"
    grounding = ground(loads(DRAFT.replace("Buses cost money}", quote + "}")))
    told = grounding_text(grounding)
    assert "is only partly in the source: quote each part separately" in told
    assert "  1:6: “the buses that help”" in told
    assert "  2:23: “they do not cost much”" in told
    outcomes = [quote["outcome"] for quote in json.loads(grounding_json(grounding))["quotes"]]
    assert outcomes[-1] == "spliced"


def test_a_negation_left_out_is_put_back_in_what_is_to_be_quoted() -> None:
    draft = DRAFT.replace("Buses cost money}", "but they do … cost much}")
    quote = json.loads(grounding_json(ground(loads(draft))))["quotes"][-1]
    assert quote["outcome"] == "changed"
    assert quote["found"]["quote"] == "but they do not cost much"
    assert "“but they do not cost much”" in grounding_text(ground(loads(draft)))


def test_every_place_of_an_ambiguous_quote_is_in_the_report_for_programs() -> None:
    lines = "".join(f"      {number} buses help the town.\n" for number in range(30))
    draft = (
        f"sources:\n  - id: s\n    text: |\n{lines}claims: [{{id: c, quote: buses help the town}}]"
    )
    grounding = ground(loads(draft))
    assert len(json.loads(grounding_json(grounding))["quotes"][0]["candidates"]) == 30
    assert "  and 20 more\n" in grounding_text(grounding)
