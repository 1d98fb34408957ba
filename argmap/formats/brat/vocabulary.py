"""What the types of brat corpora mean: each corpus has its own, and none means two things.

Persuasive essays (Stab and Gurevych, Computational Linguistics 43, 2017), AbstRCT (Mayer, Cabrio
and Villata, ECAI 2020), SciArg (Lauscher, Glavaš and Ponzetto, 2018), and argmap's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from argmap.formats.reading.vocabulary import Vocabulary, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.formats.brat.lines import Attribute
    from argmap.model import Kind, Relation

KINDS: dict[str, Kind | None] = {
    "MajorClaim": "claim",
    "Claim": "claim",
    "own_claim": "claim",
    "background_claim": "claim",
    "Premise": None,
    "data": None,
    "Question": "question",
    "Reason": "reason",
    "Caveat": "caveat",
}
"""The kind that a type of span means; None if its links tell."""

TYPES: dict[Kind, str] = {
    "question": "Question",
    "claim": "Claim",
    "reason": "Reason",
    "caveat": "Caveat",
}
"""The type that a kind is written as."""

RELATIONS: dict[str, Relation] = {
    "supports": "supports",
    "Support": "supports",
    "attacks": "rebuts",
    "Attack": "rebuts",
    "contradicts": "rebuts",
    "rebuts": "rebuts",
    "Partial-Attack": "limits",
    "limits": "limits",
    "undercuts": "undercuts",
    "semantically_same": "restates",
    "restates": "restates",
    "answers": "answers",
}
"""The relation that a type of relation means."""

PARTS = "parts_of_same"
"""Joins spans that are one statement."""

MAJOR = "MajorClaim"
CLAIM = "Claim"
STANCE = "Stance"
STANCES: dict[str, Relation] = {"For": "supports", "Against": "rebuts"}
"""What a claim's stance means to every major claim, in the essays."""

WORDS = {
    "Joint": "joint",
    "Scheme": "scheme",
    "Qualifier": "qualifier",
    "Speaker": "speaker",
}
SHARES = {"Strength": "strength", "Credence": "credence"}
IMPLICIT = "Implicit"
TAG = "Tag"
"""Attributes that are fields of a statement: words, numbers, a mark, and one of several."""

Field: TypeAlias = tuple[str, str | float]
"""A field of a statement and its value."""

NOTES = "AnnotatorNotes"
ENCODED = "ArgmapData"
"""Types of notes: what a person remarks, and what only argmap reads."""


def field_of(line: Attribute) -> Field | None:
    """Return the field of a statement that an attribute says, None if it says none."""
    value = line.value
    if line.name == IMPLICIT and value is None:
        return "implicit", True
    if value is None:
        return None
    if line.name == TAG:
        return "tags", value
    if line.name in SHARES:
        try:
            share = float(value)
        except ValueError:
            return None
        return (SHARES[line.name], share) if 0 <= share <= 1 else None
    return (WORDS[line.name], value) if line.name in WORDS else None


def words_of(options: Mapping[str, object]) -> Vocabulary:
    """Return what the words of a file mean, by what its reader chose."""
    return Vocabulary(KINDS, RELATIONS, options)


def is_called(type: str, name: str) -> bool:
    """Tell whether a type is that of a name, however it is written.

    >>> is_called("major-claim", MAJOR)
    True
    """
    return plain(type) == plain(name)
