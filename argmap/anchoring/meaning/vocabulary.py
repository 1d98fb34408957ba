"""What is known of the words of a language: which negate, which count, which compare.

One file for each language is in the folder ``words``: lines of ``heading: word word …``, a
number sign before a remark. The words only give a change its name and never make it harmless, but
for the headings ``article`` and ``particle``, which may come and go but for an article before a
word that is ``articled``: *few* and *a few* differ. What is ``frequent`` tells the language, what
is ``confusable`` is a word that a slip hits easily, and so no slip; nor is any of the words that
files of the same name in the folder ``common`` hold, where a language has them: the common ones as
a list, all that are known as a filter (:mod:`argmap.anchoring.meaning.known`). An entry with a
hyphen at its end or beginning is a prefix or an ending that negates, with one at both a syllable
inside; what is ``opposite`` is a pair of prefixes or of endings, as in ``im-/ex-``, one of which
for the other is no slip either. What is a ``connective`` joins a sentence to the one before it,
and may be left out where commas set it off; an underscore is a blank in it. A new language is one
new file.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from itertools import chain
from typing import TYPE_CHECKING, get_args

from argmap.anchoring.meaning.known import KnownWords
from argmap.anchoring.placement import Meaning

if TYPE_CHECKING:
    from collections.abc import Collection
    from importlib.resources.abc import Traversable

MEANINGS: tuple[Meaning, ...] = get_args(Meaning)
_TELLING = ("frequent", "article", "particle", "negation", "number")
_LEAST_SHARE = 0.05  # of a text's words, that a language's frequent words make up
_HEADINGS = {*MEANINGS, "article", "particle", "articled", "frequent", "confusable", "opposite"}
_HEADINGS |= {"connective"}
# Letters that two words have in common, of which only a prefix or an ending differs; fewer where
# a letter is a syllable.
_LEAST_STEM = 3
_LEAST_SYLLABLES = 1
_SYLLABLES = "\u1100"
_LONGEST_SHORT_PREFIX = 1  # which takes a longer stem: *moral* and *amoral*, not *bout* and *about*
_LEAST_STEM_OF_SHORT = 5


@dataclass(frozen=True)
class Vocabulary:
    """The words of one language by heading, all in lower case."""

    language: str
    words: dict[str, frozenset[str]]
    prefixes: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    infixes: tuple[str, ...] = ()
    opposites: tuple[tuple[str, str], ...] = ()

    def meaning(self, word: str) -> Meaning | None:
        """Return what a word says, where the language has it listed.

        >>> vocabulary("en").meaning("without")
        'negation'
        """
        return next((each for each in MEANINGS if word in self.words.get(each, ())), None)

    def is_harmless(self, word: str) -> bool:
        """Tell whether a word may come and go: an article, or a particle such as *of*."""
        return word in self.words.get("article", ()) or word in self.words.get("particle", ())

    def is_connective(self, words: str) -> bool:
        """Tell whether words do no more than join a sentence to the one before it.

        >>> vocabulary("en").is_connective("for example")
        True
        """
        return words.replace(" ", "_") in self.words.get("connective", ())

    def knows(self, form: str, *, commonly: bool = True) -> bool:
        """Tell whether a form is a word of the language: one that is listed or, else, common."""
        return form in self._listed or (commonly and form in self._common)

    @cached_property
    def size(self) -> int:
        """How many words are listed."""
        return len(self._listed)

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset().union(*self.words.values())

    def is_function_word(self, word: str) -> bool:
        """Tell whether a word says little by itself: an article, a pronoun, *of*, *was*."""
        return self.is_harmless(word) or any(
            word in self.words.get(each, ()) for each in ("actor", "frequent")
        )

    @cached_property
    def has_list(self) -> bool:
        """True if there is a list by which it can be told that a form is no word."""
        return bool(self._common) or self._filter.is_file()

    def is_listed(self, form: str) -> bool:
        """Tell whether a form is listed for what it says."""
        return form in self._listed

    def is_frequent(self, form: str) -> bool:
        """Tell whether a form is one of the most frequent words of the language."""
        return form in self.words.get("frequent", ())

    def is_common(self, form: str) -> bool:
        """Tell whether a form is a common word of the language."""
        return form in self._common or self.is_frequent(form)

    def is_word(self, form: str) -> bool:
        """Tell whether a form is a word of the language, however rare; never without a list."""
        return form in self._listed or form in self._common or form in self._rare

    @cached_property
    def _rare(self) -> KnownWords:
        return (
            KnownWords(self._filter.read_bytes()) if self._filter.is_file() else KnownWords.of(())
        )

    @property
    def _filter(self) -> Traversable:
        return _folder() / "common" / f"{self.language}.bloom"

    @cached_property
    def _common(self) -> frozenset[str]:
        file = _folder() / "common" / f"{self.language}.txt"
        if not file.is_file():
            return frozenset()
        lines = file.read_text(encoding="utf-8").splitlines()
        return frozenset(word for line in lines if line[:1] != "#" for word in line.split())

    def are_opposed(self, word: str, other: str) -> bool:
        """Tell whether two words differ in a prefix or an ending that says the opposite.

        >>> vocabulary("en").are_opposed("imported", "exported")
        True
        """
        return any(
            _exchange(word, affix, against) == other
            for length in range(1, min(self._longest_opposite, len(word)) + 1)
            for affix in (f"{word[:length]}-", f"-{word[-length:]}")
            for against in self._against.get(affix, ())
        )

    @cached_property
    def _against(self) -> dict[str, list[str]]:
        """The prefixes and endings that say the opposite of each."""
        against: dict[str, list[str]] = {}
        for one, two in self.opposites:
            against.setdefault(one, []).append(two)
            against.setdefault(two, []).append(one)
        return against

    @cached_property
    def _longest_opposite(self) -> int:
        return max((len(affix.strip("-")) for affix in self._against), default=0)

    def turns(self, word: str, other: str) -> bool:
        """Tell whether one word is the other with a prefix or an ending that negates.

        >>> vocabulary("en").turns("possible", "impossible")
        True
        """
        short, long = sorted((word, other), key=len)
        if len(short) == len(long):
            return any(
                short.endswith(ending) != long.endswith(ending) for ending in self.endings
            ) and _same_stem(short, long)
        return (
            any(long == prefix + short and _is_long(short, prefix) for prefix in self.prefixes)
            or any(long.endswith(ending) and _same_stem(short, long) for ending in self.endings)
            or any(_has_inside(long, infix, short) for infix in self.infixes)
        )


def _exchange(word: str, affix: str, other: str) -> str | None:
    """Return a word with another prefix, or another ending: those have a hyphen where a stem is."""
    letters = affix.strip("-")
    if len(word) < len(letters) + (_LEAST_STEM if word < _SYLLABLES else _LEAST_SYLLABLES):
        return None
    if affix.endswith("-") and word.startswith(letters):
        return other[:-1] + word[len(letters) :]
    if affix.startswith("-") and word.endswith(letters):
        return word[: -len(letters)] + other[1:]
    return None


def _is_long(stem: str, prefix: str) -> bool:
    if len(prefix) > _LONGEST_SHORT_PREFIX or not stem.isascii():
        return True
    return len(stem) >= _LEAST_STEM_OF_SHORT


def _has_inside(long: str, infix: str, short: str) -> bool:
    """Tell whether a word is another one with a syllable inside."""
    if len(long) != len(short) + len(infix):
        return False
    place = long.find(infix, _LEAST_STEM)
    while place >= 0:
        if long[:place] + long[place + len(infix) :] == short:
            return True
        place = long.find(infix, place + 1)
    return False


def _same_stem(one: str, other: str) -> bool:
    return one[:3] == other[:3]


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the vocabulary of a language, given by its code: ``en``, ``de``."""
    file = _folder() / f"{language}.txt"
    words: dict[str, set[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        heading, _, listed = line.partition("#")[0].partition(":")
        if heading.strip():
            words.setdefault(heading.strip(), set()).update(listed.split())
    if unknown := words.keys() - _HEADINGS:
        raise ValueError(f"{file}: no such heading: {', '.join(sorted(unknown))}")
    opposites = (pair.split("/") for pair in sorted(words.pop("opposite", ())))
    affixes = {word for listed in words.values() for word in listed if "-" in (word[0], word[-1])}
    return Vocabulary(
        language,
        {heading: frozenset(listed - affixes) for heading, listed in words.items()},
        tuple(sorted(each[:-1] for each in affixes if each[0] != "-")),
        tuple(sorted(each[1:] for each in affixes if each[-1] != "-")),
        tuple(sorted(each[1:-1] for each in affixes if each[0] == each[-1] == "-")),
        tuple((one, two) for one, two in opposites),
    )


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there are words of."""
    names = (file.name for file in _folder().iterdir())
    return tuple(sorted(name[:-4] for name in names if name.endswith(".txt")))


def _folder() -> Traversable:
    return resources.files("argmap.anchoring.meaning") / "words"


@cache
def _frequent() -> dict[str, tuple[str, ...]]:
    """Return the languages of which each word is a frequent one."""
    found: dict[str, tuple[str, ...]] = {}
    for language in languages():
        words = vocabulary(language).words
        telling: set[str] = set()
        for heading in _TELLING:
            telling |= words.get(heading, frozenset())
        for word in telling:
            found[word] = (*found.get(word, ()), language)
    return found


def recognise(words: Collection[str]) -> Vocabulary | None:
    """Return the vocabulary of the language that a passage is written in, None if unknown.

    ``words`` are those of the passage, in lower case, each as often as it occurs.

    >>> recognise("nobody asked whether the shops were to be closed".split()).language
    'en'
    """
    if sum(map(_is_han, words)) > len(words) / 2 and not any(map(_is_kana, words)):
        return vocabulary("zh")
    frequent = _frequent()
    counts = Counter(chain.from_iterable(frequent[word] for word in words if word in frequent))
    # Of two that are as likely, it is the one of which more is known.
    count, _, language = max(
        ((count, vocabulary(each).size, each) for each, count in counts.items()),
        default=(0, 0, ""),
    )
    return vocabulary(language) if count > _LEAST_SHARE * len(words) else None


def _is_han(word: str) -> bool:
    return "\u4e00" <= word[0] <= "\u9fff"


def _is_kana(word: str) -> bool:
    return "\u3041" <= word[0] <= "\u30ff"


def any_meaning(word: str) -> Meaning | None:
    """Return what a word says in the first language that lists it."""
    return next(
        (meaning for each in languages() if (meaning := vocabulary(each).meaning(word))), None
    )
