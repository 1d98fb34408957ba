"""Dates and times of day, however they are written: *22 June 2021*, *3 p.m.*, 下午3点."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from argmap.anchoring.meaning.alignment import split_words
from argmap.text import Span

if TYPE_CHECKING:
    from argmap.anchoring.meaning.numerals import Numerals

_DIGIT = "[\\d〇零一二三四五六七八九十]"  # noqa: RUF001 -- the nought of Chinese
_NOON = 12
_LAST_HOUR, _LAST_MINUTE, _LAST_DAY, _LAST_MONTH = 24, 59, 31, 12


class Moments:
    """The dates and times of one language, by its table of what is the same."""

    def __init__(self, table: dict[str, Any], every: dict[str, Any], numerals: Numerals) -> None:
        self._table = table
        self._every = every
        self._numerals = numerals

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of days and months, whole ones."""
        names = self._table.get("months", "") + " " + self._table.get("days", "")
        return frozenset(names.casefold().split())

    def match(self, text: str, start: int) -> tuple[int, int, str] | None:
        """Return a date or a time of day that begins at a place: from where to where, and which."""
        if not self._any.match(text, start):
            return None
        for pattern in self._patterns:
            match = pattern.match(text, start)
            if match and _ends_word(text, match.end()):
                groups = match.groupdict()
                value = self._time(groups) if "hour" in groups else self._date(groups)
                if value:
                    return match.start(), match.end(), value
        return None

    def _time(self, groups: dict[str, str | None]) -> str | None:
        hour, minute = int(groups["hour"] or 0), int(groups.get("minute") or 0)
        if groups.get("pm") and hour < _NOON:
            hour += _NOON
        if groups.get("am") and hour == _NOON:
            hour = 0
        return f"{hour}:{minute:02}" if hour <= _LAST_HOUR and minute <= _LAST_MINUTE else None

    def _date(self, groups: dict[str, str | None]) -> str | None:
        day = self._count(groups["day"] or "")
        name = groups.get("month")
        if name:
            month: int | None = self._months[name.casefold()]
            if self._months_are_names and not name[0].isupper():
                return None
        else:
            month = self._count(groups["number"] or "")
        year = self._count(groups["year"]) if groups.get("year") else None
        if not day or not month or day > _LAST_DAY or month > _LAST_MONTH:
            return None
        return f"{year or '-'}-{month:02}-{day:02}"

    def _count(self, written: str | None) -> int | None:
        """Return the number that the characters of a date are."""
        if not written:
            return None
        if written.isdecimal():
            return int(written)
        count, value = self._numerals.read(split_words(written, Span(0, len(written))), 0, written)
        return int(value) if count and value.isdigit() else None

    @cached_property
    def _patterns(self) -> list[re.Pattern[str]]:
        names = "|".join(sorted(map(re.escape, self._months), key=len, reverse=True)) or "(?!)"
        ordinal = self._table.get("ordinal", "(?!)")
        written = {
            "{day}": rf"(?P<day>\d{{1,2}})(?:{ordinal})?(?!\d)",
            "{month}": rf"(?P<month>{names})\.?",
            "{year}": r"(?P<year>[12]\d{3})",
            "{digit}": _DIGIT,
        }
        patterns = []
        for each in (self._table, self._every):
            for pattern in (*each.get("dates", ()), *each.get("times", ())):
                whole = pattern
                for name, part in written.items():
                    whole = whole.replace(name, part)
                patterns.append(re.compile(whole, re.IGNORECASE))
        return patterns

    @cached_property
    def _any(self) -> re.Pattern[str]:
        """What begins as any date or time does, for a quick look."""
        patterns = (re.sub(r"\(\?P<\w+>", "(?:", each.pattern) for each in self._patterns)
        return re.compile("|".join(patterns), re.IGNORECASE)

    @cached_property
    def starts(self) -> frozenset[str]:
        """The words, beside numbers, that a date or a time may begin with."""
        starts = {
            word.key for name in self._months for word in split_words(name, Span(0, len(name)))
        }
        if self._table.get("digits"):
            starts |= set("上下早凌晚")
        return frozenset(starts | {"the"} if self._months_are_names else starts)

    @cached_property
    def _months(self) -> dict[str, int]:
        names = self._table.get("months", "").casefold().split()
        months = {name: number for number, name in enumerate(names, 1)}
        short = self._table.get("short", {})
        return months | {each: months[name] for each, name in short.items() if name in months}

    @cached_property
    def _months_are_names(self) -> bool:
        return bool(self._table.get("months", "")[:1].isupper())


def _ends_word(text: str, end: int) -> bool:
    return end >= len(text) or not (
        text[end].isdecimal()
        or (text[end].isalpha() and text[end].isascii() and text[end - 1].isalnum())
    )
