"""Ids that look alike without being the same, and characters in them that nobody sees.

A small part of the confusable characters of Unicode (https://www.unicode.org/reports/tr39/):
Cyrillic, Greek and Armenian letters that look like Latin ones, dashes and apostrophes. Letters of
one alphabet are distinguished, so that `modern` does not look like `modem`.
"""

from __future__ import annotations

import unicodedata

_LETTERS = {
    **dict(zip("АВЕЅІЈКМНОРСТХУаеорсухіјѕһԁԛԝѵӏ", "ABESIJKMHOPCTXYaeopcyxijshdqwvl", strict=True)),  # noqa: RUF001 -- what looks alike
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυϳ", "ABEZHIKMNOPTYXaivopuj", strict=True)),  # noqa: RUF001 -- as above
    **dict(zip("օոսհցɑɡıȷ", "onuhgagij", strict=True)),
    **dict.fromkeys("‐‑‒–—−˗", "-"),  # noqa: RUF001 -- as above
    **dict.fromkeys("‘’ʼʹ′", "'"),  # noqa: RUF001 -- as above
}
_AS_LETTERS = str.maketrans(_LETTERS)
# Decompositions that only say how a letter is printed; a raised `²` does not look like a `2`.
_PRINTED = ("<font>", "<wide>", "<narrow>", "<compat>", "<noBreak>")
_JOINERS = "\u200c\u200d"
# Fillers and selectors that are letters or marks by their category, and that nobody sees.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")


def likeness(name: str) -> str:
    r"""Return what is the same for all names that look alike.

    >>> likeness("Help") == likeness("h\u0435lp")  # with a Cyrillic letter
    True
    """
    if name.isascii():
        return name.casefold()
    plain = "".join(map(_as_printed, name))
    marked = unicodedata.normalize("NFD", plain).translate(_AS_LETTERS)
    seen = "".join(character for character in marked if not is_unseen(character))
    return unicodedata.normalize("NFD", seen.casefold())


def difference_of(one: str, other: str) -> str:
    """Return in what two names that look alike differ, to follow "they differ only in"."""
    if one.lower() == other.lower():
        return "case"
    if unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other):
        return "how accents are encoded (NFC or NFD)"
    seen = ["".join(c for c in name if not is_unseen(c)) for name in (one, other)]
    if seen[0] == seen[1]:
        return "characters that cannot be seen"
    strange = sorted(set(one) ^ set(other), key=str.isascii)
    return f"characters that look alike, such as {named(strange[0])}"


def unseen(name: str) -> tuple[str, ...]:
    """Return the characters of a name that nobody sees, each once.

    A joiner between letters that are not Latin, or in an emoji, has a visible effect.

    >>> unseen("he\u200blp")
    ('\u200b',)
    """
    if name.isascii():
        return ()
    characters = (
        character
        for place, character in enumerate(name)
        if is_unseen(character) and not _is_joining(name, place)
    )
    return tuple(dict.fromkeys(characters))


def is_unseen(character: str) -> bool:
    """Tell whether a character takes no room and makes no mark."""
    return character in _UNSEEN or unicodedata.category(character) == "Cf"


def named(character: str) -> str:
    """Return how Unicode calls a character.

    >>> named("\u200b")
    'U+200B ZERO WIDTH SPACE'
    """
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def _as_printed(character: str) -> str:
    if unicodedata.decomposition(character).startswith(_PRINTED):
        return unicodedata.normalize("NFKD", character)
    return character


def _is_joining(name: str, place: int) -> bool:
    if name[place] not in _JOINERS or not 0 < place < len(name) - 1:
        return name[place] >= "\U000e0000"  # tags, of which the flags of regions consist
    return not (name[place - 1].isascii() or name[place + 1].isascii())
