"""The words around a passage."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.anchoring import Finder, choose_context
from argmap.text import Span, is_grapheme_edge
from tests.strategies import texts

WORDS = " ".join(f"word{number}" for number in range(100))


def test_context_is_32_characters_a_side() -> None:
    prefix, suffix = choose_context(WORDS, Span(300, 310))
    assert (prefix, suffix) == (WORDS[268:300], WORDS[310:342])


def test_context_ends_where_the_text_ends() -> None:
    assert choose_context("one two", Span(0, 7)) == ("", "")


def test_context_grows_until_the_passage_is_unique() -> None:
    same = "the very same words stand around it, yes. " * 2
    text = f"First, {same}Second, {same}"
    place = text.rindex("Second") + 8 + len(same) - 5
    prefix, suffix = choose_context(text, Span(place, place + 3))
    assert len(prefix) > 32
    assert text.count(prefix + "yes" + suffix) == 1


def test_context_grows_to_128_characters_at_most() -> None:
    prefix, suffix = choose_context("a" * 1_000, Span(500, 501))
    assert (len(prefix), len(suffix)) == (128, 128)


@given(texts(min_size=20, max_size=80), st.data())
def test_context_cuts_no_character_and_finds_the_passage_again(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start + 1, max(start + 1, len(text))))
    span = Span(start, min(end, len(text)))
    prefix, suffix = choose_context(text, span)
    assert text.startswith(prefix + span.cut(text) + suffix, start - len(prefix))
    assert len(prefix) == 0 or is_grapheme_edge(text, start - len(prefix))
    assert len(suffix) == 0 or is_grapheme_edge(text, span.end + len(suffix))
    whole = prefix + span.cut(text) + suffix
    if span.cut(text).strip() and text.find(whole, text.find(whole) + 1) < 0:
        placement = Finder(text).find(span.cut(text), prefix=prefix, suffix=suffix)
        assert (placement.status, placement.spans) == ("exact", (span,))
