"""What an argument map is made of: statements, the anchors that tie them to a text, and the map.

What one record alone can get wrong is refused here, as pydantic's ValidationError. What records
get wrong together (an unknown id, a cycle, a misplaced span) is a rule of ``argmap.checking``, so
that everything wrong is told at once.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from argmap.errors import UsageError
from argmap.source import Identifier, Source  # noqa: TC001 -- pydantic reads the annotations
from argmap.text import Span

Relation = Literal["supports", "rebuts", "undercuts", "limits", "restates", "answers"]
Kind = Literal["question", "claim", "reason", "caveat"]

RELATIONS: tuple[Relation, ...] = (
    "supports",
    "rebuts",
    "undercuts",
    "limits",
    "restates",
    "answers",
)
ARROW = "->"
"""Joins a premise and its target into the name of a link, as in ``buyer->embrace``."""

_SHORTHAND = ("quote", "source", "prefix", "suffix", "span", "spans")


def _pair(value: object) -> object:
    if isinstance(value, Mapping) or (
        isinstance(value, Sequence) and any(isinstance(offset, bool) for offset in value)
    ):
        message = "a span is a pair of whole numbers: start and end"
        raise ValueError(message)
    return value


def _number(value: object) -> object:
    if isinstance(value, bool):
        message = "this should be a number, not a truth value"
        raise ValueError(message)  # noqa: TRY004 -- pydantic reports a ValueError, not a TypeError
    return value


def _checked_span(span: Span) -> Span:
    if span.start < 0:
        message = f"a span starts at 0 or later, not at {span.start}"
        raise ValueError(message)
    if span.end <= span.start:
        message = f"a span ends after it starts, not [{span.start}, {span.end}]"
        raise ValueError(message)
    return span


def _listed(value: object) -> object:
    """Let one id, or one statement, stand for a list of ids."""
    if isinstance(value, Statement | str):
        value = (value,)
    if isinstance(value, Iterable) and not isinstance(value, Mapping):
        return tuple(item.id if isinstance(item, Statement) else item for item in value)
    return value


def _json(value: dict[str, JsonValue]) -> dict[str, JsonValue]:
    if not value:
        return value
    try:
        json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
    except ValueError as error:
        message = "NaN, infinity and half a surrogate pair are no JSON"
        raise ValueError(message) from error
    return value


def _filled(text: str) -> str:
    if not text.strip():
        message = "nothing but blanks"
        raise ValueError(message)
    return text


_PAIR = {
    "type": "array",
    "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 1}],
    "items": False,
    "minItems": 2,
    "maxItems": 2,
    "description": "Start and end in code points of the source; the end does not belong to it.",
}
PlacedSpan = Annotated[
    Span, BeforeValidator(_pair), AfterValidator(_checked_span), WithJsonSchema(_PAIR)
]
Reference = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S+$")]
References = Annotated[
    tuple[Reference, ...],
    BeforeValidator(_listed),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^\S+$"},
                {"type": "array", "items": {"type": "string", "pattern": r"^\S+$"}},
            ],
        }
    ),
]
Filled = Annotated[
    str, AfterValidator(_filled), WithJsonSchema({"type": "string", "pattern": r"\S"})
]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False), BeforeValidator(_number)]
Meta = Annotated[dict[str, JsonValue], AfterValidator(_json)]


class Record(BaseModel):
    """A part of a map: it never changes, and has no fields but its own."""

    # With a least length, even of 0, pydantic refuses lone surrogates, which no file can hold.
    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=0)


class Anchor(Record):
    """Words of a source that make a statement.

    The quote is what people write; the spans say where it stands, and are valid when every one of
    them, cut out of the source, is its fragment of the quote letter for letter. A quote may leave
    words out with `` … ``; it then has one span per fragment.

    >>> Anchor(quote="a big buyer … of hardware", spans=[(3, 14), (22, 33)]).spans[0]
    Span(start=3, end=14)
    """

    source: Identifier | None = None
    """The id of the source; may be left out where the map has only one."""
    quote: Filled
    """The words, letter for letter; ` … ` stands for words that are left out."""
    prefix: str | None = None
    """Words that stand right before the quote: tell one of several places."""
    suffix: str | None = None
    """Words that stand right after the quote."""
    spans: tuple[PlacedSpan, ...] = ()
    """Where the fragments of the quote stand: half-open code points of the source as it stands
    in its file. Without them the anchor is a draft."""

    @model_validator(mode="before")
    @classmethod
    def _read_span(cls, data: Any) -> Any:  # noqa: ANN401 -- whatever pydantic was handed
        if not isinstance(data, dict) or "span" not in data:
            return data
        rest = {key: value for key, value in data.items() if key != "span"}
        if data["span"] is not None:
            if rest.get("spans") is not None:
                message = "give either `span`, one pair, or `spans`, a list of pairs"
                raise ValueError(message)
            rest["spans"] = (data["span"],)
        return rest


class Statement(Record):
    """Something that is said, or must be supposed, and what it bears on."""

    # Building a validator takes milliseconds, and this one is hardly ever needed.
    model_config = ConfigDict(defer_build=True)

    kind: ClassVar[Kind]

    id: Identifier
    """A short name without blanks, unique in the whole map."""
    text: Filled | None = None
    """What is said, in the analyst's words; without it the quote is the text."""
    supports: References = ()
    """What it is a reason for."""
    rebuts: References = ()
    """What it counts against."""
    undercuts: References = ()
    """The statements whose link it attacks: it grants the reason and denies that it supports.
    `premise->target` names the link of a statement that has several."""
    limits: References = ()
    """What it narrows in scope, force or duration."""
    restates: References = ()
    """What it says again."""
    answers: References = ()
    """The questions that it answers."""
    joint: str | None = Field(None, min_length=1)
    """A name shared by the premises that bear on their target only together."""
    scheme: str | None = None
    """The argument scheme of its inference, such as `expert opinion`."""
    speaker: str | None = None
    """Who says it."""
    qualifier: str | None = None
    """How surely it is said, in the speaker's words, such as `probably`."""
    strength: Share | None = None
    """How much it bears on its target, from 0 to 1."""
    credence: Share | None = None
    """How far it is believed, from 0 to 1."""
    implicit: bool = False
    """True for what is not said in any source but must be supposed; it needs no anchor."""
    tags: tuple[str, ...] = ()
    """Free labels."""
    note: str | None = None
    """A remark of the analyst's."""
    anchors: tuple[Anchor, ...] = ()
    """The words that make it; `quote` and `span` on the statement stand for a single anchor."""
    meta: Meta = Field(default_factory=dict)
    """Anything else, kept as it is: foreign ids, types and fields."""

    @model_validator(mode="before")
    @classmethod
    def _read_shorthand(cls, data: Any) -> Any:  # noqa: ANN401 -- whatever pydantic was handed
        """Turn `quote` and `span` on the statement into its one anchor."""
        if not isinstance(data, dict) or not any(key in data for key in _SHORTHAND):
            return data
        if data.get("anchors"):
            message = "give either `anchors` or a `quote`, not both"
            raise ValueError(message)
        rest = {key: value for key, value in data.items() if key not in _SHORTHAND}
        anchor = {key: data[key] for key in _SHORTHAND if data.get(key) is not None}
        if anchor:
            if "quote" not in anchor:
                message = f"`{next(iter(anchor))}` needs the `quote` that it tells of"
                raise ValueError(message)
            rest["anchors"] = (anchor,)
        return rest

    def __hash__(self) -> int:
        # What is generated would hash `meta`, too, which cannot be.
        return hash((type(self), self.id, self.text))

    @property
    def wording(self) -> str:
        """What is said: the text, or without it the quotes, joined by a blank."""
        return self.text or " ".join(anchor.quote for anchor in self.anchors)

    @property
    def references(self) -> Iterator[tuple[Relation, str]]:
        """Every relation of the statement with each id, or link, that it names."""
        for relation in RELATIONS:
            for reference in getattr(self, relation):
                yield relation, reference

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.text and not self.anchors:
            message = "a statement has a `text`, a `quote` or both"
            raise ValueError(message)
        return self


class Question(Statement):
    """What the text asks."""

    kind: ClassVar[Kind] = "question"


class Claim(Statement):
    """What the text holds to be so."""

    kind: ClassVar[Kind] = "claim"


class Reason(Statement):
    """What is said in support of another statement."""

    kind: ClassVar[Kind] = "reason"

    @model_validator(mode="after")
    def _supports_something(self) -> Self:
        if not self.supports:
            message = "a reason has a `supports`"
            raise ValueError(message)
        return self


class Caveat(Statement):
    """What narrows, counts against or cuts off another statement."""

    kind: ClassVar[Kind] = "caveat"

    @model_validator(mode="after")
    def _opposes_something(self) -> Self:
        if not (self.limits or self.rebuts or self.undercuts):
            message = "a caveat has a `limits`, a `rebuts` or an `undercuts`"
            raise ValueError(message)
        return self


_Kept = TypeVar("_Kept", bound=Statement)


class ArgumentMap(BaseModel):
    """What a text argues: its questions, claims, reasons and caveats, in the author's order.

    >>> m = ArgumentMap(sources=[Source(id="note", text="Buses help. They carry many.")])
    >>> claim = m.claim("Buses help", quote="Buses help")
    >>> m.reason("They carry many", supports=claim, quote="They carry many").id
    'they-carry-many'
    >>> m["buses-help"].anchors[0].spans
    (Span(start=0, end=10),)
    """

    model_config = ConfigDict(extra="forbid", defer_build=True, str_min_length=0)

    argmap: Literal[1] = 1
    """The version of the file format."""
    title: str | None = None
    """What the map is called."""
    sources: list[Source] = Field(default_factory=list)
    """The texts that the statements are anchored in."""
    questions: list[Question] = Field(default_factory=list)
    """What the texts ask."""
    claims: list[Claim] = Field(default_factory=list)
    """What they hold to be so."""
    reasons: list[Reason] = Field(default_factory=list)
    """What they say in support."""
    caveats: list[Caveat] = Field(default_factory=list)
    """What narrows, counts against or cuts off what they say."""
    meta: Meta = Field(default_factory=dict)
    """Anything else, kept as it is."""

    @property
    def statements(self) -> Iterator[Statement]:
        """Every statement: questions, claims, reasons, caveats, each in the author's order."""
        yield from self.questions
        yield from self.claims
        yield from self.reasons
        yield from self.caveats

    def __getitem__(self, id: str) -> Statement:
        """Return the statement of that id; raise UsageError, naming the nearest, if none has it."""
        for statement in self.statements:
            if statement.id == id:
                return statement
        raise _unknown("statement", id, [statement.id for statement in self.statements])

    def __contains__(self, id: object) -> bool:
        return any(statement.id == id for statement in self.statements)

    def source(self, id: str | None = None) -> Source:
        """Return the source of that id, or the only one; raise UsageError if there is none such."""
        if id is None:
            if len(self.sources) == 1:
                return self.sources[0]
            raise UsageError(
                f"the map has {len(self.sources) or 'no'} sources, so which one is meant is open",
                help="name one with `source`" if self.sources else "give the map a source",
            )
        for source in self.sources:
            if source.id == id:
                return source
        raise _unknown("source", id, [source.id for source in self.sources])

    def question(self, text: str | None = None, **fields: Any) -> Question:  # noqa: ANN401
        """Add a question and return it; see :meth:`claim`."""
        return self._add(self.questions, Question, text, fields)

    def claim(self, text: str | None = None, **fields: Any) -> Claim:  # noqa: ANN401
        """Add a claim and return it.

        ``text`` is the statement in the analyst's words; ``fields`` are those of a statement, such
        as ``id`` (made from the text when it is left out), ``quote``, ``answers`` or ``speaker``.
        Relations take ids or statements, one or several. A quote without a span gets the place
        where it stands if there is exactly one; otherwise it stays a draft for ``check`` to tell
        of. Raises UsageError when the id is taken, SourceError when the text of a source cannot be
        had, and pydantic's ValidationError when the statement is not well formed.
        """
        return self._add(self.claims, Claim, text, fields)

    def reason(self, text: str | None = None, **fields: Any) -> Reason:  # noqa: ANN401
        """Add a reason and return it; it needs a ``supports``. See :meth:`claim`."""
        return self._add(self.reasons, Reason, text, fields)

    def caveat(self, text: str | None = None, **fields: Any) -> Caveat:  # noqa: ANN401
        """Add a caveat and return it; it needs a ``limits``, ``rebuts`` or ``undercuts``.

        See :meth:`claim`.
        """
        return self._add(self.caveats, Caveat, text, fields)

    def _add(
        self, kept: list[_Kept], kind: type[_Kept], text: str | None, fields: dict[str, Any]
    ) -> _Kept:
        given = {key: value for key, value in fields.items() if value is not None}
        if "id" not in given:
            given["id"] = self._free_id(text or str(given.get("quote", "")), kind.kind)
        elif given["id"] in self:
            raise UsageError(
                f"the id {given['id']!r} is taken", help="an id names one statement of the map"
            )
        statement = kind(text=text, **given)
        anchors = tuple(self.placed(anchor) for anchor in statement.anchors)
        if anchors != statement.anchors:
            statement = statement.model_copy(update={"anchors": anchors})
        kept.append(statement)
        return statement

    def placed(self, anchor: Anchor) -> Anchor:
        """Return the anchor with the span of its quote, if it stands in just one place verbatim."""
        if anchor.spans or not self.sources or (anchor.source is None and len(self.sources) > 1):
            return anchor
        from argmap.anchoring import matches_quote  # noqa: PLC0415 -- most maps are only read

        source = self.source(anchor.source)
        found = source.find(anchor.quote, prefix=anchor.prefix or "", suffix=anchor.suffix or "")
        if not found.spans or not matches_quote(source.text, anchor.quote, found.spans):
            return anchor
        return anchor.model_copy(update={"spans": found.spans})

    def _free_id(self, text: str, kind: Kind) -> str:
        name = "-".join(_words_for_id(text)[:4])[:40].strip("-") or kind
        if name not in self:
            return name
        taken = {statement.id for statement in self.statements}
        return next(free for n in range(2, len(taken) + 3) if (free := f"{name}-{n}") not in taken)

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, str]:
        """Show the map in a notebook; the module is named in text because it stands above."""
        shown: dict[str, str] = import_module("argmap.notebook").mimebundle(self, include, exclude)
        return shown

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{len(listed)} {name}"
            for name, listed in (
                ("questions", self.questions),
                ("claims", self.claims),
                ("reasons", self.reasons),
                ("caveats", self.caveats),
            )
        )
        return f"ArgumentMap({self.title!r}: {counts})"

    __str__ = __repr__


def _words_for_id(text: str) -> list[str]:
    """Return the words of a text in lower case, with the marks that belong to their letters."""
    plain = re.sub("['\u2019]", "", text.lower())
    kept = (
        character if character.isalnum() or unicodedata.category(character)[0] == "M" else " "
        for character in unicodedata.normalize("NFC", plain)
    )
    return "".join(kept).split()


def _unknown(what: str, id: str, known: list[str]) -> UsageError:
    near = get_close_matches(id, known, n=1)
    advice = f"did you mean {near[0]!r}?" if near else None
    return UsageError(f"the map has no {what} {id!r}", help=advice)
