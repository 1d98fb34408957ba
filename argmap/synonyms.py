"""What other names for the keys and kinds of a map mean: those that people and models write."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from argmap.toml import parse_toml


def folded(name: str) -> str:
    """Return a name as it is compared: in small letters, with `_` between its words.

    >>> folded("Supported Claim"), folded("supportedClaim"), folded("main-claim")
    ('supported_claim', 'supported_claim', 'main_claim')
    """
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip())
    return re.sub(r"[\s\-]+", "_", parted).strip("_").casefold()


def meaning(table: str, name: str) -> str | None:
    """Return what a name means in a table of ``synonyms.toml``, None if it is not there.

    >>> meaning("kinds", "Premise"), meaning("relations", "attacks"), meaning("keys", "colour")
    ('reason', 'rebuts', None)
    """
    return _tables()[table].get(folded(name))


def is_listed(table: str, key: str, name: str) -> bool:
    """Tell whether a name is one of those that a table lists under a key.

    >>> is_listed("offsets", "span", "char_start"), is_listed("absent", "words", "N/A")
    (True, True)
    """
    return folded(name) in _lists()[table][key]


@cache
def _lists() -> dict[str, dict[str, frozenset[str]]]:
    data: dict[str, Any] = parse_toml((files("argmap") / "synonyms.toml").read_text("utf-8"))
    return {
        table: {key: frozenset(words.split()) for key, words in rows.items()}
        for table, rows in data.items()
    }


@cache
def _tables() -> dict[str, dict[str, str]]:
    # Of two meanings of a name in one table the first counts.
    tables: dict[str, dict[str, str]] = {}
    for table, rows in _lists().items():
        tables[table] = {}
        for key, words in rows.items():
            for word in words:
                tables[table].setdefault(word, key)
    return tables
