"""Whether the words next to a quote are those of its context, edited, or those of another place.

Two contexts that have nothing to do with each other share a quarter of their letters, in order; one
of which some words were edited keeps more than half. Sentences of one pattern are more alike than
that, but differ in what tells their places apart: a name, a number, a negation. And a few words are
too few to be known again once one of them has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

from argmap.anchoring.approximate.acceptance import weight
from argmap.anchoring.approximate.edges import distances
from argmap.anchoring.meaning.alignment import Word, split_words
from argmap.anchoring.meaning.vocabulary import any_meaning, recognise
from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.anchoring.meaning.vocabulary import Vocabulary

_LEAST_KEPT = 24  # letters of both sides that are the same: five or six words
_LEAST_ALIKE = 0.5  # of a side; unlike contexts share a quarter
_TELLING = 20  # letters next to the quote, within which a name, number or negation tells


class Beside(NamedTuple):
    """One side of a quote: the words of its context and those of the text, typography folded.

    ``key`` and ``found_key`` are their letters and digits, with those next to the quote first.
    """

    context: str
    found: str
    key: str
    found_key: str
    is_before: bool


def answering(key: str, found: str) -> tuple[int, int]:
    """Return how many of the characters next to a quote answer to its context, and the edits.

    >>> answering("carrymany", "carrysomanymore")
    (11, 2)
    """
    edits = distances(key, found[: 2 * len(key)], anchored=True)
    length = min(range(len(edits)), key=lambda each: (edits[each], abs(each - len(key))))
    return length, edits[length]


def are_edited(sides: Sequence[Beside]) -> bool:
    """Tell whether the words next to a quote may be those of its context, edited."""
    kept = 0.0
    for side in sides:
        _, edits = answering(side.key, side.found_key)
        alike = 1 - edits / len(side.key)
        if alike < _LEAST_ALIKE:
            return False
        kept += alike * weight(side.key)
    if kept < _LEAST_KEPT:
        return False
    known = recognise([word.key for side in sides for word in _words(side.found)])
    return not any(_tells(*words, known) for side in sides for words in _differing(side))


def _words(text: str) -> list[Word]:
    return split_words(text, Span(0, len(text)))


def _differing(side: Beside) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """Yield the words of a context and those in their place, if they differ next to the quote."""
    ours, theirs = _words(side.context), _words(side.found)
    if side.is_before:
        ours.reverse()
        theirs.reverse()
    theirs = _first(theirs, answering(side.key, side.found_key)[0])
    keys, found = [word.key for word in ours], [word.key for word in theirs]
    # A context may begin or end inside a word.
    if keys and found:
        is_cut = str.endswith if side.is_before else str.startswith
        keys[-1] = found[-1] if is_cut(found[-1], keys[-1]) else keys[-1]
    for step in Levenshtein.opcodes(keys, found):
        if step.tag != "equal" and sum(map(len, keys[: step.src_start])) < _TELLING:
            yield ours[step.src_start : step.src_end], theirs[step.dest_start : step.dest_end]


def _first(words: Sequence[Word], letters: int) -> list[Word]:
    """Return the first words, until they have so many letters."""
    taken: list[Word] = []
    for word in words:
        if letters <= 0:
            break
        taken.append(word)
        letters -= len(word.key)
    return taken


def _tells(ours: Sequence[Word], theirs: Sequence[Word], known: Vocabulary | None) -> bool:
    """Tell whether words that differ are a negation, or a number or a name in place of another."""

    def says(word: Word, meaning: str) -> bool:
        return (known.meaning(word.key) if known else any_meaning(word.key)) == meaning

    def is_number(word: Word) -> bool:
        return word.is_number or says(word, "number")

    def is_name(word: Word) -> bool:
        return word.text[:1].isupper() and not (known and known.is_function_word(word.key))

    negated, turned = (any(says(word, "negation") for word in words) for words in (ours, theirs))
    return negated != turned or any(
        any(map(tells, ours)) and any(map(tells, theirs)) for tells in (is_number, is_name)
    )
