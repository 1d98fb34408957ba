"""Who speaks at a place of a transcript, as the labels at the beginnings of its lines say.

A label is a name and a colon, or a name and a time, at the beginning of a line: ``RUIZ: ``,
``Anna (00:05):``, ``Speaker 1  0:05``. As much else may look so, a label counts as one if it is
in capitals, recurs, has a time, or if people who have labels talk to each other. In captions a tag
says who speaks, or ``>>`` that it is another person.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from argmap.anchoring.turns import VOICE, changes_of_speaker, voice_of
from argmap.text import UNSPACED

if TYPE_CHECKING:
    from argmap.text import Span

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?"
_TIME = rf"[\[(<]?{_CLOCK}[\])>]?"
LABEL = re.compile(
    rf"^[\s>*_#\-–—]*(?P<before>{_TIME}\s*[-–—]?\s*)?[*_]*"
    r"(?P<name>[^\W\d_][^:：\n\r,;!?*]{0,40}?)[*_]*(?:"
    rf"(?P<behind>[ \t]*[\[(<]{_CLOCK}[\])>])?[ \t]?[:：][*_]*(?=\s|[^\W\d])"
    rf"|(?P<alone>(?:[ \t]{{2,}}|\t|[ \t](?=[\[(])){_TIME})[ \t]*$)",
    re.MULTILINE,
)
# Who asks and who answers in the records of courts, alone or behind the number of a line.
_ASKED = re.compile(
    r"(?<![^\r\n])[ \t]*(?:\d{1,2}[ \t]+)?(?P<name>[QA])(?:\.[ \t]+|[ \t]{2,}|\t)(?=\S)"
)
_MOST_NAMES = 4
_LONGEST_UNSPACED = 6  # characters: a clause before a colon is longer
_FURTHEST = 20_000  # characters back to the label of a long speech
_NEAR = 200  # characters of a sentence next to a passage
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s|[。！？]|\n")
_END = r"(?:\r\n|\n|\r(?!\n))"
_WRAPPED_LINE = re.compile(rf"(?<![^\r\n])[^\r\n]{{40,}}?(?P<last>[^\W\d_]),?[ \t]*{_END}[ \t]*\Z")
_EMPTY_LINE = re.compile(rf"{_END}[ \t]*{_END}")
_PARAGRAPH = 600  # characters of one that are looked at
_LEAST_SHARED = 2  # letters of a name that two labels have in common
# What people call themselves and each other when they talk.
_ADDRESS = re.compile(
    r"(?i)\b(?:i|i['’]\w+|me|my|you|your|ich|mich|mir|mein|du|dir|dich|je|moi|vous|tu|yo|usted|mi|"
    r"я|мне|меня|вы|вас|ты)\b|[我你您咱]"
)
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+$")
_BEFORE_NAME = re.compile(r"[\s*_]*")


class Label(NamedTuple):
    """A name that something is said under, and whether it is surely that of a speaker.

    It is surely one with a time or in a tag. The name is empty if another person speaks, and who
    it is is not said.
    """

    name: str
    start: int
    end: int
    is_sure: bool


class Speakers:
    r"""The labels of one text.

    >>> speakers = speakers_of("RUIZ: It is a mistake.\nFORD: Not at all.")
    >>> speakers.at(30), sorted(speakers.names)
    ('FORD', ['FORD', 'RUIZ'])
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._all = labels(text, 0, len(text))

    @cached_property
    def names(self) -> frozenset[str]:
        """The labels that are those of speakers."""
        named = [label for label in self._all if label.name]
        counted = Counter(label.name for label in named)
        numbered = Counter(
            _NUMBER.sub("", name)
            for name in counted
            if _NUMBER.search(name) and not _is_heading(name)
        )
        sure = {
            label.name
            for label in named
            if label.is_sure
            or label.name.isupper()
            or counted[label.name] > 1
            or (_NUMBER.search(label.name) and numbered[_NUMBER.sub("", label.name)] > 1)
        }
        return frozenset(sure | self._talking)

    @cached_property
    def _talking(self) -> set[str]:
        """The names of people who talk to each other, however seldom each of them does."""
        people = [label for label in self._all if label.name and not _is_heading(label.name)]
        if len({label.name for label in people}) < _LEAST_SHARED:
            return set()
        ends = [label.start for label in people[1:]]
        turns = zip(people, [*ends, len(self._text)], strict=True)
        talk = [_ADDRESS.search(self._text, label.end, end) is not None for label, end in turns]
        near = zip(people, talk, [*talk[1:], False], [False, *talk], strict=False)
        return {label.name for label, *says in near if any(says)}

    def at(self, offset: int) -> str | None:
        """Return the label of who speaks at an offset, None if that is not said near before it."""
        last = self._last(offset)
        return last.name or None if last else None

    def _last(self, offset: int) -> Label | None:
        number = bisect_right(self._labels, offset, key=lambda label: label.start)
        last = self._labels[number - 1] if number else None
        return last if last and offset - last.end <= _FURTHEST else None

    @cached_property
    def _labels(self) -> list[Label]:
        return [label for label in self._all if not label.name or label.name in self.names]

    def contradict(self, name: str, span: Span) -> str | None:
        r"""Return the label of a passage's turn if a name is that of another speaker, else None.

        >>> from argmap.text import Span
        >>> speakers_of("RUIZ: It is a mistake.\nFORD: No.").contradict("Alan Ford", Span(6, 22))
        'RUIZ'
        """
        own = self._last(span.start)
        is_turned = any(span.start < label.start < span.end for label in self._all)
        if own is None or not own.name or is_turned:
            return None
        best = max(self.names, key=lambda label: likeness(name, label))
        most, mine = likeness(name, best), likeness(name, own.name)
        is_other = most > 0 and (mine == 0 or most == 1 > mine)
        return own.name if is_other and not self._is_reported(name, span, own) else None

    def _is_reported(self, name: str, span: Span, own: Label) -> bool:
        """Tell whether the sentence of a passage names whom it is from: *Ford says it is late*."""
        before = self._text[max(own.end, span.start - _NEAR) : span.start]
        following = bisect_left(self._all, span.end, key=lambda label: label.start)
        ends = [label.start for label in self._all[following : following + 1]]
        behind = self._text[span.end : min([span.end + _NEAR, *ends])]
        sentence = f"{_SENTENCE_END.split(before)[-1]} {_SENTENCE_END.split(behind)[0]}"
        there = {word.casefold() for word in _WORD.findall(sentence)}
        return any(word in there and word not in _words(own.name) for word in _words(name))


@lru_cache(maxsize=8)
def speakers_of(text: str) -> Speakers:
    """Return the speakers of a text."""
    return Speakers(text)


def likeness(name: str, label: str) -> float:
    """Return how much a name is like a label: 1 if all words are shared, 0 if none is.

    >>> likeness("Lintner", "BERTIL LINTNER"), likeness("Speaker 1", "Speaker 2")
    (0.5, 0)
    >>> likeness("Bertil Lintner", "BL"), likeness("Asia Times", "BL")
    (0.9, 0)
    """
    one, other = _words(name), _words(label)
    if not one or not other:
        return 0
    numbers = [{word for word in words if word.isdigit()} for words in (one, other)]
    if all(numbers) and numbers[0] != numbers[1]:
        return 0
    shared = [word for word in one if word in other]
    if any(len(word) >= _LEAST_SHARED for word in shared):
        return len(shared) / max(len(one), len(other))
    for long, short in ((one, other), (other, one)):
        initials = "".join(word[0] for word in long)
        if len(long) > 1 and "".join(short) == initials:
            return 0.9
        if len(short) == 1 and any(_begins(word, short[0]) for word in long):
            return 0.4
    return 0


def _begins(word: str, beginning: str) -> bool:
    """Tell whether a label shortens a name, or is part of one in a script without spaces."""
    is_unspaced = any(first <= beginning[0] <= last for first, last in UNSPACED)
    if is_unspaced:
        return beginning in word or word in beginning
    return len(beginning) > _LEAST_SHARED and word.startswith(beginning)


def _words(name: str) -> list[str]:
    words = [word.casefold() for word in _WORD.findall(name)]
    return [word for word in words if word not in _listed("titles")] or words


def change_of_speaker(text: str, gap: Span) -> bool:
    r"""Tell whether another person speaks after a gap than before it.

    >>> from argmap.text import Span
    >>> change_of_speaker("RUIZ: It is a mistake.\nFORD: Not at all.", Span(21, 29))
    True
    """
    between = labels(text, gap.start, gap.end)
    if not between:
        return False
    if not all(label.name for label in between):
        return True
    line = text.rfind("\n", 0, gap.start) + 1
    before = [*labels(text, max(0, gap.start - _FURTHEST), line), *labels(text, line, gap.start)]
    after = between[-1].name
    if before and before[-1].name == after:
        return False
    return not speakers_of(text).names.isdisjoint({after, *(each.name for each in before[-1:])})


def labels(text: str, start: int, end: int) -> list[Label]:
    """Return what begins lines of a stretch and may be the label of a speaker, or surely is one.

    Where ``>>`` says that another person speaks, and no label says who, the name is empty.
    """
    # What follows a label says that it is one, and may be what begins at the end.
    found = [
        Label(
            match["name"].strip(),
            match.start("name"),
            match.end(),
            any(match[each] for each in ("before", "behind", "alone")),
        )
        for match in LABEL.finditer(text, start, end + 1)
        if _may_name(match["name"].strip()) and not _is_wrapped(match)
    ]
    if "<v" in text:
        tags = VOICE.finditer(text, start, end)
        found += [Label(voice_of(tag), *tag.span(), is_sure=True) for tag in tags]
    if _is_questioning(text):
        found += [
            Label(match["name"], match.start("name"), match.end(), is_sure=True)
            for match in _ASKED.finditer(text, start, end + 1)
        ]
    changes = changes_of_speaker(text)
    named = {label.start for label in found}
    for change in changes[bisect_left(changes, (start, start)) : bisect_left(changes, (end, end))]:
        behind = _BEFORE_NAME.match(text, change.end)
        if behind and behind.end() not in named:
            found.append(Label("", *change, is_sure=True))
    return sorted(found, key=lambda label: label.start)


@lru_cache(maxsize=8)
def _is_questioning(text: str) -> bool:
    """Tell whether a text has questions and answers that begin with a Q and an A."""
    names = [match["name"] for match in _ASKED.finditer(text)]
    return names[:1] == ["Q"] and "A" in names


def _is_wrapped(match: re.Match[str]) -> bool:
    r"""Tell whether a name begins a line only because a sentence is wrapped before it.

    The line before is long and ends in mid-sentence, and in its paragraph there is no other label,
    as there would be in a transcript.

    >>> text = "The gate is shut at night, and the same holds for\nClayenfield: nobody knows why."
    >>> labels(text, 0, len(text))
    []
    """
    if any(match[each] for each in ("before", "behind", "alone")) or match["name"].isupper():
        return False
    text, start = match.string, match.start("name")
    before = _WRAPPED_LINE.search(text, max(0, start - _NEAR), start)
    if not before or not before["last"].islower():
        return False
    paragraph = text[max(0, before.start() - _PARAGRAPH) : before.end()]
    above = LABEL.search(_EMPTY_LINE.split(paragraph)[-1])
    return not (above and _may_name(above["name"].strip()))


def _may_name(name: str) -> bool:
    words = name.split()
    if any(first <= name[0] <= last for first, last in UNSPACED) and len(name) > _LONGEST_UNSPACED:
        return False
    return len(words) <= _MOST_NAMES and all(not word[0].islower() for word in words)


@cache
def _listed(heading: str) -> frozenset[str]:
    """Return the words of one list of ``labels.txt``."""
    file = resources.files("argmap.anchoring.surroundings") / "labels.txt"
    lines = (line.partition(": ") for line in file.read_text(encoding="utf-8").splitlines())
    return frozenset(word for name, _, words in lines if name == heading for word in words.split())


def _is_heading(name: str) -> bool:
    return any(word.casefold() in _listed("headings") for word in _WORD.findall(name))
