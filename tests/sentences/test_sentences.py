"""What holds for the sentences of any text, and what may be asked of them."""

from __future__ import annotations

import re
import textwrap
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from argmap.sentences import Sentences, sentences_of
from argmap.text import Span
from tests.strategies import prose

TEXT = "Buses help. Do they? “Why?” he asked.\r\n\r\nNobody\r\nknew. Γιατί; Ναι."

WORDS = """
    Buses help the city’s well-kept roads, because “clean air” counts. Why? Not Mr. Hall in the U.S.
    (see p. 5) or Mary. e.g. 3.5 per cent! They... said “No.” 12. 1990. Dr. end.[1] I A. What?! It
    etc. «oui» naïve Straße, Ünder Да. нет Ёж; city, because roads
""".split()
ENGLISH = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join)
TEXTS = st.one_of(prose(), st.lists(ENGLISH, max_size=4).map("\n\n".join))
# Unspaced scripts, marks and brackets in any order, which no author writes.
ANYTHING = st.text(
    alphabet="aB1Ж漢かअक။।。.!?…;:\"'“”«»()[]「」’*-–>#|\n\r\t \u00a0\u2028😀", max_size=60
)


def spans_of(text: str) -> tuple[Span, ...]:
    spans = Sentences(text).spans
    return () if spans is None else spans


@given(st.one_of(TEXTS, ANYTHING))
def test_sentences_go_forward_and_hold_every_word(text: str) -> None:
    spans = spans_of(text)
    for one, other in pairwise(spans):
        assert one.end <= other.start
    for span in spans:
        words = span.cut(text)
        assert words == words.strip()
        assert re.search(r"[^\W_]", words)
    if Sentences(text).is_countable:
        held = {offset for span in spans for offset in range(*span)}
        assert all(i in held for i, c in enumerate(text) if re.match(r"[^\W_]", c))


@given(TEXTS)
def test_what_is_left_out_is_white_space_and_lines_without_a_word(text: str) -> None:
    sentences = Sentences(text)
    if sentences.spans is None:
        return
    rest = list(text)
    for span in sentences.spans:
        rest[span.start : span.end] = " " * span.length
    for line in "".join(rest).split("\n\n"):
        assert not line.strip() or not re.search(r"[^\W_]", line)


@given(st.lists(ENGLISH, max_size=4).map("\n\n".join), st.integers(20, 90))
def test_wrapping_lines_changes_no_count(text: str, width: int) -> None:
    wrapped = "\n\n".join(
        textwrap.fill(part, width, break_long_words=False, break_on_hyphens=False)
        for part in text.split("\n\n")
    )
    plain, folded = ([" ".join(s.cut(t).split()) for s in spans_of(t)] for t in (text, wrapped))
    assert folded == plain


WORDS_OF = {
    "hi": "यह सच है। वह झूठ है। सब॥ ठीक डॉ. शर्मा क्या?",
    "ar": "هل هذا صحيح؟ نعم. لا، د. أحمد جاء! (ربما).",
    "ru": "Он т.е. друг. Да, г. Москва! «Ёж», Нет?",
    "el": "Γιατί; Δεν ξέρω. Ναι, ο κ. Νίκος!",
    "he": "זה נכון. האם? כן, ד״ר כהן!",
    "ka": "ეს ასეა. ის? არა, კი!",
    "ko": "그것은 좋다. 왜? 나쁘다!",
    "my": "က ခ။ ဂ၊ ဃ။ င",
    "am": "ሰላም ነው። ደህና፧ አዎ።",
}


@given(st.data(), st.integers(12, 60))
def test_wrapping_lines_changes_no_count_in_any_script(data: st.DataObject, width: int) -> None:
    words = WORDS_OF[data.draw(st.sampled_from(sorted(WORDS_OF)))].split()
    text = " ".join(data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=40)))
    wrapped = textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)
    assert len(spans_of(wrapped)) == len(spans_of(text))


HAN = st.sampled_from("公交车有用。电车？也，好！「是」")


@given(st.lists(HAN, max_size=90), st.integers(8, 40))
def test_wrapping_han_anywhere_changes_no_count(characters: list[str], width: int) -> None:
    text = "".join(characters)
    lines = [text[place : place + width] for place in range(0, len(text), width)]
    # A line never begins with a mark: it is drawn up to the line before.
    wrapped = re.sub(r"\n([，。？！」]+)", r"\1\n", "\n".join(lines)).strip("\n")
    assert len(spans_of(wrapped)) == len(spans_of(text))


@given(st.one_of(TEXTS, ANYTHING.map(lambda text: text.replace("\r", ""))))
def test_line_ends_count_alike(text: str) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    expected = [span.cut(text) for span in spans_of(text)]
    for line_end in ("\r\n", "\r"):
        other = text.replace("\n", line_end)
        assert [s.cut(other).replace(line_end, "\n") for s in spans_of(other)] == expected


@given(st.lists(ENGLISH, max_size=3).map("\n\n".join))
def test_no_sentence_begins_with_what_closes(text: str) -> None:
    assert not any(span.cut(text)[0] in ")]}”»’」』）" for span in spans_of(text))


@given(st.one_of(TEXTS, ANYTHING), st.data())
def test_asking_near_an_offset_is_asking_the_whole(text: str, data: st.DataObject) -> None:
    spans = Sentences(text).spans
    asked = Sentences(text)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text) + 2)] * 2)))
    if spans is None:
        assert asked.at(start) is asked.ends_within(Span(start, end)) is None
        return
    assert asked.at(start) == next((s for s in spans if s.start <= start < s.end), None)
    overlapped = sum(span.overlaps(Span(start, end)) for span in spans if start < end)
    assert asked.ends_within(Span(start, end)) == max(0, overlapped - 1)


def test_the_sentence_at_an_offset_is_found() -> None:
    sentences = Sentences(TEXT)
    assert [sentences.at(TEXT.index(word)) for word in ("help", "Do", "knew")] == [
        Span(0, 11),
        Span(12, 20),
        Span(41, 54),
    ]
    assert sentences.at(11) is sentences.at(len(TEXT)) is None


def test_two_passages_are_in_one_sentence_or_in_neighbours() -> None:
    sentences = Sentences(TEXT)
    assert sentences.ends_within(Span(0, 10)) == 0
    assert sentences.ends_within(Span(0, 11)) == 0
    assert sentences.ends_within(Span(6, 14)) == 1
    assert sentences.ends_within(Span(0, len(TEXT))) == 5


def test_a_question_is_known_by_its_mark() -> None:
    sentences = Sentences(TEXT)
    asked = [sentences.is_question(span.start) for span in sentences.spans or ()]
    assert asked == [False, True, False, False, True, False]
    assert sentences.is_question(11) is None
    asking = ("هل هذا صحيح؟", "真的吗？", "「誰？」", "Ո՞ւր ես։", "ማን ነው፧", "(Why?)[1]", "Why?!")
    for question in asking:
        assert Sentences(question).is_question(0), question
    for statement in ("Wait; and see.", "Why? indeed.", "Yes!"):
        assert not Sentences(statement).is_question(0), statement


def test_scripts_without_marks_are_not_counted() -> None:
    for text in (
        "รถเมล์ช่วยเมืองได้ มันบรรทุกคนได้มาก",
        "ລົດເມຊ່ວຍເມືອງ ມັນບັນທຸກຄົນ",
        "ភាសាខ្មែរ ជាភាសា",
        "Thai: รถเมล์ช่วยเมืองได้ มันบรรทุกคนได้มาก.",
    ):
        sentences = Sentences(text)
        assert not sentences.is_countable
        assert sentences.spans is sentences.at(0) is sentences.is_question(0) is None
        assert sentences.ends_within(Span(0, 9)) is None
    assert len(spans_of("Bangkok (กรุงเทพ) is a city of many buses. It grows.")) == 2
    assert len(spans_of("ភាសាខ្មែរ។ ជាភាសា។")) == 2


def test_a_text_is_looked_at_once() -> None:
    assert sentences_of(TEXT) is sentences_of("".join(TEXT))


def test_a_text_without_words_has_no_sentence() -> None:
    for text in ("", " \r\n ", "— * —\n\n…"):
        sentences = Sentences(text)
        assert sentences.spans == ()
        assert sentences.at(0) is None
        assert sentences.ends_within(Span(0, 1)) == 0
