"""What cards show besides kind, speaker and wording, as far as it is asked for."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, TypedDict, get_args

from argmap.drawing.lettering.languages import find_languages
from argmap.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.drawing.places import PlaceUnit
    from argmap.drawing.sides import Side
    from argmap.drawing.theme import Theme
    from argmap.graph import Graph

Colouring = Literal["kind", "speaker"]
"""What the colours of cards distinguish."""
COLOURINGS: tuple[Colouring, ...] = get_args(Colouring)


class Showing(NamedTuple):
    """What cards show besides kind, speaker and wording.

    ``is_whole`` is for pictures in which nobody can ask for the rest of a text: none is cut.
    ``has_values`` puts strength and credence in numbers. ``places``, ``numbers`` and ``sides`` say
    by id where a statement is in its source, which number it has, and whose colours; ``languages``
    say how it is set and read aloud.
    """

    is_whole: bool = False
    has_values: bool = False
    places: Mapping[str, str] = MappingProxyType({})
    numbers: Mapping[str, int] = MappingProxyType({})
    sides: Mapping[str, Side] = MappingProxyType({})
    languages: Mapping[str, str] = MappingProxyType({})


class OnCards(TypedDict, total=False):
    """What cards show besides kind, speaker and wording, and what their colours distinguish.

    With ``values`` strength and credence are in numbers; ``places`` shows where a statement is in
    its source, by ``line``, ``page`` or ``time``; ``numbers`` counts the statements in the order in
    which they are read; ``colour`` is ``kind`` or ``speaker``.
    """

    values: bool
    places: PlaceUnit | None
    numbers: bool
    colour: Colouring


def find_showing(
    whole: Graph,
    graph: Graph,
    theme: Theme,
    *,
    values: bool = False,
    places: PlaceUnit | None = None,
    numbers: bool = False,
    colour: Colouring = "kind",
) -> Showing:
    """Return what cards show; numbers are those of the ``whole`` map, before it was folded.

    Raises UsageError for a unit or colouring that does not exist.
    """
    if colour not in COLOURINGS:
        raise UsageError(
            f"cards cannot be coloured by {colour!r}", help=f"choose from {', '.join(COLOURINGS)}"
        )
    showing = Showing(has_values=values, languages=find_languages(graph))
    if places is not None:
        from argmap.drawing.places import find_places  # noqa: PLC0415 -- seldom needed

        showing = showing._replace(places=find_places(graph, places))
    if numbers:
        ids = (id for _, id in whole.walk())
        showing = showing._replace(numbers={id: number for number, id in enumerate(ids, 1)})
    if colour == "speaker":
        from argmap.drawing.sides import find_sides  # noqa: PLC0415 -- as above

        showing = showing._replace(sides=find_sides(graph, theme))
    return showing
