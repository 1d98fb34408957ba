"""What is the same in one language, as the table of equivalents has it, made ready for reading."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from argmap.anchoring.meaning.alignment import split_words
from argmap.text import Span


class EquivalentsTable:
    """The part of the table for one language, with what holds in all of them."""

    def __init__(self, table: dict[str, Any], every: dict[str, Any]) -> None:
        self._table = table
        self._every = every
        self.ampersand: str = table.get("and", "&")
        self.percent: str = table.get("percent", "")

    @cached_property
    def units(self) -> frozenset[str]:
        """Units of measurement, none of which is a slip of the pen for another."""
        return frozenset(self._every["units"].split())

    @cached_property
    def remarks(self) -> re.Pattern[str] | None:
        """What an editor says of a quote in brackets behind it."""
        remarks = self._table.get("remarks", ())
        return re.compile(rf"[(\[](?:{'|'.join(remarks)})[)\]]", re.IGNORECASE) if remarks else None

    @cached_property
    def fraction(self) -> str:
        """What is between a whole number and its decimal part."""
        return str(self._table.get("fraction", "")) + "\u066b"

    @cached_property
    def number_patterns(self) -> list[re.Pattern[str]]:
        """How digits are written: in groups of three, and with a part behind a decimal sign."""
        group = re.escape(self._table.get("group", "") + " '\u066c")
        fraction = re.escape(self.fraction)
        last = r"(?![\d])"
        grouped = rf"(?P<whole>\d{{1,3}}(?P<sign>[{group}])\d{{3}}(?:(?P=sign)\d{{3}})*)"
        part = rf"(?:(?!(?P=sign))[{fraction}](?P<part>\d+))?{last}"
        plain = rf"(?P<whole>\d+)(?:[{fraction}](?P<part>\d+))?{last}"
        patterns = [grouped + part, plain]
        if not self._table:
            # In any language two groups are groups, whatever sign is between them.
            several = r"(?P<whole>\d{1,3}(?P<sign>[.,])\d{3}(?:(?P=sign)\d{3})+)(?P<part>(?!))?"
            patterns.insert(0, several + last)
        return [re.compile(pattern) for pattern in patterns]

    @cached_property
    def ordinal(self) -> re.Pattern[str]:
        """How the number of something in a row is written: *3rd*."""
        return re.compile(rf"(\d+)(?:{self._table.get('ordinal', '(?!)')})", re.IGNORECASE)

    @cached_property
    def signs(self) -> list[tuple[str, str]]:
        """What is typed for a sign, with the sign, the longest first."""
        typed = {each: sign for sign, all_ways in self._every["signs"].items() for each in all_ways}
        return sorted(typed.items(), key=lambda pair: -len(pair[0]))

    @cached_property
    def sign_starts(self) -> frozenset[str]:
        """What begins something that is typed for a sign."""
        return frozenset(typed[0] for typed, _ in self.signs)

    @cached_property
    def phrases(self) -> dict[tuple[str, ...], str]:
        """The value of each phrase and abbreviation, by its words."""
        phrases: dict[tuple[str, ...], str] = {}
        for value, others in self._table.get("phrases", {}).items():
            for written in (value, *others):
                low = written.casefold()
                letters = re.sub(r"[. ]", "", low)
                if re.fullmatch(r"(?:\w\. ?)+", low):
                    phrases[(".".join([*letters, ""]),)] = value
                else:
                    words = split_words(low, Span(0, len(low)))
                    phrases[tuple(word.key for word in words)] = value
        for value in self._table.get("phrases", {}):
            phrases.setdefault((".".join([*value, ""]),), value)
        names = {name: name for name in self._table.get("days", "").split()}
        for name, full in (names | self._table.get("short", {})).items():
            phrases.setdefault((name,), full)
        phrases.pop((), None)
        return phrases

    @cached_property
    def phrase_lengths(self) -> dict[str, list[int]]:
        """By its first word, how many words a phrase may have, the most first."""
        lengths: dict[str, set[int]] = {}
        for words in self.phrases:
            lengths.setdefault(words[0], set()).add(len(words))
        return {first: sorted(counts, reverse=True) for first, counts in lengths.items()}

    @cached_property
    def parts(self) -> dict[str, tuple[int, tuple[str, str]]]:
        """Words that are two written together, with where to part them: *cannot*."""
        parts = {}
        for written, both in self._table.get("parts", {}).items():
            one, other = both.split()
            parts[written.replace("|", "")] = written.index("|"), (one, other)
        return parts

    @cached_property
    def endings(self) -> list[tuple[str, list[str]]]:
        """What follows an apostrophe, with the words it may be: *'ll*."""
        return list(self._table.get("endings", {}).items())
