"""What is known of the words of languages on both sides of a full stop.

They are in ``abbreviations.txt``, which says what its headings are: lines of ``heading: word
word …``, a number sign before a remark. All languages are known at once, because a text seldom says
which one it is in, and often quotes another.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

_HEADINGS = {"name", "number", "perhaps", "begins", "ordinal"}


@cache
def _lists() -> dict[str, frozenset[str]]:
    file = resources.files("argmap.sentences") / "abbreviations.txt"
    words: dict[str, set[str]] = {heading: set() for heading in _HEADINGS}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            heading, _, listed = line.partition(":")
            words[heading].update(listed.split())
    return {heading: frozenset(listed) for heading, listed in words.items()}


def is_listed(word: str, heading: str) -> bool:
    """Tell whether a word is under a heading, however it is written.

    What is listed with a capital counts with a capital alone, or all in capitals.

    >>> [is_listed(word, "name") for word in ("Mr", "MR", "e.g", "Gen", "gen")]
    [True, True, True, True, False]
    """
    listed = _lists()[heading]
    return (
        word in listed or word.casefold() in listed or (word.isupper() and word.title() in listed)
    )
