"""The truth that the benchmark of what is said of quotes measures by is true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import facts
import furniture
import pytest
import truths
from furniture import cases as furnished

if TYPE_CHECKING:
    from texts import Language, Series

LANGUAGES = truths.LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("series", ["tuning", "report"])
def test_a_changed_fact_is_once_in_its_source_and_its_quote_is_not(
    language: Language, series: Series
) -> None:
    for kind in facts.KINDS:
        cases = facts.changed(language, series, kind, 6)
        assert len(cases) >= 3
        for case in cases:
            flat = case.source.replace("\n", " ")
            assert case.place is not None
            assert flat.count(case.place.cut(flat)) == 1
            assert case.quote not in flat


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_two_sets_share_no_fact(language: Language) -> None:
    known = facts.facts(language)
    for kind in (*facts.KINDS, "frames"):
        assert not set(known["tuning"][kind]) & set(known["report"][kind])


@pytest.mark.parametrize("language", LANGUAGES)
def test_apparatus_is_within_the_place_of_a_quote_and_its_words_are_all_there(
    language: Language,
) -> None:
    cases = list(furnished(language, "tuning", 2 * len(furniture.KINDS)))
    assert len(cases) >= len(furniture.KINDS)
    for case in cases:
        assert case.place is not None
        place = case.place.cut(case.source)
        assert place.replace("\n", " ") != case.quote
        rest = iter(place)
        assert all(each in rest for each in case.quote if not each.isspace())
        assert (place[0], place[-1]) == (case.quote[0], case.quote[-1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_rewritten_is_not_in_its_source_as_it_is_quoted(language: Language) -> None:
    cases = facts.rewritten(language, "tuning", 10)
    assert cases
    for case in cases:
        assert case.quote not in case.source.replace("\n", " ")


def test_a_share_counts_the_quotes_that_fail_too() -> None:
    row = truths.ROWS[-1]
    share, failures = truths.measure(row, "English", "tuning", 4)
    assert share == "0"
    assert failures == []
