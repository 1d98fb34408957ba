"""Words that say something else in another case: *5 mW* and *5 MW*, *us* and *US*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.anchoring.placement import Meaning

_MEASURE = re.compile(r"(?P<digits>[\d.,]*)(?P<letters>[^\W\d_]+)(?P<rest>(?:/\w+)?)")
# A prefix that makes a unit a thousandth or a million of it.
_PREFIXED = re.compile(
    "(?P<prefix>[mMpP])(?P<unit>Wh?|V|A|Hz|Pa|J|N|B|bit|g|s|F|eV|T|S|Sv|Gy|Bq|[lL]|mol|Ω)"
)
_BITS = re.compile("(?P<prefix>[kKMGT]?i?)(?P<unit>[bB])(?P<per>ps)?")
_ALONE = frozenset("mMgGsStThHcCfFaAvV")  # letters that alone measure different things
# Words that are names in capitals.
_ACRONYMS = frozenset(("us", "who", "it", "un", "eu", "aids"))
# German: they, or you in the polite form.
_POLITE = frozenset(("sie", "ihnen", "ihr", "ihre", "ihrem", "ihren", "ihrer", "ihres"))
_LEAST_SHOUTED = 2
_BEGINS = re.compile(r"(?:^|[.!?:…\n]|--)[\s\"'(\[«„>*-]*$")
_NEAR = 24  # characters, within which a sentence is seen to begin


def begins_sentence(text: str, place: int) -> bool:
    """Tell whether a sentence seems to begin at a place, by what is right before it."""
    return _BEGINS.search(text, max(0, place - _NEAR), place) is not None


def meaning_of_case(
    quoted: str, found: str, *, before: str, beside: tuple[str, ...], begins: bool
) -> Meaning | None:
    """Return what the case of a word changes, None if nothing.

    ``before`` is the word before it, ``beside`` are the words next to the one in capitals, and
    ``begins`` says that a sentence, or the quote, begins with it.

    >>> meaning_of_case("mW", "MW", before="5", beside=(), begins=False)
    'quantity'
    >>> meaning_of_case("us", "US", before="for", beside=("for", "and"), begins=False)
    'actor'
    >>> meaning_of_case("The", "the", before="", beside=(), begins=True)
    """
    if quoted.casefold() != found.casefold() or quoted == found:
        return None
    ours, theirs = _MEASURE.fullmatch(quoted), _MEASURE.fullmatch(found)
    if ours and theirs and (ours["digits"] or before[-1:].isdigit()):
        return "quantity" if _measures_other(ours["letters"], theirs["letters"]) else None
    lower, upper = sorted((quoted, found), key=lambda word: not word.islower())
    if lower in _ACRONYMS and upper.isupper():
        is_shouted = any(word.isupper() and len(word) >= _LEAST_SHOUTED for word in beside)
        return None if is_shouted else "actor"
    is_polite = lower in _POLITE and upper == lower.capitalize()
    return "actor" if is_polite and not begins else None


def _measures_other(one: str, other: str) -> bool:
    """Tell whether two units that differ in their case are two units."""
    if len(one) == len(other) == 1:
        return one in _ALONE
    ours, theirs = _PREFIXED.fullmatch(one), _PREFIXED.fullmatch(other)
    if ours and theirs:
        return ours["prefix"] != theirs["prefix"] and ours["unit"] == theirs["unit"]
    ours, theirs = _BITS.fullmatch(one), _BITS.fullmatch(other)
    if ours is None or theirs is None:
        return False
    return ours["unit"] != theirs["unit"] and ours["prefix"].lower() == theirs["prefix"].lower()
