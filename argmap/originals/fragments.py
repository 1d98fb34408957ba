"""The end of an address that leads to words of a web page.

Source of the format: https://wicg.github.io/scroll-to-text-fragment/
"""

from __future__ import annotations

import re
from urllib.parse import quote

# Quotes with more words are named by the first and the last of them.
_MOST_WORDS, _NAMING = 10, 4
_OMISSION = re.compile(r"\s*(?:\[…\]|\(…\)|…|\[\.\.\.\]|\.\.\.)\s*")
_BLOCK_END = re.compile(r"[\t\n]+")


def page_directive(text: str) -> str:
    r"""Return words of a web page, in the characters it has them in, as a text directive.

    Browsers find words that are named as a whole within one block only, so those that go over
    several paragraphs, items or cells are named from … to.

    >>> page_directive("Buses help\n\ncarry us")
    'Buses%20help,carry%20us'
    """
    blocks = [words for block in _BLOCK_END.split(text) if (words := block.split())]
    if not blocks:
        return ""
    if len(blocks) == 1:
        return text_directive(" ".join(blocks[0]))
    return f"{_written(blocks[0][:_NAMING])},{_written(blocks[-1][-_NAMING:])}"


def text_directive(words: str) -> str:
    """Return words as the value of a text directive: whole, or from … to.

    >>> text_directive("well-kept secrets")
    'well%2Dkept%20secrets'
    """
    parts = [part.split() for part in _OMISSION.split(words) if part.strip()]
    all_words = [word for part in parts for word in part]
    if len(parts) <= 1 and len(all_words) <= _MOST_WORDS:
        return _written(all_words)
    return f"{_written(parts[0][:_NAMING])},{_written(parts[-1][-_NAMING:])}"


def escaped(text: str) -> str:
    """Return a text as a part of an address has it."""
    return quote(text, safe="", errors="replace")


def _written(words: list[str]) -> str:
    # Hyphens and commas have a meaning in a text directive.
    return escaped(" ".join(words)).replace("-", "%2D")
