"""What is counted of a map."""

import pytest
from hypothesis import given

from argmap.model import ArgumentMap
from argmap.source import Source
from argmap.statistics import count
from tests.strategies import maps


@pytest.mark.filterwarnings("ignore::argmap.errors.UnplacedWarning")
def test_kinds_relations_depth_and_joint_groups_are_counted() -> None:
    made = ArgumentMap(sources=[Source(id="s", text="Buses help. They carry many.")])
    made.question("Why?", id="why", implicit=True)
    made.claim(quote="Buses help", id="help", answers="why")
    made.reason(quote="They carry many", id="many", supports="help", joint="both")
    made.reason("Carrying helps", id="link", supports="help", joint="both", implicit=True)
    made.caveat(quote="Not at night", id="night", undercuts="many")
    counts = count(made)
    assert counts.statements == 5
    assert counts.kinds == {"question": 1, "claim": 1, "reason": 2, "caveat": 1}
    assert {name: number for name, number in counts.relations.items() if number} == {
        "supports": 2,
        "undercuts": 1,
        "answers": 1,
    }
    assert (counts.depth, counts.joint_groups, counts.implicit) == (4, 1, 2)
    assert (counts.quotes, counts.drafts) == (3, 1)


def test_an_empty_map_has_no_depth() -> None:
    assert count(ArgumentMap()).depth == 0


@given(maps(max_size=8))
def test_every_statement_is_counted_once(made: ArgumentMap) -> None:
    assert count(made).statements == len(list(made.statements))
