"""What of a place has a partner in the quote: what has none at its edges stays outside.

The fewest edits often make a quote begin or end with a word of the sentence before or after it.
Word by word it shows that nothing in the quote answers to that. A number that the quote writes
otherwise, next to the place, belongs to it all the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.anchoring.meaning.alignment import split_words
from argmap.anchoring.meaning.vocabulary import any_meaning
from argmap.sentences import sentences_of
from argmap.text import UNSPACED_LETTERS, Span, is_word_edge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.anchoring.meaning.alignment import Pair, Word
    from argmap.anchoring.meaning.changes import Comparison, Side
    from argmap.anchoring.meaning.vocabulary import Vocabulary
    from argmap.anchoring.reading.ways import Reading

_MOST_BEYOND = 2  # words of the place beyond the end of a sentence that may be none of the quote's
_MOST_CHARACTERS_BEYOND = 8  # as many, where each character is a word
_MOST_UNLIKE = 0.4  # of a word, that a word which it answers to differs
_MOST_NUMERALS = 6  # words of a number that is written out
_LONGEST_WORD = 64  # characters; what is longer is no word, and may be cut
_NEARBY = 80  # characters in which they are
_QUOTATION = re.compile("[\"“”„«»]|(?<!\\w)'|'(?!\\w)")  # typography is folded
_PERCENT = frozenset(
    "% per cent percent prozent pour por ciento процент процента процентов".split()
)
_IS_UNSPACED = re.compile(f"[{UNSPACED_LETTERS}]")
_JOINS = ("und", "et", "y", "and")


def with_partners(comparison: Comparison, source: Reading, span: Span) -> Span:
    """Return the span without what has no partner in the quote at its edges, and no word cut.

    ``source`` is the reading that the span is in.
    """
    found, quoted, pairs = comparison.found, comparison.quoted, comparison.pairs
    known = source.concordance.vocabulary(span.start)
    first = _first_kept(quoted, found, list(pairs), known, forward=True)
    last = _first_kept(quoted, found, list(reversed(pairs)), known, forward=False)
    if first > last:
        return span
    start = found.words[first].span.start if first else found.stretch.start
    end = found.words[last].span.end if last + 1 < len(found.words) else found.stretch.end
    inner = _without_signs(quoted, found, Span(start, end))
    inner = _on_word_edges(found.reading.text, inner)
    inner = _with_numbers(quoted, found, pairs, inner)
    if inner == found.stretch:
        return span
    original = found.reading.unfold(inner)
    made = Span(source.fold_offset(original.start), source.fold_offset(original.end))
    return made if made.length > 0 else span


def _first_kept(
    quoted: Side, found: Side, pairs: list[Pair], known: Vocabulary | None, *, forward: bool
) -> int:
    """Return the word of the place that is the first of the quote, from one of its edges."""
    count = len(found.words)
    kept = 0 if forward else count - 1
    for pair in pairs:
        if pair.is_same:
            break
        if pair.found.length and (
            not pair.quoted.length or _is_pronoun_in_brackets(quoted, found, pair)
        ):
            kept = pair.found.end if forward else pair.found.start - 1
        elif pair.found.length:
            break
    outer_words = found.words[:_MOST_BEYOND] if forward else found.words[-_MOST_BEYOND:]
    is_unspaced = any(_IS_UNSPACED.match(word.key) for word in outer_words)
    most = _MOST_CHARACTERS_BEYOND if is_unspaced else _MOST_BEYOND
    for beyond in range(most, 0, -1):
        # The word on the inner side of a boundary, and the one beyond it.
        inner = beyond if forward else count - 1 - beyond
        outer = inner - 1 if forward else inner + 1
        if not (0 <= inner < count and 0 <= outer < count):
            continue
        if beyond > _MOST_BEYOND and not _has_sign_between(found, inner, outer):
            continue
        if _crosses(quoted, found, pairs, inner, outer, known):
            return max(kept, inner) if forward else min(kept, inner)
    return kept


def _is_pronoun_in_brackets(quoted: Side, found: Side, pair: Pair) -> bool:
    """Tell whether an editor put a name in brackets in place of a pronoun of the source."""
    text = quoted.reading.text
    start = quoted.words[pair.quoted.start].span.start
    end = quoted.words[pair.quoted.end - 1].span.end
    is_bracketed = text[start - 1 : start] == "[" and text[end : end + 1] == "]"
    replaced = (found.words[place].key for place in range(*pair.found))
    return is_bracketed and all(any_meaning(word) == "actor" for word in replaced)


def _crosses(
    quoted: Side,
    found: Side,
    pairs: list[Pair],
    inner: int,
    outer: int,
    known: Vocabulary | None,
) -> bool:
    """Tell whether a boundary is between two words of the place, and the quote goes not past it."""
    one, other = (found.words[place].span for place in sorted((inner, outer)))
    before, after = found.reading.unfold(one), found.reading.unfold(other)
    sentences = sentences_of(found.reading.original)
    ends = bool(sentences.ends_within(Span(before.end - 1, after.start + 1)))
    if not ends and not _QUOTATION.search(found.reading.text, one.end, other.start):
        return False
    if not _goes_beyond(quoted, found, pairs, inner, outer):
        return True
    # The quote may go on past the boundary, with another mark there, or a capital. Single words are
    # set in quotation marks, too.
    return (
        ends
        and not _has_mark(quoted, _partner(pairs, outer), _partner(pairs, inner))
        and not _begins_sentence(quoted, found, _partner(pairs, max(inner, outer)), known)
    )


def _goes_beyond(quoted: Side, found: Side, pairs: list[Pair], inner: int, outer: int) -> bool:
    """Tell whether the quote has the word beyond a boundary, or one of those farther out."""
    words = range(outer + 1) if outer < inner else range(outer, len(found.words))
    beyond = [pair for word in words if (pair := _partner(pairs, word))]
    nearest = _partner(pairs, outer)
    if nearest and _are_alike(quoted, nearest):
        return True
    return all(pair.quoted.length for pair in beyond) and any(
        _are_alike(quoted, pair) for pair in beyond
    )


def _partner(pairs: list[Pair], word: int) -> Pair | None:
    """Return the pair that a word of the place is in."""
    return next((pair for pair in pairs if pair.found.start <= word < pair.found.end), None)


def _has_sign_between(found: Side, inner: int, outer: int) -> bool:
    one, other = (found.words[place].span for place in sorted((inner, outer)))
    return bool(found.reading.text[one.end : other.start].strip())


def _are_alike(quoted: Side, pair: Pair) -> bool:
    length = sum(len(quoted.words[place].key) for place in range(*pair.quoted))
    return bool(length) and pair.distance <= _MOST_UNLIKE * length


def _has_mark(quoted: Side, outer: Pair | None, inner: Pair | None) -> bool:
    """Tell whether the quote has a mark between the words that two words of the place answer to.

    It may have dropped the inner one, and added others.
    """
    if outer is None or inner is None:
        return False
    one, other = sorted((outer, inner), key=lambda pair: (pair.found, pair.quoted))
    first, last = one.quoted.end, other.quoted.start
    places = range(max(1, first), min(last, len(quoted.words) - 1) + 1)
    return any(quoted.between(place).cut(quoted.reading.text).strip(" []") for place in places)


def _begins_sentence(
    quoted: Side, found: Side, pair: Pair | None, known: Vocabulary | None
) -> bool:
    """Tell whether the quote, too, has the capital of a word that seldom has one: *The*, *What*."""
    if pair is None or not _are_alike(quoted, pair):
        return False
    word = found.words[pair.found.start]
    ours = "".join(quoted.words[place].text for place in range(*pair.quoted))
    is_common = bool(known and known.is_function_word(word.key))
    return is_common and word.text[:1].isupper() and ours != ours.lower()


def _without_signs(quoted: Side, found: Side, inner: Span) -> Span:
    """Return a stretch without the marks at its edges that the quote does not have there."""
    start, end = inner
    text, quote = found.reading.text, quoted.stretch.cut(quoted.reading.text)
    while start < end - 1 and _is_sign(text[start]) and not quote.startswith(text[start]):
        start += 1
    while start < end - 1 and _is_sign(text[end - 1]) and not quote.endswith(text[end - 1]):
        end -= 1
    return Span(start, end)


def _is_sign(character: str) -> bool:
    return character.isspace() or character in ".,;:!?…'\"()[]-–—>*_。，；：！？、"


def _on_word_edges(text: str, inner: Span) -> Span:
    """Return a stretch that cuts no word: one that is mostly inside is taken whole."""
    start, end = inner
    if not is_word_edge(text, start):
        word = _word_around(text, start)
        start = word.start if 2 * (word.end - start) >= word.length else word.end
    if not is_word_edge(text, end):
        word = _word_around(text, end)
        end = word.end if 2 * (end - word.start) >= word.length else word.start
    start, end = _stripped(text, start, end)
    return Span(start, end) if start < end else inner


def _word_around(text: str, place: int) -> Span:
    start = end = place
    while start > place - _LONGEST_WORD and not is_word_edge(text, start):
        start -= 1
    while end < place + _LONGEST_WORD and not is_word_edge(text, end):
        end += 1
    return Span(start, end)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _with_numbers(quoted: Side, found: Side, pairs: Sequence[Pair], inner: Span) -> Span:
    """Return a stretch with the number next to it that the quote writes in another way."""
    text = found.reading.text
    start, end = inner
    if _lacks_number(quoted, pairs[:1]):
        near = Span(max(0, start - _NEARBY), start)
        start = _numerals(text, split_words(text, near)[::-1], start, forward=False)
    if _lacks_number(quoted, pairs[-1:]) or _lacks_number(quoted, pairs[-2:]):
        near = Span(end, min(len(text), end + _NEARBY))
        end = _numerals(text, split_words(text, near), end, forward=True)
    return Span(start, end)


def _lacks_number(quoted: Side, pairs: Sequence[Pair]) -> bool:
    """Tell whether words at an edge of the quote that have no partner are a number."""
    words = [quoted.words[place].key for pair in pairs for place in range(*pair.quoted)]
    alone = all(not pair.found.length for pair in pairs)
    return alone and bool(words) and all(is_numeral(word) or word in _PERCENT for word in words)


def _numerals(text: str, words: list[Word], edge: int, *, forward: bool) -> int:
    """Return how far the words of a number reach from an edge."""
    found = False
    for word in words[:_MOST_NUMERALS]:
        between = text[edge : word.span.start] if forward else text[word.span.end : edge]
        is_joined = between.strip(" -") == ""
        is_part = is_numeral(word.key) or (word.key in _PERCENT and (found or not forward))
        if not (is_joined and is_part):
            break
        found = found or is_numeral(word.key)
        edge = word.span.end if forward else word.span.start
    return edge


def is_numeral(word: str) -> bool:
    """Tell whether a word in lower case is a number, in digits or in letters of some language.

    >>> is_numeral("36"), is_numeral("thirty"), is_numeral("sechsunddreißig"), is_numeral("tent")
    (True, True, True, False)
    """
    if word[:1].isnumeric():
        return True
    return _is_listed(word) or _is_compound(word)


def _is_listed(word: str) -> bool:
    """Tell whether a word is listed as a number; in lower case ß is written ss."""
    return "number" in (any_meaning(word), any_meaning(word.replace("ss", "ß")))


def _is_compound(word: str) -> bool:
    """Tell whether a word is put together from numbers, with *and* between them or not."""
    for place in range(3, len(word) - 2):
        head, tail = word[:place], word[place:]
        if not _is_listed(head):
            continue
        rests = [tail, *(tail.removeprefix(join) for join in _JOINS if tail.startswith(join))]
        if any(_is_listed(rest) or _is_compound(rest) for rest in rests):
            return True
    return False
