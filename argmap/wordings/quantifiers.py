"""Words such as *all*, *most* and *some* for which a quote has another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.wordings.difference import Difference
from argmap.wordings.lexicon import CLASSES, is_alike
from argmap.wordings.negations import negates_quantifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.wordings.reading import Token, TokenisedText

_MOST_HEADS = 3
_FEW_WORDS = 7
_LOOSE = frozenset({"many", "some", "several"})  # *several* may be many or some


class Quantifier(NamedTuple):
    """A word or phrase that says how many: its class, and the words that it counts.

    ``is_part`` says that it denies another one: *not all*.
    """

    text: str
    kind: str
    heads: tuple[str, ...]
    is_part: bool = False


def compare_quantifiers(
    wording: TokenisedText, quoted: TokenisedText, context: TokenisedText
) -> Iterator[Difference]:
    """Yield the quantifiers of a wording for which its quotes have one of another class.

    >>> from argmap.wordings.lexicon import lexicon
    >>> from argmap.wordings.reading import read
    >>> readings = [read(each, lexicon("en")) for each in ("All shops shut", "Some shops shut", "")]
    >>> next(compare_quantifiers(*readings))
    Difference(kind='quantifier', said='All', quoted='Some')
    """
    ours, theirs = _quantifiers(wording), _quantifiers(quoted)
    if not theirs:
        return
    yield from _none_for_part(wording, ours, theirs)
    around = _quantifiers(context)
    dropped = [each for each in theirs if not _is_among(each.kind, ours)]
    added = [each for each in ours if not _is_among(each.kind, theirs)]
    is_exchange = len(added) == len(dropped) == 1
    for each in ours:
        same = [one for one in theirs if _count_same(each, one)]
        others = same or (dropped if is_exchange and each in added else [])
        near = [one for one in around if not same or _count_same(each, one)]
        if others and not _is_among(each.kind, [*same, *near]):
            yield Difference("quantifier", each.text, others[0].text)


def _none_for_part(
    wording: TokenisedText, ours: list[Quantifier], theirs: list[Quantifier]
) -> Iterator[Difference]:
    """Yield the negations of a wording whose quotes only deny it of a part: *no* for *not all*."""
    parts = [each for each in theirs if each.is_part]
    if not parts or ours:
        return
    for place, token in enumerate(wording.tokens):
        if token.heading is None and wording.lexicon.is_plain(token.key):
            heads = _heads(wording, place)
            part = next((each for each in parts if _are_alike(heads, each.heads)), None)
            if part is not None:
                yield Difference("quantifier", token.text, part.text)


def _quantifiers(reading: TokenisedText) -> list[Quantifier]:
    found = []
    for place, token in enumerate(reading.tokens):
        kind = token.heading if token.heading is not None else _kind(reading, place)
        if kind in CLASSES:
            phrase = _phrase(reading, place)
            is_part = any(reading.lexicon.is_plain(one.key) for one in phrase)
            text = reading.text[phrase[0].span.start : phrase[-1].span.end]
            found.append(Quantifier(text, kind, _heads(reading, place), is_part))
    return found


def _phrase(reading: TokenisedText, place: int) -> tuple[Token, ...]:
    """Return the words of a quantifier: those of a phrase, or one with the negation before it."""
    start = place - (place > 0 and negates_quantifier(reading, place - 1))
    end = place + 1
    while end < len(reading.tokens) and reading.tokens[end].heading == "":
        end += 1
    return reading.tokens[start : end if reading.tokens[place].heading else place + 1]


def _heads(reading: TokenisedText, place: int) -> tuple[str, ...]:
    later = [one.key for one in reading.tokens[place + 1 :] if reading.is_content(one)]
    return tuple(later[:_MOST_HEADS])


def _kind(reading: TokenisedText, place: int) -> str | None:
    """Return the class of a word, none if it counts nothing: *some 40*, *the most*."""
    known, tokens = reading.lexicon, reading.tokens
    key = tokens[place].key
    kind = next((each for each in CLASSES if known.has(each, key)), None)
    after = tokens[place + 1].key if place + 1 < len(tokens) else ""
    counts = after[:1].isdigit() or after in known.values["number"]
    if kind is None or (counts and known.has("about", key)):
        return None
    before = tokens[place - 1].key if place else ""
    if kind == "most" and key == "most":
        return None if before in ("the", "its", "his", "their") else kind
    if known.is_plain(before) and kind in ("all", "many"):
        is_part = negates_quantifier(reading, place - 1)
        return {"all": "some", "many": "few"}[kind] if is_part else None
    if kind == "all" and known.has("about", before):
        return "most"
    is_unclear = kind == "all" and known.words.get("concord") and _is_denied(reading, place)
    return None if is_unclear else kind


def _is_denied(reading: TokenisedText, place: int) -> bool:
    """Tell whether a negation follows, of which one cannot tell what it bears on."""
    clause = reading.tokens[place].clause
    later = reading.tokens[place + 1 : place + _FEW_WORDS]
    return any(one.clause == clause and reading.lexicon.is_plain(one.key) for one in later)


def _is_among(kind: str, quantifiers: list[Quantifier]) -> bool:
    same = _LOOSE if kind == "several" else {kind, "several"} if kind in _LOOSE else {kind}
    return any(each.kind in same for each in quantifiers)


def _count_same(one: Quantifier, other: Quantifier) -> bool:
    return _are_alike(one.heads, other.heads)


def _are_alike(heads: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return any(is_alike(mine, theirs) for mine in heads[:1] for theirs in others[:1])
