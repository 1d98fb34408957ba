"""Numbers in words, and what they come to: *vierundsiebzig*, *two hundred and five*, 三千."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.anchoring.meaning.alignment import Word

_BETWEEN = re.compile(r" ?-? ?")
_MOST_WORDS = 12  # of a number
_LONGEST = 4  # words that make one numeral
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
_LEAST_FUSED = 6  # letters of several numerals that are written as one word
_LONGEST_FUSED = 60
_LEAST_DIGITS = 3  # of a number whose digits are written as words


class Numerals:
    """The numerals of one language, by its table of what is the same.

    ``read`` says how many words make a number and which; an ordinal number ends with a point.
    """

    def __init__(self, table: dict[str, Any]) -> None:
        self._multipliers = frozenset(table.get("multipliers", ()))
        self._joins = frozenset(table.get("joins", ()))
        self._fused: str | None = table.get("fused")
        self._has_digits = bool(table.get("digits"))
        self._values = _by_words(table.get("numbers", {}), table.get("letters", {}))
        self._ordinals = _by_words(table.get("ordinals", {}), table.get("letters", {}))
        self._firsts = {words[0] for words in (*self._values, *self._ordinals)}
        self._fusions: dict[str, int | None] = {}

    def multiplier(self, word: str) -> int:
        """Return what a number before a word is multiplied by, 0 if by nothing."""
        value = self._values.get((word,), 0)
        return value if value in self._multipliers and value >= _THOUSAND else 0

    def may_begin(self, word: str) -> bool:
        """Tell whether a number in words may begin with a word."""
        return word in self._firsts or self._unfuse(word) is not None

    def is_doubtful(self, form: str, word: str) -> bool:
        """Tell whether a form may be meant for a number, and for another one than a word is."""
        from rapidfuzz.distance import OSA  # noqa: PLC0415 -- an exact quote needs it not

        if form not in self._firsts and word not in self._firsts:
            return False
        return any(
            each != word and OSA.distance(form, each) <= OSA.distance(form, word)
            for each in self._firsts
        )

    def read(self, words: Sequence[Word], place: int, text: str) -> tuple[int, str]:
        """Return how many words from a place make one number, and its digits; 0 if none do."""
        if words[place].key not in self._firsts and self._fused is None:
            return 0, ""
        counts, values, ordinal = self._run(words, place, text)
        for last in range(len(values), 0, -1):
            is_ordinal = ordinal and last == len(values)
            digits = self._digits(values[:last])
            if digits:
                return counts[last - 1], f"{digits}." if is_ordinal else digits
        return 0, ""

    def _run(
        self, words: Sequence[Word], place: int, text: str
    ) -> tuple[list[int], list[int], bool]:
        """Return the numerals in a row: where each ends, its value, whether the last is an ordinal.

        Where it ends is counted in words from the place on.
        """
        counts: list[int] = []
        values: list[int] = []
        at = place
        while at < len(words) and at - place < _MOST_WORDS:
            joined = at + 1 if counts and words[at].key in self._joins else at
            if at > place and not self._are_near(words, at, joined, text):
                break
            count, value, is_ordinal = self._one(words, joined, text)
            if not count:
                break
            at = joined + count
            counts.append(at - place)
            values.append(value)
            if is_ordinal:
                return counts, values, True
        return counts, values, False

    def _are_near(self, words: Sequence[Word], at: int, joined: int, text: str) -> bool:
        return joined < len(words) and all(
            _BETWEEN.fullmatch(text, words[place - 1].span.end, words[place].span.start)
            for place in range(at, joined + 1)
        )

    def _one(self, words: Sequence[Word], at: int, text: str) -> tuple[int, int, bool]:
        """Return how many words make the numeral at a place, its value, whether an ordinal."""
        if at >= len(words):
            return 0, 0, False
        if words[at].key in self._firsts:
            for count in range(min(_LONGEST, len(words) - at), 0, -1):
                keys = tuple(word.key for word in words[at : at + count])
                for values, is_ordinal in ((self._values, False), (self._ordinals, True)):
                    if keys in values and self._are_near(words, at + 1, at + count - 1, text):
                        return count, values[keys], is_ordinal
        fused = self._unfuse(words[at].key)
        return (1, fused, False) if fused is not None else (0, 0, False)

    def _digits(self, values: list[int]) -> str:
        if self._has_digits and len(values) >= _LEAST_DIGITS and max(values) < _TEN:
            return "".join(map(str, values))
        value = self._value(values)
        return "" if value is None else str(value)

    def _value(self, values: list[int]) -> int | None:
        """Return what numerals in a row come to, None if they make no number."""
        highest = max((value for value in values if value in self._multipliers), default=0)
        if not highest:
            return self._sum(values)
        at = values.index(highest)
        before = self._value(values[:at]) if at else 1
        rest = values[at + 1 :]
        after = self._value(rest) if rest else 0
        if before is None or after is None or not 0 < before < highest or after >= highest:
            return None
        if self._has_digits and len(rest) == 1 and rest[0] < _TEN and highest >= _HUNDRED:
            return None  # three hundred and five needs its nought; without, it may be fifty
        return before * highest + after

    def _sum(self, values: list[int]) -> int | None:
        if self._has_digits and len(values) > 1:
            values = [value for value in values if value]
            if len(values) != 1:
                return None
        total = 0
        room: float = float("inf")
        for value in values:
            if value >= room or (value == 0 and len(values) > 1):
                return None
            total += value
            room = _room(value)
        return total

    def _unfuse(self, word: str) -> int | None:
        """Return the value of numerals that are written as one word."""
        if self._fused is None or not _LEAST_FUSED <= len(word) <= _LONGEST_FUSED:
            return None
        if word not in self._fusions:
            self._fusions[word] = next(
                (
                    value
                    for parts in self._cut(word)
                    if len(parts) > 1 and (value := self._value(_in_order(parts))) is not None
                ),
                None,
            )
        return self._fusions[word]

    def _cut(self, word: str) -> Iterator[list[int | None]]:
        """Yield the numerals that a word is made of, None for what joins a unit and a ten."""
        if not word:
            yield []
        for written, value in self._single:
            if word.startswith(written):
                for rest in self._cut(word[len(written) :]):
                    yield [value, *rest]
        if self._fused and word.startswith(self._fused):
            for rest in self._cut(word[len(self._fused) :]):
                yield [None, *rest]

    @cached_property
    def _single(self) -> list[tuple[str, int]]:
        single = [(words[0], value) for words, value in self._values.items() if len(words) == 1]
        return sorted(single, key=lambda pair: -len(pair[0]))


def _in_order(parts: list[int | None]) -> list[int]:
    """Return numerals in the order of their size where the unit comes before the ten."""
    ordered: list[int] = []
    place = 0
    while place < len(parts):
        part = parts[place]
        following = parts[place + 1 : place + 3]
        if part is not None and _is_inverted(part, following):
            ordered += [following[1] or 0, part]
            place += 3
            continue
        if part is not None:
            ordered.append(part)
        place += 1
    return ordered


def _is_inverted(unit: int, following: list[int | None]) -> bool:
    """Tell whether a unit comes before its ten, with a word between: *vierundsiebzig*."""
    match following:
        case [None, int() as ten]:
            return unit < _TEN <= ten < _HUNDRED
    return False


def _room(value: int) -> int:
    """Return what must be greater than a numeral that follows: after twenty, less than ten."""
    if value <= _TEN:
        return 1
    room = 1
    while value % (room * _TEN) == 0:
        room *= _TEN
    return room


def _by_words(listed: dict[str, str], letters: dict[str, str]) -> dict[tuple[str, ...], int]:
    values: dict[tuple[str, ...], int] = {}
    for value, written in listed.items():
        for each in written.casefold().split(", "):
            other = "".join(letters.get(letter, letter) for letter in each)
            values |= {tuple(each.split()): int(value), tuple(other.split()): int(value)}
    return values
