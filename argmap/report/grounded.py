"""What became of the quotes of a draft, in words fit to be sent back to whoever wrote them.

The reader is a person, or a language model that is asked to mend its map: so each quote is told
by itself, with what it says, what the source says instead, and what to do.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from argmap.anchoring import choose_context, cut_fragments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.anchoring import Change, Part, Place, Placement
    from argmap.grounding import Grounded, Grounding, Outcome
    from argmap.source import Source
    from argmap.text import Span

VERSION = 1
_MOST_PLACES = 10  # that are shown to people; a program gets them all
_BLANKS = re.compile(r"\s+")

_SAID: dict[Outcome, str] = {
    "valid": "stands where its spans say",
    "placed": "stands in the source letter for letter, and has its spans now",
    "moved": "stands elsewhere than its spans said, and has the right ones now",
    "retyped": "was written otherwise, and is in the source's own words now",
    "approximate": "is only nearly in the source: quote what stands there",
    "changed": "says something else than the source: quote what stands there, or drop it",
    "spliced": "stands in the source only in parts: quote each by itself, and drop the rest",
    "ambiguous": "stands in several places: say which, by a `prefix` or a `suffix`",
    "missing": "stands nowhere in the source: quote the source, or drop it",
    "deleted": "was deleted from the source since the map was made",
    "no source": "has no source that can be read",
}


def grounding_text(grounding: Grounding, *, name: str = "", every: bool = False) -> str:
    """Return what became of each quote of a map, as text.

    Quotes that were valid before are only counted, unless ``every`` one is asked for. ``name``, of
    the map, begins the last line, which counts them all.

    >>> from argmap.grounding import ground
    >>> from argmap.mapfile import loads
    >>> m = loads("{sources: [{id: s, text: It is late.}], claims: [{id: c, quote: it is}]}")
    >>> print(grounding_text(ground(m)), end="")
    claim c: “it is” was written otherwise, and is in the source's own words now
      source s, 1:1: “It is”
    1 quote: 1 retyped
    """
    told = [
        "\n".join(_told(grounding, grounded))
        for grounded in grounding.anchors
        if every or grounded.outcome != "valid"
    ]
    return "\n".join([*told, f"{name}: " * bool(name) + _summary(grounding)]) + "\n"


def grounding_json(grounding: Grounding) -> str:
    """Return what became of each quote of a map, as a JSON object with a ``version``.

    Spans are half-open code points of the source; lines and columns count from 1.
    """
    quotes = [_as_data(grounding, grounded) for grounded in grounding.anchors]
    data = {"version": VERSION, "settled": not grounding.open, "quotes": quotes}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _summary(grounding: Grounding) -> str:
    counts: dict[str, int] = {}
    for grounded in grounding.anchors:
        counts[grounded.outcome] = counts.get(grounded.outcome, 0) + 1
    number = len(grounding.anchors)
    said = ", ".join(f"{counts[outcome]} {outcome}" for outcome in _SAID if outcome in counts)
    return f"{number} quote{'' if number == 1 else 's'}{': ' if said else ''}{said}"


def _told(grounding: Grounding, grounded: Grounded) -> Iterator[str]:
    statement = grounding.map[grounded.statement]
    yield f"{statement.kind} {statement.id}: “{grounded.was.quote}” {_SAID[grounded.outcome]}"
    if grounded.problem is not None:
        yield f"  {grounded.problem}"
    if grounded.source is None:
        return
    source = grounding.map.source(grounded.source)
    for passage in grounded.moved:
        if passage.gap is not None:
            yield f"  source {source.id}, {_where(source, (passage.gap,))}: it stood here"
    if grounded.placement is None:
        return
    found = grounded.placement
    if found.spans:
        place = found.spans if grounded.is_settled else found.spans_in_full
        yield f"  source {source.id}, {_where(source, place)}: “{_words(source, place)}”"
    if not grounded.is_settled:
        yield from (f"  {_difference(change)}" for change in found.changes)
    if found.parts:
        yield from (f"  {_part(source, grounded.was.quote, part)}" for part in found.parts)
    elif not found.spans:
        yield from _places(source, found)


def _places(source: Source, found: Placement) -> Iterator[str]:
    if found.status == "missing":
        for place in found.candidates[:1]:
            likeness = f"{found.similarity:.0%} alike"
            yield f"  nearest, {likeness}, {_where(source, place)}: “{_words(source, place)}”"
        return
    for place in found.candidates[:_MOST_PLACES]:
        before, after = _context(source, place)
        words = _words(source, place)
        yield f"  {_where(source, place)}: …{before}“{words}”{after}…"
    more = len(found.candidates) - _MOST_PLACES
    if found.more_candidates:
        yield "  and more"
    elif more > 0:
        yield f"  and {more} more"


def _context(source: Source, place: Place) -> tuple[str, str]:
    hull = type(place[0])(place[0].start, place[-1].end)
    before, after = choose_context(source.text, hull)
    return _BLANKS.sub(" ", before), _BLANKS.sub(" ", after)


def _difference(change: Change) -> str:
    kind = change.meaning or f"{change.kind}, harmless"
    if not change.found:
        return f"{kind}: “{change.quoted}” is not in the source"
    if not change.quoted:
        return f"{kind}: “{change.found}” is left out"
    return f"{kind}: “{change.quoted}” stands for “{change.found}”"


def _part(source: Source, quote: str, part: Part) -> str:
    words = part.quoted_span.cut(quote)
    if part.found_span is None:
        return f"nowhere: “{words}”"
    return f"{_where(source, (part.found_span,))}: “{words}”"


def _where(source: Source, place: Sequence[Span]) -> str:
    return str(source.position(place[0].start))


def _words(source: Source, place: Place) -> str:
    return cut_fragments(source.text, place)


def _as_data(grounding: Grounding, grounded: Grounded) -> dict[str, Any]:
    data: dict[str, Any] = {
        "statement": grounded.statement,
        "anchor": grounded.number,
        "outcome": grounded.outcome,
        "says": _SAID[grounded.outcome],
        "settled": grounded.is_settled,
        "quote": grounded.was.quote,
    }
    if grounded.problem is not None:
        data["problem"] = str(grounded.problem)
    if grounded.source is None:
        return data
    source = grounding.map.source(grounded.source)
    data["source"] = source.id
    if grounded.moved:
        data["moved"] = [
            {"status": passage.status, "was": passage.was, "now": passage.now}
            for passage in grounded.moved
        ]
    found = grounded.placement
    if found is None:
        return data
    data["similarity"] = round(found.similarity, 3)
    if found.spans:
        place = found.spans if grounded.is_settled else found.spans_in_full
        data["found"] = _place_data(source, place)
    if found.candidates:
        data["candidates"] = [
            _place_data(source, place, with_context=True) for place in found.candidates
        ]
        data["more_candidates"] = found.more_candidates
    if found.changes:
        data["changes"] = [
            {
                "kind": change.kind,
                "meaning": change.meaning,
                "quoted": change.quoted,
                "found": change.found,
            }
            for change in found.changes
        ]
    if found.parts:
        data["parts"] = [
            {
                "quoted": part.quoted_span.cut(grounded.was.quote),
                "span": list(part.found_span) if part.found_span else None,
            }
            for part in found.parts
        ]
    return data


def _place_data(source: Source, place: Place, *, with_context: bool = False) -> dict[str, Any]:
    position = source.position(place[0].start)
    data: dict[str, Any] = {
        "spans": [list(span) for span in place],
        "line": position.line,
        "column": position.column,
        "quote": _words(source, place),
    }
    if with_context:
        data["prefix"], data["suffix"] = _context(source, place)
    return data
