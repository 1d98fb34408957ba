"""What an Argdown text says, whether it comes as text or as the official program's JSON.

Statements and arguments are known by their titles; what is said of a title in several places is
taken together. Which relation holds between what is decided as @argdown/core 1.7 decides it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from argmap.formats.argdown.tree import Tag
    from argmap.formats.reading.records import Record

RelationType = Literal["support", "entails", "attack", "contrary", "contradictory", "undercut"]
SYMMETRIC: frozenset[RelationType] = frozenset({"contrary", "contradictory"})


@dataclass(eq=False, slots=True)
class Mention:
    """One of the places where a statement or argument is defined or referred to.

    ``place`` is an offset, or line and column: mentions are in the order of their places. ``text``
    is None for a reference.
    """

    place: tuple[int, ...]
    text: str | None
    tags: list[Tag] = field(default_factory=list)
    data: Record | None = None
    is_formatted: bool = False
    addresses: list[str] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Step:
    """A numbered statement of an argument's structure; a conclusion has its inference."""

    node: Node
    inference: Inference | None = None


@dataclass(eq=False, slots=True)
class Inference:
    """The step from premises to a conclusion: the ``index``-th step of ``argument``."""

    argument: Node
    index: int
    rules: list[str] = field(default_factory=list)
    data: Record | None = None
    relations: list[Relation] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Node:
    """A statement or an argument, with all its mentions in the order in which they end."""

    title: str
    is_argument: bool
    is_untitled: bool = False
    mentions: list[Mention] = field(default_factory=list)
    data: Record = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)

    @property
    def defining(self) -> Mention | None:
        """The mention whose text counts: the one marked as canonical, else the last."""
        found = None
        for mention in reversed(self.mentions):
            if mention.text is not None:
                if mention.data and mention.data.get("isCanonical"):
                    return mention
                found = found or mention
        return found


@dataclass(eq=False, slots=True)
class Relation:
    """A relation between two nodes, or from a node to an inference."""

    type: RelationType
    origin: Node
    target: Node | Inference


@dataclass(eq=False, slots=True)
class Debate:
    """All statements and arguments by their titles, and what holds between them."""

    front: Record = field(default_factory=dict)
    statements: dict[str, Node] = field(default_factory=dict)
    arguments: dict[str, Node] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
