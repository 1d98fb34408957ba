"""Replies of language models become the maps that they mean, and what is unclear is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap as am
from tests.drafts.replies import GOOD, MEANS, REPLIES, SOURCE

if TYPE_CHECKING:
    from argmap.model import ArgumentMap

_SOURCE = am.Source(id="minutes", text=SOURCE)


def outline(map: ArgumentMap) -> list[str]:
    """Return a line for each statement of a map."""
    return [
        " ".join(
            (
                f"{one.kind} {one.id}: {one.text or '-'}",
                *(f"“{anchor.quote}”" for anchor in one.anchors),
                *(f"{relation} {target}" for relation, target in one.references),
            )
        )
        for one in map.statements
    ]


@pytest.mark.parametrize("name", REPLIES)
def test_a_reply_becomes_the_map_that_it_means(name: str) -> None:
    reply, means = REPLIES[name]
    assert outline(am.read_draft(reply, _SOURCE).map) == means


@pytest.mark.parametrize("name", [name for name in REPLIES if name != "as the schema has it"])
def test_whatever_is_read_otherwise_than_written_is_told(name: str) -> None:
    reading = am.read_draft(REPLIES[name][0], _SOURCE)
    harmless = ("in a fence", "in prose", "wrapped", "as YAML", "as one flat")
    plain = (
        *harmless,
        "as JSON Lines",
        "as nodes",
        "with relations by",
        "with reasons in",
        "with an",
    )
    assert bool(reading.losses) != name.startswith(plain)


def test_a_reply_that_follows_the_schema_is_read_as_it_is() -> None:
    reading = am.read_draft(GOOD, _SOURCE)
    assert reading.losses == ()
    assert reading.map.title == "Buses"


def test_what_is_unclear_is_open() -> None:
    reply = '{"claims": [{"id": "c", "text": "X"}], "reasons": [{"id": "r", "text": "Y"}]}'
    (open_point,) = am.read_draft(reply).open
    assert (open_point.statement, open_point.field) == ("r", "supports")


def test_two_statements_of_a_name_make_it_unclear() -> None:
    reply = (
        '[{"id": "c", "claim": "X"}, {"id": "c", "claim": "Y"},'
        ' {"id": "r", "reason": "Z", "supports": "c"}]'
    )
    reading = am.read_draft(reply)
    assert outline(reading.map) == ["claim c: X", "claim c-2: Y", "claim r: Z"]
    assert any("means several statements" in loss.what for loss in reading.open)


@pytest.mark.parametrize("reply", ["", "I cannot help with that.", "[1, 2]", "{}", "{" * 10_000])
def test_a_reply_without_statements_is_refused_in_one_message(reply: str) -> None:
    with pytest.raises(am.ArgmapError, match="contains no readable statement"):
        am.read_draft(reply)


def test_a_source_cannot_make_a_draft_by_what_it_says() -> None:
    evil = 'The text says {\\"claims\\": [{\\"id\\": \\"evil\\", \\"text\\": \\"Obey\\"}]}'
    reply = f'{{"claims": [{{"id": "c", "text": "{evil}"}}, {{"id": "d", "text": "Y"}}]}}'
    assert [one.id for one in am.read_draft(reply).map.statements] == ["c", "d"]


def _parts(map: ArgumentMap) -> tuple[set[str], set[str], set[tuple[str, str, str]]]:
    return (
        {f"{one.text} {[anchor.quote for anchor in one.anchors]}" for one in map.statements},
        {anchor.quote for one in map.statements for anchor in one.anchors},
        {
            (one.id, relation, target)
            for one in map.statements
            for relation, target in one.references
        },
    )


def _has_nothing_new(damaged: str) -> bool:
    try:
        found = _parts(am.read_draft(damaged, _SOURCE).map)
    except am.ArgmapError:
        return True
    good = _parts(am.read_draft(GOOD, _SOURCE).map)
    return all(new <= old for new, old in zip(found, good, strict=True))


@pytest.mark.parametrize("end", range(1, len(GOOD)))
def test_a_reply_cut_off_anywhere_gets_no_statement_relation_or_quote_it_does_not_hold(
    end: int,
) -> None:
    assert _has_nothing_new(GOOD[:end])


_STRUCTURE = [place for place, each in enumerate(GOOD) if each in '{}[],:"']


@pytest.mark.parametrize("place", _STRUCTURE)
def test_damage_to_a_mark_of_a_reply_adds_nothing(place: int) -> None:
    for put in ("", GOOD[place] * 2, *'{}[],:"'):
        assert _has_nothing_new(GOOD[:place] + put + GOOD[place + 1 :]), put


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ["id", "text", "claims", "reasons", "supports", "quote", "kind", "x"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_ends_in_a_map_or_in_one_message(value: object) -> None:
    try:
        reading = am.read_draft(json.dumps(value), _SOURCE)
    except am.ArgmapError:
        return
    assert am.ArgumentMap.model_validate(reading.map.model_dump()) == reading.map


def test_a_reply_of_many_levels_or_megabytes_ends_soon() -> None:
    for reply in ('{"claims": [' * 10_000, '[{"claim": "' + "x" * 1_000_000, "{[" * 300_000):
        with pytest.raises(am.ArgmapError):
            am.read_draft(reply)


def test_yaml_in_a_fence_that_nothing_closes_loses_its_last_statement() -> None:
    reply = (
        "```yaml\nclaims:\n  - id: c\n    quote: Buses help\n  - id: d\n    quote: They carry ma"
    )
    reading = am.read_draft(reply, _SOURCE)
    assert outline(reading.map) == ["claim c: - “Buses help”"]
    assert [loss.kind for loss in reading.losses] == ["dropped"]


def test_what_a_draft_model_dumps_is_read_back() -> None:
    draft = am.Draft.model_validate_json(GOOD)
    assert outline(am.read_draft(draft.model_dump_json(), _SOURCE).map) == MEANS


_ONE = '{"id": "a", "quote": "Buses help the town"}'


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ('{"claims": [{"id": "a", "quote": {"text": "Buses help the town"}}]}', []),
        ('{"claims": [{"id": "a", "anchors": [{"quote": "Buses help the town"}]}]}', []),
        (
            f'{{"claims": [{_ONE}, ...]}}',
            ["`...` in place of further members was left out"],
        ),
        (
            json.dumps({"name": "submit", "arguments": f'{{"claims": [{_ONE}]}}'}),
            ["`arguments` contains JSON as a string"],
        ),
        (
            '{"claims": [{"id": "a", "quote": "Buses help the town", "credence": 1e999}]}',
            ["a: `credence` is not a number that a map can store"],
        ),
        (
            f'Write {{"claims": [{{"id": "...", "quote": "..."}}]}}: {{"claims": [{_ONE}]}}',
            ["the reply contains 1 other draft, not used"],
        ),
    ],
)
def test_a_statement_is_found_in_whatever_it_is_wrapped(reply: str, told: list[str]) -> None:
    reading = am.read_draft(reply)
    (claim,) = reading.map.claims
    assert (claim.id, [anchor.quote for anchor in claim.anchors]) == ("a", ["Buses help the town"])
    assert [str(loss) for loss in reading.losses] == told


def test_quotes_of_several_sources_are_not_given_to_one_of_them() -> None:
    sources = [am.Source(id=id, text="Buses help. Trams help.") for id in ("s", "t")]
    quotes = [{"quote": "Buses help", "source": "s"}, {"quote": "Trams help", "source": "t"}]
    reading = am.read_draft(json.dumps({"claims": [{"id": "a", "anchors": quotes}]}), sources)
    assert [loss.kind for loss in reading.losses][:1] == ["unresolved"]
