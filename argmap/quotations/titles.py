"""Titles and names in quotation marks, which quote nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.quotations.cues import cues

if TYPE_CHECKING:
    from argmap.quotations.prose import Block
    from argmap.text import Span

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_BEFORE = 3  # words before the marks among which one says what is between them
_MOST_WORDS_OF_TITLE = 14
_MOST_WORDS_OF_NAME = 4
_LEAST_CAPITALS = 2
_LONG_ENOUGH = 4  # letters of a word that is written with a capital in a title
_SENTENCE_ENDS = ".!?。！？"
_PAUSES = tuple(",!?，！？")
_IN = frozenset(
    {"in", "at", "on", "im", "auf", "dans", "en", "em", "w", "i", "в", "во", "på", "ur"}
)
# Words with small letters between the names of authors and editors.
_PARTICLES = frozenset(
    """
    and und et y e i og och ja van von de di da del della der den el al hrsg ed eds trans
    """.split()
)
_REFERENCE_LABEL = re.compile(r"\A\s*(?:\[\^?\w{1,20}\]:?|\d{1,4}[.)])?\s*")
_PUBLISHED = re.compile(r"\b(?:1[5-9]|20)\d\d\b|https?://|\bdoi\b|\b(?:pp?|S|vol|Bd|no)\.\s*\d")
_LONGEST_AUTHORS = 120
_LONGEST_IMPRINT = 200


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
    after = block.words[outer.end : outer.end + 60]
    heads = _heads(before)
    tokens = _WORD.findall(words)
    known = cues()
    if heads & known["always"]:
        return len(tokens) <= _MOST_WORDS_OF_TITLE
    if _is_speech(before, words, after):
        return False
    if heads & known["names"] and len(tokens) <= _MOST_WORDS_OF_NAME:
        return True
    if not tokens or len(tokens) > _MOST_WORDS_OF_TITLE or words[-1] in _SENTENCE_ENDS[:1]:
        return _is_reference(block, words, outer)
    if heads & known["works"] or after.lstrip().startswith(tuple(known["after"])):
        return tokens[0][0].isupper() or not tokens[0][0].islower()
    return _is_in_title_case(tokens) or _is_reference(block, words, outer)


def _is_speech(before: str, words: str, after: str) -> bool:
    """Tell whether a verb of saying is next to quotation marks: “…,” *said the mayor*."""
    verbs = cues()["said"]
    last = [token.casefold() for token in _WORD.findall(before)[-2:]]
    is_led_in = bool(re.search(r"[:,：，]\s*\Z", before)) or last[-1:] in (["that"], ["dass"])
    if verbs & set(last[-1:]) or (is_led_in and verbs & set(last)):
        return True
    following = [token.casefold() for token in _WORD.findall(after)]
    if verbs & set(following[:1]) and _WORD.match(after.lstrip(" ,\n")):
        return True
    is_interrupted = words[-1:] in _PAUSES or after.lstrip()[:1] in (",", "，")
    is_in_a_work = bool(last) and (last[-1] in _IN or bool(_heads(before) & cues()["works"]))
    return is_interrupted and not is_in_a_work and bool(verbs & set(following[:3]))


def _is_reference(block: Block, words: str, outer: Span) -> bool:
    """Tell whether marks hold the title in a list of references: *Berg, “No more buses”, 2023*."""
    before = _REFERENCE_LABEL.sub("", block.words[: outer.start])
    authors = before[-_LONGEST_AUTHORS:].rpartition("; ")[2]
    if not words[:1].isupper() or not re.search(r"[,.):]\s*\Z", authors or ","):
        return False
    names = _WORD.findall(authors)
    if len(before) > _LONGEST_AUTHORS or not all(
        name[0].isupper() or name in _PARTICLES for name in names
    ):
        return False
    return bool(_PUBLISHED.search(block.words, outer.end, outer.end + _LONGEST_IMPRINT))


def _is_chinese(cue: str, before: str) -> bool:
    return "\u4e00" <= cue[-1] <= "\u9fff" and before.endswith(cue)


def _heads(before: str) -> set[str]:
    """Return the words right before quotation marks that may say what is between them."""
    if re.search(r"[.!?:;,。：；，]\s*\Z", before):
        return set()
    tokens = [token.casefold() for token in _WORD.findall(before)[-_BEFORE:]]
    near = set(tokens[-1:]) | {token for token in tokens if token in cues()["always"]}
    if near & ({"as", "the", "a"} | cues()["names"]):
        near |= set(tokens[-2:])
    # Chinese sets no space before the marks.
    near |= {cue for kind in cues().values() for cue in kind if _is_chinese(cue, before)}
    return near


def _is_in_title_case(tokens: list[str]) -> bool:
    """Tell whether all long words have a capital, as in an English title."""
    long = [token for token in tokens if len(token) >= _LONG_ENOUGH]
    capitals = [token for token in tokens if token[0].isupper()]
    if len(tokens) > _MOST_WORDS_OF_NAME and all(token.isupper() for token in tokens):
        return False  # a sign or a shout
    return (
        len(capitals) >= _LEAST_CAPITALS
        and tokens[0][0].isupper()
        and all(token[0].isupper() for token in long)
        and len(long) >= _LEAST_CAPITALS
    )
