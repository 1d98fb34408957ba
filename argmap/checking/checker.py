"""Run the rules over a map, or over a map file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.findings import Findings
from argmap.checking.rules.file import unused_ignore
from argmap.checking.selection import rules_below, selected_rules
from argmap.checking.subject import Subject
from argmap.mapfile.route import SECTIONS
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from argmap.checking.comparisons import Comparisons
    from argmap.checking.diagnostic import Diagnostic, Severity
    from argmap.checking.rule import Rule
    from argmap.history import History
    from argmap.mapfile import MapFile, Route
    from argmap.model import ArgumentMap
    from argmap.wordings.judge import Judge


def check(
    map: ArgumentMap,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: Severity = "info",
    minimum_coverage: float | None = None,
    old: Mapping[str, str] | None = None,
    git: History | bool = True,
    judge: Judge | None = None,
) -> Findings:
    """Return everything that is wrong with a map, in its order; nothing if it is clean.

    Printed, the list is what the command line prints; in a notebook it is a table.

    ``select`` and ``ignore`` take codes (``AM120``), beginnings of codes (``AM1``) and names
    (``missing-quote``); findings less severe than ``severity`` are left out.
    ``minimum_coverage`` is the share of the sentences of each source, 0 to 1,
    that statements have to cover. ``old`` holds, by the id of their source, texts that the spans
    were made for; without it, git is asked for the text whose ``sha256`` the map names, unless
    ``git`` is false; a :class:`argmap.history.History` makes its time limit one for several calls.
    ``judge`` is asked whether what a statement says is borne out by what it quotes (AM405): see
    :class:`argmap.wordings.judge.Judge`. Raises UsageError for a selector that fits no rule.

    >>> from argmap.model import ArgumentMap
    >>> from argmap.source import Source
    >>> m = ArgumentMap(sources=[Source(id="note", text="Buses help. They carry many.")])
    >>> claim = m.claim("Buses help", quote="Buses help", span=(1, 11))
    >>> _ = m.reason("They carry many", supports=claim, quote="They carry many")
    >>> [diagnostic.statement for diagnostic in check(m)]
    ['buses-help']
    """
    rules = selected_rules(select=select, ignore=(*ignore, *rules_below(severity)))
    subject = Subject(map, minimum_coverage=minimum_coverage, old=old, git=git, judge=judge)
    found = sorted(_told(rules, subject), key=lambda diagnostic: _rank(diagnostic.route))
    return Findings(found, map)


def check_file(
    file: MapFile,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: Severity = "info",
    minimum_coverage: float | None = None,
    old: Mapping[str, str] | None = None,
    git: History | bool = True,
    heed_comments: bool = True,
    judge: Judge | None = None,
) -> list[Diagnostic]:
    """Return everything that is wrong with a map file, in the order of its text.

    What could be read of a broken file is checked too, and nothing is blamed for what could not.
    What a comment ``# argmap: ignore[CODE]`` silences is left out, unless ``heed_comments`` is
    False. ``minimum_coverage`` is the share of the sentences of each source, 0 to 1, that
    statements have to cover. Otherwise as :func:`check`.
    """
    found = examine_file(
        file,
        select=select,
        ignore=(*ignore, *rules_below(severity)),
        minimum_coverage=minimum_coverage,
        old=old,
        git=git,
        heed_comments=heed_comments,
        judge=judge,
    )
    return [one for one in found if one.silenced_by is None]


def examine_file(
    file: MapFile,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    silenced: Collection[str] = (),
    minimum_coverage: float | None = None,
    old: Mapping[str, str] | None = None,
    git: History | bool = True,
    heed_comments: bool = True,
    judge: Judge | None = None,
    comparisons: Comparisons | None = None,
) -> list[Diagnostic]:
    """Return what is wrong with a map file, and with ``silenced_by`` what is not to be reported.

    ``silenced`` are the codes of rules that a configuration silences; ``comparisons`` are kept
    from one check of the same map to the next. Otherwise as :func:`check_file`.
    """
    rules = selected_rules(select=select, ignore=ignore)
    subject = Subject(
        file.map,
        problems=file.problems,
        broken_ids=file.broken_ids,
        minimum_coverage=minimum_coverage,
        old=old,
        git=git,
        judge=judge,
        comparisons=comparisons,
    )
    findings = _marked(_told(rules, subject), silenced)
    placed = [(one.written_at or file.place(one.route), one) for one in findings]
    if heed_comments and "argmap:" in file.text:
        ran = [rule for rule in rules if rule.code not in silenced]
        placed = _silenced_by_comments(placed, file, subject, ran)
        if unused_ignore in rules:
            late = _marked(_told([unused_ignore], subject), silenced)
            placed += [(one.written_at or Span(0, 0), one) for one in late]
    return [one for _, one in sorted(placed, key=lambda pair: pair[0])]


def _marked(found: Iterable[Diagnostic], silenced: Collection[str]) -> list[Diagnostic]:
    return [
        one._replace(silenced_by="configuration") if one.code in silenced else one for one in found
    ]


def _silenced_by_comments(
    placed: list[tuple[Span, Diagnostic]],
    file: MapFile,
    subject: Subject,
    ran: list[Rule],
) -> list[tuple[Span, Diagnostic]]:
    """Mark the diagnostics that a comment silences, and record the comments without any."""
    from argmap.checking.ignoring import find_ignores, silenced, unused  # noqa: PLC0415 -- seldom needed

    ignores = find_ignores(file)
    used, is_silenced = silenced(ignores, placed)
    ran = [rule for rule in ran if subject.is_whole or not rule.needs_whole_map]
    subject.unused_ignores = tuple(unused(ignores, used, ran))
    return [
        (span, one._replace(silenced_by="comment"))
        if by_comment and one.silenced_by is None
        else (span, one)
        for (span, one), by_comment in zip(placed, is_silenced, strict=True)
    ]


def _told(rules: Iterable[Rule], subject: Subject) -> list[Diagnostic]:
    return [diagnostic for rule in rules for diagnostic in rule(subject)]


def _rank(route: Route) -> tuple[int, int]:
    section, row = (*route, "", 0)[:2] if len(route) > 1 else ("", 0)
    rank = SECTIONS.index(str(section)) if section in SECTIONS else -1
    return rank, row if isinstance(row, int) else 0
