"""What became of the quotes of a draft, in words fit to be sent back to whoever wrote them.

The reader is a person, or a language model that is asked to correct its map: so each quote is
reported separately, with what it says, what the source says instead, and what to do.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from argmap.anchoring import cut_fragments, narrow_fragments
from argmap.controls import LINE_BREAK, as_line, escaped_json
from argmap.grounding.description import describe_caution, describe_place, describe_placement
from argmap.grounding.outcome import OUTCOMES
from argmap.model.kinds import KIND_OF_SECTION
from argmap.units import UNIT_NAMES
from argmap.whereabouts import position

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.anchoring import Caution, Change, Part, Place, Placement
    from argmap.grounding.settling import Grounded, Grounding
    from argmap.mapfile import MapFile
    from argmap.source import Source
    from argmap.text import Span

VERSION = 1
_MOST_PLACES = 10  # that are shown to people; a program gets them all
_BLANKS = re.compile(r"\s+")


def grounding_text(
    grounding: Grounding, *, name: str = "", file: MapFile | None = None, every: bool = False
) -> str:
    """Return what became of the quotes of a map, as text.

    The first line, which begins with the ``name`` of the map, counts them all. Quotes that are
    resolved are reported only if there is a caution about them, if apparatus was left out of them
    or if ``every`` one is asked for. Unresolved ones come last, each with its position if the
    ``file`` of the map, as it is now, is given.

    >>> from argmap.grounding.settling import ground
    >>> from argmap.mapfile import loads
    >>> m = loads("{sources: [{id: s, text: It is late.}], claims: [{id: c, quote: it is}]}")
    >>> print(grounding_text(ground(m)), end="")
    1 quote: 1 corrected
    >>> print(grounding_text(ground(m), every=True), end="")
    1 quote: 1 corrected
    claim c: “it is” differed in typography, case or apparatus; corrected to match the source
      source s, 1:1: “It is”
    """
    lines = [f"{name}: " * bool(name) + _summary(grounding)]
    for grounded in grounding.anchors:
        if grounded.is_settled and (every or _is_worth_a_look(grounded)):
            lines += _lines(grounding, grounded)
    for grounded, where in zip(grounding.anchors, _positions(grounding, file), strict=True):
        if not grounded.is_settled:
            first, *others = _lines(grounding, grounded)
            lines += [where + first, *others]
    # Quotes may be written over several lines, and a report has one line for each thing it says.
    return "".join(as_line(LINE_BREAK.sub(" ", line)) + "\n" for line in lines)


def _is_worth_a_look(grounded: Grounded) -> bool:
    """Tell whether there is more to say of a quote than that it is resolved."""
    placement = grounded.placement
    skips = placement is not None and any(
        change.kind == "apparatus" for change in placement.changes
    )
    return skips or bool(grounded.cautions)


def _positions(grounding: Grounding, file: MapFile | None) -> Iterator[str]:
    """Yield for each quote where it is in the file of its map, nothing if there is no file."""
    for section in KIND_OF_SECTION:
        for row, statement in enumerate(getattr(grounding.map, section)):
            for number in range(len(statement.anchors)):
                if file is None:
                    yield ""
                    continue
                span = file.place((section, row, "anchors", number, "quote"))
                yield f"{file.name}:{file.lines.position(span.start)}: "


def grounding_json(grounding: Grounding) -> str:
    """Return what became of each quote of a map, as a JSON object with a ``version``.

    Spans are half-open code points of the source; lines and columns count from 1.
    """
    quotes = [_as_data(grounding, grounded) for grounded in grounding.anchors]
    data = {"version": VERSION, "settled": not grounding.open, "quotes": quotes}
    return escaped_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def _summary(grounding: Grounding) -> str:
    number = len(grounding.anchors)
    resolved = _counted([one for one in grounding.anchors if one.is_settled])
    unresolved = _counted(grounding.open)
    return (
        f"{number} quote{'' if number == 1 else 's'}"
        + (f": {resolved}" if resolved else "")
        + (f"; unresolved: {unresolved}" if unresolved else "")
    )


def _counted(anchors: Sequence[Grounded]) -> str:
    counts = Counter(one.outcome for one in anchors)
    return ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES if outcome in counts)


def _lines(grounding: Grounding, grounded: Grounded) -> Iterator[str]:
    statement = grounding.map[grounded.statement]
    yield f"{statement.kind} {statement.id}: “{grounded.was.quote}” {OUTCOMES[grounded.outcome]}"
    if grounded.unit is not None:
        yield f"  the span counted {UNIT_NAMES[grounded.unit]}"
    if grounded.problem is not None:
        yield f"  {grounded.problem}"
    if grounded.source is None:
        return
    source = grounding.map.source(grounded.source)
    for passage in grounded.moved:
        if passage.gap is not None:
            yield f"  source {source.id}, {_where(source, (passage.gap,))}: it was here"
    if grounded.placement is not None:
        yield from _found(source, grounded, grounded.placement)
    yield from (f"  {_caution(source, caution)}" for caution in _cautions(grounded))


def _found(source: Source, grounded: Grounded, placement: Placement) -> Iterator[str]:
    if placement.candidates and placement.status != "missing":
        yield from _places(source, placement)
    elif placement.spans:
        place = placement.spans if grounded.is_settled else placement.spans_in_full
        yield f"  source {source.id}, {_where(source, place)}: “{_words(source, place)}”"
    for change in placement.changes:
        if not grounded.is_settled or change.kind == "apparatus":
            yield f"  {_difference(change)}"
    if placement.parts:
        yield from (f"  {_part(source, grounded.was.quote, part)}" for part in placement.parts)
        if not placement.cautions:
            yield from (
                f"  too short to locate next to an omission: “{span.cut(grounded.was.quote)}”"
                for span in narrow_fragments(grounded.was.quote)
            )
    elif placement.status == "missing":
        yield from _places(source, placement)


def _places(source: Source, placement: Placement) -> Iterator[str]:
    if placement.status == "missing":
        for place in placement.candidates[:1]:
            match = f"closest match ({placement.similarity:.0%} similar)"
            yield f"  {match}, {_where(source, place)}: “{_words(source, place)}”"
        return
    for place in placement.candidates[:_MOST_PLACES]:
        before, after = _context(source, place)
        words = _words(source, place)
        yield f"  {_where(source, place)}: …{before}“{words}”{after}…"
    more = len(placement.candidates) - _MOST_PLACES
    if placement.more_candidates:
        yield "  and more"
    elif more > 0:
        yield f"  and {more} more"


def _context(source: Source, place: Place) -> tuple[str, str]:
    hull = type(place[0])(place[0].start, place[-1].end)
    before, after = source.finder.context(hull)
    return _BLANKS.sub(" ", before), _BLANKS.sub(" ", after)


def _difference(change: Change) -> str:
    kind = change.meaning or f"harmless ({change.kind})"
    if change.kind == "apparatus" and not (change.quoted and change.found):
        role = "left out of the quote" if change.found else "not part of the quote"
        return f"{role}, as apparatus: “{_line(change.found or change.quoted)}”"
    if not change.found:
        return f"{kind}: “{change.quoted}” is not in the source"
    if not change.quoted:
        return f"{kind}: “{change.found}” is missing from the quote"
    return f"{kind}: “{change.quoted}” instead of “{change.found}”"


_CAUTIONS = {
    "sentences": "joins halves of different sentences, {words} apart",
    "speakers": "joins the words of different speakers, {words} apart",
    "limit": "omits a limit: “{found}”",
    "question": "states a question, without “{found}”",
    "outside": "is next to words that change what it says: “{found}”",
}


def _caution(source: Source, caution: Caution) -> str:
    number = f"{caution.words} word{'' if caution.words == 1 else 's'}"
    says = _CAUTIONS[caution.kind].format(words=number, found=_BLANKS.sub(" ", caution.found))
    return f"caution, {_where(source, (caution.found_span,))}: {says}"


def _line(words: str) -> str:
    return _BLANKS.sub(" ", words)


def _part(source: Source, quote: str, part: Part) -> str:
    words = part.quoted_span.cut(quote)
    if part.found_span is None:
        return f"not in the source: “{words}”"
    return f"{_where(source, (part.found_span,))}: “{words}”"


def _where(source: Source, place: Sequence[Span]) -> str:
    return position(source, place[0])


def _words(source: Source, place: Place) -> str:
    return cut_fragments(source.text, place)


def _as_data(grounding: Grounding, grounded: Grounded) -> dict[str, Any]:
    data: dict[str, Any] = {
        "statement": grounded.statement,
        "anchor": grounded.number,
        "outcome": grounded.outcome,
        "says": OUTCOMES[grounded.outcome],
        "settled": grounded.is_settled,
        "quote": grounded.was.quote,
    }
    if grounded.problem is not None:
        data["problem"] = str(grounded.problem)
    if grounded.source is None:
        return data
    source = grounding.map.source(grounded.source)
    data["source"] = source.id
    if grounded.unit is not None:
        data["unit"] = grounded.unit
    if grounded.moved:
        data["moved"] = [
            {"status": passage.status, "was": passage.was, "now": passage.now}
            for passage in grounded.moved
        ]
    if (placement := grounded.placement) is not None:
        data |= describe_placement(placement, grounded.was.quote, source)
        if placement.spans and not grounded.is_settled:
            data["found"] = describe_place(placement.spans_in_full, source)
    data["cautions"] = [describe_caution(caution) for caution in _cautions(grounded)]
    return data


def _cautions(grounded: Grounded) -> tuple[Caution, ...]:
    """Return the cautions that are due, or those that keep the quote from having a place."""
    placement = grounded.placement
    return (
        placement.cautions if placement is not None and not placement.spans else grounded.cautions
    )
