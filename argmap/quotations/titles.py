"""Titles and names in quotation marks, which quote nobody."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from argmap.toml import parse_toml

if TYPE_CHECKING:
    from argmap.quotations.prose import Block
    from argmap.text import Span

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")  # noqa: RUF001
_KINDS = ("always", "works", "names", "after")
_BEFORE = 3  # words before the marks among which one says what is between them
_MOST_WORDS_OF_TITLE = 14
_MOST_WORDS_OF_NAME = 4
_LEAST_CAPITALS = 2
_LONG_ENOUGH = 4  # letters of a word that is written with a capital in a title
_SENTENCE_ENDS = ".!?。！？"  # noqa: RUF001


def is_title(block: Block, quoted: Span, outer: Span) -> bool:
    """Tell whether what is in quotation marks is the title of a work, a name, or a word as such.

    >>> from argmap.quotations.prose import Prose
    >>> from argmap.text import Span
    >>> [block] = Prose("In his essay “The End of the Line” he").blocks
    >>> is_title(block, Span(14, 33), Span(13, 34))
    True
    """
    words = quoted.cut(block.words).strip()
    before = block.words[max(0, outer.start - 60) : outer.start]
    after = block.words[outer.end : outer.end + 20]
    heads = _heads(before)
    tokens = _WORD.findall(words)
    cues = _cues()
    if heads & cues["always"]:
        return len(tokens) <= _MOST_WORDS_OF_TITLE
    if heads & cues["names"] and len(tokens) <= _MOST_WORDS_OF_NAME:
        return True
    if not tokens or len(tokens) > _MOST_WORDS_OF_TITLE or words[-1] in _SENTENCE_ENDS[:1]:
        return False
    if heads & cues["works"] or after.startswith(tuple(cues["after"])):
        return tokens[0][0].isupper() or not tokens[0][0].islower()
    return _is_in_title_case(tokens)


def _is_chinese(cue: str, before: str) -> bool:
    return "\u4e00" <= cue[-1] <= "\u9fff" and before.endswith(cue)


def _heads(before: str) -> set[str]:
    """Return the words right before quotation marks that may say what is between them."""
    if re.search(r"[.!?:;,。：；，]\s*\Z", before):  # noqa: RUF001
        return set()
    tokens = [token.casefold() for token in _WORD.findall(before)[-_BEFORE:]]
    near = set(tokens[-1:]) | {token for token in tokens if token in _cues()["always"]}
    if near & ({"as", "the", "a"} | _cues()["names"]):
        near |= set(tokens[-2:])
    # Chinese sets no space before the marks.
    near |= {cue for cues in _cues().values() for cue in cues if _is_chinese(cue, before)}
    return near


def _is_in_title_case(tokens: list[str]) -> bool:
    """Tell whether all long words have a capital, as in an English title."""
    long = [token for token in tokens if len(token) >= _LONG_ENOUGH]
    capitals = [token for token in tokens if token[0].isupper()]
    return (
        len(capitals) >= _LEAST_CAPITALS
        and tokens[0][0].isupper()
        and all(token[0].isupper() for token in long)
        and len(long) >= _LEAST_CAPITALS
    )


@cache
def _cues() -> dict[str, frozenset[str]]:
    data = (files("argmap.quotations") / "titles.toml").read_text("utf-8")
    cues: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for language in parse_toml(data).values():
        for kind, words in language.items():
            cues[kind].update(words.split())
    return {kind: frozenset(words) for kind, words in cues.items()}
