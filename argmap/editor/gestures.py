"""All gestures, read from what the page sends."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from argmap.editor.changing import Remove, Rename, Reorder, Set, Title
from argmap.editor.relating import ChangeKind, Relate, Unrelate
from argmap.editor.stating import AnchorHere, State, Unanchor
from argmap.editor.suggesting import Accept, Refuse
from argmap.errors import UsageError

if TYPE_CHECKING:
    from argmap.editor.gesture import MapChange
    from argmap.editor.suggesting import Decision

_Any = Annotated[
    State
    | AnchorHere
    | Unanchor
    | Relate
    | Unrelate
    | Set
    | ChangeKind
    | Rename
    | Reorder
    | Remove
    | Title
    | Accept
    | Refuse,
    Field(discriminator="do"),
]


@cache
def _adapter() -> TypeAdapter[MapChange | Decision]:
    return TypeAdapter(_Any)


def read_gesture(data: Any) -> MapChange | Decision:
    """Return the gesture that the page sent; raise UsageError if it is none.

    >>> read_gesture({"do": "title", "revision": 1, "value": "Buses"}).wanted
    'Buses'
    """
    try:
        return _adapter().validate_python(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"][1:])
        what = f"`{where}`: {first['msg']}" if where else first["msg"]
        raise UsageError(
            f"the page sent an invalid change: {what}", help="reload the page"
        ) from error
