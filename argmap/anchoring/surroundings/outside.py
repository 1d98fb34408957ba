"""The words just before and just after a passage that negate, deny, report or condition it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.anchoring.meaning.governing import tokens
from argmap.text import Span

if TYPE_CHECKING:
    from argmap.anchoring.meaning.governing import Governing, Token

# What governs does so within its clause, which commas part; other marks end its reach.
_BREAK = re.compile(
    r"[;:()\[\]\"“”«»„‹›「」『』；：（）—]|\s[-–]\s"  # noqa: RUF001
    r"|[.!?](?=\s)|[。！？।\u061f\u06d4]|\n\s*\n"  # noqa: RUF001
)
_COMMA = re.compile("[,，،\u3001]")  # noqa: RUF001
_OPENS = re.compile(r"[\s\"“„«‹「『‘'(\[¿¡*_]+$")  # noqa: RUF001
_LEADS = re.compile(r"[\s,，،;；—–\-\"”»’'()*_]*")  # noqa: RUF001
_MOST_BETWEEN = 3  # words between what governs and the passage, from the list of such words
_FAR = 6  # words between what denies and what introduces the passage
_NEAR = 4  # the same of what only negates
_MOST_BEFORE_MAIN = 3  # words of a main clause before the passage, after its condition
_MOST_AFTER = 4  # words after the passage before what negates or conditions it
_MOST_WORDS = 40


def governing_before(text: str, head: Span, after: str, known: Governing) -> Span | None:
    """Return the words that govern a passage from before it, to its start; None if there are none.

    ``head`` is what is before the passage in its sentence, ``after`` how the passage begins.
    """
    opened = _OPENS.search(text, *head)
    end = opened.start() if opened else head.end
    breaks = [match.end() for match in _BREAK.finditer(text, head.start, end)]
    clauses = _clauses(text, Span(breaks[-1] if breaks else head.start, end))
    following = [token.key for token in tokens(after, Span(0, len(after)))][:2]
    cues = (
        _directly(clauses[-1], following, known),
        _introduced(clauses, known),
        _conditional(clauses, known),
    )
    cue = next((cue for cue in cues if cue is not None), None)
    return Span(cue, head.end) if cue is not None else None


def _clauses(text: str, stretch: Span) -> list[list[Token]]:
    """Return the words of each clause of a stretch, as its commas part them; at least one clause.

    A comma between digits parts nothing.
    """
    clauses = []
    start = stretch.start
    for comma in _COMMA.finditer(text, *stretch):
        if not text[comma.end() : comma.end() + 1].isdigit():
            clauses.append(tokens(text, Span(start, comma.start())))
            start = comma.end()
    clauses.append(tokens(text, Span(start, stretch.end)))
    return [*(clause for clause in clauses[:-1] if clause), clauses[-1][-_MOST_WORDS:]]


def _directly(clause: list[Token], following: list[str], known: Governing) -> int | None:
    """Return where what governs the next word begins, such as *not* or *if*."""
    words = [token.key for token in clause]
    for between in range(min(_MOST_BETWEEN, len(words)) + 1):
        end = len(words) - between
        if between and not known.has(words[end], "between"):
            return None
        count = known.at_end(words[:end], "negates", "denies", "hearsay", "condition", "open")
        if count:
            if known.is_harmless([*words, *following], Span(end - count, end)):
                return None
            return clause[end - count].span.start
    return None


def _introduced(clauses: list[list[Token]], known: Governing) -> int | None:
    """Return where what rejects the clause begins that a word such as *that* introduces."""
    words = [token for clause in clauses[-3:] for token in clause]
    last = len(clauses[-1])
    end, introducers = len(words), 0
    while end and len(words) - end < _MOST_BETWEEN:
        word = words[end - 1].key
        if not known.has(word, "introduces", "between"):
            break
        introducers += known.has(word, "introduces")
        end -= 1
    if not introducers:
        return None
    # Past a comma only where that parts nothing but the introducing word, or a few words set off.
    rest = last - (len(words) - end)
    first = 0 if rest <= _NEAR else len(words) - last
    keys = [token.key for token in words]
    for place in range(end - 1, max(first, end - 1 - _FAR) - 1, -1):
        if known.has(keys[place], "coordinates"):
            return None
        for heading, far in (("denies", _FAR), ("hearsay", _NEAR), ("negates", _NEAR)):
            count = known.at_end(keys[first : place + 1], heading)
            if count and end - place - 1 <= far:
                cue = Span(place + 1 - count, place + 1)
                if not known.is_harmless(keys, cue):
                    return _with_negation(words, cue.start, known)
                return None
    return None


def _with_negation(words: list[Token], cue: int, known: Governing) -> int:
    """Return where a cue begins, with the negation right before it: *not true*, *is not known*."""
    if cue and known.has(words[cue - 1].key, "negates"):
        cue -= 1
    return words[cue].span.start


def _conditional(clauses: list[list[Token]], known: Governing) -> int | None:
    """Return where the condition begins of a main clause that the passage is (nearly) all of."""
    *others, last = clauses
    if len(others) != 1 or len(last) > _MOST_BEFORE_MAIN:
        return None
    if last and known.has(last[-1].key, "coordinates"):
        return None
    words = [token.key for token in others[0]]
    for begin in dict.fromkeys((0, known.at_start(words, "links"))):
        count = known.at_start(words[begin:], "condition")
        if count and not known.is_harmless(words, Span(begin, begin + count)):
            return others[0][begin].span.start
    return None


def governing_after(text: str, tail: Span, known: Governing) -> Span | None:
    """Return the words that govern a passage from behind it; None if there are none.

    ``tail`` is what is after the passage in its sentence.
    """
    leads = _LEADS.match(text, *tail)
    start = leads.end() if leads else tail.start
    is_apart = bool(text[tail.start : start].strip())
    stop = _BREAK.search(text, start, tail.end)
    clauses = _clauses(text, Span(start, stop.start() if stop else tail.end))
    first = clauses[0][:_MOST_WORDS]
    words = [token.key for token in first]
    if not words:
        return None
    count = known.at_start(words, "refutes", *(["hearsay"] if is_apart else []))
    if count:
        return Span(tail.start, first[count - 1].span.end)
    for place in range(min(len(words), _MOST_AFTER + 1)):
        if place and (is_apart or known.has(words[place - 1], "coordinates")):
            break
        headings = ("condition",) if is_apart else ("condition", "follows")
        count = known.at_start(words[place:], *headings)
        if count and not known.is_harmless(words, Span(place, place + count)):
            ends_with = known.at_start(words[place:], "follows") if not is_apart else 0
            last = place + count - 1 if ends_with else len(first) - 1
            return Span(tail.start, first[last].span.end)
    for clause in clauses[1:2]:
        words = [token.key for token in clause]
        count = known.at_start(words, "condition") if len(first) <= _MOST_AFTER else 0
        if count and not known.is_harmless(words, Span(0, count)):
            return Span(tail.start, clause[-1].span.end)
    return None
