"""Ground a map: resolve every anchor that its source resolves, and say what became of each."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.grounding.cautions import MapCautions
from argmap.grounding.cited import Sources
from argmap.grounding.outcome import RESOLVABLE
from argmap.grounding.verdict import Verdict
from argmap.model.kinds import KIND_OF_SECTION
from argmap.tables import html_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from argmap.anchoring import Caution, Moved, Placement
    from argmap.errors import ArgmapError
    from argmap.grounding.outcome import Outcome
    from argmap.history import History
    from argmap.model import Anchor, ArgumentMap, Statement
    from argmap.source import Source
    from argmap.text import Unit


class Grounded(NamedTuple):
    """What became of one anchor.

    ``statement`` is the id of its statement and ``number`` its position among the anchors of that.
    ``anchor`` is the anchor as it is now, ``was`` as it was. ``outcome`` is one of ``OUTCOMES``,
    ``source`` the id of the source. ``placement`` says where and how the quote was found, None if
    it was at its span. ``problem`` is why there is no source, ``unit`` what miscounted spans
    counted, and ``moved`` what became of each span, if the text that they were made for is known.
    ``cautions`` say what is left out of the quote or just outside it, unless the map says that
    elsewhere.
    ``text`` is what was typed, if the statement gets it as its text because the source has page
    numbers or other apparatus in between.
    """

    statement: str
    number: int
    anchor: Anchor
    was: Anchor
    outcome: Outcome
    source: str | None = None
    placement: Placement | None = None
    problem: ArgmapError | None = None
    unit: Unit | None = None
    moved: tuple[Moved, ...] = ()
    cautions: tuple[Caution, ...] = ()
    text: str | None = None

    @property
    def is_settled(self) -> bool:
        """True if the anchor is valid now, and nothing about it is in doubt."""
        return self.outcome == "valid" or self.anchor is not self.was


@dataclass(frozen=True, repr=False)
class Grounding:
    """A map with its quotes tied to their sources, and what became of each of them.

    ``from_git`` names the sources whose earlier text was needed, and was found in git.
    """

    map: ArgumentMap
    anchors: tuple[Grounded, ...] = field(default=())
    from_git: tuple[str, ...] = ()

    def __repr__(self) -> str:
        counts = Counter(one.outcome for one in self.anchors)
        outcomes = ", ".join(f"{count:,} {outcome}" for outcome, count in counts.items())
        return f"Grounding({outcomes or 'no quotes'})"

    def _repr_html_(self) -> str:
        """Return what became of each quote as a table for a notebook."""
        rows = [
            (
                one.statement,
                one.outcome,
                one.source or "",
                ", ".join(f"{span.start} to {span.end}" for span in one.anchor.spans),
                one.anchor.quote,
            )
            for one in self.anchors
        ]
        return html_table(rows, head=("statement", "outcome", "source", "span", "quote"))

    @property
    def open(self) -> tuple[Grounded, ...]:
        """The anchors that need a decision."""
        return tuple(grounded for grounded in self.anchors if not grounded.is_settled)


def ground(
    map: ArgumentMap,
    *,
    accept_approximate: bool = False,
    old: Mapping[str, str] | None = None,
    git: History | bool = True,
) -> Grounding:
    """Find the span of every quote of a map.

    A quote that differs from its source only in typography or case (quotation marks, spaces,
    dashes) gets the source's wording, and so does one that nearly matches, if
    ``accept_approximate`` is true and the difference is harmless. What was written is kept in
    ``meta["quoted"]`` of its statement if its letters differ, or as its ``text`` if it has none and
    the source has a page number, a note or other apparatus in between. What :func:`argmap.check`
    would leave to a person stays as it is.

    ``old`` holds, by the id of their source, the texts that the spans were made for; without it,
    git is asked for the text whose ``sha256`` the map names, unless ``git`` is false; a
    :class:`argmap.history.History` makes its time limit one for several calls. With an old text,
    spans are carried over to the changed text, and what was deleted is distinguished from what was
    never there. Once no span is wrong, the ``sha256`` of a changed source is updated, and a file
    that got its first spans has one recorded. The map given stays as it was.

    >>> from argmap.model import ArgumentMap, Claim
    >>> from argmap.source import Source
    >>> claim = Claim(id="c", quote="late -- again")
    >>> m = ArgumentMap(sources=[Source(id="s", text="So late — again.")], claims=[claim])
    >>> grounding = ground(m)
    >>> grounding.anchors[0].outcome, grounding.map["c"].anchors[0].quote
    ('corrected', 'late — again')
    """
    sources = Sources(map, old=old, git=git)
    cautions = MapCautions(map, sources)
    anchors: list[Grounded] = []
    broken: set[str] = set()
    changed: dict[str, list[Any]] = {}
    for section in KIND_OF_SECTION:
        settled = []
        for statement in getattr(map, section):
            grounded = []
            for number in range(len(statement.anchors)):
                verdict = Verdict(statement, number, sources)
                grounded.append(_grounded(verdict, accept_approximate, cautions))
                if verdict.is_broken and not grounded[-1].is_settled:
                    broken.add(verdict.source.id)
            anchors += grounded
            settled.append(_with_anchors(statement, grounded))
        changed[section] = settled
    has_new = {one.source for one in anchors if one.anchor.spans != one.was.spans}
    changed["sources"] = [
        source
        if cited.text is None or source.id in broken
        else _signed(source, has_new=source.id in has_new)
        for cited in sources.all
        for source in (cited.source,)
    ]
    from_git = tuple(cited.source.id for cited in sources.all if cited.is_from_git)
    return Grounding(map.model_copy(update=changed), tuple(anchors), from_git)


def _grounded(
    verdict: Verdict,
    accept_approximate: bool,  # noqa: FBT001 -- handed on
    cautions: MapCautions,
) -> Grounded:
    was = verdict.anchor
    outcome = verdict.outcome
    if outcome == "no source":
        source = verdict.cited.source.id if verdict.cited else None
        return Grounded(
            verdict.statement.id, verdict.number, was, was, outcome, source, problem=verdict.problem
        )
    now = verdict.resolution(accept_approximate=accept_approximate) or was
    if now is not was and (outcome == "valid" or outcome not in RESOLVABLE):
        outcome = "corrected"
    return Grounded(
        verdict.statement.id,
        verdict.number,
        now,
        was,
        outcome,
        verdict.source.id,
        None if verdict.outcome == "valid" else verdict.placement,
        unit=verdict.recount.unit if outcome == "miscounted" and verdict.recount else None,
        moved=verdict.moved,
        cautions=cautions.due(verdict),
        text=verdict.kept_text if now is not was and verdict.outcome != "valid" else None,
    )


def _signed(source: Source, *, has_new: bool) -> Source:
    """Return a source with the hash of the text that its spans are for, now that none is wrong."""
    is_first = source.sha256 is None and source.path is not None
    return source.signed() if source.is_changed or (is_first and has_new) else source


def _with_anchors(statement: Statement, grounded: list[Grounded]) -> Statement:
    if all(result.anchor is result.was for result in grounded):
        return statement
    update: dict[str, Any] = {"anchors": tuple(result.anchor for result in grounded)}
    text = next((result.text for result in grounded if result.text), None)
    if text:
        update["text"] = text
    written = [
        result.was.quote
        for result in grounded
        if result.anchor.quote != result.was.quote and result.was.quote not in (text or "")
    ]
    if written:
        now = [result.anchor.quote for result in grounded]
        update["meta"] = with_quoted(statement.meta, written, now)
    return statement.model_copy(update=update)


def with_quoted(
    meta: Mapping[str, Any], written: Iterable[str], quotes: Iterable[str]
) -> dict[str, Any]:
    """Return the ``meta`` of a statement with what was written for its quotes, each wording once.

    ``quotes`` are its quotes as they are now. What has the letters of one of them says no more than
    that does, so it is left out, even if it was kept before: line breaks, typography, and what an
    earlier edition had.

    >>> with_quoted({"quoted": ["late!"]}, ["late -- again", "Late"], ["late — again"])
    {'quoted': ['late!', 'Late']}
    """
    earlier = meta.get("quoted", [])
    known = set(map(_letters, quotes))
    wordings = []
    for wording in (*(earlier if isinstance(earlier, list) else [earlier]), *written):
        letters = _letters(wording) if isinstance(wording, str) else None
        if letters not in known:
            wordings.append(wording)
        if letters is not None:
            known.add(letters)
    rest = {key: value for key, value in meta.items() if key != "quoted"}
    return {**meta, "quoted": wordings} if wordings else rest


def _letters(wording: str) -> str:
    """Return the letters, digits and vowel signs of a wording, however they are encoded."""
    composed = unicodedata.normalize("NFKC", wording)
    return "".join(
        each for each in composed if each.isalnum() or unicodedata.category(each)[0] == "M"
    )
