"""The language of a wording and of what it rests on, and whether it is one and the same."""

from __future__ import annotations

import re
import unicodedata

from argmap.wordings.lexicon import Lexicon, lexicon

_WORD = re.compile(r"[^\W\d_]+")
_SHARE = 0.1  # of the words of a wording, that are frequent ones of its language
_LEAST_WORDS = 8  # among which some are frequent ones


def shared_lexicon(wording: str, basis: str, language: str | None) -> Lexicon | None:
    """Return the words of the language of a wording and its basis, None if there are two.

    ``language`` is that of the source, as a BCP 47 tag, if it is known.

    >>> shared_lexicon("The buses are late", "The buses are never on time", "en").language
    'en'
    >>> shared_lexicon("Die Busse sind nicht spät", "The buses are never on time", "en") is None
    True
    """
    from argmap.anchoring.meaning.vocabulary import languages, recognise  # noqa: PLC0415 -- lazy

    ours, theirs = (_WORD.findall(text.lower()) for text in (wording, basis))
    if _script(wording) != _script(basis):
        return None
    code = (language or "").partition("-")[0].lower()
    if not code:
        found = recognise(theirs)
        code = found.language if found else ""
    known = lexicon(code)
    frequent = (
        known.vocabulary.words.get("frequent", frozenset()) if known.vocabulary else frozenset()
    )
    count = sum(word in frequent for word in ours)
    if not ours or (count >= _SHARE * len(ours) > 0 and count > 0) or code not in languages():
        other = None if frequent else recognise(ours) if ours else None
        return None if other and code and other.language != code else known
    other = recognise(ours)
    if other is not None and other.language != code:
        return None
    return known if len(ours) < _LEAST_WORDS else None


def _script(text: str) -> str:
    """Return the script of the first letter of a text."""
    letter = next((each for each in text if each.isalpha()), "")
    if letter.isascii() or not letter:
        return "LATIN" if letter else ""
    return unicodedata.name(letter, "").partition(" ")[0]
