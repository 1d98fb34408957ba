"""The same, written otherwise: numbers, dates, times, contractions, abbreviations, spelling.

What counts as the same is in one table, ``equivalents.toml``, by language; the digits of all
scripts are known by their Unicode properties. Each word is given a value, by which it is compared:
*three thousand* and *3,000* have one, *1,000* and *1.000* two, or one, as the language has it.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from decimal import Decimal
from functools import cache, cached_property
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.anchoring.meaning.alignment import Word, keys, split_words
from argmap.anchoring.meaning.equivalents_table import EquivalentsTable
from argmap.anchoring.meaning.moments import Moments
from argmap.anchoring.meaning.numerals import Numerals
from argmap.anchoring.meaning.spelling import Spelling
from argmap.anchoring.reading.folding import Folding
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BETWEEN = re.compile(r"[ .'\-]*")
_POINTED = re.compile(r"(?:[^\W\d_]\. ?){2,}(?<! )|(?:[^\W\d_]\.)+[^\W\d_](?!\w)")
_ROMAN = re.compile(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_ROMAN_VALUES_LOWER = "ivx"
_MOST_KNOWN = 20_000  # words, whose values are kept
_WITH_UNIT = re.compile(r"(\d+)([^\W\d_]+)")
_SUPERSCRIPT = re.compile(r"(\d+)(?:\^(-?\d+)|([⁺⁻]?[⁰¹²³⁴-⁹]+))")
_AND = re.compile(r"\s*(&(?:amp;|#38;)?)\s*")
_MOST_WORDS = 6  # of a phrase


class _Match(NamedTuple):
    """What stands for one value: from where to where in the text, and which value."""

    start: int
    end: int
    value: str
    others: tuple[str, ...] = ()


class Equivalents:
    """What is the same, written otherwise, in one language.

    >>> english = equivalents("en")
    >>> [word.says for word in english.read("It doesn't cost 3,000 but three million.")]
    ['it', 'does', 'not', 'cost', '3000', 'but', '3000000']
    >>> equivalents("de").read("vierundsiebzig")[0].says
    '74'
    """

    def __init__(self, table: dict[str, Any], every: dict[str, Any]) -> None:
        self.table = EquivalentsTable(table, every)
        self.numerals = Numerals(table)
        self.moments = Moments(table, every, self.numerals)
        self._spelling = Spelling(table)
        self._known: dict[str, str] = {}

    def read(self, text: str) -> list[Word]:
        """Return the words of a text whose typography is folded, each with its value."""
        return self.rewrite(split_words(text, Span(0, len(text))), text)

    def rewrite(self, words: Sequence[Word], text: str) -> list[Word]:
        """Return words with their values, those put together or parted that stand for one."""
        rewritten: list[Word] = []
        place = 0
        has_and = bool(words) and text.find("&", words[0].span.start, words[-1].span.end) >= 0
        while place < len(words):
            word = words[place]
            if has_and and rewritten:
                sign = _AND.fullmatch(text, rewritten[-1].span.end, word.span.start)
                if sign:
                    rewritten.append(
                        Word(sign[1], sign[1], Span(*sign.span(1)), self.table.ampersand)
                    )
            plain = self._plain(word)
            if plain:
                rewritten.append(plain)
                place += 1
                continue
            found = self._match(words, place, text)
            if found:
                span = Span(found.start, found.end)
                written = span.cut(text)
                key = written.casefold()
                rewritten.append(Word(written, key, span, found.value, found.others))
                while place < len(words) and words[place].span.start < found.end:
                    place += 1
            else:
                rewritten += self._parted(word)
                place += 1
        return rewritten

    def _plain(self, word: Word) -> Word | None:
        """Return a word with its value, None if it may be more than a word by itself."""
        value = self._value(word.key)
        return (word if value == word.key else word._replace(value=value)) if value else None

    def _value(self, key: str) -> str:
        """Return the value of a word, empty if it may be more than a word by itself."""
        value = self._known.get(key)
        if value is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            value = self._known[key] = "" if self._is_special(key) else self._spelling.of(key)
        return value

    def _is_special(self, key: str) -> bool:
        return (
            len(key) == 1
            or not key.isalpha()
            or not set(key) - set(_ROMAN_VALUES_LOWER)
            or key in self.moments.starts
            or key in self.table.phrase_lengths
            or key in self.table.parts
            or self.numerals.may_begin(key)
        )

    def may_be_otherwise(self, text: str, other: str) -> bool:
        """Tell whether some words may be in another text, written otherwise; case is folded.

        That is not so of words each of which says only itself.

        >>> english = equivalents("en")
        >>> english.may_be_otherwise("the harbour", "the harbor and the quay")
        True
        >>> english.may_be_otherwise("the harbour", "the 74 quays")
        False
        >>> english.may_be_otherwise("the seventy", "the 74 quays")
        True
        """
        if "&" in text or "&" in other:
            return True
        others = keys(other)
        is_contracted = "'" in other or not self.table.parts.keys().isdisjoint(others)
        words = self.read(text)
        if any(self._says_more(word, is_contracted=is_contracted) for word in words):
            return True
        values = {word.says for word in words}
        return not values.isdisjoint(map(self._value, others - {word.key for word in words}))

    def _says_more(self, word: Word, *, is_contracted: bool) -> bool:
        """Tell whether a word says something that is also said otherwise."""
        return (
            (word.says != word.key and not self._value(word.key))
            or bool(word.others)
            or word.is_number
            or not word.key[0].isalnum()
            or word.key in self._expressions
            or (is_contracted and word.key in self._contracted)
            or (len(word.key) > 1 and not set(word.key) - set(_ROMAN_VALUES_LOWER))
        )

    @cached_property
    def _expressions(self) -> frozenset[str]:
        return frozenset(map(str.casefold, self.table.phrases.values()))

    @cached_property
    def _contracted(self) -> frozenset[str]:
        """The words that a contraction may say: *not* in *isn't*."""
        parts = [word for _, both in self.table.parts.values() for word in both]
        return frozenset([*parts, *(word for _, some in self.table.endings for word in some)])

    def fold(self, text: str) -> Folding:
        """Return a text with each value in place of what is written, in lower case."""
        return Folding(text, self._pieces(text))

    def _pieces(self, text: str) -> Iterator[tuple[int, int, str]]:
        end = 0
        for word in self.read(text):
            if word.says != word.text:
                # What was parted from a word begins where that ends.
                blank = " " if end and word.span.start == end else ""
                yield *word.span, blank + word.says
            end = word.span.end

    def _match(self, words: Sequence[Word], place: int, text: str) -> _Match | None:
        word = words[place]
        first = word.key[0]
        if first.isnumeric() or word.key in self.moments.starts:
            moment = self.moments.match(text, word.span.start)
            if moment:
                return _Match(*moment)
        if first.isdecimal() and (found := self._number(words, place, text)):
            return found
        if first in self.table.sign_starts:
            for typed, sign in self.table.signs:
                if text.startswith(typed, word.span.start):
                    return _Match(word.span.start, word.span.start + len(typed), sign)
        return (
            self._numeral(words, place, text)
            or self._abbreviation(word, text)
            or self._phrase(words, place, text)
        )

    def _number(self, words: Sequence[Word], place: int, text: str) -> _Match | None:
        """Return a number in digits, with its part, its power, and what it is multiplied by."""
        word = words[place]
        start = word.span.start
        ends = {each.span.end for each in words[place : place + _MOST_WORDS]}
        power = _SUPERSCRIPT.match(text, start)
        if power and power.end() in ends:
            exponent = power[2] or unicodedata.normalize("NFKC", power[3]).replace("\u2212", "-")
            return _Match(start, power.end(), f"{_plain(power[1])}^{_plain(exponent)}")
        for pattern in self.table.number_patterns:
            match = pattern.match(text, start)
            if not match or match.end() not in ends:
                continue
            whole = _plain(re.sub(r"\D", "", match["whole"]))
            part = _plain(match["part"]) if match["part"] else ""
            if not part and self._begins_part(text, start):
                whole, part, start = "0", whole, start - 1
            value = f"{whole}.{part}" if part else whole
            return self._multiplied(_Match(start, match.end(), value), words, place, text)
        ordinal = self.table.ordinal.fullmatch(word.text)
        if ordinal:
            return _Match(*word.span, f"{_plain(ordinal[1])}.")
        return (
            _Match(*word.span, _plain(word.key))
            if not word.key.isalpha()
            and all(each.isdecimal() or not each.isalnum() for each in word.key)
            else None
        )

    def _begins_part(self, text: str, start: int) -> bool:
        """Tell whether a decimal sign is before digits, and no digit before that."""
        return (
            start > 0
            and text[start - 1] in self.table.fraction
            and (start == 1 or not (text[start - 2].isalnum() or text[start - 2] in ".,"))
        )

    def _multiplied(self, found: _Match, words: Sequence[Word], place: int, text: str) -> _Match:
        behind = words[place : place + _MOST_WORDS + 1]
        following = next((each for each in behind if each.span.start >= found.end), None)
        if following is None or text[found.end : following.span.start] not in ("", " "):
            return found
        if self.table.percent and following.key == "%":
            return _Match(found.start, following.span.end, f"{found.value}%")
        times = self.numerals.multiplier(following.key)
        if not times:
            return found
        product = Decimal(found.value) * times
        value = format(product.normalize(), "f")
        return _Match(found.start, following.span.end, value)

    def _numeral(self, words: Sequence[Word], place: int, text: str) -> _Match | None:
        """Return a number in words, or in the letters that the Romans wrote it with."""
        word = words[place]
        percent = self.table.percent
        ahead = len(percent)
        if ahead and text.startswith(percent, word.span.start):
            inner = self._match(words, place + ahead, text) if place + ahead < len(words) else None
            if inner and inner.value.replace(".", "").isdigit():
                return _Match(word.span.start, inner.end, f"{inner.value}%")
        count, value = self.numerals.read(words, place, text)
        if count:
            return _Match(word.span.start, words[place + count - 1].span.end, value)
        if _ROMAN.fullmatch(word.text):
            return _Match(*word.span, str(_roman(word.text)))
        if len(word.key) == 1 and unicodedata.category(word.key) == "Nl":
            number = unicodedata.numeric(word.key)
            return _Match(*word.span, str(int(number)))
        return None

    def _abbreviation(self, word: Word, text: str) -> _Match | None:
        """Return letters with a point behind each."""
        if word.span.length != 1 or not text.startswith(".", word.span.end):
            return None
        pointed = _POINTED.match(text, word.span.start)
        if not pointed:
            return None
        letters = [each for each in pointed[0].casefold() if each.isalpha()]
        plain = "".join(letters)
        value = self.table.phrases.get((".".join([*letters, ""]),), plain)
        return _Match(*pointed.span(), value, (plain,) if value != plain else ())

    def _phrase(self, words: Sequence[Word], place: int, text: str) -> _Match | None:
        for count in self.table.phrase_lengths.get(words[place].key, ()):
            some = words[place : place + count]
            value = self.table.phrases.get(tuple(word.key for word in some))
            if value is not None and _stand_together(some, text):
                return _Match(some[0].span.start, some[-1].span.end, value)
        return None

    def _parted(self, word: Word) -> Iterator[Word]:
        """Yield a word with its value, parted where it is two that are written together."""
        parts = self.table.parts.get(word.key)
        if parts and len(word.key) == len(word.text):
            at, (one, other) = parts
            yield self._part(word, Span(0, at), one)
            yield self._part(word, Span(at, len(word.text)), other)
            return
        apostrophe = word.key.rfind("'")
        if apostrophe > 0 and len(word.key) == len(word.text):
            for ending, values in self.table.endings:
                if word.key.endswith(ending) and len(word.key) > len(ending):
                    at = len(word.key) - len(ending)
                    stem = self._part(word, Span(0, at), "")
                    yield stem._replace(value=self._spelling.of(stem.key))
                    end = self._part(word, Span(at, len(word.text)), ending)
                    yield end._replace(
                        value=values[0] if len(values) == 1 else ending, others=tuple(values)
                    )
                    return
        unit = _WITH_UNIT.fullmatch(word.key)
        if unit and unit[2] in self.table.units and len(word.key) == len(word.text):
            at = unit.end(1)
            yield self._part(word, Span(0, at), _plain(unit[1]))
            yield self._part(word, Span(at, len(word.text)), unit[2])
            return
        yield word._replace(value=self._spelling.of(word.key))

    def _part(self, word: Word, within: Span, value: str) -> Word:
        cut = within.cut(word.text)
        span = within.shifted(word.span.start)
        return Word(cut, cut.casefold(), span, value, is_part=True)


def _plain(number: str) -> str:
    """Return a number with the digits of any script as those that computers have."""
    return "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in number)


def _roman(number: str) -> int:
    values = [_ROMAN_VALUES[each] for each in number]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _stand_together(words: Sequence[Word], text: str) -> bool:
    return all(
        _BETWEEN.fullmatch(text, one.span.end, other.span.start) for one, other in pairwise(words)
    )


@cache
def _table() -> dict[str, Any]:
    file = resources.files("argmap.anchoring.meaning") / "equivalents.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def equivalents(language: str | None) -> Equivalents:
    """Return what is the same in a language, given by its code; what is in any, where unknown."""
    table = _table()
    known = table.get(language or "", {}) if language != "every" else {}
    return Equivalents(known, table["every"])
