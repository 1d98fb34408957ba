"""The language of a wording and of what it rests on, and whether it is one and the same."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from argmap.wordings.lexicon import Lexicon, lexicon

if TYPE_CHECKING:
    from argmap.anchoring.meaning.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]+")
_SHARE = 0.2  # of the words of a wording, that are frequent ones of its language
_LEAST_WORDS = 8  # among which some are frequent ones
_FEW = 2  # frequent words, which a language has in common with others
_LETTERS_OF_CODE = 2


def shared_lexicon(wording: str, basis: str, language: str | None) -> Lexicon | None:
    """Return the words of the language of a wording and its basis, None if there are two.

    ``language`` is that of the source, as a BCP 47 tag, if it is known.

    >>> shared_lexicon("The buses are late", "The buses are never on time", "en").language
    'en'
    >>> shared_lexicon("Die Busse sind nicht spät", "The buses are never on time", "en") is None
    True
    """
    from argmap.anchoring.meaning.vocabulary import languages, recognise  # noqa: PLC0415 -- lazy

    if _script(wording) != _script(basis):
        return None
    ours, theirs = (_WORD.findall(text.lower()) for text in (wording, basis))
    code = (language or "").partition("-")[0].lower()
    if len(code) != _LETTERS_OF_CODE:
        found = recognise(theirs)
        code = found.language if found else ""
    if code in languages():
        known = lexicon(code)
        count = _count(known.vocabulary, ours)
        if count >= max(1, _SHARE * len(ours)):
            return known
        other = recognise(ours)
        is_other = _count(other, ours) > count + 1
        # Where many words are none of the frequent ones, it is a language that is not known.
        return None if is_other or (not count and len(ours) >= _LEAST_WORDS) else known
    other, found = recognise(ours), recognise(theirs)
    is_sure = other is not None and (found is not None or _count(other, ours) > _FEW)
    return None if is_sure and other is not found else lexicon(code)


def _count(known: Vocabulary | None, words: list[str]) -> int:
    """Return how many of some words are among the most frequent ones of a language."""
    if known is None:
        return 0
    listed = [known.words.get(each, frozenset()) for each in ("frequent", "article", "particle")]
    return sum(any(word in each for each in listed) for word in words)


def _script(text: str) -> str:
    """Return the script of the first letter of a text."""
    letter = next((each for each in text if each.isalpha()), "")
    if letter.isascii() or not letter:
        return "LATIN" if letter else ""
    return unicodedata.name(letter, "").partition(" ")[0]
