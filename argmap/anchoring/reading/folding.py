"""Texts made comparable, with the way back: typography, case and hyphens at line ends.

A fold is only a way to *find* a place. It never decides whether a quote is right: that is done
exactly, on the text as it is.

Each fold first exchanges what keeps its length, with no bookkeeping, then goes over the text once
for what changes its length, and keeps of that pass where each piece was and came to be.
Offsets are carried back by bisection.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from argmap.anchoring.reading.characters import fold_character, is_mark
from argmap.text import UNSPACED_LETTERS, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ASCII = bytes(range(0x80))
_ASCII_BLANKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f"
_SET_ASIDE = b" -'\"()[]{}"  # by fold_spacing and join_hyphens
_FEW = 12  # up to so many characters, exchanging one after the other is the fastest
_LONG_RUN = 64  # of one character, that is taken as one piece
_BLOCK = 1 << 16  # characters whose case is folded together
_SOFT_HYPHEN = "\xad"
LINE_END = re.compile("[\n\r\v\f\x85\u2028\u2029]")

# Signs of emphasis at the outer edge of a word. Inside words, between numbers and between blanks
# they mean something: set_of_rules, 5*6, 5 * 6.
_EMPHASIS = (
    r"(?<![^\s\"'(\[{\-])(?:(?<!\d\s)|(?![_*]+\d))[_*]++(?=\S)"
    r"|(?<=[^\s\d_*])[_*]++(?![^\s.,;:!?)\]}\"'\-]|[.,]\d)"
    r"|(?<=\d)[_*]++(?![^\s.,;:!?)\]}\"']|[.,]\d|\s*[\d(])"
)
_INNER_HYPHEN = re.compile(r"-(?<=[^\W\d_]-) ?(?=[^\W\d_])")  # what is literal is found fast

# An apostrophe is between letters, or begins or ends a word as in 'tis and boys'; where it does, a
# quotation mark in the other text is taken for it.
_SINGLE_QUOTATION_MARK = re.compile(r"'(?:(?<![^\W_]')|(?![^\W_]))")
_OPENING_MARK = re.compile(r"(?<![^\W_])['\"](?=\S)")
_LONGEST_QUOTED = 200  # characters in which a mark behind a digit closes a quotation
_UNSPACED = re.compile(f"[{UNSPACED_LETTERS}]")
_KINDS = dict(zip("[]{}", "()()", strict=True))

_DIAERESIS = "\u0308"
_ACCENTED_GREEK = re.compile("[\u0386-\u03ce\u1f00-\u1fff]")


def _without_accent(letter: str) -> str:
    """Return a Greek vowel as capitals have it: without accents and breathings."""
    vowel, *marks = list(unicodedata.normalize("NFD", letter))
    bare = unicodedata.normalize("NFC", vowel + _DIAERESIS * (_DIAERESIS in marks))
    return bare if "\u0345" not in marks and len(bare) == 1 else letter


_WITHOUT_ACCENT = {
    place: _without_accent(chr(place))
    for place in (*range(0x386, 0x3CF), *range(0x1F00, 0x2000))
    if chr(place).isalpha() and unicodedata.decomposition(chr(place))
}


class Folding:
    """A text after a fold, and where each of its characters came from.

    ``text`` is the folded text. ``pieces`` says what changed its length, in order and without
    overlap: the start and end in the unfolded text, and what is there now.
    """

    def __init__(self, unfolded: str, pieces: Iterable[tuple[int, int, str]] = ()) -> None:
        cut = list(pieces)
        starts, ends = [piece[0] for piece in cut], [piece[1] for piece in cut]
        lengths = [len(piece[2]) for piece in cut]
        # Numbers side by side take an eighth of the room that a list of them takes.
        self._froms, self._from_ends = array("I", starts), array("I", ends)
        shrunk = accumulate(map(int.__sub__, map(int.__sub__, ends, starts), lengths))
        self._to_ends = array("I", list(map(int.__sub__, ends, shrunk)))
        self._tos = array("I", list(map(int.__sub__, self._to_ends, lengths)))
        kept = [unfolded[start:end] for start, end in zip([0, *ends], starts, strict=False)]
        instead = [piece[2] for piece in cut]
        parts = chain.from_iterable(zip(kept, instead, strict=True))
        self.text = "".join((*parts, unfolded[ends[-1] :])) if cut else unfolded

    def unfold(self, span: Span) -> Span:
        """Return where a stretch of the folded text was before the fold.

        It begins at the first character that was kept and ends after the last one; a piece that
        the stretch has a share in, such as half a ligature, is taken whole.
        """
        start = self._unfold(span.start, self._froms, 0)
        return Span(start, max(start, self._unfold(span.end - 1, self._from_ends, 1)))

    def _unfold(self, place: int, edges: array[int], step: int) -> int:
        piece = bisect_right(self._tos, place) - 1
        if piece < 0:
            return place + step
        if place < self._to_ends[piece]:
            return edges[piece]
        return self._from_ends[piece] + place - self._to_ends[piece] + step

    def fold_offset(self, offset: int) -> int:
        """Return where an offset of the unfolded text came to be."""
        piece = bisect_right(self._froms, offset) - 1
        if piece < 0:
            return offset
        if offset < self._from_ends[piece]:
            return self._tos[piece]
        return self._to_ends[piece] + offset - self._from_ends[piece]

    def pieces(self, span: Span) -> Iterator[tuple[int, Span]]:
        """Yield the pieces inside a stretch of the folded text: where they are and was."""
        first = bisect_right(self._tos, span.start)
        last = bisect_right(self._tos, span.end - 1)
        for piece in range(first, last):
            yield self._tos[piece], Span(self._froms[piece], self._from_ends[piece])


def fold_typography(text: str) -> Folding:
    r"""Fold what does not change the words: blanks, quotation marks, dashes, shapes, composition.

    >>> fold_typography("“Well—\r\n  known,” said *she*").text
    '"Well- known," said she'
    """
    folds = {character: fold_character(character) for character in _special_characters(text)}
    flat = exchange(text, {old: new for old, new in folds.items() if len(new) == 1})
    return Folding(flat, _find_pieces(text, flat, folds))


def fold_case(text: str) -> Folding:
    """Fold upper and lower case (Unicode Standard, section 3.13).

    Every i counts as i, dotted or not, and Greek vowels lose the accents that capitals do not
    have: whether the case of a word explains it is for :mod:`argmap.anchoring.reading.ways` to say.

    >>> fold_case("STRASSE").text == fold_case("Straße").text
    True
    >>> fold_case("ΠΡΕΠΕΙ").text == fold_case("πρέπει").text
    True
    """
    text = text.replace("İ", "i").replace("ı", "i")  # noqa: RUF001
    if _ACCENTED_GREEK.search(text):
        text = text.translate(_WITHOUT_ACCENT)
    folded = _casefold(text)
    dotted = "[iI]\u0307" if "i\u0307" in folded else ""
    if len(folded) == len(text) and not dotted:
        return Folding(folded)
    longer = "".join(each for each in _special_characters(text) if len(each.casefold()) > 1)
    pattern = re.compile(
        "|".join(filter(None, (f"[{re.escape(longer)}]" if longer else "", dotted)))
    )
    pieces = (
        (*match.span(), match[0].casefold() if len(match[0]) == 1 else "i")
        for match in pattern.finditer(text)
    )
    folding = Folding(text, pieces)
    folding.text = _casefold(folding.text)
    return folding


def _casefold(text: str) -> str:
    """Fold the case of a text block by block: Python asks for twelve bytes a character to do it."""
    if text.isascii():
        return text.lower()  # the same, in a fraction of the time
    if len(text) <= _BLOCK:
        return text.casefold()
    return "".join(_casefold(text[start : start + _BLOCK]) for start in range(0, len(text), _BLOCK))


def join_hyphens(text: str) -> Folding:
    """Take away the hyphens between letters, in a text whose typography is folded.

    Joins far too much: whether a hyphen may go is for :mod:`argmap.anchoring.reading.ways` to say.

    >>> join_hyphens("a com- mittee re-signed").text
    'a committee resigned'
    """
    return Folding(text, ((*match.span(), "") for match in _INNER_HYPHEN.finditer(text)))


def without_signs(text: str) -> str:
    """Return a text without the signs that a way of reading sets aside, or takes for another.

    What this is not in is not in the text, however its spaces, hyphens and marks are read. Both
    have their typography and case folded.

    >>> without_signs('he said "per-haps (not)"')
    'hesaidperhapsnot'
    """
    if text.isascii():
        return text.encode("ascii").translate(None, _SET_ASIDE).decode("ascii")
    for sign in _SET_ASIDE.decode("ascii"):
        text = text.replace(sign, "")
    return text


def fold_spacing(text: str) -> Folding:
    """Take away the blanks beside signs, and the kinds of brackets and quotation marks.

    And those beside letters of scripts that write none. In a text whose typography is folded.

    >>> fold_spacing("He came - late - (at 18.3 %) for 'tea' at 3, 5 or 6").text
    'He came-late-(at 18.3%)for"tea"at 3, 5 or 6'
    >>> fold_spacing("于是 60 年 来").text
    '于是60年来'
    """
    flat = exchange(text, _KINDS)
    if "'" in flat:
        flat = _SINGLE_QUOTATION_MARK.sub(_double_mark, flat)
    marks = "" if flat.isascii() else "".join(sorted(filter(is_mark, _special_characters(flat))))
    beside = _blank_beside_sign(marks, bool(not flat.isascii() and _UNSPACED.search(flat)))
    return Folding(flat, ((*match.span(), "") for match in beside.finditer(flat)))


def _double_mark(match: re.Match[str]) -> str:
    """Return a double quotation mark for a single one, which behind a digit may be a unit: 5'."""
    text, place = match.string, match.start()
    if not text[max(0, place - 1) : place].isdigit():
        return '"'
    return '"' if opens_quotation(text, place) else "'"


def opens_quotation(text: str, end: int) -> bool:
    """Tell whether a quotation seems to begin shortly before an offset."""
    return _OPENING_MARK.search(text, max(0, end - _LONGEST_QUOTED), end) is not None


@lru_cache(maxsize=64)
def _blank_beside_sign(marks: str, has_unspaced: bool) -> re.Pattern[str]:  # noqa: FBT001 -- cached
    """Return what matches blanks next to a sign, in a text that has some marks over its letters.

    Not behind a hyphen that may end a line, and not where digits would run together. And blanks
    beside letters that are written without them, if the text has such.
    """
    word = rf"\w{re.escape(marks)}"
    unspaced = f"[{UNSPACED_LETTERS}]"
    return re.compile(
        rf" (?:(?<![{word} ] )(?<![^\W\d_]- )(?<!\d[.,:/'-] )"
        rf"|(?=[^{word} ])(?![.,:/'-]\d)(?<=[{word}] )"
        rf"{f'|(?<={unspaced} )|(?={unspaced})' if has_unspaced else ''})"
    )


def _special_characters(text: str) -> set[str]:
    """Return the characters of a text that may fold to something else."""
    special = {blank for blank in _ASCII_BLANKS if blank in text}
    if not text.isascii():
        encoded = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
        special.update(encoded.decode("utf-8", "surrogatepass"))
    return special


def exchange(text: str, exchanges: dict[str, str]) -> str:
    """Return a text with some characters exchanged for others, one for one."""
    exchanges = {old: new for old, new in exchanges.items() if old != new}
    if len(exchanges) > _FEW:
        return text.translate({ord(old): new for old, new in exchanges.items()})
    for old, new in exchanges.items():
        text = text.replace(old, new)
    return text


def _find_pieces(text: str, flat: str, folds: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Yield what changes its length in a text whose one-to-one folds are done.

    Most characters of most texts are none of it, so what may be is searched for by a set of
    characters alone, which is fast, and only there by its sorts.
    """
    marks = ""
    if not unicodedata.is_normalized("NFC", flat):
        flattened = (new if len(new) == 1 else old for old, new in folds.items())
        marks = "".join(character for character in flattened if is_mark(character))
    dropped = "".join(old for old, new in folds.items() if not new and old not in marks)
    longer = "".join(old for old, new in folds.items() if len(new) > 1)
    dashes = "-" if "--" in flat else ""
    emphasis = "".join(sign for sign in "_*" if sign in flat)
    special = re.escape(dropped + marks + longer + dashes + emphasis)
    stretches = re.compile(f"[ {special}](?:(?<! )|(?=[ {special}]))[ {special}]*")
    never = "(?!)"
    clusters = f"[{longer + marks}][{marks}]*" if marks else never
    sorts = re.compile(
        f"([ {dropped}]+)|({clusters})|({f'[{longer}]' if longer else never})|(--+)|({_EMPHASIS})"
    )
    alone = {character: folds[character] for character in dropped + longer}
    unseen = "".join(old for old, new in folds.items() if not new)
    for match in stretches.finditer(flat):
        start, end = match.span()
        found = match[0]
        if not found.strip(" "):
            yield start, end, " "
        elif found in alone:
            yield start, end, alone[found]
        elif not found.strip(unseen):
            yield start, end, ""
        elif end - start > _LONG_RUN and found[0] in alone and not found.strip(found[0]):
            yield start, end, alone[found[0]] * (end - start)
        else:
            yield from _sort_pieces(text, flat, Span(start, end), sorts)


def _sort_pieces(
    text: str, flat: str, stretch: Span, sorts: re.Pattern[str]
) -> Iterator[tuple[int, int, str]]:
    """Yield what changes its length in a stretch of a text."""
    last = place = stretch.start
    while place < stretch.end:
        match = sorts.match(flat, place)
        if not match:
            place += 1
            continue
        start, end = match.span()
        found = match[0]
        if match[1]:
            folded = _fold_blanks(found, text[start:end])
        elif match[2]:
            if start and is_mark(found[0]) and (start > last or start == stretch.start):
                start -= 1
                found = flat[start:end]
            folded = _compose(found)
        elif match[3]:
            folded = fold_character(found)
        else:
            folded = "-" if match[4] else ""
        if folded != found:
            yield start, end, folded
        last = place = end


@lru_cache(maxsize=4096)
def _compose(cluster: str) -> str:
    """Return a letter and its marks as one character, if there is one."""
    return unicodedata.normalize("NFC", "".join(map(fold_character, cluster)))


def _fold_blanks(flat: str, text: str) -> str:
    """Return what blanks and invisible characters fold to: one blank, or nothing.

    Nothing also if a soft hyphen ends a line: it was put there to break the word.
    """
    blank = flat.find(" ")
    if blank < 0:
        return ""
    soft = flat.find(_SOFT_HYPHEN)
    if 0 <= soft < blank and LINE_END.search(text, soft):
        return ""
    return " "
