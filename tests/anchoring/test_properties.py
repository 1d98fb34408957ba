"""What holds for every text and every quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argmap.anchoring import Finder, cut_fragments, matches_quote
from argmap.anchoring.reading.folding import (
    Folding,
    fold_case,
    fold_typography,
    join_hyphens,
    without_signs,
)
from argmap.anchoring.reading.ways import (
    CASE,
    HYPHENATION,
    SPACING,
    TYPOGRAPHY,
    Fold,
    Reading,
    Way,
    read_needle,
)
from argmap.text import Span, stands_apart
from tests.strategies import texts

if TYPE_CHECKING:
    from collections.abc import Callable

WAYS = [TYPOGRAPHY, CASE, HYPHENATION]


@st.composite
def texts_and_spans(draw: st.DrawFn) -> tuple[str, Span]:
    """A text and a stretch of it that is not blank."""
    text = draw(texts(min_size=1, max_size=30).filter(lambda text: bool(text.strip())))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    span = Span(start, end)
    return text, span if span.cut(text).strip() else Span(0, len(text))


def _occurrences(text: str, quote: str) -> list[int]:
    return [start for start in range(len(text)) if text.startswith(quote, start)]


@given(texts_and_spans())
def test_a_quote_is_found_where_it_stands_unless_a_copy_is_typed_otherwise(
    drawn: tuple[str, Span],
) -> None:
    text, span = drawn
    placement = Finder(text).find(span.cut(text))
    starts = _occurrences(text, span.cut(text))
    # A word inside another is no copy of it.
    whole = [start for start in starts if stands_apart(text, Span(start, start + span.length))]
    starts = whole or starts
    if len(starts) == 1:
        span = Span(starts[0], starts[0] + span.length)
    if placement.status == "exact":
        assert len(starts) == 1
        assert placement.spans == (span,)
    else:
        assert placement.status == "ambiguous"
        assert len(placement.candidates) > 1
        verbatim = {(Span(start, start + span.length),) for start in starts}
        assert verbatim <= set(placement.candidates)
        # What else may be meant is typed otherwise, and no part of the same place.
        for (other,) in set(placement.candidates) - verbatim:
            assert Finder(other.cut(text)).find(span.cut(text)).status == "corrected"
            assert not any(other.overlaps(place[0]) for place in verbatim)


@given(texts_and_spans())
def test_a_quote_near_its_place_is_found_there(drawn: tuple[str, Span]) -> None:
    text, span = drawn
    placement = Finder(text).find(span.cut(text), near=span.start)
    assert (placement.status, placement.spans) == ("exact", (span,))


@given(texts(), texts(max_size=10), st.sampled_from([str, str.upper, str.lower, str.split]))
def test_whatever_is_placed_is_valid_in_the_words_of_the_text(
    text: str, quote: str, change: Callable[[str], str | list[str]]
) -> None:
    changed = change(quote)
    quotes = [quote, changed if isinstance(changed, str) else " … ".join(changed)]
    for sought in quotes:
        placement = Finder(text + quote + text).find(sought)
        if placement.is_placed:
            own = cut_fragments(text + quote + text, placement.spans)
            assert matches_quote(text + quote + text, own, placement.spans)
        for place in placement.candidates:
            assert all(0 <= span.start < span.end <= len(text + quote + text) for span in place)


@given(texts_and_spans(), st.sampled_from(WAYS))
def test_placing_the_words_of_the_text_is_exact(drawn: tuple[str, Span], way: Way) -> None:
    """A quote typed differently takes over the words of the text; the next time it is exact."""
    text, span = drawn
    finder = Finder(text)
    placement = finder.find(Reading(span.cut(text)).through(*way).text)
    if placement.status in ("exact", "corrected"):
        own = cut_fragments(text, placement.spans)
        again = finder.find(own, near=placement.spans[0].start)
        assert (again.status, again.spans) == ("exact", placement.spans)


@given(texts(min_size=4, max_size=20), texts(min_size=4, max_size=20))
def test_placing_the_words_of_an_elided_quote_finds_the_same_spans(one: str, other: str) -> None:
    text = f"It began so ({one}) in the middle ({other}) and so it ended."
    placement = Finder(text).find("it BEGAN so … in the  middle … so it ended.")
    # The words in brackets may end a sentence or a paragraph, or begin a line with a speaker.
    if not placement.is_placed:
        assert placement.cautions[0].parts
        return
    again = Finder(text).find(cut_fragments(text, placement.spans))
    assert again.spans == placement.spans


@given(texts(), st.sampled_from(WAYS))
def test_what_is_folded_maps_back_inside_the_text_and_in_order(text: str, way: Way) -> None:
    reading = Reading(text).through(*way)
    spans = [reading.unfold(Span(place, place + 1)) for place in range(len(reading.text))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert spans == sorted(spans)
    for place, span in enumerate(spans):
        assert reading.fold_offset(span.start) <= place


@given(texts())
def test_what_a_fold_leaves_alone_stands_where_it_stood(text: str) -> None:
    folding = fold_typography(text)
    for place, character in enumerate(folding.text):
        span = folding.unfold(Span(place, place + 1))
        if span.length == 1:
            assert character in fold_typography(span.cut(text)).text or character == "-"


@pytest.mark.parametrize("fold", [fold_case, join_hyphens])
@given(text=texts())
@example(text="İi\u0307ß a-b- c")
def test_folding_twice_is_folding_once(fold: Fold, text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


def test_a_folding_without_pieces_moves_nothing() -> None:
    folding = Folding("as it is")
    assert folding.unfold(Span(3, 5)) == (3, 5)
    assert folding.fold_offset(4) == 4


@given(
    text=st.text(alphabet="aBß ıİςΣ-'\"()[]{}.,\n\xad“ﬁ…于é\u0301", max_size=40),
    cut=st.tuples(st.integers(0, 40), st.integers(1, 40)),
    way=st.sampled_from([TYPOGRAPHY, CASE, HYPHENATION, SPACING]),
)
def test_what_a_way_of_reading_finds_is_there_by_its_letters(
    text: str, cut: tuple[int, int], way: Way
) -> None:
    quote = text[cut[0] : cut[0] + cut[1]]
    needle = read_needle(quote, way)
    if needle.text and needle.text in Reading(text).through(*way).text:
        letters = without_signs(read_needle(quote, CASE).text)
        assert letters in without_signs(Reading(text).through(*CASE).text)
