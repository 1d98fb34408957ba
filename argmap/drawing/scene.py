"""What a picture consists of, ready to be written in any format: shapes and text, in order.

All colours are literal and all places absolute. A link to a statement, its name and what it says
are with the group of its shapes, so that every format can make use of them in its own way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.drawing.plane import Point


class Rectangle(NamedTuple):
    """A rectangle with round corners; ``dashes`` are the lengths of strokes and gaps."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str | None = None
    stroke_width: float = 0
    radius: float = 0
    dashes: tuple[float, ...] = ()


class Curve(NamedTuple):
    """Cubic Bézier curves, one after the other: 3n + 1 control points."""

    points: tuple[Point, ...]
    stroke: str
    stroke_width: float
    dashes: tuple[float, ...] = ()
    is_round: bool = False


class Polygon(NamedTuple):
    """A closed shape with straight sides."""

    points: tuple[Point, ...]
    fill: str


class Circle(NamedTuple):
    """A dot or, with a stroke, a ring."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str | None = None
    stroke_width: float = 0


class Text(NamedTuple):
    """One line of text; ``y`` is that of its baseline, ``x`` where it begins.

    Text that runs to the left begins at the right.
    """

    x: float
    y: float
    text: str
    size: float
    fill: str
    is_bold: bool = False
    is_right_to_left: bool = False


class Group(NamedTuple):
    """Shapes that belong together.

    ``role`` says what they are: ``map``, ``links``, ``link``, ``statement``, ``heading``, which is
    the title, ``band``, which heads what leads to no question, or ``legend``. ``id`` is that of the
    statement, ``title`` says in words what the group shows, ``data`` names what it is for,
    ``href`` is the address that it links to, and ``language`` that of its text, where it is known.
    """

    role: str
    items: tuple[Item, ...]
    id: str | None = None
    title: str | None = None
    data: tuple[tuple[str, str], ...] = ()
    href: str | None = None
    language: str | None = None


Item = Rectangle | Curve | Polygon | Circle | Text | Group


class Scene(NamedTuple):
    """A whole picture: its size, the colour of its ground, its name, and what it shows.

    ``dark`` pairs colours with those that take their place where readers want it dark, in formats
    that can follow them. The shapes begin ``left`` and ``top`` from its corner, and the whole is
    shown at a ``scale``: so many CSS pixels to each unit.
    """

    width: float
    height: float
    ground: str
    title: str
    description: str
    items: tuple[Item, ...] = ()
    dark: tuple[tuple[str, str], ...] = ()
    left: float = 0.0
    top: float = 0.0
    scale: float = 1.0

    def walk(self) -> Iterator[Item]:
        """Yield every group and every shape, in the order in which they are painted."""
        stack = list(reversed(self.items))
        while stack:
            item = stack.pop()
            yield item
            if isinstance(item, Group):
                stack.extend(reversed(item.items))

    def texts(self) -> Iterator[str]:
        """Yield every line of text."""
        return (item.text for item in self.walk() if isinstance(item, Text))
