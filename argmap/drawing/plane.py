"""Points and boxes in the plane of a picture, whose unit is a CSS pixel; y grows downward."""

from __future__ import annotations

from typing import Literal, NamedTuple

Flow = Literal["right", "down"]
"""Where a picture leads away from its root."""
Way = Literal["right", "down", "left"]
"""Where reasons lie, seen from their claim."""
Direction = Literal["auto", "right", "down", "left"]
"""The same, as it is asked for; ``auto`` is whichever suits the map."""


class Point(NamedTuple):
    """A place: so far to the right of the top left corner, and so far below it."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle: its top left corner and its size."""

    x: float
    y: float
    width: float
    height: float
