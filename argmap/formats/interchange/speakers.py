"""Who says a locution: its text begins with a name and a colon, or with words and a colon.

AIF has no field for it. A name is known by what the file gives: its participants, the names that
other locutions begin with, what is said in the locution, which the name is no part of, and the
text that the locution comes from. A colon alone shows nothing: `One thing is clear: …`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PREFIX = re.compile("\\s*([^:\uff1a\\n]{1,60}?)(\\s*)[:\uff1a](\\s*)")
_MOST_PREFIXES = 4
_LONGEST_NAME = 4
_EDGES = " \t\r\n.,;!?\u2026\"'\u2018\u2019\u201c\u201d\u00ab\u00bb"


class Locution(NamedTuple):
    """The text of a locution, the texts of what is said in it, and who says it, if that is given.

    ``speaker`` is the name of the participant that the file gives.
    """

    text: str
    contents: tuple[str, ...] = ()
    speaker: str | None = None


class Utterance(NamedTuple):
    """Who says a locution, None if nothing shows it, and the words that are said.

    ``doubt`` says what is not certain about it, None if the file shows who speaks.
    """

    speaker: str | None
    words: str
    doubt: str | None = None


class _Prefix(NamedTuple):
    name: str
    is_spaced: bool  # as OVA writes it: `Ann : words`
    is_apart: bool  # a space is on one side of the colon, or on both
    rest: str


class Speakers:
    """The names that the locutions of a file begin with.

    ``names`` are those of participants, ``texts`` those that the locutions may come from.

    >>> locution = Locution("Ann: One thing is clear: we must act", ("We must act.",))
    >>> Speakers([locution]).utterance(locution)
    Utterance(speaker='Ann', words='One thing is clear: we must act', doubt=None)
    """

    def __init__(
        self, locutions: Iterable[Locution], names: Iterable[str] = (), texts: Iterable[str] = ()
    ) -> None:
        self._texts = [_plain(text) for text in texts]
        self._known = {_plain(name) for name in names if name.strip()}
        firsts = [
            (_plain(first.name), first, locution)
            for locution in set(locutions)
            if (first := _prefix(locution.text)) and not _is_content(locution.text, locution)
        ]
        begun = Counter(name for name, first, _ in firsts if first.is_apart)
        self._known |= {name for name, count in begun.items() if count > 1}
        for name, first, locution in firsts:
            if name not in self._known and self._is_shown(first, locution):
                self._known.add(name)

    def _is_shown(self, first: _Prefix, locution: Locution) -> bool:
        """Tell whether the words before a colon are no part of what is said."""
        if any(_is_content(rest, locution) for rest in _rests(locution.text)):
            return True
        rest = _plain(first.rest)
        whole = _plain(locution.text)
        return bool(rest) and any(rest in text and whole not in text for text in self._texts)

    def utterance(self, locution: Locution) -> Utterance:
        """Return who says a locution and what; reported speech begins with several names."""
        text = locution.text
        first = _prefix(text)
        if first is None or _is_content(text, locution):
            return Utterance(locution.speaker, text)
        is_known = _plain(first.name) in self._known
        if not is_known and not (first.is_apart and _is_like_name(first.name)):
            doubt = "it is unclear whether the words before its colon name a speaker"
            doubtful = first.is_apart and locution.speaker is None
            return Utterance(locution.speaker, text, doubt if doubtful else None)
        name, rest = first.name, first.rest
        for _ in range(_MOST_PREFIXES):
            further = _prefix(rest)
            if further is None or _is_content(rest, locution):
                break
            if _plain(further.name) not in self._known and not (
                further.is_spaced
                and _is_like_name(further.name)
                and _is_content(further.rest, locution)
            ):
                break
            name, rest = further.name, further.rest
        assumed = "only a colon shows that the words before it name a speaker"
        return Utterance(locution.speaker or name, rest, None if is_known else assumed)


def _prefix(text: str) -> _Prefix | None:
    match = _PREFIX.match(text)
    if match is None:
        return None
    is_apart = bool(match[2] or match[3]) or match.end() == len(text)
    return _Prefix(match[1], bool(match[2]), is_apart, text[match.end() :])


def _rests(text: str) -> Iterator[str]:
    """Yield what is left of a text behind each of its first colons."""
    for _ in range(_MOST_PREFIXES):
        found = _prefix(text)
        if found is None:
            return
        text = found.rest
        yield text


def _is_content(text: str, locution: Locution) -> bool:
    plain = _plain(text)
    return bool(plain) and any(_plain(content) == plain for content in locution.contents)


def _is_like_name(name: str) -> bool:
    """Tell whether words could be a name: few, each with a capital, or in a script without any.

    >>> [_is_like_name(name) for name in ("Ann Lee", "ann_b", "李", "One thing is clear", "(a)")]
    [True, True, True, False, False]
    """
    words = name.split()
    return (
        len(words) <= _LONGEST_NAME
        and name[:1].isalpha()
        and not any(word[0].islower() and word.isalpha() for word in words)
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(_EDGES)
