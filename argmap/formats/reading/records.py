"""Read records that anybody may have written: the objects of JSON, whose fields may be anything.

Each function says of what type a field has to be and takes one of another type as if it were not
there. Given ``tell``, it reports that: a field that is there is never ignored in silence. What is
looked into need not be a record itself; what is none has no fields.
"""

from __future__ import annotations

import re
from math import isfinite
from typing import TYPE_CHECKING, TypeAlias

from argmap.formats.losses import listing

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.formats.losses import LossKind

    Tell: TypeAlias = Callable[[LossKind, str | None, str, str], None]

Record: TypeAlias = dict[str, object]
"""An object of JSON; nothing is known of its fields."""


def as_record(value: object) -> Record:
    """Return an object of JSON, an empty one for what is none."""
    return value if isinstance(value, dict) else {}


def as_key(value: object) -> str | None:
    """Return a foreign id as a key: files have it as a number, or as text, or both."""
    return None if value is None or isinstance(value, dict | list) else str(value)


def as_offset(value: object) -> int | None:
    """Return a place in a text, which may be written as digits; None for what is none.

    >>> as_offset(3), as_offset("3"), as_offset(-3), as_offset("three"), as_offset(True)
    (3, 3, None, None, None)
    """
    if isinstance(value, str):  # no text is so long that it needs more digits
        return int(value) if re.fullmatch("[0-9]{1,15}", value) else None
    is_place = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return value if isinstance(value, int) and is_place else None


def as_list(value: object) -> list[object]:
    """Return the values that a property has: none, one, or a list of them.

    >>> as_list(None), as_list("a"), as_list(["a", "b"])
    ([], ['a'], ['a', 'b'])
    """
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def field(holder: object, name: str) -> object:
    """Return whatever is under a name, None if nothing is."""
    return holder.get(name) if isinstance(holder, dict) else None


def record(holder: object, name: str, tell: Tell | None = None) -> Record:
    """Return the object under a name, an empty one if there is none.

    >>> record({"core": {"title": "Buses"}}, "core"), record({"core": 3}, "core")
    ({'title': 'Buses'}, {})
    """
    value = holder.get(name) if isinstance(holder, dict) else None
    if isinstance(value, dict):
        return value
    if tell is not None:
        _report(tell, name, value, "an object")
    return {}


def listed(holder: object, name: str, tell: Tell | None = None) -> list[object]:
    """Return the list under a name, an empty one if there is none."""
    value = field(holder, name)
    if isinstance(value, list):
        return value
    if tell is not None:
        _report(tell, name, value, "a list")
    return []


def records(holder: object, name: str, tell: Tell | None = None) -> list[Record]:
    """Return the objects in the list under a name.

    >>> records({"nodes": [{"id": 1}, "two"]}, "nodes", lambda *loss: print(loss[-1]))
    entries that are not objects are ignored: nodes[1]
    [{'id': 1}]
    """
    found = listed(holder, name, tell)
    _report_entries(tell, name, {f"{name}[{place}]": one for place, one in enumerate(found)})
    return [one for one in found if isinstance(one, dict)]


def entries(holder: object, name: str, tell: Tell | None = None) -> dict[str, Record]:
    """Return the objects in the object under a name, by their keys."""
    found = record(holder, name, tell)
    _report_entries(tell, name, {f"{name}.{key}": one for key, one in found.items()})
    return {key: one for key, one in found.items() if isinstance(one, dict)}


def text(holder: object, name: str) -> str | None:
    """Return the text under a name, None if there is none."""
    value = field(holder, name)
    return value if isinstance(value, str) else None


def words(holder: object, name: str) -> str | None:
    """Return the text under a name if it is more than white space."""
    found = text(holder, name)
    return found if found and found.strip() else None


def texts(holder: object, name: str) -> list[str]:
    """Return the texts in the list under a name."""
    return [one for one in listed(holder, name) if isinstance(one, str)]


def number(holder: object, name: str) -> float | None:
    """Return the finite number under a name, None if there is none; a truth value is no number.

    >>> number({"weight": 0.5}, "weight"), number({"weight": True}, "weight")
    (0.5, None)
    """
    value = field(holder, name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # An integer may be too great for the check.
    return None if isinstance(value, float) and not isfinite(value) else value


def whole_number(holder: object, name: str) -> int | None:
    """Return the whole number under a name, None if there is none."""
    value = field(holder, name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def key(holder: object, name: str) -> str | None:
    """Return the id under a name as a key, as ``as_key`` does."""
    return as_key(field(holder, name))


def without(holder: Record, *names: str) -> Record:
    """Return a record without the fields of these names."""
    return {name: value for name, value in holder.items() if name not in names}


def _report(tell: Tell, name: str, value: object, wanted: str) -> None:
    if value is not None:
        tell("repaired", None, name, f"`{name}` is not {wanted} and is ignored")


def _report_entries(tell: Tell | None, name: str, found: dict[str, object]) -> None:
    if tell is None:
        return
    wrong = [place for place, value in found.items() if not isinstance(value, dict)]
    if wrong:
        what = f"entries that are not objects are ignored: {listing(wrong)}"
        tell("repaired", None, name, what)
