"""Say in plain words what pydantic found wrong with a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.model import Anchor
from argmap.originals.original import Original
from argmap.record import advice_on_key, name_of, what_was_meant
from argmap.source import NO_PAIR

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    from argmap.mapfile.route import Route
    from argmap.mapfile.unquoted import AtComma

_WHOLE = "must be a whole number"
_NUMBER = "must be a number"
_TRUTH = "must be `true` or `false`"
_LIST = "must be a list"
_MAPPING = "must be a mapping of keys and values"

_MESSAGES = {
    "string_type": "must be text",
    "string_too_short": "must not be empty",
    "string_unicode": "contains half of a surrogate pair, which is not a character",
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "greater_than_equal": "must be between 0 and 1",
    "less_than_equal": "must be between 0 and 1",
}


class Explained(NamedTuple):
    """What is wrong, and what to do."""

    message: str
    help: str | None = None


_PAIR = Explained(
    NO_PAIR,
    "write `span: [start, end]`, or omit it and let `argmap anchor` find it",
)

_PASSAGES = Explained(
    "`ignore` must be a list of pairs of whole numbers: start and end of each passage",
    "write `ignore: [[start, end], …]`",
)


def explain(
    detail: ErrorDetails,
    model: type[BaseModel],
    location: Route,
    *,
    at_comma: AtComma | None = None,
    id: object = None,
) -> Explained:
    """Return one error of a ValidationError in plain words.

    ``location`` is where in the record of type ``model`` it was found, ``at_comma`` what to do
    about an unknown key if it may belong to the value before it. ``id`` is the id of the record.
    """
    kind = detail["type"]
    key = next((step for step in reversed(location) if isinstance(step, str)), "")
    if kind == "value_error" and str(detail["ctx"]["error"]) != NO_PAIR:
        return Explained(str(detail["ctx"]["error"]))
    if kind == "extra_forbidden":
        return _unknown_key(detail, key, model, location, at_comma, id)
    if "spans" in location:
        return _PAIR if location[-1] != "spans" else Explained(f"`spans` {_LIST} of pairs")
    if location[:1] == ("ignore",):
        return _PASSAGES
    if kind == "missing":
        return Explained(f"the {name_of(_owner(model, location[:-1]))} has no `{key}`")
    return _wrong_value(detail, key)


def _wrong_value(detail: ErrorDetails, key: str) -> Explained:
    kind, context, given = detail["type"], detail.get("ctx", {}), detail["input"]
    if key == "argmap":
        return Explained(
            f"unknown format version {given!r}", "this version of argmap reads version 1"
        )
    if key == "sha256":
        return Explained("`sha256` must be 64 lower-case hexadecimal digits")
    if kind == "string_pattern_mismatch" and any(map(str.isspace, given)):
        return Explained(f"an id cannot contain spaces: {given!r}", "join its words with hyphens")
    if kind == "string_pattern_mismatch":
        return Explained(f"an id cannot contain control characters: {given!a}", "remove them")
    if kind == "string_too_long":
        return Explained(f"`{key}` is longer than {context['max_length']} characters")
    message = _MESSAGES.get(kind) or detail["msg"][:1].lower() + detail["msg"][1:]
    help = None
    if kind == "string_type" and isinstance(given, bool | int | float):
        help = "put it in quotation marks"
    return Explained(f"`{key}` {message}" if key else f"this {message}", help)


def _unknown_key(
    detail: ErrorDetails,
    key: str,
    model: type[BaseModel],
    location: Route,
    at_comma: AtComma | None,
    id: object,
) -> Explained:
    owner = _owner(model, location[:-1])
    advice = what_was_meant(owner, key, detail["input"], id)
    if at_comma and at_comma.is_bare:
        advice = f"{advice} Otherwise, {at_comma.advice}" if advice else at_comma.advice
    elif advice is None:
        advice = advice_on_key(owner, key)
        if at_comma:
            advice += f"; {at_comma.advice}"
    shown = key if key.isprintable() else ascii(key)[1:-1]
    return Explained(f"{_article(name_of(owner))} has no key `{shown}`", advice)


def _owner(model: type[BaseModel], location: Route) -> type[BaseModel]:
    """Return what is at a location of a record."""
    if "anchors" in location:
        return Anchor
    return Original if location[:1] == ("original",) else model


def _article(name: str) -> str:
    return f"an {name}" if name[0] in "ao" else f"a {name}"
