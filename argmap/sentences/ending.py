"""Where sentences end within a paragraph: at which of its marks.

The marks are those of Unicode; how they are read follows the rules of *Unicode Standard Annex 29*,
section 5 (a full stop before a small letter ends nothing, what closes stays with its sentence), and
adds what these leave to others: abbreviations, initials, numbers of lists, reference marks, quotes
that their sentence goes on after, and scripts without white space or without capitals.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from argmap.sentences.abbreviations import is_listed
from argmap.sentences.marks import (
    CLOSING,
    EITHER_WAY,
    ELLIPSES,
    EXCLAMATIONS,
    FULL_STOPS,
    OPENING,
    QUESTIONS,
    QUOTATION,
    SPACED,
    TERMINAL,
    TITLE,
    WITHIN,
)
from argmap.text import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterator

_GREEK = "\u0370-\u03ff\u1f00-\u1fff"
_ARMENIAN = "\u0561-\u0588"
_TIBETAN = "\u0f0d-\u0f12"
_APOSTROPHES = "’”"
_REFERENCE = r"\[(?:\w{1,3}|\w+\ \d+)(?:[,;\u2013-]\ ?\w{1,3})*\](?::\d+)?|[¹²³⁰⁴-⁹†‡§]+"
# What _END may begin with, as one set of characters, which is found ten times as fast. Whatever is
# beyond the first plane counts as one range of it.
_CANDIDATE = re.compile(f"[{WITHIN};:\u037e\u1361\U00010000-\U0010ffff]")
_END = re.compile(
    rf"""
    (?P<marks>
        [{TERMINAL}](?:
            [{TERMINAL}]
        |   (?<=\.)[ \u00a0](?=\.)                              # . . .
        |   (?<=[!?])[ \u00a0\u202f](?=[!?])                    # ! !
        |   (?<=[{_TIBETAN}])\s+(?=[{_TIBETAN}])
        )*
    |   (?<=[{_GREEK}])[;\u037e](?!\w)                          # the question mark of Greek
    |   (?<=[{_ARMENIAN}]):(?=\s)                               # typed for its full stop
    |   \u1361\u1361                                            # typed for that of Ethiopic
    )
    (?P<tail>(?:
        [{CLOSING}*_](?:(?<![{EITHER_WAY}])|(?!\w))
    |   \s+(?:(?![{EITHER_WAY}{_APOSTROPHES}])[{CLOSING}]|[{_APOSTROPHES}](?!\w))
    |   [\u00a0\u202f ][\u00bb\u203a](?!\w)
    |   {_REFERENCE}
    |   (?:(?<=[^\W\d_]{{3}}[.!?])|(?<=[.!?][{_APOSTROPHES}"]))\d{{1,3}}(?=\s)   # not raised
    |   (?<=[\u0964\u0965])\ ?\d{{1,4}}\ ?[\u0964\u0965]+         # the number of a verse
    )*)
    """,
    re.VERBOSE,
)
_NEXT = re.compile(rf"(?P<space>\s*)[\s{OPENING}]*(?P<word>\w[\w'’.-]*)?")
_WORD = re.compile(r"[^\W_]")
_HIRAGANA = re.compile("[\u3041-\u309f]")
_QUOTATION = re.compile(f"[{QUOTATION}]")
_TITLE = re.compile(f"[{TITLE}]")
_OPENS = re.compile(f"[{OPENING}]")
# Marks that end a sentence whatever follows, and those that ask or cry.
_ALWAYS = re.compile(f"(?![{SPACED}{FULL_STOPS}{ELLIPSES};:])[{TERMINAL}\u1361]")
_ASKING = re.compile(f"[{QUESTIONS}{EXCLAMATIONS};]")
_BRACKETS = {")": "(", "]": "[", "}": "{", "\uff09": "\uff08", "\u3011": "\u3010"}
_FURTHEST = 24  # characters before a full stop in which an abbreviation begins
_FURTHEST_OPEN = 1_000  # characters before a mark in which what closes after it was opened
_BEFORE = re.compile(r"[^\s()\[\]{}“”„«»‹›\"‘,;:/—–]+\Z")
_AROUND = ".…*_-¿¡'’"
_LETTERS = re.compile(r"[^\W\d_]{1,2}(?:\.-?[^\W\d_]{1,2})+")
_LIST_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*|[IVXL]{1,5}|[ivxl]{1,5}|[^\W\d_]")


class _Mark(NamedTuple):
    """A mark that may end a sentence, with what closes after it and the word that follows."""

    start: int
    marks: str
    closed: str
    end: int
    is_spaced: bool  # white space follows
    word: str


def ends(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where the sentences of the paragraph between two offsets end, but for the last."""
    first = seen = start
    has_word = False
    has_capitals: bool | None = None
    for match in _found(text, start, end):
        has_word = has_word or _WORD.search(text, seen, match.start()) is not None
        seen = match.start()
        mark = _mark(text, first, match, end) if has_word else None
        if mark is None:
            continue
        goes_on = mark.word[:1].islower() and not _is_caseless(mark.word[:1])
        if goes_on and has_capitals is None:
            has_capitals = any(map(str.isupper, text[start:end]))
        if _is_end(text, first, mark, goes_on=goes_on and has_capitals is True):
            yield mark.end
            first = seen = mark.end
            has_word = False


def _found(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the runs of marks, each with what closes after it."""
    place = start
    while candidate := _CANDIDATE.search(text, place, end):
        place = candidate.end()
        if match := _END.match(text, candidate.start(), end):
            place = match.end()
            yield match


def _mark(text: str, first: int, match: re.Match[str], end: int) -> _Mark | None:
    """Return a mark together with what follows it, or None when nothing does."""
    after = match.end()
    # A straight quotation mark before a word closes what another one opened.
    if after < end and text[after] == '"':
        after += text.count('"', max(first, after - _FURTHEST_OPEN), after) % 2
    following = _NEXT.match(text, after, end)
    if after >= end or following is None:
        return None
    closed = text[match.end("marks") : after]
    word = following["word"] or ""
    return _Mark(match.start(), match["marks"], closed, after, bool(following["space"]), word)


def _is_end(text: str, first: int, mark: _Mark, *, goes_on: bool) -> bool:
    """Tell whether the sentence that begins at an offset ends at a mark."""
    if _is_inside_brackets(text, first, mark):
        return False
    if not mark.is_spaced:
        return _ends_at_once(text, mark)
    if goes_on and not _ALWAYS.search(mark.marks):
        return False
    if _ALWAYS.search(mark.marks) or _ASKING.search(mark.marks):
        return not _is_in_quotation(mark)
    abbreviates = mark.marks in FULL_STOPS and _abbreviates(text, first, mark.start, mark.word)
    return len(mark.marks) > 1 or not abbreviates


def _is_caseless(letter: str) -> bool:
    """Tell whether a letter is of a script without capitals at the beginning of sentences."""
    # Unicode gives Georgian capitals, which are for headings only.
    return letter.isalpha() and (
        letter.islower() == letter.isupper() or "\u10d0" <= letter <= "\u10ff"
    )


def _is_unspaced(letter: str) -> bool:
    """Tell whether a letter is of a script without white space between words."""
    return any(first <= letter <= last for first, last in UNSPACED)


def _is_in_quotation(mark: _Mark) -> bool:
    """Tell whether a question or cry is one that its sentence quotes, and then goes on after."""
    is_quoted = _ASKING.search(mark.marks) and _QUOTATION.search(mark.closed)
    return bool(is_quoted) and _is_caseless(mark.word[:1])


def _is_inside_brackets(text: str, first: int, mark: _Mark) -> bool:
    """Tell whether a mark is in brackets that were opened within the sentence."""
    for character in mark.closed:
        if character in _BRACKETS:
            furthest = max(first, mark.start - _FURTHEST_OPEN)
            opened = text.rfind(_BRACKETS[character], furthest, mark.start)
            if opened > 0 and _WORD.search(text, first, opened):
                return True
    return False


def _ends_at_once(text: str, mark: _Mark) -> bool:
    """Tell whether a sentence ends at a mark that no white space follows."""
    marks, before, then = mark.marks, text[mark.start - 1], text[mark.end]
    is_asking = _ASKING.search(marks) is not None
    is_quote = _QUOTATION.search(mark.closed) is not None
    if not (then.isalnum() or _OPENS.match(then)) or _TITLE.search(mark.closed):
        return False
    if is_quote and (_HIRAGANA.match(then) or (is_asking and then.isalpha())):
        return False
    if _ALWAYS.search(marks):
        return not (marks == "\u0589" and then.isdigit())
    if before.islower() and then.isupper() and marks in {".", "?", "!"}:
        return is_listed(mark.word, "begins")  # the white space was left out, as in yes.That
    # A single ellipsis, or one before the same word again, is a speaker who hesitates.
    is_long = len(marks) > 1 and all(each in ELLIPSES for each in marks) and before != then
    is_unspaced = _is_unspaced(before) and (_is_unspaced(then) or _OPENS.match(then))
    return bool(is_unspaced) and (is_asking or is_long or marks == "\uff0e")


def _abbreviates(text: str, first: int, at: int, word: str) -> bool:
    """Tell whether the full stop at an offset belongs to the word before it alone."""
    found = _BEFORE.search(text[max(first, at - _FURTHEST) : at])
    piece = found[0].strip(_AROUND) if found else ""
    if found is None or not piece:
        return False
    begins_at = at - len(found[0])
    is_first = not _WORD.search(text, first, begins_at)
    if is_listed(piece, "name") or (is_first and _LIST_NUMBER.fullmatch(piece)):
        return True
    following = word.rstrip(_AROUND)
    if piece.isdigit():
        is_item = len(piece) < 3 and text[first:begins_at].rstrip().endswith((":", ";"))  # noqa: PLR2004
        return is_item or is_listed(following, "ordinal")
    is_letter = sum(map(str.isalpha, piece)) == 1 and not _is_unspaced(piece[0])
    if word[:1].isdigit():
        return is_letter or is_listed(piece, "number") or not _WORD.search(piece)  # P =. 05
    is_initial = len(word) == 2 and word[1] == "."  # noqa: PLR2004
    is_short = is_letter or _LETTERS.fullmatch(piece) or is_listed(piece, "perhaps")
    return bool(is_short) and (is_initial or not is_listed(following, "begins"))
