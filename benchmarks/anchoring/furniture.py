"""Texts with apparatus between their words: what a printer, a scribe or a program puts there.

Each kind is put into the middle of sentences, and the truth is where the sentences then are.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from facts import Case, facts
from texts import Language, Series, Text, word_spans, write_text

from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Insert = tuple[int, int, str]  # where, how many characters are replaced, by what

KINDS = (
    "page number",
    "note and running head",
    "line number",
    "reference marks",
    "subtitles",
    "speaker again",
    "applause",
    "quoted lines",
    "Markdown",
    "HTML",
)
_WIDTH = 30  # of a line of Chinese, which the texts do not break
_MARKS = ("[12]", "¹⁵", " (Smith et al., 2019)", "[^1]", "[3, 7]")


def cases(language: Language, series: Series, count: int) -> Iterator[Case]:
    """Yield so many quotes of sentences with apparatus in them, of every kind in turn."""
    each = max(1, count // len(KINDS))
    for kind in KINDS:
        yielded = 0
        for seed in range(20, 60):
            for case in _in_text(write_text(language, series, 4_000, seed), kind, language):
                if yielded < each:
                    yielded += 1
                    yield case


def _in_text(text: Text, kind: str, language: Language) -> Iterator[Case]:
    draw = random.Random(f"{kind} {text.series} {len(text.text)}")  # noqa: S311 -- no secret
    scale = 0.4 if language == "Chinese" else 1.0
    chosen = [
        span
        for span in text.sentences
        if span.length > 80 * scale and span not in text.repeated and "“" not in span.cut(text.text)
    ]
    chosen = sorted(draw.sample(chosen, min(3, len(chosen))))
    if kind in _LINES:
        inserts = _LINES[kind](text)
        # A sentence within one line has nothing in it.
        chosen = [each for each in chosen if any(each.start < at < each.end for at, *_ in inserts)]
    else:
        inserts = [
            insert
            for number, each in enumerate(chosen, 1)
            for insert in _within(each, text, kind, draw, number)
        ]
    source = _inserted(text.text, inserts)
    for span in chosen:
        start = span.start + sum(len(new) - old for at, old, new in inserts if at <= span.start)
        end = span.end + sum(len(new) - old for at, old, new in inserts if at < span.end)
        yield Case(source, span.cut(text.flat), Span(start, end))


def _within(span: Span, text: Text, kind: str, draw: random.Random, number: int) -> list[Insert]:
    words = [word.shifted(span.start) for word in word_spans(span.cut(text.flat), text.language)]
    inner = words[len(words) // 4 : 3 * len(words) // 4]
    word = draw.choice([each for each in inner if each.cut(text.text).isalpha()] or inner)
    if kind == "reference marks":  # a raised number behind a figure is a power
        long = [each for each in inner if each.cut(text.text).isalpha() and each.length > 1]
        long = [each for each in long if each.length > 3 or text.language == "Chinese"]
        word = draw.choice(long or inner)
    if kind == "line number":  # between two lines
        word = draw.choice([each for each in inner if text.text[each.start - 1] == "\n"] or inner)
    known = facts(text.language)
    page = str(draw.randint(11, 300))
    blank = int(text.text[word.start - 1].isspace())
    before = {
        "page number": f"\n\n\n{page}\n\f\n",
        "note and running head": f"\n\n1 {known['note']}.\n\n{page}      {known['head']}\n\f\n",
        "line number": f"\n{5 * number}\n",  # one alone may be a word of the sentence
        "applause": f" [{known['applause']}] ",
    }
    if kind in before:
        return [(word.start - blank, blank, before[kind])]
    if kind == "reference marks":
        return [(word.end, 0, draw.choice(_MARKS))]
    if kind == "HTML":
        return [(word.start, 0, "<em>"), (word.end, 0, "</em>")]
    opening, closing = draw.choice([("**", "**"), ("[", "](https://example.org/report)")])
    return [(word.start, 0, opening), (word.end, 0, closing)]


def _line_starts(text: Text) -> list[int]:
    if text.language != "Chinese":
        return [0, *(at + 1 for at, one in enumerate(text.text) if one == "\n")]
    starts = []
    for paragraph in _paragraphs(text.text):
        starts += range(paragraph.start, paragraph.end, _WIDTH)
    return starts


def _paragraphs(text: str) -> list[Span]:
    """Return where the paragraphs of a text are."""
    spans, start = [], 0
    for paragraph in text.split("\n\n"):
        spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 2
    return spans


def _prefixed(text: Text, prefix: Callable[[int, int], str]) -> list[Insert]:
    """Put something before every line: it is given the number of the line and of the paragraph."""
    inserts: list[Insert] = []
    paragraph = 0
    for number, at in enumerate(_line_starts(text)):
        is_empty = text.text[at : at + 1] in {"", "\n"}
        paragraph += is_empty
        breaks = "\n" if at and text.text[at - 1] != "\n" else ""
        if not is_empty:
            inserts.append((at, 0, breaks + prefix(number, paragraph)))
    return inserts


def _clock(second: int) -> str:
    return f"00:{second // 60:02}:{second % 60:02}"


_LINES: dict[str, Callable[[Text], list[Insert]]] = {
    "quoted lines": lambda text: _prefixed(text, lambda *_: "> "),
    "subtitles": lambda text: _prefixed(
        text,
        lambda number, _: (
            f"{chr(10) if number else ''}{number + 1}\n"
            f"{_clock(2 * number)},000 --> {_clock(2 * number + 2)},000\n"
        ),
    ),
    "speaker again": lambda text: _prefixed(
        text,
        lambda number, paragraph: f"[{_clock(7 * number)}] {('RUIZ', 'FORD')[paragraph % 2]}: ",
    ),
}


def _inserted(text: str, inserts: list[Insert]) -> str:
    for at, old, new in sorted(inserts, reverse=True):
        text = text[:at] + new + text[at + old :]
    return text
