"""The words by which a language denies, counts and compares, with what each is worth.

One file for each language is in the folder ``words``: lines of ``heading: word word …``, where
``_`` joins the words of a phrase, ``=`` gives a word its value and ``/`` parts opposites. What is
in ``argmap.anchoring.meaning.vocabulary`` is not repeated here: its negations count as plain ones
unless a heading here says that they only ``refuse`` or are ``against`` something. A language
without a file is read for its digits, signs and names alone.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from argmap.anchoring.meaning.vocabulary import Vocabulary

CLASSES = ("all", "most", "many", "some", "few", "several")
"""The headings of quantifiers."""
_HEADINGS = {
    *CLASSES, "possessive", "elision", "concord", "ne", "with_ne", "refuse", "reject", "against",
    "idiom", "deny", "polarity", "break", "uncounted", "about", "least", "most_of", "joined", "of",
    "century", "condition", "limit", "only", "negating", "positive", "times", "hour", "tens",
    "article", "auxiliary",
}  # fmt: skip
_VALUED = ("number", "ordinal", "multiple", "month", "day", "sooner", "later")
_FUNCTION = ("frequent", "article", "particle", "articled")


class Lexicon(NamedTuple):
    """The words of one language by heading, in lower case.

    ``phrases`` holds, by their first word, the words of each phrase and its heading; ``values``
    what the words of a heading are worth, and ``forms`` the word that an irregular form is of.
    """

    language: str
    words: dict[str, frozenset[str]]
    values: dict[str, dict[str, float]]
    phrases: dict[str, list[tuple[tuple[str, ...], str]]]
    opposites: frozenset[tuple[str, str]]
    forms: dict[str, str]
    vocabulary: Vocabulary | None

    def has(self, heading: str, word: str) -> bool:
        """Tell whether a word is listed under a heading."""
        return word in self.words.get(heading, ())

    def is_plain(self, word: str) -> bool:
        """Tell whether a word says no, and nothing else.

        >>> english = lexicon("en")
        >>> english.is_plain("not"), english.is_plain("refuses")
        (True, False)
        """
        return word in self.words["plain"]

    def is_function_word(self, word: str) -> bool:
        """Tell whether a word says nothing about what a sentence is about."""
        return word in self.words["function"] or self.is_plain(word)


@cache
def lexicon(language: str) -> Lexicon:
    """Return the words of a language, given by its code; hardly any for one without a file."""
    from argmap.anchoring.meaning.vocabulary import languages, vocabulary  # noqa: PLC0415 -- lazy

    known = vocabulary(language) if language in languages() else None
    words: dict[str, set[str]] = {}
    values: dict[str, dict[str, float]] = {heading: {} for heading in _VALUED}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    opposites = set()
    forms: dict[str, str] = {}
    file = _folder() / f"{language}.txt"
    for heading, entry in _entries(file) if file.is_file() else ():
        if heading in _VALUED:
            word, _, value = entry.partition("=")
            over, _, under = value.partition("/")
            values[heading][word] = float(over) / float(under or 1)
        elif heading == "opposite":
            one, _, other = entry.partition("/")
            opposites |= {(one, other), (other, one)}
        elif heading == "form":
            form, _, word = entry.partition("/")
            forms[form] = word
        elif "_" in entry:
            parts = tuple(entry.split("_"))
            phrases.setdefault(parts[0], []).append((parts, heading))
        elif heading not in _HEADINGS:
            raise ValueError(f"{file}: no such heading: {heading}")
        else:
            words.setdefault(heading, set()).add(entry)
    for listed in phrases.values():
        listed.sort(key=lambda phrase: -len(phrase[0]))
    negations = known.words.get("negation", frozenset()) if known and words else frozenset()
    softer = [words.get(each, set()) for each in ("refuse", "against", "ne", "with_ne")]
    words["plain"] = set(negations.difference(*softer))
    words["function"] = set(words.get("auxiliary", ())).union(
        *(known.words.get(each, ()) for each in _FUNCTION) if known else ()
    )
    kept = {heading: frozenset(listed) for heading, listed in words.items()}
    return Lexicon(language, kept, values, phrases, frozenset(opposites), forms, known)


class Unit(NamedTuple):
    """A unit of measure: what it measures, and how many of its smallest unit it is."""

    measure: str
    size: float


@cache
def units() -> dict[str, Unit]:
    """Return the units by how they are written, in lower case."""
    found: dict[str, Unit] = {}
    for line in _lines(_folder() / "units.txt"):
        heading, _, listed = line.partition(":")
        measure, size = heading.split()
        found |= {word: Unit(measure, float(size)) for word in listed.split()}
    return found


@cache
def namesakes() -> dict[str, int]:
    """Return, by each name that stands for another one, the number of those that it is one of."""
    return {
        name.casefold(): number
        for number, line in enumerate(_lines(_folder() / "names.txt"))
        for name in line.split()
    }


@lru_cache(maxsize=4096)
def is_alike(word: str, other: str) -> bool:
    """Tell whether two words are forms of one: they share all but a short ending.

    >>> is_alike("wanted", "wants"), is_alike("trains", "trade")
    (True, False)
    """
    if word == other:
        return True
    short, long = sorted((word, other), key=len)
    shared = 0
    for one, two in zip(short, long, strict=False):
        if one != two:
            break
        shared += 1
    least = max(3 + (len(long) > 5), len(short) - 2)  # noqa: PLR2004 -- letters that a stem has
    return shared >= least and len(long) - shared <= 4  # noqa: PLR2004 -- and an ending


def _entries(file: Traversable) -> list[tuple[str, str]]:
    return [
        (heading, entry)
        for heading, _, listed in (line.partition(":") for line in _lines(file))
        for entry in listed.split()
    ]


def _lines(file: Traversable) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _folder() -> Traversable:
    return resources.files("argmap.wordings") / "words"
