"""What the parser makes of an Argdown text: blocks, with all that is in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argmap.formats.reading.records import Record


class Tag(NamedTuple):
    """A tag, and where in the words it is, with its sign and the blank after it."""

    name: str
    start: int
    end: int


@dataclass(slots=True)
class Words:
    """What a statement or heading says.

    ``text`` is without escapes, bold and italic signs and addresses of links, with its tags.
    """

    text: str = ""
    tags: list[Tag] = field(default_factory=list)
    is_formatted: bool = False
    """True if some words are bold or italic."""
    addresses: list[str] = field(default_factory=list)
    """Where its links lead."""


@dataclass(eq=False, slots=True)
class Member:
    """One mention of a statement or argument that defines it, or refers to it.

    ``start`` is the offset in the text, ``title`` None if it has none, ``words`` what it says
    here, and ``relations`` are what is written, indented, below it.
    """

    start: int
    is_argument: bool
    title: str | None
    is_reference: bool
    words: Words
    data: Record | None = None
    relations: list[Relation] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Relation:
    """A line that starts with a relation's ``symbol``, such as ``+`` or ``->``."""

    symbol: str
    member: Member


@dataclass(eq=False, slots=True)
class Inference:
    """The line between premises and a conclusion, with the relations that are under it."""

    start: int
    rules: list[str] = field(default_factory=list)
    data: Record | None = None
    relations: list[Relation] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Step:
    """A numbered statement of a premise-conclusion structure.

    ``inference`` is the one that it is the conclusion of; a premise has none.
    """

    number: int
    member: Member
    inference: Inference | None


@dataclass(eq=False, slots=True)
class Structure:
    """Premises and conclusions, one after the other."""

    start: int
    steps: list[Step]


@dataclass(eq=False, slots=True)
class Heading:
    """A heading; ``level`` counts its signs."""

    start: int
    level: int
    words: Words


@dataclass(eq=False, slots=True)
class Items:
    """A list of statements or arguments."""

    members: list[Member]


Block = Member | Structure | Heading | Items


@dataclass(eq=False, slots=True)
class Tree:
    """A whole text: its front matter, and the blocks that blank lines part."""

    front: Record
    blocks: list[Block]
