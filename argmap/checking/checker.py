"""Run the rules over a map, or over a map file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.rules.file import unused_ignore
from argmap.checking.selection import selected_rules
from argmap.checking.subject import Subject
from argmap.mapfile.route import SECTIONS
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from argmap.checking.diagnostic import Diagnostic
    from argmap.checking.rule import Rule
    from argmap.mapfile import MapFile, Route
    from argmap.model import ArgumentMap
    from argmap.wordings.judge import Judge


def check(
    map: ArgumentMap,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    minimum_coverage: float | None = None,
    old: Mapping[str, str] | None = None,
    judge: Judge | None = None,
) -> list[Diagnostic]:
    """Return everything that is wrong with a map, in its order; nothing when it is clean.

    ``select`` and ``ignore`` take codes (``AM120``), beginnings of codes (``AM1``) and names
    (``missing-quote``). ``minimum_coverage`` is the share of the sentences of each source, 0 to 1,
    that statements have to cover. ``old`` holds, by the id of their source, texts that the spans
    were made for; without it, git is asked for the text whose ``sha256`` the map names. ``judge``
    is asked whether what a statement says is borne out by what it quotes (AM405): see
    :class:`argmap.wordings.judge.Judge`. Raises UsageError for a selector that fits no rule.

    >>> from argmap.model import ArgumentMap
    >>> from argmap.source import Source
    >>> m = ArgumentMap(sources=[Source(id="note", text="Buses help. They carry many.")])
    >>> claim = m.claim("Buses help", quote="Busses help")
    >>> _ = m.reason("They carry many", supports=claim, quote="They carry many")
    >>> [diagnostic.statement for diagnostic in check(m)]
    ['buses-help']
    """
    rules = selected_rules(select=select, ignore=ignore)
    subject = Subject(map, minimum_coverage=minimum_coverage, old=old, judge=judge)
    return sorted(_told(rules, subject), key=lambda diagnostic: _rank(diagnostic.route))


def check_file(
    file: MapFile,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    minimum_coverage: float | None = None,
    old: Mapping[str, str] | None = None,
    judge: Judge | None = None,
) -> list[Diagnostic]:
    """Return everything that is wrong with a map file, in the order of its text.

    What could be read of a broken file is checked too, and nothing is blamed for what could not.
    What a comment ``# argmap: ignore[CODE]`` silences is left out. ``minimum_coverage`` is the
    share of the sentences of each source, 0 to 1, that statements have to cover. Otherwise as
    :func:`check`.
    """
    rules = selected_rules(select=select, ignore=ignore)
    subject = Subject(
        file.map,
        problems=file.problems,
        broken_ids=file.broken_ids,
        minimum_coverage=minimum_coverage,
        old=old,
        judge=judge,
    )
    told = _told(rules, subject)
    placed = [(one.written_at or file.place(one.route), one) for one in told]
    if "argmap:" in file.text:
        placed = _unless_ignored(placed, file, subject, rules)
    return [one for _, one in sorted(placed, key=lambda pair: pair[0])]


def _unless_ignored(
    placed: list[tuple[Span, Diagnostic]],
    file: MapFile,
    subject: Subject,
    rules: tuple[Rule, ...],
) -> list[tuple[Span, Diagnostic]]:
    """Return the diagnostics that no comment silences, and those of comments that silence none."""
    from argmap.checking.ignoring import find_ignores, unused  # noqa: PLC0415 -- seldom needed

    ignores = find_ignores(file)
    used = {ignore for ignore in ignores for span, one in placed if ignore.silences(one, span)}
    ran = [rule for rule in rules if subject.is_whole or not rule.needs_whole_map]
    subject.unused_ignores = tuple(unused(ignores, used, ran))
    late = _told([rule for rule in rules if rule is unused_ignore], subject)
    return [(span, one) for span, one in placed if not any(i.silences(one, span) for i in used)] + [
        (one.written_at or Span(0, 0), one) for one in late
    ]


def _told(rules: Iterable[Rule], subject: Subject) -> list[Diagnostic]:
    return [diagnostic for rule in rules for diagnostic in rule(subject)]


def _rank(route: Route) -> tuple[int, int]:
    section, row = (*route, "", 0)[:2] if len(route) > 1 else ("", 0)
    rank = SECTIONS.index(str(section)) if section in SECTIONS else -1
    return rank, row if isinstance(row, int) else 0
