"""Words that govern what is next to them: they negate, deny, report or condition it.

One file for each language is in the folder ``words/governing``: lines of ``heading: phrase,
phrase``, a number sign before a remark. The headings:

- ``negates``: what negates the words right after it, with words of ``between`` in between;
- ``denies`` and ``hearsay``: what rejects, or leaves to others, what a word of ``introduces``
  introduces after it;
- ``subordinates``: those of them behind which a clause of its own begins;
- ``condition``: what makes a clause the condition of another one, ``open``: what leaves the clause
  right after it open, ``concedes``: what begins a set-off that limits;
- ``supposes``: what says that the words after it, or what a word of ``introduces`` introduces, may
  be so: *perhaps*;
- ``follows``: what negates the words before it, ``refutes``: the same of a whole clause;
- ``nobody``: subjects at the beginning of a clause that negate what it introduces at its end;
- ``falsely``: what says that something was said falsely, next to a word of ``reports`` behind it;
- ``inverted``: what makes a condition of a clause that begins with it;
- ``verdicts``: what calls a passage false behind it, after any words of ``leads``; ``dismisses``:
  the same, where it can only be about what is said;
- ``affirms``: what asserts with a negation near it: *secret*, *doubt*;
- ``harmless``: phrases in which words of the other lists say nothing of the kind;
- ``coordinates``: what begins a clause of equal rank, ``links``: what only links a sentence to the
  one before;
- ``asks``: what begins a question, ``inverts``: ``verb`` where any verb may begin one.

Whoever looks at one quote looks at a few words: all lists are small, and read when first needed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from argmap.text import UNSPACED_LETTERS, Span

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_HEADINGS = frozenset(
    (
        *("negates", "between", "denies", "hearsay", "introduces", "condition", "open"),
        *("concedes", "follows", "refutes", "harmless", "coordinates", "links", "asks", "inverts"),
        *(
            "nobody",
            "falsely",
            "reports",
            "inverted",
            "subordinates",
            "verdicts",
            "leads",
            "dismisses",
            "affirms",
            "supposes",
        ),
    )
)
_CUES = (
    *("negates", "denies", "hearsay", "condition", "open", "concedes", "follows", "refutes"),
    *("nobody", "falsely", "verdicts", "dismisses", "supposes"),
)
_MARKS = "\u0300-\u036f\u064b-\u0652"
_FIRST = rf"(?![{_MARKS}])[^\W_{UNSPACED_LETTERS}]"  # a mark alone is no word
_LETTER = rf"(?:[^\W_{UNSPACED_LETTERS}]|[{_MARKS}])"
_TOKEN = re.compile(rf"[{UNSPACED_LETTERS}]|{_FIRST}{_LETTER}*(?:['’]{_LETTER}+)*")
_LATIN = "LATIN"
_HARAKAT = re.compile("[\u064b-\u0652]")
_SAMPLE = 1_000  # characters by which a language is told, and half of it on each side
_LINK = 2  # letters of words such as *as*
_MOST_SAMPLED = 160  # words of them
_SHORT_SAMPLE = 60  # words, in which a language may be too little known to be told

Phrase = tuple[str, ...]


class Token(NamedTuple):
    """A word, in lower case, and where it is in the text; a Chinese character is one, too."""

    key: str
    span: Span


def tokens(text: str, within: Span) -> list[Token]:
    """Return the words of a stretch of a text.

    >>> [token.key for token in tokens("It's not 不可", Span(0, 11))]
    ["it's", 'not', '不', '可']
    """
    return [
        Token(_key(match[0]), Span(*match.span()))
        for match in _TOKEN.finditer(text, max(0, within.start), within.end)
    ]


def keys(text: str, start: int, end: int) -> list[str]:
    """Return the words of a stretch of a text, without their places."""
    return [_key(word) for word in _TOKEN.findall(text, max(0, start), end)]


def _key(word: str) -> str:
    if word.isascii():
        return word.lower()
    return _HARAKAT.sub("", word.casefold().replace("’", "'"))


class Governing:
    """The phrases of one or more languages by heading, each phrase a tuple of words."""

    def __init__(self, phrases: dict[str, frozenset[Phrase]]) -> None:
        self._phrases = phrases
        self._longest = {
            heading: max(map(len, listed), default=0) for heading, listed in phrases.items()
        }

    def lists(self, heading: str) -> frozenset[Phrase]:
        """Return the phrases under a heading."""
        return self._phrases.get(heading, frozenset())

    def has(self, word: str, *headings: str) -> bool:
        """Tell whether a single word is under one of the headings."""
        return any((word,) in self.lists(heading) for heading in headings)

    def at_end(self, words: list[str], *headings: str) -> int:
        """Return of how many words the longest phrase is that words end with, 0 if with none.

        >>> governing("en").at_end("there is no evidence".split(), "denies")
        2
        """
        return max((self._edge(words, heading, at_end=True) for heading in headings), default=0)

    def at_start(self, words: list[str], *headings: str) -> int:
        """Return of how many words the longest phrase is that words begin with, 0 if with none."""
        return max((self._edge(words, heading, at_end=False) for heading in headings), default=0)

    def _edge(self, words: list[str], heading: str, *, at_end: bool) -> int:
        listed = self.lists(heading)
        for count in range(min(self._longest.get(heading, 0), len(words)), 0, -1):
            part = words[-count:] if at_end else words[:count]
            if tuple(part) in listed:
                return count
        return 0

    def is_harmless(self, words: list[str], cue: Span) -> bool:
        """Tell whether words at a place among others are part of a phrase that is harmless."""
        longest = self._longest.get("harmless", 0)
        return any(
            tuple(words[start:end]) in self.lists("harmless")
            for start in range(max(0, cue.end - longest), cue.start + 1)
            for end in range(cue.end, min(len(words), start + longest) + 1)
        )


@cache
def _read(language: str) -> dict[str, frozenset[Phrase]]:
    file = _folder() / f"{language}.txt"
    phrases: dict[str, frozenset[Phrase]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        heading, _, listed = line.partition("#")[0].partition(":")
        if not heading:
            continue
        if heading not in _HEADINGS:
            raise ValueError(f"{file}: no such heading: {heading}")
        phrases[heading] = frozenset(
            tuple(_key(word) for word in _TOKEN.findall(phrase)) for phrase in listed.split(",")
        )
    return phrases


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages whose governing words are listed."""
    names = (file.name for file in _folder().iterdir())
    return tuple(sorted(name[:-4] for name in names if name.endswith(".txt")))


@cache
def governing(*codes: str) -> Governing:
    """Return the governing words of languages, given by their codes: ``en``, ``de``."""
    headings = {heading for code in codes for heading in _read(code)}
    return Governing(
        {
            heading: frozenset().union(*(_read(code).get(heading, ()) for code in codes))
            for heading in headings
        }
    )


@cache
def cue_words() -> frozenset[str]:
    """Return words of which one is in every governing phrase of every language: for a quick look.

    >>> {"not", "evidence"} <= cue_words(), "is" in cue_words()
    (True, False)
    """
    listed = [
        phrase
        for code in languages()
        for heading in _CUES
        for phrase in _read(code).get(heading, ())
    ]
    words = {phrase[0] for phrase in listed if len(phrase) == 1}
    return frozenset(words.union(_telling(each) for each in listed if words.isdisjoint(each)))


@cache
def inverted_words() -> frozenset[str]:
    """Return the words of every language that make a sentence which begins with them a condition.

    >>> "had" in inverted_words()
    True
    """
    listed = (_read(code).get("inverted", frozenset[Phrase]()) for code in languages())
    return frozenset(phrase[0] for phrases in listed for phrase in phrases)


def _telling(phrase: Phrase) -> str:
    """Return the word of a phrase that is least often in another one: the last that is no link."""
    known = governing(*languages())
    telling = [word for word in phrase if not known.has(word, "introduces", "between", "links")]
    return next((word for word in reversed(telling) if len(word) > _LINK), max(phrase, key=len))


def governing_around(text: str, place: Span) -> Governing:
    """Return the governing words of the language that is written around a place.

    In a text too short to tell, every language of its script counts; in one whose language is not
    listed, those that alone are written in their script here, so not those in Latin letters.
    """
    known, sample = _known_of(text), place.start // _SAMPLE
    if sample not in known:
        known[sample] = _governing_in(text, sample)
    return known[sample]


@lru_cache(maxsize=4)
def _known_of(text: str) -> dict[int, Governing]:
    """Return what is known so far of the languages of a text, by sample."""
    del text
    return {}


def _governing_in(text: str, sample: int) -> Governing:
    from argmap.anchoring.meaning.vocabulary import recognise  # noqa: PLC0415 -- few need it

    start = max(0, sample * _SAMPLE - _SAMPLE // 2)
    around = _TOKEN.finditer(text, start, start + 2 * _SAMPLE)
    words = [_key(match[0]) for match in islice(around, _MOST_SAMPLED)]
    found = recognise(words)
    if found and found.language in languages():
        return governing(found.language)
    scripts = {_script(word) for word in words}
    return governing(
        *(
            code
            for code in languages()
            if _script_of(code) in scripts
            and (len(words) <= _SHORT_SAMPLE or _script_of(code) != _LATIN)
        )
    )


@cache
def _script_of(code: str) -> str:
    return _script(min(_read(code)["negates"])[0])


def _script(word: str) -> str:
    """Return the script of a word by its first letter, as Unicode names it."""
    return unicodedata.name(word[0], "").partition(" ")[0]


def _folder() -> Traversable:
    return resources.files("argmap.anchoring.meaning") / "words" / "governing"
