"""A report part by part, so that the maps need not all be at hand when it is written."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from argmap.errors import UsageError
from argmap.nearest import did_you_mean
from argmap.report.located import locate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from argmap.checking import Diagnostic
    from argmap.report.located import Checked, Located

FORMATS = ("full", "concise", "json", "github", "sarif")
"""The name of every format."""


class Tally(NamedTuple):
    """How many maps were checked, and how many diagnostics of which sort there are.

    Those that a comment or a configuration silences are counted separately.
    """

    maps: int = 0
    errors: int = 0
    warnings: int = 0
    hints: int = 0
    fixable: int = 0
    by_comment: int = 0
    by_configuration: int = 0

    @property
    def found(self) -> int:
        """How many diagnostics there are."""
        return self.errors + self.warnings + self.hints

    @property
    def silenced(self) -> int:
        """How many diagnostics are silenced."""
        return self.by_comment + self.by_configuration

    def plus(self, other: Tally) -> Tally:
        """Return the two added up."""
        return Tally(*(one + more for one, more in zip(self, other, strict=True)))


class Part(NamedTuple):
    """What a report has to say of one map, and what it adds to the sums.

    In a report of limited length it says it in ``items``, and in ``silenced`` what is silenced.
    """

    text: str
    tally: Tally
    items: tuple[str, ...] = ()
    silenced: tuple[str, ...] = ()


class Frame(NamedTuple):
    """What is around the parts of a report: before them, between two of them, and after.

    ``most`` is how many items the report may have; ``closing`` is told how many it has, and how
    many were left out.
    """

    opening: str = ""
    joint: str = ""
    closing: Callable[[Tally, int, int], str] = lambda *_: ""
    most: int = 0


class Report:
    """A report in the making: each part is written as soon as it is there.

    Raises UsageError for a format that there is not.

    >>> report = Report("concise")
    >>> report.add(Part("a.argmap.yaml:1:1: AM001 ...", Tally(maps=1, errors=1)))
    'a.argmap.yaml:1:1: AM001 ...'
    >>> report.close(), report.tally.errors
    ('', 1)
    """

    def __init__(self, format: str) -> None:
        if format not in FORMATS:
            advice = did_you_mean(format, FORMATS) or f"choose from {', '.join(FORMATS)}"
            raise UsageError(f"unknown report format {format!r}", help=advice)
        self.format = format
        self.tally = Tally()
        self.left_out = 0
        self._items = 0
        # What is silenced comes last, so that it takes no room from what is reported.
        self._later: list[str] = []

    def add(self, part: Part) -> str:
        """Return what is to be written for one more part."""
        opening = "" if self.tally.maps else self._frame.opening
        joint = self._frame.joint if self.tally.found and part.text else ""
        self.tally = self.tally.plus(part.tally)
        room = self._frame.most - len(self._later)
        self._later += part.silenced[: max(0, room)]
        self.left_out += max(0, len(part.silenced) - max(0, room))
        return opening + joint + part.text + self._with_room(part.items)

    def _with_room(self, items: Sequence[str]) -> str:
        """Return as many items as the report has room for, and count the others."""
        kept = items[: max(0, self._frame.most - self._items)]
        self.left_out += len(items) - len(kept)
        joint = self._frame.joint if self._items and kept else ""
        self._items += len(kept)
        return joint + self._frame.joint.join(kept)

    def close(self) -> str:
        """Return what is to be written when no more parts are to come."""
        opening = "" if self.tally.maps else self._frame.opening
        rest = self._with_room(self._later)
        return opening + rest + self._frame.closing(self.tally, self._items, self.left_out)

    @cached_property
    def _frame(self) -> Frame:
        if self.format == "json":
            from argmap.report.json_report import json_frame  # noqa: PLC0415 -- only what is used

            return json_frame()
        if self.format == "sarif":
            from argmap.report.sarif import sarif_frame  # noqa: PLC0415

            return sarif_frame()
        if self.format == "full":
            from argmap.report.full import summary  # noqa: PLC0415

            return Frame(closing=lambda tally, *_: f"{summary(tally)}\n")
        return Frame()


def part_of_report(
    checked: Checked, diagnostics: Sequence[Diagnostic], format: str, *, colour: bool = False
) -> Part:
    """Return what a report in some format says of one map; otherwise as :func:`report`."""
    shown = [diagnostic for diagnostic in diagnostics if diagnostic.silenced_by is None]
    silenced = [diagnostic for diagnostic in diagnostics if diagnostic.silenced_by is not None]
    severities = [diagnostic.severity for diagnostic in shown]
    silencers = [diagnostic.silenced_by for diagnostic in silenced]
    tally = Tally(
        1,
        severities.count("error"),
        severities.count("warning"),
        severities.count("info"),
        sum(diagnostic.is_fixable for diagnostic in shown),
        silencers.count("comment"),
        silencers.count("configuration"),
    )
    if format == "sarif" and diagnostics:
        from argmap.report.sarif import sarif_results  # noqa: PLC0415 -- as below

        items, others = (
            tuple(sarif_results(locate(checked, listed))) for listed in (shown, silenced)
        )
        return Part("", tally, items, others)
    if not shown:
        return Part("", tally)
    return Part(_written(list(locate(checked, shown)), format, colour=colour), tally)


def _written(found: Sequence[Located], format: str, *, colour: bool) -> str:
    """Return the findings in one format; only its own module is loaded."""
    if format == "concise":
        from argmap.report.concise import concise  # noqa: PLC0415 -- as said

        return concise(found, colour=colour)
    if format == "json":
        from argmap.report.json_report import json_findings  # noqa: PLC0415

        return json_findings(found)
    if format == "github":
        from argmap.report.github import github  # noqa: PLC0415

        return github(found)
    from argmap.report.full import full  # noqa: PLC0415

    return full(found, colour=colour)
