"""How a text is broken into lines: as few as will do, and as even as they can be.

Among all ways with the fewest lines the one is taken whose squares of slack add up to least, the
measure of Knuth and Plass (*Breaking paragraphs into lines*, Software: Practice and Experience 11,
1981), here with the last line counted, so that no word is left alone. Only words that are longer
than a line are hyphenated. Between which characters a line may end follows UAX #14, but hyphens do
not end one.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from argmap.drawing.lettering.measure import EM, advance
from argmap.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

ELLIPSIS = "…"
HYPHEN = "-"

# Patterns that few texts need are compiled, by the module re, when they are first used.

# Blanks that forbid a break, and all others.
_NO_BREAKS = "\u00a0\u2007\u202f"
_BLANKS = "[\t-\r\x1c-\x1f \x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+"

# What a blank may hold together: numbers and what belongs to them, and dashes to the word before.
_HAS_DIGIT = re.compile(r"\d").search
_DASHES = frozenset("\u2013\u2014-")
_NUMBER = r"[(\[\"“'~≈<>±+\u2013\u2212-]*[$€£¥]?\d(?:[\d.,:/\u00d7\u2013\u2212-]*\d)?"
_BEFORE_NUMBER = frozenset("$€£¥§№#~≈<>±\u2212")
_BETWEEN_NUMBERS = frozenset("=<>+/\u00d7\u2212\u2013\u2014-")
_AFTER_NUMBER = (
    r"(?:[%‰€$£¥]|°[CF]?|[µmck]?m[²³]?|km/h|m/s|[mk]?g|t|[mch]?[lL]|ha|[km]?s|h|min|[kMGT]?Hz"
    r"|[kMGT]?Wh?|k?[VA]|[kKMGT]i?B|[ap]\.?m\.?|dB|kcal|k?J|bn|per\s?cent|percent|thousand|"
    r"[mb]illions?|trillions?)[.,:;!?)\]”\u2019\"']*"
)

# Scripts in which a line may end between any two characters: Thai, Lao, Myanmar, Khmer, kana, Han
# and the wide forms.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3001-\u30ff\u31a0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff"
)

# After these a line may end in every script: the long dash and the zero width space.
_ENDS_LINE = "\u2014\u200b"

# Blanks that forbid a break, and the word joiner.
_GLUE = "\u00a0\u2007\u202f\u2060"

# Closing punctuation, small kana, signs that lengthen, repeat or follow a number: never first.
_NEVER_FIRST = (
    r"[)\]}.,:;!?%‰°\u2019”»\u203a…\"'"
    "、。〃々〉》」』】\u3015〗〙〛〞〟・ーゝゞヽヾ〜ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "\u31f0-\u31ff\uff01\uff05\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\uff5d｡｣､･ｧ-ｰﾞﾟ"
    "\u0e2f-\u0e3a\u0e45-\u0e4e\u0eaf-\u0ebc\u0ec6\u104a\u104b\u17d4-\u17d6"
    f"{_ENDS_LINE}{_GLUE}\u2013\u2212\\-]"
)

# Opening punctuation, and what Thai, Lao, Burmese and Khmer write before or under a consonant.
_NEVER_LAST = (
    rf"[(\[{{\u2018“«\u2039$€£¥§№#\"'{_GLUE}"
    "〈《「『【\u3014〖〘〚〝\uff08\uff3b\uff5b｢\uff04￡￥"
    "\u0e40-\u0e44\u0ec0-\u0ec4\u1039\u17d2]"
)
# Vowels that are written before the consonant of their syllable, and those that end one.
_THAI_LAO = "\u0e00", "\u0eff"
_LEADING_VOWELS = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")
_FINAL_VOWELS = frozenset("\u0e30\u0e33\u0e46\u0e2f\u0eb0\u0eb3\u0ec6\u0eaf")
_ASAT = "\u103a"
_COUNTED = "[年月日時时分秒人円元歳歲岁回個个號号度千万萬億亿兆]"
_HYPHENATED = r"[^/_&?=\u2010\u2013\-]*[/_&?=\u2010\u2013\-]+|[^/_&?=\u2010\u2013\-]+"


class Wrapped(NamedTuple):
    """A text in lines: ``width`` is that of the widest, ``is_cut`` whether words are missing."""

    lines: tuple[str, ...]
    is_cut: bool
    width: float


class _Piece(NamedTuple):
    """What stays on one line, how wide it is, and the blank before it: one or none.

    Where a line ends after it, it has a hyphen as wide as ``hyphen``, unless that is 0.
    """

    text: str
    advance: int
    blank: str
    hyphen: int = 0


def wrap(
    text: str, width: float, size: float, *, bold: bool = False, max_lines: int | None = None
) -> Wrapped:
    """Break ``text`` into lines of at most ``width``, set at ``size`` (both in one unit).

    Runs of blanks and line ends count as one blank. A number stays with its unit and with the
    number after it, a dash with the word before it. A word is broken only if it is longer than the
    line: with a hyphen between two syllables, or, if it is an address or code, after a slash or
    hyphen that it has. Chinese, Japanese, Khmer and Burmese break between characters, not before
    closing and not after opening punctuation; Thai and Lao where a syllable surely begins. With
    ``max_lines`` the last line ends in ``…`` where words had to be left out. A single character
    that is wider than the line stands on a line of its own. Raises UsageError if ``size`` or
    ``max_lines`` is not positive.

    >>> wrap("The ring road saved nine minutes", 110, 12).lines
    ('The ring road', 'saved nine minutes')
    >>> wrap("The ring road saved nine minutes", 110, 12, max_lines=1).lines
    ('The ring road…',)
    """
    if size <= 0:
        raise UsageError(f"text cannot be set at size {size:g}")
    if max_lines is not None and max_lines < 1:
        raise UsageError(f"text cannot be set in {max_lines} lines")
    limit = int(width / size * EM)
    if text.isascii():
        line = " ".join(text.split())
        used = advance(line, bold=bold)
        if used <= limit:
            return Wrapped((line,) if line else (), is_cut=False, width=used * size / EM)
    blank = advance(" ", bold=bold)
    pieces = _pieces(text, limit, bold=bold)
    row = _Row.of(pieces, blank)
    ends = _fewest(row, limit)
    is_cut = max_lines is not None and len(ends) > max_lines
    if is_cut:
        # Full lines, not even ones: as many words as possible.
        ends = ends[:max_lines]
    elif len(ends) > 1:
        ends = _evenest(row, limit, ends)
    parts = [pieces[begin:end] for begin, end in pairwise((0, *ends))]
    lines = [_joined(part) + (HYPHEN if part[-1].hyphen else "") for part in parts]
    if is_cut:
        lines[-1] = _cut(parts[-1], limit, bold=bold)
    widest = max((advance(line, bold=bold) for line in lines), default=0)
    return Wrapped(tuple(lines), is_cut, widest * size / EM)


def _pieces(text: str, limit: int, *, bold: bool) -> list[_Piece]:
    """Cut a text where lines may end."""
    has_glue = not text.isascii() and any(blank in text for blank in _NO_BREAKS)
    units = _bound([word for word in re.split(_BLANKS, text) if word] if has_glue else text.split())
    pieces: list[_Piece] = []
    for unit in units:
        width = _advance(unit, bold)
        if width <= limit and (unit.isascii() or not _may_break_inside().search(unit)):
            pieces.append(_Piece(unit, width, " "))
            continue
        # Numbers that together are longer than the line come apart again at their blanks.
        for word in [unit] if width <= limit else unit.split(" "):
            blank = " "
            for part in _breakable(word):
                for piece, is_hyphenated in _fitting(part, limit, bold=bold):
                    hyphen = advance(HYPHEN, bold=bold) if is_hyphenated else 0
                    pieces.append(_Piece(piece, advance(piece, bold=bold), blank, hyphen))
                    blank = ""
    return pieces


@lru_cache(maxsize=1 << 14)  # many words occur again and again
def _advance(word: str, bold: bool) -> int:  # noqa: FBT001 -- by its place, it is found sooner
    return advance(word, bold=bold)


def _bound(words: list[str]) -> list[str]:
    """Join the words that a blank holds together."""
    # Only numbers and signs hold anything.
    hot = [
        not word.isalpha() and (len(word) == 1 or _HAS_DIGIT(word) is not None) for word in words
    ]
    if not any(hot):
        return words
    groups: list[list[str]] = []
    was_hot = False
    for word, is_hot in zip(words, hot, strict=True):
        if groups and (was_hot or is_hot) and _holds(groups[-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
        was_hot = is_hot
    return [" ".join(group) for group in groups]


def _holds(group: list[str], right: str) -> bool:
    left = group[-1]
    if right in _DASHES:
        return True
    if re.fullmatch(_NUMBER, left):
        is_sign = right in _BETWEEN_NUMBERS or re.fullmatch(_AFTER_NUMBER, right)
        return bool(is_sign or re.match(_NUMBER, right))
    if not re.match(_NUMBER, right):
        return False
    if left in _BEFORE_NUMBER:
        return True
    # A dash or sign stands between numbers only if one came before it.
    return bool(left in _BETWEEN_NUMBERS and len(group) > 1 and re.fullmatch(_NUMBER, group[-2]))


def _breakable(word: str) -> Iterator[str]:
    """Cut a word where its script lets a line end without a blank or hyphen."""
    if word.isascii() or not _may_break_inside().search(word):
        yield word
        return
    from wcwidth import iter_graphemes  # noqa: PLC0415 -- costly to import and seldom needed

    clusters = list(iter_graphemes(word))
    begin = 0
    for index in range(1, len(clusters)):
        if _may_end_between(clusters[index - 1], clusters[index], is_first=index == 1):
            yield "".join(clusters[begin:index])
            begin = index
    yield "".join(clusters[begin:])


@cache
def _may_break_inside() -> re.Pattern[str]:
    # Large sets take long to compile, and only texts beyond ASCII need them.
    return re.compile(f"[{_UNSPACED}{_ENDS_LINE}]")


def _may_end_between(left: str, right: str, *, is_first: bool) -> bool:
    if not _may_part(left, right):
        return False
    if left in _ENDS_LINE:
        return not is_first  # a dash that opens a word belongs to it
    if left.isdecimal() and re.match(_COUNTED, right):
        return False
    if _THAI_LAO[0] <= left[0] <= _THAI_LAO[1] and _THAI_LAO[0] <= right[0] <= _THAI_LAO[1]:
        # Where words begin takes a dictionary to tell, but here a syllable does.
        return right[0] in _LEADING_VOWELS or left[-1] in _FINAL_VOWELS
    unspaced = re.compile(f"[{_UNSPACED}]")
    return bool(unspaced.match(left) or unspaced.match(right))


def _may_part(left: str, right: str) -> bool:
    """Tell whether two characters may be at the end of a line and the beginning of the next."""
    if re.match(_NEVER_FIRST, right) or re.match(_NEVER_LAST, left[-1]):
        return False
    # What kills the vowel of a Burmese consonant makes it the end of a syllable.
    return _ASAT not in right


def _fitting(word: str, limit: int, *, bold: bool) -> Iterator[tuple[str, bool]]:
    """Cut a word that is longer than the line, and say which parts may end with a hyphen.

    A word of prose is cut between its syllables, others after hyphens and slashes, and anywhere if
    that does not do.
    """
    if advance(word, bold=bold) <= limit:
        yield word, False
        return
    from argmap.drawing.lettering.hyphenation import syllable_breaks  # noqa: PLC0415 -- as above

    for start, end in pairwise((0, *syllable_breaks(word), len(word))):
        parts = [
            piece
            for part in re.findall(_HYPHENATED, word[start:end])
            for piece in _filled(part, limit, bold=bold)
        ]
        for part in parts[:-1]:
            yield part, False
        has_room = advance(parts[-1] + HYPHEN, bold=bold) <= limit
        yield parts[-1], end < len(word) and has_room


def _filled(word: str, limit: int, *, bold: bool) -> Iterator[str]:
    """Cut a word into as long parts as fit, between what readers see as characters.

    What must not begin or end a line does not, unless there is no other way.
    """
    from wcwidth import iter_graphemes  # noqa: PLC0415 -- costly to import and seldom needed

    gathered: list[str] = []
    used = 0
    for cluster in iter_graphemes(word):
        needed = advance(cluster, bold=bold)
        while gathered and used + needed > limit:
            clusters = (*gathered, cluster)
            places = range(len(gathered), 0, -1)
            whole = len(gathered)
            last = next((n for n in places if _may_part(clusters[n - 1], clusters[n])), whole)
            yield "".join(gathered[:last])
            gathered = gathered[last:]
            used = sum(advance(each, bold=bold) for each in gathered)
        gathered.append(cluster)
        used += needed
    yield "".join(gathered)


def _beginning(text: str, limit: int, *, bold: bool) -> str:
    """Return as many characters as fit, and one at the least."""
    from wcwidth import iter_graphemes  # noqa: PLC0415 -- as above

    gathered = ""
    for cluster in iter_graphemes(text):
        if gathered and advance(gathered + cluster, bold=bold) > limit:
            break
        gathered += cluster
    return gathered


class _Row(NamedTuple):
    """Where each piece begins and ends if all are on one line, and the hyphen after each."""

    starts: list[int]
    stops: list[int]
    hyphens: list[int]

    @classmethod
    def of(cls, pieces: list[_Piece], blank: int) -> _Row:
        starts: list[int] = []
        stops = [0]
        for piece in pieces:
            starts.append(stops[-1] + blank if piece.blank and starts else stops[-1])
            stops.append(starts[-1] + piece.advance)
        return cls(starts, stops, [0, *(piece.hyphen for piece in pieces)])

    def width(self, begin: int, end: int) -> int:
        """Return how wide a line is that has the pieces from begin to end."""
        hyphen = self.hyphens[end] if end < len(self.starts) else 0
        return self.stops[end] - self.starts[begin] + hyphen


def _fewest(row: _Row, limit: int) -> list[int]:
    """Return where each line ends if every line takes as much as it holds."""
    ends: list[int] = []
    begin, count = 0, len(row.starts)
    while begin < count:
        # A single piece may be wider than the line; a hyphen may be what does not fit.
        last = end = begin + 1
        while end < count and row.stops[end + 1] - row.starts[begin] <= limit:
            end += 1
            if row.width(begin, end) <= limit:
                last = end
        ends.append(last)
        begin = last
    return ends


def _evenest(row: _Row, limit: int, latest: list[int]) -> list[int]:
    """Return where each line ends if there are as few lines, as evenly filled, as can be.

    ``latest`` is where they end at the latest: where every line takes as much as it holds.
    """
    earliest = _earliest(row, limit, len(latest))
    # For each end of a line the least cost of all lines so far, and the ends before it.
    best: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for first, last in zip(earliest, latest, strict=True):
        begins = sorted(best, reverse=True)
        following: dict[int, tuple[int, tuple[int, ...]]] = {}
        for end in range(first, last + 1):
            for begin in begins:
                if begin >= end:
                    continue
                slack = limit - row.width(begin, end)
                # A single piece may be wider than the line.
                if slack < 0 and begin < end - 1:
                    break
                cost = best[begin][0] + max(0, slack) ** 2
                if end not in following or cost < following[end][0]:
                    following[end] = cost, (*best[begin][1], end)
        best = following
    return list(best[len(row.starts)][1])


def _earliest(row: _Row, limit: int, count: int) -> list[int]:
    """Return where each line ends at the earliest: where those after it take all they hold."""
    ends = [len(row.starts)]
    while len(ends) < count:
        begin = ends[-1] - 1
        while begin and row.width(begin - 1, ends[-1]) <= limit:
            begin -= 1
        ends.append(begin)
    return ends[::-1]


def _joined(pieces: list[_Piece]) -> str:
    return "".join(piece.blank + piece.text for piece in pieces).removeprefix(" ")


def _cut(pieces: list[_Piece], limit: int, *, bold: bool) -> str:
    """Shorten the last line until ``…`` fits behind it: by whole words if there are several."""
    room = limit - advance(ELLIPSIS, bold=bold)
    kept = len(pieces)
    while kept > 1 and advance(_joined(pieces[:kept]), bold=bold) > room:
        kept -= 1
    line = _joined(pieces[:kept])
    if advance(line, bold=bold) > room:
        line = _beginning(line, room, bold=bold)
        if advance(line, bold=bold) > room:
            return ELLIPSIS
    return line.rstrip(f" .,;:{_ENDS_LINE}\u2013-") + ELLIPSIS
