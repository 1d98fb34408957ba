"""What a draft suggests: statements that are accepted into a map, mended or not, or refused."""

from __future__ import annotations

from abc import abstractmethod
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from argmap.editing import replace_all
from argmap.editing.faults import refuse_new_faults
from argmap.editor.gesture import Done, Gesture, Touched
from argmap.editor.relating import free_joint
from argmap.errors import UsageError
from argmap.graph import Graph
from argmap.model import ARROW, RELATIONS, Anchor, ArgumentMap, Kind, Statement
from argmap.text import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KEPT = (
    "text", "speaker", "qualifier", "strength", "credence", "note", "implicit", "tags", "scheme",
    "meta",
)  # fmt: skip


class Suggestions(NamedTuple):
    """The statements of a draft: those that wait, and what those that were accepted are called."""

    draft: ArgumentMap
    waiting: tuple[str, ...] = ()
    names: Mapping[str, str] = MappingProxyType({})

    @classmethod
    def of(cls, draft: ArgumentMap, map: ArgumentMap) -> Suggestions:
        """Return what a draft suggests for a map: what is there already does not wait."""
        there = {_says(one): one.id for one in map.statements}
        names = {one.id: there[_says(one)] for one in draft.statements if _says(one) in there}
        # What something bears on comes before it.
        order = [id for _, id in Graph(draft).walk()]
        return cls(draft, tuple(id for id in order if id not in names), names)

    def data(self, map: ArgumentMap) -> list[dict[str, Any]]:
        """Return the suggestions that wait, as data for the page.

        Sources are numbers from 0, and None if the map has no such one. A relation leads to the id
        of a statement, or of another suggestion if that ``waits``; one to what was refused is left
        out.
        """
        numbers = {source.id: number for number, source in enumerate(map.sources)}
        only = 0 if len(map.sources) == 1 else None
        items = []
        for id in self.waiting:
            one = self.draft[id]
            relations = [
                {"relation": relation, "target": target, "waits": waits}
                for relation, target, waits in self._relations(one, map)
                if target is not None
            ]
            anchors = [
                {
                    "source": only if anchor.source is None else numbers.get(anchor.source),
                    "quote": anchor.quote,
                    "spans": [list(span) for span in anchor.spans],
                }
                for anchor in one.anchors
            ]
            fields = {name: getattr(one, name) for name in ("kind", "text", "wording", "note")}
            items.append({"id": id, **fields, "anchors": anchors, "relations": relations})
        return items

    def _relations(
        self, one: Statement, map: ArgumentMap
    ) -> Iterator[tuple[str, str | None, bool]]:
        """Yield the relations of a suggestion, each with its target as it is called now."""
        for relation, reference in one.references:
            ends = reference.split(ARROW)
            waits = any(end in self.waiting for end in ends)
            named = [end if end in self.waiting else self.names.get(end) for end in ends]
            known = [
                end for end in named if end is not None and (end in self.waiting or end in map)
            ]
            yield relation, ARROW.join(known) if len(known) == len(ends) else None, waits

    def without(self, id: str, name: str | None = None) -> Suggestions:
        """Return the suggestions once one is refused, or accepted under a name."""
        names = {**self.names, id: name} if name is not None else self.names
        return self._replace(waiting=tuple(o for o in self.waiting if o != id), names=names)

    def renamed(self, old: str, new: str) -> Suggestions:
        """Return the suggestions once a statement that was one of them has another id."""
        if old not in self.names.values():
            return self
        names = {id: new if name == old else name for id, name in self.names.items()}
        return self._replace(names=names)

    def waiting_one(self, id: str) -> Statement:
        """Return a suggestion that waits; raise UsageError if none has this id."""
        if id not in self.waiting:
            raise UsageError(f"the suggestion {id!r} no longer exists", help="reload the page")
        return self.draft[id]

    def partners(self, one: Statement, map: ArgumentMap) -> list[Statement]:
        """Return the statements of the map that a suggestion is joint with."""
        return [
            map[name]
            for other in self.draft.statements
            if one.joint and other.joint == one.joint and other is not one
            if (name := self.names.get(other.id)) is not None and name in map
        ]

    def fields(self, one: Statement, map: ArgumentMap) -> tuple[dict[str, Any], int]:
        """Return the fields of a suggestion in the map, and how many of its relations are lost.

        Raises UsageError if something that it bears on waits, too.
        """
        fields: dict[str, Any] = {
            name: value for name in _KEPT if (value := getattr(one, name)) not in (None, (), {})
        }
        lost = 0
        for relation, target, waits in self._relations(one, map):
            if waits:
                first = next(end for end in str(target).split(ARROW) if end in self.waiting)
                raise UsageError(
                    f"{one.id!r} {relation} {first!r}, which is a suggestion, too",
                    help=f"accept or refuse {first!r} first",
                )
            if target is None:
                lost += 1
            else:
                fields.setdefault(relation, []).append(target)
        only = map.sources[0].id if len(map.sources) == 1 else None
        fields["anchors"] = [
            anchor.model_copy(update={"source": None})
            if anchor.source is not None and anchor.source == only
            else anchor
            for anchor in one.anchors
        ]
        return fields, lost


class Mended(BaseModel):
    """What somebody changes of a suggestion while accepting it."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    kind: Kind | None = None
    text: str | None = None
    speaker: str | None = None
    qualifier: str | None = None
    note: str | None = None


class Decision(Gesture):
    """A gesture on a suggestion of the draft."""

    suggestion: str

    def touches(self, map: ArgumentMap) -> Iterator[Touched]:  # noqa: ARG002 -- nothing that is there
        """Yield nothing: what is there stays as it is."""
        yield from ()

    @property
    def wanted(self) -> str:
        """What is wanted, in words."""
        return f"the suggestion {self.suggestion!r}"

    @abstractmethod
    def decide(self, map: ArgumentMap, suggestions: Suggestions) -> tuple[Done, Suggestions]:
        """Make the change in a map, and return the suggestions as they are then."""


class Accept(Decision):
    """Add a suggestion to the map, mended if it is to be."""

    do: Literal["accept"]
    changes: Mended = Field(default_factory=Mended)

    def decide(self, map: ArgumentMap, suggestions: Suggestions) -> tuple[Done, Suggestions]:
        """Add the statement."""
        one = suggestions.waiting_one(self.suggestion)
        fields, lost = suggestions.fields(one, map)
        kind = self.changes.kind or one.kind
        fields |= self.changes.model_dump(exclude={"kind"}, exclude_unset=True)
        text = fields.pop("text", None) or None
        needs = {"reason": ("supports",), "caveat": ("limits", "rebuts", "undercuts")}.get(kind, ())
        if lost and needs and not any(fields.get(relation) for relation in needs):
            raise UsageError(
                f"the statement that {one.id!r} bears on has been refused",
                help="refuse it, too, or accept it as a claim",
            )
        before = map.model_copy()
        id = _free_id(map, one.id)
        made: Statement = getattr(map, kind)(text, id=id, **fields)
        refuse_new_faults(before, map, f"{id!r} cannot be added")
        joined = self._join(map, made, suggestions.partners(one, map))
        message = f"accepted {kind} {id!r}: {shortened(made.wording)}{joined}"
        if lost:
            message += f", without {lost} relation{'' if lost == 1 else 's'} to what was refused"
        return Done(message, id), suggestions.without(one.id, id)

    @staticmethod
    def _join(map: ArgumentMap, made: Statement, partners: list[Statement]) -> str:
        """Let a statement be joint with others that bear on the same, and return this in words."""
        same = [
            other
            for other in partners
            if any(
                set(getattr(other, relation)) & set(getattr(made, relation))
                for relation in RELATIONS
            )
        ]
        if not same:
            return ""
        joint = same[0].joint or free_joint(map, f"{same[0].id}-and-{made.id}")
        changed = {other.id: {"joint": joint} for other in same if other.joint is None}
        replace_all(map, {**changed, made.id: {"joint": joint}})
        return f", together with {same[0].id!r}"


class Refuse(Decision):
    """Leave a suggestion out of the map."""

    do: Literal["refuse"]

    def decide(self, map: ArgumentMap, suggestions: Suggestions) -> tuple[Done, Suggestions]:  # noqa: ARG002 -- it stays
        """Drop the suggestion."""
        one = suggestions.waiting_one(self.suggestion)
        return Done(f"refused {one.id!r}: {shortened(one.wording)}"), suggestions.without(one.id)


def _says(one: Statement) -> tuple[object, ...]:
    """Return what makes a statement the same as one of a draft."""
    return (one.kind, one.wording, tuple(_quoted(anchor) for anchor in one.anchors))


def _quoted(anchor: Anchor) -> tuple[object, ...]:
    return (anchor.quote, anchor.spans)


def _free_id(map: ArgumentMap, id: str) -> str:
    number = 1
    while (name := id if number == 1 else f"{id}-{number}") in map:
        number += 1
    return name
