"""Statements, and the anchors that tie them to the words of a source."""

from __future__ import annotations

import re
from collections.abc import Iterator  # noqa: TC003 -- pydantic reads the annotations
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import ConfigDict, Field, SerializeAsAny, model_validator

from argmap.errors import UsageError
from argmap.model.fields import Filled, Meta, References, Share, Truth  # noqa: TC001 -- as above
from argmap.model.kinds import RELATIONS, SHORTHAND, Kind, Relation
from argmap.model.readable import readable_quote
from argmap.record import Record
from argmap.source import Identifier, PlacedSpan  # noqa: TC001 -- as above
from argmap.tables import html_table

if TYPE_CHECKING:
    from typing import Unpack

    from argmap.describing import Schema
    from argmap.model.given import AnchorKeywords, StatementKeywords


_SHORTHAND = frozenset(SHORTHAND)

_SAYS_NOTHING = "a statement needs a `text`, a `quote` or both"
_BLANK = re.compile(r"(?:\s*(?:…|\.{3,}|_{2,}))+\s*")


class Part(Record):
    """A part of a map that never changes."""

    model_config = ConfigDict(frozen=True)


class Anchor(Part):
    """A passage of a source that a statement is based on.

    The quote is what people write; the spans say where it is in the source. They are valid if each
    of them, cut out of the source, is exactly its fragment of the quote. A quote may omit words
    with `` … ``; it then has one span per fragment.

    >>> Anchor(quote="a big buyer … of hardware", spans=[(3, 14), (22, 33)]).spans[0]
    Span(start=3, end=14)
    """

    shorthand = ("span",)
    how_to_change: ClassVar[str] = (
        "change it in its map: `m.replace(id, quote=…)` or `m.replace(id, anchors=…)`;"
        " `model_copy(update=…)` gives a changed copy"
    )

    source: Identifier | None = None
    """Id of the source; can be omitted if the map has only one."""
    quote: Filled
    """The exact words of the passage; ` … ` marks omitted words."""
    prefix: str | None = None
    """The words just before the quote, to tell repeated passages apart."""
    suffix: str | None = None
    """The words just after the quote, to tell repeated passages apart."""
    spans: tuple[PlacedSpan, ...] = ()
    """Start and end of each fragment of the quote, in code points of the source's text as it is in
    its file; the end is exclusive. Without spans the anchor is a draft."""

    # What a call takes is more than the types of the fields say; here it is said to type checkers.
    if TYPE_CHECKING:

        def __init__(self, *, quote: str, **fields: Unpack[AnchorKeywords]) -> None: ...

    def _changes_in_full(self, changes: dict[str, Any]) -> dict[str, Any]:
        if "span" in changes:
            changes = self._spelt_out({k: v for k, v in changes.items() if v is not None})
        return changes

    @classmethod
    def _spelt_out(cls, data: dict[str, Any]) -> dict[str, Any]:
        if "span" not in data:
            return data
        if "spans" in data:
            message = "give either `span`, one pair, or `spans`, a list of pairs"
            raise ValueError(message)
        rest = {key: value for key, value in data.items() if key != "span"}
        return {**rest, "spans": (data["span"],)}

    @classmethod
    def _complete_schema(cls, schema: Schema) -> None:
        from argmap.model.shorthand_schema import allow_span  # noqa: PLC0415 -- only schemas need it

        allow_span(schema)


class Statement(Part):
    """A statement that a source makes, or that is assumed, and what it bears on."""

    kind: ClassVar[Kind]
    needs: ClassVar[tuple[Relation, ...]] = ()
    """The relations of which it has at least one."""
    how_to_change: ClassVar[str] = (
        "change it in its map: `m.replace(id, …)`, `m.rename(old, new)`, `m.move(id, …)`;"
        " `model_copy(update=…)` gives a changed copy"
    )
    shorthand = SHORTHAND

    id: Identifier
    """A short name without spaces, unique in the whole map."""
    text: Filled | None = None
    """The statement in the analyst's words. Default: its quote."""
    supports: References = ()
    """The statements that it is a reason for."""
    rebuts: References = ()
    """The statements that it counts against."""
    undercuts: References = ()
    """The statements whose link it attacks: it accepts the reason but denies that it supports its
    target. `premise->target` refers to one link of a statement that has several."""
    limits: References = ()
    """The statements that it limits in scope, force or duration."""
    restates: References = ()
    """The statements that it says again."""
    answers: References = ()
    """The questions that it answers."""
    joint: str | None = Field(default=None, min_length=1)
    """A name shared by premises that count only together."""
    scheme: str | None = None
    """The argument scheme of its inference, such as `expert opinion`."""
    speaker: str | None = None
    """Who says it."""
    qualifier: str | None = None
    """How certain the speaker is, in the speaker's words, such as `probably`."""
    strength: Share | None = None
    """How strongly it bears on its target, from 0 to 1."""
    credence: Share | None = None
    """How strongly it is believed, from 0 to 1."""
    implicit: Truth = False
    """True if it is not stated in any source but assumed; it then needs no anchor."""
    tags: tuple[str, ...] = ()
    """Free labels."""
    note: str | None = None
    """A remark by the analyst."""
    anchors: tuple[SerializeAsAny[Anchor], ...] = ()
    """The passages that it is based on; `quote` and `span` on the statement are short for a single
    anchor."""
    meta: Meta = Field(default_factory=dict)
    """Anything else, kept as it is: foreign ids, types and fields."""

    @classmethod
    def _spelt_out(cls, data: dict[str, Any]) -> dict[str, Any]:
        # `quote` and `span` on the statement are its one anchor.
        if _SHORTHAND.isdisjoint(data):
            return data
        rest = {key: value for key, value in data.items() if key not in _SHORTHAND}
        anchor = {key: data[key] for key in SHORTHAND if key in data}
        if data.get("anchors") not in (None, [], ()):
            message = "give either `anchors` or a `quote`, not both"
            raise ValueError(message)
        if "quote" in anchor:
            rest["anchors"] = (anchor,)
        elif cls.model_fields.keys() >= rest.keys():
            # An unknown key is reported instead: it may be the quote, misspelt.
            message = f"`{next(iter(anchor))}` needs a `quote`"
            raise ValueError(message)
        return rest

    @classmethod
    def _complete_schema(cls, schema: Schema) -> None:
        from argmap.model.shorthand_schema import allow_shorthand, require_one  # noqa: PLC0415 -- only schemas need it

        allow_shorthand(schema, Anchor.model_json_schema(), message=_SAYS_NOTHING)
        if cls.needs:
            require_one(schema, cls.needs, message=cls._lacking())

    def _changes_in_full(self, changes: dict[str, Any]) -> dict[str, Any]:
        """Return changes with those of the one anchor, or of a new quote, as ``anchors``."""
        given = {name: changes[name] for name in SHORTHAND if name in changes}
        if not given:
            return changes
        if "anchors" in changes:
            message = "give either `anchors` or a `quote`, not both"
            raise UsageError(message)
        rest = {name: value for name, value in changes.items() if name not in given}
        if "quote" in given:
            if given["quote"] is None:
                return {**rest, "anchors": ()}
            # Another quote is elsewhere, but most often in the same source.
            sources = {anchor.source for anchor in self.anchors}
            kept = {"source": sources.pop()} if len(sources) == 1 else {}
            return {**rest, "anchors": (Anchor(**{**kept, **given}),)}
        if len(self.anchors) != 1:
            raise UsageError(
                f"{self.kind} {self.id!r} has {len(self.anchors) or 'no'} anchors, not one",
                help=f"give the `quote` that `{next(iter(given))}` belongs to, or all `anchors`",
            )
        return {**rest, "anchors": (self.anchors[0].model_copy(update=given),)}

    def __hash__(self) -> int:
        # What is generated would hash `meta`, too, which cannot be.
        return hash((type(self), self.id, self.text))

    def _repr_html_(self) -> str:
        """Return the statement for a notebook: what it says, quotes and bears on."""
        rows: list[tuple[str, object]] = [(self.kind, f"{self.id}: {self.wording}")]
        rows += [(relation, reference) for relation, reference in self.references]
        rows += [
            (name, value)
            for name in ("speaker", "qualifier", "scheme", "joint", "strength", "credence", "note")
            if (value := getattr(self, name)) is not None
        ]
        for anchor in self.anchors:
            spans = ", ".join(f"{span.start} to {span.end}" for span in anchor.spans)
            where = f"{anchor.source or 'source'} {spans or '(no span yet)'}"
            rows.append((where, f"“{anchor.quote}”"))
        return html_table(rows)

    @property
    def wording(self) -> str:
        """What is said: the text, or without it the quotes, joined by a space.

        Reference marks, cues and markup in a quote are left out.
        """
        return self.text or " ".join(self.quotes)

    @property
    def is_blank(self) -> bool:
        """Whether the text is still to be written, as on a work sheet: `…`, `...` or `___`.

        >>> from argmap.model import Claim
        >>> Claim(id="a", text="…").is_blank, Claim(id="b", text="So … what?").is_blank
        (True, False)
        """
        return bool(_BLANK.fullmatch(self.text or ""))

    @property
    def quotes(self) -> tuple[str, ...]:
        """The quotes, without what is none of their words."""
        return tuple(readable_quote(anchor.quote) for anchor in self.anchors)

    @property
    def references(self) -> Iterator[tuple[Relation, str]]:
        """Every relation of the statement with each id, or link, that it names."""
        for relation in RELATIONS:
            for reference in getattr(self, relation):
                yield relation, reference

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if not self.text and not self.anchors:
            raise ValueError(_SAYS_NOTHING)
        if self.needs and not any(getattr(self, relation) for relation in self.needs):
            raise ValueError(self._lacking(self.id))
        return self

    @classmethod
    def _lacking(cls, id: str | None = None) -> str:
        """Say what a statement lacks that has none of the relations that its kind needs."""
        *rest, last = (f"`{relation}`" for relation in cls.needs)
        needed = f"{', '.join(rest) + ' or ' if rest else ''}{last}"
        if id is None:
            return f"a {cls.kind} needs {needed}"
        target = "what it is a reason for" if cls.kind == "reason" else "its target"
        return f"{cls.kind} {id!r} has no {needed}: name {target}"


class Question(Statement):
    """What the text asks."""

    kind: ClassVar[Kind] = "question"

    if TYPE_CHECKING:

        def __init__(
            self, *, id: str, text: str | None = None, **fields: Unpack[StatementKeywords]
        ) -> None: ...


class Claim(Statement):
    """What the text asserts."""

    kind: ClassVar[Kind] = "claim"

    if TYPE_CHECKING:

        def __init__(
            self, *, id: str, text: str | None = None, **fields: Unpack[StatementKeywords]
        ) -> None: ...


class Reason(Statement):
    """A statement that supports another one."""

    kind: ClassVar[Kind] = "reason"
    needs: ClassVar[tuple[Relation, ...]] = ("supports",)

    if TYPE_CHECKING:

        def __init__(
            self, *, id: str, text: str | None = None, **fields: Unpack[StatementKeywords]
        ) -> None: ...


class Caveat(Statement):
    """A statement that limits, rebuts or undercuts another one."""

    kind: ClassVar[Kind] = "caveat"
    needs: ClassVar[tuple[Relation, ...]] = ("limits", "rebuts", "undercuts")

    if TYPE_CHECKING:

        def __init__(
            self, *, id: str, text: str | None = None, **fields: Unpack[StatementKeywords]
        ) -> None: ...
