"""A quick look at a wording: which kinds of difference from its quotes there may be.

It costs a few sets of words. What it lets pass says the same by a closer look, too.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from argmap.wordings.lexicon import CLASSES, lexicon, units

if TYPE_CHECKING:
    from argmap.wordings.difference import Basis
    from argmap.wordings.lexicon import Lexicon

_WORD = re.compile(r"[^\W_]+(?:['’]t\b)?")
_STEM = 4  # letters by which a word is told again behind a prefix
_LESS = ("less", "los")


class Suspicion(NamedTuple):
    """The kinds of difference that a closer look may find."""

    numbers: bool = False
    names: bool = False
    negations: bool = False
    quantifiers: bool = False


class _Telling(NamedTuple):
    """The words of a language that make a closer look worth while."""

    numbers: frozenset[str]
    negations: frozenset[str]
    quantifiers: frozenset[str]
    prefixes: tuple[str, ...]


def look(wording: str, basis: Basis, language: str) -> Suspicion:
    """Return the kinds of difference that there may be between a wording and its basis.

    >>> from argmap.wordings.difference import Basis
    >>> look("Buses are good", Basis(("The buses are very good",)), "en")
    Suspicion(numbers=False, names=False, negations=False, quantifiers=False)
    """
    known = _telling(language)
    words, quoted = set(_WORD.findall(wording)), set(_WORD.findall(" ".join(basis.quotes)))
    ours, theirs = (
        {word.lower().replace("\u2019", "'") for word in each} for each in (words, quoted)
    )
    new, gone = ours - theirs, theirs - ours
    sought = [_sought(text) for text in (*basis.sources, *basis.quotes)]
    denies = not known.negations.isdisjoint(new | gone) or (
        _count(known, wording) != _count(known, " ".join(basis.quotes))
    )
    return Suspicion(
        numbers=not known.numbers.isdisjoint(new)
        or any(each.isdigit() for word in words - quoted for each in word)
        or any(sign in wording for sign in "%$€£¥₹₽°"),
        names=any(
            word[0].isupper()
            and word.lower() not in known.quantifiers
            and not any(has[word] or has[word.lower()] for has in sought)
            for word in words - quoted
        ),
        negations=denies or _has_affix(known, new, theirs) or _has_affix(known, gone, ours),
        quantifiers=(denies or not known.quantifiers.isdisjoint(new))
        and not known.quantifiers.isdisjoint(theirs),
    )


class _Sought(dict[str, bool]):
    """The words that were looked for in a text so far, and whether it has them.

    Going through a long source costs more than all else, and many wordings share their names.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def __missing__(self, word: str) -> bool:
        self[word] = is_there = word in self._text
        return is_there


@lru_cache(maxsize=16)
def _sought(text: str) -> _Sought:
    return _Sought(text)


def _count(known: _Telling, text: str) -> int:
    return sum(word.lower() in known.negations for word in _WORD.findall(text))


def _has_affix(known: _Telling, words: set[str], others: set[str]) -> bool:
    """Tell whether a word may be one of the others with a prefix or an ending that negates."""
    stems = {other[:_STEM] for other in others}
    return any(
        word.removeprefix(prefix)[:_STEM] in stems
        for word in words
        for prefix in known.prefixes
        if word.startswith(prefix)
    ) or any(word.endswith(_LESS) and word[:_STEM] in stems for word in words)


@cache
def _telling(language: str) -> _Telling:
    known = lexicon(language)
    numbers = {word for worth in known.values.values() for word in worth} | units().keys()
    numbers -= known.words.get("article", frozenset())
    headings = ("plain", "refuse", "with_ne")
    negations = frozenset().union(*(known.words.get(each, frozenset()) for each in headings))
    quantifiers = frozenset().union(*(known.words.get(each, frozenset()) for each in CLASSES))
    prefixes = known.vocabulary.prefixes if known.vocabulary and known.words["plain"] else ()
    return _Telling(
        frozenset(numbers),
        negations | _marking(known, ("refuse", "reject")),
        quantifiers | _marking(known, CLASSES),
        prefixes,
    )


def _marking(known: Lexicon, headings: tuple[str, ...]) -> frozenset[str]:
    """Return, of each phrase of some headings, the word that is found in the fewest texts."""
    return frozenset(
        max(phrase, key=lambda word: (not known.is_function_word(word), len(word)))
        for phrases in known.phrases.values()
        for phrase, heading in phrases
        if heading in headings
    )
