"""What the writer of a prose says within the marks of a quotation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.anchoring.meaning.vocabulary import any_meaning
from argmap.quotations.cues import cues
from argmap.text import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

_EMPHASIS = re.compile(
    r"\s*[\[(](?:my |our )?"
    r"(?:emphasis|italics|Hervorhebung|nous soulignons|énfasis|cursiva|курсив)\b"
    r"[^\[\]()]{0,30}[\])]"
)
_NOTE_NUMBER = re.compile("(?<=[^\\W\\d_]{2})[⁰¹²³⁴-⁹]+")
# What an editor puts before or behind the words of others.
_EDITOR_OUTSIDE = re.compile(r"\A\[([^\[\]]{2,40})\]\s+|\s+\[([^\[\]]{2,40})\][.!?]?\Z")
_PARENTHETICAL = re.compile(
    r"\s*[,–—-]\s*([^\W\d_]{2,}(?:-[^\W\d_]+){0,2})(?:\s+[\w.-]+){0,3}(,|\s*[–—-])\s+"
)
_LEAST_WORDS = 3  # beside what an editor put there


def without_interjections(quoted: str) -> Iterator[str]:
    """Yield a quotation without what its writer says in it.

    That is what is in brackets before or behind it, if it denies nothing, and what French and
    Polish set between commas within the marks: *« Jamais, dit-il, nous ne paierons »*.
    """
    for match in _PARENTHETICAL.finditer(quoted):
        verb = match[1].casefold().partition("-")[0]
        if verb in cues()["said"]:
            yield f"{quoted[: match.start()]}{match[2]} {quoted[match.end() :]}"
            yield f"{quoted[: match.start()]} {quoted[match.end() :]}"
    rest = _NOTE_NUMBER.sub("", _EMPHASIS.sub("", quoted))
    for match in _EDITOR_OUTSIDE.finditer(quoted):
        added = match[1] or match[2]
        if any(any_meaning(word.casefold()) == "negation" for word in WORD.findall(added)):
            return
        rest = rest.replace(match[0], "", 1)
    if rest != quoted and len(WORD.findall(rest)) >= _LEAST_WORDS:
        yield rest
