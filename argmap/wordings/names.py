"""Names of a wording that are nowhere in its sources.

A name is a word with a capital where none is due. It is in a source if the source has it, a form
of it (*Kenya*, *Kenyan*), a name that stands for the same (*Russia*, *Moscow*) or, of several
words, its initials (*UN*), and the other way round. At the beginning of a sentence any word has a
capital, so there a word is a name only if it is none that the language or the source knows.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from argmap.text import Span
from argmap.wordings.difference import Difference
from argmap.wordings.lexicon import is_alike, namesakes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.wordings.reading import Token, TokenisedText

_NOUNS_HAVE_CAPITALS = ("de", "lb")
_ARTICLES_LEAD = ("fr", "es", "it", "pt", "ca")  # languages in which few nouns go without one
_COMMON_ENDINGS = (
    "tion",
    "sion",
    "ness",
    "ment",
    "ity",
    "ism",
    "ing",
    "ers",
    "ors",
    "ists",
    "ages",
    "ings",
    "ally",
    "ably",
    "less",
    "ful",
    "ed",
    "ly",
)
_ENDINGS = (
    "s",
    "es",
    "ed",
    "d",
    "ing",
    "er",
    "ers",
    "ly",
    "ish",
    "like",
    "ising",
    "izing",
    "ies",
    "y",
)
_PREFIXES = ("un", "over", "re", "non", "pre", "under", "anti", "out", "mis", "dis", "co")
_LEAST_ACRONYM, _LONGEST_ACRONYM = 2, 6
_SMALL_WORDS = frozenset("of the for and de la le du des der die das und y del on in".split())
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\b\.?)*")
_LEAST_NAME = 2
_CAPITALS = r"[^\W\d_a-z][\w'\u2019-]*"
_SMALL = r"(?:\s+(?:of|the|for|and|de|la|der|des|und|y)\b)*"
_RUN = re.compile(rf"(?:{_CAPITALS}{_SMALL}[\s-]+){{1,7}}{_CAPITALS}")


class Name(NamedTuple):
    """A name of a text: its words, one after the other."""

    words: tuple[str, ...]
    span: Span


def compare_names(
    wording: TokenisedText, quoted: TokenisedText, sources: Sequence[str]
) -> Iterator[Difference]:
    """Yield the names of a wording that none of its sources has.

    ``sources`` are the whole texts, and what else may name somebody, such as their titles.

    >>> from argmap.wordings.lexicon import lexicon
    >>> from argmap.wordings.reading import read
    >>> readings = [read(each, lexicon("en")) for each in ("Beijing won", "Moscow has won")]
    >>> [each.said for each in compare_names(*readings, ["Moscow has won, said the Russians."])]
    ['Beijing']
    """
    for name in _names(wording, quoted):
        missing = [word for word in name.words if not _is_in(word, sources)]
        if missing and not _is_short_for(name, missing, sources):
            text = name.span.cut(wording.text)
            yield Difference("name", text if len(missing) == len(name.words) else missing[0])


def _names(reading: TokenisedText, quoted: TokenisedText) -> Iterator[Name]:
    """Yield the names of a text: the words with capitals that are one after the other."""
    tokens = reading.tokens
    if _is_all_capitals(tokens):
        return
    run: list[Token] = []
    for token in (*tokens, None):
        if (
            token is not None
            and _has_capital(token)
            and not (run and _is_apart(reading, run[-1], token))
        ):
            run.append(token)
            continue
        if run and (named := _named(reading, run, quoted)):
            yield Name(
                tuple(each.text for each in named), Span(named[0].span.start, named[-1].span.end)
            )
        run = [token] if token is not None and _has_capital(token) else []


def _is_apart(reading: TokenisedText, one: Token, other: Token) -> bool:
    return reading.text[one.span.end : other.span.start] not in (" ", "-", "\u2011", "\u00a0")


def _is_all_capitals(tokens: Sequence[Token]) -> bool:
    """Tell whether most words have capitals, as in a title, so that they say nothing."""
    letters = [token for token in tokens if token.text[0].isalpha() and len(token.text) > 2]  # noqa: PLR2004 -- *of*
    capitals = sum(token.text[0].isupper() for token in letters)
    return len(letters) > 3 and capitals > 0.7 * len(letters)  # noqa: PLR2004 -- most of a few


def _has_capital(token: Token) -> bool:
    return token.text[0].isupper()


def _named(reading: TokenisedText, run: list[Token], quoted: TokenisedText) -> list[Token]:
    """Return the words of a run with capitals that make a name."""
    known = reading.lexicon
    first, rest = run[0], run[1:]
    language = known.language
    if first.begins and not _begins_with_name(reading, run, quoted):
        run = rest
    if language in _NOUNS_HAVE_CAPITALS:
        is_name = [
            token
            for token in run
            if _is_acronym(token.text) or token.text.casefold() in namesakes()
        ]
        return run if len(run) > 1 and run[0] is not first else is_name
    listed = known.values
    return [
        token
        for token in run
        if len(token.text) >= _LEAST_NAME
        and not known.is_function_word(token.key)
        and token.key not in listed["month"]
        and token.key not in listed["day"]
        and token.key not in listed["ordinal"]
        and not (token.begins and token is first and _is_common(reading, token.key))
        and not (len(run) == 1 and _is_common(reading, token.key))
    ]


def _begins_with_name(reading: TokenisedText, run: list[Token], quoted: TokenisedText) -> bool:
    first, known = run[0], reading.lexicon
    if _is_acronym(first.text) or first.text.casefold() in namesakes():
        return True
    if (
        known.is_function_word(first.key)
        or first.heading is not None
        or _is_common(reading, first.key)
    ):
        return False
    if (
        any(known.has(each, first.key) for each in known.words)
        or first.key in known.values["number"]
    ):
        return False
    if len(run) > 1 and known.language not in _NOUNS_HAVE_CAPITALS:
        return True
    if known.language == "en":
        return not _is_derived(reading, first.key)
    return known.language in _ARTICLES_LEAD and _has_lost_name(reading, quoted)


def _has_lost_name(reading: TokenisedText, quoted: TokenisedText) -> bool:
    """Tell whether a quote has a name that the wording lacks."""
    ours = {token.key for token in reading.tokens}
    return any(
        token.text[0].isupper() and not token.begins and token.key not in ours
        for token in quoted.tokens
    )


def _is_acronym(word: str) -> bool:
    return _LEAST_ACRONYM <= len(word) <= _LONGEST_ACRONYM and word.isupper()


def _is_common(reading: TokenisedText, key: str) -> bool:
    vocabulary = reading.lexicon.vocabulary
    return vocabulary is not None and key not in namesakes() and vocabulary.knows(key)


def _is_derived(reading: TokenisedText, key: str) -> bool:
    """Tell whether an unknown word is plainly made from a known one, or ends as common words do."""
    if key.endswith(_COMMON_ENDINGS):
        return True
    stems = {key.removeprefix(prefix) for prefix in _PREFIXES} | {key}
    return any(
        _is_common(reading, stem.removesuffix(ending) + added)
        for stem in stems
        for ending in ("", *_ENDINGS)
        for added in ("", "e", "y")
        if len(stem) > len(ending) + 2
    )


def _is_in(word: str, sources: Sequence[str]) -> bool:
    if any(word in source for source in sources):
        return True
    plain = _plain(word)
    group = _group(word.casefold())
    for source in sources:
        words = _words(source)
        if plain in words:
            return True
        if group is not None and any(_group(each) == group for each in words):
            return True
        if not _is_acronym(word) and any(_is_form(plain, each) for each in words):
            return True
    return _is_acronym(word.replace(".", "")) and any(
        word.replace(".", "").lower() in _initials(source) for source in sources
    )


@lru_cache(maxsize=4096)
def _group(word: str) -> int | None:
    """Return the number of the names that a name, or a form of it, stands for."""
    known = namesakes()
    forms = (
        word,
        *(word.removesuffix(ending) for ending in ("s", "n", "e", "en", "er", "es", "em")),
    )
    return next((known[form] for form in forms if form in known), None)


def _is_form(name: str, other: str) -> bool:
    return name[:3] == other[:3] and is_alike(name, other) and abs(len(name) - len(other)) <= 4  # noqa: PLR2004 -- an ending


def _is_short_for(name: Name, missing: list[str], sources: Sequence[str]) -> bool:
    """Tell whether a source has the initials of a name of several words."""
    if len(name.words) < _LEAST_NAME or len(missing) < _LEAST_NAME:
        return False
    initials = "".join(word[0] for word in name.words if word.lower() not in _SMALL_WORDS)
    return any(re.search(rf"\b{r'[.]?'.join(initials)}\b", source) for source in sources)


@lru_cache(maxsize=4)
def _words(source: str) -> frozenset[str]:
    return frozenset(_plain(word) for word in set(_WORD.findall(source)))


@lru_cache(maxsize=4)
def _initials(source: str) -> frozenset[str]:
    """Return the initials of the runs of words with capitals in a text."""
    runs = _RUN.findall(source)
    found = set()
    for run in runs:
        for apart in (r"\s+", r"[\s-]+"):
            words = [word for word in re.split(apart, run) if word]
            letters = [word[0].lower() for word in words if word.lower() not in _SMALL_WORDS]
            for start in range(len(letters)):
                found |= {"".join(letters[start:end]) for end in range(start + 2, len(letters) + 1)}
    return frozenset(found)


def _plain(word: str) -> str:
    if word.isascii():
        return word.casefold()
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))
