"""Texts to look for quotes in: prose written by a grammar, in seven languages, of any size.

Every language has two grammars that share no sentence pattern and hardly a noun: one for tuning
thresholds, one for reporting. Names, numbers and years are made up, sentences recur now and then
as they do in minutes and reports, and lines are wrapped where the language writes blanks. The
same language, series, size and seed give the same text.
"""

from __future__ import annotations

import functools
import random
import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from argmap.text import Span

Language = Literal["English", "German", "French", "Spanish", "Russian", "Chinese", "Arabic"]
Series = Literal["tuning", "report"]

CODES: dict[Language, str] = {
    "English": "en",
    "German": "de",
    "French": "fr",
    "Spanish": "es",
    "Russian": "ru",
    "Chinese": "zh",
    "Arabic": "ar",
}
SIZES = {"6 kB": 6_000, "200 kB": 200_000, "5 MB": 5_000_000}

_VOCABULARIES = Path(__file__).with_name("vocabulary")
_SLOT = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"[\w\u0610-\u061a\u064b-\u065f]+(?:['’\-][^\W_]+)*")
_NUMBERS = {
    "small": (2, 19),
    "number": (20, 9_999),
    "year": (1_780, 1_939),
    "percent": (2, 97),
    "amount": (10, 9_900),
}
_LINE = 76
_REPEATED = 0.02  # of the sentences say again what an earlier one said
_REFRAINS = 0.02


@dataclass(frozen=True)
class Text:
    """A text, where its sentences stand, and which of them stand in it more than once.

    ``flat`` is the text with every line end as a blank: as long as the text, so that a place in
    the one is the place in the other.
    """

    language: Language
    series: Series
    text: str
    sentences: tuple[Span, ...]

    @functools.cached_property
    def flat(self) -> str:
        """The text in one line."""
        return self.text.replace("\n", " ")

    @functools.cached_property
    def folded(self) -> str:
        """The text in one line and without case."""
        return self.flat.casefold()

    @functools.cached_property
    def repeated(self) -> frozenset[Span]:
        """The sentences that stand in the text more than once."""
        counts = Counter(span.cut(self.flat) for span in self.sentences)
        return frozenset(span for span in self.sentences if counts[span.cut(self.flat)] > 1)

    @functools.cached_property
    def words(self) -> tuple[str, ...]:
        """Words of the text that have four letters or more, as often as they stand in it."""
        least = 2 if self.language == "Chinese" else 4
        found = cut_words(self.flat[:100_000], self.language)
        return tuple(word for word in found if len(word) >= least and word.isalpha())


@functools.cache
def vocabulary(language: Language) -> dict[str, Any]:
    """Return the grammars of a language, and what turns a meaning in it."""
    path = _VOCABULARIES / f"{CODES[language]}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@functools.cache
def write_text(language: Language, series: Series, size: int, seed: int = 0) -> Text:
    """Write a text of about so many bytes of UTF-8."""
    writer = Writer(language, series, f"text {size} {seed}")
    blank = "" if language == "Chinese" else " "
    parts: list[str] = []
    spans: list[Span] = []
    said: list[str] = []
    length = written = 0
    while written < size:
        sentences = [writer.recur(said) or writer.sentence() for _ in range(writer.count(3, 8))]
        for place, sentence in enumerate(sentences):
            spans.append(Span(length, length + len(sentence)))
            gap = blank if place + 1 < len(sentences) else "\n\n"
            parts.append(sentence + gap)
            length += len(parts[-1])
            written += len(parts[-1].encode())
        said += sentences
    text = "".join(parts)
    return Text(language, series, wrap(text) if blank else text, tuple(spans))


def cut_words(text: str, language: Language) -> list[str]:
    """Return the words of a text; of Chinese, which writes no blanks, pairs of characters."""
    return [text[span.start : span.end] for span in word_spans(text, language)]


def word_spans(text: str, language: Language) -> list[Span]:
    """Return where the words of a text stand."""
    if language != "Chinese":
        return [Span(*match.span()) for match in _WORD.finditer(text)]
    return [
        Span(start, min(start + (2 if match[0].isalpha() else 9), match.end()))
        for match in re.finditer(r"[^\W\d_]+|\d+", text)
        for start in range(match.start(), match.end(), 2 if match[0].isalpha() else 9)
    ]


class Writer:
    """Writes sentences from one grammar; the same seed writes the same ones."""

    def __init__(self, language: Language, series: Series, seed: str) -> None:
        words = vocabulary(language)
        self.language = language
        self._names: dict[str, list[list[str]]] = words["names"]
        self._lists: dict[str, list[str]] = words[series]
        self._digits: str = words.get("digits", {}).get(series, "0123456789")
        self._units: dict[str, str] = words.get(
            "units", {"percent": "{} per cent", "amount": "£{}"}
        )
        self._random = random.Random(f"{language} {series} {seed}")  # noqa: S311 -- no secret

    def sentence(self) -> str:
        """Write a sentence of the text."""
        return self._finish(self._fill("{sentence}"))

    def invent(self) -> str:
        """Write a sentence on the topic of the text, of a pattern that no text uses."""
        return self._finish(self._fill("{invented}"))

    def write(self, pattern: str) -> str:
        """Write a sentence of a pattern that is given."""
        return self._finish(self._fill(pattern))

    def recur(self, said: list[str]) -> str | None:
        """Return now and then a refrain, or a sentence that was said before."""
        chance = self._random.random()
        if chance < _REFRAINS:
            return self._random.choice(self._lists["refrain"])
        if said and chance < _REFRAINS + _REPEATED:
            return self._random.choice(said[-2_000:])
        return None

    def count(self, least: int, most: int) -> int:
        """Return how many sentences the next paragraph has."""
        return self._random.randint(least, most)

    def _fill(self, pattern: str) -> str:
        return _SLOT.sub(lambda slot: self._fill_slot(slot[1]), pattern)

    def _fill_slot(self, name: str) -> str:
        draw = self._random
        if name in self._names:
            return "".join(draw.choice(part) for part in self._names[name])
        if name in self._lists:
            choices = self._lists[name]
            if name in {"sentence", "invented"}:
                return self._fill(draw.choice(choices))
            # The first of a list are said oftener than the last, as words are.
            return self._fill(choices[int(len(choices) * draw.random() ** 1.4)])
        least, most = _NUMBERS[name]
        number = draw.randint(least, most)
        written = self._number(10 * number if name == "amount" else number)
        return self._units.get(name, "{}").format(written)

    def _number(self, number: int) -> str:
        return str(number).translate(str.maketrans("0123456789", self._digits))

    def _finish(self, words: str) -> str:
        stop = "。" if self.language == "Chinese" else "."
        if self.language == "French":
            words = re.sub("(?<=«) | (?=[»;:?!%])", "\xa0", words)
        first = next(place for place, character in enumerate(words) if character.isalnum())
        words = words[:first] + words[first].upper() + words[first + 1 :]
        return words if words.rstrip("”»\xa0")[-1:] in "?!.。？！؟" else words + stop


def wrap(text: str) -> str:
    """Turn blanks into line ends so that no line is longer than need be."""
    lines = []
    for paragraph in text.split("\n"):
        start = 0
        while len(paragraph) - start > _LINE:
            end = paragraph.rfind(" ", start, start + _LINE)
            if end <= start:
                break
            lines.append(paragraph[start:end])
            start = end + 1
        lines.append(paragraph[start:])
    return "\n".join(lines)


def as_windows_file(text: str) -> str:
    """Return the text with a byte order mark and CRLF at the line ends."""
    return "\ufeff" + text.replace("\n", "\r\n")


def in_windows_file(span: Span, text: str) -> Span:
    """Return where a span of a text stands in :func:`as_windows_file` of it."""
    start, end = (1 + offset + text.count("\n", 0, offset) for offset in span)
    return Span(start, end)


def decomposed(text: str) -> str:
    """Return the text with every accent as a character of its own."""
    return unicodedata.normalize("NFD", text)
