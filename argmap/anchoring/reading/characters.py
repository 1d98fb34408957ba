"""What each character counts as when a quote is looked for.

People and programs retype quotation marks, dashes, blanks and ligatures, lose invisible
characters, and compose accents differently. Here is which characters are taken as which, one
character at a time; :mod:`argmap.anchoring.reading.folding` applies it to a text.

Not everything that Unicode calls compatible says the same: ``10²`` is not ``102``, ``½`` is not
``1/2``. Superscripts, subscripts, fractions and circled digits stay as they are, and so do
accents.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

QUOTATION_MARKS = {
    "'": "\u2018\u2019\u201a\u201b\u2032\u2035\u2039\u203a\u00b4\u02b9\u02bb\u02bc\u055a\u05f3",
    '"': "\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb\u02ba\u301d\u301e\u301f\u05f4",
}
HYPHENS = "-\u2010\u2011"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u058a\u05be\u2e3a\u2e3b"

# Characters that readers do not see, and the vowel signs that Hebrew and Arabic may leave out.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    "\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff]"
)

# The kinds of compatibility (Unicode Standard Annex 44, section 5.7.3) that change only the shape.
_SHAPES = {"<font>", "<wide>", "<narrow>", "<small>", "<vertical>"}
_SHAPES |= {"<initial>", "<medial>", "<final>", "<isolated>"}

# Of the kind <compat>, which mixes everything, only ligatures, digraphs, the long s, the micro
# sign, and the radicals that stand for Han characters in the text of many PDF files.
_JOINED = re.compile(
    "[\u00b5\u0132\u0133\u0149\u017f\u01c4-\u01cc\u01f1-\u01f3\u2e80-\u2fd5\ufb00-\ufb17\ufb4f]"
)

# Marks of the scripts of South Asia that tell borrowed sounds from native ones, which many leave
# out: unlike those of Bengali and Oriya, they make no letter of the native alphabet.
NUKTAS = "\u093c\u0a3c\u0abc\u0cbc"

# What Persian and Arabic keyboards type for the same letters, and the vowels of Thai and Lao that
# programs take apart.
_SAME_LETTERS = {"\u06cc": "\u064a", "\u0649": "\u064a", "\u06a9": "\u0643"}
_SAME_LETTERS |= {"\u0e33": "\u0e4d\u0e32", "\u0eb3": "\u0ecd\u0eb2"}

# What a mark of punctuation counts as, by how its name in Unicode ends.
_NAMED = {
    "FULL STOP": ".",
    "DANDA": ".",
    "SIGN KHAN": ".",
    "MARK SHAD": ".",
    "SIGN SECTION": ".",
    "LITTLE SECTION": ",",
    "COMMA": ",",
    "SEMICOLON": ";",
    "COLON": ":",
    "QUESTION MARK": "?",
    "EXCLAMATION MARK": "!",
    "PERCENT SIGN": "%",
}
_OTHER_MARKS = re.compile("INVERTED|REVERSED|DOUBLE QUESTION|EXCLAMATION QUESTION|QUESTION EXCL")
_AS_QUOTATION_MARKS = re.compile("(?:CORNER|ANGLE) BRACKET")

_FIXED = {"…": "..."}
_FIXED |= {mark: plain for plain, marks in QUOTATION_MARKS.items() for mark in marks}
_FIXED |= dict.fromkeys(DASHES, "-")
_FIXED |= dict.fromkeys(NUKTAS, "")
_FIXED |= _SAME_LETTERS


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    r"""Return what one character counts as: nothing, itself, another one, or several.

    >>> [fold_character(character) for character in "\u2019\u2014\xa0ﬃ²"]
    ["'", '-', ' ', 'ffi', '²']
    """
    if character.isspace():
        return " "
    if character in _FIXED or character.isascii():
        return _FIXED.get(character, character)
    if INVISIBLE.match(character):
        return ""
    kind, *parts = unicodedata.decomposition(character).split() or [""]
    if kind in _SHAPES or (kind == "<compat>" and _JOINED.match(character)):
        shaped = "".join(chr(int(part, 16)) for part in parts)
        # A mark that is alone decomposes into a blank and the mark: that is no mere shape.
        return character if shaped.startswith(" ") else _fold_each(shaped)
    return _fold_composed(character)


def _fold_composed(character: str) -> str:
    composed = unicodedata.normalize("NFC", character)
    if composed != character:
        return _fold_each(composed)
    return _fold_punctuation(character) if unicodedata.category(character)[0] == "P" else character


def _fold_punctuation(mark: str) -> str:
    """Return what a mark of punctuation counts as, by its category and its name in Unicode."""
    category, name = unicodedata.category(mark), unicodedata.name(mark, "")
    if category == "Pd":
        return "-"
    if category in ("Pi", "Pf") or _AS_QUOTATION_MARKS.search(name):
        return '"'
    if category in ("Ps", "Pe"):
        signs = "[]" if "BRACKET" in name else "()" if "PARENTHESIS" in name else mark * 2
        return signs[category == "Pe"]
    if _OTHER_MARKS.search(name):
        return mark
    return next((sign for end, sign in _NAMED.items() if name.endswith(end)), mark)


def is_mark(character: str) -> bool:
    """Tell whether a character belongs to the one before it: an accent, a vowel sign, a jamo."""
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"


def _fold_each(characters: str) -> str:
    folded = "".join(character for each in characters for character in fold_character(each))
    return unicodedata.normalize("NFC", folded)
