"""Text in the order and in the shapes in which it is seen, for formats that only place glyphs.

The order is that of the Unicode Bidirectional Algorithm (UAX #9) for one line without explicit
embeddings; the shapes are the presentation forms that Unicode has for letters of Arabic.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MIRRORED = str.maketrans("()[]{}<>«»\u2039\u203a", ")(][}{><»«\u203a\u2039")
_NEUTRAL = ("B", "S", "WS", "ON", "BN")
_LAM, _TATWEEL = "\u0644", "\u0640"


def in_visual_order(text: str, *, is_right_to_left: bool = False) -> str:
    r"""Return the characters of one line from left to right, Arabic letters joined.

    ``is_right_to_left`` is the direction of the line.

    >>> in_visual_order("שלום (2021)", is_right_to_left=True)
    '(2021) םולש'
    >>> in_visual_order("Buses help"), in_visual_order("2 Claims.", is_right_to_left=True)
    ('Buses help', '.Claims 2')
    """
    if not is_right_to_left and (
        text.isascii() or not any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text)
    ):
        return text
    clusters = list(_clusters(_joined(text)))
    base = int(is_right_to_left)
    levels = _levels([unicodedata.bidirectional(cluster[0]) for cluster in clusters], base)
    clusters = [
        cluster.translate(_MIRRORED) if level % 2 else cluster
        for cluster, level in zip(clusters, levels, strict=True)
    ]
    # Rule L2: from the highest level to the lowest odd one, what is on it or above is turned.
    order = list(range(len(clusters)))
    for level in range(max(levels, default=0), 0, -1):
        place = 0
        while place < len(order):
            end = place
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[place:end] = reversed(order[place:end])
            place = end + 1
    return "".join(clusters[place] for place in order)


def _clusters(text: str) -> Iterator[str]:
    """Keep marks with the letter before them, also when the order is turned (rule L3)."""
    cluster = ""
    for character in text:
        if unicodedata.category(character) == "Cf":
            continue
        if cluster and unicodedata.bidirectional(character) != "NSM":
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _levels(types: list[str], base: int) -> list[int]:
    """Return the embedding level of each character: rules W2 to I2."""
    direction = "R" if base else "L"
    types = _settle_numbers(types, direction)
    strong = direction
    for place, kind in enumerate(types):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            types[place] = "L"
    _settle_neutrals(types, direction)
    return [_level(kind, base) for kind in types]


def _settle_numbers(types: list[str], direction: str) -> list[str]:
    """Say which signs belong to numbers, and which numbers to Arabic: rules W2 to W6."""
    strong = direction
    for place, kind in enumerate(types):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            types[place] = "AN"
    types = ["R" if kind == "AL" else kind for kind in types]
    for place in range(1, len(types) - 1):
        before, after = types[place - 1], types[place + 1]
        if before == after and (
            (types[place] == "ES" and before == "EN")
            or (types[place] == "CS" and before in ("EN", "AN"))
        ):
            types[place] = before
    for places in (range(1, len(types)), range(len(types) - 2, -1, -1)):
        for place in places:
            if types[place] == "ET" and types[place - places.step] == "EN":
                types[place] = "EN"
    return ["ON" if kind in ("ES", "ET", "CS", *_NEUTRAL, "NSM") else kind for kind in types]


def _settle_neutrals(types: list[str], direction: str) -> None:
    """Give neutral characters the direction around them: rules N1 and N2."""
    known = [-1, *(place for place, kind in enumerate(types) if kind != "ON"), len(types)]
    sides = [direction, *("L" if kind == "L" else "R" for kind in types if kind != "ON"), direction]
    for (before, left), (after, right) in pairwise(zip(known, sides, strict=True)):
        for place in range(before + 1, after):
            types[place] = left if left == right else direction


def _level(kind: str, base: int) -> int:
    if kind == "R":
        return 1
    return base + 1 if base else (0 if kind == "L" else 2)


# Arabic


@cache
def _forms() -> dict[tuple[str, str], str]:
    """Return the presentation forms, by letters and how they join: isolated, initial and so on."""
    forms: dict[tuple[str, str], str] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE70, 0xFEFD)):
        how, *codes = unicodedata.decomposition(chr(code)).split() or ("",)
        letters = "".join(chr(int(each, 16)) for each in codes)
        if how in ("<isolated>", "<initial>", "<medial>", "<final>") and " " not in letters:
            forms.setdefault((letters, how[1:-1]), chr(code))
    return forms


def _joined(text: str) -> str:
    """Replace letters of Arabic by the forms that they take between their neighbours."""
    forms = _forms()

    def joins_on(letter: str) -> bool:
        return letter == _TATWEEL or (letter, "initial") in forms

    def joins_back(letter: str) -> bool:
        return letter == _TATWEEL or (letter, "final") in forms

    letters = [c for c in text if unicodedata.bidirectional(c) != "NSM"]
    shapes: list[str] = []
    is_open = False
    place = 0
    while place < len(letters):
        letter = letters[place]
        following = letters[place + 1] if place + 1 < len(letters) else ""
        both = letter + following
        if letter == _LAM and (both, "isolated") in forms:
            shapes += [forms[both, "final" if is_open else "isolated"], ""]
            is_open, place = False, place + 2
            continue
        after = joins_on(letter) and following != "" and joins_back(following)
        before = is_open and joins_back(letter)
        how = ("isolated", "initial", "final", "medial")[2 * before + after]
        shapes.append(forms.get((letter, how), letter))
        is_open, place = after, place + 1
    shape = iter(shapes)
    return "".join(c if unicodedata.bidirectional(c) == "NSM" else next(shape) for c in text)
