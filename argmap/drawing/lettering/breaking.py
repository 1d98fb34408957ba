"""Where a line may end: between which words, and within which of them.

It follows UAX #14 (Unicode line breaking), but hyphens do not end a line.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

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
ENDS_LINE = "\u2014\u200b"

# Blanks that forbid a break, and the word joiner.
_GLUE = "\u00a0\u2007\u202f\u2060"

# Closing punctuation, small kana, signs that lengthen, repeat or follow a number: never first.
_NEVER_FIRST = (
    r"[)\]}.,:;!?%‰°\u2019”»\u203a…\"'"
    "、。〃々〉》」』】\u3015〗〙〛〞〟・ーゝゞヽヾ〜ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "\u31f0-\u31ff\uff01\uff05\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\uff5d｡｣､･ｧ-ｰﾞﾟ"
    "\u0e2f-\u0e3a\u0e45-\u0e4e\u0eaf-\u0ebc\u0ec6\u104a\u104b\u17d4-\u17d6"
    f"{ENDS_LINE}{_GLUE}\u2013\u2212\\-]"
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


def bound(text: str) -> list[str]:
    """Return the words of a text, those as one that a space holds together."""
    has_glue = not text.isascii() and any(blank in text for blank in _NO_BREAKS)
    words = [word for word in re.split(_BLANKS, text) if word] if has_glue else text.split()
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
    # A dash or sign is between numbers only if one came before it.
    return bool(left in _BETWEEN_NUMBERS and len(group) > 1 and re.fullmatch(_NUMBER, group[-2]))


def breakable(word: str) -> Iterator[str]:
    """Cut a word where its script lets a line end without a blank or hyphen."""
    if word.isascii() or not may_break_inside().search(word):
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
def may_break_inside() -> re.Pattern[str]:
    """Return what a word has if a line may end within it."""
    # Large sets take long to compile, and only texts beyond ASCII need them.
    return re.compile(f"[{_UNSPACED}{ENDS_LINE}]")


def _may_end_between(left: str, right: str, *, is_first: bool) -> bool:
    if not may_part(left, right):
        return False
    if left in ENDS_LINE:
        return not is_first  # a dash that opens a word belongs to it
    if left.isdecimal() and re.match(_COUNTED, right):
        return False
    if _THAI_LAO[0] <= left[0] <= _THAI_LAO[1] and _THAI_LAO[0] <= right[0] <= _THAI_LAO[1]:
        # Where words begin takes a dictionary to tell, but here a syllable does.
        return right[0] in _LEADING_VOWELS or left[-1] in _FINAL_VOWELS
    unspaced = re.compile(f"[{_UNSPACED}]")
    return bool(unspaced.match(left) or unspaced.match(right))


def may_part(left: str, right: str) -> bool:
    """Tell whether two characters may be at the end of a line and the beginning of the next."""
    if re.match(_NEVER_FIRST, right) or re.match(_NEVER_LAST, left[-1]):
        return False
    # What kills the vowel of a Burmese consonant makes it the end of a syllable.
    return _ASAT not in right
