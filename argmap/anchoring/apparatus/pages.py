"""Where a page turns: its number, its running head, and the notes at its foot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.anchoring.apparatus.mark import Mark
from argmap.anchoring.apparatus.words import BEFORE_NUMBER, BEHIND_NUMBER
from argmap.text import UNSPACED_LETTERS, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.anchoring.apparatus.mark import Line

_PAGE = r"(?:page|p\.|seite|s\.|página|pág\.|pagina|стр\.|страница|صفحه|صفحة|पृष्ठ|第)"
_OF = r"(?:\s*(?:/|of|von|sur|de|di|из|页|頁|ページ)\s*\d{0,4})?"
_NUMBER_ALONE = re.compile(
    rf"(?i)[-–—~·\[(]*\s*(?:{_PAGE}\s*)?(?:\d{{1,4}}|[ivxl]{{1,7}}){_OF}\s*[-–—~·\])]*"
)
_DIGITS_ALONE = re.compile(r"\d{1,3}")
_NUMBERED_HEAD = re.compile(
    r"\d{1,4}(?:\s{2,}|\s*[|•·/]\s*)\S.*|\S.*(?:\s{2,}|\s*[|•·/]\s*)\d{1,4}"
)
_NOTE = re.compile(
    r"(?:\d{1,3}[.)]?\s+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\s*|[*†‡§]+\s*|\[\d{1,3}\]:?\s*)(?=[^\W\d_]|[\"“«(])"
)
_SENTENCE_END = re.compile(r"[.!?:…。！？：।؟]['\"’”»)\]]*$")
_DIGITS = re.compile(r"\d+")
_WIDEST_HEAD = 120
_STEPS = (1, 5, 10)  # from the number of a page, or of a line, to the next
_LEAST_INDENT = 2  # blanks by which a number is set apart from the lines around it
_MOST_HEADS = 3  # lines at the top or the bottom of a page
_LONGEST_NOTES = 60  # lines
_LEAST_RECURRING = 2
_LEAST_WORDS = 3  # of the lines before and after a number that is put between them
_UNSPACED = re.compile(f"[{UNSPACED_LETTERS}]")
_UNSPACED_NEXT = re.compile(rf"\d*[{UNSPACED_LETTERS}]")  # a number is broken there, too


def page_marks(lines: Sequence[Line]) -> Iterator[Mark]:
    """Yield what belongs to the pages and not to their words."""
    marked = set(_numbers(lines))
    recurring = _recurring(lines)
    for number, line in enumerate(lines):
        if line.is_first and number:
            marked.update(_edge(lines, range(number, len(lines)), recurring, marked))
            marked.update(_edge(lines, range(number - 1, -1, -1), recurring, marked))
    for number in sorted(marked):
        for beside in (number - 1, number + 1):
            if _is_running_head(lines, beside, recurring, marked):
                marked.add(beside)
    marked.update(_heads_alone(lines, recurring))
    marked.update(_notes(lines, marked))
    yield from (Mark(_with_line_end(lines, number)) for number in sorted(marked))


def _with_line_end(lines: Sequence[Line], number: int) -> Span:
    """Return a line with the line end and the blanks before the next one."""
    line = lines[number]
    end = lines[number + 1].span.start if number + 1 < len(lines) else line.span.end
    return Span(line.span.start, end)


def _numbers(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the lines that hold the number of a page, or of a line, and nothing else."""
    alone = [
        number
        for number, line in enumerate(lines)
        if line.width <= _WIDEST_HEAD and _NUMBER_ALONE.fullmatch(line.text)
    ]
    counted = _counted(lines, alone)
    for number in alone:
        line = lines[number]
        following = lines[number + 1] if number + 1 < len(lines) else None
        before = lines[number - 1] if number else None
        if following is None or before is None:
            continue
        if line.is_first or following.is_first:
            yield number
        elif line.text.strip("0") and _first_word(following) not in BEHIND_NUMBER:
            is_apart = line.is_apart and following.is_apart
            is_evident = number in counted or line.indent >= _LEAST_INDENT + max(
                before.indent, following.indent
            )
            if is_apart or (is_evident and _is_put_between(before, line, following)):
                yield number


def _counted(lines: Sequence[Line], alone: Sequence[int]) -> set[int]:
    """Return which of the lines with a number alone count up, as those of pages and lines do."""
    values = [
        (int(lines[number].text), number)
        for number in alone
        if _DIGITS_ALONE.fullmatch(lines[number].text)
    ]
    first: dict[int, int] = {}
    counted: set[int] = set()
    for value, number in values:
        for step in _STEPS:
            if value - step in first:
                counted |= {number, first[value - step]}
        first[value] = number
    return counted


def _is_put_between(before: Line, line: Line, following: Line) -> bool:
    """Tell whether a number is on a line alone although the line above had room for it."""
    if any(_NUMBER_ALONE.fullmatch(other.text) for other in (before, following)):
        return False  # a column of a table
    if before.text.rsplit(None, 1)[-1].casefold() in BEFORE_NUMBER:
        return False
    if min(len(before.text.split()), len(following.text.split())) < _LEAST_WORDS and not (
        _UNSPACED.search(before.text)
    ):
        return False  # of lines so short anything may be one
    # Where words are not spaced, a line breaks at any character.
    least = 1 if _UNSPACED_NEXT.match(following.text) else len(_first_word(following))
    return line.width + 1 + least <= before.width and not before.text.endswith(
        ("-", "–", "$", "€", "£")
    )


def _first_word(line: Line) -> str:
    return line.text.split(None, 1)[0].casefold()


def _recurring(lines: Sequence[Line]) -> set[str]:
    """Return the lines that recur apart from their numbers, as running heads do."""
    counted: dict[str, int] = {}
    for line in lines:
        if (line.is_apart or line.is_first) and line.width <= _WIDEST_HEAD:
            key = _key(line)
            counted[key] = counted.get(key, 0) + 1
    return {key for key, count in counted.items() if count >= _LEAST_RECURRING and key}


def _key(line: Line) -> str:
    return " ".join(_DIGITS.sub(" ", line.text).casefold().split()).strip(" |·•/–-")


def _edge(
    lines: Sequence[Line], places: range, recurring: set[str], marked: set[int]
) -> Iterator[int]:
    """Yield the heads, or the feet, of a page: the lines from its edge inwards."""
    for number in places[:_MOST_HEADS]:
        line = lines[number]
        if line.width > _WIDEST_HEAD or (line.is_first and places.step < 0 and not number):
            return
        is_head = (
            number in marked
            or _NUMBER_ALONE.fullmatch(line.text)
            or _NUMBERED_HEAD.fullmatch(line.text)
            or _is_running_head(lines, number, recurring, marked)
        )
        if not is_head:
            return
        yield number
        if line.is_first and places.step < 0:
            return


def _is_running_head(
    lines: Sequence[Line], number: int, recurring: set[str], marked: set[int]
) -> bool:
    """Tell whether a line at the edge of a page recurs there, and does not begin a sentence."""
    if not 0 <= number < len(lines) or lines[number].width > _WIDEST_HEAD:
        return False
    line = lines[number]
    if _key(line) not in recurring or _SENTENCE_END.search(line.text) or line.text[0].islower():
        return False
    before, after = _beside(lines, number, marked, -1), _beside(lines, number, marked, 1)
    is_needed = before and after and _SENTENCE_END.search(before.text) and _begins_small(after)
    return not is_needed


def _beside(lines: Sequence[Line], number: int, marked: set[int], step: int) -> Line | None:
    """Return the next line of words before or after a line."""
    number += step
    while number in marked:
        number += step
    return lines[number] if 0 <= number < len(lines) else None


def _heads_alone(lines: Sequence[Line], recurring: set[str]) -> Iterator[int]:
    """Yield the recurring heads without a page number that part the halves of a sentence."""
    for number, line in enumerate(lines[1:-1], start=1):
        before, following = lines[number - 1], lines[number + 1]
        if (
            line.is_apart
            and following.is_apart
            and line.width <= _WIDEST_HEAD
            and _key(line) in recurring
            and not _SENTENCE_END.search(line.text)
            and _is_titled(line)
            and _goes_on(before, following)
        ):
            yield number


def _is_titled(line: Line) -> bool:
    """Tell whether a line is written as titles are: its longer words have no small first letter."""
    words = [word for word in line.text.split() if len(word) > _LEAST_WORDS]
    return bool(words) and not any(word[0].islower() for word in words)


def _notes(lines: Sequence[Line], marked: set[int]) -> Iterator[int]:
    """Yield the lines of notes that are between two halves of a sentence.

    They are at the foot of a page: right behind its words, and before its number.
    """
    number = 1
    while number < len(lines):
        if number - 1 in marked or number in marked or not _begins_note(lines[number]):
            number += 1
            continue
        end = last = number
        while end < len(lines) and end - number < _LONGEST_NOTES:
            line = lines[end]
            if end not in marked:
                if line.is_apart and not _begins_note(line):
                    break
                last = end
            end += 1
        is_whole = _SENTENCE_END.search(lines[last].text) is not None
        turns = end - 1 in marked and not lines[number - 1].is_apart
        if (
            is_whole
            and end < len(lines)
            and (_goes_on(lines[number - 1], lines[end]) or (turns and _is_cut(lines[number - 1])))
        ):
            yield from range(number, end)
        number = max(end, number + 1)


def _begins_note(line: Line) -> bool:
    return line.is_apart and not line.is_first and _NOTE.match(line.text) is not None


def _goes_on(before: Line, after: Line) -> bool:
    """Tell whether a sentence goes on from one line to another."""
    first = _first_letter(after)
    return not _SENTENCE_END.search(before.text) and bool(first) and not first.isupper()


def _is_cut(line: Line) -> bool:
    """Tell whether a line of words ends within a sentence.

    What is behind a page's turn may go on with a name, or in German with any noun.
    """
    return line.text.rstrip()[-1:].isalnum()


def _begins_small(line: Line) -> bool:
    return _first_letter(line).islower()


def _first_letter(line: Line) -> str:
    return next((each for each in line.text if each.isalpha()), "")
