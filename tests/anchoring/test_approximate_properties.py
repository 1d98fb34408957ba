"""What holds for every quote that is only nearly there, whatever was done to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.anchoring import Finder, Placement, cut_fragments, matches_quote
from argmap.anchoring.approximate.approximation import Approximation
from argmap.anchoring.approximate.edges import distances
from argmap.anchoring.approximate.effort import Effort
from argmap.anchoring.meaning.alignment import split_words
from argmap.anchoring.meaning.changes import Comparison, Side
from argmap.anchoring.meaning.equivalence import equivalents
from argmap.anchoring.reading.loosening import fold_loosely
from argmap.anchoring.reading.ways import CASE, Reading, read_needle
from argmap.text import Span
from tests.strategies import prose, texts

letters = st.text("abc ", max_size=12)


@st.composite
def edited_quotes(draw: st.DrawFn) -> tuple[str, str]:
    """A text and a stretch of it in which some characters were exchanged, left out or put in."""
    text = draw(prose(min_size=12, max_size=40))
    start = draw(st.integers(0, len(text) // 2))
    end = draw(st.integers(start + 1, len(text)))
    quote = list(text[start:end])
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(quote) - 1))
        quote[place] = draw(texts(max_size=1))
    return text, "".join(quote)


def _is_told_truly(text: str, quote: str, placement: Placement) -> None:
    assert 0 <= placement.similarity <= 1
    for change in placement.changes:
        assert change.quoted_span.cut(quote) == change.quoted or not change.quoted_span.length
        assert change.found_span.cut(text) == change.found or not change.found_span.length
    for part in placement.parts:
        assert part.quoted_span.cut(quote).strip()
        assert part.found_span is None or part.found_span.cut(text).strip()
        assert 0 <= part.similarity <= 1


@given(edited_quotes())
def test_what_is_told_of_an_edited_quote_is_true(drawn: tuple[str, str]) -> None:
    text, quote = drawn
    _is_told_truly(text, quote, Finder(text).find(quote))


@given(texts(), texts())
def test_what_is_told_of_any_quote_is_true(text: str, quote: str) -> None:
    _is_told_truly(text, quote, Finder(text).find(quote))


@given(edited_quotes())
def test_taking_over_the_words_of_the_source_makes_a_quote_exact(drawn: tuple[str, str]) -> None:
    text, quote = drawn
    finder = Finder(text)
    placement = finder.find(quote)
    if placement.status == "approximate" and len(placement.spans) == 1:
        own = cut_fragments(text, placement.spans)
        assert matches_quote(text, own, placement.spans)
        again = finder.find(own, near=placement.spans[0].start)
        assert (again.status, again.spans) == ("exact", placement.spans)


@given(edited_quotes())
def test_looking_twice_finds_the_same(drawn: tuple[str, str]) -> None:
    text, quote = drawn
    finder = Finder(text)
    assert finder.find(quote) == finder.find(quote) == Finder(text).find(quote)


def _distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for place, character in enumerate(one, 1):
        before, row[0] = row[0], place
        for column, sign in enumerate(other, 1):
            before, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, before + (character != sign)),
            )
    return row[-1]


@given(letters, letters)
def test_distances_are_those_of_the_definition(pattern: str, text: str) -> None:
    anchored = distances(pattern, text, anchored=True)
    anywhere = distances(pattern, text)
    for end in range(len(text) + 1):
        assert anchored[end] == _distance(pattern, text[:end])
        assert anywhere[end] == min(_distance(pattern, text[start:end]) for start in range(end + 1))


@given(texts(), texts())
def test_every_word_of_both_sides_is_paired_once_and_in_order(quote: str, text: str) -> None:
    same = equivalents(None)
    quoted_side, found_side = (
        Side.of(Reading(each), Span(0, len(each)), same) for each in (quote, text)
    )
    comparison = Comparison(quoted_side, found_side, same)
    pairs = comparison.pairs
    quoted = [place for pair in pairs for place in range(*pair.quoted)]
    found = [place for pair in pairs for place in range(*pair.found)]
    assert quoted == list(range(len(comparison.quoted.words)))
    assert found == list(range(len(comparison.found.words)))


@given(texts())
def test_words_stand_where_they_say(text: str) -> None:
    words = split_words(text, Span(0, len(text)))
    assert all(word.span.cut(text) == word.text or "&" in text for word in words)
    assert [word.span for word in words] == sorted(word.span for word in words)


@given(texts())
def test_folding_loosely_leaves_plain_letters_where_they_stood(text: str) -> None:
    folding = fold_loosely(text)
    for place, character in enumerate(folding.text):
        span = folding.unfold(Span(place, place + 1))
        assert 0 <= span.start < span.end <= len(text)
        if character.isascii() and character.isalpha() and span.length == 1:
            assert fold_loosely(text[span.start]).text in (character, text[span.start], "")


@given(texts(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_the_words_of_a_part_are_those_that_are_read_in_it_alone(
    text: str, start: int, end: int
) -> None:
    same, part = equivalents("en"), Span(start, min(end, len(text)))
    side = Side.of(Reading(text), Span(0, len(text)), same).within(part)
    if side is not None and part.length > 0:
        alone = Side.of(Reading(text), part, same)
        assert [word.span for word in side.words] == [word.span for word in alone.words]


def test_a_search_that_is_given_up_says_that_there_may_be_more() -> None:
    source = Reading("the quay was closed at noon and the town did not notice it. " * 3)
    needle = read_needle("the quay was closed at nine and the town did not notice it", CASE)
    effort = Effort(0)
    effort.compare(100_000_000, seconds=0)
    assert effort.is_spent
    assert Approximation(needle, source.through(*CASE), effort).search(Span(0, 180)).more
