"""Gestures on what statements bear on, and on the kind that follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from argmap.editing import change_kind, replace_all
from argmap.editor.gesture import Done, MapChange, Touched
from argmap.errors import UsageError
from argmap.graph import BEARING
from argmap.model import RELATIONS, Kind, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import ArgumentMap, Statement

_FIELDS = (*RELATIONS, "joint")


class Relate(MapChange):
    """Let a statement bear on another one, besides what it bears on or instead.

    With ``joint_with`` it becomes a joint premise with another one, of that one's target.
    """

    do: Literal["relate"]
    id: str
    relation: Relation
    target: str | None = None
    joint_with: str | None = None
    place: Literal["add", "instead"] = "add"

    def touches(self, map: ArgumentMap) -> Iterator[Touched]:  # noqa: ARG002 -- the gesture has it
        """Yield what it bears on, and the same of a joint premise."""
        yield Touched(self.id, _FIELDS)
        if self.joint_with is not None:
            yield Touched(self.joint_with, _FIELDS)

    @property
    def wanted(self) -> str:
        """What is wanted, in words."""
        return f"{self.relation} {self.target or self.joint_with}"

    def make(self, map: ArgumentMap) -> Done:
        """Make the change in a map."""
        statement = map[self.id]
        joint, changes = self._joint(map, statement)
        targets = self._targets(map)
        now: dict[Relation, tuple[str, ...]] = {
            relation: getattr(statement, relation) for relation in RELATIONS
        }
        if self.place == "instead":
            gone = BEARING if self.relation in BEARING else (self.relation,)
            now |= dict.fromkeys(gone, ())
        now[self.relation] = (*now[self.relation], *targets)
        fields: dict[str, Any] = {**{str(each): ids for each, ids in now.items()}, "joint": joint}
        kind = kind_for(statement.kind, now)
        if kind == statement.kind:
            replace_all(map, {self.id: fields, **changes})
            became = ""
        else:
            change_kind(map, self.id, kind, {**fields, "joint": None})
            if joint:
                replace_all(map, {self.id: {"joint": joint}, **changes})
            became = f", and is a {kind} now"
        message = f"{self.id!r} {self.relation} {', '.join(map_named(targets))}"
        together = f" together with {self.joint_with!r}" if self.joint_with else ""
        return Done(f"{message}{together}{became}", self.id)

    def _targets(self, map: ArgumentMap) -> tuple[str, ...]:
        if self.target is not None:
            return (self.target,)
        if self.joint_with is None:
            raise UsageError("the statement to link to is missing", help="choose one")
        targets: tuple[str, ...] = getattr(map[self.joint_with], self.relation)
        if not targets:
            raise UsageError(
                f"{self.joint_with!r} {self.relation} nothing, so nothing can be joint with it",
                help="link it to a statement first",
            )
        return targets

    def _joint(
        self, map: ArgumentMap, statement: Statement
    ) -> tuple[str | None, dict[str, dict[str, Any]]]:
        """Return the joint name of the statement, and what changes of the other premise."""
        if self.joint_with is None:
            return (None if self.place == "instead" else statement.joint), {}
        other = map[self.joint_with]
        if other is statement:
            raise UsageError("a statement cannot be joint with itself")
        if other.joint:
            return other.joint, {}
        joint = free_joint(map, f"{other.id}-and-{statement.id}")
        return joint, {other.id: {"joint": joint}}


class Unrelate(MapChange):
    """Let a statement no longer bear on another one."""

    do: Literal["unrelate"]
    id: str
    relation: Relation
    target: str

    def touches(self, map: ArgumentMap) -> Iterator[Touched]:  # noqa: ARG002 -- as above
        """Yield what it bears on."""
        yield Touched(self.id, _FIELDS)

    @property
    def wanted(self) -> str:
        """What is wanted, in words."""
        return f"no longer {self.relation} {self.target}"

    def make(self, map: ArgumentMap) -> Done:
        """Make the change in a map."""
        statement = map[self.id]
        named = getattr(statement, self.relation)
        if self.target not in named:
            raise UsageError(f"there is no link: {self.id!r} {self.relation} {self.target!r}")
        now: dict[Relation, tuple[str, ...]] = {
            relation: getattr(statement, relation) for relation in RELATIONS
        }
        now[self.relation] = tuple(one for one in named if one != self.target)
        fields: dict[str, Any] = {self.relation: now[self.relation]}
        if statement.joint and not any(now[relation] for relation in BEARING):
            fields["joint"] = None
        kind = kind_for(statement.kind, now)
        change_kind(map, self.id, kind, fields)
        became = "" if kind == statement.kind else f", and is a {kind} now"
        return Done(f"{self.id!r} no longer {self.relation} {self.target!r}{became}")


class ChangeKind(MapChange):
    """Make a statement one of another kind; what it bears on stays if it can."""

    do: Literal["kind"]
    id: str
    kind: Kind

    def touches(self, map: ArgumentMap) -> Iterator[Touched]:  # noqa: ARG002 -- as above
        """Yield its kind and what it bears on."""
        yield Touched(self.id, ("kind", *_FIELDS))

    @property
    def wanted(self) -> str:
        """What is wanted, in words."""
        return f"a {self.kind}"

    def make(self, map: ArgumentMap) -> Done:
        """Make the change in a map."""
        statement = map[self.id]
        fields: dict[str, Any] = {}
        effect = ""
        if self.kind == "caveat" and not any(
            getattr(statement, relation) for relation in ("limits", "rebuts", "undercuts")
        ):
            fields = {"supports": (), "limits": statement.supports}
            effect = ", which limits what it supported"
        elif self.kind == "reason" and not statement.supports:
            targets = tuple(one for one in (*statement.limits, *statement.rebuts))
            fields = {"supports": targets, "limits": (), "rebuts": ()}
            effect = ", which supports what it was about"
        change_kind(map, self.id, self.kind, fields)
        return Done(f"{self.id!r} is a {self.kind} now{effect}")


def kind_for(kind: Kind, bears: dict[Relation, tuple[str, ...]]) -> Kind:
    """Return the kind of a statement that bears on others: the same if that can be.

    >>> kind_for("reason", {"rebuts": ("help",)}), kind_for("claim", {"supports": ("help",)})
    ('caveat', 'claim')
    """
    attacks = any(bears.get(relation) for relation in ("limits", "rebuts", "undercuts"))
    if kind == "reason" and not bears.get("supports"):
        return "caveat" if attacks else "claim"
    if kind == "caveat" and not attacks:
        return "reason" if bears.get("supports") else "claim"
    return kind


def map_named(ids: tuple[str, ...]) -> list[str]:
    """Return ids for a message."""
    return [repr(id) for id in ids]


def free_joint(map: ArgumentMap, name: str) -> str:
    """Return a name for joint premises that no others have."""
    taken = {one.joint for one in map.statements}
    return next(
        each
        for number in range(1, len(taken) + 2)
        if (each := name if number == 1 else f"{name}-{number}") not in taken
    )
