"""Words that are spelt in two ways: *colour* and *color*, *organise* and *organize*."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any


class Spelling:
    """The spellings of one language, by its table of what is the same.

    >>> english = Spelling({"stems": "colour/color", "word_endings": "ised/ized"})
    >>> english.of("colourful"), english.of("organised")
    ('colorful', 'organized')
    """

    def __init__(self, table: dict[str, Any]) -> None:
        self._table = table

    def of(self, key: str) -> str:
        """Return a word in the one of its spellings that stands for all."""
        if self._letters:
            key = "".join(self._letters.get(each, each) for each in key)
        if self._stems and (stem := self._stems.match(key)):
            key = self._stem_values[stem[0]] + key[stem.end() :]
        if self._word_endings and (ending := self._word_endings.search(key)):
            key = key[: ending.start()] + self._word_ending_values[ending[0]]
        return key

    @cached_property
    def _letters(self) -> dict[str, str]:
        return dict(self._table.get("letters", {}))

    @cached_property
    def _stem_values(self) -> dict[str, str]:
        return _both(self._table.get("stems", ""), self._letters)

    @cached_property
    def _stems(self) -> re.Pattern[str] | None:
        return _any_of(self._stem_values)

    @cached_property
    def _word_ending_values(self) -> dict[str, str]:
        return _both(self._table.get("word_endings", ""), {})

    @cached_property
    def _word_endings(self) -> re.Pattern[str] | None:
        endings = _any_of(self._word_ending_values)
        return re.compile(rf"(?<=\w\w\w)(?:{endings.pattern})$") if endings else None


def _both(pairs: str, letters: dict[str, str]) -> dict[str, str]:
    """Return each of two spellings with the one that stands for both."""
    values: dict[str, str] = {}
    for pair in pairs.split():
        one, other = (
            "".join(letters.get(each, each) for each in written) for written in pair.split("/")
        )
        values |= {one: other, other: other}
    return values


def _any_of(written: dict[str, str]) -> re.Pattern[str] | None:
    ordered = sorted(map(re.escape, written), key=len, reverse=True)
    return re.compile("|".join(ordered)) if ordered else None
