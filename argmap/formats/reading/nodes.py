"""A statement as an importer says it, before it is one of a map."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from argmap.controls import NOT_IN_IDS
from argmap.model import ARROW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.model import Anchor, Kind, Statement

_LONGEST_ID = 200


@dataclass(eq=False)
class Node:
    """A statement of the file.

    ``meta`` is what is kept of it, ``record`` what argmap recorded of it in the file.
    """

    text: str | None
    anchors: tuple[Anchor, ...]
    kind: Kind | None
    id: str
    fields: dict[str, Any]
    meta: Mapping[str, Any] | None
    record: Mapping[str, Any] | None


def as_known(
    known: Statement, fields: Mapping[str, Any], passed_over: str = ""
) -> Statement | None:
    """Return a statement that needs no validation, as it has only fields of one that is valid.

    That is the known one itself, if the fields are just its own, or one that lacks some of them and
    is still of its kind and says something. None if a field has another value. Anchors may be as
    JSON has them. What ``meta`` has under the name ``passed_over`` is not compared.
    """
    lacking: dict[str, Any] = {}
    own = known.__dict__
    for name, default in _defaults(type(known)).items():
        value, given = own[name], fields.get(name, default)
        if (
            value is given
            or value == given
            or (name == "meta" and passed_over and _is_same(value, given, passed_over))
        ):
            continue
        if name == "anchors" and isinstance(given, list):
            plain = [anchor.model_dump(mode="json", exclude_defaults=True) for anchor in value]
            if plain == given:
                continue
        if given != default or name in ("id", "meta"):
            return None
        lacking[name] = default
    if not lacking:
        return known
    found = copy(known)  # which is far quicker than to make one
    found.__dict__.update(lacking)
    is_of_kind = not known.needs or any(getattr(found, name) for name in known.needs)
    return found if is_of_kind and (found.text or found.anchors) else None


def _is_same(meta: Mapping[str, Any], other: Mapping[str, Any], passed_over: str) -> bool:
    return _without(meta, passed_over) == _without(other, passed_over)


def _without(meta: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in meta.items() if key != name}


@cache
def _defaults(kind: type[Statement]) -> dict[str, object]:
    return {name: info.get_default() for name, info in kind.model_fields.items()}


def quote_of(anchor: object) -> str | None:
    """Return the quote of an anchor, which may be as JSON has it."""
    return anchor.get("quote") if isinstance(anchor, dict) else getattr(anchor, "quote", None)


def is_id(name: str) -> bool:
    """Tell whether a statement can have an id."""
    return 0 < len(name) <= _LONGEST_ID and not re.search(f"[{NOT_IN_IDS}]|{ARROW}", name)
