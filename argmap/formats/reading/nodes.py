"""A statement as an importer says it, before it is one of a map."""

from __future__ import annotations

import re
from dataclasses import dataclass
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

    ``meta`` is what is kept of it, ``record`` what argmap noted down of it in the file.
    """

    text: str | None
    anchors: tuple[Anchor, ...]
    kind: Kind | None
    id: str
    fields: dict[str, Any]
    meta: Mapping[str, Any] | None
    record: Mapping[str, Any] | None


def is_said(statement: Statement, fields: Mapping[str, Any]) -> bool:
    """Tell whether a statement has just these fields; its anchors may be as JSON has them."""
    for name, info in type(statement).model_fields.items():
        value = getattr(statement, name)
        if name not in fields:
            is_same = value == info.get_default()
        elif name == "anchors" and isinstance(fields[name], list):
            plain = [anchor.model_dump(mode="json", exclude_defaults=True) for anchor in value]
            is_same = plain == fields[name]
        else:
            is_same = value == fields[name]
        if not is_same:
            return False
    return True


def quote_of(anchor: object) -> str | None:
    """Return the quote of an anchor, which may be as JSON has it."""
    return anchor.get("quote") if isinstance(anchor, dict) else getattr(anchor, "quote", None)


def is_id(name: str) -> bool:
    """Tell whether a statement can have an id."""
    return 0 < len(name) <= _LONGEST_ID and not re.search(f"[{NOT_IN_IDS}]|{ARROW}", name)
