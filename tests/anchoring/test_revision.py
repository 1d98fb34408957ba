"""What becomes of the passages of a text when it is edited."""

from __future__ import annotations

import unicodedata
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argmap.anchoring import Moved, Revision
from argmap.errors import UsageError
from argmap.text import Span
from tests.strategies import texts

OLD = (
    "The council met on Monday. It heard the “Friends of the Bridge” first.\n\n"
    "They asked for a new bridge, because the old one is closed in winter.\n\n"
    "The treasurer said that there is no money. Nobody answered her.\n\n"
    "Then the council voted."
)


def become(words: str, new: str, old: str = OLD) -> Moved:
    """Return what became of words of the old text, in one that is edited."""
    start = old.index(words)
    return Revision(old, new).moved(Span(start, start + len(words)))


def test_what_stands_behind_an_insertion_is_kept_and_shifted() -> None:
    moved = become("Nobody answered her", OLD.replace("It heard", "It came late and heard"))
    assert (moved.status, moved.now) == ("exact", "Nobody answered her")
    assert moved.span == (OLD.index("Nobody") + 14, OLD.index("Nobody") + 14 + 19)


@pytest.mark.parametrize(
    "words",
    ["is no money. Nobody", "“Friends of the Bridge” first.\n\nThey asked", "treasurer said"],
)
def test_other_line_ends_quotation_marks_and_wrapping_are_retyped_or_kept(words: str) -> None:
    new = OLD.replace(" ", "\n").replace("\n", "\r\n").replace("“", '"').replace("”", '"')
    moved = become(words, new)
    assert moved.status == "corrected"
    assert moved.now == words.replace(" ", "\n").replace("\n", "\r\n").replace("“", '"').replace(
        "”", '"'
    )


def test_another_unicode_form_is_retyped_to_its_last_mark() -> None:
    old = "He sat in the café. She paid for the crème brûlée there."
    moved = become("café", unicodedata.normalize("NFD", old), old)
    assert (moved.status, moved.now) == ("corrected", "cafe\u0301")


def test_words_changed_inside_are_named_with_both_wordings() -> None:
    moved = become(
        "The treasurer said that there is no money", OLD.replace("is no money", "is some money")
    )
    assert moved.status == "approximate"
    assert moved.was == "The treasurer said that there is no money"
    assert moved.now == "The treasurer said that there is some money"
    assert 0.8 < moved.similarity < 1


def test_both_ends_are_enough_whatever_stands_between() -> None:
    moved = become(
        "It heard the “Friends of the Bridge” first.",
        OLD.replace("heard the “Friends of the Bridge” first", "x first"),
    )
    assert (moved.status, moved.now) == ("approximate", "It x first.")


@pytest.mark.parametrize(
    ("replaced", "by", "now"),
    [
        ("The treasurer said", "Our treasurer said", "Our treasurer said that there is no money."),
        ("no money.", "no cash.", "The treasurer said that there is no cash."),
        ("The treasurer said", "treasurer said", "treasurer said that there is no money."),
        ("no money.", "no money!", "The treasurer said that there is no money!"),
    ],
)
def test_a_first_or_last_word_that_was_replaced_or_dropped_moves_the_edge(
    replaced: str, by: str, now: str
) -> None:
    moved = become("The treasurer said that there is no money.", OLD.replace(replaced, by))
    assert (moved.status, moved.now) == ("approximate", now)


def test_a_moved_paragraph_is_found_out_of_order() -> None:
    first, second, third, last = OLD.split("\n\n")
    new = f"{third}\n\n{first}\n\n{second}\n\n{last}"
    assert become("The treasurer said", new) == Moved(
        "exact", Span(0, 18), "The treasurer said", "The treasurer said", 1.0
    )
    assert become("They asked for a new bridge", new).status == "exact"


def test_a_moved_paragraph_is_not_taken_for_a_like_one_that_took_its_place() -> None:
    words = "The treasurer said that there is no money. Nobody answered her."
    other = "The treasurer read a long letter from the mayor. Nobody answered her."
    moved = become(words, OLD.replace(words, other) + f"\n\n{words}")
    assert (moved.status, moved.now) == ("exact", words)


def test_a_moved_paragraph_that_was_edited_is_found_by_its_pieces() -> None:
    first, second, third, last = OLD.split("\n\n")
    new = "\n\n".join([third.replace("said that", "warned that"), first, second, last])
    moved = become("The treasurer said that there is no money. Nobody answered her", new)
    assert moved.status == "approximate"
    assert moved.span == (
        0,
        len("The treasurer warned that there is no money. Nobody answered her"),
    )


def test_a_deleted_sentence_is_deleted_and_the_gap_is_told() -> None:
    new = OLD.replace(" Nobody answered her.", "")
    moved = become("Nobody answered her", new)
    assert (moved.status, moved.span, moved.now) == ("deleted", None, "")
    assert moved.gap is not None
    assert abs(moved.gap.start - new.index("\n\nThen")) <= 2


def test_a_passage_that_something_else_was_put_in_place_of_is_deleted() -> None:
    moved = become("Nobody answered her", OLD.replace("Nobody answered her", "A long silence"))
    assert (moved.status, moved.now) == ("deleted", "A long silence")


def test_a_deleted_copy_is_not_taken_for_the_copy_that_stayed() -> None:
    again = "We will not pay for this bridge."
    old = f"One said: {again} Another one came and agreed. A third said: {again} So it ended."
    new = f"One said: {again} Another one came and agreed. So it ended."
    first, second = Revision(old, new).map_spans(
        [Span(10, 10 + len(again)), Span(old.rindex(again), old.rindex(again) + len(again))]
    )
    assert (first.status, first.span) == ("exact", (10, 10 + len(again)))
    assert (second.status, second.span) == ("deleted", None)


def test_of_many_copies_each_is_carried_to_its_own() -> None:
    lines = [f"{number}: yes, of course" for number in range(50)]
    old, new = "\n".join(lines), "\n".join(["0a: no", *lines[5:20], "", *lines[22:]])
    starts = [old.index(f"\n{number}: yes") + len(f"\n{number}: ") for number in range(1, 50)]
    spans = [Span(start, start + 3) for start in starts]
    for number, moved in enumerate(Revision(old, new).map_spans(spans), 1):
        if 5 <= number < 20 or number >= 22:
            assert moved.span is not None
            assert new[: moved.span.start].endswith(f"\n{number}: ")
        else:
            assert moved.span is None


def test_a_full_stop_goes_with_the_sentence_that_it_ends() -> None:
    new = "\n\n".join([*OLD.split("\n\n")[:2], "A storm came up.", *OLD.split("\n\n")[2:]])
    assert become("the old one is closed in winter.", new).now == "the old one is closed in winter."
    assert become("The treasurer said that there is no money.", new).status == "exact"


@pytest.mark.parametrize("blank", [" ", "\n", "\n\n"])
def test_a_sentence_put_in_that_begins_or_ends_alike_is_put_in_whole(blank: str) -> None:
    old = blank.join(["It was late.", "The council voted.", "The end."])
    begins = blank.join(["It was late.", "The mayor wept.", "The council voted.", "The end."])
    ends = blank.join(["It was late.", "Nobody had voted.", "The council voted.", "The end."])
    for new in (begins, ends):
        assert become("The council voted.", new, old).now == "The council voted."
        assert become("It was late.", new, old).now == "It was late."
        assert become("The end.", new, old).now == "The end."
        place = new.index("The council")
        inserted = Span(len("It was late." + blank), place - len(blank))
        assert Revision(new, old).moved(inserted).status == "deleted"


def test_an_edge_inside_a_word_keeps_its_place_in_the_word() -> None:
    moved = become("reasurer said that there is no mon", OLD.replace("said", "told us"))
    assert moved.now == "reasurer told us that there is no mon"


def test_chinese_is_compared_character_by_character() -> None:
    old = "市议会周一开会。他们要求建一座新桥，因为旧桥冬天关闭。财务主管说没有钱。"
    new = "市议会周二开会。他们要求建一座新桥，因为旧桥冬天不开。财务主管说没有钱。"
    moved = become("他们要求建一座新桥，因为旧桥冬天关闭。", new, old)
    assert moved.now == "他们要求建一座新桥，因为旧桥冬天不开。"
    assert become("财务主管说没有钱", new, old).status == "exact"


def test_of_another_text_altogether_nothing_is_said() -> None:
    new = "Quite something else is written here, by someone who knows no council, nor a bridge."
    assert become("The treasurer said that there is no money", new).status == "missing"


def test_of_an_empty_text_nothing_is_said() -> None:
    assert become("Nobody answered her", "").status == "missing"


def test_blanks_alone_are_no_passage() -> None:
    assert Revision("a  b", "a b").moved(Span(1, 3)).status == "missing"


@pytest.mark.parametrize("span", [Span(0, 9), Span(-1, 2), Span(3, 2)])
def test_a_span_outside_the_old_text_is_refused(span: Span) -> None:
    with pytest.raises(UsageError, match="the old text has no"):
        Revision("a b", "a c").moved(span)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a" * 50_000, "a" * 50_001),
        ("a " * 25_000, "a " * 24_000 + "b"),
        ("So it is. " * 5_000, "So it was. " * 5_000),
        (" " * 50_000 + "x", "x" + " " * 50_000),
        ("?!" * 25_000, "!?" * 25_000),
        ("\n".join("ab" * (n % 7) for n in range(9_000)), "ba\r" * 9_000),
    ],
)
def test_texts_of_little_variety_are_mapped_in_bounded_time(old: str, new: str) -> None:
    spans = [Span(start, start + 30) for start in range(0, 40_000, 10_000) if start + 30 < len(old)]
    for moved in Revision(old, new).map_spans(spans):
        assert moved.status != "exact" or (moved.span and moved.span.cut(new) == moved.was)


@given(texts(min_size=1, max_size=40), st.data())
def test_in_an_unchanged_text_everything_is_kept_where_it_is(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    moved = Revision(text, text).moved(span)
    assert (moved.status, moved.span, moved.now) == ("exact", span, span.cut(text))


@given(texts(max_size=30), texts(max_size=30), texts(max_size=10), st.data())
@example("a", "a", "", None)
def test_whatever_is_mapped_stands_there(
    head: str, tail: str, edit: str, data: st.DataObject | None
) -> None:
    """For texts of any characters: what is kept is the same, and spans are inside the text."""
    old, new = head + tail, head + edit + tail[1:]
    cuts = [0, len(old)]
    if data is not None:
        cuts = sorted(data.draw(st.integers(0, len(old))) for _ in range(2))
    span = Span(*cuts)
    moved = Revision(old, new).moved(span)
    assert moved.was == span.cut(old)
    assert (moved.span is None) == (moved.status in ("deleted", "missing"))
    if moved.span is not None:
        assert 0 <= moved.span.start <= moved.span.end <= len(new)
        assert moved.now == moved.span.cut(new)
    if moved.gap is not None:
        assert moved.now == moved.gap.cut(new)
        assert moved.status == "deleted"
    assert (moved.status == "exact") <= (moved.now == moved.was)


class Edited(NamedTuple):
    """A text and its edited version, and where each word of the first stands in both."""

    old: str
    new: str
    paragraphs: list[list[int]]
    places: dict[int, Span]
    now: dict[int, Span]
    is_reordered: bool


_COMMON = ("the", "of", "and", "is", "not", "a")
_STEMS = ("harbour", "café", "Größe", "naïve", "ἄνθρωπος", "вода", "señor", "bridge", "it’s")
_WIDTHS = (30, 60, 100_000)

Word = tuple[int, str]


def _written(
    paragraphs: list[list[Word]], *, width: int, line_end: str, form: str
) -> tuple[str, dict[int, Span]]:
    parts: list[str] = []
    places: dict[int, Span] = {}
    offset = column = 0
    for number, paragraph in enumerate(paragraphs):
        for place, (id, word) in enumerate(paragraph):
            shown = unicodedata.normalize(form, word)
            before = ""
            if place or number:
                before = " " if place else 2 * line_end
                if not place or column + len(shown) >= width:
                    before, column = before if not place else line_end, 0
            parts += [before, shown]
            offset += len(before)
            if id >= 0:
                places[id] = Span(offset, offset + len(shown))
            offset += len(shown)
            column += len(shown) + 1
    return "".join(parts), places


@st.composite
def edited_texts(draw: st.DrawFn) -> Edited:
    """A text of paragraphs, and the same with words and paragraphs edited, and otherwise typed."""
    random = Random(draw(st.integers(0, 1 << 32)))  # noqa: S311 -- for tests
    lengths = draw(st.lists(st.integers(4, 40), min_size=2, max_size=12))
    paragraphs: list[list[Word]] = []
    id = 0
    for length in lengths:
        paragraph = []
        for place in range(length):
            common = random.random() < 0.3
            word = random.choice(_COMMON) if common else f"{random.choice(_STEMS)}{id}"
            ends = place == length - 1 or random.random() < 0.1
            paragraph.append((id, word + (random.choice((".", "?", ",")) if ends else "")))
            id += 1
        paragraphs.append(paragraph)
    share = draw(st.sampled_from([0.0, 0.05, 0.2]))
    changed: list[list[Word]] = []
    for paragraph in paragraphs:
        kept: list[Word] = []
        for id, word in paragraph:
            chance = random.random() / share if share else 1
            if chance >= 2 / 3:
                kept.append((id, word))
            if chance < 1 and chance >= 1 / 3:
                kept.append((-1, f"{random.choice(_STEMS)}x{random.randrange(10_000)}"))
        changed.append(kept)
    for _ in range(draw(st.integers(0, 1))):
        changed.pop(random.randrange(len(changed)))
    moves = draw(st.integers(0, 2))
    for _ in range(moves):
        changed.insert(random.randrange(len(changed)), changed.pop(random.randrange(len(changed))))
    old, places = _written(paragraphs, width=60, line_end="\n", form="NFC")
    new, now = _written(
        [paragraph for paragraph in changed if paragraph],
        width=draw(st.sampled_from(_WIDTHS)),
        line_end=draw(st.sampled_from(["\n", "\r\n"])),
        form=draw(st.sampled_from(["NFC", "NFD"])),
    )
    ids = [[id for id, _ in each] for each in paragraphs]
    return Edited(old, new, ids, places, now, is_reordered=moves > 0)


def _is_telling(edited: Edited, id: int) -> bool:
    return edited.places[id].cut(edited.old).rstrip(".,?") not in _COMMON


@given(edited_texts(), st.integers(0, 1 << 32))
def test_passages_of_an_edited_text_are_carried_to_where_their_words_went(
    edited: Edited, seed: int
) -> None:
    """Between a first and a last word that were kept lies the passage; nothing maps wrongly."""
    random = Random(seed)  # noqa: S311 -- for tests
    passages = []
    for paragraph in edited.paragraphs:
        first = random.randrange(len(paragraph) - 2)
        ids = paragraph[first : random.randrange(first + 3, len(paragraph) + 1)]
        if _is_telling(edited, ids[0]) and _is_telling(edited, ids[-1]):
            passages.append(ids)
    spans = [Span(edited.places[ids[0]].start, edited.places[ids[-1]].end) for ids in passages]
    for ids, moved in zip(passages, Revision(edited.old, edited.new).map_spans(spans), strict=True):
        kept = [edited.now[id] for id in ids if id in edited.now]
        if ids[0] in edited.now and ids[-1] in edited.now:
            whole = Span(kept[0].start, kept[-1].end)
            # Single words of a paragraph that was moved and edited prove nothing.
            is_whole = len(kept) == len(ids) == len(whole.cut(edited.new).split())
            is_certain = is_whole or not edited.is_reordered
            assert moved.span == whole or not (moved.span or is_certain)
        elif moved.span is not None:
            assert any(moved.span.overlaps(place) for place in kept)
        if not kept and edited.now:
            assert moved.status in ("deleted", "missing")


@given(edited_texts(), st.integers(0, 1 << 32))
def test_a_deletion_from_a_text_is_named(edited: Edited, seed: int) -> None:
    paragraphs = edited.old.split("\n\n")
    gone = paragraphs.pop(Random(seed).randrange(len(paragraphs)))  # noqa: S311 -- for tests
    moved = become(gone, "\n\n".join(paragraphs), edited.old)
    assert (moved.status, moved.span, moved.now) == ("deleted", None, "")
