"""The wordings of the benchmark: each quotes its source, and each change is one."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks" / "wordings"))

from altering import KINDS, Kind, Original, alterations
from rewordings import Half, by_hand, by_pattern


@pytest.mark.parametrize("half", ["tuning", "report"])
def test_every_wording_quotes_its_source(half: Half) -> None:
    items = [*by_hand(half), *by_pattern(half)]
    assert len(items) > 250
    for each in items:
        assert each.wording
        (anchor,) = each.map[each.statement].anchors
        assert anchor.spans[0].cut(each.source) == anchor.quote


def test_the_halves_have_no_wording_in_common() -> None:
    one, other = ({each.wording for each in by_hand(half)} for half in ("tuning", "report"))
    assert not one & other


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_is_made_and_is_the_same_each_time(kind: Kind) -> None:
    wording = "Most of the 12 buses in Leeds were late in May 2019, but not 5 miles away"
    made = [
        list(alterations(kind, Original(wording, "en", f"He said: {wording}.", Random(1))))  # noqa: S311 -- no secret
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert wording not in made[0]
    assert made[0] or kind == "negation added"  # where there is one, none is added
