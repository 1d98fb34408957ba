"""Say in plain words what pydantic found wrong with a record."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from argmap.mapfile.route import SHORTHAND
from argmap.model import Anchor, Statement

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

_SAID = {
    "string_type": "this should be a text",
    "int_type": "this should be a whole number",
    "int_parsing": "this should be a whole number",
    "int_from_float": "this should be a whole number",
    "float_type": "this should be a number",
    "float_parsing": "this should be a number",
    "finite_number": "this should be a finite number",
    "bool_type": "this should be `true` or `false`",
    "bool_parsing": "this should be `true` or `false`",
    "tuple_type": "this should be a list",
    "list_type": "this should be a list",
    "dict_type": "this should be a mapping of keys and values",
    "model_type": "this should be a mapping of keys and values",
    "model_attributes_type": "this should be a mapping of keys and values",
    "string_too_short": "this should not be empty",
    "string_unicode": "this holds half of a surrogate pair, which is no character",
    "unexpected_positional_argument": "a span is a pair: start and end",
    "missing_positional_only_argument": "a span is a pair: start and end",
    "arguments_type": "a span is a pair: start and end",
}


class Explained(NamedTuple):
    """What is wrong, and what to do."""

    message: str
    help: str | None = None


def explain(detail: ErrorDetails, model: type[BaseModel], location: tuple[str | int, ...]) -> Explained:
    """Return one error of a ValidationError in plain words.

    ``location`` is where in the record of type ``model`` it was found.
    """
    kind, context = detail["type"], detail.get("ctx", {})
    key = next((step for step in reversed(location) if isinstance(step, str)), "")
    if kind == "extra_forbidden":
        return _unknown_key(key, model, location)
    if kind == "missing":
        if key in ("start", "end"):
            return Explained("a span is a pair: start and end")
        return Explained(f"the {_name(model, location)} has no `{key}`")
    if kind == "value_error":
        return Explained(str(context.get("error", detail["msg"])))
    if kind == "string_pattern_mismatch":
        return _pattern(key, detail.get("input"))
    if kind == "literal_error" and key == "argmap":
        return Explained(
            f"format version {detail.get('input')!r} is not known", "this argmap reads version 1"
        )
    if kind in ("less_than_equal", "greater_than_equal"):
        return Explained(f"`{key}` lies between 0 and 1")
    if kind == "string_too_long":
        return Explained(f"`{key}` is longer than {context.get('max_length')} characters")
    if "spans" in location and kind in ("too_long", "too_short"):
        return Explained("a span is a pair: start and end")
    said = _SAID.get(kind)
    if said is None:
        said = detail["msg"][:1].lower() + detail["msg"][1:]
    return Explained(f"`{key}`: {said}" if key else said)


def _unknown_key(key: str, model: type[BaseModel], location: tuple[str | int, ...]) -> Explained:
    owner = Anchor if "anchors" in location[:-1] else model
    fields = [info.alias or name for name, info in owner.model_fields.items()]
    if issubclass(owner, Statement):
        fields += SHORTHAND
    if owner is Anchor:
        fields.append("span")
    near = get_close_matches(key, fields, n=1)
    advice = f"did you mean `{near[0]}`?" if near else f"its keys are {', '.join(fields)}"
    return Explained(f"a {_name(model, location[:-1])} has no key `{key}`", advice)


def _name(model: type[BaseModel], location: tuple[str | int, ...]) -> str:
    if "anchors" in location:
        return "anchor"
    name = model.__name__
    return "map" if name == "ArgumentMap" else name.lower()


def _pattern(key: str, value: object) -> Explained:
    if key == "sha256":
        return Explained("`sha256` is 64 hexadecimal digits in lower case")
    return Explained(f"an id has no blanks, not like {value!r}", "join its words with hyphens")
