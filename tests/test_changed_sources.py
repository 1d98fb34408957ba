"""Quotes tied to their sources again after the sources were changed."""

from __future__ import annotations

from typing import Any

import pytest

from argmap.grounding.settling import Grounded, ground
from argmap.model import ArgumentMap
from argmap.source import Source
from argmap.text import Span

OLD = (
    "Buses help. They carry many people, and they do so at little cost. "
    "Yes, we know. But they run seldom on Sundays. Yes, we know."
)


def grounded(new: str, *quotes: str, old: str | None = OLD, **options: Any) -> Grounded:
    """Return what becomes of an anchor made for the old text, of one or several fragments."""
    map = ArgumentMap(sources=[Source(id="text", text=OLD)])
    spans = [Span(OLD.index(quote), OLD.index(quote) + len(quote)) for quote in quotes]
    anchor = {"quote": " … ".join(quotes), "spans": spans}
    map.claim(id="c", anchors=[anchor])
    changed = map.model_copy(update={"sources": [Source(id="text", text=new)]})
    result = ground(changed, old=None if old is None else {"text": old}, **options)
    assert changed.claims[0].anchors[0].spans == tuple(spans)
    assert result.map.claims[0].anchors[0] == result.anchors[0].anchor
    return result.anchors[0]


def words(result: Grounded, new: str) -> list[str]:
    """Return the words of the new text at the spans of the anchor."""
    return [span.cut(new) for span in result.anchor.spans]


def test_an_anchor_that_still_is_valid_stays_as_it_is() -> None:
    assert grounded(OLD + " So be it.", "They carry many people").outcome == "valid"


def test_words_that_moved_are_carried_over() -> None:
    new = "Really. " + OLD
    result = grounded(new, "They carry many people")
    assert (result.outcome, words(result, new)) == ("moved", ["They carry many people"])
    assert result.is_settled


def test_of_two_copies_the_right_one_is_carried_over() -> None:
    """By search alone they would be ambiguous: the old place is in the middle of the new ones."""
    new = OLD.replace("Buses help. ", "Buses help, as everybody says in the town. ")
    result = grounded(new, "Yes, we know.")
    assert (result.outcome, result.anchor.spans[0].start) == ("moved", new.index("Yes, we know."))
    assert grounded(new, "Yes, we know.", old=None).outcome != "missing"


def test_a_deleted_copy_is_not_taken_for_the_other() -> None:
    new = OLD.replace("Yes, we know. But", "But")
    result = grounded(new, "Yes, we know.")
    assert (result.outcome, result.anchor.spans) == ("deleted", result.was.spans)
    assert not result.is_settled
    assert grounded(new, "Yes, we know.", old=None).outcome == "moved"


def test_words_typed_otherwise_are_taken_over_and_the_old_ones_kept() -> None:
    new = OLD.replace(" ", "\r\n")
    result = grounded(new, "They carry many people")
    assert (result.outcome, result.anchor.quote) == ("corrected", "They\r\ncarry\r\nmany\r\npeople")


@pytest.mark.parametrize("accept", [False, True])
def test_changed_words_are_not_taken_over_where_they_may_say_something_else(accept: bool) -> None:  # noqa: FBT001
    new = OLD.replace("They carry many people", "They carry no people")
    result = grounded(new, "They carry many people", accept_approximate=accept)
    assert (result.outcome, result.anchor.quote) == ("changed", "They carry many people")
    assert result.placement is not None
    assert result.placement.spans[0].cut(new) == "They carry no people"
    assert any("many" in change.quoted for change in result.placement.changes)
    assert [passage.now for passage in result.moved] == ["They carry no people"]


def test_a_deleted_sentence_is_told_from_one_that_never_was_there() -> None:
    new = OLD.replace("But they run seldom on Sundays. ", "")
    assert grounded(new, "they run seldom on Sundays").outcome == "deleted"
    assert grounded(new, "they run seldom on Sundays", old=None).outcome == "missing"


def test_the_fragments_of_a_quote_are_carried_over_one_by_one() -> None:
    new = OLD.replace("and they", "and, as we know, they").replace("Buses help.", "Buses are good.")
    result = grounded(new, "They carry many people", "at little cost")
    assert result.outcome == "moved"
    assert words(result, new) == ["They carry many people", "at little cost"]
    assert result.anchor.quote == "They carry many people … at little cost"


def test_what_became_of_each_fragment_is_told_word_by_word() -> None:
    new = OLD.replace("carry many people", "never carry many people").replace("little", "litle")
    first, second = "They carry many people, and they", "do so at little cost. Yes, we"
    result = grounded("So it is. " + new, first, second)
    assert result.outcome == "changed"
    assert result.placement is not None
    told = [(change.quoted, change.found, change.meaning) for change in result.placement.changes]
    assert told == [("", "never", "negation"), ("little", "litle", None)]
    quoted = [change.quoted_span.cut(result.was.quote) for change in result.placement.changes]
    assert quoted == ["", "little"]


def test_a_quote_of_which_a_fragment_was_deleted_is_deleted() -> None:
    new = OLD.replace(", and they do so at little cost", "")
    result = grounded(new.replace("Buses", "Old buses"), "They carry many people", "at little cost")
    assert result.outcome == "deleted"
    assert [passage.status for passage in result.moved] == ["exact", "deleted"]


def test_fragments_that_changed_places_are_no_quote_any_more() -> None:
    first, second = "They carry many people", "But they run seldom on Sundays"
    new = OLD.replace(first, "###").replace(second, first).replace("###", second)
    assert grounded(new, first, second).outcome == "spliced"


def test_an_old_text_that_the_spans_do_not_fit_is_of_no_use() -> None:
    result = grounded("Really. " + OLD, "They carry many people", old="x" + OLD)
    assert (result.outcome, result.moved) == ("moved", ())


def test_an_old_text_of_a_source_that_cannot_be_read_helps_nothing() -> None:
    map = ArgumentMap(sources=[Source(id="text", path="no such file")])
    map.claims = ArgumentMap.model_validate(
        {"claims": [{"id": "c", "quote": "Buses help", "span": [0, 10]}]}
    ).claims
    assert ground(map, old={"text": OLD}).anchors[0].outcome == "no source"


def test_grounding_twice_changes_nothing_more() -> None:
    map = ArgumentMap(sources=[Source(id="text", text=OLD)])
    map.claim(id="c", quote="They carry many people")
    new = map.model_copy(update={"sources": [Source(id="text", text="So: " + OLD)]})
    once = ground(new, old={"text": OLD}).map
    again = ground(once, old={"text": OLD})
    assert again.anchors[0].outcome == "valid"
    assert again.map == once
