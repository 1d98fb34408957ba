"""A looser reading, in which what only looks the same is the same: never a right quote.

Accents, letters of another alphabet that look alike, fractions and superscripts, pictures, the
addresses of links, and the entities of HTML. A quote that is in this reading alone is
approximate, and each difference is reported.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from argmap.anchoring.reading.folding import Folding, exchange

if TYPE_CHECKING:
    from collections.abc import Iterator

_LATIN = "aceopxyijsABCEHIKMOPTXYZSJvouiBEHIKMNOPTXYZ"
_LOOKS = "асеорхуіјѕАВСЕНІКМОРТХУZЅЈνουιΒΕΗΙΚΜΝΟΡΤΧΥΖ"  # noqa: RUF001 -- these are the look-alikes
LOOKALIKES = {look: latin for look, latin in zip(_LOOKS, _LATIN, strict=True) if look != latin}

_ACCENTED_BEFORE = "\u0700"  # from here on, marks make other letters
_PICTURE = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
_LINK = r"\[(?=[^\[\]\n]{1,500}\]\([^()\s]{1,2000}\))|(?<=\S)\]\([^()\s]{1,2000}\)"
_ENTITY = r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|\w{2,31});"


def fold_loosely(text: str) -> Folding:
    """Fold what only looks the same, in a text whose typography is folded.

    >>> fold_loosely("a résumé of the [plan](http://example.org) &amp; ½").text
    'a resume of the plan & 1/2'
    """
    folds = {each: _fold_letter(each) for each in _special_characters(text)}
    flat = exchange(text, {old: new for old, new in folds.items() if len(new) == 1})
    pictures = "".join(each for each in folds if _PICTURE.match(each))
    longer = "".join(old for old, new in folds.items() if len(new) > 1)
    sorts = {
        "link": _LINK if "](" in text else "",
        "entity": _ENTITY if "&" in text else "",
        "picture": f"[{pictures}]+ ?" if pictures else "",
        "longer": f"[{re.escape(longer)}]" if longer else "",
    }
    pattern = "|".join(f"(?P<{name}>{sort})" for name, sort in sorts.items() if sort)
    return Folding(flat, _find_pieces(flat, re.compile(pattern), folds) if pattern else ())


def is_lookalike(one: str, other: str) -> bool:
    """Tell whether two words differ in letters of another alphabet that look alike."""
    return one != other and _latin(one) == _latin(other)


def _latin(word: str) -> str:
    return "".join(LOOKALIKES.get(each, each) for each in word)


def _special_characters(text: str) -> set[str]:
    return set() if text.isascii() else {each for each in set(text) if not each.isascii()}


@lru_cache(maxsize=4096)
def _fold_letter(character: str) -> str:
    if character in LOOKALIKES:
        return LOOKALIKES[character]
    if character < _ACCENTED_BEFORE and character.isalpha():
        base = unicodedata.normalize("NFD", character)[0]
        return LOOKALIKES.get(base, base)
    kind = unicodedata.decomposition(character).split(" ")[0]
    if kind in ("<fraction>", "<super>", "<sub>", "<circle>"):
        return unicodedata.normalize("NFKC", character).replace("\u2044", "/")
    return character


def _find_pieces(
    text: str, pattern: re.Pattern[str], folds: dict[str, str]
) -> Iterator[tuple[int, int, str]]:
    for match in pattern.finditer(text):
        found = match[0]
        if match.lastgroup == "entity":
            folded = html.unescape(found)
            folded = " " if folded.isspace() else folded
        else:
            folded = folds[found] if match.lastgroup == "longer" else ""
        if folded != found:
            yield *match.span(), folded
