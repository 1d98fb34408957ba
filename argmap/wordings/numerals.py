"""Numbers that are spelt out: in words, in one word, in Roman numerals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argmap.wordings.lexicon import Lexicon
    from argmap.wordings.reading import Token

_ROMAN = re.compile("X{0,3}(?:IX|IV|V?I{0,3})")
_WORTH = {"I": 1, "V": 5, "X": 10}
_LEAST_TENS = 20  # after which a smaller number goes on: *twenty four*, but not *ten four*
_SCORE = 20  # that *quatre-vingts* has four of
_LEAST_ADDED_TO = 1000  # what follows *thousand* is added to it, what follows *hundred* is, too
_LEAST_MULTIPLE = 3  # letters of a word such as *million*; *m* follows only digits


class Spelt(NamedTuple):
    """A number in words: what it is worth, how many words it takes, if it says which one."""

    value: float
    length: int
    is_ordinal: bool = False


def spelt(tokens: tuple[Token, ...], place: int, known: Lexicon) -> Spelt | None:
    """Return the number that words from a place on spell, None if they spell none.

    >>> from argmap.wordings.lexicon import lexicon
    >>> from argmap.wordings.reading import read
    >>> english = lexicon("en")
    >>> spelt(read("two hundred and twenty-four buses", english).tokens, 0, english)
    Spelt(value=224.0, length=5, is_ordinal=False)
    """
    speller = _Speller(known)
    for after, token in enumerate(tokens[place:]):
        key = token.key
        joins = speller.length > 0 and known.has("joined", key)
        following = tokens[place + after + 1 : place + after + 2]
        if token.heading is not None:
            break
        if joins and following and speller.adds(known.values["number"].get(following[0].key)):
            speller.length += 1
        elif not speller.takes(key):
            break
    return speller.spelt


class _Speller:
    """Puts a number together, word by word."""

    def __init__(self, known: Lexicon) -> None:
        self.length = 0
        self._known = known
        self._total = self._current = self._last = 0.0
        self._is_ordinal = self._is_done = False

    @property
    def spelt(self) -> Spelt | None:
        """What the words so far spell."""
        if not self.length:
            return None
        return Spelt(self._total + self._current, self.length, self._is_ordinal)

    def adds(self, worth: float | None) -> bool:
        """Tell whether a word of that worth goes on with the number."""
        return worth is not None and 1 <= worth < self._last and self._last >= _LEAST_TENS

    def takes(self, key: str) -> bool:
        """Take a word if it goes on with the number, and tell so."""
        is_taken = not self._is_done and (
            self._takes_multiple(key) or self._takes_number(key) or self._takes_ordinal(key)
        )
        self.length += is_taken
        return is_taken

    def _takes_multiple(self, key: str) -> bool:
        times = self._known.values["multiple"].get(key)
        if self._known.has("times", key) and self._last == _SCORE / 5:
            self._current, self._last = self._current * _SCORE, self._last * _SCORE
            return True
        if times is None or (not self.length and len(key) < _LEAST_MULTIPLE):
            return False
        self._current = (self._current or 1) * times
        if times >= _LEAST_ADDED_TO:
            self._total, self._current = self._total + self._current, 0.0
        self._last = times
        return True

    def _takes_number(self, key: str) -> bool:
        worth = self._known.values["number"].get(key)
        if worth is None:
            worth = compound(key, self._known)
        if worth is None:
            return False
        if self.length and 0 < worth < 1 and self._current > 1:
            self._current, self._is_done = self._current * worth, True
            return True
        if self.length and not self.adds(worth):
            return False
        self._current, self._last = self._current + worth, worth
        return True

    def _takes_ordinal(self, key: str) -> bool:
        worth = self._known.values["ordinal"].get(key)
        if worth is None:
            return False
        self._is_done = True
        if not self.length or self._last >= _LEAST_TENS:
            self._current, self._is_ordinal = self._current + worth, True
            return True
        if key.endswith("s"):
            self._current /= worth
            return True
        return False


def compound(word: str, known: Lexicon) -> float | None:
    """Return what a word such as *vierundzwanzig* is worth, None if it is no number."""
    tens = known.words.get("tens")
    joined = next(iter(known.words.get("joined", ())), "")
    if not tens or joined not in word:
        return None
    one, _, ten = word.partition(joined)
    worth = known.values["number"]
    return worth[one] + worth[ten] if ten in tens and one in worth else None


def roman(word: str) -> float:
    """Return what a Roman numeral up to 39 is worth, 0 for any other word.

    >>> roman("XIV"), roman("MIX")
    (14.0, 0.0)
    """
    if not _ROMAN.fullmatch(word):
        return 0.0
    worth = [_WORTH[letter] for letter in word]
    pairs = zip(worth, [*worth[1:], 0], strict=True)
    return float(sum(-one if one < after else one for one, after in pairs))
