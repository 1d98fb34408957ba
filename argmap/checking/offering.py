"""What a person may choose to do about a finding that no fix puts right unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.diagnostic import Fix
from argmap.checking.placements import placing
from argmap.grounding.cited import Sources
from argmap.grounding.verdict import Verdict
from argmap.mapfile import Edit
from argmap.text import shortened
from argmap.whereabouts import position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.checking.diagnostic import Diagnostic
    from argmap.model import ArgumentMap

_MOST_CHOICES = 5


def choices_for(map: ArgumentMap, found: Diagnostic) -> Iterator[Fix]:
    """Yield what a person may choose to do about a finding, besides its own fix.

    None of it is safe: a statement becomes implicit, or a quote another one. `argmap check --fix`
    does none of it, also with `--unsafe-fixes`, since only who reads the source can tell.

    >>> from argmap.checking import check
    >>> from argmap.model import ArgumentMap, Claim
    >>> from argmap.source import Source
    >>> note = Source(id="note", text="Buses help.")
    >>> m = ArgumentMap(sources=[note], claims=[Claim(id="c", text="Trams help")])
    >>> [fix.message for fix in choices_for(m, check(m)[0])]
    ['mark it as implicit']
    """
    if found.name == "unanchored-statement" and map.sources:
        edit = Edit((*found.route, "implicit"), value=True)
        yield Fix("mark it as implicit", (edit,), is_safe=False)
    verdict = _verdict(map, found)
    if verdict is None or not verdict.has_text:
        return
    if verdict.outcome == "changed" and verdict.placement.spans:
        yield placing(verdict, verdict.placement.spans)
    elif verdict.outcome in ("ambiguous", "contradicted", "missing"):
        places = verdict.placement.candidates[:_MOST_CHOICES]
        for place in places:
            where = position(verdict.source, place[0])
            passage = shortened(" ".join(verdict.cut(place).split()))
            yield placing(verdict, place)._replace(message=f"quote {where}: {passage}")


def _verdict(map: ArgumentMap, found: Diagnostic) -> Verdict | None:
    """Return the verdict on the anchor that a finding is about."""
    section, row, field, number = (*found.route, None, None, None, None)[:4]
    if field != "anchors" or not isinstance(row, int) or not isinstance(number, int):
        return None
    statement = getattr(map, str(section))[row]
    sources = Sources(map, git=False, may_be_outside=True)
    return Verdict(statement, number, sources, (str(section), row))
