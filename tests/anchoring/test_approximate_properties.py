"""What holds for every quote that is only nearly there, whatever was done to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.anchoring import Finder, Placement, cut_fragments, matches_quote
from argmap.anchoring.approximate.edges import distances
from argmap.anchoring.meaning.alignment import split_words
from argmap.anchoring.meaning.changes import Comparison, Side
from argmap.anchoring.reading.loosening import fold_loosely
from argmap.anchoring.reading.ways import Reading
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
    sides = [Side.of(Reading(each), Span(0, len(each))) for each in (quote, text)]
    comparison = Comparison(*sides)
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
