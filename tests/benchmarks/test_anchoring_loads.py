"""The truth that the benchmarks of placing measure by is true."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

import pytest
import unicode
from draws import Draw, Item
from edits import FLIPS, edit_characters, edit_words, flip, slip
from loads import LANGUAGES, MEANING, MORE, PLACES, Load, loads
from measure import measure
from peers import Answer
from quotes import (
    broken_with_context,
    characters,
    elided,
    flipped,
    invented_part,
    made_up,
    negation_elided,
    once_in_one_line,
    reanchored,
    repeated,
    repeated_in_other_lines,
    repeated_without_context,
    spliced,
    verbatim,
)
from scores import Run, Score, judge
from tables import tables
from texts import (
    CODES,
    Language,
    Series,
    Text,
    as_windows_file,
    in_windows_file,
    vocabulary,
    word_spans,
    write_text,
)
from versions import (
    decompose,
    delete_sentences,
    edit_text,
    end_lines_with_crlf,
    move_paragraphs,
    wrap_paragraphs,
)

from argmap.anchoring import Finder
from argmap.text import Span

Kind = Callable[[Draw], Item | None]
NEGATIONS = ("not", "never", "no longer", "without", "has no")
ALL_LANGUAGES = tuple(CODES)
SIZE = 40_000


def text_in(language: Language = "English", *, size: int = SIZE) -> Text:
    return write_text(language, "tuning", size, 7)


def drawn(
    kind: Kind, count: int = 20, language: Language = "English", size: int = SIZE
) -> list[Item]:
    draw = Draw(text_in(language, size=size), "test")
    items: list[Item] = []
    for _ in range(1_000 * count):
        item = kind(draw)
        items += [item] if item else []
        if len(items) == count:
            return items
    raise AssertionError(f"only {len(items)} quotes of the kind in the text")


@pytest.mark.parametrize("language", ALL_LANGUAGES)
@pytest.mark.parametrize("series", ["tuning", "report"])
def test_a_text_is_the_same_for_the_same_seed_and_no_other(
    language: Language, series: Series
) -> None:
    text = write_text.__wrapped__(language, series, 5_000, 3)
    assert text == write_text.__wrapped__(language, series, 5_000, 3)
    assert text != write_text.__wrapped__(language, series, 5_000, 4)
    assert 5_000 <= len(text.text.encode()) < 8_000


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_the_two_sets_share_no_pattern_of_a_sentence(language: Language) -> None:
    words = vocabulary(language)
    for patterns in ("sentence", "invented", "refrain"):
        assert not set(words["tuning"][patterns]) & set(words["report"][patterns])
    assert set(words["flips"]) == set(FLIPS) - {"number", "any word"}


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_sentences_stand_where_they_are_said_to(language: Language) -> None:
    text = text_in(language)
    for sentence in text.sentences:
        words = sentence.cut(text.flat)
        assert words == words.strip()
        assert words[-1] in ".?。？؟”»"
    assert text.repeated
    assert all(text.flat.count(sentence.cut(text.flat)) > 1 for sentence in text.repeated)


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_a_verbatim_quote_is_cut_out_by_its_span_and_stands_once(language: Language) -> None:
    text = text_in(language)
    for item in drawn(verbatim, language=language):
        (span,) = item.truth
        assert span.cut(text.text) == item.quote
        assert text.flat.count(item.quote.replace("\n", " ")) == 1


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_edits_change_the_quote_and_leave_its_edges_alone(language: Language) -> None:
    text = text_in(language)
    draw = random.Random("edits")  # noqa: S311
    for item in drawn(verbatim, language=language):
        edited = edit_characters(item.quote, 0.15, draw, "xyz")
        assert edited != item.quote
        assert (edited[:2], edited[-2:]) == (item.quote[:2], item.quote[-2:])
        words = word_spans(item.quote, language)
        if len(words) > 5:
            edited = edit_words(item.quote, 0.15, draw, text.words, language)
            assert edited.startswith(words[0].cut(item.quote))
            assert edited.endswith(words[-1].cut(item.quote))


def test_slips_touch_no_digit() -> None:
    draw = random.Random("slips")  # noqa: S311
    for item in drawn(verbatim):
        slipped = slip(item.quote, 0.1, draw)
        assert slipped != item.quote
        digits = ["".join(filter(str.isdigit, quote)) for quote in (slipped, item.quote)]
        assert digits[0] == digits[1]


@pytest.mark.parametrize("kind", FLIPS)
@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_flips_really_flip(language: Language, kind: str) -> None:
    text = write_text(language, "tuning", 200_000, 7)
    draw = Draw(text, f"flips {kind}")
    flips = 0
    while flips < 5:
        item = verbatim(draw)
        quote = flip(item.quote, kind, draw.random, text.words, language)
        if quote is None:
            continue
        flips += 1
        assert quote != item.quote
        before, after = (
            [span.cut(words) for span in word_spans(words, language)]
            for words in (item.quote, quote)
        )
        assert before != after
        if language != "Chinese":
            assert (before[0], before[-1]) == (after[0], after[-1])
        if kind == "number":
            assert [c for c in before if not any(map(str.isdigit, c))] == [
                c for c in after if not any(map(str.isdigit, c))
            ]


def test_a_dropped_negation_is_gone() -> None:
    for kind, more in (("negation dropped", 1), ("negation inserted", -1)):
        for item in drawn(flipped(kind)):
            (span,) = item.truth
            before = span.cut(text_in().text)
            negations = [
                sum(
                    map(
                        words.replace("\n", " ").count,
                        ("not", "never", "no longer", "without", "has no"),
                    )
                )
                for words in (before, item.quote)
            ]
            assert negations[0] - negations[1] == more


def test_an_elided_negation_stands_between_the_fragments() -> None:
    text = text_in().text
    for item in drawn(negation_elided, 10):
        first, last = item.truth
        assert item.quote == f"{first.cut(text)} … {last.cut(text)}"
        assert text[first.end : last.start].split() in (["not"], ["never"])


def test_the_fragments_of_an_elided_quote_stand_in_order() -> None:
    text = text_in().text
    for item in drawn(elided):
        first, last = item.truth
        assert first.end < last.start
        assert item.quote.startswith(first.cut(text))
        assert item.quote.endswith(last.cut(text))


def test_context_tells_one_place_of_a_repeated_quote_from_all_others() -> None:
    text = text_in()
    for item in drawn(repeated):
        (span,) = item.truth
        assert span.cut(text.text) == item.quote
        assert text.flat.count(item.quote.replace("\n", " ")) > 1
        whole = (item.prefix + item.quote + item.suffix).replace("\n", " ")
        assert text.flat.count(whole) == 1


def test_a_repeated_quote_without_context_stands_at_all_its_places() -> None:
    text = text_in()
    for item in drawn(repeated_without_context, 10):
        assert len(item.places) == text.text.count(item.quote) > 1
        assert all(place.cut(text.text) == item.quote for place in item.places)
    text = text_in(size=200_000)
    for item in drawn(repeated_in_other_lines, 5, size=200_000):
        assert 1 < text.text.count(item.quote) < len(item.places)
        assert all(place.cut(text.flat) == item.quote for place in item.places)


def test_of_a_quote_typed_in_one_line_one_copy_alone_is_in_one_line() -> None:
    text = text_in(size=200_000)
    for item in drawn(once_in_one_line, 5, size=200_000):
        assert text.text.count(item.quote) == 1 < len(item.places)
        assert item.truth[0].cut(text.text) == item.quote


def test_a_broken_copy_with_its_context_is_the_place_though_others_are_unbroken() -> None:
    text = text_in(size=200_000)
    for item in drawn(broken_with_context, 5, size=200_000):
        (place,) = item.truth
        assert place.cut(text.text) != item.quote == place.cut(text.flat)
        assert item.quote in text.text
        assert text.text.endswith(item.prefix, 0, place.start)


@pytest.mark.parametrize(
    "kind", [spliced(80), spliced(40), *map(invented_part, ("head", "middle", "tail")), made_up]
)
@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_what_is_made_up_stands_nowhere_but_its_real_parts_do(
    language: Language, kind: Kind
) -> None:
    text = text_in(language)
    for item in drawn(kind, 10, language):
        assert not item.truth
        assert item.quote not in text.flat
        for quoted, found in item.real:
            assert quoted.cut(item.quote) == found.cut(text.flat)


def test_each_unicode_case_has_a_place_that_its_quote_folds_to_or_nearly() -> None:
    for load in unicode.loads():
        (item,) = load.items
        (place,) = item.truth
        assert place.cut(load.source).strip() == place.cut(load.source) != ""
        assert load.source.count(place.cut(load.source)) == 1
        assert Finder(load.source).find(item.quote).spans == (place,)


def test_all_drawings_give_the_same_quotes_again() -> None:
    text = text_in()
    for name, _, kind in (*PLACES, *MORE, *MEANING, *LANGUAGES):
        once, again = (
            [kind(draw) for _ in range(3)] for draw in (Draw(text, name), Draw(text, name))
        )
        assert once == again


def test_a_windows_file_has_its_spans_moved() -> None:
    text = text_in().text
    for item in drawn(verbatim):
        (span,) = item.truth
        moved = in_windows_file(span, text).cut(as_windows_file(text))
        assert moved == item.quote.replace("\n", "\r\n")


def test_a_version_knows_where_every_character_has_gone() -> None:
    text = text_in()
    versions = {
        "edited": edit_text(text, 0.05, 1),
        "deleted": delete_sentences(text, 0.1, 1),
        "moved": move_paragraphs(text.text, 0.2, 1),
        "lines": wrap_paragraphs(text.text),
        "windows": end_lines_with_crlf(text.text),
        "all": edit_text(text, 0.05, 1)
        .then(lambda new: move_paragraphs(new, 0.2, 1))
        .then(wrap_paragraphs)
        .then(end_lines_with_crlf),
    }
    for version in versions.values():
        assert version.text != version.old
        for place, character in enumerate(version.old):
            new = version.places[place]
            assert new == -1 or version.text[new] == character or character == "\n"
    assert any(versions["deleted"].is_gone(sentence) for sentence in text.sentences)
    assert versions["windows"].moved(Span(0, 50)) is not None


def test_accents_come_apart_at_their_letters() -> None:
    text = text_in("French").text
    version = decompose(text)
    assert unicodedata.normalize("NFC", version.text) == text
    for place, character in enumerate(text):
        assert version.text[version.places[place]] == unicodedata.normalize("NFD", character)[0]


def test_a_reanchored_quote_begins_and_ends_with_the_words_that_it_did() -> None:
    text = text_in()
    version = edit_text(text, 0.03, 1)
    for item in drawn(reanchored(version)):
        found = item.truth[0].cut(version.text).split()
        assert (found[0], found[-1]) == (item.quote.split()[0], item.quote.split()[-1])


def test_answers_are_judged_by_both_edges() -> None:
    item = Item("quick fox", (Span(4, 13),))
    score = Score(Load("", "", "edges", "The quick fox", (item,)))
    for answer in (Answer((Span(4, 13),)), Answer((Span(4, 12),)), Answer()):
        judge(score, item, answer)
    assert (score.hits, score.misplaced) == (1, 0)


def test_to_give_up_is_never_to_refuse_rightly() -> None:
    for judgement, share in (("absent", None), ("edges", 0.0)):
        score = Score(Load("", "", judgement, "", ()), asked=1, given_up=1)
        assert score.share == share


def test_only_all_places_are_right_for_a_repeated_quote() -> None:
    item = Item("a", places=(Span(0, 1), Span(2, 3)))
    score = Score(Load("", "", "places", "a a", (item,)))
    for places in ((Span(0, 1),), (Span(0, 1), Span(2, 3))):
        judge(score, item, Answer(places=places))
    judge(score, item, Answer((Span(0, 1),), places=item.places))
    assert score.hits == 1


def test_what_is_measured_becomes_a_table() -> None:
    text = text_in()
    items = tuple(drawn(verbatim, 3) + drawn(characters(0.05), 1))
    run = Run(["argmap", "str.find"], {})
    measure(run, [Load("A text", "verbatim", "edges", text.text, items)], budget=5)
    score = run.scores["A text", "verbatim"]["str.find"]
    assert (score.hits, score.asked) == (3, 4)
    assert "| verbatim | 4 | " in tables(run)


def test_the_first_load_is_of_a_page() -> None:
    first = next(loads("report", quick=True))
    assert (first.section, first.name) == ("English, 6 kB", "verbatim")
    assert len(first.items) == 6
