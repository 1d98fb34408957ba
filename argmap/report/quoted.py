"""What became of the quotations of prose: for people, editors, programs and services."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.controls import escaped_json, visible
from argmap.grounding.description import describe_placement
from argmap.protocols import normalised
from argmap.quotations.quotation import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argmap.checking import Diagnostic
    from argmap.quotations import Prose, Quotation
    from argmap.quotations.rules import QuotationRule
    from argmap.report.located import Located, Place
    from argmap.source import Source

VERSION = 1
_NAMES = {
    "holds": "in the sources",
    "title": "taken for a title or name",
    "short": "of a word or two",
    "missing": "in none of the sources",
}


class Examined(NamedTuple):
    """A prose with its quotations."""

    prose: Prose
    quotations: Sequence[Quotation]


def quotations_report(
    examined: Sequence[Examined],
    format: str = "full",
    *,
    reports_short: bool = False,
    colour: bool = False,
) -> str:
    """Return what became of the quotations of several texts.

    ``format`` is full, concise, json, github or sarif. JSON holds every quotation, all others
    what is wrong with them; quotation marks around a word or two count as wrong only if it
    ``reports_short``.

    >>> from argmap.quotations import Prose, find_quotes
    >>> from argmap.source import Source
    >>> prose = Prose("“Buses never help anybody” and “buses help”", name="a.md")
    >>> minutes = Source(id="minutes", text="She said that buses help.")
    >>> print(quotations_report([Examined(prose, find_quotes(prose, minutes))], "concise"), end="")
    a.md:1:2: AM501 the quotation is not in any of the sources
    """
    if format == "json":
        return _as_json(examined)
    # What has no fault needs no rules.
    wrong = has_findings(examined, reports_short=reports_short)
    if format == "full" and not wrong:
        return _summary_lines(examined)
    from argmap.quotations.rules import QUOTATION_RULES  # noqa: PLC0415 -- as said

    rules = [rule for rule in QUOTATION_RULES if rule.is_default or reports_short]
    found = [located for each in examined for located in _located(each, rules)]
    if format == "concise":
        from argmap.report.concise import concise  # noqa: PLC0415 -- only what is used

        return concise(found, colour=colour)
    if format == "github":
        from argmap.report.github import github  # noqa: PLC0415 -- as above

        return github(found)
    if format == "sarif":
        from argmap.report.sarif import sarif_log  # noqa: PLC0415 -- as above

        return sarif_log(found, rules)
    from argmap.report.full import full  # noqa: PLC0415 -- as above

    return full(found, colour=colour) + _summary_lines(examined)


def has_findings(examined: Iterable[Examined], *, reports_short: bool = False) -> bool:
    """Tell whether something is wrong with a quotation."""
    return any(
        quotation.is_fault or (reports_short and quotation.outcome == "short")
        for each in examined
        for quotation in each.quotations
    )


def _located(examined: Examined, rules: Sequence[QuotationRule]) -> Iterator[Located]:
    from argmap.quotations.rules import findings  # noqa: PLC0415 -- as above
    from argmap.report.located import Located, Place  # noqa: PLC0415

    prose = examined.prose
    found_in = (quotation.source for quotation in examined.quotations)
    sources = {source.id: source for source in found_in if source is not None}
    for diagnostic in findings(examined.quotations, rules):
        span = diagnostic.written_at
        if span is None:
            continue
        place = Place(prose.name, prose.path, prose.text, prose.lines, span, diagnostic.label)
        yield Located(diagnostic, prose.name, "", place, _in_source(diagnostic, sources))


def _in_source(diagnostic: Diagnostic, sources: dict[str, Source]) -> Place | None:
    from argmap.report.located import Place  # noqa: PLC0415 -- as above
    from argmap.whereabouts import position_in_original  # noqa: PLC0415

    shown = diagnostic.source
    if shown is None:
        return None
    source = sources[shown.source]
    path = None if source.path is None else normalised(source.address)
    name = path or f"source {source.id!r}"
    original = position_in_original(source, shown.span)
    return Place(name, path, source.text, source.lines, shown.span, shown.label, original)


def _summary_lines(examined: Sequence[Examined]) -> str:
    return "".join(f"{line}\n" for line in _summary(examined))


def _summary(examined: Sequence[Examined]) -> Iterator[str]:
    """Yield how many quotations there are of each outcome, and which were not checked."""
    quotations = [quotation for each in examined for quotation in each.quotations]
    count = len(quotations)
    outcomes = [quotation.outcome for quotation in quotations]
    counts = ", ".join(
        f"{outcomes.count(outcome)} {_NAMES.get(outcome, outcome)}"
        for outcome in OUTCOMES
        if outcome in outcomes
    )
    yield f"{count} quotation{'' if count == 1 else 's'}{': ' if counts else ''}{counts}."
    unchecked = dict.fromkeys(
        quotation.cited for quotation in quotations if quotation.outcome == "not checked"
    )
    if unchecked:
        named = ", ".join(visible(str(cited)) for cited in unchecked)
        yield f"Not checked, because these sources were not given: {named}."


def _as_json(examined: Sequence[Examined]) -> str:
    texts = [
        {"name": each.prose.name, "path": each.prose.path, "quotations": list(_described(each))}
        for each in examined
    ]
    holds = all(not q.is_fault for each in examined for q in each.quotations)
    data = {"argmap": VERSION, "holds": holds, "texts": texts}
    return escaped_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def _described(examined: Examined) -> Iterator[dict[str, Any]]:
    from argmap.quotations.rules import QUOTATION_RULES  # noqa: PLC0415 -- as above

    codes = {rule.outcome: rule.code for rule in QUOTATION_RULES}
    for quotation in examined.quotations:
        source, placement = quotation.source, quotation.placement
        start = examined.prose.lines.position(quotation.span.start)
        yield {
            "text": quotation.text,
            "span": list(quotation.span),
            "line": start.line,
            "column": start.column,
            "outcome": quotation.outcome,
            "code": codes.get(quotation.outcome),
            "says": OUTCOMES[quotation.outcome],
            "cited": quotation.cited,
            "source": source.id if source else None,
            "placement": describe_placement(placement, quotation.text, source)
            if source and placement
            else None,
        }
