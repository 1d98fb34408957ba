"""A YAML or JSON text as a tree whose every node knows where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from argmap.errors import MapFileError

if TYPE_CHECKING:
    from argmap.text import Span

MAXIMAL_DEPTH = 100
"""How deep a map file may nest; a map needs six levels, the rest is for ``meta``."""
LONGEST_NUMBER = 4000
"""How many digits a whole number may have; Python itself reads no more than 4300."""
_FEW_ENTRIES = 30


class BadSyntax(MapFileError):
    """The text is not YAML, or not JSON; ``span`` is where that shows, ``began`` where it began."""

    def __init__(
        self, what: str, span: Span, *, help: str | None = None, began: int | None = None
    ) -> None:
        super().__init__(what, help=help)
        self.span = span
        self.began = span.start if began is None else began


class Scalar(NamedTuple):
    """A single value.

    ``value`` is what is there: in JSON the value itself, in YAML its text, which is empty
    where nothing is written. ``is_plain`` marks a YAML scalar without quotation marks, and
    ``is_block`` one that is written over several lines after ``|`` or ``>``.
    """

    value: str | float | bool | None
    span: Span
    is_plain: bool = False
    is_block: bool = False


class Sequence:
    """A list; ``is_flow`` tells ``[a, b]`` from one item a line."""

    __slots__ = ("is_flow", "items", "span")

    def __init__(self, span: Span, is_flow: bool) -> None:  # noqa: FBT001 -- as it is read
        self.span = span
        self.is_flow = is_flow
        self.items: list[Node] = []


class Entry(NamedTuple):
    """A key of a mapping and its value."""

    key: Scalar
    value: Node

    @property
    def name(self) -> str:
        """The key as text."""
        return str(self.key.value)


class Mapping:
    """Keys and values in the order of the text; ``is_flow`` tells ``{a: b}`` from lines."""

    __slots__ = ("_rows", "_seen", "entries", "is_flow", "span")

    def __init__(self, span: Span, is_flow: bool) -> None:  # noqa: FBT001 -- as above
        self.span = span
        self.is_flow = is_flow
        self.entries: list[Entry] = []
        # The rows of each key among the entries seen so far, made for a mapping of many keys.
        self._rows: dict[str, list[int]] | None = None
        self._seen = 0

    def rows(self, name: str) -> list[int]:
        """Return the rows of the entries of that key, mostly one or none."""
        if len(self.entries) <= _FEW_ENTRIES:
            return [row for row, entry in enumerate(self.entries) if entry.name == name]
        if self._rows is None:
            self._rows = {}
        for row in range(self._seen, len(self.entries)):
            self._rows.setdefault(self.entries[row].name, []).append(row)
        self._seen = len(self.entries)
        return self._rows.get(name, [])

    def entry(self, name: str) -> Entry | None:
        """Return the entry of that key; the last one, which counts, if there are several."""
        rows = self.rows(name)
        return self.entries[rows[-1]] if rows else None


Node = Scalar | Sequence | Mapping


_TYPED = frozenset(
    ("argmap", "span", "spans", "ignore", "strength", "credence", "implicit", "meta")
)
"""The keys whose values are not texts."""


class Resolve(Protocol):
    """Gives the value of a scalar as one of the two syntaxes has it."""

    def __call__(self, scalar: Scalar, *, typed: bool) -> Any:  # noqa: D102
        ...


def to_plain(node: Node, resolve: Resolve, *, typed: bool = False, strict: bool = False) -> Any:
    """Return the node as dicts, lists and scalars.

    The texts of a map are taken as they are written, so that ``quote: 1.10`` stays ``1.10``; only
    what is under ``meta``, ``span`` and the like is ``typed``: numbers, truth values and nulls
    are distinguished from texts. Where it is ``strict``, as under ``meta``, BadSyntax is raised for
    a number that a map cannot hold; elsewhere it stays a text, which its record is refused for.
    """
    if isinstance(node, Scalar):
        try:
            return resolve(node, typed=typed)
        except BadSyntax:
            if strict:
                raise
            return resolve(node, typed=False)
    if isinstance(node, Sequence):
        return [to_plain(item, resolve, typed=typed, strict=strict) for item in node.items]
    return {
        entry.name: to_plain(
            entry.value,
            resolve,
            typed=typed or entry.name in _TYPED,
            strict=strict or entry.name == "meta",
        )
        for entry in node.entries
    }
