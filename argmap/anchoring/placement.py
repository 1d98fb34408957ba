"""What is found when a quote is looked up: where it is, how well it matches, or why it is not."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

from argmap.tables import html_table
from argmap.text import Span

Status = Literal[
    "exact", "corrected", "elided", "approximate", "ambiguous", "contradicted", "missing"
]
ChangeKind = Literal[
    "case",
    "punctuation",
    "spelling",
    "equivalent",
    "bracket",
    "lookalike",
    "word",
    "dropped",
    "added",
    "order",
    "apparatus",
]
Meaning = Literal["negation", "modality", "quantity", "number", "comparison", "actor", "word"]
Decision = Literal["unique", "context", "position"]
CautionKind = Literal["sentences", "speakers", "question", "limit", "outside"]

# Each place is one span per fragment of the quote: a whole quote has one, an elided one several.
Place = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the quote and the words of the source.

    ``quoted`` and ``found`` are the two wordings (empty if a word was added or dropped),
    ``quoted_span`` and ``found_span`` where they are in the quote and in the source. ``meaning``
    is what the change affects, or None if it was shown to be harmless. Words that a quote marks as
    omitted are changes only if they change its meaning. A change of the kind ``apparatus`` is not
    about words of the text: a page number, a reference mark, a cue in the source, or a citation
    after the quote.
    """

    kind: ChangeKind
    quoted: str
    found: str
    quoted_span: Span
    found_span: Span
    meaning: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Caution:
    """What a reader of the quote should know, although it has the words of the source.

    ``kind`` says what it is:

    - ``sentences``: an omission joins halves of different sentences;
    - ``speakers``: an omission joins what different people say;
    - ``question``: the source asks what the quote states;
    - ``limit``: an omission leaves out a clause that limits the sentence;
    - ``outside``: words just outside the quote negate, deny, report or condition it.

    ``found`` are the words that are left out or outside, ``found_span`` where they are in the
    source, and ``words`` how many they are. A Chinese character counts as a word.
    """

    kind: CautionKind
    found: str
    found_span: Span
    words: int

    @property
    def parts(self) -> bool:
        """True when what is on the two sides of an omission does not belong together."""
        return self.kind in ("sentences", "speakers")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the quote and where it alone is in the source, None if nowhere."""

    quoted_span: Span
    found_span: Span | None
    similarity: float = 1.0


@dataclass(frozen=True, slots=True, repr=False)
class Placement:
    """Where a quote is in a text.

    ``status`` says how it was found, in the words that are used for the outcomes of anchors, too:

    - ``exact``: character for character;
    - ``corrected``: it differs in white space, kinds of punctuation, ligatures, invisible
      characters, Unicode composition, case, or apparatus, which ``changes`` lists;
    - ``elided``: in fragments, in order, with words omitted between them;
    - ``approximate``: it does not quite match; ``changes`` says what differs. If that changes the
      meaning, an anchor is ``changed``;
    - ``ambiguous``: it appears in several places, all in ``candidates``;
    - ``contradicted``: it is only next to words other than its prefix and suffix, at the places in
      ``candidates``;
    - ``missing``: it is not in the text; ``candidates`` has the closest match if there is one. If
      parts of it are in the text, an anchor is ``spliced``.

    ``spans`` are half-open code points of the exact text of the file, one for each fragment, in
    order, or several if a page turns or a cue begins within it; empty if the quote is ambiguous,
    contradicted or missing. Then ``changes`` says what differs at the first of the ``candidates``,
    if the quote does not quite match there. ``similarity`` is 1.0 for an exact, corrected or elided
    quote and for one that appears so in several places. Otherwise it is 1 minus the edits per
    character, ignoring case and typography; for a missing quote it is that of the closest match.
    ``decided_by`` says why this place was chosen: it is unique, the words around it match, or it is
    the closest to where it was expected (or its fragments are the closest to each other), which is
    a guess: then ``candidates`` has them all. ``parts`` is filled if a missing quote is in the
    source in parts: where each part of the quote is, and which is not in the source. ``cautions``
    are not differences: they say what is omitted or just outside, and matters to anybody who reads
    the quote alone. A missing quote has some if its fragments are all there, but do not belong
    together. ``more_candidates`` is True if there were too many places to list, or if the search
    took so long that it was stopped.
    """

    status: Status
    spans: Place = ()
    similarity: float = 0.0
    candidates: tuple[Place, ...] = ()
    changes: tuple[Change, ...] = ()
    parts: tuple[Part, ...] = ()
    decided_by: Decision | None = None
    more_candidates: bool = False
    cautions: tuple[Caution, ...] = ()

    def __repr__(self) -> str:
        """Return what is not as it is by default."""
        given = (
            f"{field.name}={value!r}"
            for field in fields(self)[1:]
            if (value := getattr(self, field.name)) != field.default
        )
        return f"Placement({', '.join((repr(self.status), *given))})"

    def _repr_html_(self) -> str:
        """Return the placement as a table for a notebook."""
        rows: list[tuple[str, str]] = [("status", self.status)]
        rows += [("span", f"{span.start} to {span.end}") for span in self.spans]
        rows += [("similarity", f"{self.similarity:.0%}")] if self.status == "approximate" else []
        rows += [
            (f"{one.kind}: {one.meaning or 'harmless'}", f"“{one.quoted}” for “{one.found}”")
            for one in self.changes
        ]
        rows += [
            ("candidate", ", ".join(f"{span.start} to {span.end}" for span in place))
            for place in self.candidates
        ]
        rows += [(f"caution: {one.kind}", f"“{one.found}”") for one in self.cautions]
        return html_table(rows)

    @property
    def is_placed(self) -> bool:
        """True when the quote has a place: exact, corrected, elided or approximate."""
        return bool(self.spans)

    @property
    def is_certain(self) -> bool:
        """True when the quote has a place, and not only because it is the closest of several."""
        return self.is_placed and self.decided_by != "position"

    @property
    def is_spliced(self) -> bool:
        """True when the quote is missing as a whole, but parts of it are in the text."""
        return self.status == "missing" and any(part.found_span for part in self.parts)

    @property
    def spans_in_full(self) -> Place:
        """The spans, joined where the words omitted between them change the meaning."""
        left_out = [change.found_span for change in self.changes if change.meaning]
        spans = list(self.spans[:1])
        for span in self.spans[1:]:
            gap = Span(spans[-1].end, span.start)
            if any(gap.start <= words.start and words.end <= gap.end for words in left_out):
                spans[-1] = Span(spans[-1].start, span.end)
            else:
                spans.append(span)
        return tuple(spans)

    @property
    def changes_meaning(self) -> bool:
        """True when some change was not shown to be harmless."""
        return any(change.meaning for change in self.changes)
