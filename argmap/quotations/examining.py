"""The quotations of a prose, each held against the sources that it may be from."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from argmap.anchoring import Placement, cautions_at, is_term_edge
from argmap.quotations.block_quotations import block_quotation, is_attribution, is_remark
from argmap.quotations.citing import Citations
from argmap.quotations.cutting import cut_term
from argmap.quotations.dialogue import speech_after_dash
from argmap.quotations.interjections import without_interjections
from argmap.quotations.marks import marked_stretches, opening_mark
from argmap.quotations.prose import Prose
from argmap.quotations.quotation import Quotation
from argmap.quotations.titles import is_title
from argmap.source import Source
from argmap.text import WORD, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.quotations.citing import Citation
    from argmap.quotations.prose import Block, Syntax
    from argmap.quotations.quotation import Outcome

_FEW_WORDS = 2
_FEW_CHARACTERS = 4  # of a script that sets no spaces between words
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1780-\u17ff]")
# What American English puts before the closing mark though it is not quoted.
_LENT = ",.;:，。；、"
_MOST_BETWEEN = 80  # characters between two halves of a quotation that *he said* interrupts
_SENTENCE_END = re.compile("[.!?。！？]")
_NEAR = frozenset({"approximate", "changed", "misattributed"})

# Differences that leave the words what they are.
_TYPED_OTHERWISE = frozenset({"case", "punctuation", "equivalent", "bracket", "apparatus"})

# The better of two outcomes comes first.
_ORDER: tuple[Outcome, ...] = (
    "holds",
    "misleading",
    "approximate",
    "changed",
    "spliced",
    "missing",
)


class _Found(NamedTuple):
    """A quotation as it is in a block: ``readings`` of its words, ``outer`` with its marks."""

    number: int
    readings: tuple[Span, ...]
    outer: Span
    is_block: bool = False


class _Tried(NamedTuple):
    outcome: Outcome
    source: Source | None = None
    placement: Placement | None = None


def find_quotes(
    text: str | Prose, sources: Source | Sequence[Source], *, syntax: Syntax | None = None
) -> list[Quotation]:
    """Find the quotations in a text, and check each against the sources.

    ``text`` is the prose itself, or a Prose that was read from a file; ``syntax`` says whether it
    is ``text``, ``markdown`` or ``html``, which otherwise its name or its beginning tells. Returned
    are block quotations and what is between quotation marks of any language, in the order of the
    prose. A quotation that cites a source by a reference mark, a link or a file name is checked
    against that one, any other against all. Raises SourceError if a source cannot be read, and
    UsageError if there is no such syntax.

    >>> from argmap.source import Source
    >>> minutes = Source(id="minutes", text="The mayor said: We will not pay for the buses.")
    >>> [(q.text, q.outcome) for q in find_quotes("“We will pay for the buses,” he said.", minutes)]
    [('We will pay for the buses,', 'changed')]
    """
    prose = text if isinstance(text, Prose) else Prose(text, syntax=syntax)
    given = (sources,) if isinstance(sources, Source) else tuple(sources)
    return _Examination(prose, given).quotations()


def hold(words: str, sources: Sequence[Source]) -> Quotation:
    """Hold words against sources, whatever they look like; the best that can be said is returned.

    >>> from argmap.source import Source
    >>> hold("buses never help", [Source(id="s", text="Buses help.")]).outcome
    'missing'
    """
    best = _Tried("missing")
    for source in sources:
        tried = _held(words, source)
        if best.source is None or _is_better(tried, best):
            best = tried
    return Quotation(words, Span(0, len(words)), best.outcome, best.source, best.placement)


class _Examination:
    def __init__(self, prose: Prose, sources: tuple[Source, ...]) -> None:
        self._prose = prose
        self._sources = sources
        self._citations = Citations(prose, sources)
        self._unclosed: list[tuple[int, Span]] = []

    def quotations(self) -> list[Quotation]:
        found = list(self._found())
        following = (*found[1:], None)
        examined = [self._examined(*pair) for pair in zip(found, following, strict=False)]
        self._join_interrupted(found, examined)
        for number, mark in self._unclosed:
            block = self._prose.blocks[number]
            words = block.words[mark.end : mark.end + 60]
            examined.append(Quotation(words, block.place(mark), "unclosed"))
        return sorted(examined, key=lambda quotation: quotation.span)

    def _found(self) -> Iterator[_Found]:
        """Yield the quotations of every block."""
        remark = -1  # the group of blocks that is one
        for number, block in enumerate(self._prose.blocks):
            if block.is_quoted and is_remark(block):
                remark = block.group
            if block.is_quoted and block.group != remark:
                before = self._prose.blocks[number - 1] if number else None
                is_first = before is None or not before.is_quoted or before.group != block.group
                readings = block_quotation(block, is_first=is_first)
                if readings:
                    yield _Found(number, readings, readings[0], is_block=True)
                continue
            for span in block.quoted:
                yield _Found(number, (span,), span)
            speech = speech_after_dash(block.words)
            if speech is not None:
                yield _Found(number, (speech,), speech)
            spoken = () if speech is None else (speech,)
            literal = frozenset(
                offset
                for span in (*block.literal, *block.quoted, *spoken)
                for offset in range(*span)
            )
            marks = marked_stretches(block.words, literal)
            for marked in marks.marked:
                yield _Found(number, (marked.span, *marked.others), marked.outer)
            if marks.unclosed is None:
                continue
            # Over several paragraphs each one opens, and only the last one closes.
            mark = marks.unclosed.cut(block.words)
            following = self._prose.blocks[number + 1 : number + 2]
            if following and opening_mark(following[0].words) == mark:
                quoted = Span(marks.unclosed.end, len(block.words))
                yield _Found(number, (quoted,), Span(marks.unclosed.start, quoted.end))
            else:
                self._unclosed.append((number, marks.unclosed))

    def _examined(self, found: _Found, following: _Found | None) -> Quotation:
        block = self._prose.blocks[found.number]
        cited = self._cited(found, following)
        span = found.readings[0].stripped(block.words)
        quotation = Quotation(
            span.cut(block.words),
            block.place(span),
            "not checked",
            cited=cited.words if cited else None,
        )
        best = self._in_sources(block, found, cited)
        if best is None:
            return quotation
        tried, reading = best
        span = reading.stripped(block.words)
        return replace(
            quotation,
            text=span.cut(block.words),
            span=block.place(span),
            outcome=tried.outcome if found.is_block else _as_meant(tried, block, span, found),
            source=tried.source,
            placement=tried.placement,
        )

    def _cited(self, found: _Found, following: _Found | None) -> Citation | None:
        """Return what a quotation cites: next to it or, of a block, below it."""
        until = following.outer.start if following and following.number == found.number else None
        cited = self._citations.of(found.number, found.outer, until)
        if cited is not None or not found.is_block:
            return cited
        below = found.number + 1
        is_named = is_attribution(self._prose.blocks, below)
        attribution = self._prose.blocks[found.number].words[found.outer.end :]
        return self._citations.named_in(attribution) or (
            self._citations.beside(below) if is_named else None
        )

    def _in_sources(
        self, block: Block, found: _Found, cited: Citation | None
    ) -> tuple[_Tried, Span] | None:
        """Return the best that can be said of a quotation, None if its source was not given."""
        if cited is None:
            return self._best(block, found, self._sources)
        if cited.is_vague:
            best = self._best(block, found, self._sources)
            return None if best[0].outcome in ("missing", "spliced") else best
        if not cited.sources:
            return None
        best = self._best(block, found, cited.sources)
        if best[0].outcome == "missing":
            others = [source for source in self._sources if source not in cited.sources]
            elsewhere, reading = self._best(block, found, others)
            if elsewhere.outcome in ("holds", "misleading"):
                return elsewhere._replace(outcome="misattributed"), reading
        return best

    def _best(self, block: Block, found: _Found, sources: Sequence[Source]) -> tuple[_Tried, Span]:
        """Return the best that can be said of any reading of a quotation in any source."""
        best, kept = _Tried("missing"), found.readings[0]
        for reading in found.readings:
            for source in sources:
                tried = self._tried(block, reading, source)
                if _is_better(tried, best):
                    best, kept = tried, reading
                if best.outcome == "holds":
                    return best, kept
        return best, kept

    def _tried(self, block: Block, reading: Span, source: Source) -> _Tried:
        quoted = reading.stripped(block.words).cut(block.words)
        best = _Tried("missing", source)
        for words in dict.fromkeys((quoted, quoted.rstrip(_LENT), *without_interjections(quoted))):
            if not words.strip():
                continue
            tried = _held(words, source)
            if not quoted.startswith(words):
                if tried.outcome != "holds":
                    continue
                tried = _of_other_words(tried)
            is_cut = tried.placement and cut_term(tried.placement, source.text)
            if tried.outcome == "misleading" and not is_cut and _says_so_too(block, reading):
                tried = tried._replace(outcome="holds")
            if _is_better(tried, best) or best.placement is None:
                best = tried
            if best.outcome == "holds":
                break
        return best

    def _join_interrupted(self, found: list[_Found], examined: list[Quotation]) -> None:
        """Hold together what *he said* parts: “We will,” he said, “not pay.”."""
        for place in range(len(found) - 1):
            one, other = found[place], found[place + 1]
            if one.number != other.number or one.is_block or other.is_block:
                continue
            if all(examined[each].holds for each in (place, place + 1)):
                continue
            words = self._prose.blocks[one.number].words
            between = words[one.outer.end : other.outer.start]
            if len(between) > _MOST_BETWEEN or _SENTENCE_END.search(between):
                continue
            first = examined[place].text.rstrip(_LENT + " ")
            for joint in (" ", ", ", ". "):
                joined = f"{first}{joint}{examined[place + 1].text}"
                sources = [each for each in self._sources if _held(joined, each).outcome == "holds"]
                if sources:
                    placement = _of_other_words(_held(joined, sources[0])).placement
                    for each in (place, place + 1):
                        examined[each] = replace(
                            examined[each], outcome="holds", source=sources[0], placement=placement
                        )
                    break


def _as_meant(tried: _Tried, block: Block, span: Span, found: _Found) -> Outcome:
    """Return what became of words in quotation marks, which may be no quotation."""
    if tried.outcome == "holds":
        return "holds"
    words = span.cut(block.words)
    if _is_short(words) and not _is_figure(words):
        return "short"
    is_near = tried.outcome in _NEAR and not _is_short(words, 1)
    if not is_near and tried.outcome != "misleading" and is_title(block, span, found.outer):
        return "title"
    return tried.outcome


def _held(words: str, source: Source) -> _Tried:
    """Return what becomes of words in a source."""
    text = source.text
    start = text.find(words)
    if start >= 0 and all(is_term_edge(text, edge) for edge in (start, start + len(words))):
        # The usual case needs no engine.
        place = (Span(start, start + len(words)),)
        if not cautions_at(text, place):
            return _Tried("holds", source, Placement("exact", place, 1.0, decided_by="unique"))
    placement = source.find(words)
    return _Tried(_outcome(placement, text), source, placement)


def _of_other_words(tried: _Tried) -> _Tried:
    """Return what became of words that are not quite those of the prose, no offsets in them."""
    if tried.placement is None:
        return tried
    return tried._replace(placement=replace(tried.placement, changes=(), parts=()))


def _outcome(placement: Placement, text: str) -> Outcome:
    """Return what is said of a quotation of which that was found.

    In prose nobody says which of several places is meant, and none need be.
    """
    if placement.status == "missing":
        return "spliced" if placement.is_spliced or placement.cautions else "missing"
    if placement.changes_meaning:
        return "changed"
    if any(caution.parts for caution in placement.cautions):
        return "spliced"
    if placement.cautions or cut_term(placement, text):
        return "misleading"
    is_same = all(change.kind in _TYPED_OTHERWISE for change in placement.changes)
    is_near = placement.status == "approximate" or placement.similarity < 1
    return "approximate" if is_near and not (is_same and placement.changes) else "holds"


def _is_better(one: _Tried, other: _Tried) -> bool:
    first, second = _ORDER.index(one.outcome), _ORDER.index(other.outcome)
    if first != second:
        return first < second
    return _similarity(one) > _similarity(other)


def _similarity(tried: _Tried) -> float:
    return tried.placement.similarity if tried.placement else -1.0


def _says_so_too(block: Block, reading: Span) -> bool:
    """Tell whether the prose, too, denies or conditions what it quotes: *he denied that “…”*."""
    return any(caution.kind == "outside" for caution in cautions_at(block.words, (reading,)))


def _is_short(words: str, more: int = 0) -> bool:
    """Tell whether words are too few to be held against a source: scare quotes."""
    ideographs = _IDEOGRAPHS.findall(words)
    if ideographs:
        return len(ideographs) <= _FEW_CHARACTERS + more
    return len(WORD.findall(words)) <= _FEW_WORDS + more


def _is_figure(words: str) -> bool:
    """Tell whether words are a number of something: *12,000 euros*; a name has a capital."""
    tokens = WORD.findall(words)
    return any(token[0].isdigit() for token in tokens) and any(
        token[0].islower() for token in tokens
    )
