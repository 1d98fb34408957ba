"""The sentences of a text, told apart by their punctuation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# A sentence ends at a full stop and what closes with it, before a blank and what does not go on
# in lower case; at the full stop of scripts without blanks; and at an empty line.
_END = re.compile(
    r"""[.!?…]+[)\]"'”’»]*(?=\s+[^\sa-z]|\s*\Z)   # “What?” Then …
    |   [。！？]+[」』”’）]*
    |   (?:\r\n|\r|\n)[ \t]*(?=\r|\n)
    """,  # noqa: RUF001 -- the marks that sentences are closed with
    re.VERBOSE,
)
# Of these the full stop seldom ends a sentence.
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Gov|St|vs|Nos?|cf|[ei]\.[eg])\.\Z")


def sentences(text: str) -> Iterator[Span]:
    """Yield where the sentences of a text stand, without the blanks round them.

    It is told by punctuation alone, so an abbreviation may end one too early.

    >>> text = "Buses help. Do they? Mr. Hall says so."
    >>> [span.cut(text) for span in sentences(text)]
    ['Buses help.', 'Do they?', 'Mr. Hall says so.']
    """
    start = 0
    for match in _END.finditer(text):
        if match[0] == "." and _ABBREVIATION.search(text, max(0, match.end() - 8), match.end()):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    if any(character.isalnum() for character in words):
        start += len(words) - len(words.lstrip())
        yield Span(start, start + len(words.strip()))
