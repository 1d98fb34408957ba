"""What was probably meant by a key that a map, or a part of one, does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.synonyms import folded, is_listed, meaning

if TYPE_CHECKING:
    from collections.abc import Collection

_SECTIONS = {
    "question": "questions",
    "claim": "claims",
    "reason": "reasons",
    "caveat": "caveats",
}
_BEARING = {
    "supports": ("reasons", "`supports`"),
    "rebuts": ("caveats", "`rebuts` or `undercuts`"),
    "undercuts": ("caveats", "`undercuts`"),
    "limits": ("caveats", "`limits`"),
    "answers": ("claims", "`answers`"),
}
"""Where statements that bear on another one go, with the relations that fit."""
_ANY_CAVEAT = "`limits`, `rebuts` or `undercuts`"
_OTHER_TARGETS = "`supports`, `rebuts`, `undercuts`, `limits`, `restates` or `answers`"


def advise(
    key: str,
    owner: str,
    known: Collection[str],
    *,
    value: object = None,
    id: str | None = None,
) -> str | None:
    """Return what to do about an unknown key, None if it is not another name for anything.

    ``owner`` is what has the key (``map``, ``source``, ``anchor`` or a kind of statement), and
    ``known`` are the keys that it can have. ``value`` is what the key holds, and ``id`` the id of
    its owner.

    >>> advise("objections", "map", ["claims", "caveats"])
    'objections go under `caveats:`, each with `rebuts` or `undercuts`'
    >>> advise("contradicts", "caveat", ["text", "rebuts"])
    'did you mean `rebuts`?'
    >>> advise("reasons", "claim", ["text"], value=[{"text": "They carry many"}], id="help")
    'lists are flat: put each of them under `reasons:` with `supports: help`'
    """
    if folded(key) in known:
        return _meant(folded(key))
    if owner == "map":
        return _of_map(key, known)
    if owner == "source":
        name = meaning("source", key)
        return _meant(name) if name in known else None
    if owner == "anchor":
        return _of_anchor(key, known)
    if owner in _SECTIONS:
        return _of_statement(key, owner, known, value, id)
    return None


def _meant(name: str | None) -> str:
    return f"did you mean `{name}`?"


def _of_map(key: str, known: Collection[str]) -> str | None:
    if section := meaning("sections", key):
        return _meant(section)
    if meaning("links", key) == "keys":
        return "relations are keys of a statement: `supports: ID`, `rebuts: ID` and so on"
    plural = folded(key) if meaning("lists", key) else f"{folded(key)}s"
    listed = meaning("lists", plural)
    if listed in ("reason", "caveat"):
        section = _SECTIONS[listed]
        bearing = _BEARING[meaning("members", plural) or "supports"][1]
        return f"{plural.replace('_', ' ')} go under `{section}:`, each with {bearing}"
    if listed in _SECTIONS:
        return _meant(_SECTIONS[listed])
    if listed == "any" and is_listed("lists", "any", key):
        return "put each statement under `questions:`, `claims:`, `reasons:` or `caveats:`"
    name = meaning("keys", key)
    return _meant(name) if name in known else None


def _of_anchor(key: str, known: Collection[str]) -> str | None:
    if meaning("offsets", key) == "span":
        return "did you mean `span: [start, end]`?"
    name = meaning("keys", key)
    # What an anchor says is its quote.
    name = "quote" if name == "text" else name
    return _meant(name) if name in known else None


def _of_statement(
    key: str, kind: str, known: Collection[str], value: object, id: str | None
) -> str | None:
    if _holds_statements(value) and (advice := _flat(key, kind, id)):
        return advice
    relation = meaning("relations", key)
    if relation in known:
        return _meant(relation)
    if members := meaning("members", key):
        section, bearing = _BEARING[members]
        return f"did you mean {bearing}? It is a key of the {section[:-1]}, and names its target"
    if meaning("bearing", key) or (meaning("kinds", key) == "claim" and kind != "claim"):
        fitting = {"reason": "`supports`", "caveat": _ANY_CAVEAT}.get(kind, _OTHER_TARGETS)
        return f"did you mean {fitting}?"
    return _of_field(key, known, value)


def _of_field(key: str, known: Collection[str], value: object) -> str | None:
    if meaning("offsets", key) == "span":
        return "did you mean `span: [start, end]`?"
    name = meaning("keys", key)
    if name == "kind":
        return "the kind of a statement is the list that it is in, such as `claims:`"
    if name == "quote" and isinstance(value, list):
        name = "anchors"
    return _meant(name) if name in known else None


def _flat(key: str, kind: str, id: str | None) -> str | None:
    """Say where statements go that are written inside another one; None if these are none."""
    target = id or "ID"
    members = meaning("members", key)
    if folded(key) in ("questions", "question"):
        return "lists are flat: put each of them under `questions:`"
    if members is None:
        return None
    section, bearing = _BEARING[members]
    if folded(key) in ("caveats", "caveat"):
        bearing = _ANY_CAVEAT
    if members == "answers" and kind != "question":
        return f"lists are flat: put each of them under `{section}:`"
    is_single = bearing.count("`") == len("``")
    related = f"`{bearing[1:-1]}: {target}`" if is_single else f"{bearing} `{target}`"
    return f"lists are flat: put each of them under `{section}:` with {related}"


def _holds_statements(value: object) -> bool:
    """Tell whether a value holds statements themselves, not their ids."""
    if isinstance(value, list | tuple):
        return any(map(_holds_statements, value))
    return isinstance(value, dict) or (isinstance(value, str) and len(value.split()) > 1)
