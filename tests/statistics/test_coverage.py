"""How much of a source is covered, against counting it letter by letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.model import ArgumentMap
from argmap.sentences import Sentences
from argmap.source import Source
from argmap.statistics import cover, coverage, uncovered_sentences
from argmap.text import Span
from tests.strategies import maps, prose

TEXT = "Buses help. They carry many. Photo by the mayor. Some are red."


def source(*ignored: tuple[int, int]) -> Source:
    return Source(id="s", text=TEXT, ignore=ignored)


def test_a_sentence_is_covered_by_one_word_of_it() -> None:
    found = cover(source(), [Span(12, 16)])
    assert (found.covered_sentences, found.sentences) == (1, 4)
    assert (found.covered_characters, found.characters) == (4, len(TEXT.replace(" ", "")))
    assert found.share == 0.25


def test_sentences_in_a_row_are_one_passage_and_the_longest_comes_first() -> None:
    found = cover(source(), [Span(12, 16)])
    assert [span.cut(TEXT) for span in found.uncovered] == [
        "Photo by the mayor. Some are red.",
        "Buses help.",
    ]


def test_what_is_ignored_counts_neither_as_covered_nor_as_missing() -> None:
    found = cover(source((29, 48)), [Span(0, 5), Span(12, 16)])
    assert (found.covered_sentences, found.sentences) == (2, 3)
    assert [span.cut(TEXT) for span in found.uncovered] == ["Some are red."]
    missed = uncovered_sentences(source((29, 48)), [Span(0, 11)]) or ()
    assert [s.cut(TEXT) for s in missed] == ["They carry many.", "Some are red."]


def test_an_ignored_sentence_may_keep_its_full_stop() -> None:
    assert cover(source((29, 47)), []).sentences == 3
    assert cover(source((29, 46)), []).sentences == 4


def test_spans_may_overlap_repeat_and_reach_past_the_end() -> None:
    found = cover(source(), [Span(0, 8), Span(4, 11), Span(0, 8), Span(49, 999), Span(500, 600)])
    assert found.covered_characters == len("Buseshelp.Somearered.")
    assert found.covered_sentences == 2


def test_a_text_without_words_has_nothing_to_cover() -> None:
    found = cover(Source(id="s", text=" \n — \n"), [])
    assert (found.sentences, found.share, found.uncovered) == (0, 1.0, ())


def test_a_hindi_text_of_three_sentences_is_not_covered_by_one_quote() -> None:
    text = "यह सच है। वह झूठ है। सब ठीक है।"
    found = cover(Source(id="s", text=text), [Span(0, 3)])
    assert (found.covered_sentences, found.sentences) == (1, 3)


def test_wrapped_lines_with_crlf_are_no_sentences() -> None:
    text = "Human beings should\r\nbe free and equal\r\nin dignity. They are.\r\n"
    found = cover(Source(id="s", text=text), [Span(0, 5)])
    assert (found.covered_sentences, found.sentences) == (1, 2)


def test_a_thai_text_is_measured_in_characters_alone() -> None:
    text = "รถเมล์ช่วยได้ มันบรรทุกคนได้มาก"
    found = cover(Source(id="s", text=text, ignore=((0, 6),)), [Span(6, 13)])
    assert (found.sentences, found.covered_sentences) == (None, None)
    assert found.measured == (7, 24, "characters")
    assert found.share == 7 / 24
    assert [span.cut(text) for span in found.uncovered] == ["มันบรรทุกคนได้มาก"]
    assert uncovered_sentences(Source(id="s", text=text), []) is None


def test_all_of_a_map_is_told_by_source() -> None:
    made = ArgumentMap(sources=[Source(id="a", text="One. Two."), Source(id="b", text="Three.")])
    made.claim(quote="Two", source="a", id="two")
    assert [(one.source, one.covered_sentences, one.sentences) for one in coverage(made)] == [
        ("a", 1, 2),
        ("b", 0, 1),
    ]


def spans(text: str) -> st.SearchStrategy[list[Span]]:
    ends = st.tuples(st.integers(0, len(text)), st.integers(1, len(text) + 5))
    return st.lists(ends.map(lambda pair: Span(pair[0], pair[0] + pair[1])), max_size=5)


@given(st.data(), prose())
def test_counting_by_spans_is_counting_letter_by_letter(data: st.DataObject, text: str) -> None:
    covered, ignored = data.draw(spans(text)), data.draw(spans(text))
    found = cover(Source(id="s", text=text, ignore=ignored), covered)
    ins = {i for span in covered for i in range(span.start, min(span.end, len(text)))}
    outs = {i for span in ignored for i in range(span.start, min(span.end, len(text)))}
    letters = {i for i, character in enumerate(text) if not character.isspace()} - outs
    assert found.characters == len(letters)
    assert found.covered_characters == len(letters & ins)
    sentences = Sentences(text).spans
    if sentences is None:
        assert found.sentences is found.covered_sentences is None
        return
    told = [
        sentence
        for sentence in sentences
        if any(text[i].isalnum() for i in range(*sentence) if i not in outs)
    ]
    touched = [sentence for sentence in told if ins & set(range(*sentence))]
    assert (found.sentences, found.covered_sentences) == (len(told), len(touched))
    missed = uncovered_sentences(Source(id="s", text=text, ignore=ignored), covered)
    assert missed == [sentence for sentence in told if sentence not in touched]
    for sentence in missed or ():
        assert any(p.start <= sentence.start and sentence.end <= p.end for p in found.uncovered)


@given(maps(max_size=6))
def test_any_map_can_be_counted(made: ArgumentMap) -> None:
    for found in coverage(made):
        if found.sentences is not None and found.covered_sentences is not None:
            assert 0 <= found.covered_sentences <= found.sentences
        assert 0 <= found.covered_characters <= found.characters
