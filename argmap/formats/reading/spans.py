"""Spans of foreign files, verified exactly, and texts without offsets given a place.

Offsets may count something other than code points; which unit it is, is known by all the spans of
a document together, never one by one. Nothing is ever anchored to a place that is only likely:
what is in several places is placed by the order of the document, or stays a draft.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from argmap.anchoring import matches_quote
from argmap.formats.reading.occurrences import occurrences
from argmap.model import Anchor
from argmap.text import Span
from argmap.units import Units

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from argmap.source import Source
    from argmap.text import Unit

UNITS: tuple[Unit, ...] = (
    "code points",
    "utf-16",
    "utf-8",
    "CRLF as one",
    "without BOM",
    "LF as two",
)
"""What offsets of a file may count, the likelier before the others."""

_MOST_ROUNDS = 10

Given = TypeVar("Given")
Found = TypeVar("Found")


def as_unit(value: object) -> Unit | None:
    """Return a unit that was kept under its name, None if it is none."""
    return next((one for one in UNITS if one == value), None)


class ForeignSpan(NamedTuple):
    """A span as a file gives it: in whatever unit, with the words that should be there.

    ``key`` is the foreign key of the statement, for losses; ``quote`` is None if the file does
    not say the words, ``end`` where it says no end: then it is where the words end.
    """

    start: int
    end: int | None
    quote: str | None = None
    key: str | None = None


class Fitted(NamedTuple, Generic[Found]):
    """What was found in a text, in the order given, and the unit that its offsets count."""

    spans: tuple[Found, ...]
    unit: Unit
    fitting: int = 0
    """How many of them fit."""


def fitted(
    text: str, spans: Sequence[ForeignSpan], unit: Unit | None = None
) -> Fitted[Span | None]:
    r"""Return where the spans of one document are in code points of its text.

    The unit is the one in which the most quotes are at their spans, unless ``unit`` says it. A span
    whose words are not there is None.

    >>> fitted("😀 yes", [ForeignSpan(3, 6, "yes")])
    Fitted(spans=(Span(start=2, end=5),), unit='utf-16', fitting=1)
    """
    return in_best_unit(text, spans, _span, lambda span: span is not None, unit)


def in_best_unit(
    text: str,
    given: Sequence[Given],
    place: Callable[[Units, Given, Unit], Found],
    fits: Callable[[Found], bool],
    unit: Unit | None = None,
) -> Fitted[Found]:
    """Return what is made of each of many things in a text, in the unit in which the most fit.

    Where several units do alike it is the first of ``UNITS``; ``unit`` leaves no choice.
    """
    units = Units(text)
    best: Fitted[Found] | None = None
    for one in UNITS if unit is None else (unit,):
        if best is None or units.differs(one):
            found = tuple(place(units, each, one) for each in given)
            count = sum(map(fits, found))
            if best is None or count > best.fitting:
                best = Fitted(found, one, count)
            if count == len(found):
                break
    assert best is not None  # noqa: S101 -- the first unit is always tried
    return best


def _span(units: Units, span: ForeignSpan, unit: Unit) -> Span | None:
    if span.end is not None:
        found = units.span(span.start, span.end, unit)
    else:
        start = units.to_code_points(span.start, unit)
        end = None if start is None or span.quote is None else start + len(span.quote)
        found = None if start is None or end is None else units.span(start, end, "code points")
    if found is None or span.quote is None:
        return found
    return found if found.cut(units.text) == span.quote else None


def closed_up(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    r"""Return spans in the order of a text, those as one between which there is only white space.

    >>> closed_up("It\nis so", [Span(0, 2), Span(3, 5), Span(6, 7)])
    (Span(start=0, end=7),)
    """
    found = [spans[0]]
    for after in spans[1:]:
        before = found[-1]
        if before.end <= after.start and not text[before.end : after.start].strip():
            found[-1] = Span(before.start, after.end)
        else:
            found.append(after)
    return tuple(found)


class LocatedText(NamedTuple):
    """What became of a text that was looked for: its anchor, and whether it has its place.

    ``anchor`` is None if the text is nowhere; it is a draft, without spans, where it is
    in several places.
    """

    anchor: Anchor | None
    is_settled: bool


def placed_in_order(
    source: Source,
    texts: Sequence[str | None],
    *,
    names_source: bool = True,
    in_order: bool = True,
) -> list[LocatedText]:
    """Return an anchor in the source for each text, which are given in document order.

    A text that is there once, exactly, is placed; so is one that the anchoring
    engine finds but for typography or case, and its quote is then the source's own words. A text
    that is there several times is placed where the order leaves only one choice: between its
    placed neighbours, if all that is placed is in the order given. Else it is a draft.
    ``names_source`` says whether anchors name their source, as they must if there are several;
    ``in_order`` is False if the order given means nothing.

    >>> from argmap.source import Source
    >>> source = Source(id="s", text="Yes. They help. Yes.")
    >>> [placed.anchor.spans for placed in placed_in_order(source, ["Yes", "They help", "Yes"])]
    [(Span(start=0, end=3),), (Span(start=5, end=14),), (Span(start=16, end=19),)]
    """
    text = source.text
    known = occurrences(text, dict.fromkeys(one for one in texts if one))
    # The same text has the same list of places.
    places = [known.get(wanted or "", []) for wanted in texts]
    found: list[Span | None] = [one[0] if len(one) == 1 else None for one in places]
    if in_order:
        _choose_by_order(places, found)
    results: list[LocatedText] = []
    name = source.id if names_source else None
    for wanted, span, listed in zip(texts, found, places, strict=True):
        if span is not None:
            quote = span.cut(text)
            results.append(
                LocatedText(Anchor(source=name, quote=quote, spans=(span,)), is_settled=True)
            )
        elif len(listed) > 1 and wanted:
            results.append(LocatedText(Anchor(source=name, quote=wanted), is_settled=False))
        else:
            results.append(_searched(source, wanted, name))
    return results


def _choose_by_order(places: Sequence[list[Span]], found: list[Span | None]) -> None:
    """Place what is several times, where its placed neighbours leave just one choice."""
    sure = [span for span in found if span is not None]
    if any(after.start < before.start for before, after in pairwise(sure)):
        return  # the file is not in the order of the text, so its order tells nothing
    for _ in range(_MOST_ROUNDS):
        # What is placed splits the gap that it lay in, and so may place more.
        news = [choice for gap in _gaps(places, found) for choice in _choices(places, gap)]
        if not news:
            return
        for number, span in news:
            found[number] = span


class _Gap(NamedTuple):
    """Texts of several places each, between two that are placed, and where those are."""

    numbers: list[int]
    low: int
    high: float


def _gaps(places: Sequence[list[Span]], found: Sequence[Span | None]) -> list[_Gap]:
    gaps: list[_Gap] = []
    numbers: list[int] = []
    low = 0
    for number, span in enumerate(found):
        if span is not None:
            gaps.append(_Gap(numbers, low, span.start))
            numbers, low = [], span.end
        elif len(places[number]) > 1:
            numbers.append(number)
    return [gap for gap in (*gaps, _Gap(numbers, low, float("inf"))) if gap.numbers]


def _choices(places: Sequence[list[Span]], gap: _Gap) -> list[tuple[int, Span]]:
    """Return the places of the texts that are in a gap as often as the file has them there."""
    runs: dict[int, list[int]] = {}
    for number in gap.numbers:
        # The same text has the same list of places.
        runs.setdefault(id(places[number]), []).append(number)
    chosen: list[tuple[int, Span]] = []
    for run in runs.values():
        listed = places[run[0]]
        first = bisect_left(listed, (gap.low, 0))
        options = list(
            takewhile(lambda one: one.end <= gap.high, islice(listed, first, first + len(run) + 1))
        )
        if len(options) == len(run):
            chosen += zip(run, options, strict=True)
    chosen.sort()
    in_order = all(a.end <= b.start for (_, a), (_, b) in pairwise(chosen))
    return chosen if in_order else []


def _searched(source: Source, wanted: str | None, name: str | None) -> LocatedText:
    """Look for a text that is not in the source exactly."""
    if not wanted or not wanted.strip():
        return LocatedText(None, is_settled=False)
    placement = source.find(wanted)
    if placement.status == "corrected" and placement.spans:
        quote = " … ".join(span.cut(source.text) for span in placement.spans)
        anchor = Anchor(source=name, quote=quote, spans=placement.spans)
        return LocatedText(anchor, is_settled=True)
    if placement.status == "ambiguous":
        return LocatedText(Anchor(source=name, quote=wanted), is_settled=False)
    return LocatedText(None, is_settled=False)


def anchors_at(text: str, spans: Sequence[Span], source: str | None = None) -> list[Anchor]:
    """Return what is at spans of a text as one anchor, or one for each where they do not join.

    The quote of several spans leaves words out between them. ``source`` is the id of the text,
    where anchors have to say it.

    >>> anchors_at("Buses may often help.", [Span(0, 9), Span(16, 20)])[0].quote
    'Buses may … help'
    """
    filled = sorted({span for span in spans if span.cut(text).strip()})
    quote = " … ".join(span.cut(text) for span in filled)
    if filled and matches_quote(text, quote, tuple(filled)):
        return [Anchor(source=source, quote=quote, spans=tuple(filled))]
    return [Anchor(source=source, quote=span.cut(text), spans=(span,)) for span in filled]


def anchored(
    sources: Sequence[Source],
    texts: Sequence[tuple[str | None, str | None]],
    *,
    in_order: bool = True,
) -> tuple[list[Anchor | None], list[tuple[str | None, str]]]:
    """Return an anchor for each of many texts, given with the key of its statement.

    The texts come in document order (else ``in_order`` is False), and each is looked for in all
    the sources; where several have it, it gets none. What could not be placed is returned with its
    key and why.
    """
    names_source = len(sources) > 1
    wanted = [text for _, text in texts]
    columns = [
        placed_in_order(source, wanted, names_source=names_source, in_order=in_order)
        for source in sources
    ]
    anchors: list[Anchor | None] = []
    open_texts: list[tuple[str | None, str]] = []
    for number, (key, text) in enumerate(texts):
        if not text or not text.strip():
            anchors.append(None)
            continue
        found = [column[number] for column in columns]
        settled = [placed.anchor for placed in found if placed.is_settled]
        drafts = [placed.anchor for placed in found if placed.anchor is not None]
        if len(settled) == 1 and len(drafts) == 1:
            anchors.append(settled[0])
        elif drafts:
            anchors.append(Anchor(quote=text) if len(drafts) > 1 else drafts[0])
            open_texts.append((key, "its words appear in several places in the source"))
        else:
            anchors.append(None)
            open_texts.append((key, "its words are not in the source"))
    return anchors, open_texts
