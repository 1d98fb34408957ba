"""Many texts are found in another as each of them would be found alone."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.reading.occurrences import occurrences
from argmap.text import Span

SYLLABLES = st.lists(st.sampled_from(["ab", "a", "ba ", "😀", "\r\n", "council "]), max_size=60)


@given(text=SYLLABLES.map("".join), lengths=st.lists(st.integers(1, 70), max_size=20))
def test_many_texts_are_found_as_each_is_alone(text: str, lengths: list[int]) -> None:
    wanted = {text[start : start + length] for length in lengths for start in range(len(text))} | {
        "nowhere"
    }
    # So many others are wanted that no text is searched for alone.
    others = [f"other {number}" for number in range(150)]
    found = occurrences(text, [*wanted, *others])
    for one in wanted:
        alone = [match.start() for match in re.finditer(f"(?={re.escape(one)})", text)]
        spans = [Span(start, start + len(one)) for start in alone]
        assert found.get(one, []) == (spans if one.strip() else [])
        assert occurrences(text, [one]).get(one, []) == found.get(one, [])


def test_of_a_text_that_occurs_very_often_the_first_places_are_returned() -> None:
    text = "a" * 20_000
    others = [f"other {number}" for number in range(150)]
    assert occurrences(text, ["a"]) == {"a": [Span(n, n + 1) for n in range(10_000)]}
    assert occurrences(text, ["a", *others])["a"] == occurrences(text, ["a"])["a"]
