"""The words around a passage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.anchoring import Finder, agrees_with_context, choose_context, restored_context
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


OLD = (
    "In May the harbour board of Westport met again. It heard that buses help the poor. "
    "After that the nine members went home without a vote."
)
BEFORE, AFTER = "of Westport met again. It heard that ", ". After that the nine members went"


@pytest.mark.parametrize(
    ("word", "instead"),
    [
        ("heard", "was told"),
        ("again. ", ""),
        ("It heard", "It then heard"),
        ("members", "people"),
        ("After that", "Afterwards"),
        ("after", "AFTER"),
        ("Westport", "the town"),
        ("met", "assembled"),
        ("In May the harbour board", "Yesterday, a commission"),
    ],
)
def test_a_context_that_was_edited_is_still_that_of_the_quote(word: str, instead: str) -> None:
    text = OLD.replace(word, instead)
    placement = Finder(text).find("buses help the poor", prefix=BEFORE, suffix=AFTER)
    assert placement.status == "exact"
    assert placement.spans[0].cut(text) == "buses help the poor"


@pytest.mark.parametrize(
    ("word", "instead"),
    [
        ("heard that", "never heard that"),
        ("heard that", "did not hear that"),
        ("nine members", "ten members"),
        ("nine members", "9,000 members"),
        ("again. It", "again. Ward North"),
        ("met again. It heard that", "left. Nobody knows why. So,"),
        (" After that the nine members went", " Nobody knows why they should, though"),
    ],
)
def test_other_words_a_negation_number_or_name_contradict(word: str, instead: str) -> None:
    before = BEFORE.replace("It heard", "Ward East heard") if "Ward" in instead else BEFORE
    text = OLD.replace(word, instead)
    assert text != OLD
    placement = Finder(text).find("buses help the poor", prefix=before, suffix=AFTER)
    assert placement.status == "contradicted"


def test_a_few_words_of_context_are_not_known_again_if_one_was_edited() -> None:
    placement = Finder("The mayor says that buses help.").find(
        "buses help", prefix="The ministry says that "
    )
    assert placement.status == "contradicted"


def test_a_copy_with_the_context_itself_comes_before_one_where_it_may_have_been_edited() -> None:
    again = OLD.replace("met again", "sat again")
    for text in (OLD + " " + again, again + " " + OLD):
        placement = Finder(text).find("buses help the poor", prefix=BEFORE, suffix=AFTER[:20])
        assert placement.spans[0].start == text.index(BEFORE) + len(BEFORE)
        assert placement.decided_by == "context"


@pytest.mark.parametrize(
    ("text", "quote", "prefix", "suffix"),
    [
        (
            "去年五月，西港的港务局又开了一次会。会上听说公共汽车帮助穷人。随后九名委员没有表决就回家了。",
            "公共汽车帮助穷人",
            "去年五月，西港的港务局又开会了。会上听说",
            "。随后九名委员没有表决就走了",
        ),
        (
            "Im Mai tagte der Hafenrat wieder. Er vernahm, dass Busse helfen. Danach gingen alle.",
            "Busse helfen",
            "Im Mai tagte der Hafenrat wieder. Er hörte, dass ",
            ". Danach gingen alle.",
        ),
    ],
)
def test_edited_contexts_agree_in_other_languages(
    text: str, quote: str, prefix: str, suffix: str
) -> None:
    assert Finder(text).find(quote, prefix=prefix, suffix=suffix).status == "exact"


def test_an_edited_context_is_restored_to_the_words_of_the_text() -> None:
    text = OLD.replace("again. It heard", "once more. It was\r\ntold")
    start = text.index("buses")
    span = Span(start, start + 19)
    prefix, suffix = restored_context(text, span, BEFORE, AFTER)
    assert (prefix, suffix) == ("of Westport met once more. It was\r\ntold that ", AFTER)
    assert text[:start].endswith(prefix)
    assert restored_context(text, span, prefix, suffix) == (prefix, suffix)


def test_the_context_of_another_place_is_not_restored() -> None:
    span = Span(OLD.index("buses"), OLD.index("buses") + 19)
    assert restored_context(OLD, span, "quite other words ", AFTER) == ("quite other words ", AFTER)


@given(texts(min_size=20, max_size=120), st.data())
def test_a_restored_context_is_next_to_the_quote_or_was_of_another_place(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(1, len(text) - 2))
    end = data.draw(st.integers(start + 1, len(text) - 1))
    span = Span(start, end)
    prefix, suffix = text[max(0, start - 40) : start], text[end : end + 40]
    for each in data.draw(st.lists(st.sampled_from(["a", "no", "7 ", "\r\n", "é"]), max_size=3)):
        place = data.draw(st.integers(0, len(prefix)))
        prefix = prefix[:place] + each + prefix[place:]
    restored = restored_context(text, span, prefix, suffix)
    if restored == (prefix, suffix):
        return
    assert agrees_with_context(text, span, prefix, suffix)
    assert restored_context(text, span, *restored) == restored
    assert text.endswith(restored[0].rstrip(), 0, start) or text[:start].rstrip().endswith(
        restored[0].rstrip()
    )
