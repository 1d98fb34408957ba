"""A model is asked until nothing is wrong, or nothing gets better."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import argmap as am
from tests.drafts.replies import GOOD, SOURCE

if TYPE_CHECKING:
    from argmap.drafts.rounds import Message

_SOURCE = am.Source(id="minutes", text=SOURCE)
_BAD = GOOD.replace("They carry many people", "They carry few people")
_WORSE = _BAD.replace("they run seldom", "they never run at all")


class Recorded:
    """A model that says what was recorded, and keeps what it was told."""

    def __init__(self, *replies: str) -> None:
        self.replies = iter(replies)
        self.told: list[list[Message]] = []

    def __call__(self, messages: list[Message]) -> str:
        self.told.append(messages)
        return next(self.replies)


def test_a_clean_draft_takes_one_round() -> None:
    model = Recorded(GOOD)
    mapped = am.map_with(model, _SOURCE)
    assert mapped.is_clean
    assert not am.check(mapped.map)
    assert len(mapped.rounds) == 1


def test_a_wrong_quote_is_fed_back_with_the_nearest_passage_and_mended() -> None:
    model = Recorded(_BAD, GOOD)
    mapped = am.map_with(model, _SOURCE)
    assert mapped.is_clean
    assert [one.problems for one in mapped.rounds] == [1, 0]
    assert [message["role"] for message in model.told[1]] == ["system", "user", "assistant", "user"]
    assert "“They carry many people”" in model.told[1][-1]["content"]


def test_nothing_is_said_of_what_is_right() -> None:
    said = am.feedback(am.read_draft(_BAD, _SOURCE).map)
    assert "many" in said
    assert "seldom" not in said


def test_the_best_round_is_kept_when_a_later_one_is_worse() -> None:
    mapped = am.map_with(Recorded(_BAD, _WORSE, GOOD), _SOURCE)
    assert [one.problems for one in mapped.rounds] == [1, 2]
    assert "they run seldom" in am.dumps(mapped.map)
    assert not mapped.is_clean


def test_a_reply_without_a_map_is_answered_and_asked_for_again() -> None:
    model = Recorded("I cannot do that.", GOOD)
    assert am.map_with(model, _SOURCE).is_clean
    assert "could not be read" in model.told[1][-1]["content"]


def test_a_model_that_never_writes_a_map_is_an_error() -> None:
    with pytest.raises(
        am.ArgmapError, match="no reply of the model contained a readable statement"
    ):
        am.map_with(Recorded("No.", "No.", "No."), _SOURCE)


def test_the_cost_is_told_in_characters() -> None:
    model = Recorded(_BAD, GOOD)
    mapped = am.map_with(model, _SOURCE)
    assert mapped.answered == len(_BAD) + len(GOOD)
    assert mapped.asked == sum(len(m["content"]) for told in model.told for m in told)


def test_a_long_source_is_mapped_in_passages_and_joined() -> None:
    def reply(number: int) -> str:
        said = {"id": "c", "kind": "claim", "text": None, "quote": f"Bus {number} helps the town"}
        many = {"id": "r", "kind": "reason", "text": None, "quote": "They carry many people"}
        return json.dumps({"statements": [said, {**many, "supports": "c"}]})

    paragraphs = [
        f"Bus {number} helps the town. They carry many people.\n\n" for number in range(3)
    ]
    source = am.Source(id="book", text="".join(paragraphs))
    replies = (reply(number) for number in range(3))
    mapped = am.map_with(lambda _: next(replies), source, passage_size=60, rounds=1)
    assert [one.id for one in mapped.map.statements] == ["c", "c-2", "c-3", "r", "r-2", "r-3"]
    places = [one.anchors[0].spans[0].start for one in mapped.map.reasons]
    assert places == [source.text.index("They", start) for start in (0, 60, 110)]
    assert [one.supports for one in mapped.map.reasons] == [("c",), ("c-2",), ("c-3",)]
