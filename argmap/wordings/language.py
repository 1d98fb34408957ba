"""The language of a wording and of what it rests on, and whether it is one and the same."""

from __future__ import annotations

import re
import unicodedata

from argmap.wordings.lexicon import Lexicon, lexicon

_WORD = re.compile(r"[^\W\d_]+")
_SHARE = 0.1  # of the words of a wording, that are frequent ones of its language
_LEAST_WORDS = 8  # among which some are frequent ones
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
    ours = _WORD.findall(wording.lower())
    code = (language or "").partition("-")[0].lower()
    if len(code) != _LETTERS_OF_CODE:
        found = recognise(_WORD.findall(basis.lower()))
        code = found.language if found else ""
    known = lexicon(code)
    if code in languages():
        frequent = known.vocabulary.words.get("frequent", ()) if known.vocabulary else ()
        count = sum(word in frequent for word in ours)
        if count and count >= _SHARE * len(ours):
            return known
    other = recognise(ours)
    if other is not None and code and other.language != code:
        return None
    # Where many words are none of the frequent ones, it is a language that is not known.
    return known if code not in languages() or len(ours) < _LEAST_WORDS else None


def _script(text: str) -> str:
    """Return the script of the first letter of a text."""
    letter = next((each for each in text if each.isalpha()), "")
    if letter.isascii() or not letter:
        return "LATIN" if letter else ""
    return unicodedata.name(letter, "").partition(" ")[0]
