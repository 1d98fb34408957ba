"""Numbers in words are read from two lists, which must not contradict each other.

``wordings/words`` gives words their worth where several may stand for one (*dozens*, *Hälfte*), for
sentences that say the same in other words; ``anchoring/meaning/equivalents.toml`` lists what may be
written for a number in a quote, letter for letter. What both list, both must read alike.
"""

from __future__ import annotations

import pytest

from argmap.anchoring.meaning.alignment import split_words
from argmap.anchoring.meaning.equivalence import equivalents
from argmap.text import Span
from argmap.wordings.lexicon import lexicon

LANGUAGES = ("de", "en", "es", "fr")


def read_as_quote(word: str, language: str) -> str:
    """Return the digits of a word of a quote, empty if it is no number there."""
    words = split_words(word, Span(0, len(word)))
    count, digits = equivalents(language).numerals.read(words, 0, word)
    return digits if count == len(words) else ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("heading", ["number", "multiple"])
def test_both_lists_read_a_numeral_alike(language: str, heading: str) -> None:
    worth = lexicon(language).values[heading]
    read = {word: read_as_quote(word, language) for word in worth}
    both = {word: digits for word, digits in read.items() if digits and not digits.endswith(".")}
    assert len(both) >= (1 if heading == "multiple" else 20)
    assert {word: float(digits) for word, digits in both.items()} == {
        word: worth[word] for word in both
    }
