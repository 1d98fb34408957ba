"""Run the rules over a map, or over a map file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.selection import selected_rules
from argmap.checking.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.checking.diagnostic import Diagnostic
    from argmap.mapfile import MapFile, Route
    from argmap.model import ArgumentMap

_SECTIONS = ("sources", "questions", "claims", "reasons", "caveats")


def check(
    map: ArgumentMap, *, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> list[Diagnostic]:
    """Return everything that is wrong with a map, in its order; nothing when it is clean.

    ``select`` and ``ignore`` take codes (``AM120``), beginnings of codes (``AM1``) and names
    (``absent-quote``). Raises UsageError for a selector that fits no rule.

    >>> from argmap.model import ArgumentMap
    >>> from argmap.source import Source
    >>> m = ArgumentMap(sources=[Source(id="note", text="Buses help. They carry many.")])
    >>> claim = m.claim("Buses help", quote="Busses help")
    >>> _ = m.reason("They carry many", supports=claim, quote="They carry many")
    >>> [diagnostic.statement for diagnostic in check(m)]
    ['buses-help']
    """
    rules = selected_rules(select=select, ignore=ignore)
    subject = Subject(map)
    found = [diagnostic for rule in rules for diagnostic in rule(subject)]
    return sorted(found, key=lambda diagnostic: _rank(diagnostic.route))


def check_file(
    file: MapFile, *, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> list[Diagnostic]:
    """Return everything that is wrong with a map file, in the order of its text.

    What could be read of a broken file is checked too, and nothing is blamed for what could not.
    Otherwise as :func:`check`.
    """
    rules = selected_rules(select=select, ignore=ignore)
    subject = Subject(file.map, problems=file.problems, broken_ids=file.broken_ids)
    found = [diagnostic for rule in rules for diagnostic in rule(subject)]
    return sorted(
        found, key=lambda diagnostic: diagnostic.written_at or file.place(diagnostic.route)
    )


def _rank(route: Route) -> tuple[int, int]:
    section, row = (*route, "", 0)[:2] if len(route) > 1 else ("", 0)
    rank = _SECTIONS.index(str(section)) if section in _SECTIONS else -1
    return rank, row if isinstance(row, int) else 0
