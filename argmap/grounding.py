"""Tie the quotes of a map to their sources: give each one its spans, or say why it has none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from argmap.anchoring import cut_fragments, matches_quote
from argmap.errors import ArgmapError

if TYPE_CHECKING:
    from argmap.anchoring import Placement
    from argmap.model import Anchor, ArgumentMap, Statement
    from argmap.source import Source

Outcome = Literal[
    "valid",
    "placed",
    "moved",
    "retyped",
    "approximate",
    "changed",
    "ambiguous",
    "missing",
    "no source",
]

SECTIONS = ("questions", "claims", "reasons", "caveats")


class Grounded(NamedTuple):
    """What became of one anchor.

    ``outcome`` is ``valid`` where nothing had to be done, ``placed`` where a quote without spans
    was found, ``moved`` where its spans were wrong, and ``retyped`` where the quote, too, was
    changed into the source's own words. The others leave the anchor as it was: ``approximate``
    (nearly found, and not accepted), ``changed`` (found, but words left out or altered change what
    is said), ``ambiguous``, ``missing``, and ``no source``, with the error in ``problem``.
    """

    statement: str
    number: int
    anchor: Anchor
    was: Anchor
    outcome: Outcome
    source: str | None = None
    placement: Placement | None = None
    problem: ArgmapError | None = None

    @property
    def is_settled(self) -> bool:
        """True when the anchor is valid now."""
        return self.outcome in ("valid", "placed", "moved", "retyped")


@dataclass(frozen=True)
class Grounding:
    """A map with its quotes tied to their sources, and what became of each of them."""

    map: ArgumentMap
    anchors: tuple[Grounded, ...] = field(default=())

    @property
    def open(self) -> tuple[Grounded, ...]:
        """The anchors that could not be settled."""
        return tuple(grounded for grounded in self.anchors if not grounded.is_settled)


def ground(map: ArgumentMap, *, accept_approximate: bool = False) -> Grounding:
    """Give every quote of a map the spans where it stands.

    A quote that is typed otherwise than in its source (quotation marks, blanks, dashes, case)
    becomes the source's own words, and what was written is kept in ``meta["quoted"]`` of its
    statement; so does a nearly right one, when ``accept_approximate`` says so and the change does
    not touch what is meant. The map given stays as it was.

    >>> from argmap.model import ArgumentMap, Claim
    >>> from argmap.source import Source
    >>> claim = Claim(id="c", quote="late -- again")
    >>> m = ArgumentMap(sources=[Source(id="s", text="So late — again.")], claims=[claim])
    >>> grounding = ground(m)
    >>> grounding.anchors[0].outcome, grounding.map["c"].anchors[0].quote
    ('retyped', 'late — again')
    """
    anchors: list[Grounded] = []
    changed: dict[str, list[Any]] = {}
    for section in SECTIONS:
        kept = []
        for statement in getattr(map, section):
            grounded = [
                ground_anchor(map, statement, number, accept_approximate=accept_approximate)
                for number in range(len(statement.anchors))
            ]
            anchors += grounded
            kept.append(_with_anchors(statement, grounded))
        changed[section] = kept
    return Grounding(map.model_copy(update=changed), tuple(anchors))


def ground_anchor(
    map: ArgumentMap, statement: Statement, number: int, *, accept_approximate: bool = False
) -> Grounded:
    """Find the place of one anchor of a statement, given by its position among its anchors."""
    anchor = statement.anchors[number]
    try:
        source = map.source(anchor.source)
        text = source.text
    except ArgmapError as error:
        return Grounded(statement.id, number, anchor, anchor, "no source", problem=error)
    if anchor.spans and matches_quote(text, anchor.quote, anchor.spans):
        return Grounded(statement.id, number, anchor, anchor, "valid", source.id)
    placement = source.find(
        anchor.quote,
        prefix=anchor.prefix or "",
        suffix=anchor.suffix or "",
        near=anchor.spans[0].start if anchor.spans else None,
    )
    outcome = _outcome(anchor, placement, accept_approximate=accept_approximate)
    now = anchor
    if outcome in ("placed", "moved", "retyped"):
        now = settled(anchor, placement, source)
        if outcome != "retyped" and now.quote != anchor.quote:
            outcome = "retyped"
    return Grounded(statement.id, number, now, anchor, outcome, source.id, placement)


def settled(anchor: Anchor, placement: Placement, source: Source) -> Anchor:
    """Return the anchor with the spans of its placement and the words that stand there."""
    quote = anchor.quote
    if not matches_quote(source.text, quote, placement.spans):
        quote = cut_fragments(source.text, placement.spans)
    return anchor.model_copy(update={"quote": quote, "spans": placement.spans})


def _outcome(anchor: Anchor, placement: Placement, *, accept_approximate: bool) -> Outcome:
    if placement.status == "ambiguous":
        return "ambiguous"
    if not placement.is_placed:
        return "missing"
    if placement.changes_meaning:
        return "changed"
    if placement.status == "approximate":
        return "retyped" if accept_approximate else "approximate"
    if placement.status == "normalised":
        return "retyped"
    return "moved" if anchor.spans else "placed"


def _with_anchors(statement: Statement, grounded: list[Grounded]) -> Statement:
    if all(result.anchor is result.was for result in grounded):
        return statement
    update: dict[str, Any] = {"anchors": tuple(result.anchor for result in grounded)}
    retyped = [result.was.quote for result in grounded if result.anchor.quote != result.was.quote]
    if retyped:
        earlier = statement.meta.get("quoted", [])
        noted = [*(earlier if isinstance(earlier, list) else [earlier]), *retyped]
        update["meta"] = {**statement.meta, "quoted": noted}
    return statement.model_copy(update=update)
