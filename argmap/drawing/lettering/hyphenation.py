"""Where a long word may be broken with a hyphen, in languages that nobody has named.

Syllables have much the same shape in all languages written in Latin, Greek and Cyrillic letters: of
the consonants between two vowels the last one begins the next syllable, together with those before
it if they also begin words (*br*, *sch*). That is the rule of Spanish, Italian, Finnish, Polish and
Russian, and what German and English do with most words. Patterns for each language (Liang, *Word
hy-phen-a-tion by com-put-er*, 1983) are finer, but a map seldom says its language, their licences
differ from file to file, many being the LGPL or GPL, and only words that are longer than a line are
broken at all: a compound is then broken near its middle, where the shape of a syllable is enough.
"""

# ruff: noqa: RUF001 -- letters of three scripts
from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_VOWELS = frozenset("aeiouyæœøıəɛɔαεηιουωаеёиоуыэюяіїє")
# What two or three consonants begin syllables together.
_ONSETS = frozenset(
    {
        *("sch", "chl", "chr", "ch", "ck", "gh", "gn", "ph", "qu", "rh", "sh", "th", "zh", "zw"),
        *("bl", "br", "cl", "cr", "dr", "fl", "fr", "gl", "gr", "kl", "kn", "kr", "pl", "pr", "tr"),
        *("vl", "vr", "wr", "cz", "sz", "rz", "ly"),
        *("βρ", "γρ", "δρ", "θρ", "κρ", "πρ", "τρ", "φρ", "χρ", "βλ", "γλ", "κλ", "πλ", "φλ", "χλ"),
        *("μπ", "ντ", "γκ"),
        *("бл", "бр", "вл", "вр", "гл", "гр", "др", "кл", "кр", "пл", "пр", "тр", "фл", "фр", "хл"),
        "хр",
    }
)
# These begin a syllable together only after another consonant: Grund-stück, but Kis-te.
_ONSETS_AFTER_CONSONANT = frozenset(("st", "str", "sp", "spr", "sk", "skr"))
# German joins the parts of its long compounds with an s after these endings.
_JOINT = re.compile("(?:ung|heit|keit|schaft|tät|tum)s")
# The signs of Cyrillic belong to the consonant before them.
_SIGNS = frozenset("ьъ")
_LONGEST_ONSET = 3
_FEWEST_BEFORE, _FEWEST_AFTER = 3, 3
# Words, with what is written before and after them; no addresses, no code.
_PROSE = re.compile(r"[^\w/@]*[^\W\d_]+(?:['’\-\u2010][^\W\d_]+)*[^\w/@]*")
_WORD = re.compile(r"[^\W\d_]+")


def syllable_breaks(word: str) -> list[int]:
    """Return at which offsets a word may be broken with a hyphen; none if it is no word of prose.

    >>> word = "Rindfleischetikettierung"
    >>> [word[:place] for place in syllable_breaks(word)][:3]
    ['Rind', 'Rindflei', 'Rindfleische']
    """
    composed = unicodedata.normalize("NFC", word)
    if len(composed) != len(word) or not _PROSE.fullmatch(word):
        return []
    return [
        match.start() + place for match in _WORD.finditer(word) for place in _places(match.group())
    ]


def _places(word: str) -> list[int]:
    letters = [unicodedata.normalize("NFD", letter)[0] for letter in word.lower()]
    is_vowel = [letter in _VOWELS for letter in letters]
    for place, letter in enumerate(letters[1:], 1):
        if letter == "u" and letters[place - 1] == "q":
            is_vowel[place] = False
    vowels = [place for place, vowel in enumerate(is_vowel) if vowel]
    joints = {match.end() for match in _JOINT.finditer(word.lower())}
    found = set(joints)
    for first, second in pairwise(vowels):
        if second - first > 1:
            place = _onset(letters, first + 1, second)
            # The s goes with the part before it, and no letter is left alone after it.
            if joints.isdisjoint((place - 1, place, place + 1)):
                found.add(place)
    return sorted(place for place in found if _FEWEST_BEFORE <= place <= len(word) - _FEWEST_AFTER)


def _onset(letters: list[str], start: int, end: int) -> int:
    """Return where the next syllable begins among the consonants from start to end."""
    for length in range(min(_LONGEST_ONSET, end - start), 1, -1):
        onset = "".join(letters[end - length : end])
        is_after = length < end - start and onset in _ONSETS_AFTER_CONSONANT
        if is_after or onset in _ONSETS:
            return end - length
    place = end - 1
    while place > start and letters[place] in _SIGNS:
        place -= 1
    return place
