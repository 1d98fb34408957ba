"""How a text is broken into lines: as few as will do, and as even as they can be.

Among all ways with the fewest lines the one is taken whose squares of slack add up to least, the
measure of Knuth and Plass (*Breaking paragraphs into lines*, Software: Practice and Experience 11,
1981), here without hyphenation and with the last line counted, so that no word is left alone.
Between which characters a line may end follows UAX #14, but hyphens do not end one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from argmap.drawing.measure import EM, advance
from argmap.errors import UsageError

ELLIPSIS = "…"

# All blanks but those that forbid a break: U+00A0, U+2007, U+202F.
_BLANKS = re.compile(
    "[\t-\r\x1c-\x1f \x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+"
)
_NUMBER = re.compile(r"[(\[\"“'~≈<>±+−-]*[$€£¥]?\d(?:[\d.,:/×–-]*\d)?")
_DASH = re.compile("[–—−×/+=<>-]")
_BEFORE_NUMBER = re.compile("[$€£¥§№#~≈<>±+−-]")
_UNIT = re.compile(
    r"(?:[%‰€$£¥]|°[CF]?|[µmck]?m[²³]?|km/h|m/s|[mk]?g|t|[mch]?[lL]|ha|[km]?s|h|min|[kMGT]?Hz"
    r"|[kMGT]?Wh?|k?[VA]|[kKMGT]i?B|[ap]\.?m\.?|dB|kcal|k?J|bn|per\s?cent|percent|thousand|"
    r"[mb]illions?|trillions?)[.,:;!?)\]”’\"']*"  # noqa: RUF001 -- quotes as they are typed
)

# Scripts in which a line may end between any two characters: Thai, Lao, Myanmar, Khmer, kana, Han
# and the wide forms; and what ends a line in any script: zero width space and the long dash.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3001-\u30ff\u31a0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff"
)
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_MAY_BREAK_INSIDE = re.compile(f"[{_UNSPACED}\u200b—]")
# Closing punctuation, small kana and signs that lengthen or repeat: never first on a line.
_NEVER_FIRST = re.compile(
    r"[)\]}.,:;!?%‰°’”»›…\u2026\u200b—–"  # noqa: RUF001
    "、。〃々〉》」』】〕〗〙〛〞〟・ーゝゞヽヾ〜ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "\u31f0-\u31ff！％），．：；？］｝｡｣､･ｧ-ｰﾞﾟ￠"  # noqa: RUF001
    "\u0e2f-\u0e3a\u0e45-\u0e4e\u0eaf-\u0ebc\u0ec6\u104a\u104b\u17d4-\u17d6]"
)
# Opening punctuation, and vowels that Thai and Lao write before their consonant: never last.
_NEVER_LAST = re.compile(
    r"[(\[{‘“«‹$€£¥§№#"  # noqa: RUF001
    "〈《「『【〔〖〘〚〝（［｛｢＄￡￥"  # noqa: RUF001
    "\u0e40-\u0e44\u0ec0-\u0ec4\u1039\u17d2\u2060\u00a0\u2007\u202f]"
)
_HYPHENATED = re.compile(r"[^-‐–/_.&?=]*[-‐–/_.&?=]+|[^-‐–/_.&?=]+")  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A text in lines: ``width`` is that of the widest, ``is_cut`` whether words are missing."""

    lines: tuple[str, ...]
    is_cut: bool
    width: float


class _Piece(NamedTuple):
    """What stays on one line: its text, its advance, and the blank before it (``""`` or one)."""

    text: str
    advance: int
    blank: str


def wrap(
    text: str, width: float, size: float, *, bold: bool = False, max_lines: int | None = None
) -> Wrapped:
    """Break ``text`` into lines of at most ``width``, set at ``size`` (both in one unit).

    Runs of blanks and line ends count as one blank. A number stays with its unit and with the
    number after it; a word is broken only where it is longer than the line, after a hyphen or
    slash if it has one. Chinese, Japanese, Thai, Lao, Khmer and Burmese break between characters.
    With ``max_lines`` the last line ends in ``…`` where words had to be left out. A single
    character that is wider than the line stands on a line of its own. Raises UsageError if
    ``size`` or ``max_lines`` is not positive.

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
    blank = advance(" ", bold=bold)
    pieces = list(_pieces(text, limit, bold=bold))
    ends = _fewest(pieces, limit, blank)
    is_cut = max_lines is not None and len(ends) > max_lines
    if is_cut:
        lines = [_joined(part) for part in _parts(pieces, ends[: max_lines - 1])]
        start = ends[max_lines - 2] if max_lines > 1 else 0
        lines.append(_cut(_joined(pieces[start : ends[max_lines - 1]]), limit, bold=bold))
    else:
        if len(ends) > 1:
            ends = _evenest(pieces, limit, blank)
        lines = [_joined(part) for part in _parts(pieces, ends)]
    widest = max((advance(line, bold=bold) for line in lines), default=0)
    return Wrapped(tuple(lines), is_cut, widest * size / EM)


def _pieces(text: str, limit: int, *, bold: bool) -> Iterator[_Piece]:
    """Cut a text where lines may end."""
    blank = ""
    for words in _bound(_BLANKS.split(text.strip())):
        together = " ".join(words)
        # Numbers that together are longer than the line come apart again at their blanks.
        for unit in [together] if advance(together, bold=bold) <= limit else words:
            for part in _breakable(unit):
                for fitting in _fitting(part, limit, bold=bold):
                    yield _Piece(fitting, advance(fitting, bold=bold), blank)
                    blank = ""
            blank = " "


def _bound(words: Iterable[str]) -> Iterator[list[str]]:
    """Gather the words that a blank holds together: a number, its sign and its unit."""
    gathered: list[str] = []
    for word in words:
        if gathered and not _holds(gathered[-1], word):
            yield gathered
            gathered = []
        if word:
            gathered.append(word)
    if gathered:
        yield gathered


def _holds(left: str, right: str) -> bool:
    right_is_number = right[:1].isdecimal() or _NUMBER.match(right) is not None
    if _NUMBER.fullmatch(left):
        return (
            right_is_number
            or _UNIT.fullmatch(right) is not None
            or _DASH.fullmatch(right) is not None
        )
    return right_is_number and (
        _BEFORE_NUMBER.fullmatch(left) is not None or _DASH.fullmatch(left) is not None
    )


def _breakable(word: str) -> Iterator[str]:
    """Cut a word where its script lets a line end without a blank or hyphen."""
    if word.isascii() or not _MAY_BREAK_INSIDE.search(word):
        yield word
        return
    from wcwidth import iter_graphemes  # noqa: PLC0415 -- costly to import and seldom needed

    gathered = ""
    for cluster in iter_graphemes(word):
        if gathered and _may_end_between(gathered, cluster):
            yield gathered
            gathered = ""
        gathered += cluster
    yield gathered


def _may_end_between(left: str, right: str) -> bool:
    if _NEVER_FIRST.match(right) or _NEVER_LAST.match(left[-1]):
        return False
    if left[-1] in "\u200b—":
        return True
    return bool(_IS_UNSPACED.search(left[-1]) or _IS_UNSPACED.match(right))


def _fitting(word: str, limit: int, *, bold: bool) -> Iterator[str]:
    """Cut a word that is longer than the line: after hyphens if it can be, else anywhere."""
    if advance(word, bold=bold) <= limit:
        yield word
        return
    for part in _HYPHENATED.findall(word):
        if advance(part, bold=bold) <= limit:
            yield part
        else:
            yield from _filled(part, limit, bold=bold)


def _filled(word: str, limit: int, *, bold: bool) -> Iterator[str]:
    """Cut a word into as long parts as fit, between what readers see as characters."""
    from wcwidth import iter_graphemes  # noqa: PLC0415 -- costly to import and seldom needed

    gathered, room = "", limit
    for cluster in iter_graphemes(word):
        needed = advance(cluster, bold=bold)
        if gathered and needed > room:
            yield gathered
            gathered, room = "", limit
        gathered += cluster
        room -= needed
    yield gathered


def _fewest(pieces: list[_Piece], limit: int, blank: int) -> list[int]:
    """Return where each line ends if every line takes as much as it holds."""
    ends: list[int] = []
    used = 0
    for index, piece in enumerate(pieces):
        needed = piece.advance + (blank if piece.blank else 0)
        if index and used + needed > limit:
            ends.append(index)
            used = piece.advance
        else:
            used += needed
    return [*ends, len(pieces)] if pieces else []


def _evenest(pieces: list[_Piece], limit: int, blank: int) -> list[int]:
    """Return where each line ends if there are as few lines, as evenly filled, as can be."""
    # Lines weigh more than any slack, so that one sum compares both.
    line = (limit + 1) ** 2 * (len(pieces) + 1)
    costs = [0]
    begins = [0]
    for end in range(1, len(pieces) + 1):
        begin = end - 1
        used = pieces[begin].advance
        best, best_begin = costs[begin] + max(0, limit - used) ** 2, begin
        while begin:
            used += pieces[begin - 1].advance + (blank if pieces[begin].blank else 0)
            if used > limit:
                break
            begin -= 1
            cost = costs[begin] + (limit - used) ** 2
            if cost < best:
                best, best_begin = cost, begin
        costs.append(best + line)
        begins.append(best_begin)
    ends = [len(pieces)]
    while begins[ends[-1]]:
        ends.append(begins[ends[-1]])
    return ends[::-1]


def _parts(pieces: list[_Piece], ends: list[int]) -> Iterator[list[_Piece]]:
    return (pieces[begin:end] for begin, end in zip([0, *ends], ends, strict=False))


def _joined(pieces: list[_Piece]) -> str:
    return "".join(piece.blank + piece.text for piece in pieces).removeprefix(" ")


def _cut(line: str, limit: int, *, bold: bool) -> str:
    """Shorten a line until ``…`` fits behind it, at a blank if it has one."""
    room = limit - advance(ELLIPSIS, bold=bold)
    while advance(line, bold=bold) > room and " " in line:
        line = line.rpartition(" ")[0]
    if advance(line, bold=bold) > room:
        line = next(_filled(line, max(0, room), bold=bold))
    return line.rstrip(" ,;:–—-") + ELLIPSIS
