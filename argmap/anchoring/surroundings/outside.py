"""The words just before and after a passage that negate, deny, report, suppose or condition it."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from argmap.anchoring.meaning.governing import tokens
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.anchoring.meaning.governing import Governing, Token

# What governs does so within its clause, which commas part; other marks end its reach.
_BREAK = re.compile(
    r"[;:()\[\]\"“”«»„‹›「」『』；：（）—]|\s[-–]\s"
    r"|[.!?](?=\s)|[。！？।\u061f\u06d4]|\n\s*\n"
)
_COMMA = re.compile("[,，،\u3001]")
_OPENS = re.compile(r"[\s\"“„«‹「『‘'(\[¿¡*_]+$")
_LEADS = re.compile(r"[\s,，،;；—–\-\"”»’'()*_]*")
_DIRECT = ("negates", "denies", "hearsay", "condition", "open", "supposes")
_MOST_BETWEEN = 3  # words between what governs and the passage, from the list of such words
_FAR = 6  # words between what denies and what introduces the passage
_NEAR = 4  # the same of what only negates
_REJECTING = (
    *(("denies", _FAR), ("hearsay", _NEAR), ("falsely", _NEAR), ("negates", _NEAR)),
    ("supposes", _NEAR),
)
_MOST_BEFORE_MAIN = 3  # words of a main clause before the passage, after its condition
_MOST_AFTER = 4  # words after the passage before what negates or conditions it
_MOST_WORDS = 40
_FARTHEST = 14  # words between a subject such as *nobody* and what introduces the passage
_MOST_NEGATED = 2  # words between a negation and the denial that it takes back
_AROUND = 3  # words on each side of a negation in which a word makes it an assertion
_MOST_LEADS = 8  # words between a passage and the verdict on it: *which is a claim that is*
_MOST_REPORT = 8  # words of a clause that says who said it


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
        _supposed(clauses, known),
        _introduced(clauses, known),
        _conditional(clauses, known),
        None if breaks else _inverted(clauses, known),
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
        counts = {heading: known.at_end(words[:end], heading) for heading in _DIRECT}
        heading = max(_DIRECT, key=lambda each: counts[each])
        if count := counts[heading]:
            cue = Span(end - count, end)
            if _is_assertion([*words, *following], cue, heading, known):
                return None
            return clause[cue.start].span.start
    return None


def _supposed(clauses: list[list[Token]], known: Governing) -> int | None:
    """Return where a word is that supposes the passage right after it and a comma: *Perhaps, …*."""
    *others, last = clauses
    words = [token.key for token in others[-1]] if others and not last else []
    count = known.at_end(words, "supposes")
    return others[-1][0].span.start if count and count == len(words) else None


def _introduced(clauses: list[list[Token]], known: Governing) -> int | None:
    """Return where what rejects the clause begins that a word such as *that* introduces."""
    words = [token for clause in clauses[-3:] for token in clause]
    keys = [token.key for token in words]
    last = len(clauses[-1])
    begins = set(accumulate(len(clause) for clause in clauses[-3:]))
    end, introducers = len(words), 0
    for _ in range(_MOST_BETWEEN):
        count = known.at_end(keys[:end], "introduces", "between")
        introducers += known.at_end(keys[:end], "introduces") > 0
        end -= count
        if introducers and known.at_end(keys[:end], "supposes"):
            break  # *es kann sein*, whose last word may be between others
    if not introducers:
        return None
    # Past a comma only if that parts only the introducing word, or a few words set off.
    rest = last - (len(words) - end)
    first = 0 if rest <= _NEAR else len(words) - last
    for place in range(end - 1, max(first, end - 1 - _FAR) - 1, -1):
        if known.has(keys[place], "coordinates") or (
            place in begins and known.has(keys[place], "asks")
        ):
            return None  # *it is not regulated, which means that*
        for heading, far in _REJECTING:
            count = known.at_end(keys[first : place + 1], heading)
            if count and end - place - 1 <= far:
                cue = Span(place + 1 - count, place + 1)
                if not _is_assertion(keys, cue, heading, known):
                    return _with_negation(words, cue.start, known)
                return None
    return _denied_by_subject(words[len(words) - last if rest > 0 else first : end], known)


def _is_assertion(keys: list[str], cue: Span, heading: str, known: Governing) -> bool:
    """Tell whether a word rejects nothing where it is: *no secret that*, *nobody can deny that*."""
    if known.is_harmless(keys, cue):
        return True
    if heading not in ("denies", "negates"):
        return False
    if heading == "negates":
        around = range(max(0, cue.start - _AROUND), min(len(keys), cue.end + _AROUND))
        return any(known.at_start(keys[place:], "affirms") for place in around)
    for between in range(_MOST_NEGATED + 1):
        end = cue.start - between
        if end <= 0 or (between and known.has(keys[end], "coordinates")):
            return False
        if known.at_end(keys[:end], "negates"):
            return True
    return False


def _denied_by_subject(clause: list[Token], known: Governing) -> int | None:
    """Return where a clause begins whose subject denies it: *Nobody in the town thinks that*."""
    words = [token.key for token in clause]
    begin = known.at_start(words, "links")
    count = known.at_start(words[begin:], "nobody")
    if not count or len(words) - begin > _FARTHEST:
        return None
    cue = Span(begin, begin + count)
    is_other = any(known.has(word, "coordinates") for word in words[begin:])
    if is_other or _is_assertion(words, cue, "negates", known):
        return None
    return clause[begin].span.start


def _with_negation(words: list[Token], cue: int, known: Governing) -> int:
    """Return where a cue begins, with the negation right before it: *not true*, *is not known*."""
    if cue and known.has(words[cue - 1].key, "negates"):
        cue -= 1
    return words[cue].span.start


def _conditional(clauses: list[list[Token]], known: Governing) -> int | None:
    """Return where the condition begins of a main clause that the passage is (nearly) all of."""
    *others, last = clauses
    if not others or len(last) > _MOST_BEFORE_MAIN:
        return None
    if last and known.has(last[-1].key, "coordinates"):
        return None
    words = [token.key for token in others[-1]]
    for begin in _clause_begins(others, words, known):
        count = known.at_start(words[begin:], "condition")
        if count and not known.is_harmless(words, Span(begin, begin + count)):
            return others[-1][begin].span.start
    return None


def _clause_begins(others: list[list[Token]], words: list[str], known: Governing) -> Iterator[int]:
    """Yield where in the last of some clauses, whose words are given, one of its own may begin."""
    before = [token.key for token in others[-2]] if len(others) > 1 else []
    if not before or known.at_end(before, "subordinates", "coordinates"):
        yield 0
        yield known.at_start(words, "links")
    for place in range(1, len(words)):
        if known.at_end(words[:place], "subordinates", "coordinates"):
            yield place


def _inverted(clauses: list[list[Token]], known: Governing) -> int | None:
    """Return where a sentence begins that is a condition by its order: *Had they paid, …*."""
    *others, last = clauses
    if len(others) != 1 or len(last) > _MOST_BEFORE_MAIN:
        return None
    first = others[0][0]
    return first.span.start if known.has(first.key, "inverted") else None


def governing_after(
    text: str, tail: Span, known: Governing, *, is_introduced: bool = False
) -> Span | None:
    """Return the words that govern a passage from behind it; None if there are none.

    ``tail`` is what is after the passage in its sentence. ``is_introduced`` says that a word such
    as *that* is before the passage, which then is what a verdict behind it is about.
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
    if not count and (is_apart or is_introduced):
        count = _verdict(words, known, is_introduced=is_introduced)
    if not count and is_apart:
        count = _false_report(words, known)
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


def _verdict(words: list[str], known: Governing, *, is_introduced: bool) -> int:
    """Return how many words after a passage call it false: *which is not true*, *a lie*; 0 if none.

    A bare verdict must be all of its clause. What calls an act wrong, rather than what is said,
    counts only behind a clause that a word such as *that* introduces.
    """
    headings = ["refutes", "verdicts", *(["dismisses"] if is_introduced else [])]
    place = 0
    while place <= _MOST_LEADS and place < len(words):
        count = known.at_start(words[place:], *headings)
        if count and (place or count == len(words)):
            return place + count
        skipped = known.at_start(words[place:], "leads")
        if not skipped:
            break
        place += skipped
    return 0


def _false_report(words: list[str], known: Governing) -> int:
    """Return how many words say that it was said falsely: *he falsely claimed*; 0 if none."""
    for place in range(min(len(words), _MOST_REPORT)):
        count = known.at_start(words[place:], "falsely")
        if count and any(
            known.has(word, "reports") for word in words[max(0, place - 2) : place + count + 2]
        ):
            return len(words) if len(words) <= _MOST_REPORT else place + count
    return 0
