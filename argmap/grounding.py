"""Tie the quotes of a map to their sources: give each one its spans, or say why it has none."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from argmap.anchoring import Placement, Revision, cut_fragments, matches_quote
from argmap.errors import ArgmapError, SourceError
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.anchoring import Moved
    from argmap.model import Anchor, ArgumentMap, Statement
    from argmap.source import Source

Outcome = Literal[
    "valid",
    "placed",
    "moved",
    "retyped",
    "approximate",
    "changed",
    "spliced",
    "ambiguous",
    "missing",
    "deleted",
    "no source",
]

SECTIONS = ("questions", "claims", "reasons", "caveats")


class Grounded(NamedTuple):
    """What became of one anchor.

    ``outcome`` is ``valid`` where nothing had to be done, ``placed`` where a quote without spans
    was found, ``moved`` where its spans were wrong, and ``retyped`` where the quote, too, was
    changed into the source's own words. The others leave the anchor as it was: ``approximate``
    (nearly found, and not accepted), ``changed`` (found, but words left out or altered change what
    is said), ``spliced`` (only parts of it have a place), ``ambiguous``, ``missing``, ``deleted``
    (from between what stands around it), and ``no source``, with the error in ``problem``.
    ``moved`` is what became of each of its spans, where the text they were made for is known.
    """

    statement: str
    number: int
    anchor: Anchor
    was: Anchor
    outcome: Outcome
    source: str | None = None
    placement: Placement | None = None
    problem: ArgmapError | None = None
    moved: tuple[Moved, ...] = ()

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


def ground(
    map: ArgumentMap,
    *,
    accept_approximate: bool = False,
    old: Mapping[str, str] | None = None,
) -> Grounding:
    """Give every quote of a map the spans where it stands.

    A quote that is typed otherwise than in its source (quotation marks, blanks, dashes, case)
    becomes the source's own words, and what was written is kept in ``meta["quoted"]`` of its
    statement; so does a nearly right one, when ``accept_approximate`` says so and the change does
    not touch what is meant. ``old`` holds, by the id of their source, the texts that the spans
    were made for: where a source was changed since, its spans are carried over, and what was
    deleted is told from what never was there. Once no span is wrong, the ``sha256`` of a source
    that was changed is made anew, and a file that got its first spans has one made, so that the
    text they were made for can be told later. The map given stays as it was.

    >>> from argmap.model import ArgumentMap, Claim
    >>> from argmap.source import Source
    >>> claim = Claim(id="c", quote="late -- again")
    >>> m = ArgumentMap(sources=[Source(id="s", text="So late — again.")], claims=[claim])
    >>> grounding = ground(m)
    >>> grounding.anchors[0].outcome, grounding.map["c"].anchors[0].quote
    ('retyped', 'late — again')
    """
    revisions = _revisions(map, old or {})
    anchors: list[Grounded] = []
    changed: dict[str, list[Any]] = {}
    for section in SECTIONS:
        kept = []
        for statement in getattr(map, section):
            grounded = [
                ground_anchor(
                    map,
                    statement,
                    number,
                    accept_approximate=accept_approximate,
                    revisions=revisions,
                )
                for number in range(len(statement.anchors))
            ]
            anchors += grounded
            kept.append(_with_anchors(statement, grounded))
        changed[section] = kept
    changed["sources"] = [_signed(source, anchors) for source in map.sources]
    return Grounding(map.model_copy(update=changed), tuple(anchors))


def ground_anchor(
    map: ArgumentMap,
    statement: Statement,
    number: int,
    *,
    accept_approximate: bool = False,
    revisions: Mapping[str, Revision] | None = None,
) -> Grounded:
    """Find the place of one anchor of a statement, given by its position among its anchors.

    ``revisions`` are, by the id of their source, the changes of the sources that were changed
    since their spans were made.
    """
    anchor = statement.anchors[number]
    try:
        source = map.source(anchor.source)
        text = source.text
    except ArgmapError as error:
        return Grounded(statement.id, number, anchor, anchor, "no source", problem=error)
    if anchor.spans and matches_quote(text, anchor.quote, anchor.spans):
        several = len(anchor.spans) > 1
        left_out = source.finder.left_out(anchor.quote, anchor.spans) if several else ()
        held = Placement("elided", anchor.spans, similarity=1.0, changes=left_out)
        outcome: Outcome = "changed" if left_out else "valid"
        found = held if left_out else None
        return Grounded(statement.id, number, anchor, anchor, outcome, source.id, found)
    revision = (revisions or {}).get(source.id)
    placement, moved = carry_over(anchor, source, revision) if revision else (None, ())
    if any(passage.status == "deleted" for passage in moved):
        return Grounded(statement.id, number, anchor, anchor, "deleted", source.id, moved=moved)
    placement = placement or source.find(
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
    return Grounded(statement.id, number, now, anchor, outcome, source.id, placement, moved=moved)


def _signed(source: Source, anchors: list[Grounded]) -> Source:
    """Return a source with the hash of the text that its spans are for, once none is wrong."""
    try:
        is_changed = source.is_changed
    except SourceError:
        return source  # told of at each anchor
    ours = [one for one in anchors if one.source == source.id]
    if any(one.was.spans and not one.is_settled for one in ours):
        return source
    is_first = source.sha256 is None and source.path is not None
    has_new = any(one.is_settled and one.outcome != "valid" for one in ours)
    return source.signed() if is_changed or (is_first and has_new) else source


def _revisions(map: ArgumentMap, old: Mapping[str, str]) -> dict[str, Revision]:
    """Return the changes of the sources of which an old text is given."""
    revisions = {}
    for source in map.sources:
        if source.id not in old:
            continue
        try:
            revisions[source.id] = Revision(old[source.id], source.text)
        except SourceError:
            continue  # told of at each anchor
    return revisions


def carry_over(
    anchor: Anchor, source: Source, revision: Revision
) -> tuple[Placement | None, tuple[Moved, ...]]:
    """Return where the words of an anchor are since its source was changed.

    The placement is None where not all of them could be followed; with it comes what became of
    each span. Nothing is followed that did not stand in the old text.
    """
    if not anchor.spans or not matches_quote(revision.old, anchor.quote, anchor.spans):
        return None, ()
    moved = tuple(revision.map_spans(anchor.spans))
    return _carried(anchor, moved, source), moved


def _carried(anchor: Anchor, moved: tuple[Moved, ...], source: Source) -> Placement | None:
    """Return the placement of an anchor whose spans were carried over, if all were, in order."""
    spans = tuple(passage.span for passage in moved if passage.span)
    if len(spans) < len(moved) or any(one.end > other.start for one, other in pairwise(spans)):
        return None
    if all(passage.status == "kept" for passage in moved):
        return Placement("exact" if len(spans) == 1 else "elided", spans, similarity=1.0)
    if all(passage.status in ("kept", "retyped") for passage in moved):
        return Placement("normalised", spans, similarity=1.0)
    return source.finder.compare(anchor.quote, _fragments(anchor.quote, moved), spans)


def _fragments(quote: str, moved: tuple[Moved, ...]) -> list[Span]:
    """Return where in a quote the words of each passage stand that it is made of."""
    fragments = []
    place = 0
    for passage in moved:
        start = quote.index(passage.was, place)
        place = start + len(passage.was)
        fragments.append(Span(start, place))
    return fragments


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
        return "spliced" if placement.is_spliced else "missing"
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
