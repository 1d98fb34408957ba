"""A YAML or JSON text as a tree whose every node knows where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from argmap.errors import MapFileError

if TYPE_CHECKING:
    from collections.abc import Callable

    from argmap.text import Span

MAXIMAL_DEPTH = 100
"""How deep a map file may nest; a map needs six levels, the rest is for ``meta``."""


class BadSyntax(MapFileError):
    """The text is not YAML, or not JSON; ``span`` is where that shows."""

    def __init__(self, what: str, span: Span, *, help: str | None = None) -> None:
        super().__init__(what, help=help)
        self.span = span


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value.

    ``value`` is what stands there: in JSON the value itself, in YAML its text, or None for an
    empty or null one. ``is_plain`` marks a YAML scalar without quotation marks, and ``is_block``
    one that is written over several lines after ``|`` or ``>``.
    """

    value: str | float | bool | None
    span: Span
    is_plain: bool = False
    is_block: bool = False


@dataclass(slots=True)
class Sequence:
    """A list; ``is_flow`` tells ``[a, b]`` from one item a line."""

    span: Span
    is_flow: bool
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping and its value."""

    key: Scalar
    value: Node

    @property
    def name(self) -> str:
        """The key as text."""
        return str(self.key.value)


@dataclass(slots=True)
class Mapping:
    """Keys and values in the order of the text; ``is_flow`` tells ``{a: b}`` from lines."""

    span: Span
    is_flow: bool
    entries: list[Entry] = field(default_factory=list)

    def entry(self, name: str) -> Entry | None:
        """Return the first entry of that key."""
        return next((entry for entry in self.entries if entry.name == name), None)


Node = Scalar | Sequence | Mapping


def to_plain(node: Node, resolve: Callable[[Scalar], Any], *, typed: bool = False) -> Any:  # noqa: ANN401
    """Return the node as dicts, lists and scalars.

    The texts of a map are taken as they are written, so that ``quote: 1.10`` stays ``1.10``; only
    what stands under ``meta`` (``typed``) is turned by ``resolve`` into numbers and truth values.
    """
    if isinstance(node, Scalar):
        return resolve(node) if typed else node.value
    if isinstance(node, Sequence):
        return [to_plain(item, resolve, typed=typed) for item in node.items]
    return {
        entry.name: to_plain(entry.value, resolve, typed=typed or entry.name == "meta")
        for entry in node.entries
    }
