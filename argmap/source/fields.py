"""The fields that records share: the id of a record, and spans as a file has them."""

from __future__ import annotations

from collections.abc import Sequence
from operator import index
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema

from argmap.controls import NOT_IN_IDS
from argmap.text import Span


def _without_arrow(name: str) -> str:
    if "->" in name:
        message = "an id cannot contain `->`, which joins two ids into a link"
        raise ValueError(message)
    return name


# No spaces, so that an id can be typed, no control characters, so that it can be shown, and no
# arrow, which joins two ids into a link.
Identifier = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, pattern=f"^[^{NOT_IN_IDS}]+$"),
    AfterValidator(_without_arrow),
    WithJsonSchema(
        {
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            # Without an anchor: `$` may also match before a line end.
            "not": {"pattern": f"[{NOT_IN_IDS}]|->"},
        }
    ),
]


NO_PAIR = "a span must be a pair of whole numbers: start and end"


def _pair(value: object) -> object:
    """Take numbers alone, as the schema does: no text such as `1_2`, and no truth value."""
    if isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 2:  # noqa: PLR2004 -- a pair
        return tuple(map(_offset, value))
    raise ValueError(NO_PAIR)


def _offset(value: object) -> int:
    if isinstance(value, float) and value.is_integer():
        return int(value)  # JSON has one kind of number
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise ValueError(NO_PAIR)
    return index(value)


def _checked_span(span: Span) -> Span:
    if span.start < 0:
        message = f"a span cannot start at {span.start}: offsets begin at 0"
        raise ValueError(message)
    if span.end <= span.start:
        message = f"a span must end after its start, unlike [{span.start}, {span.end}]"
        raise ValueError(message)
    return span


# That the end comes after the start is more than a schema can say; that it is another one is not.
_PAIR = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
    "uniqueItems": True,
    "description": "Start and end in code points of the source; the end is exclusive.",
}
PlacedSpan = Annotated[
    Span, BeforeValidator(_pair), AfterValidator(_checked_span), WithJsonSchema(_PAIR)
]
